"""Both rates of belief over human translations: of right answers doubted, and of wrong ones noticed.

`python -m bench belief` measures them over more catalogues; docs/belief.md has its figures.
"""

import os
from typing import Any

import pytest
from bench import belief, catalogues
from bench.belief import FAULTS, WITHIN

from tests.corpora.fetch import UnavailableError, documents, fetch
from tests.corpora.sources import SOURCES

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def found() -> list[dict[str, Any]]:
    sources = [source for source in SOURCES if source.name in {"Django", "Sphinx", "wagtail"}]
    try:
        fetch(sources)
    except UnavailableError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"the catalogues cannot be fetched: {error}")
    paths = [path for source in sources for path in documents(source) if path.suffix == ".po"]
    return belief.rates(catalogues.sample(catalogues.read(paths), 12_000))


def test_right_answers_are_believed(found: list[dict[str, Any]]) -> None:
    calls = {row["calls of"]: row["calls"] for row in found}
    doubted = {row["calls of"]: row["right ones doubted"] * row["calls"] for row in found}
    assert sum(calls.values()) >= 150
    assert sum(doubted.values()) <= 0.005 * sum(calls.values())


def test_texts_that_are_not_in_their_places_are_noticed(found: list[dict[str, Any]]) -> None:
    numbered = [row for row in found if row["numbers"] == "move with the text"]
    assert [[row[name] for name in FAULTS] for row in numbered] == [[1.0] * len(FAULTS)] * len(numbered)


def test_most_texts_say_it_even_where_numbers_do_not(found: list[dict[str, Any]]) -> None:
    for row in found:
        assert row["reversed"] >= 0.9
        assert row["shifted by one"] >= 0.75
        assert row["one is another's"] >= 0.3


def test_few_right_texts_are_asked_for_again_alone(found: list[dict[str, Any]]) -> None:
    assert all(row["right texts sent alone"] <= 0.005 for row in found)


def test_most_texts_that_took_in_others_or_lost_some_are_noticed(found: list[dict[str, Any]]) -> None:
    assert all(row[name] >= 0.6 for row in found for name in WITHIN if name in row)
