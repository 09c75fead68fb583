"""One translation for many readers: whoever comes first makes a rendition, the others wait for it.

The claim is a conditional write in the store, so it holds across functions. It lapses by itself when its holder was
killed, and nobody waits longer than a translation for oneself is worth: then each reader makes its own.
"""

from collections.abc import Callable, Iterator
from itertools import accumulate, repeat
from typing import NamedTuple, TypeVar

from lingopoint.ports import Clock, Rendition, Renditions

T = TypeVar("T")

_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 0.5
_SHARE_OF_THE_TIME = 0.5
"""How much of the time left is spent on waiting, before it is used for translating."""


class Flight(NamedTuple):
    """What the readers of one rendition meet at: the store, the key there, and the time that this reader has."""

    renditions: Renditions
    key: str
    clock: Clock
    deadline: float


def obtain(flight: Flight, make: Callable[[], T]) -> Rendition | T:
    """The kept rendition, or what `make` gives. A claim is held while it runs, and stays until `release`d.

    Whatever `make` raises is raised, with the claim taken back.
    """
    for _ in _pauses(flight):
        found = flight.renditions.get(flight.key)
        if found is not None:
            return found
        if flight.renditions.claim(flight.key, flight.deadline - flight.clock.now()):
            break
    try:
        return make()
    except BaseException:
        flight.renditions.release(flight.key)
        raise


def _pauses(flight: Flight) -> Iterator[None]:
    """Moments to look again, further apart each time, until it is time to do the work oneself."""
    now = flight.clock.now()
    patience = now + (flight.deadline - now) * _SHARE_OF_THE_TIME
    yield
    for pause in accumulate(repeat(1.5), lambda last, factor: min(_LONGEST_PAUSE, last * factor), initial=_FIRST_PAUSE):
        if flight.clock.now() + pause > patience:
            return
        flight.clock.sleep(pause)
        yield
