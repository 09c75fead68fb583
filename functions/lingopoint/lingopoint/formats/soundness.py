"""What was written, read again: only words may have changed, whatever a translation holds.

A format says what its documents must keep, its skeleton. A translation that changes more than its own text is searched
for and left out.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from lingopoint.unit import Parts, Splice, Spliced, Unit

_MOST_TRIES: Final = 64


class Reread:
    """The `reread` of a document.

    `skeleton` reads bytes and gives what must stay of them, in a form that can be compared; None for what it cannot
    read. `expected` is that of the original, where it is known already.
    """

    def __init__(self, original: bytes, skeleton: Callable[[bytes], object], expected: object = None) -> None:
        self._original = original
        self._skeleton = skeleton
        self._expected = expected

    def __call__(self, splice: Splice, units: Sequence[Unit], targets: Sequence[Parts | None]) -> Spliced:
        """What `splice` makes of the targets, as many of them as leave the skeleton what it was."""
        spliced = splice(targets)
        if self._holds(spliced):
            return spliced
        changes = [at for at, target in enumerate(targets) if target not in (None, units[at].parts)]

        def with_only(some: Collection[int]) -> Spliced:
            return splice([target if at in some else None for at, target in enumerate(targets)])

        left_out = culprits(changes, lambda some: self._holds(with_only(some)))
        spliced = with_only(frozenset(changes) - left_out)
        if self._holds(spliced):
            return spliced._replace(kept=spliced.kept + len(left_out))
        return Spliced(self._original, len(changes))

    def _holds(self, spliced: Spliced) -> bool:
        if spliced.data == self._original:
            return True
        if self._expected is None:
            self._expected = self._skeleton(self._original)
        # An original that cannot be read so says nothing of what was written.
        return self._expected is None or self._skeleton(spliced.data) == self._expected


def culprits(changes: Sequence[int], hold: Callable[[Collection[int]], bool], tries: int = _MOST_TRIES) -> set[int]:
    """Which of the changes, not all of which hold together, have to be left out.

    Halves that do not hold are halved again, until a change is alone or `tries` are used up: then all of what does not
    hold is left out.
    """
    found: set[int] = set()
    waiting = [changes]
    while waiting:
        group = waiting.pop()
        if len(group) < 2 or tries < 2:
            found.update(group)
            continue
        tries -= 2
        middle = len(group) // 2
        waiting += [half for half in (group[:middle], group[middle:]) if not hold(frozenset(half))]
    return found
