"""One suite for every translation memory."""

import threading
from collections.abc import Callable, Iterator

import boto3
import pytest
from botocore.stub import Stubber
from moto import mock_aws
from mypy_boto3_dynamodb import DynamoDBClient

from lingopoint.adapters import dynamodb_memory
from lingopoint.adapters.dynamodb_memory import DynamoMemory, Entry, entries
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.ports import Direction, Memory, TranslatedText
from lingopoint.translation import Pace, Tools, translate_units
from lingopoint_in_memory import DictMemory, FunctionTranslator
from tests.support import KeepingLog, silence

ONE = TranslatedText("Bonjour <b>là</b>", "en")


def make_table(client: DynamoDBClient) -> None:
    client.create_table(
        TableName="memory",
        KeySchema=[{"AttributeName": "key", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "key", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )


@pytest.fixture(params=["dict", "dynamodb"])
def memory(request: pytest.FixtureRequest) -> Iterator[Memory]:
    if request.param == "dict":
        yield DictMemory()
        return
    with mock_aws():
        client = boto3.client("dynamodb")
        make_table(client)
        yield DynamoMemory(client, "memory", KeepingLog(), days=30)


def test_nothing_is_remembered_at_first(memory: Memory) -> None:
    assert memory.get(["a", "b"]) == {}
    assert memory.get([]) == {}


def test_what_was_put_is_remembered(memory: Memory) -> None:
    memory.put({"a": ONE})
    memory.flush()
    assert memory.get(["a", "b"]) == {"a": ONE}


def test_the_latest_is_remembered(memory: Memory) -> None:
    memory.put({"a": ONE})
    memory.flush()
    memory.put({"a": TranslatedText("Salut", "en")})
    memory.flush()
    assert memory.get(["a"])["a"].text == "Salut"


def test_many_are_remembered(memory: Memory) -> None:
    items = {f"{number:064x}": TranslatedText(f"text {number}", "en") for number in range(321)}
    memory.put(items)
    memory.flush()
    assert memory.get(list(items)) == items


def test_originals_change_nothing_of_what_is_remembered(memory: Memory) -> None:
    memory.put({"a": ONE, "b": ONE}, {"a": "Hello <b>there</b>"})
    memory.flush()
    assert memory.get(["a", "b"]) == {"a": ONE, "b": ONE}


# The table alone.

Build = Callable[..., DynamoMemory]


@pytest.fixture
def table() -> Iterator[DynamoDBClient]:
    with mock_aws():
        client = boto3.client("dynamodb")
        make_table(client)
        yield client


def test_units_lapse_and_reviewed_ones_stay(table: DynamoDBClient) -> None:
    now = [1000.0]
    units = DynamoMemory(table, "memory", KeepingLog(), days=1, now=lambda: now[0])
    units.put({"a": ONE})
    units.flush()
    reviewed = DynamoMemory(table, "memory", KeepingLog())
    reviewed.put({"b": ONE})
    reviewed.flush()
    assert table.get_item(TableName="memory", Key={"key": {"S": "a"}})["Item"]["expires"] == {"N": str(1000 + 86400)}
    now[0] += 86401
    assert units.get(["a", "b"]) == {"b": ONE}


def test_entries_are_the_units_whose_original_is_known(table: DynamoDBClient) -> None:
    units = DynamoMemory(table, "memory", KeepingLog(), days=1, now=lambda: 1000.0)
    units.put({"a": ONE, "b": ONE}, {"a": "Hello <b>there</b>"})
    reviewed = DynamoMemory(table, "memory", KeepingLog())
    reviewed.put({"c": ONE}, {"c": "Hi"})
    units.flush()
    reviewed.flush()
    kept = Entry("c", "Hi", ONE, reviewed=True)
    found = sorted(entries(table, "memory", now=1000.0))
    assert found == [Entry("a", "Hello <b>there</b>", ONE, reviewed=False), kept]
    assert list(entries(table, "memory", now=1001.0 + 86400)) == [kept]


@pytest.mark.parametrize(
    "code", ["ProvisionedThroughputExceededException", "ResourceNotFoundException", "AccessDenied"]
)
def test_a_memory_that_is_down_is_a_miss_and_a_warning(code: str) -> None:
    client: DynamoDBClient = boto3.client("dynamodb")
    log = KeepingLog()
    memory = DynamoMemory(client, "memory", log)
    with Stubber(client) as stub:
        stub.add_client_error("batch_get_item", code, http_status_code=400)
        stub.add_client_error("batch_write_item", code, http_status_code=400)
        assert memory.get(["a"]) == {}
        memory.put({"a": ONE})
        memory.flush()
    assert [(record["operation"], record["fault"]) for _, record in log.records] == [("get", code), ("put", code)]


def test_what_the_table_did_not_get_to_is_asked_again() -> None:
    client: DynamoDBClient = boto3.client("dynamodb")
    item = {"key": {"S": "a"}, "text": {"S": ONE.text}, "source": {"S": "en"}}
    put = {"memory": [{"PutRequest": {"Item": item}}]}
    with Stubber(client) as stub:
        stub.add_response(
            "batch_get_item", {"Responses": {}, "UnprocessedKeys": {"memory": {"Keys": [{"key": {"S": "a"}}]}}}
        )
        stub.add_response("batch_get_item", {"Responses": {"memory": [item]}, "UnprocessedKeys": {}})
        memory = DynamoMemory(client, "memory", KeepingLog())
        assert memory.get(["a"]) == {"a": ONE}
        stub.add_response("batch_write_item", {"UnprocessedItems": put})
        stub.add_response("batch_write_item", {"UnprocessedItems": {}}, {"RequestItems": put})
        memory.put({"a": ONE})
        memory.flush()
        stub.assert_no_pending_responses()


def test_a_memory_that_does_not_answer_is_not_read_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    client: DynamoDBClient = boto3.client("dynamodb")
    asked = silence(client, monkeypatch)
    seconds = 1000.0
    memory = DynamoMemory(client, "memory", KeepingLog(), now=lambda: seconds)
    assert [memory.get(["a"]) for _ in range(3)] == [{}] * 3
    memory.put({"a": ONE})
    memory.flush()
    assert asked == ["BatchGetItem", "BatchWriteItem"]  # what was paid for is worth a try
    seconds += 11
    assert memory.get(["a"]) == {}
    assert asked[2:] == ["BatchGetItem"]


def test_a_memory_that_does_not_take_what_it_is_given_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    client: DynamoDBClient = boto3.client("dynamodb", region_name="us-west-2")
    never, log = threading.Event(), KeepingLog()
    monkeypatch.setattr(client, "_make_api_call", lambda *_: never.wait(60))
    monkeypatch.setattr(dynamodb_memory, "FLUSH_SECONDS", 0.01)
    memory = DynamoMemory(client, "memory", log)
    memory.put({"a": TranslatedText("b", "en")})
    memory.flush()
    assert log.records == [("translation memory", {"operation": "flush", "fault": "1 batches not written"})]
    never.set()


def test_it_is_waited_for_as_long_as_the_page_of_the_function_says() -> None:
    assert dynamodb_memory.FLUSH_SECONDS == 10


def test_the_clock_of_the_machine_goes_on_while_somebody_waits() -> None:
    clock = SystemClock()
    before = clock.now()
    clock.sleep(0.01)
    assert clock.now() - before >= 0.01


# What a translation does with it.


def test_units_are_remembered_by_the_language_that_was_settled(memory: Memory) -> None:
    def read(source: str, detects: str) -> int:
        """The calls that one more reading costs."""
        translator, clock = FunctionTranslator(str.upper, source=detects), SystemClock()
        tools = Tools(translator, clock, Pace(concurrency=1), memory)
        translate_units([("Newsletter",), ("Software",)], Direction(source, "fr"), tools, clock.now() + 30)
        memory.flush()
        return len(translator.sent)

    assert read("auto", "de") == 1
    assert read("auto", "de") == 0, "neither its units nor its language were remembered"
    assert read("de", "") == 0, "it was remembered in no language"
    assert read("en", "") == 1, "a language has what another one left"
    assert read("auto", "en") == 0, "the same text was detected again"
