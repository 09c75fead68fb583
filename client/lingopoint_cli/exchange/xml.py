"""XML as an element tree, read by expat. Nothing is expanded or fetched: who declares entities is refused."""

from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from lingopoint_cli.failures import FILE, Failure

_MOST_DEPTH = 200


def parse(data: bytes, name: str) -> Element:
    """The root of a file, whose names are `{namespace}local`. `name` is what the file is called.

    Raises Failure for what is not XML, declares entities, or nests deeper than any tool writes.
    """
    builder, depth = TreeBuilder(), 0
    parser = expat.ParserCreate(namespace_separator="}")

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MOST_DEPTH:
            raise Failure(f"{name}: elements are nested too deeply", FILE)
        builder.start(_named(tag), {_named(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_named(tag))

    def refuse(*_: object) -> NoReturn:
        raise Failure(f"{name}: it declares entities, which no translation needs", FILE)

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two for encodings that expat has not
        raise Failure(f"{name}: not XML: {error}", FILE) from error
    return builder.close()


def _named(name: str) -> str:
    return f"{{{name}" if "}" in name else name
