"""An engine that gives every text back: for tests and benchmarks of everything around the translation."""

from collections.abc import Sequence

from lingopoint_local.translate.engines.any_pair import AnyPair
from lingopoint_local.translate.line import Line


class Identity(AnyPair):
    """See `Engine`."""

    name = "identity"
    description = "No translation at all: every text comes back unchanged."
    verbatim = True

    def translate(self, lines: Sequence[Line], source: str, target: str) -> list[Line]:  # noqa: ARG002  as engines have it
        """See `Engine.translate`."""
        return list(lines)
