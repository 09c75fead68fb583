"""Languages in XML documents: `xml:lang` holds BCP 47 tags, the target is a code of Amazon Translate.

Feeds state theirs in an element: `language` of RSS (https://www.rssboard.org/rss-specification), `dc:language`, and in
the `hreflang` of a link to themselves (RFC 4287 section 4.2.7).
"""

from collections.abc import Callable, Iterator

from lingopoint.formats.locales import regional
from lingopoint.formats.options import Options
from lingopoint.formats.xml.spans import Element, Tree, quotable, unescape
from lingopoint.unit import Edit

_DUBLIN_CORE = b"http://purl.org/dc/elements/1.1/"
_HOLDERS = frozenset({b"channel", b"feed", b"metadata", b"record"})
_TRADITIONAL = ("zh-tw", "zh-hk", "zh-mo", "zh-hant")


def is_target(tag: str, target: str) -> bool:
    """Whether text tagged so is already in the target language: `fr-BE` is `fr`, but `fr` is not `fr-CA`."""
    tag, target = tag.lower(), target.lower()
    if tag.startswith(_TRADITIONAL) or target == "zh-tw":
        return tag.startswith(_TRADITIONAL) and target == "zh-tw"
    return tag == target or tag.startswith(f"{target}-")


def is_served_by(tag: str, target: str) -> bool:
    """Whether readers of the target language are served by text tagged so: `fr` serves `fr-CA`, but not `fr-FR`."""
    return is_target(tag, target) or is_target(target, tag)


def is_same(tag: str, other: str) -> bool:
    """Whether two tags name the same language, regions aside."""
    return _primary(tag) == _primary(other)


def document_language(tree: Tree, options: Options) -> str:
    """What is translated from: what the caller says, else the root's `xml:lang`, else the only one in the document."""
    if options.source != "auto":
        return options.source
    root = tree.root.get(b"xml:lang")
    if root:
        return root
    stated = next((text for text in map(tree_text(tree), stating(tree)) if text), "")
    if stated:
        return stated
    languages = {
        _primary(language)
        for element in tree.elements
        if b"xml:lang" in element.attributes and (language := element.get(b"xml:lang"))
    }
    return languages.pop() if len(languages) == 1 else ""


def _primary(tag: str) -> str:
    return tag.lower().replace("_", "-").partition("-")[0]


def stating(tree: Tree) -> Iterator[Element]:
    """The elements whose text says which language the document is in."""
    for element in tree.elements:
        holder = element.parent
        if element.local == b"language" and element.next == element.index + 1 and holder is not None:
            is_of_rss = holder.local == b"channel" and element.namespace == b""
            is_of_dublin_core = element.namespace == _DUBLIN_CORE and holder.local in _HOLDERS
            if is_of_rss or is_of_dublin_core:
                yield element


def tree_text(tree: Tree) -> Callable[[Element], str]:
    """Gives the text of an element without markup; nothing of one with any."""

    def text(element: Element) -> str:
        raw = tree.data[element.content : element.stop]
        return "" if b"<" in raw else unescape(raw).strip()

    return text


def stated_edits(tree: Tree, language: str, target: str) -> Iterator[Edit]:
    """What makes these elements, and links to the document itself, name the target."""
    text = tree_text(tree)
    for element in stating(tree):
        tag = text(element)
        if tag and is_same(tag, language):
            raw = tree.data[element.content : element.stop]
            start, end = element.stop - len(raw.lstrip()), element.content + len(raw.rstrip())
            yield Edit(start, end, quotable(_like(tag, target)))
    for element in tree.elements:
        if b"hreflang" in element.attributes and element.get(b"rel") == "self":
            tag = element.get(b"hreflang") or ""
            if is_same(tag, language):
                yield element.set(b"hreflang", _like(tag, target))


def _like(tag: str, target: str) -> str:
    """The target with a region where the tag has one, and with the tag's own sign between."""
    written = regional(target) if "-" in tag or "_" in tag else target
    return written.replace("-", "_" if "_" in tag else "-")
