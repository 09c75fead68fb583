"""Translation of units: one pipeline from a document's text to translations that are believed (see `pipeline`)."""

from lingopoint.translation.forms import Forms
from lingopoint.translation.meter import Meter
from lingopoint.translation.pipeline import Late, Tools, Translation, translate_units
from lingopoint.translation.remember import Keys, ReadOnly, has_propagated, terminology_version
from lingopoint.translation.send import Pace
from lingopoint.translation.source import NO_HINTS, Hints

__all__ = [
    "NO_HINTS",
    "Forms",
    "Hints",
    "Keys",
    "Late",
    "Meter",
    "Pace",
    "ReadOnly",
    "Tools",
    "Translation",
    "has_propagated",
    "terminology_version",
    "translate_units",
]
