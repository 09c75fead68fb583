"""Messages through Python's own parser: the same parts, with the same fields and attachments."""

import email
from collections.abc import Iterator
from email.message import Message

from tests.corpora.traces import different

_WRITTEN = {"subject", "content-language", "mime-version", "content-type", "content-transfer-encoding"}
_READ = {"text/plain", "text/html"}


def check(before: bytes, after: bytes) -> Iterator[str]:
    """Fields that say nothing to a reader stay, and so do parts that are not read."""
    old, new = (list(_parts(email.message_from_bytes(one))) for one in (before, after))
    yield from different("parts", old, new)


def _parts(message: Message) -> Iterator[object]:
    for part in message.walk():
        fields = [(name, value) for name, value in part.raw_items() if name.lower() not in _WRITTEN]
        settings = [(name, value) for name, value in part.get_params([]) if name != "charset"]
        read = part.is_multipart() or (part.get_content_type() in _READ and not part.get_filename())
        yield part.get_content_type(), settings[1:], fields, None if read else part.get_payload(decode=True)
