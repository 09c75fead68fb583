"""AsciiDoc through Asciidoctor: the same blocks, code, targets and attributes, and references that lead to the same."""

import atexit
import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import NamedTuple

from tests.clients.environments import found, node_environment
from tests.corpora.traces import different

_SOURCES = Path(__file__).parent / "asciidoctor"
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^<>]*)>")
_TARGET = re.compile(r"\b(href|src|id|class)=\"([^\"]*)\"")
_ALT = re.compile(r"\balt=\"([^\"]*)\"")
_CODE = re.compile(r"<(code|kbd)\b[^>]*>(.*?)</\1>|<b class=\"(?:menu|submenu|menuitem)\">.*?</b>", re.DOTALL)
_ADDRESS = re.compile(
    r"<a href=\"(?:mailto:([^\"]*)|([^\"]*\.html))\">(?:\1|\2)</a>|<a href=\"[^\"]*\" class=\"bare.*?</a>"
)
_FORMULA = re.compile(r"\\\$.*?\\\$|\\\(.*?\\\)", re.DOTALL)


class Piece(NamedTuple):
    """Something of a document: its kind ("mark", "code", "html", "text") and what it is."""

    kind: str
    text: str


class AsciidoctorError(Exception):
    """Asciidoctor cannot read a document."""


@cache
def _process() -> "subprocess.Popen[str]":
    command = [found("node"), str(node_environment(_SOURCES) / "read.mjs")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    atexit.register(process.communicate)
    return process


def pieces(source: str) -> tuple[list[Piece], list[str]]:
    """The pieces of a document in order, and the ids that may be referred to. Raises AsciidoctorError."""
    process = _process()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(source.removeprefix("\ufeff")) + "\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    if isinstance(answer, dict):
        raise AsciidoctorError(answer["error"])
    found_pieces = [Piece(kind, text or "") for kind, text in answer]
    return found_pieces[:-1], json.loads(found_pieces[-1].text)


def check(before: str, after: str) -> Iterator[str]:
    """What changed in a document but its words."""
    old, new = (list(_bones(*pieces(text))) for text in (before, after))
    yield from different("blocks", old, new)


def _bones(found_pieces: Sequence[Piece], ids: Sequence[str]) -> Iterator[object]:
    for piece in found_pieces:
        if piece.kind == "html":
            yield "text", *_inline(piece.text, ids)
        elif piece.kind == "text":
            yield "text"
        else:
            yield piece.kind, piece.text


def _inline(html: str, ids: Sequence[str]) -> tuple[list[str], list[str]]:
    """The tags of a text with where they lead to, and its code, in an order that does not depend on its words."""
    code = sorted(" ".join(each[0].split()) for each in (*_CODE.finditer(html), *_FORMULA.finditer(html)))
    tags = sorted(_tag(tag, ids) for tag in _TAG.finditer(_CODE.sub("", html)))
    return tags, code


def _tag(tag: re.Match[str], ids: Sequence[str]) -> str:
    targets = [f"{name}={_led_to(name, value, ids)}" for name, value in _TARGET.findall(tag[3])]
    return " ".join([tag[1] + tag[2], *targets])


def _led_to(name: str, value: str, ids: Sequence[str]) -> str:
    """A target, one within the document by its place among the ids."""
    if name == "href" and value.startswith("#") and value[1:] in ids:
        return f"# {ids.index(value[1:])}"
    return value


def words(html: str) -> str:
    """What is read of a text with its markup, without code and addresses; descriptions of images stand for these."""
    text = _FORMULA.sub("", _CODE.sub("", _ADDRESS.sub("", html)))
    return unescape(_TAG.sub(lambda tag: "".join(f" {alt} " for alt in _ALT.findall(tag[0])), text))
