"""Files by their names, of which `-` is standard input or standard output."""

from collections.abc import Iterable
from pathlib import Path

import typer

from lingopoint_cli.files.write import write_whole

STANDARD = "-"


def is_standard(path: Path) -> bool:
    """Whether no file is meant, but standard input or standard output."""
    return str(path) == STANDARD


def read(path: Path) -> bytes:
    """All of a file, or of standard input. Raises OSError."""
    return typer.get_binary_stream("stdin").read() if is_standard(path) else path.read_bytes()


def write(path: Path, chunks: Iterable[bytes]) -> None:
    """All of `chunks`, or nothing, to a file or to standard output. Raises OSError, and whatever `chunks` raises."""
    if not is_standard(path):
        write_whole(path, chunks)
        return
    stream = typer.get_binary_stream("stdout")
    stream.write(b"".join(chunks))
    stream.flush()
