"""What the demonstration's page asks: documents read through the access point, what they say, and what that cost."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import PurePosixPath
from time import perf_counter
from typing import TYPE_CHECKING, Any

from lingopoint import languages
from lingopoint_cli.asking import Asking
from lingopoint_cli.content_types import content_type
from lingopoint_cli.failures import USAGE, Failure
from lingopoint_cli.objects.comparison import Version, pairs
from lingopoint_cli.objects.served import ServedObject, fetch
from lingopoint_cli.objects.traces import remove, traces
from lingopoint_cli.prices import PRICES
from lingopoint_cli.tags import Wanted
from lingopoint_cli.wording import about

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

    from lingopoint_cli.place import Place

SOURCE = "en"
"""The language of the samples."""
_ANY_PAIR = "*"
_OWN = "yours/"
_KINDS = {"txt": "TEXT", "ipynb": "IPYNB"}

Members = dict[str, Any]
"""Of a JSON object."""


class Readings:
    """The questions of the page. Each raises Failure, and botocore's errors, as the commands do."""

    def __init__(self, place: "Place", engine: Mapping[str, Any], documents: Mapping[str, str]) -> None:
        """`engine` is what stands for Amazon Translate, as its health tells of it; `documents` are names by key."""
        self._place = place
        self._engine = engine
        self._documents = documents

    @cached_property
    def _reader(self) -> "S3Client":
        return self._place.reader()

    def about(self) -> Members:
        """What there is to read, in which languages, and who translates."""
        return {
            "languages": offered(self._engine["pairs"]),
            "documents": [{"key": key, "name": name, "kind": _kind(name)} for key, name in self._documents.items()],
            "honest": f"Translated on this machine, not by Amazon Translate, and no measure of its quality. "
            f"{self._engine['description']}",
            "dollars": str(PRICES["Amazon Translate"].dollars),
        }

    def read(self, key: str, to: str) -> Members:
        """A document in a language: its texts beside the original's, how long it took, and what it cost."""
        wanted = Wanted(to)
        original = fetch(self._reader, self._place.access_point, [Asking(key)], _unsaid)
        written = Version(key, original.content_type, original.document(), original.language)
        began = perf_counter()
        answer = fetch(self._reader, self._place.access_point, wanted.ways(key), _unsaid)
        body = answer.document()
        took = perf_counter() - began
        found = pairs(written, Version(key, answer.content_type, body, answer.language))
        return {
            "key": key,
            "pairs": found,
            "milliseconds": round(took * 1000, 1),
            "bytes": len(body),
            "source": answer.facts.get("source", ""),
            "translated": answer.translated,
            "reason": answer.facts.get("status", "").partition("reason=")[2],
            **_cost(answer),
        }

    def keep(self, name: str, data: bytes) -> Members:
        """Store a file of the visitor's own; where it is then."""
        file = PurePosixPath(name.replace("\\", "/")).name
        if not file or not data:
            raise Failure("that file is empty", USAGE)
        key = _OWN + file.replace("#", "-")
        self._place.s3().put_object(Bucket=self._place.bucket, Key=key, Body=data, ContentType=content_type(file, data))
        return {"key": key}

    def forget(self, key: str) -> Members:
        """Take away what is kept of a document's translations, and of its texts in the memory."""
        found = traces(self._place, key, memory=True)
        units = found.units_to_erase(reviewed=False)
        remove(self._place, found, units, original=False)
        return {"renditions": found.renditions, "units": len(units)}


def offered(engine_pairs: list[str]) -> list[str]:
    """The languages that an engine can translate the samples into."""
    if _ANY_PAIR in engine_pairs:
        return [code for code in languages.NAMES if code != SOURCE]
    return [target for source, _, target in (pair.partition("-") for pair in engine_pairs) if source == SOURCE]


def _cost(answer: ServedObject) -> Members:
    """What an answer cost, and what it did not: an answer of what was kept says what making it had cost."""
    made = int(answer.facts.get("characters", 0))
    from_kept = answer.translated and "billed" not in answer.facts
    return {
        "from_kept": from_kept,
        "characters": answer.billed,
        "price": about(answer.billed),
        "kept": made + answer.cost.remembered if from_kept else 0,
        "remembered": 0 if from_kept else answer.cost.remembered,
        "markup": int(answer.facts.get("left-out", 0)),
        "units": answer.cost.units,
        "calls": answer.cost.calls,
    }


def _kind(name: str) -> str:
    extension = name.rpartition(".")[2]
    return _KINDS.get(extension, extension.upper())


def _unsaid(message: str) -> None:
    """Nobody is told of attempts: the page says how long it takes."""
