"""Delimited text: CSV (RFC 4180), TSV, and the same with `;` or `|`, as spreadsheets write them.

The delimiter is the one that splits the first lines most evenly, or what a first line `sep=;` says. A first row that
names the columns stays as it is: programs look columns up by name. Cells are chosen by `selection`, each column
once, the path being its name or its number from 1; include and exclude may use either.

A translation never turns a cell into a formula (https://owasp.org/www-community/attacks/CSV_Injection): one that starts
like a formula is not written, unless its source starts like one as well.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.soundness import Reread
from lingopoint.formats.values.selection import Selection, wanted
from lingopoint.formats.values.value import Value, ValueDocument
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Parts, Spliced

_PREAMBLE = compile_pattern(rb"(?:\xef\xbb\xbf)?+(?:sep=([\t!#-/:-@\[-`{-~])(?:\r\n?|\n))?+", re.IGNORECASE)
# In the order of preference between delimiters that split equally well: `1,5;2,5` is two decimals.
_DELIMITERS = (b"\t", b";", b"|", b",")
_QUOTED_CELL = compile_pattern(rb'(?:^|(?<=[,;|\t]))"(?:[^"]++|"")*+"', re.MULTILINE)
_SAMPLE_BYTES = 65536
_SAMPLE_ROWS = 20
_MOST_NAMED = 16_384
"""Columns of the widest sheet that Excel or LibreOffice writes by default."""

_MAX_NAME = 40
_MAX_NAME_WORDS = 4
_NAME = compile_pattern(r"(?!.*[<>{}])(?:(?=.*[^\W\d_])\D.*+(?<![.!?…。！？])|\D\S*+(?: \S++)?+|(?:19|20)\d\d)")
_USUAL_NAMES = compile_pattern(
    "author|category|code|comment|content|count|country|date|description|email|id|key|label|language|locale|message|name"
    "|notes|number|price|quantity|sku|slug|source|status|subject|tags|target|text|title|total|translation|type|url|value"
)
_LETTER = compile_pattern(rb"[A-Za-z\x80-\xff]")
_KEY = compile_pattern(r"\w[\w-]*(?:[._:/-][\w-]+)+")
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")


_VALUE_BYTES = 400


class _MalformedQuoteError(Exception):
    """A quoted cell does not end where a cell can end."""


_QUOTED, _PLAIN, _ROW_END = 1, 2, 3
"""The groups of a cell: its content with or without quotes, and the line break after it."""


class _Dialect(NamedTuple):
    """How cells are told apart. Groups of `cell`: a quoted text, a plain text, a line break, a quote out of place."""

    cell: re.Pattern[bytes]
    encode_plain: Callable[[str], bytes]


def extract(data: bytes, options: Options) -> Document:
    """The human text of a table. Raises UnreadableError when a quoted cell does not end where a cell can end.

    In a TSV with such quotes they are text, as in IANA's text/tab-separated-values.
    """
    preamble = _PREAMBLE.match(data)
    start = preamble.end() if preamble else 0
    delimiter = (preamble and preamble[1]) or _delimiter(data[start : start + _SAMPLE_BYTES])
    dialect = _quoting(delimiter)
    try:
        values = list(_values(data, start, dialect, options))
    except _MalformedQuoteError as error:
        if delimiter != b"\t":
            raise UnreadableError("a quote is out of place") from error
        dialect = _literal(delimiter)
        values = list(_values(data, start, dialect, options))
    table = Table(data, values, options)
    table.reread = Reread(data, partial(_skeleton, start, dialect))
    return table


def _skeleton(start: int, dialect: _Dialect, data: bytes) -> list[bool]:
    """Where rows end among the cells; what is out of place ends none."""
    return [cell.lastindex == _ROW_END for cell in dialect.cell.finditer(data, start)]


def _delimiter(sample: bytes) -> bytes:
    lines = [line for line in _QUOTED_CELL.sub(b"", sample).splitlines() if line.strip()]

    def evenness(delimiter: bytes) -> int:
        counts = Counter(line.count(delimiter) for line in lines)
        return max((rows for count, rows in counts.items() if count), default=0)

    best = max(_DELIMITERS, key=evenness)
    return best if evenness(best) else b","


def _quoting(delimiter: bytes) -> _Dialect:
    special = compile_pattern(f'["\r\n{re.escape(delimiter.decode())}]')

    def encode(text: str) -> bytes:
        return b'"%b"' % _doubled(text) if special.search(text) else text.encode()

    plain = rb'(?!")[^\r\n%b]*+' % re.escape(delimiter)
    cell = rb'(?:"((?:[^"]++|"")*+)"|(%b))(?:%b|(\r\n?+|\n)|\Z)|(")' % (plain, re.escape(delimiter))
    return _Dialect(compile_pattern(cell), encode)


def _literal(delimiter: bytes) -> _Dialect:
    special = compile_pattern(f"[\r\n{delimiter.decode()}]+")
    cell = rb"(?:((?!))|([^\r\n%b]*+))(?:%b|(\r\n?+|\n)|\Z)" % (delimiter, delimiter)
    return _Dialect(compile_pattern(cell), lambda text: special.sub(" ", text).encode())


def _doubled(text: str) -> bytes:
    return text.replace('"', '""').encode()


def _cells(data: bytes, start: int, dialect: _Dialect) -> Iterator[tuple[int, int, int, bool]]:
    """Column (from 0), span within the quotes, and whether there are quotes, of each cell."""
    column = 0
    for match in dialect.cell.finditer(data, start):
        begin, end = match.span(_QUOTED)
        quoted = begin >= 0
        if not quoted:
            begin, end = match.span(_PLAIN)
            if begin < 0:
                raise _MalformedQuoteError
        yield column, begin, end, quoted
        column = 0 if match.lastindex == _ROW_END else column + 1


def _values(data: bytes, start: int, dialect: _Dialect, options: Options) -> Iterator[Value]:
    header = _header(data, start, dialect)
    texts = _texts(data, start, dialect, _Paths(header, options), len(header))
    spend, encode_plain = options.work.spend, dialect.encode_plain
    for _, text, (begin, end, quoted) in wanted(texts, ("**",) if options.include else (), table=True):
        spend(_VALUE_BYTES)
        yield Value(begin, end, text, _doubled if quoted else encode_plain)


def _texts(
    data: bytes, start: int, dialect: _Dialect, paths: "_Paths", skipped: int
) -> Iterator[tuple[str, str, tuple[int, int, bool]]]:
    """The path and text of the cells with a letter behind the first ones, and where each is, with or without quotes."""
    has_letter = _LETTER.search
    for column, begin, end, quoted in islice(_cells(data, start, dialect), skipped, None):
        if has_letter(data, begin, end) and (path := paths[column]) is not None:
            text = data[begin:end].decode()
            yield path, text.replace('""', '"') if quoted and '"' in text else text, (begin, end, quoted)


def _header(data: bytes, start: int, dialect: _Dialect) -> list[str]:
    """The names of the columns; none when the first row does not look like names, or a row is wider than any sheet."""
    rows: list[list[str]] = []
    for column, begin, end, quoted in _cells(data, start, dialect):
        if column == 0:
            if len(rows) > _SAMPLE_ROWS:
                break
            rows.append([])
        elif column == _MOST_NAMED:
            return []
        text = data[begin:end].decode()
        rows[-1].append((text.replace('""', '"') if quoted else text).strip())
    return rows[0] if _names_columns(rows) else []


def _names_columns(rows: Sequence[Sequence[str]]) -> bool:
    names = [name.casefold() for name in rows[0] if name]
    if len(set(names)) < len(names) or not all(map(_is_name, names)):
        return False
    if any(map(_USUAL_NAMES.fullmatch, names)):
        return True
    lists_keys = all(_KEY.fullmatch(row[0]) for row in rows if row != [""])
    return len(names) > 1 and not lists_keys


def _is_name(text: str) -> bool:
    return len(text) <= _MAX_NAME and text.count(" ") < _MAX_NAME_WORDS and _NAME.fullmatch(text) is not None


class _Paths(dict[int, str | None]):
    """The path of each column, by index; None for a column that include and exclude leave out."""

    def __init__(self, header: Sequence[str], options: Options) -> None:
        super().__init__()
        self._header = header
        self._work = options.work
        self._are_all_chosen = not (options.include or options.exclude)
        self._included = Selection(options.include or ("**",)).wants
        self._allowed = Selection(("**",), options.exclude).wants

    def __missing__(self, column: int) -> str | None:
        self._work.spend(_VALUE_BYTES)
        number = str(column + 1)
        paths = [*filter(None, self._header[column : column + 1]), number]
        chosen = self._are_all_chosen or (
            any(self._included(path, "text") for path in paths) and all(self._allowed(path, "text") for path in paths)
        )
        self[column] = paths[0] if chosen else None
        return self[column]


class Table(ValueDocument):
    """A table in which no translation becomes a formula."""

    def _splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`; a translation that starts like a formula counts as kept."""
        refused = [
            target not in (None, unit.parts) and _starts_formula(target) and not _starts_formula(unit.parts)
            for unit, target in zip(self.units, targets, strict=True)
        ]
        spliced = super()._splice([None if refuse else target for refuse, target in zip(refused, targets, strict=True)])
        return spliced._replace(kept=spliced.kept + sum(refused))


def _starts_formula(parts: Parts) -> bool:
    first = next((part for part in parts if part), "")
    if isinstance(first, str):
        return first.startswith(_FORMULA_STARTS)
    return (first.shown if first.raw is None else first.raw.decode()).startswith(_FORMULA_STARTS)
