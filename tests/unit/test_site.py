"""A page of a website under a language: which of its addresses change, and that nothing else does."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.config import Config
from lingopoint.formats.html import start_tags
from lingopoint.renditions.site import Addresses, label, localise

SITE = Config(
    site=True,
    site_url="https://example.com",
    languages=("fr", "pt", "zh-TW"),
    site_exclude=("docs/api/*",),
    site_keep_links=("as-is",),
)


def localised(html: str, key: str = "docs/guide/page.html", language: str = "fr", config: Config = SITE) -> str:
    return localise(html.encode(), key, language, config).decode()


@pytest.mark.parametrize(
    ("address", "becomes"),
    [
        ("/docs/other.html", "/fr/docs/other.html"),
        ("/docs/", "/fr/docs/"),
        ("/", "/fr/"),
        ("/docs/other", "/fr/docs/other"),
        ("/docs/other.html?page=2#end", "/fr/docs/other.html?page=2#end"),
        ("/docs/gu%C3%ADa%20uno.html", "/fr/docs/gu%C3%ADa%20uno.html"),
        ("/files/report.docx", "/fr/files/report.docx"),
        ("https://example.com/docs/", "https://example.com/fr/docs/"),
        ("https://EXAMPLE.com/docs/", "https://EXAMPLE.com/fr/docs/"),
        ("https://example.com", "https://example.com/fr/"),
        ("//example.com/docs/", "//example.com/fr/docs/"),
        ("../../../../up.html", "/fr/up.html"),
    ],
)
def test_a_link_to_a_page_gets_the_language(address: str, becomes: str) -> None:
    assert localised(f'<a class="x" href="{address}">x</a>') == f'<a class="x" href="{becomes}">x</a>'


@pytest.mark.parametrize(
    "address",
    [
        *("other.html", "../other/", "./", "#end", "?page=2", ""),
        *("https://elsewhere.org/docs/", "//elsewhere.org/x", "mailto:a@example.com", "javascript:go()", "tel:1"),
        *("/fr/docs/", "/pt/docs/", "/zh-tw/docs/", "/docs/x?lang=de"),
        *(
            "/img/a.png",
            "/app.js",
            "/style.css",
            "/film.mp4",
            "https://[broken",
            "data:text/html,x",
            "/docs/api/a.html",
        ),
    ],
)
def test_what_is_right_as_it_stands_stays(address: str) -> None:
    html = f'<a href="{address}">x</a>'
    assert localised(html) == html


def test_a_relative_link_to_what_stays_in_the_original_leads_there() -> None:
    assert localised('<a href="../api/a.html">x</a>') == '<a href="/docs/api/a.html">x</a>'


@pytest.mark.parametrize(
    "link",
    [
        '<a hreflang="de" href="/docs/">x</a>',
        '<a translate="no" href="/docs/">x</a>',
        '<a class="big as-is" href="/docs/">x</a>',
        '<form method="post" action="/docs/">',
        '<img src="/docs/x.html">',
        '<link rel="stylesheet" href="/docs/x">',
        '<link rel="alternate" hreflang="de" href="/docs/">',
        "<script>\"<a href='/docs/'>\"</script>",
        "<!-- <a href='/docs/'> -->",
        "<textarea><a href='/docs/'></textarea>",
        "</a href='/docs/'>",
    ],
)
def test_what_is_no_link_to_a_page_or_is_to_stay_stays(link: str) -> None:
    assert localised(link) == link


def test_the_same_is_found_however_it_is_written() -> None:
    assert localised("<A HREF=/docs/>x</A>") == '<A HREF="/fr/docs/">x</A>'
    assert localised("<a\nhref = '/a&amp;b/'>") == '<a\nhref = "/fr/a&amp;b/">'
    assert localised('<form action="/search/">') == '<form action="/fr/search/">'
    assert localised('<link rel="next" href="/p/2/">') == '<link rel="next" href="/fr/p/2/">'


def test_a_page_that_leads_on_leads_on_in_the_language() -> None:
    moved = '<meta http-equiv="refresh" content="0; url={}">'
    assert localised(moved.format("/new/")) == moved.format("/fr/new/")
    assert localised(moved.format("'/new/'")).replace("&#x27;", "'") == moved.format("'/fr/new/'")
    for stays in ("https://elsewhere.org/", "new.html"):
        assert localised(moved.format(stays)) == moved.format(stays)


def test_what_a_page_says_of_itself_follows() -> None:
    head = (
        '<link rel="canonical" href="https://example.com{0}/docs/"><meta property="og:url" content="{0}/docs/">'
        '<script type="application/ld+json">{{"inLanguage": "{1}", "url": "/docs/"}}</script>'
    )
    assert localised(head.format("", "en-GB")) == head.format("/fr", "fr")
    of_original = replace(SITE, site_canonical="original")
    link = '<link rel="canonical" href="{}">'
    assert localised(link.format("https://example.com/docs/"), config=of_original) == link.format(
        "https://example.com/docs/"
    )
    assert localised(link.format("./"), config=of_original) == link.format("/docs/guide/")


def test_a_base_is_what_relative_links_are_relative_to() -> None:
    html = '<base href="/docs/"><a href="other.html">x</a><a href="#end">y</a>'
    assert localised(html) == html.replace("other.html", "/fr/docs/other.html")


def test_scripts_that_would_undo_the_translation_are_left_out() -> None:
    config = replace(SITE, site_drop_scripts=("/assets/app.*.js",))
    page = (
        '<link rel="modulepreload" href="/assets/app.1.js"><script src="/assets/app.1.js"></script><script>1</script>'
    )
    assert localised(page, config=config) == "<script>1</script>"
    assert localised(page) == page


def test_a_label_stands_first_in_the_body_and_leads_to_the_original() -> None:
    html = "<html><head><title>x</title></head><body class='x'><p>y</p><body></html>"
    said = label("ar", "https://example.com/docs/?a&b")
    page = localise(html.encode(), "docs/index.html", "ar", SITE, said).decode()
    assert page.count("lingopoint-label") == 1
    assert page.startswith("<html><head><title>x</title></head><body class='x'><p role=")
    assert 'dir="rtl"' in page
    assert "https://example.com/docs/?a&amp;b" in page
    assert page.isascii()
    assert 'lang="en"' in label("ha", "/")


def test_an_index_is_its_folder() -> None:
    assert Addresses("docs/index.html", "fr", SITE).absolute() == "https://example.com/docs/"
    assert Addresses("docs/a b.html", "fr", SITE).absolute("fr") == "https://example.com/fr/docs/a%20b.html"


FRAGMENTS = st.sampled_from(
    [
        *("<a href=/docs/>", "<a href='", '<a href="/x/">', "<script>", "</script>", "<!--", "-->", "<body>", "</a>"),
        *("x", " ", ">", '"', "'", "<", "é", "&amp;", "<base href=/b/>", "<link rel=canonical href=/c/>", "\x00"),
    ]
)


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
def test_a_page_that_is_read_twice_changes_once_and_only_in_its_addresses(html: str) -> None:
    once = localised(html)
    assert localised(once) == once
    assert [tag.name for tag in start_tags(once.encode())] == [tag.name for tag in start_tags(html.encode())]


def test_a_folder_whose_first_page_is_excluded_keeps_its_address() -> None:
    config = replace(SITE, site_exclude=("docs/api/index.html", "blog/*.html"))
    for address in ("/docs/api/", "/blog/", "/blog/a.html"):
        assert localised(f'<a href="{address}">x</a>', config=config) == f'<a href="{address}">x</a>'
    assert localised('<a href="/docs/">x</a>', config=config) == '<a href="/fr/docs/">x</a>'
