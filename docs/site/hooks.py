"""What MkDocs is told beside mkdocs.yml: pages from outside of docs/, and links that lead out of it."""

import os.path
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
FROM_ROOT = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "events/README.md")

_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()#\s]+)(#[^()\s]*)?\)")


def on_files(files: Files, config: Any) -> Files:
    """The pages that stand at the root of the repository, where its host looks for them, are pages here too."""
    for name in FROM_ROOT:
        files.append(File(name, str(ROOT), config.site_dir, config.use_directory_urls))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """A link to what is a page here leads to it; one to a file of the repository is the words alone."""
    here, place = Path(page.file.abs_src_path).parent, Path(page.file.src_uri).parent
    return _LINK.sub(lambda link: _led(link, here, place), markdown)


def _led(link: re.Match[str], here: Path, place: Path) -> str:
    words, target, anchor = link[1], link[2], link[3] or ""
    found = (here / target).resolve()
    if "://" in target or not found.exists():
        return link[0]  # of another host, or one that MkDocs is to find fault with
    if found.is_relative_to(DOCS):
        page = found.relative_to(DOCS)
    elif (page := found.relative_to(ROOT)).as_posix() not in FROM_ROOT:
        return words
    return f"[{words}]({Path(os.path.relpath(page, place)).as_posix()}{anchor})"
