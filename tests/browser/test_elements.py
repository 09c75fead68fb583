"""The two elements of `client/web/lingopoint.js`, in the page of the documentation, behind the web door."""

import re

import pytest
import requests
from mypy_boto3_s3 import S3Client
from playwright.sync_api import Page, Route, expect

from lingopoint_local.aws.stack import Stack
from lingopoint_local.project import WEB
from tests.browser.conftest import PHONE, Open, complaints, fits, path_of
from tests.stack_fixtures import Misbehave

pytestmark = pytest.mark.stack

LETTER, DISCLAIMER = "The letter of welcome", "The disclaimer"


def by_the_door(website: str, path: str) -> bytes:
    """What the door answers to somebody else."""
    answer = requests.get(website + path, headers={"X-Forwarded-Proto": "https"}, timeout=60)
    assert answer.status_code == 200
    return answer.content


def saved(page: Page, link: str) -> tuple[str, bytes]:
    """The name and the bytes of what a link saves."""
    with page.expect_download() as waited:
        page.get_by_role("link", name=link).click()
    return waited.value.suggested_filename, waited.value.path().read_bytes()


def choose(page: Page, language: str) -> None:
    page.get_by_role("combobox", name="Language", exact=True).select_option(language)


def test_it_is_one_small_file() -> None:
    assert len((WEB / "lingopoint.js").read_bytes()) < 10_000


@pytest.mark.parametrize(
    ("link", "key", "name"),
    [(LETTER, "welcome.docx", "welcome.pt.docx"), (DISCLAIMER, "disclaimer.html", "disclaimer.pt.html")],
)
def test_a_reader_picks_portuguese_and_saves_documents_in_it(
    open_page: Open, website: str, link: str, key: str, name: str
) -> None:
    page = open_page(website, locale="en-US")
    choose(page, "português")
    found = saved(page, link)
    assert found == (name, by_the_door(website, f"/pt/docs/{key}"))
    told = page.get_by_role("status").filter(has_text=name)
    expect(told).to_have_text(re.compile(rf"^Saved {name}, [\d.]+ kB$"))
    assert float(told.inner_text().split()[-2]) == pytest.approx(len(found[1]) / 1000, abs=0.006)


def test_the_choice_is_remembered_and_else_it_is_the_browsers(open_page: Open, website: str) -> None:
    page = open_page(website, locale="pt-BR")
    select = page.locator("select")
    expect(select).to_have_value("pt")
    choose(page, "As written")
    page.reload()
    expect(select).to_have_value("")
    assert saved(page, LETTER) == ("welcome.docx", by_the_door(website, "/docs/welcome.docx"))


def test_it_works_by_keyboard_alone(open_page: Open, website: str) -> None:
    page = open_page(website, locale="en-US")
    for _ in range(4):  # past the three links of the switch
        page.keyboard.press("Tab")
    expect(page.locator("select")).to_be_focused()
    page.keyboard.type("por")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=LETTER)).to_be_focused()
    with page.expect_download() as waited:
        page.keyboard.press("Enter")
    assert waited.value.suggested_filename == "welcome.pt.docx"


def test_a_slow_first_read_shows_that_it_goes_on(
    open_page: Open, website: str, misbehave: Misbehave, s3: S3Client, stack: Stack
) -> None:
    s3.put_object(
        Bucket=stack.bucket, Key="docs/disclaimer.html", Body=b"<p>Not read by anybody yet.", ContentType="text/html"
    )
    misbehave(latency_ms=2500)
    page = open_page(website, locale="fr")
    with page.expect_download():
        page.get_by_role("link", name=DISCLAIMER).click()
        status = page.locator(".lingopoint-status", has=page.get_by_role("progressbar", name=DISCLAIMER))
        expect(status).to_have_text(re.compile(r"^Translating into .français.… \d+ s$"))
    expect(page.get_by_text("Saved disclaimer.fr.html")).to_be_visible()


def test_what_is_not_there_in_time_is_asked_for_again(open_page: Open, website: str) -> None:
    page = open_page(website, locale="pt")
    asked = []

    def late_once(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > 1:
            return route.continue_()
        return route.fulfill(status=503, headers={"Retry-After": "1"}, body="The translation did not end in time.")

    page.route(re.compile("welcome.docx"), late_once)
    with page.expect_download() as waited:
        page.get_by_role("link", name=LETTER).click()
        expect(page.get_by_text("Still translating into")).to_be_visible()
    assert (waited.value.suggested_filename, len(asked)) == ("welcome.pt.docx", 2)


def test_a_language_that_is_refused_is_said_with_a_way_to_the_original(open_page: Open, website: str) -> None:
    page = open_page(website)
    page.evaluate("""() => {
        const links = document.querySelector('lingopoint-links').cloneNode();
        links.setAttribute('languages', 'eo');
        links.innerHTML = '<a href="/docs/welcome.docx">A letter</a>';
        document.querySelector('lingopoint-links').replaceWith(links);
    }""")
    choose(page, "eo")
    page.get_by_role("link", name="A letter").click()
    status = page.locator(".lingopoint-status").filter(has_text=re.compile("esperanto", re.IGNORECASE))
    expect(status).to_have_text(re.compile("^This is not available in .esperanto.. As written$", re.IGNORECASE))
    assert status.get_by_role("link").get_attribute("href") == f"{website}/docs/welcome.docx"


def test_what_is_gone_is_said_in_the_pages_own_words(open_page: Open, website: str) -> None:
    page = open_page(website, locale="pt")
    page.evaluate("document.querySelector('lingopoint-links').dataset.missing = 'Isto já não existe.'")
    page.evaluate("document.querySelector('lingopoint-links li a').href = '/docs/gone.docx'")
    page.evaluate("const list = document.querySelector('lingopoint-links ul'); list.replaceWith(list.cloneNode(true))")
    page.get_by_role("link", name=LETTER).click()
    expect(page.get_by_text("Isto já não existe.")).to_be_visible()


def test_what_cannot_be_translated_is_saved_as_it_is_and_said_so(
    open_page: Open, website: str, s3: S3Client, stack: Stack
) -> None:
    s3.put_object(Bucket=stack.bucket, Key="docs/seal.png", Body=b"\x89PNG\r\n\x1a\n", ContentType="image/png")
    page = open_page(website, locale="pt")
    page.evaluate("document.querySelector('lingopoint-links ul').innerHTML = '<li><a href=/docs/seal.png>Seal</a>'")
    assert saved(page, "Seal") == ("seal.png", b"\x89PNG\r\n\x1a\n")
    expect(page.get_by_text("Saved seal.png, 0.008 kB, which cannot be translated")).to_be_visible()


def test_what_is_too_large_for_a_function_is_saved_by_the_browser(
    open_page: Open, website: str, s3: S3Client, stack: Stack
) -> None:
    body = b"\x00\x01" * 2_400_000
    s3.put_object(Bucket=stack.bucket, Key="docs/large.bin", Body=body, ContentType="application/octet-stream")
    page = open_page(website, locale="pt")
    page.evaluate("document.querySelector('lingopoint-links ul').innerHTML = '<li><a href=/docs/large.bin>Large</a>'")
    assert saved(page, "Large") == ("large.bin", body)


def test_it_needs_no_storage_and_names_are_written_their_own_way(open_page: Open, website: str) -> None:
    page = open_page("about:blank", locale="en-US")
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('none') } })")
    page.goto(website)
    assert page.locator("option[value=ar]").evaluate("each => [each.text, each.dir, each.lang]") == [
        "العربية",
        "rtl",
        "ar",
    ]
    choose(page, "français")
    assert saved(page, LETTER)[0] == "welcome.fr.docx"


def test_without_scripts_the_links_lead_to_the_language_of_the_browser(open_page: Open, website: str) -> None:
    page = open_page(website, java_script_enabled=False, locale="pt-BR")
    name, body = saved(page, LETTER)
    assert (name, body) == ("welcome.pt.docx", by_the_door(website, "/pt/docs/welcome.docx"))
    assert page.get_by_role("link", name="français").get_attribute("href") == "/fr/"


def test_the_switch_leads_to_this_very_page_and_is_remembered(open_page: Open, website: str) -> None:
    page = open_page(f"{website}/docs/disclaimer.html?a=b#more")
    page.set_content("<script type=module src=/lingopoint.js></script><lingopoint-language languages='en fr zh-TW'>")
    links = page.locator("nav").get_by_role("link")
    expect(links).to_have_text(["English", "français", "繁體中文"])
    addresses = links.evaluate_all("all => all.map((each) => each.getAttribute('href'))")
    path = "/docs/disclaimer.html?a=b#more"
    assert addresses == [path, f"/fr{path}", f"/zh-tw{path}"]
    expect(page.locator("[aria-current]")).to_have_text("English")
    links.nth(1).click()
    page.wait_for_url("**/fr/**")
    assert path_of(page) == f"/fr{path}"
    assert page.evaluate("document.cookie") == "lingopoint-language=fr"


@pytest.mark.parametrize("path", ["//evil.example/a", "/fr//evil.example/a"])
def test_the_switch_never_leads_to_another_host(open_page: Open, website: str, path: str) -> None:
    page = open_page(website)
    page.evaluate("path => history.replaceState(null, '', location.origin + path)", path)
    page.set_content("<script type=module src=/lingopoint.js></script><lingopoint-language languages='en fr'>")
    links = page.locator("nav").get_by_role("link")
    expect(links).to_have_count(2)
    host = page.evaluate("location.host")
    assert links.evaluate_all("all => all.map((each) => [each.host, each.pathname])") == [
        [host, "//evil.example/a"],
        [host, "/fr//evil.example/a"],
    ]


def test_a_page_in_a_language_leads_back_to_its_original(open_page: Open, website: str) -> None:
    page = open_page(f"{website}/pt/")
    expect(page.locator("[aria-current]")).to_have_text("português")
    expect(page.locator("nav").get_by_role("link", name="English")).to_have_attribute("href", "/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(open_page: Open, website: str, axe: str, scheme: str) -> None:
    page = open_page(website, color_scheme=scheme, viewport=PHONE, locale="pt")
    saved(page, LETTER)
    expect(page.get_by_text("Saved welcome.pt.docx")).to_be_visible()
    assert complaints(page, axe) == []
    assert fits(page)


def test_the_names_of_files_and_addresses_are_read_as_they_are_meant(open_page: Open, website: str) -> None:
    page = open_page(website)
    read = page.evaluate("""async () => {
        const { closest, fileName, plain, size } = await import('/lingopoint.js');
        return [
            fileName('attachment; filename="a b.pt.txt"', 'x'),
            fileName(`attachment; filename="_.txt"; filename*=UTF-8''%C3%A4%20b.txt`, 'x'),
            fileName(null, 'x'),
            closest('zh-TW-x', ['fr', 'zh-TW']), closest('pt-BR', ['pt']), closest('de', ['fr']) ?? null,
            plain('https://a.example/FR/b?lang=de&formality=formal', ['fr'])[0].href,
            plain('https://a.example/french/b', ['fr'])[0].href,
            size(999, 'en'), size(24_100, 'de'),
        ];
    }""")
    assert read == [
        *("a b.pt.txt", "ä b.txt", "x", "zh-TW", "pt", None),
        *("https://a.example/b?formality=formal", "https://a.example/french/b", "0.999 kB", "24,1 kB"),
    ]
