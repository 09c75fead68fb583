"""Which format an object has. What there is stands here word for word, so that a row that goes is missed."""

import gc

import pytest

from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.table import BY_EXTENSION
from lingopoint.formats.text import document as text

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

_ODF = "application/vnd.oasis.opendocument"
_ODF_KINDS = ("text", "spreadsheet", "presentation", "graphics")

TYPES = {
    "csv": ["text/csv", "text/tab-separated-values"],
    "html": ["text/html", "application/xhtml+xml"],
    "json": ["application/json", "application/ld+json", "application/x-ndjson"],
    "json5": ["application/json5"],
    "notebook": ["application/x-ipynb+json"],
    "mail": ["message/rfc822"],
    "rst": ["text/prs.fallenstein.rst", "text/x-rst"],
    "asciidoc": ["text/asciidoc", "text/x-asciidoc"],
    "toml": ["application/toml", "text/x-toml"],
    "markdown": ["text/markdown", "text/x-markdown"],
    "epub": ["application/epub+zip"],
    "odf": [f"{_ODF}.{kind}{also}" for kind in _ODF_KINDS for also in ("", "-template")],
    "odf_flat": [f"{_ODF}.{kind}-flat-xml" for kind in _ODF_KINDS],
    "office": [_WORD, _EXCEL, _POWERPOINT],
    "po": ["application/x-gettext", "text/x-gettext-translation"],
    "properties": ["text/x-java-properties"],
    "ass": ["text/x-ass", "text/x-ssa"],
    "fluent": ["text/x-fluent"],
    "ics": ["text/calendar"],
    "lrc": ["text/x-lrc"],
    "plist": ["application/x-plist"],
    "sbv": ["text/x-sbv"],
    "ttml": ["application/ttaf+xml", "application/ttml+xml"],
    "xcstrings": ["application/x-xcstrings"],
    "php": ["application/x-httpd-php", "application/x-php", "text/x-php"],
    "qt": ["application/x-linguist", "text/vnd.trolltech.linguist"],
    "srt": ["application/x-subrip", "text/srt"],
    "vtt": ["text/vtt"],
    "xliff": ["application/x-xliff+xml", "application/xliff+xml"],
    "yaml": ["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"],
}
EXTENSIONS = {
    "apple_strings": ["strings"],
    "csv": ["csv", "tsv"],
    "html": ["htm", "html", "xhtml"],
    "json": ["arb", "json", "jsonl", "jsonld", "ndjson"],
    "json5": ["json5", "jsonc"],
    "notebook": ["ipynb"],
    "ass": ["ass", "ssa"],
    "fluent": ["ftl"],
    "ics": ["ics", "ifb"],
    "lrc": ["lrc"],
    "plist": ["plist", "stringsdict"],
    "sbv": ["sbv"],
    "ttml": ["dfxp", "ttml"],
    "xcstrings": ["xcstrings"],
    "php": ["php"],
    "mail": ["eml"],
    "rst": ["rest", "rst"],
    "asciidoc": ["adoc", "asciidoc"],
    "toml": ["toml"],
    "markdown": ["markdown", "md", "mdx", "qmd"],
    "epub": ["epub"],
    "odf": ["odg", "odp", "ods", "odt", "otg", "otp", "ots", "ott"],
    "odf_flat": ["fodg", "fodp", "fods", "fodt"],
    "office": ["docx", "pptx", "xlsx"],
    "po": ["po", "pot"],
    "properties": ["properties"],
    "resx": ["resx"],
    "srt": ["srt"],
    "text": ["text", "txt"],
    "vtt": ["vtt"],
    "xliff": ["xlf", "xliff"],
    "xml": ["xml"],
    "yaml": ["yaml", "yml"],
}
SAY_LITTLE = ["", "application/octet-stream", "binary/octet-stream", "text/plain", "application/xml", "text/xml"]

DOCTYPE = b"<!DOCTYPE html><title>A</title>"
DECLARATION = b"<?xml version='1.0'?>"


def detect(content_type: str, key: str, data: bytes = b"") -> str:
    return registry.detect(content_type, key, data).name


def pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(each, name) for name, several in table.items() for each in several]


@pytest.mark.parametrize(("content_type", "name"), pairs(TYPES))
@pytest.mark.parametrize("key", ["a", "a.html", "a.yaml", "a.png", "html"])
def test_a_specific_content_type_decides_whatever_the_key_is_called(content_type: str, name: str, key: str) -> None:
    for spelling in (content_type, content_type.upper(), f" {content_type} ;charset=x; q=text/html"):
        assert detect(spelling, key, DOCTYPE) == name


@pytest.mark.parametrize(("extension", "name"), pairs(EXTENSIONS))
@pytest.mark.parametrize("content_type", SAY_LITTLE)
def test_where_the_type_says_little_the_extension_decides(extension: str, name: str, content_type: str) -> None:
    for key in (f"a.{extension}", f"A.{extension.upper()}", f"b.png/a.old.{extension}", f"/{extension}"):
        assert detect(content_type, key, b"WEBVTT\n") == name


@pytest.mark.parametrize(
    "content_type",
    ["image/png", "image/svg+xml", "application/pdf", "text/css", "text/javascript", "application/ecmascript"],
)
@pytest.mark.parametrize("key", ["a.html", "a.txt", "a.xml", "a"])
@pytest.mark.parametrize("data", [DOCTYPE, DECLARATION, b"WEBVTT\n"])
def test_a_type_of_something_else_is_no_format_whatever_the_key_is_called(
    content_type: str, key: str, data: bytes
) -> None:
    with pytest.raises(UnreadableError, match=f"^no format for {content_type.replace('+', '.')}$"):
        detect(content_type.upper(), key, data)


@pytest.mark.parametrize("key", ["a", "a.png", "a.html/b", "a.", ""])
def test_without_type_extension_and_telling_bytes_there_is_none(key: str) -> None:
    for content_type, said in (("", "no content type"), ("binary/octet-stream", "binary/octet-stream")):
        with pytest.raises(UnreadableError, match=f"^no format for {said}$"):
            detect(content_type, key, b"Hello")


@pytest.mark.parametrize("head", [b":toc:\n", b"A. Writer <a@example.com>\nv1.0\n:lang: en\n"])
@pytest.mark.parametrize("content_type", ["text/plain", ""])
def test_a_key_of_several_formats_is_told_by_a_title_with_attributes(head: bytes, content_type: str) -> None:
    assert detect(content_type, "a.asc", b"= A title\n" + head) == "asciidoc"
    with pytest.raises(UnreadableError):
        detect(content_type, "a.asc", b"-----BEGIN PGP SIGNATURE-----\n\n" + head)


def test_plain_text_without_an_extension_is_text() -> None:
    for key in ("README", "a/", "a.c/b", "a.", "Dear Ms. Smith", "11:30. A note"):
        assert detect("Text/Plain;charset=utf-8", key, b"Hello") == "text"


OF_OTHERS = (
    b"asc c cfg css erb h ini java js jsx less log org pl po2x.py ps1 py rb rs"
    b" scss sh sql storyboard svelte swift tex tf ts tsx vue xaml xib"
)
KEYED = "^XML in which text may be a key"


@pytest.mark.parametrize("extension", OF_OTHERS.decode().split())
@pytest.mark.parametrize("content_type", ["text/plain", "application/octet-stream", "binary/octet-stream", ""])
def test_a_file_of_another_format_is_none_whatever_it_is_stored_as(extension: str, content_type: str) -> None:
    for data in (PROSE, DOCTYPE, b"", b"<html>"):
        with pytest.raises(UnreadableError, match=rf"^no format for \.{extension.rpartition('.')[2]}$"):
            detect(content_type, f"a/b.{extension.upper()}", data)


@pytest.mark.parametrize("key", ["README.debian", "notes.v2", "letter.7", "a.fr", ".message"])
def test_a_file_of_an_extension_that_is_nobodys_is_text_if_it_reads_like_prose(key: str) -> None:
    extension = key.rpartition(".")[2].lower()
    for prose in (
        PROSE,
        PROSE.replace(b"\n", b"\r\n"),
        "Voilà, c\u2019est une lettre écrite à la main.".encode("cp1252"),
    ):
        assert detect("text/plain", key, prose) == "text"
    for other in (
        b"",
        b"\x7fELF\0\0",
        b"a = 1\nb = 2\n",
        b"# Settings of the server, one to a line\nport = 80\nhost = a.example\n",
        b"int main(void) {\n  return 0; /* all is well with it */\n}\n",
        b".TH LS 1\n.SH NAME\nls \\- list directory contents\n",
        b"2026-11-28 07:00:01 INFO server started on port 80\n" * 9,
        b"Nov 28 07:00:01 host cron[812]: (root) CMD (run-parts /etc/cron.hourly)\n" * 9,
        PROSE + b"\n<<<<<<< HEAD\n=======\n>>>>>>> other\n" * 3,
    ):
        with pytest.raises(UnreadableError, match=rf"^no format for \.{extension}, and no prose$"):
            detect("text/plain", key, other)


PROSE = b"""To whom it may concern

Thank you for your letter of last week, which we have read with care.
We are glad to tell you that the house is yours, if you still want it.
"""


@pytest.mark.parametrize(
    "root",
    [
        "<!-- made by hand -->\n<ui version='4.0'>",
        "<interface>",
        '<Window x:Class="A" xmlns="http://schemas.microsoft.com/winfx/2006/xaml/presentation">',
        '<ContentPage xmlns="http://schemas.microsoft.com/dotnet/2021/maui">',
        '<Window xmlns="https://github.com/avaloniaui">',
        '<document type="com.apple.InterfaceBuilder3.CocoaTouch.Storyboard.XIB" version="3.0">',
        '<Project Sdk="Microsoft.NET.Sdk">',
        '<tmx version="1.4">',
    ],
)
def test_xml_in_which_text_may_be_a_key_is_none(root: str) -> None:
    data = DECLARATION + b"\n" + root.encode()
    for content_type, key in (
        *(("text/plain", f"a.{extension}") for extension in ("ts", "xaml", "xml", "foo")),
        *(("application/xml", "a.xml"), ("application/octet-stream", "a.storyboard"), ("application/x+xml", "a")),
    ):
        with pytest.raises(UnreadableError, match=KEYED):
            detect(content_type, key, data)


@pytest.mark.parametrize("root", ["<document>", "<plists>", "<a><plist>", "<uid>", "<project>", "<!-- <plist> --><a>"])
def test_other_xml_is_read(root: str) -> None:
    assert detect("application/xml", "a.xml", DECLARATION + root.encode()) == "xml"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"WEBVTT", "vtt"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n", "vtt"),
        (b"WEBVTT - a title", "vtt"),
        (b"WEBVTT\tNOTE", "vtt"),
        (DOCTYPE, "html"),
        (b"<!doctype HTML>", "html"),
        (b" \t\r\n\n<!doctype html>", "html"),
        (b"\xef\xbb\xbf<!doctype html>", "html"),
        (b"\xef\xbb\xbf \n<html lang='en'>", "html"),
        (b"<HTML>", "html"),
        (DECLARATION + b"<a/>", "xml"),
        (DECLARATION + b"<html >", "html"),
        (DECLARATION + b"<xliff version='1.2'>", "xliff"),
        (DECLARATION + b"<resources><string name='a'>A</string></resources>", "android"),
    ],
)
@pytest.mark.parametrize("content_type", ["", "text/plain", "application/octet-stream"])
def test_first_bytes_that_are_plain_tell_the_format(data: bytes, name: str, content_type: str) -> None:
    assert detect(content_type, "download", data) == name


@pytest.mark.parametrize(
    "data",
    [
        b"WEBVTTED",
        b"a WEBVTT\n",
        b"<htmlx>",
        b"<!-- <html> -->",
        b"<?xmlx ?>",
        b"Write <!doctype html> first",
        b" " * 8192 + DOCTYPE,
        b"\xef\xbb\xbf\xef\xbb\xbf<html>",
    ],
)
def test_other_first_bytes_tell_nothing(data: bytes) -> None:
    assert detect("text/plain", "download", data) == "text"
    with pytest.raises(UnreadableError):
        detect("", "download", data)


SCHEMA = b'<root>\n <!-- Microsoft ResX -->\n <xsd:schema id="root" xmlns="">'


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<a/>", "xml"),
        (b"", "xml"),
        (b"<xliff>", "xliff"),
        (b"<x:xliff xmlns:x='urn'>", "xliff"),
        (b"<xliffs>", "xml"),
        (b"<resources/>", "android"),
        (b"<resourcesx>", "xml"),
        (b"<root><resheader name='a'>", "resx"),
        (b"<root>\n  <resheader name='a'>", "resx"),
        (b"<root><resheaders>", "xml"),
        (SCHEMA, "resx"),
        (SCHEMA.replace(b'id="root"', b'id="other"'), "xml"),
        (b"<root><data name='a'>", "xml"),
        (b"<html>", "html"),
        (b" " * 8190 + b"<html>", "xml"),
        (b" " * 8186 + b"<html>", "html"),
    ],
)
@pytest.mark.parametrize("content_type", ["application/xml", "text/xml", "Application/Atom+XML", "text/x+xml"])
def test_xml_is_told_by_its_root(data: bytes, name: str, content_type: str) -> None:
    for key in ("a.xml", "a.XML"):
        assert detect(content_type, key, data) == name


@pytest.mark.parametrize("key", ["a.html", "a", "a.resx"])
def test_xml_of_a_kind_of_its_own_is_xml_whatever_the_key_is_called(key: str) -> None:
    assert detect("application/rss+xml", key, b"<rss>") == "xml"


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/xml"])
def test_a_resx_file_needs_no_schema(content_type: str) -> None:
    assert detect(content_type, "Strings.resx", b"<root><data name='a'><value>A</value></data></root>") == "resx"


def test_only_documents_in_archives_are_read_as_they_are() -> None:
    found = [registry.detect("", f"a.{extension}", b"") for extension, _ in pairs(EXTENSIONS)]
    assert {kind.name for kind in found if kind.binary} == {"epub", "mail", "odf", "office"}


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("fails", [True, False])
def test_garbage_is_collected_again_after_a_document_if_it_was_before(
    on: bool, fails: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    while_read: list[bool] = []

    def extract(data: bytes, options: Options) -> None:
        while_read.append(gc.isenabled())
        if fails:
            raise UnreadableError("no")

    monkeypatch.setattr(text, "extract", extract)
    was_on = gc.isenabled()
    (gc.enable if on else gc.disable)()
    try:
        registry.detect("", "a.txt", b"").extract(b"", Options("fr"))
    except UnreadableError:
        assert fails
    finally:
        after = gc.isenabled()
        (gc.enable if was_on else gc.disable)()
    assert (while_read, after) == ([False], on)


STORED_AS = {
    **dict.fromkeys(["txt", "text", "strings"], "text/plain"),
    **dict.fromkeys(["htm", "html"], "text/html"),
    **dict.fromkeys(["md", "mdx", "qmd", "markdown"], "text/markdown"),
    **dict.fromkeys(["json", "arb"], "application/json"),
    "jsonld": "application/ld+json",
    **dict.fromkeys(["jsonl", "ndjson"], "application/x-ndjson"),
    **dict.fromkeys(["yaml", "yml"], "application/yaml"),
    **dict.fromkeys(["po", "pot"], "text/x-gettext-translation"),
    **dict.fromkeys(["xlf", "xliff"], "application/xliff+xml"),
    **dict.fromkeys(["xml", "resx"], "application/xml"),
    **dict.fromkeys(["json5", "jsonc"], "application/json5"),
    "ipynb": "application/x-ipynb+json",
    "ftl": "text/x-fluent",
    "ass": "text/x-ass",
    "ssa": "text/x-ssa",
    "lrc": "text/x-lrc",
    "sbv": "text/x-sbv",
    **dict.fromkeys(["ics", "ifb"], "text/calendar"),
    **dict.fromkeys(["plist", "stringsdict"], "application/x-plist"),
    **dict.fromkeys(["dfxp", "ttml"], "application/ttml+xml"),
    "xcstrings": "application/x-xcstrings",
    "php": "text/x-php",
    "eml": "message/rfc822",
    **dict.fromkeys(["rest", "rst"], "text/x-rst"),
    **dict.fromkeys(["adoc", "asciidoc"], "text/asciidoc"),
    "toml": "application/toml",
    "xhtml": "application/xhtml+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "properties": "text/x-java-properties",
    "srt": "application/x-subrip",
    "vtt": "text/vtt",
    "epub": "application/epub+zip",
    **{f"od{kind[0]}": f"{_ODF}.{kind}" for kind in _ODF_KINDS},
    **{f"ot{kind[0]}": f"{_ODF}.{kind}-template" for kind in _ODF_KINDS},
    **{f"fod{kind[0]}": f"{_ODF}.{kind}-flat-xml" for kind in _ODF_KINDS},
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def test_what_files_of_each_extension_are_stored_as() -> None:
    assert {extension: each.extensions[extension] for extension, each in BY_EXTENSION.items()} == STORED_AS
