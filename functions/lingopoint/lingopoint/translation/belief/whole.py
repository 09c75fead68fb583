"""A text as a whole: whether what came back is much too short or long for it, or says something twice."""

import re

_IDEOGRAMS = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]",
)
_LETTERS_OF_AN_IDEOGRAM = 3

_SHORTEST, _LEAST_LETTERS = 0.1, 20
_LONGEST, _LETTERS_MORE = 4, 40
_LEAST_OF_SENTENCES = 0.5
_SENTENCE = re.compile(r"[.!?…](?=[\"'”»)\]]*(?:\s|$))|[。！？।॥۔؟።։]")
_LEAST_DOUBLED = 4
_DOUBLING = frozenset(
    {
        *(
            "af",
            "am",
            "az",
            "bn",
            "fa",
            "fa-AF",
            "gu",
            "ha",
            "hi",
            "ht",
            "hy",
            "id",
            "ja",
            "ka",
            "kk",
            "kn",
            "ko",
            "ml",
        ),
        *(
            "mn",
            "mr",
            "ms",
            "pa",
            "ps",
            "si",
            "so",
            "sw",
            "ta",
            "te",
            "th",
            "tl",
            "tr",
            "ur",
            "uz",
            "vi",
            "zh",
            "zh-TW",
        ),
    }
)
"""Languages that say a word twice for slowly, many, or each: धीरे धीरे, yavaş yavaş, kura-kura."""
_LONGEST_DOUBLED = 12
_LEAST_TAIL, _SOURCE_TAIL = 20, 8
_GAP = re.compile(r"[\s.,;:!?…。！？、，]{0,3}")


def is_other_length(before: str, after: str) -> bool:
    """Whether no translation is so short (a tenth of 20 letters or more) or so long (four times, and 40 more)."""
    if len(before) < _LEAST_LETTERS and len(after) * _LETTERS_OF_AN_IDEOGRAM <= _LETTERS_MORE:
        return False  # most short texts, without a look at their letters
    source, target = _weight(before), _weight(after)
    too_short = source >= _LEAST_LETTERS and target < source * _SHORTEST
    return too_short or target > source * _LONGEST + _LETTERS_MORE


def is_cut(before: str, after: str) -> bool:
    """Whether of several sentences fewer are left, and less than half of the text."""
    left = sentences(after)
    return 0 < left < sentences(before) and _weight(after) < _weight(before) * _LEAST_OF_SENTENCES


def sentences(text: str) -> int:
    """How many ends of sentences a text has; none in languages that mark them with a space."""
    return len(_SENTENCE.findall(text))


def _weight(text: str) -> int:
    letters = sum(map(str.isalnum, text))
    return letters if text.isascii() else letters + (_LETTERS_OF_AN_IDEOGRAM - 1) * len(_IDEOGRAMS.findall(text))


def is_repeated(before: str, after: str, target: str) -> bool:
    """Whether the translation is one text twice, or ends with a repetition, and the source says nothing twice.

    `target` is its language: some say a word twice where others say it once.
    """
    if _is_twice(after):
        return not (_is_twice(before) or (target in _DOUBLING and _is_word_twice(after)))
    if len(after) < 2 * _LEAST_TAIL:
        return False
    tail = after[-_LEAST_TAIL:]
    return after.find(tail, 0, len(after) - _LEAST_TAIL) >= 0 and not _has_repetition(before)


def _is_twice(text: str) -> bool:
    """Whether the text is the same twice, with a space or a punctuation mark between or not; not `papa`, `tam-tam`."""
    for gap in range(len(text) % 2, 4, 2):
        half = (len(text) - gap) // 2
        if half >= _LEAST_DOUBLED and text[0] == text[half + gap] and text.startswith(text[half + gap :]):
            return _GAP.fullmatch(text, half, half + gap) is not None and (gap > 0 or half > _LEAST_DOUBLED)
    return False


def _is_word_twice(text: str) -> bool:
    words = text.rstrip(".!").split()
    return len(text) <= 2 * _LONGEST_DOUBLED + 1 and (len(words) == 1 or (len(words) == 2 and words[0] == words[1]))


def _has_repetition(text: str) -> bool:
    seen: set[str] = set()
    for at in range(len(text) - _SOURCE_TAIL + 1):
        piece = text[at : at + _SOURCE_TAIL]
        if piece in seen:
            return True
        seen.add(piece)
    return False
