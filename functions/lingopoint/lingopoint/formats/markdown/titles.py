"""The titles of links and images, which a reader sees beside them: `[words](url "Title")`, `[label]: url "Title"`.

Tags of templates that stand alone have such titles, too.
"""

import html
import re
from collections.abc import Container, Iterator
from functools import partial
from typing import Final, NamedTuple

from lingopoint.formats.markdown.run import LinkTitle, Mark, Run
from lingopoint.formats.markdown.syntax import TEMPLATE, normalised
from lingopoint.regex import compile_pattern
from lingopoint.unit import Code, CodeKind, Document, Part, Parts, Unit

_QUOTED: Final = rb"""(?P<title>"(?:[^"\\\r\n]|\\.)++"|'(?:[^'\\\r\n]|\\.)++'|\((?:[^()\\\r\n]|\\.)++\))"""
_OF_LINK = compile_pattern(rb"[ \t\r\n>]" + _QUOTED + rb"[ \t\r\n>]*+\)\Z")
_OF_DEFINITION = compile_pattern(
    rb"^[ \t>]*+\[(?P<label>(?:[^\[\]\\\n]|\\.)++)\]:[ \t]*+\n?[ \t>]*+(?:<[^<>\n]*+>|[^\s<]\S*+)[ \t]*+\n?[ \t>]*+"
    + _QUOTED
    + rb"[ \t]*+\r?$",
    re.MULTILINE,
)
_SPACES = compile_pattern(r"\s+")
_ESCAPED = compile_pattern(r"\\(?=[!-/:-@\[-`{-~]|\Z)|&(?=#?\w+;)|[`<^~=+${]")
_ESCAPES = compile_pattern(r"\\([!-/:-@\[-`{-~])|&#?\w+;")


class Title(NamedTuple):
    """A title as a unit of its own, within `code`, which starts `offset` bytes before it."""

    unit: Unit
    code: Code
    offset: int

    def translated(self, target: Parts) -> Code:
        """The code with this title."""
        raw = self.code.raw or b""
        end = self.offset + self.unit.end - self.unit.start
        return self.code._replace(raw=raw[: self.offset] + self.unit.write(target) + raw[end:])


def title_of(raw: bytes) -> LinkTitle | None:
    """The title in the bytes behind a link's words, if it has words of its own."""
    found = _OF_LINK.search(raw)
    if found is None or not _parts(found["title"][1:-1]):
        return None
    return LinkTitle(found.start("title") + 1, found.end("title") - 1, found["title"].decode())


def _parts(title: bytes) -> Parts:
    """What a title says, around the tags of templates in it; nothing where it has no words."""
    parts: list[Part] = []
    end = 0
    for tag in TEMPLATE.finditer(title) if b"{" in title else ():
        parts += (_text(title[end : tag.start()]), Code(CodeKind.KEEP, len(parts) // 2 + 1, tag[0], tag[0].decode()))
        end = tag.end()
    parts.append(_text(title[end:]))
    words = "".join(part for part in parts if isinstance(part, str))
    return tuple(part for part in parts if part != "") if "{" not in words and any(map(str.isalpha, words)) else ()


def _text(raw: bytes) -> str:
    return _ESCAPES.sub(lambda found: found[1] or html.unescape(found[0]), raw.decode())


def title_unit(mark: Mark, code: Code, offset: int) -> Title | None:
    """The title that a mark of a link has, in a document whose body starts at byte `offset`."""
    if mark.title is None or code.raw is None:
        return None
    start, end, _ = mark.title
    delimiter = code.raw[start - 1 : start].decode()
    at = offset + mark.start
    return Title(Unit(at + start, at + end, _parts(code.raw[start:end]), partial(_write, delimiter)), code, start)


def defined_titles(body: bytes, labels: Container[str]) -> Iterator[tuple[int, Document]]:
    """The titles of the definitions of these labels, each as a document, and where it starts.

    A label that is defined twice is left alone: one of them may be code.
    """
    found: dict[str, re.Match[bytes] | None] = {}
    for definition in _OF_DEFINITION.finditer(body):
        label = normalised(definition["label"])
        found[label] = None if label in found else definition
    for label, only in found.items():
        if only is not None and label in labels and (parts := _parts(only["title"][1:-1])):
            quoted = only["title"]
            unit = Unit(0, len(quoted) - 2, parts, partial(_write, quoted[:1].decode()))
            yield only.start("title") + 1, Document(quoted[1:-1], [unit])


def _write(delimiter: str, parts: Parts) -> bytes:
    pieces = [_escaped(delimiter, part) if isinstance(part, str) else _shown(delimiter, part) for part in parts]
    return "".join(pieces).strip().encode()


def _shown(delimiter: str, code: Code) -> str:
    return code.raw.decode() if code.raw is not None else _escaped(delimiter, code.shown)


def _escaped(delimiter: str, text: str) -> str:
    text = _ESCAPED.sub(r"\\\g<0>", _SPACES.sub(" ", text)).replace("|", "&#124;")
    if delimiter == "(":
        return text.replace("(", "&#40;").replace(")", "&#41;")
    return text.replace(delimiter, f"\\{delimiter}")


# What readers see of the tags of templates that stand alone: `{{< figure src="a.png" title="Words" >}}`

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
    units = list(_argument_units(data))
    return Document(data, units) if units else None


def _argument_units(data: bytes) -> Iterator[Unit]:
    for argument in _ARGUMENT.finditer(data):
        group = argument.lastgroup or ""
        quote = '"' if group == "double" else "'"
        parts = tuple(_pieces_of_argument(argument[group].decode()))
        if any(isinstance(part, str) and any(map(str.isalpha, part)) for part in parts):
            is_liquid = data.startswith(_LIQUID)
            yield Unit(*argument.span(group), parts, partial(_write_argument, quote, is_liquid))


def _pieces_of_argument(value: str) -> Iterator[Part]:
    for index, piece in enumerate(_MARKUP.split(value)):
        if index % 2:
            yield Code(CodeKind.LONE, index // 2 + 1, piece.encode())
        elif piece:
            yield piece.replace('\\"', '"')


def _write_argument(quote: str, is_liquid: bool, parts: Parts) -> bytes:
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
