"""AsciiDoc, as Asciidoctor reads it.

To others: nothing. Needs no other family.
"""

__all__: list[str] = []
