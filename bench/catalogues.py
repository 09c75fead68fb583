"""Human translations: the catalogues that packages of the registry ship, each message with what a person made of it.

They are read at measuring time only; none of them is part of this project.
"""

import gettext
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polib

from lingopoint.languages import match
from lingopoint.ports import Direction
from lingopoint.translation.cut import Cutter
from lingopoint.translation.protect import protect
from lingopoint.translation.segment import Segment
from lingopoint.translation.wire import spell
from lingopoint.unit import Code, Parts

PACKAGES = (
    "Django==5.2.19",
    "Flask-Admin==2.2.1",
    "Sphinx==9.0.4",
    "WTForms==3.3.2",
    "Weblate==5.14.3",
    "django-allauth==65.22.1",
    "django-cms==5.1.3",
    "django-filer==3.6.0",
    "django-oscar==4.2.1",
    "django-two-factor-auth==1.18.1",
    "djangorestframework==3.18.3",
    "humanize==4.17.0",
    "postorius==1.3.13",
    "wagtail==8.0.1",
)
MAX_BYTES = 10_000
_CACHE = Path(__file__).parents[1] / ".local" / "catalogues"
_WRITTEN_OTHERWISE = {"sr-latin", "sr-Latn", "uz-Cyrl", "az-Arab", "be-tarask"}
"""Tags whose script is not the one that Amazon Translate's language of that code has."""


class Translated(NamedTuple):
    """One catalogue: its language, and its messages as they are sent, each with the piece that would come back."""

    name: str
    direction: Direction
    messages: list[tuple[Segment, str]]


def fetched() -> Iterator[Path]:
    """The catalogues of all packages, fetched with the registry's client where they are not there yet."""
    uv = Path(sys.executable).with_name("uv")
    for package in PACKAGES:
        folder = _CACHE / package
        if not folder.is_dir():
            _CACHE.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=_CACHE) as scratch:
                target = Path(scratch) / package
                command: list[str | Path] = [uv, "pip", "install", "--quiet", "--no-deps", "--target", target, package]
                subprocess.run(command, check=True, timeout=600)
                target.rename(folder)
        yield from sorted(folder.rglob("*.po")) or sorted(folder.rglob("*.mo"))


def read(paths: Iterable[Path]) -> Iterator[Translated]:
    """What the catalogues hold in languages of Amazon Translate; of each language and message the first one."""
    for path in paths:
        tag = path.parts[-3].replace("_", "-").replace("@", "-") if path.parent.name == "LC_MESSAGES" else "en"
        language = None if tag in _WRITTEN_OTHERWISE else match(tag)
        if language not in (None, "en"):
            messages = list(_messages(path))
            if len(messages) >= 5:
                yield Translated(str(path), Direction("en", str(language)), messages)


def sample(catalogues: Iterable[Translated], most: int, seed: int = 1) -> list[Translated]:
    """Some of the catalogues, chosen by chance, with `most` messages or a few more."""
    chosen = list(catalogues)
    random.Random(seed).shuffle(chosen)
    count = 0
    for end, catalogue in enumerate(chosen, 1):
        count += len(catalogue.messages)
        if count >= most:
            return chosen[:end]
    return chosen


def _messages(path: Path) -> Iterator[tuple[Segment, str]]:
    cutter = Cutter("en", MAX_BYTES)
    seen: set[str] = set()
    for message, translation in _entries(path):
        target = protect((translation,))
        plan = cutter.cut(protect((message,)))
        if len(plan) == 1 and isinstance(plan[0], Segment) and plan[0].wire not in seen:
            codes = _same_codes(plan[0].parts, target)
            if codes is not None:
                seen.add(plan[0].wire)
                yield plan[0], spell(codes, plan[0].parts)


def _entries(path: Path) -> Iterator[tuple[str, str]]:
    if path.suffix == ".mo":
        with path.open("rb") as file:
            found = vars(gettext.GNUTranslations(file))["_catalog"].items()
        entries = [(message, text) for message, text in found if isinstance(message, str)]
    else:
        usable = [each for each in polib.pofile(str(path)) if not (each.obsolete or each.fuzzy or each.msgid_plural)]
        entries = [(each.msgid, each.msgstr) for each in usable]
    for message, text in entries:
        message, text = message.strip(), text.strip()
        if message and text and "\n" not in message + text and "\x04" not in message:
            yield message, text


def _same_codes(source: Parts, target: Parts) -> Parts | None:
    """The target with the codes of the source; None where they are others."""
    codes = {part.shown: part for part in source if isinstance(part, Code)}
    shown = Counter(part.shown for part in target if isinstance(part, Code))
    if shown != Counter(part.shown for part in source if isinstance(part, Code)) or len(codes) < shown.total():
        return None
    return tuple(part if isinstance(part, str) else codes[part.shown] for part in target)
