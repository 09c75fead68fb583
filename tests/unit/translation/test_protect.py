"""Placeholders come back as they went: what is kept, what is prose, and what happens to the codes around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.translation.protect import protect
from lingopoint.unit import Code, CodeKind, Parts

BOLD = (Code(CodeKind.OPEN, 1, b"<b>"), Code(CodeKind.CLOSE, 1, b"</b>"))
BREAK = Code(CodeKind.LONE, 1, b"<br>")


def kept(text: str) -> list[str]:
    return [part.shown for part in protect((text,)) if not isinstance(part, str)]


def visible(parts: Parts) -> str:
    return "".join(part if isinstance(part, str) else part.shown for part in parts)


@pytest.mark.parametrize(
    "placeholder",
    [
        *["{name}", "{0}", "{}", "{user.name}", "{items[0]}", "{name!r:>10}", "{x:{width}}", "{0,10:N2}"],
        *[
            "{total, number}",
            "{total, number, integer}",
            "{day, date, short}",
            "{ name }",
            "{'@'}",
            "{price:%Y-%m-%d %H:%M}",
        ],
        *["{{name}}", "{{ name|upper }}", "{{{raw}}}", "{{#if ready}}", "{% if ready %}", "{# note #}"],
        *["${VAR}", "${user.name:-you}", "${{ github.ref }}", "#{name}", "%{count}", "$HOME", "$USER_NAME", "%TEMP%"],
        *["%s", "%d", "%1$s", "%-5.2f", "%05d", "%lld", "%@", "%%", "%+d", "%*d", "%.2f", "%,d", "%Y"],
        *["%(name)s", "%(total).2f", "%<count>d", "<%= user.name %>", "<% if ready %>", "$t(common:greeting)"],
        *[
            "https://example.com",
            "http://example.com/a_(b)?x=1&y[]=2#z",
            "HTTPS://EXAMPLE.COM/A",
            "ftp://example.com/f",
        ],
        *[
            "www.example.com",
            "mailto:joe@example.com",
            "https://{host}/api/{{id}}",
            "https://ru.example.org/wiki/Слово",
        ],
        *["joe@example.com", "joe.bloggs+news@mail.example.photography", "user@пример.рф"],
        *["@:a.b", "@.lower:a.b", "@:(a.b c)", "$t(a.b)", "$t(key, {'count': $t(b(c))})"],
        *["*|NAME|*", "*|LIST:COMPANY|*", "%%name%%", "%name%", "%item.name%", "%#@files@", "$NAME$", "[_1]"],
        *["%[1]d", "%[2]*d", "%1$tY", "{:?}", "{0:>8}", "{price:C2}", "{{.Name}}", "{{ range .Items }}"],
        *["`code`", "`two words`", "``a``", ":smile:", ":+1:", ":white_check_mark:", "&nbsp;", "&#160;", "&#xA0;"],
        *["/etc/hosts", "~/.config/app.conf", "../images/logo.png", r"C:\Temp\a.txt", "--dry-run", "--level=3"],
    ],
)
def test_placeholder_is_kept(placeholder: str) -> None:
    assert protect((f"Before {placeholder} after",)) == ("Before ", Code(CodeKind.KEEP, 1, None, placeholder), " after")


@pytest.mark.parametrize(
    "prose",
    [
        *["50% of people", "20% discount", "100% sure", "5%", "95% confidence", "100%sure", "20 % de remise"],
        *["It costs $20.", "US$ 5", "$5 USD", "{see the note below}", "{1, 2, 3}", "10:30:00", "std::vector", "a:b:c"],
        *[
            "AT&T; and Q&A;",
            "fish & chips",
            "and/or",
            "km/h",
            "24/7/365",
            "word--word",
            "wait -- what",
            "@someone",
            "a@b",
        ],
        *["`quoted' and `so on'", "Note: read this", "he said:no", "[[wiki]]", "C: drive", "a < b > c"],
        *["@someone", "a@b", "#hashtag", "%1 of it", "[[name]]", ":name is it", "costs $1", "__name__", "!important"],
        *["from 5%to10% of", "me@: write", "2*|x|*3 = 6", "[_a]"],
    ],
)
def test_prose_is_not(prose: str) -> None:
    assert protect((prose,)) == (prose,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://example.com/a.", ["https://example.com/a"]),
        ("(see http://example.com/a_(b))", ["http://example.com/a_(b)"]),
        ("Go to www.example.com, then ask joe@example.com!", ["www.example.com", "joe@example.com"]),
        ("详见https://example.com/x查看", ["https://example.com/x"]),
        ("请联系support@example.com。", ["support@example.com"]),
        ("서울은 https://example.com에서", ["https://example.com"]),
        ("Edit /etc/hosts.", ["/etc/hosts"]),
        ("%s%s, %dpx and %d%%", ["%s", "%s", "%d", "%d", "%%"]),
        ("50%% off", ["%%"]),
        ("a %%s or %%d, %%sure", ["%%s", "%%d", "%%"]),
        (
            "Dear {!Contact.Name}, see http://☃.net/a and www.ex\u200bample.com",
            ["{!Contact.Name}", "http://☃.net/a", "www.ex\u200bample.com"],
        ),
        ("%s-%s, %dpx%%", ["%s", "%s", "%d", "%%"]),
        ("{a}{b}", ["{a}", "{b}"]),
        ("Ask `a` or `b`s", ["`a`", "`b`"]),
    ],
)
def test_placeholder_ends_where_the_sentence_goes_on(text: str, expected: list[str]) -> None:
    assert kept(text) == expected


def test_codes_stay_and_are_numbered_in_order_of_appearance() -> None:
    opening, closing = BOLD
    parts = protect(("Dear {name}, ", opening, "see {link}", closing, BREAK._replace(number=2), "now"))
    assert parts == (
        "Dear ",
        Code(CodeKind.KEEP, 1, None, "{name}"),
        ", ",
        opening._replace(number=2),
        "see ",
        Code(CodeKind.KEEP, 3, None, "{link}"),
        closing._replace(number=2),
        BREAK._replace(number=4),
        "now",
    )


def test_unit_of_nothing_but_placeholders_has_no_text_left() -> None:
    assert not any(isinstance(part, str) for part in protect(("{greeting}%s",)))


def test_no_placeholder_reaches_across_a_code() -> None:
    for text in ("{na", "me}"), ("https://", "example.com"), ("joe@", "example.com"), ("%(na", "me)s"):
        for code in (BREAK, Code(CodeKind.KEEP, 1, b"<code/>", "x")):
            parts = (text[0], code, text[1])
            assert protect(parts) == parts


def test_code_that_crosses_does_not_hide_what_follows() -> None:
    hash_sign = Code(CodeKind.KEEP, 1, None, "#")
    assert protect((hash_sign, "{name}")) == (hash_sign, Code(CodeKind.KEEP, 2, None, "{name}"))


PIECES = st.sampled_from(
    [*"{}%$#@`:/&<>()[]._-!,;'\\ aé字x", "{{", "}}", "%s", "$A", "://", "www.", "a@b.c", ":a:", "&a;", "--a-b", "HTTP"]
)
TEXT = st.lists(PIECES, max_size=30).map("".join) | st.text(st.characters(exclude_characters="\r\n"))
PARTS = st.lists(TEXT | st.sampled_from([*BOLD, BREAK, Code(CodeKind.KEEP, 1, b"<code/>", "x")]), max_size=6).map(tuple)


@given(PARTS)
def test_nothing_is_lost_and_twice_is_once(parts: Parts) -> None:
    protected = protect(parts)
    assert visible(protected) == visible(parts)
    assert protect(protected) == protected
    assert [part.raw for part in protected if not isinstance(part, str) and part.raw is not None] == [
        part.raw for part in parts if not isinstance(part, str)
    ]


@given(PARTS)
def test_numbers_count_up_from_one(parts: Parts) -> None:
    numbers = [part.number for part in protect(parts) if not isinstance(part, str) and part.kind is not CodeKind.CLOSE]
    assert numbers == sorted(set(numbers))
    assert all(number >= 1 for number in numbers)


@pytest.mark.parametrize("piece", ["{a:{b}", "%", "a@", "http://x(", "`a", "--a=.", "a.", "{", "&a", "/a", "<%", ":a"])
def test_hostile_text_ends(piece: str) -> None:
    assert visible(protect((piece * 20_000,))) == piece * 20_000
