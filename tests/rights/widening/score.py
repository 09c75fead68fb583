"""Which mutants are noticed, by what, and why the others make no difference."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from tests.rights.decisions import askable, first_allowed
from tests.rights.stack.holders import Holder
from tests.rights.stack.probes import ON_NOTHING, Probe, example, patterns
from tests.rights.stack.rights import MORE_RIGHTS, READER, ROLE, contexts
from tests.rights.stack.statements import about, listed, policy, wildcards
from tests.rights.widening.actions import actions
from tests.rights.widening.conditions import conditions
from tests.rights.widening.mutant import Mutant, Statement
from tests.rights.widening.resources import resources

OPERATORS = {"StringEquals", "ForAnyValue:StringEquals", "ArnLike", "Bool"}
"""The operators that conditions may have: those that take values in full, and do not hold where a key is missing."""

ENOUGH = 40
"""Probes of a mutant that is noticed by its form in any case."""
OWN = (*ROLE, *READER, *MORE_RIGHTS)
"""Rights whose resources are the stack's own."""


class Outcome(NamedTuple):
    """What became of a mutant: by what it was noticed, or else why it makes no difference, where there is a reason."""

    mutant: Mutant
    noticed: str
    reason: str = ""


def odd_form(statement: Statement) -> str:
    """What is wrong with a statement whatever is asked, where the engine and AWS may differ, or nothing."""
    condition = statement.get("Condition", {})
    values = [value for keys in condition.values() for each in keys.values() for value in listed(each)]
    if condition.keys() - OPERATORS or any(set(value) & set("*?") for value in values):
        return "a condition that is not told in full"
    return ""


def mutants(holder: Holder) -> Iterator[tuple[Statement, Mutant]]:
    """Each statement of a policy with each of its mutants."""
    own = list(dict.fromkeys(patterns(OWN)))
    for statement in holder.stacks["everything"]["Statement"]:
        for mutant in chain(actions(statement, known(statement)), resources(statement, own), conditions(statement)):
            yield statement, mutant


def known(statement: Statement) -> list[str]:
    """The actions that the resources of a statement know."""
    named = listed(statement["Resource"])
    service = listed(statement["Action"])[0].partition(":")[0] + ":"
    asked = _askable() if named == ["*"] else map(example, named)
    return list(dict.fromkeys(action for each in asked for action in _askable()[each] if action.startswith(service)))


def _askable() -> Mapping[str, Sequence[str]]:
    return askable(*ON_NOTHING, *dict.fromkeys(map(example, patterns(OWN))))


def outcomes(holder: Holder) -> list[Outcome]:
    """What becomes of every mutant of a policy."""
    every = list(mutants(holder))
    noticed = _noticed([(mutant, _beside(holder, statement, mutant)) for statement, mutant in every])
    again = [number for number, by in enumerate(noticed) if not by]
    elsewhere = _noticed([(every[number][1], _elsewhere(holder, *every[number])) for number in again])
    by = {**dict(enumerate(noticed)), **dict(zip(again, elsewhere, strict=True))}
    return [Outcome(each[1], by[number], _reason(holder, *each)) for number, each in enumerate(every)]


def _beside(holder: Holder, statement: Statement, mutant: Mutant) -> list[Probe]:
    """What is to be denied and the mutant is about: first what the statement itself is not about."""
    already, right = {*about(statement)}, holder.documented()
    found = sorted((probe for probe in about(mutant.statement) if probe[:3] not in right), key=already.__contains__)
    return found[:ENOUGH] if odd_form(mutant.statement) else found


def _elsewhere(holder: Holder, statement: Statement, mutant: Mutant) -> list[Probe]:
    """What the mutant allows more and is to be denied in a stack that has the statement and not all the others."""
    more = {*_applying(mutant.statement)} - {*_applying(statement)}
    having = [name for name, document in holder.stacks.items() if statement in document["Statement"]]
    return [
        probe._replace(why=f"{probe.why}, in a stack with {name}")
        for name in having
        for probe in sorted(more)
        if probe[:3] not in holder.documented(name)
    ]


def _noticed(asked: Sequence[tuple[Mutant, Sequence[Probe]]]) -> list[str]:
    """What notices each mutant: its form, or the first of the probes that it allows."""
    found = first_allowed([[probe.question(policy(mutant.statement)) for probe in each] for mutant, each in asked])
    return [_by(mutant, each, number) for (mutant, each), number in zip(asked, found, strict=True)]


def _by(mutant: Mutant, asked: Sequence[Probe], number: int | str | None) -> str:
    if isinstance(number, str):
        return "no policy that AWS takes"
    return odd_form(mutant.statement) if number is None else asked[number].why


def _reason(holder: Holder, statement: Statement, mutant: Mutant) -> str:
    if odd_form(mutant.statement):
        return ""
    found = (reason for reason, holds in REASONS.items() if holds(holder, statement, mutant.statement))
    return next(found, "")


def _no_other_action(holder: Holder, statement: Statement, wider: Statement) -> bool:
    if "Action" not in wider or not _same_but("Action", statement, wider):
        return False
    return _of(known(statement), wider["Action"]) == _of(known(statement), statement["Action"])


def _no_such_action(holder: Holder, statement: Statement, wider: Statement) -> bool:
    more = _more_resources(statement, wider)
    if not more or not more <= set(patterns(OWN)):
        return False
    return not _of((action for each in more for action in _askable()[example(each)]), statement["Action"])


def _within(holder: Holder, statement: Statement, wider: Statement) -> bool:
    more = _more_resources(statement, wider)
    return bool(more) and more == _of(more, statement["Resource"])


def _allowed_already(holder: Holder, statement: Statement, wider: Statement) -> bool:
    more = {probe[:3] for probe in {*_applying(wider)} - {*_applying(statement)}}
    having = [name for name, document in holder.stacks.items() if statement in document["Statement"]]
    return bool(more) and all(more <= holder.documented(name) for name in having)


def _never_called_so(holder: Holder, statement: Statement, wider: Statement) -> bool:
    return about(wider) != about(statement) and _applying(wider) == _applying(statement)


def _more_resources(statement: Statement, wider: Statement) -> set[str]:
    if "Resource" not in wider or not _same_but("Resource", statement, wider):
        return set()
    return set(listed(wider["Resource"])) - set(listed(statement["Resource"]))


def _applying(statement: Statement) -> list[Probe]:
    """The probes that a statement with conditions that are told in full applies to."""
    told = [(key, listed(values)) for keys in statement.get("Condition", {}).values() for key, values in keys.items()]
    return [probe for probe in about(statement) if all(_holds(probe, *each) for each in told)]


def _holds(probe: Probe, key: str, values: Sequence[str]) -> bool:
    return any(value in values for value in listed(contexts(probe.action)[probe.context].get(key, ())))


def _same_but(name: str, statement: Statement, wider: Statement) -> bool:
    return {**statement, name: 0} == {**wider, name: 0}


def _of(texts: Iterable[str], named: str | Sequence[str]) -> set[str]:
    return {text for text in texts if any(wildcards(each).fullmatch(text) for each in listed(named))}


REASONS = {
    "no other action of these resources is called so": _no_other_action,
    "none of its actions is for such a resource": _no_such_action,
    "the statement names it already": _within,
    "another statement allows it already, wherever this one is": _allowed_already,
    "it is never called in the way that the condition asks for": _never_called_so,
}
"""Why a mutant that is not noticed allows nothing more, and how that is found out."""
