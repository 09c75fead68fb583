"""Translating files of this machine: which file goes where, and one file at a time."""

import shutil
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lingopoint.config import Config
from lingopoint.errors import EntityTooLargeError
from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.languages import AUTO
from lingopoint.ports import Direction, RefusedError
from lingopoint.renditions.document import translate_document
from lingopoint.report import Cost
from lingopoint.translation import Tools
from lingopoint_cli.content_types import content_type
from lingopoint_cli.failures import USAGE, Failure, os_error_in_words, service_failure
from lingopoint_cli.files.streams import is_standard, read
from lingopoint_cli.files.write import write_whole

_HEAD = 64 * 1024
_DAY = 86_400.0
"""Seconds that one document may take: nobody waits for it but its owner, who can stop it."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to translate, or standard input. `target` None is standard output.

    `name` tells its format; that of standard input has to be said.
    """

    source: Path
    target: Path | None
    name: str


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file. `data` is what standard output gets; `note` says why a file is not translated.

    `failed` says that it could not be read or written, or that its translation broke down.
    """

    data: bytes = b""
    cost: Cost = field(default_factory=Cost)
    translated: bool = False
    failed: bool = False
    note: str = ""


def plan(sources: Sequence[Path], output: Path | None, input_name: str = "") -> list[Job]:
    """The jobs for files and folders. A file keeps its name in `output`, a folder's files their paths inside it.

    `input_name` is what standard input is called. Raises Failure where standard output is not enough, or where a file
    would be written twice or over a source.
    """
    if any(map(is_standard, sources)) and not input_name:
        raise Failure("what comes from standard input needs a --name, such as page.md: it tells the format", USAGE)
    if output is None:
        if len(sources) > 1 or sources[0].is_dir():
            raise Failure("several files need --output-dir", USAGE)
        return [_job(sources[0], None, input_name)]
    found = [(file, output / inside) for source in sources for file, inside in _files(source, output, input_name)]
    jobs = [_job(file, target, input_name) for file, target in found]
    targets = Counter(job.target.resolve() for job in jobs if job.target)
    if twice := [target for target, times in targets.items() if times > 1]:
        raise Failure(f"two files would both be written to {twice[0]}", USAGE)
    if over := {job.source.resolve() for job in jobs} & targets.keys():
        raise Failure(f"{min(over)} would be written over; choose another --output-dir", USAGE)
    return jobs


def _job(source: Path, target: Path | None, input_name: str) -> Job:
    return Job(source, target, Path(input_name).name if is_standard(source) else source.name)


def _files(source: Path, output: Path, input_name: str) -> Iterator[tuple[Path, Path]]:
    """Each file of a source with its path below the output folder, which itself is left out."""
    if is_standard(source):
        yield source, Path(Path(input_name).name)
        return
    if not source.is_dir():
        yield source, Path(source.name)
        return
    for path in sorted(source.rglob("*")):
        if path.is_file() and not path.resolve().is_relative_to(output.resolve()):
            yield path, path.relative_to(source)


@dataclass(frozen=True, slots=True)
class Bureau:
    """Translates files, all in one direction. `include` and `exclude` choose values in key/value formats."""

    tools: Tools
    direction: Direction
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def do(self, job: Job) -> FileResult:
        """Translate one file. Raises Failure when the service will translate none at all."""
        try:
            return self._done(job)
        except OSError as error:
            return FileResult(failed=True, note=os_error_in_words(error, str(job.source)))

    def _done(self, job: Job) -> FileResult:
        if is_standard(job.source):
            data = read(job.source)
        else:
            with job.source.open("rb") as file:
                data = file.read(_HEAD)
                try:
                    registry.detect(content_type(job.name), job.name, data)
                except UnreadableError as error:  # known without the rest of it, which may be of any size
                    return _copied(job, str(error))
                data += file.read()
        outcome = self._translated(job, data)
        if job.target is not None:
            write_whole(job.target, [outcome.data])
        return outcome

    def _translated(self, job: Job, data: bytes) -> FileResult:
        path = job.source
        deadline = self.tools.clock.now() + _DAY
        options = Options(self.direction.target, self.direction.source, self.include, self.exclude)
        try:
            document = translate_document(
                *(data, content_type(job.name), job.name, self.direction, options, self.tools, deadline),
                Config().room,
            )
        except (EntityTooLargeError, UnreadableError) as error:
            return FileResult(data, note=_unchanged(path, str(error)))
        except Exception as error:
            if self._is_of_its_language(error):
                return FileResult(data, note=_unchanged(path, str(error)))
            told = service_failure(error, str(path))
            if told is None:  # one odd file must not end a run over many
                reason = f"internal error: {type(error).__name__}: {error}"
                return FileResult(data, failed=True, note=_unchanged(path, reason))
            raise told from error
        if document.already_in:
            return FileResult(data, document.cost, note=_unchanged(path, f"already in {document.already_in}"))
        return FileResult(document.data, document.cost, translated=True)

    def _is_of_its_language(self, error: Exception) -> bool:
        """Whether the service refused a file for the language that it found it to be in: others may be in another."""
        traits = self.tools.translator.traits
        detected = self.direction.source == AUTO and traits.detects and self.direction.target in traits.languages
        return detected and isinstance(error, RefusedError)


def _copied(job: Job, reason: str) -> FileResult:
    note = _unchanged(job.source, reason)
    if job.target is None:
        return FileResult(job.source.read_bytes(), note=note)
    job.target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(job.source, job.target)
    return FileResult(note=note)


def _unchanged(path: Path, reason: str) -> str:
    return f"{path}: copied unchanged ({textwrap.shorten(reason, 120)})"
