"""What an original's metadata says of its very bytes: handed on with them, and not with others."""

import json

import pytest

from lingopoint.config import Config
from tests.support import KEY, TEXT, World, reading

CHECKED = {
    *("md5chksum", "s3cmd-attrs", "md5", "content-md5", "sha1", "sha256", "x-sha512sum", "crc32c", "crc64nvme"),
    *("checksum-sha256", "x-amz-meta-md5chksum", "x-goog-hash", "etag", "original-etag", "digest", "content-digest"),
    *("x-amz-unencrypted-content-length", "x-amz-unencrypted-content-md5", "blake2b", "xxhash", "hash", "signature"),
    *("upload-checksum", "file-hash", "SHA-256", "uncompressed-size"),
}
OTHER = {"owner", "mtime", "languagetag", "page", "commit-hash", "x-amz-meta-owner", "shape", "hashtag", "digestible"}


@pytest.mark.parametrize("name", sorted(CHECKED))
def test_a_checksum_is_not_handed_on_with_a_translation(world: World, name: str) -> None:
    meta = f"x-amz-meta-{name.lower()}"
    world.put(KEY, TEXT, **{"etag": '"v1"', meta: "1"})
    assert meta not in world.get(reading()).headers
    assert meta not in {header.lower() for header in world.head(reading(head=True))["headers"]}
    assert world.get(reading(KEY)).headers[meta] == "1"


@pytest.mark.parametrize("name", sorted(OTHER))
def test_all_else_is(world: World, name: str) -> None:
    world.put(KEY, TEXT, **{"etag": '"v1"', f"x-amz-meta-{name}": "1"})
    assert world.get(reading()).headers[f"x-amz-meta-{name}"] == "1"


@pytest.mark.parametrize("name", ["x-amz-checksum-crc32", "x-amz-checksum-type", "x-amz-mp-parts-count", "content-md5"])
def test_neither_is_what_s3_itself_says_of_the_bytes(world: World, name: str) -> None:
    world.put(KEY, TEXT, **{"etag": '"v1"', name: "2"})
    assert name not in world.get(reading()).headers
    assert world.get(reading(KEY)).headers[name] == "2"


def test_an_original_that_is_served_as_it_is_keeps_all_of_it(world: World) -> None:
    said = {f"x-amz-meta-{name.lower()}": "1" for name in CHECKED} | {"x-amz-checksum-crc32": "AAAA"}
    world.put(KEY, b"\x00\x01", **{"etag": '"v1"', **said})
    answer = world.get(reading())
    assert answer.body == b"\x00\x01"
    assert {name: answer.headers[name] for name in said} == said


def test_more_names_are_configured(world: World) -> None:
    world.config = Config(integrity_metadata=("x-amz-meta-Legal-Seal", "proof-*"))
    world.put(KEY, TEXT, etag='"v1"', x_amz_meta_legal_seal="1", x_amz_meta_proof_2="1", x_amz_meta_proof="1")
    headers = world.get(reading()).headers
    assert {name for name in headers if "seal" in name or "proof" in name} == {"x-amz-meta-proof"}


def test_an_access_point_may_name_its_own(world: World) -> None:
    world.put(KEY, TEXT, etag='"v1"', x_amz_meta_seal="1", x_amz_meta_md5chksum="1")
    headers = world.get(reading(payload=json.dumps({"integrity_metadata": ["seal"]}))).headers
    assert not {"x-amz-meta-seal", "x-amz-meta-md5chksum"} & headers.keys()


@pytest.mark.parametrize("name", ["x-amz-key", "x-amz-key-v2", "x-amz-cek-alg", "x-amz-c", "x-amz-3", "s3tools-gpgenc"])
def test_what_the_client_encrypted_is_served_with_all_that_decrypts_it(world: World, name: str) -> None:
    said = {f"x-amz-meta-{name}": "k", "x-amz-meta-x-amz-iv": "i", "x-amz-meta-x-amz-unencrypted-content-length": "13"}
    world.put(KEY, TEXT, **{"etag": '"v1"', **said})
    answer = world.get(reading())
    assert (answer.body if isinstance(answer.body, bytes) else answer.body.read()) == TEXT
    assert {name: answer.headers[name] for name in said} == said
    assert answer.headers["x-amz-meta-lingopoint-status"] == "untranslated; reason=encrypted by the client"
    assert answer.headers["etag"] == '"v1"'
