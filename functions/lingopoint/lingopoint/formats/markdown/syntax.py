r"""How dialects of Markdown spell what CommonMark does not know, in bytes.

Templates (Liquid, Hugo, Jinja, ERB), attribute lists (kramdown, Pandoc, Python-Markdown, markdown-it), citations and
mentions, wiki links, roles and directives, expressions of MDX, CriticMarkup, tabs, admonitions and abbreviations.
"""

import re

from lingopoint.regex import compile_pattern

PREFIX = compile_pattern(rb"[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++)*+")
"""Before the text of a line."""

LETTER = compile_pattern(rb"[A-Za-z\x80-\xff]")

_VALUE = rb"""(?:"[^"\n]*+"|'[^'\n]*+'|[^\s"'{}<>`=]++)"""
_ATTRIBUTE = rb"(?:[.\#][\w:\x80-\xff][\w:.\x80-\xff-]*+|[\w:@-]++=%b|-(?=[ }])|=\w++|[A-Za-z][\w-]*+)" % _VALUE
ATTRIBUTES = compile_pattern(
    rb"\{(?::[^{}\n]*+|[ \t]*+(?=-|=|[^{}\n]*?(?:[.\#][\w:\x80-\xff]|=))%b(?:[ \t]++%b)*+[ \t]*+)\}"
    % (_ATTRIBUTE, _ATTRIBUTE)
)
"""`{: .lead}`, `{:toc}`, `{#id .class key="value"}`, `{ .class }`, `{width=50%}`, `{-}`, `{=html}`; no `{name}`"""

_LINE_BREAK = rb"\n(?![ \t>]*+\r?\n)"
TEMPLATE = compile_pattern(
    rb"""
      \{\{[<%%] (?:[^>%%{\n]|[>%%](?!\}\})|\{(?!\{)|%b)*+ [>%%]\}\}
    | \{%% (?:[^%%{\n]|%%(?!\})|\{(?!%%)|%b)*+ %%\}
    | \{\{\{? [^{}`\n]*+ (?:\{[^{}`\n]*+\}[^{}`\n]*+)*+ \}\}\}?+
    | \{\#[^{}`\n]*?\#\} | \$\{[^{}`\n]*+\}
    """
    % (_LINE_BREAK, _LINE_BREAK),
    re.VERBOSE,
)
OWN_TEMPLATE = (b"{%", b"{{<", b"{{%", b"{#", b"{/*", b"<%")
"""What, alone on a line, is no part of a sentence there."""

VERBATIM = compile_pattern(
    rb"""
    (?:\{%-?|\{\{[<%])[ ]*+
    (code(?:block)?|comment|graphviz|highlight|javascript|katex|latex|math|mermaid|plantuml|schema|style(?:sheet)?)\b
    """,
    re.VERBOSE,
)
"""The tag before what is no prose."""


def verbatim_end(name: bytes) -> re.Pattern[bytes]:
    """Matches the tag behind what is no prose."""
    return compile_pattern(rb"\{%%-?[ ]*+end%b[ ]*+-?%%\}|\{\{[<%%][ ]*+/[ ]*+%b[ ]*+[>%%]\}\}" % (name, name))


CRITIC = compile_pattern(
    rb"\{(?:(?P<pair>\+\+|--|==)(?=[^{}\n]*?(?P=pair)\})|>>[^{}\n]*?<<\}|~~(?=[^{}\n]*?~~\}))|\{\}"
)
ROLE = compile_pattern(rb"\{[A-Za-z][\w:+.-]*+\}(?=`)")
IS_MDX = compile_pattern(
    rb"""^(?:import\s(?:[^\n]*?\sfrom\s*["']|["'][^"'\n]*\.)|export\s+(?:const|default|function|let)\b|</[A-Z])|\{/\*|<[A-Z]\w*+[^<>\n]*\{""",
    re.MULTILINE,
)
"""Elsewhere braces in prose are braces, but for what only a program says."""
FENCED = compile_pattern(rb"^[ \t>]*+(```|~~~)[^\n]*+\n(?:.*?^[ \t>]*+\1)?+", re.MULTILINE | re.DOTALL)
"""Code, which may be in any language."""
CODE_IN_BRACES = compile_pattern(rb"&&|\|\||=>|\?\.|^\{\w++(?:\.\w++)*+\(|^\{props\.")

_KEY = rb'(?:[\w-]++|"[^"\n]++")'
KEYS = compile_pattern(
    rb"""
    \+\+ (?: %b(?:\+%b)++
      | (?:[a-z0-9]|f\d\d?|alt|arrow-\w+|(?:left|right|up|down)|back(?:space|tab)|cap(?:s-lock|ital)|cmd|command|control
        |ctrl|del(?:ete)?|end|enter|esc(?:ape)?|fn|home|ins(?:ert)?|meta|num\w*|option|page-?(?:up|down)|pause|pg\w+
        |print-screen|return|shift|space(?:bar)?|super|tab|win(?:dows)?) ) \+\+
    """
    % (_KEY, _KEY),
    re.VERBOSE,
)
"""`++ctrl+alt+del++`; other words between these are inserted text."""

MARKED = {
    b"==": compile_pattern(rb"==(?=[^\s=])(?:[^\n=]|=(?!=)|\n(?![ \t>]*+\r?\n))*+==(?<!\s==)(?![A-Za-z0-9=])"),
    b"++": compile_pattern(rb"\+\+(?=[^\s+])(?:[^\n+]|\+(?!\+)|\n(?![ \t>]*+\r?\n))*+\+\+(?<!\s\+\+)(?![A-Za-z0-9+])"),
}
"""Marked and inserted text, from its first delimiter to its last"""

_CITED = rb"-?@(?:\{[^{}\s]++\}|\w++(?:[-:.\#$%&+?~/]++\w++)*+)"
CITED = compile_pattern(
    rb"(?<![\w.])%b(?:,?[ ](?:\{[^{}\n]*+\}|(?:[a-z]{1,8}\.?[ ])?+\d[\d ,\x80-\xff-]*+(?<![ ,])))?+" % _CITED
)
"""A key with its locator: `@doe99, pp. 33-35`"""

_BALANCED = rb"(?:[^\[\]\n]|\[[^\[\]\n]*+\])*+"
SPAN = compile_pattern(
    rb"""
      (?P<math> \$(?!\{) | \\(?:\\?[(\[]|[A-Za-z]) )
    | (?P<escape> \\[!-/:-@\[-`{-~] )
    | (?P<braces> \$?\{ )
    | (?P<erb> <%%[^<`\n]*?%%> )
    | (?P<wiki> \[\[(?!_?toc)[^\[\]\n]++\]\] )
    | (?P<note> \[\^[^\[\]\s]++\](?!:) )
    | (?P<citation> \[(?=[^\[\]\n]*?(?<![\w.])@[\w{])(?P<cited>[^\[\]\n]++)\](?![(\[:]) )
    | (?P<label> \]\[(?![\^@])[^\[\]\n]*+\] )
    | (?P<braced> \](?=\{) )
    | (?P<spaced> \]\((?=[^\s()<>"'{}][^()<>"'\n{}]*?[ ][^()<>"'\n{}]*?
        (?:\.[A-Za-z0-9]{1,5}(?:\#[^\s()]*+)?|/)\)) )
    | (?P<inline_note> \^\[(?=(?P<noted>%b)\](?!\()) )
    | (?P<raised> \^(?=(?:[^\s^`"'\[\]*_]++|\[[^\[\]^\n]++\]\([^\s()^]*+\))\^)
        | ~(?<!~~)(?=[^\s~`"'\[\]*_]++~(?!~)) | ~(?<=[A-Za-z\x80-\xff]~)(?=[^\s~`*_\[\]][^\n~`*_\[\]]*+~(?<!\s~)(?!~)) )
    | (?P<block_id> \^(?<=[\s>]\^)[A-Za-z0-9-]++(?=[ \t]*+\r?(?:\n|\Z)) )
    | (?P<mention> @(?<![\w.@/\\`-]@)(?:\{[^{}\s]++\}|\w++(?:[-:.\#$%%&+?~/]++\w++)*+(?:@\w++(?:[.-]\w++)++)?+) )
    | (?P<delimiter> ==(?<!===)(?!=) | \+\+(?<!\+\+\+)(?!\+) )
    | (?P<directive> :(?<![\w:]:)[A-Za-z][\w-]*+\[(?=(?P<directed>%b)\](?!\()) )
    | (?P<comment> %%%%(?<![\w%%]%%%%)(?=[^%%\s])[^%%\n]*+(?<!\s)%%%%(?![\w%%]) )
    """
    % (_BALANCED, _BALANCED),
    re.VERBOSE,
)

MAYBE_SPAN = compile_pattern(
    rb"\$|\\|\{|<%|\[\[|\[\^|\[(?=[^\[\]\n]*?@)|\]\["
    rb"|\](?=\{|\([^\s()<>]*+[ ])|\^|~(?![~\s])|@[\w{]|==(?!=)|\+\+(?!\+)|:[A-Za-z][\w-]*+\[|%%"
)
"""Where `SPAN` may match: each way starts with a letter of its own, so that the search skips all others."""

_WITH_TITLE = (
    rb"abstract|attention|bug|caution|danger|details|error|example|failure|hint|important|info|note|question|quote"
    rb"|seealso|success|tip|todo|warning|\{(?:admonition|dropdown|card|tab-item)\}"
)
"""Blocks whose name may have a title behind it: `:::tip Words to read`"""

LINE_SIGNS = (b"*[", b"!!!", b"???", b"===", b"///", b":::")
LINE = compile_pattern(
    rb"""
    \n[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++)*+
    (?: (?P<abbreviation> \*\[[^\[\]\n]++\][ ]?+:[ \t]*+(?=[^\s]) )
      | (?P<container> (?:!!!|\?\?\?\+?)(?:[ ]?+[A-Za-z][\w-]*+(?:[ |]++[A-Za-z][\w-]*+)*+|(?=[ ]++"))
          (?:[ ]++"(?:\#{1,6}[ ]++)?+(?P<title>[^\n]*)")?[ \t]*+(?=\r?(?:\n|\Z)) )
      | (?P<tab> ===[+!]{0,2}[ ]++"(?P<named>[^\n]*)"[ \t]*+(?=\r?(?:\n|\Z)) )
      | (?P<block> ///++
          (?: [ ]*+(?:html[ ]*+\|[^\n]*+|[A-Za-z][\w-]*+(?:[ ]*+\|[ ]*+(?P<headed>[^\n|]*[^\s|]))?+) )?+ [ \t]*+
          (?P<options> (?:\r?\n[ \t>]*?[ ]{4}[\w-]++:[^\n]*+)*+ ) (?=\r?(?:\n|\Z)) )
      | (?P<admonition> :::++[ ]?+(?:%b)[ ]++(?P<titled>(?!\[)[^\n{}=]*?[A-Za-z\x80-\xff][^\n{}=]*?)
          (?:[ ]++(?:\{[^{}\n]*+\}|:++))?+[ \t]*+(?=\r?(?:\n|\Z)) )
      | (?P<directive> :::++[ ]?+[A-Za-z][\w-]*+\[(?P<labelled>%b)\](?:\{[^{}\n]*+\})?+[ \t]*+(?=\r?(?:\n|\Z)) )
    )
    """
    % (_WITH_TITLE, _BALANCED),
    re.VERBOSE,
)
DEFINITION = compile_pattern(rb"^[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++)*+\[((?:[^\[\]\\\n]|\\.)++)\]:", re.MULTILINE)


def normalised(label: bytes) -> str:
    """A label of a link as labels are compared (CommonMark 0.31.2 section 4.7)."""
    return " ".join(label.decode().split()).casefold()
