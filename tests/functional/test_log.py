"""What the log says of an answer: each of its fields, and how loud it is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from lingopoint.config import Config
from lingopoint.errors import ConfigurationError
from lingopoint.ports import Direction, Response, ThrottledError, TranslatedText
from lingopoint_in_memory import DictRenditions, FunctionTranslator, KeepingResponder, refused
from tests.support import KeepingLog, World, event_for

TEXT = "Hello there.\n\nÇa va?\n"
BYTES = len(TEXT.encode())
LETTERS = len("Hello there.Ça va?")
ASKED = {
    "request_id": "00000000-0000-4000-8000-66182de3dba7",
    "access_point": "arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/lingopoint",
}


@dataclass(slots=True)
class LevelledLog(KeepingLog):
    """Keeps how loud each record was, too."""

    levels: list[str] = field(default_factory=list)

    def info(self, msg: object, /, *, extra: Mapping[str, object]) -> None:
        self.levels.append("info")
        self.records.append((msg, extra))

    def error(self, msg: object, /, *, extra: Mapping[str, object]) -> None:
        self.levels.append("error")
        self.records.append((msg, extra))


@dataclass(slots=True)
class SlowTranslator(FunctionTranslator):
    """Each call takes a time of the clock that is the world's, too. The clock is not at 0 at first."""

    seconds: float = 5000.0

    def translate(self, text: str, direction: Direction) -> TranslatedText:
        self.seconds += 1.2346
        return TranslatedText(text.upper(), "en")

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture
def log() -> LevelledLog:
    return LevelledLog()


@pytest.fixture
def world(log: LevelledLog) -> World:
    translator = SlowTranslator()
    world = World(translator=translator, clock=translator, log=log)
    world.put("a.txt", TEXT.encode(), etag='"a"')
    world.put("a.png", b"\x89PNG", "image/png", etag='"p"')
    return world


def event(key: str, head: bool = False, **headers: str) -> dict[str, Any]:
    made = event_for(key, headers={name.replace("_", "-"): value for name, value in headers.items()})
    assert made["configuration"]["accessPointArn"] == ASKED["access_point"]
    assert made["xAmzRequestId"] == ASKED["request_id"]
    if head:
        made["headObjectContext"] = {"inputS3Url": made.pop("getObjectContext")["inputS3Url"]}
    return made


def logged(log: LevelledLog) -> tuple[str, object, dict[str, object]]:
    """The level, the message and the fields of the one record, without those of every record."""
    ((message, record),) = log.records
    (level,) = log.levels
    assert ASKED.items() <= record.items()
    return level, message, {name: value for name, value in record.items() if name not in ASKED}


COST: dict[str, object] = {
    "units": 2,
    "calls": 1,
    "billed": LETTERS + len("<p id=1></p><p id=2></p>"),
    "needed": LETTERS,
}
NO_COST: dict[str, object] = dict.fromkeys(
    [
        *("units", "kept", "calls", "throttled", "failed", "billed", "unseen", "needed", "remembered"),
        *("stepped_down", "doubted", "echoed"),
    ],
    0,
)
TRANSLATED: dict[str, object] = {
    "key": "25d63bee6e21d4e4",
    "status": 200,
    "outcome": "translated",
    "format": "text",
    "sources": ("en",),
    "target": "fr",
    "bytes_in": BYTES,
    "bytes_out": BYTES,
    "milliseconds": 1235,
    "whole": len(TEXT),
    "left_out": len(TEXT) - LETTERS,
    **NO_COST,
    **COST,
}


def test_a_translation(world: World, log: LevelledLog) -> None:
    world.get(event("a.txt#fr"))
    assert logged(log) == ("info", "GetObject", TRANSLATED)
    ((access_point, report),) = world.metrics.records
    assert (access_point, report.milliseconds, report.bytes_out) == (ASKED["access_point"], 1235, BYTES)


def test_terminologies_that_were_applied_are_named(world: World, log: LevelledLog) -> None:
    world.config = Config(terminology="brands")
    world.translator = FunctionTranslator(str.upper)
    world.get(event("a.txt#fr"))
    assert logged(log)[2]["terminologies"] == ("brands",)


def test_of_a_head_no_bytes_were_sent(world: World, log: LevelledLog) -> None:
    assert world.head(event("a.txt#fr", head=True))["headers"]["Content-Length"] == BYTES
    assert logged(log) == ("info", "HeadObject", TRANSLATED | {"bytes_out": 0})
    assert [report.bytes_out for _, report in world.metrics.records] == [0]


def test_a_part_is_as_many_bytes_as_were_sent(world: World, log: LevelledLog) -> None:
    world.get(event("a.txt#fr", range="bytes=2-4"))
    assert logged(log) == ("info", "GetObject", TRANSLATED | {"status": 206, "bytes_out": 3})


def test_a_kept_rendition_cost_nothing(world: World, log: LevelledLog) -> None:
    world.store = DictRenditions()
    world.get(event("a.txt#fr"))
    log.records.clear()
    log.levels.clear()
    world.get(event("a.txt#fr"))
    said = {"outcome": "stored", "target": "fr", "bytes_in": 0, "bytes_out": BYTES, "whole": 0, "left_out": 0}
    expected = {"key": TRANSLATED["key"], "status": 200, **said, "milliseconds": 0, **NO_COST}
    assert logged(log) == ("info", "GetObject", expected)


NO_RIGHT = (
    "You may not read this object. Reading a translation needs s3:GetObject on the object and s3:ListBucket on the "
    "supporting access point."
)


@pytest.mark.parametrize(
    ("made", "record"),
    [
        (event("a.txt"), {"key": "18b7cb099a9ea3f5", "status": 200, "outcome": "original"}),
        (
            event("a.png#fr"),
            {"status": 200, "outcome": "untranslated", "reason": "no format for image/png"},
        ),
        (event("a.txt#fr", if_none_match="*"), {"status": 304, "outcome": "not modified"}),
        (
            event("a.txt#fr", if_match='"x"'),
            {
                "status": 412,
                "outcome": "precondition failed",
                "code": "PreconditionFailed",
                "public_message": "At least one of the pre-conditions you specified did not hold",
            },
        ),
        (
            event("secret.txt"),
            {
                "status": 403,
                "outcome": "error",
                "code": "AccessDenied",
                "public_message": "No.",
                "detail": "S3 answered 403 AccessDenied",
            },
        ),
        (
            event("secret.txt#fr"),
            {"status": 403, "outcome": "error", "code": "AccessDenied", "public_message": NO_RIGHT},
        ),
        (
            event("missing.txt#fr"),
            {
                "status": 404,
                "outcome": "error",
                "code": "NoSuchKey",
                "public_message": "The specified key does not exist.",
            },
        ),
        (
            event("broken.txt"),
            {
                "status": 409,
                "outcome": "error",
                "code": "OperationAborted",
                "public_message": "Later.",
                "detail": "S3 answered 409 OperationAborted",
            },
        ),
    ],
    ids=[
        "original",
        "untranslated",
        "not modified",
        "precondition",
        "forbidden",
        "forbidden translation",
        "missing",
        "storage",
    ],
)
def test_answers_that_are_no_translations_are_said_in_few_words(
    world: World, log: LevelledLog, made: dict[str, Any], record: dict[str, object]
) -> None:
    world.objects["secret.txt"] = world.objects["secret.txt#fr"] = refused(403, "AccessDenied", "No.")
    world.objects["broken.txt"] = refused(409, "OperationAborted", "Later.")
    world.handle(made)
    level, message, fields = logged(log)
    assert len(str(fields["key"])) == 16
    assert (level, message) == ("info", "GetObject")
    assert fields == {"key": fields["key"], **record}
    assert world.metrics.records == []


def test_a_range_that_there_is_not(world: World, log: LevelledLog) -> None:
    world.get(event("a.txt#fr", range="bytes=999-"))
    said = {"code": "InvalidRange", "public_message": "The requested range is not satisfiable. Characters billed: 42."}
    expected = TRANSLATED | {"status": 416, "outcome": "unsatisfiable", "bytes_out": 0} | said
    assert logged(log) == ("info", "GetObject", expected)


def test_an_answer_that_says_who_is_to_blame_is_said_loud(world: World, log: LevelledLog) -> None:
    class Throttled(FunctionTranslator):
        def translate(self, text: str, direction: Direction) -> TranslatedText:
            raise ThrottledError

    world.translator = Throttled()
    world.get(event("a.txt#fr"), seconds=3.2)
    level, _, fields = logged(log)
    assert (level, fields["status"], fields["code"]) == ("error", 503, "SlowDown")
    assert int(str(fields["throttled"])) > 0


def test_a_wrong_setting_is_said_loud_and_keys_are_hidden_all_the_same(world: World, log: LevelledLog) -> None:
    class Unset(World):
        @property
        def config(self) -> Config:
            raise ConfigurationError("LINGOPOINT_X: no", detail="why")

        @config.setter
        def config(self, value: Config) -> None:
            pass

    unset = Unset(world.objects, clock=world.clock, log=log)
    assert unset.get(event("a.txt#fr")).status == 500
    said = {"code": "InternalError", "public_message": "LINGOPOINT_X: no", "detail": "why"}
    level, message, fields = logged(log)
    assert (level, message) == ("error", "GetObject")
    assert fields == {"key": TRANSLATED["key"], "status": 500, "outcome": "error", **said}


def test_an_answer_that_nobody_took_is_said_loud(world: World, log: LevelledLog) -> None:
    class Gone(KeepingResponder):
        def write(self, response: Response) -> None:
            raise TimeoutError

    world.answers = Gone()
    with pytest.raises(TimeoutError):
        world.handle(event("a.txt#fr"))
    assert logged(log) == ("error", "GetObject", TRANSLATED | {"undelivered": "TimeoutError"})


@pytest.mark.parametrize(("setting", "key"), [("hash", TRANSLATED["key"]), ("key", "a.txt#fr")])
def test_keys_are_in_clear_only_where_that_is_set(world: World, log: LevelledLog, setting: str, key: str) -> None:
    world.config = Config(log_keys=setting)
    world.get(event("a.txt#fr"))
    assert logged(log)[2]["key"] == key
