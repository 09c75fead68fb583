"""Messages: the subject and the texts are translated; fields, boundaries and attachments stay byte for byte."""

import email
import re
import time
from collections.abc import Callable
from email import policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.registry import Kind, detect
from tests.formats.changes import FRENCH, extracted, same, texts

SOURCE = b"""From: Some Body <a@example.com>
To: b@example.com
Subject: Re: =?utf-8?q?A_few_w=C3=B6rds?=
DKIM-Signature: v=1; b=abc
MIME-Version: 1.0
Content-Language: en
Content-Type: multipart/mixed; boundary="=_a"

Preamble words
--=_a
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=us-ascii

Hello there, reader!

--\x20
Some\x20Body,\x20Some\x20Company
--b
Content-Type: text/html; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

<p>Hello <b>there</b>, d=E9j=E0 vu =
goes on</p>
--b--
--=_a
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

U29tZSB3b3JkcyBpbiBiYXNlIDY0Cg==
--=_a
Content-Type: text/plain; name=a.txt
Content-Disposition: attachment; filename=a.txt

Attached words
--=_a--
Words behind
"""
SIMPLE = b"Subject: Some words\nFrom: a@example.com\n\nA first line.\n"
SOURCES = [
    SOURCE,
    SOURCE.replace(b"\n", b"\r\n"),
    SIMPLE,
    SIMPLE.replace(b"\n", b"\r\n"),
    b"From: a\n",
    b"Subject: b\n\n",
]


def changed(source: bytes, change: Callable[[str], str], options: Options = FRENCH) -> bytes:
    document = Kind("mail").extract(source, options)
    targets = [tuple(change(part) if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    return document.splice(targets).data


def read(source: bytes) -> EmailMessage:
    return email.message_from_bytes(source, policy=policy.default)


def bodies(source: bytes) -> list[str]:
    return [part.get_content().replace("\r\n", "\n").strip() for part in read(source).walk() if not part.is_multipart()]


@pytest.mark.parametrize("source", SOURCES)
def test_an_identity_translation_gives_the_same_bytes(source: bytes) -> None:
    assert changed(source, same) == source


def test_what_people_read_is_text() -> None:
    assert texts("mail", SOURCE) == [
        *("A few wörds", "Hello there, reader!", "Hello _there_, déjà vu goes on", "Some words in base 64")
    ]
    assert extracted("mail", SOURCE).language == "en"


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_only_words_change_and_each_part_stays_as_it_was_encoded(line_end: bytes) -> None:
    source = SOURCE.replace(b"\n", line_end)
    found = changed(source, str.upper)
    assert read(found)["subject"] == "Re: A FEW WÖRDS"
    assert bodies(found) == [
        "HELLO THERE, READER!\n\n-- \nSome Body, Some Company",
        "<p>HELLO <b>THERE</b>, DÉJÀ VU GOES ON</p>",
        "SOME WORDS IN BASE 64",
        "Attached words",
    ]
    assert found.count(b"\r") == (found.count(b"\n") if line_end == b"\r\n" else 0)
    for kept in (b"Preamble words", b"Words behind", b"DKIM-Signature: v=1; b=abc", b"Attached words", b"D=C9J=C0"):
        assert kept in found
    assert b"Content-Language: fr" in found
    assert [part.get_content_charset() for part in read(found).walk()] == [
        part.get_content_charset() for part in read(source).walk()
    ]


@pytest.mark.parametrize("source", [SOURCE, SIMPLE])
def test_a_charset_that_cannot_hold_a_translation_becomes_utf_8_and_the_header_says_so(source: bytes) -> None:
    found = changed(source, lambda text: text.replace("e", "ж"))
    assert found.isascii()
    first = next(part for part in read(found).walk() if part.get_content_type() == "text/plain")
    assert first.get_content_charset() == "utf-8"
    assert first["content-transfer-encoding"] == "quoted-printable"
    assert "ж" in first.get_content()


def test_a_message_without_types_gets_them_with_its_first_letter_that_is_none_of_ascii() -> None:
    assert changed(SIMPLE, lambda text: text.replace("first", "première")) == (
        b"Subject: Some words\nFrom: a@example.com\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        b"Content-Transfer-Encoding: quoted-printable\n\nA premi=C3=A8re line.\n"
    )


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200))
def test_a_subject_says_what_it_says_and_adds_no_field(text: str) -> None:
    found = changed(SIMPLE, lambda words: text if words == "Some words" else words)
    assert [name.lower() for name in read(found)] == ["subject", "from"]
    assert "".join(str(read(found)["subject"]).split()) == "".join(text.split()) or text.isspace()
    assert all(len(line) <= 78 or b" " not in line.strip() for line in found.split(b"\n"))
    assert not re.search(rb"=\?[^\s]{74,}\?=", found)


@given(st.text(alphabet="aé \n\r.-=F>rom长", max_size=60))
def test_a_text_says_what_it_says_and_adds_no_part(text: str) -> None:
    found = changed(SOURCE, lambda _: text)
    assert [part.get_content_type() for part in read(found).walk()] == [
        part.get_content_type() for part in read(SOURCE).walk()
    ]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (SOURCE.replace(b"multipart/mixed", b"multipart/signed"), "signed"),
        (SOURCE.replace(b"multipart/alternative", b"multipart/encrypted"), "encrypted"),
        (SIMPLE.replace(b"\nFrom", b"\nContent-Type: application/pkcs7-mime\nFrom"), "signed or encrypted"),
        (SIMPLE.replace(b"A first", b"-----BEGIN PGP MESSAGE-----\nA first"), "encrypted"),
        (SIMPLE.replace(b"A first", b"-----BEGIN PGP SIGNED MESSAGE-----\nA first"), "signed"),
        (b"Hello", "not a message"),
        (b"", "not a message"),
        (
            b"Subject: a\n"
            + b"".join(b"Content-Type: multipart/mixed; boundary=a%d\n\n--a%d\n" % (n, n) for n in range(30)),
            "nested",
        ),
    ],
)
def test_what_must_stay_is_refused_with_its_reason(source: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        changed(source, str.upper)


def test_a_text_that_cannot_be_read_is_left_and_counted() -> None:
    source = SIMPLE.replace(b"From", b"Content-Type: text/plain; charset=nobody\nFrom")
    document = extracted("mail", source)
    assert document.splice([None] * len(document.units)).kept == 1


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_fields_end_where_a_line_is_none_as_in_pythons_own_parser(newline: bytes) -> None:
    top = b"Subject: a b\nContent-Type: multipart/mixed; boundary=b\n\n"
    source = top + b"--b\nContent-Type: text/html\nSome words\n\n--b--\n"
    source = source.replace(b"\n", newline)
    assert changed(source, same) == source
    assert texts("mail", source) == ["a b", "Some words"]
    _, part = email.message_from_bytes(changed(source, lambda _: "öäü")).walk()
    assert (part.get_content_type(), part.get_content_charset()) == ("text/html", "utf-8")


def test_a_message_is_told_by_its_extension() -> None:
    assert detect("", "a.eml", b"").name == "mail"
    assert detect("message/rfc822", "a", b"").name == "mail"


@pytest.mark.parametrize("piece", ["A: b\n", "--a\n", "--a\n\n", " a\n", "=?", "\n", "A: b\n\n--a\n", ">", "=\n", "a"])
def test_time_grows_with_the_size(piece: str) -> None:
    for head in ("Subject: a\n", "Subject: a\nContent-Type: multipart/mixed; boundary=a\n\n", "Subject: "):
        document = (head + piece * (60_000 // len(piece))).encode()
        started = time.process_time()
        changed(document, str.upper)
        assert time.process_time() - started < 4
