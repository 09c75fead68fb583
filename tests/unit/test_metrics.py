"""The metrics that ship, as CloudWatch reads them (Embedded Metric Format specification)."""

import json
from typing import Any

import pytest

from lingopoint.adapters.metrics import EmbeddedMetrics
from lingopoint.report import Cost, Report

COST = Cost(billed=38, remembered=12, calls=2, throttled=1, kept=3)
REPORT = Report(
    outcome="translated", target="fr", left_out=50, bytes_out=120, milliseconds=250, whole=100, bytes_in=130, cost=COST
)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_an_answer_is_one_line_of_figures(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "lingopoint")
    EmbeddedMetrics().record("arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/pages", REPORT)
    (line,) = lines(capsys)
    description = line.pop("_aws")
    (directive,) = description["CloudWatchMetrics"]
    assert directive["Namespace"] == "Lingopoint"
    assert [sorted(dimensions) for dimensions in directive["Dimensions"]] == [["AccessPoint", "Language", "service"]]
    assert {metric["Name"]: metric["Unit"] for metric in directive["Metrics"]} == {
        **dict.fromkeys(["Billed", "Remembered", "MarkupLeftOut"], "Count"),
        **dict.fromkeys(["Calls", "Throttled", "Failed", "UnitsKept", "SteppedDown", "Doubted", "Echoed"], "Count"),
        "Milliseconds": "Milliseconds",
        "BytesOut": "Bytes",
    }
    assert line == {
        "Language": "fr",
        "AccessPoint": "pages",
        "service": "lingopoint",
        "Billed": [38.0],
        "Remembered": [12.0],
        "MarkupLeftOut": [50.0],
        "Calls": [2.0],
        "Throttled": [1.0],
        "Failed": [0.0],
        "UnitsKept": [3.0],
        "SteppedDown": [0.0],
        "Doubted": [0.0],
        "Echoed": [0.0],
        "Milliseconds": [250.0],
        "BytesOut": [120.0],
    }


def test_answers_do_not_mix(capsys: pytest.CaptureFixture[str]) -> None:
    metrics = EmbeddedMetrics()
    metrics.record("arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/pages", REPORT)
    metrics.record("manuals", Report(outcome="stored", target="de", bytes_out=7))
    first, second = lines(capsys)
    assert (first["Language"], first["Billed"]) == ("fr", [38.0])
    assert (second["AccessPoint"], second["Language"]) == ("manuals", "de")
    assert (second["Billed"], second["BytesOut"]) == ([0.0], [7.0])


def test_what_is_switched_off_writes_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POWERTOOLS_METRICS_DISABLED", "true")
    EmbeddedMetrics().record("arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/pages", REPORT)
    assert lines(capsys) == []
