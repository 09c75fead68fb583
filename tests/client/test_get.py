"""`lingopoint get`: an object in another language."""

from io import BytesIO
from pathlib import Path

import pytest

from tests.client.conftest import ALIAS, ARN, FakeAws, Run

TARGET = f"/{ALIAS}/ContactUs/contact-us.txt%23pt"
BODY = "Fale conosco\r\n\tsem mudança\n".encode()


def test_the_object_is_asked_for_under_its_tagged_key_and_written_byte_for_byte(aws: FakeAws, run: Run) -> None:
    aws.translation(TARGET, BODY)
    result = run("get", "ContactUs/contact-us.txt", "--to", "pt", "--access-point", ALIAS)
    assert result.exit_code == 0
    assert result.stdout_bytes == BODY


def test_what_it_cost_is_said_in_one_line_on_standard_error(aws: FakeAws, run: Run) -> None:
    aws.translation(TARGET, BODY)
    result = run("get", "ContactUs/contact-us.txt", "--to", "pt", "--access-point", ALIAS)
    assert result.stderr == "ContactUs/contact-us.txt#pt: pt from en, 3 units, 1 call, 1,234 characters, about $0.02\n"


def test_units_that_stayed_as_written_are_counted(aws: FakeAws, run: Run) -> None:
    aws.translation(TARGET, BODY, **{"units-kept": "2"})
    assert (
        "2 units left as written"
        in run("get", "ContactUs/contact-us.txt", "--to", "pt", "--access-point", ALIAS).stderr
    )


def test_a_translation_that_was_kept_costs_nothing(aws: FakeAws, run: Run) -> None:
    aws.translation(TARGET, BODY, billed="0")
    result = run("get", "ContactUs/contact-us.txt", "--to", "pt", "--access-point", ALIAS)
    assert result.stderr == "ContactUs/contact-us.txt#pt: pt from en, 3 units, all known already\n"


def test_where_the_cost_is_not_told_nothing_is_said_of_it(aws: FakeAws, run: Run) -> None:
    told = {"status": "translated", "source": "en", "units": "3", "units-kept": "0"}
    headers = {f"x-amz-meta-lingopoint-{name}": value for name, value in told.items()}
    aws.answers[TARGET] = 200, {"Content-Type": "text/plain", "Content-Language": "pt", **headers}, BODY
    result = run("get", "ContactUs/contact-us.txt", "--to", "pt", "--access-point", ALIAS)
    assert result.stderr == "ContactUs/contact-us.txt#pt: pt from en, 3 units\n"


def test_quiet_says_nothing(aws: FakeAws, run: Run) -> None:
    aws.translation(TARGET, BODY)
    result = run("get", "ContactUs/contact-us.txt", "--to", "pt", "--access-point", ALIAS, "--quiet")
    assert (result.stdout_bytes, result.stderr) == (BODY, "")


def test_an_untranslatable_object_says_why(aws: FakeAws, run: Run) -> None:
    aws.translation(TARGET, BODY, status="untranslated; reason=no format for image/png")
    result = run("get", "ContactUs/contact-us.txt", "--to", "pt", "--access-point", ALIAS)
    assert result.stderr == "ContactUs/contact-us.txt#pt: as it is stored (no format for image/png)\n"


def test_a_stored_translation_is_told_from_a_machine_translation(aws: FakeAws, run: Run) -> None:
    aws.original(TARGET, BODY)
    result = run("get", "ContactUs/contact-us.txt", "--to", "pt", "--access-point", ALIAS)
    assert result.stderr == "ContactUs/contact-us.txt#pt: as it is stored\n"


PLAIN = f"/{ALIAS}/ContactUs/contact-us.txt?lang=pt"
REFUSED = 403, "AccessDenied", "Tagged keys are not translated here."


def test_where_tagged_keys_are_refused_the_language_is_asked_for_beside_the_key(aws: FakeAws, run: Run) -> None:
    aws.error(TARGET, *REFUSED)
    aws.translation(PLAIN, BODY)
    result = run("get", "ContactUs/contact-us.txt", "--to", "pt", "--access-point", ALIAS)
    assert (result.exit_code, result.stdout_bytes) == (0, BODY)
    assert result.stderr == (
        "ContactUs/contact-us.txt?lang=pt: pt from en, 3 units, 1 call, 1,234 characters, about $0.02\n"
    )


def test_settings_travel_beside_the_key_too(aws: FakeAws, run: Run) -> None:
    aws.error(f"/{ALIAS}/a.txt%23de%3Bformality%3Dformal", *REFUSED)
    aws.translation(f"/{ALIAS}/a.txt?lang=de%3Bformality%3Dformal", BODY)
    result = run("get", "a.txt", "--to", "de", "--formality", "formal", "--access-point", ALIAS)
    assert result.stdout_bytes == BODY


def test_an_original_is_not_taken_for_a_translation_that_nobody_was_asked_for(aws: FakeAws, run: Run) -> None:
    aws.error(TARGET, *REFUSED)
    aws.original(PLAIN, b"Contact us")
    result = run("get", "ContactUs/contact-us.txt", "--to", "pt", "--access-point", ALIAS)
    assert (result.exit_code, result.stdout_bytes) == (5, b"")
    assert "the original was answered: S3 hands on no ?lang= here" in result.stderr


def test_settings_travel_in_the_tag(aws: FakeAws, run: Run) -> None:
    settings = ["--formality", "informal", "--brevity", "--profanity", "mask", "--source", "en"]
    run("get", "a.txt", "--to", "fr-CA", *settings, "--access-point", ALIAS)
    tag = "fr-CA%3Bformality%3Dinformal%3Bbrevity%3Don%3Bprofanity%3Dmask%3Bsource%3Den"
    assert aws.requests[0].target == f"/{ALIAS}/a.txt%23{tag}"


def test_output_goes_to_a_file(aws: FakeAws, run: Run, tmp_path: Path) -> None:
    aws.translation(TARGET, BODY)
    file = tmp_path / "new" / "page.txt"
    result = run("get", "ContactUs/contact-us.txt", "--to", "pt", "--access-point", ALIAS, "-o", file)
    assert (result.exit_code, result.stdout_bytes, file.read_bytes()) == (0, b"", BODY)


def test_output_into_a_folder_gets_a_name_that_tells_its_language(aws: FakeAws, run: Run, tmp_path: Path) -> None:
    aws.translation(TARGET, BODY)
    run("get", "ContactUs/contact-us.txt", "--to", "pt", "--access-point", ALIAS, "-o", tmp_path)
    assert (tmp_path / "contact-us.pt.txt").read_bytes() == BODY


def test_an_answer_that_breaks_off_never_replaces_a_file(aws: FakeAws, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("the one from yesterday")
    aws.answers[TARGET] = 200, {"Content-Length": "1000"}, BODY
    result = run("get", "ContactUs/contact-us.txt", "--to", "pt", "--access-point", ALIAS, "-o", file)
    assert result.exit_code == 6
    assert [path.name for path in tmp_path.iterdir()] == ["page.txt"]
    assert file.read_text() == "the one from yesterday"


def test_an_arn_at_localhost_needs_no_resolver_that_knows_it(
    aws: FakeAws, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://localhost:{aws.port}")
    aws.translation("/a.txt%23pt", BODY)
    assert run("get", "a.txt", "--to", "pt", "--access-point", ARN).stdout_bytes == BODY
    assert aws.requests[0].headers["host"] == f"lingopoint-123456789012.localhost:{aws.port}"
    assert "/us-west-2/s3-object-lambda/aws4_request" in aws.requests[0].headers["authorization"]


def test_a_translation_of_ones_own_is_read_in_a_language_that_no_machine_has(aws: FakeAws, run: Run) -> None:
    target = f"/{ALIAS}/page.txt%23eu"
    aws.original(target, b"Kaixo")
    assert run("get", "page.txt", "--to", "eu", "--access-point", ALIAS, "--quiet").stdout_bytes == b"Kaixo"
    assert [request.target for request in aws.requests] == [target]  # no machine is asked for it


def test_a_key_with_a_language_on_it_is_told_to_be_one(aws: FakeAws, run: Run) -> None:
    result = run("get", "page.txt#pt", "--to", "pt", "--access-point", ALIAS)
    said = "lingopoint: page.txt#pt names a language: give the original's key, page.txt\n"
    assert (result.exit_code, result.stderr, aws.requests) == (2, said, [])


class Screen(BytesIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("body", "code"), [(b"PK\x03\x04\0", 2), (b"\xff\xfe", 2), ("Olá".encode(), 0)])
def test_what_is_no_text_is_not_written_to_a_terminal(
    aws: FakeAws, run: Run, monkeypatch: pytest.MonkeyPatch, body: bytes, code: int
) -> None:
    screen = Screen()
    monkeypatch.setattr("typer.get_binary_stream", lambda _: screen)
    aws.translation(TARGET, body)
    result = run("get", "ContactUs/contact-us.txt", "--to", "pt", "--access-point", ALIAS, "--quiet")
    said = "lingopoint: this is no text for a terminal: give -o FILE, or a pipe\n" if code else ""
    assert (result.exit_code, screen.getvalue(), result.stderr) == (code, b"" if code else body, said)
