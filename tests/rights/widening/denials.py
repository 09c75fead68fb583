"""What a statement that denies can leave open."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.rights.decisions import READER
from tests.rights.stack.doors import CALLERS
from tests.rights.stack.statements import listed
from tests.rights.widening.mutant import Mutant, Statement, with_element
from tests.template import ACCOUNT

ELEMENTS: Mapping[str, Mapping[str, Any]] = {
    "nothing is denied": {"Effect": "Allow"},
    "some actions are denied": {"Action": "s3:GetObject"},
    "the actions of a verb are denied": {"Action": "s3:Put*"},
    "not every action is denied": {"NotAction": ["s3:ListBucket", "s3:GetObject"]},
    "one user is denied": {"Principal": {"AWS": READER}},
    "the account is denied": {"Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}},
    "a service is denied": {"Principal": {"Service": "lambda.amazonaws.com"}},
    "all but one user are denied": {"NotPrincipal": {"AWS": CALLERS["an administrator"][0]}},
}
CONDITIONS: Mapping[str, Mapping[str, Any]] = {
    "with one more condition": {"StringEquals": {"aws:PrincipalAccount": ACCOUNT}},
    "where another key is missing": {"Null": {"s3:DataAccessPointAccount": "true"}},
    "where another key is there": {"Null": {"s3:DataAccessPointAccount": "false"}},
    "where TLS is old": {"NumericLessThan": {"s3:TlsVersion": "1.2"}},
}


def denials(statement: Statement) -> Iterator[Mutant]:
    """Each element narrower in turn, and the statement left out."""
    yield Mutant("a denial left out", "no statement", {})
    for what, change in ELEMENTS.items():
        ((name, value),) = change.items()
        yield Mutant("a denial of less", what, with_element(statement, name, value))
    for arn in (resources := listed(statement["Resource"])):
        yield Mutant("a denial of less", f"Resource {arn}", with_element(statement, "Resource", arn))
        if arn.endswith("*"):
            below = [f"{arn[:-1]}private/*" if each == arn else each for each in resources]
            yield Mutant("a denial of less", f"Resource {below}", with_element(statement, "Resource", below))
    for what, more in CONDITIONS.items():
        both = {**statement["Condition"], **more}
        yield Mutant("a denial less often", what, with_element(statement, "Condition", both))
    opposite = {"Bool": {"aws:SecureTransport": "true"}}
    yield Mutant("a denial less often", "the opposite", with_element(statement, "Condition", opposite))
