"""The policies of the templates allow what is documented and nothing else, in every stack."""

import random

import pytest

from tests.rights.decisions import decide
from tests.rights.stack.holders import HOLDERS, reader, role
from tests.rights.stack.parameters import values
from tests.rights.stack.probes import probes
from tests.rights.stack.references import CONFIGURATIONS, FOR_RIGHTS, MAIN, made, properties
from tests.rights.stack.statements import Allowed, about, allowed, listed, policy
from tests.rights.widening.score import odd_form

STACKS = [(name, configuration) for name, holder in HOLDERS.items() for configuration in holder.stacks]


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], Allowed]:
    """What each policy allows in each stack."""
    return dict(zip(STACKS, allowed(*[HOLDERS[name].stacks[stack] for name, stack in STACKS]), strict=True))


@pytest.mark.parametrize(("name", "configuration"), STACKS)
def test_a_policy_allows_what_is_documented_and_nothing_else(
    name: str, configuration: str, found: dict[tuple[str, str], Allowed]
) -> None:
    assert found[name, configuration] == HOLDERS[name].documented(configuration)
    assert found[name, configuration]


@pytest.mark.parametrize("name", HOLDERS)
def test_every_right_is_one_that_is_asked_about(name: str) -> None:
    """An action that a statement names, and no probe asks for, could be on any resource."""
    for statement in HOLDERS[name].stacks["everything"]["Statement"]:
        for action in listed(statement["Action"]):
            assert about({**statement, "Action": action}), action


@pytest.mark.parametrize("name", HOLDERS)
def test_conditions_are_told_in_full(name: str) -> None:
    """`IfExists`, `ForAllValues` and wildcards let in what nobody thought of, or the engine and AWS differ."""
    assert not any(odd_form(each) for document in HOLDERS[name].stacks.values() for each in document["Statement"])


def test_a_statement_allows_nothing_but_what_it_names() -> None:
    """What the engine is not asked about, because a statement does not name it, the engine denies."""
    draw = random.Random(0)
    asked = []
    for statement in HOLDERS["the function's role"].stacks["everything"]["Statement"]:
        others = sorted({*probes()} - {*about(statement)})
        asked += [probe.question(policy(statement)) for probe in draw.sample(others, 20)]
    assert not any(decide(asked))


POLICIES = [
    *(role(), reader(), properties("FunctionRole")["AssumeRolePolicyDocument"]),
    *(properties(name)["PolicyDocument"] for name in ("BucketPolicy", "RenditionBucketPolicy")),
    *map(properties, ("WebMayCallUrl", "WebMayCallFunction")),
]


@pytest.mark.parametrize("parameter", sorted(MAIN["Parameters"].keys() - FOR_RIGHTS))
def test_a_parameter_that_is_for_something_else_changes_no_right(parameter: str) -> None:
    for configuration in CONFIGURATIONS:
        as_is = made(MAIN, POLICIES, configuration)
        for value in values(parameter, MAIN["Parameters"][parameter]):
            assert made(MAIN, POLICIES, configuration, **{parameter: value}) == as_is
