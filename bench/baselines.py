"""What others do: the published sample, and the usual chunkers. They get the same service and the same client."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from lingopoint.ports import Direction, Translator

_LIMIT = 10_000


def whole(text: str, translator: Translator, direction: Direction) -> str:
    """The published sample: the whole object in one call. Raises RefusedError over 10,000 bytes."""
    return translator.translate(text, direction).text


def sequential(text: str, translator: Translator, direction: Direction) -> str:
    """The usual chunker: pieces of up to 10,000 bytes, one after the other."""
    return "".join(translator.translate(chunk, direction).text for chunk in chunks(text))


def pooled(text: str, translator: Translator, direction: Direction, workers: int) -> str:
    """A fixed pool: the same pieces, side by side; without packing of units, without memory."""
    with ThreadPoolExecutor(workers) as pool:
        return "".join(pool.map(lambda chunk: translator.translate(chunk, direction).text, chunks(text)))


def chunks(text: str) -> Iterator[str]:
    """`text` in pieces of at most 10,000 bytes, cut after white space where there is any."""
    data = text.encode()
    start = 0
    while start < len(data):
        stop = min(len(data), start + _LIMIT)
        if stop < len(data):
            cut = max(data.rfind(b" ", start, stop), data.rfind(b"\n", start, stop)) + 1
            stop = cut if cut > start else stop
            while stop < len(data) and data[stop] & 0xC0 == 0x80:
                stop -= 1
        yield data[start:stop].decode()
        start = stop
