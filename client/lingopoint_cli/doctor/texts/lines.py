"""Several texts in one call: as lines, in another order, and as numbered blocks."""

import re
from collections.abc import Sequence

from lingopoint.translation.blocks import join, split
from lingopoint.translation.wire import MismatchError, Wire
from lingopoint_cli.doctor.check import Check
from lingopoint_cli.doctor.finding import Finding, differs, failed, ok
from lingopoint_cli.doctor.texts.probes import ALONE, REPORT, Probe
from lingopoint_cli.doctor.world import World

LINES = (
    "The library opens at 9 every morning.",
    "Please bring 2 photographs of yourself.",
    "Lockers cost 5 euros a day.",
    "The bus number 67 stops at the gate.",
    "Room 31 is closed until Friday.",
    "Up to 48 visitors may enter.",
)
"""Each with a number of its own, by which its translation is known."""

ORDER = (3, 0, 5, 1, 4, 2)
BLOCKS = (
    Wire("Keep 14 copies for your files."),
    Wire("Send <b>25</b> of them to the office."),
    Wire("Bread &amp; butter for 36 guests."),
    Wire("The form <span translate=no>{form}</span> has 72 pages."),
)
_NUMBER = re.compile(r"\d+")
_NUMBERED = "Texts that share a call are told apart by numbered blocks, so that nothing is served in a wrong place."


def numbers(text: str) -> set[str]:
    """The numbers in a text, those of its tags left out."""
    return set(_NUMBER.findall(re.sub(r"<[^<>]*>", "", text)))


def misplaced(sent: Sequence[str], back: Sequence[str]) -> str:
    """What is wrong with the places of texts that came back, as many as were sent."""
    for place, (original, translation) in enumerate(zip(sent, back, strict=True), 1):
        others = numbers("\n".join(sent)) - numbers(original)
        if numbers(translation) & others:
            return f"number {place} of {len(sent)} holds what belongs to another"
    return ""


def judge_lines(back: str) -> Finding:
    """Each line in its place."""
    lines = back.strip().split("\n")
    if len(lines) != len(LINES):
        return differs(f"{len(LINES)} lines came back as {len(lines)}")
    wrong = misplaced(LINES, lines)
    return differs(wrong) if wrong else ok(f"{len(lines)} lines came back in their places")


def shuffled(world: World) -> Finding:
    """Whether a line's translation depends on the lines beside it."""
    forward = world.service.say("\n".join(LINES)).text.split("\n")
    others = world.service.say("\n".join(LINES[place] for place in ORDER)).text.split("\n")
    if not len(forward) == len(others) == len(LINES):
        return differs(f"{len(LINES)} lines came back as {len(forward)}, in another order as {len(others)}")
    changed = sum(forward[place] != other for place, other in zip(ORDER, others, strict=True))
    if changed:
        return differs(f"{changed} of {len(LINES)} lines came back otherwise in another order")
    return ok("each came back as before")


def judge_blocks(back: str) -> Finding:
    """As the function takes them apart; and then what they say is where it belongs."""
    try:
        pieces = split(back, join(BLOCKS), len(BLOCKS))
    except MismatchError as error:
        return differs(str(error))
    wrong = misplaced(BLOCKS, pieces)
    return failed(f"numbered rightly, but {wrong}") if wrong else ok(f"{len(pieces)} blocks came back in their places")


CHECKS = (
    Probe(
        "lines",
        "Do lines come back as lines, each in its place?",
        "\n".join(LINES),
        judge_lines,
        _NUMBERED,
        REPORT,
    ).check(),
    Check(
        "service.lines shuffled",
        "Is a line translated alike whatever stands beside it?",
        f"What shares a call shapes the translation. {_NUMBERED}",
        REPORT,
        shuffled,
    ),
    Probe(
        "blocks",
        "Do numbered blocks come back with their numbers and what belongs to them?",
        join(BLOCKS),
        judge_blocks,
        f"{ALONE} Blocks whose numbers are right and whose texts are not may be served in a wrong place.",
        "If it failed, do not deploy, and send us the answers. If it differs, expect a higher bill.",
    ).check(),
)
