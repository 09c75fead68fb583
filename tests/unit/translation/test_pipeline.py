import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from lingopoint.adapters.amazon_translate import TRAITS
from lingopoint.adapters.nothing import NoMemory
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.errors import SlowDownError
from lingopoint.ports import Direction, RefusedError, ThrottledError, Traits, TranslatedText, UnavailableError
from lingopoint.report import Cost
from lingopoint.translation import NO_HINTS, Hints, Pace, Tools, Translation, translate_units
from lingopoint.unit import Code, CodeKind, Parts
from lingopoint_in_memory import DictMemory, FunctionTranslator

OPEN, CLOSE = Code(CodeKind.OPEN, 1, b"<strong>"), Code(CodeKind.CLOSE, 1, b"</strong>")
TO_FRENCH = Direction("en", "fr")


def translate(
    units: list[Parts],
    translator: FunctionTranslator,
    direction: Direction = TO_FRENCH,
    memory: DictMemory | None = None,
    hints: Hints = NO_HINTS,
) -> Translation:
    clock = SystemClock()
    tools = Tools(translator, clock, Pace(concurrency=4), memory or NoMemory())
    return translate_units(units, direction, tools, clock.now() + 30, hints=hints)


def shout(text: str) -> str:
    """Upper case outside of tags."""
    return "".join(piece if piece.startswith("<") else piece.upper() for piece in re.split(r"(<[^>]*>)", text))


def without_inline_tags(text: str) -> str:
    return shout(re.sub("</?b>", "", text))


def test_plain_units_share_one_call() -> None:
    translator = FunctionTranslator(shout)
    result = translate([("one",), ("two",), ("three",)], translator)
    assert result.targets == [("ONE",), ("TWO",), ("THREE",)]
    assert translator.sent == ["<p id=1>one</p><p id=2>two</p><p id=3>three</p>"]
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
    assert translator.sent == ["<p>see <b>here</b></p>"]


def test_placeholders_are_protected() -> None:
    translator = FunctionTranslator(shout)
    (target,) = translate([("Hello {name}, see https://example.com/a",)], translator).targets
    assert target is not None
    assert "".join(part if isinstance(part, str) else part.shown for part in target) == (
        "HELLO {name}, SEE https://example.com/a"
    )


def test_what_comes_back_as_it_was_sent_is_the_unit_itself() -> None:
    units: list[Parts] = [
        (
            "Hello {name}, see ",
            OPEN,
            "https://example.com/a",
            CLOSE,
            " now",
        ),
        ("plain",),
    ]
    assert translate(units, FunctionTranslator()).targets == units


def test_white_space_at_the_ends_of_a_unit_is_not_lost() -> None:
    translator = FunctionTranslator(shout)
    result = translate([("\u00a0\u00a0or ", OPEN, "else", CLOSE, "\u00a0"), ("Name\u3000",)], translator)
    assert result.targets == [("\u00a0\u00a0OR ", OPEN, "ELSE", CLOSE, "\u00a0"), ("NAME\u3000",)]
    assert translator.sent == ["<p id=1>or <b>else</b></p><p id=2>Name</p>"]


def test_nothing_is_sent_of_a_unit_that_is_all_placeholders() -> None:
    translator = FunctionTranslator(shout)
    units: list[Parts] = [("{first} {second}",), ("https://example.com/a",)]
    assert translate(units, translator).targets == units
    assert translator.sent == []


def test_a_unit_of_placeholders_only_is_not_sent() -> None:
    translator = FunctionTranslator(shout)
    assert translate([("{name}: 12 %d",), ("—",)], translator).cost.kept == 0
    assert translator.sent == []


def test_a_call_that_comes_back_damaged_is_taken_apart() -> None:
    translator = FunctionTranslator(lambda text: shout(text).replace("</p><p id=2>", " "))
    result = translate([("one",), ("two",)], translator)
    assert result.targets == [("ONE",), ("TWO",)]
    assert sorted(translator.sent) == ["<p id=1>one</p><p id=2>two</p>", "one", "two"]
    assert result.cost.kept == 0


def test_a_unit_whose_tags_are_always_lost_is_translated_between_them() -> None:
    translator = FunctionTranslator(without_inline_tags)
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
    assert translator.sent[-1] == "<p id=1>read</p><p id=2>this page</p><p id=3>now</p>"


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


def test_nothing_is_sent_from_a_language_into_itself() -> None:
    translator = FunctionTranslator(shout)
    expected = Translation([None], frozenset(), Cost(units=1), already_in="fr")
    assert translate([("one",)], translator, Direction("fr", "fr")) == expected
    assert translator.sent == []


def test_what_is_remembered_is_not_sent() -> None:
    memory, translator = DictMemory(), FunctionTranslator(shout)
    first = translate([("one",), ("two",)], translator, memory=memory)
    second = translate([("two",), ("three",), ("one",)], translator, memory=memory)
    assert second.targets == [("TWO",), ("THREE",), ("ONE",)]
    assert translator.sent == ["<p id=1>one</p><p id=2>two</p>", "three"]
    assert (first.cost.remembered, second.cost.remembered, second.cost.billed) == (0, 6, 5)


def test_a_hit_gives_the_same_as_a_miss() -> None:
    memory = DictMemory()
    units: list[Parts] = [("read ", OPEN, "this page", CLOSE, " now"), ("AT&T",), ("plain",)]
    missed = translate(units, FunctionTranslator(shout), memory=memory)
    hit = translate(units, FunctionTranslator(lambda _: pytest.fail("sent again")), memory=memory)
    assert hit.targets == missed.targets
    assert hit.sources == missed.sources == {"en"}


@pytest.mark.parametrize(
    "other",
    [
        Direction("en", "de"),
        Direction("auto", "fr"),
        Direction("en", "fr", "formal"),
        Direction("en", "fr", brevity=True),
        Direction("en", "fr", terminology="legal"),
    ],
)
def test_other_settings_are_remembered_apart(other: Direction) -> None:
    memory, translator = DictMemory(), FunctionTranslator(shout)
    translate([("one",)], translator, memory=memory)
    translate([("one",)], translator, other, memory)
    assert translator.sent == ["one", "one"]


def test_text_and_markup_of_the_same_spelling_are_remembered_apart() -> None:
    memory, translator = DictMemory(), FunctionTranslator(lambda text: text)
    translate([("if 5 &gt; 3",)], translator, memory=memory)
    translate([("if 5 > 3 &",)], translator, memory=memory)
    assert memory.items is not None
    assert len(memory.items) == 2


def test_what_was_added_to_the_memory_is_there_for_the_next_document() -> None:
    memory, translator = DictMemory(), FunctionTranslator(shout)
    document: list[Parts] = []
    for text in ("one", "two", "three"):
        document.append((text,))
        translate(document, translator, memory=memory)
    assert translator.sent == ["one", "two", "three"]


def test_a_memory_is_asked_for_everything_and_for_few_at_a_time() -> None:
    class Asked(DictMemory):
        def __init__(self) -> None:
            super().__init__()
            self.keys: list[int] = []

        def get(self, keys: Sequence[str]) -> Mapping[str, TranslatedText]:
            self.keys.append(len(keys))
            return super().get(keys)

    memory = Asked()
    units: list[Parts] = [(f"number {chr(0x4E00 + number)}",) for number in range(1200)]
    translate(units, FunctionTranslator(shout), memory=memory)
    assert memory.keys == [500, 500, 200]
    hit = translate(units, FunctionTranslator(lambda _: pytest.fail("sent again")), memory=memory)
    assert hit.targets == [(unit[0].upper(),) for unit in units if isinstance(unit[0], str)]
    assert hit.cost.calls == hit.cost.billed == 0
    assert hit.cost.remembered == hit.cost.needed == sum(len(str(unit[0])) for unit in units)


def test_what_came_back_right_in_pieces_is_remembered_whole_and_in_pieces() -> None:
    memory = DictMemory()
    unit: Parts = ("read ", OPEN, "this page", CLOSE, " now & here")
    lossy = FunctionTranslator(without_inline_tags)
    first = translate([unit], lossy, memory=memory)
    sent = list(lossy.sent)
    again = translate([unit, ("this page",)], lossy, memory=memory)
    assert first.targets == [("READ ", OPEN, "THIS PAGE", CLOSE, " NOW & HERE")]
    assert again.targets == [*first.targets, ("THIS PAGE",)]
    assert (lossy.sent, again.cost.billed) == (sent, 0)


def test_units_of_one_wire_form_are_cut_alike_and_keep_their_own_codes() -> None:
    other_open, other_close = Code(CodeKind.OPEN, 1, b"<a href=x>"), Code(CodeKind.CLOSE, 1, b"</a>")
    lossy = FunctionTranslator(without_inline_tags)
    result = translate([("see ", OPEN, "here", CLOSE), ("see ", other_open, "here", other_close)], lossy)
    assert result.targets == [("SEE ", OPEN, "HERE", CLOSE), ("SEE ", other_open, "HERE", other_close)]
    assert lossy.sent[-1] == "<p id=1>see</p><p id=2>here</p>"


def test_a_piece_that_never_comes_back_right_keeps_the_whole_unit() -> None:
    def lossy(text: str) -> str:
        return re.sub("<[^>]*>", "", text).replace("5550199", "0").upper()

    result = translate([("call ", OPEN, "5550199 now", CLOSE), ("hello",)], FunctionTranslator(lossy))
    assert result.targets == [None, ("HELLO",)]
    assert result.cost.kept == 1


def test_a_terminologys_version_is_part_of_what_is_remembered() -> None:
    class Versions(FunctionTranslator):
        version = ""

        def terminology_version(self, name: str) -> str:
            return f"{name} {self.version}"

    memory, translator = DictMemory(), Versions(shout)
    legal = Direction("en", "fr", terminology="legal")
    for translator.version in ("1", "1", "2", "1"):
        translate([("one",)], translator, legal, memory)
    assert translator.sent == ["one", "one"]
    assert translator.directions == [legal, legal]


def test_what_other_documents_left_tells_nothing_of_this_ones_language() -> None:
    memory, unknown = DictMemory(), Direction("auto", "fr")
    translate([("Newsletter",), ("Software",)], FunctionTranslator(shout, source="de"), unknown, memory)
    english = FunctionTranslator(shout, source="en")
    result = translate([("Newsletter",), ("Software",), ("Our news by mail",)], english, unknown, memory)
    assert [direction.source for direction in english.directions] == ["auto"]
    assert result.sources == {"en"}


def test_what_was_detected_is_remembered_by_its_text_and_costs_no_second_call() -> None:
    memory, translator = DictMemory(), FunctionTranslator(shout, source="it")
    for target in ("fr", "fr", "de"):
        translate([("uno",), ("due",)], translator, Direction("auto", target), memory)
    assert [(one.source, one.target) for one in translator.directions] == [("auto", "fr"), ("it", "de")]


def test_the_memory_holds_the_language_that_was_settled() -> None:
    memory, translator = DictMemory(), FunctionTranslator(shout, source="it")
    translate([("uno",)], translator, Direction("auto", "fr"), memory)
    assert translate([("uno",)], translator, Direction("it", "fr"), memory).targets == [("UNO",)]
    assert len(translator.sent) == 1
    translate([("uno",)], translator, Direction("es", "fr"), memory)
    assert len(translator.sent) == 2


def test_a_short_sample_with_the_most_letters_is_detected_ahead_of_the_rest() -> None:
    translator = FunctionTranslator(shout, source="it")
    units: list[Parts] = [("OK",), ("Home",), *((f"{letter} " + "parole " * 50,) for letter in "abcdefgh")]
    result = translate(units, translator, Direction("auto", "fr"))
    first, *others = translator.sent
    assert len(first.encode()) <= 1000
    assert "a parole" in first
    assert [direction.source for direction in translator.directions] == ["auto"] + ["it"] * len(others)
    assert sum(text.count("a parole") for text in translator.sent) == 1, "something was sent twice"
    assert result.targets == [(text.upper(),) for (text,) in units if isinstance(text, str)]


def test_where_short_texts_say_too_little_the_sample_is_a_longer_one() -> None:
    translator = FunctionTranslator(shout, source="it")
    translate([("OK",), ("parole " * 300,), ("parola " * 700,)], translator, Direction("auto", "fr"))
    assert translator.sent[0] == ("parole " * 300).strip()


def test_the_beginning_of_an_endless_unit_is_enough() -> None:
    translator = FunctionTranslator(shout, source="it")
    translate([("parole " * 10_000,)], translator, Direction("auto", "fr"))
    assert len(translator.sent[0]) <= 1000
    assert {direction.source for direction in translator.directions[1:]} == {"it"}


def test_of_a_short_document_the_sample_is_all() -> None:
    translator = FunctionTranslator(shout, source="it")
    units: list[Parts] = [("sei",), ("uno due ", OPEN, "tre quattro cinque", CLOSE)]
    expected: list[Parts] = [("SEI",), ("UNO DUE ", OPEN, "TRE QUATTRO CINQUE", CLOSE)]
    assert translate(units, translator, Direction("auto", "fr")).targets == expected
    assert [direction.source for direction in translator.directions] == ["auto"]


class Undetecting(FunctionTranslator):
    """A service that cannot tell a language."""

    def translate(self, text: str, direction: Direction) -> TranslatedText:
        if direction.source == "auto":
            raise RefusedError("Comprehend is not here.")
        return TranslatedText(self.function(text), direction.source)


def test_where_nothing_is_detected_the_fallback_counts() -> None:
    memory, translator = DictMemory(), Undetecting(shout)
    with pytest.raises(RefusedError):
        translate([("uno",)], translator, Direction("auto", "fr"), memory)
    assert memory.items == {}
    result = translate([("uno",)], translator, Direction("auto", "fr"), memory, Hints(fallback="it"))
    basque = FunctionTranslator(shout, source="eu")
    assert translate([("bi",)], basque, Direction("auto", "fr"), hints=Hints(fallback="it")).targets == [("BI",)]
    assert (result.targets, result.cost.needed) == ([("UNO",)], 3)
    assert result.sources == {"it"}


def test_a_service_that_refuses_what_is_in_the_target_already_says_so() -> None:
    class Refusing(FunctionTranslator):
        def translate(self, text: str, direction: Direction) -> TranslatedText:
            raise RefusedError("There is no such pair.", "fr")

    result = translate([("un",)], Refusing(), Direction("auto", "fr"), hints=Hints(fallback="it"))
    assert (result.targets, result.already_in, result.cost.billed) == ([None], "fr", 0)
    with pytest.raises(RefusedError):
        translate([("un",)], Refusing(), Direction("auto", "de"))


def test_a_language_that_the_service_has_not_is_none() -> None:
    basque = FunctionTranslator(shout, source="eu")
    with pytest.raises(RefusedError, match="no language 'eu'"):
        translate([("kaixo",)], basque, Direction("auto", "fr"))


def test_a_reviewed_translation_of_a_sample_is_not_lost_to_the_machines() -> None:
    memory = DictMemory()
    translate(
        [("uno",), ("due",)], FunctionTranslator(lambda text: text.replace("uno", "UN")), Direction("it", "fr"), memory
    )
    reviewed = dict(memory.items)
    translator = FunctionTranslator(shout, source="it")
    for _ in range(2):
        result = translate([("uno",), ("tre",)], translator, Direction("auto", "fr"), memory)
        assert result.targets == [("UN",), ("TRE",)]
    assert reviewed.items() <= memory.items.items()
    assert len(translator.sent) == 1


def test_a_declared_language_needs_no_detection() -> None:
    translator = FunctionTranslator(shout, source="it")
    result = translate([("uno",)], translator, Direction("auto", "fr"), hints=Hints(("", "xx", "it_IT.UTF-8", "de")))
    assert [direction.source for direction in translator.directions] == ["it"]
    assert result.sources == {"it"}


def test_units_in_the_target_language_say_so() -> None:
    translator = FunctionTranslator(shout)
    result = translate([("un",)], translator, Direction("auto", "fr"), hints=Hints(("fr-CA",)))
    assert (result.targets, result.already_in, translator.sent) == ([None], "fr-CA", [])
    assert translate([("un",)], translator, Direction("fr-CA", "fr")).targets == [("UN",)], "it was named"
    french = FunctionTranslator(shout, source="fr")
    memory = DictMemory()
    for _ in range(2):
        assert translate([("un",)], french, Direction("auto", "fr"), memory).already_in == "fr"
    assert len(french.sent) == 1
    assert len(memory.items) == 1, "a translation from a language into itself was remembered"


def test_damaged_calls_are_repeated_in_the_language_that_was_found() -> None:
    translator = FunctionTranslator(lambda text: shout(text).replace("</p><p id=2>", " "), source="it")
    assert translate([("uno",), ("due",)], translator, Direction("auto", "fr")).targets == [("UNO",), ("DUE",)]
    assert [direction.source for direction in translator.directions] == ["auto", "it", "it"]


def test_a_document_without_words_is_sent_nowhere() -> None:
    translator = FunctionTranslator(shout)
    result = translate([("12",), ("—",)], translator, Direction("auto", "fr"))
    assert result.targets == [("12",), ("—",)]
    assert (translator.sent, result.sources, result.cost) == ([], frozenset(), Cost(units=2))


def test_what_goes_into_a_call_is_the_translators_to_say() -> None:
    small = replace(TRAITS, max_bytes=100)
    translator = FunctionTranslator(shout, traits=small)
    result = translate([(f"sentence {letter} of several words",) for letter in "abcdefgh"], translator)
    assert result.targets == [(f"SENTENCE {letter} OF SEVERAL WORDS",) for letter in "ABCDEFGH"]
    assert len(translator.sent) == 4
    assert all(len(text.encode()) <= 100 for text in translator.sent)


def test_services_with_a_key_of_their_own_are_remembered_apart() -> None:
    memory = DictMemory()
    for key in ("", "other 1", "other 2"):
        translator = FunctionTranslator(shout, traits=replace(TRAITS, key=key))
        translate([("one",)], translator, memory=memory)
        assert translator.sent == ["one"]
    assert memory.items is not None
    assert len(memory.items) == 3


@pytest.mark.parametrize(
    ("direction", "message"),
    [
        (Direction("auto", "pt"), "Little detects no languages: name the source."),
        (Direction("fr", "pt"), "Little has no language 'fr'."),
        (Direction("en", "de"), "Little has no language 'de'."),
    ],
)
def test_a_service_without_these_languages_is_not_asked(direction: Direction, message: str) -> None:
    little = Traits("Little", max_bytes=10_000, languages={"en", "pt"}, detects=False)
    translator = FunctionTranslator(shout, traits=little)
    with pytest.raises(RefusedError, match=re.escape(message)):
        translate([("one",)], translator, direction)
    assert translator.sent == []
    assert translate([("one",)], translator, Direction("en", "pt")).targets == [("ONE",)]


def test_a_service_that_does_not_answer_is_named() -> None:
    def silent(_: str) -> str:
        raise UnavailableError

    clock = SystemClock()
    traits = replace(TRAITS, name="Little")
    tools = Tools(FunctionTranslator(silent, traits=traits), clock, Pace(1, attempts=2, first_delay=0), NoMemory())
    with pytest.raises(SlowDownError, match=r"^Little does not answer\. Ask again later\.$") as error:
        translate_units([("one",)], TO_FRENCH, tools, clock.now() + 30)
    assert error.value.report.cost == Cost(units=1, calls=2, failed=2, needed=3)


def test_a_memory_with_nonsense_in_it_is_a_miss() -> None:
    memory, translator = DictMemory(), FunctionTranslator(shout)
    unit: Parts = ("read ", OPEN, "this", CLOSE)
    translate([unit], translator, memory=memory)
    assert memory.items is not None
    memory.items = dict.fromkeys(memory.items, TranslatedText("<b>NO", "en"))
    assert translate([unit], translator, memory=memory).targets == [("READ ", OPEN, "THIS", CLOSE)]
    assert set(memory.items.values()) == {TranslatedText("<b>NO", "en")}, "what may be a reviewer's was overwritten"


def test_what_was_done_before_the_time_was_up_is_remembered() -> None:
    memory = DictMemory()
    calls = iter(range(100))

    def slow(text: str) -> str:
        if next(calls) >= 2:
            raise ThrottledError
        return shout(text)

    clock = SystemClock()
    tools = Tools(FunctionTranslator(slow), clock, Pace(concurrency=1), memory)
    units: list[Parts] = [(letter * 9000,) for letter in "abcd"]
    with pytest.raises(SlowDownError) as error:
        translate_units(units, TO_FRENCH, tools, clock.now() + 0.3)
    translator = FunctionTranslator(shout)
    assert translate(units, translator, memory=memory).targets == [(letter * 9000,) for letter in "ABCD"]
    assert len(translator.sent) == 2
    assert (error.value.report.cost.billed, error.value.report.cost.units) == (2 * 9000, 4)


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
