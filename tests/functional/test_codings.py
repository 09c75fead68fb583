"""Originals that are stored compressed: translated, and compressed again."""

import gzip
import tracemalloc
import zlib

import pytest

from lingopoint.config import Config
from lingopoint.ports import Response
from lingopoint.renditions.coding import encode
from lingopoint_in_memory import DictRenditions
from tests.support import KEY, TEXT, World, error, reading, sent

PAGE = b"<p>Hello there.</p>\n"


def body_of(answer: Response) -> bytes:
    return answer.body if isinstance(answer.body, bytes) else answer.body.read()


def put(world: World, body: bytes, coding: str = "gzip", key: str = KEY, content_type: str = "text/plain") -> None:
    world.put(key, body, content_type, etag='"z"', content_encoding=coding)


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "GZip", "aws-chunked,gzip", "gzip, aws-chunked", " gzip ,"])
def test_what_is_stored_as_gzip_is_translated_and_served_as_gzip(world: World, coding: str) -> None:
    put(world, gzip.compress(TEXT), coding)
    answer = world.get(reading())
    assert gzip.decompress(body_of(answer)) == TEXT.upper()
    assert answer.headers["content-encoding"] == coding.strip()
    assert answer.headers["x-amz-meta-lingopoint-status"] == "translated"
    assert answer.headers["content-length"] == str(len(body_of(answer)))


def test_the_bytes_are_the_same_each_time(world: World) -> None:
    put(world, gzip.compress(TEXT))
    one, other = world.get(reading()), world.get(reading())
    assert (one.body, one.headers["etag"]) == (other.body, other.headers["etag"])
    assert body_of(one)[4:8] == bytes(4)  # RFC 1952: no time


def test_ranges_and_head_are_of_the_encoded_bytes(world: World) -> None:
    world.store = DictRenditions()
    put(world, gzip.compress(TEXT))
    whole = body_of(world.get(reading()))
    assert world.head(reading(head=True))["headers"]["Content-Length"] == len(whole)
    parts = [body_of(world.get(reading(range=f"bytes={at}-{at + 4}"))) for at in range(0, len(whole), 5)]
    assert b"".join(parts) == whole


def test_a_page_is_read_as_what_it_is(world: World) -> None:
    put(world, gzip.compress(PAGE), key="a.html", content_type="text/html; charset=utf-8")
    answer = world.get(reading("a.html#fr"))
    assert gzip.decompress(body_of(answer)) == b"<p>HELLO THERE.</p>\n"
    assert answer.headers["x-amz-meta-lingopoint-format"] == "html"


@pytest.mark.parametrize("level", [1, 9])
def test_where_nothing_changes_the_very_bytes_are_served(world: World, level: int) -> None:
    stored = gzip.compress(b"12 34\n", level)
    put(world, stored)
    assert body_of(world.get(reading())) == stored


def test_several_members_are_one_document(world: World) -> None:
    put(world, gzip.compress(b"Hello ") + gzip.compress(b"there.\n") + bytes(512))
    assert gzip.decompress(body_of(world.get(reading()))) == b"HELLO THERE.\n"


GOOD = gzip.compress(b"Hello there. " * 50)


@pytest.mark.parametrize(
    "body",
    [
        *(GOOD[:-1], GOOD[:-8], GOOD[: len(GOOD) // 2], GOOD[:5], b"\x1f\x8b", GOOD + b"more", TEXT),
        GOOD[:-8] + bytes(8),
        GOOD[:20] + b"\xff" + GOOD[21:],
    ],
)
def test_what_is_broken_is_served_as_it_is(world: World, body: bytes) -> None:
    put(world, body)
    answer = world.get(reading())
    assert body_of(answer) == body
    assert answer.headers["x-amz-meta-lingopoint-status"] == "untranslated; reason=broken gzip"
    assert (answer.headers["etag"], answer.headers["content-encoding"]) == ('"z"', "gzip")


def test_nothing_is_nothing(world: World) -> None:
    put(world, b"")
    assert body_of(world.get(reading())) == b""


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "gzip, gzip", "gzip, br", "compress"])
def test_every_other_coding_is_served_as_it_is(world: World, coding: str) -> None:
    put(world, b"\x1f\x8b", coding)
    answer = world.get(reading())
    assert body_of(answer) == b"\x1f\x8b"
    assert answer.headers["x-amz-meta-lingopoint-status"] == f"untranslated; reason=content encoding {coding}"


@pytest.mark.parametrize("name", ["a.txt.gz", "drawing.svgz"])
def test_an_archive_without_a_coding_is_none_of_ours(world: World, name: str) -> None:
    archive = gzip.compress(TEXT)
    world.put(name, archive, "application/gzip", etag='"z"')
    assert body_of(world.get(reading(f"{name}#fr"))) == archive


def test_the_size_that_counts_is_that_of_the_text(world: World) -> None:
    text = TEXT * 4
    put(world, encode(text, "gzip"))
    world.config = Config(max_object_size=len(text))
    assert world.get(reading()).status == 200
    world.config = Config(max_object_size=len(text) - 1)
    message = "The original has more once it is decompressed; translations are served up to 51."
    assert error(world.get(reading())) == (400, "EntityTooLarge", message)


def test_a_bomb_is_refused_before_it_takes_memory(world: World) -> None:
    world.config = Config(max_object_size=1 << 20)
    compressor = zlib.compressobj(9, wbits=31)
    bomb = b"".join(compressor.compress(b"a" * (1 << 20)) for _ in range(300)) + compressor.flush()
    put(world, bomb)
    tracemalloc.start()
    status = world.get(reading()).status
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert status == 400
    assert peak < 8 << 20
    assert sent(world) == []


def test_a_large_compressed_object_that_is_no_text_is_served(world: World) -> None:
    world.config = Config(max_object_size=100)
    film = gzip.compress(bytes(1000))
    put(world, film, key="film.mp4", content_type="video/mp4")
    answer = world.get(reading("film.mp4#fr"))
    assert (answer.status, body_of(answer)) == (200, film)
