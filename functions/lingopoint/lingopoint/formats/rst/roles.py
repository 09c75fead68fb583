"""Roles of docutils, Sphinx and its extensions: what of `:role:`...`` is text."""

from typing import Final, NamedTuple

from lingopoint.regex import compile_pattern


def _words(text: str) -> list[str]:
    return text.split()


_TEXT: Final = frozenset(
    _words(
        "emphasis strong sub subscript sup superscript title title-reference t dfn guilabel index abbr"
        " abbreviation ab ac acronym abbrev"
    )
)
"""Roles all of whose content is text."""

_TITLES: Final = frozenset(
    _words(
        "ref doc any numref term download envvar keyword option token std:ref std:doc std:term std:numref"
        " std:option std:envvar std:token std:keyword pep rfc issue pr pull bug ticket user commit cve cwe gh"
        " ghissue ghpull"
    )
)
"""Roles whose content may be a text and, in angle brackets, what it leads to."""

_TERMS: Final = frozenset({"term", "std:term"})
"""Roles that look their content up by its words."""

_CODE: Final = frozenset(
    _words(
        "code math raw samp command file kbd literal makevar manpage mailheader mimetype newsgroup program regexp"
        " menuselection eq default cite footcite cite:p cite:t"
    )
)
_TITLED = compile_pattern(r"(?s)(.+?)\s*<((?:[^<>\x00]|\x00.)*+)>\Z")
_WORDS = compile_pattern(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)+")
_ABBREVIATION = compile_pattern(r"(?s)(.+?)\((.+)\)\Z")


class Content(NamedTuple):
    """The text of a role, with what stands before and behind it in its source."""

    before: str
    text: str
    behind: str


def content(role: str, source: str, names: frozenset[str]) -> Content | None:
    """What of a role's content is text; None where nothing is. `names` are roles that the document itself defines.

    A backslash is `\\0` in the source.
    """
    if role in _CODE:
        return None
    if role in {"abbr", "abbreviation"}:
        found = _ABBREVIATION.match(source)
        return Content(found[1] + "(", found[2], ")") if found else None
    titled = _TITLED.match(source)
    if titled and (role in _TITLES or role not in _TEXT | names):
        # Of a role that is not known, or of an object of a program, only what certainly is no code.
        is_text = role in _TITLES or _WORDS.fullmatch(" ".join(titled[1].split())) is not None
        return Content("", titled[1], source[titled.end(1) :]) if is_text else None
    if role in _TERMS:
        return Content("", source, f" <{source}>")
    if role == "guilabel" and "&" in source:
        return None
    return Content("", source, "") if role in _TEXT or role in names else None
