"""Renditions with units in the source language: kept for minutes, so that all that is read of one fits together."""

from collections import defaultdict
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.ports import Response
from lingopoint.renditions.make import PASSING_SECONDS
from lingopoint_in_memory import DictRenditions, FunctionTranslator
from tests.support import KEY, SteppingClock, World, reading, sent

TEXT = b"Hello there.\n\nHow are you?\n"
WHOLE = TEXT.upper()


class Moody(FunctionTranslator):
    """Makes another translation each time; of one text it makes none that can be used, until it is `well`."""

    well = False

    def __init__(self) -> None:
        self._times = count(1)
        super().__init__(lambda text: "\n".join(map(self._line, text.split("\n"))))

    def _line(self, line: str) -> str:
        if self.well:
            return line.upper()
        return line.replace("there", "<b>").replace("you", f"YOU {'X' * next(self._times)}")


@pytest.fixture
def world() -> World:
    return moody_world()


def moody_world() -> World:
    clock = SteppingClock()
    world = World(translator=Moody(), clock=clock, store=DictRenditions(now=clock.now))
    world.put(KEY, TEXT, etag='"v1"')
    return world


def whole(world: World) -> Response:
    answer = world.get(reading())
    assert answer.status == 200
    return answer


def later(world: World) -> None:
    world.clock.sleep(PASSING_SECONDS)


def test_a_degraded_answer_says_so(world: World) -> None:
    answer = whole(world)
    assert answer.headers["x-amz-meta-lingopoint-units-kept"] == "1"
    assert isinstance(answer.body, bytes)
    assert answer.body.startswith(b"Hello there.\n\nHow are YOU X")


@pytest.mark.parametrize("first", ["HEAD", "range", "whole"])
def test_head_ranges_and_the_whole_are_of_one_rendition(world: World, first: str) -> None:
    if first == "HEAD":
        world.head(reading(head=True))
    elif first == "range":
        world.get(reading(range="bytes=0-3"))
    answer = whole(world)
    etag, body = answer.headers["etag"], answer.body
    assert isinstance(body, bytes)
    head = world.head(reading(head=True))["headers"]
    assert (head["ETag"], head["Content-Length"]) == (etag, len(body))
    parts = [world.get(reading(range=f"bytes={at}-{at + 6}", if_match=etag)) for at in range(0, len(body), 7)]
    assert b"".join(part.body for part in parts if isinstance(part.body, bytes)) == body
    assert {part.headers["etag"] for part in parts} == {etag}


def test_it_is_made_again_after_some_minutes(world: World) -> None:
    first = whole(world).headers["etag"]
    billed = len(sent(world))
    later(world)
    second = whole(world).headers["etag"]
    assert first != second
    assert len(sent(world)) > billed
    assert whole(world).headers["etag"] == second


def test_a_whole_one_takes_its_place_for_good(world: World) -> None:
    whole(world)
    world.translator.well = True  # type: ignore[attr-defined]
    assert whole(world).body != WHOLE
    later(world)
    assert whole(world).body == WHOLE
    later(world)
    billed = len(sent(world))
    assert whole(world).body == WHOLE
    assert len(sent(world)) == billed


def test_a_reader_who_has_it_is_given_the_better_one(world: World) -> None:
    etag = whole(world).headers["etag"]
    assert world.get(reading(if_none_match=etag)).status == 304
    world.translator.well = True  # type: ignore[attr-defined]
    later(world)
    better = world.get(reading(if_none_match=etag))
    assert (better.status, better.body) == (200, WHOLE)


def test_a_part_of_what_is_gone_is_not_joined_to_what_came_after(world: World) -> None:
    etag = whole(world).headers["etag"]
    assert world.get(reading(range="bytes=9-", if_range=etag)).status == 206
    world.translator.well = True  # type: ignore[attr-defined]
    later(world)
    assert world.get(reading(range="bytes=9-", if_match=etag)).status == 412
    assert world.get(reading(range="bytes=9-", if_range=etag)).status == 200


def told_by(world: World, ask: str) -> tuple[str, object]:
    """The tag of an answer to HEAD or a range, and what it tells of the text."""
    if ask == "HEAD":
        headers = world.head(reading(head=True))["headers"]
        return headers["ETag"], headers["Content-Length"]
    answer = world.get(reading(range=f"bytes={ask}"))
    return answer.headers["etag"], (answer.body, answer.headers["content-range"].partition("/")[2])


@given(st.lists(st.sampled_from(["HEAD", "0-", "0-19", "20-", "later", "well"]), max_size=12))
def test_one_tag_is_of_one_text_whatever_is_asked_and_when(asked: list[str]) -> None:
    world = moody_world()
    told: defaultdict[tuple[str, str], set[object]] = defaultdict(set)
    for ask in asked:
        if ask == "later":
            later(world)
        elif ask == "well":
            world.translator.well = True  # type: ignore[attr-defined]
        else:
            etag, answer = told_by(world, ask)
            told[etag, ask].add(answer)
    assert all(len(answers) == 1 for answers in told.values())


def test_readers_who_wait_are_given_it_too(world: World) -> None:
    """A unit that fails is paid for once in these minutes, not by each reader."""
    whole(world)
    billed = len(sent(world))
    for _ in range(5):
        whole(world)
    assert len(sent(world)) == billed
