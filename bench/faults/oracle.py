"""What is right: each version translated in this process by the same engine without its faults, unit by unit."""

import json
import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple, cast

from bench.faults.documents import Version
from lingopoint.adapters.amazon_translate import AmazonTranslator
from lingopoint.adapters.nothing import NoMemory
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.config import Config
from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.ports import Direction
from lingopoint.renditions.document import translate_document
from lingopoint.renditions.make import extraction
from lingopoint.translation import Pace, Tools
from lingopoint.unit import Code
from lingopoint_local.translate.engines.pseudo import Pseudo
from lingopoint_local.translate.in_process import InProcessClient
from lingopoint_local.translate.service import TranslateApi


class Verdict(Enum):
    """What a body is."""

    RIGHT = "the right translation, to the byte"
    HARMLESS = "right but for full stops, quotes or the place where it was cut"
    SPACED = "right but for white space too"
    KEPT = "right, and in part as it was written"
    ORIGINAL = "the original, and said to be"
    WRONG = "none of them"


class Pieces(NamedTuple):
    """A document taken apart: the texts of its units, and everything else."""

    units: Sequence[str]
    frame: bytes


_FREE = re.compile(r"[\[\].]")
"""Full stops, and the brackets that the engine puts around whatever it is sent, a whole or a piece."""
_QUOTES = str.maketrans("“”„«»‘’", '"""""\'\'')


@dataclass
class Oracle:
    """Knows the right rendition of every version. Safe for many threads."""

    _known: dict[tuple[Version, str], bytes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def right(self, version: Version, language: str) -> bytes:
        """The right rendition."""
        with self._lock:
            if (version, language) not in self._known:
                self._known[version, language] = _translated(version, language)
            return self._known[version, language]

    def judge(self, version: Version, language: str, status: str, body: bytes) -> Verdict:
        """What a body is that was served for a version. `status` is what the answer said of it."""
        if status != "translated":
            return Verdict.ORIGINAL if body == version.data else Verdict.WRONG
        right = self.right(version, language)
        if body == right:
            return Verdict.RIGHT
        try:
            return _compared(_pieces(version, body), _pieces(version, right), _pieces(version, version.data))
        except UnreadableError:
            return Verdict.WRONG

    def difference(self, version: Version, language: str, body: bytes) -> str:
        """Where a wrong body differs first."""
        right = self.right(version, language)
        try:
            served, expected = _pieces(version, body), _pieces(version, right)
        except UnreadableError as error:
            return str(error)
        if len(served.units) != len(expected.units):
            return f"{len(served.units)} units, not {len(expected.units)}"
        for ours, theirs in zip(served.units, expected.units, strict=True):
            if _plain(ours) != _plain(theirs):
                return f"{ours!r} is not {theirs!r}"
        return "beside the units"


def _compared(served: Pieces, right: Pieces, original: Pieces) -> Verdict:
    if not len(served.units) == len(right.units) == len(original.units):
        return Verdict.WRONG
    verdicts = list(map(_unit, served.units, right.units, original.units))
    frames = {_bare(right.frame.decode()), _bare(original.frame.decode())}
    if Verdict.WRONG in verdicts or _bare(served.frame.decode()) not in frames:
        return Verdict.WRONG
    return max(verdicts, key=list(Verdict).index, default=Verdict.HARMLESS)


def _unit(served: str, right: str, source: str) -> Verdict:
    if _plain(served) == _plain(right):
        return Verdict.HARMLESS
    if _bare(served) == _bare(right):
        return Verdict.SPACED
    return Verdict.KEPT if served == source else Verdict.WRONG


def _plain(text: str) -> str:
    """A text without what a translator may do to it and be right."""
    return " ".join(_FREE.sub("", unicodedata.normalize("NFKC", text).translate(_QUOTES)).split())


def _bare(text: str) -> str:
    return _plain(text).replace(" ", "")


def _pieces(version: Version, data: bytes) -> Pieces:
    """Raises UnreadableError for what is no such document."""
    if version.content_type == "application/json":  # where a value that begins with a bracket is taken for no text
        return _members(data)
    kind = registry.detect(version.content_type, version.key, data)
    document = kind.extract(data, Options(target="cy", source="en"))
    units, frame, position = [], [], 0
    for unit in document.units:
        units.append("".join(map(_shown, unit.parts)))
        frame.append(data[position : unit.start])
        position = unit.end
    return Pieces(units, b"".join([*frame, data[position:]]))


def _members(data: bytes) -> Pieces:
    try:
        members = json.loads(data)
    except ValueError as error:
        raise UnreadableError(str(error)) from error
    return Pieces([str(value) for value in members.values()], "\n".join(members).encode())


def _shown(part: str | Code) -> str:
    return part if isinstance(part, str) else f"<{part.kind.value} {part.raw or part.shown!r}>"


def _translated(version: Version, language: str) -> bytes:
    translator = AmazonTranslator(cast(Any, InProcessClient(TranslateApi(Pseudo()))))
    direction, clock = Direction("en", language), SystemClock()
    tools = Tools(translator, clock, Pace(1), NoMemory())
    options = extraction(direction, Config())
    made = translate_document(
        version.data, version.content_type, version.key, direction, options, tools, clock.now() + 600
    )
    return made.data
