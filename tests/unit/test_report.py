"""What an answer cost, and what is told of it."""

from dataclasses import fields, replace

import pytest

from lingopoint.report import Cost, Metric, Report, bill_in_words, billed_as_told

COST = Cost(*range(1, len(fields(Cost)) + 1))
FACTS = {
    "units": "1",
    "units-kept": "2",
    "calls": "3",
    "retries": "9",
    "characters": "6",
    "remembered": "9",
    "stepped-down": "10",
    "doubted": "11",
}


def test_costs_add_up_field_by_field() -> None:
    tens = [10 * number for number in range(1, len(fields(Cost)) + 1)]
    assert COST + Cost(*tens) == Cost(*(number // 10 * 11 for number in tens))
    assert sum([COST, COST], Cost()) == COST + COST
    assert Cost() + COST == COST


def test_metadata_tells_the_cost() -> None:
    assert COST.to_facts() == FACTS
    assert Cost().to_facts() == dict.fromkeys(FACTS, "0")


def test_the_cost_is_read_back() -> None:
    assert Cost.from_facts(FACTS) == replace(COST, throttled=0, failed=9, unseen=0, needed=0, echoed=0)


@pytest.mark.parametrize("told", ["", "-1", "1.0", "many", "²", "١"])
def test_what_is_no_number_is_none(told: str) -> None:
    assert Cost.from_facts({"characters": told, "calls": "3", "other": "4"}) == Cost(calls=3)


@pytest.mark.parametrize(
    ("cost", "told"),
    [
        (Cost(), ""),
        (Cost(billed=7), "Characters billed: 7."),
        (Cost(billed=1234567), "Characters billed: 1,234,567."),
        (Cost(billed=51234, unseen=9), "Characters billed: up to 51,234."),
    ],
)
def test_the_bill_in_a_message_is_read_back(cost: Cost, told: str) -> None:
    assert bill_in_words(cost) == told
    assert billed_as_told(f"It did not end. {told}") == cost.billed


def test_figures_that_are_0_are_told_of_renditions_only() -> None:
    assert Report(outcome="original").to_log() == {"outcome": "original"}
    told = Report(outcome="stored", target="fr").to_log()
    figures = {each.name for each in fields(Cost)} | {"bytes_in", "bytes_out", "whole", "left_out", "milliseconds"}
    assert told == {"outcome": "stored", "target": "fr", **dict.fromkeys(figures, 0)}
    assert Report(bytes_out=3, cost=Cost(calls=2)).to_log() == {"bytes_out": 3, "calls": 2}


def test_every_figure_of_a_metric_is_there_though_it_is_0() -> None:
    assert set(Report().metrics()) == {
        Metric("BytesOut", "Bytes", 0),
        Metric("Milliseconds", "Milliseconds", 0),
        *(
            Metric(name, "Count", 0)
            for name in (
                "MarkupLeftOut",
                "UnitsKept",
                "Calls",
                "Throttled",
                "Failed",
                "Billed",
                "Remembered",
                "SteppedDown",
                "Doubted",
                "Echoed",
            )
        ),
    }
