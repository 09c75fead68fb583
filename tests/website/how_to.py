"""The commands of a page of docs/how-to, as it has them."""

import re
import shlex

from tests.support import ROOT

_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
IN_AN_ACCOUNT = "# in an AWS account\n"
"""What a block begins with whose commands the local AWS cannot be asked for as they stand: they deploy."""


def blocks(page: str) -> list[str]:
    """The blocks of commands of a page."""
    return _BLOCK.findall((ROOT / "docs" / "how-to" / page).read_text(encoding="utf-8"))


def here(page: str) -> str:
    """The commands that can be run on the local AWS, one script."""
    return "".join(block for block in blocks(page) if not block.startswith(IN_AN_ACCOUNT))


def deployments(page: str) -> list[list[str]]:
    """The parameters of each deployment, `NAME=VALUE`."""
    commands = "".join(block for block in blocks(page) if block.startswith(IN_AN_ACCOUNT)).replace("\\\n", " ")
    words = [shlex.split(line) for line in commands.split("\n") if line.startswith("sam deploy ")]
    return [each[each.index("--parameter-overrides") + 1 :] for each in words]
