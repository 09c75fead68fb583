"""Office documents of the corpus as LibreOffice opens them, before and after: `python -m tests.corpora.opened`.

Every document is written as PDF. What LibreOffice cannot open gives no PDF; what it had to leave out gives fewer pages.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from lingopoint.formats.options import UnreadableError
from tests.corpora.fetch import fetch
from tests.corpora.report import corpus, place
from tests.corpora.run import translated
from tests.corpora.sources import SOURCES

LIBREOFFICE = shutil.which("soffice")
EXTENSIONS = (".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods", ".odg")

_PAGE = re.compile(rb"/Type\s*/Page\b")
_TOGETHER = 40
_MOST_SECONDS = 600


class Opened(NamedTuple):
    """The pages of a document before and after it was translated; None where LibreOffice does not open it."""

    name: str
    before: int | None
    after: int | None


def converted(documents: Mapping[str, bytes], kind: str = "pdf") -> dict[str, bytes]:
    """What LibreOffice makes of the documents that it opens, by name."""
    with tempfile.TemporaryDirectory() as folder:
        made, profile = Path(folder) / "made", Path(folder) / "profile"
        files = [Path(folder) / name for name in documents]
        for file, data in zip(files, documents.values(), strict=True):
            file.write_bytes(data)
        options = ["--headless", "--convert-to", kind, "--outdir", str(made)]
        own = f"-env:UserInstallation={profile.as_uri()}"
        subprocess.run(
            [LIBREOFFICE or "soffice", own, *options, *files], check=True, capture_output=True, timeout=_MOST_SECONDS
        )
        found = {file.name: made / f"{file.stem}.{kind}" for file in files}
        return {name: file.read_bytes() for name, file in found.items() if file.exists()}


def pages(documents: Mapping[str, bytes]) -> dict[str, int]:
    """How many pages each document has that LibreOffice opens."""
    return {name: len(_PAGE.findall(pdf)) for name, pdf in converted(documents).items()}


def opened(paths: list[Path], engine: str = "letters") -> list[Opened]:
    """The documents that can be translated, as LibreOffice shows them: by default with words as long as they were."""
    found = []
    for first in range(0, len(paths), _TOGETHER):
        some: dict[str, tuple[str, bytes, bytes]] = {}
        for number, path in enumerate(paths[first : first + _TOGETHER]):
            data = path.read_bytes()
            try:
                some[f"{number}{path.suffix}"] = place(path), data, translated(path, data, engine)[1]
            except UnreadableError:
                continue
        before, after = (pages({name: versions[at] for name, versions in some.items()}) for at in (1, 2))  # type: ignore[misc]
        found += [Opened(versions[0], before.get(name), after.get(name)) for name, versions in some.items()]
    return found


def main() -> None:
    """Say of every document of the corpus that is not shown as before what became of it."""
    fetch(SOURCES)
    found = opened([path for path in corpus().paths if path.suffix in EXTENSIONS])
    for each in found:
        if each.before != each.after:
            print(f"{each.name}: {each.before} pages became {each.after}")
    shown = [each for each in found if each.before is not None]
    same = sum(each.before == each.after for each in shown)
    lost = sum(each.after is None for each in shown)
    print(
        f"{len(found)} documents, {len(shown)} that LibreOffice opens; after: {lost} not opened, {same} as many pages"
    )


if __name__ == "__main__":
    main()
