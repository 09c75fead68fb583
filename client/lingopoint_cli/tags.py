"""Language-tagged keys, and the names of the files that they give."""

from collections.abc import Iterator
from dataclasses import dataclass

from lingopoint import languages
from lingopoint.ports import Direction
from lingopoint_cli.asking import Asking
from lingopoint_cli.failures import USAGE, Failure


@dataclass(frozen=True, slots=True)
class Wanted:
    """A language and how to translate into it; empty members leave it to the access point.

    `own` says that a translation of the owner's own will do, which may be in any language.
    """

    language: str
    formality: str = ""
    brevity: bool = False
    profanity: str = ""
    source: str = ""
    own: bool = False

    def __post_init__(self) -> None:
        """Raises Failure for languages that Amazon Translate does not have, and for what is no language."""
        if not self.own:
            _checked(self.language)
        elif not languages.is_tag(self.language):
            raise Failure(f"{self.language!r} is no language tag, such as pt or zh-TW", USAGE)
        if self.source and self.source.lower() != languages.AUTO:
            _checked(self.source)

    @property
    def code(self) -> str:
        """Amazon Translate's code of the language; the tag itself where it has none."""
        return languages.match(self.language) or self.language

    def ways(self, key: str) -> tuple[Asking, ...]:
        """The ways to ask for an object in this language, by the tagged key and by its own.

        A language that Amazon Translate does not have is found under the tagged key alone.
        """
        tagged = Asking(f"{key}#{self._tag}")
        return (tagged, Asking(key, self._tag)) if languages.match(self.language) else (tagged,)

    def settings(self) -> Iterator[tuple[str, str]]:
        """The settings that were chosen, by name, as a tag and a query spell them."""
        settings = {
            "formality": self.formality,
            "brevity": "on" if self.brevity else "",
            "profanity": self.profanity,
            "source": self.source,
        }
        return ((name, value) for name, value in settings.items() if value)

    @property
    def _tag(self) -> str:
        """The language with its settings (the grammar is in `lingopoint.renditions.request`)."""
        return "".join([self.language, *(f";{name}={value}" for name, value in self.settings())])

    def direction(self, terminology: str) -> Direction:
        """The same for a translator; the source is detected where none is given."""
        source = languages.match(self.source) or languages.AUTO
        masked = self.profanity == "mask"
        return Direction(source, self.code, self.formality, self.brevity, masked, terminology)


def _checked(tag: str) -> str:
    code = languages.match(tag)
    if code is None:
        raise Failure(f"{tag!r} is no language of Amazon Translate; `lingopoint languages` lists them", USAGE)
    return code


def tagged_name(key: str, language: str) -> str:
    """The file name for an object in a language: `ContactUs/contact-us.txt` in `pt` is `contact-us.pt.txt`.

    `language` is Amazon Translate's code; none is the original, which keeps its name.
    """
    name = key.rstrip("/").rpartition("/")[2] or "object"
    if not language:
        return name
    stem, dot, extension = name.rpartition(".")
    return f"{stem}.{language}.{extension}" if dot and stem else f"{name}.{language}"
