"""How an object is asked for in a language: by its tagged key, or by its own key with `?lang=`.

Only a tagged key finds a translation of its owner's (docs/how-to/reviewed-translations.md). Only the object's own key
is answered under every `CallerCheck` and beyond `TaggedPrefixes` (docs/how-to/permissions.md). So both are known, in
the order in which they are tried: a tagged key that is refused costs nothing.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

PARAMETER = "lang"
"""What it is called in the URL."""

_EXTRA = "Language"
_REMEMBERED = "lingopoint_language"


class Asking(NamedTuple):
    """One way to ask: a key, and the language beside it, which is empty where the key names it or none is wanted."""

    key: str
    language: str = ""

    def __str__(self) -> str:
        return f"{self.key}?{PARAMETER}={self.language}" if self.language else self.key

    @property
    def parameters(self) -> dict[str, str]:
        """Those of an operation of a client that is `speaking`."""
        return {"Key": self.key} | ({_EXTRA: self.language} if self.language else {})


def is_refused(error: "ClientError") -> bool:
    """Whether an answer is S3's AccessDenied; a 403 of another code is no lack of a right."""
    status, code = error.response["ResponseMetadata"]["HTTPStatusCode"], error.response["Error"]["Code"]
    return status == 403 and code == "AccessDenied"


def speaking(client: Any) -> Any:
    """The S3 client, whose operations take one parameter more, `Language`: it is signed into the URL as `?lang=`."""
    client.meta.events.register("provide-client-params.s3", _take)
    client.meta.events.register("before-sign.s3", _put)
    return client


def _take(params: Mapping[str, Any], context: dict[str, Any], **_: object) -> dict[str, Any]:
    context[_REMEMBERED] = params.get(_EXTRA, "")
    return {name: value for name, value in params.items() if name != _EXTRA}


def _put(request: Any, **_: object) -> None:
    if language := request.context.get(_REMEMBERED):
        request.params[PARAMETER] = language
