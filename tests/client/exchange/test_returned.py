"""What comes back from translators: whatever their tools do to the file, and whatever goes wrong in a unit."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.client.conftest import Run
from tests.client.exchange.documents import MATCHES, X, pieces, stored_in, translated, tree, unit, written

PAGE = '<html lang="en"><p>Read <a href="/m">the <b>manual</b></a> of {name}. Then call us.</p><p>The shop</p></html>'
DONE = (
    '<html lang="fr"><p>Lisez <a href="/m">le <b>manuel</b></a> de {name}. Puis appelez.</p><p>La boutique</p></html>'
)
FIRST = (
    'Read <pc id="1">the <pc id="2">manual</pc></pc> of <ph id="3"/>. Then call us.',
    'Lisez <pc id="1">le <pc id="2">manuel</pc></pc> de <ph id="3"/>. Puis appelez.',
)
SECOND = ("The shop", "La boutique")


@pytest.fixture
def sent(run: Run, tmp_path: Path) -> bytes:
    """A page that was exported."""
    return run("export", stored_in(tmp_path, "page.html", PAGE.encode()), "--to", "fr").stdout_bytes


@pytest.fixture
def done(sent: bytes) -> bytes:
    """The same, translated."""
    return unit(unit(sent, 1, *FIRST), 2, *SECOND)


def moved(file: bytes) -> bytes:
    """All names of XLIFF with a prefix."""
    text = file.decode().replace(' xmlns="', ' xmlns:lang="')
    for name in (
        "xliff",
        "file",
        "notes",
        "note",
        "unit",
        "segment",
        "source",
        "target",
        "originalData",
        "data",
        "pc",
        "ph",
    ):
        text = text.replace(f"<{name}>", f"<lang:{name}>").replace(f"<{name} ", f"<lang:{name} ")
        text = text.replace(f"<{name}/>", f"<lang:{name}/>").replace(f"</{name}>", f"</lang:{name}>")
    return text.encode()


def changed_by_a_tool(file: bytes) -> bytes:
    """Attributes, states, notes and metadata of the tool's own."""
    root = tree(file)
    for element in root.iter(f"{X}segment"):
        element.set("state", "final")
        element.set("subState", "tool:x")
        element.set("{urn:tool}edited", "yes")
    for element in root.iter(f"{X}unit"):
        element.insert(0, element.makeelement("{urn:tool}info", {}))
    return written(root)


def grouped(file: bytes) -> bytes:
    root = tree(file)
    (holder,) = root.iter(f"{X}file")
    group = holder.makeelement(f"{X}group", {"id": "g1"})
    for element in holder.findall(f"{X}unit"):
        group.append(element)
    holder.append(group)
    return written(root)


def without_ours(file: bytes) -> bytes:
    """Modules and original data, dropped."""
    root = tree(file)
    for element in list(root.iter("{*}metadata", "{*}originalData", f"{X}notes")):
        element.getparent().remove(element)
    return written(root)


TOOLS: dict[str, Callable[[bytes], bytes]] = {
    "nothing": bytes,
    "2.0": lambda file: file.replace(b'version="2.1"', b'version="2.0"'),
    "prefix": moved,
    "byte order mark": lambda file: b"\xef\xbb\xbf" + file,
    "UTF-16": lambda file: file.decode().replace("utf-8", "utf-16").replace("UTF-8", "utf-16").encode("utf-16"),
    "CDATA": lambda file: file.replace(b"La boutique", b"<![CDATA[La boutique]]>"),
    "attributes and states": changed_by_a_tool,
    "groups": grouped,
    "without modules": without_ours,
    "indented": lambda file: file.replace(b"<target>", b"\n<target>\n   ").replace(b"</target>", b"\n  </target>\n"),
    "annotations": lambda file: file.replace(b"manuel", b'<mrk id="m1" type="term">manuel</mrk>').replace(
        b"La boutique", b'<sm id="m2" type="comment" value="x"/>La boutique<em startRef="m2"/>'
    ),
    "language of a region": lambda file: file.replace(b'trgLang="fr"', b'trgLang="fr-FR"'),
    "pairs taken apart": lambda file: unit(
        file,
        1,
        FIRST[0],
        'Lisez <sc id="1"/>le <pc id="2">manuel</pc><ec startRef="1"/> de <ph id="3"/>. Puis appelez.',
    ),
    "split": lambda file: pieces(
        file,
        1,
        '<segment id="a"><source>Read <sc id="1"/>the <pc id="2">manual</pc></source>'
        '<target>Lisez <sc id="1"/>le <pc id="2">manuel</pc></target></segment>'
        '<segment id="b"><source><ec startRef="1"/> of <ph id="3"/>.</source>'
        '<target><ec startRef="1"/> de <ph id="3"/>.</target></segment><ignorable><source> </source></ignorable>'
        "<segment><source>Then call us.</source><target>Puis appelez.</target></segment>",
    ),
    "split, and moved": lambda file: pieces(
        file,
        1,
        '<segment><source>Then call us.</source><target order="3"> Puis appelez.</target></segment>'
        '<ignorable><source> </source><target order="2"/></ignorable><segment><source>Read <pc id="1">the <pc id="2">'
        'manual</pc></pc> of <ph id="3"/>.</source><target order="1">Lisez <pc id="1">le <pc id="2">manuel</pc></pc> '
        'de <ph id="3"/>.</target></segment>',
    ),
}


@pytest.mark.parametrize("tool", TOOLS)
def test_what_tools_do_to_a_file_changes_nothing(run: Run, tmp_path: Path, done: bytes, tool: str) -> None:
    result = run("import", stored_in(tmp_path, "page.xlf", TOOLS[tool](done)))
    assert (result.exit_code, result.stdout) == (0, DONE)


def test_codes_may_be_moved_as_the_language_needs_it(run: Run, tmp_path: Path, done: bytes) -> None:
    file = unit(done, 1, FIRST[0], '<ph id="3"/> a <pc id="2">un <pc id="1">manuel</pc></pc>. Appelez.')
    result = run("import", stored_in(tmp_path, "page.xlf", file))
    assert result.exit_code == 0
    assert '<p>{name} a <b>un <a href="/m">manuel</a></b>. Appelez.</p>' in result.stdout


WRONG = {
    "lost": ('Lisez <pc id="1">le <pc id="2">manuel</pc></pc>.', "the code {name} is lost"),
    "lost pair": ('Lisez le <pc id="2">manuel</pc> de <ph id="3"/>.', 'the code <a href="/m"> is lost'),
    "doubled": (FIRST[1] + '<ph id="3"/>', "the code {name} is there more than once"),
    "new": (FIRST[1] + '<ph id="x"/>', "it has a code that its source has not (id 'x')"),
    "crossing": (
        'Lisez <sc id="1"/>le <sc id="2"/>manuel<ec startRef="1"/><ec startRef="2"/> de <ph id="3"/>.',
        "the code </a> closes what is not open there",
    ),
    "turned round": (
        'Lisez <ec startRef="1"/>le <pc id="2">manuel</pc><sc id="1"/> de <ph id="3"/>.',
        "the code </a> closes what is not open there",
    ),
    "control character": ('<cp hex="0007"/>' + FIRST[1], "it has control characters that its source has not"),
    "surrogate": ('<cp hex="D800"/>' + FIRST[1], "it has control characters that its source has not"),
    "empty": ("", "it is not translated"),
    "blank": (" \n ", "it is not translated"),
    "of codes alone": ('<pc id="1"><pc id="2"/></pc><ph id="3"/>', "it is not translated"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_unit_that_is_not_whole_stays_and_is_told(run: Run, tmp_path: Path, done: bytes, case: str) -> None:
    target, reason = WRONG[case]
    result = run("import", stored_in(tmp_path, "page.xlf", unit(done, 1, FIRST[0], target)))
    assert (result.exit_code, result.stdout) == (1, PAGE.replace('"en"', '"fr"').replace("The shop", "La boutique"))
    assert result.stderr.splitlines() == [
        "page.html in fr: 1 unit translated, 1 unit left as written",
        f"lingopoint: unit 1 stays as it was (Read the manual of {{name}}. Then call us.): {reason}",
    ]


def test_a_unit_that_is_split_and_translated_in_part_stays(run: Run, tmp_path: Path, done: bytes) -> None:
    parts = "<segment><source>The </source><target>La </target></segment><segment><source>shop</source></segment>"
    result = run("import", stored_in(tmp_path, "page.xlf", pieces(done, 2, parts)), "-q")
    assert result.stderr == "lingopoint: unit 2 stays as it was (The shop): it is translated in part\n"


def test_placeholders_that_are_filled_in_by_their_place_keep_their_order(run: Run, tmp_path: Path) -> None:
    page = stored_in(tmp_path, "texts.json", b'{"a": "%s has %d of %d"}')
    sent = run("export", page, "--to", "fr", "--source", "en").stdout_bytes
    source = '<ph id="1"/> has <ph id="2"/> of <ph id="3"/>'
    stored_in(tmp_path, "texts.xlf", unit(sent, 1, source, '<ph id="2"/> a <ph id="1"/> de <ph id="3"/>'))
    result = run("import", tmp_path / "texts.xlf", "-q")
    assert result.exit_code == 1
    assert result.stderr.endswith("a program fills these in one after the other, so they keep their order: %s %d %d\n")
    stored_in(tmp_path, "texts.xlf", unit(sent, 1, source, '<ph id="1"/> : <ph id="3"/> ou <ph id="2"/>'))
    assert run("import", tmp_path / "texts.xlf").stdout == '{"a": "%s : %d ou %d"}'


def test_the_parts_of_a_date_may_be_moved(run: Run, tmp_path: Path) -> None:
    page = stored_in(tmp_path, "texts.json", b'{"a": "Open until %A, %B %d"}')
    sent = run("export", page, "--to", "fr", "--source", "en").stdout_bytes
    marks = [f'<ph id="{number}"/>' for number in (1, 2, 3)]
    stored_in(tmp_path, "texts.xlf", unit(sent, 1, "", "Ouvert jusqu’au {0} {2} {1}".format(*marks)))
    assert run("import", tmp_path / "texts.xlf").stdout == '{"a": "Ouvert jusqu’au %A %d %B"}'


def test_texts_that_stay_in_every_translation_are_told(run: Run, tmp_path: Path) -> None:
    page = stored_in(tmp_path, "texts.json", b'{"a": ":count apple|:count apples", "b": "Hello :name"}')
    sent = run("export", page, "--to", "mk", "--source", "en").stdout_bytes
    result = run("import", stored_in(tmp_path, "texts.xlf", translated(sent, str.upper)))
    assert result.stdout == '{"a": ":count apple|:count apples", "b": "HELLO :name"}'
    assert "1 text of texts.json can be written in no translation into mk" in result.stderr


def test_what_would_break_the_document_stays_and_is_told(run: Run, tmp_path: Path) -> None:
    page = stored_in(tmp_path, "page.md", b"# Opening hours\n\nAlways <!-- x --> open\n\nAt nine\n")
    sent = translated(run("export", page, "--to", "fr").stdout_bytes, str.upper)
    # At the beginning of a line it would be a block of its own.
    file = stored_in(tmp_path, "page.xlf", unit(sent, 2, 'Always <ph id="1"/> open', '<ph id="1"/> ouvert'))
    result = run("import", file, "-q")
    assert (result.exit_code, result.stdout) == (1, "# OPENING HOURS\n\nAlways <!-- x --> open\n\nAT NINE\n")
    reason = "its translation would break the document"
    assert result.stderr == f"lingopoint: unit 2 stays as it was (Always  open): {reason}\n"


def test_many_units_that_stay_are_counted(run: Run, tmp_path: Path) -> None:
    page = stored_in(tmp_path, "page.md", b"".join(b"The shop %d\n\n" % number for number in range(120)))
    run("export", page, "--to", "fr", "-o", tmp_path / "page.xlf")
    lines = run("import", tmp_path / "page.xlf", "-o", tmp_path / "out.md").stderr.splitlines()
    assert (len(lines), lines[-1]) == (102, "lingopoint: and 20 units more")


# What is not done


def suggested(file: bytes, target: str, state: str | None) -> bytes:
    """The file with a machine's translation of the second unit, which says something of its state."""
    root = tree(unit(file, 2, "The shop", target))
    (_, second) = root.iter(f"{X}unit")
    matches = second.makeelement(f"{{{MATCHES}}}matches", {})
    match = matches.makeelement(f"{{{MATCHES}}}match", {"ref": "#s1", "type": "mt"})
    for name, text in (("source", "The shop"), ("target", "La boutique")):
        element = match.makeelement(f"{X}{name}", {})
        element.text = text
        match.append(element)
    matches.append(match)
    second.insert(0, matches)
    (segment,) = second.iter(f"{X}segment")
    if state is not None:
        segment.set("state", state)
    return written(root)


@pytest.mark.parametrize(
    ("target", "state", "code"),
    [
        ("La boutique", "initial", 1),
        ("La boutique", None, 1),
        ("La boutique", "translated", 0),
        ("La boutique", "final", 0),
        ("Le magasin", "initial", 0),
        ("Le magasin", None, 0),
    ],
)
def test_what_a_machine_said_counts_when_somebody_changed_or_confirmed_it(
    run: Run, tmp_path: Path, done: bytes, target: str, state: str | None, code: int
) -> None:
    file = stored_in(tmp_path, "page.xlf", suggested(done, target, state))
    result = run("import", file)
    assert (result.exit_code, target in result.stdout) == (code, code == 0)
    assert run("import", file, "--unconfirmed").exit_code == 0


def test_what_a_tool_says_is_not_finished_is_not_taken(run: Run, tmp_path: Path, done: bytes) -> None:
    root = tree(done)
    for segment in root.iter(f"{X}segment"):
        segment.set("state", "initial")
    assert run("import", stored_in(tmp_path, "page.xlf", written(root))).exit_code == 1


# What is no such file

LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
BAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "entities": (
        lambda file: LAUGHS + file[file.index(b"<xliff") :],
        "it declares entities, which no translation needs",
    ),
    "other encoding": (lambda file: b'<?xml version="1.0" encoding="Shift_JIS"?><a/>', "not XML: "),
    "unknown encoding": (lambda file: b'<?xml version="1.0" encoding="none"?><a/>', "not XML: "),
    "not XML": (lambda file: file[:-9], "not XML: "),
    "deep": (
        lambda file: file.replace(b"La boutique", b"<pc>" * 300 + b"</pc>" * 300),
        "elements are nested too deeply",
    ),
    "not XLIFF": (lambda file: b"<html/>", "it is not XLIFF"),
    "1.2": (
        lambda file: b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>',
        "it is XLIFF 1.2; 2.0 and 2.1 are read",
    ),
    "two documents": (
        lambda file: file.replace(b"</xliff>", b'<file id="f2"><unit id="u"/></file></xliff>'),
        "it holds 2 files; one document is imported at a time",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_such_file_is_refused(run: Run, tmp_path: Path, done: bytes, case: str) -> None:
    spoil, reason = BAD[case]
    file = stored_in(tmp_path, "page.xlf", spoil(done))
    result = run("import", file, "-o", tmp_path / "out.html")
    assert (result.exit_code, (tmp_path / "out.html").exists()) == (1, False)
    assert result.stderr.startswith(f"lingopoint: {file}: {reason}")


def test_a_language_that_is_none_of_ours_is_told(run: Run, tmp_path: Path, done: bytes) -> None:
    file = stored_in(tmp_path, "page.xlf", done.replace(b'trgLang="fr"', b'trgLang="tlh"'))
    assert run("import", file).exit_code == 2
