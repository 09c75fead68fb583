"""JSON-LD (https://www.w3.org/TR/json-ld11/) with the vocabulary of schema.org: which of its strings people read.

These are the names and texts of things, by property (https://schema.org/docs/full.html); never ids, types, URLs, dates,
codes, and no name of a person, organisation, brand or place. The language that things say they are in follows the
translation.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from lingopoint.formats.json_tree import JSON, Node, parse
from lingopoint.unit import Work

_MAX_PATH: Final = 4096


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_TEXTS: Final = frozenset(
    _words(
        "about abstract accessibilitySummary alternateName alternativeHeadline articleBody articleSection award"
        " backstory benefits caption commentText description disambiguatingDescription educationRequirements"
        " experienceRequirements headline jobBenefits jobTitle keywords name negativeNotes positiveNotes qualifications"
        " recipeCategory recipeIngredient recipeInstructions recipeYield responsibilities reviewAspect reviewBody"
        " skills slogan text title transcript"
    )
)
_NAMES: Final = frozenset({"alternateName", "name"})
_NAMED: Final = _words(
    "Address Agency Airline Airport Bank Brand Business City Company Corporation Country Hospital Hotel Language"
    " Library MusicAlbum MusicGroup NGO Organization Patient Person Place Restaurant School Software"
    " SoftwareApplication State Store Team University"
)
"""Ends of the types whose name is their own: `LocalBusiness`, `SportsTeam`."""
_LANGUAGES: Final = frozenset({"@language", "inLanguage"})


class Found(NamedTuple):
    """A string of a document and its path; `is_language` for one that says in which language the document is."""

    node: Node
    is_language: bool
    path: str


class String(NamedTuple):
    """A text: its path, the bytes `start` to `end` between its quotes, and what it says."""

    path: str
    start: int
    end: int
    text: str


class Strings(NamedTuple):
    """The texts of a document, in order, and where it says which language it is in: in that of the first place."""

    texts: list[String]
    languages: list[String]


def strings(data: bytes, work: Work) -> Strings:
    """What is in a document; nothing where it does not say that it uses schema.org's vocabulary.

    Raises UnreadableError for what is not JSON, or is nested too deeply.
    """
    root = parse(data, JSON, work)
    tops = root.items if root.items is not None else [root]
    if not any(_says_so(top.get("@context")) for top in tops):
        return Strings([], [])
    both = Strings([], [])
    for node, is_language, path in found(root):
        both[is_language].append(String(path, node.start + 1, node.end - 1, node.text or ""))
    return both


def found(root: Node) -> Iterator[Found]:
    """What changes with the language, in order."""
    waiting: list[tuple[str, str, Node, bool]] = [("", "", root, False)]
    while waiting:
        name, path, node, is_named = waiting.pop()
        if node.members is not None:
            waiting += reversed(list(_members(name, path, node)))
        elif node.items is not None:
            items = [(name, _below(path, str(index)), item, is_named) for index, item in enumerate(node.items)]
            waiting += reversed(items)
        elif node.text and name in _LANGUAGES:
            yield Found(node, is_language=True, path=path)
        elif node.text and name in _TEXTS and not (is_named and name in _NAMES):
            yield Found(node, is_language=False, path=path)


def _members(name: str, path: str, node: Node) -> Iterator[tuple[str, str, Node, bool]]:
    """The values of an object by name; that of a value object goes by the name of what it is the value of."""
    is_named = _has_own_name(node)
    for key, value in node.members or ():
        own = name if key.text == "@value" else key.text or ""
        if own != "@context" or value.members is not None:
            yield own, _below(path, key.text or ""), value, is_named


def _below(path: str, name: str) -> str:
    return f"{path}/{name}".removeprefix("/")[-_MAX_PATH:]


def _has_own_name(node: Node) -> bool:
    kind = node.get("@type")
    kinds = (kind.items if kind.items is not None else [kind]) if kind is not None else []
    return any((one.text or "").endswith(_NAMED) for one in kinds)


def _says_so(context: Node | None) -> bool:
    if context is None:
        return False
    contexts = context.items if context.items is not None else [context, *(value for _, value in context.members or ())]
    return any("schema.org" in (one.text or "") for one in contexts)
