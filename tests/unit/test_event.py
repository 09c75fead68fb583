from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.errors import InvalidRequestError
from lingopoint.handlers.event import ObjectLambdaEvent, Waiting, key_of, query_of
from tests.support import EVENTS, load_event

ARN = "arn:aws:s3:us-west-2:123456789012:accesspoint/lingopoint-originals"


@pytest.mark.parametrize("name", sorted(path.stem for path in EVENTS.glob("*.json")))
def test_every_sample_event_is_read(name: str) -> None:
    event = ObjectLambdaEvent.parse(load_event(name))
    assert event.key
    assert event.waiting.route == "io-use1-001"
    assert event.headers["x-amz-checksum-mode"] == "ENABLED"


@pytest.mark.parametrize(
    ("name", "key", "query"),
    [
        ("get-object-tagged", "ContactUs/contact-us.txt#fr", {}),
        ("get-object-path-only-url", "ContactUs/contact-us.txt#fr", {}),
        ("get-object-encoded-url", "ContactUs/contact-us.txt#fr", {"x-id": "GetObject"}),
        (
            "get-object-path-only-encoded-url",
            "ContactUs/contact-us.txt#fr",
            {"versionId": "3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY"},
        ),
        ("get-object-language-query", "ContactUs/contact-us.txt", {"lang": "fr", "x-id": "GetObject"}),
        ("get-object-odd-key", "C#/a b//./../100%23?+ü~(日本).txt#pt", {"x-id": "GetObject"}),
    ],
)
def test_key_and_parameters_are_told_apart(name: str, key: str, query: dict[str, str]) -> None:
    event = ObjectLambdaEvent.parse(load_event(name))
    assert (event.key, event.query) == (key, query)


@pytest.mark.parametrize(
    ("url", "query"),
    [
        ("https://host/other?lang=fr", {"lang": "fr"}),
        ("/other?lang=fr", {"lang": "fr"}),
        ("https://host/other", {}),
        ("", {}),
        ("/a?b?lang=fr", {"lang": "fr"}),
        ("/a?b", {}),
        ("/a?b?", {}),
        ("/a?b?lang=&versionId=1", {"lang": "", "versionId": "1"}),
        ("/a?b?lang=fr&lang=de", {"lang": "fr"}),
        ("/a?b?lang=a%2Bb+c", {"lang": "a+b c"}),
    ],
)
def test_parameters_are_found_whatever_the_url_looks_like(url: str, query: dict[str, str]) -> None:
    assert query_of(url, "a?b") == query


def test_what_else_holds_for_the_original_is_passed_on() -> None:
    event = load_event("get-object-tagged")
    event["userRequest"]["url"] += "?versionId=v1"
    event["userRequest"]["headers"] |= {"X-Amz-Request-Payer": "requester", "x-amz-expected-bucket-owner": "1"}
    assert ObjectLambdaEvent.parse(event).parameters == {
        "VersionId": "v1",
        "RequestPayer": "requester",
        "ExpectedBucketOwner": "1",
    }
    event["userRequest"]["url"] = event["userRequest"]["url"].replace("v1", "")
    event["userRequest"]["headers"] = {"X-Amz-Request-Payer": ""}
    assert ObjectLambdaEvent.parse(event).parameters == {}


def test_an_event_may_lack_what_not_every_event_has() -> None:
    event = load_event("get-object-tagged")
    del event["xAmzRequestId"], event["userRequest"]["headers"]
    event["configuration"]["payload"] = None
    parsed = ObjectLambdaEvent.parse(event)
    assert (parsed.request_id, dict(parsed.headers), parsed.payload) == ("", {}, "")
    del event["configuration"]["payload"]
    assert ObjectLambdaEvent.parse(event).payload == ""


def test_a_head_has_neither_route_nor_token() -> None:
    event = load_event("get-object-tagged")
    assert ObjectLambdaEvent.parse(event).method == "GET"
    event["headObjectContext"] = {"inputS3Url": event.pop("getObjectContext")["inputS3Url"]}
    head = ObjectLambdaEvent.parse(event)
    assert (head.method, head.waiting, head.key) == ("HEAD", Waiting(head=True), "ContactUs/contact-us.txt#fr")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "getObjectContext",
            "configuration",
            "userRequest",
            "getObjectContext.inputS3Url",
            "getObjectContext.outputRoute",
        ),
        *("getObjectContext.outputToken", "configuration.accessPointArn", "configuration.supportingAccessPointArn"),
        "userRequest.url",
    ],
)
@pytest.mark.parametrize("wrong", [None, 7, [], True, ["a"]])
def test_an_event_of_another_kind_is_no_event(path: str, wrong: object) -> None:
    event = load_event("get-object-tagged")
    *holders, name = path.split(".")
    holder = event[holders[0]] if holders else event
    holder[name] = wrong
    with pytest.raises(InvalidRequestError, match=f"^This is no event of GetObject or HeadObject: it has no {name}.$"):
        ObjectLambdaEvent.parse(event)
    del holder[name]
    with pytest.raises(InvalidRequestError):
        ObjectLambdaEvent.parse(event)


@pytest.mark.parametrize(
    ("holder", "name", "wrong"),
    [
        ("configuration", "payload", {"a": 1}),
        ("userRequest", "headers", ["a"]),
        ("userRequest", "headers", {"a": 1}),
    ],
)
def test_what_an_event_may_lack_is_what_it_should_be_or_not_there(holder: str, name: str, wrong: object) -> None:
    event = load_event("get-object-tagged")
    event[holder][name] = wrong
    with pytest.raises(InvalidRequestError):
        ObjectLambdaEvent.parse(event)


@pytest.mark.parametrize("path", ["", "/", "/%ff", "/a%ffb"])
def test_a_url_without_a_key_is_of_no_object(path: str) -> None:
    with pytest.raises(InvalidRequestError, match=r"^The event's URL is not one of an object\.$"):
        key_of(f"https://lingopoint-originals-123456789012.s3-accesspoint.us-west-2.amazonaws.com{path}", ARN)


@pytest.mark.parametrize("host", ["[", "[::1", "h[x]", "\u2100"])
def test_a_host_that_is_none_is_of_no_object(host: str) -> None:
    with pytest.raises(InvalidRequestError):
        key_of(f"https://{host}/", ARN)


KEYS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30)


@given(KEYS, st.sampled_from(["/~", "/", ""]))
def test_any_key_survives_a_virtual_hosted_url(key: str, safe: str) -> None:
    host = "lingopoint-originals-123456789012.s3-accesspoint.us-west-2.amazonaws.com"
    assert key_of(f"https://{host}/{quote(key, safe=safe)}?X-Amz-Signature=0", ARN) == key


@given(KEYS)
def test_any_key_survives_a_path_style_url(key: str) -> None:
    alias = "lingopoint-origi-abcdefghijklmnop-s3alias"
    assert key_of(f"http://127.0.0.1:4566/{alias}/{quote(key)}?X-Amz-Signature=0", ARN) == key
    assert key_of(f"https://{alias}.s3.us-west-2.amazonaws.com/{quote(key)}?X-Amz-Signature=0", ARN) == key


@given(KEYS, st.sampled_from(["", "https://lingopoint-123456789012.s3-object-lambda.us-west-2.amazonaws.com"]))
def test_parameters_are_found_behind_any_key_decoded_or_not(key: str, base: str) -> None:
    for path in (key, quote(key)):
        assert query_of(f"{base}/{path}?lang=fr", key) == {"lang": "fr"}
        assert query_of(f"{base}/{path}", key) == {}
