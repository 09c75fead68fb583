"""Apertium, when it is installed: rule-based translation between Romance languages and English, of gist quality.

A pipeline takes half a second to start, so each stays open. Apertium's own `apertium` command holds text back in its
format filters; the programs of a mode, given `-z`, answer each text that ends in a NUL.
"""

import os
import re
import select
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

from lingopoint_local.translate.engines.embedded.installed import MODES
from lingopoint_local.translate.engines.embedded.memo import Memo
from lingopoint_local.translate.engines.engine import EngineError
from lingopoint_local.translate.line import Line, Tag, joined, tags

_PATIENCE = 30.0
_SPECIAL = re.compile(r"[\\\[\]{}^$/@<>]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_TAG = re.compile(r"(?<!\\)\[(\d+)\]")
_END = ".[]"


class Pipeline:
    """One mode, as a chain of processes that stays open."""

    def __init__(self, mode: str, folder: Path = MODES) -> None:
        self._command = _command((folder / f"{mode}.mode").read_text())
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, text: str) -> str:
        """The answer to one text in Apertium's stream format, with its end mark. Raises EngineError on a breakdown."""
        with self._lock:
            process = self._started()
            try:
                return _exchange(process, f"{text}{_END}")
            except OSError as error:
                self._end()
                raise EngineError(f"Apertium gave no answer: {error}") from error

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(  # noqa: S603
                ["bash", "-c", self._command],  # noqa: S607
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
            process.wait()

    def close(self) -> None:
        """Ends the processes: each stage ends when its input does."""
        with self._lock:
            self._end()


def _command(mode: str) -> str:
    """The pipeline of a mode file: unknown words left unmarked (`-n` for `$1`), and an answer at each NUL (`-z`)."""
    stages = mode.strip().replace("$1", "-n").replace("$2", "").split(" | ")
    return " | ".join(" -z ".join(f"{stage} ".split(" ", 1)) for stage in stages)


def _exchange(process: subprocess.Popen[bytes], text: str) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(text.encode() + b"\0")
    process.stdin.flush()
    answer = bytearray()
    while not answer.endswith(b"\0"):
        if not select.select([process.stdout], [], [], _PATIENCE)[0]:
            raise TimeoutError(f"nothing within {_PATIENCE:.0f} s")
        chunk = os.read(process.stdout.fileno(), 65536)
        if not chunk:
            raise BrokenPipeError("the pipeline ended")
        answer += chunk
    return answer[:-1].decode()


class ApertiumLeg:
    """One mode; see `Leg`. Tags travel as superblanks, which pass through every stage."""

    def __init__(self, memo: Memo, mode: str, folder: Path = MODES) -> None:
        self._memo = memo
        self._mode = mode
        self._pipeline = Pipeline(mode, folder)

    def encode(self, line: Line) -> str:
        """See `Leg.encode`."""
        text = "".join(f"[{part.number}]" if isinstance(part, Tag) else _SPECIAL.sub(r"\\\g<0>", part) for part in line)
        # Apertium hands the case of a sentence's first word on to whatever word then comes first or second.
        return text[:1].lower() + text[1:] if text[1:2].islower() else text

    def decode(self, answer: str, line: Line) -> Line | None:
        """See `Leg.decode`."""
        known = {str(tag.number): tag for tag in tags(line)}
        if known and not answer.endswith(_END):
            return None  # a tag drifted behind the end mark
        pieces = _TAG.split(answer.replace("[]", "").removesuffix("."))
        if sorted(pieces[1::2]) != sorted(known):
            return None
        return joined(known[piece] if index % 2 else _ESCAPED.sub(r"\1", piece) for index, piece in enumerate(pieces))

    def run(self, texts: Sequence[str]) -> list[str]:
        """See `Leg.run`."""
        return self._memo.complete(self._mode, texts, lambda missing: [self._pipeline.ask(text) for text in missing])

    def close(self) -> None:
        """Ends the pipeline."""
        self._pipeline.close()
