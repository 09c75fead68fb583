"""The commands that read objects in another language."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from lingopoint_cli import options, terminal
from lingopoint_cli.failures import USAGE, Failure, reported
from lingopoint_cli.tags import tagged_name


@reported
def get(
    key: options.Key,
    to: options.To,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to this file, or into this folder under a tagged name."
        ),
    ] = None,
    formality: options.FormalityOption = None,
    brevity: options.BrevityOption = False,
    profanity: options.ProfanityOption = None,
    source: options.SourceOption = "",
    access_point: options.AccessPointOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
    quiet: options.QuietOption = False,
) -> None:
    """Read an object in another language.

    Asks the access point for KEY#LANG, and for KEY with ?lang=LANG where tagged keys are refused. Writes the answer to
    standard output, byte for byte, or to a file. A line on standard error says what the translation cost.

    \b
    Examples:
      lingopoint get ContactUs/contact-us.txt --to pt --local
      lingopoint get guide.md --to fr --formality formal -o guide.fr.md --stack lingopoint
    """
    from lingopoint_cli.files.write import write_whole
    from lingopoint_cli.objects.served import fetch

    options.require_originals(key)
    wanted = options.wanted(to, formality, brevity=brevity, profanity=profanity, source=source, own=True)
    place = options.place(stack, local=local, state=state_dir, access_point=access_point)
    with terminal.working(f"reading {key} in {to}") as work:
        served = fetch(place.reader(), place.access_point, wanted.ways(key), _unsaid if quiet else work.note)
        if output is None:
            body = b"".join(served.chunks())
        else:
            write_whole(output / tagged_name(key, wanted.code) if output.is_dir() else output, served.chunks())
    if output is None:
        terminal.write(body)
    if not quiet:
        terminal.note(served.summary())


def _unsaid(message: str) -> None:
    """What --quiet says."""


@reported
def compare(
    key: options.Key,
    to: options.To,
    formality: options.FormalityOption = None,
    brevity: options.BrevityOption = False,
    profanity: options.ProfanityOption = None,
    source: options.SourceOption = "",
    access_point: options.AccessPointOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
) -> None:
    """Show an object beside its translation.

    In two columns on a terminal of 100 columns or more; elsewhere each text is followed by its translation and an empty
    line. The last line, on standard error, says what it cost.

    \b
    Example:
      lingopoint compare guide.md --to es --local
    """
    from lingopoint_cli.objects.comparison import compared

    options.require_originals(key)
    wanted = options.wanted(to, formality, brevity=brevity, profanity=profanity, source=source, own=True)
    place = options.place(stack, local=local, state=state_dir, access_point=access_point)
    with terminal.working(f"reading {key} as written and in {to}") as work:
        found = compared(place.reader(), place.access_point, key, wanted, work.note)
    if not found.answer.unchanged:
        terminal.side_by_side(found.pairs())
    terminal.note(found.answer.summary())


@reported
def link(
    key: options.Key,
    to: options.To,
    expires: options.ExpiresOption = "1h",
    formality: options.FormalityOption = None,
    brevity: options.BrevityOption = False,
    profanity: options.ProfanityOption = None,
    source: options.SourceOption = "",
    web: Annotated[
        bool, typer.Option("--web", help="To the website, signed where --key-pair-id says with what.")
    ] = False,
    cookies: Annotated[
        bool, typer.Option("--cookies", help="With --web: the cookies that open a folder, or / for all of it.")
    ] = False,
    key_pair_id: Annotated[
        str,
        typer.Option("--key-pair-id", metavar="ID", help="With --web: the public key's id in CloudFront."),
    ] = "",
    signing_key: Annotated[
        Path | None,
        typer.Option("--signing-key", metavar="FILE", help="With --web: the private key in PEM.", show_default=False),
    ] = None,
    signing_secret: Annotated[
        str,
        typer.Option(
            "--signing-secret", metavar="NAME|ARN", help="With --web: the secret of Secrets Manager that holds it."
        ),
    ] = "",
    as_json: options.JsonOption = False,
    access_point: options.AccessPointOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
) -> None:
    """Print a presigned link to an object in another language.

    Whoever holds the link can read that object in that language, with your rights, until it expires. A link that was
    made with temporary credentials expires with them, if that is sooner. The access point is asked which link it
    answers: to KEY#LANG, or to KEY with ?lang=LANG where tagged keys are refused. Nothing is translated for that.

    With --web it is the address at the website. Where that has a key group (WebKeyGroup), the address is signed with
    one of its keys, and --cookies prints instead what a browser has to hold to read everything in a folder.

    \b
    Examples:
      curl "$(lingopoint link contact-us.txt --to pt --expires 10m --local)"
      lingopoint link docs/guide.html --to fr --web --key-pair-id K2JCJMDEHXQW5F --signing-key key.pem --stack site
    """
    from lingopoint_cli.objects.links import answered, duration, presigned
    from lingopoint_cli.objects.web_links import Signing, web_links

    options.require_originals(key)
    wanted = options.wanted(to, formality, brevity=brevity, profanity=profanity, source=source, own=True)
    lasting = duration(expires)
    place = options.place(stack, local=local, state=state_dir, access_point=access_point)
    signing = Signing(key_pair_id, signing_key, signing_secret)
    if web:
        lines = web_links(place, key, wanted, lasting, signing, cookies=cookies)
        _say_links(key, wanted.code, lines, as_json=as_json)
        return
    if cookies or any(signing):
        raise Failure("--cookies, --key-pair-id, --signing-key and --signing-secret are for --web", USAGE)
    with terminal.working(f"asking for {key} in {to}"):
        asking = answered(place.reader(), place.access_point, wanted.ways(key))
    _say_links(key, wanted.code, [presigned(place.signer(), place.access_point, asking, lasting)], as_json=as_json)


def _say_links(key: str, language: str, lines: Iterable[str], *, as_json: bool) -> None:
    """A link, or a line for each cookie."""
    if as_json:
        terminal.say(json.dumps({"key": key, "language": language, "links": list(lines)}, indent=2, ensure_ascii=False))
        return
    for line in lines:
        terminal.say(line)


@reported
def site(
    keys: Annotated[list[str], typer.Argument(metavar="KEY", help="Keys of the documents.", show_default=False)],
    to: Annotated[
        list[str],
        typer.Option(
            "--to",
            metavar="LANG",
            help="A language to offer; may be repeated.",
            autocompletion=options.languages_that_begin,
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for index.html.")],
    expires: options.ExpiresOption = "7d",
    title: Annotated[str, typer.Option("--title", help="Heading of the page.")] = "Documents in your language",
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar="FILE",
            help="A page of your own instead of samples/site/index.html.",
            show_default=False,
        ),
    ] = None,
    access_point: options.AccessPointOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
) -> None:
    """Write a page of download links: documents by languages.

    The page is plain HTML that needs no server and no JavaScript; its links are presigned and expire.

    \b
    Example:
      lingopoint site --to pt --to es contact-us.txt guide.md -o public --local
    """
    from lingopoint_cli.files.write import write_whole
    from lingopoint_cli.objects.links import duration
    from lingopoint_cli.objects.site import TEMPLATE, site_page
    from lingopoint_cli.tags import Wanted

    options.require_originals(*keys)
    lasting = duration(expires)
    wanted = [Wanted(language, own=True) for language in dict.fromkeys(to)]
    place = options.place(stack, local=local, state=state_dir, access_point=access_point)
    page = site_page(place, list(dict.fromkeys(keys)), wanted, lasting, title, template or TEMPLATE)
    write_whole(output / "index.html", [page])
    terminal.say(str(output / "index.html"))
