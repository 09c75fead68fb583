"""The policies of the template's resources let in whom they are to, and what is widened in one of them is noticed."""

import pytest

from tests.rights.decisions import decide
from tests.rights.stack.doors import Door, doors
from tests.rights.widening.doors import Reasons, outcomes
from tests.rights.widening.score import Outcome, odd_form
from tests.rights.widening.summary import Tally

ITS_OWN = ("* | every resource | *", "a policy is asked about its own resource alone")
OWN_POLICIES = (
    "* | one more caller | Principal the account",
    "the account's own need policies of their own all the same",
)
ONE_KEY = "Lambda tells the key of its condition of this action alone"
SAME_DOOR: dict[str, Reasons] = {
    "the bucket": (
        ITS_OWN,
        (
            "DelegateToAccessPoints | everybody | Principal [*]",
            "everybody is let in who comes through the access point",
        ),
        ("DelegateToAccessPoints | one more caller | *", "everybody is let in who comes through the access point"),
    ),
    "the bucket of renditions": (
        ("TlsOnly | * | the account is denied", "nobody else has a right that could be denied"),
    ),
    "the role": (),
    "the function": (
        ITS_OWN,
        OWN_POLICIES,
        ("lambda:InvokeFunctionUrl | actions that begin alike | *", "no other action is called so"),
        ("lambda:InvokeFunctionUrl | actions of the verb | *", ONE_KEY),
        ("lambda:InvokeFunction | every action* | *", ONE_KEY),
        ("lambda:InvokeFunction | actions * | *", ONE_KEY),
    ),
}
"""What can be widened at a door and makes no difference, and why."""


@pytest.fixture(scope="module")
def all_doors() -> dict[str, Door]:
    """Every door."""
    return dict(doors())


@pytest.mark.parametrize("name", [*SAME_DOOR, "the function's alias"])
def test_a_door_lets_in_whom_it_is_to_and_nobody_else(name: str, all_doors: dict[str, Door]) -> None:
    door = all_doors[name]
    assert not any(odd_form(each) for each in door.document["Statement"])
    decided = decide([door.question(ask, door.document) for ask in door.asks])
    assert {ask for ask, allows in zip(door.asks, decided, strict=True) if allows} == door.allowed
    assert door.allowed


@pytest.fixture(scope="module", params=SAME_DOOR)
def found(request: pytest.FixtureRequest, tally: Tally, all_doors: dict[str, Door]) -> list[Outcome]:
    """What became of the mutants of a door."""
    became = outcomes(all_doors[request.param], SAME_DOOR[request.param])
    tally.extend((each.mutant.kind, each.noticed) for each in became)
    return became


def test_a_door_that_is_opened_wider_is_noticed(found: list[Outcome]) -> None:
    assert [(each.mutant.kind, each.mutant.what) for each in found if not each.noticed and not each.reason] == []


def test_what_is_said_to_make_no_difference_at_a_door_makes_none(found: list[Outcome]) -> None:
    assert [(each.mutant.what, each.noticed, each.reason) for each in found if each.noticed and each.reason] == []
