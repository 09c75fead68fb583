"""The objects that the checks of S3 read: ours, small but for one, and stored once."""

from typing import NamedTuple
from zlib import crc32

from lingopoint_cli.doctor.world import World

NAME = "a#b 100% c+d.txt"
"""What URLs, signatures and tags can get wrong: `#`, `%`, a space and `+`."""
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
    return _stored(world, NAME, f"{_sentence(world)}\n".encode(), ContentType="text/plain", Metadata=metadata)


def large(world: World) -> Document:
    """The large one."""
    page = f'<!doctype html>\n<html lang="en"><body><p>{_sentence(world)}</p>\n<!--{" x" * (PADDING // 2)} -->\n'
    return _stored(world, LARGE, f"{page}</body></html>\n".encode(), ContentType="text/html")


def _sentence(world: World) -> str:
    """One that no earlier run has had translated: the memory would answer for a service that is gone."""
    return f"The library opens at nine every morning, and room {crc32(world.scratch.prefix.encode())} with it."


def _stored(world: World, name: str, body: bytes, **about: object) -> Document:
    world.output("BucketName")
    key = world.scratch.key(name)
    if not world.scratch.holds(key):
        world.scratch.put(name, body, ContentLanguage="en", **about)
    return Document(key, body)
