"""Plural forms by CLDR's cardinal categories, for the formats that name their forms so: one, few, many, other.

https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html. A target may need forms that a
source does not have: they are inserted, with the translation of the source's `other`, which every format falls back to.
"""

from collections.abc import Mapping

from lingopoint.regex import compile_pattern

NAMES = ("zero", "one", "two", "few", "many", "other")


def _each(codes: str, categories: str) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(codes.split(), tuple(categories.split()))


_ONE_OTHER = ("one", "other")
_CATEGORIES = {
    **_each("id ja ko ms th vi zh zh-TW ht", "other"),
    **_each("ca es es-MX fr fr-CA it pt pt-PT", "one many other"),
    **_each("bs hr ro sr", "one few other"),
    **_each("cs lt pl ru sk uk", "one few many other"),
    **_each("ar cy", "zero one two few many other"),
    **_each("ga mt", "one two few many other"),
    "he": ("one", "two", "other"),
    "lv": ("zero", "one", "other"),
    "sl": ("one", "two", "few", "other"),
}
"""Of the languages that do not have one and other alone."""

_ONE_SERVES_MORE = frozenset(["bs", "hr", "is", "lt", "lv", "mk", "ru", "sl", "sr", "tl", "uk"])
"""Where the form for one serves numbers above it, too: 21 in Russian."""

_NUMBER = compile_pattern(r"%(?:\d+\$)?[-+#0']*[\d.*]*(?:hh?|ll?|[Lqjzt])?[diouxXfFeEgGsSn@]|%#@\w+@|[#{]|%arg|%\(")
"""What may stand for the number."""


def categories(target: str) -> tuple[str, ...]:
    """The categories of an Amazon Translate code, in CLDR's order; one and other for a code unknown here."""
    return _CATEGORIES.get(target, _ONE_OTHER)


def forms(texts: Mapping[str, str], target: str) -> dict[str, str] | None:
    """The text to translate for each form that a message is to have: its own ones, then those that the target lacks.

    None when they cannot all be right, because there is no `other`. A form for one that does not tell its number
    ("a file") serves no language in which it is also said of 21.
    """
    other = texts.get("other")
    if other is None:
        return None
    found = {name: texts.get(name, other) for name in (*texts, *categories(target))}
    if target in _ONE_SERVES_MORE and _NUMBER.search(other) and not _NUMBER.search(found.get("one", other)):
        found["one"] = other
    return found
