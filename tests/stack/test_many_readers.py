"""Fifty readers of one object at the same time, of which nothing is translated yet."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from mypy_boto3_s3 import S3Client

from lingopoint_local.aws.stack import Stack
from tests.behaviour_suite import Answer
from tests.stack.reader import StackReader, translated
from tests.stack_fixtures import Statistics

pytestmark = pytest.mark.stack

READERS = 50
BYTES = 200_000


def test_fifty_cold_reads_are_billed_as_one(s3: S3Client, stack: Stack, statistics: Statistics) -> None:
    run = uuid4().hex  # what was translated once is remembered
    paragraphs = [f"Paragraph number {number} of {run} has words of its own." for number in range(BYTES // 81)]
    original = "\n\n".join(paragraphs).encode()
    assert len(original) == pytest.approx(BYTES, rel=0.05)
    s3.put_object(Bucket=stack.bucket, Key=f"{run}.txt", Body=original, ContentType="text/plain")
    together = Barrier(READERS)

    def read(_: int) -> Answer:
        reader = StackReader(stack, stack.access_point_arn.rpartition("/")[2], patience=240)
        together.wait()
        return reader("GET", f"{run}.txt#fr;source=en")

    with ThreadPoolExecutor(READERS) as pool:
        answers = list(pool.map(read, range(READERS)))
    assert {(answer.status, answer.body) for answer in answers} == {(200, translated(original))}
    # In numbered blocks, or in lines: the function goes by what the pair did in other tests of this run.
    once, in_blocks = sum(map(len, paragraphs)), sum(len(f"<p id=10>{paragraph}</p>") for paragraph in paragraphs)
    assert once <= statistics.read()["characters"] <= 1.01 * in_blocks
    assert sum("x-amz-meta-lingopoint-billed" in answer.headers for answer in answers) == 1
