"""The elements that are open inside a part of the document with a translation setting of its own."""

from collections import Counter

from lingopoint.formats.html.names import CONTAINERS, FOREIGN_ENDERS, IMPLIED_END, PARAGRAPH_ENDERS, PHRASING


class Scope:
    """A stack from the outermost element with a setting inwards; empty outside of such elements.

    Ends follow the HTML standard, section 13.2.6, in what authors rely on or often get wrong: end tags left out, and
    those that end elements outside and with them all that is still open inside.
    """

    def __init__(self) -> None:
        self._open: list[tuple[bytes, bool]] = []
        self._counts: Counter[bytes] = Counter()

    def __len__(self) -> int:
        return len(self._open)

    @property
    def on(self) -> bool:
        """Whether what comes next is to be translated."""
        return not self._open or self._open[-1][1]

    @property
    def foreign(self) -> bool:
        """Whether the innermost markup may be SVG or MathML."""
        return self._counts[b"svg"] > 0 or self._counts[b"math"] > 0

    def push(self, name: bytes, *, on: bool) -> None:
        """An element begins that is not void."""
        self._open.append((name, on))
        self._counts[name] += 1

    def before_start(self, name: bytes) -> None:
        """Ends what the start tag `name` ends by itself."""
        if self.foreign and name in FOREIGN_ENDERS and not self._counts[b"foreignobject"]:
            self._pop(b"svg" if self._counts[b"svg"] else b"math")
        if name in PARAGRAPH_ENDERS and self._counts[b"p"]:
            self._pop(b"p")
        while self._open and name in IMPLIED_END.get(self._open[-1][0], ()):
            self._pop(self._open[-1][0])

    def end(self, name: bytes) -> bool:
        """An end tag; whether it ends an element in here."""
        if self._counts[name]:
            self._pop(name)
            return True
        if name in CONTAINERS and self._open and (name != b"p" or self._open[0][0] in PHRASING):
            self._open.clear()
            self._counts.clear()
        return False

    def _pop(self, name: bytes) -> None:
        popped = b""
        while popped != name:
            popped, _ = self._open.pop()
            self._counts[popped] -= 1
