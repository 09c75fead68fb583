"""What XML must still have when its text has changed: every element."""

from collections import Counter
from collections.abc import Set
from xml.parsers import expat


def elements(data: bytes) -> Counter[str] | None:
    """How often each element occurs, by its name as written; None for what is not well-formed."""
    names: list[str] = []
    parser = expat.ParserCreate("utf-8")
    parser.EndElementHandler = names.append
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return None
    return Counter(names)


def elements_of(data: bytes, names: Set[bytes]) -> dict[str, int] | None:
    """The same of those whose names, prefixes left out, are among `names`."""
    found = elements(data)
    if found is None:
        return None
    return {name: count for name, count in found.items() if name.rpartition(":")[2].encode() in names}
