"""HTML through lexbor (selectolax): the same tree and attributes; text and what readers see of attributes changed."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from tests.corpora.traces import different, is_blank, problems

TARGET = "mt"


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_CODE = _names("code kbd samp tt var")
_OPAQUE = _names("applet canvas listing math object pre svg")
_RAW = _names("iframe noembed noframes plaintext script style textarea xmp")
_ANY = _names("alt title aria-description aria-label aria-placeholder aria-roledescription aria-valuetext")
_SOME = frozenset(
    [
        ("input", "placeholder"),
        ("optgroup", "label"),
        ("option", "label"),
        ("table", "summary"),
        ("td", "abbr"),
        ("textarea", "placeholder"),
        ("th", "abbr"),
        ("track", "label"),
    ]
)
_META = _names(
    "description keywords og:description og:image:alt og:site_name og:title twitter:description "
    "twitter:image:alt twitter:title"
)
_KEPT = re.compile(
    r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[?%].*?[?%]>|&\w+;?"
    r"|\$\$[^$]*[\\^_=][^$]*\$\$|\\\(.*?\\\)|\\\[.*?\\\]|\\begin\{(\w+\*?)\}.*?\\end\{\1\}",
    re.DOTALL,
)
"""Remnants of templates, and formulas."""


_TEMPLATE = re.compile(r"\{%(?:[^%\"'<]|\"[^\"\n]*\"|'[^'\n]*'|%(?!\})|<(?![A-Za-z/!?]))*?%\}", re.DOTALL)
_NO_MARKUP = str.maketrans("<>\"'", "____")
"""What is in a tag of a template is gone before a browser reads the page."""


class _Piece(NamedTuple):
    """A tag (`key`, with its fixed attributes) or a text; `on` says whether it is to be translated."""

    key: object
    text: str | None
    on: bool


def check(before: str, after: str) -> Iterator[str]:
    """What changed in a page but its words, and the words that did not change."""
    old, new = list(_pieces(before)), list(_pieces(after))
    parted = list(different("tags", (piece.key for piece in old), (piece.key for piece in new)))
    yield from parted
    if parted:
        return
    for one, other in zip(old, new, strict=True):
        if one.text is not None and other.text is not None:
            if one.on:
                yield from problems(one.text, other.text, _KEPT)
            elif one.text != other.text:
                yield f"text that was to stay: {one.text[:40]!r}"


def _pieces(page: str) -> Iterator[_Piece]:
    page = _TEMPLATE.sub(lambda tag: tag[0].translate(_NO_MARKUP), page.removeprefix("\ufeff"))
    root = LexborHTMLParser(page).root
    document: Any = root.parent if root is not None else None
    if document is None:
        return
    text, text_on = "", True
    for piece in _walk(document):
        if piece.key == "text":
            if not is_blank(text) and piece.on != text_on:
                yield _Piece("text", text, text_on)
                text = ""
            text += piece.text or ""
            text_on = piece.on
            continue
        if not is_blank(text):
            yield _Piece("text", text, text_on)
        text = ""
        yield piece
    if not is_blank(text):
        yield _Piece("text", text, text_on)


def _walk(document: Any) -> Iterator[_Piece]:
    """Without recursion: pages nest deeply."""
    stack: list[tuple[Any, bool]] = [(document.child, True)]
    while stack:
        node, on = stack.pop()
        if node is None:
            continue
        if isinstance(node, str):
            yield _Piece(node, None, True)
            continue
        stack.append((node.next, on))
        if node.is_text_node:
            yield _Piece("text", node.text_content or "", on)
        elif node.is_comment_node:
            yield _Piece(("comment", node.comment_content), None, False)
        else:
            inner = _inherits(node, on)
            yield from _tag(node, inner)
            stack.append((f"/{node.tag}", on))
            stack.append((node.child, inner and node.tag not in _RAW))


def _inherits(node: Any, on: bool) -> bool:
    attributes = node.attributes
    tag = node.tag
    if tag in _OPAQUE:
        return False
    flag = (attributes.get("translate") or "").strip().lower() if "translate" in attributes else None
    if flag in {"", "yes", "no"} and "translate" in attributes:
        return flag != "no"
    if "notranslate" in (attributes.get("class") or "").lower().split():
        return False
    language = (attributes.get("lang") or attributes.get("xml:lang") or "").lower()
    if tag != "html" and (language == TARGET or language.startswith(f"{TARGET}-")):
        return False
    return on and tag not in _CODE


def _tag(node: Any, on: bool) -> Iterator[_Piece]:
    attributes = dict(node.attributes)
    seen = {name: attributes.pop(name) for name in list(attributes) if on and _is_seen(node.tag, name, node.attributes)}
    if node.tag == "html":
        for name in ("lang", "xml:lang", "dir"):
            attributes.pop(name, None)
    if node.tag == "body":
        attributes.pop("dir", None)
    if node.tag == "meta" and _states_language(attributes):
        attributes.pop("content", None)
    fixed = sorted((name, (value or "") if name == "content" else value) for name, value in attributes.items())
    if node.tag == "meta":
        fixed = [(name, re.sub(r"charset=\S+", "charset", value or "")) for name, value in fixed if name != "charset"]
    yield _Piece((node.tag, tuple(map(str, fixed)), tuple(sorted(seen))), None, on)
    for name in sorted(seen):
        yield _Piece(f"@{name}", seen[name] or "", True)


def _states_language(attributes: dict[str, str | None]) -> bool:
    kinds = {(attributes.get(name) or "").strip().lower() for name in ("http-equiv", "name", "property")}
    return not kinds.isdisjoint({"content-language", "dc.language", "dcterms.language", "language", "og:locale"})


def _is_seen(tag: str, name: str, attributes: dict[str, str | None]) -> bool:
    if (tag, name) in {("link", "title"), ("style", "title")}:
        return False
    if name in _ANY or (tag, name) in _SOME:
        return True
    if (tag, name) == ("input", "value"):
        return (attributes.get("type") or "").strip().lower() in {"button", "reset", "submit"}
    kind = (attributes.get("name") or attributes.get("property") or "").strip().lower()
    return (tag, name) == ("meta", "content") and kind in _META
