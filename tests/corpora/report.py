"""The tables of docs/formats.md that come from a run over the corpus."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.corpora.fetch import CACHE, documents
from tests.corpora.misses import MISSES
from tests.corpora.run import Result
from tests.corpora.sources import SOURCES
from tests.pages import between

OWN = Path(__file__).parent / "own"
_COMMAND = "python -m tests.corpora"
NAMES = {
    "android": "Android strings",
    "apple_strings": "Apple strings",
    "csv": "CSV, TSV",
    "docx": "DOCX",
    "html": "HTML, XHTML",
    "json": "JSON",
    "markdown": "Markdown",
    "po": "PO, POT",
    "pptx": "PPTX",
    "properties": "Java properties",
    "resx": ".resx",
    "srt": "SRT",
    "text": "plain text",
    "vtt": "WebVTT",
    "xliff": "XLIFF",
    "xlsx": "XLSX",
    "xml": "XML",
    "yaml": "YAML",
}
"""The formats of the corpus, office documents by extension, as they are named to readers."""


class Corpus(NamedTuple):
    """The documents, and the package that each one is from."""

    sources: dict[Path, str]

    @property
    def paths(self) -> list[Path]:
        """The documents, one after the other."""
        return list(self.sources)


def corpus() -> Corpus:
    """The corpus as it lies on this machine: fetched documents and our own."""
    fetched = {path: source.name for source in SOURCES for path in documents(source)}
    return Corpus(fetched | dict.fromkeys(sorted(OWN.iterdir()), "our own"))


def place(path: Path) -> str:
    """A document's name on every machine."""
    return path.relative_to(OWN.parent if path.is_relative_to(OWN) else CACHE).as_posix()


def tables(results: Sequence[Result], files: Corpus) -> str:
    """What the page says of a run."""
    return "\n".join([*_by_format(results, files), "", *_sources(files), "", *_misses(results)]) + "\n"


def written(page: str, made: str) -> str:
    """The page with other tables."""
    return between(page, _COMMAND, made)


def _by_format(results: Sequence[Result], files: Corpus) -> Iterator[str]:
    yield "| format | files | identical | served unchanged | skeleton holds | from |"
    yield "|---|--:|--:|--:|--:|---|"
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[NAMES[result.format]].append(result)
    for name in sorted(groups, key=str.lower):
        packages = Counter(files.sources[result.path] for result in groups[name])
        yield _row(name, groups[name], ", ".join(f"{package} {count}" for package, count in packages.most_common()))
    yield _row("**all**", results, "")


def _row(name: str, results: Sequence[Result], packages: str) -> str:
    unchanged = sum(bool(result.unreadable) for result in results)
    readable = len(results) - unchanged
    holds = readable - sum(bool(result.problems) for result in results)
    identical = sum(result.identical for result in results)
    return (
        f"| {name} | {len(results):,} | {_share(identical, len(results))} | {unchanged} "
        f"| {_share(holds, readable)} | {packages} |"
    )


def _share(part: int, whole: int) -> str:
    """A percentage that is never rounded up to 100."""
    return f"{part * 10_000 // whole / 100:g} %" if whole else "–"


def _sources(files: Corpus) -> Iterator[str]:
    counts = Counter(files.sources.values())
    for registry, name in (("pypi", "PyPI"), ("npm", "npm")):
        packages = [
            f"{source.label} ({source.licence})"
            for source in SOURCES
            if source.registry == registry and counts[source.name]
        ]
        yield f"- {name}: {', '.join(packages)}."


def _misses(results: Iterable[Result]) -> Iterator[str]:
    yield "| file | why |"
    yield "|---|---|"
    for result in sorted(results, key=lambda result: place(result.path)):
        if result.problems:
            yield f"| `{place(result.path)}` | {MISSES.get(place(result.path), result.problems[0])} |"
        elif result.unchecked:
            yield f"| `{place(result.path)}` | not looked at: {result.unchecked} |"
