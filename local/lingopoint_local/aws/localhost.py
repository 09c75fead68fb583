"""Names that end in `.localhost`, for a process whose resolver does not know them.

RFC 6761 section 6.3 gives them all to the loopback address, and boto3 needs them: the host of an access point ARN at
`http://localhost:PORT` is `NAME-ACCOUNT.localhost`. Many resolvers (glibc with `hosts: files dns`) know no such name.
Standard library only, and no other module of this package: the local AWS runs this file under its own interpreter.
"""

import socket
from typing import Any

_MARK = "_resolves_localhost"


def resolve_localhost() -> None:
    """From now on in this process, `anything.localhost` is 127.0.0.1. Calling it again changes nothing."""
    ask = socket.getaddrinfo
    if getattr(ask, _MARK, False):
        return

    def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        return ask("127.0.0.1" if _is_loopback(host) else host, *arguments, **options)

    setattr(getaddrinfo, _MARK, True)
    socket.getaddrinfo = getaddrinfo


def _is_loopback(host: object) -> bool:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    return isinstance(name, str) and name.lower().rstrip(".").endswith(".localhost")
