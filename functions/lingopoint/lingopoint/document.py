"""One document's bytes in another language: format, charset, units, translations, and the bytes again.

The whole of what Lingopoint does to a document, without any notion of where it came from; the function and the
`lingopoint translate` command both call it.
"""

from dataclasses import dataclass

from lingopoint import charset
from lingopoint.formats import registry
from lingopoint.formats.options import Options
from lingopoint.formats.unit import Document
from lingopoint.ports import Direction
from lingopoint.translation.units import Cost, Engine, Translation, translate_units


@dataclass(frozen=True, slots=True)
class TranslatedDocument:
    """A document in the target language. `sources` are the languages it was translated from, as the service said."""

    data: bytes
    content_type: str
    format: str
    sources: frozenset[str]
    cost: Cost


def translate_document(
    data: bytes, content_type: str, key: str, direction: Direction, options: Options, engine: Engine, deadline: float
) -> TranslatedDocument:
    """Translate one document; `key` is its name, `deadline` a moment of the engine's clock.

    Raises UnreadableError when the bytes are no document of a known format, SlowDownError when the time is too short,
    RefusedError when the service does not translate this at all.
    """
    kind = registry.detect(content_type, key, data)
    if kind.binary:
        document = kind.extract(data, options)
        translation = _translate(document, direction, engine, deadline)
        spliced = document.splice(translation.targets)
        result, label = spliced.data, ""
    else:
        decoded = charset.decode(data, None)
        document = kind.extract(decoded.data, options)
        translation = _translate(document, direction, engine, deadline)
        spliced = document.splice(translation.targets)
        result, label = (data, "") if spliced.data == decoded.data else decoded.encode(spliced.data)
    translation.cost.kept += spliced.kept
    return TranslatedDocument(result, content_type, kind.name, translation.sources, translation.cost)


def _translate(document: Document, direction: Direction, engine: Engine, deadline: float) -> Translation:
    if direction.source == direction.target:
        return Translation([None] * len(document.units), frozenset({direction.source}), Cost(units=len(document.units)))
    return translate_units([unit.parts for unit in document.units], direction, engine, deadline)
