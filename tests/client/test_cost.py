"""`lingopoint cost`: what translating would cost, before anyone pays."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import boto3
import pytest

from lingopoint_cli import prices
from tests.client.conftest import Deploy, Deployed, FakeAws, Run

PAGE = "<h1>Contact us</h1>\n<p>Write to us.</p>\n<p>Write to us.</p>\n"


def estimate(run: Run, *arguments: str) -> dict[str, Any]:
    result = run("cost", *arguments, "--stack", "pages", "--json")
    assert result.exit_code == 0, result.stderr
    figures: dict[str, Any] = json.loads(result.stdout)
    return figures


def test_what_would_be_sent_is_counted_and_priced(stack: Deployed, run: Run) -> None:
    stack.put("docs/page.html", PAGE, "text/html")
    sent = len("<p id=1>Contact us</p><p id=2>Write to us.</p>")
    assert estimate(run, "docs/", "--to", "fr")["languages"]["fr"] == {
        "renditions": 1,
        "units": 3,
        "whole": len(PAGE),
        "text": len("Contact us") + len("Write to us."),
        "known": 0,
        "billed": sent,
        "calls": 1,
        "dollars": sent * 15 / 1_000_000,
        "whole_dollars": len(PAGE) * 15 / 1_000_000,
    }


def test_the_estimate_is_what_is_billed_then(stack: Deployed, run: Run, tmp_path: Path) -> None:
    stack.put("page.html", PAGE, "text/html")
    (tmp_path / "page.html").write_text(PAGE)
    done = run("translate", tmp_path / "page.html", "--to", "fr", "--engine", "identity")
    figures = estimate(run, "--to", "fr")["languages"]["fr"]
    assert f"{figures['calls']} call, {figures['billed']} characters" in done.stderr


def test_a_text_of_several_objects_counts_once_a_language(stack: Deployed, run: Run) -> None:
    stack.put("a.txt", "Write to us.")
    stack.put("b.txt", "Write to us.")
    figures = estimate(run, "--to", "fr,de", "--to", "de")
    assert list(figures["languages"]) == ["fr", "de"]
    for tally in figures["languages"].values():
        assert (tally["renditions"], tally["text"], tally["known"], tally["billed"]) == (2, 24, 12, 12)
    assert figures["total"]["billed"] == 24


def test_only_keys_below_the_prefix_count(stack: Deployed, run: Run) -> None:
    for number in range(3):
        stack.put(f"docs/{number}.txt", "Write to us.")
    stack.put("docs/", "")
    stack.put("other.txt", "Another text")
    assert estimate(run, "docs/", "--to", "fr")["objects"] == {"translatable": 3, "untranslatable": 0, "unreadable": 0}


def test_what_cannot_be_translated_is_told_apart(deploy: Deploy, run: Run) -> None:
    stack = deploy(FunctionPayload='{"max_object_size": 100, "untranslatable": "refuse"}')
    stack.put("logo.png", "\x89PNG", "image/png")
    stack.put("packed.txt", "Write to us.", ContentEncoding="gzip")
    stack.put("long.txt", "Write to us. " * 10)
    stack.put("broken.json", '{"a": ', "application/json")
    stack.put("fine.txt", "Write to us.")
    figures = estimate(run, "--to", "fr")
    assert figures["objects"] == {"translatable": 1, "untranslatable": 4, "unreadable": 0}
    assert figures["total"]["billed"] == len("Write to us.")


def test_what_is_in_an_archive_is_left_out(stack: Deployed, run: Run) -> None:
    stack.put("old.txt", "Write to us.", StorageClass="GLACIER")
    assert estimate(run, "--to", "fr")["objects"]["unreadable"] == 1


def test_a_reviewed_translation_costs_nothing_in_its_language(stack: Deployed, run: Run) -> None:
    stack.put("a.txt", "Write to us.")
    stack.put("a.txt#FR", "Écrivez-nous.")
    stack.put("a.txt#de;formality=formal", "Schreiben Sie uns.")  # one of several German ones
    figures = estimate(run, "--to", "fr,de")["languages"]
    assert (figures["fr"]["billed"], figures["de"]["billed"]) == (0, 12)


def test_what_the_memory_holds_is_taken_off(stack: Deployed, run: Run) -> None:
    stack.put("page.html", f'<html lang="en">{PAGE}', "text/html")
    stack.read("<p>Write to us.</p>", "fr")
    assert estimate(run, "--to", "fr")["languages"]["fr"]["billed"] == len("Contact us")
    assert estimate(run, "--to", "de")["languages"]["de"]["known"] == 0
    assert estimate(run, "--to", "fr", "--no-memory")["languages"]["fr"]["known"] == 0
    assert estimate(run, "--to", "fr", "--formality", "formal")["languages"]["fr"]["known"] == 0


def test_what_was_detected_in_an_original_is_reckoned_with(stack: Deployed, run: Run) -> None:
    stack.put("page.html", PAGE, "text/html")
    assert estimate(run, "--to", "fr")["languages"]["fr"]["known"] == 0
    stack.read(PAGE, "de")
    stack.read("<p>Write to us.</p>", "fr", source="en")
    assert estimate(run, "--to", "fr")["languages"]["fr"]["known"] == len("Write to us.")


def test_the_stacks_own_settings_are_reckoned_with(deploy: Deploy, run: Run) -> None:
    stack = deploy(SourceLanguage="en", FunctionPayload='{"formality": "formal"}')
    stack.put("page.html", "<p>Write to us.</p>", "text/html")
    stack.read("<p>Write to us.</p>", "fr", source="en", formality="formal")
    assert estimate(run, "--to", "fr")["languages"]["fr"]["known"] == 12
    assert estimate(run, "--to", "fr", "--source", "auto")["languages"]["fr"]["known"] == 0
    assert estimate(run, "--to", "en")["languages"]["en"]["billed"] == 0


def test_a_memory_that_cannot_be_read_is_told_and_counted_without(stack: Deployed, run: Run) -> None:
    stack.put("a.txt", "Write to us.")
    boto3.client("dynamodb").delete_table(TableName=stack.table)
    result = run("cost", "--to", "fr", "--stack", "pages")
    assert result.exit_code == 0
    assert "the translation memory could not be read (ResourceNotFoundException)" in result.stderr
    assert result.stdout.splitlines()[1].split("\t")[4] == "12"


def test_nothing_is_written(stack: Deployed, run: Run) -> None:
    stack.put("a.txt", "Write to us.")
    estimate(run, "--to", "fr")
    assert boto3.client("dynamodb").scan(TableName=stack.table)["Items"] == []


def test_a_table_and_what_it_reckons_with(stack: Deployed, run: Run) -> None:
    stack.put("a.txt", "Write to us.")
    result = run("cost", "a", "--to", "fr,de", "--bucket", stack.bucket)
    header, *rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert header == ["Language", "Units", "Characters", "Known", "Billed", "Calls", "Price", "Sent whole"]
    assert rows == [
        ["fr", "1", "12", "0", "12", "1", "under $0.01", "under $0.01"],
        ["de", "1", "12", "0", "12", "1", "under $0.01", "under $0.01"],
        ["all", "2", "24", "0", "24", "2", "under $0.01", "under $0.01"],
    ]
    assert result.stderr.splitlines() == [
        f"s3://{stack.bucket}/a: 1 object: 1 translatable",
        prices.note(),
    ]
    assert "$15.00 per 1,000,000 characters (third-party listing, 2024); check the current" in prices.note()


def test_a_missing_bucket_is_not_found(stack: Deployed, run: Run) -> None:
    assert run("cost", "--to", "fr", "--bucket", "nobody-has-this").exit_code == 3


@pytest.mark.parametrize("arguments", [[], ["--to", ","], ["--to", "fr,xx"], ["--to", "fr"]])
def test_an_unclear_question_is_a_usage_error(aws: FakeAws, run: Run, arguments: list[str]) -> None:
    assert run("cost", *arguments).exit_code == 2
    assert aws.requests == []


@pytest.mark.parametrize(
    ("dollars", "words"),
    [("0", "$0.00"), ("0.009", "under $0.01"), ("0.01", "$0.01"), ("0.0257", "$0.03"), ("1234.5", "$1,234.50")],
)
def test_money_is_told_to_the_cent(dollars: str, words: str) -> None:
    assert prices.in_words(Decimal(dollars)) == words
