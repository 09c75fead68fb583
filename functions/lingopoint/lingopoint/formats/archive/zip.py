"""ZIP archives of which some parts change and every other byte that holds a part stays as it is.

APPNOTE.TXT (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT) sections 4.3 to 4.5. Archives that are
ambiguous, encrypted or out of proportion are refused; nothing is decompressed beyond the size that was checked.
"""

import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from lingopoint.formats.options import UnreadableError

MAX_PARTS = 10_000
MAX_TOTAL = 200_000_000
MAX_RATIO = 100
RATIO_COUNTS_FROM = 10_000_000

_MAX_ARCHIVE = 0xF0000000
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _HAS_DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800
_ZIP64_EXTRA = 1
_FULL_16, _FULL_32 = 0xFFFF, 0xFFFFFFFF

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")


class _Part(NamedTuple):
    """One entry of the central directory, whose record is the bytes `record` to `record_end`."""

    name: str
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    header: int
    record: int
    record_end: int
    data: int = 0


class Archive:
    """The parts of a ZIP archive by name. Raises UnreadableError for one that is broken or not safe to read."""

    def __init__(self, data: bytes) -> None:
        if len(data) > _MAX_ARCHIVE:
            raise UnreadableError("the archive is too large")
        self._data = data
        try:
            self._end, count, self._directory = _find_directory(data)
            parts = [_with_data(data, part) for part in _read_directory(data, self._directory, count)]
        except (struct.error, UnicodeDecodeError) as error:
            raise UnreadableError("a broken archive") from error
        self._parts = {part.name: part for part in parts}
        _check_names(parts)
        _check_sizes(parts, len(data))
        self._by_place = sorted(parts, key=lambda part: part.header)
        _check_places(self._by_place, self._directory)

    @property
    def names(self) -> list[str]:
        """The names of the parts in the order of the directory."""
        return list(self._parts)

    def read(self, name: str) -> bytes:
        """A part decompressed. Raises UnreadableError when it does not hold what its entry says."""
        part = self._parts[name]
        raw = self._data[part.data : part.data + part.packed]
        if part.method == _DEFLATED:
            raw = _inflate(raw, part.size)
        elif part.method != _STORED:
            raise UnreadableError("an unknown compression method")
        if len(raw) != part.size or zlib.crc32(raw) != part.checksum:
            raise UnreadableError("a broken archive")
        return raw

    def replaced(self, changes: Mapping[str, bytes]) -> bytes:
        """The archive with some parts changed, compressed as they were."""
        pieces: list[bytes] = []
        moved: dict[str, _Part] = {}
        length = position = 0
        boundaries = [part.header for part in self._by_place[1:]] + [self._directory]
        for part, boundary in zip(self._by_place, boundaries, strict=True):
            before = self._data[position : part.header]
            content = changes.get(part.name)
            if content is None:
                new, piece = part, self._data[part.header : boundary]
            else:
                new, piece = self._changed(part, content)
            moved[part.name] = new._replace(header=length + len(before))
            pieces += (before, piece)
            length += len(before) + len(piece)
            position = boundary
        records = [_record(self._data, moved[name]) for name in self._parts]
        return b"".join((*pieces, *records, self._end_record(len(records), sum(map(len, records)), length)))

    def _changed(self, part: _Part, content: bytes) -> tuple[_Part, bytes]:
        packed = content if part.method == _STORED else _deflate(content)
        new = part._replace(
            flags=part.flags & ~_HAS_DESCRIPTOR, checksum=zlib.crc32(content), packed=len(packed), size=len(content)
        )
        fields = list(_LOCAL.unpack_from(self._data, part.header))
        names_end = part.header + _LOCAL.size + fields[9]
        extra = _without_zip64(self._data[names_end : names_end + fields[10]])
        fields[2] &= ~_HAS_DESCRIPTOR
        fields[6:9] = new.checksum, new.packed, new.size
        fields[10] = len(extra)
        name = self._data[part.header + _LOCAL.size : names_end]
        return new, b"".join((_LOCAL.pack(*fields), name, extra, packed))

    def _end_record(self, count: int, size: int, directory: int) -> bytes:
        *_, comment_length = _END.unpack_from(self._data, self._end)
        comment = self._data[self._end + _END.size :]
        return _END.pack(b"PK\5\6", 0, 0, count, count, size, directory, comment_length) + comment


def _find_directory(data: bytes) -> tuple[int, int, int]:
    """Where the end record is, how many entries there are and where the first one is."""
    end = data.rfind(b"PK\5\6", max(0, len(data) - _END.size - _FULL_16))
    if end < 0:
        raise UnreadableError("not a ZIP archive")
    _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(data, end)
    if end + _END.size + comment > len(data) or disk != first_disk or here != count:
        raise UnreadableError("a broken archive")
    stop = end
    if count == _FULL_16 or _FULL_32 in {size, start}:
        signature, _, stop, _ = _LOCATOR_64.unpack_from(data, end - _LOCATOR_64.size)
        if signature != b"PK\6\7":
            raise UnreadableError("a broken archive")
        signature, *_, count, size, start = _END_64.unpack_from(data, stop)
        if signature != b"PK\6\6":
            raise UnreadableError("a broken archive")
    if count > MAX_PARTS:
        raise UnreadableError("the archive has too many parts")
    if count == 0 or start + size > stop:
        raise UnreadableError("a broken archive")
    return end, count, start


def _read_directory(data: bytes, position: int, count: int) -> list[_Part]:
    parts: list[_Part] = []
    for _ in range(count):
        fields = _CENTRAL.unpack_from(data, position)
        signature, _, _, flags, method, _, _, checksum, packed, size, *lengths = fields[:13]
        if signature != b"PK\1\2":
            raise UnreadableError("a broken archive")
        name_end = position + _CENTRAL.size + lengths[0]
        record_end = name_end + lengths[1] + lengths[2]
        name = _name(data[position + _CENTRAL.size : name_end], flags)
        sizes = _full_sizes((size, packed, fields[-1]), data[name_end : name_end + lengths[1]])
        parts.append(_Part(name, flags, method, checksum, sizes[1], sizes[0], sizes[2], position, record_end))
        position = record_end
    return parts


def _name(raw: bytes, flags: int) -> str:
    return raw.decode("utf-8" if flags & _UTF8 else "cp437")


def _full_sizes(sizes: tuple[int, int, int], extra: bytes) -> tuple[int, ...]:
    """Size, packed size and offset; what is too large for its field is in the extra field (section 4.5.3)."""
    if _FULL_32 not in sizes:
        return sizes
    position = 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, position)
        if kind == _ZIP64_EXTRA:
            values = iter(struct.unpack_from(f"<{length // 8}Q", extra, position + 4))
            return tuple(next(values, _FULL_32) if size == _FULL_32 else size for size in sizes)
        position += 4 + length
    return sizes


def _without_zip64(extra: bytes) -> bytes:
    kept: list[bytes] = []
    position = 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, position)
        if kind != _ZIP64_EXTRA:
            kept.append(extra[position : position + 4 + length])
        position += 4 + length
    return b"".join((*kept, extra[position:]))


def _with_data(data: bytes, part: _Part) -> _Part:
    """The part with the place of its data, which its local header must agree on."""
    signature, _, flags, method, *_, name_length, extra_length = _LOCAL.unpack_from(data, part.header)
    name_start = part.header + _LOCAL.size
    name_end = name_start + name_length
    if (flags | part.flags) & _ENCRYPTED:
        raise UnreadableError("an encrypted archive")
    if signature != b"PK\3\4" or method != part.method or _name(data[name_start:name_end], part.flags) != part.name:
        raise UnreadableError("a broken archive")
    return part._replace(data=name_end + extra_length)


def _check_names(parts: list[_Part]) -> None:
    # Part names are compared without regard to case (ECMA-376 part 2, section 6.2.2.3; so file systems do).
    if len({part.name.lower() for part in parts}) != len(parts):
        raise UnreadableError("an ambiguous archive")


def _check_sizes(parts: list[_Part], packed: int) -> None:
    total = sum(part.size for part in parts)
    if total > MAX_TOTAL:
        raise UnreadableError("the archive is too large")
    if total > RATIO_COUNTS_FROM and total > MAX_RATIO * packed:
        raise UnreadableError("the archive is out of proportion")


def _check_places(parts: list[_Part], directory: int) -> None:
    position = 0
    for part in parts:
        if part.header < position:
            raise UnreadableError("an ambiguous archive")
        position = part.data + part.packed
    if position > directory:
        raise UnreadableError("a broken archive")


def _inflate(raw: bytes, size: int) -> bytes:
    decompressor = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        # One byte more than there should be shows that there is more, without making room for it.
        return decompressor.decompress(raw, size + 1)
    except zlib.error as error:
        raise UnreadableError("a broken archive") from error


def _deflate(content: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compressor.compress(content) + compressor.flush()


def _record(data: bytes, part: _Part) -> bytes:
    """The directory's record of a part as it is now."""
    fields = list(_CENTRAL.unpack_from(data, part.record))
    name_end = part.record + _CENTRAL.size + fields[10]
    extra_end = name_end + fields[11]
    extra = _without_zip64(data[name_end:extra_end])
    fields[3] = part.flags
    fields[7:10] = part.checksum, part.packed, part.size
    fields[11], fields[-1] = len(extra), part.header
    name, comment = data[part.record + _CENTRAL.size : name_end], data[extra_end : part.record_end]
    return b"".join((_CENTRAL.pack(*fields), name, extra, comment))
