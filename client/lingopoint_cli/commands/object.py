"""The commands that read and write objects in S3."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from lingopoint_cli import options, terminal
from lingopoint_cli.failures import reported
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

    Asks the access point for KEY#LANG and writes the answer to standard output, byte for byte, or to a file. A line on
    standard error says what the translation cost.

    \b
    Examples:
      lingopoint get ContactUs/contact-us.txt --to pt --local
      lingopoint get guide.md --to fr --formality formal -o guide.fr.md --stack lingopoint
    """
    from lingopoint_cli.files import write_whole
    from lingopoint_cli.renditions import fetch

    wanted = options.wanted(to, formality, brevity=brevity, profanity=profanity, source=source)
    place = options.place(stack, local=local, state=state_dir, access_point=access_point)
    with terminal.working(f"reading {key} in {to}"):
        rendition = fetch(place.s3(), place.access_point, wanted.key(key))
        if output is None:
            body = rendition.body.read()
        else:
            write_whole(output / tagged_name(key, wanted.code) if output.is_dir() else output, rendition.chunks())
    if output is None:
        terminal.write(body)
    if not quiet:
        terminal.note(rendition.summary())


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
    from lingopoint_cli.comparison import Version, pairs, show
    from lingopoint_cli.renditions import fetch

    wanted = options.wanted(to, formality, brevity=brevity, profanity=profanity, source=source)
    place = options.place(stack, local=local, state=state_dir, access_point=access_point)
    with terminal.working(f"reading {key} as written and in {to}"):
        client = place.s3()
        renditions = [fetch(client, place.access_point, each) for each in (key, wanted.key(key))]
        versions = [Version(key, each.content_type, each.body.read(), each.language) for each in renditions]
    if not renditions[1].untranslatable:
        show(terminal.output(), pairs(*versions))
    terminal.note(renditions[1].summary())


@reported
def put(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to store.", show_default=False)],
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="Where to; KEY/ stores below it. The file's name if left out.")
    ] = "",
    content_type: Annotated[
        str,
        typer.Option("--content-type", metavar="TYPE", help="The Content-Type. By the file's extension if left out."),
    ] = "",
    language: Annotated[
        str,
        typer.Option(
            "--as", metavar="LANG", help="Store it as the translation of KEY into this language.", show_default=False
        ),
    ] = "",
    bucket: options.BucketOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
) -> None:
    """Store a file as an original, and print its key.

    With --as it is stored as a translation of your own, under the key with the language (contact-us.txt#fr): it is
    served as it is, instead of a machine translation.

    \b
    Examples:
      lingopoint put contact-us.txt ContactUs/ --local
      lingopoint put reviewed.txt ContactUs/contact-us.txt --as fr --stack lingopoint
    """
    from lingopoint_cli import content_types
    from lingopoint_cli.tags import Wanted

    code = Wanted(language).code if language else ""
    place = options.place(stack, local=local, state=state_dir, bucket=bucket)
    name = key + file.name if not key or key.endswith("/") else key
    data = file.read_bytes()
    about = {"ContentType": content_type or content_types.content_type(file.name, data)}
    if code:
        name, about["ContentLanguage"] = f"{name}#{code}", code
    with terminal.working(f"storing {name}"):
        client: Any = place.s3()  # its types know no parameters by name
        client.put_object(Bucket=place.bucket, Key=name, Body=data, **about)
    typer.echo(name)


@reported
def link(
    key: options.Key,
    to: options.To,
    expires: options.ExpiresOption = "1h",
    formality: options.FormalityOption = None,
    brevity: options.BrevityOption = False,
    profanity: options.ProfanityOption = None,
    source: options.SourceOption = "",
    access_point: options.AccessPointOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
) -> None:
    """Print a presigned link to an object in another language.

    Whoever holds the link can read that object in that language, with your rights, until it expires. A link that was
    made with temporary credentials expires with them, if that is sooner.

    \b
    Example:
      curl "$(lingopoint link contact-us.txt --to pt --expires 10m --local)"
    """
    from lingopoint_cli.links import duration, presigned

    wanted = options.wanted(to, formality, brevity=brevity, profanity=profanity, source=source)
    lasting = duration(expires)
    place = options.place(stack, local=local, state=state_dir, access_point=access_point)
    typer.echo(presigned(place.signer(), place.access_point, wanted.key(key), lasting))


@reported
def site(
    keys: Annotated[list[str], typer.Argument(metavar="KEY", help="Keys of the documents.", show_default=False)],
    to: Annotated[list[str], typer.Option("--to", metavar="LANG", help="A language to offer; may be repeated.")],
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
    from lingopoint_cli.files import write_whole
    from lingopoint_cli.links import duration
    from lingopoint_cli.site import TEMPLATE, build_site, render
    from lingopoint_cli.tags import Wanted

    lasting = duration(expires)
    wanted = [Wanted(language) for language in dict.fromkeys(to)]
    place = options.place(stack, local=local, state=state_dir, access_point=access_point)
    until = datetime.now(UTC) + lasting
    links = build_site(place.signer(), place.access_point, list(dict.fromkeys(keys)), wanted, lasting)
    page = render((template or TEMPLATE).read_text(encoding="utf-8"), title, links, until)
    write_whole(output / "index.html", [page.encode()])
    typer.echo(output / "index.html")
