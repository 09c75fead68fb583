"""What of a key/value document is translated, and how a caller changes that."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingopoint.formats.values.selection import Selection, wanted

SELECTION = Selection()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("title", "Contact"),
        ("name", "Blue cotton shirt"),
        ("x", "Sign-up"),
        ("x", "Don't"),
        ("x", "Read/Write"),
        ("x", "OK"),
        ("x", "Loading..."),
        ("x", "(optional)"),
        ("x", "Hello${name}"),
        ("x", "More >>"),
        ("x", "5px wide {name}"),
        ("x", "Price:"),
        ("x", "Hello,world"),
        ("x", "<p>hello</p>"),
        ("x", "联系我们"),
        ("x", "Überblick"),
        ("x", "überblick"),
        ("x", "Donaudampfschiff"),
        ("x", "Hello {name}"),
        ("x", "{count, plural, one {# item} other {# items}}"),
        ("x", "Opened on 2024-05-01"),
        ("x", "See https://example.org/ for more"),
        ("tags/0", "Travel"),
        ("email", "Email address"),
        ("items/3/label", "e-mail"),
        ("page_title", "draft"),
        ("", "All there is"),
        ("x", " Contact\n"),
        ("title", "\tdraft "),
        ("Titles", "draft"),
        ("PAGE_LABELS/12", "draft"),
        ("helpText2", "draft"),
        ("title/0/1", "draft"),
        ("type", " Article about types "),
        ("x", "{{count}} items left in your cart"),
        ("x", "[[Home]] is where to begin"),
        ("x", '["quoted"] words in a list'),
        ("x", "Select a file from the list"),
        ("x", "SELECT A FILE FROM THE LIST"),
        ("x", "Call foo() to start"),
        ("x", "If x == 0 the loop ends"),
        ("x", "Make a regular expression such as \\d+ match the rest"),
        ("x", "Home :: Garden and tools for you"),
        ("x", "git is a tool that you need"),
        ("x", "JavaScript 101"),
        ("x", "9am - 5pm"),
        ("x", "Open MM at the top"),
        ("x", "item(s) selected"),
        ("copy_code", "Copy this code"),
        ("unsupported_format", "Unsupported format, please choose another image."),
        ("no_scripts", "We could not find any scripts"),
        ("author", "Written by {name}"),
        ("query", "What are you looking for?"),
        ("select_icon", "Choose an icon for the card"),
        ("query", "你在找什么东西？"),
        ("style", "Choose the style of the page."),
        ("scripts/none", "We found no scripts here"),
        ("commands/open/title", "Open the file"),
    ],
)
def test_human_text_is_wanted(path: str, text: str) -> None:
    assert SELECTION.wants(path, text)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "12", "1,234.50", "½", "—", "+33 1 23 45"),
        *(
            "https://example.org/a b".replace(" ", "%20"),
            "//cdn.example.org",
            "www.example.org",
            "mailto:a@example.org",
        ),
        *("a@example.org", "Jane Doe <jane@example.org>", "@jane", "#top", "#ff00aa", "rgb(0, 0, 0)"),
        *("/usr/share", "./a", "../a/b", "~/x", "C:\\Users", "images/a.png", "report.pdf", "src\\main.c"),
        *("2024-05-01", "2024-05-01T10:00:00Z", "2024-05-01 10:00:00 +0200", "Wed, 01 May 2024 10:00:00 GMT", "P1DT2H"),
        *("10px", "1.5em", "v1.2.3", "50%", "UTF-8", "$5"),
        *(
            "d41d8cd98f00b204e9800998ecf8427e",
            "123e4567-e89b-12d3-a456-426614174000",
            "aGVsbG8gd29ybGQ=",
            "sha256:ab12",
        ),
        *("snake_case", "kebab-case", "camelCase", "PascalCase", "CONSTANT_CASE", "dotted.name", "draft", "and/or"),
        *(
            "AWS::Logs::LogGroup",
            "_redirects",
            "type=image,push=true",
            "${AppStack}-Subnets",
            "my-${Stage}",
            "iam:PassRole",
        ),
        *("mypy>=1.0", "Sphinx>=4.3.2,<5.0.0", "a[b]==2", "^(a/|b/c/)", "0 2px 2px 0 {!SHADOW}"),
        *("en-US", "zh-Hant-TW", "pt_BR", "text/html", "application/vnd.api+json", "nginx:latest"),
        *("{name}", "{{ first }} {{ last }}", "%s", "%d %B %Y", "${HOME}", "%{count}"),
        *("src/**/*.ts", "**/*.{js,ts}", "!dist/**", "git@github.com:acme/tool.git", "acme/Tool", "<init>"),
        *("github.ref == 'refs/heads/main'", "always() && needs.build.result != 'success'", "[%key:ui::panel::title%]"),
        *(
            "image/png, image/jpeg",
            "createdAt desc",
            "-Xmx512m -XX:+UseG1GC",
            "-ra -q --strict-markers",
            "FOO=bar BAZ=1",
        ),
        *(r"^\d+ (?:a|b)$", r"(?i)foo bar", r"[A-Z]{2} \d+", "SELECT id, name FROM users WHERE age > 3"),
        *("select * from users", "UPDATE users SET name = 1", "CREATE TABLE users (id INT)", "requests >= 2.0"),
        *("Programming Language :: Python :: 3", "npm run build", "tsc -p . && rollup -c", "git commit -am done"),
        *("MM/DD/YYYY", "EEEE, d MMMM y", "HH:mm", "D MMMM YYYY", "color: red; margin: 0 auto;", "plural=(n != 1);"),
        *("nplurals=2; plural=(n != 1);", "const x = 5;", "foo(bar, baz=1)", "a.b.c, d.e.f", "NODE_ENV=production"),
        *(
            '{"a": "json here"}',
            '["json here"]',
            "#!/bin/sh echo hi",
            "-----BEGIN PUBLIC KEY----- abc",
            "--verbose",
            "$ref",
        ),
    ],
)
def test_machine_values_stay(text: str) -> None:
    assert not SELECTION.wants("x", text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("type", "Article"),
        ("contentType", "Article"),
        ("status", "Active"),
        ("imageUrls/3", "Foo"),
        ("url2", "Foo"),
        ("class", "btn btn-primary"),
        ("className", "Big red"),
        ("run", "npm install && npm test"),
        ("formats/short", "short"),
        ("date_format", "DD MMM YYYY"),
        ("author", "Rose Baker"),
        ("$comment", "Some words"),
        ("@type", "Some words"),
        ("items/0/id", "Abc"),
        ("items/0/id", " Abc\n"),
        ("type", " ARTICLE "),
        ("HTMLClass", "Big red"),
        ("CLASS", "Big red"),
        ("urls/0/1", "Foo"),
        ("class2", "Big red"),
        ("file-name", "Foo"),
        ("type", "type"),
        ("class", "class"),
        ("x", " snake_case "),
        ("x", "\tdraft\n"),
        ("x", " 2024-05-01 10:00:00 +0200\n"),
        ("titles/sub/type", "Foo"),
        ("font", "Times New Roman, serif"),
        ("author", "Jan van der Berg"),
        ("class", "Header of page"),
        ("run", "Set-Item x\nset +e\nmake all"),
        ("scripts/build", "build all"),
        ("author/name", "Rose Baker"),
        ("required/0", "Full name"),
        ("a/enum/3", "Partially shipped"),
    ],
)
def test_some_keys_hold_no_human_text(path: str, text: str) -> None:
    assert not SELECTION.wants(path, text)


@pytest.mark.parametrize(
    ("path", "text"), [("type", "Type"), ("email", "Email"), ("url", "URL"), ("icon", "Icon"), ("TYPE", " Type ")]
)
def test_a_key_repeated_as_its_own_label_is_human_text(path: str, text: str) -> None:
    assert SELECTION.wants(path, text)


@pytest.mark.parametrize(
    ("pattern", "path", "covered"),
    [
        ("title", "title", True),
        ("title", "a/title", False),
        ("**/title", "title", True),
        ("**/title", "a/0/title", True),
        ("**/title", "a/subtitle", False),
        ("items/*/title", "items/0/title", True),
        ("items/*/title", "items/0/1/title", False),
        ("meta", "meta/a/b", True),
        ("meta", "metadata", False),
        ("a/**", "a/b/c", True),
        ("a/**/*", "a", False),
        ("a/**/*", "a/b", True),
        ("a/**/c", "a/c", True),
        ("a/**/c", "a/b/d/c", True),
        ("a/**/c", "a/b/cc", False),
        ("**/a/**/b", "x/a/y/b", True),
        ("**", "x/y", True),
        ("*_title", "page_title", True),
        ("t*l*e", "title", True),
        ("t*e", "tier", False),
        ("a.b", "a-b", False),
        ("/title", "title", True),
        ("title/", "title", True),
        ("a//b", "a/b/c", True),
        ("", "a/b", True),
        ("/", "a/b", True),
        ("Title", "title", False),
        ("*", "a/b", True),
        ("a*", "abc/d", True),
        ("*a", "b/a", False),
        ("a*b", "ab", True),
        ("a*b*c", "acb", False),
        ("a\nb", "a\nb", True),
        ("a*", "a\nb", True),
    ],
)
def test_patterns(pattern: str, path: str, covered: bool) -> None:
    assert Selection(include=[pattern]).wants(path, "Some text") is covered
    assert Selection(exclude=[pattern]).wants(path, "Some text") is not covered


def test_include_names_exactly_what_is_translated_whatever_its_shape() -> None:
    selection = Selection(include=["items/*/code"])
    assert selection.wants("items/0/code", "snake_case")
    assert not selection.wants("title", "Some text")
    assert not selection.wants("items/0/code", "42")


def test_exclude_wins_over_include() -> None:
    selection = Selection(include=["items"], exclude=["items/0"])
    assert selection.wants("items/1", "Some text")
    assert not selection.wants("items/0", "Some text")


def chosen(values: list[tuple[str, str]], *, table: bool = False) -> list[str]:
    """The texts that are translated of a whole document."""
    return [text for _, text, _ in wanted(((path, text, None) for path, text in values), table=table)]


def test_a_key_of_which_half_are_codes_is_codes() -> None:
    states = ["active", "Closed", "in_review", "Open"]
    values = [(f"{index}/stage", text) for index, text in enumerate(states)]
    assert chosen(values) == []
    assert chosen([*values[:2], ("a/stage", "Open"), ("b/stage", "Done"), ("c/stage", "Won")]) == [
        "Closed",
        "Open",
        "Done",
        "Won",
    ]


def test_a_sentence_among_codes_is_text() -> None:
    values = [(f"{index}/value", text) for index, text in enumerate(["on", "x_y", "a/b", "The order was sent."])]
    assert chosen(values) == ["The order was sent."]


def test_titles_that_are_words_in_lower_case_are_no_codes() -> None:
    assert chosen([(f"{index}/title", text) for index, text in enumerate(["soap", "tea", "Coffee", "milk"])]) == [
        *("soap", "tea", "Coffee", "milk")
    ]


@pytest.mark.parametrize("flags", [["TRUE", "FALSE"], ["Yes", "No", "Yes"], ["True", "N/A"], ["None", "NaN", "NULL"]])
def test_a_column_of_flags_is_data(flags: list[str]) -> None:
    assert chosen([("Gift", flag) for flag in flags], table=True) == []


def test_flags_beside_words_are_words_but_for_those_of_programs() -> None:
    column = [
        ("Note", text) for text in ["None", "Sent by post", "N/A", "As a gift", "TRUE", "For two people", "In blue"]
    ]
    assert chosen(column, table=True) == ["None", "Sent by post", "As a gift", "For two people", "In blue"]


def test_a_word_in_a_column_of_prose_is_prose() -> None:
    column = [("Remark", text) for text in ["Very good", "Not so good", "Good for tea", "I like it", "fine"]]
    assert chosen(column, table=True)[-1] == "fine"


def test_a_button_called_yes_is_text() -> None:
    assert chosen([("yes", "Yes"), ("no", "No")]) == ["Yes", "No"]


CATALOGUE = [(f"page/line{index}", "Some words to read") for index in range(7)]


def test_in_a_catalogue_a_key_says_little() -> None:
    values = [("page/and", "and"), ("page/code", "Your code"), ("page/status", "Active")]
    assert chosen([*CATALOGUE, *values]) == [text for _, text in [*CATALOGUE, *values]]


@pytest.mark.parametrize(
    ("path", "text"), [("lang", "en"), ("page/dir", "ltr"), ("page/type", "radio"), ("order/0", "year")]
)
def test_a_catalogue_has_codes_as_well(path: str, text: str) -> None:
    assert chosen([*CATALOGUE, (path, text)]) == [text for _, text in CATALOGUE]


def test_records_are_no_catalogue() -> None:
    values = [
        (f"{index}/{key}", text) for index in range(5) for key, text in [("name", "Red hat"), ("kind", "clothes")]
    ]
    assert chosen(values) == ["Red hat"] * 5


SCHEMA = [("openapi", "3.0.0")]


@pytest.mark.parametrize(
    "path",
    [
        *("enum/0", "properties/a/default", "properties/a/const", "required/0", "properties/a/example", "x/examples/0"),
        *("properties/a/default/title", "components/examples/x/value/title", "x/discriminator/propertyName"),
    ],
)
def test_data_in_a_schema_stays(path: str) -> None:
    assert chosen([*SCHEMA, (path, "Partially shipped")]) == []
    assert chosen([("type", "object"), ("properties/a/type", "string"), (path, "Partially shipped")]) == []


@pytest.mark.parametrize(
    "path",
    [
        *("properties/default/title", "responses/default/description", "properties/enum/description"),
        *("x/examples/first/summary", "properties/a/x-enumNames/0", "info/title", "properties/required/title"),
    ],
)
def test_what_describes_a_schema_is_text(path: str) -> None:
    assert chosen([*SCHEMA, (path, "Partially shipped")]) == ["Partially shipped"]


def test_default_is_text_where_there_is_no_schema() -> None:
    assert chosen([("default", "As it was"), ("const", "As it is")]) == ["As it was", "As it is"]


_STEPS = st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=5)
_PATTERNS = st.lists(st.one_of(st.just("**"), st.text("ab*", min_size=1, max_size=3)), min_size=1, max_size=5)


@settings(deadline=None)
@given(_PATTERNS, _STEPS)
def test_patterns_agree_with_a_plain_backtracking_definition(pattern: list[str], path: list[str]) -> None:
    def matches(steps: list[str], rest: list[str]) -> bool:
        if not steps:
            return True
        if steps[0].strip("*") == "" and len(steps[0]) > 1:
            return any(matches(steps[1:], rest[skip:]) for skip in range(len(rest) + 1))
        step = ".*".join(map(re.escape, steps[0].split("*")))
        return bool(rest) and re.fullmatch(step, rest[0]) is not None and matches(steps[1:], rest[1:])

    steps = ["**" if step.strip("*") == "" and len(step) > 1 else step for step in pattern]
    assert Selection(include=["/".join(steps)]).wants("/".join(path), "Some text") is matches(steps, path)


@pytest.mark.parametrize("size", [200_000])
@pytest.mark.parametrize(
    "text",
    [
        *("a.", "a/", "Aa", "a-", "a@", "{", "%", "A", "a=", "$a", "{a ", "<a@", "é", "%{", "[", '["'),
        *("D", "MM ", "a* ", "a/*", "f(", "a = ", "x: y; ", "aa aa ", "SELECT ", "--a ", "a,b ", "'", "] ", "(a,"),
    ],
)
def test_long_values_are_decided_in_linear_time(text: str, size: int) -> None:
    assert SELECTION.wants("x", text * size + "! é") in {True, False}
    assert SELECTION.wants("x", text * size + "!") in {True, False}


def test_patterns_with_many_wildcards_stay_linear() -> None:
    selection = Selection(include=["*a" * 20 + "b", "**/a" * 20 + "/b"])
    assert not selection.wants("a" * 5_000, "Some text")
    assert not selection.wants("a/" * 5_000, "Some text")
