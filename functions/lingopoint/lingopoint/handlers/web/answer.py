"""The answer of a function URL: a status, headers, and a body in base64.

Lambda takes 6,291,556 bytes of JSON (Lambda Developer Guide, "Lambda quotas"); base64 counts. What is larger is left
where it lies, and the reader is sent there.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lingopoint.config import Config
from lingopoint.handlers.web import page
from lingopoint.handlers.web.path import is_excluded, readable
from lingopoint.handlers.web.request import WebRequest
from lingopoint.http import cache_tags
from lingopoint.http.headers import safe
from lingopoint.ports import Response

MOST_BYTES = 4_500_000
"""Of a body: 6,000,000 in base64, and headers beside it."""
LINK_SECONDS = 300
_ELSEWHERE = 301
_NOT_CACHED = "no-store"
_NOTHING = "text/plain"
"""The type of an answer without a body: Lambda says `application/json` of one that names none."""
_ERROR_CACHED = "public, max-age=10"
_OF_ONE_READER = (412, 416)
"""What is refused for a reader's own conditions or range, which are in no cache's key."""
_PASSING_CACHED = "public, max-age=60"
_KEPT_UNITS = "x-amz-meta-lingopoint-units-kept"
_OWN_WORD = ("no-store", "private")
_FACTS = "x-amz-meta-lingopoint-"
_OF_A_PAGE = ("content-encoding", "content-language", "content-length", "content-type")
_SENT = frozenset(
    {
        *("accept-ranges", "cache-control", "content-disposition", "content-encoding", "content-language"),
        *("content-range", "content-type", "etag", "last-modified", "link", "vary", "x-robots-tag", cache_tags.HEADER),
    }
)
"""What a public page tells. How an object is stored, under which key, and its owner's notes are nobody's business."""


def result(response: Response, asked: WebRequest, config: Config) -> dict[str, Any]:
    """What the function returns for an answer whose body is bytes."""
    if response.status == _ELSEWHERE:
        told = {**response.headers, "cache-control": config.web_cache_control, "content-type": _NOTHING}
        return _json(response.status, safe(told), b"")
    if response.code:
        return _error(response, asked, config)
    body = response.body if isinstance(response.body, bytes) else response.body.read()
    headers = safe({**response.headers, **_added(response, asked, config)})
    told = {name: value for name, value in headers.items() if name in _SENT or name.startswith(_FACTS)}
    if asked.head and "content-length" in response.headers:
        told["content-length"] = response.headers["content-length"]
    return _json(response.status, told, b"" if asked.head else body)


def is_too_large(response: Response) -> bool:
    """Whether an answer is more than Lambda takes."""
    return response.status in (200, 206) and int(response.headers.get("content-length", 0)) > MOST_BYTES


def named(response: Response, asked: WebRequest) -> Response:
    """The answer with the name that a download has, as it can be sent."""
    own = {"content-disposition": _disposition(asked, response)} if asked.download else {}
    return replace(response, headers=safe({**response.headers, **own}))


def elsewhere(url: str) -> dict[str, Any]:
    """The answer that sends a reader to a URL which is good for `LINK_SECONDS`, and so is no answer to keep."""
    return _json(307, {"location": url, "cache-control": _NOT_CACHED, "content-type": _NOTHING}, b"")


def as_missing(found: Mapping[str, Any], missing: Mapping[str, Any]) -> dict[str, Any]:
    """A page that was found, in place of the answer that says what is missing."""
    tags = ",".join(each["headers"][cache_tags.HEADER] for each in (missing, found))
    return _as_error(found, missing, {cache_tags.HEADER: tags})


def as_meanwhile(original: Mapping[str, Any], late: Mapping[str, Any]) -> dict[str, Any]:
    """The original, at the address of a translation that is being made: it asks for itself again and is never kept."""
    return _as_error(original, late, {"refresh": str(page.RETRY_SECONDS)})


def _as_error(found: Mapping[str, Any], error: Mapping[str, Any], own: Mapping[str, str]) -> dict[str, Any]:
    """What was found, under the status of an answer that is an error."""
    told = {name: value for name, value in found["headers"].items() if name in _OF_A_PAGE}
    return {**found, "statusCode": error["statusCode"], "headers": {**error["headers"], **told, **own}}


def takes_pages(asked: WebRequest) -> bool:
    """Whether a reader takes HTML."""
    return "text/html" in asked.headers.get("accept", "text/html")


def _json(status: int, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    return {
        "statusCode": status,
        "headers": dict(headers),
        "body": b64encode(body).decode(),
        "isBase64Encoded": True,
    }


def _added(response: Response, asked: WebRequest, config: Config) -> dict[str, str]:
    """What a website needs beside what S3 says."""
    added = {"cache-control": _caching(response, config), cache_tags.HEADER: _tags(asked)}
    if asked.negotiated:
        added["vary"] = "Accept-Language"
    if links := _alternates(asked, config):
        added["link"] = links
    if asked.download:
        added["content-disposition"] = _disposition(asked, response)
    return added


def _tags(asked: WebRequest) -> str:
    return cache_tags.tags_of(asked.key, asked.language)


def _disposition(asked: WebRequest, response: Response) -> str:
    return f'attachment; filename="{_file_name(asked, response)}"'


def _caching(response: Response, config: Config) -> str:
    stored = response.headers.get("cache-control", "")
    if any(word in stored.lower() for word in _OWN_WORD):
        return stored
    kept = response.headers.get(_KEPT_UNITS, "0")
    return config.web_cache_control if kept == "0" else _PASSING_CACHED


def _alternates(asked: WebRequest, config: Config) -> str:
    """Where the same is in other languages (RFC 8288), for a list of languages that somebody chose."""
    if not config.languages or is_excluded(asked.key, config):
        return ""
    host, path = config.site_url, readable(asked.key)
    paths = [*((code, f"/{code.lower()}{path}") for code in config.languages), ("x-default", path)]
    return ", ".join(f'<{host}{path}>; rel="alternate"; hreflang="{code}"' for code, path in paths)


def _file_name(asked: WebRequest, response: Response) -> str:
    """`guide.fr.docx`: what is saved tells its language."""
    name = asked.key.rpartition("/")[2].replace('"', "").replace("\\", "")
    language = response.headers.get("content-language", "") if asked.tag else ""
    stem, dot, extension = name.rpartition(".")
    if not language:
        return name
    return f"{stem}.{language}.{extension}" if dot and stem else f"{name}.{language}"


def _error(response: Response, asked: WebRequest, config: Config) -> dict[str, Any]:
    """An error in the form that the reader takes: a page, JSON, or S3's own XML."""
    headers = {
        "cache-control": _NOT_CACHED if response.status >= 500 or response.status in _OF_ONE_READER else _ERROR_CACHED,
        "x-amz-error-code": response.code,
        "vary": "Accept",
        cache_tags.HEADER: _tags(asked),
    }
    if response.status == 503:
        headers["retry-after"] = str(page.RETRY_SECONDS)
    content_type, body = _as_wanted(response, asked, config)
    return _json(response.status, {**headers, "content-type": content_type}, b"" if asked.head else body)


def _as_wanted(response: Response, asked: WebRequest, config: Config) -> tuple[str, bytes]:
    if takes_pages(asked):
        return "text/html; charset=utf-8", page.render(response, asked, config).encode()
    if "json" in asked.headers["accept"]:
        told = {"code": response.code, "message": response.message, "languages": list(config.targets)}
        return "application/json", json.dumps(told).encode()
    return "application/xml", page.xml(response, asked.request_id).encode()
