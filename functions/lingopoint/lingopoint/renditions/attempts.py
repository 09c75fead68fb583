"""Getting an answer to whoever waits for it: as it is, or with less, or at least as an error that says so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from lingopoint.http.headers import message, safe
from lingopoint.ports import Body, NotTakenError, Response

_UNDERSTOOD_BY = frozenset({"content-encoding", "content-length", "content-range", "content-type", "etag"})
"""The headers without which a body means nothing, or nothing to the next request."""


@dataclass(slots=True)
class Attempts:
    """The attempts to deliver one answer. `failed` says, of each that failed, what was wrong."""

    failed: list[str] = field(default_factory=list)

    def deliver(self, response: Response, respond: Callable[[Response], None]) -> Response:
        """The answer that was taken by `respond`, which is the first that was.

        Raises what `respond` raised where none was, and at once what is no NotTakenError.
        """
        error: BaseException = NotTakenError()
        for attempt in _attempts(response):
            try:
                respond(attempt)
            except BaseException as raised:
                self.failed.append(type(raised.__cause__ or raised).__name__)
                if not isinstance(raised, NotTakenError):
                    raise
                error = raised
            else:
                return attempt
        raise error


def _attempts(response: Response) -> Iterator[Response]:
    """The answer with less and less. A stream that was read from is not sent again: its beginning is gone."""
    body = response.body if isinstance(response.body, bytes) else _Watched(response.body)
    whole = replace(response, headers=safe(response.headers), message=message(response.message), body=body)
    yield whole
    if isinstance(body, bytes) or not body.touched:
        kept = {name: value for name, value in whole.headers.items() if name in _UNDERSTOOD_BY}
        yield replace(whole, headers=kept, message=response.code)
    unsent = "The answer could not be sent. Ask again."
    yield Response(500, {}, code="InternalError", message=unsent, report=response.report)


class _Watched:
    """A body, and whether anything was read of it."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self.touched = False

    def read(self, amount: int | None = None, /) -> bytes:
        """See `Body.read`."""
        self.touched = True
        return self._body.read(amount)
