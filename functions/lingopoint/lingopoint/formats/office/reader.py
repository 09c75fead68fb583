"""Reads the parts of a package, each in its kind's way."""

from collections.abc import Iterator, Sequence, Set
from operator import itemgetter

from lingopoint.formats.nesting import NestingDocument
from lingopoint.formats.office.attributes import Attributes
from lingopoint.formats.office.blocks import units
from lingopoint.formats.office.charts import kept_strings
from lingopoint.formats.office.follows import ATTRIBUTES, Dress, Turned, language_edits, level_edits, sheet_edits
from lingopoint.formats.office.kinds import Kind
from lingopoint.formats.office.lines import comments, of_copies
from lingopoint.formats.office.names import STRUCTURE, scripts
from lingopoint.formats.office.part import OfficePart, Turn
from lingopoint.formats.office.printed import printed
from lingopoint.formats.options import Options
from lingopoint.formats.soundness import Reread
from lingopoint.formats.xml import Inline, Role, Tree, elements_of, namespaces_of, parse, unit, xml_syntax
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Edit, Unit, Work

_DUBLIN_CORE = b"http://purl.org/dc/elements/1.1/"
_TRANSLATED_PROPERTIES = {b"title", b"subject", b"description"}
_PROPERTY_SYNTAX = xml_syntax(lambda _name, _attributes: Inline(Role.PAIR), preserve=False)
_SHAPE = compile_pattern(rb"<(/)?(?:\w+:)?sp(?=[\s>])%b>" % ATTRIBUTES)
_PROMPT = compile_pattern(rb"<(?:\w+:)?ph(?=[\s/>])(?![^<>]*?\stype=[\"']ftr[\"'])")
_WITH_ATTRIBUTES = {Kind.TEXT, Kind.MASTER}


class PartReader:
    """What all parts of a package share.

    `fixed` are the strings that must stay, `only` those that are translated where not all are. `charted` collects what
    charts show. `inherited`: see `Turned`.
    """

    def __init__(self, options: Options, fixed: Set[str], only: Set[str] | None, *, inherited: bool) -> None:
        self._options = options
        self._work = options.work
        self._fixed = fixed
        self._only = only
        self._inherited = inherited
        self._dress = Dress(options)
        self._left: set[str] = set()
        self.charted: set[str] = set()

    def matters(self, data: bytes, kind: Kind) -> bool:
        """Whether a part has to be looked into, which counts as text."""
        if kind is Kind.STYLES:
            return self._options.document_language
        return kind is not Kind.SHEET or b"inlineStr" in data or bool(self._sheet_edits(data)) or _has_words(data)

    def read(self, data: bytes, kind: Kind) -> Document | None:
        """The part, when it holds units or follows the language."""
        document = self._sheet(data) if kind is Kind.SHEET else self._part(data, kind)
        if not document.units and not document.edits:
            return None
        document.reread = Reread(data, _skeleton)
        return document

    def _sheet(self, data: bytes) -> Document:
        own = self._only_some(units(data, self._fixed, self._work, self._dress) if b"inlineStr" in data else [])
        said = list(printed(data, self._work)) if self._only is None else []
        return NestingDocument(data, [*own, *said], self._sheet_edits(data))

    def _sheet_edits(self, data: bytes) -> list[Edit]:
        if not self._options.document_language or self._only is not None:
            return []
        return list(sheet_edits(data, right_to_left=self._options.right_to_left))

    def _part(self, data: bytes, kind: Kind) -> Document:
        found = sorted(self._only_some(self._units(data, kind)), key=itemgetter(0))
        attributes = Attributes(data if kind in _WITH_ATTRIBUTES else b"", self._work)
        edits = list(language_edits(data, self._options))
        if kind in {Kind.MASTER, Kind.STYLES} and self._options.document_language:
            edits += level_edits(data, right_to_left=self._options.right_to_left)
        return OfficePart(data, found, attributes, edits, list(self._turns(data)) if found else [])

    def _only_some(self, found: Sequence[Unit]) -> Sequence[Unit]:
        return found if self._only is None else [unit for unit in found if unit.parts[0] in self._only]

    def _units(self, data: bytes, kind: Kind) -> list[Unit]:
        if kind is Kind.PROPERTIES:
            return list(_property_units(parse(data, self._work), self._work))
        if kind is Kind.LINES:
            return list(comments(data, self._left, self._work))
        if kind is Kind.STYLES:
            return []
        is_of_sheet = kind in {Kind.STRINGS, Kind.COMMENTS}
        found = units(data, self._fixed if is_of_sheet else None, self._work, self._dress)
        if kind is Kind.COMMENTS:
            return list(of_copies(data, found, self._left, self._work))
        if kind is Kind.MASTER:
            return _without_prompts(data, found)
        if kind is Kind.CHART:
            strings = list(kept_strings(data, self._fixed, self._work))
            self.charted.update(str(unit.parts[0]) for unit in strings)
            return [*found, *strings]
        return found

    def _turns(self, data: bytes) -> Iterator[Turn]:
        """What turns round with the language; nothing for most documents."""
        right_to_left = self._options.right_to_left
        if not self._options.document_language or not (right_to_left or self._inherited or _may_be_turned(data)):
            return
        for prefix, script in scripts(namespaces_of(data)).items():
            colon = b":" if prefix else b""
            turned = Turned(prefix + colon, script, right_to_left=right_to_left, inherited=self._inherited)
            yield turned.edits


def _has_words(data: bytes) -> bool:
    return any(name in data for name in (b"Header>", b"Footer>", b"prompt", b"error", b"tooltip="))


def _may_be_turned(data: bytes) -> bool:
    return b"bidi" in data or b"rtl=" in data


def _without_prompts(data: bytes, found: Sequence[Unit]) -> list[Unit]:
    """What masters and layouts show: the texts of placeholders are prompts to whoever writes, but for footers."""
    prompts: list[tuple[int, int]] = []
    start = 0
    for tag in _SHAPE.finditer(data):
        if tag[1] is None:
            start = tag.start()
        elif _PROMPT.search(data, start, tag.start()):
            prompts.append((start, tag.end()))
    return [unit for unit in found if not any(start <= unit.start < end for start, end in prompts)]


def _skeleton(data: bytes) -> object:
    return elements_of(data, STRUCTURE)


def _property_units(tree: Tree, work: Work) -> Iterator[Unit]:
    for element in tree.children(tree.root):
        if element.namespace == _DUBLIN_CORE and element.local in _TRANSLATED_PROPERTIES:
            found = unit(tree.data, element.content, element.stop, _PROPERTY_SYNTAX, work)
            if found is not None:
                yield found
