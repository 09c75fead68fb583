"""What engines have in common that take any pair of languages."""


class AnyPair:
    """See `Engine`; what is left to an engine is its name, its description, and to translate."""

    def pairs(self) -> list[str]:
        """See `Engine.pairs`."""
        return ["*"]

    def supports(self, source: str, target: str) -> bool:  # noqa: ARG002  as engines have it
        """See `Engine.supports`."""
        return True

    def advice(self, source: str, target: str) -> str:  # noqa: ARG002  as engines have it
        """See `Engine.advice`."""
        return ""

    def close(self) -> None:
        """See `Engine.close`."""
