"""What is written is read again: a unit that would change more than its own words keeps its source, and is counted."""

import re
from collections.abc import Collection, Sequence
from functools import partial

import pytest

from lingopoint.formats.options import Options
from lingopoint.formats.registry import extractor
from lingopoint.formats.soundness import Reread, culprits
from lingopoint.formats.values import extract_value
from lingopoint.unit import Document, Parts, Splice, Spliced, Unit, write_with
from tests.formats.office.documents import document, package, part, run

EVERYTHING = Options("fr", include=("**",))
WORDS = (b"One", b"two", b"three")
ENTRIES = {
    "html": (b"<p>One</p><p>two</p><p>three</p>", b"</p><p>"),
    "xml": (b"<a><p>One</p><p>two</p><p>three</p></a>", b"</p>"),
    "android": (b"<resources><string>One</string><string>two</string><string>three</string></resources>", b"<b>"),
    "xliff": (
        b'<xliff version="1.2"><file>%b</file></xliff>'
        % b"".join(b"<trans-unit><source>%b</source></trans-unit>" % text for text in WORDS),
        b"<target></trans-unit>",
    ),
    "json": (b'["One", "two", "three"]', b'", "'),
    "yaml": (b"- One\n- two\n- three\n", b"a\n- b"),
    "csv": (b"id,text\n1,One\n2,two\n3,three\n", b"a,b"),
    "properties": (b"a=One\nb=two\nc=three\n", b"a\nd=b"),
    "apple_strings": (b'"a" = "One";\n"b" = "two";\n"c" = "three";\n', b'";'),
    "po": (b'msgid "One"\nmsgstr ""\n\nmsgid "two"\nmsgstr ""\n\nmsgid "three"\nmsgstr ""\n', b'"\nmsgid "a'),
    "srt": (
        b"".join(b"%d\n00:00:0%d,000 --> 00:00:0%d,500\n%b\n\n" % (at, at, at, text) for at, text in enumerate(WORDS)),
        b"a\n\n1\n00:00:01,600 --> 00:00:01,900\nb",
    ),
    "vtt": (
        b"WEBVTT\n\n"
        + b"".join(b"00:0%d.000 --> 00:0%d.500\n%b\n\n" % (at, at, text) for at, text in enumerate(WORDS)),
        b"a\n\n00:01.600 --> 00:01.900\nb",
    ),
}
"""A document of three units, and what would break it, written in the place of one."""


def left(found: Document, harm: bytes) -> Spliced:
    """What a document becomes when its second unit is written so."""

    def splice(targets: Sequence[Parts | None]) -> Spliced:
        spliced = found._splice(targets)
        return spliced._replace(data=spliced.data.replace(b"HARM", harm))

    assert found.reread is not None
    return found.reread(splice, found.units, [("ONE",), ("HARM",), ("THREE",)])


@pytest.mark.parametrize("format_", ENTRIES)
def test_a_unit_that_breaks_a_document_stays(format_: str) -> None:
    data, harm = ENTRIES[format_]
    found = extractor(format_)(data, EVERYTHING)
    assert [unit.parts for unit in found.units] == [("One",), ("two",), ("three",)]
    assert left(found, harm) == Spliced(found.splice([("ONE",), None, ("THREE",)]).data, 1)


def test_an_attribute_that_breaks_a_tag_stays() -> None:
    found = extractor("html")(b'<html><p>One</p><p><img alt="two">three</p>', EVERYTHING)
    assert left(found, b'" onload="two') == Spliced(b'<html lang="fr"><p>ONE</p><p><img alt="two">THREE</p>', 1)


def test_a_branch_that_breaks_a_message_stays() -> None:
    message = b"{n, plural, one {One} two {two} other {three}}"
    found = extract_value(message.decode(), EVERYTHING)
    assert left(found, b"two} few {a") == Spliced(b"{n, plural, one {ONE} two {two} other {THREE}}", 1)


def test_what_breaks_a_part_of_an_office_document_stays() -> None:
    paragraphs = "".join(f"<w:p>{run(text)}</w:p>" for text in ("One", "two", "three"))
    data = package({"word/document.xml": ("wordprocessingml.document.main", document(paragraphs))})
    for harm in (b"<w:hyperlink>", b"</w:t></w:r></w:p><w:p><w:r><w:t>", b"\x00"):
        found = extractor("office")(data, EVERYTHING)
        (main,) = found._parts.values()  # type: ignore[attr-defined]
        main._splice = partial(_harmed, main._splice, harm)
        spliced = found.splice([("ONE",), ("HARM",), ("THREE",)])
        words = re.findall("<w:t[^>]*>(.*?)</w:t>", part(spliced.data, "word/document.xml"))
        assert (words, spliced.kept) == (["ONE", "two", "THREE"], 1)


def _harmed(splice: Splice, harm: bytes, targets: Sequence[Parts | None]) -> Spliced:
    spliced = splice(targets)
    return spliced._replace(data=spliced.data.replace(b"HARM", harm))


@pytest.mark.parametrize("bad", [{0}, {3}, {0, 1, 2}, {4, 11}, set(range(12))])
def test_only_what_does_harm_is_left_out(bad: set[int]) -> None:
    assert culprits(range(12), lambda some: not bad & set(some)) == bad


def test_the_search_ends_with_what_may_do_harm_left_out() -> None:
    bad = set(range(0, 4000, 40))
    asked: list[int] = []

    def hold(some: Collection[int]) -> bool:
        asked.append(len(some))
        return not bad & set(some)

    assert bad <= culprits(range(4000), hold, tries=20)
    assert len(asked) == 20


def test_changes_that_only_do_harm_together_leave_the_document_as_it_was() -> None:
    units = [Unit(at, at + 1, (text,), write_with(str.encode)) for at, text in enumerate("ab")]
    plain = Document(b"ab", units)
    plain.reread = Reread(b"ab", lambda data: data.count(b"x") > 1)
    assert plain.splice([("x",), ("x",)]) == Spliced(b"ab", 2)
