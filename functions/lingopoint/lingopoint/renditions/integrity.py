"""What the headers of an original say of its very bytes, which a translation does not have.

Clients put checksums into an object's own metadata and compare them with what they are given: rclone `md5chksum`, s3cmd
`s3cmd-attrs`. With a translation they would take every answer for a damaged one.
"""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

_META = "x-amz-meta-"

METADATA = (
    *("*md5*", "sha", "*sha1*", "*sha-1*", "*sha2*", "*sha-2*", "*sha3*", "*sha-3*", "*sha5*", "*sha-5*", "*shasum*"),
    *(
        "*crc32*",
        "*crc-32*",
        "*crc64*",
        "*crc-64*",
        "*blake2*",
        "*blake3*",
        "*xxhash*",
        "*xxh3*",
        "*xxh64*",
        "*xxh128*",
    ),
    *("*checksum*", "*chksum*", "*cksum*", "*s3cmd-attrs", "hash", "*content-hash", "*content_hash", "*contenthash"),
    *(
        "*file-hash",
        "*file_hash",
        "*filehash",
        "*goog-hash",
        "digest",
        "*-digest",
        "*_digest",
        "etag",
        "*-etag",
        "*_etag",
    ),
    *("signature", "*-signature", "*_signature", "*adler32*", "*fingerprint*", "*content-length", "*content_length"),
    *("*file-size", "*file_size", "*filesize", "*uncompressed-size", "*uncompressed_size"),
)
"""The names of user metadata that tell of the original's bytes, in lower case; `*` stands for anything."""

_HEADERS = frozenset(
    {"accept-ranges", "content-length", "content-md5", "content-range", "etag", "last-modified", "x-amz-mp-parts-count"}
)
_CHECKSUM = "x-amz-checksum-"

_CLIENTS_KEY = frozenset(
    {"x-amz-key", "x-amz-key-v2", "x-amz-cek-alg", "x-amz-wrap-alg", "x-amz-3", "x-amz-c", "s3tools-gpgenc"}
)
"""What the S3 Encryption Client writes, in its formats V1, V2 and V3, and `s3cmd --encrypt`."""


def for_other_bytes(headers: Mapping[str, str], further: Sequence[str] = ()) -> dict[str, str]:
    """Those of an original's headers that hold of its translation too. `further` names are added to `METADATA`."""
    patterns = (*METADATA, *(name.lower().removeprefix(_META) for name in further))
    return {name: value for name, value in headers.items() if not _of_the_bytes(name, patterns)}


def encrypted_by_client(headers: Mapping[str, str]) -> bool:
    """Whether the stored bytes are cipher text, to which the reader has the key."""
    return any(name.removeprefix(_META) in _CLIENTS_KEY for name in headers if name.startswith(_META))


def _of_the_bytes(name: str, patterns: Sequence[str]) -> bool:
    if not name.startswith(_META):
        return name in _HEADERS or name.startswith(_CHECKSUM)
    own = name.removeprefix(_META)
    return any(fnmatchcase(own, pattern) for pattern in patterns)
