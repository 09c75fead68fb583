"""All of it: what is stored is gone afterwards, what is told names nothing of the owner's, and the list is whole."""

import json
import re

import pytest
from botocore.exceptions import ReadTimeoutError

from lingopoint_cli.doctor.check import Check, answered
from lingopoint_cli.doctor.examination import CHECKS, chosen, counted, examine, list_of, record, worst
from lingopoint_cli.doctor.finding import Finding, Outcome
from lingopoint_cli.doctor.redact import scrubbed
from lingopoint_cli.doctor.scratch import Scratch
from lingopoint_cli.doctor.world import World
from tests.client.doctor.conftest import PARAMETERS, Bucket, Make
from tests.client.doctor.deployed import ACCOUNT, OUTPUTS, error, website
from tests.client.doctor.test_account import Caller


def silent(_: str) -> None:
    """Nothing is told."""


def raising(error: BaseException) -> Check:
    def ask(world: World) -> Finding:
        world.scratch.put("first.txt", b"x", ContentType="text/plain")
        raise error

    return Check("s3.raising", "", "", "", ask)


def test_every_check_has_a_name_of_its_own_and_says_what_it_is_for() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS) > 40
    for check in CHECKS:
        assert re.fullmatch(r"(deployment|settings|service|s3|rights)\.[\w ]+", check.name)
        assert check.asks.endswith("?")
        assert check.means.endswith(".")
        assert check.advice.endswith((".", "?"))


def test_a_run_on_an_account_in_order(make: Make) -> None:
    bucket, told = Bucket(), list[str]()
    world = make(bucket=bucket, parameters=PARAMETERS, temporary=Caller(403, 403), **website())
    results = examine(chosen([]), world, told.append)
    assert [result for result in results if not result.expected] == []
    assert [result.check.name for result in results if result.finding.outcome is Outcome.SKIPPED] == [
        "deployment.terminology"
    ]
    assert len(told) == len(CHECKS)
    assert bucket.objects == {}
    assert counted(results) == f"{len(CHECKS) + 1} checks: {len(CHECKS)} ok, 0 differs, 0 failed, 1 skipped"
    assert not worst(results)


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), SystemExit(1)])
def test_what_was_stored_is_deleted_when_it_is_interrupted(make: Make, stop: BaseException) -> None:
    bucket = Bucket()
    with pytest.raises(type(stop)):
        examine([raising(stop)], make(bucket=bucket), silent)
    assert (bucket.objects, len(bucket.deleted)) == ({}, 1)


def test_a_check_that_breaks_is_one_finding(make: Make) -> None:
    bucket = Bucket()
    results = examine([raising(ValueError("the-owners-bucket")), *chosen(["s3.query"])], make(bucket=bucket), silent)
    assert [result.finding.outcome for result in results] == [Outcome.FAILED, Outcome.OK, Outcome.OK]
    assert results[0].finding.found == "no answer: ValueError"
    assert bucket.objects == {}


def test_versions_of_ours_are_deleted_not_hidden() -> None:
    bucket = Bucket(versioned="v7")
    with Scratch(bucket, "b") as scratch:
        key = scratch.put("a.txt", b"x", ContentType="text/plain")
    assert bucket.deleted == [{"Key": key, "VersionId": "v7"}]


def test_what_cannot_be_deleted_is_told(make: Make) -> None:
    bucket = Bucket(refused={"delete_object": error("AccessDenied", 403)})
    *_, last = examine(chosen(["s3.query"]), make(bucket=bucket), silent)
    assert last.finding.outcome is Outcome.FAILED
    assert last.finding.found.startswith("1 objects are still there, below lingopoint-doctor/")


def test_runs_are_below_prefixes_of_their_own() -> None:
    first, second = (Scratch(Bucket(), "b").key("a.txt") for _ in range(2))
    assert first != second
    assert first.startswith("lingopoint-doctor/")


def test_what_is_saved_names_nothing_of_the_owners(make: Make) -> None:
    world = make(
        parameters={"TerminologyName": "the-owners-terms"},
        get_alias=error("https://x.example/?X-Amz-Signature=abc"),
        get_function={"Configuration": {"Runtime": OUTPUTS["FunctionArn"], "MemorySize": 1, "Role": "r"}},
        describe_table=error(f"{ACCOUNT} {OUTPUTS['BucketName']} AKIAIOSFODNN7EXAMPLE the-owners-terms"),
        temporary=Caller(403, 403),
    )
    results = examine(chosen([]), world, silent)
    for told in (record(results, world), list_of(results, world)):
        text = json.dumps(told, ensure_ascii=False)
        owned = [ACCOUNT, "arn:", "http", "AKIA", "the-owners", "Signature", *OUTPUTS.values()]
        assert [each for each in owned if each in text] == []
    assert record(results, world)["answers"][0]["sent"] == "The library opens at nine every morning."


def test_names_of_the_owner_are_taken_out_longest_first() -> None:
    assert scrubbed({"a": ["pages-table in pages", 3]}, ["pages", "pages-table", "a", ""]) == {"a": ["NAME in NAME", 3]}


def test_an_answer_that_is_not_expected_says_what_it_means_and_what_to_do(make: Make) -> None:
    (check,) = chosen(["deployment.function alias"])
    good, bad = answered(check, make()), answered(check, make(get_alias=error("ResourceNotFoundException", 404)))
    assert good.to_json() == {
        "check": "deployment.function alias",
        "outcome": "ok",
        "asks": check.asks,
        "found": "`live` is version 3",
    }
    assert bad.to_json().items() >= {"outcome": "failed", "means": check.means, "do": check.advice}.items()


class Failing:
    """An access point whose function fails, or does not answer in its time."""

    def __init__(self, failure: Exception) -> None:
        self.asked = 0
        self._failure = failure

    def get_object(self, **_: str) -> None:
        self.asked += 1
        raise self._failure

    head_object = get_object


@pytest.mark.parametrize(
    ("failure", "times"), [(error("LambdaRuntimeError", 500), 2), (ReadTimeoutError(endpoint_url="https://x"), 1)]
)
def test_a_function_that_is_broken_is_not_waited_for_again_and_again(
    make: Make, failure: Exception, times: int
) -> None:
    broken = Failing(failure)
    world = make(reading=broken)
    results = examine(chosen(["deployment.answer", "deployment.alias", "s3"]), world, lambda _: None)
    outcomes = [result.finding.outcome for result in results[:-1]]
    assert outcomes == [Outcome.FAILED] * times + [Outcome.SKIPPED] * (len(outcomes) - times)
    assert broken.asked == times
    assert world.scratch.left == []


def test_one_failure_now_and_then_ends_nothing(make: Make) -> None:
    world = make()
    for status in (500, 200, 503, 404, 500):
        world._patience.saw(status)
        world._patience.require()
