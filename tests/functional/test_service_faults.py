"""Whatever Amazon Translate does to a text: what is served is its translation or its source, and never another's."""

import re
import unicodedata
from collections.abc import Sequence

import pytest

from lingopoint.adapters.amazon_translate import AmazonTranslator
from lingopoint.adapters.nothing import NoMemory
from lingopoint.ports import Direction
from lingopoint.translation import Pace, Tools, translate_units
from lingopoint.unit import Code, CodeKind, Part, Parts
from lingopoint_in_memory import DictMemory
from lingopoint_local.translate.behaviour import Behaviour, LiveBehaviour
from lingopoint_local.translate.engines.any_pair import AnyPair
from lingopoint_local.translate.faults import ECHO, FAULTS
from lingopoint_local.translate.in_process import InProcessClient
from lingopoint_local.translate.line import Line, Tag, joined
from lingopoint_local.translate.service import TranslateApi
from tests.support import SteppingClock, World, reading

OPEN, CLOSE = Code(CodeKind.OPEN, 1, b"<b>"), Code(CodeKind.CLOSE, 1, b"</b>")
IMAGE = Code(CodeKind.LONE, 2, b"<img>")

UNITS: list[Parts] = [
    ("Our office in Aberdeen opens at 9:30 on weekdays",),
    ("Contact",),
    ('Ask for "Mrs Fairweather" at the desk',),
    ("- Second entrance, behind the car park of 1,250 spaces",),
    ("The terms of 2026 apply to every order that is placed with us after the first of May",),
    ("Prices:  from 12.50 to 99.90",),
    ("See [the manual](manual) first",),
    ("Salt & pepper cost less than < 5",),
    ("Hello {name}, you have {count} new messages",),
    ("Mr. {name}?",),
    ("Write to {name}: info@example.com",),
    ("Read ", OPEN, "this page", CLOSE, " now, please."),
    ("Order ", OPEN, "4711", CLOSE, " has left ", IMAGE, " for Dundee."),
    (OPEN, "Opening hours", CLOSE),
]
"""Lines, escaped text, protected text, and tags."""

EVERY_FAULT = [*FAULTS, ECHO]


class Upper(AnyPair):
    """Translates into upper case, which is easy to see."""

    name = "upper"
    description = "Upper case."
    verbatim = False

    def translate(self, lines: Sequence[Line], source: str, target: str) -> list[Line]:
        return [joined(part if isinstance(part, Tag) else part.upper() for part in line) for line in lines]


def translator(*faults: str, rate: float, seed: int) -> AmazonTranslator:
    behaviour = LiveBehaviour(Behaviour(faults=faults, fault_rate=rate, seed=seed))
    return AmazonTranslator(InProcessClient(TranslateApi(Upper(), behaviour)))  # type: ignore[arg-type]


def spelled(parts: Parts) -> str:
    """A text with its codes, in the way that signs may rightly be written."""
    text = "".join(part if isinstance(part, str) else part.shown or f"<{part.kind}{part.number}>" for part in parts)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).translate({8220: '"', 8221: '"'})).replace(
        "] (", "]("
    )


def shouted(parts: Parts) -> Parts:
    return tuple(_shouted(part) for part in parts)


def _shouted(part: Part) -> Part:
    pieces = re.split(r"(\{\w+\}|info@example\.com)", part) if isinstance(part, str) else []
    return "".join(piece if index % 2 else piece.upper() for index, piece in enumerate(pieces)) or part


def is_right(target: Parts | None, unit: Parts, fault: str) -> bool:
    """Whether it is the unit's source, or its translation; a full stop more and a dash less are no harm.

    A tag may stand elsewhere in a translation: that one was moved by a fault, nobody can tell.
    """
    if target is None or target == unit:
        return True
    both = [target, shouted(unit)]
    if fault in ("reorder_tags", "nest_wrongly"):
        both = [tuple(part for part in parts if isinstance(part, str) or part.shown) for parts in both]
    returned, right = (spelled(parts).rstrip(".").removeprefix("- ") for parts in both)
    return returned == right


@pytest.mark.parametrize("rate", [1.0, 0.3])
@pytest.mark.parametrize("fault", EVERY_FAULT)
def test_each_unit_is_its_translation_or_its_source(fault: str, rate: float) -> None:
    for seed in range(12):
        clock, memory = SteppingClock(), DictMemory()
        tools = Tools(translator(fault, rate=rate, seed=seed), clock, Pace(concurrency=1), memory)
        targets = translate_units(UNITS, Direction("en", "es"), tools, clock.now() + 50).targets
        for unit, target in zip(UNITS, targets, strict=True):
            assert is_right(target, unit, fault), (seed, unit, target)


def test_all_is_translated_where_nothing_goes_wrong() -> None:
    clock = SteppingClock()
    tools = Tools(translator(rate=0, seed=0), clock, Pace(concurrency=1), NoMemory())
    targets = translate_units(UNITS, Direction("en", "es"), tools, clock.now() + 50).targets
    assert [spelled(target or ()) for target in targets] == [spelled(shouted(unit)) for unit in UNITS]


PAGE = """<!DOCTYPE html>
<title>Contact</title>
<h1>Opening hours of {place}</h1>
<p>Read <b>this page</b> now, <a href="/x?a=1&amp;b=2">or later</a>.</p>
<p>Mr. <span translate="no">Lovett</span>? Salt &amp; pepper &lt; 5.</p>
"""
SKELETON = re.compile(r"<[^>]*>|\{place\}|Lovett")


@pytest.mark.parametrize("fault", EVERY_FAULT)
def test_a_page_keeps_its_markup(fault: str) -> None:
    for seed in range(4):
        world = World(translator=translator(fault, rate=0.5, seed=seed), clock=SteppingClock())
        world.put("page.html", PAGE.encode(), "text/html", etag='"v1"')
        answer = world.get(reading("page.html#es"))
        assert answer.status == 200
        assert isinstance(answer.body, bytes)
        body = answer.body.decode()
        assert sorted(SKELETON.findall(body)) == sorted(SKELETON.findall(PAGE))
        assert "DNT_" not in body


def test_what_was_stepped_down_is_told() -> None:
    world = World(translator=translator("drop_tag", rate=1, seed=0), clock=SteppingClock())
    for number in range(25):
        words = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        world.put(f"{number}.html", f"<p>Page {words} of <b>the {words} book</b> here.</p>".encode(), "text/html")
        answer = world.get(reading(f"{number}.html#es"))
        assert answer.body == f"<p>PAGE {words.upper()} OF <b>THE {words.upper()} BOOK</b> HERE.</p>".encode()
    assert answer.headers["x-amz-meta-lingopoint-stepped-down"] == "1"
    assert answer.headers["x-amz-meta-lingopoint-calls"] == "1"
