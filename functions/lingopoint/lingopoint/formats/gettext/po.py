"""GNU gettext catalogues (PO and POT): msgid is the source, msgstr takes the translation.

What becomes of an entry depends on the catalogue:

- Its header names the target language: empty and fuzzy entries are filled; the others are a human's and stay.
- Its header names another language, or none: every entry is translated anew. An entry that keeps its source text is
  emptied, which is how gettext says so, rather than left in the other language.
- Its msgids are keys ("home.title"): msgstr is source and target.

Plural entries get as many slots as the target needs: msgid goes to the one for one thing, msgid_plural to the others.
Where that slot serves other numbers too (21 in Russian), a msgid without the number ("a file") is not used.
A path, for include and exclude, is the msgid, after "msgctxt/" where there is one.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lingopoint.formats.gettext import plurals, syntax
from lingopoint.formats.gettext.plurals import PluralForms
from lingopoint.formats.gettext.syntax import Entry
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.soundness import Reread
from lingopoint.formats.values import Selection, extract_value
from lingopoint.regex import compile_pattern
from lingopoint.unit import UNBOUNDED, Document, Edit, Parts, Spliced, replace

_SPACE = compile_pattern(r"\s")
_PLACEHOLDER = compile_pattern(r"%(?:\(\w+\))?[-+ #0-9.*$]*[A-Za-z]|\{[^{}]*\}")
_LANGUAGE_OF_TEXTS, _LANGUAGE_OF_IDS = "Language", "X-Source-Language"
_KEY = compile_pattern(r"(?=.*[._:/])[\w.:/-]+")


class _Message(NamedTuple):
    """An entry to translate and its source: the text for one thing, where the target tells it apart, and the other."""

    entry: Entry
    sources: Sequence[Document]


class _Plan(NamedTuple):
    """How a catalogue is read and written: `keyed` if its msgids are keys, `in_target` if it is for the target."""

    forms: PluralForms
    keyed: bool
    in_target: bool

    def is_open(self, entry: Entry) -> bool:
        """Whether the entry is to be translated."""
        if entry.is_header or (self.keyed and self.in_target):
            return False
        return not self.in_target or entry.unfuzzy is not None or not any(entry.texts)

    def sources(self, entry: Entry) -> list[str]:
        """The texts to translate: those for one thing and for others, or the one that serves every number."""
        one, other = (entry.texts[0], entry.texts[-1]) if self.keyed else (entry.id, entry.plural)
        if other is None or entry.plural is None:
            return [one]
        names_number = set(_PLACEHOLDER.findall(other)) <= set(_PLACEHOLDER.findall(one))
        uses_one = self.forms.singular is not None and (self.forms.only_one or names_number)
        return [one, other] if uses_one else [other]


def extract(data: bytes, options: Options) -> Document:
    """The source texts of a catalogue. Raises UnreadableError when any of it is no PO syntax."""
    entries = list(syntax.entries(data, options.work))
    header = next((entry for entry in entries if entry.is_header), None)
    plan = _plan(entries, header.fields if header else {}, options.target)
    wants = Selection(options.include or ("**",), options.exclude).wants
    messages = [
        _Message(entry, [extract_value(text, options) for text in plan.sources(entry)])
        for entry in entries
        if plan.is_open(entry) and any(wants(_path(entry), text) for text in plan.sources(entry))
    ]
    has_plurals = any(entry.plural is not None for entry in entries)
    edits = _header_edits(data, header, plan, options, has_plurals) if header else []
    catalogue = Catalogue(data, messages, plan, edits)
    catalogue.reread = Reread(data, _skeleton)
    if header:
        catalogue.language = header.fields.get(_LANGUAGE_OF_TEXTS if plan.keyed else _LANGUAGE_OF_IDS, "")
    return catalogue


def _skeleton(data: bytes) -> list[tuple[str | None, str, str | None]] | None:
    try:
        return [(entry.context, entry.id, entry.plural) for entry in syntax.entries(data, UNBOUNDED)]
    except UnreadableError:
        return None


def _plan(entries: Sequence[Entry], fields: dict[str, str], target: str) -> _Plan:
    in_target = plurals.is_language(fields.get("Language", ""), target)
    own_forms = plurals.parse(fields.get("Plural-Forms", "")) if in_target else None
    return _Plan(own_forms or plurals.for_target(target), _is_keyed(entries), in_target)


def _is_keyed(entries: Sequence[Entry]) -> bool:
    """Whether the msgids are keys: there are texts beside them, none has white space, most are like "home.title"."""
    messages = [entry for entry in entries if not entry.is_header]
    if not any(any(entry.texts) for entry in messages) or any(_SPACE.search(entry.id) for entry in messages):
        return False
    return sum(_KEY.fullmatch(entry.id) is not None for entry in messages) * 2 >= len(messages)


def _path(entry: Entry) -> str:
    return entry.id if entry.context is None else f"{entry.context}/{entry.id}"


def _header_edits(data: bytes, header: Entry, plan: _Plan, options: Options, has_plurals: bool) -> list[Edit]:
    fields = {}
    if options.document_language and not plan.in_target:
        fields["Language"] = plurals.locale_for(options.target)
    if has_plurals or "Plural-Forms" in header.fields:
        fields["Plural-Forms"] = plan.forms.header
    changed = {name: value for name, value in fields.items() if header.fields.get(name) != value}
    return [*syntax.field_edits(data, header, changed), *([header.unfuzzy] if header.unfuzzy else [])]


class Catalogue(Document):
    """A PO file: an entry is written as a whole, all slots of a plural together and its flags with it."""

    def __init__(self, data: bytes, messages: Sequence[_Message], plan: _Plan, edits: Sequence[Edit]) -> None:
        self._messages = messages
        self._plan = plan
        self._newline = syntax.newline(data)
        units = [unit for message in messages for source in message.sources for unit in source.units]
        super().__init__(data, units, edits)

    @property
    def starts(self) -> Sequence[int]:
        """See `Document.starts`."""
        return [each.entry.start for each in self._messages for source in each.sources for _ in source.units]

    def _splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`. The header and the fuzzy flags change with the texts, and only with them."""
        remaining = iter(targets)
        kept = 0
        texts: list[list[str]] = []
        for message in self._messages:
            spliced = [source.splice(list(islice(remaining, len(source.units)))) for source in message.sources]
            kept += sum(one.kept for one in spliced)
            changed = any(one.data != source.data for one, source in zip(spliced, message.sources, strict=True))
            texts.append([one.data.decode() for one in spliced] if changed else [])
        if not any(texts):
            return Spliced(self.data, kept)
        edits = [edit for message, new in zip(self._messages, texts, strict=True) for edit in self._edits(message, new)]
        return Spliced(replace(self.data, [*edits, *self.edits]), kept)

    def _edits(self, message: _Message, texts: Sequence[str]) -> Iterator[Edit]:
        """The edits of one entry; `texts` is empty when nothing of it was translated."""
        entry = message.entry
        if texts or self._is_stale(entry):
            yield Edit(entry.start, entry.end, self._written(entry, texts or [""]))
            if entry.unfuzzy is not None:
                yield entry.unfuzzy

    def _is_stale(self, entry: Entry) -> bool:
        """Whether an untranslated entry holds what the target language cannot use."""
        if self._plan.in_target or self._plan.keyed:
            return False
        return any(entry.texts) or (entry.plural is not None and len(entry.texts) != self._plan.forms.slots)

    def _written(self, entry: Entry, texts: Sequence[str]) -> bytes:
        if entry.plural is None:
            return b"msgstr " + syntax.quoted(texts[0], self._newline)
        singular = self._plan.forms.singular
        return self._newline.join(
            b"msgstr[%d] %b" % (slot, syntax.quoted(texts[0] if slot == singular else texts[-1], self._newline))
            for slot in range(self._plan.forms.slots)
        )
