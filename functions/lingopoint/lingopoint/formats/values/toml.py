"""TOML (https://toml.io/en/v1.0.0): string values, in the quotes they had; front matter, catalogues of Hugo.

A literal string that cannot hold its translation becomes a basic one. Which values are human text is `selection`'s
rule, except in a catalogue of Hugo (go-i18n), where nothing but plural forms and notes has a value: there the forms are
the text, and those are added that the target language needs. Keys, numbers, dates and comments stay.
"""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from lingopoint.formats import cardinals
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.values.selection import Selection, wanted
from lingopoint.formats.values.toml_strings import Scanner, String
from lingopoint.formats.values.value import FRAMEWORKS, Value, ValueDocument
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document

_ESCAPES = str.maketrans(
    {chr(code): f"\\u{code:04x}" for code in (*range(32), 127)}
    | {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
)
_NOT_RAW = compile_pattern("['\x00-\x08\x0a-\x1f\x7f]")
_NOTES = {"id", "description", "hash", "leftdelim", "rightdelim", "translation"}
_FORMS = {*cardinals.NAMES, "translation"}


def extract(data: bytes, options: Options) -> Document:
    """The human text of a document. Raises UnreadableError for anything that is not TOML, or is nested too deeply."""
    strings = list(Scanner(data, options.work).scan())
    try:
        tomllib.loads(data.decode().removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise UnreadableError("not valid TOML") from error
    messages = [] if options.include else _messages(strings)
    newline = "\r\n" if b"\r\n" in data else "\n"
    if messages:
        wants = Selection(("**",), options.exclude).wants
        forms = (form for message in messages for form in _plural(data, message, wants, options.target))
        return ValueDocument(data, (_value(string, newline, lead) for string, lead in forms), options)
    texts = wanted(((one.path, one.text, one) for one in strings), options.include, options.exclude)
    return ValueDocument(data, (_value(one, newline) for _, _, one in texts), options, frameworks=FRAMEWORKS)


def _value(string: String, newline: str, lead: bytes = b"") -> Value:
    """The value of a string; what has a `lead` is a new line."""
    encode = partial(_line, lead) if lead else _encoder(string.opening, newline)
    return Value(string.start, string.end, string.text, encode)


# Hugo's catalogues


def _messages(strings: Sequence[String]) -> list[list[String]]:
    """The strings of each table, when this is a catalogue of messages; nothing when it is anything else."""
    names = {string.name for string in strings}
    if "other" not in names or not names <= {*_FORMS, *_NOTES}:
        return []
    tables: dict[str, list[String]] = {}
    for string in strings:
        tables.setdefault(string.path.rpartition("/")[0], []).append(string)
    return list(tables.values())


def _plural(
    data: bytes, message: Sequence[String], wants: Callable[[str, str], bool], target: str
) -> Iterator[tuple[String, bytes]]:
    """The forms of a message, and those that it lacks, as lines behind its last, when it has more than `other`."""
    own = {string.name: string for string in message if string.name in _FORMS}
    if not any(wants(string.path, string.text) for string in own.values()):
        return
    texts = {name: string.text for name, string in own.items()}
    forms = (cardinals.forms(texts, target) if len(own) > 1 else None) or texts
    for name, string in own.items():
        yield string._replace(text=forms[name]), b""
    last = message[-1]
    if lead := _lead(data, last):
        for name, text in forms.items():
            if name not in own:
                yield String("", last.end, last.end, "", text), b"%b%b = " % (lead, name.encode())


def _lead(data: bytes, string: String) -> bytes | None:
    """How another line begins below the string's own, which has to hold nothing but its key before it."""
    line = data.rfind(b"\n", 0, string.start) + 1
    before = data[line : string.start]
    if before.rstrip(b"= \t").strip() != string.name.encode():
        return None
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    return newline + before[: len(before) - len(before.lstrip())]


def _line(lead: bytes, text: str) -> bytes:
    return lead + _basic(text)


# Writing


def _encoder(opening: str, newline: str) -> Callable[[str], bytes]:
    """Writes a text in quotes of the same kind, or in double ones where these cannot hold it."""
    double = '"' * len(opening.strip())
    if len(double) == 1:
        return _basic if opening == '"' else _raw
    return partial(_lines if opening.startswith('"') else _raw_lines, opening, newline)


def _basic(text: str) -> bytes:
    return f'"{text.translate(_ESCAPES)}"'.encode()


def _raw(text: str) -> bytes:
    return _basic(text) if _NOT_RAW.search(text) else f"'{text}'".encode()


def _lines(opening: str, newline: str, text: str) -> bytes:
    if text.startswith("\n") and opening == '"""':
        opening += newline
    lines = newline.join(line.translate(_ESCAPES) for line in text.split("\n"))
    return f'{opening}{lines}"""'.encode()


def _raw_lines(opening: str, newline: str, text: str) -> bytes:
    odd = _NOT_RAW.search(text.replace("\n", "").replace("'", ""))
    if odd or "'''" in text or text[:1] == "\n" or text[-1:] == "'":
        return _lines(opening.replace("'", '"'), newline, text)
    written = newline.join(text.split("\n"))
    return f"{opening}{written}'''".encode()
