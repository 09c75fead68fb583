"""Office Open XML: Word, PowerPoint and Excel packages.

To others: nothing. Needs `xml`, of which the parts of a package are made.
"""

__all__: list[str] = []
