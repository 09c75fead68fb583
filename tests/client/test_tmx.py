"""TMX files: what other tools write, and that nothing is lost on the way out and in again."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lingopoint.ports import Direction, TranslatedText
from lingopoint.translation import Keys
from lingopoint.translation.protect import protect
from lingopoint.translation.reviewed import texts
from lingopoint.translation.wire import to_wire
from lingopoint.unit import Code, CodeKind, Part, Parts, joined
from lingopoint_cli.memory import tmx
from lingopoint_cli.memory.units import Desk

TO_FRENCH = Direction("en", "fr")
OPEN, CLOSE, LONE = CodeKind.OPEN, CodeKind.CLOSE, CodeKind.LONE


def read(path: Path, body: str, source: str = "en", encoding: str = "utf-8") -> list[tmx.Unit | None]:
    document = f'<?xml version="1.0" encoding="{encoding}"?><tmx version="1.4"><header srclang="{source}"/>'
    path.write_text(f"{document}<body>{body}</body></tmx>", encoding=encoding)
    return list(tmx.read(path))


def parts(path: Path, segment: str) -> Parts | None:
    """The parts of one segment."""
    (unit,) = read(path, f'<tu><tuv xml:lang="en"><seg>{segment}</seg></tuv></tu>')
    assert unit is not None
    return unit.source.parts


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.tmx"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_texts_of_every_language_and_encoding(path: Path, encoding: str) -> None:
    body = '<tu><tuv xml:lang="EN"><seg>Hello</seg></tuv><tuv xml:lang="ja"><seg>こんにちは</seg></tuv></tu>'
    expected = tmx.Unit(tmx.Version("EN", ("Hello",)), [tmx.Version("ja", ("こんにちは",))])
    assert read(path, body, encoding=encoding) == [expected]


def test_the_source_is_the_units_own_or_the_files_or_the_first(path: Path) -> None:
    versions = '<tuv lang="fr"><seg>Oui</seg></tuv><tuv lang="en"><seg>Yes</seg></tuv>'
    for source, body in (("en", f"<tu>{versions}</tu>"), ("fr", f'<tu srclang="en">{versions}</tu>')):
        (unit,) = read(path, body, source)
        assert unit is not None
        assert unit.source.language == "en"
    (unit,) = read(path, f"<tu>{versions}</tu>", "*all*")
    assert unit is not None
    assert unit.source.language == "fr"
    assert read(path, f"<tu>{versions}</tu>", "de") == [None]


SEGMENTS: list[tuple[str, Parts | None]] = [
    ("  two\n   lines ", ("two lines",)),
    ("", ()),
    ('<bpt i="7" x="3"/>a<ept i="7"/>', (Code(OPEN, 1, b"x=3"), "a", Code(CLOSE, 1, b"x=3"))),
    ('<hi type="b">a</hi>', (Code(OPEN, 1, b"b"), "a", Code(CLOSE, 1, b"b"))),
    ("a<ph>&lt;br&gt;</ph>b", ("a", Code(LONE, 1, b"<br>"), "b")),
    ('<it pos="begin">&lt;b&gt;</it>b', (Code(LONE, 1, b"<b>"), "b")),
    ("Hi <ph>{name}</ph>!", ("Hi {name}!",)),
    ('Run <ph type="x-keep">ls</ph>', ("Run ", Code(CodeKind.KEEP, 1, b"", "ls"))),
    ('<bpt i="1"/>a', None),
    ('a<ept i="1"/>', None),
    ('<bpt i="1"/><bpt i="2"/>a<ept i="1"/><ept i="2"/>', None),
    ("a<ph>&lt;img alt='<sub>b</sub>'&gt;</ph>", None),
]


@pytest.mark.parametrize(("segment", "expected"), SEGMENTS)
def test_inline_codes(path: Path, segment: str, expected: Parts | None) -> None:
    assert parts(path, segment) == expected


_TEXT = st.text(alphabet="ab éß<>&;{}%s0\"' 漢", min_size=1, max_size=8)


@st.composite
def units(draw: st.DrawFn) -> Parts:
    """Units as documents have them: codes balanced and nested, placeholders protected, letters in them."""
    result: list[Part] = ["a" + draw(_TEXT)]
    open_: list[int] = []
    for number in range(1, draw(st.integers(1, 12))):
        kind = draw(st.sampled_from([OPEN, CLOSE, LONE, CodeKind.KEEP]))
        if kind is CLOSE and open_:
            result.append(Code(CLOSE, open_.pop(), b"</x>"))
        elif kind is OPEN:
            open_.append(number)
            result.append(Code(OPEN, number, b"<x>"))
        elif kind is not CLOSE:
            shown = draw(st.sampled_from(["ls", "a < b"])) if kind is CodeKind.KEEP else ""
            result.append(Code(kind, number, b"<x/>", shown))
        result.append(draw(_TEXT))
    result += [Code(CLOSE, number, b"</x>") for number in reversed(open_)]
    return protect(joined([*result, "z"]))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(unit=units())
def test_what_is_exported_and_imported_again_is_the_same_unit(path: Path, unit: Parts) -> None:
    wire = to_wire(unit)
    exported = texts(wire, wire)
    assert exported is not None
    source, target = exported
    path.write_bytes(b"".join(tmx.write([tmx.Unit(tmx.Version("en", source), [tmx.Version("fr", target)])])))
    (read_again,) = tmx.read(path)
    assert read_again is not None
    (version,) = read_again.targets
    assert read_again.source.parts is not None
    assert version.parts is not None
    item = Desk(TO_FRENCH).item(read_again.source.parts, version.parts, "en")
    assert item is not None
    assert (item.key, item.original, item.translated) == (Keys(TO_FRENCH).of(wire), wire, TranslatedText(wire, "en"))


def test_control_characters_have_no_place_in_a_file() -> None:
    assert tmx.writable(("a\tb",))
    assert not tmx.writable(("a\x00b",))
