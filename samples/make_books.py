"""Writes leaflet.odt and booklet.epub with nothing but the standard library: `python samples/make_books.py`.

A leaflet with what sentences of an OpenDocument really hold: spans, a link, a note, tabs, a date that is a field; and a
book of two short chapters with its tables of contents. The same bytes come out every time.
"""

import zipfile
from pathlib import Path

HERE = Path(__file__).parent
_EPOCH = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (("office", "office"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"))
)

CONTENT = f"""<office:document-content{_SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">\
<office:automatic-styles><style:style style:name="T1" style:family="text">\
<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles><office:body><office:text>\
<text:h text:outline-level="1">How to care for your lantern</text:h>
<text:p>Your lantern is <text:span text:style-name="T1">more than a hundred</text:span> years old. Please clean its \
glass once a week<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>\
<text:note-body><text:p>Only when it is cold.</text:p></text:note-body></text:note> with a soft cloth.</text:p>
<text:p>Spare wicks are in <text:a xlink:type="simple" xlink:href="https://www.harbourlight.example/wicks">our \
shop</text:a>, and they cost less than a coffee.</text:p>
<text:p>Printed on <text:date text:date-value="2026-05-04">4 May 2026</text:date>.</text:p>
</office:text></office:body></office:document-content>"""

_LEAFLET = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" \
manifest:version="1.3"><manifest:file-entry manifest:full-path="/" \
manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" \
manifest:media-type="text/xml"/></manifest:manifest>"""

_CONTAINER = """<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>\
<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""

_PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:6a1f0b52-7d3c-4b7e-9a58-0f6e5d2c1b40</dc:identifier>
<dc:title>The lantern maker</dc:title><dc:language>en</dc:language>
<dc:description>Two evenings in a workshop by the sea.</dc:description>
<meta property="dcterms:modified">2026-05-04T09:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="one"/><itemref idref="two"/></spine></package>"""


def _page(title: str, body: str) -> str:
    spaces = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en"'
    return f"<html {spaces}><head><title>{title}</title></head>\n<body>{body}</body></html>"


NAV = _page(
    "Contents",
    '<nav epub:type="toc"><ol><li><a href="one.xhtml">The first evening</a></li>'
    '<li><a href="two.xhtml">The second evening</a></li></ol></nav>',
)
FIRST = _page(
    "The first evening",
    "<h1>The first evening</h1>\n<p>When the rain stopped, <em>nobody</em> had come to fetch the lantern.</p>\n"
    '<p>She put it into the window, where the sea could see it<a epub:type="noteref" href="#n1">1</a>.</p>\n'
    '<aside epub:type="footnote" id="n1"><p>So they say in Port Ellery.</p></aside>',
)
SECOND = _page(
    "The second evening",
    "<h1>The second evening</h1>\n<p>It was still burning, and it was not <strong>her</strong> oil.</p>",
)


def write_leaflet(path: Path) -> None:
    """The OpenDocument at `path`."""
    _write(
        path,
        "application/vnd.oasis.opendocument.text",
        {"content.xml": CONTENT, "META-INF/manifest.xml": _LEAFLET},
    )


def write_booklet(path: Path) -> None:
    """The book at `path`."""
    chapters = {"book/nav.xhtml": NAV, "book/one.xhtml": FIRST, "book/two.xhtml": SECOND}
    parts = {"META-INF/container.xml": _CONTAINER, "book/package.opf": _PACKAGE, **chapters}
    _write(path, "application/epub+zip", parts)


def _write(path: Path, media_type: str, parts: dict[str, str]) -> None:
    """Stored, not compressed: how far bytes compress differs between versions of zlib."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _EPOCH), media_type)
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), _HEAD + content)


if __name__ == "__main__":
    write_leaflet(HERE / "leaflet.odt")
    write_booklet(HERE / "booklet.epub")
