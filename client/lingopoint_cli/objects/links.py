"""Presigned links to objects in a language."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from botocore.exceptions import ClientError

from lingopoint_cli.asking import Asking, is_refused
from lingopoint_cli.failures import USAGE, Failure

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


def answered(client: Any, access_point: str, ways: Sequence[Asking]) -> Asking:
    """The first of the ways that is not refused to whoever asks; of several, the last one is not tried.

    No answer is wanted, so the condition that nothing is there: a translation is then not even made (304). Raises
    botocore's errors, as for an object that is not there.
    """
    *first, last = ways
    for asking in first or ways:
        try:
            client.get_object(Bucket=access_point, IfNoneMatch="*", **asking.parameters)["Body"].close()
        except ClientError as error:
            if first and is_refused(error):
                continue
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != 304:
                raise
        return asking
    return last


def presigned(client: Any, access_point: str, asking: Asking, expires: timedelta, *, save_as: str = "") -> str:
    """A URL that gets the object without credentials until it expires; nothing is sent to AWS to make it.

    `client` signs with Signature Version 4 (`Place.signer`). With `save_as` a browser saves the answer under that name;
    a page of another origin has no other way to name it.
    """
    parameters: dict[str, Any] = {"Bucket": access_point, **asking.parameters}
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
