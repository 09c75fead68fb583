"""More callers than the statement of a resource's policy is to let in."""

from collections.abc import Iterator

from tests.rights.decisions import READER
from tests.rights.stack.doors import CALLERS
from tests.rights.stack.probes import OTHER_ACCOUNT
from tests.rights.stack.statements import listed
from tests.rights.widening.mutant import Mutant, Statement, with_element
from tests.template import ACCOUNT

MORE = {
    "the account": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
    "one user": {"AWS": READER},
    "another account": {"AWS": f"arn:aws:iam::{OTHER_ACCOUNT}:root"},
    "another account's user": {"AWS": f"arn:aws:iam::{OTHER_ACCOUNT}:user/administrator"},
    **{f"{each} as well": {"Service": each} for each in CALLERS if each.endswith(".amazonaws.com")},
}


def principals(statement: Statement) -> Iterator[Mutant]:
    """Everybody, everybody but, and one more of each kind."""
    named = statement["Principal"]
    for kind, wider in (("everybody", "*"), ("everybody with an account", {"AWS": "*"})):
        if wider != named:
            yield Mutant(kind, f"Principal {wider}", with_element(statement, "Principal", wider))
    if named != {"AWS": "*"}:
        yield Mutant("everybody but", f"NotPrincipal {named}", with_element(statement, "NotPrincipal", named))
    for who, more in MORE.items():
        both = {kind: [*listed(named.get(kind, [])), *listed(more.get(kind, []))] for kind in (*named, *more)}
        if more != named:
            yield Mutant("one more caller", f"Principal {who}", with_element(statement, "Principal", both))
