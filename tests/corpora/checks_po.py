"""PO through polib: the same entries, and each open one's translation in as many slots as the language has."""

import re
from collections.abc import Iterator

import polib

from tests.corpora.checks_values import value_problems
from tests.corpora.traces import different

_MARKUP = re.compile(r"<[^<>]*>")
_SLOTS = 4
"""Maltese has four plural forms (gettext manual, Plural forms; CLDR)."""


def check(before: str, after: str) -> Iterator[str]:
    """Every entry of a catalogue in another language than the target's."""
    old, new = polib.pofile(before.removeprefix("\ufeff")), polib.pofile(after.removeprefix("\ufeff"))
    yield from different("entries", map(_key, old), map(_key, new))
    skipped = {"Content-Type", "Language", "Plural-Forms"}
    yield from different(
        "header", *([(k, v) for k, v in book.metadata.items() if k not in skipped] for book in (old, new))
    )
    for one, other in zip(old, new, strict=False):
        if one.obsolete:
            if (one.msgstr, one.msgstr_plural) != (other.msgstr, other.msgstr_plural):
                yield f"an obsolete entry changed: {one.msgid[:40]!r}"
        elif one.msgid_plural:
            yield from _plural(one, other)
        elif any(map(str.isalpha, one.msgid)):
            yield from _single(one, other)


def _single(old: polib.POEntry, new: polib.POEntry) -> Iterator[str]:
    if new.msgstr == "":
        from lingopoint.translation.protect import protect  # an entry without words of its own stays empty

        if any(isinstance(part, str) and any(map(str.isalpha, part)) for part in protect((old.msgid,))):
            yield f"no translation of {old.msgid[:40]!r}"
        return
    if "fuzzy" in new.flags:
        yield f"still fuzzy: {old.msgid[:40]!r}"
    if new.msgstr == old.msgstr and not _MARKUP.sub("", old.msgid).strip():
        return  # nothing in it to translate: what people wrote stays
    yield from value_problems(old.msgid, new.msgstr, must=True)


def _plural(old: polib.POEntry, new: polib.POEntry) -> Iterator[str]:
    if len(new.msgstr_plural) != _SLOTS:
        yield f"{len(new.msgstr_plural)} plural forms of {old.msgid[:40]!r}"
    for slot in new.msgstr_plural.values():
        found = [list(value_problems(source, slot, must=True)) for source in (old.msgid, old.msgid_plural)]
        if all(found):
            yield from found[1][:1]


def _key(entry: polib.POEntry) -> object:
    flags = sorted(set(entry.flags) - {"fuzzy"})
    return entry.msgctxt, entry.msgid, entry.msgid_plural, entry.comment, entry.tcomment, entry.occurrences, flags
