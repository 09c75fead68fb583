"""The objects that the checks of S3 read: ours, small but for one, and stored once."""

from typing import NamedTuple

from lingopoint_cli.doctor.world import World

NAME = "a#b 100% c+d.txt"
"""What URLs, signatures and tags can get wrong: `#`, `%`, a space and `+`."""
TEXT = b"The library opens at nine every morning.\n"
SPACES = "two  spaces"
ACCENTS = "=?UTF-8?Q?Caf=C3=A9_=C3=A0_la_carte?="
"""As S3 gives what is not ASCII (S3 User Guide, "User-defined object metadata"; RFC 2047)."""

LARGE = "large.html"
PADDING = 6_500_000
"""More bytes than Lambda answers with by itself; they are a comment, of which nothing is translated."""


class Document(NamedTuple):
    """One object: its key, and what it holds."""

    key: str
    body: bytes


def text(world: World) -> Document:
    """The small text, stored when it is first asked for. Raises botocore's errors."""
    metadata = {"doctor-spaces": SPACES, "doctor-accents": ACCENTS}
    return _stored(world, NAME, TEXT, ContentType="text/plain", Metadata=metadata)


def large(world: World) -> Document:
    """The large one."""
    sentence = TEXT.decode().strip()
    page = f'<!doctype html>\n<html lang="en"><body><p>{sentence}</p>\n<!--{" x" * (PADDING // 2)} -->\n'
    return _stored(world, LARGE, f"{page}</body></html>\n".encode(), ContentType="text/html")


def _stored(world: World, name: str, body: bytes, **about: object) -> Document:
    world.output("BucketName")
    key = world.scratch.key(name)
    if not world.scratch.holds(key):
        world.scratch.put(name, body, ContentLanguage="en", **about)
    return Document(key, body)
