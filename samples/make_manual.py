"""Writes manual.txt, an owner's manual of some hundred kilobytes: `python samples/make_manual.py`.

Every section treats one part of the station (manual/parts.toml) under the same topics (manual/sentences.toml). Sections
and paragraphs are numbered, so that a translation which lost or moved one shows it. The same text comes out every time.
"""

import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_WIDTH = 80


def manual() -> str:
    """The whole manual, hard-wrapped."""
    parts = tomllib.loads((HERE / "manual/parts.toml").read_text(encoding="utf-8"))["part"]
    topics = tomllib.loads((HERE / "manual/sentences.toml").read_text(encoding="utf-8"))["topic"]
    frame = (HERE / "manual/frame.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    lines = [line for paragraph in frame for line in _wrapped(paragraph)]
    for number, part in enumerate(parts, 1):
        lines += ["", "", f"{number}. The {part['name']}", *_section(number, part, topics)]
    lines += ["", "", "List of parts", "", *(_row(number, part) for number, part in enumerate(parts, 1))]
    return "\n".join([*lines, "", f"End of the manual: {len(parts)} sections.", ""])


def _section(number: int, part: dict[str, Any], topics: list[dict[str, Any]]) -> Iterator[str]:
    for below, topic in enumerate(topics, 1):
        yield from ("", f"{number}.{below} {topic['title'].format(**part)}")
        previous = ""
        for turn, variants in enumerate(topic["paragraphs"]):
            text = variants[(number + below + turn) % len(variants)].format(**part)
            if not (text.startswith("- ") and previous.startswith("- ")):
                yield ""
            yield from _wrapped(_capitalised(text))
            previous = text


def _row(number: int, part: dict[str, Any]) -> str:
    return f"{number:>2}  {part['spare']}  {_capitalised(part['name']):<20}{part['minutes']:>3} min"


def _wrapped(paragraph: str) -> list[str]:
    indent = "  " if paragraph.startswith("- ") else ""
    return textwrap.wrap(paragraph, _WIDTH, subsequent_indent=indent, break_on_hyphens=False) or [""]


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


if __name__ == "__main__":
    (HERE / "manual.txt").write_text(manual(), encoding="utf-8", newline="\n")
