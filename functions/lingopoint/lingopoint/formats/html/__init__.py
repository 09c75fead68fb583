"""HTML: pages, fragments, and HTML nested in documents of other formats.

To others: the names of its elements. Needs no other family.
"""

from lingopoint.formats.html.names import ELEMENTS, PHRASING

__all__ = ["ELEMENTS", "PHRASING"]
