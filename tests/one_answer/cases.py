"""What one random case is: an event, what is stored, how the services behave. A case is made by its number alone."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote

from tests.support import load_event

SECRET = "Zwetschgenkuchen"
"""A word of every document, which no log may hold."""
FOREIGN = "arn:aws:iam::123456789012:role/foreign-words"
"""What services say to the function alone, which no answer and no log may hold."""
TOKEN = "OUTPUT-TOKEN-SECRET"
SIGNATURE = "SIGNATURE-SECRET"
HOST = "lingopoint-originals-123456789012.s3-accesspoint.us-west-2.amazonaws.com"

Choose = Callable[[Random], Any]

ODD = (
    *(
        "",
        "0",
        "-1",
        "never",
        "two  spaces",
        " led and trailed ",
        "tab\there",
        "line\r\nX-Evil: 1",
        "nul\x00",
        "\x7f\x85",
    ),
    *(
        "été",
        "日本語",
        "🙂" * 30,
        "\ud800",
        "\u2028",
        "x" * 3000,
        "9" * 4301,
        "=?UTF-8?B?w6k=?=",
        '"',
        "'",
        "\\",
        "%",
        "%ff",
    ),
    *(";", ",", "*", "{}", "[" * 4096, "null", "true", "1e999", "NaN", "a=b;c", "<b>&amp;", "../..", "0x1F", "١٢٣"),
)
DATES = (
    *(
        "Tue, 01 Jan 2030 00:00:00 GMT",
        "Mon, 23 Nov 2026 12:00:00 GMT",
        "Mon, 23 Nov 1926 12:00:00 +9959",
        "0",
        "never",
    ),
    *("Thu, 01 Jan 99999999999 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 -1200", "2030-01-01T00:00:00Z", "1 1 1 1:1:1"),
)
KEYS = (
    "a.txt",
    "a/b.html",
    "C#/a b",
    "a//b.md",
    "./../x.json",
    "日本/é~.po",
    "100%23?+ü",
    "a\nb.srt",
    "'\"<>.csv",
    " ",
)
TAGS = ("", "#fr", "#pt-BR", "#de;formality=formal", "#fr;source=en", "#xx", "#fr;source=fr", "#FR-fr", "#fr;x=y", "#")
DOCUMENTS: Mapping[str, bytes] = {
    "text/plain": b"Hello there.\n\nHow are you, %s?\n",
    "text/html; charset=utf-8": b"<html lang=en><body><p>Hello <b>%s</b> there.</p><script>x()</script></body></html>",
    "application/json": b'{"title": "A %s", "n": 1, "deep": [["More text here"]]}',
    "text/csv": b'a,b\n"One %s, two",2\n',
    "text/markdown": b"# Title %s\n\nSome *text* with `code`.\n\n- one\n- two\n",
    "text/x-gettext-translation": b'msgid ""\nmsgstr ""\n\nmsgid "A %s"\nmsgstr ""\n',
    "application/x-subrip": b"1\n00:00:01,000 --> 00:00:02,000\nHello %s\n",
    "application/xml": b"<?xml version='1.0'?><a><b>Hello %s</b></a>",
    "application/yaml": b"title: A %s\nitems:\n  - one thing\n",
    "application/octet-stream": b"\x00\x01\x02 %s",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": b"PK\x03\x04 %s",
}
STORED = (
    *("cache-control", "content-disposition", "content-language", "expires", "last-modified", "etag", "x-amz-restore"),
    *(
        "x-amz-meta-owner",
        "x-amz-meta-é",
        "x-amz-meta-",
        "x-amz-missing-meta",
        "x-amz-mp-parts-count",
        "x-amz-tagging-count",
    ),
    *("x-amz-object-lock-retain-until-date", "x-amz-object-lock-mode", "x-amz-delete-marker", "x-amz-version-id"),
    *("content-encoding", "x-amz-storage-class", "x-amz-checksum-crc32", "x-amz-expiration", "x-amz-request-charged"),
)
ASKED = (
    *(
        "Range",
        "If-Match",
        "If-None-Match",
        "If-Modified-Since",
        "If-Unmodified-Since",
        "If-Range",
        "X-Lingopoint-Language",
    ),
    *("x-amz-request-payer", "x-amz-expected-bucket-owner", "Accept-Encoding", "x-amz-checksum-mode"),
)
RANGES = ("bytes=0-4", "bytes=-1", "bytes=2-", "bytes=9-1", "bytes=99999-", "bytes=0-9223372036854775807", "lines=1-2")
PARAMETERS = (
    *("lang", "versionId", "partNumber", "Range", "response-expires", "response-content-type", "x-id"),
    *(
        "response-content-disposition",
        "response-cache-control",
        "response-content-encoding",
        "response-content-language",
    ),
)
PAYLOADS = (
    *("{}", "", "[" * 4096, "7", "[]", "{", '{"a": 1}', '{"max_object_size": 10}', '{"untranslatable": "refuse"}'),
    *(
        '{"caller_check": false}',
        '{"default_language": "de"}',
        '{"languages": ["de"]}',
        '{"memory": false, "store": "off"}',
    ),
    *(
        '{"concurrency": 1}',
        '{"log_keys": 7}',
        '{"terminology": ""}',
        '{"include": ["title"]}',
        '{"source_language": "en"}',
    ),
    *('{"concurrency": ' + "9" * 4301 + "}", '{"languages": ' + "[" * 900 + "]" * 900 + "}", '"\ud800"'),
)
URLS = (
    *(
        "",
        "http://" + HOST + "/a.txt",
        "https://169.254.169.254/latest",
        f"https://user@{HOST}/a.txt",
        "https://[",
        "a",
    ),
    *(
        f"https://{HOST}.evil.org/a",
        f"https://{HOST}\\@evil.org/a",
        f"https://{HOST}/%ff",
        f"https://{HOST}/",
        "\ud800",
    ),
    *(
        f"https://{HOST}:99999/a",
        f"https://{HOST}\n/a",
        f"https://{HOST}/a#b",
        "https://evil-abc-s3alias.s3.us-west-2.amazonaws.com/a",
    ),
)
WRONG: tuple[Any, ...] = (None, 7, 1.5, True, [], {}, ["a"], {"a": 1}, "", "x")


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `objects` are by key; `faults` says, of each service, how it behaves and from which call on."""

    number: int
    event: dict[str, Any]
    head: bool
    objects: Mapping[str, tuple[bytes, Mapping[str, str]]]
    faults: Mapping[str, str] = field(default_factory=dict)


SERVICES: Mapping[str, Sequence[str]] = {
    "originals": ("error", "silent", "cut", "junk", "denied"),
    "caller": ("error", "silent", "junk", "denied"),
    "renditions": ("error", "silent", "junk", "gone"),
    "memory": ("error", "silent", "junk"),
    "translate": ("error", "silent", "junk", "throttle", "text", "refuse", "unsure", "short"),
    "delivery": ("refuses a header", "refuses bodies", "refuses all", "gone", "silent", "fails"),
    "log": ("broken",),
    "metrics": ("broken",),
}
"""How a service may misbehave; most cases have none or one that does."""


def make(number: int) -> Case:
    """The case of a number."""
    random = Random(number)
    key = random.choice(KEYS)
    tag = random.choice(TAGS)
    head = random.random() < 0.25
    objects = {key: _stored(random)}
    if random.random() < 0.1:
        objects[key + tag] = _stored(random)
    if random.random() < 0.05:
        objects = {}
    faults = {name: random.choice(kinds) for name, kinds in SERVICES.items() if random.random() < 0.12}
    event = _event(random, key + tag, head=head)
    if random.random() < 0.1:
        _spoil(random, event)
    return Case(number, event, head, objects, faults)


def _stored(random: Random) -> tuple[bytes, Mapping[str, str]]:
    content_type, text = random.choice(list(DOCUMENTS.items()))
    body = text.replace(b"%s", SECRET.encode())
    match random.randrange(12):
        case 0:
            body = b""
        case 1:
            body += random.randbytes(20)
        case 2:
            body *= 40
    if random.random() < 0.1:
        content_type = random.choice((_odd(random), f"{content_type}; name={_odd(random)}"))
    headers = {name: _odd(random, DATES) for name in STORED if random.random() < 0.1}
    return body, {"content-type": content_type, **headers}


def _odd(random: Random, more: Sequence[str] = ()) -> str:
    if random.random() < 0.2:
        return "".join(chr(random.choice((random.randrange(128), random.randrange(0x3000)))) for _ in range(12))
    return random.choice((*ODD, *more, *more))


def _event(random: Random, key: str, *, head: bool) -> dict[str, Any]:
    event = load_event("get-object-tagged")
    asked = {name: _odd(random, (*RANGES, *DATES, "fr", "*", "requester")) for name in ASKED if random.random() < 0.06}
    query = {
        name: _odd(random, ("1", "2", "fr", "v1", *DATES, *RANGES)) for name in PARAMETERS if random.random() < 0.04
    }
    signed = "%3B".join(["host", *(name.lower() for name in asked if random.random() < 0.3)])
    url = f"https://{HOST}/{quote(key, safe='/~')}?X-Amz-SignedHeaders={signed}&X-Amz-Signature={SIGNATURE}"
    if random.random() < 0.05:
        url = random.choice(URLS)
    context = {"inputS3Url": url, "outputRoute": "io-1", "outputToken": TOKEN}
    event["getObjectContext"] = context
    parameters = "&".join(f"{name}={_written(random, value)}" for name, value in query.items())
    event["userRequest"]["url"] = f"https://host/{key}" + (f"?{parameters}" if parameters else "")
    event["userRequest"]["headers"] |= asked
    event["configuration"]["payload"] = random.choice(PAYLOADS) if random.random() < 0.15 else "{}"
    if head:
        event["headObjectContext"] = {"inputS3Url": event.pop("getObjectContext")["inputS3Url"]}
    return event


def _written(random: Random, value: str) -> str:
    return quote(value, errors="replace") if random.random() < 0.5 else value


def _spoil(random: Random, event: dict[str, Any]) -> None:
    """One member of the event is another thing, or not there."""
    holder = event
    if random.random() < 0.8:
        holder = random.choice([value for value in event.values() if isinstance(value, dict)])
    name = random.choice(list(holder))
    if random.random() < 0.3:
        del holder[name]
    else:
        holder[name] = json.loads(json.dumps(random.choice(WRONG)))
