"""The language that a document is in, where the request and the configuration do not name it.

In this order: what the document declares, unless its text plainly contradicts; what the service detects in a sample of
it; the configured fallback. What other documents left in the translation memory says nothing about this one.
"""

from lingopoint.translation.source.hints import NO_HINTS, Hints, general, is_in
from lingopoint.translation.source.sample import richest, sample
from lingopoint.translation.source.service import require_detection, require_languages

__all__ = [
    "NO_HINTS",
    "Hints",
    "general",
    "is_in",
    "require_detection",
    "require_languages",
    "richest",
    "sample",
]
