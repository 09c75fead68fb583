"""What one request spends, counted where its calls leave: nothing that goes wrong afterwards can hide it."""

from dataclasses import replace
from threading import Lock

from lingopoint.ports import Direction, Traits, TranslatedText, Translator, UnansweredError
from lingopoint.report import Cost


class Meter:
    """A `Translator` that counts what another one is asked. Safe for the threads of a schedule.

    Unless it `detects`, it says that it knows no language but those that are named.
    """

    def __init__(self, translator: Translator, *, detects: bool = True) -> None:
        self._translator = translator
        self._detects = detects
        self._lock = Lock()
        self._spent = Cost()

    @property
    def spent(self) -> Cost:
        """The calls so far, and what they were billed: those under way too, of which nobody knows better yet."""
        with self._lock:
            return self._spent

    @property
    def traits(self) -> Traits:
        """See `Translator.traits`."""
        traits = self._translator.traits
        return traits if self._detects else replace(traits, detects=False)

    def translate(self, text: str, direction: Direction) -> TranslatedText:
        """See `Translator.translate`. A call that fails is billed nothing, unless its answer was merely not seen."""
        characters = len(text)
        self._add(Cost(calls=1, billed=characters, unseen=characters))
        try:
            answer = self._translator.translate(text, direction)
        except UnansweredError:
            raise
        except BaseException:
            self._add(Cost(billed=-characters, unseen=-characters))
            raise
        self._add(Cost(unseen=-characters))
        return answer

    def terminology_version(self, name: str) -> str:
        """See `Translator.terminology_version`."""
        return self._translator.terminology_version(name)

    def has_propagated(self, terminology: str) -> bool:
        """See `Translator.has_propagated`."""
        return self._translator.has_propagated(terminology)

    def _add(self, cost: Cost) -> None:
        with self._lock:
            self._spent += cost
