"""Everything that the templates say, worked out in every stack, beside what somebody has read and found right.

What was read is kept in `expected/`, a line for each value. `python -m tests.rights.stack.expectation` writes it; then
read what is different of it, line by line: nothing else looks at some of it.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.build.resolved import Resolved
from tests.rights.stack.parameters import Template, Values, stacks
from tests.rights.stack.references import MAIN, MORE

EXPECTED = Path(__file__).parent / "expected"
TEMPLATES: Mapping[str, Template] = {"template": MAIN, "access-point": MORE}
_LONG = 60
"""Lines of a text beyond which a digest stands for it: the code of the website's edge."""

Made = dict[str, Any]
"""What a stack is made of, by `SECTION.NAME`: None is what it has not."""
Flat = Mapping[str, Mapping[str, str]]
"""The same with the values by their paths."""
FOR_PEOPLE = ("Description", "ConstraintDescription", "AssertDescription")
"""What CloudFormation only shows, of a template, its parameters, rules and outputs."""
MADE = ("Resources", "Outputs")
"""What a stack is made of. The other sections are compared as they are written, but conditions: these only decide."""


def flat(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """The values inside a value by their paths. What is empty is a value."""
    if isinstance(value, str) and value.count("\n") > _LONG:
        yield path, f"sha256 {hashlib.sha256(value.encode()).hexdigest()}"
    elif isinstance(value, str) and "\n" in value:
        yield from ((f"{path}|{number}", repr(line)) for number, line in enumerate(value.split("\n")))
    elif isinstance(value, Mapping) and value:
        for key, each in value.items():
            yield from flat(each, f"{path}.{key!r}" if "." in str(key) else f"{path}.{key}")
    elif isinstance(value, list) and value:
        for name, each in _members(value):
            yield from flat(each, f"{path}.{name}")
    else:
        yield path, repr(value)


def _members(value: list[Any]) -> Iterator[tuple[str, Any]]:
    """Statements by their names, so that one more moves no other; everything else by number."""
    seen = set[str]()
    for number, each in enumerate(value):
        name = f"[{each['Sid']}]" if isinstance(each, Mapping) and "Sid" in each else ""
        yield name if name and name not in seen else str(number), each
        seen.add(name)


def written(template: Template, section: str) -> dict[str, str]:
    """A section as it is written, without what is for people."""
    return {
        path: value
        for path, value in flat(template[section], section)
        if section != "Description" and not (section != "Hooks" and path.rpartition(".")[2] in FOR_PEOPLE)
    }


def resolved(template: Template, given: Values) -> Resolved:
    """The template in a stack. Resources are `<NAME>`, so that no text is taken for a reference."""
    names = {name: f"<{name}>" for name in template["Resources"]}
    attributes = {"WebUrl.FunctionUrl": "https://<WebUrl>/", "Function.Alias": "<Function>:live"}
    return Resolved(dict(template), **names, **attributes, **given)


def made(template: Template, stack: Resolved, section: str, name: str) -> Any:
    """A resource or an output in a stack: None where its condition does not hold."""
    about = template[section][name]
    if "Condition" in about and not stack.holds(about["Condition"]):
        return None
    kept = {key: each for key, each in about.items() if key != "Condition" and (section, key) != _TOLD}
    return stack.whole(kept)


_TOLD = ("Outputs", "Description")


def whole(template: Template, stack: Resolved) -> Made:
    """All that a stack is made of."""
    return {f"{section}.{name}": made(template, stack, section, name) for section in MADE for name in template[section]}


def lines(template: Template) -> list[str]:
    """All that a template says: its sections, two stacks, and in what every other one differs from these."""
    found = [
        f"{path} = {value}"
        for section in template
        if section not in (*MADE, "Conditions")
        for path, value in written(template, section).items()
    ]
    made_of: dict[str, Flat] = {}
    for name, given in stacks(template).items():
        here = whole(template, resolved(template, given))
        made_of[name] = {each: {} if about is None else dict(flat(about, each)) for each, about in here.items()}
        base = name.partition(", ")[0] if ", " in name else "everything"
        most = {each: values for each, values in made_of["everything"].items() if values}
        found += ["", f"[{name}]", *_different(made_of[base] if name != base else {}, made_of[name], most)]
    return found


def _different(base: Flat, here: Flat, most: Flat) -> Iterator[str]:
    """Beside a stack; of what that has nothing of, beside one with everything."""
    for name, values in here.items():
        before = base.get(name, {})
        if values and not before and base and name in most:
            before = most[name]
            yield f"with {name}, as in [everything]"
        yield from dict.fromkeys(f"without {each}" for each in _gone(before, values))
        yield from (f"{path} = {value}" for path, value in values.items() if before.get(path) != value)


def _gone(before: Mapping[str, str], values: Mapping[str, str]) -> Iterator[str]:
    """What is no more there, by the highest path below which nothing is."""
    there = {above for path in values for above in _above(path)}
    for path in before:
        if path not in values:
            yield next((above for above in _above(path) if above not in there), path)


def _above(path: str) -> Iterator[str]:
    """The paths that a path lies below, from the resource or output down, and itself."""
    parts = path.split(".")
    yield from (".".join(parts[:length]) for length in range(2, len(parts) + 1))


def expected(name: str) -> list[str]:
    """What was read and found right of a template."""
    return (EXPECTED / f"{name}.txt").read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    for name, template in TEMPLATES.items():
        text = "\n".join([*lines(template), ""])
        (EXPECTED / f"{name}.txt").write_text(text, encoding="utf-8")
