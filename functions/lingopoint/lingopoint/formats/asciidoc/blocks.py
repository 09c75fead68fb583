"""The blocks of AsciiDoc, told as Asciidoctor tells them (`asciidoctor/parser.rb`, 2.0.23).

Nothing here looks into a text. Lists are not nested: an item is a mark, and what follows it is text like any other.
"""

from bisect import bisect_left
from collections import defaultdict
from typing import Final

from lingopoint.formats.asciidoc.attributes import Pending
from lingopoint.formats.asciidoc.found import Entry, Found, Kind, Title
from lingopoint.formats.asciidoc.lines import Lines, Piece, Place
from lingopoint.formats.asciidoc.sayings import Sayings
from lingopoint.formats.asciidoc.starts import (
    ADMONITION,
    ATTRIBUTE_ENTRY,
    BLOCK_ANCHOR,
    BLOCK_ATTRIBUTES,
    BLOCK_MACRO,
    BLOCK_TITLE,
    BREAK,
    CODE,
    COMMENT,
    DIRECTIVE,
    ITEM,
    SECTION,
    TERM,
    TEXT,
    delimiter,
    is_item,
    is_plain,
    underlined,
)
from lingopoint.formats.options import UnreadableError

_MOST_DEPTH: Final = 40


class Blocks(Sayings):
    """Reads the blocks of a place into `found`."""

    def __init__(
        self, lines: Lines, place: Place, found: list[Entry], ends: dict[str, list[int]] | None = None
    ) -> None:
        if place.depth > _MOST_DEPTH:
            raise UnreadableError("it is nested too deeply")
        super().__init__(lines, place, found)
        self._ends = _ends(lines) if ends is None else ends
        self._in_list = False
        self._gap = True
        self._wants_text = False
        self._is_header = place.depth == 0

    def read(self) -> None:
        """Go through the place from its first line to its last."""
        at = self.place.first
        if self._is_header and at < self.place.last and self.text(at) == "---":
            at = self._front_matter(at)
        while at < self.place.last:
            if self.text(at):
                at = self._block(at)
            else:
                self._gap = True
                at += 1

    def _front_matter(self, at: int) -> int:
        end = next((line for line in range(at + 1, self.place.last) if self.text(line) == "---"), at)
        return self.mark(at, end + 1) if end > at else at

    def child(self, place: Place) -> "Blocks":
        """A reader of what is inside."""
        return type(self)(self.lines, place._replace(depth=self.place.depth + 1), self.found, self._ends)

    # Lines that say something of what follows

    def _block(self, at: int) -> int:
        text = self.text(at)
        if is_plain(text):
            return self._done(self._content(at, text))
        if DIRECTIVE.match(text) or COMMENT.match(text):
            return self.mark(at, at + 1)
        if self._in_list and is_item(text) and not BREAK.match(text):
            return self._done(self._running(at, text))
        if text.startswith(":") and (entry := ATTRIBUTE_ENTRY.match(text)):
            return self.entry(at, entry[1], entry.start(2))
        if text.startswith("["):
            if BLOCK_ANCHOR.match(text):
                self.pending.has_id, self.pending.is_empty = True, False
                return self.mark(at, at + 1)
            if BLOCK_ATTRIBUTES.match(text):
                return self.attributes_above(at)
        if text == "+":
            self._gap = False
            return self.mark(at, at + 1)
        if (title := BLOCK_TITLE.match(text)) and self.pending.style not in CODE:
            self.found += [".", Found(Kind.LINE, [self.piece(at, title.start(1))])]
            return at + 1
        return self._done(self._content(at, text))

    def _done(self, end: int) -> int:
        """Where a block ends: what lines above it said is of no other."""
        if not self.pending.is_empty:
            self.pending = Pending()
        self._is_header = False
        return end

    # Blocks

    def _content(self, at: int, text: str) -> int:
        may_be_section = (self.place.depth == 0 and (self._gap or not self._in_list)) or self._is_discrete()
        if may_be_section and (end := self._section(at, text)):
            return end
        if is_plain(text) and self.pending.style not in CODE:
            return self._plain(at, text)
        if limit := delimiter(text):
            return self._delimited(at, limit.tip, limit.end)
        if self.pending.style in CODE:
            return self.mark(at, self.until_blank(at + 1))
        if BREAK.match(text):
            self._leave_list()
            return self.mark(at, at + 1)
        return self._running(at, text)

    def _leave_list(self) -> None:
        if self._gap:
            self._in_list = self._wants_text = False

    def _is_discrete(self) -> bool:
        return self.pending.style in {"discrete", "float"}

    def _section(self, at: int, text: str) -> int:
        """The line behind a title of a section; 0 where there is none."""
        below = self.text(at + 1) if at + 1 < self.place.last else ""
        found = SECTION.match(text)
        if found is not None:
            marks, words = found[1], found[2]
            closed = words.removesuffix(" " + marks) if words.endswith((" " + marks, "\t" + marks)) else words
            title = Title(
                self.piece(at, found.start(2), found.start(2) + len(closed.rstrip())),
                len(marks) - 1,
                behind=words[len(closed.rstrip()) :],
                has_id=self.pending.has_id or self._is_header,
            )
            end = at + 1
        elif below and (level := underlined(text, below)) is not None:
            title = Title(self.piece(at), level, self.piece(at + 1), has_id=self.pending.has_id or self._is_header)
            end = at + 2
        else:
            return 0
        self._in_list = self._wants_text = False
        self.found.append(title)
        return self._header(end) if self._is_header and title.level == 0 else end

    def _header(self, at: int) -> int:
        """The author and the revision below the title of the document."""
        while at < self.place.last and self.text(at):
            text = self.text(at)
            if ATTRIBUTE_ENTRY.match(text) or DIRECTIVE.match(text) or COMMENT.match(text):
                at = self._block(at)
            else:
                at = self.mark(at, at + 1)
        return at

    def _delimited(self, at: int, tip: str, end: str) -> int:
        self._leave_list()
        self._wants_text = False
        closing = self._closing(at, end)
        after = min(closing + 1, self.place.last)
        style = self.pending.style
        if tip[-1:] == "=" and len(tip) == 2:
            self.table(at, closing, tip[0])
        elif tip in {"+", "-", ".", "/", "```"} or (tip == "--" and style in CODE):
            self.mark(at, after)
        elif style == "verse" and tip in {"--", "_"}:
            self.found.append(end)
            self._verse(at + 1, closing)
            self.found.append("/" + end)
        elif tip == "--" and style and style not in TEXT:
            self.left(at, after)
        else:
            self.found.append(end)
            self.child(Place(at + 1, closing, separator=self.place.separator)).read()
            self.found.append("/" + end)
        return after

    def _closing(self, at: int, end: str) -> int:
        lines = self._ends[end]
        index = bisect_left(lines, at + 1)
        return lines[index] if index < len(lines) and lines[index] < self.place.last else self.place.last

    def table(self, at: int, closing: int, sign: str) -> None:  # noqa: ARG002  the reader of tables takes them
        """A table, from its first line to the one that ends it."""
        self.left(at, closing)

    def _verse(self, at: int, last: int) -> None:
        while at < last:
            end = at
            while end < last and self.text(end):
                end += 1
            texts = list(map(self.text, range(at, end)))
            if any(DIRECTIVE.match(text) or COMMENT.match(text) for text in texts):
                self.left(at, end)
            elif texts:
                self.found.append(Found(Kind.LINES, [Piece(line, 0, self.text(line)) for line in range(at, end)]))
            at = end + 1

    def _running(self, at: int, text: str) -> int:
        if (macro := BLOCK_MACRO.match(text)) and not text[:1].isspace():
            self._leave_list()
            return self.macro(at, macro[1], macro.start(3), macro[3])
        if item := ITEM.match(text):
            self.found.append(item[0].strip() + " ")
            return self._item(at, item.end())
        if "::" in text or ";;" in text:
            term = TERM.match(text)
            if term is not None:
                return self._term(at, term.span(2), term[3], term.end())
        if self._wants_text and text.startswith("//"):
            return self.mark(at, at + 1)
        if text[:1].isspace() and not self._wants_text:
            self._leave_list()
            return self.mark(at, self.end_of_text(at, in_list=False))
        return self._plain(at, text)

    def _plain(self, at: int, text: str) -> int:
        if not self._wants_text:
            self._leave_list()
        return self._paragraph(at, text)

    # Text

    def _item(self, at: int, start: int) -> int:
        self._in_list, self._gap, self._wants_text = True, False, False
        return self._text(at, start, Kind.ITEM, starts_block=False)

    def _term(self, at: int, span: tuple[int, int], sign: str, behind: int) -> int:
        self.found += ["term", Found(Kind.LINE, [self.piece(at, *span)], starts_block=True), sign]
        if self.text(at)[behind:]:
            return self._item(at, behind)
        self._in_list, self._gap, self._wants_text = True, False, True
        return at + 1

    def _paragraph(self, at: int, text: str) -> int:
        style = self.pending.style
        self._wants_text = False
        if text.startswith(("=", "#")) and SECTION.match(text):
            return self.left(at, self.end_of_text(at, in_list=self._in_list))
        if (style and style not in TEXT and style != "verse") or "subs" in self.pending.named or text.startswith("> "):
            return self.left(at, self.end_of_text(at, in_list=self._in_list))
        if style == "verse" or "hardbreaks" in self.pending.options:
            return self._text(at, 0, Kind.LINES, starts_block=True)
        if label := ADMONITION.match(text):
            self.found.append(label[0].strip())
            return self._text(at, label.end(), Kind.PARAGRAPH, starts_block=False)
        return self._text(at, 0, Kind.PARAGRAPH, starts_block=True)

    def _text(self, at: int, start: int, kind: Kind, *, starts_block: bool) -> int:
        end = self.end_of_text(at, in_list=self._in_list)
        if any(self.is_aside(line) for line in range(at + 1, end)):
            return self.left(at, end)
        if kind is Kind.PARAGRAPH and self._in_list:
            kind = Kind.ITEM
        pieces = [self.piece(at, start), *map(self.piece, range(at + 1, end))]
        if pieces[0].text.startswith('"') and len(pieces) > 1 and pieces[-1].text.startswith("-- "):
            return self.left(at, end)
        self.found.append(Found(kind, pieces, starts_block=starts_block))
        return end


def _ends(lines: Lines) -> dict[str, list[int]]:
    """On which lines each line stands that may delimit a block."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(lines.texts):
        if limit := delimiter(text):
            found[limit.end if text == limit.end else ""].append(at)
    return found
