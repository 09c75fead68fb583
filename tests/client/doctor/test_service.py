"""Each check of the service: as it is expected, otherwise, and broken. The stand-in for Amazon Translate shows each."""

from typing import Any

import pytest

from lingopoint.translation import wire
from lingopoint_cli.doctor.examination import CHECKS, chosen
from lingopoint_cli.doctor.finding import Outcome
from lingopoint_cli.doctor.texts import markup
from lingopoint_local.translate.behaviour import Behaviour
from tests.client.doctor.conftest import Make, Translate, asked, outcome
from tests.client.doctor.deployed import error

NAMES = [check.name for check in CHECKS if check.name.startswith("service.")]
TAGS = [f"service.tag {name}" for name in markup.NAMES]

OTHERWISE: list[tuple[str, str]] = [
    *(
        (name, fault)
        for name in TAGS
        for fault in ("drop_tag", "double_tag", "reorder_tags", "nest_wrongly", "escape_tag", "add_white_space")
    ),
    *((name, "lose_space_before_element") for name in TAGS),
    ("service.tag br", "drop_tag"),
    ("service.tag br", "double_tag"),
    ("service.tag ids", "lose_ids"),
    ("service.tags nested", "drop_tag"),
    ("service.tags nested", "reorder_tags"),
    ("service.protected", "change_placeholder"),
    ("service.protected", "dnt_token"),
    ("service.protected beside signs", "dnt_token"),
    ("service.protected beside signs", "drop_tag"),
    ("service.protected spaces", "lose_space_before_protected"),
    ("service.protected spaces", "space_after_protected"),
    ("service.protected spaces", "dnt_token"),
    ("service.lines", "lose_line"),
    ("service.lines", "double_line"),
    ("service.lines", "merge_lines"),
    ("service.lines", "reorder_lines"),
    ("service.lines", "repeat_tail"),
    ("service.lines shuffled", "look_around"),
    ("service.lines shuffled", "lose_line"),
    ("service.blocks", "lose_line"),
    ("service.blocks", "double_line"),
    ("service.blocks", "merge_lines"),
    ("service.blocks", "reorder_lines"),
    ("service.blocks", "lose_ids"),
    ("service.heading", "add_full_stop"),
    ("service.dash", "lose_dash"),
    ("service.quotes", "lose_quotes"),
    ("service.capitals", "small_letters"),
    ("service.capitals", "echo"),
    ("service.entities", "raw_less_than"),
    ("service.signs", "full_width"),
    ("service.emoji", "lose_emoji"),
    ("service.short texts", "talk"),
    ("service.short texts", "echo"),
]
BROKEN = [
    ("service.translates", "echo"),
    ("service.entities", "escape_twice"),
    ("service.blocks", "swap_contents"),
    ("service.carriers", "translate_protected"),
]


@pytest.mark.parametrize("name", NAMES)
def test_what_comes_back_as_expected_is_ok(make: Make, name: str) -> None:
    assert outcome(name, make()) is Outcome.OK


@pytest.mark.parametrize(("name", "fault"), OTHERWISE)
def test_what_comes_back_otherwise_differs(make: Make, name: str, fault: str) -> None:
    # One of several things is damaged, by chance: not every one is what the check looks at.
    seen = {outcome(name, make(translate=Translate(Behaviour(faults=(fault,), seed=seed)))) for seed in range(12)}
    assert Outcome.DIFFERS in seen
    assert seen <= {Outcome.OK, Outcome.DIFFERS}


@pytest.mark.parametrize(("name", "fault"), BROKEN)
def test_what_readers_would_get_wrong_fails(make: Make, name: str, fault: str) -> None:
    found = asked(name, make(translate=Translate(Behaviour(faults=(fault,)))))
    assert found.finding.outcome is Outcome.FAILED
    assert {"means", "do"} <= found.to_json().keys()


def test_another_carrier_than_span_is_told_of(make: Make) -> None:
    class OnlyLinks(Translate):
        def translate_text(self, **payload: Any) -> dict[str, Any]:
            answer = super().translate_text(**payload)
            return {**answer, "TranslatedText": answer["TranslatedText"].replace("span", "div").replace("{b", "{x")}

    found = asked("service.carriers", make(translate=OnlyLinks(Behaviour()))).finding
    assert (found.outcome, found.found) == (Outcome.DIFFERS, "kept: <a>, <code> of 4 elements")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("service.detection", "service.auto on OK")])
def test_nothing_at_all_is_never_ok(make: Make, name: str) -> None:
    assert outcome(name, make(translate=Translate(Behaviour(faults=("empty",))))) in (
        Outcome.FAILED,
        Outcome.DIFFERS,
    ) or (name == "service.limit")


@pytest.mark.parametrize("name", NAMES)
def test_a_service_that_breaks_down_fails(make: Make, name: str) -> None:
    found = asked(name, make(translate=Translate(Behaviour(failure_rate=1)))).finding
    expected = {"service.auto on OK": "refused: ", "service.limit": ""}.get(name, "no answer: ")
    if name not in ("service.auto on OK", "service.limit"):
        assert found == (Outcome.FAILED, f"{expected}ServiceUnavailableException")


@pytest.mark.parametrize("name", NAMES)
def test_an_owner_without_the_right_to_ask_is_told_so(make: Make, name: str) -> None:
    found = asked(name, make(translate=Translate(Behaviour(), error("AccessDeniedException")))).finding
    assert found == (Outcome.SKIPPED, "you may not ask this: AccessDeniedException")


def test_the_limit_that_is_another(make: Make) -> None:
    assert outcome("service.limit", make(translate=Translate(Behaviour(most_bytes=20_000)))) is Outcome.DIFFERS
    refused = Translate(Behaviour(), error("InvalidRequestException"))
    assert asked("service.limit", make(translate=refused)).finding == (
        Outcome.DIFFERS,
        "refused above 10,000 bytes as InvalidRequestException",
    )


def test_languages_that_are_taken_for_another(make: Make) -> None:
    world = make(translate=Translate(Behaviour(detected="ja")))
    assert asked("service.detection", world).finding == (Outcome.DIFFERS, "English was taken for ja")
    unknown = make(translate=Translate(Behaviour(detected="zz")))
    assert outcome("service.auto on OK", unknown) is Outcome.DIFFERS


def test_a_guess_at_ok_is_enough_and_no_guess_is_not(make: Make) -> None:
    guess = error("DetectedLanguageLowConfidenceException", DetectedLanguageCode="de")
    found = asked("service.auto on OK", make(translate=Translate(Behaviour(), guess))).finding
    assert found == (Outcome.OK, "not sure, with de for a guess")
    none = error("UnsupportedLanguagePairException")
    assert outcome("service.auto on OK", make(translate=Translate(Behaviour(), none))) is Outcome.DIFFERS


def test_it_asks_of_every_tag_that_is_used() -> None:
    assert markup.NAMES == wire._NAMES


def test_it_sends_about_three_thousand_characters(make: Make) -> None:
    world = make()
    for check in chosen(["service."]):
        check.ask(world)
    assert 1_500 < world.service.billed < 3_200


def test_no_text_is_paid_for_twice(make: Make) -> None:
    world = make()
    asked("service.lines", world)
    once = world.service.billed
    asked("service.lines shuffled", world)
    assert world.service.billed == 2 * once
