"""When a service fell silent: it does not answer at all, which costs seconds each time, while a refusal is quick."""

import time
from collections.abc import Callable

from botocore.exceptions import BotoCoreError
from botocore.parsers import ResponseParserError

FAULTS = (BotoCoreError, ResponseParserError)
"""What boto3 raises where a service did not answer, or not as it should. What it refused is ClientError."""

SECONDS = 10.0
"""How long a service that did not answer is not asked what can be done without."""


class Silence:
    """The silence of one service, as far as its adapter knows; `now` is in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._until = -1.0

    def begin(self) -> None:
        """The service did not answer just now."""
        self._until = self._now() + SECONDS

    def __bool__(self) -> bool:
        """Whether it is better not asked."""
        return self._now() < self._until
