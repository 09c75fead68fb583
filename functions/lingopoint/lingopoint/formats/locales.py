"""What office programs and web pages write for a language: a tag with its region, and which kind of script it has."""

import re

from lingopoint.regex import compile_pattern

ASIAN = frozenset({"ja", "ko", "zh", "zh-TW"})
"""Written in the scripts that office programs call East Asian."""

COMPLEX = frozenset(
    {"ar", "bn", "fa", "fa-AF", "gu", "he", "hi", "kn", "ml", "mr", "pa", "ps", "si", "ta", "te", "th", "ur"}
)
"""Written in the scripts that office programs call complex, those from right to left among them."""

# The likely subtags of Unicode CLDR 46, for the codes that have no region of their own.
_REGIONAL = (
    "af-ZA am-ET ar-SA az-Latn-AZ bg-BG bn-BD bs-Latn-BA ca-ES cs-CZ cy-GB da-DK de-DE el-GR en-US es-ES et-EE fa-IR"
    " fi-FI fr-FR ga-IE gu-IN ha-Latn-NG he-IL hi-IN hr-HR ht-HT hu-HU hy-AM id-ID is-IS it-IT ja-JP ka-GE kk-KZ kn-IN"
    " ko-KR lt-LT lv-LV mk-MK ml-IN mn-MN mr-IN ms-MY mt-MT nl-NL pa-IN pl-PL ps-AF pt-BR ro-RO ru-RU si-LK sk-SK sl-SI"
    " so-SO sq-AL sr-Cyrl-RS sv-SE sw-KE ta-IN te-IN th-TH tr-TR uk-UA ur-PK uz-Latn-UZ vi-VN zh-CN"
)
_FULL = {tag.partition("-")[0]: tag for tag in _REGIONAL.split()} | {"fa-AF": "prs-AF", "no": "nb-NO", "tl": "fil-PH"}
_RIGHT_TO_LEFT = compile_pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_NORWEGIAN = frozenset({"nb", "nn", "no"})


def regional(code: str) -> str:
    """The BCP 47 tag, with a region, of a code of Amazon Translate: `pt-BR` of `pt`."""
    return _FULL.get(code, code)


def is_same(tag: str, other: str) -> bool:
    """Whether two tags, or names of locales, name the same language, regions and scripts aside; never of nothing."""
    return bool(tag) and _language(tag) == _language(other)


def _language(tag: str) -> str:
    language = re.split("[-_]", tag.strip().lower(), maxsplit=1)[0]
    return "no" if language in _NORWEGIAN else language


def has_right_to_left(text: str) -> bool:
    """Whether there is a letter of a script from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None
