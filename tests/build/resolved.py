"""The template as CloudFormation reads it with given parameters: functions and conditions are worked out."""

import re
from collections.abc import Callable
from typing import Any

ACCOUNT, REGION = "123456789012", "us-west-2"
_PSEUDO = {"AWS::AccountId": ACCOUNT, "AWS::Partition": "aws"}
_NOTHING = object()

_FUNCTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "Fn::Equals": lambda values: values[0] == values[1],
    "Fn::Not": lambda values: not values[0],
    "Fn::And": all,
    "Fn::Or": any,
    "Fn::Contains": lambda values: values[1] in values[0],
    "Fn::Join": lambda values: values[0].join(values[1]),
    "Fn::Split": lambda values: values[1].split(values[0]),
    "Fn::Select": lambda values: values[1][int(values[0])],
}


class Resolved:
    """Values of the template. Resources are named by their logical names, `arn:NAME` where an ARN is asked for.

    What is `given` are parameters, and what else references shall be: `NAME` and `NAME.ATTRIBUTE`.
    """

    def __init__(self, template: dict[str, Any], region: str = REGION, **given: str) -> None:
        self._template = template
        parameters = template["Parameters"].items()
        self._named = {name: str(each["Default"]) for name, each in parameters if "Default" in each}
        self._named |= {**_PSEUDO, "AWS::Region": region, **given}

    def properties(self, resource: str) -> dict[str, Any]:
        """The properties of a resource."""
        found: dict[str, Any] = self._value(self._template["Resources"][resource]["Properties"])
        return found

    def whole(self, part: Any) -> Any:
        """A part of the template, worked out; None where it is AWS::NoValue."""
        found = self._value(part)
        return None if found is _NOTHING else found

    def has(self, resource: str) -> bool:
        """Whether the resource is made."""
        condition = self._template["Resources"][resource].get("Condition")
        return condition is None or self.holds(condition)

    def role(self) -> dict[str, dict[str, Any]]:
        """The statements of the function's role by their names."""
        (policy,) = self.properties("FunctionRole")["Policies"]
        return {each["Sid"]: each for each in policy["PolicyDocument"]["Statement"]}

    def reader(self) -> dict[str, dict[str, Any]]:
        """The statements of the policy for readers by their names."""
        policy = self.properties("ReaderPolicy")["PolicyDocument"]
        return {each["Sid"]: each for each in policy["Statement"]}

    def refusals(self) -> list[str]:
        """What the template's rules say against these parameters."""
        return [
            assertion["AssertDescription"]
            for rule in self._template["Rules"].values()
            if self._value(rule.get("RuleCondition", True))
            for assertion in rule["Assertions"]
            if not self._value(assertion["Assert"])
        ]

    def holds(self, condition: str) -> bool:
        """Whether a condition of the template holds."""
        return bool(self._value(self._template["Conditions"][condition]))

    def _value(self, value: Any) -> Any:
        if isinstance(value, list):
            return [each for each in map(self._value, value) if each is not _NOTHING]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((name, about),) = value.items()
            if name in {"Ref", "Condition"} or name.startswith("Fn::"):
                return self._function(name, about)
        members = {name: self._value(each) for name, each in value.items()}
        return {name: each for name, each in members.items() if each is not _NOTHING}

    def _function(self, name: str, about: Any) -> Any:
        if name == "Ref":
            return _NOTHING if about == "AWS::NoValue" else self._named.get(about, about)
        if name == "Condition":
            return self.holds(about)
        if name == "Fn::If":
            return self._value(about[1 if self.holds(about[0]) else 2])
        if name == "Fn::GetAtt":
            return self._attribute(*about)
        if name == "Fn::Sub":
            return self._substituted(*([about] if isinstance(about, str) else about))
        return _FUNCTIONS[name](self._value(about))

    def _attribute(self, resource: str, attribute: str) -> str:
        name = f"{resource}.{attribute}"
        return str(self._named.get(name, f"arn:{resource}" if attribute == "Arn" else name))

    def _substituted(self, text: str, more: dict[str, Any] | None = None) -> str:
        named = self._named | (self._value(more) if more else {})

        def put(found: re.Match[str]) -> str:
            resource, dot, attribute = found[1].partition(".")
            return self._attribute(resource, attribute) if dot else str(named.get(found[1], found[1]))

        return re.sub(r"\$\{([^}]+)\}", put, text)
