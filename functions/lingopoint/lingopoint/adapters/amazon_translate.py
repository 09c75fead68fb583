"""Amazon Translate: one TranslateText call, its errors told apart by what can be done about them."""

from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from lingopoint.errors import ConfigurationError
from lingopoint.ports import Direction, RefusedError, ThrottledError, Translated, UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_translate import TranslateClient

_THROTTLED = {"TooManyRequestsException", "ThrottlingException", "Throttling", "RequestLimitExceeded", "SlowDown"}
_PASSING = {"ServiceUnavailableException", "InternalServerException", "ServiceUnavailable", "InternalFailure"}
_DENIED = {"AccessDeniedException", "AccessDenied", "UnrecognizedClientException", "InvalidClientTokenId"}


def client_config(connections: int) -> Config:
    """How the client is made: no retries of its own (the schedule sees every throttled call), a connection a call."""
    return Config(
        retries={"mode": "standard", "total_max_attempts": 1},
        max_pool_connections=connections,
        connect_timeout=3,
        read_timeout=20,
    )


class AmazonTranslator:
    """The `Translator` that ships. Thread-safe, as boto3 clients are."""

    def __init__(self, client: "TranslateClient") -> None:
        self._client = client

    def translate(self, text: str, direction: Direction) -> Translated:
        """See `Translator.translate`. Raises ConfigurationError for a missing terminology or a missing right."""
        return self._call(text, direction, direction.source)

    def _call(self, text: str, direction: Direction, source: str) -> Translated:
        try:
            answer = self._client.translate_text(**_request(text, direction, source))
        except ClientError as error:
            detected = error.response.get("DetectedLanguageCode")
            if isinstance(detected, str) and source == direction.source:
                return self._call(text, direction, detected)  # a low confidence: the best guess is all there is
            raise _error(error, direction) from error
        except BotoCoreError as error:
            raise UnavailableError(type(error).__name__) from error
        return Translated(answer["TranslatedText"], answer["SourceLanguageCode"])


def _request(text: str, direction: Direction, source: str) -> dict[str, Any]:
    settings = {
        name: value
        for name, value in (
            ("Formality", direction.formality.upper()),
            ("Brevity", "ON" if direction.brevity else ""),
            ("Profanity", "MASK" if direction.profanity else ""),
        )
        if value
    }
    return {
        "Text": text,
        "SourceLanguageCode": source,
        "TargetLanguageCode": direction.target,
        **({"Settings": settings} if settings else {}),
        **({"TerminologyNames": [direction.terminology]} if direction.terminology else {}),
    }


def _error(error: ClientError, direction: Direction) -> Exception:
    said = error.response.get("Error", {})
    code, message = said.get("Code", ""), said.get("Message", "")
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)
    if code in _THROTTLED or status == 429:
        return ThrottledError(code)
    if code in _PASSING or status >= 500:
        return UnavailableError(code)
    if code in _DENIED:
        return ConfigurationError("The function may not use Amazon Translate.", detail=code)
    if code == "ResourceNotFoundException":
        return ConfigurationError(f"There is no terminology {direction.terminology!r} in Amazon Translate.")
    return RefusedError(message or code)
