"""`python -m bench.claims`: how often a true claim of a text's language is rejected, and a false one found.

Over translations by people: texts of so many letters, put together by chance from one language's catalogues. A text
that its translators left as it was is none of theirs. For docs/languages.md.
"""

import html
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bench.catalogues import fetched, read
from lingopoint.languages import NAMES
from lingopoint.translation.source.claims import contradicts
from lingopoint.translation.source.hints import general

SIZES = (50, 200, 500, 1000)
"""Letters of a text."""
_TEXTS = 400
_HELD_AGAINST = 5
"""Texts of each language that every other language is claimed for."""
_TAGS = re.compile(r"<span translate=no>[^<]*</span>|<[^>]*>|&lt;[^&]*&gt;")
_FEWEST = 100
"""Messages of a language that is looked at."""


def texts_by_language() -> Mapping[str, list[str]]:
    """What people wrote, in each language that has enough of it."""
    found: dict[str, set[str]] = defaultdict(set)
    for catalogue in read(fetched()):
        for segment, _ in catalogue.messages:
            found["en"].add(_plain(segment.wire))
        theirs = {_plain(piece) for segment, piece in catalogue.messages if piece != segment.wire}
        found[catalogue.direction.target] |= theirs
    return {language: sorted(texts) for language, texts in found.items() if len(texts) >= _FEWEST}


def _plain(piece: str) -> str:
    """The text of a piece, as a unit has it: without tags, and without what is protected."""
    return html.unescape(_TAGS.sub(" ", piece))


def put_together(texts: Sequence[str], letters: int, number: int) -> Iterator[str]:
    """So many texts of so many letters or a few more; the same ones at every call."""
    chance = random.Random(letters)
    for _ in range(number):
        chosen: list[str] = []
        length = 0
        while length < letters:
            chosen.append(chance.choice(texts))
            length += sum(map(str.isalpha, chosen[-1]))
        yield "\n".join(chosen)


def main() -> None:
    """Measure and print."""
    languages = texts_by_language()
    print(f"{len(languages)} languages, {sum(map(len, languages.values())):,} texts")
    for letters in SIZES:
        rejected = tried = found = claimed = 0
        started = time.perf_counter()
        for language, texts in languages.items():
            for text in put_together(texts, letters, _TEXTS):
                tried += 1
                rejected += contradicts(text, language)
        took = (time.perf_counter() - started) / tried
        for language, texts in languages.items():
            others = [other for other in NAMES if general(other) != general(language)]
            for text in put_together(texts, letters, _HELD_AGAINST):
                claimed += len(others)
                found += sum(contradicts(text, other) for other in others)
        print(
            f"{letters:5} letters: true claims rejected {rejected} of {tried:,} ({rejected / tried:.3%}), "
            f"false ones found {found:,} of {claimed:,} ({found / claimed:.1%}), {took * 1000:.2f} ms each"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
