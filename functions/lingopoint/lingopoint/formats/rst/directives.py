"""Directives of docutils, Sphinx and its common extensions: where each of them has text.

A directive that is not known here is left as it is, and counted when there are words in it.
"""

from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple


class Argument(Enum):
    """What stands behind the two colons."""

    NONE = "none"
    """Nothing: what stands there is the beginning of the body."""
    CODE = "code"
    TEXT = "text"
    VERSION = "version"
    """A word that stays, and then text."""

    __hash__ = object.__hash__


class Body(Enum):
    """What a directive holds."""

    BLOCKS = "blocks"
    SECTIONS = "sections"
    """Blocks, titles among them."""
    GLOSSARY = "glossary"
    """Terms that other pages look up by their words, and what they mean."""
    CONTENTS = "contents"
    """Names of pages, some behind a title."""
    VALUES = "values"
    """Comma-separated values."""
    META = "meta"
    CODE = "code"

    __hash__ = object.__hash__


class Directive(NamedTuple):
    """`options` are those with text in them: plain text, in which nothing is markup."""

    argument: Argument
    body: Body
    options: frozenset[str] = frozenset()


def _rows() -> Iterator[tuple[str, Directive]]:
    for names, argument, body, options in _TABLE:
        for name in names.split():
            yield name, Directive(argument, body, frozenset(options.split()))


_TABLE: Final = (
    (
        (
            "attention caution danger error hint important note tip warning seealso todo compound epigraph highlights"
            " pull-quote header footer hlist acks tabs tab-set grid-item card-carousel sub-figure"
        ),
        *(Argument.NONE, Body.BLOCKS, ""),
    ),
    (
        "admonition topic sidebar table list-table tab tab-item dropdown card grid-item-card details collapse",
        *(Argument.TEXT, Body.BLOCKS, "subtitle"),
    ),
    ("rubric centered contents", Argument.TEXT, Body.CODE, ""),
    ("csv-table", Argument.TEXT, Body.VALUES, "header"),
    (
        (
            "versionadded versionchanged versionremoved deprecated version-added version-changed version-removed"
            " version-deprecated deprecated-removed"
        ),
        *(Argument.VERSION, Body.BLOCKS, ""),
    ),
    ("figure", Argument.CODE, Body.BLOCKS, "alt"),
    ("image", Argument.CODE, Body.CODE, "alt"),
    ("only ifconfig", Argument.CODE, Body.SECTIONS, ""),
    ("toctree", Argument.NONE, Body.CONTENTS, "caption"),
    ("glossary", Argument.NONE, Body.GLOSSARY, ""),
    ("meta", Argument.NONE, Body.META, ""),
    (
        (
            "container class rst-class cssclass grid describe object function method classmethod staticmethod"
            " attribute data exception decorator property module currentmodule option cmdoption envvar program"
            " confval setting templatetag templatefilter fieldlookup django-admin django-admin-option"
            " automodule autoclass autofunction automethod autoattribute autodata autoexception autodecorator"
            " autoproperty"
        ),
        *(Argument.CODE, Body.BLOCKS, ""),
    ),
    (
        "code code-block sourcecode literalinclude graphviz digraph graph inheritance-diagram",
        *(Argument.CODE, Body.CODE, "caption alt"),
    ),
    (
        "replace",
        *(Argument.TEXT, Body.CODE, ""),
    ),
    (
        (
            "unicode date include raw math role default-role sectnum section-numbering target-notes"
            " parsed-literal title highlight highlightlang index"
            " tabularcolumns productionlist sectionauthor moduleauthor codeauthor doctest"
            " testcode testoutput testsetup testcleanup autosummary plot ipython jupyter-execute click argparse prompt"
            " program-output command-output mermaid uml code-tab tags restructuredtext-test-directive"
        ),
        *(Argument.CODE, Body.CODE, ""),
    ),
)

_DIRECTIVES: Final = dict(_rows())
_DOMAINS: Final = frozenset(["py", "c", "cpp", "js", "rst", "std", "http", "php", "rb", "go", "sql", "ada", "mat"])
_OF_DOMAIN: Final = Directive(Argument.CODE, Body.BLOCKS)

NAME_FIELDS: Final = frozenset(["type", "rtype", "vartype", "kwtype", "paramtype", "meta"])
"""Fields of a function whose bodies are names."""
DOCUMENT_FIELDS: Final = frozenset(["abstract", "dedication", "title", "subtitle", "summary", "description"])
"""Fields at the top of a document whose bodies are text."""
META_FIELDS: Final = frozenset(["description", "keywords", "title", "subject", "abstract"])


def known(name: str) -> Directive | None:
    """The directive of this name."""
    name = name.lower()
    domain, colon, _ = name.partition(":")
    return _OF_DOMAIN if colon and domain in _DOMAINS else _DIRECTIVES.get(name)
