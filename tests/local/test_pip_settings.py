"""uv reaches the package index as pip was told to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lingopoint_local.aws import environment, pip_settings
from lingopoint_local.project import STATE

COMPANY = """[global]
index-url = https://index.example/a b/simple
trusted-host =
    index.example
    other.example
proxy = http://proxy.example:3128
cert = /etc/company.pem
timeout = 3
"""


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that was set up for a company's network."""
    for name in [
        name for name in os.environ if name.startswith(("PIP_", "UV_", "SSL_CERT")) or "proxy" in name.lower()
    ]:
        monkeypatch.delenv(name)
    (tmp_path / "pip.conf").write_text(COMPANY)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))


@pytest.mark.usefixtures("company")
def test_what_pip_was_told_is_told_to_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    told = pip_settings.for_uv()
    told.pop("UV_SYSTEM_CERTS", "")
    expected = {
        "UV_DEFAULT_INDEX": "https://index.example/a b/simple",
        "UV_INSECURE_HOST": "index.example other.example",
        "ALL_PROXY": "http://proxy.example:3128",
        "SSL_CERT_FILE": "/etc/company.pem",
    }
    assert told == expected
    assert expected.items() <= environment.installing().items()
    monkeypatch.setenv("PIP_INDEX_URL", "https://nearer.example/simple")
    assert pip_settings.for_uv()["UV_DEFAULT_INDEX"] == "https://nearer.example/simple"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://meant.example/simple")
    assert "UV_DEFAULT_INDEX" not in pip_settings.for_uv()
    assert environment.installing()["UV_DEFAULT_INDEX"] == "https://meant.example/simple"


@pytest.mark.usefixtures("company")
def test_a_shell_takes_them_as_they_are() -> None:
    script = f'eval "$({sys.executable} {pip_settings.__file__})"; printf %s "$UV_DEFAULT_INDEX"'
    shown = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    assert shown.stdout == "https://index.example/a b/simple"


def test_certificates_of_the_machine_are_used_where_it_has_any(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("UV_SYSTEM_CERTS", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    assert "UV_SYSTEM_CERTS" not in pip_settings.for_uv()
    (tmp_path / "own.pem").touch()
    assert pip_settings.for_uv()["UV_SYSTEM_CERTS"] == "true"


@pytest.mark.parametrize("home", ["/nowhere/at/all", ""])
def test_programs_have_a_home_where_the_user_has_none(monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    monkeypatch.setenv("HOME", home)
    assert environment.clean()["HOME"] == str(STATE / "home")


def test_programs_have_the_users_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert environment.clean()["HOME"] == str(tmp_path)
