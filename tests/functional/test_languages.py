"""What a document's language is: who says so, and what readers get who ask for it in that very language."""

from dataclasses import replace

import pytest

from lingopoint.config import Config
from lingopoint.ports import Direction, RefusedError, TranslatedText
from lingopoint_in_memory import DictMemory, DictRenditions, FunctionTranslator
from lingopoint_local.translate.detect import detect
from tests.support import World, error, reading, sent

ENGLISH = "This is the page of our company, and it is written in English for all of you who read it with us.\n"
GERMAN = "Das ist die Seite der Firma, und sie ist auf Deutsch geschrieben für alle, die sie mit uns lesen.\n"
POLISH = (
    "To jest strona naszej firmy, która nie jest po angielsku. Na tej stronie są informacje o tym, co robimy, "
    "jak pracujemy i dla kogo. Jeśli nie ma tu tego, co jest dla ciebie ważne, napisz do nas, a my się odezwiemy. "
    "Od roku jest to już strona, na której są także ceny. Nie ma ich tylko dla firm, bo to zależy od umowy.\n"
)
RUSSIAN = "Это страница нашей компании, и она написана по-русски.\n"
STATUS = "x-amz-meta-lingopoint-status"
SOURCE = "x-amz-meta-lingopoint-source"
BILLED = "x-amz-meta-lingopoint-billed"


class Detecting(FunctionTranslator):
    """Translates to upper case, and detects as the stand-in does. `unknown` is a language that it will not take."""

    unknown = ""

    def translate(self, text: str, direction: Direction) -> TranslatedText:
        source = detect(text).language if direction.source == "auto" else direction.source
        super().translate(text, direction)
        if source == self.unknown:
            raise RefusedError("Unsupported language pair.")
        return TranslatedText(text if source == direction.target else text.upper(), source)


@pytest.fixture
def world() -> World:
    return World(translator=Detecting(), units=DictMemory(), store=DictRenditions())


def page(*paragraphs: str, lang: str = "") -> bytes:
    attribute = f' lang="{lang}"' if lang else ""
    return f"<html{attribute}><body>{''.join(f'<p>{text.strip()}</p>' for text in paragraphs)}</body></html>".encode()


def asked(world: World) -> list[str]:
    """The sources that the translator was given."""
    assert isinstance(world.translator, Detecting)
    return [direction.source for direction in world.translator.directions]


def text(world: World, key: str) -> tuple[str, str, str]:
    """Status, source and text of an answer."""
    answer = world.get(reading(key))
    assert (answer.status, isinstance(answer.body, bytes)) == (200, True)
    assert isinstance(answer.body, bytes)
    return answer.headers[STATUS], answer.headers.get(SOURCE, ""), answer.body.decode()


# What other documents left


@pytest.mark.parametrize("target", ["de", "fr"])
def test_german_pages_that_were_remembered_say_nothing_of_an_english_one(world: World, target: str) -> None:
    world.put("de.html", page("Newsletter", "Software", GERMAN), "text/html", etag='"de"')
    world.put("en.html", page("Newsletter", "Software", ENGLISH), "text/html", etag='"en"')
    for other in ("fr", "en", "it"):
        assert text(world, f"de.html#{other}")[:2] == ("translated", "de")
    status, source, body = text(world, f"en.html#{target}")
    assert (status, source) == ("translated", "en")
    assert ENGLISH.strip().upper() in body
    assert "NEWSLETTER" in body


def test_a_second_read_with_everything_remembered_costs_no_call(world: World) -> None:
    world.put("a.html", page("OK", "Home", ENGLISH, ENGLISH + GERMAN), "text/html", etag='"a"')
    first = text(world, "a.html#fr")
    world.store = DictRenditions()
    before = len(sent(world))
    assert text(world, "a.html#fr") == first
    assert len(sent(world)) == before


# In which order


@pytest.mark.parametrize(
    ("key", "config", "lang", "header", "expected"),
    [
        ("a.html#fr;source=es", Config(source_language="it"), "de", "pt", "es"),
        ("a.html#fr", Config(source_language="it"), "de", "pt", "it"),
        ("a.html#fr", Config(fallback_language="nl"), "sw", "pt", "sw"),
        ("a.html#fr", Config(fallback_language="nl"), "", "sw", "sw"),
        ("a.html#fr", Config(fallback_language="nl"), "", "sw, en", "en"),
        ("a.html#fr", Config(fallback_language="nl"), "", "", "en"),
        ("a.html#fr;source=auto", Config(source_language="it"), "sw", "pt", "sw"),
        ("a.html#fr;source=auto", Config(source_language="it"), "", "", "it"),
    ],
)
def test_the_first_that_says_it_counts(
    world: World, key: str, config: Config, lang: str, header: str, expected: str
) -> None:
    world.config = config
    headers = {"content_language": header} if header else {}
    world.put("a.html", page("Our few words", lang=lang), "text/html", **headers)
    assert text(world, key)[:2] == ("translated", expected)


@pytest.mark.parametrize(
    ("key", "content_type", "body"),
    [
        (
            "a.xlf",
            "",
            (
                '<xliff version="1.2"><file source-language="sw-KE"><body><trans-unit id="1"><source>Neno moja'
                "</source></trans-unit></body></file></xliff>"
            ),
        ),
        (
            "a.xlf",
            "",
            (
                '<xliff version="2.0" srcLang="sw" trgLang="de"><file id="f"><unit id="1"><segment><source>Neno'
                "</source></segment></unit></file></xliff>"
            ),
        ),
        (
            "a.po",
            "",
            'msgid ""\nmsgstr ""\n"Language: de\\n"\n"X-Source-Language: sw\\n"\n\nmsgid "Neno moja"\nmsgstr ""\n',
        ),
        ("a.po", "", 'msgid ""\nmsgstr ""\n"Language: sw\\n"\n\nmsgid "home.title"\nmsgstr "Neno moja"\n'),
        ("a.arb", "", '{"@@locale": "sw", "title": "Neno moja"}'),
        (
            "a.xml",
            "",
            (
                '<?xml version="1.0"?><resources xmlns:tools="http://schemas.android.com/tools" tools:locale="sw">'
                '<string name="a">Neno moja</string></resources>'
            ),
        ),
        ("a.xml", "", '<?xml version="1.0"?><doc xml:lang="sw"><p>Neno moja ni hili.</p></doc>'),
        ("a.md", "", "---\ntitle: Neno\nlang: sw\n---\n\nNeno moja ni hili.\n"),
        ("a.vtt", "", "WEBVTT\nKind: captions\nLanguage: sw\n\n00:01.000 --> 00:02.000\nNeno moja ni hili.\n"),
        ("a.html", "", '<!doctype html><html xml:lang="sw-KE"><p>Neno moja</p></html>'),
    ],
)
def test_what_a_document_declares_of_itself_is_its_language(
    world: World, key: str, content_type: str, body: str
) -> None:
    world.put(key, body.encode(), content_type)
    status, source, _ = text(world, f"{key}#fr")
    assert (status, source, set(asked(world))) == ("translated", "sw", {"sw"})


def test_what_a_catalogue_says_of_its_translations_is_not_the_language_of_its_sources(world: World) -> None:
    catalogue = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\nmsgid "This is the first of our pages"\nmsgstr ""\n'
    world.put("a.po", catalogue.encode(), "")
    assert text(world, "a.po#fr")[:2] == ("translated", "en")


# What contradicts it


@pytest.mark.parametrize(("body", "found"), [(POLISH, "pl"), (RUSSIAN, "ru")])
@pytest.mark.parametrize("where", ["lang", "header"])
def test_a_declaration_that_the_text_contradicts_does_not_count(
    world: World, body: str, found: str, where: str
) -> None:
    headers = {"content_language": "en"} if where == "header" else {}
    world.put("a.html", page(body, lang="en" if where == "lang" else ""), "text/html", **headers)
    assert text(world, "a.html#fr")[:2] == ("translated", found)
    assert text(world, "a.html#en")[:2] == ("translated", found)


# Nothing tells it


def test_where_the_language_cannot_be_told_the_original_is_served_and_says_so(world: World) -> None:
    assert isinstance(world.translator, Detecting)
    world.translator.unknown = "en"
    world.put("a.txt", ENGLISH.encode(), etag='"a"')
    assert text(world, "a.txt#fr") == ("untranslated; reason=language unknown", "", ENGLISH)
    assert isinstance(world.store, DictRenditions)
    assert (world.store.kept, world.store.claims) == ({}, {})
    world.config = Config(fallback_language="sv")
    assert text(world, "a.txt#fr") == ("translated", "sv", ENGLISH.upper())


def test_who_refuses_what_cannot_be_translated_refuses_what_is_in_no_known_language(world: World) -> None:
    assert isinstance(world.translator, Detecting)
    world.translator.unknown = "en"
    world.config = Config(untranslatable="refuse")
    world.put("a.txt", ENGLISH.encode())
    assert error(world.get(reading("a.txt#fr"))) == (
        *(400, "InvalidRequest"),
        "This object cannot be translated: language unknown.",
    )


# In the target language already


@pytest.mark.parametrize("untranslatable", ["serve", "refuse"])
@pytest.mark.parametrize(
    ("key", "lang", "header", "told"),
    [
        ("a.html#fr", "", "fr", "fr"),
        ("a.html#fr", "fr", "", "fr"),
        ("a.html#fr", "fr-BE", "", "fr"),
        ("a.html#fr", "fr-CA", "", "fr-CA"),
        ("a.html#fr;source=fr", "de", "de", "fr"),
        ("a.html#FR", "FR", "", "fr"),
    ],
)
def test_an_original_in_the_language_is_served_as_it_is_and_says_so(
    world: World, untranslatable: str, key: str, lang: str, header: str, told: str
) -> None:
    world.config = replace(world.config, untranslatable=untranslatable)
    body = page("Voici la page.", lang=lang)
    world.put("a.html", body, "text/html", etag='"a"', **({"content_language": header} if header else {}))
    answer = world.get(reading(key))
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, body, '"a"')
    assert answer.headers[STATUS] == f"original; reason=already in {told}"
    assert (sent(world), BILLED in answer.headers, world.metrics.records) == ([], False, [])
    assert isinstance(world.store, DictRenditions)
    assert (world.store.kept, world.store.claims) == ({}, {})
    head = world.head(reading(key, head=True))["headers"]
    assert head[STATUS] == answer.headers[STATUS]
    assert {name.lower(): value for name, value in head.items()}["etag"] == '"a"'


@pytest.mark.parametrize(
    ("lang", "target"), [("fr", "fr-CA"), ("zh", "zh-TW"), ("zh-Hant", "zh"), ("pt-BR", "pt-PT"), ("es", "es-MX")]
)
def test_a_regions_form_and_the_other_chinese_are_languages_of_their_own(world: World, lang: str, target: str) -> None:
    world.put("a.html", page("Ok.", "1", lang=lang), "text/html")
    assert text(world, f"a.html#{target}")[0] == "translated"


def test_an_original_that_is_found_to_be_in_the_language_costs_the_detection_and_that_once(world: World) -> None:
    world.put("a.txt", (GERMAN * 30).encode(), etag='"a"')
    answer = world.get(reading("a.txt#de"))
    assert answer.headers[STATUS] == "original; reason=already in de"
    assert 0 < int(answer.headers[BILLED]) <= 1000
    assert world.metrics.records[-1][1].cost.billed == int(answer.headers[BILLED])
    again = world.get(reading("a.txt#de"))
    assert (again.body, BILLED in again.headers) == (answer.body, False)
    assert len(sent(world)) == 1


def test_any_object_is_served_to_who_asks_for_it_in_the_language_that_it_is_said_to_be_in(world: World) -> None:
    world.config = Config(source_language="en", untranslatable="refuse", max_object_size=10)
    world.put("a.png", b"\x89PNG\r\n\x1a\n" * 10, "image/png", etag='"png"')
    answer = world.get(reading("a.png#en", range="bytes=1-3"))
    assert (answer.status, answer.headers[STATUS]) == (206, "original; reason=already in en")
    assert not isinstance(answer.body, bytes)
    assert answer.body.read() == b"PNG"


def test_what_is_said_beside_the_document_makes_another_rendition(world: World) -> None:
    tags = set()
    for header in ("sw", "so"):
        world.put("a.txt", b"Ok then.", etag='"same"', content_language=header)
        tags.add(world.get(reading("a.txt#fr")).headers["etag"])
    assert len(tags) == 2
