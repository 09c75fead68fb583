"""What every answer says that it cost: in its metadata, and in the metrics."""

import pytest

from lingopoint.report import Cost, Report
from lingopoint_in_memory import DictMemory, DictRenditions, FunctionTranslator
from tests.support import World, event_for

PAGE = "<h1>Contact us</h1>\n<p>Write to us.</p><p>Write to us.</p>\n"
SENT = "<p id=1>Contact us</p><p id=2>Write to us.</p>"
META = "x-amz-meta-lingopoint-"


@pytest.fixture
def world() -> World:
    world = World(translator=FunctionTranslator(str.upper), units=DictMemory())
    world.put("page.html", PAGE.encode(), "text/html; charset=utf-8", etag='"page"')
    return world


def recorded(world: World) -> Report:
    _, report = world.metrics.records[-1]
    assert report.milliseconds >= 0
    return report


def test_an_answer_says_what_was_billed_and_what_was_saved(world: World) -> None:
    headers = world.get(event_for("page.html#fr")).headers
    text = len("Contact us") + len("Write to us.")
    assert headers[META + "billed"] == headers[META + "characters"] == str(len(SENT))
    assert headers[META + "remembered"] == "0"
    assert headers[META + "left-out"] == str(len(PAGE) - text)
    assert recorded(world).cost == Cost(units=3, calls=1, billed=len(SENT), needed=text)
    assert (recorded(world).whole, recorded(world).left_out) == (len(PAGE), len(PAGE) - text)


def test_what_the_memory_held_is_saved(world: World) -> None:
    world.get(event_for("page.html#fr"))
    headers = world.get(event_for("page.html#fr")).headers
    assert META + "billed" not in headers
    assert (headers[META + "characters"], headers[META + "remembered"]) == ("0", "22")
    assert (recorded(world).cost.billed, recorded(world).cost.remembered) == (0, 22)


def test_characters_are_counted_as_amazon_does_in_every_charset(world: World) -> None:
    world.put("page.txt", "Où êtes-vous ?\n".encode("utf-16"), "text/plain; charset=utf-16", etag='"utf-16"')
    headers = world.get(event_for("page.txt#de")).headers
    assert headers[META + "billed"] == str(len("Où êtes-vous ?"))
    assert headers[META + "left-out"] == str(len("\ufeff\n"))


def test_metrics_are_by_language_and_access_point(world: World) -> None:
    event = event_for("page.html#fr")
    world.get(event)
    access_point, report = world.metrics.records[-1]
    assert access_point == event["configuration"]["accessPointArn"]
    assert report.target == "fr"


def test_a_kept_rendition_is_an_answer_that_cost_nothing(world: World) -> None:
    world.store = DictRenditions()
    world.get(event_for("page.html#fr"))
    response = world.get(event_for("page.html#fr", headers={"Range": "bytes=0-9"}))
    assert recorded(world).cost == Cost()
    assert (response.status, recorded(world).bytes_out) == (206, 10)


def test_what_was_paid_is_told_though_the_condition_failed(world: World) -> None:
    etag = world.get(event_for("page.html#fr")).headers["etag"]
    world.units = DictMemory()
    world.translator = FunctionTranslator(str.lower)
    assert world.get(event_for("page.html#fr", headers={"If-Match": etag})).status == 412
    assert (recorded(world).cost.billed, recorded(world).bytes_out) == (len(SENT), 0)


@pytest.mark.parametrize(
    ("key", "status"), [("page.html", 200), ("image.png#fr", 200), ("missing.html#fr", 404), ("page.html#xx", 400)]
)
def test_answers_that_are_no_translations_are_in_no_metric(world: World, key: str, status: int) -> None:
    world.put("image.png", b"\x89PNG\r\n\x1a\n", "image/png")
    assert world.get(event_for(key)).status == status
    assert world.metrics.records == []
