"""What is changed in a page of a website that is read under a language: at its bytes, and nothing beside."""

import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from html import escape

from lingopoint.config import Config
from lingopoint.formats.html import StartTag, start_tags
from lingopoint.regex import compile_pattern
from lingopoint.renditions.site.addresses import Addresses
from lingopoint.unit import Edit, replace

_REFRESH = re.compile(r"(\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?)(['\"]?)(.*?)\2\s*", re.IGNORECASE | re.DOTALL)
_IN_LANGUAGE = compile_pattern(rb"\"inLanguage\"[ \t\r\n]*+:[ \t\r\n]*+\"([A-Za-z0-9-]++)\"")
_LED_TO = frozenset({"contents", "first", "help", "index", "last", "next", "prev", "search", "up"})
"""Kinds of `<link>` to other pages of a website."""
_LD = "application/ld+json"

_Change = Callable[[str], str | None]


def localise(page: bytes, key: str, language: str, config: Config, label: str = "") -> bytes:
    """A page of HTML, of any encoding that ASCII is part of, as it is read under `/language/key`.

    Links to pages of the website get the language, those to its other files do not; the page's own address follows, as
    `site_canonical` says. `label` is markup for the beginning of the body.
    """
    return replace(page, _Page(page, key, language, config, label).edits())


class _Page:
    """One page."""

    def __init__(self, page: bytes, key: str, language: str, config: Config, label: str) -> None:
        self._page = page
        self._key = key
        self._language = language
        self._config = config
        self._label = label
        self._addresses = Addresses(key, language, config)
        self._is_based = False
        self._kept = {name.lower() for name in config.site_keep_links}

    def edits(self) -> Iterator[Edit]:
        """All changes, in order of position."""
        for tag in start_tags(self._page):
            if self._is_dropped(tag):
                yield Edit(tag.start, self._end_of_element(tag), b"")
            else:
                yield from self._of_tag(tag)

    def _is_dropped(self, tag: StartTag) -> bool:
        """Whether it loads one of the scripts that the website says would undo the translation."""
        patterns = self._config.site_drop_scripts
        if not patterns or tag.name not in ("script", "link"):
            return False
        preloads = tag.word("rel") == "modulepreload" or (tag.word("rel") == "preload" and tag.word("as") == "script")
        address = tag.text("src") if tag.name == "script" else tag.text("href") if preloads else ""
        return bool(address) and any(fnmatchcase(address, pattern) for pattern in patterns)

    def _end_of_element(self, tag: StartTag) -> int:
        if tag.name != "script":
            return tag.end
        closing = self._page.find(b">", tag.content_end)
        return len(self._page) if closing < 0 else closing + 1

    def _of_tag(self, tag: StartTag) -> Iterator[Edit]:
        page = self._addresses.page
        match tag.name:
            case "base" if not self._is_based:
                self._is_based = True
                self._addresses = Addresses(self._key, self._language, self._config, tag.text("href"))
            case "a" | "area" if not self._stays(tag):
                yield from _changed(tag, "href", page)
            case "form" if tag.word("method") in ("", "get") and not self._stays(tag):
                yield from _changed(tag, "action", page)
            case "link":
                yield from self._of_link(tag)
            case "meta" if tag.word("property") == "og:url":
                yield from _changed(tag, "content", self._of_itself)
            case "meta" if tag.word("http-equiv") == "refresh":
                yield from _changed(tag, "content", self._refreshed)
            case "script" if tag.word("type") == _LD:
                for match in _IN_LANGUAGE.finditer(self._page, tag.end, tag.content_end):
                    yield Edit(*match.span(1), self._language.encode())
            case "body" if self._label:
                yield Edit(tag.end, tag.end, self._label.encode("ascii", "xmlcharrefreplace"))
                self._label = ""

    def _stays(self, tag: StartTag) -> bool:
        """Whether a link is of the website's own language switch, or says that it is to stay."""
        if "hreflang" in tag.attributes or tag.word("translate") == "no":
            return True
        return not self._kept.isdisjoint(tag.word("class").split())

    def _of_link(self, tag: StartTag) -> Iterator[Edit]:
        kinds = set(tag.word("rel").split())
        if "canonical" in kinds:
            yield from _changed(tag, "href", self._of_itself)
        elif kinds & _LED_TO and "hreflang" not in tag.attributes:
            yield from _changed(tag, "href", self._addresses.page)

    def _of_itself(self, address: str) -> str | None:
        own = self._config.site_canonical == "own"
        return self._addresses.page(address) if own else self._addresses.original(address)

    def _refreshed(self, content: str) -> str | None:
        found = _REFRESH.fullmatch(content)
        address = self._addresses.page(found[3]) if found else None
        return f"{found[1]}{found[2]}{address}{found[2]}" if found and address else None


def _changed(tag: StartTag, name: str, change: _Change) -> Iterator[Edit]:
    value = tag.attributes.get(name)
    changed = change(value.text) if value and value.text else None
    if value is not None and changed is not None:
        yield Edit(value.start, value.end, b'"%b"' % escape(changed).encode("utf-8", "surrogateescape"))
