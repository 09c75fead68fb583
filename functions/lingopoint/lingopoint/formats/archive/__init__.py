"""ZIP archives that are documents: read safely, written with every untouched part as it was.

To others: the archive, and the document whose parts are documents. Needs no other family.
"""

from lingopoint.formats.archive.document import ArchiveDocument, Room, is_sound
from lingopoint.formats.archive.zip import Archive

__all__ = ["Archive", "ArchiveDocument", "Room", "is_sound"]
