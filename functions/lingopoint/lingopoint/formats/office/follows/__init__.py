"""What follows a document's language: the one that its parts and runs state, and the direction of what holds text.

To others: `Dress` for runs, `Turned`, `level_edits` and `sheet_edits` for directions, `language_edits` for whole parts,
and the start tags that all of these are made of.
"""

from lingopoint.formats.office.follows.direction import Turned, level_edits, sheet_edits
from lingopoint.formats.office.follows.dress import Dress
from lingopoint.formats.office.follows.language import language_edits
from lingopoint.formats.office.follows.tags import ATTRIBUTES

__all__ = ["ATTRIBUTES", "Dress", "Turned", "language_edits", "level_edits", "sheet_edits"]
