"""JSON5 (https://spec.json5.org) and JSON with comments: the string values, written back in the quotes they had.

Comments, commas at ends, keys without quotes, numbers of all kinds and the line breaks inside of strings that are not
translated stay. Which values are human text is `selection`'s rule.
"""

from collections.abc import Callable, Iterator

from lingopoint.formats.json_tree import JSON5, Node, encoder, parse, strings
from lingopoint.formats.options import Options
from lingopoint.formats.values.selection import wanted
from lingopoint.formats.values.value import FRAMEWORKS_OF_JSON, Value, ValueDocument
from lingopoint.unit import Document


def extract(data: bytes, options: Options) -> Document:
    """The human text of one document. Raises UnreadableError for what is not JSON5, or is nested too deeply."""
    root = parse(data, JSON5, options.work)
    return ValueDocument(data, _values(data, root, options), options, frameworks=FRAMEWORKS_OF_JSON)


def _values(data: bytes, root: Node, options: Options) -> Iterator[Value]:
    double = encoder(data)

    def single(text: str) -> bytes:
        return double(text).replace(b'\\"', b'"').replace(b"'", b"\\'")

    encoders: dict[bytes, Callable[[str], bytes]] = {b'"': double, b"'": single}
    texts = ((path, node.text, node) for path, node in strings(root) if node.text is not None)
    for _, text, node in wanted(texts, options.include, options.exclude):
        yield Value(node.start + 1, node.end - 1, text, encoders[data[node.start : node.start + 1]])
