"""Text that no engine may touch. Each piece is made a KEEP tag for the engine, and text again afterwards."""

import re
from collections.abc import Iterable

from lingopoint_local.translate.line import Line, Tag, joined, kept, tags

_PLACEHOLDERS = (
    r"\$?\{{1,2}\s*[\w.$\[\]-]*(?:\s*[:|!,][^{}]*)?\s*\}{1,2}",  # {name}, {{ name }}, ${NAME}, {0:>8}
    r"%(?:\(\w+\)|\d+\$)?[-+#0]*\d*(?:\.\d+)?[sdifgexXuc@](?!\w)",  # %s, %(name)s, %1$s
    r"(?:\b(?:https?|ftp)://|\bmailto:|\bwww\.)[^\s<>\"']*[^\s<>\"'.,;:!?)\]]",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
)
_FOREIGN = r"[^\u0000-\u024f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf\u2122]+"
_NAMES = (
    r"(?<![\w.])[#@]\w[\w-]*",  # hashtags, mentions
    r"\b\w+(?:_\w+)+\b",  # snake_case
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{3,4}|py|js|md|sh|io|uk|de|fr|br|pt|es|it)\b(?!\.)",  # file and host names
    r"[<>|\\^`~_*#\t\x00-\x08\x0b-\x1f]+",
    rf"{_FOREIGN}(?:\u200d{_FOREIGN})*",  # emoji, those that are made of several too; other scripts than Latin
)
_FEW = re.compile("|".join(_PLACEHOLDERS))
_ALL = re.compile("|".join((*_PLACEHOLDERS, *_NAMES)))


def protect(line: Line, names: bool = False) -> Line:
    """The line with its placeholders, links and e-mail addresses as KEEP tags, numbered after its own tags.

    `names` is for engines that garble names of files and variables, signs, emoji and every script but Latin.
    """
    return kept(line, _ALL if names else _FEW)


def release(line: Iterable[str | Tag], source: Line) -> Line:
    """The line with every tag that `source` does not hold turned into the text that it stood for."""
    own = {tag.number for tag in tags(source)}
    return joined(part.raw if isinstance(part, Tag) and part.number not in own else part for part in line)
