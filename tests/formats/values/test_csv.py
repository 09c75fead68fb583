"""CSV and TSV: cells are translated; the header, the delimiters and the quoting stay byte for byte."""

import csv as stdlib_csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.values import csv

OPTIONS = Options(target="fr")
EVERYTHING = Options(target="fr", include=("**",))


def translate(source: str, change: Callable[[str], str], options: Options = OPTIONS) -> str:
    document = csv.extract(source.encode(), options)
    targets = [tuple(change(part) if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    return document.splice(targets).data.decode()


def texts(source: str, options: Options = OPTIONS) -> list[str]:
    return [part for unit in csv.extract(source.encode(), options).units for part in unit.parts if type(part) is str]


def rows(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(stdlib_csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("id,note\n1,one two\n", "id,note\n1,ONE TWO\n"),
        ('id,note\r\n1,"one, ""two"""\r\n', 'id,note\r\n1,"ONE, ""TWO"""\r\n'),
        ("id;note\n1,5;one, two\n2,5;three, four", "id;note\n1,5;ONE, TWO\n2,5;THREE, FOUR"),
        ("id\tnote\n1\tone, two\n", "id\tnote\n1\tONE, TWO\n"),
        ("id|note\n1|one two\n", "id|note\n1|ONE TWO\n"),
        ("\ufeffsep=;\r\nid;note\r\n1;one two\r\n", "\ufeffsep=;\r\nid;note\r\n1;ONE TWO\r\n"),
        ("sep=,\nid,note\na;b,one two\n", "sep=,\nid,note\na;b,ONE TWO\n"),
        ('id,note\n1,"one\n\ntwo"\n', 'id,note\n1,"ONE\n\nTWO"\n'),
        ("id,note\n1\n2,one two,three four\n\n", "id,note\n1\n2,ONE TWO,THREE FOUR\n\n"),
        ("id,note\r1,one two\r", "id,note\r1,ONE TWO\r"),
        ("id,note\n1,  one two  \n", "id,note\n1,  ONE TWO  \n"),
        ("one two\nthree four\n", "ONE TWO\nTHREE FOUR\n"),
        ('id\tnote\n1\t"one" two\n', 'id\tnote\n1\t"ONE" TWO\n'),
    ],
)
def test_only_text_changes(source: str, expected: str) -> None:
    assert translate(source, str.upper) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("id,note\n1,one two\n", 'id,note\n1,"a ""b"", c"\n'),
        ('id,note\n1,"one two"\n', 'id,note\n1,"a ""b"", c"\n'),
        ('id\tnote\n1\tone "two"\n', 'id\tnote\n1\t"a ""b"", c"\n'),
        ('id\tnote\n1\t"one" two\n', 'id\tnote\n1\ta "b", c\n'),
    ],
)
def test_a_cell_is_quoted_when_it_has_to_be(source: str, expected: str) -> None:
    assert translate(source, lambda _: 'a "b", c') == expected


@pytest.mark.parametrize(
    "header",
    [
        "id,name",
        "Product name,Unit price",
        "Country,2019,2020",
        '"Name, first",Note',
        "No.,Text",
        "Nom,Prénom",
        "first,,last",
    ],
)
def test_a_row_that_names_the_columns_stays(header: str) -> None:
    assert translate(f"{header}\n1,one two\n", str.upper) == f"{header}\n1,ONE TWO\n"


@pytest.mark.parametrize(
    "first",
    [
        "home.title,Welcome",
        "This is a sentence.,And this is one.",
        "Same,Same",
        "A cell with a lot of words in it,Name of it",
        "Shirt,12.50",
        "<b>Bold</b>,Text of it",
    ],
)
def test_a_row_that_names_nothing_is_translated(first: str) -> None:
    assert texts(f"{first}\nhome.text,Hi there\n")[-1] == "Hi there"
    assert texts(f"{first}\nhome.text,Hi there\n") != ["Hi there"]


def test_columns_are_chosen_by_name_or_number() -> None:
    source = "sku,Long text,note\nA-1 b,one two,three four\n"
    assert texts(source, Options(target="fr", include=("Long text",))) == ["one two"]
    assert texts(source, Options(target="fr", include=("1", "note"))) == ["A-1 b", "three four"]
    assert texts(source, Options(target="fr", exclude=("3", "sku"))) == ["one two"]
    assert texts(source, Options(target="fr", include=("**",), exclude=("Long text",))) == ["A-1 b", "three four"]


def test_the_name_of_a_column_may_be_quoted() -> None:
    assert texts('id,"A ""long"" text"\n1,one two\n', Options(target="fr", include=('A "long" text',))) == ["one two"]


def test_machine_cells_stay() -> None:
    assert texts("id,url,status,note\nab-1,https://example.org,Active,Hi there\n") == ["Hi there"]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1"])
def test_a_translation_never_becomes_a_formula(formula: str) -> None:
    document = csv.extract(b'id,note\n1,one two\n2,"three four"\n3,- five six\n', OPTIONS)
    spliced = document.splice([(formula,), (formula,), (formula,)])
    assert rows(spliced.data.decode()) == [["id", "note"], ["1", "one two"], ["2", "three four"], ["3", formula]]
    assert spliced.kept == 2


@pytest.mark.parametrize("source", ['a,b\n"one"two,three\n', 'a,b\n1,"one two\n', 'a,b\n"one" ,x\n'])
def test_a_quote_out_of_place_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        csv.extract(source.encode(), OPTIONS)


_CELLS = st.text(st.characters(exclude_characters="<&{\0", exclude_categories=["Cs"]), max_size=20)
_TABLES = st.lists(st.lists(_CELLS, min_size=1, max_size=4), min_size=1, max_size=5)
_DIALECTS = st.tuples(
    st.sampled_from(",;|\t"),
    st.sampled_from([stdlib_csv.QUOTE_MINIMAL, stdlib_csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
)


@given(_TABLES, _DIALECTS)
def test_another_reader_finds_every_letter_replaced_and_nothing_else(
    table: list[list[str]], dialect: tuple[str, Any, str]
) -> None:
    delimiter, quoting, newline = dialect
    written = io.StringIO()
    stdlib_csv.writer(written, delimiter=delimiter, quoting=quoting, lineterminator=newline).writerows(table)
    source = f"sep={delimiter}\nid,{'x' * 60}\n{written.getvalue()}"
    document = csv.extract(source.encode(), EVERYTHING)
    assert document.splice([unit.parts for unit in document.units]).data == source.encode()
    translated = translate(source, _without_letters, EVERYTHING)
    before, after = rows(source, delimiter)[2:], rows(translated, delimiter)[2:]
    assert after == [[_without_letters(cell) for cell in row] for row in before]


def _without_letters(text: str) -> str:
    return "".join("é" if character.isalpha() else character for character in text)


@given(st.lists(_CELLS.filter(lambda text: not text.startswith(tuple("=+-@\t\r＝＋－＠"))), min_size=2, max_size=2))
def test_any_translation_is_read_back_as_it_is(translations: list[str]) -> None:
    document = csv.extract(b'id,note\n1,one two\n2,"three four"\n', OPTIONS)
    spliced = document.splice([(text,) for text in translations]).data.decode()
    assert rows(spliced) == [["id", "note"], ["1", translations[0]], ["2", translations[1]]]


@given(st.text(alphabet='",;\t\n\rab1 '))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        document = csv.extract(text.encode(), EVERYTHING)
    except UnreadableError:
        return
    assert document.splice([unit.parts for unit in document.units]).data == text.encode()


def test_columns_of_flags_and_codes_stay() -> None:
    table = "Name,In stock,Gift,Unit,Note\nBlue shoes,TRUE,Yes,kg,N/A\nRed hat,Yes,No,NULL,None\nCoat,True,No,LB,NaN\n"
    assert texts(table) == ["Blue shoes", "Red hat", "Coat"]
