"""The rights of the function's role, as its policies write them."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from lingopoint import languages
from lingopoint_cli.doctor.check import Check
from lingopoint_cli.doctor.finding import Finding, failed, ok
from lingopoint_cli.doctor.world import World

ALWAYS = (
    *("s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3-object-lambda:WriteGetObjectResponse"),
    *("translate:TranslateText", "logs:CreateLogStream", "logs:PutLogEvents"),
)
READING = ("s3-object-lambda:GetObject", "lambda:InvokeFunction", "s3:GetObject", "s3:ListBucket")
Statement = Mapping[str, Any]


class _Grants(NamedTuple):
    allowed: list[str]
    denied: list[str]

    def gives(self, action: str) -> bool:
        """Whether an action is allowed, and not denied outright. Conditions and resources are not looked at."""
        return _matches(action, self.allowed) and not _matches(action, self.denied)


def wanted(world: World) -> tuple[str, ...]:
    """The actions that the function needs, as the stack is set."""
    more = {
        ("s3:PutObject", "s3:DeleteObject"): world.on("StoreRenditions"),
        ("dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"): world.on("TranslationMemory"),
        ("translate:GetTerminology",): bool(world.parameter("TerminologyName")),
        ("comprehend:DetectDominantLanguage",): world.parameter("SourceLanguage") in ("", languages.AUTO),
        ("kms:Decrypt",): bool(world.parameter("KmsKeyArn")),
    }
    return (*ALWAYS, *(action for actions, needed in more.items() if needed for action in actions))


def complete(world: World) -> Finding:
    """Every action that it needs, by what its policies say."""
    function = world.connect("lambda").get_function(FunctionName=world.output("FunctionArn"))
    role = function["Configuration"]["Role"].rpartition("/")[2]
    grants = _grants(list(_statements(world.connect("iam"), role)))
    needed = wanted(world)
    missing = [action for action in needed if not grants.gives(action)]
    return failed(f"not allowed: {', '.join(missing)}") if missing else ok(f"{len(needed)} actions are allowed")


def readers(world: World) -> Finding:
    """The policy for readers: every action that reading takes."""
    grants = _grants(_of_policy(world.connect("iam"), world.output("ReaderPolicyArn")))
    missing = [action for action in READING if not grants.gives(action)]
    return failed(f"not allowed: {', '.join(missing)}") if missing else ok(f"{len(READING)} actions are allowed")


def _statements(iam: Any, role: str) -> Iterator[Statement]:
    for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        yield from _of_document(iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"])
    for policy in iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]:
        yield from _of_policy(iam, policy["PolicyArn"])


def _of_policy(iam: Any, arn: str) -> list[Statement]:
    version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
    return _of_document(iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"])


def _of_document(document: Mapping[str, Any]) -> list[Statement]:
    statements = document["Statement"]
    return statements if isinstance(statements, list) else [statements]


def _grants(statements: list[Statement]) -> _Grants:
    return _Grants(_actions(statements, "Allow"), _actions(statements, "Deny"))


def _actions(statements: list[Statement], effect: str) -> list[str]:
    """The actions of the statements; a denial with a condition, or of some resources, is none of everything."""
    found: list[str] = []
    for statement in statements:
        partial = effect == "Deny" and (statement.get("Condition") or statement.get("Resource") not in ("*", ["*"]))
        if statement["Effect"] == effect and not partial:
            actions = statement.get("Action", [])
            found += [actions] if isinstance(actions, str) else actions
    return found


def _matches(action: str, patterns: list[str]) -> bool:
    return any(fnmatchcase(action.lower(), pattern.lower()) for pattern in patterns)


CHECKS = (
    Check(
        "deployment.role",
        "May the function's role do all that it needs?",
        "Readers get errors, or every reading is paid for again.",
        "Deploy the template again, unchanged. Was the role, or a boundary on it, changed by hand?",
        complete,
    ),
    Check(
        "deployment.reader policy",
        "Does the policy for readers allow all that reading takes?",
        "Whoever reads by this policy alone is denied.",
        "Deploy the template again, unchanged. Was the policy deleted, or narrowed by hand?",
        readers,
    ),
)
