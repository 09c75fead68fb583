"""What came of something that was asked.

ok       it is as Lingopoint takes it to be
differs  it is not; that is noticed where it happens, and costs more or looks less well
failed   something does not work, or readers may get what is wrong
skipped  it could not be asked here, for the reason given
"""

from enum import StrEnum
from typing import NamedTuple

DENIED = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "UnauthorizedAccess"}


class Outcome(StrEnum):
    """What came of a check."""

    OK = "ok"
    DIFFERS = "differs"
    FAILED = "failed"
    SKIPPED = "skipped"


class Finding(NamedTuple):
    """What came of a check, and what was seen. It names nothing of the account but what Lingopoint's own names are."""

    outcome: Outcome
    found: str


class UnknownError(Exception):
    """What a check needs is not known. The message says what."""


def ok(found: str) -> Finding:
    """As Lingopoint takes it to be."""
    return Finding(Outcome.OK, found)


def differs(found: str) -> Finding:
    """Not as Lingopoint takes it to be, and noticed."""
    return Finding(Outcome.DIFFERS, found)


def failed(found: str) -> Finding:
    """Does not work, or may be served wrong."""
    return Finding(Outcome.FAILED, found)


def skipped(reason: str) -> Finding:
    """Could not be asked."""
    return Finding(Outcome.SKIPPED, reason)


def code_of(error: Exception) -> str:
    """The name of an error. Its message may name what is the account's own, and goes nowhere."""
    response = getattr(error, "response", None)
    said = response.get("Error", {}).get("Code") if isinstance(response, dict) else ""
    return str(said or type(error).__name__)
