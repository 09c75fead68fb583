"""What readers get while something is broken: right bytes or a clear error. What is left behind: nothing partial."""

import os
import signal
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from lingopoint_local.aws.processes import until
from tests.behaviour_suite import Answer
from tests.stack.conftest import Open
from tests.stack.reader import StackReader, translated
from tests.stack_fixtures import Misbehave, Statistics

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

pytestmark = pytest.mark.stack

BUCKET = "faults"
DOCUMENTS = 8
TAG = "#fr;source=en"

Store = Callable[[int], tuple[str, bytes]]


@pytest.fixture(scope="module")
def bucket(bucket_of: Callable[[str], "S3Client"]) -> "S3Client":
    """The client of a bucket for these tests."""
    return bucket_of(BUCKET)


@pytest.fixture
def store(bucket: "S3Client") -> Store:
    """Stores a new text of about so many bytes; its key and itself."""

    def make(size: int) -> tuple[str, bytes]:
        run = uuid4().hex
        text = "\n\n".join(
            f"Paragraph number {number} of {run} has words of its own." for number in range(size // 81 + 1)
        ).encode()
        bucket.put_object(Bucket=BUCKET, Key=f"{run}.txt", Body=text, ContentType="text/plain")
        return f"{run}.txt", text

    return make


@pytest.fixture(scope="module")
def read(bucket: "S3Client", open_access_point: Open) -> StackReader:
    """That bucket through Lingopoint."""
    return open_access_point(BUCKET)


@pytest.fixture(scope="module")
def read_hurried(bucket: "S3Client", open_access_point: Open, hurried_function: str) -> StackReader:
    """The same with a function that has little time, and is started."""
    read = open_access_point(BUCKET, function=hurried_function)
    read("GET", "started")
    return read


def test_without_its_store_every_reader_is_served(bucket: "S3Client", open_access_point: Open, store: Store) -> None:
    read = open_access_point(BUCKET, {"rendition_bucket": "there-is-no-such-bucket"})
    key, text = store(500)
    whole = translated(text)
    answers = [read("GET", f"{key}{TAG}") for _ in range(2)]
    assert [(answer.status, answer.body) for answer in answers] == [(200, whole)] * 2
    assert read("HEAD", f"{key}{TAG}").headers["content-length"] == str(len(whole))
    part = read("GET", f"{key}{TAG}", headers={"Range": "bytes=5-14", "If-Match": answers[0].headers["etag"]})
    assert (part.status, part.body) == (206, whole[5:15])


@pytest.mark.parametrize(
    ("failure", "rate"),
    [("TooManyRequestsException", 0.3), ("InternalServerException", 0.1)],
    ids=["throttled", "failing"],
)
def test_through_a_shaky_service_all_is_right_or_nothing(
    read: StackReader, store: Store, misbehave: Misbehave, statistics: Statistics, failure: str, rate: float
) -> None:
    documents = dict(store(25_000) for _ in range(DOCUMENTS))
    misbehave(failure=failure, failure_rate=rate, seed=1)

    def ask(key: str) -> Answer:
        return StackReader(read.stack, read.name)("GET", f"{key}{TAG}")

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, documents))
    counted = statistics.read()
    assert counted["throttled"] + counted["failed"] > 0
    for answer, text in zip(answers, documents.values(), strict=True):
        assert (answer.status, answer.body) == (200, translated(text)) or (answer.status, answer.code) == (
            503,
            "SlowDown",
        )
    misbehave()
    assert [ask(key).body for key in documents] == [translated(text) for text in documents.values()]


def test_what_a_damaged_answer_left_untranslated_is_not_remembered(
    read: StackReader, store: Store, misbehave: Misbehave, bucket: "S3Client"
) -> None:
    key, text = store(500)
    misbehave(faults=["empty"])
    damaged = read("GET", f"{key}{TAG}")
    assert (damaged.status, damaged.body) == (200, text)
    assert int(damaged.headers["x-amz-meta-lingopoint-units-kept"]) > 0
    misbehave()
    assert read("GET", f"{key}{TAG}").body == text  # kept for minutes, so that HEAD and ranges are of one text
    bucket.copy_object(Bucket=BUCKET, CopySource={"Bucket": BUCKET, "Key": key}, Key=f"again-{key}")
    assert read("GET", f"again-{key}{TAG}").body == translated(text)


def workers(state: Path) -> list[int]:
    """The processes of the function that has little time, of this very stack."""
    listed = subprocess.run(["ps", "-A", "-ww", "-o", "pid=,args="], capture_output=True, text=True, check=True)
    ours = str(state / "tmp" / "ministack-lambda-hurried-")
    return [int(line.split()[0]) for line in listed.stdout.split("\n") if ours in line]


@pytest.fixture
def killed(
    read_hurried: StackReader, store: Store, misbehave: Misbehave, statistics: Statistics, stack_state: Path
) -> tuple[str, bytes, Answer]:
    """A document, and the answer to its first reader, whose function was killed while it was translating."""
    key, text = store(500)
    misbehave(latency_ms=5_000)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read_hurried, "GET", f"{key}{TAG}")
        assert until(lambda: statistics.read()["calls"] > 0, patience=30)
        for pid in workers(stack_state):
            os.kill(pid, signal.SIGKILL)
        answer = reading.result(timeout=30)
    misbehave()
    return key, text, answer


def test_a_function_that_is_killed_leaves_the_work_to_the_next_reader(
    killed: tuple[str, bytes, Answer], read_hurried: StackReader, statistics: Statistics
) -> None:
    key, text, answer = killed
    assert (answer.status, answer.code) == (500, "LambdaRuntimeError")
    assert read_hurried("GET", f"{key}{TAG}").body == translated(text)
    statistics.reset()
    assert read_hurried("GET", f"{key}{TAG}").body == translated(text)
    assert statistics.read()["calls"] == 0
