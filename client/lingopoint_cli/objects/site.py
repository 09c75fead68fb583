"""A plain page of downloads: documents down the side, languages across, a presigned link in each cell."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, NamedTuple

from lingopoint import languages
from lingopoint_cli.asking import Asking
from lingopoint_cli.failures import USAGE, Failure
from lingopoint_cli.objects.links import answered, presigned
from lingopoint_cli.tags import Wanted, tagged_name
from lingopoint_local.project import SAMPLES

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

    from lingopoint_cli.place import Place

TEMPLATE = SAMPLES / "site" / "index.html"
"""The page that comes with the project."""
TITLE = "Documents in your language"
_AT_A_TIME = 8


class Link(NamedTuple):
    """One download. `language` empty is the original."""

    key: str
    language: str
    name: str
    url: str


def site_page(
    place: "Place",
    keys: Sequence[str],
    wanted: Sequence[Wanted],
    expires: timedelta,
    title: str = TITLE,
    template: Path = TEMPLATE,
) -> bytes:
    """The page of links to documents, whose links last as long as `expires`. Raises OSError, Failure for a template."""
    until, page = datetime.now(UTC) + expires, template.read_text(encoding="utf-8")
    render(page, title, [], until)  # what is wrong with it is told before anybody is asked
    choose = partial(answered, place.reader(), place.access_point)
    links = build_site(place.signer(), place.access_point, keys, wanted, expires, choose)
    return render(page, title, links, until).encode()


def build_site(
    client: "S3Client",
    access_point: str,
    keys: Sequence[str],
    wanted: Sequence[Wanted],
    expires: timedelta,
    choose: Callable[[Sequence[Asking]], Asking],
) -> list[Link]:
    """A link for every document as it is, and in every language wanted, in the way that `choose` takes of two.

    `choose` may be called from several threads.
    """
    asked = [(key, one, _ways(key, one)) for key in keys for one in (None, *wanted)]
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        chosen = list(pool.map(choose, [ways for *_, ways in asked]))

    def link(key: str, one: Wanted | None, asking: Asking) -> Link:
        name = tagged_name(key, one.code if one else "")
        url = presigned(client, access_point, asking, expires, save_as=name)
        return Link(key, one.language if one else "", name, url)

    return [link(key, one, asking) for (key, one, _), asking in zip(asked, chosen, strict=True)]


def _ways(key: str, wanted: Wanted | None) -> Sequence[Asking]:
    return wanted.ways(key) if wanted else (Asking(key),)


def render(template: str, title: str, links: Sequence[Link], until: datetime) -> str:
    """The page, as HTML. `template` has the places $title, $languages, $documents, $until and $until_iso.

    Raises Failure for a template that asks for anything else.
    """
    codes = dict.fromkeys(link.language for link in links)
    until = until.astimezone(UTC)
    places = {
        "title": escape(title),
        "languages": "\n".join(_heading(code) for code in codes),
        "documents": "\n".join(_row(key, links) for key in dict.fromkeys(link.key for link in links)),
        "until": f"{until:%Y-%m-%d %H:%M} UTC",
        "until_iso": until.isoformat(timespec="seconds"),
    }
    try:
        return Template(template).substitute(places)
    except (KeyError, ValueError) as error:
        raise Failure(f"the template is not one: {error}; it may use ${', $'.join(places)}", USAGE) from error


def language_name(tag: str) -> str:
    """The name of a language in English; a tag that no list has is its own name."""
    return languages.NAMES.get(languages.match(tag) or "", tag)


def _heading(language: str) -> str:
    label = escape(language_name(language)) if language else "As written"
    return f'<th scope="col" data-language="{escape(language)}">{label}</th>'


def _row(key: str, links: Iterable[Link]) -> str:
    cells = "\n".join(_cell(link) for link in links if link.key == key)
    return f'<tr>\n<th scope="row">{escape(key)}</th>\n{cells}\n</tr>'


def _cell(link: Link) -> str:
    hreflang = f' hreflang="{escape(link.language)}"' if link.language else ""
    anchor = f'<a href="{escape(link.url)}"{hreflang} download="{escape(link.name)}">{escape(link.name)}</a>'
    return f'<td data-language="{escape(link.language)}">{anchor}</td>'
