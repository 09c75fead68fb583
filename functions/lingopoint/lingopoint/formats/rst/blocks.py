"""The blocks of reStructuredText, told as docutils tells them (`docutils.parsers.rst.states`, 0.23).

Nothing here looks into a text. What docutils would report an error for is a mark with all that it holds, or, where
words are in it, left and counted.
"""

import re
from typing import ClassVar, Final

from lingopoint.formats.options import UnreadableError
from lingopoint.formats.rst.found import Entry, Found, Kind, Left, Table, Title
from lingopoint.formats.rst.lines import Lines, width
from lingopoint.formats.rst.region import Place, Region
from lingopoint.formats.rst.starts import START, is_adornment, is_before_literal, is_item
from lingopoint.regex import compile_pattern

_MOST_DEPTH: Final = 40
_SHORT: Final = 4
"""Adornments shorter than this may be text."""

_ATTRIBUTION = compile_pattern(r"(?:---?(?!-)|\u2014) *[^ ]")
_TABLE_RULE = compile_pattern(r"=+[ =]*$")
_TABLE_EDGE = compile_pattern(r"\+-[-+]+-\+$")
_SIGN = compile_pattern(r"[!-/:-@\[-`{-~]")


class Blocks(Region):
    """Reads the blocks of a place into `found`."""

    def __init__(self, lines: Lines, place: Place, found: list[Entry]) -> None:
        if place.depth > _MOST_DEPTH:
            raise UnreadableError("it is nested too deeply")
        super().__init__(lines, place)
        self.found = found

    def read(self) -> None:
        """Go through the place from its first line to its last."""
        at = self.place.first
        while at < self.place.last:
            text = self.text(at)
            at = self._block(at, text) if text else at + 1

    def _block(self, at: int, text: str) -> int:
        start = START.match(text)
        if start is None:
            return self._adornment(at, text) if is_adornment(text) else self._paragraph(at, text)
        return self._HANDLERS[start.lastgroup or ""](self, at, text, start)

    def child(self, place: Place) -> "Blocks":
        """A reader of what is inside."""
        return type(self)(self.lines, place, self.found)

    # Blocks

    def mark(self, at: int, end: int) -> int:
        """Lines that must stay, for they hold no words to translate."""
        self.found.append(self.raw(at, end))
        return end

    def left(self, at: int, end: int) -> int:
        """Lines that are left alone though words may be in them."""
        self.found.append(Left(self.raw(at, end)))
        return end

    def _quote(self, at: int, _text: str, _start: re.Match[str]) -> int:
        end = self.past_indented(at)
        self.found.append("quote")
        inside = self.inner(at, end, 0, self.indentation(at, end))
        self.child(inside._replace(head=inside.column, quoted=True)).read()
        self.found.append("/quote")
        return end

    def _item(self, at: int, text: str, start: re.Match[str]) -> int:
        marker = start.end()
        end = self.item_end(at, marker)
        self.found.append(start[0].strip())
        self.child(self.inner(at, end, marker, marker if text[marker:] else None)).read()
        self.found.append("/item")
        return end

    def _enumerator(self, at: int, text: str, start: re.Match[str]) -> int:
        below = self.text(at + 1) if at + 1 < self.place.last else ""
        if not is_item(start[0].strip(), below):
            return self._paragraph(at, text)
        return self._item(at, text, start)

    def _field(self, at: int, _text: str, start: re.Match[str]) -> int:
        end = self.past_indented(at + 1)
        self.found.append(start[0].strip())
        self.field_body(at, end, start[0].strip(), self.inner(at, end, start.end()))
        self.found.append("/field")
        return end

    def field_body(self, at: int, end: int, name: str, inside: Place) -> None:  # noqa: ARG002  all handlers take the same
        """What a field holds."""
        self.child(inside).read()

    def _option(self, at: int, text: str, start: re.Match[str]) -> int:
        end = self.past_indented(at + 1)
        if not text[start.end() :] and not any(map(self.text, range(at + 1, end))):
            return self._paragraph(at, text)
        self.found.append(start[0].strip())
        self.child(self.inner(at, end, start.end())).read()
        self.found.append("/option")
        return end

    def _doctest(self, at: int, _text: str, _start: re.Match[str]) -> int:
        return self.mark(at, self.until_blank(at))

    def _verse(self, at: int, text: str, start: re.Match[str]) -> int:
        end = self.past_lines_below(at)
        self.found.append("|" + " " * start.end())
        if text[start.end() :]:
            pieces = [self.piece(at, start.end()), *map(self.piece, range(at + 1, end))]
            self.found.append(Found(Kind.LINE, pieces))
        return end

    def _grid(self, at: int, _text: str, _start: re.Match[str]) -> int:
        end = at
        while end < self.place.last and self.text(end)[:1] in ("+", "|"):
            end += 1
        if end < self.until_blank(at) or not _TABLE_EDGE.match(self.text(end - 1)):
            return self.left(at, self.until_blank(at))
        self.found.append(Table(at, end, self.column(at), is_grid=True))
        return end

    def _simple(self, at: int, text: str, _start: re.Match[str]) -> int:
        rules = 0
        for row in range(at + 1, self.place.last):
            line = self.text(row)
            if not line.startswith("=") or not _TABLE_RULE.match(line):
                continue
            rules += 1
            is_last = row + 1 == self.place.last or not self.text(row + 1)
            if len(line) != len(text) or rules == 2 or is_last:
                break
        else:
            row, is_last, line = self.until_blank(at) - 1, False, ""
        if not is_last or len(line) != len(text):
            return self.left(at, row + 1)
        self.found.append(Table(at, row + 1, self.column(at), is_grid=False))
        return row + 1

    def _adornment(self, at: int, text: str) -> int:
        below = self.text(at + 1) if at + 1 < self.place.last else ""
        if text == "::" or (len(text) < _SHORT and not (self.place.titles and below)):
            return self._paragraph(at, text)
        if not self.place.titles or not below:
            self.found.append(text)
            return at + 1
        return self._overlined(at, text, below)

    def _overlined(self, at: int, text: str, title: str) -> int:
        under = self.text(at + 2) if at + 2 < self.place.last else ""
        broken = is_adornment(title)
        if broken or under != text or (width(title) > len(text) and len(text) < _SHORT):
            if len(text) < _SHORT:
                return self._paragraph(at, text)
            return self.left(at, min(at + (2 if broken else 3), self.place.last))
        self.found.append(Title(self.piece(at + 1), self.piece(at + 2), self.piece(at)))
        return at + 3

    def _paragraph(self, at: int, text: str) -> int:
        below = self.text(at + 1) if at + 1 < self.place.last else ""
        if below.startswith(" "):
            return self._definition(at, text)
        if is_adornment(below) and (len(below) >= _SHORT or len(below) >= width(text)):
            return self._underlined(at)
        if self.place.quoted and self._is_attribution(at, text):
            return self.mark(at, self.until_blank(at))
        return self._running_text(at)

    def _is_attribution(self, at: int, text: str) -> bool:
        return at > self.place.first and not self.text(at - 1) and _ATTRIBUTION.match(text) is not None

    def _definition(self, at: int, text: str) -> int:
        end = self.past_indented(at + 1)
        if text.endswith("::"):
            return self.left(at, end)  # mostly the author meant literal text, and forgot the blank line
        self.found.append("term")
        self.term(at, text)
        inside = self.inner(at + 1, end, 0, self.indentation(at + 1, end))
        self.child(inside._replace(head=inside.column)).read()
        self.found.append("/term")
        return end

    def term(self, at: int, text: str) -> None:
        """A term of a definition list. One with classifiers is a name."""
        self.found.append(text if " : " in text else Found(Kind.LINE, [self.piece(at)], starts_block=True))

    def _underlined(self, at: int) -> int:
        if self.place.titles:
            self.found.append(Title(self.piece(at), self.piece(at + 1), None))
            return at + 2
        return self.left(at, at + 2)

    def _running_text(self, at: int) -> int:
        end = at + 1
        while end < self.place.last and self.text(end) and not self.text(end).startswith(" "):
            end += 1
        pieces = [self.piece(line) for line in range(at, end)]
        if end == self.place.last or not self.text(end):
            self.found.append(Found(Kind.PARAGRAPH, pieces, starts_block=True))
        else:
            self.left(at, end)
        return self._literal(end) if is_before_literal(pieces[-1].text) else end

    def _literal(self, at: int) -> int:
        end = self.past_indented(at)
        self.found.append("::")
        if not any(map(self.text, range(at, end))):
            end = self._quoted_literal(end)
        return self.mark(at, end)

    def _quoted_literal(self, at: int) -> int:
        sign = self.text(at)[:1] if at < self.place.last else ""
        if not _SIGN.match(sign):
            return at
        while at < self.place.last and self.text(at).startswith(sign):
            at += 1
        return at

    def _explicit(self, at: int, text: str, _start: re.Match[str]) -> int:
        return self.explicit(at, text)

    def explicit(self, at: int, text: str) -> int:  # noqa: ARG002  all handlers take the same
        """What begins with two dots."""
        return self.left(at, self.past_indented(at + 1))

    def _anonymous(self, at: int, _text: str, _start: re.Match[str]) -> int:
        return self.mark(at, self.past_lines_below(at))

    _HANDLERS: ClassVar = {
        "quote": _quote,
        "bullet": _item,
        "enumerator": _enumerator,
        "field": _field,
        "option": _option,
        "doctest": _doctest,
        "verse": _verse,
        "grid": _grid,
        "simple": _simple,
        "explicit": _explicit,
        "anonymous": _anonymous,
    }
