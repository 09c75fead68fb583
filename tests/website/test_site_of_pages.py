"""The site that is made of docs/: it is built without a fault, and a link that leads nowhere is one."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.website import environment

ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1"}


def build(root: Path, to: Path) -> subprocess.CompletedProcess[str]:
    """Build as `make docs-site` does. `--quiet` would have MkDocs find no fault."""
    program = environment.mkdocs() / "mkdocs"
    return subprocess.run(
        [str(program), "build", "--strict", "--site-dir", str(to)],
        cwd=root,
        env={**os.environ, **ENVIRONMENT},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.timeout(600)
def test_the_pages_become_a_site_whose_links_lead_somewhere(tmp_path: Path) -> None:
    built = build(ROOT, tmp_path)
    assert built.returncode == 0, built.stderr
    assert "SECURITY/#what-is-trusted" in (tmp_path / "reference" / "messages" / "index.html").read_text("utf-8")
    assert "Lingopoint" in (tmp_path / "index.html").read_text("utf-8")
    assert not (tmp_path / "site").exists()


@pytest.mark.timeout(600)
def test_a_link_that_leads_nowhere_fails_the_build(tmp_path: Path) -> None:
    for name in ("mkdocs.yml", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "events", tmp_path / "events")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    page = tmp_path / "docs" / "languages.md"
    page.write_text(page.read_text("utf-8") + "\n[one](gone.md) and [two](formats.md#gone)\n", "utf-8")
    built = build(tmp_path, tmp_path / "out")
    assert built.returncode != 0
    assert "gone.md" in built.stderr
    assert "#gone" in built.stderr
