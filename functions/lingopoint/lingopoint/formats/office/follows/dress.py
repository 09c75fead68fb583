"""The properties of a run whose text became another language: its language, and its direction.

ECMA-376 part 1: `w:lang` section 17.3.2.20, `w:rtl` section 17.3.2.30 with the twins of properties for complex scripts
(`w:bCs`, `w:iCs`, `w:szCs`), in the order of section 17.3.2; `lang` of DrawingML section 21.1.2.3.9.
"""

import re
from functools import lru_cache

from lingopoint.formats.locales import ASIAN, COMPLEX, regional
from lingopoint.formats.office.follows.tags import ATTRIBUTES, is_on, value_of, with_value
from lingopoint.formats.office.names import Script
from lingopoint.formats.options import Options
from lingopoint.regex import compile_pattern

_NAME = rb"(?P<prefix>(?:[^\s/<>:]++:)?)"
_EMPTY = compile_pattern(rb"<([^\s/>]++)%b/>" % ATTRIBUTES)
_LANG = compile_pattern(rb"<%blang(?=[\s/>])%b/?>" % (_NAME, ATTRIBUTES))
_RTL = compile_pattern(rb"<%brtl(?=[\s/>])%b(?:/>|></(?P=prefix)rtl>)" % (_NAME, ATTRIBUTES))
_AFTER_RTL = compile_pattern(
    rb"<%b(?:cs|em|lang|eastAsianLayout|specVanish|oMath|rPrChange)(?=[\s/>])|</[^<>]++>\Z" % _NAME
)
_FONTS = compile_pattern(rb"<%brFonts(?=[\s/>])%b/?>" % (_NAME, ATTRIBUTES))
_START = compile_pattern(rb"<[^\s/>]++%b/?>" % ATTRIBUTES)
_TWINS = [
    (
        compile_pattern(rb"<%b%b(?=[\s/>])(?P<value>%b)/>" % (_NAME, name, ATTRIBUTES)),
        compile_pattern(rb"<(?:[^\s/<>:]++:)?%bCs(?=[\s/>])" % name),
        name,
    )
    for name in (b"b", b"i", b"sz")
]


class Dress:
    """How runs are dressed for the target language. `changes` says whether there may be anything to do at all."""

    def __init__(self, options: Options) -> None:
        self._target = options.target
        self.follows = options.document_language
        self.right_to_left = options.right_to_left and self.follows

    def __call__(self, script: Script, run: bytes, look: bytes, *, right_to_left: bool) -> bytes:
        """The properties `look` of a run (its name is `run`) with text in the target language."""
        if not self.follows or script is Script.SHEET:
            return look
        if script is Script.DRAWING:
            return _drawing(look, self._target)
        return _word(run, look, self._target, right_to_left)


@lru_cache(maxsize=1024)
def _drawing(look: bytes, target: str) -> bytes:
    tag = _START.match(look)
    if tag is None or value_of(tag[0], b"lang") is None:
        return look
    return with_value(tag[0], b"lang", regional(target)) + look[tag.end() :]


@lru_cache(maxsize=1024)
def _word(run: bytes, look: bytes, target: str, right_to_left: bool) -> bytes:
    look = _LANG.sub(lambda lang: language_of_word(lang[0], lang["prefix"], target), look, count=1)
    found = _RTL.search(look)
    if found is not None and right_to_left != is_on(value_of(found[0], found["prefix"] + b"val")):
        on = b"" if right_to_left else b' %bval="0"' % found["prefix"]
        look = look[: found.start()] + b"<%brtl%b/>" % (found["prefix"], on) + look[found.end() :]
    elif found is None and right_to_left:
        look = _with_rtl(run[: run.rfind(b":") + 1], look)
    return _with_twins(look) if right_to_left else look


def language_of_word(tag: bytes, prefix: bytes, target: str) -> bytes:
    """A `w:lang` or `w:themeFontLang` that says the target language, in the attribute for its kind of script."""
    name = b"eastAsia" if target in ASIAN else b"bidi" if target in COMPLEX else b"val"
    return with_value(tag, prefix + name, regional(target))


def _with_rtl(prefix: bytes, look: bytes) -> bytes:
    if not look:
        return b"<%brPr><%brtl/></%brPr>" % (prefix, prefix, prefix)
    if empty := _EMPTY.fullmatch(look):
        return b"%b><%brtl/></%b>" % (look[:-2], prefix, empty[1])
    after = _AFTER_RTL.search(look)
    at = after.start() if after else len(look)
    return look[:at] + b"<%brtl/>" % prefix + look[at:]


def _with_twins(look: bytes) -> bytes:
    """What the text of a complex script looks like is said by properties of its own."""
    for pattern, twin, name in _TWINS:
        found = pattern.search(look)
        if found is not None and twin.search(look) is None:
            copy = b"<%b%bCs%b/>" % (found["prefix"], name, found["value"])
            look = look[: found.end()] + copy + look[found.end() :]
    return _FONTS.sub(_with_font, look, count=1)


def _with_font(fonts: re.Match[bytes]) -> bytes:
    prefix, tag = fonts["prefix"], fonts[0]
    font = value_of(tag, prefix + b"ascii")
    if font is None or value_of(tag, prefix + b"cs") or value_of(tag, prefix + b"cstheme"):
        return tag
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return b'%b %bcs="%b"%b' % (tag[:end].rstrip(), prefix, font, tag[end:])
