"""How long a cold translation takes, beside what others do and the bound of the service model."""

import time
from collections.abc import Callable
from typing import Any

from bench import baselines, workloads
from bench.service import CONCURRENCY, Service, bound
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.formats.options import Options
from lingopoint.ports import Direction, RefusedError, Translator
from lingopoint.renditions.document import TranslatedDocument, translate_document
from lingopoint.translation import Pace, Tools
from lingopoint_in_memory import DictMemory

DIRECTION = Direction("en", "fr")
SIZES = {"1 kB": 1_000, "100 kB": 100_000, "1 MB": 1_000_000, "5 MB": 5_000_000}
KINDS = {
    "text": ("text/plain", workloads.text),
    "html": ("text/html", workloads.html),
    "markdown": ("text/markdown", workloads.markdown),
}


def translate(
    data: bytes, content_type: str, translator: Translator, memory: DictMemory | None = None
) -> TranslatedDocument:
    """One translation, cold without a memory, with the code that ships and clients as in a warm function."""
    clock = SystemClock()
    tools = Tools(translator, clock, Pace(CONCURRENCY), DictMemory() if memory is None else memory)
    return translate_document(data, content_type, "x", DIRECTION, Options("fr", "en"), tools, clock.now() + 600)


def run(service: Service, *, quick: bool) -> list[dict[str, Any]]:
    """A row for each kind and size."""
    rows = []
    translator = service.translator()
    translate(workloads.text(200_000).encode(), "text/plain", translator)
    for kind in KINDS:
        for name, size in SIZES.items():
            if quick and size > 100_000:
                continue
            rows.append(_row(service, translator, kind, name))
    return rows


def _row(service: Service, translator: Translator, kind: str, name: str) -> dict[str, Any]:
    content_type, make = KINDS[kind]
    text = make(SIZES[name])
    service.behave()
    seconds, document = timed(lambda: translate(text.encode(), content_type, translator))
    sent = service.statistics()
    ideal = bound(sent["bytes"])
    row: dict[str, Any] = {
        "kind": kind,
        "size": name,
        "ours": seconds,
        "bound": ideal,
        "ours / bound": seconds / ideal,
        "calls": sent["translated"],
        "billed": document.cost.billed,
        "sent whole": len(text),
        "billed / text": document.cost.billed / document.cost.needed,
    }
    row["sample"] = _sample(translator, text)
    row["sequential"] = _sequential(translator, text)
    row["pool"], _ = timed(lambda: baselines.pooled(text, translator, DIRECTION, CONCURRENCY))
    row["sequential / ours"] = row["sequential"] / seconds
    return row


def _sample(translator: Translator, text: str) -> float | None:
    """The published sample's time; None where it fails."""
    try:
        return timed(lambda: baselines.whole(text, translator, DIRECTION))[0]
    except RefusedError:
        return None


def _sequential(translator: Translator, text: str) -> float:
    """Ten calls at most are really made one after the other; the rest takes as long as these did."""
    pieces = list(baselines.chunks(text))
    few = pieces[:10]
    seconds, _ = timed(lambda: baselines.sequential("".join(few), translator, DIRECTION))
    return seconds * len(pieces) / len(few)


def throttled(service: Service, rate: float, *, quick: bool) -> dict[str, Any]:
    """A cold translation while the service takes `rate` calls a second only."""
    text = workloads.text(100_000 if quick else 1_000_000)
    translator = service.translator()
    translate(b"Warm up.", "text/plain", translator)
    service.behave(calls_per_second=rate)
    seconds, document = timed(lambda: translate(text.encode(), "text/plain", translator))
    statistics = service.statistics()
    # A token bucket lets one second's calls pass at once, so the last of them starts that much earlier.
    ideal = max(0.0, (statistics["translated"] - rate) / rate) + 0.22
    return {
        "rate": rate,
        "ours": seconds,
        "bound": ideal,
        "ours / bound": seconds / ideal,
        "calls": document.cost.calls,
        "throttled": document.cost.throttled,
    }


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and the result."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result
