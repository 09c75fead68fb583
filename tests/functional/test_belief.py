"""What came back for another text is neither served nor remembered, whatever the service did to a call."""

import re
from collections.abc import Callable, Sequence

import pytest

from lingopoint.ports import Response
from lingopoint_in_memory import DictMemory, FunctionTranslator
from tests.support import World, reading, sent

SENTENCES = {
    "Opening hours": "Heures d’ouverture",
    "How do I replace a broken sensor?": "Comment remplacer un capteur défectueux ?",
    "Parcels leave on Monday.": "Les colis partent le lundi.",
    "Call 5550199 before you visit us, since the road is closed in winter.": (
        "Appelez le 5550199 avant de nous rendre visite, car la route est fermée en hiver."
    ),
    "Note:": "Remarque :",
    "The station must not be opened while it is raining; wait for a dry day and dry your hands.": (
        "La station ne doit pas être ouverte pendant qu’il pleut ; attendez un jour sec et séchez-vous les mains."
    ),
}
PAGE = "\n\n".join(SENTENCES).encode()
FRENCH = "\n\n".join(SENTENCES.values())
_BLOCK = re.compile(r"(<p id=\d+>)(.*?)(</p>)")


def translated(text: str) -> str:
    """The text of a call as it should come back."""
    for source, target in SENTENCES.items():
        text = text.replace(source, target)
    return text


def blocks(text: str) -> list[str]:
    return ["".join(block) for block in _BLOCK.findall(text)]


def contents(change: Callable[[Sequence[str]], Sequence[str]]) -> Callable[[str], str]:
    """Texts are changed among the blocks, whose numbers stay."""

    def faulty(text: str) -> str:
        found = _BLOCK.findall(text)
        texts = change([block[1] for block in found])
        return "".join(start + own + end for (start, _, end), own in zip(found, texts, strict=True))

    return faulty


def moved(change: Callable[[Sequence[str]], Sequence[str]]) -> Callable[[str], str]:
    """Blocks are changed as they are, with their numbers."""
    return lambda text: "".join(change(blocks(text)))


def served(answer: Response) -> str:
    """The text of an answer that is there as a whole."""
    assert isinstance(answer.body, bytes)
    return answer.body.decode()


FAULTS = {
    "reversed": moved(lambda found: found[::-1]),
    "shifted": moved(lambda found: [*found[1:], found[0]]),
    "exchanged": moved(lambda found: [found[1], found[0], *found[2:]]),
    "doubled": moved(lambda found: [found[0], *found[:-1]]),
    "merged": moved(lambda found: [found[0].replace("</p>", " ") + found[1].partition(">")[2], *found[2:]]),
    "numbers lost": lambda text: re.sub(r" id=\d+", "", text),
    "lines": lambda text: re.sub("<[^>]+>", "\n", text).strip(),
    "reversed, numbers in place": contents(lambda texts: texts[::-1]),
    "shifted, numbers in place": contents(lambda texts: [*texts[1:], texts[0]]),
    "exchanged, numbers in place": contents(lambda texts: [texts[3], *texts[1:3], texts[0], *texts[4:]]),
    "neighbour's text behind one's own": contents(lambda texts: [*texts[:2], texts[2] + texts[1], *texts[3:]]),
}


@pytest.fixture
def memory(world: World) -> DictMemory:
    world.units = DictMemory()
    world.put("a.txt", PAGE)
    return world.units


@pytest.mark.parametrize("name", FAULTS)
def test_a_call_whose_texts_are_not_in_their_places_is_sent_again_in_halves(
    name: str, world: World, memory: DictMemory
) -> None:
    def confused(text: str) -> str:
        came = translated(text)
        return FAULTS[name](came) if len(blocks(came)) == len(SENTENCES) else came

    world.translator = FunctionTranslator(confused)
    answer = world.get(reading("a.txt#fr;source=en"))
    assert served(answer) == FRENCH
    assert {item.text for item in memory.items.values()} == set(SENTENCES.values())
    assert [len(blocks(text)) for text in sent(world)] == [6, 3, 3]
    assert answer.headers["x-amz-meta-lingopoint-doubted"] == "1"
    assert answer.headers["x-amz-meta-lingopoint-characters"] == str(sum(map(len, sent(world))))
    assert world.metrics.records[-1][1].cost.doubted == 1


def test_texts_that_came_back_the_same_are_sent_alone(world: World, memory: DictMemory) -> None:
    doubled = contents(lambda texts: [*texts[:-1], texts[1]])
    world.translator = FunctionTranslator(lambda text: doubled(translated(text)) if "<p" in text else translated(text))
    assert served(world.get(reading("a.txt#fr;source=en"))) == FRENCH
    assert {item.text for item in memory.items.values()} == set(SENTENCES.values())
    assert [len(blocks(text)) for text in sent(world)] == [6, 0, 0]


def test_a_text_with_a_number_that_is_another_ones_is_sent_alone(world: World, memory: DictMemory) -> None:
    last_is_another = contents(lambda texts: [*texts[:-1], texts[3]])
    world.translator = FunctionTranslator(
        lambda text: last_is_another(translated(text)) if "<p" in text else translated(text)
    )
    assert served(world.get(reading("a.txt#fr;source=en"))) == FRENCH
    assert {item.text for item in memory.items.values()} == set(SENTENCES.values())


def test_where_every_call_is_confused_each_text_is_sent_alone(world: World, memory: DictMemory) -> None:
    world.translator = FunctionTranslator(lambda text: FAULTS["reversed"](translated(text)) or translated(text))
    assert served(world.get(reading("a.txt#fr;source=en"))) == FRENCH
    assert {item.text for item in memory.items.values()} == set(SENTENCES.values())
    assert {text for text in sent(world) if "<p" not in text} == SENTENCES.keys()


SEVENTY = "Seventy letters are a sentence, and no single letter is a translation of it."


@pytest.mark.parametrize(
    "returned",
    [
        "x",
        "Soixante-dix lettres sont une phrase. Soixante-dix lettres sont une phrase.",
        "Soixante-dix lettres sont une phrase, aucune lettre n’en est la traduction." + " Et encore une phrase." * 12,
        "Soixante-dix lettres sont DNT_GEBKJMMFHEHCKOAJBKHKJHCAkDHDNDDD une phrase, aucune lettre n’en est une.",
        "Soixante-dix lettres sont\x00une phrase, et aucune lettre seule n’en est la traduction.",
        "Soixante-dix lettres sont 4711 phrases, et aucune lettre seule n’en est la traduction.",
        "",
    ],
    ids=["a letter", "twice", "far too long", "token", "NUL", "a new number", "nothing"],
)
def test_what_cannot_be_a_texts_translation_is_not_served(returned: str, world: World, memory: DictMemory) -> None:
    world.put("a.csv", f'id,text\n1,"{SEVENTY}"\n'.encode(), "text/csv")
    world.translator = FunctionTranslator(lambda text: text.replace(SEVENTY, returned))
    answer = world.get(reading("a.csv#fr;source=en"))
    assert SEVENTY in served(answer)
    assert "\x00" not in served(answer)
    assert answer.headers["x-amz-meta-lingopoint-units-kept"] == "1"
    assert all(item.text != returned for item in memory.items.values())


def test_what_comes_back_as_it_was_sent_is_counted(world: World) -> None:
    world.put("a.txt", PAGE)
    world.translator = FunctionTranslator()
    assert world.get(reading("a.txt#fr;source=en")).body == PAGE
    assert world.metrics.records[-1][1].cost.echoed == len(SENTENCES)


def test_a_text_that_lacks_a_number_is_sent_alone_and_blocks_stay_in_use(world: World) -> None:
    world.translator = FunctionTranslator(lambda text: re.sub("2026|10:30", "", text))
    page = [f"Sentence number {number} says something of its own." for number in range(10)]
    for number in range(30):
        world.put(f"{number}.txt", "\n\n".join([*(f"{line} {number}" for line in page), "Since 2026."]).encode())
        before = len(sent(world))
        answer = world.get(reading(f"{number}.txt#fr;source=en"))
        assert answer.headers["x-amz-meta-lingopoint-units-kept"] == "1"
        assert [len(blocks(text)) for text in sent(world)[before:]] == [11, 0]
