"""The template, read once."""

from typing import Any

import pytest
import yaml

from tests.support import ROOT


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


@pytest.fixture(scope="session")
def template() -> dict[str, Any]:
    """template.yaml, with the long forms of its functions."""
    loaded: dict[str, Any] = yaml.load((ROOT / "template.yaml").read_text(), Loader)
    return loaded


@pytest.fixture(scope="session")
def resources(template: dict[str, Any]) -> dict[str, Any]:
    """The properties of each resource."""
    found: dict[str, Any] = {name: resource["Properties"] for name, resource in template["Resources"].items()}
    return found
