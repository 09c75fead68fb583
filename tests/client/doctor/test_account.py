"""What was deployed, S3, and rights: each check as it is expected, otherwise, and broken."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from lingopoint_cli.doctor import documents
from lingopoint_cli.doctor.documents import PADDING
from lingopoint_cli.doctor.examination import CHECKS
from lingopoint_cli.doctor.finding import Outcome
from tests.client.doctor.conftest import FEATURES, PARAMETERS, VARIABLES, Bucket, Change, Make, asked, in_order, outcome
from tests.client.doctor.deployed import OUTPUTS, error, of_role, website

OF_THE_ACCOUNT = [check.name for check in CHECKS if not check.name.startswith("service.")]
TERMS = {"TerminologyName": "the-owners-terms"}


class Listed:
    """Amazon Translate's lists and terminologies, as they are told."""

    def __init__(self, codes: list[str], terminology: Any = None) -> None:
        self._codes = codes
        self._terminology = terminology

    def list_languages(self, **_: int) -> dict[str, Any]:
        return {"Languages": [{"LanguageCode": code} for code in self._codes]}

    def get_terminology(self, **_: str) -> dict[str, Any]:
        if isinstance(self._terminology, Exception):
            raise self._terminology
        return {"TerminologyProperties": self._terminology}


def features(*names: str, actions: tuple[str, ...] = ("GetObject", "HeadObject")) -> dict[str, Any]:
    configured = [{"Actions": list(actions)}]
    return {"Configuration": {"AllowedFeatures": list(names), "TransformationConfigurations": configured}}


def table(status: str, key: str = "key") -> dict[str, Any]:
    return {"Table": {"TableStatus": status, "KeySchema": [{"AttributeName": key}]}}


def found_language(code: str) -> dict[str, Any]:
    return {"Languages": [{"LanguageCode": code}]}


def about(**members: Any) -> dict[str, Any]:
    return {"Configuration": {**in_order()["get_function"]["Configuration"], **members}}


def test_no_run_asks_for_what_an_earlier_one_had_translated(make: Make) -> None:
    bodies = {documents.text(make()).body for _ in range(3)}
    assert len(bodies) == 3


@pytest.mark.parametrize("name", OF_THE_ACCOUNT)
def test_an_account_in_order(make: Make, name: str) -> None:
    world = make(
        parameters=PARAMETERS | TERMS,
        get_function=about(Environment={"Variables": VARIABLES | {"LINGOPOINT_TERMINOLOGY": TERMS["TerminologyName"]}}),
        temporary=Caller(403, 403),
        **website(**TERMS),
    )
    world.service.client.get_terminology = Listed([], {"TermCount": 3}).get_terminology
    assert outcome(name, world) is Outcome.OK


@pytest.mark.parametrize("name", [name for name in OF_THE_ACCOUNT if name.startswith("deployment.")])
def test_an_account_that_breaks_down(make: Make, name: str) -> None:
    broken: dict[str, Any] = {
        "get_function": error("ResourceNotFoundException", 404),
        "get_alias": error("ResourceNotFoundException", 404),
        "get_access_point_configuration_for_object_lambda": error("NoSuchAccessPoint", 404),
        "detect_dominant_language": error("InternalServerException", 500),
        "describe_table": error("ResourceNotFoundException", 404),
        "describe_time_to_live": error("ResourceNotFoundException", 404),
        "get_policy": error("NoSuchEntity", 404),
        "head_bucket": error("404", 404),
    }
    outputs = {name: value for name, value in OUTPUTS.items() if name != "SupportingAccessPointArn"}
    dead = Bucket(change=status(500, "LambdaRuntimeError"))
    missing = Listed([], error("ResourceNotFoundException", 404))
    missing.list_languages = no_list  # type: ignore[method-assign]  # a fake is broken in one place
    dead.get_object = gone  # type: ignore[method-assign,assignment]  # likewise
    world = make(bucket=dead, translate=missing, outputs=outputs, parameters=TERMS, **broken)
    assert outcome(name, world) is Outcome.FAILED


def no_list(**_: int) -> dict[str, Any]:
    raise error("InternalServerException", 500)


def gone(**_: str) -> dict[str, Any]:
    raise error("LambdaRuntimeError", 500)


def test_a_bucket_that_is_not_to_be_there_is_not_looked_for(make: Make) -> None:
    off = make(parameters={"StoreRenditions": "off"}, head_bucket=error("404", 404))
    assert asked("deployment.renditions", off).finding == (Outcome.SKIPPED, "StoreRenditions is off")


def test_a_missing_output_is_named_and_what_needs_it_is_skipped(make: Make) -> None:
    world = make(outputs={name: value for name, value in OUTPUTS.items() if name != "FunctionArn"})
    assert asked("deployment.outputs", world).finding == (Outcome.FAILED, "missing: FunctionArn")
    assert asked("deployment.function", world).finding == (Outcome.SKIPPED, "the stack has no output FunctionArn")
    bare = make(outputs={name: value for name, value in OUTPUTS.items() if name != "BucketName"})
    assert asked("s3.original", bare).finding == (Outcome.SKIPPED, "the stack has no output BucketName")


@pytest.mark.parametrize(
    ("name", "operation", "answer", "expected"),
    [
        ("function", "get_function", about(State="Failed"), Outcome.FAILED),
        ("function", "get_function", about(LastUpdateStatus="Failed"), Outcome.FAILED),
        ("function", "get_function", about(State="Inactive"), Outcome.OK),
        ("access point", "get_access_point_configuration_for_object_lambda", features(), Outcome.FAILED),
        (
            *("access point", "get_access_point_configuration_for_object_lambda"),
            *(features(*FEATURES, actions=("GetObject",)), Outcome.FAILED),
        ),
        ("comprehend", "detect_dominant_language", found_language("de"), Outcome.DIFFERS),
        ("comprehend", "detect_dominant_language", {"Languages": []}, Outcome.DIFFERS),
        ("memory", "describe_table", table("ARCHIVED"), Outcome.FAILED),
        ("memory", "describe_table", table("ACTIVE", "id"), Outcome.FAILED),
        *(
            ("memory expiry", "describe_time_to_live", {"TimeToLiveDescription": told}, Outcome.DIFFERS)
            for told in ({"TimeToLiveStatus": "DISABLED"}, {"TimeToLiveStatus": "ENABLED", "AttributeName": "born"})
        ),
    ],
)
def test_a_deployment_that_is_otherwise(make: Make, name: str, operation: str, answer: Any, expected: Outcome) -> None:
    assert outcome(f"deployment.{name}", make(**{operation: answer})) is expected


def test_what_the_stack_does_without_is_not_asked_for(make: Make) -> None:
    off = {"TranslationMemory": "off", "StoreRenditions": "off", "SourceLanguage": "en"}
    world = make(parameters=off, get_role_policy={"PolicyDocument": of_role(**off)})
    for name in ("comprehend", "terminology", "memory", "memory expiry"):
        assert outcome(f"deployment.{name}", world) is Outcome.SKIPPED
    assert outcome("deployment.role", world) is Outcome.OK


def test_languages_that_are_new_or_gone(make: Make) -> None:
    from lingopoint import languages

    codes = [*(languages.NAMES.keys() - {"fr"}), "auto", "tlh"]
    found = asked("deployment.region", make(translate=Listed(codes))).finding
    assert found == (Outcome.DIFFERS, "new: tlh; gone: fr")


def test_a_terminology_of_the_target_language(make: Make) -> None:
    terms = Listed([], {"SourceLanguageCode": "pt"})
    assert outcome("deployment.terminology", make(translate=terms, parameters=TERMS)) is Outcome.DIFFERS


def status(number: int, code: str = "Refused", **when: str) -> Change:
    def change(seen: dict[str, Any]) -> None:
        if all(seen[name] == value for name, value in when.items()):
            seen |= {"status": number, "code": code}

    return change


def as_stored(seen: dict[str, Any]) -> None:
    seen["body"] = seen["body"].replace(b"LA BIBLIOTECA", b"The library")
    seen["headers"].pop("x-amz-meta-lingopoint-status", None)


def other_language(seen: dict[str, Any]) -> None:
    if seen["language"]:
        seen["headers"]["content-language"] = "es"


def other_length(seen: dict[str, Any]) -> None:
    if seen["method"] == "HEAD" and seen["language"]:
        seen["headers"]["content-length"] = "7"


def ignored_range(seen: dict[str, Any]) -> None:
    if seen["status"] == 206:
        seen["status"] = 200


def other_bytes(seen: dict[str, Any]) -> None:
    if seen["status"] == 206:
        seen["body"] = b"The libr"


def other_range(seen: dict[str, Any]) -> None:
    if seen["status"] == 206:
        seen["headers"]["content-range"] = "bytes 2-9/41"


def mangled(seen: dict[str, Any]) -> None:
    if seen["language"]:
        seen["headers"]["x-amz-meta-doctor-accents"] = "CafÃ© Ã  la carte"


def lost_by_s3(seen: dict[str, Any]) -> None:
    seen["headers"].pop("x-amz-meta-doctor-spaces", None)


def cut_off(seen: dict[str, Any]) -> None:
    seen["body"] = seen["body"][:1_000_000]


def damaged(seen: dict[str, Any]) -> None:
    seen["body"] = seen["body"].replace(b"nine", b"ten")


def untranslated(seen: dict[str, Any]) -> None:
    seen["headers"]["x-amz-meta-lingopoint-status"] = "untranslated; reason=too large"


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        ("original", status(403, language=""), Outcome.FAILED),
        ("original", damaged, Outcome.FAILED),
        ("tagged key", status(403), Outcome.FAILED),
        ("tagged key", as_stored, Outcome.FAILED),
        ("tagged key", other_language, Outcome.FAILED),
        ("query", as_stored, Outcome.FAILED),
        ("query", status(500), Outcome.FAILED),
        ("head", status(501, method="HEAD", language="pt"), Outcome.FAILED),
        ("head", other_length, Outcome.FAILED),
        ("head", status(500, method="GET"), Outcome.SKIPPED),
        ("range", ignored_range, Outcome.FAILED),
        ("range", other_bytes, Outcome.FAILED),
        ("range", other_range, Outcome.FAILED),
        ("metadata", mangled, Outcome.DIFFERS),
        ("metadata", lost_by_s3, Outcome.DIFFERS),
        ("metadata", status(500, method="HEAD"), Outcome.FAILED),
        ("large answer", cut_off, Outcome.FAILED),
        ("large answer", untranslated, Outcome.DIFFERS),
        ("large answer", status(503), Outcome.FAILED),
    ],
)
def test_s3_that_is_otherwise(make: Make, name: str, change: Change, expected: Outcome) -> None:
    assert outcome(f"s3.{name}", make(bucket=Bucket(change=change))) is expected


def test_ranges_that_are_not_taken(make: Make) -> None:
    bucket = Bucket()
    world = make(bucket=bucket)
    asked("s3.query", world)

    def no_ranges(seen: dict[str, Any]) -> None:
        if seen["status"] == 206:
            seen |= {"status": 501, "code": "NotImplemented"}

    bucket.change = no_ranges
    assert asked("s3.range", world).finding == (Outcome.FAILED, "501 NotImplemented")


@pytest.mark.parametrize("parameters", [{"CallerCheck": "strict"}, {"TaggedPrefixes": "public/,open/"}])
def test_a_tagged_key_that_is_to_be_refused(make: Make, parameters: dict[str, str]) -> None:
    refusing = Bucket(change=status(403, "AccessDenied"))
    assert outcome("s3.tagged key", make(bucket=refusing, parameters=parameters)) is Outcome.OK
    assert outcome("s3.tagged key", make(parameters=parameters)) is Outcome.FAILED


def test_s3_is_not_asked_what_the_stack_is_not_for(make: Make) -> None:
    assert outcome("s3.original", make(parameters={"DefaultLanguage": "fr"})) is Outcome.SKIPPED
    assert outcome("s3.large answer", make(parameters={"MaxObjectSize": str(PADDING)})) is Outcome.SKIPPED


def test_an_owner_who_may_not_write_is_told_so(make: Make) -> None:
    world = make(bucket=Bucket(refused={"put_object": error("AccessDenied", 403)}))
    assert outcome("s3.query", world) is Outcome.SKIPPED


class Caller:
    """Somebody with ListBucket only: what they are told of a key that is there, and of one that is not."""

    def __init__(self, there: int, absent: int) -> None:
        self._statuses = {False: there, True: absent}

    def get_object(self, **about: str) -> None:
        assert about["Bucket"] == OUTPUTS["SupportingAccessPointArn"]
        answered = self._statuses[about["Key"].endswith("#pt")]
        if answered != 200:
            raise error("Any", answered)


def rights() -> Iterator[tuple[int, int, str, Outcome, str]]:
    yield 403, 404, "", Outcome.FAILED, "only `strict`"
    yield 403, 404, "on", Outcome.FAILED, "only `strict`"
    yield 403, 404, "tagged", Outcome.FAILED, "only `strict`"
    yield 403, 404, "strict", Outcome.OK, "only `strict`"
    yield 403, 404, "off", Outcome.OK, "CallerCheck is off"
    yield 403, 403, "tagged", Outcome.OK, "`tagged` is sound"
    yield 200, 404, "tagged", Outcome.DIFFERS, "lets everybody"
    yield 500, 404, "tagged", Outcome.DIFFERS, "500"
    yield 403, 503, "tagged", Outcome.DIFFERS, "503"


@pytest.mark.parametrize(("there", "absent", "check", "expected", "words"), list(rights()))
def test_which_caller_check_is_sound(
    make: Make, there: int, absent: int, check: str, expected: Outcome, words: str
) -> None:
    world = make(parameters={"CallerCheck": check}, temporary=Caller(there, absent))
    found = asked("rights.missing key", world).finding
    assert found.outcome is expected
    assert words in found.found


def test_the_session_may_list_and_nothing_else(make: Make) -> None:
    world = make(temporary=Caller(403, 403))
    asked("rights.missing key", world)
    (policy,) = (about["Policy"] for name, about in world.connect("sts").asked if name == "get_federation_token")
    assert json.loads(policy)["Statement"] == [
        {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": OUTPUTS["SupportingAccessPointArn"]}
    ]


def test_what_the_stack_does_not_serve_is_not_asked_for(make: Make) -> None:
    world = make(languages=("de", "fr"))
    for name in ("tagged key", "query", "head", "range", "metadata", "large answer"):
        assert asked(f"s3.{name}", world).finding == (
            Outcome.SKIPPED,
            "the stack does not serve pt, by its Languages",
        )
    assert outcome("s3.query", make(languages=("pt",))) is Outcome.OK


def test_where_no_session_can_be_had_rights_are_not_asked(make: Make) -> None:
    role = make(get_caller_identity={"Arn": "arn:aws:sts::210987654321:assumed-role/admin/me"})
    assert "--role" in asked("rights.missing key", role).finding.found
    assert outcome("rights.missing key", role) is Outcome.SKIPPED
    refused = make(get_federation_token=error("AccessDenied", 403))
    assert outcome("rights.missing key", refused) is Outcome.SKIPPED


def test_a_role_that_is_given_is_assumed(make: Make) -> None:
    assumed = make(
        role="arn:aws:iam::210987654321:role/reader",
        temporary=Caller(403, 403),
        get_caller_identity={"Arn": "arn:aws:sts::210987654321:assumed-role/admin/me"},
    )
    assert outcome("rights.missing key", assumed) is Outcome.OK
    assert ("assume_role", "arn:aws:iam::210987654321:role/reader") in [
        (name, about.get("RoleArn")) for name, about in assumed.connect("sts").asked
    ]


@pytest.mark.parametrize("name", ["deployment.comprehend", "deployment.memory expiry", "rights.missing key"])
def test_what_the_local_stack_cannot_show_is_skipped_not_ok(make: Make, name: str) -> None:
    found = asked(name, make(local=True)).finding
    assert found.outcome is Outcome.SKIPPED
    assert found.found.startswith("local stack: ")


def test_a_stack_with_a_website_alone_has_no_outputs_of_an_access_point(make: Make) -> None:
    of_access_point = ("ObjectLambdaAccessPointArn", "ObjectLambdaAccessPointAlias", "ReaderPolicyArn")
    outputs = {name: value for name, value in OUTPUTS.items() if name not in of_access_point}
    assert (
        asked("deployment.outputs", make(outputs=outputs, parameters={"FrontDoor": "web"})).finding.outcome
        is Outcome.OK
    )
    for front_door in ("object-lambda", "both"):
        found = asked("deployment.outputs", make(outputs=outputs, parameters={"FrontDoor": front_door})).finding
        assert found == (Outcome.FAILED, f"missing: {', '.join(of_access_point)}")
