"""HTML: pages, fragments, and HTML nested in documents of other formats.

To others: the names of its elements, and the start tags of a page. Needs no other family.
"""

from lingopoint.formats.html.names import ELEMENTS, PHRASING
from lingopoint.formats.html.tags import StartTag, start_tags

__all__ = ["ELEMENTS", "PHRASING", "StartTag", "start_tags"]
