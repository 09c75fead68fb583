"""Errors: for people a page, for S3's clients S3's own document (S3 API reference, "Error responses")."""

from html import escape

from lingopoint.config import Config
from lingopoint.handlers.web.path import readable
from lingopoint.handlers.web.request import WebRequest
from lingopoint.ports import Response

RETRY_SECONDS = 5
_TITLES = {
    400: "This cannot be served",
    403: "You may not read this",
    404: "There is no such page",
    405: "This cannot be done here",
    503: "This is being translated",
}
_OTHERWISE = "Something went wrong"
_STYLE = (
    "body{font:1.1rem/1.6 system-ui,sans-serif;max-width:38rem;margin:12vh auto;padding:0 1.2rem}"
    "body{color:#222;background:#fff}"
    "a{color:#0b5cad}li{display:inline-block;margin:0 .9rem .3rem 0}ul{padding:0}"
    "@media(prefers-color-scheme:dark){body{color:#ddd;background:#16181c}a{color:#8ab8ff}}"
)


def render(response: Response, asked: WebRequest, config: Config) -> str:
    """A small page. What is being translated loads itself again; where a language was refused, there are others."""
    title = _TITLES.get(response.status, _OTHERWISE)
    again = f'<meta http-equiv="refresh" content="{RETRY_SECONDS}">' if response.status == 503 else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{again}'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f"<style>{_STYLE}</style></head><body><main><h1>{title}</h1><p>{escape(response.message)}</p>"
        f"{_choices(response, asked, config)}</main></body></html>"
    )


def _choices(response: Response, asked: WebRequest, config: Config) -> str:
    if response.code != "InvalidRequest" or not asked.key:
        return ""
    path = readable(asked.key)
    items = (f'<li><a href="{escape(path)}?lang={code}" hreflang="{code}">{code}</a></li>' for code in config.targets)
    return f"<ul>{''.join(items)}</ul>"


def xml(response: Response, request_id: str) -> str:
    """The error document of S3."""
    told = {"Code": response.code, "Message": response.message, "RequestId": request_id}
    members = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in told.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Error>{members}</Error>'
