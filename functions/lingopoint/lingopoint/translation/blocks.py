"""Several wires in one call, and what came back of each.

    several         <p id=1>...</p><p id=2>...</p>
    one alone       plain text as it is, HTML as <p>...</p>

Blocks are the form that Amazon documents for HTML ("Using do-not-translate in Amazon Translate": every example is in
one). Their numbers must come back in order: as many pieces as were sent is no proof that each is in its place, and
what lines say themselves is not enough (docs/belief.md).

Plain text holds neither tags nor references, so it travels in a block as it is.
"""

import re
from collections.abc import Sequence

from lingopoint.translation.wire import MismatchError, Wire, id_of, is_markup

_BLOCK = re.compile(r"<\s*p\b([^<>]*)>(.*?)<\s*/\s*p\s*>", re.DOTALL | re.IGNORECASE)

_LEAST_BLOCK_BYTES = len("<p id=1>x</p>")


def block_bytes(max_bytes: int) -> int:
    """The most bytes that go around a wire in a call of `max_bytes` bytes: its number is as long as any there."""
    return len(f"<p id={max(1, max_bytes // _LEAST_BLOCK_BYTES)}></p>")


def join(wires: Sequence[Wire]) -> str:
    """The text of a call."""
    if len(wires) > 1:
        return "".join(f"<p id={number}>{wire}</p>" for number, wire in enumerate(wires, 1))
    return f"<p>{wires[0]}</p>" if is_markup(wires[0]) else wires[0]


def split(returned: str, sent: str, count: int) -> list[str]:
    """The translation of each of the `count` wires of a call, in order.

    Raises MismatchError when they cannot be told apart, or are not in their places.
    """
    if not sent.startswith("<p"):
        return [returned]
    if _BLOCK.sub("", returned).strip():
        raise MismatchError("text outside the blocks")
    found = _BLOCK.findall(returned)
    if count > 1 and not _are_in_their_places([attributes for attributes, _ in found], count):
        raise MismatchError("blocks are missing, or not in their places")
    if len(found) != count:
        raise MismatchError(f"{count} units came back as {len(found)}")
    return [piece for _, piece in found]


def _are_in_their_places(attributes: Sequence[str], count: int) -> bool:
    """Whether `count` blocks have the numbers from 1 on."""
    if list(attributes) == [f" id={number}" for number in range(1, count + 1)]:  # as they were sent
        return True
    return list(map(id_of, attributes)) == [str(number) for number in range(1, count + 1)]
