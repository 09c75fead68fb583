"""CloudFormation's templates, read as they are, and as what they make."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.support import ROOT

ACCOUNT, REGION = "123456789012", "us-west-2"


class Loader(yaml.SafeLoader):
    """CloudFormation's short forms as the long ones."""


def _intrinsic(loader: Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        value = value.split(".", 1) if suffix == "GetAtt" else value
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}": value}


Loader.add_multi_constructor("!", _intrinsic)


def load(path: Path = ROOT / "template.yaml") -> dict[str, Any]:
    """A template, with the long forms of its functions."""
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader)
    return loaded


@dataclass(frozen=True)
class Stack:
    """What references are in a stack, by name and `Name.Attribute`, and which conditions hold."""

    values: Mapping[str, str]
    conditions: Mapping[str, bool] = field(default_factory=dict)

    def made(self, value: Any) -> Any:
        """What CloudFormation makes of a value. Of lists and mappings AWS::NoValue is left out."""
        match value:
            case {"Ref": "AWS::NoValue"}:
                return None
            case {"Fn::If": [condition, yes, no]}:
                return self.made(yes if self.conditions[condition] else no)
            case Mapping() if len(value) == 1 and next(iter(value)) in ("Ref", *_FUNCTIONS):
                return self._called(value)
            case Mapping():
                return {name: found for name, each in value.items() if (found := self.made(each)) is not None}
            case list():
                return [found for each in value if (found := self.made(each)) is not None]
        return value

    def _called(self, call: Mapping[str, Any]) -> Any:
        match call:
            case {"Ref": name}:
                return self.values[name]
            case {"Fn::GetAtt": [name, attribute]}:
                return self.values[f"{name}.{attribute}"]
            case {"Fn::Sub": str(text)}:
                return self._substituted(text, {})
            case {"Fn::Sub": [text, own]}:
                return self._substituted(text, self.made(own))
            case {"Fn::Select": [index, items]}:
                return self.made(items)[int(index)]
            case {"Fn::Split": [separator, text]}:
                return self.made(text).split(separator)
        raise ValueError(f"{call} is none of the functions that are read here")

    def _substituted(self, text: str, own: Mapping[str, str]) -> str:
        return re.sub(r"\$\{([^}]+)\}", lambda name: {**self.values, **own}[name[1]], text)


_FUNCTIONS = ("Fn::GetAtt", "Fn::Sub", "Fn::Select", "Fn::Split", "Fn::Join")
