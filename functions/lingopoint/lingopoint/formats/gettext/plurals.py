"""What a gettext catalogue says of its language: the locale name and the plural forms.

Rules: https://www.gnu.org/software/gettext/manual/html_node/Plural-forms.html, and CLDR's cardinal rules for integers
(https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html) for languages it does not name.
"""

from gettext import c2py
from typing import NamedTuple

from lingopoint.regex import compile_pattern

_ONE_FORM = "nplurals=1; plural=0;"
_TWO_FORMS = "nplurals=2; plural=(n != 1);"
_TWO_FORMS_WITH_ZERO = "nplurals=2; plural=(n > 1);"
_EAST_SLAVIC = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
_CZECH = "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);"


def _each(codes: str, header: str) -> dict[str, str]:
    return dict.fromkeys(codes.split(), header)


_FORMS = {
    **_each("id ja ko ms th vi zh zh-TW", _ONE_FORM),
    **_each("am bn fa fa-AF fr fr-CA gu hi hy kn pa pt si tl", _TWO_FORMS_WITH_ZERO),
    **_each("bs hr ru sr uk", _EAST_SLAVIC),
    **_each("cs sk", _CZECH),
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "cy": "nplurals=4; plural=(n==1 ? 0 : n==2 ? 1 : n!=8 && n!=11 ? 2 : 3);",
    "ga": "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4);",
    "is": "nplurals=2; plural=(n%10!=1 || n%100==11);",
    "lt": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "lv": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n!=0 ? 1 : 2);",
    "mk": "nplurals=2; plural=(n%10!=1 || n%100==11);",
    "mt": "nplurals=4; plural=(n==1 ? 0 : n==0 || (n%100>1 && n%100<11) ? 1 : n%100>10 && n%100<20 ? 2 : 3);",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "ro": "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2);",
    "sl": "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
}
_LOCALES = {"no": "nb", "pt": "pt_BR", "zh": "zh_CN"}
# Tags that catalogues use for what Amazon Translate calls by another code.
_CODES = {
    "fil": "tl",
    "in": "id",
    "iw": "he",
    "nb": "no",
    "nb-no": "no",
    "prs": "fa-af",
    "pt-br": "pt",
    "zh-cn": "zh",
    "zh-hans": "zh",
    "zh-sg": "zh",
    "zh-hant": "zh-tw",
    "zh-hk": "zh-tw",
}
_REGIONAL = {"es-mx", "fa-af", "fr-ca", "pt-pt", "zh-tw"}
# Numbers that tell the forms of every language apart.
_SAMPLE = 200
_HEADER = compile_pattern(r"\s*nplurals\s*=\s*([1-9])\s*;\s*plural\s*=\s*([^;]+);?\s*")


class PluralForms(NamedTuple):
    """The forms that a catalogue has: how many, and which is for one thing (None when one form serves every number).

    `only_one` says that the form for one thing serves no number above one, as in English; in Russian it serves 21 too.
    """

    header: str
    slots: int
    singular: int | None
    only_one: bool


def for_target(target: str) -> PluralForms:
    """The forms of an Amazon Translate code; two, as in English, for a code unknown here."""
    return parse(_FORMS.get(target, _TWO_FORMS)) or PluralForms(_TWO_FORMS, 2, 0, only_one=True)


def parse(header: str) -> PluralForms | None:
    """The forms that a Plural-Forms header declares; None when it is not valid."""
    match = _HEADER.fullmatch(header)
    if match is None:
        return None
    slots = int(match[1])
    try:
        form_of = c2py(match[2])
        forms = [form_of(number) for number in range(_SAMPLE)]
    except (ValueError, ArithmeticError, RecursionError):
        return None
    if max(forms) >= slots:
        return None
    return PluralForms(header, slots, forms[1] if slots > 1 else None, only_one=forms[1] not in forms[2:])


def locale_for(target: str) -> str:
    """The gettext locale name for an Amazon Translate code: "pt" is "pt_BR", "fr-CA" is "fr_CA"."""
    return _LOCALES.get(target, target.replace("-", "_"))


def is_language(locale: str, target: str) -> bool:
    """Whether a gettext locale name ("fr_FR", "zh_Hant_TW") is the language of an Amazon Translate code."""
    subtags = locale.strip().partition(".")[0].replace("_", "-").lower().split("-")
    tags = ["-".join(subtags[:length]) for length in range(len(subtags), 0, -1)]
    known = next((tag for tag in tags if tag in _CODES or tag in _REGIONAL), subtags[0])
    return _CODES.get(known, known) == target.lower()
