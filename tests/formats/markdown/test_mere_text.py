"""Text with nothing special in it is written in a shorter way, which says the same as the longer one."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.markdown import write
from lingopoint.formats.markdown.run import Context

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


@given(
    st.lists(st.sampled_from((*TOKENS, "#", "!", "=", "+", "/", "?", "}", "-", "~", "_", "$", "import ", " ", "1")))
    .map("".join)
    .filter(bool)
)
def test_mere_words_are_written_as_any_other_text(text: str) -> None:
    if write._MERE_WORDS.fullmatch(text):
        for flags in product((False, True), repeat=3):
            assert write.writer(Context(*flags))._written((text,)) == text.encode()
