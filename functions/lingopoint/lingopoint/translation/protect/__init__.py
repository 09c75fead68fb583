"""What of human text is not to be translated: placeholders, and the names that a deployment says."""

from lingopoint.translation.protect.names import Names
from lingopoint.translation.protect.placeholders import protect

__all__ = ["Names", "protect"]
