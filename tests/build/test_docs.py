"""The documentation says what is so."""

import re
from pathlib import Path

import pytest

from lingopoint.config import PREFIX, VARIABLES, Config
from lingopoint.report import Cost, Report
from tests.support import ROOT

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), ROOT / "events/README.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), target


def test_every_setting_is_documented_under_all_of_its_names() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \|(?: `(\w+)`)? \| ([^|]*) ?\|", (ROOT / "docs/configuration.md").read_text(), re.MULTILINE
    )
    assert [name for name, _, _ in rows] == list(Config.__dataclass_fields__)
    template = (ROOT / "template.yaml").read_text()
    for name, variable, parameter in rows:
        assert variable == (PREFIX + name.upper() if name in VARIABLES else "")
        for written in re.findall(r"`(\w+)`", parameter):
            assert f"\n  {written}:\n" in template


def test_every_event_has_a_line() -> None:
    listed = set(re.findall(r"^\| `([\w-]+\.json)`", (ROOT / "events/README.md").read_text(), re.MULTILINE))
    assert listed == {path.name for path in (ROOT / "events").glob("*.json")}


def test_make_help_has_a_line_for_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text()
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    documented = re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE)
    assert sorted(phony.split()) == sorted(documented)


def test_every_metric_is_named_where_costs_are_explained() -> None:
    text = (ROOT / "docs/how-to/costs.md").read_text()
    (listed,) = re.findall(r"language and access point: (.*?)\. An alarm", text, re.DOTALL)
    assert set(re.findall(r"`(\w+)`", listed)) == {metric.name for metric in Report().metrics()}


def test_every_fact_of_a_rendition_is_explained() -> None:
    text = (ROOT / "docs/how-to/costs.md").read_text()
    assert {f"`{fact}`" for fact in Cost().to_facts()} <= set(re.findall(r"`[a-z-]+`", text))
