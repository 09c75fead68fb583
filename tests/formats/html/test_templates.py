"""Tags of templates in pages: no browser sees them, so that nothing in them is text or markup."""

import pytest

from tests.formats.changes import same, texts, translated


@pytest.mark.parametrize(
    "tag",
    [
        "{% if page contains '<table' %}",
        "{% assign a = b | replace: '<i class=\"c\">', '</p>' %}",
        '{%blocktranslate with code="{"|add:"%" %}',
        "{%- extends (meta|default({})).page -%}",
        "{% include {{ path }} %}",
        "{% if size < 2 %}",
        "{# What it\nis for #}",
        '{{ "a<b>c" | upcase }}',
    ],
)
@pytest.mark.parametrize("page", ["<p>{}Words to read.</p>", "<p>Words <b>to</b> {} read.</p>", "{}\n<p>Words</p>"])
def test_a_tag_stays_whatever_its_strings_hold(page: str, tag: str) -> None:
    source = page.replace("{}", tag)
    assert translated("html", source, same) == source
    expected = page.replace("Words", "WORDS").replace("to", "TO").replace("read", "READ").replace("{}", tag)
    assert translated("html", source, str.upper) == expected


def test_tags_alone_are_no_text() -> None:
    assert texts("html", "{% extends 'base.html' %}\n{# Here it\nbegins #}\n{% block words %}{% endblock %}") == []


def test_a_tag_among_attributes_ends_no_tag() -> None:
    source = '<a {% if size > 2 %}title="words"{% endif %} href="b">here</a>'
    assert translated("html", source, str.upper) == source.replace("here", "HERE").replace('"words"', '"WORDS"')


def test_code_that_is_shown_sign_by_sign_keeps_its_elements() -> None:
    source = "<p><span>{%</span> <b>if</b> <span>%}</span> is how to ask.</p>"
    assert translated("html", source, str.upper) == source.replace("if", "IF").replace("is how to ask", "IS HOW TO ASK")
