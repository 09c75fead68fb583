"""An edited document read again: what is paid and waited for, by how much of it is new."""

import random
from typing import Any

from bench import baselines, workloads
from bench.latency import DIRECTION, timed, translate
from bench.service import CONCURRENCY, Service
from lingopoint.ports import Translator
from lingopoint_in_memory import DictMemory

SHARES = (0.0, 0.01, 0.05, 0.2, 1.0)
"""Of the paragraphs."""


def run(service: Service, *, quick: bool) -> list[dict[str, Any]]:
    """A row for each share of new paragraphs, each an edit of the same text, which was translated before."""
    paragraphs = workloads.text(100_000 if quick else 1_000_000).split("\n\n")
    translator = service.translator()
    memory = DictMemory()
    service.behave()
    translate("\n\n".join(paragraphs).encode(), "text/plain", translator, memory)
    return [_row(translator, memory, share, _edit(paragraphs, share, 100 + n)) for n, share in enumerate(SHARES)]


def _row(translator: Translator, memory: DictMemory, share: float, edit: tuple[str, int]) -> dict[str, Any]:
    text, edited = edit
    seconds, document = timed(lambda: translate(text.encode(), "text/plain", translator, memory))
    pool, _ = timed(lambda: baselines.pooled(text, translator, DIRECTION, CONCURRENCY))
    return {
        "edited share": share,
        "edited characters": edited,
        "billed": document.cost.billed,
        "pool billed": len(text),
        "ours": seconds,
        "pool": pool,
    }


def _edit(paragraphs: list[str], share: float, seed: int) -> tuple[str, int]:
    """The text with a share of its paragraphs written anew, and the characters of those."""
    author = workloads.Author(seed)
    chosen = random.Random(seed).sample(range(len(paragraphs)), round(len(paragraphs) * share))
    new = {number: author.paragraph() for number in chosen}
    return "\n\n".join(new.get(number, old) for number, old in enumerate(paragraphs)), sum(map(len, new.values()))
