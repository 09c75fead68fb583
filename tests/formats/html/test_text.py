"""Text of pages: hyphens that are only layout, references as they were spelled, and the language that a page states."""

import pytest

from lingopoint.formats.options import Options
from lingopoint.translation.protect import protect
from lingopoint.unit import Code
from tests.formats.changes import extracted, same, texts, translated


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("open the refri&shy;gerator", "open the refrigerator"),
        ("open the refri\u00adgerator", "open the refrigerator"),
        ("wash&#8203; your hands", "wash your hands"),
        ("the well&#8209;known rule", "the well-known rule"),
        ("the well\u2011known rule", "the well-known rule"),
        ("the <b>well\u2011known</b> ru\u00adle", "the _well-known_ rule"),
        ("ភាសា\u200bខ្មែរ", "ភាសា\u200bខ្មែរ"),
        ("Please&nbsp;wash", "Please\u00a0wash"),
    ],
)
def test_words_are_sent_whole(text: str, sent: str) -> None:
    for page in (f"<p>{text}</p>", f'<img alt="{text}">') if "<" not in text else (f"<p>{text}</p>",):
        assert texts("html", page) == [sent]
        assert translated("html", page, same) == page


@pytest.mark.parametrize(
    "text",
    [
        "R&D and Q&A & more",
        "AT&amp;T and &amp;#x2192; here",
        "R&D and &amp;#x2192; here",
        "an &#xg; and &unheard; of",
        "the &brandShortName; of it",
        "it&#8217;s &quot;so&quot; &mdash; &nbsp;there",
        "it\u2019s \u2014 so",
        "a &lt; b &#62; c",
        "a &lt;b&gt; tag",
    ],
)
def test_references_come_back_as_they_were(text: str) -> None:
    for page in ("<p>{}</p>", '<img alt="{}">'):
        written = translated("html", page.format(text), lambda part: f"\u00e9 {part}")
        assert written == page.format(f"\u00e9 {text}")


@pytest.mark.parametrize("kept", ["&brandShortName;", "&#xg;", "&amp;#x2192;"])
def test_references_that_are_protected_come_back_as_they_were(kept: str) -> None:
    document = extracted("html", f"<p>See {kept} there</p>")
    parts = protect(document.units[0].parts)
    assert [part.shown for part in parts if isinstance(part, Code)] == [kept.replace("&amp;", "&")]
    written = document.splice([tuple(part if isinstance(part, Code) else part.upper() for part in parts)])
    assert written.data.decode() == f"<p>SEE {kept} THERE</p>"


def test_a_translation_makes_no_reference_of_a_bare_ampersand() -> None:
    assert translated("html", "<p>Q & A", lambda _: "&lt; &copyright &#1; & <b> &") == (
        "<p>&amp;lt; &amp;copyright &amp;#1; & &lt;b&gt; &amp;"
    )


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<meta property="og:locale" content="en_US">', '<meta property="og:locale" content="fr_FR">'),
        ('<meta property="og:locale" content="de_DE">', None),
        ('<meta property="og:locale:alternate" content="en_GB">', None),
        ('<meta http-equiv="Content-Language" content="en">', '<meta http-equiv="Content-Language" content="fr">'),
        ("<meta name=language content=en-GB>", "<meta name=language content=fr-FR>"),
        ('<link rel="canonical" hreflang="en" href="a">', '<link rel="canonical" hreflang="fr" href="a">'),
        ('<link rel="alternate" hreflang="en" href="a">', None),
        ('<a hreflang="en" href="a">It</a>', '<a hreflang="en" href="a">IT</a>'),
    ],
)
def test_what_states_the_language_of_the_page_follows(tag: str, expected: str | None) -> None:
    page = f'<html lang="en">{tag}<p>Words'
    assert translated("html", page, str.upper, Options("fr")) == f'<html lang="fr">{expected or tag}<p>WORDS'
    assert translated("html", page, same) == page
    stays = Options("fr", document_language=False)
    assert tag.partition(">")[0] in translated("html", page, str.upper, stays)


@pytest.mark.parametrize(
    "kept",
    [
        "<!--[if lt IE 9]><p>Please get a new browser</p><![endif]-->",
        "<![if !IE]>",
        "<!--[if !mso]><!-->",
        "<!--<![endif]-->",
    ],
)
def test_conditional_comments_stay(kept: str) -> None:
    assert translated("html", f"<p>one</p>{kept}<p>two {kept} three</p>", str.upper) == (
        f"<p>ONE</p>{kept}<p>TWO {kept} THREE</p>"
    )
