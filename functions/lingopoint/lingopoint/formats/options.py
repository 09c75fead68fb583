"""What a caller may choose about extraction, and how a format says that it cannot read a document."""

from dataclasses import dataclass, field, fields

from lingopoint.unit import UNBOUNDED, Work

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "fa-AF", "he", "ps", "ur"})


@dataclass(frozen=True, slots=True)
class Options:
    """Choices that bear on what is extracted, and on what of it is translated.

    `target` and `source` are Amazon Translate codes (`source` may be "auto"). `include` and `exclude` are patterns over
    the paths of values in key/value formats ("title", "items/*/label") and over column names in CSV: when `include` is
    not empty only what it matches is translated; `exclude` wins. `document_language` lets HTML and the like carry the
    target in their own language attribute. `heading_ids` (`pin`, `pin-RULE`) has headings of Markdown and AsciiDoc keep
    the ids that their original texts gave them. `keep_names` are words that stay as they are wherever they occur. What
    is read is counted in `work`, which is no choice.
    """

    target: str
    source: str = "auto"
    include: tuple[str, ...] = field(default=())
    exclude: tuple[str, ...] = field(default=())
    document_language: bool = True
    heading_ids: str = ""
    keep_names: tuple[str, ...] = field(default=())
    work: Work = field(default=UNBOUNDED, repr=False, compare=False)

    @property
    def right_to_left(self) -> bool:
        """Whether the target is written from right to left."""
        return is_right_to_left(self.target)

    def choices(self) -> dict[str, object]:
        """The choices by name."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.compare}


def is_right_to_left(language: str) -> bool:
    """Whether the language of this code is written from right to left."""
    return language in _RIGHT_TO_LEFT


class UnreadableError(Exception):
    """The bytes are not a document of this format, or cannot be read safely. The message is a short public reason."""
