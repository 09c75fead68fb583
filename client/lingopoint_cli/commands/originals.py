"""The commands that store, list and delete originals, and the translations of their owner."""

import json
from typing import Annotated

import typer

from lingopoint_cli import options, terminal
from lingopoint_cli.failures import NOT_FOUND, Failure, reported


@reported
def put(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE... [KEY]",
            help="Files, folders, patterns; - is standard input. One file may be followed by its KEY; KEY/ stores below"
            " it.",
            show_default=False,
        ),
    ],
    prefix: Annotated[str, typer.Option("--prefix", metavar="PREFIX", help="Store all of them below this.")] = "",
    content_type: Annotated[
        str,
        typer.Option("--content-type", metavar="TYPE", help="The Content-Type. By the files' extensions if left out."),
    ] = "",
    language: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="LANG",
            help="Store it as the translation of KEY into this language.",
            autocompletion=options.languages_that_begin,
            show_default=False,
        ),
    ] = "",
    as_json: options.JsonOption = False,
    bucket: options.BucketOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
) -> None:
    """Store files as originals, and print their keys.

    The files of a folder keep their paths inside it; what is hidden in it is left out. A second name is the KEY of the
    first one only where there is no such file here.

    With --as a file is stored as a translation of your own, under the key with the language (contact-us.txt#fr): it is
    served as it is, instead of a machine translation. Any language will do, also one that Amazon Translate has not.

    \b
    Examples:
      lingopoint put contact-us.txt ContactUs/ --local
      lingopoint put site/ notes.txt --prefix www --stack lingopoint
      lingopoint put reviewed.txt ContactUs/contact-us.txt --as fr --stack lingopoint
    """
    from lingopoint_cli.objects.store import store_file, uploads
    from lingopoint_cli.tags import Wanted

    code = Wanted(language, own=True).code if language else ""
    place = options.place(stack, local=local, state=state_dir, bucket=bucket)
    found = uploads(names, prefix, code)
    options.require_keys(*(upload.key for upload in found))
    with terminal.working("storing") as work:
        for number, upload in enumerate(found, 1):
            work.now(f"storing {number} of {len(found)}: {upload.key}")
            store_file(place, *upload, content_type, code)
            if not as_json:
                terminal.say(upload.key)
    if as_json:
        terminal.say(json.dumps([{"file": str(file), "key": key} for file, key in found], indent=2, ensure_ascii=False))


@reported
def ls(
    prefix: Annotated[str, typer.Argument(metavar="PREFIX", help="What their keys begin with.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Write the list as JSON.")] = False,
    bucket: options.BucketOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
) -> None:
    """List originals, each with the languages of which a translation of your own is stored.

    \b
    Example:
      lingopoint ls ContactUs/ --local
    """
    from lingopoint_cli.objects.listing import listed

    place = options.place(stack, local=local, state=state_dir, bucket=bucket)
    found = listed(place, prefix)
    if as_json:
        terminal.say(json.dumps([each.to_json() for each in found], indent=2, ensure_ascii=False))
        return
    rows = [(each.key, f"{each.size:,}", f"{each.changed:%Y-%m-%d %H:%M}", " ".join(each.reviewed)) for each in found]
    if not rows:
        raise Failure(f"nothing is stored {f'below {prefix}' if prefix else 'there'}", NOT_FOUND)
    terminal.table(("key", "bytes", "changed (UTC)", "reviewed"), rows)


@reported
def rm(
    keys: Annotated[list[str], typer.Argument(metavar="KEY", help="Keys of objects.", show_default=False)],
    bucket: options.BucketOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
) -> None:
    """Delete originals, or translations of your own (KEY#fr), and print their keys.

    Nothing is asked. Where the bucket keeps versions, the objects become old ones. What was translated from an original
    is no longer served, and goes when it expires; `forget --original` deletes all of it at once.

    \b
    Examples:
      lingopoint rm ContactUs/contact-us.txt --stack lingopoint
      lingopoint rm 'ContactUs/contact-us.txt#fr' --stack lingopoint
    """
    options.require_keys(*keys)
    place = options.place(stack, local=local, state=state_dir, bucket=bucket)
    client = place.s3()
    with terminal.working("deleting"):
        for key in keys:
            client.head_object(Bucket=place.bucket, Key=key)  # S3 deletes what is not there without a word
            client.delete_object(Bucket=place.bucket, Key=key)
            terminal.say(key)
