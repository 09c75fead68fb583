"""The run: readers, a writer and changing weather at the same time, and then, in fair weather, what is left of it."""

import hashlib
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import boto3
from botocore.config import Config

from bench.faults.documents import KINDS, Shelf, written
from bench.faults.oracle import Oracle
from bench.faults.readers import Patron, Reader
from bench.faults.tally import Kept, Tally, tallied
from bench.faults.weather import Service, changing
from lingopoint_local.aws.stack import Stack

_DOCUMENTS_A_KIND = 2
_BETWEEN_WRITES = 0.5
_SETTLING_SECONDS = 90.0
_READERS_AFTERWARDS = 4
_QUIET_SECONDS = 3.0
_LOG = "/aws/lambda/lingopoint"
_SPAN = 5_000
"""Milliseconds of the log that are read at a time."""


@dataclass(frozen=True)
class Outcome:
    """What a run came to. Of characters: `lost` were billed again though they had been paid for and were right."""

    tally: Tally
    versions: int
    left: int
    lost: int
    claims: int
    charged: int
    told: int
    faults: Counter[str]

    @property
    def good(self) -> bool:
        """Whether nothing was wrong, lost, out of form, or left standing."""
        internal = any(name.endswith(" 500") for name in self.tally.answers)
        return not (self.tally.wrong or self.lost or self.tally.misformed or self.claims or internal)

    def rows(self) -> Iterator[tuple[str, object]]:
        """The table."""
        tally = self.tally
        yield "reads", tally.answers.total()
        yield from sorted(tally.answers.items())
        yield "versions written", self.versions
        yield "readers who hung up", self.left
        yield from ((f"whole bodies: {verdict.value}", number) for verdict, number in tally.verdicts.items())
        yield "parts and heads of a body that nobody read whole", tally.unchecked
        yield "characters charged by the service", self.charged
        yield "characters told as billed (log)", self.told
        yield from (("log: " + fault, number) for fault, number in sorted(self.faults.items()))
        yield "WRONG bodies", tally.wrong
        yield "LOST characters", self.lost
        yield "answers NOT IN S3's FORM", tally.misformed.total()
        yield from ((f"  {fault}", number) for fault, number in tally.misformed.items())
        yield "CLAIMS left standing", self.claims
        yield from (("  " + example, "") for example in tally.examples)


class Clients:
    """boto3 clients for the stack."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack

    def make(self, service: str) -> Any:
        """A client of a service."""
        make: Any = boto3.client
        return make(
            service,
            endpoint_url=self._stack.endpoint,
            region_name=self._stack.region,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(max_pool_connections=80, retries={"total_max_attempts": 5}),
        )


def run(stack: Stack, readers: int, seconds: float) -> Outcome:
    """Read for so many seconds, then look at what came of it."""
    clients, service, oracle = Clients(stack), Service(stack), Oracle()
    s3 = clients.make("s3")
    shelf = Shelf(s3, stack.bucket)
    folder = f"faults-{uuid4().hex}"
    for extension in KINDS:
        for number in range(_DOCUMENTS_A_KIND):
            shelf.put(written(f"{folder}/{number}.{extension}"))
    patrons = [Patron(Reader(stack), shelf, number) for number in range(readers)]
    _opened(patrons)
    started = time.time()
    service.count_anew()
    with changing(service, seconds):
        _bustle(patrons, shelf, seconds)
    claims = _claims_left(s3)
    charged, logged = service.counted()["characters"], _log(clients, started)
    records = [record for record in logged if record["message"] in ("GetObject", "HeadObject")]
    tally = tallied((read for patron in patrons for read in patron.reads), shelf, oracle)
    left = [each for patron in patrons for each in patron.left]
    lost = _lost(stack, s3, tally, [each for each in left if _was_whole(each, records)])
    told = sum(record.get("billed", 0) for record in records)
    versions = sum(map(len, shelf.stays.values())) - len(left)
    # What was read for `lost` may have met a fault, too.
    faults = Counter(fault for record in _log(clients, started) if (fault := _fault(record)))
    return Outcome(tally, versions, len(left), lost, claims, charged, told, faults)


def _opened(patrons: list[Patron]) -> None:
    """Everybody at the door at once, so that the functions for so many have started."""
    with ThreadPoolExecutor(len(patrons)) as pool:
        list(pool.map(Patron.knock, patrons))


def _bustle(patrons: list[Patron], shelf: Shelf, seconds: float) -> None:
    """All readers, and a writer, for so many seconds."""
    over, keys, chance = threading.Event(), sorted(shelf.stays), random.Random(1)

    def read(patron: Patron) -> None:
        while not over.is_set():
            patron.read_once()

    def write() -> None:
        while not over.wait(_BETWEEN_WRITES):
            shelf.put(written(chance.choice(keys)))

    with ThreadPoolExecutor(len(patrons) + 1) as pool:
        futures = [pool.submit(write), *(pool.submit(read, patron) for patron in patrons)]
        over.wait(seconds)
        over.set()
        for future in futures:
            future.result()


def _claims_left(s3: Any) -> int:
    """Claims that stay when everybody has gone home."""
    (bucket,) = (each["Name"] for each in s3.list_buckets()["Buckets"] if "renditionbucket" in each["Name"])
    until = time.monotonic() + _SETTLING_SECONDS
    while True:
        found: int = s3.list_objects_v2(Bucket=bucket, Prefix="claims/")["KeyCount"]
        if not found or time.monotonic() > until:
            return found
        time.sleep(1)


def _log(clients: Clients, since: float) -> list[dict[str, Any]]:
    """What the function wrote, once it writes no more."""
    until, before = time.monotonic() + _SETTLING_SECONDS, -1
    while len(written := _written(clients, since)) != before and time.monotonic() < until:
        before = len(written)
        time.sleep(_QUIET_SECONDS)
    return [record for message in written if "message" in (record := json.loads(message))]


def _written(clients: Clients, since: float) -> list[str]:
    """The lines that the function wrote itself; asked for in short spans, since one answer holds 10,000 at most."""
    logs, found = clients.make("logs"), []
    for start in range(int(since * 1000), int(time.time() * 1000), _SPAN):
        answer = logs.filter_log_events(logGroupName=_LOG, startTime=start, endTime=start + _SPAN - 1)
        found += [event["message"] for event in answer["events"] if event["message"].startswith('{"level"')]
    return found


def _fault(record: dict[str, Any]) -> str:
    """What a record tells of that went wrong beside the answer: of the store, the memory, or a reader who was gone."""
    if record["message"] in ("GetObject", "HeadObject"):
        return f"undelivered, {record['undelivered']}" if "undelivered" in record else ""
    told = (str(record[name]) for name in ("operation", "fault", "undone") if name in record)
    return f"{record['message']} {', '.join(told)}"


def _was_whole(left: tuple[str, str], records: list[dict[str, Any]]) -> bool:
    """Whether the answer that nobody waited for was a whole translation."""
    key = hashlib.sha256("#".join(left).encode()).hexdigest()[:16]
    found = [record for record in records if record["key"] == key]
    return any(record["status"] == 200 and not record.get("kept") for record in found)


def _lost(stack: Stack, s3: Any, tally: Tally, left: list[tuple[str, str]]) -> int:
    """Characters that are billed for what was translated in full before.

    Each version is stored anew under a key of its own, so that its rendition is made again, from the memory alone; what
    readers left behind is read where it is.
    """
    reader, again = Reader(stack), Shelf(s3, stack.bucket)

    def billed(kept: Kept) -> int:
        key = f"again/{uuid4().hex}.{kept.version.key.rpartition('.')[2]}"
        again.put(replace(kept.version, key=key))
        return billed_where_it_is((key, kept.tag))

    def billed_where_it_is(where: tuple[str, str]) -> int:
        answer = reader.read("GET", *where).answer
        if number := int(answer.fact("billed") or 0):
            tally.note(f"{'#'.join(where)}: billed {number} again, {answer.fact('remembered')} were remembered")
        return number

    with ThreadPoolExecutor(_READERS_AFTERWARDS) as pool:
        return sum(pool.map(billed, tally.kept)) + sum(pool.map(billed_where_it_is, left))
