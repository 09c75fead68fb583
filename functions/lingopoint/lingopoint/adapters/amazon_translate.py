"""Amazon Translate: one TranslateText call, its errors told apart by what can be done about them."""

import re
import time
from collections.abc import Callable, Mapping
from datetime import UTC
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from botocore.config import Config
from botocore.exceptions import ClientError, HTTPClientError

from lingopoint import languages
from lingopoint.adapters.silence import FAULTS
from lingopoint.errors import ConfigurationError, SlowDownError
from lingopoint.ports import (
    Direction,
    RefusedError,
    ThrottledError,
    Traits,
    TranslatedText,
    UnansweredError,
    UnavailableError,
)

if TYPE_CHECKING:
    from mypy_boto3_translate import TranslateClient

TRAITS = Traits("Amazon Translate", max_bytes=10_000, languages=frozenset(languages.NAMES))
"""The limit is that of `Text` in the Amazon Translate API reference, TranslateText.

The empty `key` is for good: it is part of every key that any memory holds.
"""

_VERSION_SECONDS = 60.0
_SETTLING_SECONDS = 600.0
"""One that overwrites another "takes up to 10 minutes to fully propagate" (API reference, ImportTerminology)."""
_THROTTLED = {"TooManyRequestsException", "ThrottlingException", "Throttling", "RequestLimitExceeded", "SlowDown"}
_PASSING = {"ServiceUnavailableException", "InternalServerException", "ServiceUnavailable", "InternalFailure"}
_WORDS = {
    "DetectedLanguageLowConfidenceException": "the language of the text is not clear",
    "InvalidParameterValueException": "a setting has a value that is not taken",
    "InvalidRequestException": "the request is not taken",
    "LimitExceededException": "a limit of the account is exceeded",
    "TextSizeLimitExceededException": "the text is too long",
    "UnsupportedLanguagePairException": "there is no translation between these languages",
}
"""What the service's codes mean (Amazon Translate API reference). Its own words may repeat the text, and go nowhere."""

_CODE = re.compile(r"[A-Z][A-Za-z]{1,60}(Exception|Error|Failure)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_DENIED = {"AccessDeniedException", "AccessDenied", "UnrecognizedClientException", "InvalidClientTokenId"}


def client_config(connections: int) -> Config:
    """How the client is made: no retries of its own (the schedule sees every throttled call), a connection a call."""
    return Config(
        retries={"mode": "standard", "total_max_attempts": 1},
        max_pool_connections=connections,
        connect_timeout=3,
        read_timeout=20,
    )


class _Terminology(NamedTuple):
    """What is known of a terminology: its version, when it was changed (seconds since 1970), and since when."""

    version: str
    changed: float
    asked: float


class AmazonTranslator:
    """The `Translator` that ships. Thread-safe, as boto3 clients are.

    `now` and `wall` give the time in seconds, from any point and since 1970.
    """

    traits = TRAITS

    def __init__(
        self,
        client: "TranslateClient",
        now: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._client = client
        self._now = now
        self._wall = wall
        self._terminologies: dict[str, _Terminology] = {}

    def terminology_version(self, name: str) -> str:
        """See `Translator.terminology_version`: when it was last imported, asked for once a minute at most."""
        return self._terminology(name).version

    def has_propagated(self, terminology: str) -> bool:
        """See `Translator.has_propagated`: ten minutes after it was last imported."""
        return self._wall() - self._terminology(terminology).changed >= _SETTLING_SECONDS

    def _terminology(self, name: str) -> _Terminology:
        known = self._terminologies.get(name)
        if known is None or self._now() - known.asked > _VERSION_SECONDS:
            known = self._terminologies[name] = self._ask_for(name)
        return known

    def _ask_for(self, name: str) -> _Terminology:
        try:
            answer = self._client.get_terminology(Name=name)
        except ClientError as error:
            raised = _error(error, Direction("", "", terminology=name))
            if isinstance(raised, ConfigurationError):
                raise raised from error
            raise SlowDownError("Amazon Translate does not answer. Ask again.", detail=str(raised)) from error
        except FAULTS as error:
            raise SlowDownError("Amazon Translate does not answer. Ask again.", detail=type(error).__name__) from error
        properties = answer["TerminologyProperties"]
        imported = properties["LastUpdatedAt"].astimezone(UTC)  # boto3 gives the time zone of the machine
        version = f"{imported.isoformat()} {properties.get('TermCount')} {properties.get('SizeBytes')}"
        return _Terminology(version, imported.timestamp(), self._now())

    def translate(self, text: str, direction: Direction) -> TranslatedText:
        """See `Translator.translate`. Raises ConfigurationError for a missing terminology or a missing right."""
        return self._call(text, direction, direction.source)

    def _call(self, text: str, direction: Direction, source: str) -> TranslatedText:
        try:
            answer = self._client.translate_text(**_request(text, direction, source))
        except ClientError as error:
            detected = error.response.get("DetectedLanguageCode")
            if detected == direction.target:
                raise RefusedError("The text is in that language already.", direction.target) from error
            if _is_language(detected) and source == direction.source:
                return self._call(text, direction, detected)  # a low confidence: the best guess is all there is
            raise _error(error, direction) from error
        except HTTPClientError as error:
            raise UnansweredError(type(error).__name__) from error
        except (*FAULTS, AttributeError, ValueError) as error:  # the latter where the answer is no JSON object
            raise UnavailableError(type(error).__name__) from error
        return _translated(answer)


def _translated(answer: Mapping[str, Any]) -> TranslatedText:
    text, source = answer.get("TranslatedText"), answer.get("SourceLanguageCode")
    if not isinstance(text, str) or not _is_language(source):
        raise UnavailableError("an answer without a translation")
    applied = tuple(str(each.get("Name", "")) for each in answer.get("AppliedTerminologies", []))
    return TranslatedText(text, source, applied)


def _is_language(code: object) -> TypeGuard[str]:
    return isinstance(code, str) and _LANGUAGE.fullmatch(code) is not None


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


def _named(code: str) -> str:
    known = code in _THROTTLED | _PASSING | _DENIED or _CODE.fullmatch(code)
    return code if known else "an error without a name"


def _error(error: ClientError, direction: Direction) -> Exception:
    said = error.response.get("Error", {})
    code = _named(str(said.get("Code", "")))
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)
    if code in _THROTTLED or status == 429:
        return ThrottledError(code)
    if code in _PASSING or status >= 500:
        return UnavailableError(code)
    if code in _DENIED:
        return ConfigurationError("The function may not use Amazon Translate.", detail=code)
    if code == "ResourceNotFoundException":
        return ConfigurationError(f"There is no terminology {direction.terminology!r} in Amazon Translate.")
    detected = error.response.get("SourceLanguageCode") if direction.source == languages.AUTO else None
    return RefusedError(_WORDS.get(code, code), detected if _is_language(detected) else "")
