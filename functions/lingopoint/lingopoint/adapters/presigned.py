"""S3 as the caller: GET or HEAD on the presigned URL of an Object Lambda event."""

from collections.abc import Mapping
from typing import cast
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

from lingopoint.adapters.body import ReadableBody
from lingopoint.errors import SlowDownError
from lingopoint.ports import NO_HEADERS, Body, StoredObject

_CONNECT_TIMEOUT = 3.0
_READ_TIMEOUT = 20.0
_MAX_ERROR_BYTES = 64 * 1024


class _ExactAdapter(HTTPAdapter):
    """Sends the target as it stands: requests collapses a leading `//`, which is part of the key here."""

    def request_url(self, request: requests.PreparedRequest, proxies: Mapping[str, str] | None) -> str:  # noqa: ARG002
        return request.path_url


def make_session(connections: int = 10) -> requests.Session:
    """A session for presigned URLs: nothing added from the environment, passing faults retried twice."""
    session = requests.Session()
    session.trust_env = False  # a .netrc would add credentials of its own to a request that is already signed
    retry = Retry(total=2, backoff_factor=0.1, status_forcelist=(500, 502, 503), raise_on_status=False)
    for scheme in ("https://", "http://"):
        session.mount(scheme, _ExactAdapter(pool_maxsize=connections, max_retries=retry))
    return session


class PresignedOrigin:
    """One object through its presigned URL, which is good for one method.

    `headers` are the reader's; those that were signed are sent again.
    """

    def __init__(self, session: requests.Session, url: str, headers: Mapping[str, str], method: str = "GET") -> None:
        self._session = session
        self._url = url
        self._headers = headers
        self._method = method

    def get(self, headers: Mapping[str, str] = NO_HEADERS, /) -> StoredObject:
        """See `ConditionalOrigin.get`. No message of an error ever holds the URL."""
        wanted = {"accept-encoding": "identity", **headers, **self._signed_headers()}
        prepared = self._session.prepare_request(requests.Request(self._method, self._url, headers=wanted))
        prepared.url = self._url  # as signed: requests resolves `.` and `..`, which are part of the key here
        try:
            response = self._session.send(
                prepared, stream=True, allow_redirects=False, timeout=(_CONNECT_TIMEOUT, _READ_TIMEOUT)
            )
            return _stored(response)
        except (requests.RequestException, HTTPError, OSError) as error:
            raise SlowDownError("S3 does not answer. Ask again.", detail=type(error).__name__) from None

    def _signed_headers(self) -> dict[str, str]:
        names = parse_qs(urlsplit(self._url).query).get("X-Amz-SignedHeaders", ["host"])[0].split(";")
        given = {name.lower(): value for name, value in self._headers.items()}
        return {name: given[name] for name in names if name in given and name != "host"}


def _stored(response: requests.Response) -> StoredObject:
    headers = {name.lower(): value for name, value in response.headers.items()}
    code = message = ""
    if response.status_code >= 400:
        code, message = _error(response.raw.read(_MAX_ERROR_BYTES, decode_content=False))
    body = ReadableBody(cast(Body, response.raw), HTTPError, OSError)
    return StoredObject(response.status_code, headers, body, code, message)


def _error(document: bytes) -> tuple[str, str]:
    """The code and message of an S3 error document (S3 API reference, "Error responses")."""
    try:
        root = ElementTree.fromstring(document)  # noqa: S314  expat of Python 3.11 caps entity expansion; 64 kB at most
    except ElementTree.ParseError:
        return "", ""
    return root.findtext("Code", ""), root.findtext("Message", "")
