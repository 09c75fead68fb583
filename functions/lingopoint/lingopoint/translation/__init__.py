"""Translation of units: one pipeline from a document's text to translations that are believed (see `pipeline`)."""

from lingopoint.translation.forms import Forms
from lingopoint.translation.meter import Meter
from lingopoint.translation.pipeline import Late, Tools, Translation, translate_units
from lingopoint.translation.remember import Keys, ReadOnly, is_settled, terminology_version
from lingopoint.translation.send import Pace

__all__ = [
    "Forms",
    "Keys",
    "Late",
    "Meter",
    "Pace",
    "ReadOnly",
    "Tools",
    "Translation",
    "is_settled",
    "terminology_version",
    "translate_units",
]
