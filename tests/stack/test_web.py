"""The website on the local stack: CloudFront with its function, origin access control, and the web door behind them."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import requests
from mypy_boto3_s3 import S3Client

from lingopoint_local.aws.deploy import deploy
from lingopoint_local.aws.stack import Stack, local_url
from lingopoint_local.project import PROJECT
from tests.behaviour_page import Expected, cases
from tests.behaviour_suite import KEYS, STORED, Answer, hold_request
from tests.stack.reader import translated
from tests.stack_fixtures import connect

pytestmark = pytest.mark.stack

OF_HTTP = [case for case in cases("Requests", stack=True) if "`?" not in case[0] and case[1] == "translation"]
"""What is asked by headers; parameters are the door's own. Of one kind: the function alone is held to all three."""


_OF_CLOUDFRONT = ("x-amz-cf-", "x-amzn-", "x-cache", "via")


class WebReader:
    """A browser, as far as it matters. CloudFront's own headers are left out.

    An error is a page; S3's code for it comes in a header, and is given here as S3 would give it.
    """

    def __init__(self, stack: Stack) -> None:
        self._url = stack.web_url

    def __call__(
        self, method: str, key: str, query: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """See `Reader`."""
        return self.get("/" + quote(key, safe="/"), query, headers, method)

    def get(
        self,
        path: str,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        method: str = "GET",
    ) -> Answer:
        """The answer to a path as it stands."""
        sent = {"Accept-Encoding": "identity", "X-Forwarded-Proto": "https", **(headers or {})}
        answer = requests.request(
            method, self._url + path, params=query, headers=sent, timeout=60, allow_redirects=False
        )
        told = {name.lower(): value for name, value in answer.headers.items()}
        kept = {name: value for name, value in told.items() if not name.startswith(_OF_CLOUDFRONT)}
        code = told.get("x-amz-error-code")
        body = f"<?xml version='1.0'?><Error><Code>{code}</Code></Error>".encode() if code and answer.content else b""
        return Answer(answer.status_code, kept, body or answer.content)


@pytest.fixture(scope="module")
def web(stack: Stack) -> WebReader:
    """The website, with the documents of the suite."""
    s3 = connect(stack, "s3")
    for key, body in STORED.items():
        s3.put_object(Bucket=stack.bucket, Key=key, Body=body, ContentType="text/plain; charset=utf-8")
    return WebReader(stack)


@pytest.fixture(scope="module")
def wholes(web: WebReader) -> dict[str, Answer]:
    """The answers to plain GETs."""
    return {kind: web("GET", key) for kind, key in KEYS.items()}


@pytest.mark.parametrize(("row", "kind", "expected"), OF_HTTP)
def test_it_answers_as_s3_does(
    web: WebReader, wholes: dict[str, Answer], row: str, kind: str, expected: Expected
) -> None:
    hold_request(web, wholes, row, kind, expected)


@pytest.mark.parametrize(
    "key", ["web/a b.txt", "web/a+b,(c)!.txt", "web/ä€😀.txt", "web/100%.txt", "web/a#b.txt", "web/x//y.txt"]
)
def test_every_key_is_read(web: WebReader, s3: S3Client, stack: Stack, key: str) -> None:
    text = f"The page that is called {key}.\n".encode()
    s3.put_object(Bucket=stack.bucket, Key=key, Body=text, ContentType="text/plain; charset=utf-8")
    answer = web("GET", f"fr/{key}")
    assert (answer.status, answer.headers["content-language"]) == (200, "fr")
    assert answer.body == translated(text)
    assert web("GET", key, {"lang": "fr"}).body == answer.body
    assert web("GET", key).body == text


def test_a_changed_object_is_new_at_once_behind_the_cache(web: WebReader, s3: S3Client, stack: Stack) -> None:
    before, after = b"What it said before.\n", b"What it says now.\n"
    s3.put_object(Bucket=stack.bucket, Key="web/changing.txt", Body=before, ContentType="text/plain")
    first = web.get("/fr/web/changing.txt")
    assert first.body == translated(before)
    validator = {"If-None-Match": first.headers["etag"]}
    assert web.get("/fr/web/changing.txt", headers=validator).status == 304
    s3.put_object(Bucket=stack.bucket, Key="web/changing.txt", Body=after, ContentType="text/plain")
    assert web.get("/fr/web/changing.txt", headers=validator).body == translated(after)


def test_a_language_that_is_not_served_is_refused_at_the_edge(web: WebReader) -> None:
    answer = web.get("/page.txt", {"lang": "xx"})
    assert answer.status == 400
    assert b"zh-TW" in answer.body


def test_what_is_too_large_for_a_function_is_fetched_from_where_it_is_kept(
    web: WebReader, s3: S3Client, stack: Stack
) -> None:
    text = b"One line of a long, long document.\n\n" * 140_000
    s3.put_object(Bucket=stack.bucket, Key="web/large.txt", Body=text, ContentType="text/plain; charset=utf-8")
    answer = web.get("/fr/web/large.txt")
    assert (answer.status, answer.headers["cache-control"]) == (307, "no-store")
    assert "response-content-language=fr" in answer.headers["location"]
    assert requests.get(answer.headers["location"], timeout=60).content == translated(text)
    original = requests.get(web.get("/web/large.txt").headers["location"], timeout=60)
    assert original.content == text


def test_nobody_comes_in_but_by_cloudfront(stack: Stack) -> None:
    functions: Any = connect(stack, "lambda")
    name = stack.access_point_arn.rpartition("/")[2]
    url = functions.get_function_url_config(FunctionName=name)["FunctionUrl"]
    identifier = url.removeprefix("https://").partition(".")[0]
    answer = requests.get(f"{stack.endpoint}/_aws/lambda-url/{identifier}/page.txt", timeout=60)
    assert answer.status_code == 403


def test_without_the_permissions_cloudfront_is_not_let_in(web: WebReader, stack: Stack) -> None:
    functions: Any = connect(stack, "lambda")
    name = stack.access_point_arn.rpartition("/")[2]
    policy = functions.get_policy(FunctionName=name)["Policy"]
    assert "InvokeFunctionUrl" in policy
    for statement in json.loads(policy)["Statement"]:
        if statement["Action"] == "lambda:InvokeFunction" and "cloudfront" in str(statement["Principal"]):
            functions.remove_permission(FunctionName=name, StatementId=statement["Sid"])
            try:
                assert web.get("/page.txt").status == 403
            finally:
                functions.add_permission(
                    FunctionName=name,
                    StatementId=statement["Sid"],
                    Action="lambda:InvokeFunction",
                    Principal="cloudfront.amazonaws.com",
                    SourceArn=statement["Condition"]["ArnLike"]["AWS:SourceArn"],
                    InvokedViaFunctionUrl=True,
                )
    assert web.get("/page.txt").status == 200


def test_an_account_without_object_lambda_deploys_the_same_product(
    stack: Stack, stack_state: Path, s3: S3Client
) -> None:
    settings = {"FrontDoor": "web", "WebPrefixes": "public/", "Name": "web-alone"}
    outputs = deploy(PROJECT, stack_state, stack.endpoint, stack.translate_endpoint, "web-alone", settings)
    resources = connect(stack, "cloudformation").list_stack_resources(StackName="web-alone")["StackResourceSummaries"]
    assert not [each for each in resources if "ObjectLambda" in each["ResourceType"]]
    assert not {"ObjectLambdaAccessPointArn", "ReaderPolicyArn"} & outputs.keys()
    for key in ("public/page.txt", "private.txt"):
        s3.put_object(Bucket=outputs["BucketName"], Key=key, Body=b"Hello there.", ContentType="text/plain")
    alone = WebReader(replace(stack, web_url=local_url(outputs["WebUrl"], stack.endpoint)))
    assert alone.get("/fr/public/page.txt").body == translated(b"Hello there.")
    assert alone.get("/fr/private.txt").status == 404
