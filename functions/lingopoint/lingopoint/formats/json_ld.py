"""JSON-LD (https://www.w3.org/TR/json-ld11/), of schema.org mostly: which of its strings people read.

These are the names and texts of things, by property; never ids, types, URLs, dates, codes, and no name of a person,
organisation, brand or place. The language that things say they are in follows the translation.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lingopoint.formats.json_tree import Node


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_TEXT = _names(
    "about abstract accessibilitySummary alternateName alternativeHeadline articleBody award backstory benefits caption"
    " commentText description disambiguatingDescription educationRequirements experienceRequirements headline jobTitle"
    " keywords name qualifications recipeIngredient recipeInstructions responsibilities reviewAspect reviewBody skills"
    " slogan text title transcript"
)
_PROPER = _names(
    "Brand City Corporation Country LocalBusiness MusicGroup Organization Person Place PostalAddress Restaurant State"
    " Store"
)
_NAMES = frozenset({"alternateName", "name"})
_LANGUAGE = frozenset({"@language", "inLanguage"})


class Found(NamedTuple):
    """A string of a document; `is_language` for one that says in which language the document is."""

    node: Node
    is_language: bool


def found(root: Node) -> Iterator[Found]:
    """What changes with the language, in order."""
    waiting: list[tuple[str, Node, bool]] = [("", root, False)]
    while waiting:
        name, node, is_proper = waiting.pop()
        if node.members is not None:
            waiting += reversed(list(_members(name, node)))
        elif node.items is not None:
            waiting += [(name, item, is_proper) for item in reversed(node.items)]
        elif node.text and name in _LANGUAGE:
            yield Found(node, is_language=True)
        elif node.text and name in _TEXT and not (is_proper and name in _NAMES):
            yield Found(node, is_language=False)


def _members(name: str, node: Node) -> Iterator[tuple[str, Node, bool]]:
    """The values of an object by name; that of a value object goes by the name of what it is the value of."""
    is_proper = not _types(node).isdisjoint(_PROPER)
    for key, value in node.members or ():
        own = name if key.text == "@value" else key.text or ""
        if own != "@context" or value.members is not None:
            yield own, value, is_proper


def _types(node: Node) -> set[str | None]:
    kind = node.get("@type")
    types = (kind.items or [kind]) if kind else []
    return {each.text.rpartition("/")[2].rpartition(":")[2] for each in types if each.text}
