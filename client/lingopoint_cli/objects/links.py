"""Presigned links to language-tagged keys."""

import re
import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from lingopoint_cli.failures import USAGE, Failure

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

LONGEST = timedelta(days=7)
"""The most that Signature Version 4 allows (S3 API reference, "Authenticating requests: using query parameters")."""

_TELLING = re.compile(r"[^A-Za-z0-9._\-\u00a0-\U0010ffff]+")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def duration(text: str) -> timedelta:
    """`90s`, `30m`, `1h` or `7d`. Raises Failure for anything else, and for more than a link can last."""
    match = re.fullmatch(r"([1-9][0-9]{0,6})([smhd])", text.strip().lower())
    found = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else None
    if found is None or found > LONGEST:
        raise Failure(f"{text!r} is no time that a link can last: give 90s, 30m, 1h, or at most 7d", USAGE)
    return found


def presigned(client: "S3Client", access_point: str, key: str, expires: timedelta, *, save_as: str = "") -> str:
    """A URL that gets the object without credentials until it expires; nothing is sent to AWS to make it.

    `client` signs with Signature Version 4 (`Place.signer`). With `save_as` a browser saves the answer under that name;
    a page of another origin has no other way to name it.
    """
    parameters: dict[str, Any] = {"Bucket": access_point, "Key": key}
    if save_as:
        parameters["ResponseContentDisposition"] = attachment(save_as)
    url: str = client.generate_presigned_url("get_object", Params=parameters, ExpiresIn=int(expires.total_seconds()))
    return url


def attachment(name: str) -> str:
    """The Content-Disposition that has a file saved under a name (RFC 6266), in ASCII.

    S3 Object Lambda hands the function a URL that is decoded already, in which `&`, `+`, `%` and `"` of a value have
    lost their meaning: they become hyphens.
    """
    name = _TELLING.sub("-", unicodedata.normalize("NFC", name))
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = plain if plain[:1].isalnum() else f"document{plain}"
    extended = "" if name.isascii() else f"; filename*=UTF-8''{quote(name)}"
    return f'attachment; filename="{plain}"{extended}'
