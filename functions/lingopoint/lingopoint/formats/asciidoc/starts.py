"""How a line of AsciiDoc begins a block, by the patterns of Asciidoctor (`asciidoctor/rx.rb`, 2.0.23)."""

from typing import Final, NamedTuple

from lingopoint.regex import compile_pattern

_NAME: Final = r"[^\W\d_][\w:.-]*+|[_:][\w:.-]*+"

DIRECTIVE = compile_pattern(r"\\?(?:(?:ifdef|ifndef|ifeval|endif|include)::[^\[]*+\[.*\]$|(?:ifdef|ifndef|endif)::)")
"""Of the preprocessor: read wherever a line begins, even in a paragraph."""
ATTRIBUTE_ENTRY = compile_pattern(r":(!?\w[^:]*+):(?:[ \t]+(.*))?$")
BLOCK_ANCHOR = compile_pattern(rf"\[\[(?:|(?:{_NAME})(?:, *.+)?)\]\]$")
BLOCK_ATTRIBUTES = compile_pattern(r"\[(|[\w.#%{,\"'].*)\]$")
BLOCK_TITLE = compile_pattern(r"\.(\.?[^ \t.].*)$")
SECTION = compile_pattern(r"(={1,6}|#{1,6})[ \t]+(\S.*)$")
ITEM = compile_pattern(
    r"""[ \t]*+(?:-|\*+|\u2022|\.+|\d+\.|[a-zA-Z]\.|[IVXivx]+\))[ \t]+(?=\S)(?:\[[ x*]\][ \t]+(?=\S))?"""
    r"""|<(?:\d+|\.)>[ \t]+(?=\S)"""
)
TERM = compile_pattern(r"(?!//[^/])([ \t]*+)(\S.*?)(:::{0,2}|;;)(?:$|[ \t]+(?=\S))")
ADMONITION = compile_pattern(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
BREAK = compile_pattern(r"(?:'{3,}|<{3,}|[ ]{0,3}([-*_])([ ]*)\1\2\1)$")
COMMENT = compile_pattern(r"//(?!/)")
BLOCK_MACRO = compile_pattern(r"(\w[\w-]*)::(?=.*\]$)(|\S|\S.*?\S)\[(.*)\]$")
_DELIMITER = compile_pattern(r"--$|```(?=[^`]*$)|={4,}$|-{4,}$|\.{4,}$|\*{4,}$|_{4,}$|\+{4,}$|/{4,}$|[|,:!]={3,}$")
_UNDERLINE = compile_pattern(r"(?:=+|-+|~+|\^+|\++)$")
_HAS_LETTER = compile_pattern(r"(?!\.).*[^\W_]")
_LEVELS: Final = "=-~^+"


_SPECIAL = compile_pattern(r"[^\W\d_]\w*+(?:[.)][ \t]|:[ \t])|(?![^\W\d_])|.*?(?:::|;;)")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


CODE: Final = _names(
    "source listing literal pass stem latexmath asciimath comment a2s actdiag blockdiag bpmn bytefield d2 dbml diagrams"
    " ditaa dpic erd excalidraw gnuplot graphviz lilypond meme mermaid mscgen msc nomnoml nwdiag packetdiag pikchr"
    " plantuml rackdiag salt seqdiag shaape smcat structurizr svgbob symbolator syntrax tikz umlet vega vegalite"
    " wavedrom"
)
"""Diagrams are drawn by extensions (https://docs.asciidoctor.org/diagram-extension/latest/)."""

TEXT: Final = _names(
    "normal abstract partintro quote sidebar example open NOTE TIP IMPORTANT WARNING CAUTION admonition"
)


class Delimiter(NamedTuple):
    """The first line of a block: which sign it is made of, and the line that ends it."""

    tip: str
    end: str


def is_plain(line: str) -> bool:
    """Whether a line is surely no more than text, unless the one below it says otherwise."""
    return _SPECIAL.match(line) is None


def delimiter(line: str) -> Delimiter | None:
    """What a line begins, if it is one that delimits blocks."""
    found = _DELIMITER.match(line)
    if found is None:
        return None
    if line.startswith("```"):
        return Delimiter("```", "```")
    return Delimiter(line[:2] if line[1] == "=" and line[0] in "|,:!" else line[0] if line != "--" else "--", line)


def underlined(line: str, below: str) -> int | None:
    """The level of a title that is told by the line below it."""
    if abs(len(line) - len(below)) > 1 or not _UNDERLINE.match(below) or not _HAS_LETTER.match(line):
        return None
    return _LEVELS.index(below[0])


def ends_paragraph(line: str, *, in_list: bool) -> bool:
    """Whether a line below text is none of it."""
    if is_plain(line):
        return False
    if line[:1] == "[" and (BLOCK_ATTRIBUTES.match(line) or BLOCK_ANCHOR.match(line)):
        return True
    return delimiter(line) is not None or line == "+" or (in_list and is_item(line))


def is_item(line: str) -> bool:
    """Whether a line begins an item of a list."""
    return ITEM.match(line) is not None or TERM.match(line) is not None


def is_start(line: str) -> bool:
    """Whether a first line of text could be read as something else."""
    return not is_plain(line) and (
        line[:1].isspace()
        or is_item(line)
        or ends_paragraph(line, in_list=False)
        or any(
            each.match(line)
            for each in (ADMONITION, BLOCK_TITLE, SECTION, BREAK, COMMENT, DIRECTIVE, ATTRIBUTE_ENTRY, BLOCK_MACRO)
        )
        or line.startswith(("> ", "//"))
    )


def is_torn(line: str) -> bool:
    """Whether a line below the first one of a text would be taken out of it."""
    if is_plain(line):
        return False
    return DIRECTIVE.match(line) is not None or COMMENT.match(line) is not None or _UNDERLINE.match(line) is not None
