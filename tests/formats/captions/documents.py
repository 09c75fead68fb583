"""The two caption formats, SubRip and WebVTT: documents of each, and what in them is no word."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from hypothesis import strategies as st

from lingopoint.formats.captions import srt, vtt
from lingopoint.formats.options import Options
from lingopoint.unit import Document, Parts

OPTIONS = Options(target="fr")


@dataclass(frozen=True)
class Captions:
    """A caption format. `start` is what comes before the text of a first cue, `end` what follows it: another cue."""

    name: str
    times: str
    start: str
    end: str
    pieces: Sequence[str]
    """What texts are made of besides words: markup, whole and broken."""
    words: Sequence[str]
    markup_of: Callable[[str], list[str]]
    """What a translation must not add to."""
    skeleton_of: Callable[[str], list[str]]
    """Everything but words: markup, counters, times, marks."""
    read: Callable[[bytes, Options], Document]

    def extract(self, text: str) -> Document:
        """The document."""
        return self.read(text.encode(), OPTIONS)

    def cue(self, text: str) -> str:
        """A document with this text in a cue."""
        return self.start + text + self.end

    def units(self, text: str) -> list[Parts]:
        """The units of a cue."""
        return [unit.parts for unit in self.extract(self.cue(text)).units]

    def translated(self, text: str, *targets: Parts) -> str:
        """The text of the one cue, everything around it being as it was."""
        result = self.extract(self.cue(text)).splice(targets).data.decode()
        assert result.startswith(self.start)
        assert result.endswith(self.end)
        return result[len(self.start) : len(result) - len(self.end)]

    @cached_property
    def texts(self) -> st.SearchStrategy[str]:
        """Texts of cues, of one to three lines."""
        line = st.lists(st.sampled_from([*self.pieces, *self.words]), max_size=9).map("".join)
        return st.lists(line, min_size=1, max_size=3).map("\n".join)

    @cached_property
    def documents(self) -> st.SearchStrategy[str]:
        """Documents of several cues, with line ends of every kind."""
        return st.builds(
            lambda texts, end: "\n\n".join(map(self.cue, texts)).replace("\n", end),
            st.lists(self.texts, min_size=1, max_size=4),
            st.sampled_from(["\n", "\r\n", "\r"]),
        )


_SRT_TIMES = "00:00:01,000 --> 00:00:03,500"
_SRT_MARKUP = r"</?(?:i|b|br)>|\{\\an8\}|\\N"


def _srt_skeleton(document: str) -> list[str]:
    return re.findall(rf"{_SRT_MARKUP}|[^\w\s]|\d+", document.replace("→", "-->"))


SUBRIP = Captions(
    name="srt",
    times=_SRT_TIMES,
    start=f"1\n{_SRT_TIMES}\n",
    end=f"\n\n2\n{_SRT_TIMES}\n",
    pieces=["<i>", "</i>", "<b>", "</b>", "<br>", "{\\an8}", "\\N"],
    words=[*"<>{}\\-♪:& \t.1", "-- ", "JO: ", "Word", "été", "字", "\u00a0"],
    markup_of=lambda document: sorted(re.findall(_SRT_MARKUP, document)),
    skeleton_of=_srt_skeleton,
    read=srt.extract,
)

_VTT_TIMES = "00:01.000 --> 00:03.500"
_VTT_TAG = r"<[^>]*>?"


def _vtt_skeleton(document: str) -> list[str]:
    text = html.unescape(re.sub(_VTT_TAG, "", document))
    return re.findall(_VTT_TAG, document) + re.findall(r"[^\w\s]|\d+", text)


WEBVTT = Captions(
    name="vtt",
    times=_VTT_TIMES,
    start=f"WEBVTT\n\n{_VTT_TIMES}\n",
    end=f"\n\nid\n{_VTT_TIMES}\n",
    pieces=[
        *("<i>", "</i>", "<c.a>", "</c>", "<v Jo>", "</v>", "<00:02.000>", "<", "<rt\n>"),
        *("&amp;", "&nbsp;", "&#10;", "&"),
    ],
    words=[*">-♪:; \t.1", "JO: ", "Word", "été", "字", "\u00a0"],
    markup_of=lambda document: re.findall(f"{_VTT_TAG}|-->", document),
    skeleton_of=_vtt_skeleton,
    read=vtt.extract,
)
