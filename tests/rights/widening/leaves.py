"""Every value of a template, changed: left out, another one, one more beside it, and conditions decided beforehand."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tests.rights.stack.expectation import FOR_PEOPLE, MADE, Made, made, resolved, whole, written
from tests.rights.stack.parameters import Template, Values

Path = tuple[str | int, ...]
GONE = object()
ANOTHER = "another"
_ALWAYS, _NEVER = ({"Fn::Equals": ["", other]} for other in ("", ANOTHER))


class Change(NamedTuple):
    """A value of a template that is another one, by its path; the kind is for the table of mutants."""

    kind: str
    path: Path
    value: Any

    def __str__(self) -> str:
        return f"{self.kind}: {'.'.join(map(str, self.path))} = {'nothing' if self.value is GONE else self.value}"

    @property
    def for_people(self) -> bool:
        """Whether it is a text that CloudFormation only shows."""
        section, *inside = self.path
        return (section == "Description" and not inside) or (
            section in ("Parameters", "Rules", "Outputs") and len(inside) > 1 and inside[-1] in FOR_PEOPLE
        )


def changes(template: Template) -> Iterator[Change]:
    """All of them."""
    for name in template["Conditions"]:
        yield Change("a condition that always holds", ("Conditions", name), _ALWAYS)
        yield Change("a condition that never holds", ("Conditions", name), _NEVER)
    yield from _of(template, ())


def _of(value: Any, path: Path) -> Iterator[Change]:
    if isinstance(value, Mapping):
        yield from _of_mapping(value, path)
    elif isinstance(value, list):
        yield from _of_list(value, path)
    elif isinstance(value, str):
        yield Change("another value", path, f"{value}*" if value else ANOTHER)
    else:
        yield Change("another value", path, not value if isinstance(value, bool) else value + 1)


def _of_mapping(value: Template, path: Path) -> Iterator[Change]:
    calls = _calls(value)
    for key, each in value.items():
        if not calls:
            yield Change("a value left out", (*path, key), GONE)
        yield from _of(each, (*path, key))
    if not calls and path != ("Conditions",) and "Fn::Sub" not in path:
        yield Change("one more value", (*path, "Another"), {"Type": ANOTHER, "Value": ANOTHER})
    if calls == "Fn::If":
        for which in (1, 2):
            yield Change("a choice decided", path, value[calls][which])


def _of_list(value: list[Any], path: Path) -> Iterator[Change]:
    for number, each in enumerate(value):
        if not _is_argument(path):
            yield Change("a value left out", (*path, number), GONE)
        yield from _of(each, (*path, number))
    if not str(path[-1]).startswith("Fn::"):
        yield Change("one more value", path, [*value, ANOTHER])


def _calls(value: Any) -> str:
    """The function that a value calls, if any."""
    name = str(next(iter(value))) if isinstance(value, Mapping) and len(value) == 1 else ""
    return name if name in ("Ref", "Condition") or name.startswith("Fn::") else ""


def _is_argument(path: Path) -> bool:
    """Whether a list is what a function is called with: it has as many members as the function takes."""
    return str(path[-1]).startswith("Fn::") and path[-1] not in ("Fn::And", "Fn::Or")


def changed(value: Any, path: Path, to: Any) -> Any:
    """A copy of a value with another one at a path; only what lies on the way is copied."""
    if not path:
        return to
    first, rest = path[0], path[1:]
    copied = dict(enumerate(value)) if isinstance(value, list) else dict(value)
    inside = changed(copied.get(first), rest, to)
    if inside is GONE:
        del copied[first]
    else:
        copied[first] = inside
    return list(copied.values()) if isinstance(value, list) else copied


def noticed(template: Template, change: Change, known: Mapping[str, tuple[Values, Made]]) -> str:
    """Where a changed template says something else, by what it says in each stack (`known`), or nothing."""
    mutant = changed(template, change.path, change.value)
    section = str(change.path[0])
    if section not in mutant or section not in template:
        return "a section"
    if section not in (*MADE, "Conditions"):
        before, after = (written(_only(each, *change.path[:2]), section) for each in (template, mutant))
        return "as it is written" if before != after else ""
    for name, (given, before) in known.items():
        try:
            if _differs(mutant, change.path, given, before):
                return f"in a stack with {name}"
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            return "no template that CloudFormation takes"
    return ""


def _only(template: Template, section: Any, *name: Any) -> Template:
    """A template of one section, or of one member of it."""
    return {section: {each: template[section][each] for each in name if each in template[section]} or template[section]}


def _differs(mutant: Template, path: Path, given: Values, before: Made) -> bool:
    stack = resolved(mutant, given)
    section, *inside = map(str, path[:2])
    if section == "Conditions" or not inside or inside[0] not in mutant[section]:
        return whole(mutant, stack) != before
    return bool(made(mutant, stack, section, inside[0]) != before.get(f"{section}.{inside[0]}"))
