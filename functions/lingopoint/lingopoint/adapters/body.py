"""Bodies as the ports promise them: what breaks off while it is read is an error that a retry helps against."""

from lingopoint.errors import SlowDownError
from lingopoint.ports import Body


class ReadableBody:
    """A body of S3's; `faults` are what its client raises where the way there breaks off."""

    def __init__(self, body: Body, *faults: type[Exception]) -> None:
        self._body = body
        self._faults = faults

    def read(self, amount: int | None = None, /) -> bytes:
        """See `Body.read`."""
        try:
            return self._body.read(amount)
        except self._faults as error:
            raise SlowDownError("S3 does not answer. Ask again.", detail=type(error).__name__) from None
