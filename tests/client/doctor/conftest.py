"""An account that is in order, of which a test changes one thing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from lingopoint_cli.doctor.check import Result, answered
from lingopoint_cli.doctor.examination import CHECKS
from lingopoint_cli.doctor.finding import Outcome
from lingopoint_cli.doctor.scratch import Scratch
from lingopoint_cli.doctor.service import Service
from lingopoint_cli.doctor.world import World
from lingopoint_local.translate.behaviour import Behaviour, LiveBehaviour
from lingopoint_local.translate.engines.pseudo import Pseudo
from lingopoint_local.translate.in_process import InProcessClient
from lingopoint_local.translate.line import Line, joined
from lingopoint_local.translate.service import TranslateApi
from tests.client.doctor.deployed import (
    ACCOUNT,
    BLOCKED,
    OUTPUTS,
    POLICIES,
    deployed,
    distributed,
    error,
    of_bucket,
    of_readers,
    of_role,
)

PARAMETERS = {
    "CallerCheck": "tagged",
    "CostMetadata": "on",
    "Concurrency": "16",
    "DefaultLanguage": "",
    "FrontDoor": "both",
    "FunctionArchitecture": "arm64",
    "FunctionPayload": "{}",
    "FunctionRuntime": "python3.13",
    "Languages": "",
    "MaxObjectSize": "26214400",
    "MemorySize": "1769",
    "ReaderSettings": "on",
    "SourceLanguage": "auto",
    "TaggedPrefixes": "",
    "TerminologyName": "",
    "TranslateRegion": "",
    "WebPrefixes": "*",
}
VARIABLES = {
    "LINGOPOINT_CALLER_CHECK": "tagged",
    "LINGOPOINT_WEB_PREFIXES": "*",
    "LINGOPOINT_MEMORY_TABLE": OUTPUTS["MemoryTableName"],
    "LINGOPOINT_RENDITION_BUCKET": OUTPUTS["RenditionBucketName"],
    "LINGOPOINT_ORIGINALS": OUTPUTS["SupportingAccessPointArn"],
}
"""Of a function that has the parameters: most of them are the defaults of settings that are not there."""
FEATURES = ["GetObject-Range", "GetObject-PartNumber", "HeadObject-Range", "HeadObject-PartNumber"]


def invoking(actions: Sequence[str] = ("GetObject", "HeadObject"), **changes: str) -> dict[str, Any]:
    """What the access point says of its function."""
    about = {"FunctionArn": OUTPUTS["AccessPointFunctionArn"], "FunctionPayload": "{}", **changes}
    return {"Actions": list(actions), "ContentTransformation": {"AwsLambda": about}}


def in_order() -> dict[str, Any]:
    """What the operations of an account that is in order answer."""
    return {
        "get_function": {
            "Configuration": {
                "Runtime": "python3.13",
                "MemorySize": 1769,
                "Architectures": ["arm64"],
                "Timeout": 150,
                "Role": "arn:x:iam:role/pages",
                "Environment": {"Variables": VARIABLES},
            }
        },
        "get_alias": {"FunctionVersion": "3"},
        "get_access_point_configuration_for_object_lambda": {
            "Configuration": {
                "AllowedFeatures": FEATURES,
                "TransformationConfigurations": [invoking()],
            }
        },
        "detect_dominant_language": {"Languages": [{"LanguageCode": "en", "Score": 0.9}]},
        "describe_table": {"Table": {"TableStatus": "ACTIVE", "KeySchema": [{"AttributeName": "key"}]}},
        "describe_time_to_live": {
            "TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED", "AttributeName": "expires"},
        },
        "list_role_policies": {"PolicyNames": ["own"]},
        "get_role_policy": {"PolicyDocument": of_role()},
        "get_role": {"Role": deployed().properties("FunctionRole")},
        "list_attached_role_policies": {"AttachedPolicies": []},
        "get_policy": {"Policy": {"DefaultVersionId": "v1"}},
        "get_policy_version": {"PolicyVersion": {"Document": of_readers()}},
        "get_public_access_block": BLOCKED,
        "get_access_point": BLOCKED,
        "get_access_point_policy": error("NoSuchAccessPointPolicy", 404),
        "get_bucket_policy": lambda **asked: of_bucket(POLICIES[asked["Bucket"]]),
        "list_function_url_configs": {"FunctionUrlConfigs": []},
        "lambda.get_policy": error("ResourceNotFoundException", 404),
        "get_distribution_config": distributed(),
        "get_cache_policy": {"CachePolicy": deployed(FrontDoor="both").properties("WebCachePolicy")},
        "head_bucket": {},
        "get_caller_identity": {"Arn": f"arn:aws:iam::{ACCOUNT}:user/owner"},
        "get_federation_token": {"Credentials": {"AccessKeyId": "ASIA"}},
        "assume_role": {"Credentials": {"AccessKeyId": "ASIA"}},
    }


class Operations:
    """A client whose operations give the answers that they were told to."""

    def __init__(self, answers: Mapping[str, Any], service: str = "") -> None:
        self._answers = {name.removeprefix(f"{service}."): answer for name, answer in answers.items()}
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def operation(**parameters: Any) -> Any:
            self.asked.append((name, parameters))
            answer = self._answers[name]
            answer = answer(**parameters) if callable(answer) else answer
            if isinstance(answer, Exception):
                raise answer
            return answer

        return operation


Change = Callable[[dict[str, Any]], None]


@dataclass
class Bucket:
    """S3 with the access point before it, which translates into capitals. `change` is made to each answer."""

    objects: dict[str, tuple[bytes, dict[str, str]]] = field(default_factory=dict)
    change: Change = lambda _: None
    refused: Mapping[str, ClientError] = field(default_factory=dict)
    versioned: str = ""
    deleted: list[dict[str, str]] = field(default_factory=list)

    def _tell(self, operation: str) -> None:
        if operation in self.refused:
            raise self.refused[operation]

    def put_object(self, **about: Any) -> dict[str, str]:
        self._tell("put_object")
        key, body = about["Key"], about["Body"]
        told = {f"x-amz-meta-{name}": value for name, value in about.get("Metadata", {}).items()}
        self.objects[key] = body, {"content-type": about["ContentType"], "etag": '"stored"', **told}
        return {"VersionId": self.versioned} if self.versioned else {}

    def delete_object(self, **about: str) -> None:
        self._tell("delete_object")
        self.deleted.append({name: value for name, value in about.items() if name != "Bucket"})
        self.objects.pop(about["Key"], None)

    def head_object(self, **about: str) -> dict[str, Any]:
        answer = self.get_object(**about, method="HEAD")
        answer.pop("Body")
        return answer

    def get_object(self, method: str = "GET", **about: str) -> dict[str, Any]:
        asked_for = about["Key"]
        key, _, tag = (asked_for, "", "") if asked_for in self.objects else asked_for.rpartition("#")
        if key not in self.objects:
            raise error("NoSuchKey", 404)
        body, headers = self.objects[key]
        return self._answer(method, body, headers, about.get("Language") or tag, about.get("Range", ""))

    def _answer(self, method: str, body: bytes, headers: Mapping[str, str], language: str, part: str) -> dict[str, Any]:
        told, status = dict(headers), 200
        if language:
            body = body.replace(b"The library", b"LA BIBLIOTECA")
            told |= {"content-language": language, "x-amz-meta-lingopoint-status": "translated"}
        told["content-length"] = str(len(body))
        if part:
            first, last = map(int, part.removeprefix("bytes=").split("-"))
            status, told["content-range"] = 206, f"bytes {first}-{last}/{len(body)}"
            body = body[first : last + 1]
        seen: dict[str, Any] = {"method": method, "language": language, "status": status, "headers": told, "body": body}
        self.change(seen)
        if seen["status"] >= 300:
            raise error(seen.get("code", "Refused"), seen["status"])
        return {
            "ResponseMetadata": {"HTTPStatusCode": seen["status"], "HTTPHeaders": told},
            "Body": SimpleNamespace(read=lambda: seen["body"]),
        }


class WithoutBrackets(Pseudo):
    """The pseudo engine, whose strings begin and end as a translation's do."""

    def translate(self, lines: Sequence[Line], source: str, target: str) -> list[Line]:
        """See `Engine.translate`."""
        translated = super().translate(lines, source, target)
        return [
            _without_brackets(line) if line[0] != old[0] else line for line, old in zip(translated, lines, strict=True)
        ]


def _without_brackets(line: Line) -> Line:
    parts = list(line)
    parts[0] = str(parts[0])[1:]
    parts[-1] = str(parts[-1])[:-1]
    return joined(parts)


class Translate(InProcessClient):
    """The stand-in, told how to behave; or refusing everything with one error."""

    def __init__(self, behaviour: Behaviour, refusal: ClientError | None = None) -> None:
        super().__init__(TranslateApi(WithoutBrackets(), LiveBehaviour(behaviour)))
        self._refusal = refusal

    def translate_text(self, **payload: Any) -> dict[str, Any]:
        if self._refusal:
            raise self._refusal
        return super().translate_text(**payload)


Make = Callable[..., World]


def told(name: str) -> str:
    """`lambda.get_policy` of `lambda_get_policy`: IAM has an operation of that name as well."""
    return name.replace("lambda_", "lambda.", 1)


@pytest.fixture
def make() -> Make:
    """Makes an account in order but for what is given: operations by name, parameters, `outputs`, and the rest."""

    def make(
        bucket: Bucket | None = None,
        translate: Any = None,
        outputs: Mapping[str, str] = OUTPUTS,
        parameters: Mapping[str, str] | None = None,
        temporary: Any = None,
        reading: Any = None,
        role: str = "",
        local: bool = False,
        languages: Sequence[str] = (),
        **operations: Any,
    ) -> World:
        s3 = bucket or Bucket()
        connect = cache(partial(Operations, {**in_order(), **{told(each): by for each, by in operations.items()}}))
        service = Service(translate or Translate(Behaviour()), "pt")
        return World(
            connect,
            outputs,
            parameters or {},
            service,
            Scratch(s3, OUTPUTS["BucketName"]),
            lambda _: reading or s3,
            "eu-west-1",
            role,
            local,
            lambda _: temporary,
            languages,
        )

    return make


def asked(name: str, world: World) -> Result:
    """One check, by its name."""
    (check,) = (check for check in CHECKS if check.name == name)
    return answered(check, world)


def outcome(name: str, world: World) -> Outcome:
    return asked(name, world).finding.outcome
