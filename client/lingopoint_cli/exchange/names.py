"""The names of XLIFF 2.1 (https://docs.oasis-open.org/xliff/xliff-core/v2.1/), and what a file says of its original."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from lingopoint.formats.options import Options

CORE = "urn:oasis:names:tc:xliff:document:2.0"
"""Of 2.0 and 2.1 alike."""
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
CATEGORY = "lingopoint"
ABOUT = "original"
MACHINE, REVIEWED = "mt", "tm"
"""The types of a match: a machine's, a person's."""

_CHOICES = ("source", "include", "exclude", "document_language", "heading_ids")


@dataclass(frozen=True, slots=True)
class About:
    """What finds the original again, reads it in the same way, and tells whether it changed meanwhile.

    `is_key` says that it is an object of S3. An empty digest is that of an original of which nothing is known.
    """

    name: str
    is_key: bool = False
    sha256: str = ""
    content_type: str = ""
    options: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, sha256: str, content_type: str, options: Options, *, is_key: bool) -> "About":
        """What is to be said of an original that was read with these options."""
        choices = {name: value for name, value in options.choices().items() if name in _CHOICES}
        return cls(name, is_key, sha256, content_type, choices)

    def to_json(self) -> str:
        """The same in one line of ASCII, whatever characters a key has."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "About | None":
        """What `to_json` wrote; None for what it did not write."""
        try:
            about = cls(**json.loads(text))
            about.to_options("en")
        except (TypeError, ValueError):
            return None
        texts = (about.name, about.sha256, about.content_type)
        return about if all(isinstance(each, str) for each in texts) else None

    def to_options(self, target: str) -> Options:
        """How the original is read. Raises TypeError and ValueError for choices that are none."""
        chosen = dict(self.options)
        if not chosen.keys() <= set(_CHOICES):
            raise ValueError("no choices of ours")
        for name in ("include", "exclude"):
            chosen[name] = tuple(str(pattern) for pattern in chosen.get(name, ()))
        for name in ("source", "heading_ids"):
            if not isinstance(chosen.get(name, ""), str):
                raise TypeError(name)
        return Options(target=target, **chosen)
