"""What the policies are asked: every right that is documented, and everything that lies just beside one.

Beside it are: every other action that its resource knows, every other way to call it, and every resource whose ARN
differs in one part (partition, Region, account, a name or a prefix that is cut short, or longer).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from tests.rights.decisions import Policy, Question, askable
from tests.rights.stack.references import ELSEWHERE, FUNCTION, ORIGINALS
from tests.rights.stack.rights import (
    MORE_READERS,
    MORE_RIGHTS,
    OLAP,
    READER,
    RENDITIONS,
    ROLE,
    USUAL,
    Right,
    contexts,
)

NAMES = re.compile(r"(?<=[/:])(?:docs(?:-\w+)?|legal|[0-9a-f]{8}(?:-[0-9a-f]{4,12})+)(?=[/:]|$)")
"""Of the stack and of keys, in ARNs."""
OTHER_ACCOUNT = "999999999999"
KEYS = re.compile(r"/object/|(?<=docs-renditions)/")
"""What stands before a key in an ARN."""

UNDOCUMENTED = (
    f"{ORIGINALS}/object/private/a.txt",
    "arn:aws:s3:::docs-bucket",
    "arn:aws:s3:::docs-bucket/public/a.txt",
    f"{RENDITIONS}/others/a",
    f"{FUNCTION}:live",
    f"{OLAP}-fr",
)
"""What the stack has besides what a right is for."""
ON_NOTHING = ("s3:*", "kms:*", "translate:*", "comprehend:*", "logs:*", "lambda:*", "dynamodb:*")


class Probe(NamedTuple):
    """One action on one resource in a context, and what it is to find out."""

    action: str
    resource: str
    context: str
    why: str

    def question(self, policy: Policy) -> Question:
        """The probe, of a policy."""
        return Question(policy, self.action, self.resource, contexts(self.action)[self.context])


def example(resource: str) -> str:
    """A resource that a pattern means: `.../object/public/a.txt` of `.../object/public/*`."""
    return resource.replace("*", "log-stream:a" if ":logs:" in resource else "a.txt")


def patterns(rights: Iterable[Right]) -> list[str]:
    """The resources of rights, as they are documented."""
    return [each for right in rights for each in right.resources.split() if each != "*"]


def beside(resource: str) -> Iterator[tuple[str, str]]:
    """Resources beside those that a pattern means, and what each is."""
    inside = example(resource)
    _, partition, _, region, account, _ = inside.split(":", 5)
    yield "another partition", inside.replace(f":{partition}:", ":aws-cn:", 1)
    if region:
        yield "another Region", inside.replace(f":{region}:", f":{ELSEWHERE}:", 1)
        yield "another Region nearby", inside.replace(f":{region}:", ":us-west-1:", 1)
        yield "another account", inside.replace(f":{account}:", f":{OTHER_ACCOUNT}:", 1)
        for other in (f"{account[:-1]}3", f"9{account[1:]}"):
            yield "another account nearby", inside.replace(f":{account}:", f":{other}:", 1)
    yield from _names(inside)
    yield from _prefixes(resource)


def _names(inside: str) -> Iterator[tuple[str, str]]:
    for found in NAMES.finditer(inside):
        name, start, end = found[0], found.start(), found.end()
        others = {f"{name}-old", f"old-{name}", f"{name[:-1]}z", f"z{name[1:]}", "another"}
        others |= {f"{name[:cut]}zz" for cut in range(1, len(name))}
        others |= {f"{name[:cut]}zz{name[cut:]}" for cut in range(1, len(name))}
        for other in sorted(others):
            yield "another name", inside[:start] + other + inside[end:]


def _prefixes(resource: str) -> Iterator[tuple[str, str]]:
    before = KEYS.search(resource)
    if resource.endswith("*") and before is not None:
        for cut in range(before.end(), len(resource) - 1):
            yield "a prefix cut short", f"{resource[:cut]}zz"
            yield "a prefix with more inside", f"{resource[:cut]}zz{resource[cut:-1]}"


def _actions(resources: Iterable[str]) -> Iterator[Probe]:
    for resource, actions in askable(*resources).items():
        for action in actions:
            for context in set(USUAL) & set(contexts(action)):
                yield Probe(action, resource, context, "an action that nobody needs there")
            yield Probe(action, NAMES.sub("another", resource), "direct", "somebody else's")


def _on_nothing() -> Iterator[Probe]:
    for action in (action for actions in askable(*ON_NOTHING).values() for action in actions):
        yield Probe(action, "*", "direct", "an action on no resource")


def _ways(right: Right) -> Iterator[Probe]:
    for pattern, action in product(patterns([right]), right.actions.split()):
        for context in contexts(action):
            yield Probe(action, example(pattern), context, "called in another way")


def _resources(right: Right) -> Iterator[Probe]:
    for pattern, action in product(patterns([right]), right.actions.split()):
        for why, resource in beside(pattern):
            yield Probe(action, resource, right.via or "direct", why)


@cache
def probes() -> tuple[Probe, ...]:
    """All of them, each once."""
    rights = [*ROLE, *READER, *MORE_RIGHTS, *MORE_READERS]
    inside = dict.fromkeys(map(example, patterns(rights)))
    found = [*_actions((*inside, *UNDOCUMENTED)), *_on_nothing()]
    for right in rights:
        found += [*_ways(right), *_resources(right)]
    return tuple({probe[:3]: probe for probe in reversed(found)}.values())
