"""The corpus, the page that describes it, and files of any kind."""

import os
from collections.abc import Sequence

import pytest

from tests.corpora.fetch import UnavailableError, fetch
from tests.corpora.misses import MISSES
from tests.corpora.report import NAMES, Corpus, corpus, place, tables, written
from tests.corpora.run import Result, run
from tests.corpora.sources import SOURCES
from tests.pages import FORMATS_PAGE as PAGE

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def files() -> Corpus:
    try:
        fetch(SOURCES)
    except UnavailableError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"the corpus cannot be fetched: {error}")
    return corpus()


@pytest.fixture(scope="module")
def results(files: Corpus) -> Sequence[Result]:
    return run(files.paths)


@pytest.mark.parametrize("name", NAMES)
def test_an_identity_translation_gives_the_same_bytes(name: str, results: Sequence[Result]) -> None:
    of_format = [result for result in results if result.format == name]
    assert of_format
    assert [place(result.path) for result in of_format if not result.identical] == []


@pytest.mark.parametrize("name", NAMES)
def test_only_the_words_change_and_all_of_them(name: str, results: Sequence[Result]) -> None:
    missed = {place(result.path): result.problems[0] for result in results if result.format == name and result.problems}
    assert {path: problem for path, problem in missed.items() if path not in MISSES} == {}


def test_the_corpus_is_large_and_every_miss_in_it_is_explained(results: Sequence[Result]) -> None:
    readable = [result for result in results if not result.unreadable]
    missed = {place(result.path) for result in readable if result.problems}
    assert len(readable) >= 2000
    assert len(missed) <= len(readable) * 0.005
    assert missed == MISSES.keys()


def test_the_page_shows_this_run(results: Sequence[Result], files: Corpus) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert written(page, tables(results, files)) == page, "`python -m tests.corpora` writes it"
