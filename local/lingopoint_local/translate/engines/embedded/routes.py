"""Which engines, one after the other, lead from one language to another."""

from collections import deque
from collections.abc import Collection

_CODES = {"en": "en", "eng": "en", "es": "es", "spa": "es", "fr": "fr", "fra": "fr", "ca": "ca", "cat": "ca"}
_CODES |= {"it": "it", "ita": "it", "pt": "pt", "por": "pt", "pt_BR": "pt", "por_BR": "pt"}

LANGUAGES = frozenset(_CODES.values())
"""The languages that any route may touch."""

# Best first. From English: measured with chrF and BLEU, on a contact page and on sentences of Django's catalogues.
# Into English: read side by side; the neural last leg writes far better English than Apertium's rules.
_BEST: dict[tuple[str, str], tuple[tuple[str, ...], ...]] = {
    ("en", "es"): (("en-pt", "pt-es"), ("eng-spa",)),
    ("en", "fr"): (("eng-cat", "cat-fra"), ("eng-spa", "es-fr")),
    ("en", "it"): (("en-pt", "pt-es", "spa-ita"), ("eng-cat", "cat-ita"), ("eng-spa", "spa-ita")),
    ("en", "ca"): (("en-pt", "pt-es", "spa-cat"), ("eng-cat",)),
    ("es", "en"): (("es-pt_BR", "pt-en"),),
    ("fr", "en"): (("fr-es", "es-pt_BR", "pt-en"),),
    ("it", "en"): (("ita-spa", "es-pt_BR", "pt-en"),),
    ("ca", "en"): (("cat-spa", "es-pt_BR", "pt-en"),),
}

_PACKAGES = {
    "eng-spa": "apertium-eng-spa",
    "spa-eng": "apertium-eng-spa",
    "eng-cat": "apertium-eng-cat",
    "cat-eng": "apertium-eng-cat",
    "cat-fra": "apertium-fra-cat",
    "fra-cat": "apertium-fra-cat",
    "pt-es": "apertium-es-pt",
    "es-pt_BR": "apertium-es-pt",
    "es-fr": "apertium-fr-es",
    "fr-es": "apertium-fr-es",
    "spa-ita": "apertium-spa-ita",
    "ita-spa": "apertium-spa-ita",
    "spa-cat": "apertium-spa-cat",
    "cat-spa": "apertium-spa-cat",
}


def route(source: str, target: str, legs: Collection[str]) -> tuple[str, ...]:
    """The legs to take of those there are: the best one known, else the shortest; empty when there is none."""
    for best in _BEST.get((source, target), ()):
        if all(leg in legs for leg in best):
            return best
    return _shortest(source, target, legs)


def _shortest(source: str, target: str, legs: Collection[str]) -> tuple[str, ...]:
    paths: deque[tuple[str, ...]] = deque([()])
    seen = {source}
    while paths:
        path = paths.popleft()
        place = _ends(path[-1])[1] if path else source
        for leg in sorted(legs, key=lambda name: ("_" not in name, name)):
            start, end = _ends(leg)
            if start == place and end == target:
                return (*path, leg)
            if start == place and end not in seen:
                seen.add(end)
                paths.append((*path, leg))
    return ()


def _ends(leg: str) -> tuple[str, str]:
    start, _, end = leg.partition("-")
    return _CODES.get(start, ""), _CODES.get(end, "")


def usable(modes: Collection[str]) -> frozenset[str]:
    """The modes between languages that are known here, without the regional variants of Catalan and others."""
    return frozenset(mode for mode in modes if all(_ends(mode)) and mode not in ("es-pt", "cat-por"))


def packages(source: str, target: str, neural: Collection[str]) -> list[str]:
    """The Debian packages that would bring a pair within reach, besides what is there; empty when none would."""
    return sorted({_PACKAGES[leg] for leg in route(source, target, {*neural, *_PACKAGES}) if leg in _PACKAGES})
