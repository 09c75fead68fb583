"""Documents of every format, and files as translators' tools give them back."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree
from translate.storage.xliff2 import Xliff2File

from tests.formats.odf.documents import xml
from tests.formats.office.documents import word
from tests.support import ROOT

CORE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
X = f"{{{CORE}}}"

STORED = [
    *(path for path in sorted((ROOT / "samples").iterdir()) if path.is_file() and path.suffix != ".py"),
    *(path for path in sorted((ROOT / "tests" / "corpora" / "own").iterdir()) if path.is_file()),
]

MADE = {
    "letter.eml": b"Subject: Opening hours\r\nContent-Type: text/plain\r\n\r\nThe shop opens at nine.\r\n",
    "film.ass": b"[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,The {\\i1}shop{\\i0} opens.\n",
    "film.ttml": b'<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s">It opens.<br/>At nine.</p></div>'
    b"</body></tt>",
    "shop.ftl": b"# How it is greeted\nwelcome = Welcome to our { $place }\n    .title = Opening hours\n",
    "shop.toml": b'title = "Opening hours of the shop"\n',
    "shop.ts": b'<!DOCTYPE TS><TS version="2.1"><context><name>Shop</name><message><source>The shop is open</source>'
    b'<extracomment>On the door</extracomment><translation type="unfinished"></translation></message></context></TS>',
    "shop.adoc": b"= Opening hours\n\nThe *shop* opens at `9`, see https://a.example/map[the map].\n\n* A first item\n",
    "shop.rst": b"Opening hours\n=============\n\nThe *shop* opens at ``9``, see `the map <https://a.example/map>`_.\n",
    "shop.fodt": xml(
        "document",
        "<office:body><office:text><text:p>The <text:span>shop</text:span> opens.</text:p></office:text></office:body>",
    ).encode(),
    "shop.docx": word(
        "<w:r><w:t>The </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>shop</w:t></w:r><w:r><w:t> opens.</w:t></w:r>"
    ),
    "shop.utf16.txt": "The café opens at nine.\n".encode("utf-16"),
}


def tree(file: bytes) -> Any:
    """The root of a file."""
    return etree.fromstring(file)


def written(root: Any) -> bytes:
    """A tree as a file again."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return data


def translated(file: bytes, say: Callable[[str], str]) -> bytes:
    """The file with a target for every segment: its source, each run of text as `say` has it."""
    root = tree(file)
    for segment in root.iter(f"{X}segment"):
        for old in segment.findall(f"{X}target"):
            segment.remove(old)
        target = deepcopy(segment.find(f"{X}source"))
        target.tag, target.tail = f"{X}target", None
        for element in target.iter():
            element.text = element.text and say(element.text)
            element.tail = element.tail and say(element.tail)
        segment.append(target)
    return written(root)


def unit(file: bytes, number: int, source: str, target: str = "") -> bytes:
    """The file with one unit's only segment written anew, as XML. Without a target it has none."""
    root = tree(file)
    found = next(each for each in root.iter(f"{X}unit") if each.get("id").startswith(f"u{number}-"))
    segment = found.find(f"{X}segment")
    for old in list(segment):
        segment.remove(old)
    targets = f"<target>{target}</target>" if target else ""
    for each in etree.fromstring(f'<a xmlns="{CORE}"><source>{source}</source>{targets}</a>'):
        segment.append(each)
    return written(root)


def pieces(file: bytes, number: int, content: str) -> bytes:
    """The file with other segments in the place of a unit's own one."""
    root = tree(file)
    found = next(each for each in root.iter(f"{X}unit") if each.get("id").startswith(f"u{number}-"))
    found.remove(found.find(f"{X}segment"))
    for each in etree.fromstring(f'<a xmlns="{CORE}">{content}</a>'):
        found.append(each)
    return written(root)


def independent(file: bytes) -> Any:
    """The file as a reader of XLIFF has it that knows nothing of ours."""
    read: Callable[[bytes], Any] = Xliff2File.parsestring
    return read(file)


def stored_in(folder: Path, name: str, data: bytes) -> Path:
    """A file of these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path
