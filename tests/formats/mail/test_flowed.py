"""Paragraphs that were broken for the way are sent whole, and broken again (RFC 3676)."""

import pytest

from tests.formats.changes import same, texts, translated

HEAD = (
    "From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed{}\n"
    "Content-Transfer-Encoding: 8bit\n\n"
)
PARAGRAPH = "The garden opens at nine in the morning and closes when it is dark, as \nit did in all the years before.\n"


def mail(body: str, more: str = "") -> str:
    return HEAD.format(more) + body


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_paragraph_is_one_text_and_short_lines_stay_lines(newline: str) -> None:
    source = mail(f"Hello,\n\n{PARAGRAPH}\n-- \nRose \nBaker\n").replace("\n", newline)
    whole = PARAGRAPH.replace(" \n", " ").strip()
    assert texts("mail", source) == ["Hello,", whole]
    assert translated("mail", source, same) == source
    assert translated("mail", source, str.upper) == source.replace("Hello,", "HELLO,").replace(
        PARAGRAPH.replace("\n", newline), PARAGRAPH.upper().replace("\n", newline)
    )


def test_a_longer_translation_is_broken_again() -> None:
    written = translated("mail", mail(PARAGRAPH), lambda text: f"{text} {text}")
    body = written.partition("\n\n")[2]
    lines = body.rstrip("\n").split("\n")
    assert all(len(line) <= 73 for line in lines)
    assert all(line.endswith(" ") for line in lines[:-1])
    whole = PARAGRAPH.replace("\n", "").strip()
    assert "".join(lines) == f"{whole} {whole}"


def test_words_may_be_broken_where_spaces_are_dropped() -> None:
    source = mail(
        "今日は、庭は朝九時に開きます。 \nどうぞお越しください。\nHe said hel \nlo to us all.\n", "; delsp=yes"
    )
    assert texts("mail", source) == ["今日は、庭は朝九時に開きます。どうぞお越しください。", "He said hello to us all."]
    assert translated("mail", source, same) == source
    written = translated("mail", source, lambda text: text * 4).partition("\n\n")[2].split("\n")
    assert written[0].endswith(" ")
    assert all(len(line) <= 74 for line in written)


def test_quoted_paragraphs_keep_their_marks_and_stuffed_lines_their_spaces() -> None:
    source = mail("> The garden opens at nine \n> in the morning.\nWhy not at eight, \n From what you say?\n")
    assert "The garden opens at nine in the morning." in texts("mail", source)
    written = translated("mail", source, str.upper)
    assert "> THE GARDEN OPENS AT NINE IN THE MORNING.\n" in written
    assert "WHY NOT AT EIGHT, FROM WHAT YOU SAY?\n" in written
