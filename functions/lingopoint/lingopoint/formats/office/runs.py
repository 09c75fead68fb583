"""The paragraphs of an office document as items: text with its format, containers and fields; the rest as codes.

Only runs hold text. What else is in a run is copied as a run of its own, so that every code can stand between runs.
"""

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from lingopoint.formats.hyphens import unhyphenated
from lingopoint.formats.office.names import Names, Role, Script, script_of
from lingopoint.formats.xml import CDATA, LONGEST_SHOWN, TOKEN, Element, Item, Items, Mark, Tree, one_line, unescape
from lingopoint.regex import compile_pattern
from lingopoint.unit import Work

_HYPHEN = "-"
"""What is sent for one where no line may break."""

_WORD_PROOFING = compile_pattern(rb"<w:(?:lang|noProof)(?=[\s/>])[^>]*+>(?:</w:(?:lang|noProof)>)?")
_DRAWING_PROOFING = compile_pattern(rb"\s(?:lang|altLang|dirty|err|noProof|smtClean|smtId)=(?:\"[^\"]*+\"|'[^']*+')")
_NO_FORMAT = compile_pattern(rb"<([^\s/>]++)\s*+(?:/>|></\1>)")
# Excel and PowerPoint write characters so (ECMA-376 part 1, section 22.9.2.19, ST_Xstring).
_TEXT_CODES = compile_pattern(rb"(?:\r\n?|\n|_x[0-9A-Fa-f]{4}_)++")


class Format(NamedTuple):
    """How a run looks: its properties as they are written, and a key that leaves out what does not show."""

    key: bytes
    raw: bytes


PLAIN = Format(b"", b"")


def format_of(raw: bytes) -> Format:
    """The format that some run properties stand for."""
    key = _DRAWING_PROOFING.sub(b"", _WORD_PROOFING.sub(b"", raw))
    return Format(b"" if _NO_FORMAT.fullmatch(key) else key, raw)


TEXT_CODE = "code inside text"
"""The context of a code that stands among the characters of a text element, not between runs."""


class Run(NamedTuple):
    """How a run begins, format included, and how it ends."""

    head: bytes
    tail: bytes


class _Field(NamedTuple):
    """A field that has begun (ECMA-376 part 1, section 17.16)."""

    mark: Mark
    instruction: list[str]
    start: int

    @property
    def is_link(self) -> bool:
        """Whether its result is text of the author's, not of the word processor's."""
        return _is_link("".join(self.instruction))


class _Container(NamedTuple):
    """A container whose content is being read: the index after it, the end of its content and its own."""

    next: int
    stop: int
    end: int


class _Place(NamedTuple):
    """What an item takes the place of: the whole run where it is all that the run holds, else an element."""

    start: int
    end: int
    raw: bytes


class Part:
    """A part of an office document or a piece of it: its elements, and which of them are paragraphs."""

    def __init__(self, tree: Tree, formats: Callable[[bytes], Format], work: Work) -> None:
        self.tree = tree
        self.work = work
        self.format = formats
        self.role = Names().role
        self.paragraphs = [element for element in tree.elements if self.role(element) is Role.PARAGRAPH]
        self._places = [element.index for element in self.paragraphs]

    def holds_paragraph(self, element: Element) -> bool:
        """Whether there is a paragraph inside (of a text box, as a rule)."""
        following = bisect_right(self._places, element.index)
        return following < len(self._places) and self._places[following] < element.next


class Paragraph:
    """One paragraph on its way to items. `inside` says which run a place lies in where an item begins or ends there."""

    def __init__(self, part: Part, element: Element) -> None:
        self.element = element
        self.script = script_of(element)
        self.inside: dict[int, Run] = {}
        self.has_runs = False
        self._part = part
        self._data = part.tree.data
        self._items = Items(part.work)
        self._containers: list[_Container] = []
        self._fields: list[_Field] = []

    def read(self) -> list[Item]:
        """The items in order."""
        elements = self._part.tree.elements
        index = self.element.index + 1
        while index < self.element.next:
            self._leave_containers(index)
            element = elements[index]
            index = self._read_element(element, self._part.role(element))
        self._leave_containers(index)
        self._items.leave_halves()
        return self._items.items

    def _read_element(self, element: Element, role: Role | None) -> int:
        """The index of the element to read next."""
        if role is Role.RUN:
            self.has_runs = True
            self._run(element)
        elif role is Role.TEXT and element.next == element.index + 1:
            self._text(element, self._place(element), PLAIN)
        elif role is Role.CONTAINER:
            return self._container(element)
        elif role is Role.CONTENT:
            return element.index + 1
        elif role is Role.FIELD:
            return self._simple_field(element)
        elif role is not Role.NOISE and role is not Role.PROPERTIES:
            self._code(element, self._place(element))
        return element.next

    def _place(self, element: Element) -> _Place:
        return _Place(element.start, element.end, self._data[element.start : element.end])

    def _run(self, run: Element) -> None:
        data, role = self._data, self._part.role
        children = [(child, role(child)) for child in self._part.tree.children(run)]
        children = [pair for pair in children if pair[1] is not Role.NOISE]
        properties = b""
        if children and children[0][1] is Role.FORMAT:
            first = children.pop(0)[0]
            properties = data[first.start : first.end]
        look = self._part.format(properties)
        if len(children) == 1:
            self._run_child(*children[0], self._place(run), look)
            return
        shell = Run(data[run.start : run.content] + properties, b"</%b>" % run.name)
        for number, (child, child_role) in enumerate(children, 1):
            raw = shell.head + data[child.start : child.end] + shell.tail
            start = run.start if number == 1 else child.start
            end = run.end if number == len(children) else child.end
            self.inside.update({place: shell for place in (start, end) if run.start < place < run.end})
            self._run_child(child, child_role, _Place(start, end, raw), look)

    def _run_child(self, child: Element, role: Role | None, place: _Place, look: Format) -> None:
        if role is Role.TEXT and child.next == child.index + 1:
            self._text(child, place, look)
        elif role is Role.HYPHEN:
            self._items.text(*place, _HYPHEN, look)
        elif role is Role.FIELD_MARK:
            self._field_mark(child, place)
        else:
            if role is Role.INSTRUCTION and self._fields:
                self._fields[-1].instruction.append(_characters(self._data[child.content : child.stop]))
            self._code(child, place)

    def _text(self, element: Element, place: _Place, look: Format) -> None:
        content = self._data[element.content : element.stop]
        if self.script is not Script.DRAWING and element.get(b"xml:space") != "preserve":
            content = content.strip()
        if self.script is Script.WORD or _TEXT_CODES.search(content) is None:
            self._characters(content, place, look)
            return
        position = 0
        for code in _TEXT_CODES.finditer(content):
            self._characters(content[position : code.start()], place, look)
            self._items.lone(place.start, place.end, code.group(), TEXT_CODE)
            position = code.end()
        self._characters(content[position:], place, look)

    def _characters(self, content: bytes, place: _Place, look: Format) -> None:
        text = unhyphenated(one_line(_characters(content)))
        if text:
            self._items.text(*place, text, look)

    def _code(self, element: Element, place: _Place) -> None:
        if self._part.holds_paragraph(element):
            self._items.boundary(place.start, place.end)
        else:
            self._items.lone(*place)

    def _container(self, element: Element) -> int:
        start, stop = element.content, element.stop
        for child in self._part.tree.children(element):
            role = self._part.role(child)
            if role is Role.PROPERTIES:
                start = child.end
            elif role is Role.CONTENT:
                start, stop = child.content, child.stop
            else:
                break
        self._items.open(element.start, start, self._data[element.start : start])
        self._containers.append(_Container(element.next, stop, element.end))
        return element.index + 1

    def _leave_containers(self, index: int) -> None:
        while self._containers and self._containers[-1].next <= index:
            _, stop, end = self._containers.pop()
            self._items.close(stop, end, self._data[stop:end])

    def _simple_field(self, element: Element) -> int:
        instruction = element.get(element.name.replace(b"fldSimple", b"instr")) or ""
        if _is_link(instruction):
            return self._container(element)
        inside = self._part.tree.elements[element.index : element.next]
        texts = (item for item in inside if self._part.role(item) is Role.TEXT)
        shown = "".join(_characters(self._data[text.content : text.stop]) for text in texts)
        self._kept(self._place(element), shown)
        return element.next

    def _field_mark(self, element: Element, place: _Place) -> None:
        kind = element.get(element.name + b"Type")
        if kind == "begin":
            self._fields.append(_Field(self._items.mark(), [], place.start))
        self._items_for_field(kind, place)

    def _items_for_field(self, kind: str | None, place: _Place) -> None:
        field = self._fields[-1] if self._fields else None
        if kind == "end" and field is not None:
            self._fields.pop()
            if field.is_link:
                self._items.close(*place, key=_key(field))
                return
        self._items.lone(*place)
        if field is None or kind == "begin" or (kind == "separate" and not field.is_link):
            return
        taken = self._items.take(field.mark)
        raw = b"".join(piece for item in taken for piece in item.pieces)
        if taken and kind == "separate":
            self._items.open(field.start, place.end, raw, _key(field))
        elif taken:
            shown = "".join(item.text for item in taken)
            self._kept(_Place(field.start, place.end, raw), shown)

    def _kept(self, place: _Place, shown: str) -> None:
        shown = " ".join(shown.split())
        if 0 < len(shown) <= LONGEST_SHOWN:
            self._items.keep(*place, shown)
        else:
            self._items.lone(*place)


def _key(field: _Field) -> str:
    return f"field at {field.start}"


def _is_link(instruction: str) -> bool:
    return instruction.split()[:1] == ["HYPERLINK"]


def _characters(content: bytes) -> str:
    if b"<" not in content:
        return unescape(content)
    pieces: list[str] = []
    for token in TOKEN.finditer(content):
        markup = content.find(b"<", token.start(), token.end())
        pieces.append(unescape(content[token.start() : token.end() if markup < 0 else markup]))
        if token.lastindex == CDATA:
            pieces.append(token[CDATA].decode())
    return "".join(pieces)
