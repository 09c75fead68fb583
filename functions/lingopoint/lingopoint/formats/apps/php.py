"""PHP files that only hold texts, as frameworks keep translations: never run, read token by token.

Text is a string that is the value of an array (`'key' => '..'`, or an item), of `$lang['key'] = '..';` or the second of
`define('KEY', '..')`, with nothing joined to it. Strings with variables in them, heredocs and all else stay. Which of
them are human text is `selection`'s rule; where most have several words the file is a catalogue, and the key of a text
does not matter. A file with functions, classes or loops is a program and not read.

Of a catalogue of WordPress (`.l10n.php`) the messages are text, its headers are not; plural forms, which a NUL divides,
stay.

`a|b` is a choice by number for Laravel, `{0} a|[1,9] b` one by intervals: each text is translated alone. A choice by
number gets the forms that Laravel has for the language, where they are certain; else it stays and is counted.
"""

from collections.abc import Callable, Iterator

from lingopoint.formats import choices
from lingopoint.formats.apps.php_strings import Text, texts
from lingopoint.formats.nesting import Nested, PartialDocument
from lingopoint.formats.opaque import keeping
from lingopoint.formats.options import Options
from lingopoint.formats.placeholders import LARAVEL, pattern
from lingopoint.formats.values import Selection, extract_value, wanted
from lingopoint.unit import Document

_OF_WORDPRESS = "plural-forms"
"""A header that no other framework's file has."""
_TEXT_BYTES = 1000


def extract(data: bytes, options: Options) -> Document:
    """The texts of a file. Raises UnreadableError for a program, and for what is not PHP."""
    reader = _Reader(options)
    entries = list(reader.entries(list(texts(data, options.work))))
    return PartialDocument(data, entries, left=reader.left)


class _Reader:
    """Says which texts are translated, and how; `left` counts the choices that stay."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.left = 0

    def entries(self, found: list[Text]) -> Iterator[Nested]:
        wants = self._wanted(found)
        for text in found:
            if "\0" not in text.text and wants(text):
                document = self._document(text.text)
                if document is None:
                    self.left += 1
                else:
                    yield Nested(text.start, text.end, document, text.encode)

    def _wanted(self, found: list[Text]) -> Callable[[Text], bool]:
        if not self._options.include and any(text.path == _OF_WORDPRESS for text in found):
            messages = Selection(("messages",), self._options.exclude).wants
            return lambda text: messages(text.path, text.text)
        values = ((text.path, text.text, text.start) for text in found)
        chosen = {start for _, _, start in wanted(values, self._options.include, self._options.exclude)}
        is_catalogue = 2 * sum(" " in text.text.strip() for text in found) >= len(found)
        if self._options.include or not is_catalogue:
            return lambda text: text.start in chosen
        allowed, plain = Selection(("**",), self._options.exclude).wants, Selection().wants
        return lambda text: text.start in chosen or (allowed(text.path, text.text) and plain("text", text.text))

    def _document(self, text: str) -> Document | None:
        """What is in a text; None for a choice whose forms cannot be right."""
        if "|" not in text or "||" in text:
            return self._plain(text)
        return choices.laravel(text, text.split("|"), self._options.target, self._plain)

    def _plain(self, text: str) -> Document:
        self._options.work.spend(_TEXT_BYTES)
        document = extract_value(text, self._options)
        document.units = keeping(document.units, pattern(LARAVEL), self._options.work)
        return document
