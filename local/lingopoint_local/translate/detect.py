"""Which language a text is in: a small, plain detector, for `SourceLanguageCode` "auto".

It knows the script of a text, the commonest words and some telltale letters of a few languages. It is no Amazon
Comprehend: unaccented Latin letters without any telling word are taken for English, and it says when it cannot tell.
"""

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

_WORDS = {
    "en": "the of and to in is for you your with this that our are or be not we have from by on at it an was please",
    "pt": "o os um uma de da do das dos em na no para com por não seu sua você que se e é são nós nossa ou ao mais",
    "es": "el los un una de del en la las para con por no su usted que se y es son nosotros nuestra o al más lo",
    "fr": "le les un une de du des en la dans pour avec par ne pas votre vous que et est sont nous notre ou au plus ce",
    "it": "il gli un una di del della in la le per con non suo che si e è sono noi nostra o al più questo lo nel",
    "ca": "el els un una de del en la les per amb no el seu vostre que i és són nosaltres nostra o al més aquest què",
    "de": "der die das und in zu den mit von für ist sie nicht ein eine ihr ihre wir sind oder auf im dem auch werden",
    "nl": "de het een en van in te voor met op is niet uw u wij zijn of aan dat deze ook naar door wordt bij om",
    "sv": "och att det i en ett som för med på är av inte vi du din till den har kan om eller från vår",
    "pl": "i w na z do nie się jest to że dla oraz jak przez są od po lub twój nasz może być",
}
_STOPWORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_TELLTALES = {
    "pt": "ãõ",
    "es": "ñ¿¡",
    "fr": "œùêûîëï",
    "de": "ßäü",
    "sv": "å",
    "pl": "łąęśżźćń",
    "it": "ì",
    "ca": "ŀ",
}
_SCRIPTS = {
    "CYRILLIC": "ru",
    "GREEK": "el",
    "ARABIC": "ar",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "THAI": "th",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "TAMIL": "ta",
}
_WORD = re.compile(r"[^\W\d_]+")


class Guess(NamedTuple):
    """A language code, and whether the text says enough to rely on it."""

    language: str
    confident: bool


def detect(text: str) -> Guess:
    """The language that a text most likely is in. A text without letters tells nothing."""
    letters = "".join(_WORD.findall(text))
    if not letters:
        return Guess("en", confident=False)
    scripts = Counter(unicodedata.name(letter, "?").split(" ", 1)[0] for letter in letters[:2000])
    script = "KATAKANA" if scripts["HIRAGANA"] + scripts["KATAKANA"] else scripts.most_common(1)[0][0]
    if script in _SCRIPTS:
        return Guess(_SCRIPTS[script], confident=True)
    return _latin(text.lower()) if script == "LATIN" else Guess("en", confident=False)


def _latin(text: str) -> Guess:
    words = _WORD.findall(text)
    scores = {language: float(sum(word in known for word in words)) for language, known in _STOPWORDS.items()}
    for language, telltales in _TELLTALES.items():
        scores[language] += 1.5 * sum(letter in telltales for letter in text)
    ranked = sorted(scores, key=lambda language: -scores[language])
    best, second = scores[ranked[0]], scores[ranked[1]]
    if best == 0:
        return Guess("en", confident=text.isascii())
    return Guess(ranked[0], confident=best > second)
