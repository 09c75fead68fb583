"""Catalogues of frameworks that others wrote: the same bytes without a translation, the same structure with one."""

import os
from collections import Counter
from collections.abc import Sequence

import pytest

from tests.corpora.fetch import UnavailableError, documents, fetch
from tests.corpora.report import place
from tests.corpora.run import Result, run
from tests.corpora.sources import APPS

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def results() -> Sequence[Result]:
    try:
        fetch(APPS)
    except UnavailableError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"the packages cannot be fetched: {error}")
    return run([path for source in APPS for path in documents(source)])


def test_an_identity_translation_gives_the_same_bytes(results: Sequence[Result]) -> None:
    assert [place(result.path) for result in results if not result.identical] == []


def test_independent_parsers_find_the_same_structure(results: Sequence[Result]) -> None:
    assert {place(result.path): result.problems for result in results if result.problems} == {}
    assert [place(result.path) for result in results if result.unchecked] == NOT_LOOKED_AT


def test_enough_of_each_format_is_read(results: Sequence[Result]) -> None:
    read = Counter(result.format for result in results if not result.unreadable)
    assert all(read[name] >= least for name, least in LEAST.items()), read


LEAST = {"ass": 5, "fluent": 14, "ics": 70, "notebook": 40, "qt": 33, "rst": 190, "toml": 40, "ttml": 3}
NOT_LOOKED_AT: list[str] = []
