"""A whole website in another language: its pages under `/fr/...`, their links leading to each other.

What a page says is translated as any document is. What is done here is done to every page that is read under a
language, translated or not: where its links lead, what it says of its own address, and a label.
"""

from lingopoint.renditions.site.addresses import Addresses
from lingopoint.renditions.site.label import label
from lingopoint.renditions.site.page import localise

__all__ = ["Addresses", "label", "localise"]
