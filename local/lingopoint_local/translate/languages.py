"""The languages of Amazon Translate, and which of its settings each one takes.

Source: Amazon Translate Developer Guide, "Supported languages and language codes" (75 codes) and "Customizing
translations" (formality, brevity, profanity).
"""

_TABLE = """
af Afrikaans|sq Albanian|am Amharic|ar Arabic|hy Armenian|az Azerbaijani|bn Bengali|bs Bosnian|bg Bulgarian|ca Catalan
zh Chinese|zh-TW Chinese Traditional|hr Croatian|cs Czech|da Danish|fa-AF Dari|nl Dutch|en English|et Estonian
fa Farsi (Persian)|tl Filipino, Tagalog|fi Finnish|fr French|fr-CA French (Canada)|ka Georgian|de German|el Greek
gu Gujarati|ht Haitian Creole|ha Hausa|he Hebrew|hi Hindi|hu Hungarian|is Icelandic|id Indonesian|ga Irish|it Italian
ja Japanese|kn Kannada|kk Kazakh|ko Korean|lv Latvian|lt Lithuanian|mk Macedonian|ms Malay|ml Malayalam|mt Maltese
mr Marathi|mn Mongolian|no Norwegian|ps Pashto|pl Polish|pt Portuguese|pt-PT Portuguese (Portugal)|pa Punjabi
ro Romanian|ru Russian|sr Serbian|si Sinhala|sk Slovak|sl Slovenian|so Somali|es Spanish|es-MX Spanish (Mexico)
sw Swahili|sv Swedish|ta Tamil|te Telugu|th Thai|tr Turkish|uk Ukrainian|ur Urdu|uz Uzbek|vi Vietnamese|cy Welsh
"""

NAMES = dict(entry.split(" ", 1) for line in _TABLE.strip().splitlines() for entry in line.split("|"))
"""English name by language code."""

DISPLAY_LANGUAGES = frozenset(["de", "en", "es", "fr", "it", "ja", "ko", "pt", "zh", "zh-TW"])

_FORMALITY = frozenset(["nl", "fr", "fr-CA", "de", "hi", "it", "ja", "ko", "pt-PT", "es", "es-MX"])
_NO_PROFANITY = frozenset(["bn", "hi", "ml", "pa", "si", "vi"])
_BREVITY = frozenset(["fr", "de", "it", "pt", "es"])


def applied_settings(settings: dict[str, str], source: str, target: str) -> dict[str, str]:
    """The settings that Amazon Translate would apply to this pair; TranslateText drops the others without an error."""
    supported = {
        "Formality": target in _FORMALITY,
        "Profanity": target not in _NO_PROFANITY and source != target,
        "Brevity": target in _BREVITY or (source in _BREVITY and target == "en"),
    }
    return {name: value for name, value in settings.items() if supported.get(name)}
