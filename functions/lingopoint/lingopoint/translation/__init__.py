"""Translation of units: one pipeline from a document's text to translations that are believed (see `pipeline`)."""

from lingopoint.translation.meter import Meter
from lingopoint.translation.pipeline import Late, Tools, Translation, translate_units
from lingopoint.translation.remember import Keys, terminology_version
from lingopoint.translation.send import Pace

__all__ = ["Keys", "Late", "Meter", "Pace", "Tools", "Translation", "terminology_version", "translate_units"]
