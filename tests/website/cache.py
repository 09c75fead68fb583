"""nginx with `proxy_cache` before the website, in the place of CloudFront's cache: it obeys the same headers."""

import getpass
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import requests

from lingopoint_local.aws.processes import until
from tests.clients.environments import found

_CONFIGURATION = """
user {user}; daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ }}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/passing;
    fastcgi_temp_path {folder}/a; uwsgi_temp_path {folder}/b; scgi_temp_path {folder}/c;
    proxy_cache_path {folder}/waiting keys_zone=waiting:1m;
    proxy_cache_path {folder}/meanwhile keys_zone=meanwhile:1m;
    proxy_cache_key $request_uri; proxy_cache_revalidate on;
    proxy_set_header Host {host}; proxy_set_header X-Forwarded-Proto https; proxy_set_header Accept-Encoding "";
    proxy_http_version 1.1; proxy_set_header Connection "";
    add_header X-From-Cache $upstream_cache_status always;
    server {{ listen 127.0.0.1:{waiting}; location / {{ proxy_pass {upstream}; proxy_cache waiting; }} }}
    server {{
        listen 127.0.0.1:{meanwhile};
        location / {{ proxy_pass {upstream}; proxy_cache meanwhile; proxy_cache_background_update on; }}
    }}
}}
"""
_STARTS_WITHIN = 30.0


@dataclass(frozen=True)
class Cache:
    """One cache. `waiting` has readers wait while it asks again; the other one serves what it holds meanwhile."""

    url: str

    def get(self, path: str, **headers: str) -> requests.Response:
        """An answer; its header `X-From-Cache` says how it came about."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return requests.get(self.url + path, headers=named, timeout=60, allow_redirects=False)


@contextmanager
def caches(website: str, folder: Path) -> Iterator[tuple[Cache, Cache]]:
    """The two caches, empty."""
    name, (waiting, meanwhile) = urlsplit(website), _free_ports()
    configuration = _CONFIGURATION.format(
        folder=folder,
        user=getpass.getuser(),  # to others a test's folder is closed
        host=name.hostname,
        upstream=f"http://127.0.0.1:{name.port}",
        waiting=waiting,
        meanwhile=meanwhile,
    )
    (folder / "nginx.conf").write_text(configuration)
    nginx = subprocess.Popen([found("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        assert until(lambda: _listens(waiting) and _listens(meanwhile), _STARTS_WITHIN)
        yield Cache(f"http://127.0.0.1:{waiting}"), Cache(f"http://127.0.0.1:{meanwhile}")
    finally:
        nginx.terminate()
        nginx.wait()


def _free_ports() -> tuple[int, int]:
    with socket.create_server(("127.0.0.1", 0)) as first, socket.create_server(("127.0.0.1", 0)) as second:
        return int(first.getsockname()[1]), int(second.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
