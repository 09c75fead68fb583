"""HTML: what a reader sees is a unit, everything else keeps its bytes."""

import pytest

from lingopoint.formats.html.document import extract
from lingopoint.formats.options import Options
from lingopoint.unit import Code, CodeKind, Document, Part, Parts

FRENCH = Options(target="fr")


def read(document: str, target: str = "fr") -> Document:
    return extract(document.encode(), Options(target=target))


def shapes(document: str) -> list[str]:
    """Each unit as a line: codes as <1>, </1>, <2/> and [what is shown]."""
    return ["".join(map(_shape, unit.parts)) for unit in read(document).units]


def _shape(part: Part) -> str:
    if isinstance(part, str):
        return part
    forms = {CodeKind.OPEN: "<{}>", CodeKind.CLOSE: "</{}>", CodeKind.LONE: "<{}/>", CodeKind.KEEP: "[{1}]"}
    return forms[part.kind].format(part.number, part.shown)


def translated(document: str, *targets: str | None, options: Options = FRENCH) -> str:
    """The document with the text of each unit replaced; codes stay where they are, after the text."""
    found = extract(document.encode(), options)
    parts: list[Parts | None] = [
        None if target is None else (target, *(part for part in unit.parts if isinstance(part, Code)))
        for unit, target in zip(found.units, targets, strict=True)
    ]
    return found.splice(parts).data.decode()


def shouted(document: str, target: str = "fr") -> str:
    """The document with all human text in capitals."""
    found = read(document, target)
    parts = [tuple(part.upper() if isinstance(part, str) else part for part in unit.parts) for unit in found.units]
    return found.splice(parts).data.decode()


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("Just words", ["Just words"]),
        ("<p>One.<p>Two.", ["One.", "Two."]),
        ("<p>Say <b>it <i>now</i></b>, please", ["Say <1>it <2>now</2></1>, please"]),
        ("<p>12 &ndash; 34</p><hr><p>...</p>", []),
        ("<ul><li><a href=a>First</a><li><a href=b>Second</a></ul>", ["First", "Second"]),
        ("<td>Name<td>Age<tr><th>Sum", ["Name", "Age", "Sum"]),
        ("<p>12 Main Street<br>Springfield", ["12 Main Street", "Springfield"]),
        ("<label>Name <input></label><button>Save</button> <button>Quit</button>", ["Name", "Save", "Quit"]),
        ("<x-card>One</x-card><x-card>Two</x-card>", ["One", "Two"]),
        ("<noscript><p>Needs <b>scripts</b></noscript>", ["Needs <1>scripts</1>"]),
        ("<title>Fish &amp; chips, 1 < 2</title>", ["Fish & chips, 1 < 2"]),
        ("<select><option>Red<option selected>Blue</select>", ["Red", "Blue"]),
        ("a < b, c <3 d & e", ["a < b, c <3 d & e"]),
    ],
)
def test_sentence_is_the_text_between_two_blocks(document: str, expected: list[str]) -> None:
    assert shapes(document) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("<p> <b>All bold</b> </p>", ["All bold"]),
        ("<p><a href=x><span><i class=icon></i> Home</span></a>", ["Home"]),
        ("<p><b>Note:</b> read this", ["<1>Note:</1> read this"]),
        ("<p><img src=a> Caption <img src=b>", ["Caption"]),
        ("<p>&nbsp; Indented&nbsp;&#160;</p>", ["Indented"]),
        ("<p>\u3000段落", ["段落"]),
        ('<h2>Usage <a href="#u">¶</a></h2>', ["Usage"]),
        ('<h2><a href="#u">§</a>Usage</h2>', ["Usage"]),
        ("<p>(see <a href=x>there</a>)", ["(see <1>there</1>)"]),
        ("<p><code>ls</code> lists files", ["[ls] lists files"]),
        ("<!-- top --><p>Text<!-- end -->", ["Text"]),
    ],
)
def test_what_encloses_a_sentence_stays_outside(document: str, expected: list[str]) -> None:
    assert shapes(document) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("<p><b>one<p>two</b>", ["one", "two"]),
        ("a <b>b <i>c</b> d</i> e <u>f</u> g", ["a", "b", "c", "d", "e <1>f</1> g"]),
        ("<a href=x><p>Linked</p></a>", ["Linked"]),
        ("one </i> two", ["one", "two"]),
    ],
)
def test_tag_without_a_partner_is_a_boundary(document: str, expected: list[str]) -> None:
    assert shapes(document) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("Press <kbd>Ctrl</kbd> or <code>a<span>b</span></code> now", ["Press [Ctrl] or [ab] now"]),
        ("Run <code data-x='>'>a<!-- c --> &lt; b</code> twice", ["Run [a < b] twice"]),
        (f"Hash <code>{'f' * 201}</code> is long", ["Hash <1/> is long"]),
        ("Made by <span translate=no>Acme <i>Inc</i></span> here", ["Made by [Acme Inc] here"]),
        ("By <b class='x notranslate'>Acme</b> only", ["By [Acme] only"]),
        ("Un <i lang=fr-CA>bon</i> mot", ["Un [bon] mot"]),
        ("Un <i lang=de>gut</i> mot", ["Un <1>gut</1> mot"]),
        ("See <svg><title>x</title><path d='M'/></svg> icons", ["See <1/> icons"]),
        ("Let <math><mi>x</mi></math> be", ["Let <1/> be"]),
        ("A <img src=x> here, <!-- note --> there<wbr>abouts", ["A <1/> here, <2/> there<3/>abouts"]),
        ("Dear <?php echo $a > 1 ?>, <%= name %> and <textarea>raw</textarea> say", ["Dear <1/>, <2/> and <3/> say"]),
    ],
)
def test_what_is_no_language_is_kept_within_the_sentence(document: str, expected: list[str]) -> None:
    assert shapes(document) == expected
    assert shouted(document).lower() == document.lower()


@pytest.mark.parametrize(
    "document",
    [
        "<script>var text = 'Hello'</script>",
        "<script>if (a < b) '<!-- <script>x</script> Hello'</script>",
        "<SCRIPT type=x>Hello</SCRIPT >",
        "<style>p { content: 'Hello' }</style>",
        "<pre>Hello <b>there</b></pre>",
        "<pre><!-- Hello --><div>there</div></pre>",
        "<pre><code title='Hello'>there</code></pre>",
        "<svg><text>Hello</text></svg>",
        "<svg><foreignObject><p>Hello</foreignObject></svg>",
        "<iframe>Hello</iframe><xmp><p>Hello</p></xmp><noembed>Hello</noembed>",
        "<object><p>Hello</object><canvas>Hello</canvas>",
        "<textarea>Hello</textarea>",
        "<code>Hello</code>",
        "<code><div>Hello</div></code>",
        "<!-- Hello --><!DOCTYPE Hello><!--[if IE]>Hello<![endif]--><?Hello there?></ Hello>",
        "<![if IE]><!Hello>",
        "<p title='Hello",
        "<!-- Hello <p>there</p>",
        "<plaintext><p>Hello",
        "<% if (x) { %><% } %> <?php print('<p>Hello</p>') ?>",
        "<html translate=no><title>Hello</title><p>there",
    ],
)
def test_what_no_reader_sees_or_no_one_translates_is_untouched(document: str) -> None:
    assert shapes(document) == []


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("<div translate=no>a <p translate=yes>Say <code>x</code> it</p> b</div> Out", ["Say [x] it", "Out"]),
        ("<div translate=no>a<div>b</div>c</div>Out", ["Out"]),
        ("<ul><li translate=no>Acme<li>Out</ul>", ["Out"]),
        ("<p translate=no>Acme <b>x<p>Out", ["Out"]),
        ("<table><tr><td translate=no><i>Acme</i><td>Out", ["Out"]),
        ("<div><p><code>Acme</p>Out</div>", ["Out"]),
        ("<div><span translate=no>Acme</div>Out", ["Out"]),
        ("<div translate=no><svg><path/><br>x</div>Out", ["Out"]),
        ("<p translate=no>Acme <img title=x></p><img translate=no alt=Acme> Out", ["Out"]),
        ("<code translate=yes>Out</code>", ["Out"]),
        ("<p>Say <span translate=no><p translate=yes>In</p>x</span> Out", ["Say", "In", "Out"]),
        ("<pre><!-- x -->a</pre>Out", ["Out"]),
    ],
)
def test_translate_setting_holds_to_the_end_of_its_element(document: str, expected: list[str]) -> None:
    assert shapes(document) == expected


@pytest.mark.parametrize(
    ("target", "language", "count"),
    [
        ("fr", "fr", 0),
        ("fr", "FR-ca", 0),
        ("fr", "fro", 1),
        ("fr-CA", "fr", 1),
        ("zh", "zh-CN", 0),
        ("zh", "zh-Hant", 1),
        ("zh-TW", "zh-Hant", 0),
        ("zh-TW", "zh-CN", 1),
        ("zh", "", 1),
    ],
)
def test_text_that_is_in_the_target_language_already_stays(target: str, language: str, count: int) -> None:
    assert len(read(f"<p lang='{language}'>Text</p>", target).units) == count


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("<img alt='A dog' src=dog.png>", ["A dog"]),
        ("<div title=Help aria-label='Main menu' aria-description=Long></div>", ["Help", "Main menu", "Long"]),
        ("<INPUT TYPE=Submit VALUE=Go><input type=button value=Stop>", ["Go", "Stop"]),
        ("<input placeholder='Your name' value=unseen>", ["Your name"]),
        ("<textarea placeholder=Text>unseen</textarea>", ["Text"]),
        ("<meta name=description content='All about'>", ["All about"]),
        ("<meta property=og:title content=Title>", ["Title"]),
        ("<table summary=Sum><th abbr=No.>12</th></table>", ["Sum", "No."]),
        ("<track label=English><optgroup label=Reds><option label=Crimson></optgroup>", ["English", "Reds", "Crimson"]),
        ("<iframe title=Map></iframe>", ["Map"]),
        ("<p title=One title=Two>", ["One"]),
        ("<p title = 'Spaced  out\n text '>", ["Spaced out text"]),
        ("<p title='Caf&eacute; &copy=1 &notit; &#x41'>", ["Café &copy=1 &notit; A"]),
        ("<p title='one&#10;two'>", ["one<1/>two"]),
    ],
)
def test_attribute_that_a_reader_sees_is_a_unit(document: str, expected: list[str]) -> None:
    assert shapes(document) == expected


@pytest.mark.parametrize(
    "document",
    [
        "<meta name=viewport content='width=device-width'>",
        "<meta http-equiv=refresh content='5; url=there'>",
        "<link rel=stylesheet title=Dark><style title=Dark></style>",
        "<input type=hidden value=secret><button value=secret></button><option value=secret>",
        "<p data-title=secret class=secret id=secret label=secret></p title=secret>",
        "<p title='123'><img alt=''><img alt>",
        "<code title=name></code>",
    ],
)
def test_attribute_that_programs_read_is_none(document: str) -> None:
    assert shapes(document) == []


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        (("Voir ", "Aide"), "<p>Voir <a href=x title=Aide></a><img alt='A dog'></p>"),
        (("Voir ", None), "<p>Voir <a href=x title=Help></a><img alt='A dog'></p>"),
        ((None, "De l'aide"), "<p>See <a href=x title=\"De l'aide\">the page</a> of<img alt='A dog'></p>"),
        ((None, None), "<p>See <a href=x title=Help>the page</a> of<img alt='A dog'></p>"),
    ],
)
def test_attribute_within_a_sentence_is_translated_with_or_without_it(
    targets: tuple[str | None, ...], expected: str
) -> None:
    document = "<p>See <a href=x title=Help>the page</a> of<img alt='A dog'></p>"
    assert shapes(document) == ["See <1>the page</1> of", "Help", "A dog"]
    assert translated(document, *targets, None) == expected


def test_attribute_follows_its_tag_to_another_place_under_another_number() -> None:
    document = read("<p>Read <i>the</i> <a title=Help>page</a> now")
    sentence, attribute = document.units
    italic = [part for part in sentence.parts if isinstance(part, Code) and part.number == 1]
    link = [part._replace(number=7) for part in sentence.parts if isinstance(part, Code) and part.number == 2]
    result = document.splice([(link[0], "page", link[1], " lire ", italic[0], "la", italic[1]), ("Aide",)])
    assert attribute.parts == ("Help",)
    assert result.data == b"<p><a title=Aide>page</a> lire <i>la</i>"


def test_attribute_of_one_of_two_like_tags_is_not_lost() -> None:
    document = "<p>See <a title=Help>one</a> or <a title=Help>two</a>"
    assert translated(document, "Voir", "Aide", None).startswith("<p>Voir<a title=Aide>")


@pytest.mark.parametrize(
    ("document", "target", "expected"),
    [
        ('<p title="a">', 'l\'un "&" <x>', '<p title="l\'un &quot;&amp;&quot; &lt;x&gt;">'),
        ("<p title='a'>", 'l\'un "et"', "<p title='l&#39;un \"et\"'>"),
        ("<p title=a>", "mot", "<p title=mot>"),
        ("<p title=a>", "deux mots", '<p title="deux mots">'),
        ("<p title=a>", "", '<p title="">'),
        ("<p title=a/>", "b/", '<p title="b/">'),
        ("<p title='&nbsp;a '>", "b", "<p title='&nbsp;b '>"),
        ("<p>a", "1 < 2 & </p> &amp;", "<p>1 &lt; 2 &amp; &lt;/p&gt; &amp;amp;"),
        ("<title>a</title>", "</title>", "<title>&lt;/title&gt;</title>"),
        ("<p>a&nbsp;b", "c\xa0d", "<p>c&nbsp;d"),
        ("<p>a&#xA0;b", "c\xa0d", "<p>c&#xA0;d"),
        ("<p>a\xa0b", "c\xa0d", "<p>c\xa0d"),
        ("<p>\n  a\n  b\n</p>", "c", "<p>\n  c\n</p>"),
    ],
)
def test_translation_is_written_as_its_place_needs(document: str, target: str, expected: str) -> None:
    assert translated(document, target) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("caf&eacute; &#8364;&#x20AC;&euro;", "café €€€"),
        ("AT&T &copy2026 &unknown; x", "AT&T ©2026 &unknown; x"),
        ("a&nbsp;&nbsp;b\r\n\t c", "a\xa0\xa0b c"),
        (f"a&#{'9' * 5000};b", "a\ufffdb"),
    ],
)
def test_references_are_resolved_and_white_space_collapses(text: str, expected: str) -> None:
    assert shapes(f"<p>{text}</p>") == [expected]


@pytest.mark.parametrize(
    ("target", "tag", "expected"),
    [
        ("fr", '<html lang="en">', '<html lang="fr">'),
        ("fr", "<html>", '<html lang="fr">'),
        ("fr", "<HTML class=x Lang=en-US>", "<HTML class=x Lang=fr>"),
        ("fr", '<html lang="ar" dir="rtl">', '<html lang="fr" dir="ltr">'),
        ("fr", "<html lang=en dir=ltr>", "<html lang=fr dir=ltr>"),
        ("ar", '<html lang="en" dir="ltr">', '<html lang="ar" dir="rtl">'),
        ("fa-AF", "<html lang=en>", '<html dir="rtl" lang=fa-AF>'),
        ("he", "<html class=x>", '<html lang="he" dir="rtl" class=x>'),
        ("ur", "<html dir=auto lang=en>", "<html dir=auto lang=ur>"),
        ("fr", '<html xml:lang="en" lang="en">', '<html xml:lang="fr" lang="fr">'),
        ("fr", '<html lang="fr">', '<html lang="fr">'),
        ("ar", '<html><body dir="ltr">', '<html lang="ar" dir="rtl"><body dir="rtl">'),
        ("ar", "<html><BODY class=x Dir=LTR>", '<html lang="ar" dir="rtl"><BODY class=x Dir="rtl">'),
        ("fr", "<html lang=he dir=rtl><body dir='rtl'>", '<html lang=fr dir=ltr><body dir="ltr">'),
        ("fr", "<html lang=en><body dir=ltr>", "<html lang=fr><body dir=ltr>"),
        ("ar", "<html><body dir=auto>", '<html lang="ar" dir="rtl"><body dir=auto>'),
        ("ar", '<html><!-- <body dir="ltr"> -->', '<html lang="ar" dir="rtl"><!-- <body dir="ltr"> -->'),
        ("ar", '<html><p dir="ltr">', '<html lang="ar" dir="rtl"><p dir="ltr">'),
    ],
)
def test_document_says_its_new_language(target: str, tag: str, expected: str) -> None:
    assert shouted(f"<!doctype html>{tag}<p>text", target) == f"<!doctype html>{expected}<p>TEXT"


def test_language_stays_when_nothing_was_translated_or_nobody_wants_it() -> None:
    document = '<html lang="en"><p>text'
    assert translated(document, None) == document
    assert translated(document, "mot", options=Options(target="fr", document_language=False)) == (
        '<html lang="en"><p>mot'
    )
    assert shouted("<p>text") == "<p>TEXT"


def test_xhtml_keeps_its_own_rules() -> None:
    document = (
        '\ufeff<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head>'
        '<script src="a.js"/><title>Title</title></head><body>'
        "<p>One<br/>two <![CDATA[a > <b>]]> three</p></body></html>"
    )
    assert shapes(document) == ["Title", "One", "two <1/> three"]
    assert shouted(document) == (
        document.replace('"en"', '"fr"').replace("Title<", "TITLE<").replace("One", "ONE").replace("two", "TWO")
    ).replace("three", "THREE")


def test_byte_order_mark_and_line_ends_survive() -> None:
    assert shouted("\ufeffone\r\n<p>\r\ntwo\r\n</p>\r\n") == "\ufeffONE\r\n<p>\r\nTWO\r\n</p>\r\n"
