"""What a policy engine decides of requests: asked in bulk, because it is a program of another language."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.clients.environments import found, node_environment
from tests.template import ACCOUNT

ENGINE = Path(__file__).parent / "engine"
CALLED_VIA = {"aws:CalledVia": ["s3-object-lambda.amazonaws.com"]}
READER = f"arn:aws:iam::{ACCOUNT}:user/reader"
Policy = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """Whether somebody is allowed an action, in a context of condition keys.

    `policy` is what the caller's own policy says, `resource_policy` what that of the resource says, which is in
    `account`. The principal is an ARN, the name of a service, or `anonymous`, which has no policy.
    """

    policy: Policy | None
    action: str
    resource: str
    context: Mapping[str, Any] = field(default_factory=dict)
    resource_policy: Policy | None = None
    principal: str = READER
    account: str = ACCOUNT


def decide(questions: Sequence[Question]) -> list[bool]:
    """Whether each is allowed. Skips the test where node.js is not installed."""
    decided = first_allowed([[question] for question in questions])
    assert not [each for each in decided if isinstance(each, str)]
    return [each == 0 for each in decided]


def first_allowed(cases: Sequence[Sequence[Question]]) -> list[int | str | None]:
    """Of each case the number of the first question that is allowed, if any, or what is wrong with its policies."""
    policies: dict[str, int] = {}
    asked = [[_numbered(question, policies) for question in case] for case in cases]
    given = {"policies": [json.loads(policy) for policy in policies], "cases": asked}
    decided = _run("decide.mjs", given)
    assert len(decided) == len(cases)
    return [None if each == -1 else each for each in decided]


def _numbered(question: Question, policies: dict[str, int]) -> dict[str, Any]:
    """The question with its policies as numbers: one policy is asked about very often."""
    texts = {name: getattr(question, name) for name in ("policy", "resource_policy")}
    numbers = {
        name: None if policy is None else policies.setdefault(json.dumps(policy), len(policies))
        for name, policy in texts.items()
    }
    return {**vars(question), **numbers}


@cache
def askable(*resources: str) -> Mapping[str, tuple[str, ...]]:
    """The actions of its service that can be asked for on each resource; `s3:*` is those of S3 that are on none."""
    return dict(zip(resources, map(tuple, _run("askable.mjs", list(resources))), strict=True))


def _run(program: str, given: object) -> list[Any]:
    command = [found("node"), str(node_environment(ENGINE) / program)]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer: list[Any] = json.loads(done.stdout)
    return answer
