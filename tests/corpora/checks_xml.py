"""The XML family through lxml: the same elements, attributes, comments and instructions; texts that changed."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tests.corpora.checks_values import value_problems
from tests.corpora.traces import different, is_blank, problems

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})")
_MARKUP = re.compile(r"</[a-z]")
_REFERENCE = re.compile(r"\s*[@?]\+?[\w.:/]+\s*")
_CODE = {
    "code",
    "codeblock",
    "codeph",
    "kbd",
    "literal",
    "math",
    "math_block",
    "pre",
    "programlisting",
    "samp",
    "screen",
    "script",
    "style",
    "tt",
    "var",
}
_STATED = "a language that is stated"
_XLIFF_DONE = {"state", "approved", "target-language", "trgLang", _XML_LANG}


def check(before: str, after: str, *, must: bool) -> Iterator[str]:
    """XML of any vocabulary; text in another language than the document's is left alone."""
    root = _parse(before)
    old, new = list(_pieces(root, {_XML_LANG})), list(_pieces(_parse(after), {_XML_LANG}))
    parted = list(different("elements", (piece[0] for piece in old), (piece[0] for piece in new)))
    yield from parted
    if parted:
        return
    language = _primary(root.get(_XML_LANG) or "")
    for (_, one, spoken), (_, other, _) in zip(old, new, strict=True):
        if spoken == _STATED:
            continue
        yield from value_problems(one, other, must=must and _primary(spoken) in {"", language})


def _is_code(node: Any) -> bool:
    return etree.QName(node).localname.lower() in _CODE or node.get("translate") == "no"


def _states_language(node: Any) -> bool:
    """Whether the text of an element is the language of the feed, which follows."""
    holder = node.getparent()
    is_held = holder is not None and etree.QName(holder).localname in {"channel", "feed"}
    return is_held and etree.QName(node).localname == "language"


def _primary(language: str) -> str:
    return language.lower().partition("-")[0]


def check_android(before: str, after: str) -> Iterator[str]:
    """Android resources: every translatable string."""
    yield from check_skeleton(before, after)
    for old, new in zip(_values(before), _values(after), strict=False):
        one, other = (_CODE_POINT.sub(lambda code: chr(int(code[1], 16)), _text(value)) for value in (old, new))
        if _MARKUP.search(one):
            yield from value_problems(one, other, must=True)
        elif not _REFERENCE.fullmatch(one):
            yield from problems(one, other, _ESCAPE)


def check_resx(before: str, after: str) -> Iterator[str]:
    """.resx: the values of the data elements that are strings."""
    yield from check_skeleton(before, after)
    for old, new in zip(_parse(before).iter("data"), _parse(after).iter("data"), strict=True):
        one, other = old.findtext("value") or "", new.findtext("value") or ""
        locked = "{Locked}" in (old.findtext("comment") or "")
        if old.get("type") or old.get("mimetype") or locked or (old.get("name") or "").startswith(">>"):
            if one != other:
                yield f"a value that was to stay: {one[:40]!r}"
        else:
            yield from value_problems(one, other, must="." not in (old.get("name") or ""))


def check_skeleton(before: str, after: str) -> Iterator[str]:
    """The tree without its texts."""
    yield from different(
        "elements", *([key for key, *_ in _pieces(_parse(page), set()) if key != "text"] for page in (before, after))
    )


def check_xliff(before: str, after: str) -> Iterator[str]:
    """XLIFF: sources stay, and targets are their translations."""
    old, new = _parse(before), _parse(after)
    yield from different("elements", _outside_targets(old), _outside_targets(new))
    for unit in new.iter("{*}trans-unit", "{*}segment"):
        source, target = unit.find("{*}source"), unit.find("{*}target")
        if source is None or any(parent.get("translate") == "no" for parent in [unit, *unit.iterancestors()]):
            continue
        text = _text(source)
        if target is None:
            if any(map(str.isalpha, text)):
                yield f"no target for {text[:40]!r}"
        else:
            yield from problems(text, _text(target))


def _outside_targets(root: Any) -> Iterator[object]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name != "target" and next(element.iterancestors("{*}target"), None) is None:
            attributes = sorted((key, value) for key, value in element.attrib.items() if key not in _XLIFF_DONE)
            yield element.tag, str(attributes), _text(element) if name == "source" else ""


def _values(document: str) -> Iterator[Any]:
    for element in _parse(document):
        if element.tag == "string" and element.get("translatable") != "false":
            yield element
        elif element.tag in {"string-array", "plurals"} and element.get("translatable") != "false":
            yield from element.iter("item")


def _text(element: Any) -> str:
    """The text inside, without what stands for markup or must stay."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not _is_fixed(child):
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _is_fixed(element: Any) -> bool:
    name = etree.QName(element)
    if name.localname == "g":  # in XLIFF it holds text, in Android resources what must stay
        return not any(etree.QName(parent).localname == "xliff" for parent in element.iterancestors())
    return name.localname in {"bpt", "ept", "it", "ph"} or element.get("mtype") == "protected"


def _parse(document: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, huge_tree=True, remove_blank_text=False)
    # The declaration speaks of the bytes that the text was in.
    text = re.sub(r"\A\ufeff?\s*<\?xml[^>]*\?>", "", document.removeprefix("\ufeff"))
    return etree.fromstring(text.encode(), parser)


def _pieces(root: Any, skipped: set[str]) -> Iterator[tuple[object, str, str]]:
    """Start tags, texts with their language, comments and instructions in document order."""
    languages = [""]
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "end":
            yield "end", "", ""
            languages.pop()
        elif event == "start":
            attributes = sorted((name, value) for name, value in node.attrib.items() if name not in skipped)
            yield (node.tag, str(attributes)), "", ""
            own = _STATED if _states_language(node) else node.get(_XML_LANG)
            languages.append("code" if _is_code(node) else own or languages[-1])
            if not is_blank(node.text or ""):
                yield "text", node.text, languages[-1]
        else:
            yield (event, node.text), "", ""
        if event != "start" and not is_blank(node.tail or ""):
            yield "text", node.tail, languages[-1]
