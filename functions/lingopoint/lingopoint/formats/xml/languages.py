"""Languages in XML documents: `xml:lang` holds BCP 47 tags, the target is a code of Amazon Translate."""

from lingopoint.formats.options import Options
from lingopoint.formats.xml.spans import Tree

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
    languages = {
        _primary(language)
        for element in tree.elements
        if b"xml:lang" in element.attributes and (language := element.get(b"xml:lang"))
    }
    return languages.pop() if len(languages) == 1 else ""


def _primary(tag: str) -> str:
    return tag.lower().partition("-")[0]
