"""A check of the service: a text of ours is sent, and what comes back is judged."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lingopoint_cli.doctor.check import Check
from lingopoint_cli.doctor.finding import Finding, differs, failed
from lingopoint_cli.doctor.world import World

Judge = Callable[[str], Finding]

ALONE = "Where it happens it is noticed, and the text is sent again in another form: up to three times the characters."
REPORT = "Nothing has to be done. Save the answers and send them to us: another form may be cheaper."

_BLOCK = re.compile(r"\s*<\s*p\b[^<>]*>(.*)<\s*/\s*p\s*>\s*", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<\s*/?\s*[A-Za-z][^<>]*>")
_LEAKED = re.compile(r"DNT_[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Probe:
    """One text, and what is thought of its translation."""

    name: str
    asks: str
    text: str
    judge: Judge
    means: str = ALONE
    advice: str = REPORT

    def check(self) -> Check:
        """The same as a check."""
        return Check(f"service.{self.name}", self.asks, self.means, self.advice, self._ask)

    def _ask(self, world: World) -> Finding:
        back = world.service.say(self.text).text
        return self.judge(back) if back.strip() else failed("nothing came back")


def first_wrong(findings: Iterable[str], otherwise: Finding) -> Finding:
    """The first thing that is wrong, if any is."""
    return next((differs(wrong) for wrong in findings if wrong), otherwise)


def content(back: str) -> str | None:
    """What the one block of an answer holds; None where the answer is not one block."""
    block = _BLOCK.fullmatch(back)
    return block[1] if block and "<p" not in block[1].lower() else None


def tags(text: str) -> str:
    """The tags of a text, in words."""
    return " ".join(_TAG.findall(text)) or "no tags"


def leaked(text: str) -> str:
    """What is wrong where a token of the service's own came out."""
    return "a token of the service's own (DNT_...) came out" if _LEAKED.search(text) else ""
