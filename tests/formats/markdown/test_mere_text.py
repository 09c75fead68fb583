"""Text with nothing special in it is read and written in a shorter way, which says the same as the longer one."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.markdown import scan, write
from lingopoint.formats.markdown.run import Context, HtmlBlock, Run

TOKENS = (
    *("a", "Word b. ", "é", "你好", "\n", "\n\n", "\r\n", "\r", "\\\n", "  \n", "    ", "\t", "\\", "&amp;", "{#i .c}"),
    *("# ", "## ", "- ", "1. ", "> ", "|", "|-|\n", "a|b\n-|-\n", "===\n", "---\n", ": b\n", "- [ ] ", "[^1]: c\n"),
    *(
        "*",
        "**",
        "~~",
        "`",
        "```\n",
        "[a]",
        "](b)",
        "[^1]",
        "$a$",
        "http://a.b ",
        ":a:",
        "@",
        "(",
        "(a)=",
        "<b>",
        "</b>",
    ),
    *("<div>\n", "</div>\n", "{", "{%", "[[", "[!NOTE]", ":::", "::", "import x from 'y'", "export default ", "!!! a"),
    "(a)=",
)


def said(block: Run | HtmlBlock) -> object:
    if isinstance(block, HtmlBlock):
        return block
    return block[:5], [(type(item), item.start, item.end, getattr(item, "text", "")) for item in block.items]


@given(st.lists(st.sampled_from(TOKENS), max_size=14).map("".join))
def test_a_block_of_one_text_is_read_as_any_other(text: str) -> None:
    short = list(map(said, scan.scan(text.encode(), math=False, count=lambda _: None)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan._Blocks, "mere_text", lambda *_: None)
        assert short == list(map(said, scan.scan(text.encode(), math=False, count=lambda _: None)))


@given(
    st.lists(st.sampled_from((*TOKENS, "#", "!", "=", "+", "/", "?", "}", "-", "~", "_", "$", "import ", " ", "1")))
    .map("".join)
    .filter(bool)
)
def test_mere_words_are_written_as_any_other_text(text: str) -> None:
    if write._MERE_WORDS.fullmatch(text):
        for flags in product((False, True), repeat=3):
            assert write.writer(Context(*flags))._written((text,)) == text.encode()
