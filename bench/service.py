"""The local Translate service in a process of its own, with a stated model in place of Amazon's unknown one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3
import requests

from lingopoint.adapters.amazon_translate import AmazonTranslator, client_config

BASE_MS = 120.0
MS_PER_KB = 10.0
"""The model of one call: 120 ms and 10 ms for every 1,000 bytes."""
CONCURRENCY = 16


@dataclass(frozen=True, slots=True)
class Service:
    """A running service with the `pseudo` or `identity` engine."""

    endpoint: str

    def translator(self, connections: int = CONCURRENCY) -> AmazonTranslator:
        """The adapter that ships, on this service."""
        client = boto3.client(
            "translate",
            endpoint_url=self.endpoint,
            region_name="us-west-2",
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=client_config(connections),
        )
        return AmazonTranslator(client)

    def behave(self, **settings: Any) -> None:
        """Set how the service behaves, and begin counting from zero."""
        members = {"latency_ms": BASE_MS, "latency_ms_per_kb": MS_PER_KB, **settings}
        requests.put(f"{self.endpoint}/_lingopoint/behaviour", json=members, timeout=10).raise_for_status()
        requests.delete(f"{self.endpoint}/_lingopoint/statistics", timeout=10).raise_for_status()

    def statistics(self) -> dict[str, Any]:
        """What was asked since the last `behave`."""
        found: dict[str, Any] = requests.get(f"{self.endpoint}/_lingopoint/statistics", timeout=10).json()
        return found


@contextmanager
def serving(engine: str = "identity") -> Iterator[Service]:
    """A service for as long as it is needed."""
    command = [sys.executable, "-m", "lingopoint_local.translate", "--port", "0", "--engine", engine]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        location = process.stdout.readline().split()[0]
        endpoint = location if location.startswith("http") else f"http://{location}"
        try:
            yield Service(endpoint)
        finally:
            process.terminate()


def bound(size: int, concurrency: int = CONCURRENCY) -> float:
    """Seconds that nobody can go below for `size` bytes: the best of all numbers of calls that hold them.

    Calls are made in rounds of `concurrency`; more and shorter calls may fill the last round better than the fewest.
    """
    fewest = max(1, -(-size // 10_000))
    return min(
        -(-calls // concurrency) * (BASE_MS + size / calls / 1000 * MS_PER_KB) / 1000
        for calls in range(fewest, fewest + concurrency + 1)
    )
