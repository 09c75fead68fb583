"""Placeholders that only some formats or files have ("%1", ":name"), kept as they are.

`placeholders` says which frameworks have which. What is a placeholder everywhere is protected later.
"""

import re
from collections.abc import Iterable, Iterator

from lingopoint.unit import Code, CodeKind, Part, Parts, Unit, Work, numbered


def keeping(units: Iterable[Unit], pattern: re.Pattern[str], work: Work) -> list[Unit]:
    """The units, with whatever matches `pattern` in their text made a code that shows what it is."""
    return [unit._replace(parts=kept(unit.parts, pattern, work)) for unit in units]


def kept(parts: Parts, pattern: re.Pattern[str], work: Work) -> Parts:
    """The parts, with whatever matches `pattern` in their text made a code that shows what it is."""
    if not any(isinstance(part, str) and pattern.search(part) for part in parts):
        return parts
    return numbered(piece for part in parts for piece in _pieces(part, pattern, work))


def _pieces(part: Part, pattern: re.Pattern[str], work: Work) -> Iterator[Part]:
    if not isinstance(part, str):
        yield part
        return
    done = 0
    for match in pattern.finditer(part):
        if match.start() > done:
            yield part[done : match.start()]
        work.code()
        yield Code(CodeKind.KEEP, 0, None, match[0])
        done = match.end()
    if done < len(part):
        yield part[done:]
