"""A document on the local stack, and how other programs than this one are run against it."""

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from mypy_boto3_s3 import S3Client

import lingopoint_local
from lingopoint_local.aws.environment import clean
from lingopoint_local.aws.stack import Stack
from tests.stack.reader import translated

Run = Callable[..., bytes]

KNOWS_LOCALHOST = Path(lingopoint_local.__file__).parent / "aws" / "startup"


@dataclass(frozen=True)
class Document:
    """A stored text, the key that asks for it in French, and its translation."""

    key: str
    original: bytes
    translation: bytes

    @property
    def tagged(self) -> str:
        return f"{self.key}#fr"


@pytest.fixture
def document(s3: S3Client, stack: Stack) -> Document:
    """A text of some 70 kB that nobody has read yet."""
    run = uuid4().hex
    text = "\n\n".join(f"Paragraph {number} of the manual {run} has words of its own." for number in range(900))
    key = f"clients/{run} & more.txt"
    s3.put_object(Bucket=stack.bucket, Key=key, Body=text.encode(), ContentType="text/plain; charset=utf-8")
    return Document(key, text.encode(), translated(text.encode()))


@pytest.fixture
def by_address(stack: Stack) -> str:
    """The endpoint by the address of this machine, for which nobody has to know names."""
    return f"http://127.0.0.1:{urlsplit(stack.endpoint).port}"


@pytest.fixture
def run() -> Run:
    """Runs a program with the local stack's credentials and gives what it prints. Python ones know `*.localhost`."""

    def run_program(*command: object, **environment: str) -> bytes:
        settings: Mapping[str, str] = {**clean(), "PYTHONPATH": str(KNOWS_LOCALHOST), **environment}
        done = subprocess.run([str(part) for part in command], env=settings, capture_output=True, timeout=120)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    return run_program
