"""`lingopoint forget`: nothing is left of a document but what it says is left."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest
from typer.testing import CliRunner

from lingopoint.adapters.s3_renditions import S3Renditions
from lingopoint.formats.options import Options
from lingopoint.ports import Direction, Rendition
from lingopoint.renditions.identity import identify
from lingopoint.renditions.request import InLanguage
from lingopoint.translation.wire import Wire
from lingopoint_cli import terminal
from lingopoint_cli.app import app
from lingopoint_cli.memory.erasing import Texts
from lingopoint_cli.objects import traces
from lingopoint_in_memory import stored
from tests.client.conftest import Deployed, Run
from tests.support import KeepingLog

PAGE = "<h1>Terms of delivery</h1>\n<p>Goods are sent to <b>the buyer</b> within ten days.</p>\n"
OTHER = "<p>Write to us.</p>"
FORGET = ("forget", "terms.html", "--stack", "pages")


def keep(stack: Deployed, key: str, target: str, version: str = "v1") -> None:
    """Keep a rendition, and the claim to make it, as the function does."""
    original = stored(b"", {"etag": '"1"', "x-amz-version-id": version})
    request = InLanguage(key, Direction("en", target))
    kept_as = identify(original, request, Options(target, "en"), "").kept_as
    renditions = S3Renditions(boto3.client("s3"), stack.renditions, KeepingLog())
    assert renditions.put(kept_as, Rendition(b"", "text/html", {}))
    assert renditions.claim(kept_as, 60)


def kept(stack: Deployed) -> int:
    return len(boto3.client("s3").list_objects_v2(Bucket=stack.renditions).get("Contents", []))


def remembered(stack: Deployed) -> set[str]:
    """The texts that the memory holds translations of."""
    return {
        item["original"]["S"]
        for item in boto3.client("dynamodb").scan(TableName=stack.table)["Items"]
        if "original" in item
    }


def objects(stack: Deployed) -> list[str]:
    pages = boto3.client("s3").list_object_versions(Bucket=stack.bucket)
    return sorted(f"{each['Key']} {each['VersionId']}" for each in pages.get("Versions", []))


def forget(run: Run, *options: str) -> dict[str, Any]:
    result = run(*FORGET, "--yes", "--json", *options)
    assert result.exit_code == 0, result.stderr
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_renditions_of_every_language_and_version_go_and_no_others(stack: Deployed, run: Run) -> None:
    for language in ("fr", "de"):
        for version in ("v1", "v2"):
            keep(stack, "terms.html", language, version)
        keep(stack, "terms.html.bak", language)
    assert forget(run)["deleted"] == {"versions": 0, "own_translations": 0, "renditions": 4, "claims": 4, "units": 0}
    assert kept(stack) == 4


def test_more_than_one_request_can_delete(stack: Deployed, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "_MOST_DELETED", 4)
    for number in range(5):
        keep(stack, "terms.html", "fr", str(number))
    assert forget(run)["deleted"]["renditions"] == 5
    assert kept(stack) == 0


def test_what_could_not_be_deleted_is_told(stack: Deployed, run: Run) -> None:
    keep(stack, "terms.html", "fr")
    deny = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:DeleteObject",
        "Resource": f"arn:aws:s3:::{stack.renditions}/*",
    }
    boto3.client("s3").put_bucket_policy(Bucket=stack.renditions, Policy=json.dumps({"Statement": [deny]}))
    result = run(*FORGET, "--yes")
    assert (result.exit_code, kept(stack)) == (4, 2)
    assert result.stderr.startswith(f"lingopoint: {stack.renditions}: AccessDenied: ")


def test_its_texts_go_from_the_memory_in_every_language_and_setting_and_no_others(stack: Deployed, run: Run) -> None:
    stack.put("terms.html", PAGE, "text/html")
    for language in ("fr", "de"):
        for formality in ("", "formal"):
            stack.read(PAGE, language, source="en", formality=formality)
    stack.read(OTHER, "fr", source="en")
    assert forget(run)["deleted"]["units"] == 8
    assert remembered(stack) == {"Write to us."}


def test_the_texts_of_a_document_in_either_language_of_the_rehearsal_are_known(stack: Deployed, run: Run) -> None:
    for language in ("en", "fr"):
        page = f'<html lang="{language}"><p>{language} delivery</p></html>'
        stack.put("terms.html", page, "text/html")
        stack.read(f"<p>{language} delivery</p>", "de", source=language)
        assert forget(run)["deleted"]["units"] == 1


def test_the_texts_of_earlier_versions_go_as_well(stack: Deployed, run: Run) -> None:
    boto3.client("s3").put_bucket_versioning(Bucket=stack.bucket, VersioningConfiguration={"Status": "Enabled"})
    stack.put("terms.html", "<p>The first wording.</p>", "text/html")
    stack.put("terms.html", "<p>The second wording.</p>", "text/html")
    boto3.client("s3").delete_object(Bucket=stack.bucket, Key="terms.html")
    stack.read("<p>The first wording.</p><p>The second wording.</p>", "fr", source="en")
    assert forget(run)["deleted"]["units"] == 2
    assert remembered(stack) == set()


@pytest.fixture
def reviewed(tmp_path: Path, run: Run) -> Callable[[], None]:
    """Puts a reviewed translation of the heading into the memory."""

    def put() -> None:
        file = tmp_path / "reviewed.tmx"
        texts = [("en", "Terms of delivery"), ("fr", "Conditions de livraison")]
        segments = "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in texts)
        header = '<header srclang="en" creationtool="x" segtype="block" datatype="plaintext"/>'
        file.write_text(f'<tmx version="1.4">{header}<body><tu>{segments}</tu></body></tmx>')
        assert run("memory", "import", file, "--stack", "pages").exit_code == 0

    return put


def test_what_people_reviewed_stays_unless_asked_for(stack: Deployed, run: Run, reviewed: Callable[[], None]) -> None:
    reviewed()
    stack.put("terms.html", PAGE, "text/html")
    stack.read(PAGE, "fr", source="en")
    told = forget(run)
    assert (told["deleted"]["units"], told["left"]["reviewed_units"]) == (1, 1)
    assert remembered(stack) == {"Terms of delivery"}
    told = forget(run, "--reviewed")
    assert (told["deleted"]["units"], told["left"]["reviewed_units"]) == (1, 0)
    assert remembered(stack) == set()


def test_the_original_and_reviews_of_it_stay_and_are_named(stack: Deployed, run: Run) -> None:
    for key in ("terms.html", "terms.html#fr", "terms.html#eu", "terms.html#chapter two", "terms.html2#fr"):
        stack.put(key, PAGE, "text/html")
    before = objects(stack)
    result = run(*FORGET, "--yes")
    assert result.exit_code == 0, result.stderr
    assert "original is still there, in 1 version\n" in result.stderr
    assert "still there: terms.html#fr\n" in result.stderr
    assert "still there: terms.html#eu\n" in result.stderr
    assert result.stderr.count("of your own") == 2
    assert objects(stack) == before


def test_with_the_original_everything_goes(stack: Deployed, run: Run) -> None:
    boto3.client("s3").put_bucket_versioning(Bucket=stack.bucket, VersioningConfiguration={"Status": "Enabled"})
    for text in (PAGE, "<p>The second wording.</p>"):
        stack.put("terms.html", text, "text/html")
        stack.put("terms.html#fr", text, "text/html")
        stack.read(text, "fr", source="en")
    stack.put("other.html", OTHER, "text/html")
    keep(stack, "terms.html", "fr")
    told = forget(run, "--original")
    assert told["deleted"] == {"versions": 2, "own_translations": 2, "renditions": 1, "claims": 1, "units": 3}
    assert told["left"] == {"versions": [], "own_translations": [], "reviewed_units": 0}
    assert [each.split()[0] for each in objects(stack)] == ["other.html"]
    assert (kept(stack), remembered(stack)) == (0, set())


def test_the_memory_is_left_alone_where_wanted(stack: Deployed, run: Run) -> None:
    stack.put("terms.html", PAGE, "text/html")
    stack.read(PAGE, "fr", source="en")
    assert forget(run, "--no-memory")["deleted"]["units"] == 0
    assert len(remembered(stack)) == 2


def test_without_the_original_nobody_can_tell_its_texts(stack: Deployed, run: Run) -> None:
    stack.read(PAGE, "fr", source="en")
    result = run(*FORGET, "--yes")
    assert (result.exit_code, result.stdout) == (0, "deleted: nothing\n")
    assert "terms.html is not there, so nobody can tell which texts of the memory were its own" in result.stderr
    assert len(remembered(stack)) == 2


def test_nothing_goes_unasked(stack: Deployed, run: Run) -> None:
    keep(stack, "terms.html", "fr")
    result = run(*FORGET)
    assert (result.exit_code, result.stderr) == (2, "lingopoint: nobody is there to be asked: give --yes\n")
    assert kept(stack) == 2


@pytest.mark.parametrize(("answer", "code", "left"), [("y", 0, 0), ("n", 130, 2), ("", 130, 2)])
def test_somebody_at_a_terminal_is_asked(
    answer: str, code: int, left: int, stack: Deployed, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(stack, "terms.html", "fr")
    monkeypatch.setattr(terminal, "attended", lambda: True)
    result = CliRunner().invoke(app, FORGET, input=f"{answer}\n")
    assert "Delete 1 rendition, 1 claim? [y/N]" in result.stderr
    assert (result.exit_code, kept(stack)) == (code, left)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ("terms.html#fr", "--stack", "pages"),
            2,
            "terms.html#fr names a language: give the original's key, terms.html",
        ),
        (("terms.html", "--bucket", "pages"), 2, "what is kept is a stack's: give --stack or --local"),
        (("terms.html", "--stack", "nowhere"), 3, "ValidationError: Stack with id nowhere does not exist"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    arguments: tuple[str, ...], code: int, message: str, stack: Deployed, run: Run
) -> None:
    result = run("forget", *arguments, "--yes")
    assert (result.exit_code, result.stderr) == (code, f"lingopoint: {message}\n")


LINKED = Wire("Goods are sent to <b>the buyer</b> &amp; <span translate=no>{name}</span> within ten days.")


@pytest.mark.parametrize(
    ("original", "held"),
    [
        (LINKED, True),
        ("Goods are sent to <b>the buyer</b> &amp; <a translate=no>{name}</a> within ten days.", True),
        ("Goods are sent to", True),
        ("the buyer", True),
        ("&amp;", True),
        ("within ten days.", True),
        ("ten days", False),
        ("e", False),
        ("", False),
        ("<br>", False),
        ("Goods are sent to the buyer & {name} with", True),
        ("Goods are sent to the seller & {name} with", False),
    ],
)
def test_a_unit_is_the_documents_whole_or_in_pieces(original: str, held: bool) -> None:
    assert Texts(frozenset({LINKED})).hold(original) is held
