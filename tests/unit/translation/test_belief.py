"""What texts say themselves of whether one is the other's translation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.ports import Direction
from lingopoint.translation.belief import (
    is_cut,
    is_doubtful,
    is_number_lost,
    is_number_new,
    is_other_length,
    is_repeated,
    odd,
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
    assert odd(sources, ["A jelszavad megváltozott."] * 2) == set()
    assert odd([sources[0], "There is nothing to see."], ["A jelszavad megváltozott."] * 2) == {0, 1}


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
    assert is_repeated(before, after, "nl") is expected


@pytest.mark.parametrize(
    ("language", "before", "after", "expected"),
    [
        ("hi", "Slowly", "धीरे धीरे", False),
        ("tr", "Slowly", "yavaş yavaş", False),
        ("id", "turtle", "kura-kura", False),
        ("id", "Turtles", "Kura kura", False),
        ("ta", "slowly", "மெதுவாக மெதுவாக", False),
        ("sw", "Quickly", "harakaharaka", False),
        ("zh", "Thank you", "谢谢谢谢", False),
        ("fr", "Slowly", "lentement lentement", True),
        ("hi", "Save the file", "फ़ाइल सहेजें फ़ाइल सहेजें", True),
        ("tr", "Opening hours", "Çalışma saatleri. Çalışma saatleri.", True),
        ("id", "Responsibilities", "pertanggungjawaban pertanggungjawaban", True),
    ],
)
def test_some_languages_say_a_word_twice(language: str, before: str, after: str, expected: bool) -> None:
    assert is_repeated(before, after, language) is expected


SENTENCES = "The base stands on three feet. Each of them is screwed to the ground. Check them once a year."


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("Der Fuß steht auf drei Beinen.", True),
        ("Der Fuß steht auf drei Beinen. Jedes ist verschraubt. Prüfen Sie sie jährlich.", False),
        ("Der Fuß steht auf drei Beinen, von denen jedes verschraubt ist und jährlich geprüft wird.", False),
        ("底座由三个支脚支撑。每个都固定在地上。每年检查一次。", False),
        ("底座由三个支脚支撑。", True),
    ],
)
def test_sentences_that_are_missing(after: str, expected: bool) -> None:
    assert is_cut(SENTENCES, after) is expected


CALL = {
    "Opening hours": "Öffnungszeiten",
    "How do I replace a broken sensor?": "Wie tausche ich einen defekten Sensor aus?",
    "Parcels leave on Monday.": "Pakete gehen am Montag ab.",
    SENTENCES: "Der Fuß steht auf drei Beinen. Jedes ist am Boden verschraubt. Prüfen Sie sie einmal im Jahr.",
    "Save": "Speichern",
    "Prices": "Preise",
    "One adult": "Ein Erwachsener",
    LONG: "Die Station darf bei Regen nicht geöffnet werden; warten Sie auf einen trockenen Tag und trockene Hände.",
}
SOURCES, GERMAN = list(CALL), list(CALL.values())


def test_right_texts_are_not_odd_among_others() -> None:
    assert odd(SOURCES, GERMAN) == set()
    assert not is_doubtful(SOURCES, GERMAN)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (0, " ".join(GERMAN[:4])),
        (0, "Öffnungszeiten, wie ich einen defekten Sensor tausche, dass Pakete am Montag abgehen und vieles mehr"),
        (4, "Speichern Preise Ein Erwachsener"),
        (2, f"Pakete gehen am Montag ab. {GERMAN[7]}"),
        (3, "Der Fuß steht auf drei Beinen."),
        (3, "Der Fuß steht auf drei Beinen. Jedes ist verschraubt."),
        (7, "Die Station bei Regen nicht öffnen"),
    ],
    ids=["others", "others in other words", "labels", "a far one", "first sentence", "two of three", "half"],
)
def test_a_text_that_takes_in_others_or_lost_some_is_odd(place: int, text: str) -> None:
    assert place in odd(SOURCES, [*GERMAN[:place], text, *GERMAN[place + 1 :]])


@pytest.mark.parametrize(
    ("before", "last", "after", "returned"),
    [
        ("Prices", "Free now", "Preise", "Jetzt freiPreise"),
        ("One file", "Some files", "Eine Datei", "Einige DateienEine Datei"),
        ("Structure", "Come quickly!", "Aufbau", "Kommen Sie schnell!Aufbau"),
        ("at least three letters", "Home", "mindestens drei Buchstaben", "Startseitemindestens drei Buchstaben"),
        ("30 days", "This month", "30 hari", "Bulan ini30 hari"),
        ("Clear selection", "Go back to admin homepage", "चयन साफ़ करें", "व्यवस्थापक मुखपृष्ठ पर वापस जाएँचयन साफ़ करें"),
    ],
)
def test_a_repeated_tail_is_doubted(before: str, last: str, after: str, returned: str) -> None:
    right = returned.removesuffix(after)
    assert not is_doubtful([before, last], [after, right])
    assert is_doubtful([before, last], [after, returned])


CHINESE = {
    "Opening hours": "营业时间",
    "How do I replace a broken sensor?": "如何更换损坏的传感器？",
    "Parcels leave on Monday.": "包裹于周一发出。",
    "Contact": "联系我们",
    "The station must not be opened while it is raining.": "下雨时不得打开气象站。",
    "User settings": "用户设置",  # ends with the next one, and is right
    "Settings": "设置",
}


@pytest.mark.parametrize(("place", "tail"), [(4, "联系我们"), (3, "包裹于周一发出。")])
def test_a_repeated_tail_is_odd_where_no_spaces_part_words(place: int, tail: str) -> None:
    sources, texts = list(CHINESE), list(CHINESE.values())
    assert odd(sources, texts) == set()
    glued = [*texts[:place], texts[place] + tail, *texts[place + 1 :]]
    assert place in odd(sources, glued)


@pytest.mark.parametrize(
    ("source", "target", "before", "after"),
    [
        ("en", "ms", ("redirect", "redirects"), ("lencongan", "lencongan-lencongan")),
        ("en", "de", ("User settings", "Settings"), ("Benutzereinstellungen", "Einstellungen")),
        ("en", "et", ("XML files", "Pseudo XML files"), ("XML-failid", "PseudoXML-failid")),
    ],
)
def test_compounds_and_plurals_are_no_repeated_tails(
    source: str, target: str, before: tuple[str, str], after: tuple[str, str]
) -> None:
    assert not is_doubtful(before, after), (source, target)


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
        ("en", "es", "We are open 24/7.", "Estamos abiertos las 24 horas, los 7 días de la semana."),
        ("en", "de", "Open 24/7", "Rund um die Uhr geöffnet"),
        ("en", "zh", "Open 24/7", "全天候开放"),
        ("en", "fr", "The 1990s were a decade of change.", "Les années 90 ont été une décennie de changement."),
        ("en", "de", "The 1990s", "Die 1990er"),
        ("en", "de", "The 1990s", "Die 90er Jahre"),
        ("fr", "en", "Les années 90", "The 1990s"),
        ("en", "it", "The '80s were great, 1980s too.", "Gli anni '80 erano fantastici."),
        ("en", "ko", "the 1990s", "90년대"),
        ("en", "de", "Store hours: 9-5", "Öffnungszeiten: 9 bis 17 Uhr"),
        ("de", "en", "9–17 Uhr", "9-5"),
        ("en", "zh", "It can hold 1000s of files.", "它可以容纳数千个文件。"),
        ("en", "ja", "1000s of files", "数千のファイル"),
        ("en", "fr", "1000 thanks", "mille mercis"),
        ("en", "es", "About 10,000 people", "Unas 10 mil personas"),
        ("en", "de", "10,000 people in 10 days", "Zehntausend Personen in 10 Tagen"),
        ("en", "ar", "10,000 people", "١٠٬٠٠٠ شخص"),
        ("en", "es", "2000 years", "dos mil años"),
        ("en", "ja", "3000 yen", "3千円"),
        ("de", "en", "Am 3.10. geschlossen", "Closed on October 3"),
        ("pl", "en", "Otwarte od 1.12.", "Open from December 1"),
        ("en", "fr", "Add 1/2 cup of sugar.", "Ajoutez une demi-tasse de sucre."),
        ("en", "de", "1/2 cup of milk", "eine halbe Tasse Milch"),
        ("en", "de", "1/2 cup of milk", "0,5 Tassen Milch"),
        ("en", "de", "½ cup of milk", "1/2 Tasse Milch"),
        ("en", "fr", "A 50-50 chance", "Une chance sur deux"),
        ("en", "de", "50/50 split", "Aufteilung halbe-halbe"),
        ("en", "fr", "2-3 days", "deux à trois jours"),
        ("en", "de", "9/11 memorial", "Denkmal für den 11. September"),
        ("en", "fr", "at 10:00", "à dix heures"),
        ("en", "fr", "Call 1-800-555-0199 today.", "Appelez le 1 800 555 0199 aujourd'hui."),
        ("en", "de", "10,000 people in two days", "10.000 Personen in 2 Tagen"),
        ("en", "fr", "2024/25 season", "saison 2024-2025"),
        ("de", "en", "Saison 2024-2025", "2024/25 season"),
        ("en", "zh", "0.5 percent", "百分之零点五"),
        ("en", "th", "In 2026", "ในปี 2569"),
        ("en", "ja", "alone", "1人で"),
        ("en", "vi", "Weekdays", "Thứ 2 - Thứ 6"),
    ],
)
def test_numbers_may_be_written_otherwise(source: str, target: str, before: str, after: str) -> None:
    direction = Direction(source, target)
    assert not is_number_lost(before, after, direction)
    assert not is_number_new(before, after, direction)


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("de", "It costs $1,500", "Es kostet 500 $"),
        ("de", "About 10,000 people", "Etwa 10 Personen"),
        ("de", "Ask 192.168.1.1 first", "Erst 192.168.1.2 fragen"),
        ("ja", "Call 5550199", "5550198に電話してください"),
        ("th", "In 2026", "ในปี 2025"),
        ("ja", "Ring 4711 at 5 p.m.", "午後5時に電話"),
        ("fr", "Version 7.5.1 at 5 p.m.", "Version 7.5 à 17 h"),
        ("fr", "In 1987", "En mille neuf cents"),
        ("fr", "The 2017 edition", "L'édition"),
    ],
)
def test_a_number_that_tells_something_is_missed(language: str, before: str, after: str) -> None:
    assert is_number_lost(before, after, Direction("en", language))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Take 15 mg", "Nehmen Sie 5 mg"),
        ("A grant of 250,000 euros", "Ein Zuschuss von 25.000 Euro"),
        ("It costs $1,500", "Es kostet 150 $"),
        ("A total of 12,345 files", "Insgesamt 1.234 Dateien"),
        ("Version 2.200.112 is out", "Version 2,200,12 ist da"),
        ("Take 15 mg at 6 p.m.", "Nehmen Sie 5 mg um 18 Uhr"),
        ("Open 9-5", "Geöffnet 9 bis 16 Uhr"),
        ("Pages 3-5", "Seiten drei bis sechs (3-6)"),
        ("Add 1/2 cup", "120 ml dazugeben"),
        ("The 1990s", "Die 80er Jahre"),
        ("Section 24/7", "Abschnitt 24/8"),
    ],
)
def test_no_number_becomes_another_one(before: str, after: str) -> None:
    assert is_number_new(before, after, Direction("en", "de"))


@pytest.mark.parametrize("text", ["LINESTRING (40 40,50 130,130 130)", "1,500 500", "10 000,5 000"])
def test_numbers_that_come_back_as_they_were_are_not_lost_in_one_another(text: str) -> None:
    assert not is_number_lost(text, text.lower(), Direction("en", "mt"))
