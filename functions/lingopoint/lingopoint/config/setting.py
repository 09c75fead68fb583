"""What a setting is, and how each kind of value is read.

A parser takes a variable's text or a member of an access point's payload, and raises ValueError.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from lingopoint import languages

MADE = ""
"""In place of a parameter's name: the template makes what the setting names."""
IN_PAYLOAD = "-"
"""In place of a parameter's name: only a payload sets it."""

_REGION = re.compile(r"[a-z]{2,4}(-[a-z]+)+-\d", re.ASCII)

_WEBSITE = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?")

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is said of one setting.

    `parameter` is the template's parameter behind the variable, MADE or IN_PAYLOAD. `about` is Markdown for
    docs/configuration.md.
    """

    parse: Callable[[Any], Any]
    parameter: str
    about: str


def language(value: Any) -> str:
    """A code of Amazon Translate."""
    code = languages.match(value) if isinstance(value, str) else None
    if code is None:
        raise ValueError(f"{value!r} is not a language of Amazon Translate")
    return code


def optional_language(value: Any) -> str:
    """The same, or nothing."""
    return language(value) if value else ""


def source(value: Any) -> str:
    """The same, or `auto`."""
    return languages.AUTO if value == languages.AUTO else language(value)


def language_list(value: Any) -> tuple[str, ...]:
    """Codes, as a list or parted by commas."""
    return tuple(language(item) for item in strings(value))


def strings(value: Any) -> tuple[str, ...]:
    """A list, or its items parted by commas."""
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError("not a list of strings")
    return tuple(item.strip() for item in items if item.strip())


def text(value: Any) -> str:
    """Any string."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a string")
    return value


def region(value: Any) -> str:
    """The name of a Region, or nothing."""
    if not isinstance(value, str) or (value and not _REGION.fullmatch(value)):
        raise ValueError(f"{value!r} is not a Region")
    return value


def website(value: Any) -> str:
    """Scheme and host of a website, or nothing."""
    if not isinstance(value, str) or (value and not _WEBSITE.fullmatch(value)):
        raise ValueError(f"{value!r} is not the address of a website, as in https://example.com")
    return value


def one_of(*allowed: str) -> Callable[[Any], str]:
    """One of these words."""

    def parse(value: Any) -> str:
        if value not in allowed:
            raise ValueError(f"{value!r} is not one of {', '.join(item or 'nothing' for item in allowed)}")
        return str(value)

    return parse


heading_ids = one_of("", "pin", "pin-github", "pin-pandoc", "pin-python-markdown")
"""Whether headings keep the ids that their texts gave them, and by whose rule; `pin` leaves that to the document."""


def switch(value: Any) -> bool:
    """`on` or `off`, or a boolean."""
    if value in (True, "on", "true"):
        return True
    if value in (False, "off", "false"):
        return False
    raise ValueError(f"{value!r} is not on or off")


def caller_check(value: Any) -> str:
    """How much of the caller's right is asked. A switch that is on means `tagged`."""
    words = {True: "tagged", "on": "tagged", "true": "tagged", False: "off", "false": "off"}
    return one_of("tagged", "strict", "off")(words.get(value, value) if isinstance(value, str | bool) else value)


def number(low: int, high: int) -> Callable[[Any], int]:
    """A whole number, as one or in digits, of no less than `low` and no more than `high`."""

    def parse(value: Any) -> int:
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"{value!r} is not a number from {low} to {high}")
        return value

    return parse


def declared(default: _T, parse: Callable[[Any], _T], parameter: str, about: str) -> _T:
    """A field of Config."""
    made: _T = field(default=default, metadata={Setting.__name__: Setting(parse, parameter, about)})
    return made
