"""What extended dialects of Markdown know and CommonMark takes for text: found, to be left alone.

Lines: directives and admonitions (`::`, `:::`, `///`, `!!!`, `???`), the options of MyST's (`:name: value`) and its
targets (`(name)=`), attribute lines (`{: .class}`), template tags (`{% %}`, `{{< >}}`), tables of contents, code from
elsewhere (`<<< @/a.js`, `@[code](a.js)`), the modules and JSX elements of MDX, and GitHub's tables after a line of
text. Lines of their own, with a marker: titles of alerts (`> [!NAME] Title`), definitions, lines of a poem (`| `). What
stands inside of text is found in `spans`.
"""

import re
from collections.abc import Iterator
from typing import Final

from lingopoint.regex import compile_pattern

LINE_STARTS = frozenset(b":/!?{[<ie(@~|")
"""The bytes that a line has to start with to be a directive or a module: a quick test before the others."""

_DIRECTIVE = compile_pattern(
    rb"::|///|!!! |\?\?\?|\{[%:]|\{\{[<%]|\[!\w|\[\[?_?toc_?\]|<<<[ \t]*+[@./~]|@\[code[^\]\n]*+\]\("
    rb"|\([^()\s]++\)=[ \t]*+(?=\r?\n|\Z)",
    re.IGNORECASE,
)
_MARKER = compile_pattern(r"\[![\w-]+(?:[ ]*+\|[^\[\]\n]*+)?+\][+-]?(?=\s|\Z)|[:~|][ \t]+")
"""Of an alert, a definition, a line of a poem."""

_PREFIX: Final = rb"^[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++)*+"
_COLON = compile_pattern(rb"(%b):(?=:|[+-]?\w[\w+-]*+:)" % _PREFIX, re.MULTILINE)
_OPTION = compile_pattern(rb":[\w-]++:(?=[ \t\r\n]|\Z)")
_OPENING = compile_pattern(_PREFIX.removeprefix(b"^") + rb":::++\{")
_MOST_OPTIONS: Final = 20
_MASKS: Final = (b"\x7f", b"\x1f", b"\x1e", b"\x1d")
_TAGS_BEFORE_CODE = compile_pattern(
    rb"^[ \t]*+(?:(?:</?[A-Za-z][^<>\n]*+>|/?>)[ \t]*+)++\r?+(?=\n[ \t]*+(?:```|~~~))", re.MULTILINE
)
_MODULE = compile_pattern(
    rb"""
      import\s (?:[\w*${},\s]{1,500}?\sfrom\s+)? ["'] | \{/\* | <[A-Z/>]
    | <[a-z][\w.-]*+[ \t]*+(?:\r?\n|[/>{]|(?:[\w:@-]++[ ])*+[\w:@-]++=)
    | export\s+ (?: default\s | (?:const|let|var|function|class|async)\s+[\w$] | [*{] )
    """,
    re.VERBOSE,
)
_ROW: Final = rb"\|?+[ \t]*+:?+-++:?+[ \t]*+(?:\|[ \t]*+:?+-++:?+[ \t]*+)*+\|?+[ \t]*+\r?+(?=\n|\Z)"
_DELIMITERS = compile_pattern(_ROW)
_LINE_OF_DELIMITERS = compile_pattern(rb"\n([ \t>]*+)" + _ROW)
_INDENT = compile_pattern(rb"[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++)?+")


def masked_lines(data: bytes) -> tuple[bytes, bytes]:
    """The document for a parser that knows no dialects, byte for byte as long, and the byte that stands for colons.

    To pulldown-cmark any colon at a line's start begins a definition, and code after a line of tags is one with them.
    The byte is empty where no colon had to be masked.
    """
    if b"\n```" in data or b" ```" in data or b"~~~" in data:
        data = _TAGS_BEFORE_CODE.sub(lambda tags: b" " * len(tags.group()), data)
    if b":" not in data or _COLON.search(data) is None:
        return data, b""
    mask = next((byte for byte in _MASKS if byte not in data), b":")
    return _COLON.sub(rb"\g<1>" + mask, data), mask


def is_directive(data: bytes, start: int) -> bool:
    """Whether the line of text that starts there is a directive, or an option of the one above."""
    return _DIRECTIVE.match(data, start) is not None or _is_option(data, start)


def _is_option(data: bytes, start: int) -> bool:
    """Whether it is a line `:name: value` with only such lines between it and the `:::{name}` above."""
    if _OPTION.match(data, start) is None:
        return False
    line = data.rfind(b"\n", 0, start) + 1
    for _ in range(_MOST_OPTIONS):
        if not line:
            return False
        above = data.rfind(b"\n", 0, line - 1) + 1
        if _OPENING.match(data, above, line):
            return True
        if _OPTION.match(data[above:line].lstrip(b" \t>")) is None:
            return False
        line = above
    return False


def marker(text: str) -> int:
    """How many characters mark the line of text that starts there as one by itself: those before its words."""
    found = _MARKER.match(text)
    return found.end() if found else 0


def table_heads(data: bytes) -> frozenset[int]:
    """Where the lines start that would be heads of tables, each after a line that is not blank.

    For pulldown-cmark a table without a leading pipe interrupts no paragraph, for GitHub it does.
    """
    return frozenset(_heads(data))


def _heads(data: bytes) -> Iterator[int]:
    for row in _LINE_OF_DELIMITERS.finditer(data):
        head = data.rfind(b"\n", 0, row.start()) + 1
        above = data.rfind(b"\n", 0, max(head - 1, 0)) + 1
        indent = _INDENT.match(data, above)
        # Four more columns than the paragraph has are too many for a table.
        if (
            indent
            and len(row[1]) - len(indent.group()) < 4
            and b"|" in row.group()
            and data[above:head].strip(b"> \t\r\n")
        ):
            yield head


def is_table_row(data: bytes, start: int) -> bool:
    """Whether a delimiter row starts there, which may be taken for a definition."""
    row = _DELIMITERS.match(data, start)
    return row is not None and b"|" in row.group()


def is_module(data: bytes, start: int) -> bool:
    """Whether the block of text that starts there belongs to MDX."""
    return _MODULE.match(data, start) is not None
