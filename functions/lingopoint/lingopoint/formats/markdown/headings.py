"""The ids that processors give to headings by their text, so that a translated one may keep the one that links name.

`github` is the rule of GitHub and of what uses its slugger (Docusaurus, VitePress, Astro, Gatsby, Hugo), `pandoc` that
of Pandoc and Quarto, which kramdown's is close to, `python-markdown` that of Python-Markdown, which MkDocs uses.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple
from urllib.parse import unquote

from lingopoint.formats.markdown.run import Mark, Run, Text
from lingopoint.regex import compile_pattern

_LINK = compile_pattern(rb"""(?:\]\(|^[ ]{0,3}\[[^\[\]\n]++\]:[ ]|href=["'])\#([^\s)"'<>]++)""", re.MULTILINE)
_CLASSES = compile_pattern(rb"""\{:?[ ]*+(?:[.\w-][^{}\n]*)?\}""")
_OF_MKDOCS = compile_pattern(rb'^(?:!!!|\?\?\?\+?|===[+!]*) ?[\w"]', re.MULTILINE)


class _Rule(NamedTuple):
    """How a text becomes an id, and what stands before the number of one that is there already."""

    slug: Callable[[str], str]
    mark: str


def _github(text: str) -> str:
    return re.sub(r"[^\w\s-]", "", text.strip().lower()).replace(" ", "-")


def _pandoc(text: str) -> str:
    kept = "-".join(re.sub(r"[^\w\s.-]", "", text).lower().split())
    return re.sub(r"\A[\W\d_]+", "", kept) or "section"


def _python_markdown(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_text).strip().lower())


_RULES: Final = {
    "github": _Rule(_github, "-"),
    "python-markdown": _Rule(_python_markdown, "_"),
    "pandoc": _Rule(_pandoc, "-"),
}


class Heading:
    """What a heading says, and the attribute with its id that is to stand behind it once it is translated.

    `attributes` is the list that stands there already, which the id goes into.
    """

    def __init__(self, text: str, attributes: bytes = b"") -> None:
        self.text = text
        self.attributes = attributes
        self.pin = b""


def heading_of(run: Run, body: bytes) -> Heading | None:
    """The heading that a run is, if it has room for an id: none yet, no closing hashes."""
    if not run.context.in_heading or not run.items:
        return None
    last = run.items[-1]
    line_end = body.find(b"\n", run.end)
    if body[run.end : len(body) if line_end < 0 else line_end].strip(b" \t\r"):
        return None
    items, attributes = run.items, b""
    if isinstance(last, Mark) and body.startswith(b"{", last.start):
        items, attributes = items[:-1], body[last.start : last.end]
        if b"#" in attributes or not _CLASSES.fullmatch(attributes):
            return None
    return Heading("".join(item.text if isinstance(item, Text) else item.shown for item in items), attributes)


def pin(headings: Iterable[Heading | None], body: bytes, choice: str) -> None:
    """Have each heading keep the id that its text gives it, by the rule of a choice."""
    found = [heading for heading in headings if heading is not None]
    for heading, made in zip(found, _ids([heading.text for heading in found], body, choice), strict=True):
        before = heading.attributes[:-1].rstrip() + b" " if heading.attributes else b"{"
        heading.pin = b"%b#%b}" % (before, made.encode()) if made else b""


def _ids(texts: Sequence[str], body: bytes, choice: str) -> list[str]:
    """The ids of headings by their texts, in order, by the rule of a choice (`pin-pandoc`).

    Where the choice leaves it open (`pin`), the rule is the one that most links within the document fit. Where none
    does, tabs and admonitions of MkDocs tell Python-Markdown's; else it is GitHub's.
    """
    named = choice.partition("-")[2]
    if named in _RULES:
        return list(_numbered(texts, _RULES[named]))
    linked = {unquote(link[1].decode()) for link in _LINK.finditer(body)}
    found = [list(_numbered(texts, rule)) for rule in _RULES.values()]
    if _OF_MKDOCS.search(body):
        found[:2] = found[1::-1]
    return max(found, key=lambda made: len(linked.intersection(made)))


def _numbered(texts: Sequence[str], rule: _Rule) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for text in texts:
        slug = rule.slug(text)
        yield f"{slug}{rule.mark}{seen[slug]}" if seen[slug] else slug
        seen[slug] += 1
