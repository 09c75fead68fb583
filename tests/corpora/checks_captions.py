"""Captions through srt and webvtt-py: the same cues at the same times with the same markup, their words changed."""

import html
import io
import re
from collections.abc import Iterator

import srt
import webvtt

from tests.corpora.traces import different, problems

_MARKUP = re.compile(r"</?(?:b|c|font|i|lang|rt|ruby|s|u|v|\d+:[\d:.]+)\b[^>]*>|\{(?:\\|[A-Za-z]:)[^}]*\}|\\[nNh]")
_NOT_SPOKEN = re.compile(r"(?m)^[A-Z]{2,20}:")


def check_srt(before: str, after: str) -> Iterator[str]:
    """SubRip."""
    old, new = (list(srt.parse(text.removeprefix("\ufeff"), ignore_errors=True)) for text in (before, after))
    yield from different(
        "cues", *([(cue.index, cue.start, cue.end, cue.proprietary) for cue in cues] for cues in (old, new))
    )
    for one, other in zip(old, new, strict=False):
        yield from _cue(one.content, other.content)


def check_vtt(before: str, after: str) -> Iterator[str]:
    """WebVTT."""
    old, new = (webvtt.from_buffer(io.StringIO(text.removeprefix("\ufeff"))) for text in (before, after))
    yield from different(
        "cues", *([(cue.identifier, cue.start, cue.end) for cue in file.captions] for file in (old, new))
    )
    yield from different("styles", *([style.text for style in file.styles] for file in (old, new)))
    for one, other in zip(old.captions, new.captions, strict=False):
        yield from _cue(one.raw_text, other.raw_text, unescape=True)


def _cue(before: str, after: str, *, unescape: bool = False) -> Iterator[str]:
    yield from different("markup", _MARKUP.findall(before), _MARKUP.findall(after))
    one, other = _MARKUP.sub("", before), _MARKUP.sub("", after)
    if unescape:
        one, other = html.unescape(one), html.unescape(other)
    yield from problems(one, other, _NOT_SPOKEN)
