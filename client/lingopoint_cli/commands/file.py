"""The commands that need no S3."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lingopoint.report import Cost
from lingopoint_cli import options, terminal
from lingopoint_cli.failures import FILE, reported
from lingopoint_cli.wording import cost_in_words, counted

if TYPE_CHECKING:
    from lingopoint_cli.files.translate import FileResult


@reported
def translate(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Files and folders; - is standard input.", show_default=False)
    ],
    to: options.To,
    engine: Annotated[
        options.TranslationEngine,
        typer.Option(
            "--engine",
            help="aws: Amazon Translate. embedded: on this machine, a few languages. pseudo: accented letters, to see "
            "what is translated. letters: exchanged one for one. identity: nothing changes.",
        ),
    ] = options.TranslationEngine.embedded,
    output_dir: Annotated[
        Path | None,
        typer.Option(
            "--output-dir", "-o", metavar="DIR", help="Folder for the translations, under the files' own names."
        ),
    ] = None,
    skip_existing: Annotated[
        bool,
        typer.Option("--skip-existing", help="Leave out files whose translations are there, as of an earlier run."),
    ] = False,
    name: Annotated[
        str,
        typer.Option(
            "--name", metavar="NAME", help="What standard input is called, such as page.md.", show_default=False
        ),
    ] = "",
    source: options.SourceOption = "auto",
    formality: options.FormalityOption = None,
    brevity: options.BrevityOption = False,
    profanity: options.ProfanityOption = None,
    terminology: options.TerminologyOption = "",
    include: Annotated[
        list[str] | None,
        typer.Option(
            "--include", metavar="PATH", help="Translate only such values of JSON, YAML, CSV; may be repeated."
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="PATH", help="Leave such values as they are; wins over --include."),
    ] = None,
    quiet: options.QuietOption = False,
) -> None:
    """Translate files of this machine, without S3.

    Does to a file exactly what the access point does to an object. One file without --output-dir goes to standard
    output. A file that cannot be translated is copied unchanged, which standard error says. What was done when the
    command was interrupted stays, and --skip-existing goes on from there.

    \b
    Examples:
      lingopoint translate guide.md --to pt > guide.pt.md
      lingopoint translate site/ --to fr --engine aws --output-dir site-fr/
      cat guide.md | lingopoint translate - --name guide.md --to pt
    """
    from lingopoint_cli.files.engines import tools
    from lingopoint_cli.files.translate import Bureau, plan

    wanted = options.wanted(to, formality, brevity=brevity, profanity=profanity, source=source)
    jobs = plan(files, output_dir, name)
    if skip_existing:
        jobs = [job for job in jobs if job.target is None or not job.target.exists()]
    results: list[FileResult] = []
    whole = False
    try:
        with tools(engine.value) as service, terminal.working("translating") as work:
            bureau = Bureau(service, wanted.direction(terminology), tuple(include or ()), tuple(exclude or ()))
            for number, job in enumerate(jobs, 1):
                work.now(f"{number} of {len(jobs)}: {job.source}")
                result = bureau.do(job)
                if result.note and (result.failed or not quiet):
                    work.note(f"lingopoint: {result.note}")
                results.append(result)
        if output_dir is None:
            terminal.write(results[0].data)
        whole = True
    finally:
        if not quiet and (whole or results):
            summary = _summary(results, priced=engine is options.TranslationEngine.aws)
            terminal.note(
                summary if whole else f"stopped with {counted(len(jobs) - len(results), 'file')} left; {summary}"
            )
    if any(result.failed for result in results):
        raise typer.Exit(FILE)


def _summary(results: Sequence["FileResult"], *, priced: bool) -> str:
    """What was done, and what it cost: `3 files: 2 translated, 1 copied; 14 units, 3 calls, 1,234 characters`."""
    translated = sum(result.translated for result in results)
    failed = sum(result.failed for result in results)
    counts = {"translated": translated, "copied": len(results) - translated - failed, "failed": failed}
    done = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    cost = cost_in_words(sum((result.cost for result in results), Cost()), priced=priced)
    return f"{counted(len(results), 'file')}: {done or 'nothing to do'}; {cost}"


def languages(as_json: options.JsonOption = False) -> None:
    """List the languages to translate into, by code.

    Codes are those of Amazon Translate. Other tags are matched to them: pt-BR is pt, zh-Hant is zh-TW. Through a pipe
    the list is tab-separated.

    \b
    Example:
      lingopoint languages | grep -i portuguese
    """
    from lingopoint.languages import NAMES

    if as_json:
        terminal.say(json.dumps(dict(NAMES), indent=1, ensure_ascii=False))
        return
    console = terminal.output()
    if not console.is_terminal:
        typer.echo("\n".join(f"{code}\t{name}" for code, name in NAMES.items()))
        return
    from rich.table import Table

    table = Table("Code", "Language", box=None, header_style="bold")
    for code, name in NAMES.items():
        table.add_row(code, name)
    console.print(table)
