"""OpenDocument and books through zipfile and lxml: the same parts, elements, attributes and other files."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from tests.corpora import checks_html
from tests.corpora.measure.pairs_archives import attributes
from tests.corpora.traces import different

_PAGES = (".xhtml", ".html", ".htm")
_TEXTS = ("content.xml", "styles.xml", "meta.xml", ".opf", ".ncx", ".svg")


def check(before: bytes, after: bytes) -> Iterator[str]:
    """By the parts of the archive; those without text are to stay byte for byte."""
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        yield from different("parts", old.namelist(), new.namelist())
        if new.testzip():
            yield "a part is damaged"
        for name in old.namelist():
            one, other = old.read(name), new.read(name)
            if name.endswith(_PAGES):
                yield from checks_html.check(one.decode(), other.decode())
            elif name.endswith(_TEXTS):
                yield from different(name, *(list(_elements(part)) for part in (one, other)))
            elif one != other:
                yield f"{name} changed"


def check_odf_flat(before: str, after: str) -> Iterator[str]:
    """The same, of a document that is one file of XML."""
    yield from different(
        "elements", *(list(_elements(page.removeprefix("\ufeff").encode())) for page in (before, after))
    )


def _elements(part: bytes) -> Iterator[object]:
    """Every element with its attributes, but for those that readers see and those that say a language."""
    for element in etree.fromstring(part).iter(etree.Element):
        yield element.tag, attributes(element)
