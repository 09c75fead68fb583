"""Reading twice: what is kept, what is answered from it, and what never is."""

import json
import threading
from typing import Any

import pytest

from lingopoint.config import Config
from lingopoint.ports import Direction, Rendition, Response, ThrottledError, TranslatedText
from lingopoint_in_memory import DictRenditions, FunctionTranslator, KeepingResponder
from tests.support import World, event_for

KEY = "a.txt"
TEXT = b"Hello there.\n\nHow are you?\n"
SHOUTED = TEXT.upper()
MONDAY, TUESDAY, WEDNESDAY = (f"{day} Nov 2026 12:00:00 GMT" for day in ("Mon, 23", "Tue, 24", "Wed, 25"))


@pytest.fixture
def store() -> DictRenditions:
    return DictRenditions()


@pytest.fixture
def world(store: DictRenditions) -> World:
    world = World(translator=FunctionTranslator(str.upper), store=store)
    world.put(KEY, TEXT, etag='"v1"', last_modified="Mon, 23 Nov 2026 12:00:00 GMT", x_amz_meta_owner="web")
    return world


def calls(world: World) -> int:
    assert isinstance(world.translator, FunctionTranslator)
    return len(world.translator.sent)


def get(world: World, tag: str = "fr", **headers: str) -> Response:
    return world.get(
        event_for(f"{KEY}#{tag}", headers={name.replace("_", "-"): value for name, value in headers.items()})
    )


def head_event(key: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    event = event_for(key, headers=headers)
    event["headObjectContext"] = {"inputS3Url": event.pop("getObjectContext")["inputS3Url"]}
    return event


def test_the_second_read_costs_nothing_and_gives_the_same(world: World) -> None:
    first, second = get(world), get(world)
    assert (first.body, second.body) == (SHOUTED, SHOUTED)
    assert calls(world) == 1
    assert first.headers["x-amz-meta-lingopoint-billed"] == str(len("<p id=1>Hello there.</p><p id=2>How are you?</p>"))
    assert "x-amz-meta-lingopoint-billed" not in second.headers
    assert {**first.headers, "x-amz-meta-lingopoint-billed": ""} == {
        **second.headers,
        "x-amz-meta-lingopoint-billed": "",
    }


@pytest.mark.parametrize("tag", ["de", "fr;formality=formal", "fr;source=en"])
def test_other_settings_are_another_rendition(world: World, tag: str) -> None:
    first, second = get(world), get(world, tag)
    assert calls(world) == 2
    assert first.headers["etag"] != second.headers["etag"]


def test_a_new_original_is_another_rendition(world: World) -> None:
    get(world)
    world.put(KEY, b"Goodbye.", etag='"v2"')
    assert get(world).body == b"GOODBYE."


def test_the_same_bytes_as_another_version_are_another_rendition(world: World) -> None:
    get(world)
    world.put(KEY, TEXT, etag='"v1"', x_amz_version_id="2")
    get(world)
    assert calls(world) == 2


@pytest.mark.parametrize(("name", "content_type"), [(KEY, "text/html"), ("a.html", "text/plain")])
def test_the_same_bytes_as_another_format_are_another_rendition(world: World, name: str, content_type: str) -> None:
    page = b"<p>Fish &amp; chips</p>"
    world.put(KEY, page, "text/plain", etag='"page"')
    as_text = get(world)
    world.put(name, page, content_type, etag='"page"')
    as_page = world.get(event_for(f"{name}#fr"))
    assert as_text.headers["x-amz-meta-lingopoint-format"] == "text"
    assert (as_page.body, as_page.headers["content-type"]) == (b"<p>FISH &amp; CHIPS</p>", content_type)


def test_metadata_of_the_original_is_always_the_present_one(world: World) -> None:
    get(world)
    world.put(KEY, TEXT, etag='"v1"', x_amz_meta_owner="legal")
    assert get(world).headers["x-amz-meta-owner"] == "legal"


def test_the_store_can_be_turned_off(world: World, store: DictRenditions) -> None:
    world.config = Config(store=False)
    get(world)
    get(world)
    assert calls(world) == 2
    assert store.kept == {}


def test_content_that_cannot_be_translated_is_not_kept(world: World, store: DictRenditions) -> None:
    world.put(KEY, b"\x00\x01", etag='"v1"')
    assert get(world).body == b"\x00\x01"
    assert (store.kept, store.claims) == ({}, {})


def test_a_failure_keeps_nothing(world: World, store: DictRenditions) -> None:
    class Throttled(FunctionTranslator):
        def translate(self, text: str, direction: Direction) -> TranslatedText:
            raise ThrottledError

    world.translator = Throttled()
    response = world.get(event_for(f"{KEY}#fr"), seconds=3.2)
    assert (response.status, response.code) == (503, "SlowDown")
    assert (store.kept, store.claims) == ({}, {})


def test_the_rendition_is_kept_after_the_answer(world: World, store: DictRenditions) -> None:
    kept_when_answered: list[int] = []

    class Watching(KeepingResponder):
        def write(self, response: Response) -> None:
            kept_when_answered.append(len(store.kept))
            self.responses.append(response)

    world.answers = Watching()
    get(world)
    assert kept_when_answered == [0]
    assert len(store.kept) == 1


# Conditions


def test_a_reader_who_has_it_is_told_so_before_anything_is_translated(world: World) -> None:
    etag = get(world).headers["etag"]
    world.store = DictRenditions()
    response = get(world, if_none_match=etag)
    assert (response.status, response.body, response.headers["etag"]) == (304, b"", etag)
    assert calls(world) == 1


def test_what_is_not_known_before_it_is_made_is_not_told(world: World) -> None:
    world.put(KEY, TEXT, etag='"v1"', last_modified=MONDAY, date=TUESDAY, cache_control="no-cache")
    etag = get(world).headers["etag"]
    assert get(world, if_none_match=etag).headers == {"etag": etag, "cache-control": "no-cache", "date": TUESDAY}
    assert get(world, if_none_match="*").headers == {"cache-control": "no-cache", "date": TUESDAY}
    answer = get(world, if_modified_since=TUESDAY)
    assert (answer.status, answer.headers["etag"], answer.headers["last-modified"]) == (304, etag, TUESDAY)


def test_a_tag_of_an_earlier_form_is_of_nothing_that_is_served_now(world: World) -> None:
    former = f'"v1.{"a" * 16}.{"b" * 16}"'
    assert get(world, if_none_match=former).status == 200
    assert get(world, if_match=former).status == 412


def test_the_originals_own_tag_is_not_the_renditions(world: World) -> None:
    assert get(world, if_none_match='"v1"').status == 200
    assert get(world, if_match='"v1"').status == 412


def test_a_date_before_the_original_fails_before_anything_is_translated(world: World) -> None:
    assert get(world, if_unmodified_since="Sun, 22 Nov 2026 12:00:00 GMT").status == 412
    assert calls(world) == 0


def test_a_translation_made_anew_is_younger_than_the_one_that_a_reader_has(world: World) -> None:
    for date in (TUESDAY, WEDNESDAY):
        world.put(KEY, TEXT, etag='"v1"', last_modified=MONDAY, date=date)
        world.store = DictRenditions()
        assert get(world).headers["last-modified"] == date
    assert get(world, if_modified_since=TUESDAY).status == 200
    assert get(world, if_modified_since=WEDNESDAY).status == 304
    assert get(world, if_unmodified_since=TUESDAY).status == 412


def test_metadata_that_was_set_after_the_making_is_of_its_own_time(world: World) -> None:
    """An object copied onto itself has the same bytes and another date."""
    world.put(KEY, TEXT, etag='"v1"', last_modified=MONDAY, date=MONDAY)
    get(world)
    world.put(KEY, TEXT, etag='"v1"', last_modified=TUESDAY, date=WEDNESDAY)
    assert get(world).headers["last-modified"] == TUESDAY
    assert calls(world) == 1


def test_without_any_date_none_is_told(world: World) -> None:
    world.put(KEY, TEXT, etag='"v1"')
    assert "last-modified" not in get(world).headers
    assert get(world, if_modified_since=WEDNESDAY).status == 200


def test_a_match_is_of_the_very_bytes(world: World) -> None:
    etag = get(world).headers["etag"]
    assert get(world, if_match=etag).status == 200
    world.store = DictRenditions()
    world.translator = FunctionTranslator(str.lower)
    assert get(world, if_match=etag).status == 412


# Ranges and parts


def test_ranges_are_of_one_rendition(world: World) -> None:
    whole = get(world).body
    assert isinstance(whole, bytes)
    parts = [get(world, range=f"bytes={start}-{start + 9}") for start in range(0, len(whole), 10)]
    assert b"".join(bytes(part.body) for part in parts if isinstance(part.body, bytes)) == whole
    assert {part.headers["etag"] for part in parts} == {get(world).headers["etag"]}
    assert calls(world) == 1


def test_the_first_range_keeps_the_rendition_before_it_is_answered(world: World, store: DictRenditions) -> None:
    assert get(world, range="bytes=0-3").body == SHOUTED[:4]
    assert len(store.kept) == 1


def test_a_range_that_lost_the_race_is_of_the_rendition_that_won(world: World, store: DictRenditions) -> None:
    winner = Rendition(b"THE WINNER", "text/plain", {})

    class Slow(FunctionTranslator):
        def translate(self, text: str, direction: Direction) -> TranslatedText:
            (key,) = store.claims
            store.kept[key] = winner
            return TranslatedText(text.upper(), "en")

    world.translator = Slow()
    assert get(world, range="bytes=4-").body == b"WINNER"


def test_content_that_cannot_be_translated_has_ranges_too(world: World) -> None:
    world.put(KEY, b"\x00\x01\x02", etag='"v1"')
    response = get(world, range="bytes=1-1")
    assert (response.status, response.body, response.headers["etag"]) == (206, b"\x01", '"v1"')


def test_a_large_download_that_cannot_be_translated_may_be_had_in_pieces(world: World) -> None:
    world.config = Config(max_object_size=4)
    world.put("film.mp4", b"0123456789", "video/mp4", etag='"film"')
    pieces = []
    for start in range(0, 10, 3):
        piece = world.get(
            event_for("film.mp4#fr", headers={"Range": f"bytes={start}-{start + 2}", "If-Match": '"film"'})
        )
        assert (piece.status, piece.headers["etag"]) == (206, '"film"')
        assert not isinstance(piece.body, bytes)
        pieces.append(piece.body.read())
    assert b"".join(pieces) == b"0123456789"
    assert world.head(head_event("film.mp4#fr"))["headers"]["Content-Length"] == 10


# HEAD


def test_head_is_the_get_that_follows_without_its_body(world: World) -> None:
    head = world.head(head_event(f"{KEY}#fr"))
    answer = get(world)
    assert head["statusCode"] == answer.status == 200
    headers = {name.lower(): str(value) for name, value in head["headers"].items()}
    headers.pop("x-amz-meta-lingopoint-billed")
    assert headers == dict(answer.headers)
    assert head["headers"]["Content-Length"] == len(SHOUTED)
    assert calls(world) == 1


def test_head_of_an_original_translates_nothing(world: World) -> None:
    head = world.head(head_event(KEY))
    assert head["headers"]["ETag"] == '"v1"'
    assert head["headers"]["Content-Length"] == len(TEXT)
    assert calls(world) == 0


def test_head_by_other_means_reads_the_original_once_the_right_is_known(world: World) -> None:
    head = world.head(head_event(KEY, {"x-lingopoint-language": "fr"}))
    assert head["headers"]["Content-Length"] == len(SHOUTED)
    world.forbidden = True
    assert world.head(head_event(KEY, {"x-lingopoint-language": "fr"}))["statusCode"] == 403


def test_head_has_errors_and_conditions_too(world: World) -> None:
    assert world.head(head_event("missing.txt#fr")) == {
        "statusCode": 404,
        "errorCode": "NoSuchKey",
        "errorMessage": "The specified key does not exist.",
    }
    etag = get(world).headers["etag"]
    assert world.head(head_event(f"{KEY}#fr", {"if-none-match": etag}))["statusCode"] == 304


# Reviewed translations


def test_a_reviewed_translation_wins_over_a_kept_rendition(world: World) -> None:
    get(world)
    world.put(f"{KEY}#fr", b"Bonjour.", etag='"human"')
    assert get(world).body == b"Bonjour."
    assert world.head(head_event(f"{KEY}#fr"))["headers"]["ETag"] == '"human"'


def test_conditions_and_ranges_on_stored_objects_are_left_to_s3(world: World) -> None:
    world.put(f"{KEY}#fr", b"Bonjour.", etag='"human"')
    get(world, range="bytes=0-1", if_none_match='"x"')
    assert world.asked_of_s3 == {"range": "bytes=0-1", "if-none-match": '"x"'}
    world.get(event_for(KEY, headers={"Range": "bytes=0-1"}))
    assert world.asked_of_s3 == {"range": "bytes=0-1"}


# Many readers


def test_fifty_readers_at_once_cost_one_translation(world: World) -> None:
    start = threading.Barrier(50, timeout=30)
    event = json.dumps(event_for(f"{KEY}#fr"))

    def read() -> None:
        start.wait()
        world.handle(json.loads(event))

    threads = [threading.Thread(target=read) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert {response.body for response in world.answers.responses} == {SHOUTED}
    assert len(world.answers.responses) == 50
    assert calls(world) == 1


def test_a_reader_whose_maker_was_killed_makes_it(world: World, store: DictRenditions) -> None:
    get(world)
    (key,) = store.kept
    store.kept.clear()
    store.claims[key] = store.now() + 0.2  # a claim that nobody will release
    assert get(world).body == SHOUTED
    assert calls(world) == 2
