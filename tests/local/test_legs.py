"""Markup survives an engine of plain text, however badly that engine treats it."""

from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint_local.translate.engines.embedded.leg import translate
from lingopoint_local.translate.engines.embedded.masks import mask, unmask
from lingopoint_local.translate.engines.embedded.sentences import LONGEST, peel, split
from lingopoint_local.translate.line import Line, intact, joined, tags, text
from lingopoint_local.translate.request_text import RequestText


class Engine:
    """A leg whose translation of plain text is a function."""

    def __init__(self, change: Callable[[str], str]) -> None:
        self._change = change

    def encode(self, line: Line) -> str:
        return mask(line)

    def decode(self, answer: str, line: Line) -> Line | None:
        return unmask(answer, line)

    def run(self, texts: Sequence[str]) -> list[str]:
        return [self._change(value) for value in texts]


def _line(source: str) -> Line:
    (line,) = RequestText(source).lines
    return line


def _through(change: Callable[[str], str], source: str) -> str:
    request = RequestText(source)
    return request.render(translate(Engine(change), request.lines))


_TAGS = ["<b>", "</b>", "<i id=7>", "</i>", "<br>", "<i translate=no>{x}</i>"]
_LINES = st.lists(st.sampled_from([*_TAGS, " ", ".", "word", "Two words"]), min_size=1, max_size=12).map(
    lambda pieces: "a" + "".join(pieces)
)


@given(_LINES)
def test_masks_come_off_without_a_trace(source: str) -> None:
    line = _line(source)
    assert unmask(mask(line), line) == joined(line)


@given(_LINES, st.integers(0, 1000))
def test_an_engine_that_shuffles_and_loses_words_never_loses_a_tag(source: str, seed: int) -> None:
    chance = Random(seed)

    def muddle(value: str) -> str:
        words = value.split()
        chance.shuffle(words)
        return " ".join(words[: chance.randint(0, len(words))])

    line = _line(source)
    (result,) = translate(Engine(muddle), [line])
    assert intact(tags(line), tags(result))


def test_tags_follow_their_words() -> None:
    swapped = {"the XQ1 red XQ2 house": "la casa XQ1 roja XQ2"}
    assert _through(lambda value: swapped[value], "the <b>red</b> house") == "la casa <b>roja</b>"


def test_when_a_tag_is_lost_its_words_are_looked_for() -> None:
    words = {"the XQ1 red XQ2 house": "la casa roja", "the red house": "la casa roja", "red": "roja"}
    assert _through(lambda value: words[value], "the <b>red</b> house") == "la casa <b>roja</b>"


def test_when_a_pair_comes_back_empty_its_words_are_looked_for() -> None:
    words = {"the XQ1 red XQ2 house": "la casa roja XQ1 XQ2", "the red house": "la casa roja", "red": "roja"}
    assert _through(lambda value: words[value], "the <b>red</b> house") == "la casa <b>roja</b>"


def test_when_nothing_else_helps_the_text_between_the_tags_is_translated() -> None:
    words = {"one": "uno", "two": "dos", "end": "fin"}
    assert _through(lambda value: words.get(value, "lost"), "one <b>two</b> end") == "uno <b>dos</b> fin"


def test_a_sentence_keeps_its_capital() -> None:
    assert _through(str.lower, "Hello <b>There</b>").startswith("Hello")


@pytest.mark.parametrize(
    "source",
    [
        "One. Two! Three?  Four.",
        "At 9 a.m. we open. Dr. Who is in.",
        f"{'word, ' * 100}end.",
        "x" * 700,
        "<b>One. Two</b> three.",
    ],
)
def test_sentences_put_together_are_the_line(source: str) -> None:
    line = _line(source)
    sentences = split(line, "en")
    assert joined(part for sentence in sentences for part in sentence) == joined(line)
    assert all(len(text(sentence)) <= LONGEST for sentence in sentences)


def test_abbreviations_do_not_end_a_sentence() -> None:
    sentences = split(("See Dr. Smith. Then go.",), "en")
    assert [text(sentence) for sentence in sentences] == ["See Dr. Smith. ", "Then go."]


def test_what_stands_around_the_words_is_set_aside() -> None:
    head, core, tail = peel(_line("<br><b><i>words</i></b> <br>"))
    assert (core, len(list(tags(head))), len(list(tags(tail)))) == (("words",), 3, 3)
