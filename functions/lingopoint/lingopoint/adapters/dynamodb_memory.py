"""The translation memory in a DynamoDB table: one item a unit.

    key       S  hash key: see `translation.remember`
    text      S  the translation, in wire form
    source    S  the source language
    original  S  what was translated, in wire form: for people, and for `entries`; may be absent
    expires   N  time to live, in seconds since 1970; absent on reviewed units, which stay

Reads go out in batches side by side. Writes begin at once and go on while the translation does; `flush` waits for them.
"""

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any, NamedTuple

from botocore.config import Config
from botocore.exceptions import ClientError

from lingopoint.adapters.silence import FAULTS, Silence
from lingopoint.ports import NO_ORIGINALS, TranslatedText, Warnings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

READ_BATCH = 100
WRITE_BATCH = 25
"""The most items of one BatchGetItem and of one BatchWriteItem (DynamoDB API reference)."""

CONNECTIONS = 16
_ATTEMPTS = 3
_PATIENCE = 20
"""Attempts at what has to be done, however long it takes."""
FLUSH_SECONDS = 10.0
"""How long `flush` waits at most."""


def client_config() -> Config:
    """How the client is made: a slow memory is worse than none, so little patience."""
    return Config(
        retries={"mode": "standard", "total_max_attempts": 2},
        connect_timeout=1,
        read_timeout=2,
        max_pool_connections=CONNECTIONS,
    )


class DynamoMemory:
    """The `Memory` that ships. Every fault is logged and counts as nothing remembered.

    A table that does not answer is not read for a while: large documents ask hundreds of times, and readers wait for
    that. Nobody waits for writing, so what was paid for is still written.

    `days` is how long units stay; None keeps them (reviewed units).
    """

    def __init__(
        self,
        client: "DynamoDBClient",
        table: str,
        log: Warnings,
        days: float | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._client = client
        self._table = table
        self._log = log
        self._days = days
        self._now = now
        self._pool = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="memory")
        self._writes: list[Future[None]] = []
        self._silence = Silence(now)

    def get(self, keys: Sequence[str]) -> Mapping[str, TranslatedText]:
        """See `Memory.get`."""
        found: dict[str, TranslatedText] = {}
        for batch in self._pool.map(self._read, _batches(keys, READ_BATCH)):
            found |= batch
        return found

    def put(self, items: Mapping[str, TranslatedText], originals: Mapping[str, str] = NO_ORIGINALS) -> None:
        """See `Memory.put`."""
        requests = [{"PutRequest": {"Item": self._item(key, item, originals.get(key))}} for key, item in items.items()]
        self._writes += [self._pool.submit(self._write, batch) for batch in _batches(requests, WRITE_BATCH)]

    def flush(self) -> None:
        """See `Memory.flush`. Gives up after ten seconds."""
        left = wait(self._writes, timeout=FLUSH_SECONDS).not_done
        self._writes = []
        if left:
            self._warn("flush", f"{len(left)} batches not written")

    def _read(self, keys: Sequence[str]) -> dict[str, TranslatedText]:
        """What the table holds of one batch. Items past their time may still be there; they are left out."""
        found: dict[str, TranslatedText] = {}
        if self._silence:
            return found
        wanted: Any = {"Keys": [{"key": {"S": key}} for key in keys]}
        try:
            for _ in range(_ATTEMPTS):
                answer = self._client.batch_get_item(RequestItems={self._table: wanted})
                for item in answer["Responses"].get(self._table, []):
                    if _expires(item) > self._now():
                        found[item["key"]["S"]] = TranslatedText(item["text"]["S"], item["source"]["S"])
                wanted = answer.get("UnprocessedKeys", {}).get(self._table)
                if not wanted:
                    break
        except (ClientError, *FAULTS) as error:
            self._fail("get", error)
        except (KeyError, ValueError) as error:  # an item that is not as `_item` writes it
            self._warn("get", type(error).__name__)
        return found

    def _write(self, requests: Sequence[Any]) -> None:
        left: Any = requests
        try:
            for _ in range(_ATTEMPTS):
                answer = self._client.batch_write_item(RequestItems={self._table: left})
                left = answer.get("UnprocessedItems", {}).get(self._table)
                if not left:
                    return
        except (ClientError, *FAULTS) as error:
            self._fail("put", error)
        else:
            self._warn("put", f"{len(left)} items unprocessed")

    def _item(self, key: str, item: TranslatedText, original: str | None) -> dict[str, Any]:
        fields: dict[str, Any] = {"key": {"S": key}, "text": {"S": item.text}, "source": {"S": item.source}}
        if original is not None:
            fields["original"] = {"S": original}
        if self._days is not None:
            fields["expires"] = {"N": str(int(self._now() + self._days * 86400))}
        return fields

    def _fail(self, what: str, error: Exception) -> None:
        if not isinstance(error, ClientError):
            self._silence.begin()
        self._warn(what, _fault(error))

    def _warn(self, what: str, why: str) -> None:
        self._log.warning("translation memory", extra={"operation": what, "fault": why})


class Entry(NamedTuple):
    """One item of the table. `reviewed` ones never lapse."""

    key: str
    original: str
    translated: TranslatedText
    reviewed: bool


def entries(client: "DynamoDBClient", table: str, now: float) -> Iterator[Entry]:
    """Every unit of the table whose original is known and whose time is not up. Reads the whole table.

    `now` is in seconds since 1970. Raises botocore's errors.
    """
    pages = client.get_paginator("scan").paginate(TableName=table, FilterExpression="attribute_exists(original)")
    for page in pages:
        yield from (_entry(item) for item in page["Items"] if _expires(item) > now)


def entries_of(client: "DynamoDBClient", table: str, keys: Sequence[str], now: float) -> Iterator[Entry]:
    """What the table holds under these keys.

    `now` is in seconds since 1970. Raises botocore's errors, and TimeoutError where the table answers too slowly.
    """
    for batch in _batches(keys, READ_BATCH):
        wanted: Any = {"Keys": [{"key": {"S": key}} for key in batch]}
        for attempt in range(_PATIENCE):
            time.sleep(0.1 * attempt)
            answer = client.batch_get_item(RequestItems={table: wanted})
            yield from (_entry(item) for item in answer["Responses"].get(table, []) if _expires(item) > now)
            wanted = answer.get("UnprocessedKeys", {}).get(table)
            if not wanted:
                break
        else:
            raise TimeoutError(f"{table} does not give what is asked for")


def _entry(item: Mapping[str, Any]) -> Entry:
    original = item["original"]["S"] if "original" in item else ""
    translated = TranslatedText(item["text"]["S"], item["source"]["S"])
    return Entry(item["key"]["S"], original, translated, "expires" not in item)


def delete(client: "DynamoDBClient", table: str, keys: Sequence[str]) -> None:
    """Delete items. Raises botocore's errors, and TimeoutError where the table takes them too slowly."""
    requests = [{"DeleteRequest": {"Key": {"key": {"S": key}}}} for key in keys]
    for batch in _batches(requests, WRITE_BATCH):
        left: Any = batch
        for attempt in range(_PATIENCE):
            time.sleep(0.1 * attempt)
            left = client.batch_write_item(RequestItems={table: left}).get("UnprocessedItems", {}).get(table)
            if not left:
                break
        else:
            raise TimeoutError(f"{table} does not take what is to be deleted")


def _expires(item: Mapping[str, Any]) -> float:
    return float(item["expires"]["N"]) if "expires" in item else math.inf


def _batches(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _fault(error: Exception) -> str:
    return error.response.get("Error", {}).get("Code", "") if isinstance(error, ClientError) else type(error).__name__
