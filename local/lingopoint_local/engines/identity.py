"""An engine that gives every text back: for tests and benchmarks of everything around the translation."""

from collections.abc import Sequence

from lingopoint_local.line import Line


class Identity:
    """See `Engine`."""

    name = "identity"
    description = "No translation at all: every text comes back unchanged."
    verbatim = True

    def pairs(self) -> list[str]:
        """See `Engine.pairs`."""
        return ["*"]

    def supports(self, source: str, target: str) -> bool:  # noqa: ARG002
        """See `Engine.supports`."""
        return True

    def advice(self, source: str, target: str) -> str:  # noqa: ARG002
        """See `Engine.advice`."""
        return ""

    def translate(self, lines: Sequence[Line], source: str, target: str) -> list[Line]:  # noqa: ARG002
        """See `Engine.translate`."""
        return list(lines)

    def close(self) -> None:
        """See `Engine.close`."""
