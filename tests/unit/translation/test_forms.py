"""A form of the wire that comes back damaged too often is not paid for again and again."""

import re
from collections.abc import Callable

import pytest

from lingopoint.adapters.nothing import NoMemory
from lingopoint.ports import Direction
from lingopoint.translation import Forms, Pace, Tools, Translation, translate_units
from lingopoint.translation.forms import Form
from lingopoint.unit import Code, CodeKind, Parts
from lingopoint_in_memory import FunctionTranslator
from tests.support import SteppingClock

PAIR = ("en", "fr")
OPEN, CLOSE = Code(CodeKind.OPEN, 1, b"<b>"), Code(CodeKind.CLOSE, 1, b"</b>")


def shout(text: str) -> str:
    """Upper case outside of tags and protected text."""
    pieces = re.split(r"(<span translate=no>.*?</span>|<[^>]*>)", text)
    return "".join(piece if piece.startswith("<") else piece.upper() for piece in pieces)


def loses_numbers(text: str) -> str:
    return re.sub(r"<p id=\d+>", "<p>", shout(text))


def loses_tags(text: str) -> str:
    return re.sub(r"</?b>", "", shout(text))


def loses_spans(text: str) -> str:
    return re.sub(r"</?span[^>]*>", "", shout(text))


class Service:
    """One process of the function in front of one service."""

    def __init__(self, *manners: Callable[[str], str]) -> None:
        self.translator = FunctionTranslator(self._translate)
        self.manners = list(manners)
        self.clock = SteppingClock()
        self.forms = Forms()

    def _translate(self, text: str) -> str:
        for manner in self.manners:
            if text != (came := manner(text)) and came != shout(text):
                return came
        return shout(text)

    def translate(self, *units: Parts, target: str = "fr") -> Translation:
        self.translator.sent.clear()
        tools = Tools(self.translator, self.clock, Pace(concurrency=1), NoMemory(), forms=self.forms)
        return translate_units(units, Direction("en", target), tools, self.clock.now() + 30)


def plain(*numbers: int) -> list[Parts]:
    return [(f"line {letters(number)}",) for number in numbers]


def tagged(*numbers: int) -> list[Parts]:
    return [("read ", OPEN, f"page {letters(number)}", CLOSE, " now") for number in numbers]


def protected(*numbers: int) -> list[Parts]:
    return [(f"read page {letters(number)} of {{name}} now",) for number in numbers]


def letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def test_nothing_steps_down_while_all_is_well() -> None:
    service = Service()
    for start in range(0, 300, 10):
        result = service.translate(*plain(*range(start, start + 5)), *tagged(*range(start, start + 5)))
        assert (result.cost.stepped_down, result.cost.kept, result.cost.calls) == (0, 0, 1)


def test_tags_that_are_lost_are_paid_for_again_only_until_it_is_known() -> None:
    service = Service(loses_tags)
    first = service.translate(*tagged(*range(60)))
    assert first.cost.kept == 0
    assert first.targets[7] == ("READ ", OPEN, "PAGE H", CLOSE, " NOW")
    alone = [text for text in service.translator.sent if text.count("<b>") == 1]
    assert alone == [], "each was sent alone although it was known how that would end"
    again = service.translate(*tagged(*range(60, 120)))
    assert again.targets[0] == ("READ ", OPEN, "PAGE GA", CLOSE, " NOW")
    assert not any("<b>" in text for text in service.translator.sent)
    assert (again.cost.stepped_down, again.cost.calls) == (60, 1)


def test_protected_text_is_not_cut_out_because_tags_are_lost() -> None:
    service = Service(loses_tags)
    service.translate(*tagged(*range(60)))
    result = service.translate(*protected(1, 2))
    assert result.cost.stepped_down == 0
    assert any("<span translate=no>{name}</span>" in text for text in service.translator.sent)


def test_protected_text_that_is_lost_is_left_where_it_stands() -> None:
    service = Service(loses_spans)
    service.translate(*protected(*range(60)))
    result = service.translate(*protected(71))
    assert result.cost.stepped_down == 1
    assert service.translator.sent == ["<p id=1>read page hb of</p><p id=2>now</p>"]
    assert result.cost.kept == 0


def test_blocks_that_lose_their_numbers_are_sent_alone() -> None:
    service = Service(loses_numbers)
    for start in range(0, 60, 2):
        assert service.translate(*plain(start), *tagged(start)).cost.kept == 0
    result = service.translate(*plain(201), *tagged(203))
    assert service.translator.sent == ["line cab", "<p>read <b>page cad</b> now</p>"]
    assert (result.cost.stepped_down, result.cost.kept) == (2, 0)


def test_the_services_recovery_is_noticed_after_a_minute() -> None:
    service = Service(loses_tags)
    service.translate(*tagged(*range(60)))
    service.manners.clear()
    assert service.translate(*tagged(61, 62)).cost.stepped_down == 2
    service.clock.seconds += 61
    assert service.translate(*tagged(63, 64)).cost.stepped_down == 0
    assert service.translator.sent == ["<p id=1>read <b>page gd</b> now</p><p id=2>read <b>page ge</b> now</p>"]


def test_one_try_a_minute_tells_that_nothing_has_changed() -> None:
    service = Service(loses_tags)
    service.translate(*tagged(*range(60)))
    service.clock.seconds += 61
    service.translate(*tagged(61))
    assert service.translator.sent[0] == "<p>read <b>page gb</b> now</p>"
    assert service.translate(*tagged(62)).cost.stepped_down == 1


def test_other_languages_have_counts_of_their_own() -> None:
    service = Service(loses_tags)
    service.translate(*tagged(*range(60)))
    assert service.translate(*tagged(61), target="de").cost.stepped_down == 0


@pytest.mark.parametrize(
    ("tried", "failed", "given_up"), [(19, 19, False), (20, 2, False), (20, 3, True), (1000, 100, False)]
)
def test_more_than_a_tenth_of_enough_tries_must_fail(tried: int, failed: int, given_up: bool) -> None:
    forms = Forms()
    forms.count(PAIR, Form.INLINE, tried, failed, 0.0)
    assert forms.is_given_up(PAIR, Form.INLINE, 1.0) is given_up


def test_old_tries_count_less_and_less() -> None:
    forms = Forms()
    for _ in range(100):
        forms.count(PAIR, Form.BLOCKS, 20, 0, 0.0)
    for _ in range(3):
        forms.count(PAIR, Form.BLOCKS, 10, 10, 0.0)
    assert forms.is_given_up(PAIR, Form.BLOCKS, 1.0)


def test_calls_that_were_under_way_do_not_bring_a_form_back() -> None:
    forms = Forms()
    forms.count(PAIR, Form.BLOCKS, 20, 20, 0.0)
    forms.count(PAIR, Form.BLOCKS, 20, 0, 5.0)
    assert forms.is_given_up(PAIR, Form.BLOCKS, 59.0)
    assert not forms.is_given_up(PAIR, Form.BLOCKS, 60.0)
    forms.count(PAIR, Form.BLOCKS, 1, 1, 61.0)
    assert forms.is_given_up(PAIR, Form.BLOCKS, 62.0)
    forms.count(PAIR, Form.BLOCKS, 1, 0, 122.0)
    assert not forms.is_given_up(PAIR, Form.BLOCKS, 122.0)
