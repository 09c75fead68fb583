"""What the names of HTML mean to a translator: which elements interrupt a sentence, which attributes a reader sees.

The lists follow the HTML standard (https://html.spec.whatwg.org/): translatable attributes from section 3.2.6.3 and
WAI-ARIA, elements from section 4 and the optional end tags from 13.1.2.4.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

INLINE = frozenset(
    b"a abbr acronym b bdi bdo big blink cite data del dfn em font i ins mark meter nobr output progress q rb rp rt "
    b"rtc ruby s slot small span strike strong sub sup time u".split()
)
"""Elements that are part of a sentence, start tag to end tag. Names in none of these sets interrupt it."""

ALONE = frozenset(b"img input wbr embed".split())
"""Void elements that may stand within a sentence."""

VERBATIM = frozenset(b"code kbd samp tt var".split())
"""Part of a sentence, but not human language."""

OPAQUE_INLINE = frozenset(b"applet canvas math object svg".split())
"""Part of a sentence, seen as one thing without words, whatever a translate attribute says."""

OPAQUE_BLOCK = frozenset(b"listing pre".split())
"""Where white space is layout and the text is mostly code: never translated, whatever a translate attribute says."""

RAW = frozenset(b"iframe noembed noframes plaintext script style textarea title xmp".split())
"""Their content is text without markup (section 13.2.5)."""

FOREIGN = frozenset({b"math", b"svg"})

VOID = frozenset(
    b"area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)

PHRASING = INLINE | ALONE | VERBATIM | OPAQUE_INLINE

PARAGRAPH_ENDERS = frozenset(
    b"address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    b"h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p pre search section table ul".split()
)
"""Start tags that end an open paragraph."""

CONTAINERS = PARAGRAPH_ENDERS | frozenset(
    b"button caption colgroup form label legend noscript select summary table tbody td template tfoot "
    b"th thead tr".split()
)
"""Elements whose end tag also ends what is still open inside."""

ELEMENTS = CONTAINERS | PHRASING | RAW | VOID | {b"body", b"head", b"html", b"optgroup", b"option"}
"""The names that tell HTML in a string from words in angle brackets."""

FOREIGN_ENDERS = frozenset(
    b"b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    b"nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split()
)
"""Start tags that end an open svg or math element (section 13.2.6.5)."""

_CELLS = frozenset({b"td", b"th"})
_ROWS = frozenset({b"tr", b"tbody", b"tfoot", b"thead"})
IMPLIED_END: Mapping[bytes, frozenset[bytes]] = {
    b"li": frozenset({b"li"}),
    b"dt": frozenset({b"dt", b"dd"}),
    b"dd": frozenset({b"dt", b"dd"}),
    b"td": _CELLS | _ROWS,
    b"th": _CELLS | _ROWS,
    b"tr": _ROWS,
    b"option": frozenset({b"option", b"optgroup"}),
    b"optgroup": frozenset({b"optgroup"}),
}
"""The start tags that end an element whose own end tag may be left out."""

_ARIA = (b"aria-description", b"aria-label", b"aria-placeholder", b"aria-roledescription", b"aria-valuetext")
_ON_ANY = frozenset({b"alt", b"title", *_ARIA})
_ON_ONE = frozenset(
    {
        (b"input", b"placeholder"),
        (b"input", b"value"),
        (b"meta", b"content"),
        (b"optgroup", b"label"),
        (b"option", b"label"),
        (b"tab", b"label"),  # no elements, but what dialects of Markdown call the tabs of a page
        (b"tabitem", b"label"),
        (b"table", b"summary"),
        (b"td", b"abbr"),
        (b"textarea", b"placeholder"),
        (b"th", b"abbr"),
        (b"track", b"label"),
    }
)
# The title of a link names a style sheet or a feed to programs.
_NEVER = frozenset({(b"link", b"title"), (b"style", b"title")})

_BUTTONS = frozenset({b"button", b"reset", b"submit"})
_META = frozenset(
    b"description keywords og:description og:image:alt og:site_name og:title twitter:description twitter:image:alt "
    b"twitter:title".split()
)

NOTABLE = (
    frozenset({b"hreflang", b"lang", b"translate", b"xml:lang"}) | _ON_ANY | {attribute for _, attribute in _ON_ONE}
)
"""Every attribute that bears on what is translated, but for a class of `notranslate`."""

QUALIFYING = frozenset({b"dir", b"http-equiv", b"name", b"property", b"rel", b"type"})
"""Attributes that say what those mean."""


class Value(NamedTuple):
    """An attribute's value: the bytes `start` to `end` within its `quote`, which is b"" around an unquoted value."""

    start: int
    end: int
    quote: bytes


Attributes = Mapping[bytes, Value | None]
"""By lower-case name, the first of each name; None for an attribute without a value."""


def read_by_people(name: bytes, attributes: Attributes, lower: bytes) -> Iterator[Value]:
    """The attribute values of element `name` that a reader sees or hears. `lower` is the document in lower case."""
    for attribute, value in attributes.items():
        key = name, attribute
        if value is not None and (attribute in _ON_ANY or key in _ON_ONE) and key not in _NEVER:
            if attribute == b"content":
                kind = keyword(attributes, b"name", lower) or keyword(attributes, b"property", lower)
                if kind not in _META:
                    continue
            elif attribute == b"value" and keyword(attributes, b"type", lower) not in _BUTTONS:
                continue
            yield value


def keyword(attributes: Attributes, name: bytes, lower: bytes) -> bytes:
    """The value of an attribute whose case and outer white space do not matter; b"" when it has none."""
    value = attributes.get(name)
    return b"" if value is None else lower[value.start : value.end].strip()
