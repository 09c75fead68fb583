"""Catalogues of frameworks, in languages of their own: Fluent, PHP arrays, string catalogues of Xcode.

To others: nothing. Needs `values`, for what is wanted and what a string may hold, and `text`, to spread a translation
over several lines.
"""

__all__: list[str] = []
