"""What a key says of its value."""

from enum import Enum
from functools import lru_cache

from lingopoint.regex import compile_pattern


def _keys(names: str) -> frozenset[str]:
    return frozenset(names.split())


_NEVER = _keys(
    "addopts arg argv author class classifier classname cmd code command cron css entrypoint expr expression font"
    " format glob icon if jq opts pattern query refspec regex regexp run script selector sha sql srcset style"
    " stylesheet typeface unless until when xpath"
)
_TOKEN = _keys(
    "align alignment anchor branch charset color colour currency dir direction domain email encoding engine env"
    " environment extension file filename handle hash host hostname href id image img key kind lang language layout"
    " level license locale method mime mode module namespace package password path permalink phone platform position"
    " priority protocol ref region remote repo repository role route scheme secret size slug source src state status"
    " tel template theme timezone token type tz unit uri url user username uuid variant version"
)
_HUMAN = _keys(
    "alt answer body button caption comment content copy description footer greeting heading headline help hint intro"
    " label legend message msg note notice paragraph placeholder prompt question quote sentence subject subtitle"
    " summary text title tooltip translation"
)
_OF_CODE = _keys(
    "args author authors command commands css dependencies devdependencies engines env environment headers matcher"
    " peerdependencies scripts styles"
)
"""What is inside objects of these names is code, or somebody's name."""

_WORD = compile_pattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")
_LONGEST_REMEMBERED = 100


class Role(Enum):
    """What a value is by its key: nothing for readers, a token of programs, words for readers, or anything.

    FIXED holds whatever the value looks like.
    """

    FIXED = "fixed"
    NEVER = "never"
    TOKEN = "token"  # noqa: S105  a kind of key
    HUMAN = "human"
    OTHER = "other"


def field_of(path: str) -> str:
    """The key that a value counts by: the last of its path, of an item the key of the list."""
    last = path.rpartition("/")[2] if "/" in path else path
    return last if last and not last[-1].isdecimal() else path.rstrip("0123456789/").rpartition("/")[2]


def role(key: str) -> Role:
    """What a value is by its key. Long keys are rare, and would fill the memory of a function that goes on living."""
    return (_remembered_role if len(key) <= _LONGEST_REMEMBERED else _role_of)(key)


def is_of_code(path: str) -> bool:
    """Whether the object right around a value is named for code."""
    parent = path.rpartition("/")[0]
    return parent != "" and (_remembered_parent if len(parent) <= _LONGEST_REMEMBERED else _names_code)(parent)


def _names_code(path: str) -> bool:
    return path.rpartition("/")[2].lower() in _OF_CODE


def _role_of(key: str) -> Role:
    if key[:1] in {"$", "@"}:
        return Role.FIXED
    words = [word.lower() for word in _WORD.findall(key)]
    names = {"".join(words), words[-1], words[-1].removesuffix("s")} if words else set()
    for found, keys in ((Role.NEVER, _NEVER), (Role.TOKEN, _TOKEN), (Role.HUMAN, _HUMAN)):
        if not names.isdisjoint(keys):
            return found
    return Role.OTHER


_remembered_parent = lru_cache(maxsize=1024)(_names_code)
_remembered_role = lru_cache(maxsize=4096)(_role_of)
