"""What a policy engine decides of requests: asked in bulk, because it is a program of another language."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.clients.environments import found, node_environment

ENGINE = Path(__file__).parent / "engine"
CALLED_VIA = {"aws:CalledVia": ["s3-object-lambda.amazonaws.com"]}


@dataclass(frozen=True)
class Question:
    """Whether a policy allows its holder an action, in a context of condition keys.

    `resource_policy` is what the bucket's own policy says.
    """

    policy: Mapping[str, Any]
    action: str
    resource: str
    context: Mapping[str, Any] = field(default_factory=dict)
    resource_policy: Mapping[str, Any] | None = None


def decide(questions: Sequence[Question]) -> list[bool]:
    """Whether each is allowed. Skips the test where node.js is not installed."""
    command = [found("node"), str(node_environment(ENGINE) / "decide.mjs")]
    asked = json.dumps([asdict(question) for question in questions])
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    decisions: list[bool] = json.loads(done.stdout)
    assert len(decisions) == len(questions)
    return decisions
