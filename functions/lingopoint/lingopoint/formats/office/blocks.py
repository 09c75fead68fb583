"""The units of a part, one block after the other, so that only few elements are there as objects at a time.

A block is a paragraph with all that is in it, or a cell of a sheet. Between blocks, an element that declares namespaces
is one too. A plain paragraph is read as it is, what else there is as a tree of its own.
"""

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from lingopoint.formats.office.follows import Dress
from lingopoint.formats.office.names import OPAQUE, Script, scripts
from lingopoint.formats.office.plain import Plain
from lingopoint.formats.office.units import Shared, units_of
from lingopoint.formats.xml import Element, parse
from lingopoint.regex import compile_pattern
from lingopoint.unit import UNBOUNDED, Unit, Work

_MOST_AT_ONCE = 16_000
"""Bytes of blocks that are read as one tree, unless one is larger."""

_BLOCKS = {Script.WORD: b"p", Script.DRAWING: b"p", Script.SHEET: b"c is si text"}
_FIRST_NAME = compile_pattern(rb"<([\w:]++)")
# Expressions are compiled for these names only: a document must not be able to have very many compiled.
_PREFIXES = {b"", b"a", b"w", b"x"}
_ROOTS = frozenset(
    b"w:comments w:document w:endnotes w:footnotes w:ftr w:hdr p:notes p:sld"
    b" comments sst worksheet x:comments x:sst x:worksheet".split()
)
_DECLARING = rb"<[^\s/>!?]++(?=[^<]*?\sxmlns)"
_TEXT = compile_pattern(rb"[<:]t[\s>]")
_TAG = compile_pattern(rb"<(/)?(?:[^\"'>/]++|\"[^\"]*+\"|'[^']*+'|/(?!>))*+(/)?>")
_END_TAG, _EMPTY = 1, 2
_DEEPER = {None: 1, _END_TAG: -1, _EMPTY: 0}
"""How much deeper a tag leads, by which slash it has: that of an end tag, or of an element without content."""


def units(data: bytes, fixed: Set[str] | None, work: Work, dress: Dress) -> list[Unit]:
    """The units of a part in order. `fixed` is for sheets: strings that must stay.

    Raises UnreadableError as `parse` does.
    """
    root = _FIRST_NAME.search(data)
    # Only where every `<` begins a tag do the expressions know what they see.
    if root is not None and root[1] in _ROOTS and b"<!" not in data and data.find(b"<?", root.end()) < 0:
        tree = parse(data, work, (root[1],))
        if len(tree.elements) == 1 and scripts(tree.root.namespaces).keys() <= _PREFIXES:
            return list(_Blocks(data, tree.root, fixed, Shared(work, dress)).units())
    return units_of(parse(data, work, OPAQUE), Shared(work, dress), fixed)


class _Blocks:
    """The blocks of a part whose elements are all inside `root`, which is there as one piece."""

    def __init__(self, data: bytes, root: Element, fixed: Set[str] | None, shared: Shared) -> None:
        self._data = data
        self._shared = shared
        self._fixed = fixed
        self._plain = {
            prefix + b":" * bool(prefix) + local: Plain(prefix, script, self._shared, fixed)
            for prefix, script in scripts(root.namespaces).items()
            for local in _BLOCKS[script].split()
        }
        self._wrapper = _wrapper(root)
        self._content = root.content
        self._block = _block(tuple(self._plain), data.find(b"xmlns", root.content) >= 0)

    def units(self) -> Iterator[Unit]:
        """The units in order."""
        end = self._content
        waiting = waiting_end = 0
        while found := self._block.search(self._data, end):
            start, name = found.start(), found[1]
            read = self._plain[name].read(self._data, start) if name else None
            # Blocks side by side are read as one tree, for each tree has its cost.
            if waiting and (read is not None or start != waiting_end or start - waiting > _MOST_AT_ONCE):
                yield from self._tree_units(waiting, waiting_end)
                waiting = 0
            if read is not None:
                new, end = read
                yield from new
                continue
            end = self._end(start)
            if _TEXT.search(self._data, start, end):
                waiting, waiting_end = waiting or start, end
        if waiting:
            yield from self._tree_units(waiting, waiting_end)

    def _tree_units(self, start: int, end: int) -> Iterator[Unit]:
        tree = parse(b"%b%b</_>" % (self._wrapper, self._data[start:end]), UNBOUNDED, OPAQUE)
        shift = start - len(self._wrapper)
        for unit in units_of(tree, self._shared, self._fixed):
            yield unit._replace(start=unit.start + shift, end=unit.end + shift)

    def _end(self, start: int) -> int:
        """The end of the block that begins here."""
        tags = _TAG.finditer(self._data, start)
        tag = next(tags)
        depth = _DEEPER[tag.lastindex]
        while depth:
            tag = next(tags)
            depth += _DEEPER[tag.lastindex]
        return tag.end()


def _wrapper(root: Element) -> bytes:
    """A start tag that declares the namespaces of the root that matter."""
    namespaces = [(prefix, root.namespaces[prefix]) for prefix in scripts(root.namespaces)]
    return b"<_%b>" % b"".join(
        b' xmlns%b%b="%b"' % (b":" * bool(prefix), prefix, namespace) for prefix, namespace in namespaces
    )


@lru_cache(maxsize=16)
def _block(names: tuple[bytes, ...], with_declaring: bool) -> re.Pattern[bytes]:
    """Finds the beginning of a block; group 1 is the name of a paragraph or a cell."""
    named = rb"<(%b)(?=[\s/>])" % (b"|".join(map(re.escape, names)) or rb"(?!)")
    return compile_pattern(rb"%b|%b" % (named, _DECLARING) if with_declaring else named)
