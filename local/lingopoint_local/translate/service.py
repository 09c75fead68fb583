"""Amazon Translate's operations on an engine: requests and answers as JSON members, without HTTP.

Source: botocore's service model `translate/2017-07-01`, and the Amazon Translate API reference and Developer Guide.
"""

from collections.abc import Callable, Mapping
from typing import Any

from lingopoint_local.translate.behaviour import LiveBehaviour
from lingopoint_local.translate.counts import Statistics
from lingopoint_local.translate.detect import detect
from lingopoint_local.translate.engines.engine import Engine, EngineError
from lingopoint_local.translate.engines.protect import release
from lingopoint_local.translate.errors import ApiError
from lingopoint_local.translate.languages import DISPLAY_LANGUAGES, NAMES, applied_settings
from lingopoint_local.translate.line import text as words
from lingopoint_local.translate.request_text import RequestText
from lingopoint_local.translate.terminology import Terminologies, Terms

Payload = Mapping[str, Any]
"""The JSON members of a request."""
Members = dict[str, Any]
"""The JSON members of an answer, or of a part of one."""


class TranslateApi:
    """The service. `call` may be used from many threads at once."""

    def __init__(self, engine: Engine, behaviour: LiveBehaviour | None = None) -> None:
        self.engine = engine
        self.behaviour = behaviour or LiveBehaviour()
        self.statistics = Statistics()
        self.terminologies = Terminologies()
        self.location = ""
        """The address of the server, for the data that GetTerminology points to."""
        self._operations: dict[str, Callable[[Payload], Members]] = {
            "TranslateText": self._counted,
            "ListLanguages": _list_languages,
            "ImportTerminology": self._import_terminology,
            "GetTerminology": self._get_terminology,
            "ListTerminologies": self._list_terminologies,
            "DeleteTerminology": self._delete_terminology,
        }

    def call(self, operation: str, payload: Payload) -> Members:
        """The members of the answer. Raises ApiError for every error that the API knows."""
        if operation not in self._operations:
            raise ApiError("UnknownOperationException", f"{operation} is not served locally.")
        return self._operations[operation](payload)

    def _counted(self, payload: Payload) -> Members:
        with self.statistics.call():
            try:
                answer = self._translate_text(payload)
            except ApiError as error:
                self.statistics.error(error.status)
                raise
            self.statistics.translated(payload["Text"])
            return answer

    def _translate_text(self, payload: Payload) -> Members:
        text, source, target = _request(payload, self.behaviour.current.most_bytes)
        self.behaviour.admit(len(text.encode()))
        if source == "auto":
            source = self.behaviour.current.detected or _detected(text)
        translated, applied = self._translated(text, source, target, payload.get("TerminologyNames") or [])
        return {
            "TranslatedText": self.behaviour.damage(translated, text),
            "SourceLanguageCode": source,
            "TargetLanguageCode": target,
            "AppliedTerminologies": applied,
            "AppliedSettings": applied_settings(payload.get("Settings") or {}, source, target),
        }

    def _translated(self, text: str, source: str, target: str, names: list[str]) -> tuple[str, list[Members]]:
        terminologies = [self.terminologies.get(name) for name in names[:1]]
        if source == target:
            return text, []
        if not self.engine.supports(source, target):
            raise _unsupported(source, target, self.engine.advice(source, target))
        if self.engine.verbatim and not terminologies:
            return text, []
        terms = Terms(terminologies[0].terms(source, target) if terminologies else {})
        request = RequestText(text)
        lines = terms.put_into(request.lines)
        try:
            translations = self.engine.translate(lines, source, target)
        except EngineError as error:
            raise ApiError("InternalServerException", f"The engine broke down: {error}.") from error
        released = [release(new, old) for new, old in zip(translations, request.lines, strict=True)]
        return request.render(released), [{"Name": name, "Terms": terms.applied()} for name in names[:1] if terms.used]

    def _import_terminology(self, payload: Payload) -> Members:
        return {"TerminologyProperties": self.terminologies.put(payload).properties()}

    def _get_terminology(self, payload: Payload) -> Members:
        terminology = self.terminologies.get(payload.get("Name", ""))
        location = f"{self.location}/_lingopoint/terminologies/{terminology.name}"
        return {
            "TerminologyProperties": terminology.properties(),
            "TerminologyDataLocation": {"RepositoryType": "S3", "Location": location},
        }

    def _list_terminologies(self, payload: Payload) -> Members:
        return _page("TerminologyPropertiesList", [each.properties() for each in self.terminologies.all()], payload)

    def _delete_terminology(self, payload: Payload) -> Members:
        self.terminologies.delete(payload.get("Name", ""))
        return {}


def _request(payload: Payload, most_bytes: int) -> tuple[str, str, str]:
    """The text, source and target of a TranslateText request that is valid."""
    text, source, target = (payload.get(name) for name in ("Text", "SourceLanguageCode", "TargetLanguageCode"))
    if not isinstance(text, str) or not text or not isinstance(source, str) or not isinstance(target, str):
        raise ApiError("InvalidRequestException", "Text, SourceLanguageCode and TargetLanguageCode are required.")
    size = _size(text)
    if size > most_bytes:
        allowed = f"Max length of request text allowed is {most_bytes} bytes"
        message = f"Input text size exceeds limit. {allowed} while in this request the text size is {size} bytes"
        raise ApiError("TextSizeLimitExceededException", message)
    if source not in {*NAMES, "auto"} or target not in NAMES:
        raise _unsupported(source, target, "These are not two of the language codes that Amazon Translate knows.")
    names, settings = payload.get("TerminologyNames") or [], payload.get("Settings") or {}
    if not isinstance(names, list) or len(names) > 1:
        raise ApiError("InvalidRequestException", "TerminologyNames: at most one terminology.")
    if not isinstance(settings, dict):
        raise ApiError("InvalidRequestException", "Settings: not an object.")
    return text, source, target


def _size(text: str) -> int:
    try:
        return len(text.encode())
    except UnicodeEncodeError as error:
        raise ApiError("InvalidRequestException", "Text: not valid Unicode.") from error


def _unsupported(source: str, target: str, advice: str) -> ApiError:
    message = f"Unsupported language pair: {source} to {target}. {advice}"
    members = {"SourceLanguageCode": source, "TargetLanguageCode": target}
    return ApiError("UnsupportedLanguagePairException", message, **members)


def _detected(text: str) -> str:
    guess = detect(" ".join(words(line) for line in RequestText(text).lines))
    if not guess.confident:
        message = "The language of the text could not be told; give SourceLanguageCode."
        raise ApiError("DetectedLanguageLowConfidenceException", message, DetectedLanguageCode=guess.language)
    return guess.language


def _list_languages(payload: Payload) -> Members:
    """The languages, with English names whatever the display language. Amazon lists "auto" among them."""
    display = payload.get("DisplayLanguageCode", "en")
    if display not in DISPLAY_LANGUAGES:
        message = f"No names in {display}."
        raise ApiError("UnsupportedDisplayLanguageCodeException", message, DisplayLanguageCode=display)
    listed = sorted([*NAMES.items(), ("auto", "Auto")], key=lambda entry: entry[1])
    languages = [{"LanguageName": name, "LanguageCode": code} for code, name in listed]
    return {**_page("Languages", languages, payload), "DisplayLanguageCode": display}


def _page(member: str, items: list[Members], payload: Payload) -> Members:
    """One page of a list; the token is the position of the next item."""
    token, size = payload.get("NextToken") or "0", payload.get("MaxResults") or 500
    if not str(token).isdecimal() or not isinstance(size, int):
        raise ApiError("InvalidParameterValueException", "NextToken or MaxResults: not as in an earlier answer.")
    end = int(token) + size
    return {member: items[int(token) : end], **({"NextToken": str(end)} if end < len(items) else {})}
