"""The template, read once."""

from typing import Any

import pytest

from tests.template import load


@pytest.fixture(scope="session")
def template() -> dict[str, Any]:
    """template.yaml, with the long forms of its functions."""
    return load()


@pytest.fixture(scope="session")
def resources(template: dict[str, Any]) -> dict[str, Any]:
    """The properties of each resource."""
    found: dict[str, Any] = {name: resource["Properties"] for name, resource in template["Resources"].items()}
    return found
