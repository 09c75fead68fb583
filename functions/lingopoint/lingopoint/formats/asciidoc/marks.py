"""Pieces of inline markup, and texts in which they stand as single characters of a private area."""

from typing import NamedTuple

from lingopoint.regex import compile_pattern
from lingopoint.unit import CodeKind

_FIRST = 0xF0000
_MOST = 0xFFFD
SLOT = compile_pattern("[\U000f0000-\U000ffffd]")
MARKED = "\U000f0000-\U000ffffd"
"""Inside of a character class: any mark."""


class Mark(NamedTuple):
    """A piece of markup: `raw` is how it is written.

    An OPEN and its CLOSE share a number. What `is_text` stands for the text that it shows, such as a reference to a
    character; what `is_code` is a pair around code.
    """

    kind: CodeKind
    raw: str
    number: int = 0
    shown: str = ""
    is_text: bool = False
    is_code: bool = False
    is_pair: bool = False
    """Whether its text is between brackets or commas."""


class UnsureError(Exception):
    """A text is not surely read as it would be by others."""


class Slots:
    """The marks of a text, each in the place of a character."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._count = 0

    def add(self, mark: Mark) -> str:
        """A character for a mark."""
        if len(self.marks) >= _MOST:
            raise UnsureError
        self.marks.append(mark)
        return chr(_FIRST + len(self.marks) - 1)

    def keep(self, raw: str, shown: str = "") -> str:
        """A character for a mark that stays."""
        self._count += 1
        return self.add(Mark(CodeKind.KEEP if shown else CodeKind.LONE, raw, self._count, shown))

    def text(self, raw: str, shown: str) -> str:
        """A character for text that is written in another way."""
        return self.add(Mark(CodeKind.LONE, raw, 0, shown, is_text=True))

    def pair(self, opener: str, closer: str, *, is_code: bool = False, is_pair: bool = False) -> tuple[str, str]:
        """Characters for what stands before a text and behind it."""
        self._count += 1
        first = Mark(CodeKind.OPEN, opener, self._count, is_code=is_code, is_pair=is_pair)
        last = Mark(CodeKind.CLOSE, closer, self._count, is_code=is_code, is_pair=is_pair)
        return self.add(first), self.add(last)

    def __getitem__(self, sign: str) -> Mark:
        return self.marks[ord(sign) - _FIRST]

    def raw(self, text: str) -> str:
        """A text with its marks as they are written."""
        pieces, done = [], 0
        for found in SLOT.finditer(text):
            pieces += [plain(text[done : found.start()]), self[found[0]].raw]
            done = found.end()
        return "".join(pieces) + plain(text[done:])


def special(text: str) -> str:
    """A text with the signs of markup languages as Asciidoctor writes them before it looks for markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> str:
    """The same back."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
