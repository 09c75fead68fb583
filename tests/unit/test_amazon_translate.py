from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber
from mypy_boto3_translate import TranslateClient

from lingopoint.adapters.amazon_translate import AmazonTranslator, client_config
from lingopoint.errors import ConfigurationError
from lingopoint.ports import Direction, RefusedError, ThrottledError, TranslatedText, UnavailableError

PLAIN = Direction("en", "fr")
ANSWER = {"TranslatedText": "Bonjour", "SourceLanguageCode": "en", "TargetLanguageCode": "fr"}


@pytest.fixture
def client() -> TranslateClient:
    return boto3.client("translate", config=client_config(2))


@pytest.fixture
def stub(client: TranslateClient) -> Iterator[Stubber]:
    with Stubber(client) as stub:
        yield stub
        stub.assert_no_pending_responses()


def translate(client: TranslateClient, direction: Direction = PLAIN) -> TranslatedText:
    return AmazonTranslator(client).translate("Hello", direction)


def test_a_plain_call_has_the_text_and_the_pair_only(client: TranslateClient, stub: Stubber) -> None:
    stub.add_response(
        "translate_text", ANSWER, {"Text": "Hello", "SourceLanguageCode": "en", "TargetLanguageCode": "fr"}
    )
    assert translate(client) == TranslatedText("Bonjour", "en")


def test_every_setting_is_sent(client: TranslateClient, stub: Stubber) -> None:
    expected: dict[str, Any] = {
        "Text": "Hello",
        "SourceLanguageCode": "auto",
        "TargetLanguageCode": "fr",
        "Settings": {"Formality": "FORMAL", "Brevity": "ON", "Profanity": "MASK"},
        "TerminologyNames": ["legal"],
    }
    stub.add_response("translate_text", ANSWER, expected)
    translate(client, Direction("auto", "fr", "formal", brevity=True, profanity=True, terminology="legal"))


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("TooManyRequestsException", 400, ThrottledError),
        ("TooManyRequestsException", 429, ThrottledError),
        ("ThrottlingException", 400, ThrottledError),
        ("ServiceUnavailableException", 500, UnavailableError),
        ("InternalServerException", 500, UnavailableError),
        ("UnknownError", 503, UnavailableError),
        ("UnsupportedLanguagePairException", 400, RefusedError),
        ("InvalidRequestException", 400, RefusedError),
        ("TextSizeLimitExceededException", 400, RefusedError),
        ("ResourceNotFoundException", 400, ConfigurationError),
        ("AccessDeniedException", 400, ConfigurationError),
    ],
)
def test_errors_are_told_apart_by_what_can_be_done(
    client: TranslateClient, stub: Stubber, code: str, status: int, kind: type[Exception]
) -> None:
    stub.add_client_error("translate_text", code, "why", status)
    with pytest.raises(kind):
        translate(client)


def test_a_doubtful_language_is_taken_for_what_it_seems(client: TranslateClient, stub: Stubber) -> None:
    stub.add_client_error(
        "translate_text",
        "DetectedLanguageLowConfidenceException",
        "?",
        400,
        modeled_fields={"DetectedLanguageCode": "it"},
    )
    expected = {"Text": "Hello", "SourceLanguageCode": "it", "TargetLanguageCode": "fr"}
    stub.add_response("translate_text", ANSWER | {"SourceLanguageCode": "it"}, expected)
    assert translate(client, Direction("auto", "fr")).source == "it"


def test_the_client_makes_one_attempt_a_call() -> None:
    config = boto3.client("translate", config=client_config(7)).meta.config
    assert vars(config)["retries"]["total_max_attempts"] == 1
    assert vars(config)["max_pool_connections"] == 7


def test_a_terminologys_version_is_the_same_in_every_time_zone(client: TranslateClient, stub: Stubber) -> None:
    versions = set()
    for zone in (UTC, timezone(timedelta(hours=9)), timezone(-timedelta(hours=5))):
        imported = datetime(2026, 11, 23, 12, tzinfo=UTC).astimezone(zone)
        properties = {"Name": "legal", "LastUpdatedAt": imported, "TermCount": 3, "SizeBytes": 40}
        stub.add_response("get_terminology", {"TerminologyProperties": properties}, {"Name": "legal"})
        versions.add(AmazonTranslator(client).terminology_version("legal"))
    assert len(versions) == 1
