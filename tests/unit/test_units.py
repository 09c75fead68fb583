import random
import re

import pytest

from lingopoint.adapters.in_memory import FunctionTranslator
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.formats.unit import Code, CodeKind, Parts
from lingopoint.ports import Direction
from lingopoint.translation.schedule import Pace
from lingopoint.translation.units import Engine, Translation, translate_units

OPEN, CLOSE = Code(CodeKind.OPEN, 1, b"<strong>"), Code(CodeKind.CLOSE, 1, b"</strong>")
TO_FRENCH = Direction("en", "fr")


def translate(units: list[Parts], translator: FunctionTranslator, direction: Direction = TO_FRENCH) -> Translation:
    clock = SystemClock()
    engine = Engine(translator, clock, Pace(concurrency=4))
    return translate_units(units, direction, engine, clock.now() + 30)


def shout(text: str) -> str:
    """Upper case outside of tags."""
    return "".join(piece if piece.startswith("<") else piece.upper() for piece in re.split(r"(<[^>]*>)", text))


def test_plain_units_share_one_call() -> None:
    translator = FunctionTranslator(shout)
    result = translate([("one",), ("two",), ("three",)], translator)
    assert result.targets == [("ONE",), ("TWO",), ("THREE",)]
    assert translator.sent == ["one\ntwo\nthree"]
    assert result.sources == {"en"}


def test_the_same_text_is_sent_once() -> None:
    translator = FunctionTranslator(shout)
    result = translate([("same",)] * 100, translator)
    assert result.targets == [("SAME",)] * 100
    assert translator.sent == ["same"]
    assert (result.cost.units, result.cost.calls, result.cost.billed, result.cost.needed) == (100, 1, 4, 4)


def test_units_that_differ_only_in_attributes_are_sent_once() -> None:
    other_open = Code(CodeKind.OPEN, 1, b"<a href=x>")
    other_close = Code(CodeKind.CLOSE, 1, b"</a>")
    translator = FunctionTranslator(shout)
    result = translate([("see ", OPEN, "here", CLOSE), ("see ", other_open, "here", other_close)], translator)
    assert result.targets == [("SEE ", OPEN, "HERE", CLOSE), ("SEE ", other_open, "HERE", other_close)]
    assert translator.sent == ["see <b>here</b>"]


def test_placeholders_are_protected() -> None:
    translator = FunctionTranslator(shout)
    (target,) = translate([("Hello {name}, see https://example.com/a",)], translator).targets
    assert target is not None
    assert "".join(part if isinstance(part, str) else part.shown for part in target) == (
        "HELLO {name}, SEE https://example.com/a"
    )


def test_a_call_that_comes_back_damaged_is_taken_apart() -> None:
    translator = FunctionTranslator(lambda text: shout(text).replace("\n", " "))
    result = translate([("one",), ("two",)], translator)
    assert result.targets == [("ONE",), ("TWO",)]
    assert sorted(translator.sent) == ["one", "one\ntwo", "two"]
    assert result.cost.kept == 0


def test_a_unit_whose_tags_are_always_lost_is_translated_between_them() -> None:
    translator = FunctionTranslator(lambda text: re.sub("<[^>]*>", "", text).upper())
    result = translate(
        [
            (
                "read ",
                OPEN,
                "this page",
                CLOSE,
                " now",
            )
        ],
        translator,
    )
    assert result.targets == [("READ ", OPEN, "THIS PAGE", CLOSE, " NOW")]
    assert translator.sent[-1] == "read\nthis page\nnow"


def test_a_unit_that_never_comes_back_right_stays_as_it_is_and_is_counted() -> None:
    translator = FunctionTranslator(lambda text: text.replace("5550199", "0").upper())
    result = translate([("call 5550199",), ("hello",)], translator)
    assert result.targets == [None, ("HELLO",)]
    assert result.cost.kept == 1


def test_years_may_change_where_years_are_counted_otherwise() -> None:
    translator = FunctionTranslator(lambda text: text.replace("2026", "2569"))
    assert translate([("in 2026",)], translator, Direction("en", "th")).targets == [("in 2569",)]


def test_text_longer_than_a_call_comes_back_in_order() -> None:
    paragraph = " ".join(f"Sentence number {number} has its place." for number in range(2000))
    translator = FunctionTranslator(shout)
    result = translate([(paragraph,)], translator)
    assert result.targets == [(paragraph.upper(),)]
    assert all(len(text.encode()) <= 10_000 for text in translator.sent)


def test_settings_reach_every_call() -> None:
    direction = Direction("de", "fr", "formal", brevity=True, profanity=True, terminology="legal")
    translator = FunctionTranslator(shout)
    translate([("x" * 6000,), ("y" * 6000,)], translator, direction)
    assert translator.directions == [direction] * 2


def test_a_language_is_detected_once_for_the_whole_document() -> None:
    translator = FunctionTranslator(shout, source="it")
    result = translate([(letter * 6000,) for letter in "abcd"], translator, Direction("auto", "fr"))
    assert [direction.source for direction in translator.directions] == ["auto", "it", "it", "it"]
    assert result.sources == {"it"}


def test_a_document_found_to_be_in_the_target_language_is_left_alone() -> None:
    translator = FunctionTranslator(shout, source="fr")
    result = translate([(letter * 6000,) for letter in "abcd"], translator, Direction("auto", "fr"))
    assert result.targets == [None] * 4
    assert (len(translator.sent), result.cost.kept) == (1, 0)


@pytest.mark.parametrize("seed", range(20))
def test_random_damage_never_mixes_up_markup(seed: int) -> None:
    """Whatever is lost, doubled or moved: each unit is its translation or its source, with all of its codes."""
    chance = random.Random(seed)

    def damage(text: str) -> str:
        pieces = re.split(r"(<[^>]*>|\n)", shout(text))
        if chance.random() < 0.7:
            at = chance.randrange(len(pieces))
            pieces[at] = chance.choice(["", pieces[at] * 2, "<b>", "</p>", "\n", "&lt;", "<", pieces[-1]])
        return "".join(pieces)

    units: list[Parts] = [
        *((f"word {number}",) for number in range(30)),
        *((f"read {number} ", OPEN, f"page {number}", CLOSE, " now") for number in range(30)),
    ]
    result = translate(units, FunctionTranslator(damage))
    for unit, target in zip(units, result.targets, strict=True):
        for part in target or ():
            assert isinstance(part, str) or part in unit
        if target is not None:
            assert [part for part in target if isinstance(part, Code)] == [p for p in unit if isinstance(p, Code)]
            assert "<" not in "".join(part for part in target if isinstance(part, str))
