"""Whether a service has the languages of a direction."""

from lingopoint.languages import AUTO
from lingopoint.ports import Direction, RefusedError, Traits


def require_languages(direction: Direction, traits: Traits) -> None:
    """Raise RefusedError, before anything is paid for, where the service has not the languages of a direction."""
    for language in (direction.source, direction.target):
        if language != AUTO and language not in traits.languages:
            raise RefusedError(f"{traits.name} has no language {language!r}.")


def require_detection(traits: Traits) -> None:
    """Raise RefusedError where the service cannot be asked for a text's language."""
    if not traits.detects:
        raise RefusedError(f"{traits.name} detects no languages: name the source.")
