"""Whatever is changed in a template is noticed: in what it says somewhere, if not in what a policy allows."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.rights.stack.expectation import TEMPLATES, expected, lines, resolved, whole
from tests.rights.stack.parameters import SAMPLES, stacks, values
from tests.rights.widening.leaves import Change, changes, noticed
from tests.rights.widening.summary import Tally

READ = "read what is different; `python -m tests.rights.stack.expectation` writes it (CONTRIBUTING.md)"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_says_what_somebody_has_read_and_found_right(name: str) -> None:
    assert lines(TEMPLATES[name]) == expected(name), READ


@pytest.fixture(scope="module", params=TEMPLATES)
def found(request: pytest.FixtureRequest, tally: Tally) -> list[tuple[Change, str]]:
    """By what each change of a template was noticed, or nothing."""
    template = TEMPLATES[request.param]
    known = {name: (given, whole(template, resolved(template, given))) for name, given in stacks(template).items()}
    became = [(change, noticed(template, change, known)) for change in changes(template)]
    tally.extend((f"template: {change.kind}", by) for change, by in became if not change.for_people)
    return became


def test_whatever_is_changed_is_noticed(found: list[tuple[Change, str]]) -> None:
    assert [str(change) for change, by in found if not by and not change.for_people] == []
    assert len(found) > 200


def test_what_is_said_to_people_alone_makes_no_difference(found: list[tuple[Change, str]]) -> None:
    by = [by for change, by in found if change.for_people]
    assert by
    assert set(by) <= {"", "a section"}


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_parameter_is_switched(name: str) -> None:
    parameters = TEMPLATES[name]["Parameters"]
    given = list(stacks(TEMPLATES[name]).values())
    for parameter, about in parameters.items():
        switched = {each[parameter] for each in given}
        assert len(switched) > 1 or "Default" not in about, parameter
        assert switched >= {str(each) for each in about.get("AllowedValues", [])}
        assert not [each for each in switched if not re.fullmatch(about.get("AllowedPattern", ".*"), each)], parameter
    assert SAMPLES.keys() <= {parameter for each in TEMPLATES.values() for parameter in each["Parameters"]}


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_value_that_a_condition_knows_is_one_that_is_tried(name: str) -> None:
    """`!Equals [!Ref CallerCheck, nobody]` would hold in no stack here, and in one that somebody has."""
    template = TEMPLATES[name]
    for parameter, value in compared(template["Conditions"]):
        assert value in values(parameter, template["Parameters"][parameter])


def compared(value: Any) -> Iterator[tuple[str, str]]:
    """The parameters in conditions, and what each is compared with. Raises ValueError where anything else is."""
    match value:
        case {"Fn::Equals": [{"Ref": str(name)}, str(text)]}:
            yield name, text
        case {"Fn::Equals": other}:
            raise ValueError(f"{other} is not a parameter and a text")
        case Mapping():
            yield from (found for each in value.values() for found in compared(each))
        case list():
            yield from (found for each in value for found in compared(each))
