"""Plain text.

To others: how text is laid out on lines, which captions need too. Needs no other family.
"""

from lingopoint.formats.text.wrapping import balance, lay_out

__all__ = ["balance", "lay_out"]
