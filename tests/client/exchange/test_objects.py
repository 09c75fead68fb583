"""Objects of a bucket: sent with what the stack's memory holds, and stored as translations of their owner's."""

import gzip
from pathlib import Path
from typing import Any

import boto3
import pytest

from tests.client.conftest import Deploy, Deployed, FakeAws, Run
from tests.client.exchange.documents import MATCHES, X, independent, stored_in, translated, tree, unit

KEY = "a b/shop+1.html"
PAGE = '<html lang="en"><p>The <b>shop</b> is open.</p><p>Call us.</p></html>'


@pytest.fixture
def page(stack: Deployed) -> Deployed:
    """A stack with one page in its bucket."""
    stack.put(KEY, PAGE, "text/html; charset=utf-8")
    return stack


@pytest.fixture
def file(run: Run, page: Deployed, tmp_path: Path) -> Path:
    """The page, exported and translated."""
    sent = run("export", KEY, "--to", "fr", "--stack", "pages").stdout_bytes
    return stored_in(tmp_path, "shop.xlf", translated(sent, str.upper))


def stored(page: Deployed, key: str) -> Any:
    return boto3.client("s3").get_object(Bucket=page.bucket, Key=key)


def put(stack: Deployed, data: bytes, **about: Any) -> None:
    boto3.client("s3").put_object(Bucket=stack.bucket, Key=KEY, Body=data, ContentType="text/html", **about)


def keys(page: Deployed) -> list[str]:
    return [each["Key"] for each in boto3.client("s3").list_objects_v2(Bucket=page.bucket)["Contents"]]


def test_a_finished_file_becomes_a_translation_of_its_owners(run: Run, page: Deployed, file: Path) -> None:
    result = run("import", file, "--stack", "pages")
    assert (result.exit_code, result.stdout) == (0, f"{KEY}#fr\n")
    assert result.stderr.splitlines() == [
        "lingopoint: translation memory: 2 units",
        f"{KEY} in fr: 2 units translated",
    ]
    found = stored(page, f"{KEY}#fr")
    assert found["Body"].read() == b'<html lang="fr"><p>THE <b>SHOP</b> IS OPEN.</p><p>CALL US.</p></html>'
    assert (found["ContentType"], found["ContentLanguage"]) == ("text/html; charset=utf-8", "fr")


def test_its_units_are_used_in_other_documents(run: Run, page: Deployed, file: Path) -> None:
    file.write_bytes(unit(file.read_bytes(), 2, "Call us.", "Appelez-nous."))
    run("import", file, "--stack", "pages")
    assert page.read("<h1>Call us.</h1>", "fr", source="en") == "<h1>Appelez-nous.</h1>"
    assert not any("expires" in item for item in boto3.client("dynamodb").scan(TableName=page.table)["Items"])


def test_a_file_that_is_not_finished_is_not_stored_but_remembered(run: Run, page: Deployed, file: Path) -> None:
    file.write_bytes(unit(file.read_bytes(), 2, "Call us."))
    result = run("import", file, "--stack", "pages")
    assert (result.exit_code, result.stdout, keys(page)) == (1, "", [KEY])
    assert f"{KEY}#fr is not stored: not all of it is translated (--partial stores it)" in result.stderr
    assert page.read("<p>The <b>shop</b> is open.</p>", "fr", source="en") == "<p>THE <b>SHOP</b> IS OPEN.</p>"
    result = run("import", file, "--stack", "pages", "--partial", "-q")
    assert (result.exit_code, result.stdout) == (1, f"{KEY}#fr\n")
    assert b"<p>Call us.</p>" in stored(page, f"{KEY}#fr")["Body"].read()


def test_what_the_memory_holds_goes_along(run: Run, page: Deployed, file: Path, tmp_path: Path) -> None:
    page.read("<p>The <b>shop</b> is open.</p>", "fr", source="en")
    file.write_bytes(unit(unit(file.read_bytes(), 1, "The shop is open."), 2, "Call us.", "Appelez-nous."))
    run("import", file, "--stack", "pages")
    result = run("export", KEY, "--to", "fr", "--stack", "pages", "-o", tmp_path / "again.xlf")
    assert result.stderr == f"{KEY}: 2 units from en to fr, 1 translated, 1 suggested\n"
    again = (tmp_path / "again.xlf").read_bytes()

    store = independent(again)
    assert [(unit.target, unit.isfuzzy(), unit.istranslated()) for unit in store.units] == [
        ("THE SHOP IS OPEN.", True, False),
        ("Appelez-nous.", False, True),
    ]
    matches = [(match.get("type"), match.get("ref")) for match in tree(again).iter(f"{{{MATCHES}}}match")]
    assert matches == [("mt", "#s1"), ("tm", "#s1")]

    result = run("import", tmp_path / "again.xlf", "-o", tmp_path / "out.html", "--stack", "pages")
    assert result.exit_code == 1
    assert "unit 1 stays as it was (The shop is open.): it is a machine's, and nobody" in result.stderr
    assert "<p>Appelez-nous.</p>" in (tmp_path / "out.html").read_text()


@pytest.mark.parametrize("option", ["--no-memory", "--bucket"])
def test_the_memory_can_be_left_alone(run: Run, page: Deployed, tmp_path: Path, option: str) -> None:
    page.read("<p>Call us.</p>", "fr", source="en")
    place = ["--bucket", page.bucket] if option == "--bucket" else ["--stack", "pages", "--no-memory"]
    sent = run("export", KEY, "--to", "fr", *place).stdout_bytes
    assert list(tree(sent).iter(f"{X}target")) == []
    before = boto3.client("dynamodb").scan(TableName=page.table)["Count"]
    file = stored_in(tmp_path, "shop.xlf", translated(sent, str.upper))
    assert run("import", file, *place).stdout == f"{KEY}#fr\n"
    assert boto3.client("dynamodb").scan(TableName=page.table)["Count"] == before


def test_an_output_is_written_instead(run: Run, page: Deployed, file: Path, tmp_path: Path) -> None:
    assert run("import", file, "--stack", "pages", "-o", tmp_path).exit_code == 0
    assert "CALL US." in (tmp_path / "shop+1.fr.html").read_text()
    assert keys(page) == [KEY]
    assert boto3.client("dynamodb").scan(TableName=page.table)["Count"] == 0


def test_a_file_goes_to_the_object_that_is_named(run: Run, page: Deployed, tmp_path: Path) -> None:
    local = stored_in(tmp_path, "shop.html", PAGE.encode())
    file = stored_in(tmp_path, "shop.xlf", translated(run("export", local, "--to", "fr").stdout_bytes, str.upper))
    result = run("import", file, "--stack", "pages")
    assert (result.exit_code, "give the key that it is stored under by --original" in result.stderr) == (2, True)
    assert run("import", file, "--stack", "pages", "--original", KEY).stdout == f"{KEY}#fr\n"


def test_a_file_of_an_object_needs_its_place_or_its_file(run: Run, page: Deployed, file: Path, tmp_path: Path) -> None:
    result = run("import", file)
    assert (result.exit_code, "is of an object: give --stack, --local or --bucket" in result.stderr) == (2, True)
    local = stored_in(tmp_path, "shop.html", PAGE.encode())
    assert "CALL US." in run("import", file, "--original", local).stdout


def test_an_original_that_is_stored_compressed_is_read(run: Run, stack: Deployed) -> None:
    put(stack, gzip.compress(b"<p>Hallo</p>"), ContentEncoding="gzip", ContentLanguage="de")
    sent = run("export", KEY, "--to", "fr", "--stack", "pages").stdout_bytes
    assert (tree(sent).get("srcLang"), tree(sent).findtext(f".//{X}source")) == ("de", "Hallo")


def test_the_stacks_settings_hold(run: Run, deploy: Deploy) -> None:
    stack = deploy(SourceLanguage="it", FunctionPayload='{"exclude": ["note"]}')
    stack.put("texts.json", '{"title": "La bottega", "note": "Il quaderno"}', "application/json")
    sent = tree(run("export", "texts.json", "--to", "fr", "--stack", "pages").stdout_bytes)
    assert (sent.get("srcLang"), [each.text for each in sent.iter(f"{X}source")]) == ("it", ["La bottega"])


REFUSED = [
    (["export", "none.html", "--to", "fr"], 3, "NoSuchKey"),
    (["export", f"{KEY}#fr", "--to", "fr"], 2, f"{KEY}#fr names a language: give the original's key, {KEY}"),
    (["export", KEY, "--to", "tlh"], 2, "'tlh' is no language of Amazon Translate"),
    (["export", KEY, "--to", "fr", "--include", "x"], 2, "--content-type, --include and --exclude are for files"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), REFUSED)
def test_what_cannot_be_sent_is_told(
    run: Run, page: Deployed, arguments: list[str], code: int, said: str, tmp_path: Path
) -> None:
    result = run(*arguments, "--stack", "pages", "-o", tmp_path / "page.xlf")
    assert (result.exit_code, said in result.stderr, (tmp_path / "page.xlf").exists()) == (code, True, False)


def test_encrypted_objects_are_refused(run: Run, stack: Deployed) -> None:
    put(stack, b"?", Metadata={"x-amz-key-v2": "x"})
    result = run("export", KEY, "--to", "fr", "--stack", "pages")
    assert (result.exit_code, result.stderr) == (1, f"lingopoint: {KEY}: encrypted by the client\n")


def test_files_need_no_aws(run: Run, aws: FakeAws, tmp_path: Path) -> None:
    page = stored_in(tmp_path, "shop.html", PAGE.encode())
    file = stored_in(tmp_path, "shop.xlf", translated(run("export", page, "--to", "fr").stdout_bytes, str.upper))
    assert run("import", file).exit_code == 0
    assert aws.requests == []
