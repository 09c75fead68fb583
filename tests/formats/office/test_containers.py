"""Links, tracked changes and other containers of text in a DOCX, next to text that is not to be translated."""

import random
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from lingopoint.formats.office.document import extract
from lingopoint.translation.protect import protect
from lingopoint.unit import Code, CodeKind, Part, Parts
from tests.formats.office.documents import OPTIONS, WORD, document, part, run, word

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
LINK_FIELD = (
    FIELD.format("begin") + '<w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r>' + FIELD.format("separate"),
    FIELD.format("end"),
)
CONTAINERS = {
    "hyperlink": ('<w:hyperlink w:anchor="a">', "</w:hyperlink>"),
    "insertion": ('<w:ins w:id="1" w:author="A">', "</w:ins>"),
    "move": ('<w:moveTo w:id="1">', "</w:moveTo>"),
    "smart tag": ('<w:smartTag w:element="place"><w:smartTagPr/>', "</w:smartTag>"),
    "structured tag": ('<w:sdt><w:sdtPr><w:alias w:val="b"/></w:sdtPr><w:sdtContent>', "</w:sdtContent></w:sdt>"),
    "custom XML": ('<w:customXml w:element="c"><w:customXmlPr/>', "</w:customXml>"),
    "override of direction": ('<w:bdo w:val="ltr">', "</w:bdo>"),
    "embedding of direction": ('<w:dir w:val="ltr">', "</w:dir>"),
    "link as a field": LINK_FIELD,
    "link as a simple field": ("<w:fldSimple w:instr=' HYPERLINK \"x\" '>", "</w:fldSimple>"),
    "link in an insertion": ('<w:ins w:id="1"><w:hyperlink w:anchor="a">', "</w:hyperlink></w:ins>"),
}
DELETION = '<w:del w:id="9"><w:r><w:delText>gone</w:delText></w:r></w:del>'
PROTECTED = ("{name}", "https://example.com/a", "help@example.org", "%1$s", "${HOME}", "`make`")


def plain_run(text: str, format_: str = "") -> str:
    """A run as it is written: marked for its white space only where there is some at an end."""
    marked = run(text, format_)
    return marked if text != text.strip() else marked.replace(' xml:space="preserve"', "")


def content(of: str, *texts: str) -> str:
    """A paragraph's content: text, a container with text, text."""
    opening, closing = CONTAINERS[of]
    before, inside, after = texts
    return f"{plain_run(before)}{opening}{plain_run(inside)}{closing}{plain_run(after)}"


def written(paragraph: str, targets: Sequence[Parts]) -> str:
    spliced = extract(word(paragraph), OPTIONS).splice(targets)
    assert spliced.kept == 0
    before, after = document("<w:p>|</w:p>").split("|")
    return part(spliced.data, "word/document.xml").removeprefix(before).removesuffix(after)


def protected(paragraph: str) -> list[Parts]:
    """The units of a paragraph as they are sent."""
    return [protect(unit.parts) for unit in extract(word(paragraph), OPTIONS).units]


def upper(parts: Parts) -> Parts:
    return tuple(part.upper() if isinstance(part, str) else part for part in parts)


@pytest.mark.parametrize("kept", PROTECTED)
@pytest.mark.parametrize("of", CONTAINERS)
def test_a_container_stays_one_wherever_protected_text_is(of: str, kept: str) -> None:
    for texts in (
        (f"see {kept} and ", "this one", " first"),
        ("see ", f"this {kept} one", " first"),
        ("see ", "this one", f" and {kept} first"),
        (f"a {kept} b {{x}} ", f"c {kept} d {{y}}", f" e {kept} f"),
    ):
        paragraph = content(of, *texts)
        expected = content(of, *(capitals(text, kept) for text in texts))
        assert written(paragraph, [upper(parts) for parts in protected(paragraph)]) == expected


def capitals(text: str, kept: str) -> str:
    return text.upper().replace(kept.upper(), kept).replace("{X}", "{x}").replace("{Y}", "{y}")


def test_formats_and_deletions_beside_containers_stay_in_place() -> None:
    bold = "<w:b/>"
    opening, closing = CONTAINERS["hyperlink"]

    def paragraph(*words: str) -> str:
        runs = [plain_run(text, bold if at % 2 else "") for at, text in enumerate(words)]
        return "".join([*runs[:2], opening, *runs[2:4], closing, DELETION, *runs[4:]])

    before = paragraph("dear {a}, the most ", "bold {b}", "link is ", "here {c}", " and {d} there")
    after = paragraph("DEAR {a}, THE MOST ", "BOLD {b}", "LINK IS ", "HERE {c}", " AND {d} THERE")
    assert written(before, [upper(parts) for parts in protected(before)]) == after


def test_two_links_of_the_same_markup_share_a_format() -> None:
    link = f"{CONTAINERS['hyperlink'][0]}%s</w:hyperlink>"

    def paragraph(first: str, second: str) -> str:
        looks = (plain_run(first, "<w:b/>"), plain_run(second, "<w:i/>"))
        return plain_run("a {x} ") + link % looks[0] + plain_run(" b ") + link % looks[1] + plain_run(" c")

    done = etree.fromstring(
        document(
            f"<w:p>{written(paragraph('one', 'three'), [*map(upper, protected(paragraph('one', 'three')))])}</w:p>"
        )
    )
    runs = [
        ("".join(each.itertext()), [etree.QName(look).localname for look in each.iter(f"{{{WORD}}}b", f"{{{WORD}}}i")])
        for each in done.iter(f"{{{WORD}}}r")
    ]
    assert runs == [("A {x} ", []), ("ONE", ["b"]), (" B ", []), ("THREE", ["i"]), (" C", [])]


def shuffled(parts: Parts, chance: random.Random) -> Parts:
    """The same words and codes in another order, properly nested, every code under another number."""
    numbers = sorted({part.number for part in parts if isinstance(part, Code)})
    new = dict(zip(numbers, chance.sample(range(1, 1000), len(numbers)), strict=True))
    return tuple(
        piece if isinstance(piece, str) else piece._replace(number=new[piece.number]) for piece in _mixed(parts, chance)
    )


def _mixed(parts: Parts, chance: random.Random) -> list[Part]:
    groups = [*_groups(parts)]
    chance.shuffle(groups)
    return [
        piece
        for group in groups
        for piece in ([group[0], *_mixed(group[1:-1], chance), group[-1]] if len(group) > 1 else group)
    ]


def _groups(parts: Parts) -> Iterator[Parts]:
    depth = start = 0
    for at, piece in enumerate(parts):
        if isinstance(piece, Code):
            depth += {CodeKind.OPEN: 1, CodeKind.CLOSE: -1}.get(piece.kind, 0)
        if depth == 0:
            yield parts[start : at + 1]
            start = at + 1


texts = st.lists(
    st.sampled_from(["one ", "two {a} ", "three %s ", "see https://e.org/x ", "four"]), min_size=1, max_size=3
)
looks = st.sampled_from(["", "<w:b/>", "<w:i/>"])
runs = st.builds(lambda words, look: run("".join(words), look), texts, looks)
pieces = st.recursive(
    runs | st.just(DELETION) | st.just("<w:r><w:tab/></w:r>"),
    lambda inner: st.builds(
        lambda of, inside: "".join([CONTAINERS[of][0], *inside, CONTAINERS[of][1]]),
        st.sampled_from(sorted(CONTAINERS)),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


@given(st.lists(pieces, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_no_order_and_no_numbers_of_codes_break_a_document(content: list[str], chance: random.Random) -> None:
    paragraph = "".join(content)
    result = written(paragraph, [shuffled(parts, chance) for parts in protected(paragraph)])
    before, after = (etree.fromstring(document(f"<w:p>{each}</w:p>")) for each in (paragraph, result))
    assert _containers(before) == _containers(after)
    for text in after.iter(f"{{{WORD}}}t"):
        assert text.getparent().tag == f"{{{WORD}}}r"
    for each in after.iter(f"{{{WORD}}}r"):
        assert etree.QName(each.getparent()).localname not in {"r", "t", "rPr"}


def _containers(root: etree._Element) -> list[tuple[str, str, str]]:
    """What is no run, each with the letters of the words of its own inside."""
    return sorted(
        (str(each.tag), str(sorted(each.attrib.items())), _letters(each))
        for each in root.iter()
        if etree.QName(each).localname not in {"r", "t", "rPr", "b", "i"}
    )


def _letters(element: etree._Element) -> str:
    own = (each for each in element if each.tag == f"{{{WORD}}}r")
    return "".join(sorted("".join(text for each in own for text in each.itertext(f"{{{WORD}}}t")).replace(" ", "")))
