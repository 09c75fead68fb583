"""More resources than a statement is to name."""

from collections.abc import Iterable, Iterator

from tests.rights.stack.probes import KEYS, NAMES, OTHER_ACCOUNT
from tests.rights.stack.references import ELSEWHERE
from tests.rights.stack.statements import listed
from tests.rights.widening.mutant import Mutant, Statement, with_element


def resources(statement: Statement, own: Iterable[str]) -> Iterator[Mutant]:
    """Each element in turn, and one more of the stack's `own`."""
    named = listed(statement["Resource"])
    if named == ["*"]:
        return
    for number, arn in enumerate(dict.fromkeys(named)):
        others = [each for each in dict.fromkeys(named) if each != arn]
        for kind, wider in _wider(arn):
            yield _mutant(statement, kind, [*others, *wider], f"{number}. {' and '.join(wider)}")
    for other in own:
        if other not in named and other.split(":")[2] == named[0].split(":")[2]:
            yield _mutant(statement, "one more resource", [*named, other], other)
    yield Mutant("every resource but", f"NotResource {named}", with_element(statement, "NotResource", named))


def _mutant(statement: Statement, kind: str, wider: list[str], what: str) -> Mutant:
    return Mutant(kind, f"Resource {what}", with_element(statement, "Resource", wider))


def _wider(arn: str) -> Iterator[tuple[str, list[str]]]:
    yield "every resource", ["*"]
    yield from _scopes(arn)
    yield from _names(arn)
    yield from _prefixes(arn)


def _scopes(arn: str) -> Iterator[tuple[str, list[str]]]:
    head, partition, service, region, account, name = arn.split(":", 5)
    kind = name.partition("/")[0] + "/*" if "/" in name and account else "*"
    yield "every resource of the kind", [":".join((head, partition, service, region, account, kind))]
    yield "every resource of the service", [":".join((head, "*", service, "*", "*", "*"))]
    yield "every partition", [":".join((head, "*", service, region, account, name))]
    if region not in ("", "*"):
        yield "every Region", [":".join((head, partition, service, "*", account, name))]
        yield "Regions that begin alike", [":".join((head, partition, service, f"{region[:-1]}*", account, name))]
        yield "another Region", [arn, ":".join((head, partition, service, ELSEWHERE, account, name))]
    if account:
        yield "every account", [":".join((head, partition, service, region, "*", name))]
        yield "accounts that end alike", [":".join((head, partition, service, region, "*" + account[-4:], name))]
        yield "another account", [arn, ":".join((head, partition, service, region, OTHER_ACCOUNT, name))]
        yield "every Region and account", [":".join((head, partition, service, "*", "*", name))]


def _names(arn: str) -> Iterator[tuple[str, list[str]]]:
    for found in NAMES.finditer(arn):
        name, half = found[0], len(found[0]) // 2
        for kind, wider in (
            ("names that begin alike", f"{name}*"),
            *(("a name cut short", f"{name[:cut]}*") for cut in sorted({1, half, len(name) - 1})),
            ("names that end alike", f"*{name}"),
            ("names with more inside", f"{name[:half]}*{name[half:]}"),
            ("one letter of a name", f"{name[:-1]}?"),
            ("another name", "another"),
        ):
            whole = arn[: found.start()] + wider + arn[found.end() :]
            yield kind, [arn, whole] if wider == "another" else [whole]


def _prefixes(arn: str) -> Iterator[tuple[str, list[str]]]:
    before = KEYS.search(arn)
    if arn.endswith("*") and before is not None and (length := len(arn) - 1 - before.end()):
        head, prefix = arn[: before.end()], arn[before.end() : -1]
        for cut in sorted({0, 1, length // 2, length - 1}):
            yield "a prefix cut short", [f"{head}{prefix[:cut]}*"]
        yield "one letter of a prefix", [f"{head}{prefix[:-1]}?*"]
        yield "prefixes that end alike", [f"{head}*{prefix}*"]
        yield "prefixes with more inside", [f"{head}{prefix[: length // 2]}*{prefix[length // 2 :]}*"]
