"""The service over HTTP, as boto3's own client sees it."""

import http.client
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from lingopoint_local.translate.behaviour import Behaviour
from lingopoint_local.translate.engines.pseudo import Pseudo
from lingopoint_local.translate.errors import STATUS
from lingopoint_local.translate.http import Server
from lingopoint_local.translate.service import TranslateApi

from .conftest import serving

if TYPE_CHECKING:
    from mypy_boto3_translate import TranslateClient

_Connect = Callable[[Server], "TranslateClient"]


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(TranslateApi(Pseudo())) as server:
        yield server


@pytest.fixture
def client(server: Server, connect: _Connect) -> "TranslateClient":
    return connect(server)


def _ask(server: Server, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, Any]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def test_boto3_translates(client: "TranslateClient") -> None:
    answer = client.translate_text(
        Text="<p>Hi</p>", SourceLanguageCode="auto", TargetLanguageCode="fr", Settings={"Formality": "FORMAL"}
    )
    assert answer["TranslatedText"] == "<p>[Ħîî]</p>"
    assert answer["SourceLanguageCode"] == "en"
    assert answer["AppliedSettings"] == {"Formality": "FORMAL"}


@pytest.mark.parametrize("failure", sorted(set(STATUS) - {"UnknownOperationException"}))
def test_boto3_knows_every_error_by_its_class(server: Server, client: "TranslateClient", failure: str) -> None:
    server.api.behaviour.set(Behaviour(fail_next=1, failure=failure))
    with pytest.raises(getattr(client.exceptions, failure)) as caught:
        client.translate_text(Text="Hi", SourceLanguageCode="en", TargetLanguageCode="fr")
    response = caught.value.response
    assert response["Error"]["Code"] == failure
    assert response["Error"]["Message"]
    assert response["ResponseMetadata"]["HTTPStatusCode"] == STATUS[failure]


def test_boto3_reads_the_languages_of_an_unsupported_pair(client: "TranslateClient") -> None:
    with pytest.raises(client.exceptions.UnsupportedLanguagePairException) as caught:
        client.translate_text(Text="Hi", SourceLanguageCode="en", TargetLanguageCode="xx")
    response: dict[str, Any] = dict(caught.value.response)
    assert (response["SourceLanguageCode"], response["TargetLanguageCode"]) == ("en", "xx")


def test_boto3_lists_languages_and_keeps_terminologies(server: Server, client: "TranslateClient") -> None:
    assert len(client.list_languages()["Languages"]) == 76
    data: Any = {"File": b"en,fr\nHi,Salut\n", "Format": "CSV"}
    client.import_terminology(Name="t", MergeStrategy="OVERWRITE", TerminologyData=data)
    answer = client.translate_text(Text="Hi", SourceLanguageCode="en", TargetLanguageCode="fr", TerminologyNames=["t"])
    assert answer["TranslatedText"] == "Salut"
    found = client.get_terminology(Name="t", TerminologyDataFormat="CSV")
    assert found["TerminologyProperties"]["CreatedAt"].year > 2000
    assert found["TerminologyDataLocation"]["Location"].startswith(server.api.location)
    assert [each["Name"] for each in client.list_terminologies()["TerminologyPropertiesList"]] == ["t"]
    client.delete_terminology(Name="t")
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        client.get_terminology(Name="t")


def test_many_clients_are_served_at_the_same_time(server: Server, client: "TranslateClient") -> None:
    server.api.behaviour.set(Behaviour(latency_ms=100))

    def call(number: int) -> str:
        answer = client.translate_text(Text=str(number), SourceLanguageCode="en", TargetLanguageCode="fr")
        return answer["TranslatedText"]

    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(call, range(64))) == [str(number) for number in range(64)]
    assert server.api.statistics.to_json()["max_parallel"] > 1


def test_behaviour_is_set_read_and_reset(server: Server) -> None:
    wanted = json.dumps({"fail_next": 1, "failure": "TooManyRequestsException"}).encode()
    assert _ask(server, "PUT", "/_lingopoint/behaviour", wanted)[0] == 200
    assert _ask(server, "GET", "/_lingopoint/behaviour")[1]["fail_next"] == 1
    assert _ask(server, "DELETE", "/_lingopoint/behaviour") == (200, {})
    assert server.api.behaviour.current == Behaviour()


def test_a_behaviour_that_makes_no_sense_says_what_is_wrong(server: Server) -> None:
    status, answer = _ask(server, "PUT", "/_lingopoint/behaviour", b'{"latency": 1}')
    assert (status, "latency_ms" in answer["message"]) == (400, True)


def test_statistics_are_read_and_reset(server: Server, client: "TranslateClient") -> None:
    client.translate_text(Text="Hi", SourceLanguageCode="en", TargetLanguageCode="fr")
    assert _ask(server, "GET", "/_lingopoint/statistics")[1]["characters"] == 2
    _ask(server, "DELETE", "/_lingopoint/statistics")
    assert _ask(server, "GET", "/_lingopoint/statistics")[1]["calls"] == 0


def test_health_names_the_engine_and_what_it_can_do(server: Server) -> None:
    status, health = _ask(server, "GET", "/_lingopoint/health")
    assert (status, health["engine"], health["pairs"]) == (200, "pseudo", ["*"])
    assert "Not a translation" in health["description"]


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
def test_a_body_that_is_no_json_object_is_refused(server: Server, body: bytes) -> None:
    status, answer = _ask(server, "POST", "/", body, **{"X-Amz-Target": "X.TranslateText"})
    assert (status, answer["__type"]) == (400, "SerializationException")


def test_other_paths_hold_nothing(server: Server) -> None:
    assert [_ask(server, method, "/nothing")[0] for method in ("GET", "PUT", "DELETE")] == [404, 404, 404]
