"""The table of formats: all that is known of a format outside of its module, one row each.

`registry` recognises and imports by it; the client stores files by it, and docs/formats.md is written from it. A new
format is a module and a row (docs/how-to/add-a-format.md).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lingopoint.regex import compile_pattern


@dataclass(frozen=True, slots=True)
class Format:
    """One row.

    `module` is the dotted path below `lingopoint.formats` of the module that has `extract(data, options) -> Document`.

    An object has the format when its Content-Type is one of `types`; or, when that says little, when the extension of
    its key is one of `extensions`, or when `first_bytes` match at its beginning, white space and byte order mark
    skipped. `root` is searched for at the beginning of XML. All names are in lower case.

    `extensions` also says which Content-Type a file of each extension is to be stored with: one from which the format
    is found again.

    A `binary` format is given the object's own bytes; any other is given text, in UTF-8.
    """

    name: str
    module: str
    types: tuple[str, ...] = ()
    extensions: Mapping[str, str] = field(default_factory=dict)
    first_bytes: re.Pattern[bytes] | None = None
    root: re.Pattern[bytes] | None = None
    binary: bool = False


_OOXML = "application/vnd.openxmlformats-officedocument"

_ODF = "application/vnd.oasis.opendocument"
_ODF_TYPES = {
    "odt": "text",
    "ott": "text-template",
    "ods": "spreadsheet",
    "ots": "spreadsheet-template",
    "odp": "presentation",
    "otp": "presentation-template",
    "odg": "graphics",
    "otg": "graphics-template",
}
_EPUB = "application/epub+zip"
_FLAT_TYPES = {"fodt": "text", "fods": "spreadsheet", "fodp": "presentation", "fodg": "graphics"}

FORMATS = (
    Format(
        "odf_flat",
        module="odf.flat",
        types=tuple(f"{_ODF}.{kind}-flat-xml" for kind in _FLAT_TYPES.values()),
        extensions={extension: f"{_ODF}.{kind}-flat-xml" for extension, kind in _FLAT_TYPES.items()},
        root=compile_pattern(rb"<(?:[\w.-]++:)?document\s[^>]*?urn:oasis:names:tc:opendocument:"),
    ),
    Format(
        "xliff",
        module="xml.xliff",
        types=("application/x-xliff+xml", "application/xliff+xml"),
        extensions=dict.fromkeys(("xlf", "xliff"), "application/xliff+xml"),
        root=compile_pattern(rb"<(?:\w+:)?xliff[\s>]"),
    ),
    Format(
        "android",
        module="xml.android",
        root=compile_pattern(rb"<resources[\s>/]"),
    ),
    Format(
        "resx",
        module="xml.resx",
        extensions={"resx": "application/xml"},
        root=compile_pattern(
            rb"<root>\s*(?:<!--.*?-->\s*)?(?:<xsd:schema[^>]*id=\"root\"|<resheader\s)",
            re.DOTALL,
        ),
    ),
    Format(
        "qt",
        module="xml.qt",
        types=("application/x-linguist", "text/vnd.trolltech.linguist"),
        first_bytes=compile_pattern(rb"<!DOCTYPE TS\s*>|<TS[\s>]"),
        root=compile_pattern(rb"<TS[\s>]"),
    ),
    Format(
        "plist",
        module="xml.plist",
        types=("application/x-plist",),
        extensions=dict.fromkeys(("plist", "stringsdict"), "application/x-plist"),
        root=compile_pattern(rb"<plist[\s>]"),
    ),
    Format(
        "ttml",
        module="xml.ttml",
        types=("application/ttaf+xml", "application/ttml+xml"),
        extensions=dict.fromkeys(("dfxp", "ttml"), "application/ttml+xml"),
        root=compile_pattern(rb"<(?:\w+:)?tt[\s>]"),
    ),
    Format(
        "html",
        module="html.document",
        types=("application/xhtml+xml", "text/html"),
        extensions={"htm": "text/html", "html": "text/html", "xhtml": "application/xhtml+xml"},
        first_bytes=compile_pattern(rb"(?i)<!doctype html|<html[\s>]"),
        root=compile_pattern(rb"<html[\s>]"),
    ),
    Format(
        "xml",
        module="xml.document",
        extensions={"xml": "application/xml"},
        first_bytes=compile_pattern(rb"<\?xml "),
    ),
    Format(
        "markdown",
        module="markdown.document",
        types=("text/markdown", "text/x-markdown"),
        extensions=dict.fromkeys(("markdown", "md", "mdx", "qmd"), "text/markdown"),
    ),
    Format(
        "rst",
        module="rst.document",
        types=("text/prs.fallenstein.rst", "text/x-rst"),
        extensions=dict.fromkeys(("rest", "rst"), "text/x-rst"),
    ),
    Format(
        "asciidoc",
        module="asciidoc.document",
        types=("text/asciidoc", "text/x-asciidoc"),
        extensions=dict.fromkeys(("adoc", "asciidoc"), "text/asciidoc"),
        first_bytes=compile_pattern(rb"= \S[^\n]*+\n(?:[^\n]++\n){0,3}?:!?[a-z][\w-]*+!?:[ \t\r\n]"),
    ),
    Format(
        "text",
        module="text.document",
        extensions=dict.fromkeys(("text", "txt"), "text/plain"),
    ),
    Format(
        "json",
        module="values.json",
        types=("application/json", "application/ld+json", "application/x-ndjson"),
        extensions={
            **dict.fromkeys(("arb", "json"), "application/json"),
            "jsonld": "application/ld+json",
            **dict.fromkeys(("jsonl", "ndjson"), "application/x-ndjson"),
        },
    ),
    Format(
        "json5",
        module="values.json5",
        types=("application/json5",),
        extensions=dict.fromkeys(("json5", "jsonc"), "application/json5"),
    ),
    Format(
        "notebook",
        module="markdown.notebook",
        types=("application/x-ipynb+json",),
        extensions={"ipynb": "application/x-ipynb+json"},
    ),
    Format(
        "toml",
        module="values.toml",
        types=("application/toml", "text/x-toml"),
        extensions={"toml": "application/toml"},
    ),
    Format(
        "yaml",
        module="values.yaml",
        types=("application/x-yaml", "application/yaml", "text/x-yaml", "text/yaml"),
        extensions=dict.fromkeys(("yaml", "yml"), "application/yaml"),
    ),
    Format(
        "csv",
        module="values.csv",
        types=("text/csv", "text/tab-separated-values"),
        extensions={"csv": "text/csv", "tsv": "text/tab-separated-values"},
    ),
    Format(
        "fluent",
        module="apps.fluent",
        types=("text/x-fluent",),
        extensions={"ftl": "text/x-fluent"},
    ),
    Format(
        "php",
        module="apps.php",
        extensions={"php": "text/x-php"},
        types=("application/x-httpd-php", "application/x-php", "text/x-php"),
    ),
    Format(
        "xcstrings",
        module="apps.xcstrings",
        types=("application/x-xcstrings",),
        extensions={"xcstrings": "application/x-xcstrings"},
    ),
    Format(
        "properties",
        module="values.properties",
        types=("text/x-java-properties",),
        extensions={"properties": "text/x-java-properties"},
    ),
    Format(
        "apple_strings",
        module="values.apple_strings",
        extensions={"strings": "text/plain"},
    ),
    Format(
        "po",
        module="gettext.po",
        types=("application/x-gettext", "text/x-gettext-translation"),
        extensions=dict.fromkeys(("po", "pot"), "text/x-gettext-translation"),
    ),
    Format(
        "srt",
        module="captions.srt",
        types=("application/x-subrip", "text/srt"),
        extensions={"srt": "application/x-subrip"},
    ),
    Format(
        "vtt",
        module="captions.vtt",
        types=("text/vtt",),
        extensions={"vtt": "text/vtt"},
        first_bytes=compile_pattern(rb"WEBVTT(?:[ \t\r\n]|$)"),
    ),
    Format(
        "ass",
        module="captions.ass",
        types=("text/x-ass", "text/x-ssa"),
        extensions={"ass": "text/x-ass", "ssa": "text/x-ssa"},
    ),
    Format(
        "sbv",
        module="captions.sbv",
        types=("text/x-sbv",),
        extensions={"sbv": "text/x-sbv"},
    ),
    Format(
        "lrc",
        module="captions.lrc",
        types=("text/x-lrc",),
        extensions={"lrc": "text/x-lrc"},
    ),
    Format(
        "ics",
        module="calendars.ics",
        types=("text/calendar",),
        extensions=dict.fromkeys(("ics", "ifb"), "text/calendar"),
        first_bytes=compile_pattern(rb"(?i)BEGIN:VCALENDAR[ \t]*+[\r\n]"),
    ),
    Format(
        "mail",
        module="mail.document",
        types=("message/rfc822",),
        extensions={"eml": "message/rfc822"},
        binary=True,
    ),
    Format(
        "office",
        module="office.document",
        types=(
            f"{_OOXML}.presentationml.presentation",
            f"{_OOXML}.spreadsheetml.sheet",
            f"{_OOXML}.wordprocessingml.document",
        ),
        extensions={
            "docx": f"{_OOXML}.wordprocessingml.document",
            "pptx": f"{_OOXML}.presentationml.presentation",
            "xlsx": f"{_OOXML}.spreadsheetml.sheet",
        },
        binary=True,
    ),
    Format(
        "odf",
        module="odf.document",
        types=tuple(f"{_ODF}.{kind}" for kind in _ODF_TYPES.values()),
        extensions={extension: f"{_ODF}.{kind}" for extension, kind in _ODF_TYPES.items()},
        first_bytes=compile_pattern(rb"(?s)PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\."),
        binary=True,
    ),
    Format(
        "epub",
        module="epub.document",
        types=(_EPUB,),
        extensions={"epub": _EPUB},
        first_bytes=compile_pattern(rb"(?s)PK\x03\x04.{26}mimetypeapplication/epub\+zip"),
        binary=True,
    ),
)
"""Every format. Their order is the one in which roots are tried: a root may be that of an element inside another."""

BY_NAME: Mapping[str, Format] = {each.name: each for each in FORMATS}
BY_TYPE: Mapping[str, Format] = {media_type: each for each in FORMATS for media_type in each.types}
BY_EXTENSION: Mapping[str, Format] = {extension: each for each in FORMATS for extension in each.extensions}
