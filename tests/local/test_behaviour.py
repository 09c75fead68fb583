"""The service told to be slow, throttled, failing or careless with markup."""

from collections import Counter

import pytest

from lingopoint_local.translate.behaviour import Behaviour, LiveBehaviour
from lingopoint_local.translate.engines.identity import Identity
from lingopoint_local.translate.errors import ApiError
from lingopoint_local.translate.service import TranslateApi


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now


def _outcome(behaviour: LiveBehaviour) -> str:
    try:
        behaviour.admit(1000)
    except ApiError as error:
        return error.code
    return "admitted"


def test_nothing_unusual_happens_unless_told() -> None:
    assert {_outcome(LiveBehaviour()) for _ in range(100)} == {"admitted"}
    assert LiveBehaviour().damage("<b>x</b>", "<b>y</b>") == "<b>x</b>"


def test_calls_beyond_the_rate_are_throttled_until_time_passes() -> None:
    clock = Clock()
    behaviour = LiveBehaviour(Behaviour(calls_per_second=2), clock)
    assert [_outcome(behaviour) for _ in range(3)] == ["admitted", "admitted", "TooManyRequestsException"]
    clock.now += 0.5
    assert [_outcome(behaviour) for _ in range(2)] == ["admitted", "TooManyRequestsException"]


def test_a_share_of_calls_fails_the_same_way_for_the_same_seed() -> None:
    behaviour = Behaviour(failure_rate=0.25, failure="InternalServerException", seed=7)
    outcomes = [[_outcome(live) for _ in range(400)] for live in (LiveBehaviour(behaviour), LiveBehaviour(behaviour))]
    assert outcomes[0] == outcomes[1]
    assert 50 < Counter(outcomes[0])["InternalServerException"] < 150


def test_the_next_calls_fail_and_then_no_more() -> None:
    behaviour = LiveBehaviour(Behaviour(fail_next=2))
    assert [_outcome(behaviour) for _ in range(3)] == ["ServiceUnavailableException"] * 2 + ["admitted"]


def test_a_call_takes_as_long_as_told_for_its_size() -> None:
    slept: list[float] = []
    LiveBehaviour(Behaviour(latency_ms=40, latency_ms_per_kb=10), sleep=slept.append).admit(2500)
    assert slept == [pytest.approx(0.065)]


def test_a_share_of_translations_is_damaged() -> None:
    api = TranslateApi(Identity(), LiveBehaviour(Behaviour(faults=("drop_tag",), fault_rate=0.5)))
    request = {"Text": "<p>a <b>b</b></p>", "SourceLanguageCode": "en", "TargetLanguageCode": "pt"}
    answers = Counter(api.call("TranslateText", request)["TranslatedText"] for _ in range(200))
    assert set(answers) == {"<p>a <b>b</b></p>", "<p>a b</b></p>", "<p>a <b>b</p>"}


def test_what_was_sent_may_come_back() -> None:
    assert LiveBehaviour(Behaviour(faults=("echo",))).damage("x", "y") == "y"


def test_settings_travel_as_json() -> None:
    behaviour = Behaviour(latency_ms=5, faults=("drop_tag", "echo"), seed=3)
    assert Behaviour.from_json({**behaviour.to_json(), "faults": list(behaviour.faults)}) == behaviour


@pytest.mark.parametrize(
    "members",
    [
        [],
        {"nonsense": 1},
        {"latency_ms": "5"},
        {"fail_next": True},
        {"faults": ["nonsense"]},
        {"faults": "drop_tag"},
        {"failure": "nonsense"},
        {"failure_rate": 1.5},
    ],
)
def test_settings_that_make_no_sense_are_refused(members: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Behaviour.from_json(members)
