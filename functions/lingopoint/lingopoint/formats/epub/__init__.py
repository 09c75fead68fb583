"""EPUB: books.

To others: nothing. Needs `archive`, which a book is; `html`, of which its chapters are; `values`, for descriptions; and
`xml`, for all else.
"""

__all__: list[str] = []
