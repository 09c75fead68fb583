"""OpenDocument: texts, spreadsheets, presentations and drawings, packed or flat.

To others: nothing. Needs `archive`, which a package is, and `xml`, of which its parts are made.
"""

__all__: list[str] = []
