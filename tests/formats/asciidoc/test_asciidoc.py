r"""AsciiDoc: what people read is translated; markup, code, names and layout stay, and references lead on."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.registry import detect
from tests.corpora.checks_asciidoc import check
from tests.formats.changes import extracted, same, seconds, texts, translated

SOURCE = (Path(__file__).parent / "everything.adoc").read_text(encoding="utf-8")
OLD = "The title\n=========\n\nA 'word', a +code+, a `literal`, ``quoted'' and *strong* it's.\n"
SOURCES = [
    SOURCE,
    SOURCE.replace("\n", "\r\n"),
    "\ufeff" + SOURCE,
    SOURCE.rstrip("\n"),
    OLD,
    "",
    "a",
    "*",
    "==\n",
    "|===\n|a",
    "[quote",
    "----\na",
]


@pytest.mark.parametrize("source", SOURCES)
def test_an_identity_translation_gives_the_same_bytes(source: str) -> None:
    assert translated("asciidoc", source, same) == source


def test_what_people_read_is_text() -> None:
    assert texts("asciidoc", SOURCE) == [
        *("The title of the document", "What it is about", "Note"),
        (
            "A first paragraph with _strong words_, _emphasis_, code, _, _the site_, and a second line, _, _ or _the "
            "third one_. Not *strong*, “quoted”, don’t, H_2_O, _marked_."
        ),
        *("A short note", "A block title", "A longer note", "with items", "and more"),
        *("Second title", "First line_second line"),
        *("Item one goes on", "Nested item", "An attached paragraph", "Checked item", "First", "Second"),
        *("term", "What it means", "other term", "Indented meaning"),
        *("An image", "Its title", "To be or not to be", "A verse line_another line"),
        *("The table", "Head one", "Head two", "Head three", "Cell | one", "Cell two", "with a list", "Spanning"),
        *("a word", 'quoted, "word"', "A callout", "Conditional text"),
        *("Third title with _Some note_", "Last one _ with _, _, _OK_, _An icon_ and _Site_."),
    ]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("change", [str.upper, lambda text: text.replace(" ", ""), lambda text: text[::-1]])
def test_asciidoctor_finds_the_same_structure(source: str, change: object) -> None:
    assert callable(change)
    assert list(check(source, translated("asciidoc", source, change))) == []


def test_a_title_that_is_referred_to_keeps_its_id() -> None:
    source = "See <<_first_one>> and <<Second one>>.\n\n== First one\n\n== Second one\n\n== Third one\n"
    found = translated("asciidoc", source, str.upper)
    assert found == (
        "SEE <<_first_one>> AND <<_second_one>>.\n\n[#_first_one]\n== FIRST ONE\n\n[#_second_one]\n== SECOND ONE\n\n"
        "== THIRD ONE\n"
    )
    assert list(check(source, found)) == []


def test_a_reference_by_words_is_never_left_without_its_title() -> None:
    document = extracted("asciidoc", "See <<Second one>>.\n\n== Second one\n\nText\n")
    reference, title, text = document.units
    spliced = document.splice([None, ("Der zweite",), ("Wort",)])
    assert spliced.data.decode() == "See <<Second one>>.\n\n== Second one\n\nWort\n"
    assert spliced.kept == 1
    del reference, title, text


def test_ids_are_made_by_the_rule_that_the_document_sets_or_its_references_fit() -> None:
    for head, link in (
        (":idprefix:\n:idseparator: -\n\n", "a-title"),
        ("", "a-title"),
        (":idseparator: +\n\n", "_a+title"),
    ):
        source = f"{head}See <<{link}>>.\n\n== A title\n"
        assert f"[#{link}]\n== A TITLE\n" in translated("asciidoc", source, str.upper)


def test_all_titles_keep_their_ids_when_they_are_to() -> None:
    source = (
        "= Document\n\n== One\n\n[#own]\n== Two\n\n== One\n\n=== Don't -- stop...\n\n== Three [[here]]\n\n"
        "[discrete]\n== Four\n"
    )
    found = translated("asciidoc", source, str.upper, Options("fr", "en", heading_ids="pin"))
    pins = [line for line in found.splitlines() if line.startswith("[#")]
    assert pins == ["[#_one]", "[#own]", "[#_one_2]", "[#_dontstop]", "[#_four]"]
    assert list(check(source, found)) == []


def test_the_language_of_the_document_is_stated() -> None:
    source = "= Title\n:lang: en\n\nText\n"
    assert translated("asciidoc", source, str.upper) == "= TITLE\n:lang: fr\n\nTEXT\n"
    assert extracted("asciidoc", source).language == "en"
    kept = Options("fr", "en", document_language=False)
    assert translated("asciidoc", source, str.upper, kept) == "= TITLE\n:lang: en\n\nTEXT\n"


def test_a_title_is_underlined_as_long_as_it_is() -> None:
    assert (
        translated("asciidoc", "A title\n-------\n\na\n", lambda text: text * 2)
        == "A titleA title\n--------------\n\naa\n"
    )


def test_marks_that_touch_letters_are_written_in_the_form_that_may() -> None:
    source = "Use *this* and `that` at https://a.example[there] or https://b.example now.\n"
    found = translated("asciidoc", source, lambda text: text.replace(" ", ""))
    assert found == "Use**this**and``that``atlink:https://a.example[there]orlink:https://b.example[]now.\n"
    assert list(check(source, found)) == []


def test_marks_around_all_of_a_text_stay_around_it() -> None:
    assert (
        translated("asciidoc", "*_a word_*\n\n[.x]#`code` *other*#\n", str.upper)
        == "*_A WORD_*\n\n[.x]#`code` *OTHER*#\n"
    )


@pytest.mark.parametrize("text", ["[a `", "[*a", "*a] b"])
def test_brackets_before_marks_are_no_roles(text: str) -> None:
    source = "One `code` two]`other` three *four* end\n"
    assert list(check(source, translated("asciidoc", source, lambda word: word.replace("two", text)))) == []


def test_attributes_of_the_document_go_on_one_line() -> None:
    source = ":description: A first part, \\\n  and it's more \\\n  of {it}\n:docs: Stays, too\n"
    found = translated("asciidoc", source, str.upper)
    assert found == ":description: A FIRST PART, AND IT'S MORE OF {it}\n:docs: Stays, too\n"


def test_lines_are_wrapped_where_they_were() -> None:
    source = "A first line of text that is rather long\nand a second line\n"
    found = translated("asciidoc", source, lambda text: text + " " + text)
    assert max(map(len, found.splitlines())) <= 40
    assert list(check(source, found)) == []


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("A *start _and* its_ end.\n", 1),
        ("A sentence\nifdef::x[]\nthat is torn\nendif::[]\nby lines.\n", 1),
        ("A sentence\ninclude::x.adoc[]\nthat is torn.\n", 1),
        ("A sentence\n// a comment\nthat is torn.\n", 1),
        ("[unknown]\nSome words\n", 1),
        ("[subs=none]\nSome words\n", 1),
        ("> quoted words\n", 1),
        ("[separator=¦x]\n|===\n|words\n|===\n", 1),
        ("[source]\nSome words\n", 0),
        ("[plantuml]\n--\nSome words\n--\n", 0),
        ("A sentence\nifdef::x[]\n\nAnother\nendif::[]\n", 0),
    ],
)
def test_what_is_not_sure_is_left_and_counted(source: str, left: int) -> None:
    document = extracted("asciidoc", source)
    assert document.splice([None] * len(document.units)).kept == left


NESTED = b"".join(b"=" * size + b"\n" for size in [*range(4, 60), *range(60, 3, -1)])
TEXTS = "*_`#^~+{}[]\\<>|\"'&=,;:.-/()!a1A长 \n\r"
CONTEXTS = (
    "A first text\n\n* some *words* `code` here\n\n== Title\n\nterm:: meaning\n\n[verse]\nA verse\nof lines\n\n"
    "|===\n|a |b *c* d\n\na|in *it*\n|===\n\nfootnote:[note] link:a[text] https://b.c[site] <<x,words>> ((w)) e\n\n"
    'image::a[alt,title="said"]\n\nimage:a[alt] here +\nthere "`quoted`" text\n\n.Title\n====\nNOTE: a note\n====\n\n'
    'Under\n-----\n\n,===\na,"b"\n,===\n'
)


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet=st.sampled_from(TEXTS), max_size=20))
def test_a_translation_stays_text(text: str) -> None:
    assert list(check(CONTEXTS, translated("asciidoc", CONTEXTS, lambda _: text))) == []


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from(TEXTS), max_size=40), st.sampled_from(["", "* ", "|===\n|", ".", "a::\n"]))
def test_any_text_is_read_as_asciidoctor_reads_it(text: str, head: str) -> None:
    try:
        found = translated("asciidoc", head + text, str.swapcase)
    except UnreadableError:
        return
    assert translated("asciidoc", head + text, same) == head + text
    assert [problem for problem in check(head + text, found) if "ids" not in problem] == []


@pytest.mark.parametrize("media_type", ["text/asciidoc", "text/plain", "", "application/octet-stream"])
def test_a_document_is_told_by_its_type_or_extension(media_type: str) -> None:
    assert detect(media_type, "a.adoc", b"Hello").name == "asciidoc"


@pytest.mark.parametrize(
    "source",
    [
        b"a\0b",
        b"\xff",
        "a\u2028b".encode(),
        b"".join(b"=" * size + b"\n" for size in range(4, 60)),
        "\U000f0000".encode(),
    ],
)
def test_what_cannot_be_read_surely_is_refused(source: bytes) -> None:
    with pytest.raises(UnreadableError):
        extracted("asciidoc", source)


PIECES = [
    *("*a ", "*a* ", "`a", "__a", "[a]#b# ", "{a", "<<a", "link:", "xref:a[", "https://a", "pass:[", "+a", "a@", "[[a"),
    *("footnote:[a] ", "image:a ", "((a", "\\*a ", "&lt;", '"`a ', "a::b ", "a +\n", "* a\n", "a:: b\n", "[a]\n"),
    *("== a\n", "ab\n--\n", "====\n", "//a\n", "ifdef::a[]\n", "> a\n"),
]
CELLS = ["|===\n", "a|", "l|x\n", "2+|", "|a *b*\n\n"]


@pytest.mark.parametrize("piece", [*PIECES, *("|===\n|" + cell for cell in CELLS)])
def test_time_grows_with_the_size(piece: str) -> None:
    head, bar, token = piece.partition("|===\n|") if piece.startswith("|===") else ("", "", piece)
    assert seconds("asciidoc", head + bar + token * (6_000 // len(token))) < 3
