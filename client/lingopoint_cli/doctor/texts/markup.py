"""Inline tags, and text that is not to be translated."""

import re
from collections.abc import Callable, Iterator

from lingopoint_cli.doctor.check import Check
from lingopoint_cli.doctor.finding import Finding, differs, failed, ok
from lingopoint_cli.doctor.texts.probes import ALONE, Judge, Probe, content, first_wrong, leaked, tags

NAMES = ("b", "i", "u", "s", "q", "em")
"""The elements that inline codes travel in (`lingopoint.translation.wire`)."""

CARRIERS = {"a": "{alpha}", "i": "{beta}", "code": "{gamma}", "span": "{delta}"}
_NO_BLOCK = "the block around it is gone"
_SPACES = "Spaces at codes are compared with the original and put right, where that is safe."


def _within_block(judge: Judge) -> Judge:
    def judged(back: str) -> Finding:
        inside = content(back)
        return differs(_NO_BLOCK) if inside is None else judge(inside)

    return judged


def judge_pair(name: str) -> Judge:
    """Both tags, once, in order, something between them, and white space outside of them only."""

    def judge(text: str) -> Finding:
        pair = re.fullmatch(rf"([^<]*)<\s*{name}\s*>([^<]*)<\s*/\s*{name}\s*>([^<]*)", text)
        if pair is None:
            return differs(f"<{name}> </{name}> came back as {tags(text)}")
        before, inside, after = pair.groups()
        wrong = (
            "" if inside.strip() else "nothing is left between the tags",
            "" if inside == inside.strip() else "a space crept into the tags",
            "a space was lost beside the tags" if before[-1:].isalnum() or after[:1].isalnum() else "",
        )
        return first_wrong(wrong, ok("came back once, in order"))

    return _within_block(judge)


def judge_lone(text: str) -> Finding:
    """The one tag that has no end."""
    found = re.findall(r"<[^<>]*>", text)
    right = len(found) == 1 and re.fullmatch(r"<\s*br\s*/?\s*>", found[0])
    return ok("came back once") if right else differs(f"<br> came back as {tags(text)}")


def judge_numbered(text: str) -> Finding:
    """Two elements of one name, told apart by their ids."""
    right = re.findall(r"<\s*b\s+id\s*=\s*\W?(\d+)\W?\s*>[^<]*<\s*/\s*b\s*>", text)
    return ok("came back with their ids") if sorted(right) == ["7", "8"] else differs(f"came back as {tags(text)}")


def judge_nested(text: str) -> Finding:
    """A pair within a pair."""
    right = re.fullmatch(r"[^<]*<\s*b\s*>[^<]*<\s*i\s*>[^<]+<\s*/\s*i\s*>[^<]*<\s*/\s*b\s*>[^<]*", text)
    return ok("came back nested") if right else differs(f"<b> <i> </i> </b> came back as {tags(text)}")


def kept(text: str, name: str, shown: str) -> bool:
    """Whether a protected element is there, once, and holds what it held."""
    found = re.findall(rf"<\s*{name}\s[^<>]*\btranslate\s*=\s*[\"']?no\b[^<>]*>([^<]*)<\s*/\s*{name}\s*>", text)
    return found == [shown]


def judge_protected(*shown: str) -> Judge:
    """Every one of the protected texts."""

    def judge(text: str) -> Finding:
        held = re.findall(r"<\s*span\s[^<>]*\btranslate\s*=\s*[\"']?no\b[^<>]*>([^<]*)<\s*/\s*span\s*>", text)
        changed = sorted(set(shown) - set(held)) or (["more than was sent"] if len(held) != len(shown) else [])
        wrong = f"lost, doubled or changed: {', '.join(changed)}" if changed else ""
        return first_wrong((leaked(text), wrong), ok("came back as sent"))

    return _within_block(judge)


def judge_spaces(text: str) -> Finding:
    """White space on both sides of protected text, as the original has it."""
    lost = re.search(r"[^\s<>(\[{\"'“‘«¿¡\-–—/]<\s*span\b|<\s*/\s*span\s*>\w", text)
    added = re.search(r"<\s*/\s*span\s*>\s+[.,;:!?]", text)
    wrong = (
        "" if "<span" in text else "the elements are gone",
        "a space was lost beside protected text" if lost else "",
        "a space was put between protected text and a sign" if added else "",
    )
    return first_wrong((leaked(text), *wrong), ok("spaces are as sent"))


def judge_carriers(text: str) -> Finding:
    """Whether `<span>` is a good carrier, and which others are."""
    held = [name for name, shown in CARRIERS.items() if kept(text, name, shown)]
    said = f"kept: {', '.join(f'<{name}>' for name in held) or 'none'} of {len(CARRIERS)} elements"
    if len(held) == len(CARRIERS) or "span" in held:
        return ok(said)
    return differs(said) if held else failed(said)


def _pair(name: str) -> Probe:
    text = f"<p>Press <{name}>Start</{name}> to begin.</p>"
    return Probe(f"tag {name}", f"Does <{name}> come back around its words?", text, judge_pair(name))


def _probes() -> Iterator[Probe]:
    yield from map(_pair, NAMES)
    yield _block("tag br", "Does <br> come back?", "Ask at the desk<br> or call us.", judge_lone)
    numbered = "Press <b id=7>Start</b> or <b id=8>Stop</b>."
    yield _block("tag ids", "Do ids of tags come back?", numbered, judge_numbered)
    nested = "Read <b>all of <i>this page</i></b> first."
    yield _block("tags nested", "Do nested tags come back nested?", nested, judge_nested)
    yield Probe(
        "protected",
        "Does <span translate=no> keep what is in it?",
        "<p>Open <span translate=no>{file}</span> before noon.</p>",
        judge_protected("{file}"),
    )
    yield Probe(
        "protected beside signs",
        "And right behind an escaped `<`?",
        "<p>Set it to &lt;<span translate=no>{low}</span>&gt; or &lt;<span translate=no>{high}</span>&gt;.</p>",
        judge_protected("{low}", "{high}"),
    )
    yield Probe(
        "protected spaces",
        "Do spaces beside protected text stay as they are?",
        "<p>Dear <span translate=no>{name}</span>, your <span translate=no>{item}</span> is ready.</p>",
        _within_block(judge_spaces),
        _SPACES,
    )
    yield Probe(
        "carriers",
        "Which elements keep protected text: <span>, or others as well?",
        f"<p>Open {', '.join(f'<{name} translate=no>{shown}</{name}>' for name, shown in CARRIERS.items())} now.</p>",
        _within_block(judge_carriers),
        f"Placeholders and code travel in <span>. {ALONE}",
        "Send us the answers: another element is the better carrier here.",
    )


def _block(name: str, asks: str, text: str, judge: Callable[[str], Finding]) -> Probe:
    return Probe(name, asks, f"<p>{text}</p>", _within_block(judge))


CHECKS: tuple[Check, ...] = tuple(probe.check() for probe in _probes())
