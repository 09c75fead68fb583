"""Conditions that hold more often than they are to."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.rights.stack.doors import S3_CONTEXTS, SOURCES
from tests.rights.stack.rights import CONTEXTS, KMS_CONTEXTS
from tests.rights.stack.statements import listed
from tests.rights.widening.mutant import Mutant, Statement, with_element

_KEYS = ("aws:CalledVia", "kms:ViaService", "s3:DataAccessPointAccount", "aws:SourceArn")
_EVERY = [each for contexts in (CONTEXTS, KMS_CONTEXTS, S3_CONTEXTS, SOURCES) for each in contexts.values()]
OTHERS: Mapping[str, tuple[str, ...]] = {
    key: tuple(dict.fromkeys(value for each in _EVERY if key in each for value in listed(each[key]))) for key in _KEYS
}
"""What else a key can be: `cloudformation.amazonaws.com` of `aws:CalledVia`."""


def conditions(statement: Statement) -> Iterator[Mutant]:
    """Each operator and key in turn."""
    whole: Mapping[str, Mapping[str, Any]] = statement.get("Condition", {})
    if whole:
        rest = {name: each for name, each in statement.items() if name != "Condition"}
        yield Mutant("no condition", "no condition", rest)
    for operator, keys in whole.items():
        for key, value in keys.items():
            if len(whole) > 1:
                yield Mutant(
                    "one condition less",
                    f"without {key}",
                    with_element(statement, "Condition", {k: v for k, v in whole.items() if k != operator}),
                )
            for kind, wider in _wider(operator, key, listed(value)):
                others = {name: {k: v for k, v in each.items() if k != key} for name, each in whole.items()}
                condition = {name: each for name, each in {**others, **wider}.items() if each}
                yield Mutant(kind, f"Condition {condition}", with_element(statement, "Condition", condition))


def _wider(operator: str, key: str, values: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    quantifier, _, plain = operator.rpartition(":")
    before = f"{quantifier}:" if quantifier else ""
    yield "...IfExists", {f"{operator}IfExists": {key: values}}
    yield "ForAllValues", {f"ForAllValues:{plain}": {key: values}}
    yield "not another value", {f"{before}StringNotEquals": {key: "nothing"}}
    yield "any value", {"Null": {key: "false"}}
    yield "no value", {"Null": {key: "true"}}
    if plain.startswith(("String", "Arn")):
        yield "upper and lower case", {f"{before}StringEqualsIgnoreCase": {key: values}}
        for wild in _wildcards(values[0]):
            yield "a wildcard for a value", {f"{before}StringLike": {key: [wild, *values[1:]]}}
        for other in OTHERS.get(key, ()):
            if other not in values:
                yield "one more value", {operator: {key: [*values, other]}}


def _wildcards(value: str) -> list[str]:
    """`*`, each part between dots or colons in turn, and what begins or ends so: `s3.*.amazonaws.com`, `s3.*`."""
    separator = ":" if ":" in value else "."
    parts = value.split(separator)
    wild = ["*", f"{value}*", f"*{value}", f"{value[:2]}*", f"{value[:-1]}?"]
    for number in range(len(parts)):
        wild += [separator.join([*parts[:number], "*", *parts[number + 1 :]])]
        wild += [separator.join([*parts[:number], "*"]), separator.join(["*", *parts[number:]])]
    return list(dict.fromkeys(wild))
