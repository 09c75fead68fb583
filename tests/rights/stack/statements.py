"""What policies allow of what is asked: statement by statement, because identity policies here only ever allow.

The engine is asked only of the statements that name a probe's action and resource: of another it is slow to say that it
does not apply.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from tests.rights.decisions import decide
from tests.rights.stack.probes import Probe, probes
from tests.rights.stack.rights import Right

Statement = Mapping[str, Any]
Allowed = set[tuple[str, str, str]]


def listed(value: str | Sequence[str]) -> list[str]:
    """An element of a policy that may be one text or several."""
    return [value] if isinstance(value, str) else list(value)


@cache
def wildcards(pattern: str) -> re.Pattern[str]:
    """What IAM's `*` and `?` mean. The case of letters is left open: of actions it is no matter."""
    text = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.compile(text, re.IGNORECASE | re.DOTALL)


def about(statement: Statement) -> list[Probe]:
    """The probes that a statement names the action and the resource of, whatever its conditions are."""
    actions, resources = _matching(statement, "Action", "action"), _matching(statement, "Resource", "resource")
    return [probe for action in sorted(actions) for probe in _asking(action) if probe.resource in resources]


def named(statement: Statement, element: str, value: str) -> bool:
    """Whether a statement names an action or a resource, or does not leave it out."""
    return any(wildcards(each).fullmatch(value) for each in _texts(statement, element)) == (element in statement)


def _texts(statement: Statement, element: str) -> list[str]:
    return listed(statement[element] if element in statement else statement[f"Not{element}"])


def _matching(statement: Statement, element: str, field: str) -> frozenset[str]:
    found = frozenset().union(*(_matched(each, field) for each in _texts(statement, element)))
    return found if element in statement else _values(field) - found


@cache
def _asking(action: str) -> list[Probe]:
    return [probe for probe in probes() if probe.action == action]


@cache
def _matched(pattern: str, field: str) -> frozenset[str]:
    return frozenset(value for value in _values(field) if wildcards(pattern).fullmatch(value))


@cache
def _values(field: str) -> frozenset[str]:
    return frozenset(getattr(probe, field) for probe in probes())


def policy(*statements: Statement) -> dict[str, Any]:
    """A policy of these statements."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


def allowed(*documents: Mapping[str, Any]) -> list[Allowed]:
    """What of the probes each identity policy allows. A statement that several have is asked about once."""
    texts = [[json.dumps(each) for each in document["Statement"]] for document in documents]
    allows = _allows(dict.fromkeys(text for each in texts for text in each))
    return [set().union(*(allows[text] for text in each)) for each in texts]


def _allows(texts: Iterable[str]) -> Mapping[str, Allowed]:
    """What each statement allows that is written as JSON."""
    statements = {text: json.loads(text) for text in texts}
    assert all(each["Effect"] == "Allow" for each in statements.values())
    asked = [(text, probe) for text, each in statements.items() for probe in about(each)]
    decided = decide([probe.question(policy(statements[text])) for text, probe in asked])
    found: dict[str, Allowed] = {text: set() for text in statements}
    for (text, probe), yes in zip(asked, decided, strict=True):
        found[text] |= {probe[:3]} if yes else set()
    return found


@cache
def documented(rights: tuple[Right, ...], without: frozenset[str]) -> Allowed:
    """What of the probes is to be allowed, in a stack without some of what there is."""
    held = [right for right in rights if right.holds(without)]
    return {probe[:3] for probe in probes() if any(right.covers(*probe[:3]) for right in held)}
