"""What is stored as text or XML and is neither to us: formats of others, in which words may be keys or code.

A file whose extension is that of another format is left alone, whatever it is stored as. One whose extension is
nobody's (`README.debian`, `notes.v2`) is text when it reads like prose. XML is left alone where the text of its
elements is what programs look things up by.
"""

import re
from typing import Final

from lingopoint.regex import compile_pattern

OTHERS: Final = frozenset(
    name.decode()
    for name in (
        # Words with a syntax of their own, and translations of programs
        b" asc bib creole ditamap ftl fluent ipynb l20n latex ltx lyx mediawiki org php"
        b" phtml pod rdoc rtf stringsdict strings_dict tex textile toml tmx ts tsx typ wiki"
        b" xcstrings xib storyboard plist xaml axaml qm"
        # Subtitles, calendars, messages
        b" ass ssa sbv sub lrc smi ttml dfxp ics ical ifb vcf vcard mbox msg"
        # Code and templates
        b" ada adb ads asm awk bas bash bat c cc cjs clj cljs cmd coffee cpp cs css csx cts cu cxx d dart"
        b" diff ejs el elm erb erl ex exs f f90 fish for fs fsx gd go gradle graphql groovy gv h haml hbs"
        b" hh hpp hrl hs hxx inc inl ino ipp jade java jinja jinja2 jl js jsp jsx kt kts less lisp lhs"
        b" liquid lua m mjs mk mm ml mli mts mustache nim njk nix pas patch pl pm pp proto ps1 psm1 pug"
        b" pxd py pyi pyw pyx r rake rb rkt rs s sass sc scala scm scss sh slim sol sql styl sv svelte"
        b" swift tcl tf thrift tpl twig v vb vbs vhd vhdl vim vue wast wat wgsl xsl xslt zig zsh"
        # Settings and data
        b" cfg cmake cnf conf config csl csproj desktop dot editorconfig env fsproj geojson gitattributes"
        b" gitignore har hcl htaccess ini json5 jsonc lock log map ndf npmrc pem plantuml pom proj props"
        b" pub puml reg rdf service sln sum svg targets tfvars"
    ).split()
)
"""Extensions of formats that are not ours."""

_EXTENSION = compile_pattern(r"[^/]*\.([0-9a-z][0-9a-z_+-]{0,15})\Z", re.DOTALL)
_HEAD: Final = 8 * 1024
_MOST_LINES: Final = 60
_FEWEST_CHARACTERS: Final = 40
_WORDS_OF_A_LINE: Final = 5
_SIGN = compile_pattern(r"[{}\[\]<>=;\\|/$#@*~^&+%_`]")
_LETTERS: Final = r"[^\W\d_]+(?:['’.-][^\W\d_]+)*"
_WORD = compile_pattern(rf"[(\"'“‘«]*{_LETTERS}[.,;:!?)\"'”’»…]*|[-–—]|\d+[.,]?")

_PROLOG: Final = rb"(?:\xef\xbb\xbf)?+(?:\s++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\][^>]*+)?+>)*+"
_BEFORE_ROOT = compile_pattern(_PROLOG, re.DOTALL)
_KEYED = compile_pattern(
    _PROLOG
    + rb"""(?:
        <(?:plist|TS|tmx|ui|interface|Project|archive|Wix|xsl:stylesheet|xs:schema|xsd:schema)[\s>]
      | <document\s[^>]*?com\.apple\.InterfaceBuilder
      | <[^>]*?\sxmlns(?::\w+)?="(?:
            http://schemas\.microsoft\.com/(?:winfx/|dotnet/\d+/maui|client/\d+|netfx/)
          | http://xamarin\.com/ | https://github\.com/avaloniaui | urn:oasis:names:tc:tmx
        )
    )""",
    re.DOTALL | re.VERBOSE,
)


def extension(key: str) -> str:
    """The extension of a key's name, in lower case; empty where there is nothing like one."""
    found = _EXTENSION.match(key.rpartition("/")[2].lower())
    return found[1] if found else ""


def start_of_root(head: bytes) -> int:
    """Where the root element of XML begins: behind the declaration, comments and the document type."""
    found = _BEFORE_ROOT.match(head)
    return found.end() if found else 0


def is_keyed(data: bytes) -> bool:
    """Whether XML has text that programs look things up by."""
    return _KEYED.match(data, 0, _HEAD) is not None


def is_prose(data: bytes) -> bool:
    """Whether the first lines are sentences for people.

    Of 4,785 text files of a Debian machine with extensions of no format here 47 are taken for that: READMEs and
    licences, and ten others, half of them of one kind that `OTHERS` has.
    """
    sentences = others = characters = 0
    for line in [line for line in map(str.strip, _text(data[:_HEAD]).splitlines()) if line][:_MOST_LINES]:
        words = line.split()
        signs = len(_SIGN.findall(line))
        if _SIGN.match(line) or signs * 12 > len(line) or sum(map(_is_word, words)) < 0.8 * len(words):
            others += 1
        elif len(words) >= _WORDS_OF_A_LINE:
            sentences += 1
            characters += len(line)
    return characters >= _FEWEST_CHARACTERS and others * 10 <= sentences


def _is_word(text: str) -> bool:
    return _WORD.fullmatch(text) is not None


def _text(head: bytes) -> str:
    try:
        return head.decode()
    except UnicodeDecodeError as error:
        return head[: error.start].decode() if error.end >= len(head) - 3 else head.decode("latin-1")
