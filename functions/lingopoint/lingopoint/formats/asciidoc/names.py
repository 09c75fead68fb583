"""The ids that Asciidoctor gives to sections by their titles, and what refers to them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from lingopoint.formats.asciidoc.found import Title
from lingopoint.formats.asciidoc.inline import Items
from lingopoint.formats.asciidoc.marks import Mark
from lingopoint.regex import compile_pattern

_RULES: Final = (("_", "_"), ("", "-"), ("", "_"), ("_", "-"))
"""What stands before an id, and between its words: the usual ones. The first is that of Asciidoctor, then Antora's."""

_SET = compile_pattern(r":(idprefix|idseparator):(?:\s+(\S*))?$")
_TARGET = compile_pattern(r"(<<|xref:#?|link:#)#?([^,>\[\]]+)")
_ID = compile_pattern(r"\[\[+([^\],]+)|\[[^\]\"']*?#([^\].,%\"']+)|(?:^\[|,\s*)id=[\"']?([^\"',\]]+)|anchor:([^\[]+)\[")
_REPLACED = compile_pattern(r"\((?:C|R|TM)\)|\.\.\.|(?:^| )--(?: |$)|(?<=\w)--(?=\w)|[^ \w\-.]")
_DIVIDERS = compile_pattern(r"[ .-]")


class Section(NamedTuple):
    """A title and its inline markup, None where that is not sure."""

    title: Title
    items: Items | None


class Names:
    """What a document refers to, and the ids of its sections."""

    def __init__(self, sections: Sequence[Section], marks: Iterable[str], *, pins_all: bool) -> None:
        targets: set[str] = set()
        ids: set[str] = set()
        rule: dict[str, str] = {}
        for mark in marks:
            if "<<" in mark or "xref:" in mark or "link:" in mark:
                targets.update(found[2].strip() for found in _TARGET.finditer(mark))
            if "[" in mark:
                ids.update(found[found.lastindex or 0] for found in _ID.finditer(mark))
            elif mark.startswith(":id") and (setting := _SET.match(mark)):
                rule[setting[1]] = setting[2] or ""
        self._pins_all = pins_all
        self._targets = targets
        self._by_place = self._chosen(sections, ids, rule)
        words = Counter(shown for section in sections if (shown := _shown(section)))
        self._by_words = {
            shown: made
            for section in sections
            if (shown := _shown(section)) and words[shown] == 1 and shown not in ids
            if (made := self._by_place.get(section.title.text[:2]))
        }
        self._named = {self._by_words[target] for target in targets if target in self._by_words}

    def _chosen(self, sections: Sequence[Section], ids: set[str], rule: dict[str, str]) -> dict[tuple[int, int], str]:
        """The ids of sections by the rule that the document sets, or the one that most references fit."""
        rules = [(rule.get("idprefix", prefix), rule.get("idseparator", divider)) for prefix, divider in _RULES]
        made = [dict(_made(sections, ids, *each)) for each in dict.fromkeys(rules)]
        return max(made, key=lambda one: len(self._targets.intersection(one.values())))

    def pin(self, title: Title) -> str:
        """The id that a title must keep, if anything refers to it; else nothing."""
        made = self._by_place.get(title.text[:2], "")
        is_wanted = self._pins_all or made in self._targets or made in self._named
        return made if made and is_wanted else ""

    def resolved(self, raw: str) -> str:
        """A reference by the words of a title as one by its id."""
        if not self._named:
            return raw
        found = _TARGET.match(raw)
        if found is None or found[2].strip() not in self._by_words:
            return raw
        return raw[: found.start(2)] + self._by_words[found[2].strip()] + raw[found.end(2) :]


def _made(
    sections: Sequence[Section], ids: set[str], prefix: str, divider: str
) -> Iterator[tuple[tuple[int, int], str]]:
    taken = Counter(ids)
    for section in sections:
        text = _shown(section)
        made = _id(text, prefix, divider[:1]) if text else ""
        if section.title.has_id or not made:
            continue
        taken[made] += 1
        yield section.title.text[:2], made if taken[made] == 1 else f"{made}{divider}{taken[made]}"


def _id(text: str, prefix: str, divider: str) -> str:
    kept = _REPLACED.sub("", text.lower().replace("(c)", "").replace("(r)", "").replace("(tm)", ""))
    if not divider:
        return prefix + kept.replace(" ", "")
    made = prefix + _DIVIDERS.sub(divider, kept)
    made = re.sub(f"{re.escape(divider)}{{2,}}", divider, made).removesuffix(divider)
    return made.removeprefix(divider) if not prefix else made


def _shown(section: Section) -> str:
    """What a title shows; nothing where that is not certain."""
    if section.items is None or any(isinstance(item, Mark) and _is_unknown(item) for item in section.items):
        return ""
    return "".join(item if isinstance(item, str) else item.shown for item in section.items)


def _is_unknown(mark: Mark) -> bool:
    return mark.raw.startswith("{") or (mark.kind.value in {"keep", "lone"} and not mark.shown)
