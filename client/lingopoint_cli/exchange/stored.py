"""Originals as they are stored, read to be worked on outside of S3.

They are read from the bucket itself: an access point with a default language would give a translation.
"""

from typing import TYPE_CHECKING

from lingopoint.formats.options import UnreadableError
from lingopoint.renditions.coding import coding_of, decode
from lingopoint.renditions.integrity import encrypted_by_client
from lingopoint_cli.exchange.original import Original
from lingopoint_cli.failures import FILE, Failure

if TYPE_CHECKING:
    from lingopoint_cli.place import Place

_MOST = 1 << 30
"""Bytes that are decompressed."""


def read_original(place: "Place", key: str) -> Original:
    """The object of this key, decompressed. Raises Failure where it cannot be, and botocore's errors."""
    answer = place.s3().get_object(Bucket=place.bucket, Key=key)
    headers = answer["ResponseMetadata"]["HTTPHeaders"]
    data = answer["Body"].read()
    if encrypted_by_client(headers):
        raise Failure(f"{key}: encrypted by the client", FILE)
    try:
        data = decode(data, coding_of(answer.get("ContentEncoding", "")), _MOST)
    except UnreadableError as error:
        raise Failure(f"{key}: {error}", FILE) from error
    return Original(key, data, answer.get("ContentType", ""), answer.get("ContentLanguage", ""))
