"""`python -m bench.growth [--formats a,b] [--limit N]`: how time and memory grow with size, for shapes of all formats.

Each shape is translated whole in a process of its own, so that its peak is its own; the translator is one that only
puts accents on, in no time. A first look at two small sizes finds what may grow faster than its size, costs much time
or much memory; that is looked at again, larger, and shown where it is so.
"""

import argparse
import json
import os
import pickle
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.shapes import GRAMMARS, Shape, shapes
from lingopoint.adapters.nothing import NoMemory
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.errors import LingopointError
from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.table import BY_NAME
from lingopoint.ports import Direction, TranslatedText
from lingopoint.renditions.document import translate_document
from lingopoint.translation import Pace, Tools
from lingopoint.adapters.amazon_translate import TRAITS

SMALL, LARGE = 50_000, 200_000
AGAIN = 1_000_000
MOST_SECONDS_PER_MB = 3.0
MOST_TIMES = 60.0
_MOST_SECONDS = 60
_MOST_MEMORY = 6 << 30
_DIRECTION = Direction("en", "fr")
_ACCENTS = str.maketrans("eAW", "éÀŴ")


class Accents:
    """Puts accents on letters that no tag of the wire has."""

    traits = TRAITS

    def translate(self, text: str, direction: Direction) -> TranslatedText:  # noqa: ARG002
        """See `Translator.translate`."""
        return TranslatedText(text.translate(_ACCENTS), "en")

    def terminology_version(self, name: str) -> str:  # noqa: ARG002
        """See `Translator.terminology_version`."""
        return ""

    def has_propagated(self, terminology: str) -> bool:  # noqa: ARG002
        """See `Translator.has_propagated`."""
        return True


@dataclass(frozen=True, slots=True)
class Figures:
    """One run: bytes in, seconds of processor time, bytes of memory over what was there, and how it ended."""

    size: int
    seconds: float
    memory: int
    end: str

    @property
    def per_mb(self) -> float:
        return self.seconds / self.size * 1e6

    @property
    def times(self) -> float:
        return self.memory / self.size


def translate(name: str, data: bytes) -> str:
    """Translate a document of a format; how that ended."""
    clock = SystemClock()
    tools = Tools(Accents(), clock, Pace(2), NoMemory())
    row = BY_NAME[name]
    content_type, key = _named(name)
    try:
        translate_document(data, content_type, key, _DIRECTION, Options("fr", "en"), tools, clock.now() + _MOST_SECONDS)
    except UnreadableError:
        return "unreadable"
    except LingopointError as error:
        return error.code
    except Exception as error:
        return type(error).__name__
    return "translated"


def _named(name: str) -> tuple[str, str]:
    row = BY_NAME[name]
    if name == "android":
        return "application/xml", "a.xml"
    if name == "office":
        return "", "a.docx"
    if row.types and name not in ("office",):
        return row.types[0], "a"
    (extension, media_type) = next(iter(row.extensions.items()))
    return media_type, f"a.{extension}"


def measure(name: str, data: bytes) -> Figures:
    """Translate in a forked process."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
            resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
            before = _resident()
            started = time.process_time()
            end = translate(name, data)
            seconds = time.process_time() - started
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            os.write(into, pickle.dumps((seconds, max(0, peak - before), end)))
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    seconds, memory, end = pickle.loads(told) if told else (float(_MOST_SECONDS), _MOST_MEMORY, "killed")
    return Figures(len(data), seconds, memory, end)


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def suspicious(small: Figures, large: Figures) -> bool:
    grown = large.seconds - small.seconds
    expected = small.seconds * (large.size / small.size - 1)
    return (
        large.per_mb > 0.7 * MOST_SECONDS_PER_MB
        or (large.memory - small.memory) / (large.size - small.size) > 0.5 * MOST_TIMES
        or (grown > 1.8 * expected and grown > 0.02)
        or large.end not in ("translated", "unreadable")
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--formats", default=",".join(GRAMMARS))
    parser.add_argument("--limit", type=int, default=10**9)
    parser.add_argument("--only", default="")
    parser.add_argument("--sizes", default=f"{SMALL},{LARGE}")
    parser.add_argument("--out", type=Path, default=Path("/tmp/time/growth.jsonl"))
    options = parser.parse_args()
    registry.import_formats()
    import sentencex  # noqa: F401
    from lingopoint.translation.protect import _placeholder

    _placeholder()
    for name in GRAMMARS:
        translate(name, next(shapes((name,))).make(2000))
    small, large = map(int, options.sizes.split(","))
    total = 0
    with options.out.open("a") as out:
        for shape in shapes(tuple(options.formats.split(","))):
            if options.only and options.only != shape.name:
                continue
            total += 1
            if total > options.limit:
                break
            first = measure(shape.format, shape.make(small))
            second = measure(shape.format, shape.make(large)) if first.end != "unreadable" else first
            row = dict(
                format=shape.format,
                shape=shape.name,
                per_mb=[round(first.per_mb, 2), round(second.per_mb, 2)],
                times=[round(first.times, 1), round(second.times, 1)],
                end=second.end,
            )
            flag = suspicious(first, second) if second is not first else first.per_mb > 2
            if flag:
                row["flag"] = True
                print(json.dumps(row, ensure_ascii=False), flush=True)
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            out.flush()
    print(total)


if __name__ == "__main__":
    main()
