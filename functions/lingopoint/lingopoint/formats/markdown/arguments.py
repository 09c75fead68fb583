"""What readers see of the tags of templates that stand alone: `{{< figure src="a.png" title="Words" >}}`."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from lingopoint.formats.markdown.run import Run
from lingopoint.regex import compile_pattern
from lingopoint.unit import Code, CodeKind, Document, Part, Parts, Unit

_TAG = compile_pattern(rb"\{\{[<%]|\{%-?[ ]*+(?!(?:assign|capture|case|elif|elsif|if|set|unless|when)\b)")
_ARGUMENT = compile_pattern(
    rb"""(?<=[\s,])(?:alt|caption|heading|label|subtitle|summary|text|title)[ ]?=[ ]?
    (?:"(?P<double>(?:[^"\\\n{}]|\\")++)"|'(?P<single>[^'\\\n{}]++)')""",
    re.VERBOSE,
)
_MARKUP = compile_pattern(r"(<[A-Za-z/][^<>]*>)")
_LIQUID: Final = b"{%"
_OTHER_QUOTES: Final = {'"': "'", "'": '"'}


def arguments(run: Run, body: bytes) -> Document | None:
    """The arguments with words for readers of the tag that a run is, as a document of the run's bytes."""
    if not run.opaque or not _TAG.match(body, run.start):
        return None
    data = body[run.start : run.end]
    units = list(_units(data))
    return Document(data, units) if units else None


def _units(data: bytes) -> Iterator[Unit]:
    for argument in _ARGUMENT.finditer(data):
        group = argument.lastgroup or ""
        quote = '"' if group == "double" else "'"
        parts = tuple(_parts(argument[group].decode()))
        if any(isinstance(part, str) and any(map(str.isalpha, part)) for part in parts):
            is_liquid = data.startswith(_LIQUID)
            yield Unit(*argument.span(group), parts, partial(_write, quote, is_liquid))


def _parts(value: str) -> Iterator[Part]:
    for index, piece in enumerate(_MARKUP.split(value)):
        if index % 2:
            yield Code(CodeKind.LONE, index // 2 + 1, piece.encode())
        elif piece:
            yield piece.replace('\\"', '"')


def _write(quote: str, is_liquid: bool, parts: Parts) -> bytes:
    """The value between its quotes; Liquid has no escapes."""
    pieces: list[str] = []
    for part in parts:
        if isinstance(part, Code) and part.raw is not None:
            pieces.append(part.raw.decode())
            continue
        text = part.shown if isinstance(part, Code) else part
        text = " ".join(text.split(" ")).replace("\n", " ").replace("\\", "").replace("}", "").replace("{", "")
        pieces.append(text.replace(quote, _OTHER_QUOTES[quote] if is_liquid or quote == "'" else '\\"'))
    return "".join(pieces).encode()
