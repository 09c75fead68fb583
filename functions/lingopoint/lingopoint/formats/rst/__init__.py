"""reStructuredText, as docutils and Sphinx read it.

To others: nothing. Needs no other family.
"""

__all__: list[str] = []
