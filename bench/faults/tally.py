"""What was wrong and what was lost, of all that was read."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from bench.faults.documents import Shelf, Version
from bench.faults.oracle import Oracle, Verdict
from bench.faults.readers import Read, misformed

_WITHOUT_SPACES = {"ja"}


class Kept(NamedTuple):
    """A version that a reader had in full in a language, as `tag` names it: nothing of it may be billed again."""

    version: Version
    tag: str


@dataclass
class Tally:
    """The counts. `examples` are a few of what should not be."""

    answers: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    misformed: Counter[str] = field(default_factory=Counter)
    unchecked: int = 0
    wrong: int = 0
    examples: list[str] = field(default_factory=list)
    kept: set[Kept] = field(default_factory=set)

    def blame(self, what: str) -> None:
        """One that should not be."""
        self.wrong += 1
        self.note(what)

    def note(self, what: str) -> None:
        """An example."""
        if len(self.examples) < 20:
            self.examples.append(what)


def tallied(reads: Iterable[Read], shelf: Shelf, oracle: Oracle) -> Tally:
    """All reads looked at: wholes first, since parts are of them."""
    tally, wholes = Tally(), defaultdict[tuple[str, str, str], set[bytes]](set)
    others: list[Read] = []
    for read in reads:
        tally.answers[f"{read.method} {read.answer.status or read.answer.fault}"] += 1
        if fault := misformed(read):
            tally.misformed[fault] += 1
        elif (read.method, read.answer.status) == ("GET", 200):
            wholes[read.key, read.tag, read.answer.etag].add(read.answer.body)
            _whole(read, shelf, oracle, tally)
        elif read.answer.status in (200, 206):
            others.append(read)
    for (key, tag, etag), bodies in wholes.items():
        if len(bodies) > 1:
            tally.blame(f"{key}#{tag}: {len(bodies)} bodies of one tag {etag}")
    for read in others:
        known = wholes.get((read.key, read.tag, read.answer.etag), set())
        _part(read, known or _rights(read, shelf, oracle), tally, sure=bool(known))
    return tally


def _whole(read: Read, shelf: Shelf, oracle: Oracle, tally: Tally) -> None:
    answer, language = read.answer, read.tag.partition(";")[0]
    versions = shelf.current(read.key, read.since, read.until)
    verdicts = [(oracle.judge(each, language, answer.fact("status"), answer.body), each) for each in versions]
    verdict, version = next((each for each in verdicts if each[0] is not Verdict.WRONG), (Verdict.WRONG, versions[-1]))
    tally.verdicts[verdict] += 1
    if verdict is Verdict.WRONG:
        said = f"status {answer.fact('status')!r}, kept {answer.fact('units-kept')!r}"
        tally.blame(f"{read.key}#{read.tag}, {said}: {oracle.difference(version, language, answer.body)}"[:600])
    elif answer.headers.get("content-language") != language and verdict is not Verdict.ORIGINAL:
        tally.blame(f"{read.key}#{read.tag}: Content-Language {answer.headers.get('content-language')}")
    elif verdict is Verdict.SPACED and language not in _WITHOUT_SPACES:
        difference = oracle.difference(version, language, answer.body)
        tally.blame(f"{read.key}#{read.tag}: white space: {difference}"[:600])
    elif verdict is Verdict.KEPT and answer.fact("units-kept") == "0":
        kept = oracle.difference(version, language, answer.body)
        tally.blame(f"{read.key}#{read.tag}: units kept in the source, and none said to be: {kept}"[:600])
    elif verdict is Verdict.RIGHT:  # one from pieces of a sentence is made again from the whole, which may pass now
        tally.kept.add(Kept(version, read.tag))


def _rights(read: Read, shelf: Shelf, oracle: Oracle) -> set[bytes]:
    """The right bodies that a part may be of, where nobody read the whole under its tag."""
    versions = shelf.current(read.key, read.since, read.until)
    if read.answer.fact("status") != "translated":
        return {version.data for version in versions}
    return {oracle.right(version, read.tag.partition(";")[0]) for version in versions}


def _part(read: Read, bodies: set[bytes], tally: Tally, *, sure: bool) -> None:
    """A part or a head must be of its tag's body; where nobody had that in whole, the body may be degraded."""
    answer = read.answer
    if any(_is_of(read, body) for body in bodies):
        return
    if read.sent.get("if-match", answer.etag) != answer.etag:
        tally.blame(f"{read.key}#{read.tag}: a part of {answer.etag}, asked for of {read.sent['if-match']}")
    elif sure:
        tally.blame(f"{read.key}#{read.tag}: {read.method} {read.sent} is not of the whole under its tag")
    else:
        tally.unchecked += 1


def _is_of(read: Read, body: bytes) -> bool:
    headers = read.answer.headers
    if read.method == "HEAD":
        return int(headers["content-length"]) == len(body)
    if read.answer.status == 200:
        return read.answer.body == body
    span, _, length = headers["content-range"].removeprefix("bytes ").partition("/")
    first, _, last = span.partition("-")
    return int(length) == len(body) and read.answer.body == body[int(first) : int(last) + 1]
