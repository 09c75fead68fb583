"""The language of an OpenDocument, and its direction.

A document has three languages at once, for three kinds of script (ODF 1.3 part 3, section 20.195, `fo:language`,
`style:language-asian` and `-complex`): of each style that has the document's own language, the one of the target's
script becomes the target.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lingopoint.formats.odf.names import FO, STYLE, Names, Role
from lingopoint.formats.options import Options
from lingopoint.formats.xml import Element, Tree, quotable
from lingopoint.unit import Edit

_ASIAN = frozenset({"ja", "ko", "zh", "zh-TW"})
_COMPLEX = frozenset(
    {"ar", "bn", "fa", "fa-AF", "gu", "he", "hi", "kn", "ml", "mr", "pa", "ps", "si", "ta", "te", "th", "ur"}
)
_FULL = {"ja": "ja-JP", "ko": "ko-KR", "no": "nb", "pt": "pt-BR", "zh": "zh-CN"}
_NONE = {"", "none", "zxx"}
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = {"lr", "lr-tb"}, {"rl", "rl-tb"}


class Spellings(NamedTuple):
    """The attributes for the language, the country and the whole tag, of one kind of script."""

    language: tuple[bytes, bytes]
    country: tuple[bytes, bytes]
    tag: tuple[bytes, bytes]


_WESTERN = Spellings((FO, b"language"), (FO, b"country"), (STYLE, b"rfc-language-tag"))
_SPELLINGS = {
    **dict.fromkeys(
        _ASIAN, Spellings((STYLE, b"language-asian"), (STYLE, b"country-asian"), (STYLE, b"rfc-language-tag-asian"))
    ),
    **dict.fromkeys(
        _COMPLEX,
        Spellings((STYLE, b"language-complex"), (STYLE, b"country-complex"), (STYLE, b"rfc-language-tag-complex")),
    ),
}


def usual_language(tree: Tree, names: Names) -> str:
    """The language of the first style that has one: that of the program, mostly, which wrote the document."""
    letters = (element for element in tree.elements if names.role(element) is Role.LETTERS)
    return next(filter(None, (_tag(element, names) for element in letters)), "")


def _tag(element: Element, names: Names) -> str:
    language = names.get(element, *_WESTERN.language) or ""
    country = names.get(element, *_WESTERN.country) or ""
    return "" if language in _NONE else language if country in _NONE else f"{language}-{country}"


def language_edits(tree: Tree, names: Names, language: str, options: Options) -> Iterator[Edit]:
    """What makes a part declare the target language and its direction. `language` is the usual one of the styles."""
    if not options.document_language:
        return
    for element in tree.elements:
        role = names.role(element)
        if role is Role.LANGUAGE and element.stop > element.content:
            yield Edit(element.content, element.stop, quotable(options.target))
        elif role is Role.LETTERS and _primary(_tag(element, names)) == _primary(language) != "":
            yield from _letters(element, names, options.target)
        elif role is Role.DIRECTED:
            yield from _direction(element, names, right_to_left=options.right_to_left)


def _letters(element: Element, names: Names, target: str) -> Iterable[Edit]:
    spellings = _SPELLINGS.get(target, _WESTERN)
    language, _, country = _FULL.get(target, target).partition("-")
    values = ((spellings.language, language), (spellings.country, country or "none"))
    for name, value in values:
        if written := names.attribute(element, *name):
            yield element.set(written, value)
    if names.get(element, *spellings.tag) is not None:
        yield element.set(names.attribute(element, *spellings.tag), target)


def _direction(element: Element, names: Names, *, right_to_left: bool) -> Iterator[Edit]:
    """The direction is turned where it is the other one; a page that has none gets it."""
    name = names.attribute(element, STYLE, b"writing-mode")
    written = element.get(name) if name else None
    wrong = _LEFT_TO_RIGHT if right_to_left else _RIGHT_TO_LEFT
    is_page = element.local == b"page-layout-properties"
    if written in wrong or (name and written is None and right_to_left and is_page):
        yield element.set(name, "rl-tb" if right_to_left else "lr-tb")


def _primary(tag: str) -> str:
    return tag.lower().partition("-")[0]
