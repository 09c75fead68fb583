"""Whether translations are believed that are right, and doubted that are not: both rates over human translations."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from bench import catalogues
from bench.catalogues import MAX_BYTES, Translated
from lingopoint.ports import Direction
from lingopoint.translation.blocks import split
from lingopoint.translation.check import check_all
from lingopoint.translation.forms import Form
from lingopoint.translation.pack import Pack, pack
from lingopoint.translation.wire import MismatchError

Block = tuple[int, str]
"""A number, and the text with it."""
Fault = Callable[[list[Block], random.Random], list[Block]]

GOOD = "as it is"
_SMALL_DOCUMENTS = 0.8
"""Of documents, those of 5 to 60 units; the others are what a whole catalogue has left."""


def reverse(blocks: list[Block], _: random.Random) -> list[Block]:
    return blocks[::-1]


def shift(blocks: list[Block], _: random.Random) -> list[Block]:
    """Each moved up by one."""
    return blocks[1:] + blocks[:1]


def merge_and_split(blocks: list[Block], chance: random.Random) -> list[Block]:
    """Two come as one and another as two, so that there are as many as were sent."""
    at = chance.randrange(len(blocks) - 1)
    (number, one), (_, other) = blocks[at : at + 2]
    merged = [*blocks[:at], (number, f"{one} {other}"), *blocks[at + 2 :]]
    places = [place for place in range(len(merged)) if place != at and len(merged[place][1]) > 1]
    if not places:
        return blocks
    place = chance.choice(places)
    number, text = merged[place]
    middle = text.find(" ", len(text) // 2) if " " in text[len(text) // 2 :] else len(text) // 2
    return [*merged[:place], (number, text[:middle]), (number, text[middle:].strip()), *merged[place + 1 :]]


def double_and_lose(blocks: list[Block], chance: random.Random) -> list[Block]:
    """One comes twice and another one not at all."""
    doubled, lost = chance.sample(range(len(blocks)), 2)
    return list(chain.from_iterable([block] * (1 + (at == doubled) - (at == lost)) for at, block in enumerate(blocks)))


def swap(blocks: list[Block], chance: random.Random) -> list[Block]:
    """Two change places."""
    one, other = chance.sample(range(len(blocks)), 2)
    swapped = list(blocks)
    swapped[one], swapped[other] = blocks[other], blocks[one]
    return swapped


def replace_one(blocks: list[Block], chance: random.Random) -> list[Block]:
    """One is another one's."""
    at, other = chance.sample(range(len(blocks)), 2)
    return [*blocks[:at], blocks[other], *blocks[at + 1 :]]


def take_in_others(blocks: list[Block], chance: random.Random) -> list[Block]:
    """One has the texts of the three after it as well, which come too."""
    at = chance.randrange(len(blocks) - 3)
    texts = [text for _, text in blocks[at : at + 4]]
    return [*blocks[:at], (blocks[at][0], " ".join(texts)), *blocks[at + 1 :]]


def repeat_tail(blocks: list[Block], _: random.Random) -> list[Block]:
    """The last one is followed, without a space, by the one before it."""
    number, last = blocks[-1]
    return [*blocks[:-1], (number, last + blocks[-2][1])]


def cut_to_first_sentence(blocks: list[Block], chance: random.Random) -> list[Block]:
    """Of one of several sentences the first is left."""
    ends = {place: found.end() for place, (_, text) in enumerate(blocks) if (found := _FIRST_SENTENCE.match(text))}
    if not ends:
        return blocks
    cut = chance.choice(list(ends))
    number, text = blocks[cut]
    return [*blocks[:cut], (number, text[: ends[cut]]), *blocks[cut + 1 :]]


_FIRST_SENTENCE = re.compile(r"[^<>&]{10,}?[.!?](?= [^<>&]{10})|[^<>&]{5,}?[。！？।](?=[^<>&]{5})")

FAULTS: dict[str, Fault] = {
    "reversed": reverse,
    "shifted by one": shift,
    "merged, and another split": merge_and_split,
    "doubled, and another lost": double_and_lose,
    "two exchanged": swap,
    "one is another's": replace_one,
}

WITHIN: dict[str, Fault] = {
    "one takes in three others": take_in_others,
    "the last but one repeated in the last": repeat_tail,
    "one cut to its first sentence": cut_to_first_sentence,
}
"""Faults within a text, of which its number says nothing."""


def run(*, quick: bool) -> list[dict[str, Any]]:
    """Both rates, by size of the call: what becomes of right answers, and of wrong ones."""
    found = catalogues.sample(catalogues.read(catalogues.fetched()), 20_000 if quick else 400_000)
    return rates(found)


def rates(found: Sequence[Translated], seed: int = 1) -> list[dict[str, Any]]:
    """One row a size of calls and a way in which faults come about."""
    chance = random.Random(seed)
    tried: Counter[tuple[str, bool, str]] = Counter()
    noticed: Counter[tuple[str, bool, str]] = Counter()
    pieces: Counter[str] = Counter()
    sent_alone: Counter[str] = Counter()
    for load, translations, direction in _calls(found, chance):
        size = "5 to 60 units" if len(translations) <= 60 else "more units"
        pieces[size] += len(translations)
        right = list(enumerate(translations, 1))
        for name, fault in {GOOD: lambda blocks, _: blocks, **FAULTS, **WITHIN}.items():
            wrong = fault(right, chance)
            if name != GOOD and [text for _, text in wrong] == translations:
                continue
            for numbers_move in (True, False):
                came = wrong if numbers_move else [(number, text) for number, (_, text) in enumerate(wrong, 1)]
                tried[size, numbers_move, name] += 1
                noticed[size, numbers_move, name] += _is_noticed(load, came, translations, direction, name == GOOD)
        sent_alone[size] += _sent_alone(load, translations, direction)
    return [
        {
            "calls of": size,
            "numbers": "move with the text" if numbers_move else "stay, or lines",
            "calls": tried[size, numbers_move, GOOD],
            "right ones doubted": noticed[size, numbers_move, GOOD] / tried[size, numbers_move, GOOD],
            "right texts sent alone": sent_alone[size] / pieces[size],
            **{
                name: noticed[size, numbers_move, name] / (tried[size, numbers_move, name] or 1)
                for name in (*FAULTS, *(() if numbers_move else WITHIN))
            },
        }
        for size in ("5 to 60 units", "more units")
        for numbers_move in (True, False)
        if tried[size, numbers_move, GOOD]
    ]


def _calls(found: Iterable[Translated], chance: random.Random) -> Iterator[tuple[Pack, list[str], Direction]]:
    """The calls that documents made of the catalogues' messages give, in blocks, each with what should come back."""
    for catalogue in found:
        messages = list(catalogue.messages)
        while len(messages) >= 5:
            size = chance.randint(5, 60) if chance.random() < _SMALL_DOCUMENTS else len(messages)
            document, messages = messages[:size], messages[size:]
            translations = {segment.wire: piece for segment, piece in document}
            for load in pack((segment for segment, _ in document), MAX_BYTES, lambda _: Form.BLOCKS):
                if len(load.segments) >= 5:
                    yield load, [translations[segment.wire] for segment in load.segments], catalogue.direction


def _sent_alone(load: Pack, right: Sequence[str], direction: Direction) -> int:
    """How many texts of a right call are asked for again, each alone."""
    try:
        return check_all(load.segments, right, direction).count(None)
    except MismatchError:
        return 0


def _is_noticed(load: Pack, came: Sequence[Block], right: Sequence[str], direction: Direction, is_right: bool) -> bool:
    """Whether the call is doubted; of a wrong one it is enough that no text is taken for another one's translation."""
    returned = "".join(f"<p id={number}>{text}</p>" for number, text in came)
    try:
        targets = check_all(load.segments, split(returned, load.text, len(load.segments)), direction)
    except MismatchError:
        return True
    wrong = [target for target, (_, text), expected in zip(targets, came, right, strict=True) if text != expected]
    return not is_right and not any(wrong)
