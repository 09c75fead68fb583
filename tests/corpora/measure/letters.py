"""Which letters of a text were exchanged, when the engine `letters` translated it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lingopoint_local.translate.engines.letters import exchanged
from tests.corpora.measure.spans import Role, of_value, roles
from tests.corpora.traces import _as_sent, protected

_SHOWN = 60


class Pair(NamedTuple):
    """A text before and after, whose letters it has, and what its format has in it of code."""

    role: Role
    before: str
    after: str
    syntax: re.Pattern[str] | None = None


def seen(role: Role, read: Callable[[Any], object], before: object, after: object) -> Pair:
    """What `read` says of a piece before and after."""
    return Pair(role, str(read(before)), str(read(after)))


@dataclass(slots=True)
class Letters:
    """The letters of documents: of human text and of code, all of them and those that were exchanged.

    `left` counts the letters of human text that stayed, by reason; `shown` has for each reason, and for code that was
    changed, texts that show it. `torn` are texts of which more than letters changed.
    """

    human: int = 0
    translated: int = 0
    code: int = 0
    changed: int = 0
    left: Counter[str] = field(default_factory=Counter)
    shown: dict[str, list[str]] = field(default_factory=dict)
    torn: list[str] = field(default_factory=list)

    def add(self, other: "Letters", most: int = 5) -> None:
        """Count another document's letters too, and keep at most so many texts for a reason."""
        self.human += other.human
        self.translated += other.translated
        self.code += other.code
        self.changed += other.changed
        self.left += other.left
        self.torn += other.torn[:most]
        for reason, texts in other.shown.items():
            kept = self.shown.setdefault(reason, [])
            kept += texts[: most - len(kept)]


WHOLE, PART, PROTECTED = "whole texts", "parts of texts", "taken for placeholders"
"""Why letters of human text stayed."""

OVER = "code"
"""What `shown` has of code that was changed."""


def measured(pairs: Iterable[Pair]) -> Letters:
    """The letters of all texts together."""
    found = Letters()
    for pair in pairs:
        _count(found, pair)
    return found


def _count(found: Letters, pair: Pair) -> None:
    pair = pair._replace(before=_as_read(pair.before), after=_as_read(pair.after))
    old, new = _solid(pair.before), _solid(pair.after)
    whose = list(_whose(pair))
    if not any(map(str.isalpha, old)):
        return
    if len(old) != len(new):
        found.torn.append(f"{pair.before[:_SHOWN]!r} became {pair.after[:_SHOWN]!r}")
        if pair.role is Role.CODE:
            found.code += len(old)
            found.changed += len(old)
        return
    marks = [_mark(one, other) for one, other in zip(old, new, strict=True)]
    if "torn" in marks:
        found.torn.append(f"{pair.before[:_SHOWN]!r} became {pair.after[:_SHOWN]!r}")
    of_all = list(zip(whose, marks, strict=True))
    of = [(role, mark) for role, mark in of_all if mark]
    human = [mark for role, mark in of if role is Role.HUMAN]
    code = [mark for role, mark in of if role is Role.CODE]
    found.human += len(human)
    found.translated += human.count("changed")
    found.code += len(code)
    found.changed += len(code) - code.count("kept")
    if len(code) != code.count("kept"):
        first = next(i for i, (role, mark) in enumerate(of_all) if role is Role.CODE and mark in {"changed", "torn"})
        found.shown.setdefault(OVER, []).append(
            f"{old[max(0, first - 30) : first + 30]!r} became {new[max(0, first - 30) : first + 30]!r}"
        )
    if "kept" in human:
        reasons = Counter(_reasons(pair, whose, marks))
        found.left += reasons
        for reason in reasons:
            found.shown.setdefault(reason, []).append(f"{pair.before!r}\n        -> {pair.after!r}")


def _whose(pair: Pair) -> Iterator[Role]:
    role = of_value(pair.before) if pair.role is Role.VALUE else pair.role
    every = roles(pair.before, role, pair.syntax)
    return (role for sign, role in zip(pair.before, every, strict=True) if not sign.isspace())


def _as_read(text: str) -> str:
    """A text without signs that are only layout."""
    return _as_sent(text).replace("\u200b", "")


def _solid(text: str) -> str:
    return "".join(text.split())


def _mark(old: str, new: str) -> str:
    """Nothing for what is no letter, and stayed."""
    if old == new:
        return "kept" if old.isalpha() else ""
    return "changed" if exchanged(old) == new else "torn"


def _reasons(pair: Pair, whose: list[Role], marks: list[str]) -> Iterator[str]:
    """Of each letter of human text that stayed."""
    whole = "changed" not in marks
    within: set[int] = set()
    for start, end in protected(pair.before):
        within.update(range(len(_solid(pair.before[:start])), len(_solid(pair.before[:end]))))
    for index, (role, mark) in enumerate(zip(whose, marks, strict=True)):
        if role is Role.HUMAN and mark == "kept":
            yield PROTECTED if index in within else WHOLE if whole else PART
