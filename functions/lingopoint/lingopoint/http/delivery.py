"""Delivering a representation: conditions, ranges and parts on the very bytes that are served."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from lingopoint.errors import InvalidArgumentError, InvalidRequestError
from lingopoint.http.conditions import NAMES, Conditions, parse_date, range_applies
from lingopoint.http.etags import ETag, parse_list
from lingopoint.http.ranges import ByteRange, UnsatisfiableError
from lingopoint.ports import Response
from lingopoint.report import Report

FORWARDED = (*NAMES, "if-range", "range")
"""The request headers that S3 itself acts on when it serves an object as it is stored."""

OVERRIDES = {
    "response-cache-control": "cache-control",
    "response-content-disposition": "content-disposition",
    "response-content-encoding": "content-encoding",
    "response-content-language": "content-language",
    "response-content-type": "content-type",
    "response-expires": "expires",
}
"""The parameters with which a signed request sets headers of its own answer (S3 API reference, GetObject)."""

_PRECONDITION = "At least one of the pre-conditions you specified did not hold"
_RANGE = "The requested range is not satisfiable"
_PART_NUMBER = re.compile(r"0*([0-9]{1,5})")
_PART = "The requested partnumber is not satisfiable"


@dataclass(frozen=True, slots=True)
class Ask:
    """What of a representation is wanted, and on which conditions."""

    conditions: Conditions = field(default_factory=Conditions)
    byte_range: ByteRange | None = None
    if_range: str = ""
    part: int | None = None
    head: bool = False
    overrides: Mapping[str, str] = field(default_factory=dict)
    forwarded: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, headers: Mapping[str, str], query: Mapping[str, str], *, head: bool = False) -> "Ask":
        """What request headers (lower-case names) and parameters ask for.

        S3 takes a range as a header or as a parameter. Raises InvalidRequestError for a range together with a part, and
        InvalidArgumentError for a part that is no number from 1 to 10,000.
        """
        wanted = headers.get("range") or query.get("Range") or ""
        if wanted and "partNumber" in query:
            raise InvalidRequestError("Cannot specify both Range header and partNumber query parameter.")
        forwarded = {name: headers[name] for name in FORWARDED if name in headers}
        if wanted:
            forwarded["range"] = wanted
        return cls(
            Conditions.from_headers(headers),
            ByteRange.from_header(wanted),
            headers.get("if-range", ""),
            _part(query["partNumber"]) if "partNumber" in query else None,
            head,
            {header: query[name] for name, header in OVERRIDES.items() if name in query},
            forwarded,
        )

    @property
    def partial(self) -> bool:
        """Whether less than the whole may be wanted."""
        return self.byte_range is not None or self.part is not None

    def early_status(self, etag: ETag, modified: datetime | None, original: ETag) -> int | None:
        """304 or 412 where that is certain from a rendition's tag whose content is not known yet; else None.

        `modified` is the original's date, before which no rendition of it was made.
        What cannot be translated will be served under the tag of the `original`, so that one is uncertain too.
        """
        conditions = self.conditions.before_it_is_made(modified)
        if conditions.needs_exact_tag:
            tags = parse_list(conditions.if_match) or []
            if not any(tag.made_as(etag) or tag.matches_strongly(original) for tag in tags):
                return 412
            conditions = replace(conditions, if_match="", if_unmodified_since="")
        status = conditions.status(etag, modified)
        return None if status == 200 else status

    def held(self, etag: ETag) -> ETag | None:
        """The tag of If-None-Match that matches: the one that the reader has, which a 304 is to confirm."""
        tags = parse_list(self.conditions.if_none_match) or []
        return next((tag for tag in tags if tag.matches_weakly(etag)), None)


def override(response: Response, ask: Ask) -> Response:
    """A successful answer with the headers that the request sets itself."""
    if response.status not in (200, 206) or not ask.overrides:
        return response
    return replace(response, headers={**response.headers, **ask.overrides})


def without_body(status: int, headers: Mapping[str, str], report: Report) -> Response:
    """What a condition leaves of an answer with these `headers`: 304 Not Modified, or 412 Precondition Failed."""
    if status == 304:
        kept = {name: value for name, value in headers.items() if name in _WITH_NOT_MODIFIED}
        return Response(304, kept, report=replace(report, outcome="not modified"))
    failed = replace(report, outcome="precondition failed")
    return Response(412, {}, code="PreconditionFailed", message=_PRECONDITION, report=failed)


# RFC 9110 section 15.4.5
_WITH_NOT_MODIFIED = frozenset(
    {"cache-control", "content-location", "date", "etag", "expires", "last-modified", "vary"}
)


def deliver(response: Response, ask: Ask) -> Response:
    """A whole representation, with its ETag and Last-Modified among its headers, as far as it was asked for.

    One whose body is a stream has its Content-Length among them too.
    """
    body = response.body
    length = len(body) if isinstance(body, bytes) else int(response.headers.get("content-length", 0))
    etag = ETag.from_header(response.headers.get("etag", "")) or ETag("")
    modified = parse_date(response.headers.get("last-modified", ""))
    status = ask.conditions.status(etag, modified)
    if status != 200:
        return without_body(status, response.headers, response.report)
    headers = {**response.headers, "accept-ranges": "bytes"}
    whole = replace(response, headers={**headers, "content-length": str(length)})
    if ask.part is not None:
        return _whole_as_part(whole, length) if ask.part == 1 else _unsatisfiable(whole, "InvalidPartNumber", _PART)
    if ask.byte_range is None or not range_applies(ask.if_range, etag, modified):
        return whole
    try:
        chosen = ask.byte_range.resolve(length)
    except UnsatisfiableError:
        return _unsatisfiable(whole, "InvalidRange", _RANGE)
    headers |= {"content-range": chosen.to_header(), "content-length": str(chosen.stop - chosen.start)}
    return replace(response, status=206, headers=headers, body=chosen.of(body))


def _whole_as_part(whole: Response, length: int) -> Response:
    """Everything served here is one part, whatever the original was uploaded in."""
    if not length:
        return whole
    content_range = ByteRange().resolve(length).to_header()
    return replace(whole, status=206, headers={**whole.headers, "content-range": content_range})


def _unsatisfiable(whole: Response, code: str, message: str) -> Response:
    return Response(416, {}, code=code, message=message, report=replace(whole.report, outcome="unsatisfiable"))


def _part(text: str) -> int:
    number = _PART_NUMBER.fullmatch(text)
    if number and 1 <= int(number[1]) <= 10_000:
        return int(number[1])
    raise InvalidArgumentError("Part number must be an integer between 1 and 10000, inclusive")
