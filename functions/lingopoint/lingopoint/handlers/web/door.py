"""The door itself: what a web request means to the core, and what its answer means to the web."""

import json
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from lingopoint import languages, wiring
from lingopoint.config import Config
from lingopoint.errors import LingopointError, NoSuchKeyError, SlowDownError
from lingopoint.handlers.web.answer import (
    LINK_SECONDS,
    MOST_BYTES,
    as_meanwhile,
    as_missing,
    elsewhere,
    is_too_large,
    named,
    result,
    takes_pages,
)
from lingopoint.handlers.web.path import is_published
from lingopoint.handlers.web.request import WebRequest, headers_of, is_head, parse, request_id_of
from lingopoint.handlers.web.site import SitePage, is_page, of_website
from lingopoint.http.conditions import NAMES as CONDITIONS
from lingopoint.ports import NO_HEADERS, Absent, ConditionalOrigin, Denied, Found, Origin, Response, StoredObject
from lingopoint.renditions.authority import CallersOwn
from lingopoint.renditions.document import declared_charset
from lingopoint.renditions.lookup import Origins
from lingopoint.renditions.serve import Deployment, Request, serve

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

MOST_SECONDS = 58.0
"""CloudFront waits 60 for its origin (template.yaml), and then gives its reader a 504."""

PAYLOAD = "x-lingopoint-payload"
"""The header in which the distribution says how it is to be answered: what the payload is to an access point.

CloudFront sets it, and hands no header of a reader on.
"""
_OF_THE_WEB = {"caller_check": "tagged", "tagged_prefixes": [], "cost_metadata": False}
"""Who reads here has no right in S3 that could be asked: what is published decides. Costs are the owner's affair."""
_UNKNOWN = "binary/octet-stream"
"""What S3 says of an object of which nothing else was said."""
_TOO_LARGE = Response(
    400,
    {},
    code="EntityTooLarge",
    message="This translation is too large for an answer, and translations are not kept here.",
)


class Dependencies(Deployment, Protocol):
    """What this door needs from outside. Every object is read with the function's own right."""

    def stored(self, key: str, headers: Mapping[str, str], method: str) -> ConditionalOrigin:
        """The object under `key` as S3 answers for it; `headers` are the reader's, by lower-case name."""

    def published(self, key: str) -> Origin:
        """The whole object under `key`."""

    def link(self, response: Response, key: str, seconds: int) -> str:
        """A URL, good for `seconds`, of what `response` holds: a kept rendition, or the object under `key`.

        Empty where renditions are not kept.
        """


def lambda_handler(event: dict[str, Any], context: "LambdaContext") -> dict[str, Any]:
    """What Lambda calls."""
    return handle(event, wiring.dependencies(), context.get_remaining_time_in_millis() / 1000)


def handle(event: Mapping[str, Any], dependencies: Dependencies, seconds: float) -> dict[str, Any]:
    """Answer one request within `seconds`."""
    deadline = dependencies.clock.now() + min(seconds, MOST_SECONDS) - 1.0
    door = _Door(event, dependencies)
    door.answer(deadline)
    if door.needs_all:
        door = door.unconditional()
        door.answer(deadline)
    for other, served_as in ((door.meanwhile(), as_meanwhile), (door.instead(), as_missing)):
        if other:
            other.answer(deadline)
            return served_as(other.result, door.result) if other.result["statusCode"] == 200 else door.result
    return door.result


class _Door:
    """One request under way."""

    def __init__(self, event: Mapping[str, Any], dependencies: Dependencies) -> None:
        self._dependencies = dependencies
        self._error: LingopointError | None = None
        self._config = Config()
        self._payload: dict[str, Any] = dict(_OF_THE_WEB)
        self._asked = WebRequest("", head=is_head(event), headers=headers_of(event), request_id=request_id_of(event))
        self._site: SitePage | None = None
        self._original = ""
        self._under_its_key: _Noted | None = None
        self._translated: _NotedOrigin | None = None
        self.needs_all = False
        """Whether what was found unchanged cannot be said without its body."""
        self.result: dict[str, Any] = {}
        try:
            payload = self._asked.headers.get(PAYLOAD, "")
            self._config = dependencies.config.with_payload(payload)
            self._payload = {**json.loads(payload or "{}"), **_OF_THE_WEB}
            self._asked = of_website(parse(event, self._config), self._config)
        except LingopointError as error:
            self._error = error
        if is_page(self._asked, self._config):
            self._site = SitePage(self._asked, self._config)

    def answer(self, deadline: float) -> None:
        """Have `result` made until `deadline`, by the clock."""
        deployment, now = self._dependencies, self._dependencies.clock.now()
        most = self._config.cold_seconds if self._may_be_original else deadline - now
        serve(self._request, self._origins, self._respond, deployment, min(most, deadline - now))

    @property
    def _may_be_original(self) -> bool:
        return self._site is not None and bool(self._asked.tag) and self._config.while_cold == "original"

    def meanwhile(self) -> "_Door | None":
        """The way to the original, where a page of a website is not translated yet and readers are not to wait."""
        if not self._may_be_original or self.result["statusCode"] != SlowDownError.status:
            return None
        return self._other(self._asked.key, tag="")

    def instead(self) -> "_Door | None":
        """The way to the page that says what is missing, where there is nothing and a page is named."""
        page = self._config.error_document
        missing = self.result["headers"].get("x-amz-error-code") == NoSuchKeyError.code
        if not missing or page in ("", self._asked.key) or not takes_pages(self._asked):
            return None
        return self._other(page, self._asked.tag)

    def unconditional(self) -> "_Door":
        """The way to the same, whatever the reader holds."""
        other = copy(self)
        headers = {name: value for name, value in self._asked.headers.items() if name not in CONDITIONS}
        other._asked = replace(self._asked, headers=headers)
        other._site = SitePage(other._asked, self._config) if self._site else None
        other.needs_all = False
        return other

    def _other(self, key: str, tag: str) -> "_Door":
        """The way to another object, for the same reader. What that reader holds is none of it."""
        other = copy(self)
        other._asked = replace(self._asked, key=key, tag=tag, headers={}, download=False)
        other._error = None
        if self._site:
            other._site = SitePage(replace(self._asked, key=key, headers={}), self._config)
        return other

    @property
    def _request(self) -> Request:
        """What the core is asked."""
        asked = self._asked
        return Request(
            key=asked.tagged_key,
            head=asked.head and self._site is None,
            headers=self._headers,
            access_point="web",
            payload=json.dumps(self._payload),
            request_id=asked.request_id,
            most_bytes=MOST_BYTES,
        )

    @property
    def _headers(self) -> Mapping[str, str]:
        return self._site.headers() if self._site else self._asked.headers

    def _origins(self, key: str) -> Origins:
        """Where what is published is read. Raises NoSuchKeyError for all else, whether it is there or not."""
        if self._error is not None:
            raise self._error
        if not is_published(key, self._config.web_prefixes):
            raise NoSuchKeyError("The specified key does not exist.")
        asked = self._asked
        self._original = key
        stored = self._dependencies.stored(asked.tagged_key, self._headers, "HEAD" if self._request.head else "GET")
        self._under_its_key = _Noted(CallersOwn(stored))
        self._translated = _NotedOrigin(self._dependencies.published(key))
        return Origins(self._under_its_key, self._translated)

    def _respond(self, response: Response) -> None:
        """Take the answer."""
        if self._site:
            response = self._site.response(response, reviewed=self._is_reviewed)
        if response.status == 304:
            response = self._with_type(response)
        elif self._is_reviewed and self._asked.tag and not response.code:
            spoken = languages.match(self._asked.language) or self._asked.language
            response = replace(response, headers={"content-language": spoken, **response.headers})
        if self._asked.head or not is_too_large(response):
            self.result = result(response, self._asked, self._config)
        elif url := self._dependencies.link(named(response, self._asked), self._served_key(), LINK_SECONDS):
            self.result = elsewhere(url)
        else:
            self.result = result(_TOO_LARGE, self._asked, self._config)

    def _with_type(self, response: Response) -> Response:
        """What was found unchanged, with its type.

        Lambda says `application/json` of an answer that names none, and browsers take over what a 304 says.
        """
        if self._is_reviewed or self._translated is None:
            found = self._dependencies.stored(self._asked.tagged_key, NO_HEADERS, "HEAD").get()
            content_type = found.headers.get("content-type", "") if found.status == 200 else ""
        else:
            content_type = self._translated.content_type
            # A translation may need another charset than its original has: which one, only the translation tells.
            charset = declared_charset(content_type)
            self.needs_all = charset is not None and charset.lower() != "utf-8"
        return replace(response, headers={**response.headers, "content-type": content_type or _UNKNOWN})

    def _served_key(self) -> str:
        """The key of the object that is served, if it is one: what was reviewed has its own."""
        return self._asked.tagged_key if self._is_reviewed else self._original

    @property
    def _is_reviewed(self) -> bool:
        return self._under_its_key is not None and self._under_its_key.found


@dataclass
class _NotedOrigin:
    """An `Origin` that notes the type of what it read."""

    origin: Origin
    content_type: str = ""

    def get(self) -> StoredObject:
        """See `Origin.get`."""
        stored = self.origin.get()
        self.content_type = stored.headers.get("content-type", "")
        return stored


@dataclass
class _Noted:
    """An `Authority` that notes whether an object is stored under the very key that was asked for."""

    authority: CallersOwn
    found: bool = False

    def ask(self, headers: Mapping[str, str] = NO_HEADERS, /) -> Found | Absent | Denied:
        """See `Authority.ask`."""
        verdict = self.authority.ask(headers)
        self.found = isinstance(verdict, Found)
        return verdict
