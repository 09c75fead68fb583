"""Who may import whom: arrows point inward, from the doors to the ground, between packages and inside them.

The core is pure besides: it knows neither AWS nor the network nor the environment, and nobody's adapters.
"""

import re
from itertools import combinations
from pathlib import Path

import pytest

from lingopoint.formats.table import FORMATS
from tests.build.imports import Import, Imports, cycle, forbidden, imports, imports_of, modules, room
from tests.support import ROOT

CORE = ROOT / "functions" / "lingopoint" / "lingopoint"
IMPURE = {"adapters", "handlers", "wiring"}
FORBIDDEN = {
    *("aws_lambda_powertools", "boto3", "botocore", "requests", "urllib3"),
    *("asyncio", "ftplib", "http", "os", "selectors", "smtplib", "socket", "socketserver", "ssl"),
    *("subprocess", "urllib"),
}
PURE_PARTS = {"urllib.parse"}
"""What of the forbidden packages is no more than text."""
FORBIDDEN_CALLS = re.compile(r"(?<![\w.])(?<!def )open\(|\b__import__\(|\bimport_module\(|\bimportlib\b")
IMPORTS_FORMATS = "lingopoint.formats.registry"
"""What imports by name, because a format is imported when it is first used."""
AWS = {"boto3", "botocore", "requests", "urllib3"}
MOST_FILES, MOST_NAMES = 16, 14

PACKAGES: dict[str, tuple[str, ...]] = {
    "lingopoint": (),
    "lingopoint_in_memory": ("lingopoint",),
    "lingopoint_local": ("lingopoint", "lingopoint_in_memory"),
    "lingopoint_cli": ("lingopoint", "lingopoint_in_memory", "lingopoint_local"),
}
"""What each package of the project may import of the others."""

ROOMS: dict[str, tuple[str, ...]] = {
    "regex": (),
    "languages": (),
    "report": (),
    "errors": ("report",),
    "unit": ("errors",),
    "ports": ("report",),
    "config": ("errors", "languages"),
    "http": ("errors", "ports", "report"),
    "formats": ("regex", "unit"),
    "translation": ("errors", "languages", "ports", "regex", "report", "unit"),
    "renditions": (
        *("config", "errors", "formats", "http", "languages", "ports", "regex", "report", "translation", "unit"),
    ),
    "adapters": ("errors", "http", "languages", "ports", "report"),
    "wiring": ("adapters", "config", "errors", "formats", "ports", "translation"),
    "handlers": ("config", "errors", "formats", "http", "languages", "ports", "renditions", "wiring"),
}
"""What each room of the core may import of the others: only rooms above it here."""

FAMILIES: dict[str, tuple[str, ...]] = {
    "archive": (),
    "html": (),
    "text": (),
    "rst": (),
    "asciidoc": (),
    "values": ("html",),
    "xml": ("values",),
    "markdown": ("html", "values"),
    "captions": ("text",),
    "gettext": ("values",),
    "apps": ("text", "values"),
    "calendars": ("values",),
    "mail": ("html", "text"),
    "office": ("archive", "values", "xml"),
    "odf": ("archive", "xml"),
    "epub": ("archive", "html", "values", "xml"),
}
"""Which family of formats may use which others: only families above it here."""

EVERYBODYS = (
    *("options", "nesting", "cardinals", "choices", "hyphens", "json_ld", "json_tree", "locales", "opaque"),
    "placeholders",
    "soundness",
)
"""What belongs to no family and may be used by all."""

ON_OTHERS: dict[str, tuple[str, ...]] = {"choices": ("nesting",), "json_ld": ("json_tree", "options")}
"""What of it stands on others of it."""

INDEX = ("table", "foreign", "registry")
"""What knows of every format, and no format of it."""

PATHS = {name: path for top in (CORE.parent, ROOT / "client", ROOT / "local") for name, path in modules(top).items()}
ALL = imports(PATHS)
FORMATS_OPEN = {f"lingopoint.formats.{row.module}" for row in FORMATS}


def _pure(name: str) -> bool:
    return name.partition(".")[0] == "lingopoint" and room(name, "lingopoint") not in IMPURE


def _tops(name: str) -> set[str]:
    return {one.module.partition(".")[0] for one in ALL[name] if one.module not in PURE_PARTS}


def test_the_core_is_found() -> None:
    assert {room(name, "lingopoint") for name in PATHS} - {""} == ROOMS.keys()
    assert {name.partition(".")[0] for name in PATHS} == PACKAGES.keys()
    families = {room(name, "lingopoint.formats") for name in PATHS} - {"", *EVERYBODYS, *INDEX}
    assert families == FAMILIES.keys()


# Purity


@pytest.mark.parametrize("name", sorted(filter(_pure, PATHS)))
def test_a_core_module_reaches_nothing_outside(name: str) -> None:
    assert not _tops(name) & FORBIDDEN
    assert not {room(one.module, "lingopoint") for one in ALL[name]} & IMPURE
    if name != IMPORTS_FORMATS:
        assert not FORBIDDEN_CALLS.search(PATHS[name].read_text(encoding="utf-8"))


def test_only_adapters_and_the_composition_root_know_aws() -> None:
    knowing = {room(name, "lingopoint") for name in PATHS if name.startswith("lingopoint.") and _tops(name) & AWS}
    assert knowing <= {"adapters", "wiring"}


# Arrows


def test_packages_import_only_what_is_inside_them() -> None:
    wrong = {
        f"{name} imports {one.module}"
        for name, of in ALL.items()
        for one in of
        if (other := one.module.partition(".")[0]) in PACKAGES
        and other not in (own := name.partition(".")[0], *PACKAGES[own])
    }
    assert wrong == set()


def test_rooms_import_only_what_is_below_them() -> None:
    assert forbidden(ALL, "lingopoint", ROOMS) == []


def test_what_rooms_may_import_they_do() -> None:
    used = {
        (of, other)
        for name, found in ALL.items()
        for one in found
        if (of := room(name, "lingopoint")) != (other := room(one.module, "lingopoint"))
    }
    assert {(of, other) for of, allowed in ROOMS.items() for other in allowed} <= used


def test_families_use_only_the_families_below_them() -> None:
    allowed = {family: (*below, *EVERYBODYS) for family, below in FAMILIES.items()}
    allowed |= (
        dict.fromkeys(EVERYBODYS, ("options",)) | ON_OTHERS | {"registry": ("table", "foreign", "options", *FAMILIES)}
    )
    assert forbidden(ALL, "lingopoint.formats", allowed) == []


def test_families_use_what_others_show_and_the_formats_in_them() -> None:
    assert hidden(ALL) == []


def hidden(found: Imports) -> list[str]:
    """The imports that reach into another family: past its face, and of no format in it."""
    return sorted(
        f"{name} imports {one.name} of {one.module}"
        for name, of in found.items()
        for one in of
        if (family := room(one.module, "lingopoint.formats")) in FAMILIES
        and room(name, "lingopoint.formats") != family
        and one.module != f"lingopoint.formats.{family}"
        and not (one.module in FORMATS_OPEN and one.name == "extract")
    )


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_a_face_shows_what_it_lists_and_others_use_all_of_it(family: str) -> None:
    face = f"lingopoint.formats.{family}"
    shown = __import__(face, fromlist=["__all__"]).__all__
    users = {name for name in ALL if room(name, "lingopoint.formats") != family}
    used = {one.name for name in users for one in ALL[name] if one.module == face}
    assert used == set(shown)
    assert {one.name for one in ALL[face]} == set(shown)


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert cycle(ALL) == []


# Sizes


def test_no_folder_of_the_core_is_crowded() -> None:
    folders = [CORE, *(path for path in CORE.rglob("*") if path.is_dir() and path.name != "__pycache__")]
    crowded = {
        folder.relative_to(CORE).as_posix(): count
        for folder in folders
        if (count := len([path for path in folder.iterdir() if path.is_file()])) > MOST_FILES
    }
    assert crowded == {}


def test_the_core_shows_few_names() -> None:
    names = {path.name for path in CORE.iterdir()} - {"__init__.py", "__pycache__", "py.typed"}
    assert len(names) <= MOST_NAMES, sorted(names)


# The checks themselves


@pytest.mark.parametrize("table", [PACKAGES, ROOMS, FAMILIES], ids=["packages", "rooms", "families"])
def test_a_table_has_what_may_be_used_above_what_uses_it(table: dict[str, tuple[str, ...]]) -> None:
    above: set[str] = set()
    for name, below in table.items():
        assert set(below) <= above, name
        above.add(name)


@pytest.mark.parametrize(
    ("package", "table"), [("lingopoint", ROOMS), ("lingopoint.formats", FAMILIES)], ids=["rooms", "families"]
)
def test_an_arrow_that_is_turned_round_is_noticed(package: str, table: dict[str, tuple[str, ...]]) -> None:
    for lower, upper in combinations(table, 2):
        turned = {f"{package}.{lower}.a": frozenset({Import(f"{package}.{upper}.b", "thing")})}
        assert forbidden(turned, package, table) == [f"{package}.{lower}.a imports {package}.{upper}.b"]
    for upper, below in table.items():
        for lower in below:
            straight = {f"{package}.{upper}.a": frozenset({Import(f"{package}.{lower}.b")})}
            assert forbidden(straight, package, table) == []


def test_a_family_that_is_looked_into_is_noticed() -> None:
    name = "lingopoint.formats.office.document"
    fine = [
        Import("lingopoint.formats.xml", "parse"),
        Import("lingopoint.formats.office.runs"),
        Import("lingopoint.formats.values.yaml", "extract"),
    ]
    assert hidden({name: frozenset(fine)}) == []
    for one in (
        Import("lingopoint.formats.xml.spans", "parse"),
        Import("lingopoint.formats.values.yaml", "_plain"),
        Import("lingopoint.formats.values.yaml"),
    ):
        assert hidden({name: frozenset([*fine, one])}) == [f"{name} imports {one.name} of {one.module}"]
        assert hidden({"lingopoint.renditions.document": frozenset([one])})


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"p.a": "p.b", "p.b": ""}, set()),
        ({"p.a": "p.b", "p.b": "p.a"}, {"p.a", "p.b"}),
        ({"p.a": "p.b", "p.b": "p.c", "p.c": "p.a"}, {"p.a", "p.b", "p.c"}),
        ({"p": "p.a", "p.a": "p.b", "p.b": ""}, set()),
        ({"p": "p.a", "p.a": "q", "q": "p.b", "p.b": ""}, {"p", "p.a", "q"}),
    ],
    ids=["straight", "two", "three", "a package that shows its module", "round through a package"],
)
def test_a_circle_is_noticed(found: dict[str, str], expected: set[str]) -> None:
    circle = cycle({name: frozenset({Import(other)} if other else ()) for name, other in found.items()})
    assert set(circle) == expected


def test_every_kind_of_import_is_seen(tmp_path: Path) -> None:
    source = """
import a.b
from c import d, e as f
if TYPE_CHECKING:
    from g import h
def function():
    from i.j import k
"""
    assert imports_of(source, {"c.d"}) == {
        *(Import("a.b"), Import("c.d"), Import("c", "e")),
        *(Import("g", "h"), Import("i.j", "k")),
    }
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "__init__.py").write_text("from p.a import x")
    (tmp_path / "p" / "a.py").write_text("import p")
    assert imports(modules(tmp_path)) == {"p": {Import("p.a", "x")}, "p.a": {Import("p")}}
