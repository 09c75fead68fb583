"""Runs over the corpus and writes what was seen into docs/formats.md."""

from tests.corpora.fetch import fetch
from tests.corpora.report import corpus, place, tables, written
from tests.corpora.run import run
from tests.corpora.sources import SOURCES
from tests.pages import FORMATS_PAGE as PAGE


def main() -> None:
    """Fetch, run, show every problem, and write the page."""
    fetch(SOURCES)
    files = corpus()
    results = run(files.paths)
    for result in results:
        for problem in result.problems[:3]:
            print(f"{place(result.path)}: {problem}")
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), tables(results, files)), encoding="utf-8")


if __name__ == "__main__":
    main()
