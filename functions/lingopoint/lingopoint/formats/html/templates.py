"""Tags of templates in a page (Liquid, Jinja, Django, Twig), whose strings may hold what else would be markup.

No browser ever sees them: `{% if page contains '<table' %}` has no table in it. A tag with markup outside of a string
is none: it may be code that is shown, each sign in an element of its own.
"""

import re

from lingopoint.regex import compile_pattern

_STRING = rb"\"[^\"\n]{0,500}+\"|'[^'\n]{0,500}+'"
TAG = (
    rb"\{%%(?:[^%%\"'{<]++|%%(?!\})|\{(?![%%{#])|\{\{[^{}\n]{0,500}+\}\}|%b|<(?![A-Za-z/!?%%]))*+%%\}"
    rb"|\{#(?:[^#{]++|#(?!\})|\{(?!#))*+#\}"
    rb"|\{\{(?=[^{}\n]{0,500}?[\"'][^{}\n]{0,500}?[<>])(?:[^\"'{}<\n]++|%b)*+\}\}" % (_STRING, _STRING)
)
"""A tag: `{% %}`, a comment `{# #}`, or `{{ }}` with markup in a string."""

_TAG = compile_pattern(TAG)
_WITHOUT_MARKUP = bytes.maketrans(b"<>\"'", b"____")


def has_template(data: bytes) -> bool:
    """Whether there may be tags of templates."""
    return b"{%" in data or b"{#" in data or b"{{" in data


def without_markup(page: bytes) -> bytes:
    """The page, byte for byte as long, with nothing in a template's tag that may be markup."""
    return _TAG.sub(_harmless, page) if has_template(page) else page


def _harmless(tag: re.Match[bytes]) -> bytes:
    """A tag whose end is white space, so that an attribute may begin there."""
    return tag[0][:-1].translate(_WITHOUT_MARKUP) + b" "
