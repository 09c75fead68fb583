"""What extended dialects of Markdown know and CommonMark takes for text: found, to be left alone.

Lines: directives and admonitions (`:::`, `///`, `!!!`, `???`, `> [!NAME]`), attribute lines (`{: .class}`), template
tags (`{% %}`, `{{< >}}`), tables of contents, and the modules and JSX elements of MDX. Inside of text: template tags,
attributes, JSX elements, and wiki links.
"""

import re
from collections.abc import Iterator
from typing import Final

from lingopoint.formats.markdown_run import Item, Mark, Text, code_with
from lingopoint.regex import compile_pattern

_BACKSLASH: Final = ord("\\")
LINE_STARTS = frozenset(b":/!?{[<ie")
"""The bytes that a line has to start with to be a directive or a module: a quick test before the others."""

_DIRECTIVE = compile_pattern(rb":::|///|!!! |\?\?\?|\{[%:]|\{\{[<%]|\[!\w|\[\[?_?toc_?\]", re.IGNORECASE)
_MODULE = compile_pattern(
    rb"""
      import\s (?:[\w*${},\s]{1,500}?\sfrom\s+)? ["'] | \{/\* | <[A-Za-z/>]
    | export\s+ (?: default\s | (?:const|let|var|function|class|async)\s+[\w$] | [*{] )
    """,
    re.VERBOSE,
)
_SYNTAX = compile_pattern(
    r"""
      \[\[[^\[\]\n]+\]\] | \{%[^{}]*%\} | \{:[^{}]*\}
    | </?[A-Z][\w.]* (?: \s+[\w:-]+ (?: = (?: "[^"]*" | '[^']*' | \{[^{}]*\} ) )? )* \s*/?>
    """,
    re.VERBOSE,
)


def is_directive(data: bytes, start: int) -> bool:
    """Whether the line of text that starts there is a directive."""
    return _DIRECTIVE.match(data, start) is not None


def is_module(data: bytes, start: int) -> bool:
    """Whether the block of text that starts there belongs to MDX."""
    return _MODULE.match(data, start) is not None


def may_have_syntax(text: str) -> bool:
    """A quick test before `split`."""
    return "{" in text or "<" in text or "[[" in text


def split(item: Item, data: bytes) -> Iterator[Item]:
    """An item with the syntax of dialects as codes of their own; escaped, it is text."""
    if isinstance(item, Mark):
        yield item
        return
    text, done = item.text, 0
    start = at = item.start
    for match in _SYNTAX.finditer(text):
        raw = match.group().encode()
        found = data.find(raw, at, item.end)
        if found < 0:
            break
        at = found + len(raw)
        if data[found - 1] == _BACKSLASH:
            continue
        if match.start() > done:
            yield Text(start, found, text[done : match.start()])
        yield code_with(text[match.start() + 2 : match.end() - 2] if raw.startswith(b"[[") else "", found, at)
        start, done = at, match.end()
    if done < len(text):
        yield Text(start, item.end, text[done:])
