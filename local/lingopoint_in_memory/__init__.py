"""Small stand-ins for the ports, kept in memory: for tests, for trying things out, for translating local files.

They do what `lingopoint.ports` promises and no more. What the function itself uses where there is nothing to use
(no memory, no store) is in `lingopoint.adapters.nothing`.
"""

from lingopoint_in_memory.memory import DictMemory
from lingopoint_in_memory.objects import DictOrigin, refused, stored
from lingopoint_in_memory.renditions import DictRenditions
from lingopoint_in_memory.responder import KeepingResponder
from lingopoint_in_memory.translator import FunctionTranslator

__all__ = [
    "DictMemory",
    "DictOrigin",
    "DictRenditions",
    "FunctionTranslator",
    "KeepingResponder",
    "refused",
    "stored",
]
