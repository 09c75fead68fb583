"""White space of a translation: none at its ends, and beside its codes as the source has it.

Machine translation sets tags apart from words: `<b> word </b>` looks wrong in HTML and is no emphasis in Markdown. It
also loses the space before protected text ("चलो,Nana", "श्रीमानLovett?") and puts one before the sign after a code
(`</span> >`); both were seen of Amazon Translate. What was lost is put back where the script has spaces, what was added
is taken away. Nothing but white space ever changes, and in doubt it stays as it came: where a language sets particles,
articles or signs to the next word, nobody but the service knows.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import takewhile

from lingopoint.unit import Code, CodeKind, Part, Parts

_WITHOUT_SPACES = frozenset({"ja", "km", "lo", "my", "th", "zh", "zh-TW"})
"""Languages whose words are not parted by spaces."""

_GROWING = frozenset(
    {
        *("af", "am", "az", "bn", "da", "de", "et", "fi", "gu", "ha", "hu", "hy", "id", "is", "ka", "kk", "kn"),
        *("ko", "ml", "mn", "mr", "ms", "nl", "no", "si", "so", "sv", "sw", "ta", "te", "tr", "uz"),
    }
)
"""Languages that compound words, or set endings to names: what stands at a code may be part of the code's word."""
_SHORTEST_WORD = 3
"""Fewer letters after a code may be an ending in any language: "{name}s"."""

_PREFIXES = {
    "am": re.compile(r"\w{1,2}"),
    "ar": re.compile("[وفبكلسا]{1,5}ـ?|\\w*ـ"),
    "he": re.compile("[והבכלמשת]{1,5}"),
    "ko": re.compile(r"\w"),
}
"""What may be part of the next word: prepositions and articles ("ל{name}", "الـ{name}"), "제{n}장"."""
_ATTACHED = "ºª"
"""Letters in form only, after which a number may follow at once: "n.º{n}"."""

_SPACED_SIGNS = {"fr": "!?:;»", "fr-CA": "!?:;»"}
"""Signs before which a space, mostly one that does not break, may rightly stand."""

_GLUED_UNITS = frozenset(
    {"en", "he", "hi", "id", "it", "ja", "ko", "ms", "nl", "pl", "pt", "pt-PT", "th", "tr", "vi", "zh", "zh-TW"}
)
"""Languages in which no space belongs before %; elsewhere one may stand there, as before a currency or a degree."""
_UNITS = "%‰°"

_CLOSING = ".,;:!?…)]}。，、；：！？）］】」』।॥،؛؟"
"""Signs that follow a word at once."""
_GIVING_WAY = ".,;:!?…)]}।॥،؛؟"
"""Signs that a space follows where they end a word."""
_QUOTES = ("'", '"', "`")

_STEP = {CodeKind.OPEN: 1, CodeKind.CLOSE: -1}
"""The way from a code to the inside of its pair."""


def tidy(target: Parts, source: Parts) -> Parts:
    """`target` without white space at its ends, and with the spaces inside of its pairs where `source` has them."""
    target = _trimmed(target)
    crept = {code for code, inner in _inner_edges(target) if inner[:1] == " " or inner[-1:] == " "}
    if not crept:
        return target
    spaced = {code for code, inner in _inner_edges(source) if inner[:1] == " " or inner[-1:] == " "}
    parts = list(target)
    for index, part in enumerate(parts):
        if not isinstance(part, Code) or part not in crept or part in spaced:
            continue
        step = _STEP[part.kind]
        inside, outside = _text_at(parts, index + step), _text_at(parts, index - step)
        stripped = inside.lstrip() if step > 0 else inside.rstrip()
        if stripped and stripped != inside:
            parts[index + step] = stripped
            if outside:
                parts[index - step] = f"{outside.rstrip()} " if step > 0 else f" {outside.lstrip()}"
    return tuple(parts)


def _trimmed(parts: Parts) -> Parts:
    trimmed = list(parts)
    if trimmed and isinstance(trimmed[0], str):
        trimmed[0] = trimmed[0].lstrip()
    if trimmed and isinstance(trimmed[-1], str):
        trimmed[-1] = trimmed[-1].rstrip()
    return tuple(part for part in trimmed if part != "")


def _inner_edges(parts: Parts) -> Iterator[tuple[Code, str]]:
    for index, part in enumerate(parts):
        if isinstance(part, Code) and part.kind in _STEP:
            yield part, _text_at(parts, index + _STEP[part.kind])


def _text_at(parts: Sequence[Part], index: int) -> str:
    part = parts[index] if 0 <= index < len(parts) else ""
    return part if isinstance(part, str) else ""


def like_source(target: Parts, source: Parts, language: str) -> Parts:
    """`target`, a text in `language` with the codes of `source`, with white space at its codes as `source` has it."""
    if (len(target) == 1 and isinstance(target[0], str)) or not any(isinstance(part, Code) for part in target):
        return target
    beside = {part: _beside(source, index) for index, part in enumerate(source) if isinstance(part, Code)}
    parts = list(target)
    for index, code in enumerate(target):
        if not isinstance(code, Code):
            continue
        before, after = beside[code]
        left, right = _beside(parts, index)
        # What stands at an end of the source stands apart. The two sides of an opening or a closing tag are one place:
        # the space may stand on either.
        if left and code.kind is not CodeKind.CLOSE:
            within = code.kind is CodeKind.OPEN and after[:1].isspace() and not right[:1].isspace()
            spaced = within or before[-1:].isspace() or code == source[0]
            parts[index - 1] = _before(code, left, before, language, spaced=spaced)
        if right and code.kind is not CodeKind.OPEN:
            within = code.kind is CodeKind.CLOSE and before[-1:].isspace() and not left[-1:].isspace()
            spaced = within or after[:1].isspace() or code == source[-1]
            parts[index + 1] = _after(right, after, language, spaced=spaced)
    return _neighbours_apart(parts, source, language)


def _neighbours_apart(parts: Sequence[Part], source: Parts, language: str) -> Parts:
    """`parts` with white space between two codes where nothing else is between them in the source."""
    gaps = {
        (source[index - 1], source[index + 1]): part
        for index, part in enumerate(source[:-1])
        if index and isinstance(part, str) and part.isspace()
    }
    if not gaps or language in _WITHOUT_SPACES:
        return tuple(parts)
    result: list[Part] = []
    for part in parts:
        if result and (result[-1], part) in gaps:
            result.append(gaps[result[-1], part])
        result.append(part)
    return tuple(result)


def _beside(parts: Sequence[Part], index: int) -> tuple[str, str]:
    """The texts before and after a code; a quotation mark alone between two codes may belong to either, so to none."""
    before, after = _text_at(parts, index - 1), _text_at(parts, index + 1)
    return (
        "" if index > 1 and before.strip() in _QUOTES else before,
        "" if index + 2 < len(parts) and after.strip() in _QUOTES else after,
    )


def _before(code: Code, text: str, source: str, language: str, *, spaced: bool) -> str:
    """`text`, which a code follows. `spaced` says that white space parts them in the source."""
    text, source = text[::-1], source[::-1]  # read away from the code
    bare = text.lstrip()
    if bare != text:
        added = _is_glued(source) and _starts_alike(bare, source) and not _is_unit(bare)
        return bare[::-1] if added else text[::-1]
    lost = spaced and language not in _WITHOUT_SPACES and _belongs_apart(code, text, source, language)
    return text[::-1] + " " * lost


def _belongs_apart(code: Code, text: str, source: str, language: str) -> bool:
    """Whether a space belongs between a code and what stands before it."""
    word = _word(text)
    if not word:
        return (text[0] in _GIVING_WAY and not text[1:2].isspace()) or _stands_apart(text, source)
    prefix = _PREFIXES.get(language)
    if word[0] in _ATTACHED or (prefix and prefix.fullmatch(word[::-1])):
        return False
    return code.kind is not CodeKind.OPEN or language not in _GROWING


def _after(text: str, source: str, language: str, *, spaced: bool) -> str:
    """`text`, which follows a code. `spaced` says that white space parts them in the source."""
    bare = text.lstrip()
    if bare != text:
        return bare if _is_added(bare, source, language) else text
    lost = spaced and language not in _WITHOUT_SPACES and _is_next(text, source, language)
    return " " * lost + text


def _is_added(text: str, source: str, language: str) -> bool:
    """Whether no space belongs between a code and what follows it."""
    if text[:1] in _SPACED_SIGNS.get(language, ()) or (_is_unit(text) and language not in _GLUED_UNITS):
        return False
    if _is_glued(source) and _starts_alike(text, source):
        return True
    own = source[:1].isspace() and source.lstrip()[:1] == text[:1]
    return _is_sign(text) and not own


def _is_next(text: str, source: str, language: str) -> bool:
    """Whether what follows a code is a word of its own, or the very sign that stands apart in the source."""
    word = _word(text)
    if not word:
        return text[0] not in _CLOSING and _stands_apart(text, source)
    return text[0].isdecimal() or (language not in _GROWING and len(word) >= _SHORTEST_WORD)


def _stands_apart(text: str, source: str) -> bool:
    """Whether it starts with the sign that stands apart in the source. A quotation mark may open or close."""
    return text[0] not in _QUOTES and _starts_alike(text, source.lstrip())


def _is_sign(text: str) -> bool:
    """Whether it starts with a sign that follows a word, not with what merely looks like one (".htaccess")."""
    rest = text.lstrip(_CLOSING)
    return rest != text and not _word(rest)


def _is_unit(text: str) -> bool:
    """Whether it starts with a sign that languages set beside a number in ways of their own: `50 %`, `€ 5`."""
    return text != "" and (text[0] in _UNITS or unicodedata.category(text[0]) == "Sc")


def _is_glued(source: str) -> bool:
    return source != "" and not source[0].isspace()


def _starts_alike(text: str, source: str) -> bool:
    """Whether two texts start with the same word, or the same sign, parted alike from what comes after it."""
    word = _word(source)
    if word:
        return _word(text) == word
    return text[:1] == source[:1] != "" and _is_parted(text[1:]) == _is_parted(source[1:])


def _is_parted(text: str) -> bool:
    return text == "" or text[0].isspace()


def _word(text: str) -> str:
    """The letters, digits and their marks that a text starts with."""
    return "".join(takewhile(_is_of_a_word, text))


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")
