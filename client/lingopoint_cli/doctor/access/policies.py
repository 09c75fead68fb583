"""Statements of policies, read and compared. Nothing here decides as IAM does."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

Statement = Mapping[str, Any]
Condition = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Grant:
    """Actions on resources, as a statement that allows them names them, `*` for anything."""

    actions: tuple[str, ...]
    resources: tuple[str, ...]
    condition: Condition = field(default_factory=dict)


def statements(document: Mapping[str, Any] | str) -> list[Statement]:
    """Those of a policy, which may be JSON, and may have one that stands in no list."""
    read = json.loads(document) if isinstance(document, str) else document
    found: list[Statement] = read["Statement"] if isinstance(read["Statement"], list) else [read["Statement"]]
    return found


def listed(value: object) -> list[str]:
    """An element that may be one text or several; nothing where it is left out."""
    return [] if value is None else [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]


def canonical(statement: Statement) -> str:
    """The same for all statements that say the same: `Sid`, the order of lists and the case of keys mean nothing."""
    return json.dumps(_plain({name: each for name, each in statement.items() if name != "Sid"}), sort_keys=True)


def _plain(value: Any, name: str = "") -> Any:
    if isinstance(value, Mapping):
        return {str(key).lower(): _plain(each, str(key).lower()) for key, each in value.items()}
    if name == "principal" and value == "*":
        return {"aws": ["*"]}
    return sorted(set(listed(value)))


def missing(grants: Iterable[Grant], found: Iterable[Statement]) -> list[str]:
    """The actions of the grants that no statement allows where they are needed, or one denies outright."""
    there = list(found)
    pairs = [(action, each, grant) for grant in grants for action in grant.actions for each in grant.resources]
    lacking = [action for action, resource, grant in pairs if not _given(action, resource, grant.condition, there)]
    return list(dict.fromkeys(lacking))


def _given(action: str, resource: str, condition: Condition, found: list[Statement]) -> bool:
    about = [each for each in found if _names(each, action, resource)]
    allowed = any(each["Effect"] == "Allow" and _holds_where(each, condition) for each in about)
    return allowed and not any(each["Effect"] == "Deny" and not each.get("Condition") for each in about)


def _names(statement: Statement, action: str, resource: str) -> bool:
    return _in(statement, "Action", action.lower()) and _in(statement, "Resource", resource)


def _in(statement: Statement, element: str, value: str) -> bool:
    lower = str.lower if element == "Action" else str
    if element in statement:
        return any(_matches(lower(each), value) for each in listed(statement[element]))
    return not any(_matches(lower(each), value) for each in listed(statement.get(f"Not{element}")))


def _holds_where(statement: Statement, condition: Condition) -> bool:
    """Whether a statement asks for no more than the condition."""
    asked = statement.get("Condition") or {}
    return all(_plain(keys) == _plain(condition.get(operator, {})) for operator, keys in asked.items())


def beyond(grants: Iterable[Grant], found: Iterable[Statement]) -> list[str]:
    """What statements allow and no grant does: the actions, as they are written."""
    known = list(grants)
    allowing = [each for each in found if each["Effect"] == "Allow"]
    wider = [action for each in allowing for action in _actions(each) if not _within(action, each, known)]
    return list(dict.fromkeys(wider))


def _actions(statement: Statement) -> list[str]:
    return listed(statement.get("Action")) or [f"all but {', '.join(listed(statement.get('NotAction')))}"]


def _within(action: str, statement: Statement, grants: list[Grant]) -> bool:
    if "Action" not in statement or "Resource" not in statement:
        return False
    return all(
        any(_covers(grant, action, each, statement) for grant in grants) for each in listed(statement["Resource"])
    )


def _covers(grant: Grant, action: str, resource: str, statement: Statement) -> bool:
    """Whether a grant is of all that a pattern of actions and one of resources can mean, under its condition."""
    asked = _plain(statement.get("Condition") or {})
    return (
        any(_matches(each.lower(), action.lower()) for each in grant.actions)
        and any(_matches(each, resource) for each in grant.resources)
        and _plain(grant.condition).items() <= asked.items()
    )


def _matches(pattern: str, text: str) -> bool:
    """Whether a text is what a pattern means. A pattern for a text stands for itself: `a*` means `a/*`, `a/b*` not."""
    return _compiled(pattern).fullmatch(text) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), re.DOTALL)
