"""How much of the human text is translated, and how much of what is none: letter by letter, by independent parsers."""

from tests.corpora.measure.pairs import TEXTS
from tests.corpora.measure.pairs_apps import APPS
from tests.corpora.measure.pairs_archives import ARCHIVES, flat

PAIRS = {**TEXTS, **APPS, "odf_flat": flat}
"""How a format of text is taken in pieces; `ARCHIVES` is that for formats that are none."""

__all__ = ["ARCHIVES", "PAIRS"]
