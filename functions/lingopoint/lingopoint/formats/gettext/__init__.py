"""gettext catalogues: PO and POT.

To others: nothing. Needs `values`, for what a msgid may hold and which ones a caller wants.
"""

__all__: list[str] = []
