"""The tables of docs/formats.md that come from a run over the corpus."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.corpora.fetch import CACHE, documents
from tests.corpora.floors import LEFT, OVER
from tests.corpora.measure.letters import Letters
from tests.corpora.misses import MISSES
from tests.corpora.run import Result
from tests.corpora.sources import SOURCES
from tests.pages import between

OWN = Path(__file__).parent / "own"
_COMMAND = "python -m tests.corpora"
NAMES = {
    "android": "Android strings",
    "apple_strings": "Apple strings",
    "asciidoc": "AsciiDoc",
    "ass": "ASS",
    "csv": "CSV, TSV",
    "docx": "DOCX",
    "epub": "EPUB",
    "fluent": "Fluent",
    "html": "HTML, XHTML",
    "ics": "iCalendar",
    "json": "JSON",
    "json5": "JSON5",
    "lrc": "LRC",
    "mail": "e-mail",
    "markdown": "Markdown",
    "notebook": "notebooks",
    "odf_flat": "flat ODF",
    "odg": "ODG",
    "odp": "ODP",
    "ods": "ODS",
    "odt": "ODT",
    "php": "PHP",
    "plist": ".stringsdict, .plist",
    "po": "PO, POT",
    "pptx": "PPTX",
    "properties": "Java properties",
    "qt": "Qt Linguist",
    "resx": ".resx",
    "rst": "reStructuredText",
    "sbv": "SBV",
    "srt": "SRT",
    "text": "plain text",
    "toml": "TOML",
    "ttml": "TTML",
    "vtt": "WebVTT",
    "xcstrings": ".xcstrings",
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


def corpus(*, every: bool = True) -> Corpus:
    """The corpus as it lies on this machine: fetched documents, every one or a fixed sample, and our own."""
    fetched = {path: source.name for source in SOURCES for path in documents(source, every=every)}
    return Corpus(fetched | dict.fromkeys(sorted(OWN.iterdir()), "our own"))


def place(path: Path) -> str:
    """A document's name on every machine."""
    return path.relative_to(OWN.parent if path.is_relative_to(OWN) else CACHE).as_posix()


def tables(results: Sequence[Result], files: Corpus) -> str:
    """What the page says of a run."""
    parts = (_by_format(results, files), _by_letters(results), _left(results), _sources(files), _misses(results))
    return "\n".join(line for part in parts for line in (*part, "")).rstrip("\n") + "\n"


def written(page: str, made: str) -> str:
    """The page with other tables."""
    return between(page, _COMMAND, made)


def _by_format(results: Sequence[Result], files: Corpus) -> Iterator[str]:
    yield "| format | files | identical | served unchanged | skeleton holds | from |"
    yield "|---|--:|--:|--:|--:|---|"
    for name, group in _groups(results):
        packages = Counter(files.sources[result.path] for result in group)
        yield _row(name, group, ", ".join(f"{package} {count}" for package, count in packages.most_common()))
    yield _row("**all**", results, "")


def _groups(results: Sequence[Result]) -> Iterator[tuple[str, list[Result]]]:
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[NAMES[result.format]].append(result)
    yield from sorted(groups.items(), key=lambda group: group[0].lower())


def by_format(results: Iterable[Result]) -> dict[str, Letters]:
    """The letters of all documents of a format together."""
    found: dict[str, Letters] = defaultdict(Letters)
    for result in results:
        if result.letters is not None:
            found[result.format].add(result.letters)
    return found


def _by_letters(results: Sequence[Result]) -> Iterator[str]:
    yield "| format | letters of human text | coverage | left | letters of code | over-translated |"
    yield "|---|--:|--:|--:|--:|--:|"
    found = by_format(results)
    for name in sorted(found, key=lambda name: NAMES[name].lower()):
        count = found[name]
        yield (
            f"| {NAMES[name]} | {count.human:,} | {_share(count.translated, count.human)} | {count.left.total():,} "
            f"| {count.code:,} | {_over(count)} |"
        )


def _left(results: Sequence[Result]) -> Iterator[str]:
    found = by_format(results)
    yield "| format | letters that were left | why |"
    yield "|---|---|---|"
    for name, count in sorted(found.items()):
        for reason, number in sorted(count.left.items()):
            yield f"| {NAMES[name]} | {number:,}, {reason} | {LEFT[name, reason]} |"
    yield ""
    yield "| format | letters of code that were changed |"
    yield "|---|---|"
    yield from (f"| {NAMES[name]} | {OVER[name]} |" for name, count in sorted(found.items()) if count.changed)


def _over(count: Letters) -> str:
    return f"{count.changed:,} ({100 * count.changed / count.code:.2g} %)" if count.changed else "0"


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
