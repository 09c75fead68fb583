"""What S3 answers to a GET with conditions and a range, by another's reading of the RFC than the function's own.

RFC 9110 sections 13 and 14; S3 API reference, GetObject. Headers are read by werkzeug.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from werkzeug.http import parse_date, parse_etags, parse_if_range_header, parse_range_header, unquote_etag

from tests.behaviour_suite import Answer

_WITH_NOT_MODIFIED = {"cache-control", "content-location", "date", "etag", "expires", "last-modified", "vary"}


def error(status: int, code: str, *, head: bool = False) -> Answer:
    """S3's error document."""
    document = f'<?xml version="1.0"?><Error><Code>{code}</Code><Message>{code}</Message></Error>'
    return Answer(status, {"content-type": "application/xml"}, b"" if head else document.encode())


def answer(stored: Answer, asked: Mapping[str, str], *, head: bool) -> Answer:
    """The answer with what is `stored`, whose ETag and Last-Modified are among its headers.

    `asked` are the request's headers by lower-case name. For HEAD the body is left to whoever delivers it.
    """
    if _failed(stored, asked):
        return error(412, "PreconditionFailed", head=head)
    if _unchanged(stored, asked):
        return Answer(304, {name: value for name, value in stored.headers.items() if name in _WITH_NOT_MODIFIED})
    length = len(stored.body)
    headers = {**stored.headers, "accept-ranges": "bytes", "content-length": str(length)}
    first_to_last = _range(stored, asked)
    if first_to_last is None:
        return Answer(200, headers, stored.body)
    places = range(max(0, first_to_last.start), min(length, first_to_last.stop))
    if not places:
        return error(416, "InvalidRange", head=head)
    headers |= {"content-range": f"bytes {places[0]}-{places[-1]}/{length}", "content-length": str(len(places))}
    return Answer(206, headers, bytes(stored.body[place] for place in places))


def _tag(stored: Answer) -> str:
    return unquote_etag(stored.headers["etag"])[0] or ""


def _modified(stored: Answer) -> datetime | None:
    return parse_date(stored.headers["last-modified"])


def _failed(stored: Answer, asked: Mapping[str, str]) -> bool:
    if "if-match" in asked:
        tags = parse_etags(asked["if-match"])
        return not (tags.star_tag or tags.is_strong(_tag(stored)))
    since, modified = parse_date(asked.get("if-unmodified-since")), _modified(stored)
    return since is not None and modified is not None and modified > since


def _unchanged(stored: Answer, asked: Mapping[str, str]) -> bool:
    if "if-none-match" in asked:
        return parse_etags(asked["if-none-match"]).contains_weak(_tag(stored))
    since, modified = parse_date(asked.get("if-modified-since")), _modified(stored)
    return since is not None and modified is not None and modified <= since


def _range(stored: Answer, asked: Mapping[str, str]) -> range | None:
    """The places that are asked for, beyond the object too; None for the whole: no range, or one to be ignored."""
    given = asked.get("range", "")
    if not _meant(stored, asked):
        return None
    if re.fullmatch(r"(?i)bytes=\s*-\s*0+\s*", given):
        return range(0)  # well formed, and unsatisfiable (RFC 9110 section 14.1.2); to werkzeug it is malformed
    wanted = parse_range_header(given)
    if wanted is None or wanted.units != "bytes" or len(wanted.ranges) != 1:
        return None
    ((first, stop),) = wanted.ranges
    if first < 0:
        return range(len(stored.body) + first, len(stored.body))
    return range(first, len(stored.body) if stop is None else stop)


def _meant(stored: Answer, asked: Mapping[str, str]) -> bool:
    """Whether the range was meant for these very bytes."""
    if asked.get("if-range", "").startswith("W/"):
        return False  # a weak tag never names very bytes (RFC 9110 section 13.1.5); werkzeug drops the weakness
    meant = parse_if_range_header(asked.get("if-range"))
    if meant.etag is not None:
        return meant.etag == _tag(stored)
    return meant.date is None or meant.date == _modified(stored)
