"""What a site costs: 500 pages that share navigation and footer, read in five languages, edited, read again."""

import random
from typing import Any

from bench.workloads import Site
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.formats.options import Options
from lingopoint.ports import Direction
from lingopoint.renditions.document import TranslatedDocument, translate_document
from lingopoint.translation import Pace, Tools
from lingopoint_in_memory import DictMemory, FunctionTranslator

LANGUAGES = ("fr", "de", "es", "pt", "ja")


def run(*, quick: bool) -> dict[str, Any]:
    """Characters billed, ours beside a pool without packing or memory."""
    pages = 50 if quick else 500
    site = Site(pages)
    reads = _zipf(pages, pages * 20)
    reader = _Reader(site)
    first = sum(reader.read(page, language) for page, language in reads)
    raw = [len(site.render(number)) for number in range(pages)]
    pool = sum(raw[page] for page, _ in reads)
    pool_once = sum(raw[page] for page, _ in set(reads))
    edited = site.edit(0.02)
    again = sum(reader.read(page, language) for page, language in reads)
    read_languages = {language for _, language in reads}
    return {
        "pages": pages,
        "reads": len(reads),
        "billed": first,
        "pool": pool,
        "pool, each page and language once": pool_once,
        "billed / pool": first / pool,
        "billed / pool once": first / pool_once,
        "after the edit": again,
        "edited characters": sum(map(len, edited)) * len(read_languages),
        "edit / edited": again / (sum(map(len, edited)) * len(read_languages)),
    }


def _zipf(pages: int, reads: int) -> list[tuple[int, str]]:
    """Pages by rank, languages likewise: the first is read often, the last hardly ever, and everything once."""
    chance = random.Random(5)
    everything = [(page, language) for page in range(pages) for language in LANGUAGES]
    weights = [1 / (page + 1) / (LANGUAGES.index(language) + 1) for page, language in everything]
    return everything + chance.choices(everything, weights, k=reads)


class _Reader:
    """Readers with one translation memory and one store of renditions behind them."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._memory = DictMemory()
        self._renditions: dict[tuple[str, str], TranslatedDocument] = {}

    def read(self, page: int, language: str) -> int:
        """The characters that one read was billed."""
        original = self._site.render(page)
        if (original, language) in self._renditions:
            return 0
        clock = SystemClock()
        tools = Tools(FunctionTranslator(), clock, Pace(4), self._memory)
        document = translate_document(
            *(original.encode(), "text/html", "x.html", Direction("en", language), Options(language, "en")),
            *(tools, clock.now() + 60),
        )
        self._renditions[original, language] = document
        return document.cost.billed
