"""An image in which Lambda functions run, made from this machine's own Python, without a registry.

It has what `sam local invoke` asks of an image: `/var/runtime/bootstrap`, a shell, and what SAM adds its emulator with.
Every file is where it is on this machine, so that the interpreter and its libraries find each other.
"""

import io
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from contextlib import closing
from importlib import metadata
from pathlib import Path

import docker  # type: ignore[import-untyped]

REPOSITORY = f"lingopoint-test-python-{sys.version_info.major}.{sys.version_info.minor}"

_RUNTIME = "/var/runtime"
_RUNTIME_PACKAGES = ("awslambdaric", "simplejson", "snapshot-restore-py")
_PROGRAMS = ("sh", "mv", "chmod", "cp", "rm")
_LEFT_OUT = re.compile(r"/(site-packages|dist-packages|test|idlelib|ensurepip|lib2to3|config-[^/]*)$|/_tkinter[^/]*$")
_LIBRARY = re.compile(r"\s(/\S+) \(0x")


def import_image(address: str, tar: Path) -> str:
    """Make the image and give it to the engine at `address`; `tar` is where its files are packed. Returns its name."""
    with tarfile.open(tar, "w", dereference=True) as files:
        _pack(files)
    with closing(docker.APIClient(base_url=address)) as client:
        client.import_image_from_file(str(tar), repository=REPOSITORY, tag="latest")
    return f"{REPOSITORY}:latest"


def remove_images(address: str) -> None:
    """Remove the image, and what SAM made from it."""
    with closing(docker.DockerClient(base_url=address)) as client:
        for image in client.images.list(name=REPOSITORY):
            client.images.remove(image.id, force=True)


def _pack(files: tarfile.TarFile) -> None:
    python, library = Path(sys._base_executable).resolve(), Path(sysconfig.get_path("stdlib"))  # type: ignore[attr-defined]
    programs = {name: _program(name) for name in _PROGRAMS}
    runtime = _runtime_files()
    _directory(files, "/tmp", 0o1777)
    for folder in ("/dev", "/etc", "/proc", "/sys", "/var/task", "/var/rapid", "/opt"):
        _directory(files, folder)
    files.add(library, filter=_kept)
    files.add(python)
    for name, path in programs.items():
        files.add(path, f"/bin/{name}")
    for name, path in runtime.items():
        files.add(path, f"{_RUNTIME}/{name}")
    modules = [path for path in (library / "lib-dynload").glob("*.so") if not _LEFT_OUT.search(str(path))]
    modules += [path for path in runtime.values() if path.suffix == ".so"]
    for path in _libraries([python, *programs.values(), *modules]):
        files.add(path)
    bootstrap = (
        f'#!/bin/sh\nexport PYTHONPATH=/var/task:/opt/python:{_RUNTIME}\nexec {python} -m awslambdaric "$_HANDLER"\n'
    )
    _script(files, f"{_RUNTIME}/bootstrap", bootstrap)


def _program(name: str) -> Path:
    found = shutil.which(name)
    assert found, name
    return Path(found).resolve()


def _runtime_files() -> dict[str, Path]:
    """Lambda's runtime for Python, as it is installed beside these tests: path in its folder -> file here."""
    found = {}
    for package in _RUNTIME_PACKAGES:
        for file in metadata.distribution(package).files or []:
            if ".." not in file.parts and "tests" not in file.parts:
                found[str(file)] = Path(str(file.locate()))
    return {name: path for name, path in found.items() if path.is_file()}


def _kept(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    return None if _LEFT_OUT.search(member.name) else member


def _libraries(binaries: list[Path]) -> list[Path]:
    """Every shared library that the binaries load, and the loader itself, by the paths at which they look for them."""
    said = subprocess.run(["ldd", *map(str, binaries)], capture_output=True, text=True, check=False).stdout
    return sorted({Path(path) for path in _LIBRARY.findall(said)})


def _directory(files: tarfile.TarFile, name: str, mode: int = 0o755) -> None:
    info = tarfile.TarInfo(name)
    info.type, info.mode = tarfile.DIRTYPE, mode
    files.addfile(info)


def _script(files: tarfile.TarFile, name: str, text: str) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(text.encode()), 0o755
    files.addfile(info, io.BytesIO(text.encode()))
