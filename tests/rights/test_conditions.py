"""A right is there only where the stack has what it is for: a condition of the template that is dropped is noticed."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from tests.rights.stack.holders import HOLDERS, in_every_stack, reader, role
from tests.rights.stack.references import MAIN, Document
from tests.rights.stack.statements import allowed, listed
from tests.rights.widening.summary import Tally

OF = {"the function's role": role, "the readers' policy": reader}
ALWAYS = {"Fn::Equals": ["always", "always"]}


def dropped() -> Iterator[tuple[str, dict[str, Any]]]:
    """The template with each condition holding always, and with each conditional statement always there."""
    for name in MAIN["Conditions"]:
        template = deepcopy(MAIN)
        template["Conditions"][name] = ALWAYS
        yield f"{name} holds always", template
    for holder, of in OF.items():
        for number, statement in enumerate(of()["Statement"]):
            if "Fn::If" in statement:
                template = deepcopy(MAIN)
                of(template)["Statement"][number] = statement["Fn::If"][1]
                yield f"{holder}: {statement['Fn::If'][1]['Sid']} always", template


TEMPLATES = dict(dropped())
NO_MATTER = {"the function's role: KnowTerminologyVersion always": "no terminology has an empty name"}
"""What makes no difference, and why."""


def changed(template: dict[str, Any]) -> list[tuple[str, str, Document]]:
    """The policies that are other ones than the template's own: whose, in which stack, and what they are."""
    return [
        (holder, stack, document)
        for holder, of in OF.items()
        for stack, document in in_every_stack(template, of).items()
        if document != HOLDERS[holder].stacks[stack]
    ]


@pytest.fixture(scope="module")
def noticed(tally: Tally) -> dict[str, str]:
    """By what each template was noticed that changes a policy, or nothing."""
    every = [(name, *each) for name, template in TEMPLATES.items() for each in changed(template)]
    decided = allowed(*[document for *_, document in every])
    found: dict[str, str] = {}
    for (name, holder, stack, document), allows in zip(every, decided, strict=True):
        other = allows != HOLDERS[holder].documented(stack)
        by = "no policy that AWS takes" if _is_refused(document) else f"another right in a stack with {stack}"
        found[name] = found.get(name) or (by if other or _is_refused(document) else "")
    tally.extend(("a condition of the template dropped", by) for by in found.values())
    return found


def _is_refused(document: Document) -> bool:
    """Whether a resource is an empty text: CloudFormation stops there."""
    return any("" in listed(statement["Resource"]) for statement in document["Statement"])


def test_a_condition_that_is_dropped_is_noticed(noticed: dict[str, str]) -> None:
    assert [name for name, by in noticed.items() if not by and name not in NO_MATTER] == []
    assert [name for name in NO_MATTER if noticed[name]] == []
    assert len(noticed) > 20


def test_every_need_of_a_right_is_a_condition_of_the_template(noticed: dict[str, str]) -> None:
    """`Right.needs` is written by hand: what switches a right off must be among what was dropped."""
    switching = {name.removesuffix(" holds always") for name in noticed if name.endswith(" holds always")}
    assert switching >= {
        *("DetectsSource", "HasKmsKey", "HasObjectLambda", "HasStorageKey", "HasTerminology", "HasTerminologyKey"),
        *("HasWeb", "KeepsRenditions", "Remembers"),
    }
