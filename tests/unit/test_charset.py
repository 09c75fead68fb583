"""Encodings: which one is found, that nothing is lost on the way, and what a translation is written in."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.options import UnreadableError
from lingopoint.renditions.charset import decode

RUSSIAN = "Все люди рождаются свободными и равными в своём достоинстве и правах. " * 4
GREEK = "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. " * 4
JAPANESE = "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。" * 4
CHINESE = "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。" * 4


@pytest.mark.parametrize("text", ["", "plain", "déjà vu", "字", "\ufeffHello", "naïve 🙂"])
@pytest.mark.parametrize("declared", [None, "utf-8", "UTF-8", '"utf8"', "no-such-charset", "rot13", "base64", "\0"])
def test_utf8_is_taken_as_it_is(text: str, declared: str | None) -> None:
    data = text.encode()
    decoded = decode(data, declared)
    assert decoded.data is data
    assert decoded.encode("été".encode()) == ("été".encode(), "utf-8")


@pytest.mark.parametrize(
    ("data", "declared", "text", "charset"),
    [
        (b"caf\xe9", "iso-8859-1", "café", "iso-8859-1"),
        (b"caf\xe9 \x80 5", "ISO-8859-1", "café € 5", "iso-8859-1"),
        (b"caf\xe9 \x81", "latin1", "café \x81", "latin1"),
        (b"caf\xc3\xa9", "us-ascii", "café", "utf-8"),
        (b"caf\xe9", "us-ascii", "café", "us-ascii"),
        (b"caf\xe9", "windows-1252", "café", "windows-1252"),
        (b"\xd0\xd2\xc9\xd7\xc5\xd4", "koi8-r", "привет", "koi8-r"),
        ("①字".encode("cp932"), "shift_jis", "①字", "shift_jis"),
        ("字".encode("iso2022_jp"), "iso-2022-jp", "字", "iso-2022-jp"),
        ("hé 字".encode("utf-16-le"), "utf-16", "hé 字", "utf-16"),
        ("hé 字".encode("utf-16-be"), "utf-16be", "hé 字", "utf-16be"),
        (b"not UTF-16 at all", "utf-16", "not UTF-16 at all", "utf-8"),
        (b"not UTF-32 either", "utf-32", "not UTF-32 either", "utf-8"),
    ],
)
def test_declared_charset_is_believed(data: bytes, declared: str, text: str, charset: str) -> None:
    decoded = decode(data, declared)
    assert (decoded.data.decode(), decoded.charset) == (text, charset)
    assert decoded.encode(decoded.data) == (data, charset)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("declared", [None, "iso-8859-1"])
def test_byte_order_mark_is_believed_before_all(codec: str, declared: str | None) -> None:
    data = "déjà 字".encode(codec)
    decoded = decode(data, declared)
    assert decoded.data.decode() == "\ufeffdéjà 字"
    assert decoded.encode(decoded.data)[0] == data


DECLARING = [
    '<?xml version="1.0" encoding="ISO-8859-1"?>\n<p>{}</p>',
    "<?xml version='1.0' encoding='iso-8859-1' standalone='no'?><p>{}</p>",
    '<!DOCTYPE html>\n<html><head><meta charset="iso-8859-1"><title>{}</title>',
    '<html><!-- <meta charset="koi8-r"> --><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1">{}',
    '# Zoé\nmsgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "{}"',
]


@pytest.mark.parametrize("document", DECLARING)
def test_document_that_declares_its_charset_is_read_and_written_in_it(document: str) -> None:
    data = document.format("Zoé").encode("iso-8859-1")
    decoded = decode(data, None)
    assert decoded.data.decode() == document.format("Zoé")
    assert decoded.encode(document.format("Noël").encode()) == (
        document.format("Noël").encode("iso-8859-1"),
        "iso-8859-1",
    )


@pytest.mark.parametrize("document", DECLARING)
def test_text_that_does_not_fit_makes_the_document_utf8_and_say_so(document: str) -> None:
    decoded = decode(document.format("Zoé").encode("iso-8859-1"), None)
    data, charset = decoded.encode(document.format("Зоя").encode())
    assert charset == "utf-8"
    assert decode(data, None).data == data
    assert "8859" not in data.decode()
    assert data.decode().lower().count("utf-8") == 1
    assert "Зоя" in data.decode()


def test_declarations_elsewhere_are_only_text() -> None:
    article = "Écrivez <meta charset='koi8-r'> ou\nmsgid \"\"\n<?xml version='1.0' encoding='koi8-r'?>\n".encode()
    assert decode(article, None).data is article


@pytest.mark.parametrize(
    ("text", "codec", "charset"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (GREEK, "cp1253", "windows-1253"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (JAPANESE, "cp932", "shift_jis"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (CHINESE, "gbk", "gb18030"),
    ],
)
def test_text_of_another_script_is_guessed(text: str, codec: str, charset: str) -> None:
    data = text.encode(codec)
    decoded = decode(data, None)
    assert decoded.data.decode() == text
    assert decoded.encode(decoded.data) == (data, charset)


@pytest.mark.parametrize(
    "around",
    [
        lambda text: b"An ASCII line.\n" * 3000 + text,
        lambda text: b"An ASCII line. " * 3000 + b"\n" + text,
        lambda text: (text + b"\n") * 60 + b"An ASCII line.\n" * 20000,
        lambda text: b"\n".join([text] * 200),
    ],
    ids=["lines before", "one line before", "lines after", "more than a sample"],
)
def test_a_guess_is_made_where_the_letters_are(around: Callable[[bytes], bytes]) -> None:
    data = around(RUSSIAN.encode("cp1251"))
    decoded = decode(data, None)
    assert (decoded.charset, decoded.data.decode()) == ("windows-1251", data.decode("cp1251"))


@pytest.mark.parametrize("codec", ["utf-16", "UTF-16LE", "utf-32"])
def test_a_document_that_could_be_read_to_its_claim_of_utf16_is_utf8(codec: str) -> None:
    head = f"<?xml version='1.0' encoding='{codec}'?><p>".encode()
    assert decode(head + "é".encode(), None).charset == "utf-8"
    with pytest.raises(UnreadableError, match=f"^not valid utf-8 at byte {len(head)}$"):
        decode(head + RUSSIAN.encode("cp1251"), None)


@pytest.mark.parametrize(
    ("before", "declaration"),
    [
        ("<!--{}-->", '<meta charset="koi8-r">'),
        ("#{}\n", 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=koi8-r"'),
    ],
)
def test_a_declaration_far_down_is_only_text(before: str, declaration: str) -> None:
    text = f"{declaration}\nПривет"
    near, far = before.format("x" * 4000) + text, before.format("x" * 66000) + text
    assert decode(near.encode("koi8-r"), None).data.decode() == near
    assert decode(far.encode(), None).charset == "utf-8"


@pytest.mark.parametrize(
    "data",
    [
        "Ça va très bien, merci, à bientôt. ".encode("cp1252") * 20,
        b"caf\xe9",
        bytes(range(1, 256)),
        "UTF-16".encode("utf-16-le"),
        b"\x80\x00\x81\x00" * 20,
        "Все люди рождаются свободными!".encode("cp1251"),  # 26 letters
        b"Much English, and but a few words: " * 10 + RUSSIAN[:70].encode("cp1251"),
        JAPANESE[:41].encode("euc_jp"),  # 82 bytes
    ],
)
def test_text_that_could_be_anything_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="charset unknown"):
        decode(data, None)


@pytest.mark.parametrize(
    ("data", "declared", "reason"),
    [
        (b"caf\xe9", "utf-8", "not valid utf-8 at byte 3"),
        (b"\xed\xa0\x80", "utf-8", "not valid utf-8 at byte 0"),
        ("déjà vu".encode() + b"\xff", None, "not valid UTF-8 at byte 9"),
        ("été \ud800".encode("utf-8", "surrogatepass"), None, "not valid UTF-8 at byte 6"),
        (b"\xef\xbb\xbfcaf\xe9", None, "not valid utf-8 at byte 6"),
        (b"\xff\xfea", None, "not valid utf-16 at byte 2"),
        (b"<?xml version='1.0' encoding='utf-8'?><p>caf\xe9</p>", None, "not valid utf-8 at byte 44"),
        (b"\x1b$B\x21", "iso-2022-jp", "not valid iso-2022-jp"),
        (b"a\x1b(B", "iso-2022-jp", "not valid iso-2022-jp"),
    ],
)
def test_bytes_that_are_not_what_they_claim_are_refused_with_the_reason(
    data: bytes, declared: str | None, reason: str
) -> None:
    with pytest.raises(UnreadableError, match=reason):
        decode(data, declared)


LABELS = st.sampled_from(
    [None, "utf-8", "iso-8859-1", "windows-1252", "gbk", "shift_jis", "big5", "utf-16", "koi8-r", "x"]
)
HEADS = st.sampled_from([b"", *(document.format("x").encode() for document in DECLARING)])


@given(st.builds(bytes.__add__, HEADS, st.binary() | st.text().map(str.encode)), LABELS)
def test_any_bytes_are_refused_or_come_back_as_they_were(data: bytes, declared: str | None) -> None:
    try:
        decoded = decode(data, declared)
    except UnreadableError:
        return
    decoded.data.decode()
    assert decoded.encode(decoded.data) == (data, decoded.charset)


EAST_ASIAN = (
    *("utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "gb2312", "gbk", "gb18030", "big5", "big5hkscs"),
    *("shift_jis", "cp932", "euc_jp", "iso2022_jp", "x-gbk", "x-sjis"),
)


@pytest.mark.parametrize("charset", EAST_ASIAN)
def test_every_declared_charset_is_read_and_written(charset: str) -> None:
    alias = {"x-gbk": "gbk", "x-sjis": "cp932"}.get(charset, charset)
    decoded = decode("a 字".encode(alias), charset)
    assert decoded.data.decode().lstrip("\ufeff") == "a 字"
    assert decoded.encode("字".encode())[0].decode(alias) == "字"


@pytest.mark.parametrize(
    ("text", "charset", "narrower"),
    [
        ("镕字", "gbk", "gb2312"),
        ("€ กขค", "cp874", "tis-620"),
        ("€ กขค", "cp874", "iso-8859-11"),
        ("①字", "cp932", "shift_jis"),
    ],
)
def test_what_goes_by_the_name_of_a_narrower_charset_is_read(text: str, charset: str, narrower: str) -> None:
    assert decode(text.encode(charset), narrower).data.decode() == text


def test_a_format_that_is_in_latin_1_by_default_is_read_and_written_so() -> None:
    data = "caf\u00e9=Un caf\u00e9 au lait".encode("latin-1")
    decoded = decode(data, None, "iso-8859-1")
    assert decoded.data.decode() == "café=Un café au lait"
    assert decoded.encode(decoded.data) == (data, "iso-8859-1")
    assert decoded.encode("café=ä €🙂".encode()) == (b"caf\xe9=\xe4 \\u20ac\\ud83d\\ude42", "iso-8859-1")


def test_broken_utf8_is_not_taken_for_the_usual_charset() -> None:
    with pytest.raises(UnreadableError, match="not valid UTF-8"):
        decode("déjà vu été ".encode() * 9 + b"\xff", None, "iso-8859-1")
