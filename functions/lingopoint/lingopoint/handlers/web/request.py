"""A request to a function URL (Lambda Developer Guide, "Invoking Lambda function URLs": payload format 2.0)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from lingopoint import languages
from lingopoint.config import Config
from lingopoint.errors import InvalidRequestError, MethodNotAllowedError
from lingopoint.handlers.web.path import MARK, key_of
from lingopoint.http.accept_language import look_up

LANGUAGE = "lang"
NEGOTIATED = "auto"
DOWNLOAD = "download"
SETTINGS = ("formality", "brevity", "profanity", "source")
_PLAIN = re.compile(r"[A-Za-z-]{0,32}")
_MOST_FIELDS = 32


@dataclass(frozen=True, slots=True)
class WebRequest:
    """What is asked for. `key` is the original's; `tag` a language with its settings as behind a key, or empty.

    `negotiated` says that the language was left to the reader's preferences, here or at the edge, which says so by a
    parameter of that name. Header names are in lower case.
    """

    key: str
    tag: str = ""
    head: bool = False
    negotiated: bool = False
    download: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    request_id: str = ""

    @property
    def language(self) -> str:
        """The tag's language."""
        return self.tag.partition(";")[0]

    @property
    def tagged_key(self) -> str:
        """The key that names the same at the access point: what a person reviewed is stored under it."""
        return f"{self.key}#{self.tag}" if self.tag else self.key


def headers_of(event: Mapping[str, Any]) -> dict[str, str]:
    """The headers of a request by lower-case name; what is no text is left out."""
    given = event.get("headers")
    found = given.items() if isinstance(given, Mapping) else ()
    return {str(name).lower(): value for name, value in found if isinstance(value, str)}


def request_id_of(event: Mapping[str, Any]) -> str:
    """How Lambda calls the request; empty where it does not say."""
    found = _context(event).get("requestId")
    return found if isinstance(found, str) else ""


def is_head(event: Mapping[str, Any]) -> bool:
    """Whether the answer is to have no body."""
    return _method(event) == "HEAD"


def parse(event: Mapping[str, Any], config: Config) -> WebRequest:
    """The request of an event. Raises InvalidRequestError and MethodNotAllowedError."""
    if _method(event) not in ("GET", "HEAD"):
        raise MethodNotAllowedError("Only GET and HEAD are answered here.")
    path, query = event.get("rawPath"), event.get("rawQueryString") or ""
    if not isinstance(path, str) or not isinstance(query, str):
        raise InvalidRequestError("This is no request to a function URL.")
    parameters = _parameters(query)
    headers = headers_of(event)
    key = key_of(path)
    # Behind the mark CloudFront's function has taken the language out: what comes first there is a folder.
    language, key = ("", key) if path.startswith(MARK) else _of_path(key, config)
    wanted = language or parameters.get(LANGUAGE, "") or config.default_language
    if wanted == NEGOTIATED:
        wanted = look_up(headers.get("accept-language", ""), config.targets)
    return WebRequest(
        _in_folder(key, config.web_index),
        _tag(wanted, parameters, config),
        is_head(event),
        NEGOTIATED in (language or parameters.get(LANGUAGE), *parameters),
        DOWNLOAD in parameters,
        headers,
        request_id_of(event),
    )


def _context(event: Mapping[str, Any]) -> Mapping[str, Any]:
    context = event.get("requestContext")
    return context if isinstance(context, Mapping) else {}


def _method(event: Mapping[str, Any]) -> str:
    http = _context(event).get("http")
    found = http.get("method") if isinstance(http, Mapping) else ""
    return found if isinstance(found, str) else ""


def _parameters(query: str) -> dict[str, str]:
    """The first value of each parameter. Raises InvalidRequestError for more than anybody asks."""
    try:
        found = parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise InvalidRequestError("The query has too many parameters.") from error
    return dict(reversed(found))


def _of_path(key: str, config: Config) -> tuple[str, str]:
    """The language that is the first segment of a path, if it is one that may be asked for, and the key behind it."""
    first, separator, rest = key.partition("/")
    by_lower_case = {target.lower(): target for target in config.targets}
    code = by_lower_case.get(first.lower(), "") if separator else ""
    return (code, rest) if code else ("", key)


def _in_folder(key: str, index: str) -> str:
    return key + index if not key or key.endswith("/") else key


def _tag(language: str, parameters: Mapping[str, str], config: Config) -> str:
    """`fr;formality=formal`; empty without a language. Raises InvalidRequestError for one that has no tag's shape."""
    if not language:
        return ""
    if not languages.is_tag(language):
        raise InvalidRequestError(f"This is no language. Ask for one of {', '.join(config.targets)}.")
    settings = {name: parameters[name] for name in SETTINGS if name in parameters}
    wrong = next((name for name, value in settings.items() if not _PLAIN.fullmatch(value)), "")
    if wrong:
        raise InvalidRequestError(f"Setting {wrong!r} has a value that it cannot have.")
    return ";".join([language, *(f"{name}={value}" for name, value in settings.items())])
