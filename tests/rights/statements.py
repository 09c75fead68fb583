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
from tests.rights.probes import Probe, probes
from tests.rights.rights import Right

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
    texts = listed(statement.get(element) or statement[f"Not{element}"])
    return any(wildcards(each).fullmatch(value) for each in texts) == (element in statement)


def _matching(statement: Statement, element: str, field: str) -> frozenset[str]:
    named = listed(statement.get(element) or statement[f"Not{element}"])
    found = frozenset().union(*(_matched(each, field) for each in named))
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
    asked = {(json.dumps(each), probe): (each, probe) for each in _statements(documents) for probe in about(each)}
    decided = decide([probe.question(policy(statement)) for statement, probe in asked.values()])
    found = {pair for pair, allows in zip(asked, decided, strict=True) if allows}
    return [
        {probe[:3] for each in _statements([document]) for probe in about(each) if (json.dumps(each), probe) in found}
        for document in documents
    ]


def _statements(documents: Iterable[Mapping[str, Any]]) -> list[Statement]:
    found = [each for document in documents for each in document["Statement"]]
    assert all(each["Effect"] == "Allow" for each in found)
    return found


@cache
def documented(rights: tuple[Right, ...], without: frozenset[str]) -> Allowed:
    """What of the probes is to be allowed, in a stack without some of what there is."""
    held = [right for right in rights if right.holds(without)]
    return {probe[:3] for probe in probes() if any(right.covers(*probe[:3]) for right in held)}
