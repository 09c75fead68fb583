"""Where the links of a page lead in the language that the page is read in (RFC 3986 section 5)."""

import re
from fnmatch import fnmatchcase
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urljoin, urlsplit, urlunsplit

from lingopoint.config import Config
from lingopoint.formats.table import FORMATS

LANGUAGE = "lang"
"""The parameter of a query that names a language."""

_FROM_ROOT = re.compile(r"(/[\w.~%!$&'()*+,;=:@/-]*)(?:\?([^#\s]*))?(?:#\S*)?", re.ASCII)
_NO_HOST = "website.invalid"
"""Where no address of a website is set, so that none is taken for its own (RFC 2606)."""
_PAGES = frozenset(extension for row in FORMATS for extension in row.extensions) | {""}
"""Extensions of what has a language: what can be translated, and what is a page under a name without one."""


class Addresses:
    """The addresses on one page, which is read under `/language/key`.

    `base` is what relative ones are relative to, where the page says so. Addresses of other websites stay, and those
    that name a language already.
    """

    def __init__(self, key: str, language: str, config: Config, base: str = "") -> None:
        self._config = config
        self._language = language.lower()
        self._folders = {code.lower() for code in config.targets}
        self._host = urlsplit(config.site_url).netloc.lower() or _NO_HOST
        here = f"/{quote(key, safe='/')}"
        self._original = self._base(here, base)
        self._localised = self._base(f"/{self._language}{here}", base)
        folder, slash, name = here.rpartition("/")
        self.path = folder + slash if name == quote(config.web_index) else here

    def page(self, address: str) -> str | None:
        """Where a link is to lead, or None where it is right as it stands."""
        plain = _FROM_ROOT.fullmatch(address)
        if plain and "/." not in plain[1] and "//" not in plain[1]:
            wanted = self._in_language(plain[1], plain[2] or "")
            return None if wanted in ("", plain[1]) else wanted + address[plain.end(1) :]
        parts = _parts(address)
        path = self._path(self._original, parts)
        wanted = self._in_language(path, parts.query)
        return None if wanted in ("", self._path(self._localised, parts)) else urlunsplit(parts._replace(path=wanted))

    def original(self, address: str) -> str | None:
        """Where a link is to lead that is to lead to the original, or None where it does."""
        parts = _parts(address)
        path = self._path(self._original, parts)
        return None if path == self._path(self._localised, parts) else urlunsplit(parts._replace(path=path))

    def is_translated(self, path: str) -> bool:
        """Whether a path is none of those that the website excludes. Patterns are over keys."""
        key = unquote(path[1:]) + (self._config.web_index if path.endswith("/") else "")
        return not any(fnmatchcase(key, pattern) for pattern in self._config.site_exclude)

    def absolute(self, language: str = "") -> str:
        """The address of the page itself in a language, or of the original; without a host where none is set."""
        return f"{self._config.site_url}{f'/{language.lower()}' if language else ''}{self.path}"

    def _base(self, here: str, base: str) -> str:
        """What addresses are relative to. It has a host: only then are dots resolved that lead beyond the root."""
        own = f"https://{self._host}{here}"
        try:
            return urljoin(own, base.strip())
        except ValueError:
            return own

    def _path(self, base: str, parts: SplitResult) -> str:
        """Where an address leads on this website; empty where it leads elsewhere, or nowhere else."""
        if not (parts.netloc or parts.path):
            return ""
        found = urlsplit(urljoin(base, urlunsplit(parts)))
        ours = found.scheme in ("http", "https") and found.netloc.lower() == self._host
        return (found.path or "/") if ours else ""

    def _in_language(self, path: str, query: str) -> str:
        """The path of a page in the language; empty for what is none, or names a language already."""
        if not path or not _is_page(path) or path[1:].partition("/")[0].lower() in self._folders:
            return ""
        if query and LANGUAGE in dict(parse_qsl(query, keep_blank_values=True)):
            return ""
        return f"/{self._language}{path}" if self.is_translated(path) else path


def _parts(address: str) -> SplitResult:
    """The parts of an address; of one that is none, nothing."""
    try:
        return urlsplit(address.strip())
    except ValueError:
        return urlsplit("")


def _is_page(path: str) -> bool:
    stem, dot, extension = path.rpartition("/")[2].rpartition(".")
    return (extension.lower() if dot and stem else "") in _PAGES
