"""`lingopoint memory`: reviewed translations in, everything out."""

from pathlib import Path
from xml.etree import ElementTree

import boto3
import pytest

from lingopoint.errors import ConfigurationError
from lingopoint_cli.place import Place
from lingopoint_in_memory import FunctionTranslator
from tests.client.conftest import Deploy, Deployed, FakeAws, Run

PAGE = "<p>Write to us.</p>"
LINKED = 'Read <a href="/a">the <b>manual</b></a> of {name}. <img src="b.png"> Call 555 0199.'


def tmx(*units: str, source: str = "en") -> str:
    header = f'<header srclang="{source}" creationtool="x" segtype="block" datatype="plaintext"/>'
    start = '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4">'
    return f"{start}{header}<body>{''.join(units)}</body></tmx>"


def unit(**segments: str) -> str:
    """One unit, its segments by language: `zh_TW` is zh-TW."""
    versions = "".join(
        f'<tuv xml:lang="{language.replace("_", "-")}"><seg>{segment}</seg></tuv>'
        for language, segment in segments.items()
    )
    return f"<tu>{versions}</tu>"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "reviewed.tmx"


def segments(file: Path) -> list[list[tuple[str, str]]]:
    """The text of each unit's versions, markup and all."""
    return [
        [
            (tuv.get("{http://www.w3.org/XML/1998/namespace}lang", ""), "".join(tuv.itertext()))
            for tuv in element.iter("tuv")
        ]
        for element in ElementTree.parse(file).iter("tu")
    ]


def test_a_reviewed_translation_is_used_instead_of_a_machines(stack: Deployed, run: Run, file: Path) -> None:
    file.write_text(tmx(unit(en="Write to us.", fr="Écrivez-nous.", de="Schreiben Sie uns.")), encoding="utf-8")
    result = run("memory", "import", file, "--stack", "pages")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "de: 1 unit\nfr: 1 unit\n", "")
    assert stack.read(PAGE, "fr") == "<p>Écrivez-nous.</p>"
    assert stack.read(PAGE, "de", source="en") == "<p>Schreiben Sie uns.</p>"
    assert stack.read(PAGE, "es") == "<p>WRITE TO US.</p>"


def test_it_stays_for_good(stack: Deployed, run: Run, file: Path) -> None:
    file.write_text(tmx(unit(en="Write to us.", fr="Écrivez-nous.")), encoding="utf-8")
    run("memory", "import", file, "--stack", "pages")
    items = boto3.client("dynamodb").scan(TableName=stack.table)["Items"]
    assert len(items) == 1
    assert not any("expires" in item for item in items)


def test_it_wins_over_what_a_machine_said_before(stack: Deployed, run: Run, file: Path) -> None:
    assert stack.read(PAGE, "fr") == "<p>WRITE TO US.</p>"
    file.write_text(tmx(unit(en="Write to us.", fr="Écrivez-nous.")), encoding="utf-8")
    run("memory", "import", file, "--stack", "pages")
    assert stack.read(PAGE, "fr") == "<p>Écrivez-nous.</p>"


def test_codes_stay_where_the_reviewer_put_them(stack: Deployed, run: Run, file: Path) -> None:
    source = (
        'Read <bpt i="1" x="1">&lt;a&gt;</bpt>the <bpt i="2" x="2">&lt;b&gt;</bpt>manual<ept i="2">&lt;/b&gt;</ept>'
        '<ept i="1">&lt;/a&gt;</ept> of <ph x="3">{name}</ph>. <ph x="4">&lt;img/&gt;</ph> Call 555 0199.'
    )
    target = (
        'Téléphonez : 555 0199. <ph x="4">&lt;img/&gt;</ph> Lisez <ph x="3">{name}</ph>, '
        '<bpt i="2" x="1">&lt;a&gt;</bpt>le <bpt i="1" x="2">&lt;b&gt;</bpt>manuel<ept i="1">&lt;/b&gt;</ept>'
        '<ept i="2">&lt;/a&gt;</ept>'
    )
    file.write_text(tmx(unit(en=source, fr=target)), encoding="utf-8")
    assert run("memory", "import", file, "--stack", "pages").stdout == "fr: 1 unit\n"
    assert stack.read(f"<p>{LINKED}</p>", "fr") == (
        '<p>Téléphonez : 555 0199. <img src="b.png"> Lisez {name}, <a href="/a">le <b>manuel</b></a></p>'
    )


LEFT_OUT = [
    (unit(en="Order 12345.", fr="Commande 1234."), "1 that would not be trusted"),
    (unit(en="Hello.", fr="..."), "1 that would not be trusted"),
    (unit(en="Hello {name}.", fr="Bonjour."), "1 that would not be trusted"),
    (unit(en="Hello.", fr="Bonjour {name}."), "1 that would not be trusted"),
    (unit(en="x" * 10_001, fr="y"), "1 that would not be trusted"),
    (unit(en='<bpt i="1"/>Hello', fr="Bonjour"), "1 whose codes do not pair"),
    (unit(en="Hello", fr='Bon<ph>&lt;a title="<sub>Hello</sub>"&gt;</ph>jour'), "1 whose codes do not pair"),
    (unit(en="Hello", en_GB="Hello there", xx="?"), "2 of languages that are not translated"),
    (unit(fr="Bonjour"), "1 without a text in the source language"),
]


@pytest.mark.parametrize(("element", "reason"), LEFT_OUT)
def test_what_nobody_could_serve_is_left_out_and_counted(
    stack: Deployed, run: Run, file: Path, element: str, reason: str
) -> None:
    file.write_text(tmx(element, unit(en="Yes.", fr="Oui.")), encoding="utf-8")
    result = run("memory", "import", file, "--stack", "pages")
    assert (result.exit_code, result.stdout) == (0, "fr: 1 unit\n")
    assert result.stderr == f"lingopoint: left out: {reason}\n"


def test_settings_are_those_that_requests_will_have(deploy: Deploy, run: Run, file: Path) -> None:
    stack = deploy(Formality="formal")
    file.write_text(tmx(unit(en="Write to us.", fr="Écrivez-nous.")), encoding="utf-8")
    run("memory", "import", file, "--stack", "pages")
    assert stack.read(PAGE, "fr", source="en", formality="formal") == "<p>Écrivez-nous.</p>"
    assert stack.read(PAGE, "fr", formality="formal") == "<p>Écrivez-nous.</p>"
    assert stack.read(PAGE, "fr", source="en") == "<p>WRITE TO US.</p>"
    assert stack.read(PAGE, "fr", source="es", formality="formal") == "<p>WRITE TO US.</p>"


def test_a_regions_form_is_used_for_documents_in_its_language_too(stack: Deployed, run: Run, file: Path) -> None:
    file.write_text(tmx(unit(pt_PT="Escreva-nos.", fr="Écrivez-nous."), source="pt-PT"), encoding="utf-8")
    run("memory", "import", file, "--stack", "pages")
    for source in ("pt-PT", "pt"):
        assert stack.read("<p>Escreva-nos.</p>", "fr", source=source) == "<p>Écrivez-nous.</p>"
    assert run("memory", "export", file, "--to", "fr", "--stack", "pages").stdout == "fr: 1 unit\n"


def test_a_terminology_counts_in_its_present_version(
    deploy: Deploy, run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = deploy(TerminologyName="legal")
    monkeypatch.setattr(Place, "translator", lambda _: FunctionTranslator())
    file.write_text(tmx(unit(en="Write to us.", fr="Écrivez-nous.")), encoding="utf-8")
    run("memory", "import", file, "--stack", "pages")
    assert stack.read(PAGE, "fr", terminology="legal") == "<p>Écrivez-nous.</p>"
    assert stack.read(PAGE, "fr") == "<p>WRITE TO US.</p>"


def test_a_terminology_that_is_not_there_is_told(
    stack: Deployed, run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Without(FunctionTranslator):
        def terminology_version(self, name: str) -> str:
            raise ConfigurationError("There is no such terminology.", detail=name)

    monkeypatch.setattr(Place, "translator", lambda _: Without())
    result = run("memory", "export", file, "--to", "fr", "--terminology", "legal", "--stack", "pages")
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr == "lingopoint: terminology legal: There is no such terminology. legal\n"


# Export


def test_what_machines_translated_can_be_reviewed_and_put_back(stack: Deployed, run: Run, file: Path) -> None:
    stack.read(f"<p>{LINKED}</p>{PAGE}", "fr")
    stack.read(PAGE, "de")
    assert run("memory", "export", file, "--to", "fr", "--stack", "pages").stdout == "fr: 2 units\n"
    assert 'type="x-lingopoint">machine<' in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace("MANUAL", "mode d’emploi"), encoding="utf-8")
    assert run("memory", "import", file, "--stack", "pages").stdout == "fr: 2 units\n"
    assert stack.read(f"<p>{LINKED}</p>", "fr") == (
        '<p>READ <a href="/a">THE <b>mode d’emploi</b></a> OF {name}. <img src="b.png"> CALL 555 0199.</p>'
    )


def test_only_reviewed_units_are_exported_where_that_is_wanted(stack: Deployed, run: Run, file: Path) -> None:
    stack.read(f"{PAGE}<p>Hello.</p>", "fr")
    file.write_text(tmx(unit(en="Write to us.", fr="Écrivez-nous.")), encoding="utf-8")
    run("memory", "import", file, "--stack", "pages")
    assert run("memory", "export", file, "--to", "fr", "--reviewed", "--stack", "pages").stdout == "fr: 1 unit\n"
    assert segments(file) == [[("en", "Write to us."), ("fr", "Écrivez-nous.")]]


def test_units_of_other_languages_and_settings_are_not_exported(stack: Deployed, run: Run, file: Path) -> None:
    stack.read(PAGE, "de")
    stack.read(PAGE, "fr", formality="formal")
    assert run("memory", "export", file, "--to", "fr", "--stack", "pages").stdout == "fr: 0 units\n"
    assert segments(file) == []


def test_texts_that_look_like_markup_survive(stack: Deployed, run: Run, file: Path) -> None:
    stack.read("<p>a &lt; b &amp;&amp; c &amp;lt; d</p>", "fr")
    run("memory", "export", file, "--to", "fr", "--stack", "pages")
    assert segments(file) == [[("en", "a < b && c &lt; d"), ("fr", "A < B && C &lt; D")]]


# Faults


def test_a_file_that_is_no_xml_is_a_file_error(stack: Deployed, run: Run, file: Path) -> None:
    file.write_text("<tmx><body>")
    result = run("memory", "import", file, "--stack", "pages")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"lingopoint: {file}: not XML: ")


def test_a_missing_file_is_a_file_error(stack: Deployed, run: Run, file: Path) -> None:
    assert run("memory", "import", file, "--stack", "pages").exit_code == 1


def test_a_table_that_does_not_take_it_is_an_error(stack: Deployed, run: Run, file: Path) -> None:
    file.write_text(tmx(unit(en="Yes.", fr="Oui.")), encoding="utf-8")
    boto3.client("dynamodb").delete_table(TableName=stack.table)
    result = run("memory", "import", file, "--stack", "pages")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == f"lingopoint: {stack.table}: ResourceNotFoundException\n"


def test_a_memory_needs_a_stack(aws: FakeAws, run: Run, file: Path) -> None:
    result = run("memory", "export", file, "--to", "fr")
    assert (result.exit_code, aws.requests) == (2, [])
    assert result.stderr == "lingopoint: no translation memory: give --stack or --local\n"
