"""What translations are remembered by. A change here loses every memory that is kept, so it must be a decision."""

import pytest

from lingopoint.ports import Direction
from lingopoint.translation import Keys
from lingopoint.translation.wire import Wire

FULL = Direction("en", "fr", "formal", brevity=True, profanity=True, terminology="legal")

PLAIN = Keys(Direction("en", "fr"))

PINNED = {
    "43e0a3a6d60d66fb0de17060a9245895c80c440621588e44cac294cb9a879546": (PLAIN, "Write to us."),
    "5dc98dea7c6e71ac173f2873c6c91b90ba7209c134584071208c00cba7171fcf": (PLAIN, "Write <b>to us</b>."),
    "ae4784325b540775124f371f01db6d3a99bfeb4b7059703dac12fc7c67868609": (PLAIN, "Hello <a translate=no>{name}</a>."),
    "8c73f224c7709d9324a123ea3f3ac21b647b9ce952514caf093a5b47f63a8a00": (PLAIN, "Salt &amp; pepper"),
    "6040d1ce774b567dd2d55d834d4f3e5dc21da4400e08e7b28c44952c4006f2e2": (Keys(Direction("auto", "zh-TW")), "Écrivez"),
    "45b1af4a277146f5356d23dd392fad57e30174d9b6a9ca9d8706121d6962fa68": (
        Keys(FULL, "2026-11-23T12:00:00+00:00 3 40"),
        "Write to us.",
    ),
    "42d64a902dbed40b7a9496b672828fdb273279181e18122af7c53c14caa48a86": (
        Keys(Direction("en", "fr"), service="other"),
        "Write to us.",
    ),
}


@pytest.mark.parametrize("key", PINNED)
def test_keys_are_what_they_always_were(key: str) -> None:
    keys, wire = PINNED[key]
    assert keys.of(Wire(wire)) == key


def test_what_protected_text_travels_in_makes_no_other_key() -> None:
    wires = [Wire(f"Hello <{name} translate=no>{{name}}</{name}>.") for name in ("a", "span")]
    assert len({PLAIN.of(wire) for wire in wires}) == 1
