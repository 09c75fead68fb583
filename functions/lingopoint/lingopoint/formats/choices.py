"""Texts of which a program shows one: "one apple|many apples", "{0} none|[1,19] some", "{{PLURAL:$1|a|b}}".

Each branch is translated alone. Laravel's choices by number (https://laravel.com/docs/localization#pluralization) get
the forms that it has for the language, where these are certain; vue-i18n's keep the number that they have, and so do
MediaWiki's, whose last form serves all that are missing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lingopoint.formats.nesting import Nested, NestingDocument
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Parts, Spliced

Read = Callable[[str], Document]
_Place = tuple[int, int, Callable[[str], bytes]]

_NUMBER = compile_pattern(r":count\b|%d|:n\b")
_LEAD = compile_pattern(r"\s*+(?:\{-?\d+\}|[\[\]]-?[\d*]+,\s*-?(?:\d+|\*)[\[\]])?+\s*+")
_INTERVAL = compile_pattern(r"\s*(?:\{-?\d+\}|[\[\]]-?[\d*]+,)")
_BY_NUMBER = compile_pattern(r"[^|]*[^|\s]\|[^|\s][^|]*")
_PIECE = compile_pattern(r"\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}|<[^<>]*+>|\[\[[^\[\]]*+\]\]|`[^`]*+`|(\|)|.", re.DOTALL)
_TAG = compile_pattern(r"<(/?)[A-Za-z][^<>]*?(/?)>")
_WORDS = compile_pattern(r"\S\s+\S")
_MEDIAWIKI = compile_pattern(r"\{\{(?:PLURAL|GENDER):[^{}|]*+\|([^{}]*+)\}\}")
_EXPLICIT = compile_pattern(r"\s*+(?:\d++\s*+=)?+\s*+")


class _Forms(NamedTuple):
    """How many forms Laravel has, which is for one thing, and whether that serves numbers above one."""

    slots: int
    singular: int
    serves_more: bool


def _each(codes: str, slots: int, singular: int = 0, *, serves_more: bool = False) -> dict[str, _Forms]:
    return dict.fromkeys(codes.split(), _Forms(slots, singular, serves_more))


_FORMS = {
    **_each("az id ja ka kn ko ms th tr vi zh zh-TW", 1),
    **_each("af am bg bn ca da de el en es es-MX et fa fi fr fr-CA gu ha he hi hu hy is it ml mn mr nl no pa ps", 2),
    **_each("pt pt-PT so sq sv sw ta te ur", 2),
    **_each("cs ga pl ro sk", 3),
    **_each("bs hr lt ru sr uk", 3, serves_more=True),
    **_each("sl", 4, serves_more=True),
    **_each("cy mt", 4),
    **_each("lv", 3, singular=1, serves_more=True),
    **_each("ar", 6, singular=1),
}
"""By the table of Laravel's MessageSelector. Without those that it has not, or otherwise than the language does."""


def has_intervals(pieces: Sequence[str]) -> bool:
    """Whether branches say for which numbers they are: `{0} none`, `[1,19] some`."""
    return any(map(_INTERVAL.match, pieces))


def laravel(text: str, pieces: Sequence[str], target: str, read: Read) -> Document | None:
    """The branches of a choice of Laravel; None where its forms cannot be right in the target."""
    branches = [_Branch.of(piece, read) for piece in pieces]
    order = list(range(len(branches)))
    if _BY_NUMBER.fullmatch(text) and not has_intervals(pieces):
        forms = _FORMS.get(target)
        if forms is None:
            return None
        uses_one = forms.slots > 1 and (not forms.serves_more or _NUMBER.search(pieces[0]))
        order = [0 if slot == forms.singular and uses_one else 1 for slot in range(max(forms.slots, 2))]
    return _Choice(text, branches, order)


def branches_of(text: str, *, by_bar: bool) -> list[str] | None:
    """The branches of a choice in the texts of any framework, None for what is none.

    A bar divides them that stands between spaces or, where one has several words, or `by_bar`, alone; not one in
    braces, tags, links or code. No element reaches over a bar.
    """
    if "\n" in text or "||" in text:
        return None
    bars = [found.start() for found in _PIECE.finditer(text) if found[1]]
    pieces = [text[start:end] for start, end in zip([0, *(bar + 1 for bar in bars)], [*bars, len(text)], strict=True)]
    if len(pieces) < 2 or not all(piece.strip() and _is_whole(piece) for piece in pieces):
        return None
    spaced = all(piece[:1] == " " for piece in pieces[1:]) and all(piece[-1:] == " " for piece in pieces[:-1])
    is_choice = spaced or by_bar or any(_WORDS.search(piece.strip()) for piece in pieces)
    return pieces if is_choice else None


def in_turn(text: str, pieces: Sequence[str], read: Read) -> Document:
    """The branches of a choice, as many as there are."""
    return _Choice(text, [_Branch.of(piece, read) for piece in pieces], list(range(len(pieces))))


def mediawiki(text: str, read: Read) -> Document | None:
    """The text around `{{PLURAL:..}}` and `{{GENDER:..}}` and the branches in them; None where there is neither."""
    found = list(_MEDIAWIKI.finditer(text))
    if not found:
        return None
    outside = zip([0, *(one.end() for one in found)], [*(one.start() for one in found), len(text)], strict=True)
    places: list[_Place] = [(start, end, str.encode) for start, end in outside]
    places += [(start, end, _without_bar) for one in found for start, end in _branches(text, *one.span(1))]
    return NestingDocument(text.encode(), _nested(text, sorted(places, key=lambda place: place[:2]), read))


def _branches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for branch in text[start:end].split("|"):
        lead = _EXPLICIT.match(branch)
        yield start + (lead.end() if lead else 0), start + len(branch)
        start += len(branch) + 1


def _nested(text: str, places: Sequence[_Place], read: Read) -> Iterator[Nested]:
    position = done = 0
    for start, end, encode in places:
        position += len(text[done:start].encode())
        done = end
        inner = text[start:end]
        size = len(inner.encode())
        yield Nested(position, position + size, read(inner), encode)
        position += size


def _without_bar(text: str) -> bytes:
    return text.replace("|", "/").encode()


def _is_whole(text: str) -> bool:
    tags = [tag for tag in _TAG.finditer(text) if not tag[2] and not tag[0].lower().startswith(("<br", "<img", "<hr"))]
    return 2 * sum(1 for tag in tags if tag[1]) == len(tags)


class _Branch(NamedTuple):
    """One of the texts of a choice, with the interval before it."""

    lead: str
    document: Document
    trail: str

    @classmethod
    def of(cls, piece: str, read: Read) -> "_Branch":
        found = _LEAD.match(piece)
        lead = found[0] if found else ""
        text = piece[len(lead) :].rstrip()
        return cls(lead, read(text), piece[len(lead) + len(text) :])

    def written(self, spliced: Spliced) -> str:
        """The branch with its new text, which can begin no other."""
        text = spliced.data.decode()
        if spliced.data != self.document.data:
            text = _PIECE.sub(lambda found: found[0].replace("|", "/") if found[1] else found[0], text)
        return self.lead + text + self.trail


class _Choice(Document):
    """Texts divided by bars, each of them a document, written in the order of the target's forms."""

    def __init__(self, text: str, branches: list[_Branch], order: list[int]) -> None:
        super().__init__(text.encode(), [unit for branch in branches for unit in branch.document.units])
        self._branches = branches
        self._order = order

    def splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`."""
        rest = iter(targets)
        done = [branch.document.splice(list(islice(rest, len(branch.document.units)))) for branch in self._branches]
        kept = sum(one.kept for one in done)
        if all(one.data == branch.document.data for one, branch in zip(done, self._branches, strict=True)):
            return Spliced(self.data, kept)
        written = [branch.written(one) for one, branch in zip(done, self._branches, strict=True)]
        return Spliced("|".join(written[index] for index in self._order).encode(), kept)
