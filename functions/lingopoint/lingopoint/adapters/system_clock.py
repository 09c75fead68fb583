"""The clock of the machine."""

import time


class SystemClock:
    """Seconds of a clock that never goes back."""

    def now(self) -> float:
        """See `Clock.now`."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """See `Clock.sleep`."""
        time.sleep(seconds)
