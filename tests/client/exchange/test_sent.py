"""What translators get: read by a reader of XLIFF that knows nothing of ours."""

from pathlib import Path
from typing import Any

import pytest

from tests.client.conftest import Run
from tests.client.exchange.documents import X, independent, stored_in, translated, tree

PAGE = (
    b'<html lang="en"><p>Read <a href="/m">the <b>manual</b></a> of %s.<br>Call {name}.</p>'
    b"<p>The shop</p><p>555</p></html>"
)


@pytest.fixture
def file(run: Run, tmp_path: Path) -> bytes:
    """A page that was exported."""
    page = stored_in(tmp_path, "page.html", PAGE)
    run("export", page, "--to", "fr", "-o", tmp_path / "page.xlf")
    return (tmp_path / "page.xlf").read_bytes()


def units(file: bytes) -> list[Any]:
    return list(tree(file).iter(f"{X}unit"))


def test_an_independent_reader_finds_languages_texts_and_codes(file: bytes) -> None:
    store = independent(file)
    assert (store.sourcelanguage, store.targetlanguage) == ("en", "fr")
    assert [unit.source for unit in store.units] == ["Read the manual of .", "Call .", "The shop"]
    assert not any(unit.istranslated() for unit in store.units)


def test_what_an_independent_writer_makes_of_it_comes_back(run: Run, file: bytes, tmp_path: Path) -> None:
    store = independent(translated(file, str.upper))
    store.units[2].target = "La boutique & <co>"
    for unit in store.units:
        unit.marktranslated()
        unit.addnote("seen", origin="translator")
    stored_in(tmp_path, "page.xlf", bytes(store))
    result = run("import", tmp_path / "page.xlf")
    assert result.exit_code == 0
    assert result.stdout == (
        '<html lang="fr"><p>READ <a href="/m">THE <b>MANUAL</b></a> OF %s.<br>CALL {name}.</p>'
        "<p>La boutique &amp; &lt;co&gt;</p><p>555</p></html>"
    )


def test_codes_have_their_bytes_and_what_is_to_be_seen_of_them(file: bytes) -> None:
    first = units(file)[0]
    data = {each.get("id"): each.text for each in first.iter(f"{X}data")}
    (link, bold), (placeholder,) = first.iter(f"{X}pc"), first.iter(f"{X}ph")
    assert [data[link.get(name)] for name in ("dataRefStart", "dataRefEnd")] == ['<a href="/m">', "</a>"]
    assert data[bold.get("dataRefStart")] == "<b>"
    assert (placeholder.get("disp"), data[placeholder.get("dataRef")]) == ("%s", "%s")
    assert {each.get("canDelete") for each in (link, bold, placeholder)} == {"no"}


def test_white_space_is_to_be_kept(file: bytes) -> None:
    assert {unit.get("{http://www.w3.org/XML/1998/namespace}space") for unit in units(file)} == {"preserve"}


def test_placeholders_that_are_filled_in_by_their_place_say_that_they_may_not_be_moved(
    run: Run, tmp_path: Path
) -> None:
    page = stored_in(tmp_path, "texts.json", b'{"a": "%s of %d files, {name}"}')
    (unit,) = units(run("export", page, "--to", "fr", "--source", "en").stdout_bytes)
    assert [each.get("canReorder") for each in unit.iter(f"{X}ph")] == ["firstNo", "no", None]


def test_keys_and_comments_are_notes(run: Run, tmp_path: Path) -> None:
    page = stored_in(
        tmp_path, "shop.properties", b"# On the door\nshop.open = We are open\nshop.closed = We are closed\n"
    )
    found = units(run("export", page, "--to", "fr").stdout_bytes)
    assert [unit.findtext(f"{X}notes/{X}note") for unit in found] == ["shop.open\nOn the door", "shop.closed"]


def test_what_xml_cannot_hold_survives(run: Run, tmp_path: Path) -> None:
    page = stored_in(tmp_path, "texts.json", b'{"a": "A bell \\u0007 rings & <ends>"}')
    file = run("export", page, "--to", "fr", "--source", "en").stdout_bytes
    stored_in(tmp_path, "texts.xlf", translated(file, str.upper))
    result = run("import", tmp_path / "texts.xlf", "--original", page)
    assert result.stdout == '{"a": "A BELL \\u0007 RINGS & <ENDS>"}'


@pytest.mark.parametrize(
    ("page", "options", "source"),
    [
        (b'<html lang="de"><p>Der Laden</p></html>', [], "de"),
        (b"<p>The shop is open and you are welcome</p>", [], "en"),
        (b"<p>Das Haus ist nicht offen und wir sind weg</p>", [], "de"),
        (b"<p>Yes</p>", ["--source", "it"], "it"),
    ],
)
def test_the_language_is_named_declared_or_plain(
    run: Run, tmp_path: Path, page: bytes, options: list[str], source: str
) -> None:
    file = run("export", stored_in(tmp_path, "page.html", page), "--to", "fr", *options).stdout_bytes
    assert tree(file).get("srcLang") == source


REFUSED = [
    ("page.html", "<p>Зззз</p>".encode(), [], 0, ""),
    ("page.html", "<p>Ġġġ</p>".encode(), [], 2, "page.html: nothing tells its language; give --source"),
    ("page.html", b"<p>555</p>", [], 1, "page.html: there is nothing to translate in it"),
    ("page.html", b'<html lang="fr"><p>La maison</p></html>', [], 2, "page.html: it is in fr already"),
    ("page.bin", b"\0\1", [], 1, "page.bin: no format for application/octet-stream"),
    ("page.json", b"{", [], 1, "page.json: "),
    ("page.html", b"<p>Yes</p>", ["--content-type", "image/png"], 1, "page.html: no format for image/png"),
]


@pytest.mark.parametrize(("name", "data", "options", "code", "said"), REFUSED)
def test_what_cannot_be_sent_is_told(
    run: Run, tmp_path: Path, name: str, data: bytes, options: list[str], code: int, said: str
) -> None:
    result = run("export", stored_in(tmp_path, name, data), "--to", "fr", *options, "-q")
    assert (result.exit_code, result.stderr.startswith(said and f"lingopoint: {said}")) == (code, True)


def test_a_missing_file_is_told(run: Run, tmp_path: Path) -> None:
    result = run("export", tmp_path / "none.html", "--to", "fr", "-o", tmp_path / "page.xlf")
    assert (result.exit_code, (tmp_path / "page.xlf").exists()) == (1, False)
    assert result.stderr == f"lingopoint: {tmp_path / 'none.html'}: No such file or directory\n"
