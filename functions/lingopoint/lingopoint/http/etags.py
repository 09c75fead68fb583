"""Entity tags (RFC 9110 section 8.8.3), and those of renditions.

A rendition's tag is `"CONTENT-SETTINGS-ORIGINAL"`: a digest of its bytes, a digest of everything that shapes the
translation, and the original's own tag. Two readers who hold tags that differ in the first part hold two translations
of the same text made alike: equivalent, but not the same bytes. The tag of a rendition that is kept for a short time
has a `t` after SETTINGS, and is equivalent to no other: who holds one is to be given the better one that follows.

The hyphen tells clients that a tag is no MD5: s3cmd, the AWS SDKs for Java and .NET and rclone then compare none. What
stands before the first one is hexadecimal and differs with the bytes, because s3fs takes it for a number that does.
"""

import hashlib
import re
from dataclasses import dataclass

_LIST_ITEM = re.compile(r'\s*(W/)?"([^"]*)"\s*(?:,|$)|\s*,')
_RENDITION = re.compile(r"(?P<content>[0-9a-f]{16})-(?P<settings>[0-9a-f]{16})(?P<passing>t?)-(?P<original>.+)")


@dataclass(frozen=True, slots=True)
class ETag:
    """One entity tag: its opaque value, without the quotes."""

    value: str
    weak: bool = False

    @classmethod
    def from_header(cls, text: str) -> "ETag | None":
        """The tag of an ETag header, or None where it is malformed. S3 also takes a bare value for a tag."""
        match = re.fullmatch(r'\s*(W/)?"([^"]*)"\s*', text)
        if match:
            return cls(match[2], weak=bool(match[1]))
        return cls(text.strip()) if re.fullmatch(r"\s*[^\s\",]+\s*", text) else None

    def to_header(self) -> str:
        """The tag as it stands in a header."""
        return f'{"W/" if self.weak else ""}"{self.value}"'

    def matches_strongly(self, other: "ETag") -> bool:
        """Whether both name the same bytes (RFC 9110 section 8.8.3.2)."""
        return not self.weak and not other.weak and self.value == other.value

    def matches_weakly(self, other: "ETag") -> bool:
        """Whether both name equivalent representations: the same value, or renditions made alike that are to last."""
        return self.value == other.value or (not (self._passing or other._passing) and self.made_as(other))

    def made_as(self, other: "ETag") -> bool:
        """Whether both name renditions of the same original, made with the same settings."""
        mine, yours = (_RENDITION.fullmatch(tag.value) for tag in (self, other))
        return bool(mine and yours and mine.group("original", "settings") == yours.group("original", "settings"))

    @property
    def _passing(self) -> bool:
        match = _RENDITION.fullmatch(self.value)
        return match is not None and match["passing"] != ""


def parse_list(text: str) -> "list[ETag] | None":
    """The tags of an If-Match or If-None-Match header; None stands for `*`."""
    if text.strip() == "*":
        return None
    tags = [ETag(match[2], weak=bool(match[1])) for match in _LIST_ITEM.finditer(text) if match[2] is not None]
    bare = ETag.from_header(text) if not tags else None
    return [bare] if bare else tags


def rendition_etag(original: ETag, settings: str, content: str = "0" * 16, *, lasting: bool = True) -> ETag:
    """The tag of a rendition. `settings` and `content` are digests from `digest`."""
    return ETag(f"{content}-{settings}{'' if lasting else 't'}-{original.value}")


def digest(data: bytes, *, digits: int = 16) -> str:
    """Hexadecimal digits that tell contents apart."""
    return hashlib.sha256(data).hexdigest()[:digits]
