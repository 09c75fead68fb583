"""The options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lingopoint_cli.failures import USAGE, Failure
from lingopoint_cli.place import ACCESS_POINT_VARIABLE, BUCKET_VARIABLE, Choice, Place
from lingopoint_cli.tags import Wanted
from lingopoint_local.translate.engines.choice import EngineName

_LONGEST_KEY = 1024
"""Bytes (S3 User Guide, "Naming Amazon S3 objects")."""


class Formality(StrEnum):
    """How the reader is spoken to."""

    formal = "formal"
    informal = "informal"


class Profanity(StrEnum):
    """What becomes of profane words."""

    mask = "mask"
    keep = "keep"


class TranslationEngine(StrEnum):
    """What translates files: Amazon Translate, or one of the engines that translate on this machine (`EngineName`)."""

    aws = "aws"
    embedded = "embedded"
    pseudo = "pseudo"
    letters = "letters"
    identity = "identity"


def languages_that_begin(typed: str) -> list[tuple[str, str]]:
    """The languages of Amazon Translate, by code and name: what a shell completes `--to` with."""
    from lingopoint.languages import NAMES

    return [(code, name) for code, name in NAMES.items() if code.lower().startswith(typed.lower())]


Key = Annotated[str, typer.Argument(metavar="KEY", help="Key of the object, without a language.", show_default=False)]
To = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="LANG",
        help="Language to translate into, such as pt or zh-TW.",
        autocompletion=languages_that_begin,
    ),
]
FormalityOption = Annotated[Formality | None, typer.Option("--formality", help="How the reader is spoken to.")]
BrevityOption = Annotated[bool, typer.Option("--brevity", help="Ask for shorter translations.")]
ProfanityOption = Annotated[Profanity | None, typer.Option("--profanity", help="Mask profane words, or keep them.")]
SourceOption = Annotated[
    str,
    typer.Option(
        "--source",
        metavar="LANG",
        help="Language of the original; auto has it detected.",
        autocompletion=languages_that_begin,
    ),
]
AccessPointOption = Annotated[
    str,
    typer.Option(
        "--access-point",
        metavar="ARN|ALIAS",
        help=f"The Object Lambda access point. Else: --stack, --local, then ${ACCESS_POINT_VARIABLE}.",
        show_default=False,
    ),
]
BucketOption = Annotated[
    str,
    typer.Option(
        "--bucket",
        metavar="NAME",
        help=f"The bucket of the originals. Else: --stack, --local, then ${BUCKET_VARIABLE}.",
        show_default=False,
    ),
]
StackOption = Annotated[
    str, typer.Option("--stack", metavar="NAME", help="The CloudFormation stack to take it from.", show_default=False)
]
LocalOption = Annotated[bool, typer.Option("--local", help="Use the running local stack (`lingopoint local up`).")]
StateOption = Annotated[
    Path | None,
    typer.Option(
        "--state-dir", metavar="DIR", help="State directory of the local stack; implies --local.", show_default=False
    ),
]
LocalEngineOption = Annotated[
    EngineName | None,
    typer.Option(
        "--engine",
        help="What translates: embedded (real, English and Portuguese, more with Apertium), pseudo (accents and"
        " brackets, any language), letters (each exchanged for another one) or identity (nothing).",
        show_default="embedded; pseudo where that is not installed",
    ),
]
TerminologyOption = Annotated[
    str,
    typer.Option("--terminology", metavar="NAME", help="Custom terminology of Amazon Translate.", show_default=False),
]
ExpiresOption = Annotated[
    str, typer.Option("--expires", metavar="TIME", help="How long links last: 90s, 30m, 1h, at most 7d.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Write nothing to standard error but errors.")]


def require_keys(*keys: str) -> None:
    """Raises Failure for what S3 has no object under: a key is 1 to 1,024 bytes of UTF-8."""
    for key in keys:
        if not key:
            raise Failure("KEY is empty: give the key of an object, such as folder/page.html", USAGE)
        try:
            size = len(key.encode())
        except UnicodeEncodeError as error:
            raise Failure("KEY is not UTF-8, as keys of S3 are", USAGE) from error
        if size > _LONGEST_KEY:
            raise Failure(f"KEY has {size:,} bytes; keys of S3 have at most {_LONGEST_KEY:,}", USAGE)


def require_originals(*keys: str) -> None:
    """Raises Failure for what S3 has no object under, and for keys that name a language."""
    from lingopoint.config import Config
    from lingopoint.renditions.request import InLanguage, parse_request

    require_keys(*keys)
    for key in keys:
        match parse_request(key, None, Config()):
            case InLanguage(original):
                raise Failure(f"{key} names a language: give the original's key, {original}", USAGE)


def place(stack: str, *, local: bool, state: Path | None, access_point: str = "", bucket: str = "") -> Place:
    """The place that these options choose."""
    if local and state is None:
        from lingopoint_local.aws.stack import DEFAULT_STATE

        state = DEFAULT_STATE
    return Place(Choice(access_point, bucket, stack, state))


def wanted(
    to: str, formality: Formality | None, *, brevity: bool, profanity: Profanity | None, source: str, own: bool = False
) -> Wanted:
    """The language and settings that these options choose. Raises Failure for an unknown language.

    `own` is whether the owner's own translation will do, which may be in any.
    """
    return Wanted(to, formality.value if formality else "", brevity, profanity.value if profanity else "", source, own)
