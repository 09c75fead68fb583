"""What the code can say to whoever uses it, read from the code; and what the page about messages explains.

A message is its fixed words, with `VARIES` in the place of what is filled in.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.support import ROOT

VARIES = "…"

PAGE = ROOT / "docs" / "reference" / "messages.md"
PACKAGES = (
    ROOT / "client" / "lingopoint_cli",
    ROOT / "functions" / "lingopoint" / "lingopoint",
    ROOT / "local" / "lingopoint_local",
)

_TOLD = ("Failure", "LingopointError", "RefusedError", "StackError", "NotFinishedError", "TornError", "UnknownError")
"""The errors whose text is told to a user; those that inherit from them are as well."""
_MESSAGE_IS = {"StorageError": 2}
"""Which argument is the message, where it is not the first one."""
_CLASS = re.compile(r"^class (\w+)\(([^)]*)\):", re.MULTILINE)
_ENTRY = re.compile(r"^- (`.+?`): ", re.MULTILINE)
_CODE = re.compile(r"```? (.+?) ```?|`([^`]+)`")


class Code(NamedTuple):
    """The modules that make such errors, and the names of these."""

    trees: Mapping[Path, ast.Module]
    told: frozenset[str]


@cache
def read(folders: tuple[Path, ...] = PACKAGES) -> Code:
    """The code in folders, as far as it can say anything."""
    texts = {path: path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.rglob("*.py"))}
    told = set(_TOLD)
    classes = [found for text in texts.values() for found in _CLASS.findall(text)]
    while more := {name for name, bases in classes if told & set(re.split(r"\W+", bases))} - told:
        told |= more
    says = re.compile(rf"\b({'|'.join(told)})\(")
    return Code({path: ast.parse(text) for path, text in texts.items() if says.search(text)}, frozenset(told))


def said(code: Code) -> dict[str, Path]:
    """Each message, and where it is made."""
    return {message: path for path, call in _made(code) for message in _messages(call, code.trees[path])}


def respelled(expression: str) -> str:
    """An expression as this Python writes it."""
    return ast.unparse(ast.parse(expression, mode="eval"))


def handed_on(code: Code) -> set[str]:
    """The messages, as the code has them, that are made of other people's words alone."""
    calls = ((call, code.trees[path]) for path, call in _made(code) if call.args)
    return {ast.unparse(_message(call)) for call, tree in calls if not [*_messages(call, tree)]}


def explained(page: str) -> list[str]:
    """The messages that the page has an entry for, as often as it has one."""
    return [one or other for entry in _ENTRY.findall(page) for one, other in _CODE.findall(entry)]


def _made(code: Code) -> Iterator[tuple[Path, ast.Call]]:
    """Where errors are made whose message is told."""
    for path, tree in code.trees.items():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in code.told:
                yield path, call


def _message(call: ast.Call) -> ast.expr:
    return call.args[_MESSAGE_IS.get(ast.unparse(call.func), 0)]


def _messages(call: ast.Call, tree: ast.Module) -> Iterator[str]:
    """What an error's message may be; nothing where all of it is somebody else's words."""
    for text in _texts(_message(call), tree) if call.args else ():
        message = re.sub(rf"{VARIES}+", VARIES, " ".join(text.split()))
        if re.search(r"\w{2}", message):
            yield message


def _texts(node: ast.expr, tree: ast.Module) -> Iterator[str]:
    """The texts that an expression may have, as far as they stand in the code."""
    match node:
        case ast.Constant(str(text)):
            yield text
        case ast.JoinedStr(parts):
            yield "".join(part.value if isinstance(part, ast.Constant) else VARIES for part in parts)  # type: ignore[misc]
        case ast.IfExp(_, one, other):
            yield from _texts(one, tree)
            yield from _texts(other, tree)
        case ast.Call(ast.Attribute(template, "format")):
            yield from (re.sub(r"\{\w*\}", VARIES, text) for text in _texts(template, tree))
        case ast.Call(ast.Attribute(words, "get")):
            yield from _texts(words, tree)
        case ast.Dict(_, values):
            for each in values:
                yield from _texts(each, tree)
        case ast.Name(name):
            for value in _values(name, tree):
                yield from _texts(value, tree)


def _values(name: str, tree: ast.Module) -> Iterator[ast.expr]:
    """What a name is assigned."""
    for each in ast.walk(tree):
        if isinstance(each, ast.Assign) and [ast.unparse(target) for target in each.targets] == [name]:
            yield each.value
