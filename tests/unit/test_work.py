"""What one document may take: memory and codes are bounded before they are spent, and the time is looked at."""

import gc
import math
from dataclasses import dataclass, field

import pytest

from lingopoint.errors import EntityTooLargeError, SlowDownError
from lingopoint.formats.options import Options
from lingopoint.formats.registry import detect
from lingopoint.formats.table import FORMATS
from lingopoint.ports import Direction
from lingopoint.renditions.document import translate_document
from lingopoint.translation import Pace, Tools, translate_units
from lingopoint.translation.cut import Cutter
from lingopoint.translation.segment import Plan, Segment
from lingopoint.unit import CODE_BYTES, UNIT_BYTES, Code, CodeKind, Parts, Work
from lingopoint_in_memory import DictMemory, FunctionTranslator
from tests.support import SteppingClock

DIRECTION = Direction("en", "fr")


@dataclass(slots=True)
class Ticking(SteppingClock):
    """Time that passes whenever somebody looks."""

    looks: int = 0

    def now(self) -> float:
        self.looks += 1
        self.seconds += 1
        return self.seconds


def tools(clock: SteppingClock | None = None, translator: FunctionTranslator | None = None) -> Tools:
    return Tools(translator or FunctionTranslator(str.upper), clock or SteppingClock(), Pace(2), DictMemory())


def translated(data: bytes, key: str, most_memory: float = math.inf, clock: SteppingClock | None = None) -> bytes:
    using = tools(clock)
    deadline = (clock.seconds if clock else using.clock.now()) + 100
    return translate_document(data, "", key, DIRECTION, Options("fr", "en"), using, deadline, most_memory).data


# Memory


def test_what_is_counted_is_refused_beyond_the_most_and_the_error_has_the_figures() -> None:
    work = Work(most=10_000_000)
    with pytest.raises(EntityTooLargeError) as raised:
        for _ in range(100_000):
            work.unit()
            work.code()
    assert work.units == 10_000_000 // (UNIT_BYTES + CODE_BYTES) + 1
    assert raised.value.status == 400
    assert raised.value.code == "EntityTooLarge"
    assert f"{work.units:,} units and {work.codes:,} inline codes" in raised.value.message
    assert "there are 10." in raised.value.message


def test_no_more_is_spent_than_there_is() -> None:
    work = Work(most=1000)
    work.spend(1000)
    with pytest.raises(EntityTooLargeError):
        work.spend(1)


def _cell(number: int) -> str:
    return f"Word {number}"


MANY = 30_000
DOCUMENTS = {
    "a.txt": "\n\n".join(map(_cell, range(MANY))),
    "a.html": "".join(f"<p>{_cell(number)}" for number in range(MANY)),
    "b.html": "".join(f"<i>{_cell(number)}</i>" for number in range(MANY)),
    "c.html": "".join(f"<img alt='{_cell(number)}'>" for number in range(MANY)),
    "a.rst": "\n\n".join(map(_cell, range(MANY))),
    "b.rst": "".join(f"*{_cell(number)}* " for number in range(MANY)),
    "a.adoc": "\n\n".join(map(_cell, range(MANY))),
    "b.adoc": "".join(f"*{_cell(number)}* " for number in range(MANY)),
    "c.adoc": "|===\n" + "".join(f"|{_cell(number)}\n" for number in range(MANY)) + "|===",
    "a.eml": "Subject: a\n\n" + "\n\n".join(map(_cell, range(MANY))),
    "a.md": "\n\n".join(map(_cell, range(MANY))),
    "b.md": "".join(f"*{_cell(number)}* " for number in range(MANY)),
    "a.xml": f"<?xml version='1.0'?><r>{''.join(f'<p>{_cell(number)}</p>' for number in range(MANY))}</r>",
    "b.xml": f"<?xml version='1.0'?><r>{'<b/>' * MANY * 2}</r>",
    "a.xlf": "<?xml version='1.0'?><xliff version='1.2'><file source-language='en'><body>"
    + "".join(f"<trans-unit><source>{_cell(number)}</source></trans-unit>" for number in range(MANY))
    + "</body></file></xliff>",
    "c.xml": "<?xml version='1.0'?><resources>"
    + "".join(f"<string name='a'>{_cell(number)}</string>" for number in range(MANY))
    + "</resources>",
    "a.resx": "<?xml version='1.0'?><root><resheader name='a'><value>b</value></resheader>"
    + "".join(f"<data name='a'><value>{_cell(number)}</value></data>" for number in range(MANY))
    + "</root>",
    "a.json": "[" + ",".join(f'"{_cell(number)}"' for number in range(MANY)) + "]",
    "b.json": "[" + ",".join(f'"<p>{_cell(number)}"' for number in range(MANY)) + "]",
    "c.json": '["' + "\\n".join(map(_cell, range(MANY))) + '"]',
    "d.xml": "<?xml version='1.0'?><TS>"
    + "".join(f"<message><source>{_cell(number)}</source><translation/></message>" for number in range(MANY))
    + "</TS>",
    "a.json5": "[" + ",".join(f"'{_cell(number)}'" for number in range(MANY)) + "]",
    "a.ipynb": '{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": ["'
    + "\\n\\n".join(map(_cell, range(MANY)))
    + '"]}]}',
    "a.toml": "".join(f'a{number} = "{_cell(number)}"\n' for number in range(MANY)),
    "a.ftl": "".join(f"a{number} = {_cell(number)}\n" for number in range(MANY)),
    "a.php": "<?php return [\n" + "".join(f"'a{number}' => '{_cell(number)}',\n" for number in range(MANY)) + "];",
    "a.xcstrings": '{"sourceLanguage": "en", "strings": {'
    + ",".join(f'"{_cell(number)}": {{}}' for number in range(MANY))
    + "}}",
    "a.plist": "<?xml version='1.0'?><plist><dict>"
    + "".join(f"<key>CFDisplayName</key><string>{_cell(number)}</string>" for number in range(MANY))
    + "</dict></plist>",
    "a.ttml": "<?xml version='1.0'?><tt>" + "".join(f"<p>{_cell(number)}</p>" for number in range(MANY)) + "</tt>",
    "a.ass": "[Events]\n" + "".join(f"Dialogue: ,,,,,,,,,{_cell(number)}\n" for number in range(MANY)),
    "a.sbv": "".join(f"0:00:01.000,0:00:02.000\n{_cell(number)}\n\n" for number in range(MANY)),
    "a.lrc": "".join(f"[00:01.00]{_cell(number)}\n" for number in range(MANY)),
    "a.ics": "BEGIN:VCALENDAR\n"
    + "".join(f"BEGIN:VEVENT\nSUMMARY:{_cell(number)}\nEND:VEVENT\n" for number in range(MANY))
    + "END:VCALENDAR\n",
    "a.fodt": "<?xml version='1.0'?><office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:text>"
    + "".join(f"<text:p>{_cell(number)}</text:p>" for number in range(MANY))
    + "</office:text></office:body></office:document>",
    "a.yaml": "".join(f"- {_cell(number)}\n" for number in range(MANY)),
    "a.csv": "".join(f"{_cell(number)}\n" for number in range(MANY)),
    "b.csv": ",".join(map(_cell, range(MANY))),
    "a.properties": "".join(f"a={_cell(number)}\n" for number in range(MANY)),
    "a.strings": "".join(f'"{_cell(number)}";\n' for number in range(MANY)),
    "a.po": "".join(f'msgid "{_cell(number)}"\nmsgstr ""\n\n' for number in range(MANY)),
    "a.srt": "".join(f"0:0:1 --> 0:0:2\n{_cell(number)}\n\n" for number in range(MANY)),
    "a.vtt": "WEBVTT\n\n" + "".join(f"00:01.000 --> 00:02.000\n{_cell(number)}\n\n" for number in range(MANY)),
}


@pytest.mark.parametrize("key", DOCUMENTS)
def test_a_document_with_more_in_it_than_there_is_memory_for_is_refused(key: str) -> None:
    data = DOCUMENTS[key].encode()
    with pytest.raises(EntityTooLargeError, match="holds more than can be translated at once"):
        translated(data, key, most_memory=MANY * UNIT_BYTES / 2 + 8 * len(data))


def test_every_format_but_that_in_archives_is_tried() -> None:
    found = {detect("", key, text.encode()).name for key, text in DOCUMENTS.items()}
    assert found == {each.name for each in FORMATS if not each.binary} | {"mail"}


def test_placeholders_and_the_pieces_of_a_long_unit_are_counted() -> None:
    work = Work()
    translate_units([("Word %s. " * 3000,)], DIRECTION, tools(), math.inf, work)
    assert work.codes == 3000
    assert work.units > 1


# Codes


def test_a_text_that_is_mostly_codes_is_refused() -> None:
    with pytest.raises(EntityTooLargeError, match="more inline codes than can be translated: over 22,750") as raised:
        translated(b"a%s" * 50_000, "a.txt")
    assert raised.value.status == 400


def test_a_short_text_may_have_as_many_codes_as_it_likes() -> None:
    assert translated(b"a%s" * 3_000, "a.txt") == b"A%s" * 3_000


def test_codes_that_would_be_more_than_the_text_do_not_travel() -> None:
    translator = FunctionTranslator(str.upper)
    unit: Parts = tuple(
        part
        for number in range(1, 5001)
        for part in (Code(CodeKind.OPEN, number, b"<b>"), "a", Code(CodeKind.CLOSE, number, b"</b>"))
    )
    (target,) = translate_units([unit], DIRECTION, tools(translator=translator), 1e9).targets
    assert target == tuple("A" if part == "a" else part for part in unit)
    assert translator.sent == ["a"]


# Time


def test_the_time_is_looked_at_while_a_document_is_read() -> None:
    for key, text in DOCUMENTS.items():
        clock = Ticking()
        with pytest.raises(SlowDownError, match="did not end in time"):
            translated(text.encode(), key, clock=clock)
        assert clock.looks <= 110, key


UNITS: list[Parts] = [(f"Word {number}.",) for number in range(3000)]


@pytest.mark.parametrize(
    "units",
    [
        UNITS,
        [("A sentence that says little. " * 30_000,)],
        [("词语。" * 100_000,)],
        [tuple(part for number in range(300) for part in (f"Word {number}. " * 20, Code(CodeKind.LONE, number, b"")))],
    ],
    ids=["many units", "a long unit", "a long unit without spaces", "a unit of many codes"],
)
def test_the_time_is_looked_at_in_every_loop_over_units_and_in_long_ones(units: list[Parts]) -> None:
    clock = Ticking()
    with pytest.raises(SlowDownError):
        translate_units(units, DIRECTION, tools(clock), clock.seconds + 30)
    assert clock.looks <= 40


def test_the_time_is_looked_at_while_translations_are_put_back() -> None:
    @dataclass(slots=True)
    class Late(SteppingClock):
        over: bool = False

        def now(self) -> float:
            return self.seconds + 1000 * self.over

    clock = Late()
    work = Work(now=clock.now, deadline=clock.now() + 100)
    items = work.in_time([1, 2, 3])
    assert (list(items), len(items), items[1], items[1:]) == ([1, 2, 3], 3, 2, [2, 3])
    clock.over = True
    with pytest.raises(SlowDownError):
        list(items)


# The splitter of sentences


@dataclass(slots=True)
class Watched:
    """A splitter that keeps how much it is given at a time."""

    lengths: list[int] = field(default_factory=list)

    def split(self, language: str, text: str) -> list[dict[str, int]]:
        from sentencex.sentencex import get_sentence_boundaries

        self.lengths.append(len(text))
        found: list[dict[str, int]] = get_sentence_boundaries(language, text)
        return found


@pytest.mark.parametrize(
    "token", ["这是一个普通的中文句子。", "Word. ", "x", "INSERT INTO a VALUES (1,'b');", "'", "\u3000"]
)
def test_the_splitter_is_never_given_much_at_a_time(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched()
    monkeypatch.setattr("sentencex.get_sentence_boundaries", watched.split)
    text = token * (300_000 // len(token))
    plan = Cutter("en", 10_000).cut((f"a{text}a",))
    parts = [part for item in plan for part in (item.parts if isinstance(item, Segment) else (item,))]
    assert "".join(map(str, parts)) == f"a{text}a"
    assert 0 < max(watched.lengths) <= 4_000
    assert sum(watched.lengths) < 3 * len(text)


def test_nothing_looks_for_garbage_while_a_document_is_translated() -> None:
    looked: list[bool] = []

    def shout(text: str) -> str:
        looked.append(gc.isenabled())
        return text.upper()

    was_on = gc.isenabled()
    gc.enable()
    try:
        translate_document(
            *(b"Words.", "", "a.txt", DIRECTION, Options("fr")), tools(translator=FunctionTranslator(shout)), 1e9
        )
        assert (looked, gc.isenabled()) == ([False], True)
    finally:
        (gc.enable if was_on else gc.disable)()


# Units that come again and again


def test_a_text_that_comes_again_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cut: list[Parts] = []
    whole = Cutter.cut

    def counted(self: Cutter, parts: Parts) -> Plan:
        cut.append(parts)
        return whole(self, parts)

    monkeypatch.setattr(Cutter, "cut", counted)
    assert translated(b"<p>One<p>Two" * 500, "a.html") == b"<p>ONE<p>TWO" * 500
    assert cut == [("One",), ("Two",)]
