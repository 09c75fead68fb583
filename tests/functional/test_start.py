"""What the function does while Lambda starts it."""

import json
import subprocess
import sys

import pytest

from lingopoint.wiring import Production

_LOOK = """
import json, sys
from lingopoint.handlers import object_lambda
from lingopoint import wiring
started = wiring.dependencies.cache_info().currsize
made = [type(each).__name__ for each in vars(wiring.dependencies()).values()] if started else []
formats = [name for name in sys.modules if name.startswith("lingopoint.formats.") and name.endswith(".document")]
print(json.dumps({"made": made, "formats": formats}))
"""


def started(**environment: str) -> dict[str, list[str]]:
    settings = {"AWS_DEFAULT_REGION": "us-west-2", "LINGOPOINT_RENDITION_BUCKET": "b", "LINGOPOINT_MEMORY_TABLE": "t"}
    done = subprocess.run(
        [sys.executable, "-c", _LOOK], env=settings | environment, capture_output=True, text=True, check=True
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("named", "region"), [("", "us-west-2"), ("eu-west-1", "eu-west-1")])
def test_texts_go_to_the_region_that_is_named_and_nothing_else_does(
    named: str, region: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-west-2")
    monkeypatch.setenv("LINGOPOINT_TRANSLATE_REGION", named)
    production = Production()
    assert production.translator._client.meta.region_name == region
    assert {each.meta.region_name for each in (production._s3, production._store, production._dynamodb)} == {
        "us-west-2"
    }


def test_outside_of_lambda_nothing_is_made() -> None:
    assert started() == {"made": [], "formats": []}


def test_clients_are_made_before_the_first_request() -> None:
    found = started(AWS_LAMBDA_INITIALIZATION_TYPE="on-demand")
    assert sorted(name for name in found["made"] if name in {"AmazonTranslator", "S3", "DynamoDB", "PoolManager"}) == [
        *("AmazonTranslator", "DynamoDB", "PoolManager", "S3", "S3")
    ]
    assert found["formats"] == []


def test_clients_that_the_settings_do_not_need_are_not_made() -> None:
    off = {"LINGOPOINT_RENDITION_BUCKET": "", "LINGOPOINT_MEMORY_TABLE": ""}
    found = started(AWS_LAMBDA_INITIALIZATION_TYPE="on-demand", **off)
    assert found["made"].count("S3") == 1
    assert "DynamoDB" not in found["made"]


def test_a_snapshot_holds_every_format_as_well() -> None:
    found = started(AWS_LAMBDA_INITIALIZATION_TYPE="snap-start")
    assert "AmazonTranslator" in found["made"]
    assert {"lingopoint.formats.html.document", "lingopoint.formats.office.document"} <= {*found["formats"]}


@pytest.mark.parametrize("start", ["on-demand", "snap-start"])
def test_a_wrong_setting_does_not_keep_the_function_from_answering(start: str) -> None:
    assert (
        "AmazonTranslator" not in started(AWS_LAMBDA_INITIALIZATION_TYPE=start, LINGOPOINT_CONCURRENCY="many")["made"]
    )
