"""Blocks, marks and names of dialects: what is a program's stays, what a reader sees is translated."""

import pytest

from lingopoint.formats.markdown.document import extract
from lingopoint.formats.options import Options
from lingopoint.unit import Spliced
from tests.formats.markdown.test_dialects import translate


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("/// html | div.result\nWords\n///\n", "/// html | div.result\nWORDS\n///\n"),
        ("/// note | A title\nWords\n///\n", "/// note | A TITLE\nWORDS\n///\n"),
        (
            "//// html | div.result\nFruit | Sum\n----- | ---\nApple | 2\n\n/// caption\nWords\n///\n////\n",
            "//// html | div.result\nFRUIT | SUM\n----- | ---\nAPPLE | 2\n\n/// caption\nWORDS\n///\n////\n",
        ),
        ('??? note "### A title"\n    Words\n', '??? note "### A TITLE"\n    WORDS\n'),
        ('!!! warning|note "A title"\n    Words\n', '!!! warning|note "A TITLE"\n    WORDS\n'),
        ("> [!tip | inline | end] A title\n> Words\n", "> [!tip | inline | end] A TITLE\n> WORDS\n"),
    ],
)
def test_what_opens_a_block_stays_and_its_title_is_translated(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("See [words]{.a} here\n", "SEE [WORDS]{.a} HERE\n"),
        ("See [words]{.a} here\n\n[words]: /b\n", "SEE [WORDS][words]{.a} HERE\n\n[words]: /b\n"),
        ("Styles^[one](#two)^ here\n", "STYLES^[ONE](#two)^ HERE\n"),
        ("Styles^[a note] here\n", "STYLES^[A NOTE] HERE\n"),
        ("word~a lower word~ here\n", "WORD~A LOWER WORD~ HERE\n"),
        ("Ask @me@a.example here\n", "ASK @me@a.example HERE\n"),
        ("| <latest | no |\n|---|---|\n| <a | b |\n", "| \\<LATEST | NO |\n|---|---|\n| \\<A | B |\n"),
        ("Use `$$`, `$$\\begin{}` and\n`$$` here\n", "USE `$$`, `$$\\begin{}` AND `$$` HERE\n"),
    ],
)
def test_marks_in_a_sentence_stay_where_they_are(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


def test_dollars_in_two_cells_are_no_formula() -> None:
    source = "| :$a | :$b |\n|---|:-:|\n| c | :$d |\n"
    assert translate(source) == Spliced(source.upper().encode(), 0)
    assert translate("Now $P(a | b)$ and $|a|$\n").data == b"NOW $P(a | b)$ AND $|a|$\n"


def test_braces_are_expressions_only_where_modules_are_outside_of_code() -> None:
    code = '```go\nimport "fmt"\n```\n\n'
    assert translate(f"{code}Take {{one of\nthese}} here\n").data.decode() == f"{code}TAKE {{ONE OF THESE}} HERE\n"
    module = 'import A from "./a.js"\n\n'
    assert translate(f"{module}Take {{a.b}} here\n").data.decode() == f"{module}TAKE {{a.b}} HERE\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (":::note A title\nWords\n:::\n", ":::note A TITLE\nWORDS\n:::\n"),
        ("::: tip A title {#id}\nWords\n:::\n", "::: tip A TITLE {#id}\nWORDS\n:::\n"),
        ("::: details Why: it helps :::\nWords\n:::\n", "::: details WHY: IT HELPS :::\nWORDS\n:::\n"),
        (":::{admonition} A title\n:class: tip\nWords\n:::\n", ":::{admonition} A TITLE\n:class: tip\nWORDS\n:::\n"),
        (":::{figure} a/some name.png\nWords\n:::\n", ":::{figure} a/some name.png\nWORDS\n:::\n"),
        ("::: warning\nWords\n:::\n", "::: warning\nWORDS\n:::\n"),
        ("::: columns two wide\nWords\n:::\n", "::: columns two wide\nWORDS\n:::\n"),
    ],
)
def test_a_title_without_brackets_is_translated_where_the_block_has_one(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("See [it](my notes/a file.md) now\n", "SEE [IT](my notes/a file.md) NOW\n"),
        ("![It](my picture.png)\n", "![IT](my picture.png)\n"),
        ("See [it](in brackets) now\n", "SEE \\[IT\\](IN BRACKETS) NOW\n"),
        ('See [it](a.md "my file.md") now\n', 'SEE [IT](a.md "MY FILE.MD") NOW\n'),
    ],
)
def test_a_destination_may_have_spaces_where_it_is_a_file(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{{< figure src="a b" alt="Its look" >}}\n', '{{< figure src="a b" alt="ITS LOOK" >}}\n'),
        ('{{% a title="A \\"b\\" c" %}}\nWords\n', '{{% a title="A \\"B\\" C" %}}\nWORDS\n'),
        (
            "{% include a.html caption='Its look' id=\"a b\" %}\n",
            "{% include a.html caption='ITS LOOK' id=\"a b\" %}\n",
        ),
        ('{{< a text="See <b class=\\"c\\">it</b>" >}}\n', '{{< a text="SEE <b class=\\"c\\">IT</b>" >}}\n'),
        ('{{< a title="{{ b }}" >}}\n', '{{< a title="{{ b }}" >}}\n'),
        ('{% assign title = "a b" %}\n', '{% assign title = "a b" %}\n'),
    ],
)
def test_arguments_that_readers_see_of_a_tag_that_stands_alone(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


def test_hostile_words_end_no_tag() -> None:
    document = extract(b'{{< a title="Words" >}}\n{% b title="Words" %}\n', Options("fr"))
    hostile = ['a " b=c >}} {{< d', "a \" b' %} \\ {{ d }}"]
    written = document.splice([(text,) for text in hostile]).data.decode()
    assert written == '{{< a title="a \\" b=c > < d" >}}\n{% b title="a \' b\' %   d " %}\n'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('[it](a.md "By {{ site.name }} here")\n', '[IT](a.md "BY {{ site.name }} HERE")\n'),
        ('[it]\n\n[it]: /a "In {{ year }}"\n', '[IT][it]\n\n[it]: /a "IN {{ year }}"\n'),
        ('[it](a.md "{{ title }}")\n', '[IT](a.md "{{ title }}")\n'),
        ('[it](a.md "a { b }")\n', '[IT](a.md "a { b }")\n'),
    ],
)
def test_titles_of_links_may_hold_templates(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)
