r"""reStructuredText: what people read is translated; markup, code, names and layout stay, and references lead on."""

import pytest
from docutils.utils import column_width, punctuation_chars
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.options import UnreadableError
from lingopoint.formats.registry import detect
from lingopoint.formats.rst import punctuation
from lingopoint.formats.rst.lines import width
from tests.corpora.checks_rst import check
from tests.formats.changes import extracted, same, seconds, texts, translated

SOURCE = r"""
==========
The  title
==========

:Author: Some Body
:Abstract: What it is about

A paragraph with *emphasis*, **strong words**, ``code here``, |name|, a link to
`the site <https://example.com/a_b>`_, one to `Second title`_, :ref:`labelled
text <label>`, :doc:`/page`, :term:`word`, [1]_ and \*no* markup. An example::

    literal text stays

Second title
------------

- First item
  goes on
- 1. nested item
  2. another

  | A verse with *words*
  |   and a second

term
    What it means
name : type
    A parameter

-v, --verbose  More words

.. note:: A note
   :class: x

   with a second part

.. figure:: a.png
   :alt: A picture

   The caption

.. code-block:: python
   :caption: A listing

   print("some code")

.. versionadded:: 1.2
   New words

.. toctree::
   :caption: Contents here

   Shown title <page>
   other/page

.. |name| replace:: Long name
.. [1] A footnote
.. _label: https://example.com/
.. a comment

>>> print("doctest")

A quotation:

    To be or not

    -- Somebody

====  ==========
Head  Other head
====  ==========
a     Cell text
====  ==========

+-------+---------+
| Head  | Second  |
+=======+=========+
| Grid  | - item  |
| text  | - other |
+-------+---------+
| over both       |
+-----------------+

.. list-table:: Its title

   * - In a list
     - Another
"""
SOURCES = [
    SOURCE,
    SOURCE.replace("\n", "\r\n"),
    "\ufeff" + SOURCE,
    SOURCE.replace("    ", "\t"),
    "",
    "a",
    "*",
    "==\n",
    ".. ",
]


@pytest.mark.parametrize("source", SOURCES)
def test_an_identity_translation_gives_the_same_bytes(source: str) -> None:
    assert translated("rst", source, same) == source


def test_what_people_read_is_text() -> None:
    assert texts("rst", SOURCE) == [
        "The  title",
        "What it is about",
        (
            "A paragraph with _emphasis_, _strong words_, code here, _, a link to _the site_, one to _Second title_, "
            "_labelled text_, /page, _word_, _ and *no* markup. An example"
        ),
        "Second title",
        *("First item goes on", "nested item", "another", "A verse with _words_", "and a second"),
        *("term", "What it means", "A parameter", "More words", "A note", "with a second part"),
        *("A picture", "The caption", "A listing", "New words", "Contents here", "Shown title"),
        *("Long name", "A footnote", "A quotation:", "To be or not"),
        *("Head", "Other head", "a", "Cell text", "Head", "Second", "Grid text", "item", "other", "over both"),
        *("Its title", "In a list", "Another"),
    ]


@pytest.mark.parametrize("source", SOURCES)
def test_docutils_finds_the_same_structure(source: str) -> None:
    assert list(check(source, translated("rst", source, str.upper))) == []


def test_titles_are_underlined_as_wide_as_they_are() -> None:
    found = translated("rst", SOURCE, lambda text: "长" * len(text))
    assert f"\n{'=' * 20}\n{'长' * 10}\n{'=' * 20}\n" in found
    assert "Long one\n--------------------" in translated("rst", "A\n--------------------\n", lambda _: "Long one")


def test_a_title_that_is_referred_to_by_its_words_keeps_its_name() -> None:
    found = translated("rst", "See Usage_ and `Usage`_.\n\nUsage\n-----\n\nUnder `usage`__.\n\n__ a.html\n", str.upper)
    assert found == (
        "SEE `USAGE <Usage_>`__ AND `USAGE <Usage_>`__.\n\n.. _`Usage`:\n\nUSAGE\n-----\n\nUNDER `USAGE`__.\n\n"
        "__ a.html\n"
    )
    assert (
        list(
            check(
                "See Usage_.\n\nUsage\n-----\n\na\n", translated("rst", "See Usage_.\n\nUsage\n-----\n\na\n", str.upper)
            )
        )
        == []
    )


def test_a_reference_whose_words_stay_is_written_as_it_was() -> None:
    source = "Use Sphinx_ and `its site`_ now.\n\n.. _Sphinx: a\n.. _its site: b\n"
    found = translated("rst", source, lambda text: text.replace("now", "later"))
    assert found == source.replace("now", "later")


def test_markup_that_would_touch_a_letter_is_set_apart() -> None:
    found = translated("rst", "Use *this* and ``that`` here.\n", lambda text: text.replace(" ", ""))
    assert found == "Use\\ *this*\\ and\\ ``that``\\ here.\n"
    assert list(check("Use *this* and ``that`` here.\n", found)) == []


def test_paragraphs_are_wrapped_as_they_were() -> None:
    found = translated("rst", "- A first line that is rather long\n  and a second line\n", lambda text: text * 2)
    assert found == (
        "- A first line that is rather long\n  and a second lineA first line\n"
        "  that is rather long and a second\n  line\n"
    )


def test_tables_grow_with_their_cells() -> None:
    found = translated("rst", "=====  =====\na      b\n=====  =====\nc      d\n=====  =====\n", lambda text: text * 7)
    assert found == "=======  =======\naaaaaaa  bbbbbbb\n=======  =======\nccccccc  ddddddd\n=======  =======\n"
    grid = "+---+---+\n| a | b |\n|   +---+\n| e | d |\n+---+---+\n"
    assert translated("rst", grid, lambda text: text.replace("d", "长文")) == grid.replace(
        "| e | d |", "| e | 长文 |"
    ).replace("+---+---+", "+---+------+").replace("|   +---+", "|   +------+").replace("| b |", "| b    |")


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("A *start without end.\n", 1),
        (".. unknown:: a\n\n   Some words\n", 1),
        ("=== ===\na b\n--- ---\nc d\n=== ===\n", 1),
        ("Lines of\ntext\n  then an indent\n", 1),
        (".. code:: a\n\n   Some words\n", 0),
    ],
)
def test_what_is_not_sure_is_left_and_counted(source: str, left: int) -> None:
    document = extracted("rst", source)
    assert document.splice([None] * len(document.units)).kept == left


def test_references_without_a_name_keep_their_order() -> None:
    document = extracted("rst", "See `one`__ and `two`__.\n\n__ a\n__ b\n")
    (unit,) = document.units
    first, second = unit.parts[1:4], unit.parts[5:8]
    turned = ("See ", *second, " and ", *first, ".")
    assert document.splice([turned]).data.decode() == "See `one`__ and `two`__.\n\n__ a\n__ b\n"


@given(st.text(alphabet=st.sampled_from("*`|_\\ :.-=<>[]#1aA长\n\r"), max_size=20))
def test_a_translation_stays_text(text: str) -> None:
    source = "A first text\n\n- some *words* here\n\nTitle\n=====\n\nterm\n    meaning\n\n= =\na b\n= =\nc d\n= =\n"
    assert list(check(source, translated("rst", source, lambda _: text))) == []


def test_what_may_stand_beside_markup_is_what_docutils_says() -> None:
    assert punctuation_chars.openers == punctuation.OPENERS
    assert punctuation_chars.closers == punctuation.CLOSERS
    assert punctuation_chars.delimiters == punctuation.DELIMITERS


@given(st.text())
def test_text_is_as_wide_as_docutils_says(text: str) -> None:
    assert width(text) == column_width(text)


@pytest.mark.parametrize("media_type", ["text/x-rst", "text/plain", "", "application/octet-stream"])
def test_a_document_is_told_by_its_type_or_extension(media_type: str) -> None:
    assert detect(media_type, "a.rst", b"Hello").name == "rst"


@pytest.mark.parametrize("source", [b"a\0b", b"\xff", "a\u2028b".encode(), b"* " * 200 + b"a"])
def test_what_cannot_be_read_surely_is_refused(source: bytes) -> None:
    with pytest.raises(UnreadableError):
        extracted("rst", source)


@pytest.mark.parametrize(
    "piece",
    [
        *("*a ", "`a` ", "``a ", "|a ", "a_ ", ":a:`b` ", "a-", ":a", "[a", "<a", "\\", "_`", "a__ "),
        *(
            "- a\n",
            "a\n  b\n",
            "1. a\n",
            "= =\n",
            "+-+\n",
            "+--+--+\n",
            "| a\n",
            ".. a::\n",
            "::\n\n",
            "====\n",
            "a\n-\n",
        ),
        *(":a: b\n", ".. _a: b_\n", "__ a\n", "-a  b\n", " a\n", "a\tb\n", "> a\n"),
    ],
)
def test_time_grows_with_the_size(piece: str) -> None:
    for head in ("", "a\n\n"):
        assert seconds("rst", head + piece * (20_000 // len(piece))) < 4
