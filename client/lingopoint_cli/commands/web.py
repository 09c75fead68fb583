"""The commands for the web door: what CloudFront keeps."""

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
