"""Fluent (.ftl): the text of messages, of their attributes and of the variants of selectors.

Placeables and tags stay, as codes of the sentence; names, terms (`-brand`), comments and junk stay as they are, and so
do attributes and messages named for keys to press or for style. Text around a selector is divided at it. A pattern of
several lines gets as many; a blank line divides it. A number in a language with more plural forms than the source falls
to the default variant, which is right; a variant `one` without its number gets the default's text where the language
says it of 21 as well. A path, for include and exclude, is "message", "message/attribute", each with "/variant" for
those inside of selectors. With `include`, terms are translated that it covers.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from lingopoint.formats import cardinals
from lingopoint.formats.apps.fluent_patterns import BLANK, BREAK, SELECT, TEXT, Item, Pattern, patterns
from lingopoint.formats.options import Options
from lingopoint.formats.text import balance, lay_out
from lingopoint.formats.values import Selection
from lingopoint.regex import compile_pattern
from lingopoint.unit import Code, CodeKind, Document, Part, Parts, Unit, joined

_LONGEST_SHOWN = 200
_NO_TEXT = compile_pattern(
    r"(?:.*[-_/.]|)(?:(?:access|command)?-?key|accelerator|shortcut\d?|style|class|href|src)\d?\Z", re.IGNORECASE
)
_TAG = compile_pattern(r"</?[A-Za-z][^<>{}]*+>")
_NAME = compile_pattern(rb"<(/?)([\w:-]++)")
_BRACE = compile_pattern(r"[{}]")
_LINE_ENDS = compile_pattern(r"[\r\n]+")
_MARKUP = compile_pattern(r"<(?=[A-Za-z/!?])")
_SIGN = compile_pattern(rb"(\n[ ]++)([\[*.])")


def extract(data: bytes, options: Options) -> Document:
    """The texts of a file. Every text is one, so this never raises UnreadableError."""
    return Document(data, list(_Texts(data, options).units()))


class _Texts:
    """Finds the units in the patterns of a file."""

    def __init__(self, data: bytes, options: Options) -> None:
        self._data = data
        self._options = options
        self._wants = Selection(options.include or ("**",), options.exclude).wants

    def units(self) -> Iterator[Unit]:
        for pattern in patterns(self._data, self._options.work):
            if self._options.include or not self._is_fixed(pattern):
                yield from self._in(pattern.name, pattern.items)

    @staticmethod
    def _is_fixed(pattern: Pattern) -> bool:
        return pattern.name.startswith("-") or _NO_TEXT.match(pattern.name) is not None

    def _in(self, path: str, items: Sequence[Item]) -> Iterator[Unit]:
        run: list[Item] = []
        for item in items:
            if item.kind in {SELECT, BLANK}:
                yield from self._unit(path, run)
                run = []
                yield from self._variants(path, item)
            else:
                run.append(item)
        yield from self._unit(path, run)

    def _variants(self, path: str, item: Item) -> Iterator[Unit]:
        found = [(variant.key, list(self._in(f"{path}/{variant.key}", variant.items))) for variant in item.variants]
        texts = {variant.key: self._raw(variant.items) for variant in item.variants}
        units = dict(found)
        forms = cardinals.forms(texts, self._options.target) if texts.keys() <= {*cardinals.NAMES} else None
        for key, own in found:
            if key == "one" and forms and forms["one"] != texts["one"] and len(own) == len(units["other"]) == 1:
                yield own[0]._replace(parts=units["other"][0].parts, write=units["other"][0].write)
            else:
                yield from own

    def _raw(self, items: Sequence[Item]) -> str:
        return self._data[items[0].start : items[-1].end].decode()

    def _unit(self, path: str, run: list[Item]) -> Iterator[Unit]:
        while run and self._is_blank(run[0]):
            run = run[1:]
        while run and self._is_blank(run[-1]):
            run = run[:-1]
        if not run:
            return
        start, end = run[0].start, run[-1].end
        raw = self._data[start:end]
        start += len(raw) - len(raw.lstrip(b" \t"))
        end -= len(raw) - len(raw.rstrip(b" \t\r"))
        parts = _paired(
            [part for item in run for part in self._parts(item._replace(start=max(item.start, start)), end)]
        )
        if not self._wants(path, "".join(part for part in parts if isinstance(part, str))):
            return
        self._options.work.unit()
        has_markup = any(isinstance(part, Code) and part.raw is not None and part.raw[:1] == b"<" for part in parts)
        breaks = [item for item in run if item.kind == BREAK]
        lead = self._data[breaks[0].start : breaks[0].end] if breaks else b""
        is_first = not self._data[self._data.rfind(b"\n", 0, start) + 1 : start].strip(b" ")
        yield Unit(start, end, parts, partial(_write, len(breaks) + 1, lead, is_first, has_markup))

    def _is_blank(self, item: Item) -> bool:
        return item.kind == BREAK or (item.kind == TEXT and not self._data[item.start : item.end].strip())

    def _parts(self, item: Item, end: int) -> Iterator[Part]:
        raw = self._data[item.start : min(item.end, end)]
        if item.kind == BREAK:
            yield " "
        elif item.kind == TEXT:
            text, done = raw.decode(), 0
            for tag in _TAG.finditer(text):
                self._options.work.code()
                yield text[done : tag.start()]
                yield Code(CodeKind.LONE, 0, tag[0].encode())
                done = tag.end()
            yield text[done:]
        else:
            self._options.work.code()
            shown = raw.decode() if len(raw) <= _LONGEST_SHOWN and b"\n" not in raw else ""
            yield Code(CodeKind.KEEP if shown else CodeKind.LONE, 0, raw, shown)


def _paired(parts: Sequence[Part]) -> Parts:
    """The parts, their codes numbered, and tags that belong together pairs."""
    result = list(joined(parts))
    opened: list[tuple[bytes, int]] = []
    names: Counter[bytes] = Counter()
    count = 0
    for place, part in enumerate(result):
        if isinstance(part, str):
            continue
        tag = _NAME.match(part.raw or b"") if part.kind is CodeKind.LONE else None
        partner = None
        if tag and tag[1]:
            while names[tag[2]] and partner is None:
                name, index = opened.pop()
                names[name] -= 1
                partner = index if name == tag[2] else None
        elif tag and not (part.raw or b"").endswith(b"/>"):
            opened.append((tag[2], place))
            names[tag[2]] += 1
        opening = result[partner] if partner is not None else None
        if partner is not None and isinstance(opening, Code):
            result[partner] = opening._replace(kind=CodeKind.OPEN)
            result[place] = part._replace(kind=CodeKind.CLOSE, number=opening.number)
        else:
            count += 1
            result[place] = part._replace(number=count)
    return tuple(result)


def _write(lines: int, lead: bytes, is_first: bool, has_markup: bool, parts: Parts) -> bytes:
    """The parts on as many lines; a line that would start with a sign of the syntax has it in a placeable."""
    written = lay_out(parts, partial(balance, lines=lines), partial(_encode, has_markup), lead or b" ").strip(b" ")
    # What the first line starts with counts only where it is below its name.
    written = _SIGN.sub(rb'\1{"\2"}', b"\n " + written)[2:] if is_first else _SIGN.sub(rb'\1{"\2"}', written)
    return written or b'{""}'


def _encode(has_markup: bool, text: str) -> bytes:
    text = _LINE_ENDS.sub(" ", text)
    if has_markup:
        text = _MARKUP.sub("&lt;", text)
    return _BRACE.sub(lambda brace: f'{{"{brace[0]}"}}', text).encode()
