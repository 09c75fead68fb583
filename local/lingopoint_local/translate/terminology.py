"""Custom terminologies: imported, listed, and put into translations."""

import base64
import binascii
import csv
import io
import re
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lingopoint_local.translate.errors import ApiError
from lingopoint_local.translate.languages import NAMES
from lingopoint_local.translate.line import Line, kept

_NAME = re.compile(r"([A-Za-z0-9-]_?)+")
_LARGEST = 10_000_000
_DELIMITERS = {"CSV": ",", "TSV": "\t"}


@dataclass(frozen=True)
class Terminology:
    """A terminology: one column a language, one row a term. The first column is the source unless it is MULTI."""

    name: str
    description: str
    directionality: str
    format: str
    data: bytes
    languages: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    created: float = field(default_factory=time.time)

    def terms(self, source: str, target: str) -> dict[str, str]:
        """The target term for each source term of a pair of languages."""
        usable = self.languages if self.directionality == "MULTI" else self.languages[:1]
        if source not in usable or target not in self.languages or source == target:
            return {}
        left, right = self.languages.index(source), self.languages.index(target)
        return {row[left]: row[right] for row in self.rows if row[left] and row[right]}

    def properties(self) -> dict[str, Any]:
        """The TerminologyProperties of the API."""
        return {
            "Name": self.name,
            "Description": self.description,
            "Arn": f"arn:aws:translate:us-west-2:123456789012:terminology/{self.name}/LATEST",
            "SourceLanguageCode": self.languages[0],
            "TargetLanguageCodes": list(self.languages[1:]),
            "SizeBytes": len(self.data),
            "TermCount": len(self.rows),
            "CreatedAt": self.created,
            "LastUpdatedAt": self.created,
            "Directionality": self.directionality,
            "SkippedTermCount": 0,
            "Format": self.format,
        }


class Terminologies:
    """The terminologies of the account, in memory."""

    def __init__(self) -> None:
        self._by_name: dict[str, Terminology] = {}
        self._lock = threading.Lock()

    def put(self, payload: Mapping[str, Any]) -> Terminology:
        """Imports a terminology, replacing one of the same name. Raises ApiError when the request is not valid."""
        terminology = _read(payload)
        with self._lock:
            self._by_name[terminology.name] = terminology
        return terminology

    def get(self, name: str) -> Terminology:
        """The terminology of that name. Raises ApiError when there is none."""
        found = self._by_name.get(name)
        if found is None:
            raise ApiError("ResourceNotFoundException", f"Terminology {name} not found.")
        return found

    def all(self) -> list[Terminology]:
        """Every terminology, by name."""
        return [self._by_name[name] for name in sorted(self._by_name)]

    def delete(self, name: str) -> None:
        """Forgets a terminology. Raises ApiError when there is none of that name."""
        with self._lock:
            self.get(name)
            del self._by_name[name]


def _read(payload: Mapping[str, Any]) -> Terminology:
    name, data = payload.get("Name"), payload.get("TerminologyData")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ApiError("InvalidParameterValueException", f"Name: {name!r} is not a valid name.")
    if payload.get("MergeStrategy") != "OVERWRITE" or not isinstance(data, Mapping):
        raise ApiError("InvalidParameterValueException", "MergeStrategy OVERWRITE and TerminologyData are required.")
    kind = data.get("Format")
    if kind not in _DELIMITERS:
        raise ApiError("InvalidParameterValueException", f"Format: this local service reads CSV and TSV, not {kind}.")
    content = _decoded(data.get("File"))
    languages, rows = _table(content, _DELIMITERS[kind])
    directionality = data.get("Directionality", "UNI")
    return Terminology(name, payload.get("Description", ""), directionality, kind, content, languages, rows)


def _decoded(file: object) -> bytes:
    try:
        content = base64.b64decode(str(file), validate=True)
        content.decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise ApiError("InvalidParameterValueException", "File: not UTF-8 text in base64.") from error
    if not content or len(content) > _LARGEST:
        raise ApiError("LimitExceededException", "File: a terminology has between 1 byte and 10 MB.")
    return content


def _table(content: bytes, delimiter: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))
    languages = tuple(cell.strip() for cell in lines[0]) if lines else ()
    unknown = [code for code in languages if code not in NAMES]
    if len(languages) < 2 or unknown:
        message = f"File: the first line must hold two language codes or more; unknown: {', '.join(unknown) or 'none'}."
        raise ApiError("InvalidParameterValueException", message)
    rows = (tuple(cell.strip() for cell in line) for line in lines[1:])
    return languages, tuple(row for row in rows if len(row) == len(languages))


class Terms:
    """The terms of one request. They travel through the engine as tags that stand for the target term."""

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms = terms
        longest_first = sorted(terms, key=len, reverse=True)
        self._pattern = re.compile("|".join(rf"(?<!\w){re.escape(term)}(?!\w)" for term in longest_first) or r"(?!)")
        self.used: set[str] = set()

    def put_into(self, lines: Sequence[Line]) -> list[Line]:
        """The lines with each source term, as it is given (case-sensitive, whole words), replaced by a tag."""
        return [kept(line, self._pattern, self._target) for line in lines]

    def _target(self, term: str) -> str:
        self.used.add(term)
        return self._terms[term]

    def applied(self) -> list[dict[str, str]]:
        """The terms found in the text, as the API lists them: the first 250."""
        return [{"SourceText": term, "TargetText": self._terms[term]} for term in sorted(self.used)][:250]
