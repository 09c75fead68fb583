"""A browser that reads a website as somebody does: from page to page by its links. What is wrong is noted."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Response, ViewportSize, sync_playwright

from tests.clients.environments import found

PAGES = int(os.environ.get("LINGOPOINT_WALK", "6"))
"""Of each website in each language. All of them take minutes on a small machine."""

_LINKS = """() => [...document.links]
    .filter(link => link.origin === location.origin && !link.hasAttribute('hreflang') && link.translate)
    .map(link => link.href.split('#')[0])"""
_FOLLOW = "address => [...document.links].find(link => link.href.split('#')[0] === address).click()"
_UNTRANSLATED = r"""() => {
    const aside = 'script, style, noscript, template, svg, code, [translate=no]'
    const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
    const SEEN = { visibilityProperty: true, opacityProperty: true }
    const found = []
    while (texts.nextNode()) {
        const { data, parentElement } = texts.currentNode
        const shown = parentElement.tagName === 'TITLE' || parentElement.checkVisibility(SEEN)
        if (shown && !parentElement.closest(aside) && /[A-Za-z]{3}/.test(data)) found.push(data.trim())
    }
    for (const name of ['title', 'alt', 'aria-label', 'placeholder'])
        for (const element of document.querySelectorAll(`[${name}]`))
            if (element.checkVisibility() && !element.closest(aside) && /[A-Za-z]{3}/.test(element.getAttribute(name)))
                found.push(`${name}=${element.getAttribute(name)}`)
    return found
}"""
"""Words in letters of ASCII: the engine `pseudo` leaves none in what it was given."""
_STATE = """() => ({
    language: document.documentElement.lang,
    direction: getComputedStyle(document.body).direction,
    canonical: document.querySelector('link[rel=canonical]')?.href ?? '',
    broken: [...document.images].filter(image => !image.complete || !image.naturalWidth).map(image => image.src),
})"""


@contextmanager
def browser() -> Iterator[BrowserContext]:
    """A browser. CloudFront is spoken to as by HTTPS, which the local one takes a header's word for."""
    with sync_playwright() as playwright:
        # As root, as continuous integration runs, Chromium has no sandbox of its own.
        chromium = playwright.chromium.launch(executable_path=found("chromium"), args=["--no-sandbox"])
        context = chromium.new_context(extra_http_headers={"X-Forwarded-Proto": "https"}, viewport=_DESKTOP)
        context.set_default_timeout(_PATIENCE)
        yield context
        chromium.close()


_DESKTOP: ViewportSize = {"width": 1300, "height": 900}
_PATIENCE = 120_000
"""Milliseconds: of a function many processes start at once."""


class Walk:
    """A walk through one website in one language; `problems` is what a reader would complain of."""

    def __init__(self, context: BrowserContext, website: str, language: str, folder: str) -> None:
        self.problems: list[str] = []
        self.visited: list[str] = []
        self._below = f"{website}/{language}/"
        self._start = f"{self._below}{folder}/"
        self._language = language
        self._page = context.new_page()
        self._page.on("pageerror", self._on_error)
        self._page.on("console", self._on_message)
        self._page.on("response", self._on_response)

    def through(self, pages: int) -> "Walk":
        """Go through so many pages, each by a link of the one before."""
        self._page.goto(self._start, wait_until="load")
        self._look(self._page)
        while len(self.visited) < pages and (following := self._following()):
            self._page.evaluate(_FOLLOW, following)
            self._page.wait_for_url(lambda url: url.split("#")[0] == following, wait_until="load")
            self._look(self._page)
        self._page.close()
        return self

    def _look(self, page: Page) -> None:
        state, address = page.evaluate(_STATE), urlsplit(page.url).path
        self.visited.append(page.url.split("#")[0])
        direction = "rtl" if self._language == "ar" else "ltr"
        if (state["language"], state["direction"]) != (self._language, direction):
            self._note(f"is in {state['language']!r}, {state['direction']}")
        if state["canonical"] and urlsplit(state["canonical"]).path != address:
            self._note(f"says it is {state['canonical']}")
        for image in state["broken"]:
            self._note(f"has no image {image}")
        for text in page.evaluate(_UNTRANSLATED):
            self._note(f"says {text!r}")
        for link in page.evaluate(_LINKS):
            if not link.startswith(self._below):
                self._note(f"leads out to {link}")

    def _following(self) -> str | None:
        links: list[str] = self._page.evaluate(_LINKS)
        return next((link for link in links if link.startswith(self._start) and link not in self.visited), None)

    def _note(self, problem: str) -> None:
        self.problems.append(f"{urlsplit(self._page.url).path} {problem}")

    def _on_error(self, error: Error) -> None:
        self._note(f"has a script that fails: {error}")

    def _on_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"has an error: {message.text}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self._note(f"asks for {response.url}, which is {response.status}")
