"""The websites as their generators make them: built when they are first needed, kept in `.local`."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.clients.environments import made, node_environment, run
from tests.website import sources
from tests.website.environment import mkdocs

_HERE = Path(__file__).parent
_GENERATORS = _HERE / "generators"


def website(name: str) -> Path:
    """The folder of pages of one website, whose name is the folder that it is to lie in."""
    program, write, pages = _WEBSITES[name]
    environment = program()
    told = [_HERE / "sources.py", _HERE / "mkdocs-requirements.txt", *sorted(_GENERATORS.rglob("*.*"))]

    def make(folder: Path) -> None:
        # The modules of a generator are looked for in the folders around its sources.
        place = environment.parent / name if environment.name == "bin" else environment / name
        shutil.rmtree(place, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        write(place)
        run(_COMMANDS[name](environment), place)
        shutil.copytree(place / pages, folder)

    return made(f"website-{name}", b"".join(each.read_bytes() for each in told if each.is_file()), make)


def _node() -> Path:
    return node_environment(_GENERATORS)


_WEBSITES: dict[str, tuple[Callable[[], Path], Callable[[Path], None], str]] = {
    "mkdocs": (mkdocs, sources.mkdocs, "site"),
    "eleventy": (_node, sources.eleventy, "_site"),
    "vitepress": (_node, sources.vitepress, ".vitepress/dist"),
}
_COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "mkdocs": lambda environment: [str(environment / "mkdocs"), "build", "--quiet"],
    "eleventy": lambda environment: ["node", str(environment / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"],
    "vitepress": lambda environment: ["node", str(environment / "node_modules/vitepress/bin/vitepress.js"), "build"],
}
NAMES = tuple(_WEBSITES)
