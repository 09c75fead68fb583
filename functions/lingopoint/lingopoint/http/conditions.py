"""Conditional requests (RFC 9110 section 13): whether an answer is wanted at all.

A date is a condition on the very date that would be told now. Under one key there is at times a reviewed translation,
then the machine's again: a time later than that of what is served may be the one of what was deleted, and does not show
that the reader has this. So only the same time does, and without that show an answer is given in full, or 412.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from lingopoint.http.etags import ETag, parse_list

NAMES = ("if-match", "if-none-match", "if-modified-since", "if-unmodified-since")
"""The request headers that make a request conditional (If-Range apart, which only bears on ranges)."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of one request, as their header values; empty where there is none."""

    if_match: str = ""
    if_none_match: str = ""
    if_modified_since: str = ""
    if_unmodified_since: str = ""

    @classmethod
    def from_headers(cls, headers: Mapping[str, str]) -> "Conditions":
        """The conditions among request headers, given by lower-case name."""
        return cls(*(headers.get(name, "") for name in NAMES))

    @property
    def needs_exact_tag(self) -> bool:
        """Whether an answer depends on the very bytes that would be served."""
        return bool(self.if_match) and self.if_match.strip() != "*"

    def before_it_is_made(self, earliest: datetime | None) -> "Conditions":
        """What of them is certain for what is still to be made, whose date will not be before `earliest`."""
        since = parse_date(self.if_unmodified_since)
        fails = since is not None and earliest is not None and since < earliest.replace(microsecond=0)
        unmodified = self.if_unmodified_since if fails else ""
        return replace(self, if_modified_since="", if_unmodified_since=unmodified)

    def status(self, etag: ETag, modified: datetime | None) -> int:
        """200 to go on, 304 Not Modified or 412 Precondition Failed, in the order of RFC 9110 section 13.2.2."""
        if self.if_match:
            if not _any(self.if_match, etag, strongly=True):
                return 412
        elif _dated(modified, self.if_unmodified_since) is False:
            return 412
        if self.if_none_match:
            return 304 if _any(self.if_none_match, etag, strongly=False) else 200
        return 304 if _dated(modified, self.if_modified_since) else 200


def range_applies(if_range: str, etag: ETag, modified: datetime | None) -> bool:
    """Whether a range is to be honoured under an If-Range header (RFC 9110 section 13.1.5); without one it is."""
    if not if_range:
        return True
    if '"' in if_range:
        tag = ETag.from_header(if_range)
        return tag is not None and tag.matches_strongly(etag)
    return _dated(modified, if_range) is True


def parse_date(text: str) -> datetime | None:
    """An HTTP date, or None where it is none."""
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # numbers without bounds are taken as they are
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _any(header: str, etag: ETag, *, strongly: bool) -> bool:
    tags = parse_list(header)
    if tags is None:
        return True
    return any(tag.matches_strongly(etag) if strongly else tag.matches_weakly(etag) for tag in tags)


def _dated(modified: datetime | None, header: str) -> bool | None:
    """Whether `modified` is a header's date, to the second; None where either is no date."""
    date = parse_date(header)
    return modified.replace(microsecond=0) == date if date and modified else None
