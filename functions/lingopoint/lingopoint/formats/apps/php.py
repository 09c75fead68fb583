"""PHP files that only hold texts, as frameworks keep translations: never run, read token by token.

Text is a string that is the value of an array (`'key' => '..'`, or an item), of `$lang['key'] = '..';` or the second of
`define('KEY', '..')`, with nothing joined to it. Strings with variables in them, heredocs and all else stay. Which of
them are human text is `selection`'s rule; where most have several words the file is a catalogue, and the key of a text
does not matter. A file with functions, classes or loops is a program and not read.

Of a catalogue of WordPress (`.l10n.php`) the messages are text, its headers are not; plural forms, which a NUL divides,
stay.

`a|b` is a choice by number for Laravel, `{0} a|[1,9] b` one by intervals: each text is translated alone. A choice by
number gets the forms that Laravel has for the language, where they are certain; else it stays and is counted.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lingopoint.formats.apps.php_strings import Text, texts
from lingopoint.formats.nesting import Nested, PartialDocument
from lingopoint.formats.opaque import keeping
from lingopoint.formats.options import Options
from lingopoint.formats.placeholders import LARAVEL, pattern
from lingopoint.formats.values import Selection, extract_value
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Parts, Spliced

_OF_WORDPRESS = "plural-forms"
"""A header that no other framework's file has."""
_TEXT_BYTES = 1000
_NUMBER = compile_pattern(r":count\b|%d|:n\b")
_LEAD = compile_pattern(r"\s*+(?:\{-?\d+\}|[\[\]]-?[\d*]+,\s*-?(?:\d+|\*)[\[\]])?+\s*+")
_INTERVAL = compile_pattern(r"\s*(?:\{-?\d+\}|[\[\]]-?[\d*]+,)")
_BY_NUMBER = compile_pattern(r"[^|]*[^|\s]\|[^|\s][^|]*")


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


def extract(data: bytes, options: Options) -> Document:
    """The texts of a file. Raises UnreadableError for a program, and for what is not PHP."""
    reader = _Reader(options)
    entries = list(reader.entries(list(texts(data, options.work))))
    return PartialDocument(data, entries, left=reader.left)


class _Reader:
    """Says which texts are translated, and how; `left` counts the choices that stay."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.left = 0

    def entries(self, found: list[Text]) -> Iterator[Nested]:
        wants = self._wanted(found)
        for text in found:
            if "\0" not in text.text and wants(text.path, text.text):
                document = self._document(text.text)
                if document is None:
                    self.left += 1
                else:
                    yield Nested(text.start, text.end, document, text.encode)

    def _wanted(self, found: list[Text]) -> Callable[[str, str], bool]:
        if not self._options.include and any(text.path == _OF_WORDPRESS for text in found):
            return Selection(("messages",), self._options.exclude).wants
        rule = Selection(self._options.include, self._options.exclude).wants
        is_catalogue = 2 * sum(" " in text.text.strip() for text in found) >= len(found)
        if self._options.include or not is_catalogue:
            return rule
        allowed, plain = Selection(("**",), self._options.exclude).wants, Selection().wants
        return lambda path, text: rule(path, text) or (allowed(path, text) and plain("text", text))

    def _document(self, text: str) -> Document | None:
        """What is in a text; None for a choice whose forms cannot be right."""
        if "|" not in text or "||" in text:
            return self._plain(text)
        branches = [_Branch.of(piece, self._plain) for piece in text.split("|")]
        order = list(range(len(branches)))
        if _BY_NUMBER.fullmatch(text) and not any(map(_INTERVAL.match, text.split("|"))):
            forms = _FORMS.get(self._options.target)
            if forms is None:
                return None
            uses_one = forms.slots > 1 and (not forms.serves_more or _NUMBER.search(text.partition("|")[0]))
            order = [0 if slot == forms.singular and uses_one else 1 for slot in range(max(forms.slots, 2))]
        return _Choice(text, branches, order)

    def _plain(self, text: str) -> Document:
        self._options.work.spend(_TEXT_BYTES)
        document = extract_value(text, self._options)
        document.units = keeping(document.units, pattern(LARAVEL), self._options.work)
        return document


class _Branch(NamedTuple):
    """One of the texts of a choice, with the interval before it."""

    lead: str
    document: Document
    trail: str

    @classmethod
    def of(cls, piece: str, read: Callable[[str], Document]) -> "_Branch":
        found = _LEAD.match(piece)
        lead = found[0] if found else ""
        text = piece[len(lead) :].rstrip()
        return cls(lead, read(text), piece[len(lead) + len(text) :])

    def written(self, spliced: Spliced) -> str:
        """The branch with its new text, which can begin no other."""
        return self.lead + spliced.data.decode().replace("|", "/") + self.trail


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
