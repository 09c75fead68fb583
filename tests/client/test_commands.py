"""The command as a whole: its help, its lists, its entry point."""

import json
import re
import subprocess
import sys
from contextlib import nullcontext

import pytest
from rich.console import Console
from typer.testing import CliRunner

from lingopoint import languages
from lingopoint_cli import terminal
from lingopoint_cli.app import app
from lingopoint_cli.failures import Failure
from lingopoint_cli.help_pages import help_of_all_commands
from lingopoint_cli.objects.showcase import require_pair
from tests.client.conftest import Run

COMMANDS = ["get", "compare", "put", "link", "site", "cost", "translate", "languages", "doctor"]


def test_languages_are_tab_separated_in_a_pipe(run: Run) -> None:
    result = run("languages")
    assert dict(line.split("\t") for line in result.stdout.splitlines()) == languages.NAMES


@pytest.mark.parametrize("command", [*COMMANDS, "memory import", "memory export"])
def test_the_help_of_each_command_has_an_example_of_it(run: Run, command: str) -> None:
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    assert re.search(rf"Examples?:\n(.*\n)*?  .*lingopoint {command} ?", result.stdout)


def test_no_arguments_show_the_commands(run: Run) -> None:
    result = run()
    assert result.output == run("--help").output
    assert [
        name for name in re.findall(r"^  (\w+) {2,}\S", result.output, re.MULTILINE) if name in COMMANDS
    ] == COMMANDS


def test_every_exit_code_is_documented(run: Run) -> None:
    from lingopoint_cli import failures

    codes = {value for name, value in vars(failures).items() if name.isupper() and isinstance(value, int)}
    documented = {int(code) for code in re.findall(r"^    (\d+) ", run("--help").stdout, re.MULTILINE)}
    assert documented == codes | {0, 130}


def test_the_help_of_all_commands_has_a_section_for_each(run: Run) -> None:
    page = help_of_all_commands()
    sections = re.findall(r"^## (.+)$", page, re.MULTILINE)
    top = [section for section in sections if section.count(" ") == 1]
    assert [section.partition(" ")[2] for section in top] == re.findall(
        r"^  (\w+) {2,}\S", run("--help").output, re.MULTILINE
    )
    assert "lingopoint local up" in sections
    assert page.count("```text\nUsage: lingopoint") == len(sections)


def _python(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True).stdout.rstrip("\n")


def test_the_command_runs_as_a_program() -> None:
    assert re.fullmatch(r"lingopoint \d+\.\d+\.\d+", _python("-m", "lingopoint_cli", "--version"))


@pytest.mark.parametrize(("module", "unneeded"), [("app", "boto3"), ("app", "botocore"), ("main", "typer")])
def test_starting_loads_nothing_that_only_some_commands_need(module: str, unneeded: str) -> None:
    code = f"import sys, lingopoint_cli.{module}; print({unneeded!r} in sys.modules)"
    assert _python("-c", code) == "False"


def test_languages_are_json_for_programs(run: Run) -> None:
    assert json.loads(run("languages", "--json").stdout)["pt"] == "Portuguese (Brazil)"


def test_a_shell_completes_languages() -> None:
    environment = {
        "_LINGOPOINT_COMPLETE": "complete_bash",
        "COMP_WORDS": "lingopoint get a.txt --to zh",
        "COMP_CWORD": "4",
    }
    done = CliRunner().invoke(app, env=environment, prog_name="lingopoint")
    assert done.stdout.split() == ["zh", "zh-TW"]


@pytest.mark.parametrize(
    ("pairs", "to", "is_refused"),
    [(["*"], "ja", False), (["en-pt", "pt-en"], "pt-BR", False), (["en-pt", "pt-en"], "ja", True), ([], "pt", True)],
)
def test_the_demonstration_asks_for_no_pair_that_the_engine_has_not(
    pairs: list[str], to: str, is_refused: bool
) -> None:
    with pytest.raises(Failure, match="has no") if is_refused else nullcontext():
        require_pair({"engine": "embedded", "pairs": pairs}, to)


def test_the_demonstration_starts_nothing_for_what_is_no_language(run: Run) -> None:
    result = run("demo", "--to", "xx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "lingopoint: 'xx' is no language of Amazon Translate; `lingopoint languages` lists them\n"


def test_a_table_on_a_narrow_terminal_is_a_list(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [("ContactUs/contact-us.txt", "1,234", "2026-11-28 14:40", "fr"), ("a.txt", "1", "2026-11-28 14:40", "")]
    monkeypatch.setattr(terminal, "output", lambda: Console(force_terminal=True, color_system=None, width=40))
    terminal.table(("key", "bytes", "changed (UTC)", "reviewed"), rows)
    assert capsys.readouterr().out == (
        "ContactUs/contact-us.txt\n  bytes: 1,234\n  changed (UTC): 2026-11-28 14:40\n  reviewed: fr\n"
        "a.txt\n  bytes: 1\n  changed (UTC): 2026-11-28 14:40\n"
    )
