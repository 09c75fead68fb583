"""What the demonstration offers, by the engine that it has."""

import pytest

from lingopoint.languages import NAMES
from lingopoint_cli.demonstration.readings import offered


@pytest.mark.parametrize(
    ("pairs", "languages"),
    [(["en-pt", "pt-en"], ["pt"]), (["ca-es", "en-ca", "en-es"], ["ca", "es"]), (["pt-en"], [])],
)
def test_it_offers_what_its_engine_translates_english_into(pairs: list[str], languages: list[str]) -> None:
    assert offered(pairs) == languages


def test_an_engine_for_any_pair_gives_every_language_but_the_samples_own() -> None:
    assert offered(["*"]) == [code for code in NAMES if code != "en"]
