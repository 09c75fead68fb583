"""The texts of JSON-LD with the vocabulary of schema.org: what an object says of itself to readers.

https://schema.org/docs/full.html. Text are the properties of `TEXTS`, also those in lists; a name of a person, an
organization, a brand or a place stays, and so do identifiers, types, links, dates, codes and what states a language of
its own (`@language`, `inLanguage`).
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from lingopoint.formats.json_tree import JSON, Node, encoder, parse
from lingopoint.unit import Work

_MAX_PATH: Final = 4096

TEXTS: Final = frozenset(
    (
        *("name", "headline", "alternativeHeadline", "description", "disambiguatingDescription", "abstract", "slogan"),
        *("text", "articleBody", "articleSection", "reviewBody", "caption", "transcript", "backstory", "award"),
        *("recipeIngredient", "recipeInstructions", "recipeCategory", "recipeYield", "jobTitle", "positiveNotes"),
        *("negativeNotes", "keywords", "responsibilities", "qualifications", "skills", "jobBenefits"),
        "accessibilitySummary",
    )
)
"""Properties whose strings are for readers, whatever has them."""

_NAMED: Final = (
    *(
        "Person",
        "Patient",
        "Organization",
        "Corporation",
        "Company",
        "Business",
        "Store",
        "Restaurant",
        "Hotel",
        "School",
    ),
    *("University", "Brand", "Place", "City", "Country", "State", "Address", "Airline", "Airport", "Bank", "Hospital"),
    *("Library", "MusicGroup", "Team", "NGO", "Agency", "Software", "SoftwareApplication", "Language", "MusicAlbum"),
)
"""Ends of the types whose name is their own: `LocalBusiness`, `SportsTeam`."""


class String(NamedTuple):
    """A text: its path, the bytes `start` to `end` between its quotes, and what it says."""

    path: str
    start: int
    end: int
    text: str


def strings(data: bytes, work: Work) -> list[String]:
    """The texts of a document, in order; none where it does not say that it uses schema.org's vocabulary.

    Raises UnreadableError for what is not JSON, or is nested too deeply.
    """
    root = parse(data, JSON, work)
    tops = root.items if root.items is not None else [root]
    return list(_texts(root)) if any(_says_so(top.get("@context")) for top in tops) else []


def in_script(data: bytes) -> Callable[[str], bytes]:
    """Writes a text between the quotes of a string in an element `script` of HTML, which it cannot end."""
    encode = encoder(data)
    return lambda text: encode(text).replace(b"<", b"\\u003c")


def _texts(root: Node) -> Iterator[String]:
    stack: list[tuple[str, Node]] = [("", root)]
    while stack:
        path, node = stack.pop()
        inner: list[tuple[str, Node]] = []
        if node.text is not None:
            yield String(path, node.start + 1, node.end - 1, node.text)
        elif node.items is not None:
            inner = [(f"{path}/{index}", item) for index, item in enumerate(node.items) if item.text is None]
        elif node.members is not None:
            inner = [pair for key, value in node.members for pair in _member(path, node, key, value)]
        stack += reversed(inner)


def _member(path: str, node: Node, key: Node, value: Node) -> Iterator[tuple[str, Node]]:
    name = key.text or ""
    below = f"{path}/{name}".removeprefix("/")[-_MAX_PATH:]
    is_text = name in TEXTS and not (name == "name" and _has_own_name(node))
    if is_text and value.items is not None:
        yield from ((f"{below}/{index}", item) for index, item in enumerate(value.items))
    elif is_text or (value.text is None and name != "@context"):
        yield below, value


def _has_own_name(node: Node) -> bool:
    kind = node.get("@type")
    kinds = kind.items if kind is not None and kind.items is not None else [kind]
    return any((one.text or "").endswith(_NAMED) for one in kinds if one is not None)


def _says_so(context: Node | None) -> bool:
    if context is None:
        return False
    contexts = context.items if context.items is not None else [context, *(value for _, value in context.members or ())]
    return any("schema.org" in (one.text or "") for one in contexts)
