"""Several wires in one call, and what came back of each.

    plain wires     one a line, which costs one character and needs no escapes
    wires in HTML   <p id=1>...</p><p id=2>...</p>, and one alone <p>...</p>

Blocks are the form that Amazon documents for HTML ("Using do-not-translate in Amazon Translate": every example is in
one). Their numbers must come back in order: as many pieces as were sent is no proof that each is in its place. Lines
carry no such proof; whether a line is the unit's, its text must say.

Text with tags or references never travels as a line. Plain text holds neither, so it may travel in a block as it is.
"""

import re
from collections.abc import Sequence

from lingopoint.translation.wire import MismatchError, Wire, id_of, is_markup

_BLOCK = re.compile(r"<\s*p\b([^<>]*)>(.*?)<\s*/\s*p\s*>", re.DOTALL | re.IGNORECASE)

LINE_BYTES = len("\n")
"""What parts a line from the next one."""
_LEAST_BLOCK_BYTES = len("<p id=1>x</p>")


def block_bytes(max_bytes: int) -> int:
    """The most bytes that go around a wire in a call of `max_bytes` bytes: its number is as long as any there."""
    return len(f"<p id={max(1, max_bytes // _LEAST_BLOCK_BYTES)}></p>")


def join(wires: Sequence[Wire], *, in_blocks: bool = False) -> str:
    """The text of a call. Plain wires are lines unless they are to be `in_blocks`."""
    if not in_blocks and not any(map(is_markup, wires)):
        return "\n".join(wires)
    if len(wires) == 1:
        return f"<p>{wires[0]}</p>"
    return "".join(f"<p id={number}>{wire}</p>" for number, wire in enumerate(wires, 1))


def are_blocks(sent: str) -> bool:
    """Whether the text of a call is blocks."""
    return sent.startswith("<p")


def split(returned: str, sent: str, count: int) -> list[str]:
    """The translation of each of the `count` wires of a call, in order.

    Raises MismatchError when they cannot be told apart, or are not in their places.
    """
    pieces = _blocks(returned, count) if are_blocks(sent) else _lines(returned, count)
    if len(pieces) != count:
        raise MismatchError(f"{count} units came back as {len(pieces)}")
    return pieces


def _lines(returned: str, count: int) -> list[str]:
    return [returned] if count == 1 else returned.replace("\r\n", "\n").split("\n")


def _blocks(returned: str, count: int) -> list[str]:
    if _BLOCK.sub("", returned).strip():
        raise MismatchError("text outside the blocks")
    found = _BLOCK.findall(returned)
    if count > 1 and [id_of(attributes) for attributes, _ in found] != [str(number + 1) for number in range(count)]:
        raise MismatchError("blocks are missing, or not in their places")
    return [piece for _, piece in found]
