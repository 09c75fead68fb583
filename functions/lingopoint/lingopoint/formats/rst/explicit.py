"""What begins with two dots: footnotes, citations, targets, substitutions, directives and comments."""

import re
from collections.abc import Sequence
from typing import Final

from lingopoint.formats.rst.blocks import Blocks
from lingopoint.formats.rst.directives import (
    DOCUMENT_FIELDS,
    META_FIELDS,
    NAME_FIELDS,
    Argument,
    Body,
    Directive,
    known,
)
from lingopoint.formats.rst.found import Cells, Found, Kind, Title
from lingopoint.formats.rst.lines import Piece
from lingopoint.formats.rst.region import Place
from lingopoint.formats.rst.starts import FIELD, NAME
from lingopoint.regex import compile_pattern

_NOTE = compile_pattern(rf"\.\. +\[(?:[0-9]++|\#(?:{NAME})?|\*|{NAME})\](?: +|$)")
_TARGET = compile_pattern(r"\.\. +_(?! |$)")
_SUBSTITUTION = compile_pattern(rf"\.\. +\|(?! )[^|\\]++\| +({NAME})::(?: +|$)")
_DIRECTIVE = compile_pattern(rf"\.\. +({NAME}) ?::(?: +|$)")
_ENTRY = compile_pattern(r"(.*\S)\s*<[^<>]*>$")
_FIRST_WORD = compile_pattern(r"(?:\"[^\"]*\"|'[^']*'|\S+)\s*")
_TOP: Final = ("..", ":", "__")


class Reader(Blocks):
    """Reads all blocks."""

    _at_top = True

    def _block(self, at: int, text: str) -> int:
        end = super()._block(at, text)
        if self._at_top and not text.startswith(_TOP) and not (self.found and isinstance(self.found[-1], Title)):
            self._at_top = False
        return end

    def field_body(self, at: int, end: int, name: str, inside: Place) -> None:
        """What a field holds, unless that is a name: at the top of a document, and of a function's parameters."""
        kind = name.strip(":").partition(" ")[0].lower()
        is_name = kind in NAME_FIELDS
        if self._at_top and self.place.depth == 0:
            is_name = kind not in DOCUMENT_FIELDS
        if is_name:
            self.mark(at, end)
        else:
            super().field_body(at, end, name, inside)

    def explicit(self, at: int, text: str) -> int:
        """See `Blocks.explicit`."""
        if note := _NOTE.match(text):
            return self._note(at, note)
        if _TARGET.match(text):
            return self.mark(at, self.past_lines_below(at))
        if directive := _DIRECTIVE.match(text) or _SUBSTITUTION.match(text):
            return self._directive(at, directive)
        is_empty = text == ".." and (at + 1 == self.place.last or not self.text(at + 1))
        return self.mark(at, at + 1 if is_empty else self.past_indented(at + 1))

    def _note(self, at: int, start: re.Match[str]) -> int:
        end = self.past_indented(at + 1)
        self.found.append(start[0].strip())
        self.child(self.inner(at, end, start.end())).read()
        self.found.append("/note")
        return end

    # Directives

    def _directive(self, at: int, start: re.Match[str]) -> int:
        end = self.past_indented(at + 1)
        directive = known(start[1])
        if directive is None:
            return self._unknown(at, end)
        self.found.append(start[0].strip())
        inside = self.child(self.inner(at, end, start.end()))
        assert isinstance(inside, Reader)
        inside._directive_block(directive, self.text(at)[start.end() :] != "")
        self.found.append("/directive")
        return end

    def _unknown(self, at: int, end: int) -> int:
        has_words = any(self.text(line) and not FIELD.match(self.text(line).lstrip()) for line in range(at + 1, end))
        return self.left(at, end) if has_words else self.mark(at, end)

    def _directive_block(self, directive: Directive, has_first_line: bool) -> None:
        """The argument, the options and the body of a directive, as docutils parts them."""
        first = self.place.first if has_first_line else self.place.first + 1
        blank = self.until_blank(first)
        options = next((line for line in range(first, blank) if FIELD.match(self.text(line))), blank)
        if directive.argument is not Argument.NONE:
            self._argument(directive, first, options)
        self._options(directive, options, blank)
        if directive.argument is Argument.NONE and options > first:
            if options == blank:
                blank = first
            else:
                self._body(directive, first, options)
        self._body(directive, blank, self.place.last)

    def _argument(self, directive: Directive, first: int, last: int) -> None:
        if first == last:
            return
        pieces = [self.piece(line) for line in range(first, last)]
        if directive.argument is Argument.VERSION:
            word = _FIRST_WORD.match(pieces[0].text)
            skipped = word.end() if word else 0
            self.found.append(pieces[0].text[:skipped].strip())
            pieces[0] = self.piece(first, skipped)
            pieces = pieces if pieces[0].text else pieces[1:]
        if directive.argument is Argument.CODE:
            self.mark(first, last)
        elif pieces:
            self.found.append(Found(Kind.LINE, pieces))

    def _options(self, directive: Directive, first: int, last: int) -> None:
        line = first
        while line < last:
            start = FIELD.match(self.text(line))
            end = min(self.past_lines_below(line), last)
            name = start[0].strip().strip(":") if start else ""
            if start and name in directive.options and self.text(line)[start.end() :]:
                self.found.append(start[0].strip())
                pieces = [self.piece(line, start.end()), *map(self.piece, range(line + 1, end))]
                self.found.append(Cells(pieces) if name == "header" else Found(Kind.PLAIN, pieces))
            else:
                self.mark(line, end)
            line = end

    def _body(self, directive: Directive, first: int, last: int) -> None:
        if not any(map(self.text, range(first, last))):
            return
        place = self.place._replace(first=first, last=last, head=self.column(first))
        inside = self.child(place._replace(titles=directive.body is Body.SECTIONS))
        assert isinstance(inside, Reader)
        if directive.body in {Body.BLOCKS, Body.SECTIONS}:
            inside.read()
        else:
            _BODIES[directive.body](inside, first, last)

    def _glossary(self, first: int, last: int) -> None:
        at = first
        while at < last:
            if not self.text(at).startswith(" "):
                at = self.mark(at, at + 1)
                continue
            end = self.past_indented(at)
            inside = self.inner(at, end, 0, self.indentation(at, end))
            self.child(inside._replace(head=inside.column)).read()
            at = end

    def _contents(self, first: int, last: int) -> None:
        for line in range(first, last):
            entry = _ENTRY.match(self.text(line))
            if entry:
                piece = self.piece(line)
                self.found.append(Found(Kind.PLAIN, [piece._replace(text=entry[1].strip())]))
                self.found.append(self.text(line)[entry.end(1) :])
            else:
                self.mark(line, line + 1)

    def _meta(self, first: int, last: int) -> None:
        line = first
        while line < last:
            start = FIELD.match(self.text(line))
            end = self.past_lines_below(line)
            if start and start[0].strip(": ").partition(" ")[0] in META_FIELDS and self.text(line)[start.end() :]:
                self.found.append(start[0].strip())
                pieces = [self.piece(line, start.end()), *map(self.piece, range(line + 1, end))]
                self.found.append(Found(Kind.PLAIN, pieces))
            else:
                self.mark(line, end)
            line = end

    def _values(self, first: int, last: int) -> None:
        pieces: Sequence[Piece] = [self.piece(line) for line in range(first, last)]
        self.found.append(Cells(pieces))

    def _code(self, first: int, last: int) -> None:
        self.mark(first, last)


_BODIES: Final = {
    Body.GLOSSARY: Reader._glossary,
    Body.CONTENTS: Reader._contents,
    Body.META: Reader._meta,
    Body.VALUES: Reader._values,
    Body.CODE: Reader._code,
}
