"""Which mutants of resources' policies are noticed, and why the others make no difference."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import chain

from tests.rights.decisions import first_allowed
from tests.rights.stack.doors import Ask, Door
from tests.rights.stack.references import Document
from tests.rights.stack.statements import Statement, named
from tests.rights.widening.actions import actions
from tests.rights.widening.conditions import conditions
from tests.rights.widening.denials import denials
from tests.rights.widening.mutant import Mutant, with_element
from tests.rights.widening.principals import principals
from tests.rights.widening.score import ENOUGH, Outcome, odd_form

Reasons = Sequence[tuple[str, str]]
"""Of a door: a pattern of statements, kinds and mutants (`SID | KIND | WHAT`), and why these make no difference."""


def mutants(door: Door) -> Iterator[tuple[int, Mutant]]:
    """Each statement of a door, by its number, with each of its mutants."""
    for number, statement in enumerate(door.document["Statement"]):
        for mutant in denials(statement) if statement["Effect"] == "Deny" else _wider(door, statement):
            yield number, mutant


def _wider(door: Door, statement: Statement) -> Iterator[Mutant]:
    one = statement["Action"] == statement.get("Sid")  # AWS::Lambda::Permission names one action
    known = [] if one else list(dict.fromkeys(ask.action for ask in door.asks))
    yield from chain(actions(statement, known), conditions(statement), principals(statement))
    if "Resource" in statement:
        yield Mutant("every resource", "Resource *", with_element(statement, "Resource", "*"))


def outcomes(door: Door, reasons: Reasons) -> list[Outcome]:
    """What becomes of every mutant of a door; `reasons` why some make no difference."""
    every = list(mutants(door))
    asked = [_asked(door, number, mutant) for number, mutant in every]
    documents = [_with(door, number, mutant) for number, mutant in every]
    cases = [[door.question(ask, document) for ask in asks] for asks, document in zip(asked, documents, strict=True)]
    return [
        Outcome(mutant, _noticed(mutant, by, asks), _reason(door.document["Statement"][number], mutant, reasons))
        for (number, mutant), asks, by in zip(every, asked, first_allowed(cases), strict=True)
    ]


def _asked(door: Door, number: int, mutant: Mutant) -> list[Ask]:
    """What is to be denied and the mutant is about: first actions that the statement itself does not name."""
    statement = door.document["Statement"][number]
    denied = [ask for ask in door.asks if ask not in door.allowed]
    if statement["Effect"] == "Deny":
        return denied
    about = [ask for ask in denied if named(mutant.statement, "Action", ask.action)]
    about.sort(key=lambda ask: (named(statement, "Action", ask.action), ask.caller not in str(statement["Principal"])))
    return about[:ENOUGH] if odd_form(mutant.statement) else about


def _with(door: Door, number: int, mutant: Mutant) -> Document:
    """The door's policy with a mutant in the place of a statement."""
    statements = [
        mutant.statement if place == number else each for place, each in enumerate(door.document["Statement"])
    ]
    return {**door.document, "Statement": [each for each in statements if each]}


def _noticed(mutant: Mutant, by: int | str | None, asked: list[Ask]) -> str:
    if isinstance(by, str):
        return "no policy that AWS takes"
    return odd_form(mutant.statement) if by is None else f"{asked[by].caller}, {asked[by].context}"


def _reason(statement: Statement, mutant: Mutant, reasons: Reasons) -> str:
    what = f"{statement.get('Sid')} | {mutant.kind} | {mutant.what}"
    return next((reason for pattern, reason in reasons if fnmatchcase(what, pattern)), "")
