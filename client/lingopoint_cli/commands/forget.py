"""`lingopoint forget`: what was kept of a document, taken away."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lingopoint_cli import options, terminal
from lingopoint_cli.failures import INTERRUPTED, USAGE, Failure, reported
from lingopoint_cli.wording import counted

if TYPE_CHECKING:
    from lingopoint_cli.objects.traces import Traces


@reported
def forget(
    key: options.Key,
    memory: Annotated[
        bool, typer.Option("--memory/--no-memory", help="Also what the translation memory holds of its texts.")
    ] = True,
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="Of the memory also what people translated, not only machines.")
    ] = False,
    original: Annotated[
        bool, typer.Option("--original", help="Also the original with all its versions, and translations of your own.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before deleting.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write what was found and deleted as JSON.")] = False,
    bucket: options.BucketOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
) -> None:
    """Delete what a stack keeps of a document: its translations, and its texts in the translation memory.

    Translations of every language, setting and version go, and claims to make them. The memory holds texts, not
    documents: to know which are the document's, every version that is still there is read, and then the whole table. A
    text that another document holds as well is paid for again with that one.

    \b
    Not deleted, but told:
      the original and its versions, from which all of it would be made again, without --original
      translations of your own (KEY#fr), without --original
      units that people reviewed, without --reviewed

    \b
    Examples:
      lingopoint forget contracts/draft.docx --stack lingopoint
      lingopoint forget contracts/draft.docx --original --reviewed --stack lingopoint
    """
    from lingopoint_cli.objects.traces import remove, traces

    options.require_keys(key)
    place = options.place(stack, local=local, state=state_dir, bucket=bucket)
    options.require_original(key)
    if not place.is_deployed:
        raise Failure("what is kept is a stack's: give --stack or --local", USAGE)
    with terminal.working(f"looking for what is kept of {key}"):
        found = traces(place, key, memory=memory)
    units = found.units_to_erase(reviewed=reviewed)
    done = Done(key, found, len(units), memory, original)
    if not (yes or done.nothing):
        _ask(f"Delete {done.in_words()}?")
    with terminal.working(f"forgetting {key}"):
        remove(place, found, units, original=original)
    if as_json:
        terminal.say(json.dumps(done.to_json(), indent=2))
        return
    terminal.say(f"deleted: {done.in_words()}")
    for left in done.left():
        terminal.note(f"lingopoint: {left}")


def _ask(question: str) -> None:
    if not terminal.attended():
        raise Failure("nobody is there to be asked: give --yes", USAGE)
    if not typer.confirm(question, err=True):
        raise Failure("nothing was deleted", INTERRUPTED)


@dataclass(frozen=True, slots=True)
class Done:
    """What goes, and what is left. `units` of the memory go; `memory` says that they were looked for."""

    key: str
    found: "Traces"
    units: int
    memory: bool
    original: bool

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to delete."""
        return not any(self._numbers().values())

    def _numbers(self) -> dict[str, int]:
        owned = self.found if self.original else None
        return {
            "version": len(owned.originals) if owned else 0,
            "own translation": len(owned.translations) if owned else 0,
            "rendition": self.found.renditions,
            "claim": self.found.claims,
            "unit": self.units,
        }

    def in_words(self) -> str:
        """`2 renditions, 1 unit`."""
        words = [counted(number, kind) for kind, number in self._numbers().items() if number]
        return ", ".join(words) or "nothing"

    def left(self) -> list[str]:
        """What is not forgotten, a line each."""
        found, lines = self.found, []
        if not found.originals and self.memory:
            lines.append(f"{self.key} is not there, so nobody can tell which texts of the memory were its own")
        if found.originals and not self.original:
            lines.append(f"the original is still there, in {counted(len(found.originals), 'version')}")
        if found.unread and self.memory:
            lines.append(f"{counted(found.unread, 'version')} held nothing that could be read, or is in an archive")
        if not self.original:
            lines += [f"a translation of your own is still there: {each.key}" for each in found.translations]
        if reviewed := len(found.units) - self.units:
            lines.append(f"{counted(reviewed, 'reviewed unit')} left; --reviewed deletes them")
        return lines

    def to_json(self) -> dict[str, Any]:
        """The same for programs."""
        numbers = {f"{kind.replace(' ', '_')}s": number for kind, number in self._numbers().items()}
        stays = not self.original
        return {
            "key": self.key,
            "deleted": numbers,
            "left": {
                "versions": [each.stored.version for each in self.found.originals if stays],
                "own_translations": [each.key for each in self.found.translations if stays],
                "reviewed_units": len(self.found.units) - self.units,
            },
            "unread_versions": self.found.unread,
        }
