"""More actions than a statement is to name."""

import re
from collections.abc import Iterator, Sequence

from tests.rights.stack.statements import listed
from tests.rights.widening.mutant import Mutant, Statement, with_element


def actions(statement: Statement, known: Sequence[str]) -> Iterator[Mutant]:
    """Each element in turn, and one more of what is `known` to the statement's resources."""
    named = listed(statement["Action"])
    yield from _mutants(statement, "every action", ["*"])
    yield from _mutants(statement, "every action of the service", [f"{_service(named[0])}:*"])
    yield Mutant("every action but", f"NotAction {named}", with_element(statement, "NotAction", named))
    for number, action in enumerate(named):
        for kind, wider in (("actions that begin alike", f"{action}*"), ("actions of the verb", _verb(action))):
            yield from _mutants(statement, kind, [*named[:number], wider, *named[number + 1 :]])
    for action in known:
        if action not in named:
            yield from _mutants(statement, "one more action", [*named, action])


def _mutants(statement: Statement, kind: str, wider: list[str]) -> Iterator[Mutant]:
    if wider != listed(statement["Action"]):
        yield Mutant(kind, f"Action {', '.join(wider)}", with_element(statement, "Action", wider))


def _service(action: str) -> str:
    return action.partition(":")[0]


def _verb(action: str) -> str:
    """`s3:Get*` of `s3:GetObject`."""
    return re.sub(r":([A-Z][a-z]+).*", r":\1*", action)
