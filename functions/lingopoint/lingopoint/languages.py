"""Languages: the codes that Lingopoint speaks, and how the BCP 47 tags that people write are matched to them.

The codes are Amazon Translate's, in key tags, settings and keys of the memory alike, whatever service translates; which
of them a service has, its `Traits` say. Source: Amazon Translate Developer Guide, "Supported languages and language
codes" (75 languages, 2026-04).
"""

import re
from functools import lru_cache

NAMES = {
    "af": "Afrikaans",
    "am": "Amharic",
    "ar": "Arabic",
    "az": "Azerbaijani",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "bs": "Bosnian",
    "ca": "Catalan",
    "cs": "Czech",
    "cy": "Welsh",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "es-MX": "Spanish (Mexico)",
    "et": "Estonian",
    "fa": "Farsi (Persian)",
    "fa-AF": "Dari",
    "fi": "Finnish",
    "fr": "French",
    "fr-CA": "French (Canada)",
    "ga": "Irish",
    "gu": "Gujarati",
    "ha": "Hausa",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "ht": "Haitian Creole",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "kn": "Kannada",
    "ko": "Korean",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mk": "Macedonian",
    "ml": "Malayalam",
    "mn": "Mongolian",
    "mr": "Marathi",
    "ms": "Malay",
    "mt": "Maltese",
    "nl": "Dutch",
    "no": "Norwegian (Bokmål)",
    "pa": "Punjabi",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese (Brazil)",
    "pt-PT": "Portuguese (Portugal)",
    "ro": "Romanian",
    "ru": "Russian",
    "si": "Sinhala",
    "sk": "Slovak",
    "sl": "Slovenian",
    "so": "Somali",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "te": "Telugu",
    "th": "Thai",
    "tl": "Filipino (Tagalog)",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "zh": "Chinese (Simplified)",
    "zh-TW": "Chinese (Traditional)",
}
"""The code of each language, and its name in English."""

AUTO = "auto"
"""As a source language: let the service detect it."""

# RFC 5646 section 2.1, without what no reader's tag has: extended and four to eight letter languages, extensions,
# private use. Two or three letters; script; region; variants.
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*")
_BY_LOWER_CASE = {code.lower(): code for code in NAMES}

# The distance up to which CLDR calls a language a good substitute for another (regional variants, Norwegian Bokmål for
# Norwegian); beyond it lie languages that many readers merely understand (Galician and Spanish).
_MAX_DISTANCE = 9


def is_tag(text: str) -> bool:
    """Whether `text` has the shape of a BCP 47 language tag, known or not."""
    return _TAG.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def match(tag: str) -> str | None:
    """The code for a BCP 47 tag of any case (`fr-FR` is `fr`, `zh-Hant` is `zh-TW`), or None."""
    exact = _BY_LOWER_CASE.get(tag.lower())
    if exact is not None or not is_tag(tag):
        return exact
    import langcodes  # 70 ms to import: paid only by tags that are no code as they stand

    code, _ = langcodes.closest_match(tag, list(NAMES), max_distance=_MAX_DISTANCE)
    return code if code in NAMES else None
