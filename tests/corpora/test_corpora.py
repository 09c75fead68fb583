"""The corpus, the page that describes it, and files of any kind.

Every third document of the kinds of which there are many, unless the environment says `CORPUS=all`.
"""

import os
from collections import Counter
from collections.abc import Mapping, Sequence

import pytest

from tests.corpora.fetch import UnavailableError, fetch
from tests.corpora.floors import FLOORS, LEFT, OVER, TORN, Floor
from tests.corpora.measure import ARCHIVES, PAIRS
from tests.corpora.measure.letters import Letters
from tests.corpora.misses import MISSES
from tests.corpora.report import NAMES, Corpus, by_format, corpus, place, tables, written
from tests.corpora.run import Result, run
from tests.corpora.sources import SOURCES
from tests.pages import FORMATS_PAGE as PAGE

pytestmark = pytest.mark.timeout(1_800)

EVERY = os.environ.get("CORPUS") == "all"
COUNTED = [name for name in NAMES if name in PAIRS or name in ARCHIVES]
SLACK = 1 if EVERY else 2
"""A sample may hold more than its share of what is missed."""
WITHOUT_PROSE = {"odf_flat", "odg"}
"""Formats of which the corpus has drawings alone."""


@pytest.fixture(scope="module")
def files() -> Corpus:
    try:
        fetch(SOURCES)
    except UnavailableError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"the corpus cannot be fetched: {error}")
    return corpus(every=EVERY)


@pytest.fixture(scope="module")
def results(files: Corpus) -> Sequence[Result]:
    return run(files.paths)


@pytest.fixture(scope="module")
def letters(results: Sequence[Result]) -> Mapping[str, Letters]:
    return by_format(results)


@pytest.mark.parametrize("name", NAMES)
def test_an_identity_translation_gives_the_same_bytes(name: str, results: Sequence[Result]) -> None:
    of_format = [result for result in results if result.format == name]
    assert of_format
    assert [place(result.path) for result in of_format if not result.identical] == []


@pytest.mark.parametrize("name", NAMES)
def test_only_the_words_change_and_all_of_them(name: str, results: Sequence[Result]) -> None:
    missed = {place(result.path): result.problems[0] for result in results if result.format == name and result.problems}
    assert {path: problem for path, problem in missed.items() if path not in MISSES} == {}


@pytest.mark.parametrize("name", COUNTED)
def test_human_letters_are_translated(name: str, letters: Mapping[str, Letters]) -> None:
    found = letters[name]
    assert found.human or name in WITHOUT_PROSE
    assert found.human - found.translated <= SLACK * (1 - FLOORS.get(name, Floor()).coverage) * found.human, found.shown
    assert {reason for reason in found.left if (name, reason) not in LEFT} == set(), found.shown


@pytest.mark.parametrize("name", COUNTED)
def test_letters_of_code_stay(name: str, letters: Mapping[str, Letters]) -> None:
    found = letters[name]
    assert found.code or name in {"lrc", "sbv"}
    assert found.changed <= SLACK * FLOORS.get(name, Floor()).over * found.code, found.shown
    assert not found.changed or name in OVER
    assert not found.torn or name in TORN, found.torn


def test_the_corpus_is_large_and_every_miss_in_it_is_explained(results: Sequence[Result]) -> None:
    assert len(corpus(every=True).paths) >= 6_000
    readable = [result for result in results if not result.unreadable]
    missed = {place(result.path) for result in readable if result.problems}
    assert len(readable) >= (5_900 if EVERY else 2_600)
    assert len(missed) <= SLACK * 0.002 * len(readable)
    assert missed == MISSES.keys() & {place(result.path) for result in results}


def test_enough_of_each_lesser_format_is_read(results: Sequence[Result]) -> None:
    read = Counter(result.format for result in results if not result.unreadable)
    assert all(read[name] >= least for name, least in LEAST.items()), read


LEAST = {"ass": 5, "epub": 4, "fluent": 14, "ics": 20, "notebook": 60, "ods": 19, "odt": 18, "qt": 10, "toml": 25}


def test_the_page_shows_this_run(results: Sequence[Result], files: Corpus) -> None:
    page = PAGE.read_text(encoding="utf-8")
    missed = [place(result.path) for result in results if result.problems or result.unchecked]
    assert [path for path in missed if f"| `{path}` |" not in page] == []
    if EVERY:
        assert written(page, tables(results, files)) == page, "`python -m tests.corpora` writes it"
