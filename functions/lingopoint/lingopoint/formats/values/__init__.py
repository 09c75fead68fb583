"""Formats of keys and values: JSON, YAML, CSV, Java properties, Apple strings.

To others: which values are human text (`Selection`), and what a string may hold besides text, which is lines, HTML or
an ICU message (`extract_value`). Needs `html`, for strings that hold it.
"""

from lingopoint.formats.values.selection import Selection, wanted
from lingopoint.formats.values.value import ICU_ARGUMENT, extract_value

__all__ = ["ICU_ARGUMENT", "Selection", "extract_value", "wanted"]
