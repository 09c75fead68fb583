"""`lingopoint site`: a page of download links."""

import re
from collections.abc import Sequence
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from lingopoint_cli.asking import Asking
from lingopoint_cli.objects.links import attachment
from lingopoint_cli.objects.site import build_site
from lingopoint_cli.place import Choice, Place
from lingopoint_cli.tags import Wanted, tagged_name
from tests.client.conftest import ARN, Run

pytestmark = pytest.mark.usefixtures("tagged_keys")

VOID = {"meta", "br", "img", "input", "link"}


class Page(HTMLParser):
    """The elements of a page: their attributes, and the text inside; raises where they do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts.setdefault(self._open[-1], []).append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def build(run: Run, tmp_path: Path) -> "Build":
    return Build(run, tmp_path)


class Build:
    """Builds a site and reads its page."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._run = run
        self._folder = folder

    def __call__(self, *arguments: str) -> Page:
        result = self._run("site", *arguments, "-o", self._folder, "--access-point", ARN)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == f"{self._folder / 'index.html'}\n"
        return Page((self._folder / "index.html").read_text(encoding="utf-8"))


def test_every_document_has_a_link_in_every_language_and_as_written(build: Build) -> None:
    page = build("guide.md", "ContactUs/contact-us.txt", "--to", "pt", "--to", "zh-TW")
    found = [
        (unquote(urlsplit(str(link["href"])).path), link["download"], link.get("hreflang")) for link in page.all("a")
    ]
    assert found == [
        ("/guide.md", "guide.md", None),
        ("/guide.md#pt", "guide.pt.md", "pt"),
        ("/guide.md#zh-TW", "guide.zh-TW.md", "zh-TW"),
        ("/ContactUs/contact-us.txt", "contact-us.txt", None),
        ("/ContactUs/contact-us.txt#pt", "contact-us.pt.txt", "pt"),
        ("/ContactUs/contact-us.txt#zh-TW", "contact-us.zh-TW.txt", "zh-TW"),
    ]


def test_links_are_signed_for_object_lambda_and_name_the_download(build: Build) -> None:
    for link in build("a/guide.md", "--to", "pt", "--expires", "1d").all("a"):
        query = {name: values[0] for name, values in parse_qs(urlsplit(str(link["href"])).query).items()}
        assert "/s3-object-lambda/aws4_request" in query["X-Amz-Credential"]
        assert query["X-Amz-Expires"] == "86400"
        assert query["response-content-disposition"] == f'attachment; filename="{link["download"]}"'


def test_the_table_can_be_read_without_seeing_it(build: Build) -> None:
    page = build("guide.md", "--to", "pt", "--to", "fr")
    assert page.texts["caption"] == ["Downloads"]
    assert page.texts["th"] == ["Document", "As written", "Portuguese (Brazil)", "French", "guide.md"]
    assert [heading["scope"] for heading in page.all("th")] == ["col"] * 4 + ["row"]
    assert page.all("html")[0]["lang"] == "en"
    assert page.texts["a"] == ["guide.md", "guide.pt.md", "guide.fr.md"]


def test_the_page_asks_nobody_else_for_anything(build: Build) -> None:
    page = build("guide.md", "--to", "pt")
    assert page.all("link") == page.all("img") == []
    assert all("src" not in attributes for _, attributes in page.elements)
    assert "url(" not in "".join(page.texts["style"])
    assert not re.search(r"fetch|import|XMLHttpRequest", "".join(page.texts["script"]))


def test_a_key_can_add_no_markup(build: Build) -> None:
    hostile = "a\"><script>alert('1')</script>&amp;$title.txt"
    page = build(hostile, "--to", "pt", "--title", "<b>Bold</b> & $proud")
    assert len(page.all("script")) == 1
    assert page.texts["h1"] == ["<b>Bold</b> & $proud"]
    assert hostile in page.texts["th"]
    assert page.all("a")[1]["download"] == tagged_name(hostile, "pt")


def test_an_own_template_is_used(run: Run, tmp_path: Path) -> None:
    template = tmp_path / "mine.html"
    template.write_text("<h1>$title</h1><table>$languages $documents</table><p>$until $until_iso</p>")
    page = Build(run, tmp_path)("guide.md", "--to", "pt", "--template", str(template), "--title", "Mine")
    assert page.texts["h1"] == ["Mine"]
    assert len(page.all("a")) == 2


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("contact-us.pt.txt", 'attachment; filename="contact-us.pt.txt"'),
        ('two words & 50% "more".txt', 'attachment; filename="two-words-50-more-.txt"'),
        ("Café.txt", "attachment; filename=\"Cafe.txt\"; filename*=UTF-8''Caf%C3%A9.txt"),
        ("目录.txt", "attachment; filename=\"document.txt\"; filename*=UTF-8''%E7%9B%AE%E5%BD%95.txt"),
        ("a\r\nSet-Cookie: b.txt", 'attachment; filename="a-Set-Cookie-b.txt"'),
    ],
)
def test_any_name_fits_into_a_header_and_a_decoded_url(name: str, header: str) -> None:
    assert attachment(name) == header


@pytest.mark.parametrize("text", ["<p>$nothing</p>", "<p>costs $5</p>"])
def test_a_template_that_cannot_be_filled_in_says_what_there_is(run: Run, tmp_path: Path, text: str) -> None:
    template = tmp_path / "mine.html"
    template.write_text(text)
    result = run("site", "a.txt", "--to", "pt", "-o", tmp_path, "--template", template, "--access-point", ARN)
    assert result.exit_code == 2
    assert "$documents" in result.stderr
    assert not (tmp_path / "index.html").exists()


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("contact-us.txt", "contact-us.pt.txt"),
        ("a/b.c/archive.tar.gz", "archive.tar.pt.gz"),
        ("README", "README.pt"),
        (".env", ".env.pt"),
        ("folder/", "folder.pt"),
        ("/", "object.pt"),
    ],
)
def test_a_download_is_named_after_its_language(key: str, name: str) -> None:
    assert tagged_name(key, "pt") == name


def test_each_link_is_made_in_the_way_that_is_answered() -> None:
    def choose(ways: Sequence[Asking]) -> Asking:
        return ways[-1] if ways[0].key.startswith("private/") else ways[0]

    client = Place(Choice(access_point=ARN)).signer()
    links = build_site(client, ARN, ["a.txt", "private/b.txt"], [Wanted("pt")], timedelta(hours=1), choose)
    urls = [urlsplit(link.url) for link in links]
    assert [(unquote(url.path), parse_qs(url.query).get("lang")) for url in urls] == [
        ("/a.txt", None),
        ("/a.txt#pt", None),
        ("/private/b.txt", None),
        ("/private/b.txt", ["pt"]),
    ]
