"""Writes welcome.docx with nothing but the standard library: `python samples/make_docx.py`.

A letter as word processors really save one: sentences cut into runs wherever a format changes or a spelling checker
stopped, a link, a table, a footnote, a header, and marks that are no text. The same bytes come out every time.
"""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
_EPOCH = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_SPELLING = '<w:proofErr w:type="spellStart"/>'
_BREAK = "<w:r><w:br/></w:r>"
_TAB = "<w:r><w:tab/></w:r>"


def run(text: str, style: str = "") -> str:
    """One run: text of one format. `style` is a letter or two of w:b, w:i, w:u."""
    properties = "".join('<w:u w:val="single"/>' if name == "u" else f"<w:{name}/>" for name in style)
    return f'<w:r>{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def link(text: str) -> str:
    """A hyperlink to the target rId3."""
    return f'<w:hyperlink r:id="rId3">{run(text, "u")}</w:hyperlink>'


def paragraph(*content: str, style: str = "") -> str:
    """A paragraph of runs; `style` names a paragraph style."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(content)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of plain cells."""
    cells = ("".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row) for row in rows)
    grid = "<w:gridCol/>" * len(rows[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


BODY = [
    paragraph(run("Welcome to Harbourlight"), style="Heading1"),
    paragraph(run("Dear "), run("Ms. O’Neill", "i"), run(",")),
    paragraph(
        run("Thank you for choosing a "),
        run("Beac", "b"),
        _SPELLING,
        run("on", "b"),
        run(" lamp. It left our workshop "),
        run("this morning", "bi"),
        run(", and should be with you within "),
        run("three days", "u"),
        run("."),
    ),
    paragraph(
        run("Before you switch it on, please read "),
        link("the guide on our site"),
        run(": it takes five minutes & saves an hour."),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
    ),
    paragraph(run("What comes next"), style="Heading2"),
    table(
        ("When", "What we do"),
        ("Today", "We send you the number of your parcel."),
        ("In a week", "We ask whether everything works."),
        ("In a year", "We check your lamp, free of charge."),
    ),
    paragraph(run("Harbourlight Workshop"), _BREAK, run("12 Station Road"), _BREAK, run("Port Ellery, ME 04912")),
    paragraph(run("Telephone:"), _TAB, run("+1 555 0142")),
    paragraph(run("With kind regards,"), style="Closing"),
    paragraph(run("Renée Marchetti")),
]

DOCUMENT = f"""<w:document {_WORD} xmlns:r="{_LINKS}"><w:body>{"".join(BODY)}<w:sectPr>\
<w:headerReference w:type="default" r:id="rId1"/></w:sectPr></w:body></w:document>"""

HEADER = f"<w:hdr {_WORD}>{paragraph(run('Light for people who read at night'))}</w:hdr>"

FOOTNOTES = f"""<w:footnotes {_WORD}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p>\
</w:footnote><w:footnote w:id="2">\
{paragraph("<w:r><w:footnoteRef/></w:r>", run(" You can also print it."))}</w:footnote>\
</w:footnotes>"""

STYLES = f"""<w:styles {_WORD}>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>\
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>\
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>\
<w:style w:type="paragraph" w:styleId="Closing"><w:name w:val="Closing"/></w:style></w:styles>"""

RELATIONS = f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_LINKS}/header" Target="header1.xml"/>\
<Relationship Id="rId2" Type="{_LINKS}/footnotes" Target="footnotes.xml"/>\
<Relationship Id="rId3" Type="{_LINKS}/hyperlink" Target="https://www.harbourlight.example/guide" \
TargetMode="External"/>\
<Relationship Id="rId4" Type="{_LINKS}/styles" Target="styles.xml"/></Relationships>"""

PACKAGE = f"""<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_LINKS}/officeDocument" \
Target="word/document.xml"/></Relationships>"""

CONTENT_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>\
<Override PartName="/word/header1.xml" ContentType="{_TYPES}.header+xml"/>\
<Override PartName="/word/footnotes.xml" ContentType="{_TYPES}.footnotes+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/></Types>"""

PARTS = {
    "[Content_Types].xml": CONTENT_TYPES,
    "_rels/.rels": PACKAGE,
    "word/document.xml": DOCUMENT,
    "word/_rels/document.xml.rels": RELATIONS,
    "word/header1.xml": HEADER,
    "word/footnotes.xml": FOOTNOTES,
    "word/styles.xml": STYLES,
}


def write(path: Path) -> None:
    """The document at `path`. Stored, not compressed: how far bytes compress differs between versions of zlib."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in PARTS.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), _HEAD + content)


if __name__ == "__main__":
    write(HERE / "welcome.docx")
