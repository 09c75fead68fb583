"""Plain text: what is a unit, how a translation is wrapped again, and that nothing else moves."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.text.document import extract
from lingopoint.formats.text.wrapping import balance, columns, fill
from lingopoint.unit import Code, CodeKind, Part

OPTIONS = Options(target="fr")

WRAPPED = """\
Thank you very much for your letter of the third of May, which I have
read with great interest. Please find my answer in the attached file.
"""


def units(document: str) -> list[Part]:
    return [part for unit in extract(document.encode(), OPTIONS).units for part in unit.parts]


def translated(document: str, *translations: str) -> str:
    return extract(document.encode(), OPTIONS).splice([(each,) for each in translations]).data.decode()


def test_paragraph_wrapped_at_a_column_is_one_unit() -> None:
    assert units(f"Dear John,\n{WRAPPED}\nYours sincerely,\nJane\n") == [
        "Dear John,",
        WRAPPED.strip().replace("\n", " "),
        "Yours sincerely,",
        "Jane",
    ]


@pytest.mark.parametrize(
    ("document", "kept"),
    [
        ("Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:\n", 2),
        ("Lingopoint International Headquarters, Building 4\nSpringfield\n", 2),
        ("This is a sentence on a line of its own.\nThis is another sentence on its own line.\n", 2),
        ("Introduction\n============\nShort.\n", 2),
        ("Opening hours of all the shops in the town centre\n- weekdays: nine to six\n", 2),
        ("第一条です。\n第二条です。\n", 2),
        ("one two three\nfour five six\n", 2),
    ],
)
def test_lines_that_a_writer_ended_stay_lines(document: str, kept: int) -> None:
    assert len(units(document)) == kept


def test_text_in_doubt_is_measured_against_the_rest_of_the_document() -> None:
    german = "Jeder hat Anspruch auf die in dieser Erklärung verkündeten Rechte und auf\nFreiheiten ohne Unterschied.\n"
    assert len(units(german)) == 2
    assert len(units(f"{WRAPPED}\n{german}")) == 2


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Milk", ["Milk"]),
        ("  * [x] Milk  ", ["Milk"]),
        ("12. Milk", ["Milk"]),
        ("1.2. Milk", ["Milk"]),
        ("(a) Milk", ["Milk"]),
        ("> > Milk", ["Milk"]),
        ("## Milk", ["Milk"]),
        ("• Milk", ["Milk"]),
        ("\u3000\u3000牛奶", ["牛奶"]),
        ("Name:   John\tSmith", ["Name:", "John", "Smith"]),
        ("Contents ........ 12", ["Contents"]),
        ("Name: ________ Date: ____", ["Name:", "Date:"]),
        ("\x1b[31mred\x1b[0m", ["red"]),
        ("one\x0ctwo\u2028three", ["one", "two", "three"]),
        ("12 345", []),
        ("---- ****", []),
        ("", []),
    ],
)
def test_what_surrounds_text_stays_outside(line: str, expected: list[str]) -> None:
    assert units(f"{line}\n") == expected


def test_translation_is_wrapped_at_the_width_of_the_paragraph() -> None:
    mot = "mot " * 40
    lines = translated(WRAPPED, mot.strip()).splitlines()
    assert " ".join(lines) == mot.strip()
    assert [len(line) for line in lines] == [67, 67, 23]


@pytest.mark.parametrize(
    ("first", "rest"), [("> ", "> "), ("  ", "  "), ("* ", "  "), ("    ", ""), ("1.\t", "\t"), ("> - ", ">   ")]
)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_indentation_quote_marks_and_line_breaks_survive(first: str, rest: str, line_break: str) -> None:
    upper, lower = WRAPPED.splitlines()
    document = f"{first}{upper}{line_break}{rest}{lower}{line_break}"
    assert units(document) == [f"{upper} {lower}"]
    result = translated(document, "mot " * 30 + "fin")
    assert result.startswith(f"{first}mot mot")
    assert result.endswith(f"fin{line_break}")
    assert re.findall(r"(?:^|\r\n?|\n)([^m\r\n]*)mot", result) == [first, rest]
    assert max(columns(line.expandtabs()) for line in result.splitlines()) <= 76


def test_ideographs_are_joined_and_broken_without_spaces() -> None:
    document = "人人生而自由在尊严和权利上一律平等他们赋有理性和良心并应以兄弟\n关系的精神相对待。\n"
    assert units(document) == [document.replace("\n", "")]
    assert translated(document, "字" * 40 + "。") == "字" * 31 + "\n" + "字" * 9 + "。\n"


def test_word_hyphenated_at_the_end_of_a_line_is_joined() -> None:
    document = WRAPPED.replace("which I have\n", "which was well-\n")
    assert units(document) == [document.strip().replace("well-\n", "well-")]


def test_placeholder_is_never_broken() -> None:
    document = extract(WRAPPED.encode(), OPTIONS)
    keep = Code(CodeKind.KEEP, 1, None, "{{ a placeholder }}")
    result = document.splice([("mot " * 15, keep, " fin")]).data.decode()
    assert result == "mot " * 14 + "mot\n{{ a placeholder }} fin\n"


@pytest.mark.parametrize("data", [b"\x00", b"text\x00text", b"\xff\xfet\x00", b"caf\xe9", b"\xed\xa0\x80"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        extract(data, OPTIONS)


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\n\n\n", " \t"])
def test_byte_order_mark_and_end_of_file_survive(ending: str) -> None:
    assert translated(f"\ufeffHello{ending}", "Bonjour") == f"\ufeffBonjour{ending}"


WORDS = st.sampled_from(
    ["a", "The", "word", "long-", "(see)", "Ende.", "straße", "字", "「字」", "123", "слово", "\u00a0x"]
)
LINES = st.builds(
    lambda lead, words, tail: lead + " ".join(words) + tail,
    st.sampled_from(["", "", "", "  ", "> ", "- ", "1. ", "\t", "\u3000"]),
    st.lists(WORDS, max_size=25),
    st.sampled_from(["", "", "", " ", "  end", "\tcell", "   cell", "\x0c", "\u2028", "....."]),
)
DOCUMENTS = st.builds(
    lambda lines, line_break, bom: bom + line_break.join(lines),
    st.lists(LINES | st.just("") | st.text(max_size=5), max_size=12),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\ufeff"]),
).map(lambda document: document.replace("\0", "").encode("utf-8", "ignore"))


@given(DOCUMENTS)
def test_identity_returns_the_same_bytes(data: bytes) -> None:
    document = extract(data, OPTIONS)
    assert document.splice([None] * len(document.units)).data == data
    assert document.splice([unit.parts for unit in document.units]).data == data


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = extract(data, OPTIONS)
    except UnreadableError:
        return
    assert document.splice([unit.parts for unit in document.units]).data == data


@given(DOCUMENTS)
def test_units_are_the_human_text_in_order(data: bytes) -> None:
    position = 0
    outside = b""
    for unit in extract(data, OPTIONS).units:
        (part,) = unit.parts
        assert isinstance(part, str)
        assert part == part.strip()
        assert not re.search(r"[\r\n]", part)
        assert any(map(str.isalpha, part))
        assert unit.start >= position
        assert unwrapped(data[unit.start : unit.end].decode()) == unwrapped(part)
        outside += data[position : unit.start]
        position = unit.end
    outside += data[position:]
    assert not any(map(str.isalpha, outside.decode()))


def accented(original: str) -> str:
    return "".join("é" if letter.isalpha() else letter for letter in original)


def unwrapped(original: str) -> str:
    return re.sub(r"[\s>]+", "", original)


@given(DOCUMENTS)
def test_letters_change_and_nothing_else_does(data: bytes) -> None:
    document = extract(data, OPTIONS)
    targets = [tuple(accented(part) for part in unit.parts if isinstance(part, str)) for unit in document.units]
    assert unwrapped(document.splice(targets).data.decode()) == unwrapped(accented(data.decode()))


@given(DOCUMENTS)
def test_short_way_agrees_with_the_long_one(data: bytes) -> None:
    short = extract(data, OPTIONS).units
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lingopoint.formats.text.document._plain", lambda _: None)
        long = extract(data, OPTIONS).units
    assert [unit[:3] for unit in short] == [unit[:3] for unit in long]
    target = ("one two three " * 12,)
    assert [unit.write(target) for unit in short] == [unit.write(target) for unit in long]


@pytest.mark.parametrize(
    "piece", [" ", "\t", "a ", "a\n", "a  ", "\r", "> ", "- ", ".", "_", "a\n\n", "字\n", "\x0c a"]
)
def test_hostile_text_ends(piece: str) -> None:
    data = (piece * 50_000).encode()
    document = extract(data, OPTIONS)
    assert document.splice([unit.parts for unit in document.units]).data == data


@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), st.integers(1, 60))
def test_filled_lines_keep_to_their_width(line: str, width: int) -> None:
    start = 0
    for end, resume in [*fill(line, width, width), (len(line), len(line))]:
        assert columns(line[start:end]) <= width or not fill(line[start:end], 1, 1)
        assert not line[end:resume].strip()
        start = resume


@pytest.mark.parametrize(
    ("line", "lines", "expected"),
    [
        ("one two three four", 2, ["one two", "three four"]),
        ("one two three four", 3, ["one two", "three", "four"]),
        ("one", 3, ["one"]),
        ("一二三四五六", 2, ["一二三", "四五六"]),
        ("一二三。四五", 2, ["一二三。", "四五"]),
        ("", 2, [""]),
    ],
)
def test_balanced_lines_are_as_even_as_can_be(line: str, lines: int, expected: list[str]) -> None:
    edges = [0, *(edge for pair in balance(line, lines) for edge in pair), len(line)]
    assert [line[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)] == expected
