"""A reader that keeps what it is answered."""

from dataclasses import dataclass, field

from lingopoint.ports import Response


@dataclass(slots=True)
class KeepingResponder:
    """Keeps every answer that it is given."""

    responses: list[Response] = field(default_factory=list)

    def write(self, response: Response) -> None:
        """See `Responder.write`."""
        self.responses.append(response)
