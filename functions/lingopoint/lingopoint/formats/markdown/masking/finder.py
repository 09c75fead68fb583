"""Looks through the bytes of a document for what dialects of Markdown know: spans, each a code or one end of a pair."""

from collections.abc import Callable
from functools import cached_property
from typing import Final

from lingopoint.formats.markdown import syntax
from lingopoint.formats.markdown.masking.formulas import formula_at
from lingopoint.formats.markdown.run import INLINE, OWN_LINE, SKIP_ALONE, SKIP_LINE, Span
from lingopoint.regex import compile_pattern
from lingopoint.unit import CodeKind

HEAD: Final = b"+   "
"""What the parser sees of the head of a container whose body is indented: the marker of a list, as wide as that."""
_LONGEST: Final = 2_000
_LINE = compile_pattern(rb"[ \t>]*+([^\s][^\n]*?)\r?(?:\n|\Z)")
_LABEL = compile_pattern(rb"[\w.-]+")
_BRACE = compile_pattern(rb"[{}]|\n[ \t>]*+\r?(?=\n)")


class Finder:
    """Looks through a document once. `heads` are where the heads of containers start."""

    def __init__(self, data: bytes, fill: Callable[[int], str]) -> None:
        self._fill = fill
        self.heads: list[int] = []
        self._data = data
        self._spans: list[Span] = []
        self._closers: set[int] = set()
        self._endless: set[bytes] = set()
        self._handlers: dict[str, Callable[[int, int], int]] = {
            "math": self._math,
            "escape": lambda _start, end: end,
            "braces": self._braces,
            "erb": lambda start, end: self._add(start, end, line=SKIP_ALONE),
            "wiki": self._wiki,
            "note": self._note,
            "citation": self._citation,
            "label": self._label,
            "braced": self._braced,
            "spaced": self._spaced,
            "inline_note": self._inline_note,
            "raised": self._raised,
            "block_id": self._add,
            "mention": self._mention,
            "delimiter": self._delimiter,
            "directive": self._directive,
            "comment": self._add,
        }

    def spans(self) -> list[Span]:
        """All of them, in order."""
        data, handlers = self._data, self._handlers
        if any(sign in data for sign in syntax.LINE_SIGNS):
            self._lines()
        position = 0
        while sign := syntax.MAYBE_SPAN.search(data, position):
            found = syntax.SPAN.match(data, sign.start())
            position = handlers[found.lastgroup or ""](found.start(), found.end()) if found else sign.end()
        return self._in_order()

    def _in_order(self) -> list[Span]:
        """Without those that overlap, the first of them being right."""
        spans: list[Span] = []
        end = 0
        for span in sorted(self._spans, key=lambda span: span.start):
            if span.start >= end:
                spans.append(span)
                end = span.end
        for at, span in enumerate(spans):
            if span.line == SKIP_ALONE:
                span.line = SKIP_LINE if self._is_alone(spans, at) else INLINE
        return spans

    def _is_alone(self, spans: list[Span], at: int) -> bool:
        """Whether a span starts a line in which no word is outside of spans."""
        data, end = self._data, spans[at].start
        start = data.rfind(b"\n", 0, end) + 1
        if syntax.PREFIX.fullmatch(data, start, end) is None:
            return False
        line_end = data.find(b"\n", end)
        line_end = len(data) if line_end < 0 else line_end
        while at < len(spans) and spans[at].start < line_end:
            if syntax.LETTER.search(data, end, spans[at].start):
                return False
            end = spans[at].end
            at += 1
        return syntax.LETTER.search(data, end, max(end, line_end)) is None

    def _add(self, start: int, end: int, shown: str = "", line: int = INLINE) -> int:
        """A code, of which each line is a span."""
        if start == end:
            return end
        if b"\n" not in self._data[start:end]:
            span = Span(start, end, shown=shown)
            span.line = line
            self._spans.append(span)
            return end
        for found in _LINE.finditer(self._data, start, end):
            span = Span(found.start(1), found.end(1), shown=shown)
            span.line = line
            span.group = start
            self._spans.append(span)
        return end

    def _pair(self, opening: tuple[int, int], closing: tuple[int, int]) -> None:
        name = self._data[slice(*opening)]
        self._spans += [Span(*opening, CodeKind.OPEN, name=name), Span(*closing, CodeKind.CLOSE, name=name)]

    def _text(self, start: int, end: int) -> str:
        return self._data[start:end].decode().replace("\n", " ")

    # Formulas and what is in braces

    def _math(self, start: int, end: int) -> int:
        data = self._data
        found = formula_at(data, start)
        if found:
            is_displayed = data.startswith((b"$$", b"\\[", b"\\\\[", b"\\begin"), start)
            shown = self._text(start, found).strip("$ ")
            return self._add(start, found, shown, SKIP_ALONE if is_displayed else INLINE)
        return start + 2 if data.startswith((b"$$", b"\\\\"), start) else end

    def _braces(self, start: int, end: int) -> int:
        data = self._data
        found = syntax.TEMPLATE.match(data, start)
        if found and b"```" not in found[0]:
            if data.startswith(syntax.OWN_TEMPLATE, start):
                return self._add(start, self._verbatim_end(start, found.end()), line=SKIP_ALONE)
            return self._add(start, found.end(), self._text(start, found.end()))
        if found := syntax.CRITIC.match(data, start):
            return self._critic(start, found.end(), found["pair"] or b"")
        if found := syntax.ROLE.match(data, start):
            self._add(start, found.end())
            self._spans[-1].role = True
            return found.end()
        if found := syntax.ATTRIBUTES.match(data, start):
            # Behind closing hashes the parser has to see them, or the hashes are text.
            if data[start - 2 : start] != b"# ":
                self._add(start, found.end(), line=SKIP_ALONE)
                self._spans[-1].clings = True
            return found.end()
        expression_end = self._expression_end(start)
        return self._add(start, expression_end, line=SKIP_ALONE) if expression_end else end

    def _verbatim_end(self, start: int, end: int) -> int:
        """Where what begins with a template tag ends: the tag itself, or what it says to be no prose."""
        verbatim = syntax.VERBATIM.match(self._data, start)
        if verbatim is None or verbatim[1] in self._endless:
            return end
        closing = syntax.verbatim_end(verbatim[1]).search(self._data, end)
        if closing is None:
            self._endless.add(verbatim[1])
        return closing.end() if closing else end

    def _critic(self, start: int, end: int, pair: bytes) -> int:
        data = self._data
        if pair:
            close = data.index(pair + b"}", end)
            self._pair((start, end), (close, close + len(pair) + 1))
        else:
            self._add(start, end)
            if data.startswith(b"{~~", start):
                close = data.index(b"~~}", end)
                self._add(close, close + 3)
                arrow = data.find(b"~>", end, close)
                if arrow >= 0:
                    self._add(arrow, arrow + 2)
        return end

    def _expression_end(self, start: int) -> int:
        """Where an expression ends that starts with a brace there; 0 where none does."""
        if not self._data.startswith(b"{", start):
            return 0
        end = self._closing_braces.get(start, 0)
        if not end or end - start > _LONGEST:
            return 0
        inner = self._data[start:end]
        is_code = self._is_mdx or (b"\n" not in inner and syntax.CODE_IN_BRACES.search(inner))
        return end if is_code or inner.startswith(b"{/*") else 0

    @cached_property
    def _is_mdx(self) -> bool:
        return syntax.IS_MDX.search(self._data) is not None and syntax.IS_MDX.search(self._without_code) is not None

    @property
    def _without_code(self) -> bytes:
        return syntax.FENCED.sub(b"", self._data)

    @cached_property
    def _closing_braces(self) -> dict[int, int]:
        """Where each pair of braces ends, by where it starts. None reaches over a blank line."""
        ends: dict[int, int] = {}
        opened: list[int] = []
        for brace in _BRACE.finditer(self._data):
            if brace[0] == b"{":
                opened.append(brace.start())
            elif brace[0] != b"}":
                opened.clear()
            elif opened:
                ends[opened.pop()] = brace.end()
        return ends

    # What is in brackets

    @cached_property
    def _defined(self) -> frozenset[str]:
        return frozenset(syntax.normalised(found[1]) for found in syntax.DEFINITION.finditer(self._data))

    def _wiki(self, start: int, end: int) -> int:
        shown = self._text(start + 2, end - 2)
        return self._add(start - (self._data[start - 1 : start] == b"!"), end, shown)

    def _note(self, start: int, end: int) -> int:
        return end if syntax.normalised(self._data[start + 1 : end - 1]) in self._defined else self._add(start, end)

    def _citation(self, start: int, end: int) -> int:
        data = self._data
        if not syntax.LETTER.search(syntax.CITED.sub(b"", data[start + 1 : end - 1])):
            return self._add(start, end, self._text(start, end))
        self._pair((start, start + 1), (end - 1, end))
        for key in syntax.CITED.finditer(data, start + 1, end - 1):
            self._add(key.start(), key.end(), self._text(key.start(), key.end()))
        return end

    def _label(self, start: int, end: int) -> int:
        data = self._data
        label = data[start + 2 : end - 1] or data[data.rfind(b"[", 0, start) + 1 : start]
        if label.strip() and data[end : end + 1] != b"(" and syntax.normalised(label) not in self._defined:
            self._as_destination(start + 1, end)
        return end - 1

    def _braced(self, start: int, end: int) -> int:
        found = syntax.ATTRIBUTES.match(self._data, end)
        if found is None:
            return end
        if self._is_defined(start):
            self._add(end, found.end())
        else:
            self._as_destination(end, found.end())
        self._spans[-1].clings = True
        return found.end()

    def _spaced(self, start: int, _end: int) -> int:
        """The destination of a link as people write it, with spaces that only programs mind."""
        close = self._data.index(b")", start) + 1
        self._as_destination(start + 1, close)
        return close

    def _is_defined(self, end: int) -> bool:
        """Whether what stands in brackets up to there is the label of a link."""
        start = self._data.rfind(b"[", max(end - _LONGEST, 0), end) + 1
        return start > 0 and syntax.normalised(self._data[start:end]) in self._defined

    def _as_destination(self, start: int, end: int) -> None:
        """What stands behind words in brackets is, to the parser, the destination of a link."""
        inner = self._data[start + 1 : end - 1]
        span = Span(start, end)
        span.fill = f"({inner.decode() if len(inner) < 2 or _LABEL.fullmatch(inner) else self._fill(len(inner))})"
        self._spans.append(span)

    def _inline_note(self, start: int, end: int) -> int:
        close = self._end_of("noted", start)
        self._pair((start, end), (close, close + 1))
        return end

    def _directive(self, start: int, end: int) -> int:
        close = self._end_of("directed", start)
        attributes = syntax.ATTRIBUTES.match(self._data, close + 1)
        self._pair((start, end), (close, attributes.end() if attributes else close + 1))
        return end

    def _end_of(self, group: str, start: int) -> int:
        found = syntax.SPAN.match(self._data, start)
        return found.end(group) if found else start

    # Delimiters and names

    def _raised(self, start: int, end: int) -> int:
        """Superscript, subscript."""
        close = self._data.index(self._data[start:end], end)
        self._pair((start, end), (close, close + 1))
        return close + 1

    def _mention(self, start: int, end: int) -> int:
        return self._add(start, end, self._text(start, end))

    def _delimiter(self, start: int, end: int) -> int:
        data = self._data
        if start in self._closers or data[start - 1 : start].isalnum():
            return end
        if keys := syntax.KEYS.match(data, start):
            return self._add(start, keys.end(), self._text(start + 2, keys.end() - 2))
        marked = syntax.MARKED[data[start:end]].match(data, start)
        if marked:
            close = marked.end() - 2
            self._closers.add(close)
            self._pair((start, end), (close, close + 2))
        return end

    # Lines

    def _lines(self) -> None:
        for found in syntax.LINE.finditer(b"\n" + self._data):
            kind = found.lastgroup or ""
            start, end = found.start(kind) - 1, found.end(kind) - 1
            if kind in {"container", "tab"}:
                self.heads.append(start)
                start += len(HEAD)
            words = _WORDS_OF_LINES.get(kind, "")
            if words and found[words] is not None:
                opening, closing = found.start(words) - 1, found.end(words) - 1
                self._add(start, opening, line=OWN_LINE)
                self._add(closing, end, line=SKIP_LINE)
            elif kind == "block":
                self._blank(start, end)
            else:
                self._add(start, end, line=SKIP_LINE if words else OWN_LINE)

    def _blank(self, start: int, end: int) -> None:
        """What parts blocks without a blank line, to the parser is one."""
        first = len(self._spans)
        self._add(start, end)
        for span in self._spans[first:]:
            span.fill = " " * (span.end - span.start)


_WORDS_OF_LINES: Final = {
    "container": "title",
    "tab": "named",
    "block": "headed",
    "directive": "labelled",
    "admonition": "titled",
}
