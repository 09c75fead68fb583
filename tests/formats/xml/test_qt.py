"""Qt Linguist: sources are translated into translations, with Qt's own forms; everything else stays byte for byte."""

import xml.etree.ElementTree as ET

import pytest

from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from tests.formats.changes import extracted, same, seconds, texts, translated

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
SOURCE = (
    HEAD
    + """<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <location filename="../main.cpp" line="42"/>
        <source>%n file(s) of %1 copied</source>
        <extracomment>Not me</extracomment>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message id="open">
        <source>&amp;Open the &lt;b&gt;document&lt;/b&gt;</source>
        <oldsource>Open it</oldsource>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close &quot;it&quot; &amp; go</source>
        <comment>a button</comment>
        <translation type="unfinished"/>
    </message>
    <message>
        <source>Gone by now</source>
        <translation type="vanished">Gone by then</translation>
    </message>
    <message>
        <source>A bell<byte value="x7"/></source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
"""
)


def message(source: str, translation: str, attributes: str = "", numerus: str = "", language: str = "de_DE") -> str:
    return (
        f'<TS language="{language}"><context><name>A</name><message{numerus}><source>{source}</source>'
        f"<translation{attributes}>{translation}</translation></message></context></TS>"
    )


def forms(found: str) -> list[str | None]:
    return [form.text for form in ET.fromstring(found).iter("numerusform")]


def test_an_identity_translation_gives_the_same_bytes() -> None:
    for source in (SOURCE, SOURCE.replace("\n", "\r\n"), message("One", "Eins"), message("One", "Un", language="fr")):
        assert translated("qt", source, same) == source


def test_translations_are_written_and_finished() -> None:
    found = translated("qt", SOURCE, str.upper)
    assert found == (
        SOURCE.replace('language="en_US" source', 'language="fr" source')
        .replace(
            ' type="unfinished"><numerusform></numerusform><numerusform></numerusform>',
            "><numerusform>%n FILE(S) OF %1 COPIED</numerusform><numerusform>%n FILE(S) OF %1 COPIED</numerusform>",
        )
        .replace(
            '<oldsource>Open it</oldsource>\n        <translation type="unfinished">',
            "<oldsource>Open it</oldsource>\n        <translation>OPEN THE &lt;b&gt;DOCUMENT&lt;/b&gt;",
        )
        .replace('<translation type="unfinished"/>', "<translation>CLOSE &quot;IT&quot; &amp; GO</translation>")
    )


def test_placeholders_and_marks_of_keys_are_not_translated() -> None:
    assert [part for unit in extracted("qt", SOURCE).units for part in unit.parts if isinstance(part, str)] == [
        *(" file(s) of ", " copied"),
        *("Open the ", "document"),
        'Close "it" & go',
    ]


@pytest.mark.parametrize(
    ("target", "count"),
    [("tr", 1), ("ja", 1), ("fr", 2), ("pt", 2), ("lv", 3), ("pl", 3), ("sl", 4), ("cy", 5), ("ar", 6)],
)
def test_there_are_as_many_forms_as_qt_has(target: str, count: int) -> None:
    source = message("%n file(s)", "<numerusform/>", ' type="unfinished"', ' numerus="yes"', "en")
    assert forms(translated("qt", source, str.upper, Options(target))) == ["%n FILE(S)"] * count


@pytest.mark.parametrize("target", ["ca", "hy", "ht", "tl"])
def test_where_the_forms_are_not_certain_the_message_stays_and_is_counted(target: str) -> None:
    source = message("%n file(s)", "<numerusform/>", ' type="unfinished"', ' numerus="yes"', "en")
    document = extracted("qt", source, Options(target))
    assert document.splice([]) == (source.encode(), 1)


@pytest.mark.parametrize(
    ("one", "target", "expected"),
    [
        ("%n file", "fr", ["%n FILE", "%n FILES"]),
        ("%n file", "ar", ["%n FILES", "%n FILE", *["%n FILES"] * 4]),
        ("%n file", "ru", ["%n FILE", "%n FILES", "%n FILES"]),
        ("A file", "ru", ["%n FILES"] * 3),
        ("A file", "pl", ["A FILE", "%n FILES", "%n FILES"]),
        ("A file", "ja", ["%n FILES"]),
    ],
)
def test_forms_of_the_source_language_are_better_than_the_source(one: str, target: str, expected: list[str]) -> None:
    own = f"<numerusform>{one}</numerusform><numerusform>%n files</numerusform>"
    source = message("%n file(s)", own, numerus=' numerus="yes"', language="en_US")
    assert forms(translated("qt", source, str.upper, Options(target))) == expected


def test_a_file_for_the_target_only_has_its_gaps_filled() -> None:
    done = message("One", "Un", language="fr_FR")
    assert translated("qt", done, str.upper) == done
    fuzzy = message("One", "Un", ' type="unfinished"', language="fr")
    assert translated("qt", fuzzy, str.upper) == fuzzy.replace(' type="unfinished">Un', ">ONE")


def test_what_another_language_has_does_not_stay() -> None:
    source = message("One", "Eins").replace(
        "</context>", "<message><source>Two</source><translation>Zwei</translation></message></context>"
    )
    found = translated("qt", source, lambda text: "UN" if text == "One" else text)
    assert found == source.replace(">Eins<", ">UN<").replace(
        "<translation>Zwei", '<translation type="unfinished">'
    ).replace("de_DE", "fr")


def test_a_translation_adds_no_markup() -> None:
    found = translated("qt", SOURCE, lambda _: '</translation><x a="\'">&amp;]]>\x00')
    assert [one.tag for one in ET.fromstring(found).iter()] == [one.tag for one in ET.fromstring(SOURCE).iter()]


def test_patterns_match_context_and_source() -> None:
    assert len(texts("qt", SOURCE, Options("fr", include=("MainWindow/%n*",)))) == 1
    assert texts("qt", SOURCE, Options("fr", exclude=("MainWindow",))) == []


@pytest.mark.parametrize(
    ("content_type", "data", "name"),
    [
        ("", SOURCE, "qt"),
        ("text/plain", SOURCE, "qt"),
        ("video/mp2t", SOURCE, "qt"),
        ("application/xml", SOURCE, "qt"),
        ("binary/octet-stream", "<!DOCTYPE TS><TS></TS>", "qt"),
        ("application/octet-stream", "<TS version='2.1'>", "qt"),
        ("text/plain", HEAD + "<TSX>", "xml"),
    ],
)
def test_qt_is_told_by_its_root(content_type: str, data: str, name: str) -> None:
    assert registry.detect(content_type, "a.ts", data.encode()).name == name


@pytest.mark.parametrize("content_type", ["", "text/plain", "video/mp2t", "application/octet-stream"])
@pytest.mark.parametrize("data", [b"export const title = 'Some words';\n", b"\x47\x40\x00"])
def test_other_files_of_that_name_are_no_text(content_type: str, data: bytes) -> None:
    with pytest.raises(UnreadableError, match="no format for"):
        registry.detect(content_type, "a.ts", data)


@pytest.mark.parametrize("source", ["", "<a/>", "<TS>", "<!DOCTYPE TS [<!ENTITY a 'b'>]><TS/>", "<TS>" * 2000])
def test_anything_else_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        extracted("qt", source)


def test_time_grows_with_the_size() -> None:
    for piece in ("<message><source>A b</source><translation/></message>", "<context></context>", "<message/>"):
        assert seconds("qt", f"<TS language='de'><context>{piece * 3000}</context></TS>") < 3
