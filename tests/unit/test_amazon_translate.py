from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.stub import Stubber
from mypy_boto3_translate import TranslateClient

from lingopoint.adapters.amazon_translate import AmazonTranslator, client_config
from lingopoint.errors import ConfigurationError, SlowDownError
from lingopoint.ports import (
    Direction,
    RefusedError,
    ThrottledError,
    TranslatedText,
    UnansweredError,
    UnavailableError,
)
from tests.support import silence

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
        ("Throttling", 400, ThrottledError),
        ("RequestLimitExceeded", 503, ThrottledError),
        ("SlowDown", 503, ThrottledError),
        ("UnknownError", 429, ThrottledError),
        ("ServiceUnavailableException", 500, UnavailableError),
        ("ServiceUnavailableException", 400, UnavailableError),
        ("InternalServerException", 500, UnavailableError),
        ("InternalServerException", 400, UnavailableError),
        ("ServiceUnavailable", 400, UnavailableError),
        ("InternalFailure", 400, UnavailableError),
        ("UnknownError", 500, UnavailableError),
        ("UnknownError", 503, UnavailableError),
        ("UnknownError", 499, RefusedError),
        ("UnsupportedLanguagePairException", 400, RefusedError),
        ("InvalidRequestException", 400, RefusedError),
        ("TextSizeLimitExceededException", 400, RefusedError),
        ("ResourceNotFoundException", 400, ConfigurationError),
        ("AccessDeniedException", 400, ConfigurationError),
        ("AccessDenied", 403, ConfigurationError),
        ("UnrecognizedClientException", 403, ConfigurationError),
        ("InvalidClientTokenId", 403, ConfigurationError),
    ],
)
def test_errors_are_told_apart_by_what_can_be_done(
    client: TranslateClient, stub: Stubber, code: str, status: int, kind: type[Exception]
) -> None:
    stub.add_client_error("translate_text", code, "why", status)
    with pytest.raises(kind):
        translate(client)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("UnsupportedLanguagePairException", "there is no translation between these languages"),
        ("TextSizeLimitExceededException", "the text is too long"),
        ("SomethingNewException", "SomethingNewException"),
        ("Dear Ms Smith, ...", "an error without a name"),
        ("", "an error without a name"),
    ],
)
def test_a_refusal_says_why_in_our_own_words(client: TranslateClient, stub: Stubber, code: str, said: str) -> None:
    stub.add_client_error("translate_text", code, "Cannot translate 'Dear Ms Smith'", 400)
    with pytest.raises(RefusedError) as refused:
        translate(client)
    assert str(refused.value) == said


def test_a_version_that_is_refused_is_told_in_our_own_words(client: TranslateClient, stub: Stubber) -> None:
    stub.add_client_error("get_terminology", "InvalidParameterValueException", "arn:aws:iam::123456789012:role/x", 400)
    with pytest.raises(SlowDownError) as error:
        AmazonTranslator(client).terminology_version("legal")
    assert error.value.detail == "a setting has a value that is not taken"


@pytest.mark.parametrize("answer", [{"SourceLanguageCode": "the text itself"}, {"SourceLanguageCode": "en\n"}])
def test_an_answer_that_is_none_may_be_one_later(
    client: TranslateClient, stub: Stubber, answer: dict[str, str]
) -> None:
    stub.add_response("translate_text", ANSWER | answer)
    with pytest.raises(UnavailableError):
        translate(client)


def test_a_missing_terminology_is_named(client: TranslateClient, stub: Stubber) -> None:
    stub.add_client_error("translate_text", "ResourceNotFoundException", "?", 400)
    with pytest.raises(ConfigurationError, match=r"^There is no terminology 'legal' in Amazon Translate\.$"):
        translate(client, Direction("en", "fr", terminology="legal"))


def test_a_missing_right_is_told_without_what_was_said(client: TranslateClient, stub: Stubber) -> None:
    stub.add_client_error("translate_text", "AccessDeniedException", "arn:aws:iam::123456789012:role/x", 400)
    with pytest.raises(ConfigurationError, match=r"^The function may not use Amazon Translate\.$") as error:
        translate(client)
    assert error.value.detail == "AccessDeniedException"


def test_a_service_that_cannot_be_reached_may_be_there_later(
    client: TranslateClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert silence(client, monkeypatch) == []
    with pytest.raises(UnansweredError, match="ReadTimeoutError"):
        translate(client)
    with pytest.raises(SlowDownError, match=r"^Amazon Translate does not answer\. Ask again\.$") as error:
        AmazonTranslator(client).terminology_version("legal")
    assert error.value.detail == "ReadTimeoutError"


def test_a_call_that_was_never_sent_is_not_taken_for_one_without_an_answer(
    client: TranslateClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_: object) -> None:
        raise EndpointConnectionError(endpoint_url=client.meta.endpoint_url)

    monkeypatch.setattr(client, "_make_api_call", unreachable)
    with pytest.raises(UnavailableError) as error:
        translate(client)
    assert not isinstance(error.value, UnansweredError)


def test_a_language_that_stays_doubtful_is_refused(client: TranslateClient, stub: Stubber) -> None:
    for detected in ("it", "es"):
        stub.add_client_error(
            "translate_text",
            "DetectedLanguageLowConfidenceException",
            "still unsure",
            400,
            modeled_fields={"DetectedLanguageCode": detected},
        )
    with pytest.raises(RefusedError, match="the language of the text is not clear"):
        translate(client, Direction("auto", "fr"))


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


def test_a_doubtful_text_in_the_target_language_is_not_sent_again(client: TranslateClient, stub: Stubber) -> None:
    code = "DetectedLanguageLowConfidenceException"
    stub.add_client_error("translate_text", code, "?", 400, modeled_fields={"DetectedLanguageCode": "fr"})
    with pytest.raises(RefusedError) as refused:
        translate(client, Direction("auto", "fr"))
    assert refused.value.detected == "fr"


@pytest.mark.parametrize(("source", "detected"), [("auto", "eu"), ("eu", "")])
def test_a_pair_that_there_is_not_tells_what_was_detected(
    client: TranslateClient, stub: Stubber, source: str, detected: str
) -> None:
    pair = {"SourceLanguageCode": "eu", "TargetLanguageCode": "fr"}
    stub.add_client_error("translate_text", "UnsupportedLanguagePairException", "?", 400, modeled_fields=pair)
    with pytest.raises(RefusedError) as refused:
        translate(client, Direction(source, "fr"))
    assert refused.value.detected == detected


def test_the_client_makes_one_attempt_a_call() -> None:
    config = boto3.client("translate", config=client_config(7)).meta.config
    assert vars(config)["retries"]["total_max_attempts"] == 1
    assert vars(config)["max_pool_connections"] == 7


def test_what_the_service_is_like(client: TranslateClient) -> None:
    traits = AmazonTranslator(client).traits
    assert (traits.name, traits.max_bytes, traits.detects, traits.key) == ("Amazon Translate", 10_000, True, "")
    assert {"en", "fr", "zh-TW", "es-MX"} <= set(traits.languages)
    assert len(traits.languages) == 75


def test_a_terminologys_version_is_asked_once_a_minute(client: TranslateClient, stub: Stubber) -> None:
    versions = []
    clock = {"now": 0.0}
    translator = AmazonTranslator(client, lambda: clock["now"])
    for name, terms in (("legal", 3), ("medical", 4), ("legal", 5)):
        properties = {"Name": name, "LastUpdatedAt": datetime(2026, 11, 23, 12, tzinfo=UTC), "TermCount": terms}
        stub.add_response("get_terminology", {"TerminologyProperties": properties}, {"Name": name})
    for clock["now"], name in ((-1000.0, "legal"), (-990.0, "medical"), (-940.0, "legal"), (-939.0, "legal")):
        versions.append(translator.terminology_version(name).split()[1])
    assert versions == ["3", "4", "3", "5"]


@pytest.mark.parametrize(
    ("seconds", "propagated"), [(-5, False), (0, False), (599, False), (600, True), (86_400, True)]
)
def test_a_terminology_has_propagated_ten_minutes_after_its_last_change(
    client: TranslateClient, stub: Stubber, seconds: float, propagated: bool
) -> None:
    changed = datetime(2026, 11, 23, 12, tzinfo=UTC)
    properties = {"Name": "legal", "CreatedAt": datetime(2025, 1, 1, tzinfo=UTC), "LastUpdatedAt": changed}
    stub.add_response("get_terminology", {"TerminologyProperties": properties}, {"Name": "legal"})
    translator = AmazonTranslator(client, wall=lambda: changed.timestamp() + seconds)
    assert translator.has_propagated("legal") is propagated
    assert translator.terminology_version("legal").startswith("2026-11-23T12:00:00")  # asked once for both


def test_terminologies_that_were_applied_are_named(client: TranslateClient, stub: Stubber) -> None:
    applied = {"AppliedTerminologies": [{"Name": "legal", "Terms": [{"SourceText": "a", "TargetText": "b"}]}]}
    stub.add_response("translate_text", ANSWER | applied)
    assert translate(client, Direction("en", "fr", terminology="legal")).terminologies == ("legal",)
    stub.add_response("translate_text", ANSWER)
    assert translate(client).terminologies == ()


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("TooManyRequestsException", 400, SlowDownError),
        ("InternalServerException", 500, SlowDownError),
        ("ResourceNotFoundException", 400, ConfigurationError),
        ("AccessDeniedException", 400, ConfigurationError),
    ],
)
def test_a_version_that_is_not_told_is_an_answers_error(
    client: TranslateClient, stub: Stubber, code: str, status: int, kind: type[Exception]
) -> None:
    stub.add_client_error("get_terminology", code, "why", status)
    with pytest.raises(kind):
        AmazonTranslator(client).terminology_version("legal")


def test_a_terminologys_version_is_the_same_in_every_time_zone(client: TranslateClient, stub: Stubber) -> None:
    versions = set()
    for zone in (UTC, timezone(timedelta(hours=9)), timezone(-timedelta(hours=5))):
        imported = datetime(2026, 11, 23, 12, tzinfo=UTC).astimezone(zone)
        properties = {"Name": "legal", "LastUpdatedAt": imported, "TermCount": 3, "SizeBytes": 40}
        stub.add_response("get_terminology", {"TerminologyProperties": properties}, {"Name": "legal"})
        versions.add(AmazonTranslator(client).terminology_version("legal"))
    assert len(versions) == 1
