"""The website of `lingopoint demo`, as a visitor sees it."""

import re

import pytest
import requests
from playwright.sync_api import Page, expect

from lingopoint.languages import NAMES
from lingopoint_cli.objects.showcase import DOCUMENTS
from tests.browser.conftest import PHONE, Open, complaints, fits
from tests.stack.reader import translated

pytestmark = pytest.mark.stack

OUR_TEXT = "Dear all, the workshop opens at nine."


def read(page: Page, name: str) -> None:
    """Have a document read, and wait until it is shown."""
    page.locator("button.document", has_text=name).click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page.get_by_role("button", name="Read again")).to_be_enabled()


def in_accents(text: str) -> str:
    """What stands for a translation in these tests."""
    return translated(text.encode()).decode()


def figure(page: Page, name: str) -> int:
    return int(page.locator(f"#{name}").inner_text().replace(",", ""))


def test_every_sample_is_read_beside_its_original(open_page: Open, shown: str) -> None:
    page = open_page(shown, locale="pt-BR")
    assert page.locator("button.document span").all_inner_texts() == list(DOCUMENTS.values())
    for name in ("disclaimer.html", "welcome.docx", "booklet.epub"):
        read(page, name)
        pairs = [row.locator("td").all_inner_texts() for row in page.locator("tbody tr").all()[:8]]
        assert pairs
        assert all(translation.startswith("[") for _, translation in pairs), pairs
        expect(page.locator("thead")).to_contain_text("português not Amazon’s")
        expect(page.locator("#honest")).to_contain_text("not by Amazon Translate")


def test_what_a_read_cost_and_saved_is_told(open_page: Open, shown: str) -> None:
    page = open_page(shown, locale="de")
    read(page, "guide.md")
    expect(page.locator("#how")).to_have_text("Translated just now")
    sent, unsent = figure(page, "billed"), figure(page, "saved")
    assert sent > 500
    page.get_by_role("button", name="Read again").click()
    expect(page.locator("#how")).to_have_text("From what is kept")
    assert (figure(page, "billed"), figure(page, "saved")) == (0, unsent + sent)
    expect(page.locator(".bar")).to_have_text([re.compile("First read"), re.compile("This one")])
    page.get_by_role("button", name="Forget and read anew").click()
    expect(page.locator("#how")).to_have_text("Translated anew")
    assert figure(page, "billed") >= sent  # a text of another document's may have been known before


def test_a_visitor_tries_a_text_and_a_file(open_page: Open, shown: str) -> None:
    page = open_page(shown, locale="fr")
    page.get_by_role("button", name="Translate", exact=True).click()
    expect(page.locator("#own-said")).to_have_text("Write a text, or choose a file.")
    page.get_by_label("A text").fill(OUR_TEXT)
    page.get_by_role("button", name="Translate", exact=True).click()
    expect(page.locator("tbody td")).to_have_text([OUR_TEXT, in_accents(OUR_TEXT)])
    page.get_by_label("or a file").set_input_files(
        {"name": "menu.json", "mimeType": "application/json", "buffer": b'{"soup": "Soup of the day"}'}
    )
    page.get_by_role("button", name="Translate", exact=True).click()
    expect(page.locator("h1")).to_have_text("menu.json")
    expect(page.locator("tbody td")).to_have_text(["Soup of the day", in_accents("Soup of the day")])


def test_documents_are_saved_in_the_language_that_is_shown(open_page: Open, shown: str) -> None:
    page = open_page(shown, locale="ja")
    with page.expect_download() as waited:
        page.get_by_role("link", name="Download captions.vtt").click()
    assert waited.value.suggested_filename == "captions.ja.vtt"
    page.locator("select").select_option("العربية")
    expect(page.locator("tbody td").nth(1)).to_have_attribute("dir", "rtl")
    assert page.locator("option").count() == len(NAMES) - 1


@pytest.mark.parametrize(("scheme", "window"), [("light", {"width": 1280, "height": 800}), ("dark", PHONE)])
def test_nobody_is_shut_out(open_page: Open, shown: str, axe: str, scheme: str, window: dict[str, int]) -> None:
    page = open_page(shown, color_scheme=scheme, viewport=window, locale="pt")
    read(page, "guide.md")
    assert fits(page)
    assert complaints(page, axe) == []


def test_it_is_its_own_pages_servant_only(shown: str) -> None:
    stranger = {"Origin": "http://elsewhere.example"}
    refused = [
        requests.post(f"{shown}-/forget", params={"key": "guide.md"}, headers=stranger, timeout=10),
        requests.get(shown, headers={"Host": "elsewhere.example"}, timeout=10),
        requests.post(f"{shown}-/own?name=a.txt", data=b"x" * 5_000_001, headers={"Origin": shown[:-1]}, timeout=10),
        requests.get(f"{shown}-/read?key=guide.md", timeout=10),
        requests.get(f"{shown}-/read?key=no-such.md&to=pt", timeout=60),
        requests.get(f"{shown}-/nothing", timeout=10),
    ]
    assert [answer.status_code for answer in refused] == [403, 403, 413, 400, 404, 404]
    assert all(answer.json()["error"] for answer in refused)
