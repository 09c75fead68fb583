"""Content codings (RFC 9110 section 8.4.1): originals that are stored compressed.

S3 gives an object as it is stored, whatever the reader's Accept-Encoding says, and the reader undoes the coding. So a
translation is encoded as its original is. Of the codings gzip is known here; the library for `br` has 5 MB.
"""

import gzip
import io
import zlib

from lingopoint.formats.options import UnreadableError

_NONE = ("", "identity", "aws-chunked")
"""What says nothing of the stored bytes; `aws-chunked` is how they were sent to S3 (S3 API reference, PutObject)."""
_GZIP_WITH_HEADER = 16 + zlib.MAX_WBITS


def coding_of(content_encoding: str) -> str:
    """`gzip`, or nothing for bytes that are stored as they are. Raises UnreadableError for every other coding."""
    named = (coding.strip().lower() for coding in content_encoding.split(","))
    codings = [coding for coding in named if coding not in _NONE]
    if codings in (["gzip"], ["x-gzip"]):
        return "gzip"
    if codings:
        raise UnreadableError(f"content encoding {', '.join(codings)}")
    return ""


def decode(data: bytes, coding: str, most: int) -> bytes:
    """The bytes without their coding. Of more than `most`, only the first `most + 1` are decoded: they fill no memory.

    Raises UnreadableError for bytes that are cut off, damaged, or followed by others.
    """
    if not coding:
        return data
    try:
        return gzip.GzipFile(fileobj=io.BytesIO(data)).read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(f"broken {coding}") from error


def encode(data: bytes, coding: str) -> bytes:
    """The bytes in their coding; always the same, for there is no time in them."""
    if not coding:
        return data
    compressor = zlib.compressobj(wbits=_GZIP_WITH_HEADER)
    return compressor.compress(data) + compressor.flush()
