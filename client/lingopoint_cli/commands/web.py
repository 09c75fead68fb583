"""The commands for the web door: what CloudFront keeps, and what search engines are told."""

from pathlib import Path
from typing import Annotated

import typer

from lingopoint_cli import options, terminal
from lingopoint_cli.failures import NOT_FOUND, USAGE, Failure, reported
from lingopoint_cli.wording import counted


@reported
def invalidate(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KEY|FOLDER/]...", help="Keys, or folders with their slash.", show_default=False),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="LANG", help="Only in this language; may be repeated.", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All that is published.")] = False,
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
) -> None:
    """Have the website serve objects as they are now, and not as CloudFront keeps them.

    Without it they are as they are now when the seconds of WebCacheControl have passed. CloudFront bills each key,
    folder and language as one path; the first 1,000 of a month are free. It takes some seconds.

    \b
    Examples:
      lingopoint invalidate docs/page.html --stack lingopoint
      lingopoint invalidate docs/ --to fr --to de --stack lingopoint
    """
    from lingopoint_cli.objects.cached import take_back
    from lingopoint_cli.tags import Wanted

    if bool(names) == everything:
        raise Failure("say what: keys, folders, or --all", USAGE)
    languages = [Wanted(language).code for language in dict.fromkeys(to or [])]
    place = options.place(stack, local=local, state=state_dir)
    distribution = place.outputs.get("WebDistributionId", "")
    if not distribution:
        raise Failure("no website is named: give --stack or --local of one with FrontDoor=web or both", NOT_FOUND)
    with terminal.working("telling CloudFront"):
        paths = take_back(place, distribution, list(dict.fromkeys(names or [""])), languages)
    terminal.say(f"invalidated: {counted(paths, 'path')}")


@reported
def sitemap(
    prefix: Annotated[
        str, typer.Argument(metavar="[PREFIX]", help="Only pages whose keys begin with this.", show_default=False)
    ] = "",
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="LANG", help="Languages, parted by commas or each by --to.", show_default=False),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for sitemap.xml.", show_default=".")
    ] = Path(),
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
) -> None:
    """Write a sitemap of a website in all its languages.

    Every page of HTML that is published is listed, as it is stored and in each language, with all of them as
    alternates; what site_exclude names is left out. Above 50,000 addresses or 50 MB there are sitemap-1.xml and so on,
    and sitemap.xml is their index. They belong to the root of the website. Without --to it is in all of Languages.

    \b
    Example:
      lingopoint sitemap docs/ --to fr,de -o public --stack lingopoint
    """
    from lingopoint_cli.files.write import write_whole
    from lingopoint_cli.objects.sitemap import files, languages_of

    place = options.place(stack, local=local, state=state_dir)
    codes = languages_of(place, to or [])
    addresses = 0
    with terminal.working("listing pages"):
        for file in files(place, prefix, codes):
            write_whole(output / file.name, [file.data])
            addresses += file.entries
    terminal.say(str(output / "sitemap.xml"))
    terminal.note(counted(addresses, "address", "addresses"))
    if hidden := [code for code in codes if code not in place.web_config.site_reviewed]:
        terminal.note(f"search engines may not list pages in {', '.join(hidden)} that nobody reviewed (site_reviewed)")
