"""Shapes of documents: one or two tokens of a format's grammar, over and over, which is where growth hides.

What was slow or large once stands first in each list, so that the search goes on holding it (see `growth`).
"""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from itertools import chain, combinations, permutations, product
from typing import NamedTuple

from bench.shapes_of_apps import GRAMMARS_OF_APPS

NEW = "§"
"""Stands for a word that is another one each time."""
_LETTERS = 6
"""Of such a word: enough for ten million of them."""

_PROSE = (
    "a",
    "Word ",
    f"{NEW}\n",
    f"{NEW}1\n",
    f"{NEW}. ",
    "Word. ",
    "你好",
    "你好。",
    "שלום ",
    "e\u0301",
    "\u0301",
    "\U0001f600",
    "1234567890",
    "1.2,",
    "\n",
    "\n\n",
    " ",
)
_SIGNS = (
    "&",
    "&amp;",
    "%",
    "%s",
    "$",
    "${a}",
    "{",
    "}",
    "{a}",
    "@",
    "a@b.c ",
    "`",
    "http://a.b/",
    ":a:",
    "/",
    "--a",
    "(",
    "[",
)
_MARKUP = ("<", ">", "<!--", "-->", "<![CDATA[", "]]>", "<?", "&#65;", '"', "'", "</")
_HTML = (
    *(
        "<b>",
        "</b>",
        "<p>",
        f"<p>{NEW}",
        f"<i>{NEW}</i>",
        "</p>",
        "<br>",
        "<a b=c>",
        "<img alt=a>",
        "<svg>",
        "</svg>",
        "<script>",
        "<textarea>",
    ),
    *(
        "<p translate=no>",
        "<span translate=no>a</span>",
        "<code>",
        "<i lang=fr>",
        "<title>",
        "<a ",
        "=",
        "<li>a",
        "<td>a",
    ),
)
_MARKDOWN = (
    *(
        "*",
        "_",
        "**a** ",
        f"*{NEW}* ",
        f"- {NEW}\n",
        f"# {NEW}\n",
        f"{NEW}\n\n",
        f"{NEW}|",
        "*a",
        "a*",
        "~",
        "[a]",
        "](",
        "[a](b)",
        "[a]: b\n",
        "![",
        "!",
        "<a>",
        "<b",
        "|",
        "|-|\n",
        "a|b\n",
    ),
    *(
        "> ",
        "- ",
        "1. ",
        "- a\n",
        "    ",
        "\t",
        "#",
        "# a\n",
        "```",
        "\\",
        "[^a]",
        "$$",
        "$a$",
        "\\a",
        ": ",
        ":::",
        "{{",
        "a\n=\n",
    ),
)


class Frame(NamedTuple):
    """Where the tokens stand in a document of a format: between two texts; `packed` in a part of an office document."""

    head: str = ""
    tail: str = ""
    packed: str = ""

    def around(self, body: str) -> bytes:
        """The document."""
        text = f"{self.head}{body}{self.tail}".encode()
        return text if not self.packed else _office(self.packed, text)


def _xml(outer: str, opening: str, closing: str) -> Frame:
    return Frame(f'<?xml version="1.0"?>\n{outer}{opening}', closing)


def _office(kind: str, part: bytes) -> bytes:
    place, content = {
        "word": ("word/document.xml", "wordprocessingml.document.main"),
        "xl": ("xl/sharedStrings.xml", "spreadsheetml.sharedStrings"),
    }[kind]
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/{place}" ContentType='
        f'"application/vnd.openxmlformats-officedocument.{content}+xml"/></Types>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(place, part)
    return buffer.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = Frame(f'<w:document xmlns:w="{_W}"><w:body><w:p>', "</w:p></w:body></w:document>", "word")
_STRINGS = Frame(f'<sst xmlns="{_S}">', "</sst>", "xl")

_XLIFF = _xml('<xliff version="1.2"><file source-language="en" original="a"><body>', "", "</body></file></xliff>")
_XLIFF_TEXT = _xml(
    '<xliff version="1.2"><file source-language="en" original="a"><body>',
    '<trans-unit id="1"><source>',
    "</source></trans-unit></body></file></xliff>",
)

PAST = {
    ("text", "0: then '`' '<b>'"),
    ("xml", "0: in turn 'a' '%s'"),
    ("markdown", "0: then 'a' '```'"),
    ("markdown", "0: in turn '*' '你好。'"),
}
"""Pairs that once took too much; single tokens are measured each time anyway."""

FILLING = {
    "text": (f"0: '{NEW}\\n'", "0: '你好。'"),
    "html": (f"0: '<p>{NEW}'", "0: '<img alt=a>'"),
    "markdown": (f"0: '- {NEW}\\n'", "0: ']('", "0: 'a\\n=\\n'"),
    "xml": (f"0: '<p>{NEW}</p>'", "0: 'a:'"),
    "json": (f"1: '\"{NEW} b\",'",),
    "yaml": (f"0: '- {NEW} b\\n'",),
    "csv": (f"0: '{NEW} b\\n'", "0: ','"),
    "office": (f"0: '<w:p><w:r><w:t>{NEW}</w:t></w:r></w:p>'",),
}
"""Shapes that take much memory, or take it where little of it is counted."""

GRAMMARS: dict[str, tuple[tuple[Frame, ...], tuple[str, ...]]] = {
    "text": (
        (Frame(),),
        (*_PROSE, *_SIGNS, "<b>", "* ", "=", "INSERT INTO a VALUES (1,'b');", "\r\n", "-", "a. B", "!?", "..."),
    ),
    "html": ((Frame(),), (*_HTML, *_MARKUP, "a", "Word. ", "你好。", "\n", "%s", "{a}", "`", "a@b.c ")),
    "markdown": ((Frame(),), (*_MARKDOWN, "a", "Word. ", "\n", "\n\n", "<!--", "&", "http://a.b/", "你好。", "%s")),
    "xml": (
        (_xml("<r>", "<a>", "</a></r>"),),
        (
            *(
                "<b>",
                "</b>",
                "<b/>",
                "<a>b</a>",
                f"<p>{NEW}</p>",
                "a",
                "\n",
                "Word. ",
                "<a b='c'>",
                "%s",
                "<b",
                "=",
                "</b",
                "a:",
            ),
            *_MARKUP,
        ),
    ),
    "android": (
        (_xml("<resources>", "", "</resources>"), _xml("<resources>", "<string name='a'>", "</string></resources>")),
        (
            *(
                "<string name='a'>b</string>",
                f"<string name='a'>{NEW}</string>",
                "<b>",
                "</b>",
                "<xliff:g>",
                "</xliff:g>",
                "\\n",
                "\\'",
                '"',
                "%1$s",
                "a",
                " ",
            ),
            *("<plurals name='a'><item quantity='other'>b</item></plurals>", "&lt;b&gt;", "<!-- a -->", "\\", "Word. "),
            *("<string-array name='a'><item>b</item></string-array>", "<![CDATA[", "]]>"),
        ),
    ),
    "resx": (
        (_xml("<root><resheader name='a'><value>b</value></resheader>", "", "</root>"),),
        (
            *(
                "<data name='a'><value>b</value></data>",
                f"<data name='a'><value>{NEW}</value></data>",
                "<data name='a' type='b'/>",
                "a",
                "<!-- a -->",
                "&lt;",
                "\n",
            ),
            *(
                "<data name='a' xml:space='preserve'><value>",
                "</value></data>",
                "Word. ",
                "{0}",
                "<comment>a</comment>",
            ),
        ),
    ),
    "xliff": (
        (_XLIFF, _XLIFF_TEXT),
        (
            *(
                '<trans-unit id="a"><source>b</source></trans-unit>',
                f"<trans-unit><source>{NEW}</source></trans-unit>",
                "<group>",
                "</group>",
                "<g id='1'>",
                "</g>",
                "a",
            ),
            *(
                "<x id='1'/>",
                "<bpt id='1'>",
                "</bpt>",
                "<ept id='1'>b</ept>",
                "<ph id='1'>c</ph>",
                "Word. ",
                "\n",
                "&amp;",
            ),
            *(
                "<note>a</note>",
                '<trans-unit id="a"><source>b</source><target>c</target></trans-unit>',
                "<mrk mtype='seg'>",
                "</mrk>",
            ),
        ),
    ),
    "json": (
        (Frame('["', '"]'), Frame("[", "1]"), Frame()),
        (
            *(
                "[",
                "]",
                "{",
                "}",
                '{"a":',
                '"a",',
                f'"{NEW} b",',
                f'"a":"{NEW} b",',
                '"a":"b",',
                "1,",
                "null,",
                "\\n",
                "\\u00e9",
                "\\ud83d\\ude00",
                "a",
                "Word. ",
            ),
            *("<b>", "<p>", "&amp;", "{a, plural, other {", "}}", "{a}", "'", "#", "%s", "你好。", "\n", '"', "\\"),
        ),
    ),
    "yaml": (
        (Frame(), Frame('a: "', '"\n'), Frame("a: |\n  ", "\n")),
        (
            *(
                "a: ",
                "- ",
                "- a\n",
                f"- {NEW} b\n",
                f"a: {NEW} b\n",
                "a: b\n",
                "  ",
                "\n",
                "? ",
                "[",
                "]",
                "{",
                "}",
                "[a, ",
                "{a: ",
                "&a ",
                "*a ",
                "!a ",
                "!!str ",
            ),
            *(
                "|\n",
                ">\n",
                "#",
                "# a\n",
                "---\n",
                "'",
                '"',
                "\\",
                "\\n",
                "a",
                "Word. ",
                "<b>",
                "<p>",
                "{a}",
                "%s",
                "你好。",
                ",",
            ),
        ),
    ),
    "csv": (
        (Frame("a,b\n"), Frame()),
        (
            *(
                ",",
                f"{NEW} b,",
                f"{NEW} b\n",
                '"',
                '""',
                '"a"',
                "a,",
                "a\n",
                ";",
                "\t",
                "|",
                "\n",
                "\r\n",
                "Word, ",
                "a",
                "Word. ",
                "<b>",
                "<p>",
                "{a}",
                "1,",
                " ",
                "你好。",
            ),
        ),
    ),
    "properties": (
        (Frame(), Frame("a=")),
        (
            *(
                "a=b\n",
                f"a={NEW}\n",
                "a:",
                "=",
                "\\\n",
                "\\",
                "\\u0041",
                "#",
                "# a\n",
                "\n",
                " ",
                "a",
                "Word. ",
                "{0}",
                "''",
                "'",
                "<b>",
                "<p>",
                "{a,choice,0#b|",
            ),
        ),
    ),
    "apple_strings": (
        (Frame(), Frame('"a" = "', '";')),
        (
            *(
                '"a" = "b";\n',
                f'"a"="{NEW}";',
                '"',
                "=",
                ";",
                "/*",
                "*/",
                "//",
                "\\",
                "\\U0041",
                "\\n",
                "a",
                "\n",
                " ",
                "%@",
                "Word. ",
                "<b>",
                "{",
                "(",
            ),
        ),
    ),
    "po": (
        (
            Frame('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'),
            Frame('msgid "', '"\nmsgstr ""\n'),
        ),
        (
            *(
                'msgid "a"\nmsgstr ""\n\n',
                f'msgid "{NEW}"\nmsgstr ""\n',
                'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n\n',
                '"a"\n',
                "#, fuzzy\n",
            ),
            *(
                "#: a\n",
                "#~ ",
                'msgctxt "a"\n',
                "\\n",
                "\\",
                '"',
                "\n",
                "a",
                "Word. ",
                "%s",
                "%(a)s",
                "<b>",
                "<p>",
                " ",
                "msgid ",
                "#| ",
            ),
        ),
    ),
    "srt": (
        (Frame(),),
        (
            *(
                "1\n00:00:01,000 --> 00:00:02,000\na\n\n",
                f"0:0:1 --> 0:0:2\n{NEW}\n\n",
                "00:00:01,000 --> 00:00:02,000\n",
                "\n",
                "a\n",
                "a",
                "<i>",
                "</i>",
            ),
            *("{\\an8}", "- a\n", "1\n", "♪", "Word. ", "<b>", "<font color=red>", "-->", "你好\n", "..."),
        ),
    ),
    "vtt": (
        (Frame("WEBVTT\n\n"),),
        (
            *(
                "00:01.000 --> 00:02.000\na\n\n",
                f"00:01.000 --> 00:02.000\n{NEW}\n\n",
                "00:01.000 --> 00:02.000\n",
                "\n",
                "a\n",
                "a",
                "<i>",
                "</i>",
                "<v a>",
                "<00:01.000>",
            ),
            *("<c.a>", "&lt;", "NOTE\n", "STYLE\n", "Word. ", "<", "&", "-->", "<ruby>", "<rt>", "你好\n"),
        ),
    ),
    "office": (
        (_WORD, _STRINGS),
        (
            *(
                "<w:r><w:t>a</w:t></w:r>",
                f"<w:p><w:r><w:t>{NEW}</w:t></w:r></w:p>",
                "<w:p>",
                "</w:p>",
                "<w:r>",
                "</w:r>",
                "<w:t>",
                "</w:t>",
                "a",
                "<w:p><w:r><w:t>a</w:t></w:r></w:p>",
            ),
            *(
                "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>",
                "<w:br/>",
                "<w:tab/>",
                "<w:hyperlink>",
                "</w:hyperlink>",
                "<w:tbl>",
                "</w:tbl>",
            ),
            *(
                "<w:bookmarkStart/>",
                "<w:fldChar w:fldCharType='begin'/>",
                "<w:fldChar w:fldCharType='end'/>",
                "<si><t>a</t></si>",
            ),
            *("<si><r><t>a</t></r><r><t>b</t></r></si>", "<w:sdt>", "</w:sdt>", "&amp;", "<!-- a -->", "Word. "),
        ),
    ),
}
"""For each format, frames and tokens."""

GRAMMARS |= {
    name: (tuple(Frame(*frame) for frame in frames), tokens) for name, (frames, tokens) in GRAMMARS_OF_APPS.items()
}


class Shape(NamedTuple):
    """One shape: `make` gives a document of about so many bytes."""

    format: str
    name: str
    make: Callable[[int], bytes]


def shapes(name: str) -> Iterator[Shape]:
    """Every token alone, every two in turn, and many of one before as many of another."""
    frames, tokens = GRAMMARS[name]
    for number, frame in enumerate(frames):
        for token in tokens:
            yield _shape(name, number, frame, "", (token,))
        for pair in combinations(tokens, 2):
            yield _shape(name, number, frame, "in turn", pair)
        for pair in permutations(tokens, 2):
            yield _shape(name, number, frame, "then", pair)


def some(name: str, most: int) -> Iterator[Shape]:
    """The past cases, every token alone, and of the others as many as fit in `most`: the same ones each time."""
    alone: list[Shape] = []
    others: list[Shape] = []
    for shape in shapes(name):
        (others if " then " in shape.name or " in turn " in shape.name else alone).append(shape)
    past = [shape for shape in others if (name, shape.name) in PAST]
    yield from (*past, *alone)
    rest = [shape for shape in others if shape not in past]
    yield from random.Random(10).sample(rest, max(0, min(len(rest), most - len(past) - len(alone))))


def _shape(name: str, number: int, frame: Frame, order: str, tokens: tuple[str, ...]) -> Shape:
    length = sum(len(token.replace(NEW, "x" * _LETTERS).encode()) for token in tokens)

    def make(size: int) -> bytes:
        times = max(1, size // length)
        body = "".join(token * times for token in tokens) if order == "then" else "".join(tokens) * times
        return frame.around(_numbered(body) if NEW in body else body)

    return Shape(name, " ".join(filter(None, [f"{number}:", order, *map(repr, tokens)])), make)


def _numbered(body: str) -> str:
    """Each `NEW` as another word."""
    first, *rest = body.split(NEW)
    words = map("".join, product("bcdfghklmnprstvz", repeat=_LETTERS))
    return first + "".join(chain.from_iterable(zip(words, rest, strict=False)))
