"""What S3 and the function make of requests: keys, HEAD, ranges, `?lang=`, metadata, a large answer."""

import re

from lingopoint_cli.doctor import documents
from lingopoint_cli.doctor.check import Check
from lingopoint_cli.doctor.finding import Finding, UnknownError, differs, failed, ok, skipped
from lingopoint_cli.doctor.reader import Answer
from lingopoint_cli.doctor.world import World

_HEADERS = ("content-length", "content-type", "content-language", "etag")
_PART = slice(2, 10)
_OURS = ("doctor-spaces", "doctor-accents")


def original(world: World) -> Finding:
    """Without a language: as it is stored."""
    if world.parameter("DefaultLanguage"):
        return skipped("an answer without a language is translated here: DefaultLanguage is set")
    document = documents.text(world)
    answer = world.reader.get(document.key)
    if answer.status != 200:
        return failed(answer.in_words)
    return ok("as it is stored") if answer.body == document.body else failed("its bytes are not those that are stored")


def tagged(world: World) -> Finding:
    """The language in the key, behind a `#` of the key's own."""
    world.require_served()
    document = documents.text(world)
    answer = world.reader.get(f"{document.key}#{world.target}")
    if world.caller_check == "strict" or _beyond_prefixes(world, document.key):
        refused = answer.status == 403
        return ok("403, as CallerCheck says") if refused else failed(f"to be refused, but {answer.in_words}")
    return _translated(world, document, answer)


def _beyond_prefixes(world: World, key: str) -> bool:
    prefixes = [prefix for prefix in world.parameter("TaggedPrefixes").split(",") if prefix]
    return bool(prefixes) and not key.startswith(tuple(prefixes))


def query(world: World) -> Finding:
    """The language in the URL, which S3 has to hand on."""
    world.require_served()
    document = documents.text(world)
    return _translated(world, document, world.reader.get(document.key, world.target))


def _translated(world: World, document: documents.Document, answer: Answer) -> Finding:
    if answer.status != 200:
        return failed(answer.in_words)
    if answer.body == document.body or answer.fact("status") != "translated":
        return failed(f"not translated: {answer.fact('status') or 'the function was not asked for a language'}")
    language = answer.headers.get("content-language", "none")
    return ok(f"translated into {language}") if language == world.target else failed(f"Content-Language is {language}")


def head(world: World) -> Finding:
    """HEAD says what GET says."""
    document, got = _whole(world)
    answer = world.reader.head(document.key, world.target)
    if answer.status != 200:
        return failed(f"GET 200, HEAD {answer.in_words}")
    wrong = [name for name in _HEADERS if answer.headers.get(name) != got.headers.get(name)]
    return failed(f"other than GET: {', '.join(wrong)}") if wrong else ok("as GET")


def part(world: World) -> Finding:
    """Bytes of the translation, not of the original."""
    document, got = _whole(world)
    answer = world.reader.get(document.key, world.target, Range=f"bytes={_PART.start}-{_PART.stop - 1}")
    if answer.status != 206:
        return failed("the range is ignored" if answer.status == 200 else answer.in_words)
    expected = f"bytes {_PART.start}-{_PART.stop - 1}/{len(got.body)}"
    if answer.body != got.body[_PART]:
        return failed("other bytes than those of the translation")
    return ok(expected) if answer.headers.get("content-range") == expected else failed("Content-Range is wrong")


def _whole(world: World) -> tuple[documents.Document, Answer]:
    world.require_served()
    document = documents.text(world)
    answer = world.reader.get(document.key, world.target)
    if answer.status != 200:
        raise UnknownError(f"the document cannot be read: {answer.in_words}")
    return document, answer


def metadata(world: World) -> Finding:
    """User metadata with two spaces, and beyond ASCII. Runs of spaces are one (docs/s3-behaviour.md)."""
    document, got = _whole(world)
    stored = world.scratch.stored(document.key)
    names = [f"x-amz-meta-{name}" for name in _OURS]
    wrong = [name for name in names if _plain(stored.get(name, "")) != _plain(got.headers.get(name, ""))]
    if wrong:
        return differs(f"not as S3 gives it: {', '.join(wrong)}")
    return ok("handed on") if all(name in stored for name in names) else differs("S3 did not keep it as it was sent")


def _plain(value: str) -> str:
    return re.sub(r"\s+", " ", value).strip()


def large(world: World) -> Finding:
    """A large answer of which one sentence is translated."""
    world.require_served()
    if int(world.parameter("MaxObjectSize") or documents.PADDING * 2) <= documents.PADDING + 1_000:
        return skipped("MaxObjectSize allows no large object")
    document = documents.large(world)
    answer = world.reader.get(document.key, world.target)
    if answer.status != 200:
        return failed(answer.in_words)
    if answer.fact("status") != "translated":
        return differs(answer.fact("status") or "not translated")
    whole = answer.body.endswith(document.body[-100:]) and len(answer.body) > documents.PADDING
    return ok(f"{len(answer.body):,} bytes") if whole else failed(f"cut off after {len(answer.body):,} bytes")


_WAY = "Send us the answers; until then keep such keys out of the bucket, or ask by ?lang=."
_SDK = "Downloads that resume, players and SDKs that read in parts, get wrong bytes or errors."

CHECKS = (
    Check(
        "s3.original",
        "Is an original, under a key with `#`, `%`, a space and `+`, served as it is?",
        "Applications that read without a language get errors, or other bytes.",
        _WAY,
        original,
    ),
    Check(
        "s3.tagged key",
        "Is it translated under its key with `#LANGUAGE`?",
        "Readers who ask by key are not served, or served what they may not have.",
        _WAY,
        tagged,
    ),
    Check(
        "s3.query",
        "Is it translated for `?lang=LANGUAGE`?",
        "Readers who ask by URL, and all of them under CallerCheck=strict, are not served.",
        "Ask by tagged keys, or open an access point of each language.",
        query,
    ),
    Check(
        "s3.head",
        "Does HEAD of a translation say what GET says?",
        "SDKs that ask for the length first cut documents off, or fail.",
        "Is HeadObject handed to the function (deployment.access point)? Else send us the answers.",
        head,
    ),
    Check(
        "s3.range",
        "Is a range one of the translation?",
        _SDK,
        "Are ranges handed to the function (deployment.access point)? Else send us the answers.",
        part,
    ),
    Check(
        "s3.metadata",
        "Is user metadata with two spaces, and with accents, handed on?",
        "Applications that read such metadata see another value of a translation than of its original.",
        "Encode such values yourself, as in a URL.",
        metadata,
    ),
    Check(
        "s3.large answer",
        f"Does an answer of {documents.PADDING:,} bytes arrive whole?",
        "Large documents break off, or are served as they are.",
        "Set MaxObjectSize below it, and send us the answers.",
        large,
    ),
)
