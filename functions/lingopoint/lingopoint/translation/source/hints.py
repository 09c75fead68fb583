"""What is said of a document's language, and what of that counts."""

from collections.abc import Sequence
from typing import NamedTuple

from lingopoint import languages
from lingopoint.translation.source.claims import contradicts
from lingopoint.translation.source.sample import richest, texts
from lingopoint.unit import Parts

_CHECKED = 8000
"""Characters of a document that a declaration is held against."""


class Hints(NamedTuple):
    """What tells a source that is not named: `declared` BCP 47 tags, the best first, and the configured `fallback`."""

    declared: tuple[str, ...] = ()
    fallback: str = ""

    def language(self, units: Sequence[Parts]) -> str:
        """The code of the first declared language that is one of ours and not plainly contradicted by the units."""
        codes = list(filter(None, map(_code, self.declared)))
        text = "\n".join(texts(richest(units)))[:_CHECKED] if codes else ""
        return next((code for code in codes if not contradicts(text, code)), "")


NO_HINTS = Hints()


def _code(tag: str) -> str | None:
    """The code for a tag, or for a locale's name: `de_AT.UTF-8` is `de`."""
    return languages.match(tag.strip().partition(".")[0].partition("@")[0].replace("_", "-"))


def general(language: str) -> str:
    """The code of the language that a code is a region's form of; the two ways to write Chinese are two languages."""
    return language if language == "zh-TW" else language.partition("-")[0]


def is_in(source: str, target: str) -> bool:
    """Whether readers of `target` have what they ask for in a document in `source`; both are codes.

    A language is served by any region's form of it (`fr-CA` is `fr`), but not the other way round: who asks for a
    region's form means that.
    """
    return target in (source, general(source))
