"""Which cues of a track are for programs: names of pictures, addresses with a place in them, serialised data.

That a track is of kind `metadata` (https://www.w3.org/TR/webvtt1/, section 1.6) says the page that uses it, not the
file. So each cue is judged by itself; a track most of whose cues are for programs is so as a whole.
"""

import json
from collections.abc import Sequence

from lingopoint.regex import compile_pattern

_FILE = rb"\.(?:avif|bmp|gif|jpe?g|json|m3u8|m4[asv]|mp[34]|png|svg|ts|vtt|webm|webp)(?:[?#]\S*+)?+\Z"
_NAMED = compile_pattern(rb"(?i)[^\s.][^\r\n.]*+(?:\.[^\r\n.]*+)*?%b" % _FILE)
_SPACED = compile_pattern(rb"\S\s+\S")
_ADDRESS = compile_pattern(rb"(?i)[a-z][a-z\d+.-]*+:/\S++\Z|\.{0,2}/\S++\Z|[A-Za-z0-9+/]{60,}+={0,2}\Z")
_PLACE = b"#xywh="
_SERIALISED = (b"{", b"[")
_HINT = compile_pattern(rb"(?i)#xywh=|[/{\[]|\.(?:[ajmpstvwgb][a-z0-9]{1,3})(?![a-z0-9])|[a-z0-9+/]{60}")
"""Found in any track with such a cue."""


def without(data: bytes, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The spans of the cues that people read; none where most cues are for programs."""
    if _HINT.search(data) is None:
        return spans
    read = [span for span in spans if not _is_for_programs(data[slice(*span)].strip())]
    return read if 2 * len(read) > len(spans) else []


def _is_for_programs(text: bytes) -> bool:
    if text.startswith(_SERIALISED):
        return _is_data(text)
    is_one_word = _SPACED.search(text) is None
    return _PLACE in text or (is_one_word and (_ADDRESS.match(text) or _NAMED.match(text)) is not None)


def _is_data(text: bytes) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False
