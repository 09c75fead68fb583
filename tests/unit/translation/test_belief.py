"""What texts say themselves of whether one is the other's translation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.ports import Direction
from lingopoint.translation.belief import (
    doubled,
    is_doubtful,
    is_number_lost,
    is_number_new,
    is_other_length,
    is_repeated,
)

LONG = "The station must not be opened while it is raining; wait for a dry day and dry your hands."
TEXTS = st.lists(st.text(min_size=1, max_size=60).filter(str.strip).map(str.strip), unique=True, max_size=20)


@given(TEXTS)
def test_what_comes_back_as_it_was_sent_is_believed(texts: list[str]) -> None:
    assert not is_doubtful(texts, texts)


@given(st.lists(st.from_regex(r"[A-Z]?[a-z]{1,9}( [a-z]{1,9}){0,9}[.?!:]?", fullmatch=True), unique=True, max_size=20))
@pytest.mark.parametrize(
    "translate",
    [str.upper, "[!! {} !!]".format, lambda text: text.replace("e", "é")],
    ids=["upper", "marked", "accents"],
)
def test_pseudo_translations_are_believed(translate: object, texts: list[str]) -> None:
    assert callable(translate)
    assert not is_doubtful(texts, list(map(translate, texts)))


def test_one_text_has_no_place_to_be_confused_with() -> None:
    assert not is_doubtful([LONG], ["x"])
    assert not is_doubtful([], [])


def test_short_labels_of_one_kind_cannot_be_told_apart() -> None:
    assert not is_doubtful(["Save", "Open"], ["Öffnen", "Speichern"])


def test_texts_that_mean_the_same_may_come_back_the_same() -> None:
    sources = ["Your password has been changed.", "Your password is now changed."]
    assert doubled(sources, ["A jelszavad megváltozott."] * 2) == set()
    assert doubled([sources[0], "There is nothing to see."], ["A jelszavad megváltozott."] * 2) == {0, 1}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (LONG, "x", True),
        (LONG, "下雨时不得打开气象站；请等到天气干燥，并擦干双手。", False),
        ("下雨时不得打开气象站；请等到天气干燥，并擦干双手。", LONG, False),
        ("Wrapup", "Yes", False),
        ("Yes", "Ja, " + "und so weiter, " * 10, True),
        ("Universally unique identifier", "UUID", False),
    ],
)
def test_a_length_that_no_translation_has(before: str, after: str, expected: bool) -> None:
    assert is_other_length(before, after) is expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Save", "Opslaan Opslaan", True),
        ("Save", "OpslaanOpslaan", True),
        ("Save", "Opslaan. Opslaan", True),
        ("images", "gambar-gambar", False),
        ("dad", "papa", False),
        ("Bye bye", "Daag daag", False),
        ("Really, really", "Echt, echt", False),
        (
            LONG,
            "Open het niet als het regent; wacht op een droge dag. Droog; wacht op een droge dag.",
            True,
        ),
        (
            "Old address: now this address. New address: now this address.",
            "Alt: jetzt diese Adresse. Neu: jetzt diese Adresse.",
            False,
        ),
    ],
)
def test_a_text_that_says_something_twice(before: str, after: str, expected: bool) -> None:
    assert is_repeated(before, after) is expected


@pytest.mark.parametrize(
    ("before", "after", "source", "expected"),
    [
        ("Save", "Opslaan 7", "en", True),
        ("Save", "Opslaan 7", "auto", False),  # nobody knows whether the source says it in a word
        ("Two steps", "2 stappen", "en", False),
        ("Sep", "9月", "en", False),
        ("Step 3", "Stap 4", "de", True),
        ("Step 3", "Stap drie", "en", False),
        ("6 p.m.", "18:00", "en", False),
        ("10k", "10.000", "de", False),
        ("Zwölf", "12", "de", False),
        ("Hallo", "Hello 4711", "de", True),
        ("٣ خطوات", "3 steps", "ar", False),
    ],
)
def test_a_number_that_is_new(before: str, after: str, source: str, expected: bool) -> None:
    assert is_number_new(before, after, Direction(source, "nl")) is expected


def test_years_of_other_calendars_are_no_other_numbers() -> None:
    assert not is_number_new("In 2026", "ในปี 2569", Direction("en", "th"))
    assert not is_number_lost("In 2026", "ในปี 2569", Direction("en", "th"))
    assert is_number_lost("In 2026", "En 2025", Direction("en", "fr"))


@pytest.mark.parametrize(
    ("source", "target", "before", "after"),
    [
        ("de", "en", "Geöffnet ab 14 Uhr.", "Open from 2 p.m."),
        ("fr", "en", "La réunion commence à 14h30.", "The meeting starts at 2:30 p.m."),
        ("it", "en", "Il negozio chiude alle 19.30.", "The store closes at 7:30 p.m."),
        ("en", "de", "Meet us at 3 o'clock in the afternoon.", "Treffen Sie uns um 15 Uhr."),
        ("en", "fr", "Doors open at 10:00", "Ouverture des portes à 10 h"),
        ("en", "zh", "The city has 1.2 million residents.", "这座城市有120万居民。"),
        ("zh", "en", "售价1.5亿元", "Priced at 150 million yuan"),
        ("zh", "en", "成立于一九四九年十月一日", "Founded on October 1, 1949"),
        ("ja", "en", "令和8年に改正", "Amended in 2026"),
        ("de", "en", "Die Messe beginnt am 01.12.2026.", "The fair begins on December 1, 2026."),
        ("en", "de", "Add 1/2 teaspoon of salt.", "½ Teelöffel Salz hinzufügen."),
        ("en", "vi", "Saturday", "Thứ 7"),
        ("en", "de", "World War II", "2. Weltkrieg"),
        ("en", "hi", "1234567 users, 150000 of them new", "12,34,567 उपयोगकर्ता, 1,50,000 नए"),
        ("en", "fr", "12000 people", "12 000 personnes"),
    ],
)
def test_numbers_may_be_written_otherwise(source: str, target: str, before: str, after: str) -> None:
    direction = Direction(source, target)
    assert not is_number_lost(before, after, direction)
    assert not is_number_new(before, after, direction)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Take 15 mg", "Nehmen Sie 5 mg"),
        ("A grant of 250,000 euros", "Ein Zuschuss von 25.000 Euro"),
        ("It costs $1,500", "Es kostet 150 $"),
        ("A total of 12,345 files", "Insgesamt 1.234 Dateien"),
        ("Version 2.200.112 is out", "Version 2,200,12 ist da"),
    ],
)
def test_no_number_becomes_another_one(before: str, after: str) -> None:
    assert is_number_new(before, after, Direction("en", "de"))
