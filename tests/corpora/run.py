"""Translates the documents of the corpus and checks what came of them."""

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

if TYPE_CHECKING:
    from mypy_boto3_translate import TranslateClient

EVERYTHING = ("**",)
_DIRECTION = Direction("en", TARGET)
_OPTIONS = Options(target=TARGET)
_DAY = 86_400.0

_CHECKS = {
    "android": "xml",
    "apple_strings": "values",
    "ass": "apps",
    "csv": "values",
    "fluent": "apps",
    "html": "html",
    "ics": "apps",
    "json": "values",
    "json5": "apps",
    "lrc": "apps",
    "markdown": "markdown",
    "notebook": "apps",
    "php": "apps",
    "plist": "apps",
    "po": "po",
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
    "xml": "xml",
    "yaml": "values",
}
"""Which module looks at a format; its function is `check`, or `check_` and the format's name."""

CHOSEN = frozenset({"apple_strings", "csv", "json", "properties", "xml", "yaml"})
"""Formats in which the function chooses what is human text, unless it is told to take everything."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was seen of one document.

    `unreadable` says why it is served as it is, `unchecked` why the independent parser could not look at it.
    """

    path: Path
    format: str
    identical: bool = True
    unreadable: str = ""
    unchecked: str = ""
    problems: Sequence[str] = ()


def run(paths: Iterable[Path]) -> list[Result]:
    """The results for all documents, in the order given."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(examine, paths, chunksize=16))


def examine(path: Path) -> Result:
    """Both translations of one document, by the identity and by the pseudo engine."""
    logging.getLogger("srt").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")  # of openpyxl, about what it does not keep
    data = path.read_bytes()
    try:
        name, same = translated(path, data, "identity")
        after = [translated(path, data, "pseudo")[1]]
        if name in CHOSEN:
            after.append(translated(path, data, "pseudo", EVERYTHING)[1])
    except UnreadableError as error:
        return Result(path, _format(path, data), unreadable=str(error))
    except Exception:  # noqa: BLE001  any of them is a finding
        return Result(path, _format(path, data), identical=False, problems=[traceback.format_exc(limit=-2)])
    try:
        found = [problem for must, one in enumerate(after) for problem in problems(name, data, one, must=bool(must))]
        return Result(path, name, same == data, problems=found)
    except Exception:
        reason = _refusal(name, data)
        if not reason:
            raise
        return Result(path, name, same == data, unchecked=reason)


def translated(path: Path, data: bytes, engine: str, include: tuple[str, ...] = ()) -> tuple[str, bytes]:
    """The format of a document, that of an office document being its extension, and its translation."""
    deadline = SystemClock().now() + _DAY
    options = replace(_OPTIONS, include=include)
    document = translate_document(
        data, content_type(path.name), path.name, _DIRECTION, options, _engine(engine), deadline
    )
    return _format(path, data), document.data


def problems(name: str, before: bytes, after: bytes, *, must: bool = False) -> Iterator[str]:
    """What is wrong with a translation; `must` says that everything was to be translated, whatever it looks like."""
    module = import_module(f"tests.corpora.checks_{_CHECKS.get(name, 'office')}")
    check = getattr(module, f"check_{name}", None) or module.check
    old, new = (before, after) if name not in _CHECKS else (_text(before), _text(after))
    yield from check(old, new, must=must) if name in CHOSEN else check(old, new)


def _format(path: Path, data: bytes) -> str:
    """The format's name, that of an office document being its extension."""
    try:
        name = registry.detect(content_type(path.name), path.name, data).name
    except UnreadableError:
        return ""
    return path.suffix.removeprefix(".") if name == "office" else name


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
