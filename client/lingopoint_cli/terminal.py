"""What the command writes where: results on standard output, everything else on standard error.

Nothing but the result itself goes to a standard output that is no terminal: no colours, no frames.
"""

import sys
import threading
from collections.abc import Iterable, Sequence

import typer
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text

from lingopoint_cli.failures import USAGE, Failure

_WIDE = 100
"""Columns from which two texts fit side by side."""
_UNNOTICED = 1.0
"""Seconds of work that nobody needs to be told about."""


def output() -> Console:
    """Standard output, for people."""
    return Console(highlight=False, soft_wrap=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on standard output; through a pipe lines of tab-separated values, the first of them the columns.

    On a terminal that is too narrow for it each row is a list of its own: what the row is about, and below it the rest.
    """
    console, rows = output(), list(rows)
    if not console.is_terminal:
        typer.echo("\n".join("\t".join(row) for row in (columns, *rows)))
        return
    if _width([columns, *rows]) > console.width:
        typer.echo("\n".join(line for row in rows for line in _listed(columns, row)))
        return
    from rich.table import Table

    drawn = Table(box=None, header_style="bold")
    for number, column in enumerate(columns):
        drawn.add_column(column, justify="right" if number else "left")
    for row in rows:
        drawn.add_row(*row)
    console.print(drawn)


def _width(rows: Sequence[Sequence[str]]) -> int:
    """The columns of the terminal that a table takes, with those between its own."""
    return sum(max(map(cell_len, column)) + 2 for column in zip(*rows, strict=True))


def _listed(columns: Sequence[str], row: Sequence[str]) -> Iterable[str]:
    yield row[0]
    yield from (f"  {column}: {cell}" for column, cell in zip(columns[1:], row[1:], strict=True) if cell)


def side_by_side(pairs: Sequence[tuple[str, str]], console: Console | None = None) -> None:
    """Texts and their translations: in two columns on a wide terminal, one below the other elsewhere."""
    console = console or output()
    if console.is_terminal and console.width >= _WIDE:
        console.print(_columns(pairs))
        return
    for original, translation in pairs:
        console.print(_plain(original, "dim"), soft_wrap=True)
        console.print(_plain(translation), soft_wrap=True)
        console.print()


def _columns(pairs: Sequence[tuple[str, str]]) -> RenderableType:
    from rich.table import Table

    drawn = Table(box=None, show_header=False, expand=True, padding=(0, 2, 1, 0))
    drawn.add_column(ratio=1)
    drawn.add_column(ratio=1)
    for original, translation in pairs:
        drawn.add_row(_plain(original, "dim"), _plain(translation))
    return drawn


def _plain(text: str, style: str = "") -> Text:
    """Text that is taken as it is: neither markup nor control characters of a document reach the terminal."""
    return Text("".join(character if character.isprintable() else " " for character in text), style)


def note(message: str) -> None:
    """One line on standard error."""
    typer.echo(message, err=True)


class Work:
    """Something that is under way, told on standard error: a spinner after a second, on a terminal only."""

    def __init__(self, message: str) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._status = self._console.status(Text(message))
        self._timer = threading.Timer(_UNNOTICED, self._status.start)
        self._timer.daemon = True

    def __enter__(self) -> "Work":
        if self._console.is_terminal:
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._console.is_terminal:
            self._timer.join()  # it may be starting the spinner at this very moment
        self._status.stop()

    def now(self, message: str) -> None:
        """Say what it is busy with."""
        self._status.update(Text(message))

    def note(self, message: str) -> None:
        """One line that stays, above the spinner."""
        self._console.print(Text(message), soft_wrap=True)


def working(message: str) -> Work:
    """`with working("reading") as work`: tells of it as long as it lasts."""
    return Work(message)


def attended() -> bool:
    """Whether somebody is there who can be asked."""
    return sys.stdin.isatty()


def write(data: bytes) -> None:
    """Bytes on standard output, as they are. Raises Failure for what a terminal cannot show."""
    stream = typer.get_binary_stream("stdout")
    if stream.isatty() and not _is_text(data):
        raise Failure("this is no text for a terminal: give -o FILE, or a pipe", USAGE)
    stream.write(data)
    stream.flush()


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False


def say(message: str) -> None:
    """One line on standard output."""
    typer.echo(message)
