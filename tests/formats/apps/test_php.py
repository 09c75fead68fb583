"""PHP arrays: texts are translated; code, keys and layout stay byte for byte. Nothing is run."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.options import Options, UnreadableError
from tests.formats.changes import extracted, same, seconds, texts, translated

SOURCE = r"""<?php
declare(strict_types=1);

// 'not me here'  # "nor here"
return [
    'welcome' => 'Welcome to our shop, :name!', /* 'x y z' */
    'apples' => '{0} There are none|[1,19] There are some|[20,*] There are :count',
    'title' => 'Home page | Our shop',
    "double" => "It's a \"quoted\"\ttext \u{e9} for \$5",
    'email' => 'Email', 'route' => 'shop.index', 3 => 'A number key',
    'nested' => array('a' => 'It\'s here \\ there', 'Some items', 'one' . ' joined', trans('not me'), ['Deep one'],),
    'var' => "Hello $name there", 'braces' => "Hello {$name} there", 'b' => "Hello ${name} there",
    'heredoc' => <<<EOT
 Some 'text' here
 EOT, 'bytes' => "caf\xe9 here", 'choice' => $x ? 'Yes to it' : 'No to it',
];
"""

ASSIGNED = """<?php
if (!defined('INTERNAL')) exit('Not this one');
$lang['a']['b'] = 'Some words';
$lang['c']   = "More of them"; // 'no no'
$lang['d'] = 'joined'.' words here';
$lang['e'] .= 'added to it';
$sql = 'SELECT no words';
define('TITLE', 'The title here');
?>

<p>Not this</p>
"""


@pytest.mark.parametrize("source", [SOURCE, ASSIGNED, SOURCE.replace("\n", "\r\n"), "\ufeff" + ASSIGNED, "<?php"])
def test_an_identity_translation_gives_the_same_bytes(source: str) -> None:
    assert translated("php", source, same) == source


def test_values_of_arrays_are_text() -> None:
    assert texts("php", SOURCE) == [
        *("Welcome to our shop, :name!", "There are none", "There are some", "There are :count"),
        *("Home page", "Our shop", 'It\'s a "quoted"\ttext é for $5', "Email", "A number key"),
        *("It's here \\ there", "Some items", "Deep one"),
    ]


def test_assignments_and_definitions_are_text() -> None:
    assert texts("php", ASSIGNED) == ["Some words", "More of them", "The title here"]
    assert texts("php", ASSIGNED, Options("fr", include=("a/*",))) == ["Some words"]
    assert texts("php", SOURCE, Options("fr", include=("nested/3/*", "nested/a"))) == ["It's here \\ there"]


def skeleton(source: str) -> list[str]:
    """All but strings, read by another expression than the format's own."""
    return re.findall(r"""//.*|/\*.*?\*/|[^'"]+|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\"""", source, re.DOTALL)


def test_only_words_change_and_quotes_stay() -> None:
    for source in (SOURCE, ASSIGNED):
        before, after = skeleton(source), skeleton(translated("php", source, str.upper))
        assert len(before) == len(after)
        assert [one[:1] for one in before] == [one[:1] for one in after]
        assert [one for one in before if one[:1] not in "'\""] == [one for one in after if one[:1] not in "'\""]
    found = translated("php", SOURCE, str.upper)
    assert r"'IT\'S HERE \\ THERE'" in found
    assert r'''"IT'S A \"QUOTED\"\tTEXT É FOR \$5"''' in found
    assert "'{0} THERE ARE NONE|[1,19] THERE ARE SOME|[20,*] THERE ARE :count'" in found


@given(st.text(), st.sampled_from("'\""))
def test_a_translation_stays_in_its_string(text: str, quote: str) -> None:
    source = f"<?php return ['a' => {quote}Some words{quote}, 'b' => 'The end'];"
    found = translated("php", source, lambda words: text if words == "Some words" else words)
    inner = skeleton(found)
    assert [one for one in inner if one[:1] not in "'\""] == ["<?php return [", " => ", ", ", " => ", "];"]
    body = inner[3][1:-1]
    if quote == "'":
        assert re.sub(r"\\(['\\])", r"\1", body) == text
    else:
        assert "$" not in re.sub(r"\\.", "", body, flags=re.DOTALL)
        assert re.search(r"[\r\n\x00-\x1f]", body) is None


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("fr", "ONE APPLE|:count APPLES"),
        ("ja", ":count APPLES|:count APPLES"),
        ("pl", "ONE APPLE|:count APPLES|:count APPLES"),
        ("ru", ":count APPLES|:count APPLES|:count APPLES"),
        ("lv", ":count APPLES|:count APPLES|:count APPLES"),
        ("ar", ":count APPLES|ONE APPLE" + "|:count APPLES" * 4),
    ],
)
def test_choices_get_the_forms_of_laravel(target: str, expected: str) -> None:
    source = "<?php return ['a' => 'One apple|:count apples'];"
    assert translated("php", source, str.upper, Options(target)) == source.replace("One apple|:count apples", expected)
    assert translated("php", source, same, Options(target)) == source


def test_a_choice_whose_forms_are_not_certain_stays_and_is_counted() -> None:
    source = b"<?php return ['a' => 'One apple|Many apples', 'b' => 'Some words'];"
    document = extracted("php", source, Options("mk"))
    assert [unit.parts for unit in document.units] == [("Some words",)]
    assert document.splice([("X",)]) == (source.replace(b"Some words", b"X"), 1)


def test_a_translation_adds_no_choice() -> None:
    source = "<?php return ['a' => '[0,1] One apple|[2,*] Many apples'];"
    assert translated("php", source, lambda _: "a|b") == source.replace("One apple", "a/b").replace(
        "Many apples", "a/b"
    )


def test_of_a_catalogue_of_wordpress_only_messages_are_text() -> None:
    source = (
        "<?php\nreturn ['domain'=>'my-plugin','plural-forms'=>'nplurals=2; plural=(n != 1);',"
        "'project-id-version'=>'My plugin 2',"
        "'messages'=>['Hello you'=>'Hello you','%d item'=>'%d item' . \"\\0\" . '%d items',"
        "'a'=>\"One item\\0Items\"]];\n"
    )
    assert texts("php", source) == ["Hello you"]


@pytest.mark.parametrize(
    "source",
    [
        *("", "Hello", "<p><?php return [];", "<?php class A { }", "<?php function a() { return ['Some words']; }"),
        *(
            "<?php return ['a' => 'b",
            "<?php return [",
            "<?php return ]",
            "<?php $a = <<<EOT\n a",
            "<?php " + "[" * 5000,
        ),
    ],
)
def test_programs_and_all_else_are_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        extracted("php", source)


@pytest.mark.parametrize(
    "piece",
    [
        "'a b',",
        "[],",
        "'a'=>",
        "\\",
        "# a\n",
        *("/*", "/* " * 5),
        "'",
        '"$',
        "<<<a\na\n",
        "?><?php ",
        "$a['b']='c d';",
        "|",
        "' |a b| ',",
    ],
)
def test_time_grows_with_the_size(piece: str) -> None:
    for head in ("<?php ", "<?php return ['", "<?php return ["):
        for tail in ("", "']", "];"):
            try:
                assert seconds("php", head + piece * 8000 + tail) < 4
            except UnreadableError:
                continue


def test_a_key_is_decided_once_for_the_whole_file() -> None:
    kinds = "".join(f"['kind' => '{kind}', 'label' => '{label}'],\n" for kind, label in KINDS)
    assert texts("php", f"<?php\nreturn [\n{kinds}];\n") == [label for _, label in KINDS]


KINDS = [("main-nav", "Start"), ("Sidebar", "Blog"), ("fooBar", "Shop"), ("a.b.c", "Help"), ("x_y", "About")]
