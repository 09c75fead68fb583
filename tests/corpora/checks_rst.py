"""reStructuredText through docutils: the same elements, code, targets and comments, and references resolved."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives, roles
from docutils.parsers.rst.states import Inliner
from docutils.statemachine import StringList

from tests.corpora.traces import different

_SETTINGS = {
    "report_level": 5,
    "halt_level": 5,
    "raw_enabled": True,
    "file_insertion_enabled": False,
    "input_encoding": "utf-8",
    "_disable_config": True,
    "smart_quotes": False,
}
_BLOCKS = (
    "hlist acks seealso todo tabs tab-set only ifconfig versionadded versionchanged deprecated versionremoved tab"
    " tab-item dropdown function describe object method attribute data exception option confval setting module"
    " py:function py:class py:method py:module py:attribute rst:directive rst:role rst:directive:option c:function"
    " cpp:function js:function templatefilter templatetag django-admin fieldlookup envvar currentmodule autoclass"
    " autofunction automodule automethod autoattribute autodata autoexception py:data py:exception program"
)
_CODE = "toctree glossary index literalinclude productionlist highlight tabularcolumns autosummary graphviz"
_FIXED = (
    nodes.literal,
    nodes.literal_block,
    nodes.comment,
    nodes.doctest_block,
    nodes.raw,
    nodes.math,
    nodes.math_block,
)
_VARYING = re.compile(
    r"^(?:ids|names|dupnames|backrefs|refid|name|refname|indirect_reference_name|source|line|alt|colwidth|width|title|reftitle)$"
)
_OF_TEXT = {"guilabel", "index", "dfn", "abbr"}
_TITLED = re.compile(r"(?s)(.+?)\s*<([^<>]*)>$")


class _Blocks(Directive):  # type: ignore[misc]  # docutils has no types
    """Any directive of Sphinx with blocks in it."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    class _Any(dict[str, Any]):
        def __getitem__(self, _key: str) -> Any:
            return directives.unchanged

        def __bool__(self) -> bool:
            return True

    option_spec = _Any()

    def run(self) -> list[nodes.Node]:
        node = nodes.container(classes=[self.name])
        if self.name not in _CODE.split():
            self.state.nested_parse(StringList(self.content), self.content_offset, node, match_titles=True)
        return [node]


def _role(name: str, raw: str, text: str, *_: Any) -> tuple[list[nodes.Node], list[nodes.Node]]:
    titled = _TITLED.match(text)
    words = "" if name in _OF_TEXT else " ".join((titled[2] if titled else text).split())
    node = nodes.inline(raw, "", classes=[name, words])
    return [node], []


@cache
def _register() -> None:
    for name in f"{_BLOCKS} {_CODE}".split():
        if name not in directives._directive_registry:
            directives.register_directive(name, _Blocks)
    known = roles.role

    def role(name: str, language: Any, lineno: int, reporter: Any) -> Any:
        found = known(name, language, lineno, reporter)
        return found if found and found[0] else (_role, [])

    roles.role = role


def check(before: str, after: str) -> Iterator[str]:
    """What changed in a document but its words."""
    _register()
    old, new = (list(_bones(_document(text))) for text in (before, after))
    yield from different("elements", old, new)


def _document(text: str) -> nodes.document:
    Inliner.implicit_dispatch = []
    return publish_doctree(text.removeprefix("\ufeff"), settings_overrides=_SETTINGS)


def _bones(node: nodes.Node) -> Iterator[object]:
    if isinstance(node, nodes.Text):
        return
    assert isinstance(node, nodes.Element)
    if isinstance(node, nodes.system_message | nodes.problematic):
        if node.get("level", 2) > 1:
            yield type(node).__name__
        return
    if isinstance(node, nodes.target) and not node.get("refuri"):
        return
    attributes = {name: value for name, value in node.attributes.items() if value and not _VARYING.match(name)}
    if isinstance(node, nodes.admonition):
        attributes.pop("classes", None)  # made of its title
    yield type(node).__name__, str(attributes), " ".join(node.astext().split()) if isinstance(node, _FIXED) else ""
    inline = [list(_bones(child)) for child in node.children]
    if isinstance(node, nodes.TextElement):
        inline.sort(key=str)
    for bones in inline:
        yield from bones
    yield "/"
