"""`python -m bench changed`: throughput of every format when each text changes, and that beside another commit's.

A document of 100 kB goes all the way, by `translate_document`: read, sent, believed, written and read again. A
translator of no cost exchanges the letters. To compare two commits, measure the other one's function with this bench:

    git worktree add /tmp/before COMMIT
    PYTHONPATH=/tmp/before/functions/lingopoint:/tmp/before/local python -m bench changed --json before.json
    python -m bench changed --against before.json

Process time of one core, the best of several runs; of a busy machine still take the better of two tables.
"""

import argparse
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lingopoint
from bench.formats import MAKERS, entries
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.formats.options import Options
from lingopoint.ports import Direction, Traits, TranslatedText
from lingopoint.renditions.document import translate_document
from lingopoint.translation import Pace, Tools
from lingopoint_in_memory import DictMemory

_SIZE, _TIMES = 100_000, 7
_FALL = 0.15
"""By how much a format may get slower from one release to the next."""

_SENT = re.compile(r"(<(\w+) translate=no>.*?</\2>|<[^>]*>|&#?\w+;)", re.DOTALL)
_PLAIN = "abcdefghijklmnopqrstuvwxyz"
_EXCHANGED = str.maketrans(
    _PLAIN + _PLAIN.upper(), _PLAIN[13:] + _PLAIN[:13] + _PLAIN[13:].upper() + _PLAIN[:13].upper()
)

_TYPES = {
    "text": "text/plain",
    "html": "text/html",
    "markdown": "text/markdown",
    "yaml": "text/yaml",
    "php": "text/x-php",
    "json": "application/json",
    "csv": "text/csv",
    "ics": "text/calendar",
    "toml": "text/x-toml",
    "vtt": "text/vtt",
    **dict.fromkeys(("android", "odf_flat", "plist", "qt", "resx", "ttml", "xliff", "xml"), "application/xml"),
}
_EXTENSIONS = {"apple_strings": "strings", "fluent": "ftl", "notebook": "ipynb", "odf": "odt", "office": "docx"}


def _unit(number: int, text: str) -> str:
    return f'<trans-unit id="{number}"><source>{text}</source></trans-unit>\n'


def _xcstring(number: int, text: str) -> str:
    return f'"key{number}": {{"localizations": {{"en": {{"stringUnit": {{"state": "new", "value": "{text}"}}}}}}}},\n'


def _around(start: str, write: Callable[[int, str], str], end: str = "") -> Callable[[int], str]:
    return lambda size: f"{start}{entries(size, write)}{end}"


_XLIFF = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en"><body>'
_RESX = '<root><resheader name="resmimetype"><value>text/microsoft-resx</value></resheader>'
_TTML = '<tt xmlns="http://www.w3.org/ns/ttml"><body><div>'
_ASS = "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
_PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'

ALL: dict[str, Callable[[int], str | bytes]] = {
    **MAKERS,
    "android": _around(
        "<resources>", lambda number, text: f'<string name="k{number}">{text}</string>\n', "</resources>"
    ),
    "apple_strings": _around("", lambda number, text: f'"k{number}" = "{text}";\n'),
    "ass": _around(_ASS, lambda _, text: f"Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{text}\n"),
    "json5": _around("{ // all\n", lambda number, text: f"k{number}: '{text}',\n", "}"),
    "lrc": _around("", lambda number, text: f"[{number // 60 % 60:02}:{number % 60:02}.00]{text}\n"),
    "po": _around(_PO, lambda number, text: f'#: a.py:{number}\nmsgid "{text}"\nmsgstr ""\n\n'),
    "properties": _around("", lambda number, text: f"page.title{number}={text}\n"),
    "resx": _around(_RESX, lambda number, text: f'<data name="k{number}"><value>{text}</value></data>\n', "</root>"),
    "sbv": _around("", lambda number, text: f"0:{number // 60 % 60:02}:{number % 60:02}.000,9:00:00.000\n{text}\n\n"),
    "ttml": _around(_TTML, lambda number, text: f'<p begin="{number}s">{text}</p>\n', "</div></body></tt>"),
    "xcstrings": _around('{"sourceLanguage": "en", "strings": {\n', _xcstring, '"last": {}}, "version": "1.0"}'),
    "xliff": _around(_XLIFF, _unit, "</body></file></xliff>"),
    "xml": _around("<book>", lambda _, text: f"<para>{text}</para>\n", "</book>"),
}
"""What makes a document of about so many bytes, for each format."""


class _Exchange:
    """A translator that costs next to nothing: every letter becomes another one, and what is to stay stays."""

    traits = Traits("Exchange", 10_000, frozenset({"en", "fr"}))

    def translate(self, text: str, direction: Direction) -> TranslatedText:
        pieces = _SENT.split(text)  # text, what is to stay, the name of its tag, text, ...
        pieces[::3] = [piece.translate(_EXCHANGED) for piece in pieces[::3]]
        del pieces[2::3]
        return TranslatedText("".join(filter(None, pieces)), direction.source)

    def terminology_version(self, name: str) -> str:  # noqa: ARG002  as the port has it
        return ""

    def has_propagated(self, terminology: str) -> bool:  # noqa: ARG002  as the port has it
        return True


def run(*, quick: bool) -> list[dict[str, Any]]:
    """A row for each format: MB/s, and how many of its texts stayed as they were (to be none)."""
    return list(_rows(_SIZE // 4 if quick else _SIZE, 2 if quick else _TIMES))


def _rows(size: int, times: int) -> Iterator[dict[str, Any]]:
    for name, make in sorted(ALL.items()):
        document = make(size)
        data = document.encode() if isinstance(document, str) else document
        yield {"format": name, **_measured(name, data, times)}


def _key(name: str) -> str:
    return "a.xml" if _TYPES.get(name) == "application/xml" else f"a.{_EXTENSIONS.get(name, name)}"


def _measured(name: str, data: bytes, times: int) -> dict[str, Any]:
    clock, best, kept = SystemClock(), float("inf"), 0
    for _ in range(times):
        tools = Tools(_Exchange(), clock, Pace(2), DictMemory())
        started = time.process_time()
        found = translate_document(
            *(data, _TYPES.get(name, ""), _key(name), Direction("en", "fr"), Options("fr", "en")),
            *(tools, clock.now() + 600),
        )
        best = min(best, time.process_time() - started)
        kept = found.cost.kept
        if found.data == data:
            return {"MB/s": None, "kept": kept}
    return {"MB/s": len(data) / 1e6 / best, "kept": kept}


def main(arguments: list[str]) -> None:
    """Measure, print, write, compare. Ends with 1 when a format fell by more than it may."""
    parser = argparse.ArgumentParser(prog="python -m bench changed", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller documents, fewer runs")
    parser.add_argument("--json", type=Path, help="where the figures go")
    parser.add_argument("--against", type=Path, help="figures of another commit, to be told beside these")
    options = parser.parse_args(arguments)
    print(f"of {Path(lingopoint.__file__).parent}")
    speeds = {row["format"]: row["MB/s"] for row in map(_told, run(quick=options.quick))}
    if options.json:
        options.json.write_text(json.dumps(speeds, indent=1) + "\n")
    if options.against:
        fallen = list(_compared(json.loads(options.against.read_text()), speeds))
        raise SystemExit(f"fell by more than {_FALL:.0%}: {', '.join(fallen)}" if fallen else 0)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    speed = f"{row['MB/s']:.3g} MB/s" if row["MB/s"] else "nothing changed"
    print(f"  {row['format']:14} {speed:>16}  kept: {row['kept']}", flush=True)
    return row


def _compared(before: dict[str, float | None], after: dict[str, float | None]) -> Iterator[str]:
    """Prints the table and gives the formats that fell."""
    print("\n| format | before, MB/s | after, MB/s | change |\n|---|--:|--:|--:|")
    for name, new in after.items():
        old = before.get(name)
        if new and old:
            print(f"| {name} | {old:.3g} | {new:.3g} | {new / old - 1:+.0%} |")
            if new < old * (1 - _FALL):
                yield name
        elif new:
            print(f"| {name} | – | {new:.3g} | new |")
