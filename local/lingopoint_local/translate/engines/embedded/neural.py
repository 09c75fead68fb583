"""English and Brazilian Portuguese: the small models of Firefox Translations, on this machine's processor."""

import multiprocessing
import os
import re
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from lingopoint_local.translate.engines.embedded import neural_worker
from lingopoint_local.translate.engines.embedded.masks import mask, unmask
from lingopoint_local.translate.engines.embedded.memo import Memo
from lingopoint_local.translate.engines.engine import EngineError
from lingopoint_local.translate.line import Line, text

DIRECTIONS = ("en-pt", "pt-en")
_MOST_WORKERS = 4
_AMPERSAND = "&amp;"
_BARE = re.compile(r"&(?!#?\w+;)")
"""The models make a word of it, more often than not; written as a reference, they leave it where it belongs."""


class Neural:
    """The translation processes, started when they are first needed."""

    def __init__(self, memo: Memo, workers: int = 0) -> None:
        self._memo = memo
        self._workers = workers or min(os.cpu_count() or 1, _MOST_WORKERS)
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def run(self, direction: str, sentences: Sequence[str]) -> list[str]:
        """The translation of each sentence."""
        return self._memo.complete(direction, sentences, lambda missing: self._ask(direction, missing))

    def _ask(self, direction: str, sentences: list[str]) -> list[str]:
        try:
            return list(self._started().map(neural_worker.translate, [direction] * len(sentences), sentences))
        except BrokenProcessPool as error:
            self.close()
            raise EngineError("a translation process ended unexpectedly") from error

    def _started(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(self._workers, context, neural_worker.start)
            return self._pool

    def close(self) -> None:
        """Ends the processes; the next sentence would start them anew."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)


class NeuralLeg:
    """One direction; see `Leg`."""

    def __init__(self, neural: Neural, direction: str) -> None:
        self._neural = neural
        self._direction = direction

    def encode(self, line: Line) -> str:
        """See `Leg.encode`."""
        plain = mask(line)
        return plain if _AMPERSAND in plain else _BARE.sub(_AMPERSAND, plain)

    def decode(self, answer: str, line: Line) -> Line | None:
        """See `Leg.decode`."""
        return unmask(answer if _AMPERSAND in text(line) else answer.replace(_AMPERSAND, "&"), line)

    def run(self, texts: Sequence[str]) -> list[str]:
        """See `Leg.run`."""
        return self._neural.run(self._direction, texts)
