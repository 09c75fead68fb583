"""Markdown through markdown-it-py: the same tokens, destinations, code and raw HTML, and every text changed."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from tests.corpora import checks_html
from tests.corpora.checks_values import check_yaml
from tests.corpora.dialects import sealed
from tests.corpora.traces import different, is_blank, problems

_OTHER_FRONT_MATTER = re.compile(r"\A\ufeff?\+\+\+[ \t]*\r?\n(.*?\n)\+\+\+[ \t]*\r?(?:\n|\Z)", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.DOTALL)
_OTHER_DIALECTS = re.compile(
    r"(?m)^import\s[\w,\s]*\{[^}]*\}.*$|^\s*/{3,}.*(?:\n\s*[\w-]+:\x20.*)*$|^\s*(?::::|!!!|\?\?\?|===|\{%|\{\{).*$|"
    r"^\s*\[\![A-Za-z]+(?: *\|[^\]\n]*)?\]|\{[#.:][^}\n]*\}|\{\x20?[\w-]+=[^{}\n]*\}|\{%.*?%\}|\[\^[^\]]+\]"
    r"|^(?:import|export)\b.*$|^</?[A-Z].*>$"
    r"|^\s*\([^()\s]+\)=\s*$|^\s*:[\w-]+:.*$|^\s*<<<.*$|^\s*@\[.*$"
    r"|\$\$?[^$]+\$\$?|`[^`]*`|&\w+;"
    r"|\]\[[^\]\n]*\]|\[[^\]\n]*@[^\]\n]*\]|@[\w/.:\#-]+|\\\(.*?\\\)|\\\[.*?\\\]"
    r"|\+\+(?:\x22[^\x22\n]*\x22|[^\s\x22])+\+\+|\{/\*.*?\*/\}|^\*\[[^\]\n]*\]:|\{\{.*?\}\}"
)
_COLLAPSED = re.compile(r"\[([^\[\]]+)\]\[\]")
"""A label that is defined elsewhere: written out, once its text changes."""
_CONTAINER = re.compile(
    r'(?m)^([ \t>]*(?:[-+*] +|\d+[.)] +)*)(?:!!!|\?\?\?|===)[+!]*(?= ?[\w"])(?: ?[\w-]+(?: +[\w-]+)*)?(?: +"(.*)")? *$'
)

_CODE_TAG = re.compile(r"html_inline.*?<(/?)(?:code|kbd|samp|tt|var)\b")
"""Of code that is written in HTML, which has to stay like all code."""

_GITHUB = {"tasklists": True, "tasklists_editable": False, "alerts": True, "strikethrough_single_tilde": True}

_Piece = tuple[object, str]


def check(before: str, after: str) -> Iterator[str]:
    """What changed in a document but its words, and the words that did not change. Titles of links are words."""
    (front, body), (new_front, new_body) = _split(before), _split(after)
    if front != new_front:
        yield from check_yaml(front, new_front, must=False)
    old, new = list(_parsed(body)), list(_parsed(new_body))
    parted = list(different("tokens", (key for key, _ in old), (key for key, _ in new)))
    yield from parted
    if parted:
        return
    for (key, one), (_, other) in zip(old, new, strict=True):
        if key == "text":
            yield from problems(_COLLAPSED.sub(r"[\1][\1]", one), other, _OTHER_DIALECTS)
        elif key == "html":
            yield from checks_html.check(one, other)


def _parsed(body: str) -> Iterator[_Piece]:
    parser = MarkdownIt("commonmark", _GITHUB).enable(["table", "strikethrough"]).use(footnote_plugin, inline=False)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # what is safe to follow is not asked here
    return _merged(_pieces(parser.parse(_CONTAINER.sub(_as_list, sealed(body)))))


def _as_list(head: re.Match[str]) -> str:
    """The head of a tab or an admonition as a marker of a list, which its indented body is then part of."""
    return f"{head[1]}-   {head[2] or '.'}"


def _split(text: str) -> tuple[str, str]:
    if other := _OTHER_FRONT_MATTER.match(text):
        return "", text[other.end() :]
    front = _FRONT_MATTER.match(text)
    return (front[1], text[front.end() :]) if front else ("", text.removeprefix("\ufeff"))


def _pieces(tokens: list[Token]) -> Iterator[_Piece]:
    fixed = False
    for token in tokens:
        if token.type == "inline" and not fixed:
            yield from _pieces(token.children or [])
            yield "end of inline", ""
        elif token.type in {"text", "text_special"} and not fixed:
            yield "text", token.content
        elif token.type == "softbreak":
            yield "text", "\n"
        elif token.type == "image":
            yield ("image", str({**token.attrs, "alt": "", "title": ""})), ""
            yield from _title(token)
            yield from _pieces(token.children or [])
            yield "end of image", ""
        elif token.type == "html_block":
            yield "html", token.content
        elif fixed and token.type in {"inline", "text"}:
            yield (token.type, token.content), ""
        else:
            # The kind of an alert and an address that is its own link are no words.
            if token.type in {"alert_title_open", "link_open"}:
                fixed = token.type == "alert_title_open" or token.markup == "autolink"
            elif token.type in {"alert_title_close", "link_close"}:
                fixed = False
            attributes = {name: value for name, value in token.attrs.items() if name != "title"}
            yield (token.type, token.tag, str(attributes), token.content, token.info), ""
            yield from _title(token)


def _title(token: Token) -> Iterator[_Piece]:
    if "title" in token.attrs:
        yield "title", str(token.attrs["title"])


def _merged(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    text, in_code = "", False
    for key, content in pieces:
        if key == "text" and not in_code:
            text += content
            continue
        if tag := _CODE_TAG.search(str(key)):
            in_code = not tag[1]
        elif in_code:
            key, content = (key, content), ""
        if not is_blank(text):
            yield "text", text
        text = ""
        yield key, content
