"""Placeholders that are prose elsewhere are kept in the texts of the framework that has them."""

import pytest

from lingopoint.formats.opaque import kept
from lingopoint.formats.placeholders import (
    APPLE,
    CHROME,
    DRUPAL,
    I18NEXT,
    LARAVEL,
    MAIL_MERGE,
    MEDIAWIKI,
    QT,
    Dialect,
    at_home,
    pattern,
)
from lingopoint.unit import UNBOUNDED, Code

ALL = (LARAVEL, I18NEXT, CHROME, DRUPAL, MAIL_MERGE, QT, APPLE, MEDIAWIKI)


def shown(text: str, *dialects: Dialect) -> list[str]:
    return [part.shown for part in kept((text,), pattern(*dialects), UNBOUNDED) if isinstance(part, Code)]


@pytest.mark.parametrize(
    ("text", "dialect", "expected"),
    [
        ("Dear :name, your :Role at :COMPANY_NAME", LARAVEL, [":name", ":Role", ":COMPANY_NAME"]),
        ("At 10:30, see http://host:port/:id or :smile:", LARAVEL, []),
        ("Dear __name__, __count__ letters", I18NEXT, ["__name__", "__count__"]),
        ("a__b__c", I18NEXT, []),
        ("$user$ has $1 of $MAX_FILES$", CHROME, ["$user$", "$1", "$MAX_FILES$"]),
        ("It costs $1.50, or $20", CHROME, []),
        ("@count of %name by !user-link: :url", DRUPAL, ["@count", "%name", "!user-link", ":url"]),
        ("Now! me@example.org, 50% of 10:30", DRUPAL, []),
        ("Dear [[first name]] «Last_Name»", MAIL_MERGE, ["[[first name]]", "«Last_Name»"]),
        ("%1 of %L2, %n file(s)", QT, ["%1", "%L2", "%n"]),
        ("%#@files@ and %arg", APPLE, ["%#@files@", "%arg"]),
        ("$1 of $2.", MEDIAWIKI, ["$1", "$2"]),
        ("$1,000", MEDIAWIKI, []),
    ],
)
def test_placeholders_of_a_framework_are_kept(text: str, dialect: Dialect, expected: list[str]) -> None:
    assert shown(text, dialect) == expected


def test_several_frameworks_may_be_at_home() -> None:
    assert shown(":name __count__ %1", LARAVEL, QT) == [":name", "%1"]


def test_where_no_framework_is_at_home_nothing_is_kept() -> None:
    assert kept((":name %1",), pattern(), UNBOUNDED) == (":name %1",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear :name", (LARAVEL,)),
        ("Dear __name__", (I18NEXT,)),
        ("$MAX_FILES$", (CHROME,)),
        ("@count comments", (DRUPAL,)),
        ("Dear *|NAME|*", (MAIL_MERGE,)),
        ("Dear [[name]]", (MAIL_MERGE,)),
        ("%1 of %2", (QT,)),
        ("%#@files@", (APPLE,)),
        ("{{PLURAL:$1|file|files}}", (MEDIAWIKI,)),
        ("Ratio 3:4, 50% of $20 at 10:30 :smile: me@example.org. Now!", ()),
    ],
)
def test_a_file_shows_what_is_at_home_there(text: str, expected: tuple[Dialect, ...]) -> None:
    assert at_home(["Words.", text], *ALL) == expected
