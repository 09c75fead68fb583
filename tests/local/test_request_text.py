"""How a request's text is taken apart, as Amazon Translate reads it, and put together again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint_local.translate.line import Line, Tag, text
from lingopoint_local.translate.request_text import RequestText

_TAG = re.compile(r"</?[a-z][^<>]*>")
_TAGS = ["<p>", "</p>", "<b>", "</b>", "<i id=7>", "</i>", "<br>", "<i translate=no>{x}</i>"]
_PIECES = st.sampled_from([*_TAGS, "&lt;", "&", "<", " ", "\n", "é"])


def _shouted(line: Line) -> Line:
    return tuple(part if isinstance(part, Tag) else part.upper() for part in line)


def _shout(source: str) -> str:
    request = RequestText(source)
    return request.render([_shouted(line) for line in request.lines])


@given(st.lists(_PIECES | st.text(max_size=5)).map("".join))
def test_text_that_is_not_translated_comes_back_byte_for_byte(source: str) -> None:
    request = RequestText(source)
    assert request.render(request.lines) == source


@given(st.lists(_PIECES).map("".join))
def test_every_tag_comes_back_once_and_in_order(source: str) -> None:
    assert _TAG.findall(_shout(source)) == _TAG.findall(source)


@pytest.mark.parametrize(
    ("source", "shouted"),
    [
        ("one\ntwo\r\n\n  three ", "ONE\nTWO\r\n\n  THREE "),
        ("a < b & c > d", "A < B & C > D"),
        ("<p>one</p><p>two</p>\n<p>three</p>", "<p>ONE</p><p>TWO</p>\n<p>THREE</p>"),
        ("<p>a <b>b</b> <i id=3>c</i><br>d</p>", "<p>A <b>B</b> <i id=3>C</i><br>D</p>"),
        ("<p>R&amp;D &lt;b&gt; caf&eacute;</p>", "<p>R&amp;D &lt;B&gt; CAFÉ</p>"),
        ("<p>raw R&D</p>", "<p>RAW R&amp;D</p>"),
        ("<p>hi <i translate=no>{name}</i>!</p>", "<p>HI <i translate=no>{name}</i>!</p>"),
        ("<p>hi <code translate='no'>x</code></p>", "<p>HI <code translate='no'>x</code></p>"),
        ('a <b translate="no">x <b>y</b> z</b> c', 'A <b translate="no">x <b>y</b> z</b> C'),
        ('<div translate="no"><p>kept</p></div><p>not</p>', '<div translate="no"><p>kept</p></div><p>NOT</p>'),
        ("a <i translate=no>never closed", "A <i translate=no>NEVER CLOSED"),
        ("<p>a<!-- kept --> b</p>", "<p>A<!-- kept --> B</p>"),
    ],
)
def test_words_change_and_nothing_else(source: str, shouted: str) -> None:
    assert _shout(source) == shouted


def test_each_line_and_each_paragraph_is_a_segment_of_its_own() -> None:
    assert [text(line) for line in RequestText("one\n two\n").lines] == ["one", "two"]
    assert [text(line) for line in RequestText("<p>one</p><ul><li>two<li>three</ul>").lines] == ["one", "two", "three"]


def test_text_without_letters_is_not_translated() -> None:
    assert RequestText("12\n---\n<>").lines == []


def test_pairs_know_their_other_end_and_strays_stand_alone() -> None:
    (line,) = RequestText("x <b>y <i>z</b> </u>").lines
    roles = [(tag.raw, tag.role.value, bool(tag.partner)) for tag in line if isinstance(tag, Tag)]
    assert roles == [
        ("<b>", "open", True),
        ("<i>", "lone", False),
        ("</b>", "close", True),
        ("</u>", "lone", False),
    ]
