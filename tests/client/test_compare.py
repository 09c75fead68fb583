"""`lingopoint compare`: the original and its translation, for a reader's eyes."""

import gzip
import io

import pytest
from rich.console import Console

from lingopoint_cli.objects.comparison import Pair, Version, pairs
from lingopoint_cli.terminal import side_by_side
from tests.client.conftest import ALIAS, FakeAws, Run

ORIGINAL = b"Contact us\n\nWrite to us, any day.\n"
TRANSLATION = b"Fale conosco\n\nEscreva-nos, em qualquer dia.\n"


def _shown(found: list[Pair], width: int) -> str:
    screen = io.StringIO()
    side_by_side(found, Console(file=screen, force_terminal=True, color_system=None, width=width))
    return screen.getvalue()


def test_through_a_pipe_each_text_is_followed_by_its_translation(aws: FakeAws, run: Run) -> None:
    aws.original(f"/{ALIAS}/a.txt", ORIGINAL)
    aws.translation(f"/{ALIAS}/a.txt%23pt", TRANSLATION)
    result = run("compare", "a.txt", "--to", "pt", "--access-point", ALIAS)
    assert result.exit_code == 0
    assert result.stdout == "Contact us\nFale conosco\n\nWrite to us, any day.\nEscreva-nos, em qualquer dia.\n\n"
    assert result.stderr == "a.txt#pt: pt from en, 3 units, 1 call, 1,234 characters, about $0.02\n"


def test_where_tagged_keys_are_refused_the_language_is_asked_for_beside_the_key(aws: FakeAws, run: Run) -> None:
    aws.original(f"/{ALIAS}/a.txt", ORIGINAL)
    aws.error(f"/{ALIAS}/a.txt%23pt", 403, "AccessDenied")
    aws.translation(f"/{ALIAS}/a.txt?lang=pt", TRANSLATION)
    result = run("compare", "a.txt", "--to", "pt", "--access-point", ALIAS)
    assert result.stdout.startswith("Contact us\nFale conosco\n")
    assert result.stderr.startswith("a.txt?lang=pt: pt from en")


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_what_is_stored_compressed_is_shown_as_text(aws: FakeAws, run: Run, coding: str) -> None:
    packed = gzip.compress if coding == "gzip" else bytes
    aws.original(f"/{ALIAS}/a.txt", packed(ORIGINAL))
    aws.translation(f"/{ALIAS}/a.txt%23pt", packed(TRANSLATION))
    for _, headers, _ in aws.answers.values():
        headers["Content-Encoding"] = coding
    shown = run("compare", "a.txt", "--to", "pt", "--access-point", ALIAS).stdout
    assert shown == "Contact us\nFale conosco\n\nWrite to us, any day.\nEscreva-nos, em qualquer dia.\n\n"


def test_what_cannot_be_translated_is_not_shown(aws: FakeAws, run: Run) -> None:
    aws.original(f"/{ALIAS}/a.png", b"\x89PNG", "image/png")
    aws.translation(
        f"/{ALIAS}/a.png%23pt", b"\x89PNG", "image/png", status="untranslated; reason=no format for image/png"
    )
    result = run("compare", "a.png", "--to", "pt", "--access-point", ALIAS)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "a.png#pt: as it is stored (no format for image/png)\n"


def test_a_wide_terminal_has_two_columns() -> None:
    lines = _shown([Pair("Contact us", "Fale conosco")], 100).splitlines()
    assert lines[0].split() == ["Contact", "us", "Fale", "conosco"]
    assert lines[0].index("Fale") == 50


def test_a_narrow_terminal_has_one_below_the_other() -> None:
    assert [line.strip() for line in _shown([Pair("Contact us", "Fale conosco")], 99).splitlines()] == [
        "Contact us",
        "Fale conosco",
        "",
    ]


def test_texts_are_matched_by_their_place_in_the_document_not_by_lines() -> None:
    original = Version("a.json", "application/json", b'{"a": "One", "id": 1, "b": "Two"}', "")
    translation = Version("a.json", "application/json", b'{"a": "Um",\n "id": 1, "b": "Dois"}', "pt")
    assert pairs(original, translation) == [("One", "Um"), ("Two", "Dois")]


def test_documents_that_are_not_built_alike_are_shown_line_by_line() -> None:
    original = Version("a.txt", "text/plain", b"One\n\nTwo\n", "")
    translation = Version("a.txt", "text/plain", b"Um\n", "pt")
    assert pairs(original, translation) == [("One", "Um"), ("Two", "")]


def test_what_has_no_format_is_shown_line_by_line() -> None:
    version = Version("a.bin", "application/x-unknown", b"One\xff\n", "")
    assert pairs(version, version) == [("One\ufffd", "One\ufffd")]


def test_a_document_cannot_write_to_the_terminal() -> None:
    screen = _shown([Pair("[bold]One[/bold] \x1b[31m", "Um\x07")], 99)
    assert "[bold]One[/bold]" in screen
    assert "\x1b" not in screen
    assert "\x07" not in screen


@pytest.mark.parametrize("ending", ["  \n", "\\\n", "<br>", "<br/> "])
def test_words_on_both_sides_of_a_line_break_stay_apart(ending: str) -> None:
    version = Version("a.md", "text/markdown", f"Two words{ending}with a *break*\n".encode(), "")
    assert pairs(version, version) == [Pair("Two words with a break", "Two words with a break")]
