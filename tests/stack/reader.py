"""An access point of the local stack, read over plain HTTP: every byte of the request and of the answer is ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode, urlsplit

import requests
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from lingopoint_local.aws.environment import ACCOUNT
from lingopoint_local.aws.stack import Stack
from lingopoint_local.translate.engines.pseudo import pseudo
from lingopoint_local.translate.line import text
from tests.behaviour_suite import Answer


def _session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    session.headers.clear()
    return session


@dataclass
class StackReader:
    """Requests as an SDK makes them for the ARN of the access point `name`."""

    stack: Stack
    name: str
    session: requests.Session = field(default_factory=_session)
    patience: float = 60
    credentials: Credentials = field(default_factory=lambda: Credentials("test", "test"))

    @property
    def arn(self) -> str:
        return f"arn:aws:s3-object-lambda:{self.stack.region}:{ACCOUNT}:accesspoint/{self.name}"

    def __call__(
        self, method: str, key: str, query: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """See `Reader`."""
        url = f"http://{self.name}-{ACCOUNT}.localhost:{urlsplit(self.stack.endpoint).port}/{quote(key)}"
        url += f"?{urlencode(query)}" if query else ""
        request = AWSRequest(method, url, headers=dict(headers or {}))
        S3SigV4Auth(self.credentials, "s3-object-lambda", self.stack.region).add_auth(request)
        answer = self.session.request(method, url, headers=dict(request.headers), timeout=self.patience)
        return Answer(
            answer.status_code, {name.lower(): value for name, value in answer.headers.items()}, answer.content
        )


def translated(original: bytes) -> bytes:
    """The pseudo engine's translation of plain text whose paragraphs are of one line."""
    return "\n".join(text(pseudo((line,))) for line in original.decode().split("\n")).encode()
