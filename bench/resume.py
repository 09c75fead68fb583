"""A text that cannot be translated in the time of one answer: retries finish it, and nothing is paid for twice."""

from typing import Any

from bench import workloads
from bench.latency import DIRECTION
from bench.service import CONCURRENCY, Service
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.errors import SlowDownError
from lingopoint.formats.options import Options
from lingopoint.renditions.document import translate_document
from lingopoint.translation import Pace, Tools
from lingopoint_in_memory import DictMemory


def run(service: Service, *, quick: bool) -> dict[str, Any]:
    """5 MB at 5 calls a second, in answers of 57 seconds (quick: 500 kB in answers of 6 seconds)."""
    size, seconds = (500_000, 6.0) if quick else (5_000_000, 57.0)
    text = workloads.text(size)
    service.behave(calls_per_second=5)
    memory = DictMemory()
    clock = SystemClock()
    translator = service.translator()
    for attempt in range(1, 20):
        tools = Tools(translator, clock, Pace(CONCURRENCY), memory)
        try:
            document = translate_document(
                *(text.encode(), "text/plain", "x.txt", DIRECTION, Options("fr", "en"), tools, clock.now() + seconds)
            )
        except SlowDownError:
            continue
        sent = service.statistics()
        return {
            "bytes": len(text),
            "answers": attempt,
            "characters": document.cost.needed,
            "billed in all": sent["characters"],
            "billed / characters": sent["characters"] / document.cost.needed,
        }
    raise AssertionError("it never ended")
