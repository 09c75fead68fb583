"""Real translation on this machine: neural English and Portuguese, and more by Apertium where it is installed."""

import threading
from collections.abc import Sequence

from lingopoint_local.translate.engines.embedded import installed
from lingopoint_local.translate.engines.embedded.apertium import ApertiumLeg
from lingopoint_local.translate.engines.embedded.leg import Leg, in_pieces, translate
from lingopoint_local.translate.engines.embedded.memo import Memo
from lingopoint_local.translate.engines.embedded.neural import DIRECTIONS, Neural, NeuralLeg
from lingopoint_local.translate.engines.embedded.polish import lowered, polished, raised, shouted
from lingopoint_local.translate.engines.embedded.routes import LANGUAGES, packages, route, usable
from lingopoint_local.translate.engines.embedded.sentences import peel, split, translatable
from lingopoint_local.translate.engines.protect import protect, release
from lingopoint_local.translate.line import Line, intact, joined, tags


class Embedded:
    """See `Engine`."""

    name = "embedded"
    verbatim = False

    def __init__(self, workers: int = 0, modes: frozenset[str] | None = None) -> None:
        self._memo = Memo()
        self._neural = Neural(self._memo, workers)
        self._directions = frozenset(DIRECTIONS if installed.neural() else ())
        self._modes = usable(installed.apertium() if modes is None else modes)
        self._pipelines: dict[str, ApertiumLeg] = {}
        self._lock = threading.Lock()

    @property
    def description(self) -> str:
        """See `Engine.description`."""
        if not self._directions:
            return "A few languages by Apertium's rules: gist quality. The neural engine is not installed."
        neural = "English and Brazilian Portuguese by a small neural model: good."
        if self._modes:
            return f"{neural} Other languages by Apertium's rules: gist quality."
        return f"{neural} Apertium, for other languages, is not installed."

    def pairs(self) -> list[str]:
        """See `Engine.pairs`."""
        known = sorted(LANGUAGES)
        return [f"{source}-{target}" for source in known for target in known if self.supports(source, target)]

    def supports(self, source: str, target: str) -> bool:
        """See `Engine.supports`."""
        return source != target and bool(self._route(source, target))

    def advice(self, source: str, target: str) -> str:
        """See `Engine.advice`."""
        if not self._directions:
            return f"{installed.WITHOUT_NEURAL}."
        missing = packages(source, target, self._directions)
        if not missing:
            return "No embedded engine translates it; the engine `pseudo` takes any pair, and so does Amazon Translate."
        return f"To have it locally: apt-get install --no-install-recommends apertium {' '.join(missing)}"

    def translate(self, lines: Sequence[Line], source: str, target: str) -> list[Line]:
        """See `Engine.translate`."""
        legs = [self._leg(name) for name in self._route(source, target)]
        shielded = [protect(lowered(line) if shouted(line) else line, names=True) for line in lines]
        sentences = [split(line, source) for line in shielded]
        translated = iter(_through(legs, [sentence for line in sentences for sentence in line]))
        together = [joined(part for _ in parts for part in next(translated)) for parts in sentences]
        sound = [_sound(legs, *pair) for pair in zip(shielded, together, strict=True)]
        return [release(raised(new) if shouted(old) else new, old) for old, new in zip(lines, sound, strict=True)]

    def _route(self, source: str, target: str) -> tuple[str, ...]:
        return route(source, target, self._directions | self._modes)

    def _leg(self, name: str) -> Leg:
        if name in self._directions:
            return NeuralLeg(self._neural, name)
        with self._lock:
            if name not in self._pipelines:
                self._pipelines[name] = ApertiumLeg(self._memo, name)
            return self._pipelines[name]

    def close(self) -> None:
        """See `Engine.close`."""
        self._neural.close()
        for pipeline in self._pipelines.values():
            pipeline.close()


def _through(legs: Sequence[Leg], sentences: list[Line]) -> list[Line]:
    for leg in legs:
        sentences = [
            _polished(before, after) for before, after in zip(sentences, translate(leg, sentences), strict=True)
        ]
    return sentences


def _sound(legs: Sequence[Leg], source: Line, target: Line) -> Line:
    """The target; or the source in pieces, when pairs that reach over several sentences got entangled."""
    if intact(tags(source), tags(target)):
        return target
    for leg in legs:
        source = in_pieces(leg, source)
    return source


def _polished(source: Line, target: Line) -> Line:
    if not translatable(source):
        return target
    _, source_core, _ = peel(source)
    head, core, tail = peel(target)
    return joined((*head, *polished(source_core, core), *tail))
