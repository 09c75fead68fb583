"""What is shipped: all of it pinned, as it was tested, under licences that allow it."""

import re
from collections.abc import Iterator
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support import ROOT

LICENCES = {"Apache-2.0", "BSD-3-Clause", "MIT", "MIT-0", "MPL-2.0", "PSF-2.0"}

SPELLINGS = {
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "MIT No Attribution License (MIT-0)": "MIT-0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}

UNSAID = {"pyromark": "MIT"}
"""What a package's own metadata do not say; read in its source."""


def lines(name: str) -> list[Requirement]:
    """The requirements of a file, without comments."""
    texts = (line.partition("#")[0].strip() for line in (ROOT / name).read_text().split("\n"))
    return [Requirement(text) for text in texts if text]


SHIPPED = {str(canonicalize_name(each.name)): each for each in lines("functions/lingopoint/requirements.txt")}


def pin(requirement: Requirement) -> str:
    """The one version that a requirement takes. Fails for any other requirement."""
    (only,) = requirement.specifier
    assert only.operator == "=="
    assert "*" not in only.version
    return only.version


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_shipped_is_what_is_tested(name: str) -> None:
    (constraint,) = [each for each in lines("constraints.txt") if canonicalize_name(each.name) == name]
    assert pin(SHIPPED[name]) == pin(constraint) == metadata.version(name)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_a_shipped_package_needs_is_shipped_in_one_version_too(name: str) -> None:
    for needed in map(Requirement, metadata.requires(name) or []):
        if needed.marker is None or needed.marker.evaluate({"extra": ""}):
            assert canonicalize_name(needed.name) in SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_shipped_may_be_shipped(name: str) -> None:
    found = set(licences(name))
    assert found
    assert found <= LICENCES


def licences(name: str) -> Iterator[str]:
    """The licences that a package names, as SPDX has them."""
    about = metadata.metadata(name)
    expression = (about.get_all("License-Expression") or [""])[0]
    if expression:
        yield from re.split(r" (?:AND|OR) ", expression)
        return
    classifiers = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier", []) if "License ::" in each]
    for said in classifiers or [(about.get_all("License") or [""])[0] or UNSAID.get(name, "")]:
        yield SPELLINGS.get(said, said)


def test_everything_that_develops_and_builds_is_pinned() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    extras = project["project"]["optional-dependencies"].values()
    named = [*project["build-system"]["requires"], *(each for extra in extras for each in extra)]
    for requirement in map(Requirement, named):
        if requirement.name != "lingopoint":
            pin(requirement)
    for each in [*lines("constraints.txt"), *lines("local/lingopoint_local/aws/ministack-requirements.txt")]:
        pin(each)
