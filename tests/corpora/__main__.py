"""Runs over the corpus and writes what was seen into docs/formats.md."""

from tests.corpora.fetch import fetch
from tests.corpora.misses import MISSES
from tests.corpora.report import by_format, corpus, place, tables, written
from tests.corpora.run import run
from tests.corpora.sources import SOURCES
from tests.pages import FORMATS_PAGE as PAGE

_SHOWN = 5


def main() -> None:
    """Fetch, run, show every problem, and write the page."""
    fetch(SOURCES)
    files = corpus()
    results = run(files.paths)
    for result in results:
        for problem in result.problems[:3]:
            print(f"{place(result.path)}: {problem}")
    missed = {place(result.path) for result in results if result.problems}
    print("not missed any more:", *sorted(MISSES.keys() - missed))
    for name, found in by_format(results).items():
        print(name, f"coverage {found.translated}/{found.human}, over {found.changed}/{found.code}", *found.torn[:3])
        for reason, texts in found.shown.items():
            print(f"  {reason}:", *texts[:_SHOWN], sep="\n    ")
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), tables(results, files)), encoding="utf-8")


if __name__ == "__main__":
    main()
