"""Takes the pictures of the demonstration that the README shows: `python -m tests.browser.pictures`.

On a local stack of its own with the neural engine, so that what they show is what a visitor sees. They have a palette,
and so are a quarter as large; nobody sees the difference.
"""

import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from lingopoint_cli import options
from lingopoint_cli.demonstration.readings import Readings
from lingopoint_cli.demonstration.server import demonstration
from lingopoint_cli.objects.showcase import DOCUMENTS, engine_of, store_samples
from lingopoint_local.aws import stack as local
from tests.browser.conftest import PHONE, chromium
from tests.support import ROOT

PICTURES = ROOT / "docs" / "pictures"
_WINDOW = {"width": 1200, "height": 800}
_SMALL = {"width": 1120, "height": 700}
_SETTINGS: dict[str, dict[str, Any]] = {
    "demo-light": {"color_scheme": "light", "viewport": _WINDOW},
    "demo-dark": {"color_scheme": "dark", "viewport": _WINDOW},
    "demo-phone": {"color_scheme": "light", "viewport": PHONE, "device_scale_factor": 2},
}
_SHOWN = "guide.md"
_COLOURS = 256
_SECONDS = 60_000


def take(browser: Browser, address: str, folder: Path) -> None:
    """Every picture, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _moving(browser, address, folder / "demo.gif")
    for name, settings in _SETTINGS.items():
        page = _opened(browser, address, **settings)
        _read(page, _SHOWN)
        page.get_by_role("button", name="Forget and read anew").click()
        _is_read(page)
        page.get_by_role("button", name="Read again").click()
        _is_read(page)
        if name == "demo-phone":
            page.evaluate("document.querySelector('#figures').scrollIntoView()")
        _few_colours(page.screenshot()).save(folder / f"{name}.png", optimize=True)
        page.context.close()


def _opened(browser: Browser, address: str, **settings: Any) -> Page:
    page = browser.new_context(locale="pt-BR", reduced_motion="reduce", **settings).new_page()
    page.set_default_timeout(_SECONDS)
    page.goto(address)
    _is_read(page)
    return page


def _read(page: Page, name: str) -> None:
    page.locator("button.document", has_text=name).click()
    _is_read(page)


def _is_read(page: Page) -> None:
    expect(page.locator("#figures")).to_be_visible(timeout=_SECONDS)
    expect(page.get_by_role("button", name="Read again")).to_be_enabled(timeout=_SECONDS)


def _moving(browser: Browser, address: str, file: Path) -> None:
    """A first read under way, what it gave, and the second."""
    page = _opened(browser, address, color_scheme="light", viewport=_SMALL)
    frames = [page.screenshot()]
    page.locator("button.document", has_text=_SHOWN).click()
    frames.append(page.screenshot())
    _is_read(page)
    frames.append(page.screenshot())
    page.get_by_role("button", name="Read again").click()
    _is_read(page)
    frames.append(page.screenshot())
    first, *others = map(_few_colours, frames)
    first.save(file, save_all=True, append_images=others, duration=[1500, 1500, 3500, 4500], loop=0, optimize=True)
    page.context.close()


def _few_colours(png: bytes) -> Image.Image:
    picture = Image.open(BytesIO(png)).convert("RGB")
    return picture.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def main() -> None:
    """Start everything, take the pictures, and stop it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        state = Path(folder)
        stack = local.up(state, engine="embedded", say=print)
        try:
            place = options.place("", local=True, state=state)
            store_samples(place)
            browser = playwright.chromium.launch(executable_path=chromium())
            with demonstration(Readings(place, engine_of(stack), DOCUMENTS), stack.web_url) as address:
                take(browser, address, PICTURES)
            browser.close()
        finally:
            local.down(state)
    for picture in sorted(PICTURES.iterdir()):
        print(f"{picture.name}: {picture.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
