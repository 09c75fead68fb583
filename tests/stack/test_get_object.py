"""GetObject through the deployed template, as an application does it."""

import pytest
from botocore.exceptions import ClientError
from mypy_boto3_s3 import S3Client

from lingopoint_local.aws.stack import Stack
from tests.stack_fixtures import Statistics

pytestmark = pytest.mark.stack

KEY = "ContactUs/contact-us.txt"
TEXT = "Contact us\n\nWe’d love to hear from you.\n"


@pytest.fixture(params=["access_point_arn", "access_point_alias"])
def access_point(request: pytest.FixtureRequest, stack: Stack, s3: S3Client) -> str:
    s3.put_object(Bucket=stack.bucket, Key=KEY, Body=TEXT.encode(), ContentType="text/plain", Metadata={"owner": "web"})
    name: str = getattr(stack, request.param)
    return name


def read(s3: S3Client, access_point: str, key: str) -> str:
    return s3.get_object(Bucket=access_point, Key=key)["Body"].read().decode()


def is_pseudo(text: str) -> bool:
    """Whether `text` is the pseudo engine's rendition of TEXT: bracketed units, the same lines."""
    lines, original = text.split("\n"), TEXT.split("\n")
    return len(lines) == len(original) and all(
        line.startswith("[") and line.endswith("]") if source else line == ""
        for line, source in zip(lines, original, strict=True)
    )


def test_a_tagged_key_is_read_in_that_language(s3: S3Client, access_point: str) -> None:
    answer = s3.get_object(Bucket=access_point, Key=f"{KEY}#fr")
    text = answer["Body"].read().decode()
    assert is_pseudo(text)
    assert answer["ContentLanguage"] == "fr"
    assert answer["ContentType"] == "text/plain"
    assert answer["Metadata"]["owner"] == "web"
    assert answer["Metadata"]["lingopoint-status"] == "translated"


def test_an_untagged_key_is_the_original(s3: S3Client, access_point: str) -> None:
    assert read(s3, access_point, KEY) == TEXT


def test_an_object_stored_under_the_tagged_key_wins(s3: S3Client, stack: Stack, access_point: str) -> None:
    s3.put_object(Bucket=stack.bucket, Key=f"{KEY}#it", Body=b"Scriveteci")
    assert read(s3, access_point, f"{KEY}#it") == "Scriveteci"


@pytest.mark.parametrize("key", ["a//b.txt", "what?.txt", "C#/x.txt", "a b+ü~(日本)%23.txt"])
def test_odd_keys_are_literal(s3: S3Client, stack: Stack, access_point: str, key: str) -> None:
    s3.put_object(Bucket=stack.bucket, Key=key, Body=TEXT.encode(), ContentType="text/plain")
    assert read(s3, access_point, key) == TEXT
    assert is_pseudo(read(s3, access_point, f"{key}#fr"))


def test_a_missing_object_is_no_such_key(s3: S3Client, access_point: str) -> None:
    with pytest.raises(s3.exceptions.NoSuchKey):
        s3.get_object(Bucket=access_point, Key="missing.txt#fr")


def test_a_language_there_is_not_is_explained(s3: S3Client, access_point: str) -> None:
    with pytest.raises(ClientError, match="Ask for one of") as error:
        s3.get_object(Bucket=access_point, Key=f"{KEY}#xx")
    assert error.value.response["Error"]["Code"] == "InvalidRequest"
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


def test_a_larger_text_is_whole_and_in_order(
    s3: S3Client, stack: Stack, access_point: str, statistics: Statistics
) -> None:
    # What was translated once is remembered, so each run of this test has words of its own.
    words = access_point.partition(":")[0]
    paragraphs = [f"Paragraph number {number} for {words} has others, like {number * 7919}." for number in range(2000)]
    s3.put_object(Bucket=stack.bucket, Key="long.txt", Body="\n\n".join(paragraphs).encode(), ContentType="text/plain")
    statistics.reset()
    translated = read(s3, access_point, "long.txt#pt").split("\n\n")
    assert [int(part.split()[2]) for part in translated] == list(range(2000))
    blocks = sum(len(f"<p id=100>{paragraph}</p>") for paragraph in paragraphs)
    assert statistics.read()["translated"] == 1 + -(-blocks // 10_000)  # one call more has the language detected
