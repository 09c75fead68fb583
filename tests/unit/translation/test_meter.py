"""What a request spends: what was translated, and what may have been."""

import pytest

from lingopoint.ports import Direction, RefusedError, ThrottledError, TranslatedText, UnansweredError, UnavailableError
from lingopoint.report import Cost
from lingopoint.translation import Meter
from lingopoint_in_memory import FunctionTranslator

DIRECTION = Direction("en", "fr")


class Failing(FunctionTranslator):
    """Answers every call with `error`."""

    error: Exception

    def translate(self, text: str, direction: Direction) -> TranslatedText:
        raise self.error


def test_what_was_translated_is_billed() -> None:
    meter = Meter(FunctionTranslator(str.upper))
    assert meter.spent == Cost()
    assert meter.translate("Où ?", DIRECTION) == TranslatedText("OÙ ?", "en")
    meter.translate("Ici.", DIRECTION)
    assert meter.spent == Cost(calls=2, billed=8)


@pytest.mark.parametrize(
    ("error", "spent"),
    [
        (ThrottledError("slow"), Cost(calls=1)),
        (UnavailableError("500"), Cost(calls=1)),
        (RefusedError("no"), Cost(calls=1)),
        (ZeroDivisionError(), Cost(calls=1)),
        (UnansweredError("ReadTimeoutError"), Cost(calls=1, billed=5, unseen=5)),
    ],
)
def test_a_call_that_failed_is_not_billed_unless_its_answer_was_only_not_seen(error: Exception, spent: Cost) -> None:
    failing = Failing()
    failing.error = error
    meter = Meter(failing)
    with pytest.raises(type(error)):
        meter.translate("Hello", DIRECTION)
    assert meter.spent == spent


def test_a_call_under_way_may_be_billed() -> None:
    seen: list[Cost] = []

    def look(text: str) -> str:
        seen.append(meter.spent)
        return text

    meter = Meter(FunctionTranslator(look))
    meter.translate("Hello", DIRECTION)
    assert seen == [Cost(calls=1, billed=5, unseen=5)]
    assert meter.spent == Cost(calls=1, billed=5)


def test_in_all_else_it_is_the_translator() -> None:
    translator = FunctionTranslator()
    meter = Meter(translator)
    assert meter.traits is translator.traits
    assert meter.terminology_version("legal") == translator.terminology_version("legal")
