"""`lingopoint translate`: files of this machine."""

import random
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lingopoint.formats.table import BY_EXTENSION
from lingopoint_cli.app import app
from lingopoint_cli.failures import Failure
from lingopoint_cli.files.translate import Bureau, FileResult, Job
from lingopoint_cli.options import TranslationEngine
from lingopoint_local.translate.engines.choice import EngineName
from lingopoint_local.translate.errors import ApiError
from lingopoint_local.translate.service import Members, Payload, TranslateApi
from tests.client.conftest import Run

SAMPLES = Path(__file__).parents[2] / "samples"
DOCUMENTS = [
    "contact-us.txt",
    "manual.txt",
    "disclaimer.html",
    "guide.md",
    "catalogue.json",
    "captions.vtt",
    "welcome.docx",
    "leaflet.odt",
    "booklet.epub",
    "courses.ics",
    "oil.ipynb",
]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_identity_gives_every_sample_back_byte_for_byte(run: Run, name: str) -> None:
    result = run("translate", SAMPLES / name, "--to", "pt", "--engine", "identity")
    assert result.exit_code == 0
    assert "1 translated" in result.stderr
    assert result.stdout_bytes == (SAMPLES / name).read_bytes()


def test_one_file_goes_to_standard_output_translated(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(b"Contact us\r\n\r\n  Write to hello@example.com.\r\n")
    result = run("translate", file, "--to", "pt", "--engine", "pseudo")
    expected = "[Çööñţååçţ ůůš]\r\n\r\n  [Ŵŕîîţéé ţöö hello@example.com.]\r\n"
    assert result.stdout_bytes.decode() == expected
    assert re.fullmatch(r"1 file: 1 translated; 2 units, \d calls?, \d\d characters\n", result.stderr)


def test_a_folder_is_translated_as_it_is_laid_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "page.txt").write_text("Contact us")
    (tmp_path / "in" / "deep" / "page.txt").write_text("Write to us")
    (tmp_path / "in" / "deep" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run("translate", tmp_path / "in", "--to", "pt", "--engine", "pseudo", "--output-dir", tmp_path / "out")
    assert result.exit_code == 0
    assert (tmp_path / "out" / "page.txt").read_text(encoding="utf-8") == "[Çööñţååçţ ůůš]"
    assert (tmp_path / "out" / "deep" / "page.txt").read_text(encoding="utf-8") == "[Ŵŕîîţéé ţöö ůůš]"
    assert (tmp_path / "out" / "deep" / "logo.png").read_bytes() == b"\x89PNG\r\n\x1a\n"
    assert f"{tmp_path}/in/deep/logo.png: copied unchanged (no format for image/png)" in result.stderr
    assert "3 files: 2 translated, 1 copied" in result.stderr


def test_a_file_that_holds_more_than_can_be_translated_is_copied_and_says_why(run: Run, tmp_path: Path) -> None:
    (tmp_path / "codes.txt").write_text("a%s" * 50_000)
    (tmp_path / "page.txt").write_text("Contact us")
    files = [tmp_path / "codes.txt", tmp_path / "page.txt"]
    result = run("translate", *files, "--to", "pt", "--engine", "pseudo", "--output-dir", tmp_path / "out")
    assert result.exit_code == 0
    assert (tmp_path / "out" / "codes.txt").read_bytes() == files[0].read_bytes()
    assert f"{tmp_path}/codes.txt: copied unchanged (The original has more inline codes" in result.stderr
    assert "2 files: 1 translated, 1 copied" in result.stderr


def test_a_file_in_the_language_already_is_copied_and_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<html lang="pt"><p>Fale conosco</p></html>')
    (tmp_path / "b.txt").write_text("Write to us, and we will be with you")
    files = [tmp_path / "a.html", tmp_path / "b.txt"]
    result = run("translate", *files, "--to", "pt", "--engine", "pseudo", "--output-dir", tmp_path / "out")
    assert (tmp_path / "out" / "a.html").read_bytes() == files[0].read_bytes()
    assert f"{tmp_path}/a.html: copied unchanged (already in pt)" in result.stderr
    assert "2 files: 1 translated, 1 copied" in result.stderr


def test_a_file_in_a_language_that_the_service_has_not_is_copied_and_the_others_are_not(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(api: TranslateApi, payload: Payload) -> Members:
        if "kaixo" in payload["Text"]:
            raise ApiError("UnsupportedLanguagePairException", "Unsupported language pair: eu to pt.")
        return answered(api, payload)

    answered = TranslateApi._translate_text
    monkeypatch.setattr(TranslateApi, "_translate_text", refused)
    (tmp_path / "a.txt").write_text("kaixo mundua")
    (tmp_path / "b.txt").write_text("Write to us")
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    result = run("translate", *files, "--to", "pt", "--engine", "pseudo", "--output-dir", tmp_path / "out")
    assert result.exit_code == 0
    assert f"{tmp_path}/a.txt: copied unchanged (" in result.stderr
    assert "2 files: 1 translated, 1 copied" in result.stderr


def test_a_sentence_of_two_files_is_sent_once(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Contact us")
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    result = run("translate", *files, "--to", "pt", "--engine", "pseudo", "--output-dir", tmp_path / "out")
    assert result.stderr == "2 files: 2 translated; 2 units, 1 call, 10 characters\n"
    assert (tmp_path / "out" / "b.txt").read_text(encoding="utf-8") == "[Çööñţååçţ ůůš]"


def test_the_output_folder_may_be_inside_the_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Contact us")
    for _ in range(2):
        result = run("translate", tmp_path, "--to", "pt", "--engine", "pseudo", "--output-dir", tmp_path / "pt")
        assert result.stderr.startswith("1 file: 1 translated")
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*.*"))] == [
        "page.txt",
        "pt/page.txt",
    ]


def test_files_keep_their_permissions_when_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Contact us")
    target = tmp_path / "out" / "page.txt"
    target.parent.mkdir()
    target.write_text("old")
    target.chmod(0o640)
    run("translate", tmp_path / "page.txt", "--to", "pt", "--engine", "pseudo", "--output-dir", target.parent)
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in target.parent.iterdir()] == ["page.txt"]


def test_what_an_earlier_run_did_is_left_out_when_asked_for(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Contact us")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.txt").write_text("old")
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    again = ("translate", *files, "--to", "pt", "--engine", "pseudo", "-o", tmp_path / "out", "--skip-existing")
    assert run(*again).stderr == "1 file: 1 translated; 1 unit, 1 call, 10 characters\n"
    assert (tmp_path / "out" / "a.txt").read_text() == "old"
    assert run(*again).stderr == "0 files: nothing to do; 0 units\n"


@pytest.mark.parametrize(("fault", "code"), [(KeyboardInterrupt(), 130), (Failure("No.", 5), 5)])
def test_a_run_that_ends_early_sums_up_what_was_done(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, code: int
) -> None:
    def interrupted(bureau: Bureau, job: Job) -> FileResult:
        if job.name == "b.txt":
            raise fault
        return done(bureau, job)

    done = Bureau.do
    monkeypatch.setattr(Bureau, "do", interrupted)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Contact us")
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    result = run("translate", *files, "--to", "pt", "--engine", "pseudo", "-o", tmp_path / "out")
    assert result.exit_code == code
    assert "stopped with 1 file left; 1 file: 1 translated; 1 unit, 1 call, 10 characters\n" in result.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.txt"]


def test_standard_input_is_of_the_format_that_its_name_tells() -> None:
    arguments = ["translate", "-", "--name", "page.md", "--to", "pt", "--engine", "identity"]
    assert CliRunner().invoke(app, arguments, input="# Contact *us*\n").stdout == "# Contact *us*\n"


def test_standard_input_without_a_name_is_a_usage_error(run: Run) -> None:
    result = run("translate", "-", "--to", "pt", "--engine", "pseudo")
    said = "what comes from standard input needs a --name, such as page.md: it tells the format"
    assert (result.exit_code, result.stderr) == (2, f"lingopoint: {said}\n")


def test_amazon_translate_without_credentials_is_told_before_anything_is_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-west-2")
    (tmp_path / "a.txt").write_text("Contact us")
    result = run("translate", tmp_path / "a.txt", "--to", "pt", "--engine", "aws")
    assert (result.exit_code, result.stderr) == (4, "lingopoint: no AWS credentials: Unable to locate credentials\n")
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    result = run("translate", tmp_path / "a.txt", "--to", "pt", "--engine", "aws")
    said = "no AWS Region: set AWS_DEFAULT_REGION, or `region` in the profile (`aws configure`)"
    assert (result.exit_code, result.stderr) == (2, f"lingopoint: {said}\n")


def test_values_can_be_left_out(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "words.json"
    file.write_text('{"title": "Contact us", "note": "Contact us"}')
    result = run("translate", file, "--to", "pt", "--engine", "pseudo", "--exclude", "note")
    assert result.stdout == '{"title": "[Çööñţååçţ ůůš]", "note": "Contact us"}'


def test_a_missing_file_fails_and_the_others_are_done(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Contact us")
    files = [tmp_path / "nothing.txt", tmp_path / "page.txt"]
    result = run("translate", *files, "--to", "pt", "--engine", "pseudo", "--output-dir", tmp_path / "out", "--quiet")
    assert result.exit_code == 1
    assert result.stderr == f"lingopoint: {tmp_path}/nothing.txt: No such file or directory\n"
    assert (tmp_path / "out" / "page.txt").exists()


def test_a_folder_that_cannot_be_written_fails(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Contact us")
    (tmp_path / "out").write_text("a file, not a folder")
    result = run(
        "translate", tmp_path / "page.txt", "--to", "pt", "--engine", "pseudo", "--output-dir", tmp_path / "out"
    )
    assert result.exit_code == 1
    assert result.stderr.startswith("lingopoint: ")


def test_no_file_is_ever_written_over_its_source(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("Contact us")
    result = run("translate", file, "--to", "pt", "--engine", "pseudo", "--output-dir", tmp_path)
    assert result.exit_code == 2
    assert file.read_text() == "Contact us"


def test_no_two_files_are_written_to_one_place(run: Run, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text("Contact us")
    files = [tmp_path / "a" / "page.txt", tmp_path / "b" / "page.txt"]
    result = run("translate", *files, "--to", "pt", "--engine", "pseudo", "--output-dir", tmp_path / "out")
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.neural
def test_a_pair_without_an_engine_is_refused_with_advice(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("Contact us")
    result = run("translate", file, "--to", "ja", "--source", "en", "--engine", "embedded")
    assert (result.exit_code, result.stdout) == (5, "")
    assert result.stderr.startswith(f"lingopoint: {file}: Unsupported language pair: en to ja.")


def test_a_document_in_the_target_language_already_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("Fale conosco")
    result = run("translate", file, "--to", "pt", "--source", "pt", "--engine", "pseudo")
    assert result.stdout == "Fale conosco"


@pytest.mark.parametrize("extension", sorted(BY_EXTENSION))
@pytest.mark.parametrize("seed", range(3))
def test_no_file_is_too_odd(run: Run, tmp_path: Path, extension: str, seed: int) -> None:
    file = tmp_path / f"odd.{extension}"
    file.write_bytes(random.Random(f"{extension}{seed}").randbytes(2000))  # no UTF-8 and no document of any kind
    result = run("translate", file, "--to", "pt", "--engine", "pseudo")
    assert result.exit_code == 0
    assert result.stdout_bytes == file.read_bytes()
    assert "copied unchanged" in result.stderr


def test_the_engines_are_amazons_and_those_of_the_local_stack() -> None:
    assert [*TranslationEngine] == ["aws", *EngineName]
