"""HTML and XHTML, whole pages and fragments.

A unit is a maximal run of text and inline tags between the tags of blocks. `<br>` divides as blocks do: what stands
around one is lines (an address, a verse, a list) far more often than one sentence. Attribute values that a reader sees
are units of their own.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from operator import itemgetter

from lingopoint.formats.html.data import with_data
from lingopoint.formats.html.reader import Found, Reader
from lingopoint.formats.html.tokens import ATTRIBUTE_VALUE, MARKUP, TAG_NAME, TAG_START
from lingopoint.formats.options import Options
from lingopoint.formats.soundness import Reread
from lingopoint.unit import Document, Edit, Part, Parts, Spliced, Unit, replace


class HtmlDocument(Document):
    """A page or fragment. A unit that is an attribute may lie inside the span of a sentence: in the tag of a link, say.

    `homes` gives, by the start of such a sentence, the spans of the codes that hold units.
    """

    def __init__(
        self,
        data: bytes,
        units: Sequence[Unit],
        edits: Sequence[Edit],
        homes: Mapping[int, Sequence[tuple[int, int]]],
    ) -> None:
        super().__init__(data, units, edits)
        self._homes = homes

    def _splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`; a translated attribute within a sentence goes into the sentence's code."""
        changes = {
            index: target
            for index, (unit, target) in enumerate(zip(self.units, targets, strict=True))
            if target is not None and target != unit.parts
        }
        if not changes:
            return Spliced(self.data, 0)
        edits = {index: self._edit(index, target) for index, target in changes.items() if not self._holds(index)}
        for index, target in changes.items():
            if self._holds(index):
                codes = self._codes(index, edits)
                edits[index] = self._edit(index, tuple(_with_raw(part, codes) for part in target))
        return Spliced(replace(self.data, [*edits.values(), *self.edits]), 0)

    def _holds(self, index: int) -> bool:
        return self.units[index].start in self._homes

    def _edit(self, index: int, target: Parts) -> Edit:
        unit = self.units[index]
        return Edit(unit.start, unit.end, unit.write(target))

    def _codes(self, index: int, edits: dict[int, Edit]) -> dict[bytes, bytes]:
        """The new bytes of the codes of a sentence, by their old ones; takes the edits inside out of `edits`."""
        codes: dict[bytes, bytes] = {}
        for start, end in self._homes[self.units[index].start]:
            inside: list[Edit] = []
            at = bisect_left(self.units, start, lo=index + 1, key=itemgetter(0))
            while at < len(self.units) and self.units[at].start < end:
                if at in edits:
                    edit = edits.pop(at)
                    inside.append(edit._replace(start=edit.start - start, end=edit.end - start))
                at += 1
            if inside:
                raw = self.data[start:end]
                codes[raw] = replace(raw, inside)
        return codes


def _with_raw(part: Part, codes: Mapping[bytes, bytes]) -> Part:
    if isinstance(part, str) or part.raw is None:
        return part
    return part._replace(raw=codes.get(part.raw, part.raw))


def extract(data: bytes, options: Options, *, is_xml: bool = False) -> Document:
    """The sentences and visible attributes of a page or fragment, by their start. Any bytes are HTML.

    What begins with an XML declaration is XHTML; `is_xml` says so of what has none.
    """
    found = Reader(data, options, is_xml=is_xml).read()
    document = _document(data, found)
    document.language = found.language
    document = with_data(document, options, _fragment)
    document.reread = Reread(data, _every_tag if found.attribute_units else _tag_names)
    return document


def _fragment(data: bytes, options: Options) -> Document:
    return _document(data, Reader(data, options).read())


def _tag_names(data: bytes) -> Counter[bytes]:
    return Counter(TAG_START.findall(data))


def _every_tag(data: bytes) -> Counter[bytes]:
    """How often each tag occurs, attributes and all but for their values: where some of these were translated.

    The attributes of the page itself follow its language.
    """
    tags = (tag[0] for tag in MARKUP.finditer(data) if tag[TAG_NAME] is None or tag[TAG_NAME].lower() != b"html")
    return Counter(ATTRIBUTE_VALUE.sub(b"=", tag) for tag in tags)


def _document(data: bytes, found: Found) -> Document:
    if not found.attribute_units:
        return Document(data, found.sentences, found.edits)
    units = sorted([*found.sentences, *found.attribute_units], key=itemgetter(0))
    return HtmlDocument(data, units, found.edits, found.homes) if found.homes else Document(data, units, found.edits)
