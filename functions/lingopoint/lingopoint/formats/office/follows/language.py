"""The language that the parts of a package state as the document's own, and that follows its text.

A document has three at once, for three kinds of script (ECMA-376 part 1, section 17.3.2.20): the one of the target's
script becomes the target, in the defaults of its styles, in the styles that have the same language as these, in its
settings (`w:themeFontLang`, section 17.15.1.88), in a presentation's own styles, in charts and in the properties.
"""

import re
from collections.abc import Iterator

from lingopoint.formats.locales import is_same, regional
from lingopoint.formats.office.follows.dress import language_of_word
from lingopoint.formats.office.follows.tags import ATTRIBUTES, value_of, with_value
from lingopoint.formats.options import Options
from lingopoint.regex import compile_pattern
from lingopoint.unit import Edit

_ROOTS = rb"styles|settings|presentation|chartSpace|coreProperties"
_ROOT = compile_pattern(rb"(?s)\A(?:\xef\xbb\xbf)?+(?:<[?!].*?>|\s)*+<(?:(\w+):)?(%b)(?=[\s>])" % _ROOTS)
_OF_STYLES = compile_pattern(rb"<(?P<prefix>(?:\w+:)?)lang(?=[\s/>])%b/?>" % ATTRIBUTES)
_OF_SETTINGS = compile_pattern(rb"<(?P<prefix>(?:\w+:)?)themeFontLang(?=[\s/>])%b/?>" % ATTRIBUTES)
_OF_SLIDES = compile_pattern(rb"<(?:\w+:)?defRPr(?=[\s/>])%b/?>" % ATTRIBUTES)
_OF_CHART = compile_pattern(rb"<(?:\w+:)?lang(?=[\s/>])%b/?>" % ATTRIBUTES)
_OF_PROPERTIES = compile_pattern(rb"<((?:\w+:)?language)>([^<]++)</\1>")


def language_edits(data: bytes, options: Options) -> Iterator[Edit]:
    """What makes a part say the target language; nothing where the part states none."""
    root = _ROOT.match(data) if options.document_language else None
    if root is None:
        return
    if root[2] == b"styles":
        yield from _word(_OF_STYLES, data, options.target)
    elif root[2] == b"settings":
        yield from _word(_OF_SETTINGS, data, options.target)
    elif root[2] == b"coreProperties":
        for stated in _OF_PROPERTIES.finditer(data):
            yield Edit(*stated.span(2), regional(options.target).encode())
    else:
        pattern, name = (_OF_SLIDES, b"lang") if root[2] == b"presentation" else (_OF_CHART, b"val")
        yield from _drawing(pattern, name, data, options.target)


def _word(pattern: re.Pattern[bytes], data: bytes, target: str) -> Iterator[Edit]:
    usual: bytes | None = None
    for found in pattern.finditer(data):
        stated = value_of(found[0], found["prefix"] + b"val")
        usual = stated if usual is None else usual
        if _is_same(stated, usual):
            yield Edit(*found.span(), language_of_word(found[0], found["prefix"], target))


def _drawing(pattern: re.Pattern[bytes], name: bytes, data: bytes, target: str) -> Iterator[Edit]:
    usual: bytes | None = None
    for found in pattern.finditer(data):
        stated = value_of(found[0], name)
        usual = stated if usual is None else usual
        if stated is not None and _is_same(stated, usual):
            yield Edit(*found.span(), with_value(found[0], name, regional(target)))


def _is_same(stated: bytes | None, usual: bytes | None) -> bool:
    return stated == usual or is_same((stated or b"").decode(), (usual or b"").decode())
