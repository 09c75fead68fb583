"""`lingopoint export` and `import`: a document goes to translators as XLIFF, and comes back."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lingopoint_cli import options, terminal
from lingopoint_cli.failures import FILE, USAGE, Failure, reported
from lingopoint_cli.tags import Wanted, tagged_name
from lingopoint_cli.wording import counted

if TYPE_CHECKING:
    from lingopoint_cli.exchange.merging import Kept
    from lingopoint_cli.exchange.returning import Returned
    from lingopoint_cli.exchange.sending import Sent
    from lingopoint_cli.place import Place

_STANDARD = Path("-")
_MOST_TOLD = 100
_LONGEST = 50

OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to this file; - is standard output.", show_default=False
    ),
]
BucketOption = Annotated[
    str,
    typer.Option(
        "--bucket", metavar="NAME", help="The bucket of the object, where no stack is named.", show_default=False
    ),
]
MemoryOption = Annotated[
    bool, typer.Option("--memory/--no-memory", help="Whether the stack's translation memory takes part.")
]


@reported
def export(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE|KEY",
            help="A file, - for standard input; with --stack, --local or --bucket the key of an object.",
            show_default=False,
        ),
    ],
    to: options.To,
    output: OutputOption = None,
    source: options.SourceOption = "auto",
    content_type: Annotated[
        str,
        typer.Option("--content-type", metavar="TYPE", help="That of a file. By its extension if left out."),
    ] = "",
    include: Annotated[
        list[str] | None,
        typer.Option("--include", metavar="PATH", help="Of a file: only such values of JSON, YAML, CSV; repeatable."),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="PATH", help="Of a file: all but such values; wins over --include."),
    ] = None,
    memory: MemoryOption = True,
    bucket: BucketOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
    quiet: options.QuietOption = False,
) -> None:
    """Write the texts of a document as XLIFF 2.1, for translators.

    Every text is a unit; markup and placeholders in it are codes. What the stack's translation memory holds is there as
    a match and as the target: in the state `translated` where a person said it, else `initial`. The file says which
    document it is of, and what tells whether that changed meanwhile.

    \b
    Examples:
      lingopoint export guide.md --to fr -o guide.xlf
      lingopoint export ContactUs/contact-us.txt --to fr -o contact-us.xlf --stack lingopoint
    """
    from lingopoint_cli.exchange.sending import sent_file, sent_object
    from lingopoint_cli.files import streams

    wanted = Wanted(to, source=source)
    place = _place(bucket, stack, local=local, state=state_dir)
    with terminal.working(f"reading {what}"):
        if place is None:
            sent = sent_file(Path(what), wanted, content_type, tuple(include or ()), tuple(exclude or ()))
        else:
            if content_type or include or exclude:
                raise Failure("--content-type, --include and --exclude are for files", USAGE)
            options.require_keys(what)
            options.require_originals(what)
            sent = sent_object(place, what, wanted, memory=memory)
        streams.write(output or _STANDARD, sent.chunks)
    if not quiet:
        terminal.note(_summary(sent))


def _summary(sent: "Sent") -> str:
    """`guide.md: 12 units from en to fr, 3 translated, 4 suggested`."""
    reviewed = sum(held.reviewed for held in sent.held.values())
    counts = {"translated": reviewed, "suggested": len(sent.held) - reviewed}
    told = [f"{number:,} {what}" for what, number in counts.items() if number]
    return ", ".join([f"{sent.name}: {counted(sent.units, 'unit')} from {sent.source} to {sent.target}", *told])


@reported
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The XLIFF file; - is standard input.", show_default=False)
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the document to this file, - for standard output. An object is not stored then.",
            show_default=False,
        ),
    ] = None,
    original: Annotated[
        str,
        typer.Option(
            "--original",
            metavar="FILE|KEY",
            help="The original, where it has another name now.",
            show_default=False,
        ),
    ] = "",
    partial: Annotated[
        bool, typer.Option("--partial", help="Store a translation in which units stay as they were, too.")
    ] = False,
    unconfirmed: Annotated[
        bool, typer.Option("--unconfirmed", help="Take a machine's translations that nobody changed or confirmed, too.")
    ] = False,
    memory: MemoryOption = True,
    bucket: BucketOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
    quiet: options.QuietOption = False,
) -> None:
    """Put a translated XLIFF file back: the document, with the words changed and nothing else.

    With --stack, --local or --bucket it is stored as a translation of your own, under the key with the language
    (contact-us.txt#fr), and its units go into the stack's translation memory for good. Of a file the document is
    written to standard output.

    \b
    Units that stay as they were, each told, with exit code 1:
      not translated, or a machine's that nobody changed or confirmed
      a code is lost, doubled, or where it cannot be
      the translation would break the document
      new in an original that has changed

    An object with such units is not stored without --partial, for readers would find it as it is; what is translated
    goes into the memory, so that the machine's translation has it.

    \b
    Examples:
      lingopoint import guide.xlf -o guide.fr.md
      lingopoint import contact-us.xlf --stack lingopoint
    """
    from lingopoint_cli.exchange.returning import returned_file, returned_object
    from lingopoint_cli.files import streams

    place = _place(bucket, stack, local=local, state=state_dir)
    with terminal.working(f"reading {file}"):
        data = streams.read(file)
        if place is None:
            returned = returned_file(file, data, original, unconfirmed=unconfirmed)
        else:
            returned = returned_object(place, file, data, original, unconfirmed=unconfirmed)
    if place is None or output is not None:
        target = output or _STANDARD
        streams.write(
            target / tagged_name(returned.name, returned.target) if target.is_dir() else target, [returned.data]
        )
    else:
        _store(place, returned, memory=memory, partial=partial)
    if not quiet:
        for line in returned.remarks:
            terminal.note(f"lingopoint: {line}")
        terminal.note(returned.summary())
    _tell(returned.kept)


def _store(place: "Place", returned: "Returned", *, memory: bool, partial: bool) -> None:
    from lingopoint_cli.exchange.returning import remembered
    from lingopoint_cli.objects.store import store, translated_key

    key = translated_key(returned.name, returned.target)
    options.require_originals(returned.name)
    options.require_keys(key)
    with terminal.working(f"storing {key}"):
        if memory and returned.pairs and place.is_deployed and place.config.memory_table:
            returned.remarks.extend(remembered(place, returned))
        if returned.kept and not partial:
            returned.remarks.append(f"{key} is not stored: not all of it is translated (--partial stores it)")
            return
        store(place, returned.data, key, returned.content_type, returned.target)
    terminal.say(key)


def _tell(kept: "Sequence[Kept]") -> None:
    """Say which units stay as they were, and why."""
    for number, text, reason in kept[:_MOST_TOLD]:
        shown = f"{text[: _LONGEST - 3]}..." if len(text) > _LONGEST else text
        terminal.note(f"lingopoint: unit {number} stays as it was ({shown}): {reason}")
    if len(kept) > _MOST_TOLD:
        terminal.note(f"lingopoint: and {counted(len(kept) - _MOST_TOLD, 'unit')} more")
    if kept:
        raise typer.Exit(FILE)


def _place(bucket: str, stack: str, *, local: bool, state: Path | None) -> "Place | None":
    """Where an object is; None where no place is named, so that a file is meant."""
    if not (bucket or stack or local or state):
        return None
    return options.place(stack, local=local, state=state, bucket=bucket)
