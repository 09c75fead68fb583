"""How this machine reaches its package index, as it was told to pip, in the words of uv.

Whoever set pip up for a company's index, proxy or certificates has done all that there is to do: uv reads neither pip's
settings nor, by itself, the machine's certificates. As a script, which needs nothing that is installed, it prints them
for a shell.
"""

import ast
import os
import shlex
import ssl
import subprocess
import sys
from pathlib import Path

_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}
"""uv's variables by pip's settings (pip documentation, "Configuration"; uv reference, "Environment variables")."""


def for_uv() -> dict[str, str]:
    """Variables for uv. Those that are set already stay out: they were meant for it."""
    told = {"UV_SYSTEM_CERTS": "true"} if _has_certificates() else {}
    told |= {_NAMES[name]: value for name, value in _settings().items() if name in _NAMES}
    return {name: value for name, value in told.items() if name not in os.environ}


def _settings() -> dict[str, str]:
    """pip's settings, the environment's before those of files; none where this Python has no pip."""
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    )
    lines = [line.partition("=") for line in listed.stdout.splitlines()] if listed.returncode == 0 else []
    found = {}
    for name, _, value in sorted(lines, key=lambda line: line[0].startswith(":env:")):
        found[name.rpartition(".")[2]] = " ".join(str(ast.literal_eval(value)).split())
    return found


def _has_certificates() -> bool:
    """Whether this machine keeps certificates; slim containers do not, and uv brings some of its own."""
    if sys.platform in {"darwin", "win32"}:
        return True
    paths = ssl.get_default_verify_paths()
    return bool(paths.cafile) or bool(paths.capath and any(Path(paths.capath).iterdir()))


if __name__ == "__main__":
    sys.stdout.writelines(f"export {name}={shlex.quote(value)}\n" for name, value in for_uv().items())
