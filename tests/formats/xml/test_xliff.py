"""XLIFF 1.2 and 2.x: targets are filled from sources; nothing else changes."""

import re
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.xml import xliff

OPTIONS = Options(target="fr")
HOSTILE = "<target>]]> & &amp; \"'</source> --> <g id='1'>"
LETTER = re.compile(r"[^\W\d_]")


def first(units: str, attributes: str = "") -> str:
    """XLIFF 1.2 with these units."""
    return (
        f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en"{attributes}>'
        f"<body>{units}</body></file></xliff>"
    )


def second(segments: str, attributes: str = "") -> str:
    """XLIFF 2.1 with these segments."""
    return (
        f'<x:xliff version="2.1" srcLang="en"{attributes} xmlns:x="urn:oasis:names:tc:xliff:document:2.0">'
        f'<x:file id="f"><x:unit id="u">{segments}</x:unit></x:file></x:xliff>'
    )


def translate(source: str, change: Callable[[str], str] = str.upper, options: Options = OPTIONS) -> str:
    document = xliff.extract(source.encode(), options)
    targets = [tuple(change(part) if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    return document.splice(targets).data.decode()


def test_a_target_is_added_after_the_source_as_the_source_is_written() -> None:
    source = first('\r\n  <trans-unit id="1">\r\n    <source> Good <g id="1">day</g>\n</source>\r\n  </trans-unit>\r\n')
    expected = source.replace('"en">', '"en" target-language="fr">').replace(
        "</source>", '</source>\r\n    <target> GOOD <g id="1">DAY</g>\n</target>'
    )
    assert translate(source) == expected


def test_a_target_comes_after_the_segmented_source() -> None:
    source = first(
        '<trans-unit id="1"><source>Hi</source><seg-source><mrk mid="0" mtype="seg">Hi</mrk></seg-source></trans-unit>'
    )
    assert "</seg-source><target>HI</target></trans-unit>" in translate(source)


def test_version_2_with_a_prefix() -> None:
    source = second('<x:segment>\n <x:source>Good <x:pc id="1">day</x:pc></x:source>\n</x:segment>')
    expected = source.replace("</x:source>", '</x:source>\n <x:target>GOOD <x:pc id="1">DAY</x:pc></x:target>')
    assert translate(source) == expected.replace('document:2.0">', 'document:2.0" trgLang="fr">')


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("<source>Hi</source><target/>", "<target>HI</target>"),
        ("<source>Hi</source><target> </target>", "<target>HI</target>"),
        ("<source>Hi</source><target>Salut</target>", "<target>HI</target>"),
        ("<source>Hi</source><target state='new'>Hi</target>", "<target state='needs-review-translation'>HI</target>"),
        ("<source>Hi</source><target state='final'>Salut</target>", "<target state='final'>Salut</target>"),
        ("<source>Hi</source><target state='translated'>Salut</target>", "<target state='translated'>Salut</target>"),
        ("<source>Hi</source><target xml:lang='de'>Hallo</target>", "<target xml:lang='fr'>HI</target>"),
        ("<source>Hi</source><alt-trans><target>Salut</target></alt-trans>", "<target>HI</target><alt-trans>"),
    ],
)
def test_targets_in_a_file_that_names_no_target_language(unit: str, expected: str) -> None:
    assert expected in translate(
        first(f"<trans-unit id='1'>{unit}</trans-unit><trans-unit><source>Ho</source></trans-unit>")
    )


def test_an_approved_target_is_left_alone() -> None:
    source = first("<trans-unit approved='yes'><source>Hi</source><target>Salut</target></trans-unit>")
    assert translate(source) == source


def test_in_a_file_for_the_reader_only_missing_targets_are_filled() -> None:
    source = first(
        "<trans-unit><source>Hi</source><target>Salut</target></trans-unit>"
        "<trans-unit><source>Ho</source><target state='new'>Ho</target></trans-unit>"
        "<trans-unit><source>Ha</source><target></target></trans-unit>",
        ' target-language="fr-FR"',
    )
    assert translate(source) == source.replace("'new'>Ho", "'needs-review-translation'>HO").replace(
        "<target></target>", "<target>HA</target>"
    )


def test_in_a_file_for_other_readers_every_target_is_replaced_and_no_longer_approved() -> None:
    source = first(
        "<trans-unit approved='yes'><source>Hi</source><target state='final'>Hallo</target></trans-unit>",
        ' target-language="de"',
    )
    assert translate(source) == first(
        "<trans-unit approved='no'><source>Hi</source>"
        "<target state='needs-review-translation'>HI</target></trans-unit>",
        ' target-language="fr"',
    )


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("<source>Wi&#8209;Fi</source>", "<source>Wi&#8209;Fi</source><target>Wi&#8209;Fi</target>"),
        ("<source> a <x id='1'/></source>", "<source> a <x id='1'/></source><target> a <x id='1'/></target>"),
        ("<source>Wi-Fi</source><target/>", "<source>Wi-Fi</source><target>Wi-Fi</target>"),
        (
            "<source>Wi-Fi</source><target state='new'>WLAN</target>",
            "<source>Wi-Fi</source><target state='needs-review-translation'>Wi-Fi</target>",
        ),
    ],
)
def test_in_a_translated_file_a_target_may_be_the_same_as_its_source(unit: str, expected: str) -> None:
    source = first(f"<trans-unit>{unit}</trans-unit><trans-unit><source>Good day</source></trans-unit>")
    result = translate(source, lambda words: "Bonjour" if words == "Good day" else words)
    assert f"<trans-unit>{expected}</trans-unit>" in result
    assert "<target>Bonjour</target>" in result


def test_in_a_translated_file_what_could_not_be_translated_gets_no_target() -> None:
    source = first("<trans-unit><source>Hi</source></trans-unit><trans-unit><source>Ho</source></trans-unit>")
    result = xliff.extract(source.encode(), OPTIONS).splice([None, ("Oh",)]).data.decode()
    assert "<source>Hi</source></trans-unit>" in result
    assert "<source>Ho</source><target>Oh</target></trans-unit>" in result


def test_version_2_states() -> None:
    segments = "<x:segment state='final'><x:source>Hi</x:source><x:target>Salut</x:target></x:segment>"
    assert translate(second(segments)) == second(segments)
    assert translate(second(segments, ' trgLang="de"')) == second(
        "<x:segment state='initial'><x:source>Hi</x:source><x:target>HI</x:target></x:segment>", ' trgLang="fr"'
    )


@pytest.mark.parametrize(
    "source",
    [
        first("<trans-unit translate='no'><source>Hi</source></trans-unit>"),
        first("<group translate='no'><trans-unit><source>Hi</source></trans-unit></group>"),
        first("<trans-unit><source>123</source></trans-unit>"),
        first("<bin-unit><bin-source/></bin-unit>"),
        second("<x:ignorable><x:source>Hi</x:source></x:ignorable>"),
        second("<x:segment><x:source>Hi</x:source></x:segment>").replace('id="u"', 'id="u" translate="no"'),
    ],
)
def test_what_is_not_to_be_translated_is_not(source: str) -> None:
    assert translate(source) == source


def kinds(source: str) -> list[str]:
    (unit,) = xliff.extract(source.encode(), OPTIONS).units
    return [part if isinstance(part, str) else f"{part.kind.value}{part.number}{part.shown}" for part in unit.parts]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('a <x id="1"/> b', ["a ", "lone1", " b"]),
        ('a <ph id="1">&lt;br></ph> b', ["a ", "lone1", " b"]),
        ('a <bx id="1"/>b<ex id="1"/> c', ["a ", "open1", "b", "close1", " c"]),
        ('a <bpt id="1">{</bpt>b<ept id="1">}</ept> c', ["a ", "open1", "b", "close1", " c"]),
        ('a <ex id="1"/>b<bx id="1"/> c', ["a ", "lone1", "b", "lone2", " c"]),
        ('a <g id="1">b <bx id="2"/>c</g><ex id="2"/> d', ["a ", "open1", "b ", "lone2", "c", "close1", "lone3", " d"]),
        ('a <mrk mtype="protected">B c</mrk> d', ["a ", "keep1B c", " d"]),
        ('a <mrk mtype="seg" mid="0">b</mrk> c', ["a ", "open1", "b", "close1", " c"]),
    ],
)
def test_inline_elements_of_version_1(source: str, expected: list[str]) -> None:
    assert kinds(first(f"<trans-unit><source>{source}</source></trans-unit>")) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('a <x:ph id="1"/> b', ["a ", "lone1", " b"]),
        ('a <x:sc id="1"/>b<x:ec startRef="1"/> c', ["a ", "open1", "b", "close1", " c"]),
        ('a <x:sc id="1" isolated="yes"/>b', ["a ", "lone1", "b"]),
        ('a <x:mrk id="m" translate="no">B</x:mrk> c', ["a ", "keep1B", " c"]),
        ('a <x:mrk id="m">b</x:mrk> c', ["a ", "open1", "b", "close1", " c"]),
    ],
)
def test_inline_elements_of_version_2(source: str, expected: list[str]) -> None:
    assert kinds(second(f"<x:segment><x:source>{source}</x:source></x:segment>")) == expected


def test_preserved_line_breaks_are_codes() -> None:
    assert kinds(first("<trans-unit xml:space='preserve'><source>a\nb</source></trans-unit>")) == ["a", "lone1", "b"]
    assert kinds(first("<trans-unit><source>a\n  b</source></trans-unit>")) == ["a b"]


@pytest.mark.parametrize(
    "source", ["<html/>", "<xliff xmlns='urn:x'/>", "<xliff", "", "<!DOCTYPE xliff [<!ENTITY a 'b'>]><xliff/>"]
)
def test_other_documents_are_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        xliff.extract(source.encode(), OPTIONS)


WORDS = st.text(st.sampled_from("ab é.]>&'\""), max_size=10).map(escape)
INLINE = st.recursive(
    WORDS | st.sampled_from(["<x id='1'/>", "<ph id='2'/>", "<bx id='3'/>", "<ex id='3'/>", "<![CDATA[a & b]]>"]),
    lambda inner: st.lists(inner, max_size=3).map(lambda parts: f"<g id='4'>{''.join(parts)}</g>"),
    max_leaves=8,
)
UNITS = st.builds(
    "<trans-unit id='1'{}>{}<source>{}</source>{}{}</trans-unit>".format,
    st.sampled_from(["", " translate='no'", " approved='yes'"]),
    st.sampled_from(["", "\n  "]),
    st.lists(INLINE, max_size=4).map("".join),
    st.sampled_from(["", "<target/>", "<target>Vieux</target>", "<target state='final'>Fini</target>"]),
    st.sampled_from(["", "<note>a note</note>\n"]),
)
FILES = st.builds(
    first,
    st.lists(UNITS, max_size=4).map("".join),
    st.sampled_from(["", ' target-language="de"', ' target-language="fr"']),
)


def outside_targets(document: str) -> list[tuple[str, str]]:
    elements = etree.fromstring(document.encode()).iter("{*}*")
    return [
        (element.tag, element.text or "" if element.tag.endswith(("source", "note", "g")) else "")
        for element in elements
        if not element.tag.endswith("target") and next(element.iterancestors("{*}target"), None) is None
    ]


@given(FILES)
def test_without_a_translation_nothing_changes(source: str) -> None:
    document = xliff.extract(source.encode(), OPTIONS)
    assert document.splice([None] * len(document.units)).data.decode() == source
    assert document.splice([unit.parts for unit in document.units]).data.decode() == source


def targets(document: str) -> list[tuple[str, str, bool]]:
    """The text of each source and of its new target, if it has one, and whether their codes are the same."""
    return [
        (
            text(source),
            text(target),
            [child.tag for child in source.iter()][1:] == [child.tag for child in target.iter()][1:],
        )
        for unit in etree.fromstring(document.encode()).iter("{*}trans-unit")
        for source, target in [(unit.find("{*}source"), unit.find("{*}target"))]
        if target is not None and text(target) not in {"", "Vieux", "Fini"}
    ]


def text(element: etree._Element) -> str:
    return "".join("".join(element.itertext()).split())


@given(FILES, st.integers(0, 9))
def test_with_one_translation_every_unit_has_its_target(source: str, place: int) -> None:
    document = xliff.extract(source.encode(), OPTIONS)
    translations = [unit.parts for unit in document.units]
    if not translations:
        return
    place %= len(translations)
    translations[place] = tuple("zz" if isinstance(part, str) else part for part in translations[place])
    result = document.splice(translations).data.decode()
    assert outside_targets(result) == outside_targets(source)
    found = targets(result)
    assert len(found) == len(translations)
    assert [index for index, (origin, target, _) in enumerate(found) if origin != target] == [place]
    assert all(same_codes for *_, same_codes in found)


@given(FILES)
def test_every_word_of_a_source_is_translated(source: str) -> None:
    result = translate(source, lambda words: LETTER.sub("z", words))
    assert outside_targets(result) == outside_targets(source)
    found = targets(result)
    assert len(found) == len(xliff.extract(source.encode(), OPTIONS).units)
    assert all(target == LETTER.sub("z", origin) and same_codes for origin, target, same_codes in found)


@given(FILES)
def test_a_translation_cannot_add_markup(source: str) -> None:
    result = translate(source, lambda words: HOSTILE if LETTER.search(words) else words)
    assert outside_targets(result) == outside_targets(source)
    assert all("".join(HOSTILE.split()) in target and same_codes for _, target, same_codes in targets(result))


@given(FILES, st.integers(0, 400))
def test_no_bytes_are_too_odd(source: str, cut: int) -> None:
    for data in (
        source[:cut].encode(),
        source[cut:].encode(),
        source[:cut].encode() + b"<trans-unit>" + source[cut:].encode(),
    ):
        try:
            document = xliff.extract(data, OPTIONS)
        except UnreadableError:
            continue
        assert document.splice([None] * len(document.units)).data == data
