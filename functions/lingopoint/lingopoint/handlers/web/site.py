"""Pages of a website read under a language: what the core is asked for them, and what is done to its answers.

What a page becomes differs from what the core answers with, and so do its length and its tag. So the core is asked for
all of it; a reader's tag is given to the core without what is added here, and parts are not served.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from lingopoint.config import Config
from lingopoint.formats.options import UnreadableError
from lingopoint.handlers.web.path import is_excluded
from lingopoint.handlers.web.request import WebRequest
from lingopoint.http.etags import ETag, digest, parse_list
from lingopoint.ports import Response
from lingopoint.renditions.coding import coding_of, decode
from lingopoint.renditions.site import Addresses, label, localise

REDIRECTION = "x-amz-website-redirect-location"
ROBOTS = "x-robots-tag"
_VERSION = 1
"""Of what is done to pages: a reader who holds one of another version holds another page."""
_NAMES = ("", "htm", "html", "xhtml")
_TYPES = ("application/xhtml+xml", "text/html")
_WIDE = ("utf-16", "utf-32", "ucs-2")
_OF_OTHER_BYTES = ("if-modified-since", "if-range", "if-unmodified-since", "range")
_CONDITIONS = ("if-match", "if-none-match")
_STATUS = "x-amz-meta-lingopoint-status"


def is_page(asked: WebRequest, config: Config) -> bool:
    """Whether a request is for what may be a page of a website in a language."""
    return config.site and bool(asked.tag) and may_be_page(asked.key)


def may_be_page(key: str) -> bool:
    """Whether what lies under a key may be a page, by its name."""
    stem, dot, extension = key.rpartition("/")[2].rpartition(".")
    return (extension.lower() if dot and stem else "") in _NAMES


def of_website(asked: WebRequest, config: Config) -> WebRequest:
    """A request without its language, where the website excludes the key."""
    return replace(asked, tag="") if is_excluded(asked.key, config) else asked


class SitePage:
    """One page of a website, and its address. The key is not one that the website excludes."""

    def __init__(self, asked: WebRequest, config: Config) -> None:
        self._asked = asked
        self._config = config
        self._addresses = Addresses(asked.key, asked.language, config)

    @cached_property
    def _mark(self) -> str:
        """What the tags of pages end with."""
        config, asked = self._config, self._asked
        lasting = (config.site_exclude, config.site_keep_links, config.site_drop_scripts, config.site_reviewed)
        shaping = [_VERSION, asked.language, config.site_url, config.site_canonical, config.site_label, *lasting]
        return "~" + digest(json.dumps([*shaping, config.targets]).encode(), digits=8)

    def headers(self) -> dict[str, str]:
        """The reader's headers as the core is to have them."""
        given = {name: value for name, value in self._asked.headers.items() if name not in _OF_OTHER_BYTES}
        return given | {name: self._own_tags(given[name]) for name in _CONDITIONS if name in given}

    def _own_tags(self, header: str) -> str:
        tags = parse_list(header)
        if tags is None:
            return header
        held = (
            replace(tag, value=tag.value.removesuffix(self._mark)) for tag in tags if tag.value.endswith(self._mark)
        )
        return ", ".join(tag.to_header() for tag in held) or '""'

    def response(self, response: Response, *, reviewed: bool) -> Response:
        """The core's answer as the page's. `reviewed` says that a person made it."""
        if location := response.headers.get(REDIRECTION, ""):
            return self._redirected(response, location)
        if response.status == 304:
            return replace(response, headers=self._marked(response.headers))
        if response.status != 200 or not is_html(response.headers.get("content-type", "")):
            return response
        try:
            return self._page(response, reviewed or self._asked.language in self._config.site_reviewed)
        except UnreadableError:
            return response

    def _page(self, response: Response, reviewed: bool) -> Response:
        coding, most = coding_of(response.headers.get("content-encoding", "")), self._config.max_object_size
        stored = response.body if isinstance(response.body, bytes) else response.body.read()
        body = decode(stored, coding, most)
        if len(body) > most:
            raise UnreadableError("too large")
        told = not reviewed and self._config.site_label and response.headers.get(_STATUS, "").startswith("translated")
        words = label(self._asked.language, self._addresses.absolute()) if told else ""
        page = localise(body, self._asked.key, self._asked.language, self._config, words)
        kept = {name: value for name, value in response.headers.items() if name != "content-encoding"}
        headers = {**self._marked(kept), "content-length": str(len(page))} | ({} if reviewed else {ROBOTS: "noindex"})
        return replace(response, headers=headers, body=page)

    def _marked(self, headers: Mapping[str, str]) -> dict[str, str]:
        tag = ETag.from_header(headers.get("etag", ""))
        return {**headers} | ({"etag": replace(tag, value=tag.value + self._mark).to_header()} if tag else {})

    def _redirected(self, response: Response, location: str) -> Response:
        """An object that only leads elsewhere (S3 user guide, "Configuring a webpage redirect")."""
        there = self._addresses.page(location) or location
        return Response(301, {"location": there, "content-length": "0"}, report=response.report)


def is_html(content_type: str) -> bool:
    """Whether a Content-Type is that of a page whose markup is ASCII."""
    kind, _, parameters = content_type.lower().partition(";")
    return kind.strip() in _TYPES and not any(wide in parameters for wide in _WIDE)
