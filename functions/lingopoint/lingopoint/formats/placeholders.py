r"""Placeholders that are prose elsewhere, by the framework whose texts hold them: kept only where that is at home.

"%1" is a per cent in Turkish, "@name" a mention, "$1" a price, ":name" may follow a space in French. So a format says
which frameworks its texts are of, and a format that many frameworks use asks the file:

    pattern(QT)                                    of a Qt catalogue
    pattern(*at_home(texts, LARAVEL, VUE_I18N))    of a JSON file, whose values are `texts`

What `pattern` gives is for `opaque.keeping`. Placeholders that look like nothing else ("{name}", "%s", "$t(a.b)",
"@:a.b", "*|NAME|*", "%#@files@") are protected in every text, without being asked for (`translation.protect`).
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from lingopoint.regex import compile_pattern


class Dialect(NamedTuple):
    """The placeholders of one framework: `kept` matches them where it is at home, `shows` what only its texts hold."""

    kept: str
    shows: str


LARAVEL: Final = Dialect(r"(?<![\w:/]):[A-Za-z_]\w*+(?!:)", r"(?<![\w:/]):[a-z_]\w*+(?!:)")
""":name :NAME :Name (https://laravel.com/docs/localization)"""

I18NEXT: Final = Dialect(
    r"(?<![A-Za-z0-9_])__[A-Za-z]\w*?__(?![A-Za-z0-9_])", r"(?<![A-Za-z0-9_])__[a-z]\w*?__(?![A-Za-z0-9_])"
)
"""__name__, of its first version (https://www.i18next.com/translation-function/interpolation), beside "{{name}}"."""

CHROME: Final = Dialect(r"\$[A-Za-z_@][\w@]*+\$|\$[1-9](?![\d.,])", r"\$[A-Z_@][A-Z0-9_@]*+\$")
"""$NAME$ and $1 (https://developer.chrome.com/docs/extensions/reference/api/i18n)"""

DRUPAL: Final = Dialect(
    r"(?<![\w@%!:/.])(?:[@%!][A-Za-z](?:[\w-]*\w)?+|:[A-Za-z](?:[\w-]*\w)?+(?!:))",
    r"(?<!\w)[@%!](?:count|label|link|name|site|title|type|url|user(?:name)?|value)\b(?![.%:])",
)
"""@name %name !name :name (FormattableMarkup::placeholderFormat)"""

MAIL_MERGE: Final = Dialect(
    r"\[\[[^\[\]\n]++\]\]|«\w++»", r"\*\|[^|\n]++\|\*|%%\w++%%|\[\[[A-Za-z]\w*+(?:[._:]\w++)*+\]\]"
)
"""[[name]] and Word's guillemets, beside *|NAME|* and %%name%%"""

QT: Final = Dialect(r"%L?\d{1,2}|%L?n", r"%L[1-9n]|%[1-9](?!\d)|%n(?![A-Za-z])")
"""%1 %L2 %n (https://doc.qt.io/qt-6/i18n-source-translation.html); KDE has the same."""

APPLE: Final = Dialect(r"%#@\w++@|%arg\b", r"%#@\w++@")
"""%#@files@ and %arg, of plural rules"""

MEDIAWIKI: Final = Dialect(r"\$[1-9]\d?+(?![\d.,]\d)", r"\{\{(?:PLURAL|GENDER|GRAMMAR):")
"""$1 (https://www.mediawiki.org/wiki/Help:System_message)"""


@cache
def pattern(*dialects: Dialect) -> re.Pattern[str]:
    """What is kept where all of these are at home; nothing is where none is."""
    return compile_pattern("|".join(dialect.kept for dialect in dialects) or r"(?!)")


def at_home(texts: Iterable[str], *candidates: Dialect) -> tuple[Dialect, ...]:
    """Which of the candidates the texts of a file show to be at home there."""
    text = "\n".join(texts)
    return tuple(dialect for dialect in candidates if _shows(dialect).search(text))


@cache
def _shows(dialect: Dialect) -> re.Pattern[str]:
    return compile_pattern(dialect.shows)
