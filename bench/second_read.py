"""Reading again on the local stack: a kept rendition beside a plain GetObject of the same bytes and a bare call."""

import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from bench import workloads
from bench.latency import timed
from lingopoint_local.aws import stack as local_stack
from lingopoint_local.aws.localhost import resolve_localhost

_SIZE = 200_000


def run(*, quick: bool) -> dict[str, Any]:
    """Medians in seconds."""
    resolve_localhost()
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        stack = local_stack.up(state, engine="identity")
        try:
            return _measure(stack, 10 if quick else 50)
        finally:
            local_stack.down(state)


def _measure(stack: local_stack.Stack, times: int) -> dict[str, Any]:
    make: Any = boto3.client

    def client(service: str) -> Any:
        return make(
            service,
            endpoint_url=stack.endpoint,
            region_name=stack.region,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(signature_version="s3v4"),
        )

    s3 = client("s3")
    body = workloads.text(_SIZE).encode()
    s3.put_object(Bucket=stack.bucket, Key="again.txt", Body=body, ContentType="text/plain")

    def get(bucket: str, key: str) -> object:
        return s3.get_object(Bucket=bucket, Key=key)["Body"].read()

    cold, _ = timed(lambda: get(stack.access_point_arn, "again.txt#fr"))
    plain = _median(lambda: get(stack.bucket, "again.txt"), times)
    # The function called for next to nothing: an original of one byte, passed on.
    s3.put_object(Bucket=stack.bucket, Key="byte.txt", Body=b"x", ContentType="text/plain")
    call = _median(lambda: get(stack.access_point_arn, "byte.txt"), times)
    again = _median(lambda: get(stack.access_point_arn, "again.txt#fr"), times)
    return {
        "first read": cold,
        "plain GetObject": plain,
        "function call": call,
        "second read": again,
        "second / (plain + call)": again / (plain + call),
    }


def _median(work: Callable[[], Any], times: int) -> float:
    return statistics.median(timed(work)[0] for _ in range(times))
