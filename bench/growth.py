"""How time and memory grow with a document's size, for shapes of all formats: `python -m bench growth --help`.

Each shape is translated whole in a process of its own, so that its peak is its own, by a translator that only puts
accents on, whose time is not counted. Two small sizes tell what costs much, or grows faster than its size; that is
measured again, four times as large, and shown when it is so. Time is that of the processor, less what a yardstick shows
to be the doing of others on it. Memory is what comes on top of what was there.
"""

import argparse
import json
import os
import pickle
import re
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.shapes import FILLING, GRAMMARS, Shape, shapes, some
from lingopoint.adapters.amazon_translate import TRAITS
from lingopoint.adapters.nothing import NoMemory
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.config import Config
from lingopoint.errors import LingopointError
from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.ports import Direction, TranslatedText
from lingopoint.renditions.document import translate_document
from lingopoint.translation import Pace, Tools

SMALL, LARGE, AGAIN = 30_000, 120_000, 480_000
SECONDS_PER_MB = 3.0
"""No shape may take more."""

_ROOM = Config().room
_ENDS = ("translated", "unreadable", "EntityTooLarge")
_TAKES = 2
_MOST_SECONDS, _MOST_MEMORY = 60, 6 << 30
_DIRECTION = Direction("en", "fr")
_EXTENSIONS = {"text": "txt", "markdown": "md", "xliff": "xlf", "apple_strings": "strings", "office": "docx"}
_EXTENSIONS |= {"notebook": "ipynb", "fluent": "ftl", "mail": "eml"}
_XML = {"xml", "android", "qt"}


class Figures(NamedTuple):
    """One run: bytes in, processor seconds, bytes of memory at the peak, and how it ended."""

    size: int
    seconds: float
    memory: int
    end: str

    @property
    def per_mb(self) -> float:
        """Seconds for a megabyte."""
        return self.seconds / self.size * 1e6

    @property
    def times(self) -> float:
        """Memory as a multiple of the size."""
        return self.memory / self.size


class Row(NamedTuple):
    """One shape's figures, from small to large."""

    shape: Shape
    runs: Sequence[Figures]

    def to_json(self) -> dict[str, object]:
        """The row as it is printed and written."""
        return {
            "format": self.shape.format,
            "shape": self.shape.name,
            "seconds per MB": [round(run.per_mb, 2) for run in self.runs],
            "memory / size": [round(run.times, 1) for run in self.runs],
            "end": self.runs[-1].end,
        }


class _Accents:
    """Puts accents on letters outside of tags."""

    traits = TRAITS

    def translate(self, text: str, direction: Direction) -> TranslatedText:  # noqa: ARG002  as the port has it
        started = time.thread_time()
        pieces = _TAG.split(text)
        pieces[::2] = [piece.translate(_ACCENTS) for piece in pieces[::2]]
        translated = TranslatedText("".join(pieces), "en")
        _OTHERS.append(time.thread_time() - started)
        return translated

    def terminology_version(self, name: str) -> str:  # noqa: ARG002  as the port has it
        return ""

    def has_propagated(self, terminology: str) -> bool:  # noqa: ARG002  as the port has it
        return True


_OTHERS: list[float] = []
"""Processor seconds of the translator, which elsewhere is a service and no work of the function's."""
_ACCENTS = str.maketrans("abcdefghklmnprstvwzAW", "áƀçđéƒğħķļɱñþŕšţṽŵžÀŴ")
_TAG = re.compile(r"(<[^>]*>|&[^;]*;)")


def translate(name: str, data: bytes, most_memory: float) -> str:
    """Translate a document of a format; how that ended."""
    clock = SystemClock()
    tools = Tools(_Accents(), clock, Pace(2), NoMemory())
    deadline = clock.now() + _MOST_SECONDS
    try:
        translate_document(data, *_named(name), _DIRECTION, Options("fr", "en"), tools, deadline, most_memory)
    except UnreadableError:
        return "unreadable"
    except LingopointError as error:
        return error.code
    except Exception as error:  # noqa: BLE001  it belongs in the table
        return type(error).__name__
    return "translated"


def _named(name: str) -> tuple[str, str]:
    """Content type and key of a document of a format."""
    return ("application/xml", "a") if name in _XML else ("", f"a.{_EXTENSIONS.get(name, name)}")


def measure(name: str, data: bytes, most_memory: float, *, whole: bool = False) -> Figures:
    """Translate in a process of its own. `whole` counts the memory that the process had before, too."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(into, pickle.dumps(_measured(name, data, most_memory, whole)))
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    seconds, memory, end = pickle.loads(told) if told else (float(_MOST_SECONDS), _MOST_MEMORY, "killed")
    return Figures(len(data), seconds, memory, end)


def _measured(name: str, data: bytes, most_memory: float, whole: bool) -> tuple[float, int, str]:
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    is_exact = len(data) >= AGAIN
    before = 0 if whole else int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    slower = _yardstick() if is_exact else _QUIET[0]
    _OTHERS.clear()
    started = time.process_time()
    end = translate(name, data, most_memory)
    seconds = time.process_time() - started - sum(_OTHERS)
    if is_exact:
        seconds *= min(1.0, 2 * _QUIET[0] / (slower + _yardstick()))
    return seconds, max(0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before), end


_QUIET = [1.0]
"""The yardstick's own time when nothing else runs."""


def _yardstick() -> float:
    """Seconds for some work of Python, more when others use the same processor."""
    started = time.process_time()
    held: dict[int, tuple[int, str]] = {}
    for number in range(200_000):
        held[number % 1000] = number, str(number)
    return time.process_time() - started


def look(shape: Shape, most_times: float) -> Row:
    """A shape's figures at two sizes, and at a third where the two give reason to.

    What would take more than `most_times` its size is tried once more with so much memory, as the largest object has.
    """
    small, large = (measure(shape.format, shape.make(size), _ROOM) for size in (SMALL, LARGE))
    runs = [small, large]
    if _is_suspicious(small, large, most_times):
        document = shape.make(AGAIN)
        again = [measure(shape.format, document, _ROOM) for _ in range(_TAKES)]
        runs.append(min(again, key=lambda figures: figures.seconds))
        if runs[-1].times > most_times:
            tight = measure(shape.format, document, most_times * len(document))
            runs.append(runs[-1]._replace(memory=tight.memory, end=tight.end))
    return Row(shape, runs)


def _is_suspicious(small: Figures, large: Figures, most_times: float) -> bool:
    more = large.seconds - small.seconds
    expected = small.seconds * (large.size / small.size - 1)
    return (
        large.per_mb > 0.6 * SECONDS_PER_MB
        or large.memory - small.memory > most_times * (large.size - small.size)
        or (more > 1.5 * expected and more > 0.01)
        or large.end not in _ENDS
    )


def is_wrong(row: Row, most_times: float) -> bool:
    """Whether a shape takes too much, for its size or as it grows."""
    last = row.runs[-1]
    return len(row.runs) > 2 and (
        last.per_mb > SECONDS_PER_MB or last.times > 1.1 * most_times or last.end not in _ENDS
    )


def run(formats: Sequence[str], most: int, most_times: float) -> Iterator[Row]:
    """A row for each shape."""
    warm()
    for name in formats:
        for shape in some(name, most):
            yield look(shape, most_times)


def largest(formats: Sequence[str]) -> Iterator[tuple[str, Figures]]:
    """The shapes that fill memory, as large as an object may be, with the function's own memory as the limit.

    The figures' memory is all that the process has at its peak.
    """
    warm()
    for name in formats:
        for shape in shapes(name):
            if shape.name not in FILLING.get(name, ()):
                continue
            document = shape.make(Config().max_object_size - 1000)
            yield f"{name} {shape.name}, {len(document):,} bytes", measure(name, document, _ROOM, whole=True)


def warm() -> None:
    """Have everything imported that a document may need."""
    registry.import_formats()
    for name in GRAMMARS:
        translate(name, next(shapes(name)).make(500), 1e9)
    translate("text", b"Word. " * 3000, 1e9)
    _QUIET[0] = min(_yardstick() for _ in range(20))


def main(arguments: Sequence[str]) -> None:
    """Search, print what is wrong, write everything."""
    config = Config()
    times = config.room / config.max_object_size
    parser = argparse.ArgumentParser(prog="python -m bench growth", description=__doc__)
    parser.add_argument("--formats", default=",".join(GRAMMARS), help="which ones, separated by commas")
    parser.add_argument("--most", type=int, default=400, help="shapes of each format (%(default)s)")
    parser.add_argument(
        "--times", type=float, default=times, help="most memory, as a multiple of the size (%(default).0f)"
    )
    parser.add_argument("--json", type=Path, default=Path("growth.jsonl"), help="where the figures go (%(default)s)")
    parser.add_argument("--largest", action="store_true", help="what fills memory, at the largest size, instead")
    options = parser.parse_args(arguments)
    if options.largest:
        for name, figures in largest(options.formats.split(",")):
            print(f"{name}: {figures.end}, {figures.memory / 1e6:,.0f} MB, {figures.seconds:.0f} s", flush=True)
        return
    count = wrong = 0
    with options.json.open("w", encoding="utf-8") as out:
        for row in run(options.formats.split(","), options.most, options.times):
            line = json.dumps(row.to_json(), ensure_ascii=False)
            out.write(line + "\n")
            out.flush()
            count += 1
            if is_wrong(row, options.times):
                wrong += 1
                print(line, flush=True)
    print(f"{count} shapes, {wrong} of them wrong; figures in {options.json}")
