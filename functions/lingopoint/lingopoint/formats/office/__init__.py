"""Office Open XML: Word, PowerPoint and Excel packages.

To others: nothing. Needs `archive`, which a package is, and `xml`, of which its parts are made.
"""

__all__: list[str] = []
