"""The matrix of docs/how-to/permissions.md: what it promises, and that it is up to date."""

import pytest

from tests.pages import PERMISSIONS_PAGE, pages
from tests.rights.matrix import HEAD, MODES, WAYS, answers, may_read, rows
from tests.rights.policies import READERS, Reader

OWN = [way for way in WAYS if way != "tagged"]
EXACT = {
    "exactly another key",
    "everything, Deny on exactly this key",
    "everything, Deny on the tag `class=private`",
    "objects with the tag `class=public`",
    "everything, but no `kms:Decrypt` for its key",
}
"""What is said of the very original, and not of its tagged key."""

each_reader = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.says)


def test_the_page_has_the_matrix() -> None:
    assert PERMISSIONS_PAGE.read_text(encoding="utf-8") == pages()[PERMISSIONS_PAGE], "`make docs` writes it"
    assert {len(row) for row in rows()} == {len(HEAD)}


@each_reader
@pytest.mark.parametrize("mode", MODES)
def test_no_mode_opens_a_plain_key_to_who_has_no_right_to_it(reader: Reader, mode: str) -> None:
    """Nor does it close one: by the language, `?lang=` or no language at all the answer is S3's own."""
    without_version = {answers(reader, mode, way) for way in OWN if way != "version"}
    assert without_version == {(200, 200) if may_read(reader) and reader.invokes else (403, 403)}
    assert answers(reader, mode, "version") == answers(reader, "strict", "version")


@each_reader
@pytest.mark.parametrize("mode", ["strict", "below others"])
def test_a_tagged_key_opens_nothing_under_strict_and_outside_the_prefixes(reader: Reader, mode: str) -> None:
    assert answers(reader, mode, "tagged") == (403, 403)


def test_what_is_said_of_the_very_original_does_not_hold_for_its_tagged_key() -> None:
    """So that the page does not promise what `tagged` cannot keep."""
    exact = [reader for reader in READERS if reader.says in EXACT]
    assert len(exact) == len(EXACT)
    for reader in exact:
        assert not may_read(reader)
        assert answers(reader, "tagged", "tagged")[0] == 200


def test_a_star_behind_a_deny_helps_where_s3_tells_absence_to_who_may_get_the_key_only() -> None:
    (without, with_star) = (
        next(reader for reader in READERS if reader.says == f"everything, Deny on {what}")
        for what in ("exactly this key", "this key with a trailing `*`")
    )
    assert answers(without, "tagged", "tagged") == (200, 200)
    assert answers(with_star, "tagged", "tagged") == (200, 403)
