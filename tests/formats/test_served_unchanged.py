"""What is no text, or must not change: served as it is, with a reason, and docs/formats.md says why."""

import pytest

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.registry import detect
from tests.pages import FORMATS_PAGE

TMX = b'<?xml version="1.0"?><tmx version="1.4"><body><tu><tuv><seg>Some words</seg></tuv></tu></body></tmx>'
SMIME = b"Subject: a b\nContent-Type: multipart/signed; boundary=a\n\n--a\n\nSome words\n--a--\n"
ENCRYPTED_PACKAGE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content_type", "key", "data", "reason"),
    [
        ("application/pdf", "a.pdf", b"%PDF-1.7\n", "no format for application/pdf"),
        ("", "a.pdf", b"%PDF-1.7\n", "no format"),
        ("application/xml", "a.tmx", TMX, "XML in which text may be a key"),
        ("application/x-tmx+xml", "a.tmx", TMX, "XML in which text may be a key"),
        ("", "a.tmx", TMX, "no format for .tmx|XML in which text may be a key"),
        ("", "a.plist", b"bplist00\xd1\x01", "a binary property list"),
        ("", "a.docx", ENCRYPTED_PACKAGE, "encrypted"),
        ("", "a.eml", SMIME, "signed"),
    ],
)
def test_it_is_refused_with_a_reason(content_type: str, key: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        detect(content_type, key, data).extract(data, Options("fr"))


def test_the_page_says_why() -> None:
    section = FORMATS_PAGE.read_text(encoding="utf-8").partition("### Served as they are")[2].partition("\n### ")[0]
    for what in ("PDF", "TMX", "Binary property lists", "encrypted", "signed", "vCalendar 1.0", "PHP programs"):
        assert what in section
