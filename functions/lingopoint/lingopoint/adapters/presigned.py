"""S3 as the caller: GET or HEAD on the presigned URL of an Object Lambda event."""

import ssl
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import urllib3
from botocore.httpsession import get_cert_path
from urllib3.exceptions import HTTPError

from lingopoint.adapters.body import ReadableBody
from lingopoint.errors import InvalidRequestError, SlowDownError
from lingopoint.http.headers import received
from lingopoint.ports import NO_HEADERS, StoredObject

_TIMEOUT = urllib3.Timeout(connect=3.0, read=20.0)
_MAX_ERROR_BYTES = 64 * 1024


def make_pools(connections: int = 10) -> urllib3.PoolManager:
    """Connections for presigned URLs, with the authorities that boto3 trusts. Passing faults are retried twice."""
    trusted = ssl.create_default_context(cafile=get_cert_path(True))  # read once, not for every connection
    retry = urllib3.Retry(total=2, backoff_factor=0.1, status_forcelist=(500, 502, 503), raise_on_status=False)
    return urllib3.PoolManager(maxsize=connections, retries=retry, timeout=_TIMEOUT, ssl_context=trusted)


class PresignedOrigin:
    """One object through its presigned URL, which is good for one method.

    `headers` are the reader's; those that were signed are sent again.
    """

    def __init__(self, pools: urllib3.PoolManager, url: str, headers: Mapping[str, str], method: str = "GET") -> None:
        self._pools = pools
        self._url = url
        self._headers = headers
        self._method = method

    def get(self, headers: Mapping[str, str] = NO_HEADERS, /) -> StoredObject:
        """See `ConditionalOrigin.get`. No message of an error ever holds the URL.

        Raises InvalidRequestError for headers that cannot be sent.
        """
        wanted = {"accept-encoding": "identity", **headers, **self._signed_headers()}
        url = urlsplit(self._url)
        # As it was signed: by its whole URL, a pool would resolve the `.` and `..` that are part of the key here.
        target = self._url[self._url.index(url.netloc) + len(url.netloc) :]
        try:
            pool = self._pools.connection_from_host(url.hostname, url.port, url.scheme)
            return _stored(
                pool.urlopen(
                    self._method, target, headers=wanted, redirect=False, preload_content=False, decode_content=False
                )
            )
        except (HTTPError, OSError) as error:
            raise SlowDownError("S3 does not answer. Ask again.", detail=type(error).__name__) from None
        except ValueError as error:
            kind = type(error).__name__
            raise InvalidRequestError("A header of the request cannot be sent to S3.", detail=kind) from None

    def _signed_headers(self) -> dict[str, str]:
        names = parse_qs(urlsplit(self._url).query).get("X-Amz-SignedHeaders", ["host"])[0].split(";")
        given = {name.lower(): value for name, value in self._headers.items()}
        return {name: given[name] for name in names if name in given and name != "host"}


def _stored(response: urllib3.BaseHTTPResponse) -> StoredObject:
    headers = received(response.headers)
    code = message = ""
    if response.status >= 400:
        code, message = _error(response.read(_MAX_ERROR_BYTES))
    return StoredObject(response.status, headers, ReadableBody(response, HTTPError, OSError), code, message)


def _error(document: bytes) -> tuple[str, str]:
    """The code and message of an S3 error document (S3 API reference, "Error responses")."""
    try:
        root = ElementTree.fromstring(document)  # noqa: S314  expat of Python 3.11 caps entity expansion; 64 kB at most
    except (ElementTree.ParseError, LookupError, ValueError):  # the latter of an encoding that is none, or not known
        return "", ""
    return root.findtext("Code", ""), root.findtext("Message", "")
