"""A reviewed translation is held to what a machine's is: it is remembered where a document would find and use it."""

import pytest

from lingopoint.adapters.amazon_translate import TRAITS
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.ports import Direction, TranslatedText
from lingopoint.translation import Keys, Pace, Tools, translate_units
from lingopoint.translation.reviewed import Entry, entry, texts
from lingopoint.translation.wire import Wire
from lingopoint.unit import Code, CodeKind, Parts
from lingopoint_in_memory import DictMemory, FunctionTranslator

TO_FRENCH = Direction("en", "fr")
OPEN, CLOSE = Code(CodeKind.OPEN, 1, b"<b>"), Code(CodeKind.CLOSE, 1, b"</b>")


def made(unit: Parts, target: Parts, direction: Direction = TO_FRENCH) -> Entry | None:
    return entry(unit, target, direction, Keys(direction), TRAITS)


def visible(parts: Parts) -> list[str | Code]:
    """Codes and text, without white space around it."""
    return [text for part in parts if (text := part.strip() if isinstance(part, str) else part)]


@pytest.mark.parametrize(
    ("unit", "target"),
    [
        (("Write to us.",), ("Écrivez-nous.",)),
        (("Read ", OPEN, "this", CLOSE, "."), (OPEN, "Ceci", CLOSE, ", lisez & vite.")),
        ((" spaced\u00a0",), ("espacé",)),
        (("a < b",), ("b < a",)),
    ],
)
def test_a_document_finds_and_uses_what_was_reviewed(unit: Parts, target: Parts) -> None:
    reviewed = made(unit, target)
    assert reviewed is not None
    memory = DictMemory({reviewed.key: TranslatedText(reviewed.translated, "en")})
    clock = SystemClock()
    translator = FunctionTranslator(lambda _: pytest.fail("sent"))
    tools = Tools(translator, clock, Pace(1), memory)
    (found,) = translate_units([unit], TO_FRENCH, tools, clock.now() + 30).targets
    assert found is not None
    assert visible(found) == visible(target)


def test_what_was_reviewed_when_protected_text_travelled_otherwise_is_still_used() -> None:
    original, translated = Wire("Hello <a translate=no>{name}</a>."), "Bonjour <a translate=no>{name}</a>."
    memory = DictMemory({Keys(TO_FRENCH).of(original): TranslatedText(translated, "en")})
    tools = Tools(FunctionTranslator(lambda _: pytest.fail("sent")), SystemClock(), Pace(1), memory)
    (found,) = translate_units([("Hello {name}.",)], TO_FRENCH, tools, SystemClock().now() + 30).targets
    name = Code(CodeKind.KEEP, 1, None, "{name}")
    assert found == ("Bonjour ", name, ".")
    bare = name._replace(raw=b"")
    assert texts(original, translated) == (("Hello ", bare, "."), ("Bonjour ", bare, "."))


@pytest.mark.parametrize(
    ("unit", "target"),
    [
        (("Order 12345.",), ("Commande 1234.",)),
        (("Hello.",), ("...",)),
        (("Read ", OPEN, "this", CLOSE), ("Lisez",)),
        (("12",), ("12",)),
        (("word. " * 5000,), ("mot",)),
        (("plain",), ("<b>gras</b>",)),
    ],
)
def test_what_no_document_would_use_is_no_entry(unit: Parts, target: Parts) -> None:
    assert made(unit, target) is None


def test_texts_of_an_entry_are_read_without_their_document() -> None:
    reviewed = made(("Read ", OPEN, "this", CLOSE), ("Lisez ", OPEN, "ceci", CLOSE))
    assert reviewed is not None
    bare = [OPEN._replace(raw=b""), CLOSE._replace(raw=b"")]
    assert texts(reviewed.original, reviewed.translated) == (
        ("Read ", bare[0], "this", bare[1]),
        ("Lisez ", bare[0], "ceci", bare[1]),
    )
    assert texts(Wire("<b>a"), "<b>a") is None
    assert texts(Wire("<b>a</b>"), "a") is None


def test_years_may_be_reviewed_into_another_calendar() -> None:
    assert made(("In 2026",), ("2569",), Direction("en", "th")) is not None
    assert made(("In 2026",), ("2569",)) is None
