"""The neural engine on real sentences: English and Portuguese without anything that is not in the Python packages."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from lingopoint_local.translate.engines.embedded.engine import Embedded
from lingopoint_local.translate.request_text import RequestText

pytestmark = pytest.mark.neural


def _translated(engine: Embedded, source: str, pair: str = "en-pt") -> str:
    request = RequestText(source)
    return request.render(engine.translate(request.lines, *pair.split("-")))


def test_a_contact_page_is_translated(embedded: Embedded) -> None:
    assert (
        _translated(embedded, "Contact Us\n\nYour message has been sent.")
        == "Fale Conosco\n\nSua mensagem foi enviada."
    )


def test_portuguese_is_translated_to_english(embedded: Embedded) -> None:
    assert _translated(embedded, "Sua mensagem foi enviada.", "pt-en") == "Your message has been sent."


def test_markup_stays_around_its_words(embedded: Embedded) -> None:
    source = "<p>Click <i id=7>here</i> to see your <b>orders</b>.</p><p>Hello <i translate=no>{name}</i>!</p>"
    result = _translated(embedded, source)
    assert "<i id=7>aqui</i>" in result
    assert "<p>Olá <i translate=no>{name}</i>!</p>" in result


@pytest.mark.parametrize(
    "kept",
    [
        "support@example.com",
        "https://example.com/a#b?c=1",
        "{name}",
        "%d",
        "😀",
        "👩‍👩‍👧",
        "❤️‍🔥",
        "Alice & Bob",
        "R&D",
        "&copy;",
        "你好",
        "#news",
        "config.json",
        "1 < 2",
        "my_variable",
    ],
)
def test_what_the_model_would_garble_is_kept(embedded: Embedded, kept: str) -> None:
    result = _translated(embedded, f"Please look at {kept} today.")
    assert kept in result
    assert "hoje" in result


def test_capitals_stay_capitals(embedded: Embedded) -> None:
    assert _translated(embedded, "CONTACT US") == "FALE CONOSCO"


def test_a_long_paragraph_is_translated_to_its_end(embedded: Embedded) -> None:
    source = ", ".join(f"the item number {number} is red" for number in range(100, 160))
    result = _translated(embedded, source)
    assert result.count("vermelho") == source.count("red")
    assert "159" in result


def test_end_marks_and_white_space_stay(embedded: Embedded) -> None:
    first, second = _translated(embedded, "  Home  \n\tName:\n").split("\n")[:2]
    assert (first[:2], first[-2:], second[:1], second[-1:]) == ("  ", "  ", "\t", ":")
    assert not first.strip().endswith(".")


def test_many_threads_get_their_own_answers(embedded: Embedded) -> None:
    sources = [f"There are {number} houses." for number in range(2, 40)]
    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(lambda source: _translated(embedded, source), sources))
    assert [str(number) in result for number, result in zip(range(2, 40), results, strict=True)] == [True] * 38


@pytest.mark.parametrize(
    ("target", "packages"),
    [
        ("fr", "apertium apertium-eng-cat apertium-fra-cat"),
        ("es", "apertium apertium-es-pt"),
        ("it", "apertium apertium-es-pt apertium-spa-ita"),
    ],
)
def test_a_missing_pair_comes_with_the_packages_that_bring_it(embedded: Embedded, target: str, packages: str) -> None:
    assert not embedded.supports("en", target)
    assert embedded.advice("en", target).endswith(packages)


def test_a_pair_that_nothing_brings_says_so(embedded: Embedded) -> None:
    assert "apt-get" not in embedded.advice("en", "de")


def test_routes_take_what_is_installed() -> None:
    engine = Embedded(modes=frozenset(["eng-spa", "es-fr"]))
    assert engine.supports("en", "fr")
    assert not engine.supports("en", "it")
    assert Embedded(modes=frozenset(["pt-es"])).pairs() == ["en-es", "en-pt", "pt-en", "pt-es"]
