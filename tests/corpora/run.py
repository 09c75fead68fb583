"""Translates the documents of the corpus, checks what came of them, and counts their letters."""

import logging
import multiprocessing
import traceback
import warnings
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lingopoint.adapters.amazon_translate import AmazonTranslator
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.ports import Direction
from lingopoint.renditions import charset
from lingopoint.renditions.document import translate_document
from lingopoint.translation import Pace, Tools
from lingopoint_cli.content_types import content_type
from lingopoint_in_memory import DictMemory
from lingopoint_local.translate.engines.choice import engine_named
from lingopoint_local.translate.in_process import InProcessClient
from lingopoint_local.translate.service import TranslateApi
from tests.corpora.checks_html import TARGET
from tests.corpora.measure import ARCHIVES, PAIRS
from tests.corpora.measure.letters import Letters, measured
from tests.corpora.measure.pairs import TornError

if TYPE_CHECKING:
    from mypy_boto3_translate import TranslateClient

EVERYTHING = ("**",)
_DIRECTION = Direction("en", TARGET)
_OPTIONS = Options(target=TARGET)
_DAY = 86_400.0

_OPEN_DOCUMENT = ("odg", "odp", "ods", "odt")
_ARCHIVES = frozenset({"docx", "epub", "mail", "pptx", "xlsx", *_OPEN_DOCUMENT})
"""What is no text of one encoding."""

_CHECKS: dict[str, str] = {
    "android": "xml",
    "apple_strings": "values",
    "asciidoc": "asciidoc",
    "ass": "apps",
    "csv": "values",
    "docx": "office",
    "epub": "archives",
    "fluent": "apps",
    "html": "html",
    "ics": "apps",
    "json": "values",
    "json5": "apps",
    "lrc": "apps",
    "mail": "mail",
    "markdown": "markdown",
    "notebook": "apps",
    "odf_flat": "archives",
    **dict.fromkeys(_OPEN_DOCUMENT, "archives"),
    "php": "apps",
    "plist": "apps",
    "po": "po",
    "pptx": "office",
    "properties": "values",
    "qt": "apps",
    "resx": "xml",
    "rst": "rst",
    "sbv": "apps",
    "srt": "captions",
    "text": "text",
    "toml": "apps",
    "ttml": "apps",
    "vtt": "captions",
    "xcstrings": "apps",
    "xliff": "xml",
    "xlsx": "office",
    "xml": "xml",
    "yaml": "values",
}
"""Which module looks at a format; its function is `check`, or `check_` and the format's name."""

CHOSEN = frozenset({"apple_strings", "csv", "json", "properties", "xml", "yaml"})
"""Formats in which the function chooses what is human text, unless it is told to take everything."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was seen of one document.

    `unreadable` says why it is served as it is, `unchecked` why the independent parser could not look at it. `letters`
    are not counted of what could not be looked at, or has not the same pieces after it was translated.
    """

    path: Path
    format: str
    identical: bool = True
    unreadable: str = ""
    unchecked: str = ""
    problems: Sequence[str] = ()
    letters: Letters | None = None


def run(paths: Iterable[Path]) -> list[Result]:
    """The results for all documents, in the order given."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(examine, paths, chunksize=16))


def examine(path: Path) -> Result:
    """All translations of one document: by the identity, by pseudo-translation, and by the exchange of letters."""
    logging.getLogger("srt").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")  # of openpyxl, about what it does not keep
    data = path.read_bytes()
    try:
        name, same = translated(path, data, "identity")
        after = [translated(path, data, "pseudo")[1]]
        if name in CHOSEN:
            after.append(translated(path, data, "pseudo", EVERYTHING)[1])
        exchanged = translated(path, data, "letters")[1]
    except UnreadableError as error:
        return Result(path, _format(path, data), unreadable=str(error))
    except Exception:  # noqa: BLE001  any of them is a finding
        return Result(path, _format(path, data), identical=False, problems=[traceback.format_exc(limit=-2)])
    result = Result(path, name, same == data)
    try:
        found = [problem for must, one in enumerate(after) for problem in problems(name, data, one, must=bool(must))]
        return replace(result, problems=found) if found else _counted(result, data, exchanged)
    except Exception:
        reason = _refusal(name, data)
        if not reason:
            raise
        return replace(result, unchecked=reason)


def _counted(result: Result, before: bytes, after: bytes) -> Result:
    if result.format not in PAIRS and result.format not in ARCHIVES:
        return result
    try:
        return replace(result, letters=letters(result.format, before, after))
    except TornError as error:
        return replace(result, problems=[f"letters: {error}"])
    except Exception as error:  # noqa: BLE001  parsers have their own, of documents that they let pass without a word
        return replace(result, unchecked=f"{type(error).__name__}: {error}".splitlines()[0][:100])


def translated(
    path: Path, data: bytes, engine: str, include: tuple[str, ...] = (), target: str = TARGET
) -> tuple[str, bytes]:
    """The format of a document, that of an office document being its extension, and its translation."""
    deadline = SystemClock().now() + _DAY
    options = replace(_OPTIONS, include=include, target=target)
    direction = replace(_DIRECTION, target=target)
    document = translate_document(
        data, content_type(path.name), path.name, direction, options, _engine(engine), deadline
    )
    return _format(path, data), document.data


def problems(name: str, before: bytes, after: bytes, *, must: bool = False) -> Iterator[str]:
    """What is wrong with a translation; `must` says that everything was to be translated, whatever it looks like."""
    module = import_module(f"tests.corpora.checks_{_CHECKS[name]}")
    check = getattr(module, f"check_{name}", None) or module.check
    old, new = (before, after) if name in _ARCHIVES else (_text(before), _text(after))
    yield from check(old, new, must=must) if name in CHOSEN else check(old, new)


def letters(name: str, before: bytes, after: bytes) -> Letters:
    """The letters of a document, by what the exchange of letters made of it. Raises TornError."""
    if name in ARCHIVES:
        return measured(ARCHIVES[name](before, after))
    return measured(PAIRS[name](_text(before), _text(after)))


def _format(path: Path, data: bytes) -> str:
    """The format's name, that of an office document being its extension."""
    try:
        name = registry.detect(content_type(path.name), path.name, data).name
    except UnreadableError:
        return ""
    return path.suffix.removeprefix(".") if name in {"office", "odf"} else name


@cache
def _engine(name: str) -> Tools:
    client = cast("TranslateClient", InProcessClient(TranslateApi(engine_named(name))))
    return Tools(AmazonTranslator(client), SystemClock(), Pace(4), DictMemory())


def _text(data: bytes) -> str:
    return charset.decode(data, None).data.decode()


def _refusal(name: str, data: bytes) -> str:
    """Why the independent parser cannot read the document itself; empty when it can."""
    try:
        list(problems(name, data, data))
    except Exception as error:  # noqa: BLE001  parsers have their own
        return f"{type(error).__name__}: {error}"[:100]
    return ""
