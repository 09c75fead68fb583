"""A sitemap of a website in all its languages (sitemaps.org protocol 0.9, with the alternates that Google documents).

Every page is listed in every language, and every entry names all of them: search engines believe what both sides say.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from lingopoint import languages
from lingopoint.config import Config
from lingopoint.handlers.web.path import is_excluded, is_published, readable
from lingopoint.handlers.web.site import is_html, may_be_page
from lingopoint_cli.failures import NOT_FOUND, USAGE, Failure
from lingopoint_cli.tags import Wanted

if TYPE_CHECKING:
    from lingopoint_cli.place import Place

MOST_ENTRIES, MOST_BYTES = 50_000, 50 * 1024 * 1024
"""Of one file."""

_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = b'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_SITEMAP = _HEAD + b"<urlset " + _NAMESPACE + b' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n', b"</urlset>\n"
_INDEX = _HEAD + b"<sitemapindex " + _NAMESPACE + b">\n", b"</sitemapindex>\n"


class Listed(NamedTuple):
    """A page: its path without a language, and when it was stored last."""

    path: str
    modified: datetime


class File(NamedTuple):
    """A file of a sitemap: its name, its bytes, and how many addresses it lists."""

    name: str
    data: bytes
    entries: int


def languages_of(place: "Place", given: Sequence[str]) -> Sequence[str]:
    """The codes of languages, given one or several at a time; none are all that the website names.

    Raises Failure for one that it does not serve, and where there is none.
    """
    codes = list(dict.fromkeys(Wanted(each.strip()).code for some in given for each in some.split(",")))
    served = place.web_config.languages
    for code in codes:
        if code not in place.web_config.targets:
            raise Failure(f"the website is not served in {code!r}: it is none of Languages", USAGE)
    if not (codes or served):
        raise Failure("say with --to which languages: the stack's Languages name none", USAGE)
    return codes or served


def files(place: "Place", prefix: str, codes: Sequence[str]) -> Iterator[File]:
    """The sitemap of the pages below a prefix: one file, or several and the index of them, which is last.

    Raises Failure where there is no page, and botocore's errors.
    """
    config, deployed = place.web_config, place.web_url
    website = config.site_url or deployed
    found = pages(place.s3(), place.bucket, prefix, config)
    entries = chain.from_iterable(entries_of(page, website, codes, config) for page in found)
    parts = parted(entries, *_SITEMAP)
    first = next(parts, None)
    if first is None:
        raise Failure(f"no page of the website is below {prefix!r}", NOT_FOUND)
    second = next(parts, None)
    if second is None:
        yield File("sitemap.xml", *first)
        return
    names: list[str] = []
    for data, count in chain((first, second), parts):
        names.append(f"sitemap-{len(names) + 1}.xml")
        yield File(names[-1], data, count)
    index = (f"<sitemap><loc>{escape(website)}/{name}</loc></sitemap>\n".encode() for name in names)
    for data, _ in parted(index, *_INDEX):
        yield File("sitemap.xml", data, 0)


def pages(client: Any, bucket: str, prefix: str, config: Config) -> Iterator[Listed]:
    """What a reader may come to below a prefix, by key: pages of HTML that the website does not exclude."""
    for listed in client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
        for each in listed.get("Contents", ()):
            key = each["Key"]
            if _is_listed(key, config) and (_has_extension(key) or is_html(_type(client, bucket, key))):
                yield Listed(_path(key, config.web_index), each["LastModified"])


def entries_of(page: Listed, website: str, codes: Sequence[str], config: Config) -> Iterator[bytes]:
    """The entries of one page: as it is stored, and in each language."""
    original = f"{website}{page.path}"
    named = config.source_language not in (languages.AUTO, *codes)  # each language has one address
    source = [(config.source_language, original)] if named else []
    translated = [(code, f"{website}/{code.lower()}{page.path}") for code in codes]
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(address)}"/>'
        for code, address in [*source, *translated, ("x-default", original)]
    )
    modified = page.modified.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for _, address in [("", original), *translated]:
        yield f"<url><loc>{escape(address)}</loc><lastmod>{modified}</lastmod>{alternates}</url>\n".encode()


def parted(entries: Iterable[bytes], head: bytes, end: bytes) -> Iterator[tuple[bytes, int]]:
    """The entries in as few files as they may be in, with the number in each."""
    some: list[bytes] = []
    size = around = len(head) + len(end)
    for entry in entries:
        if len(some) == MOST_ENTRIES or size + len(entry) > MOST_BYTES:
            yield b"".join((head, *some, end)), len(some)
            some, size = [], around
        some.append(entry)
        size += len(entry)
    if some:
        yield b"".join((head, *some, end)), len(some)


def _is_listed(key: str, config: Config) -> bool:
    _, tagged, tag = key.rpartition("#")
    is_of_another = bool(tagged) and languages.is_tag(tag.partition(";")[0])
    if is_of_another or key.endswith("/") or key == config.error_document or not may_be_page(key):
        return False
    return is_published(key, config.web_prefixes) and not is_excluded(key, config)


def _has_extension(key: str) -> bool:
    return "." in key.rpartition("/")[2].lstrip(".")


def _type(client: Any, bucket: str, key: str) -> str:
    return str(client.head_object(Bucket=bucket, Key=key).get("ContentType", ""))


def _path(key: str, index: str) -> str:
    folder, slash, name = key.rpartition("/")
    return readable(folder + slash if name == index else key)
