"""The language of a document and of its parts: lang, dir and translate."""

from collections.abc import Iterator

from lingopoint.formats.html.names import Attributes, Value, keyword
from lingopoint.formats.html.tags import start_tags
from lingopoint.formats.locales import is_same, regional
from lingopoint.formats.options import Options, is_right_to_left
from lingopoint.unit import Edit

_STATING = frozenset({b"content-language", b"dc.language", b"dcterms.language", b"language", b"og:locale"})
_ITSELF = frozenset({b"canonical", b"self"})
NOT_TRANSLATED = frozenset({b"katex", b"mathjax", b"mathjax_display", b"mathjax_svg", b"notranslate"})
"""Classes of what is not translated: so marked, or a formula that was set already."""

_SETTINGS = frozenset({b"class", b"lang", b"translate", b"xml:lang"})
_TRADITIONAL = frozenset({"hant", "hk", "mo", "tw"})


def translate_flag(attributes: Attributes, lower: bytes, target: str) -> bool | None:
    """Whether an element asks to be translated (HTML section 3.2.6.5), or None when it does not say.

    Text that declares the target language has its translation already.
    """
    if _SETTINGS.isdisjoint(attributes):
        return None
    word = keyword(attributes, b"translate", lower)
    if b"translate" in attributes and word in {b"", b"no", b"yes"}:
        return word != b"no"
    if not NOT_TRANSLATED.isdisjoint(keyword(attributes, b"class", lower).split()):
        return False
    language = keyword(attributes, b"lang", lower) or keyword(attributes, b"xml:lang", lower)
    return False if language and _is_in(language.decode(), target.lower()) else None


def _is_in(language: str, target: str) -> bool:
    if target in {"zh", "zh-tw"}:
        base, *subtags = language.split("-")
        return base == "zh" and _TRADITIONAL.isdisjoint(subtags) == (target == "zh")
    return language == target or language.startswith(f"{target}-")


def language_edits(attributes: Attributes, name_end: int, lower: bytes, target: str) -> Iterator[Edit]:
    """What makes an `<html>` tag declare the target language and its direction. `name_end` is where its name ends."""
    declared = [value for value in (attributes.get(b"lang"), attributes.get(b"xml:lang")) if value]
    for value in declared:
        yield Edit(value.start, value.end, target.encode())
    added = b"" if declared else b' lang="%b"' % target.encode()
    direction = attributes.get(b"dir")
    if direction and keyword(attributes, b"dir", lower) == _against(target):
        yield Edit(direction.start, direction.end, _along(target))
    elif is_right_to_left(target) and not direction:
        added += b' dir="rtl"'
    if added:
        yield Edit(name_end, name_end, added)


def body_edits(page: bytes, target: str) -> Iterator[Edit]:
    """What turns a `<body>` that has a direction of its own, as themes give it one, against the target's."""
    body = next((tag for tag in start_tags(page) if tag.name == "body"), None)
    direction = body.attributes.get("dir") if body else None
    if direction and direction.text.lower().encode() == _against(target):
        yield Edit(direction.start, direction.end, b'"%b"' % _along(target))


def _along(target: str) -> bytes:
    return b"rtl" if is_right_to_left(target) else b"ltr"


def _against(target: str) -> bytes:
    return b"ltr" if is_right_to_left(target) else b"rtl"


def stated_language(name: bytes, attributes: Attributes, lower: bytes) -> Value | None:
    """Where a tag of the head says which language the page itself is in: `og:locale` and the like, `hreflang`."""
    if name == b"meta":
        kinds = (b"property", b"name", b"http-equiv")
        if not _STATING.isdisjoint(keyword(attributes, kind, lower) for kind in kinds):
            return attributes.get(b"content")
    if name == b"link" and not _ITSELF.isdisjoint(keyword(attributes, b"rel", lower).split()):
        return attributes.get(b"hreflang")
    return None


def stated_edit(data: bytes, value: Value, language: str, options: Options) -> Edit | None:
    """What makes such a statement name the target, if it names the language of the page; `_` and regions are kept."""
    tag = data[value.start : value.end].decode().strip()
    known = options.source if options.source != "auto" else language
    if not tag or (known and not is_same(tag, known)):
        return None
    written = regional(options.target) if "_" in tag or "-" in tag else options.target
    return Edit(value.start, value.end, written.replace("-", "_" if "_" in tag else "-").encode())
