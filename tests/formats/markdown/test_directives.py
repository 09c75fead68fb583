"""Directives of Docusaurus, VitePress and MyST, emoji at a line's start, and code in MDX: kept as they are."""

import time

import pytest

from lingopoint.formats.markdown.document import extract
from lingopoint.formats.options import Options
from lingopoint.unit import Spliced

PLACES = {
    "at the start": "{}\n",
    "after a paragraph": "One paragraph.\n\n{}\n",
    "right after a line": "One paragraph\n{}\n",
    "after a line that is broken": "One paragraph  \n{}\n",
    "before a line": "{}\nIts text.\n",
    "in a list": "- an item\n\n  {}\n",
    "as an item": "- {}\n- another\n",
    "in a numbered list": "1. an item\n   {}\n   and on\n",
    "in a quotation": "> It says\n>\n> {}\n",
    "in a quotation in a list": "- > It says\n  > {}\n",
    "after a heading": "# A heading\n{}\n\nText.\n",
    "after a table": "| a | b |\n|---|---|\n| c | d |\n\n{}\n",
    "with blanks after it": "One.\n\n{}  \nits text\n",
    "with Windows' line breaks": "One.\r\n\r\n{}\r\nits text\r\n",
    "indented": "One.\n\n  {}\n",
}
DIRECTIVES = (
    ":::",
    "::::",
    ":::note",
    "::: columns two wide",
    ":::warning{.wide}",
    ":::{note} Take care",
    ":::::{tab-set}",
    ':::image type="content" source="a.png" alt-text="A house":::',
    '::youtube{#abc title="A video of it"}',
    "::leaf[with text]",
)


def translate(source: str) -> Spliced:
    found = extract(source.encode(), Options("fr"))
    targets = [tuple(part.upper() if isinstance(part, str) else part for part in unit.parts) for unit in found.units]
    return found.splice(targets)


@pytest.mark.parametrize("directive", DIRECTIVES)
@pytest.mark.parametrize("place", PLACES)
def test_a_directive_stays_wherever_it_stands(place: str, directive: str) -> None:
    source = PLACES[place]
    assert translate(source.format(directive)) == Spliced(source.upper().format(directive).encode(), 0)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "One.\n\n:::note\n\nTwo.\n\n::::tip\nthree\n::::\n:::\n",
            "ONE.\n\n:::note\n\nTWO.\n\n::::tip\nTHREE\n::::\n:::\n",
        ),
        ("One.\n\n:::note\n- two\n- three\n:::\n", "ONE.\n\n:::note\n- TWO\n- THREE\n:::\n"),
        ("One.\n\n:::note\n```\na:::b\n:::\n```\n:::\n", "ONE.\n\n:::note\n```\na:::b\n:::\n```\n:::\n"),
        ("One\n: two ::: three\n", "ONE\n: TWO ::: THREE\n"),
        ("a|b\n:---:|:--\nc|d\n", "A|B\n:---:|:--\nC|D\n"),
        ("std::vector is one `a\n:b: c`\n", "STD::VECTOR IS ONE `a\n:b: c`\n"),
        (":::note\x7f\x1f\x1e\x1d\n", ":::note\x7f\x1f\x1e\x1d\n"),
    ],
)
def test_what_is_around_directives_is_read_as_ever(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


@pytest.mark.parametrize("indent", ["", "  ", "> "])
@pytest.mark.parametrize("options", [":class: tip", ":width: 100px\n:alt: A house", ":open:"])
def test_options_of_a_directive_stay(options: str, indent: str) -> None:
    source = f":::{{figure}} a.png\n{options}\nIts words.\n:::\n"
    source = "".join(indent + line for line in source.splitlines(keepends=True))
    source = f"- an item\n\n{source}" if indent == "  " else source
    expected = source.replace("Its words", "ITS WORDS").replace("an item", "AN ITEM")
    assert translate(source) == Spliced(expected.encode(), 0)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (":::{note}\n\n:a: b\n", ":::{note}\n\n:A: B\n"),
        (":::note\n:a: b\n", ":::note\n:A: B\n"),
        ("Words\n:a: b\n", "WORDS :A: B\n"),
        ("(my-label)=\n# Words\n", "(my-label)=\n# WORDS\n"),
        ("(my words)= x\n", "(MY WORDS)= X\n"),
        ("<<< @/a.js{2}\n\nWords\n", "<<< @/a.js{2}\n\nWORDS\n"),
        ("@[code](a.js)\n\nWords\n", "@[code](a.js)\n\nWORDS\n"),
        ("Words {/* a note */} here\n", "WORDS {/* a note */} HERE\n"),
    ],
)
def test_labels_includes_and_comments_stay(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


@pytest.mark.parametrize("piece", [":::{a}\n", ":a: b\n", ":::{a}\n:a: b\n", "{/* ", "(a", "(a)=\n", "@[code", "<<< "])
def test_lines_of_dialects_take_linear_time(piece: str) -> None:
    started = time.process_time()
    translate(piece * (200_000 // len(piece)))
    assert time.process_time() - started < 8


@pytest.mark.parametrize(
    "source",
    ["{}", "One paragraph.\n\n{}", "- one\n- {}", "> one\n>\n> {}", "One line\n{}"],
)
@pytest.mark.parametrize("emoji", [":smile:", ":+1:", ":man_in_suit:"])
def test_an_emoji_at_the_start_of_a_line_is_no_definition(source: str, emoji: str) -> None:
    found = extract(source.format(f"{emoji} a line").encode(), Options("fr"))
    last = "".join(map(str, found.units[-1].parts))
    assert last.endswith(f"{emoji} a line")
    targets = [*[None] * (len(found.units) - 1), (last.replace("line", "row"),)]
    written = source.format(f"{emoji} a row").replace("line\n", "row ")
    assert found.splice(targets) == Spliced(written.encode(), 0)


@pytest.mark.parametrize("text", [":: a", "::: a", ":smile: a", ": a", "::"])
def test_a_translation_becomes_no_directive(text: str) -> None:
    found = extract(b"One.\n\ntwo\n", Options("fr"))
    spliced = found.splice([None, (text,)])
    again = extract(spliced.data, Options("fr"))
    assert spliced.kept == 0
    assert [unit.parts for unit in again.units] == [("One.",), *[(text,)] * any(map(str.isalpha, text))]


CODE = "```shell\nnpm install some tool\n\necho 'a b'\n```"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<Tabs>\n  <TabItem value="npm">\n', "\n  </TabItem>\n</Tabs>\n\nAnd words.\n"),
        ("Some words.\n\n<Steps>\n", "\n</Steps>\n"),
        ('<Tabs\n  defaultValue="a"\n>\n', "\n</Tabs>\n"),
        ("<details>\n", "\n</details>\n"),
        ("- an item\n\n  <Tab>\n", "\n  </Tab>\n"),
    ],
)
@pytest.mark.parametrize("indent", ["", "  ", "      "])
@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_code_after_tags_stays(before: str, after: str, indent: str, fence: str) -> None:
    lines = CODE.replace("```", fence).split("\n")
    code = "\n".join(indent + line if line else "" for line in lines)
    if before.startswith("- ") and not indent:
        code = code.replace("\n\n", "\n")
    words = [text for text in ("And words.", "Some words.", "an item") if text in before + after]
    expected = before + code + after
    for text in words:
        expected = expected.replace(text, text.upper())
    assert translate(before + code + after) == Spliced(expected.encode(), 0)


def test_a_line_with_words_before_code_in_tags_is_translated_without_it() -> None:
    source = "<details>\n<summary>Show it</summary>\n```sh\nnpm install it\n```\n</details>\n"
    assert translate(source).data.decode() == source.replace("Show it", "SHOW IT")
