"""The pages about readers give access-point.yaml parameters that it has, from outputs that the template has."""

import re

from tests.support import ROOT

PAGE = ROOT / "docs" / "how-to" / "readers" / "many-tenants.md"


def test_an_access_point_for_a_tenant_can_be_deployed_as_the_page_says() -> None:
    (command,) = re.findall(r"--parameter-overrides (.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    given, outputs = set(re.findall(r"\b(\w+)=", command)), set(re.findall(r"\$\(output (\w+)\)", command))
    assert given
    assert given <= _names("access-point.yaml", "Parameters")
    assert outputs
    assert outputs <= _names("template.yaml", "Outputs")


def _names(template: str, section: str) -> set[str]:
    text = (ROOT / template).read_text(encoding="utf-8")
    (found,) = re.findall(rf"^{section}:\n((?:(?:  .*)?\n)+)", text, re.MULTILINE)
    return set(re.findall(r"^  (\w+):$", found, re.MULTILINE))
