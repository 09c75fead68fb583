"""What tells renditions apart. The literal values are a promise: what is kept is found again by later versions.

Where one of them has to change, renditions that are kept are made again and paid for again: raise `FORMAT_VERSION` for
it, and say so in the changelog.
"""

import re
from dataclasses import fields, replace
from typing import Any

import pytest

from lingopoint.formats.options import Options
from lingopoint.http.etags import ETag
from lingopoint.ports import Direction, StoredObject
from lingopoint.renditions.identity import Identity, identify, kept_below
from lingopoint.renditions.request import InLanguage
from lingopoint_in_memory import stored

HEADERS = {"etag": '"0123.4"', "content-type": "text/html", "x-amz-version-id": "v1", "x-amz-meta-owner": "web"}
REQUEST = InLanguage("docs/a.html", Direction("en", "fr"))
OPTIONS = Options("fr", "en")
VERSION = "2026-11-23T12:00:00+00:00 3 120"

DIRECTIONS: dict[str, Any] = {
    "source": "auto",
    "target": "de",
    "formality": "formal",
    "brevity": True,
    "profanity": True,
    "terminology": "brands",
}
CHOICES: dict[str, Any] = {
    "target": "de",
    "source": "auto",
    "include": ("title",),
    "exclude": ("title",),
    "document_language": False,
    "heading_ids": "pin",
    "keep_names": ("Lingopoint",),
}


def identity(
    headers: dict[str, str] | None = None,
    request: InLanguage = REQUEST,
    options: Options = OPTIONS,
    version: str = VERSION,
) -> Identity:
    original: StoredObject = stored(b"", HEADERS | (headers or {}))
    return identify(original, request, options, version)


def test_the_identity_of_a_rendition_is_pinned() -> None:
    assert identity() == Identity(
        ETag("0123.4"),
        "ba7917adbe50b86d",
        "72e6f39c8441161d478636bd9e268a18/3057450ce759e2144e58db0d57ff15fcfa557969d976a1a3750c3d82d2b469e5",
    )


def test_the_tag_of_a_rendition_is_pinned() -> None:
    assert identity().tag(b"<p>Bonjour</p>").to_header() == '"3fca1a32e2c2e2a5-ba7917adbe50b86d-0123.4"'
    assert identity().tag().to_header() == '"0000000000000000-ba7917adbe50b86d-0123.4"'
    assert identity().tag(b"", lasting=False).to_header() == '"e3b0c44298fc1c14-ba7917adbe50b86dt-0123.4"'


def test_the_same_is_the_same_and_is_it_whoever_asked_how() -> None:
    assert identity(request=REQUEST._replace(tagged=True)) == identity()
    assert identity({"x-amz-meta-owner": "legal", "last-modified": "now", "content-length": "9"}) == identity()


def test_every_field_that_shapes_a_rendition_is_named_here() -> None:
    assert {each.name for each in fields(Direction)} == DIRECTIONS.keys()
    assert OPTIONS.choices().keys() == CHOICES.keys()
    assert {each.name for each in fields(Options)} == CHOICES.keys() | {"work"}


def _differs(other: Identity) -> bool:
    assert other.original == identity().original
    assert other.tag() != identity().tag()
    assert not other.tag(b"a").matches_weakly(identity().tag(b"a"))
    return other.shaping != identity().shaping and other.kept_as != identity().kept_as


@pytest.mark.parametrize("name", DIRECTIONS)
def test_each_field_of_the_direction_makes_another_rendition(name: str) -> None:
    changed = replace(REQUEST.direction, **{name: DIRECTIONS[name]})
    assert changed != REQUEST.direction
    assert _differs(identity(request=REQUEST._replace(direction=changed)))


@pytest.mark.parametrize("name", CHOICES)
def test_each_choice_of_what_is_extracted_makes_another_rendition(name: str) -> None:
    changed = replace(OPTIONS, **{name: CHOICES[name]})
    assert changed != OPTIONS
    assert _differs(identity(options=changed))


def test_a_terminology_that_was_imported_again_makes_another_rendition() -> None:
    assert _differs(identity(version=""))


def test_the_content_type_makes_another_rendition() -> None:
    assert _differs(identity({"content-type": "text/plain"}))


def test_the_coding_makes_another_rendition() -> None:
    assert _differs(identity({"content-encoding": "gzip"}))
    assert identity({"content-encoding": " GZIP"}) == identity({"content-encoding": "gzip"})


@pytest.mark.parametrize("header", ["etag", "x-amz-version-id"])
def test_the_bytes_of_the_original_are_kept_apart(header: str) -> None:
    other = identity({header: '"another"'})
    assert other.kept_as != identity().kept_as
    assert other.shaping == identity().shaping


def test_the_key_is_kept_apart() -> None:
    other = identity(request=REQUEST._replace(key="docs/b.html"))
    assert other.kept_as != identity().kept_as
    assert other.tag() == identity().tag()


def test_all_renditions_of_an_object_are_kept_below_one_prefix_and_no_others() -> None:
    others = [identity({"etag": '"another"'}), identity(request=REQUEST._replace(direction=Direction("en", "de")))]
    assert len({each.kept_as for each in [identity(), *others]}) == 3
    assert {each.kept_as.partition("/")[0] for each in [identity(), *others]} == {kept_below("docs/a.html")[:-1]}
    assert not identity(request=REQUEST._replace(key="docs/a.html2")).kept_as.startswith(kept_below("docs/a.html"))


def test_where_a_rendition_is_kept_fits_into_a_key_and_does_not_tell_the_objects() -> None:
    kept = identity(request=REQUEST._replace(key="secret/" + "é" * 500)).kept_as
    assert re.fullmatch("[0-9a-f]{32}/[0-9a-f]{64}", kept)


@pytest.mark.parametrize("etag", ["", '"broken'])
def test_an_original_without_a_tag_has_an_identity_too(etag: str) -> None:
    assert identity({"etag": etag}).original == ETag("unknown")
    assert identity({"etag": etag}).tag() != identity().tag()


def test_another_service_makes_another_rendition() -> None:
    assert _differs(identify(stored(b"", HEADERS), REQUEST, OPTIONS, VERSION, "another"))


def test_an_original_without_versions_is_pinned_too() -> None:
    unversioned = {name: value for name, value in HEADERS.items() if name != "x-amz-version-id"}
    found = identify(stored(b"", unversioned), REQUEST, OPTIONS, VERSION)
    assert (found.shaping, found.kept_as) == (
        identity().shaping,
        "72e6f39c8441161d478636bd9e268a18/7368deac2b401459de1ce376308dfdfe394bbdfe37d276d01ccd0accc3fd89c5",
    )
