"""Placeholders in human text, made KEEP codes: what a program or a browser reads must come back as it was.

A false alarm keeps a word untranslated; a miss breaks the application that fills the placeholder in. Where text in
braces may be either it is a placeholder; a per cent sign or a dollar sign must look like nothing else ("50% of",
"20% discount" and "$20" are prose).
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from lingopoint.regex import compile_pattern
from lingopoint.unit import UNBOUNDED, Code, CodeKind, Part, Parts, Work, numbered

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
"""Scripts without spaces, or with particles at a word's end: "详见https://example.com查看" is a URL between words."""

_PICTURES = "\u2190-\u2bff\ufe0f\U0001f300-\U0001faff"
"""Signs that may be the name of a host."""

_LABEL = rf"(?:[A-Za-z0-9-]|(?![{UNSPACED}])[^\W_])++"
"""Of a domain name, in any such script."""

_URL_REST = rf"""(?:
    [.,:;!?'*]*+                               # only where the URL goes on: else it is the sentence's
    (?: [A-Za-z0-9/%&=~@\#$+_-]++ | (?![{UNSPACED}])\w
      | \u200b(?=[A-Za-z0-9])
      | \([^\s()<>"`]*+\) | \[[^\s\[\]<>"`]*+\] | \{{{{1,3}}[^\s{{}}<>"`]*+\}}{{1,3}} )
)++"""

_SEGMENT = r"/\.?+[A-Za-z0-9_@+-]++(?:\.[A-Za-z0-9_@+-]++)*+"
"""Of a path: "/etc", "/.config", "/a.b.c", without the full stop of the sentence around it."""

_CONVERSION = r"(?:[sdiu@]|[A-Za-z](?![A-Za-z]))"
"""Ends a printf directive: "%dpx" and "%ss" are common, "%o" before a letter is not."""

_PLACEHOLDER = rf"""
    # {{name}} {{0}} {{}} {{user.name!r:>10}} {{total, number}}; mustache; {{% tag %}}; ${{VAR}} #{{x}} %{{x}}
    \$?\{{\{{\{{?[^{{}}\n]*+\}}?\}}\}}
  | [$\#%]\{{[^{{}}\n]*+\}}
  | \{{[%\#][^{{}}\n]*+(?<=[%\#])\}}
  | \{{[ ]?+!?+[\w$.@/\#^&>\[\]()'"|-]*+
        (?:,[ ]*+(?:-?\d++|(?:number|date|time|spellout|ordinal|duration)\b[^{{}}\n]*+))?+
        (?:![rsa])?+ (?::(?:[^{{}}\n]++|\{{[^{{}}\n]*+\}})*+)?+ [ ]?+\}}
    # <%= x %>
  | <%[^<\n]*?%>
    # $t(a.$t(b)) @:a.b @.lower:a.b @:(a.b) *|NAME|* %%name%% %name% %#@files@
  | \$(?<![A-Za-z0-9_$]\$)t\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*+\))*+\))*+\)
  | @(?<![A-Za-z0-9_.@]@)(?:\.[a-z]++)?+:(?:\([\w.[\] -]++\)|[A-Za-z](?:[\w.-]*\w)?+)
  | \*\|[A-Z][^|*\n]*+\|\*
  | %%[A-Za-z]\w*+%%
  | %(?<![\d%]%)[a-z][A-Za-z_]\w++(?:\.\w++)*+%(?![\w%])
  | %\#@\w++@
    # %s %1$s %-5.2f %lld %@ %% %(name)s %<name>d %APPDATA%; no space flag
  | %%(?:[sd](?![A-Za-z0-9]))?+
  | %[A-Z][A-Z0-9_]++%
  | %(?:\([\w. -]++\)|<\w++>)[-+\#0]*+\d*+(?:\.\d++)?+{_CONVERSION}
  | %(?<!\d%)(?:\d{{1,2}}\$)?[-+\#0',]*+(?:\[\d\])?+(?:\d++|\*)?+(?:\.(?:\d++|\*)?+)?+(?:hh?|ll?|[Lqjzt])?{_CONVERSION}
  | %(?:\d{{1,2}}\$)?[sd@](?![A-Za-z0-9])
    # $VAR $VAR$
  | \$(?<![A-Za-z0-9_$]\$)[A-Z][A-Z0-9_]++(?:\$(?![A-Za-z0-9_$])|(?![A-Za-z0-9_]))
    # Perl's [_1]
  | \[_\d{{1,2}}\]
    # URLs and e-mail addresses
  | [A-Za-z0-9._%+-](?<![A-Za-z0-9._%+-].)(?:
        (?<=[wW])[wW]{{2}}\.(?=[A-Za-z0-9]){_URL_REST}
      | [A-Za-z0-9._%+-]*+ (?: (?:://[{_PICTURES}]*+|(?<=(?i:mailto)):){_URL_REST} | @{_LABEL}(?:\.{_LABEL})++ )
    )
    # `inline code`
  | `(?<![`A-Za-z0-9]`)(`{{0,2}}+)(?![\s`])[^`\n]++(?<!\s)`\1(?!`)
    # :smile: but neither 10:30:00 nor std::vector
  | :(?<![A-Za-z0-9_:]:)(?:[a-z][a-z0-9_+-]*+|[+-]1):(?![A-Za-z0-9_:])
    # &nbsp; left literal in plain text, &#xg; that is none
  | &(?:[A-Za-z][A-Za-z0-9]{{1,30}}|\#[A-Za-z0-9]{{1,8}});
    # ~/a/b.conf  C:\a\b  --long-option=value
  | [~.](?<![A-Za-z0-9_/.:<~-].)\.?+(?:{_SEGMENT}){{2,}}+/?+
  | /(?<![A-Za-z0-9_/.:<~-]/){_SEGMENT[1:]}(?:{_SEGMENT})++/?+
  | [A-Za-z](?<![A-Za-z0-9_].):(?:\\[\w@+~$-]++(?:\.[\w-]++)*+)++\\?+
  | --(?<![A-Za-z0-9_-]--)[a-z0-9]++(?:(?:-[a-z0-9]++)++(?:=[\w./:@%+-]*\w)?|=[\w./:@%+-]*\w)
    """

_HINT = compile_pattern(
    r"[{%$`@&:/.|_-](?:(?<=[{%$`@&])|(?<=:)[a-z/\\+-]|(?<=/)[\w.]|(?<=-)-\w|(?<=[wW]{3}\.)|(?<=\*\|)|(?<=\[_)\d)"
)
"""Found in any text that holds a placeholder, and in little else."""


@cache
def _placeholder() -> re.Pattern[str]:
    """Compiled when a text calls for it: an answer that is kept already, or text without any, does not wait for it."""
    return compile_pattern(_PLACEHOLDER, re.VERBOSE)


def protect(parts: Parts, work: Work = UNBOUNDED) -> Parts:
    """`parts` with each placeholder in their text made a KEEP code (`raw` None, so that the format encodes it).

    Existing codes stay. All codes are numbered again from 1 in order of appearance; an OPEN and its CLOSE share one.
    Text and `shown` joined give the same as before, and protecting twice changes nothing. New codes are counted in
    `work`, which may raise (see `Work.spend`).
    """
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts if _HINT.search(parts[0]) is None else numbered(_split(parts, work))
    if any(isinstance(part, str) and _HINT.search(part) for part in parts):
        return numbered(_split(parts, work))
    in_order = numbered(parts)
    return parts if in_order == parts else in_order  # the very same object: documents have very many units


def _split(parts: Parts, work: Work) -> Iterator[Part]:
    for boundary, group in groupby(parts, _is_boundary):
        if boundary:
            yield from group
        else:
            yield from _split_run(list(group), work)


def _is_boundary(part: Part) -> bool:
    """Whether no placeholder reaches across: any code but a placeholder that was split off before."""
    return not isinstance(part, str) and (part.raw is not None or _placeholder().fullmatch(part.shown) is None)


def _split_run(run: list[Part], work: Work) -> Iterator[Part]:
    """Looks at the run as a whole: a placeholder has the same surroundings before and after others are split off."""
    whole = "".join(part if isinstance(part, str) else part.shown for part in run)
    end = 0
    for part in run:
        if isinstance(part, str):
            start, end = end, end + len(part)
            yield from _split_text(whole, start, end, work)
        else:
            end += len(part.shown)
            yield part


def _split_text(whole: str, start: int, end: int, work: Work) -> Iterator[Part]:
    for match in _placeholder().finditer(whole, start):
        if match.end() > end:
            break
        if match.start() > start:
            yield whole[start : match.start()]
        work.code()
        yield Code(CodeKind.KEEP, 0, None, match.group())
        start = match.end()
    if start < end:
        yield whole[start:end]
