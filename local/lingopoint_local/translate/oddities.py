"""What machine translation may do that no recorded answer of Amazon Translate shows: `lingopoint doctor` asks for it.

As in `faults`: `(text, chance) -> text`, and a text that offers nothing comes back as it is.
"""

import re
from itertools import pairwise
from random import Random

from lingopoint_local.translate.faults import Fault

_TAG = re.compile(r"(<[^<>]*>)")
_BLOCK = re.compile(r"(<p id=\d+>)(.*?)(</p>)", re.DOTALL)
_EMOJI = re.compile("[\U0001f300-\U0001faff\u200d]+")
_LONG = 60


def small_letters(text: str, chance: Random) -> str:  # noqa: ARG001  as all oddities have it
    """Capitals are gone."""
    pieces = _TAG.split(text)
    return "".join(piece if index % 2 else piece.lower() for index, piece in enumerate(pieces))


def lose_emoji(text: str, chance: Random) -> str:  # noqa: ARG001  as all oddities have it
    """No emoji comes back."""
    return _EMOJI.sub("", text)


def escape_twice(text: str, chance: Random) -> str:  # noqa: ARG001  as all oddities have it
    """References are escaped once more."""
    return re.sub(r"&(?=\w+;)", "&amp;", text)


def talk(text: str, chance: Random) -> str:  # noqa: ARG001  as all oddities have it
    """A word becomes a sentence."""
    return text if len(text) > _LONG else f"{text} {'and so on ' * 6}".strip()


def look_around(text: str, chance: Random) -> str:  # noqa: ARG001  as all oddities have it
    """A line depends on the line before it."""
    lines = text.split("\n")
    return "\n".join([lines[0], *(f"{line} ({len(before)})" for before, line in pairwise(lines))])


def swap_contents(text: str, chance: Random) -> str:  # noqa: ARG001  as all oddities have it
    """Blocks keep their numbers, and the first and the last change what they hold."""
    blocks = _BLOCK.findall(text)
    if len(blocks) < 2:
        return text
    held = [content for _, content, _ in blocks]
    moved = [held[-1], *held[1:-1], held[0]]
    return "".join(f"{start}{content}{end}" for (start, _, end), content in zip(blocks, moved, strict=True))


def lose_ids(text: str, chance: Random) -> str:  # noqa: ARG001  as all oddities have it
    """Attributes with numbers are gone."""
    return re.sub(r" id=\d+", "", text)


def translate_protected(text: str, chance: Random) -> str:  # noqa: ARG001  as all oddities have it
    """Nothing is protected."""
    return re.sub(r"(<\w+ translate=no>)([^<]*)", r"\1[\2]", text)


def lose_quotes(text: str, chance: Random) -> str:  # noqa: ARG001  as all oddities have it
    """Signs of quotation are gone."""
    return "".join(piece if index % 2 else piece.replace('"', "") for index, piece in enumerate(_TAG.split(text)))


ODDITIES: dict[str, Fault] = {
    oddity.__name__: oddity
    for oddity in (
        small_letters,
        lose_emoji,
        escape_twice,
        talk,
        look_around,
        swap_contents,
        lose_ids,
        translate_protected,
        lose_quotes,
    )
}
"""Every one, by its name."""
