"""Which module imports which, read from the sources; and what is wrong with that."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple


class Import(NamedTuple):
    """One import: of a module, or of a `name` in it (a module below it is itself the module then)."""

    module: str
    name: str = ""


Imports = Mapping[str, frozenset[Import]]
"""All imports of each module, by the module's dotted name: those in functions and for type checkers as well."""


def modules(root: Path) -> dict[str, Path]:
    """The modules of the packages in a folder."""
    return {_dotted(path.relative_to(root)): path for path in root.glob("*/**/*.py")}


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def imports(paths: Mapping[str, Path]) -> Imports:
    """What each of these modules imports, whether it is one of them or not."""
    return {name: imports_of(path.read_text(encoding="utf-8"), paths.keys()) for name, path in paths.items()}


def imports_of(source: str, known: Iterable[str]) -> frozenset[Import]:
    """The imports of one source. `known` are modules that may be imported from their packages by name."""
    return frozenset(_imports(ast.parse(source), frozenset(known)))


def _imports(tree: ast.Module, known: frozenset[str]) -> Iterator[Import]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "modules are named in full"
            assert node.module is not None
            for alias in node.names:
                below = f"{node.module}.{alias.name}"
                yield Import(below) if below in known else Import(node.module, alias.name)


def cycle(found: Imports) -> Sequence[str]:
    """Modules that import each other in a circle, the first again at the end; none if there is no such circle.

    A module also needs the packages that hold what it imports, but for those that hold itself.
    """
    try:
        TopologicalSorter({name: _needed(name, of, found) for name, of in found.items()}).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _needed(name: str, of: Iterable[Import], found: Imports) -> set[str]:
    around = {*_packages(name), name}
    return {each for one in of for each in (*_packages(one.module), one.module) if each in found} - around


def _packages(module: str) -> Iterator[str]:
    """The packages that hold a module."""
    while module := module.rpartition(".")[0]:
        yield module


def room(module: str, package: str) -> str:
    """What a module belongs to directly below a package; "" for the package itself and for what is outside of it."""
    return module.removeprefix(f"{package}.").partition(".")[0] if module.startswith(f"{package}.") else ""


def forbidden(found: Imports, package: str, allowed: Mapping[str, Iterable[str]]) -> list[str]:
    """The imports between rooms of a package that its table does not allow, each as "module imports module"."""
    return sorted(
        f"{name} imports {one.module}"
        for name, of in found.items()
        for one in of
        if (own := room(name, package))
        and (other := room(one.module, package))
        and own != other
        and other not in allowed.get(own, ())
    )
