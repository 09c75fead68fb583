"""A bounded memory of what was translated: demonstrations and tests repeat themselves."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence


class Memo:
    """Least recently used answers, safe for many threads."""

    def __init__(self, size: int = 50_000) -> None:
        self._answers: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._size = size
        self._lock = threading.Lock()

    def complete(self, space: str, texts: Sequence[str], ask: Callable[[list[str]], list[str]]) -> list[str]:
        """An answer for each text: remembered, or asked for, each distinct text once, in one call."""
        with self._lock:
            known = {value: self._recall(space, value) for value in texts}
        missing = [value for value, answer in known.items() if answer is None]
        if missing:
            fresh = dict(zip(missing, ask(missing), strict=True))
            known |= fresh
            with self._lock:
                self._keep(space, fresh)
        return [known[value] or "" for value in texts]

    def _recall(self, space: str, value: str) -> str | None:
        answer = self._answers.get((space, value))
        if answer is not None:
            self._answers.move_to_end((space, value))
        return answer

    def _keep(self, space: str, answers: dict[str, str]) -> None:
        self._answers.update({(space, value): answer for value, answer in answers.items()})
        while len(self._answers) > self._size:
            self._answers.popitem(last=False)
