"""The zip a workbook is made of: its parts taken apart with every byte counted, and a clean zip built from vouched parts.

No parser is given the file itself. What it gets is a package built here, so that two readings of one zip directory – doubled
names, a second directory, forged sizes – cannot make it see a part that was not examined.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from asn_eval.read.limits import Limits, Refused, damaged

STORED, DEFLATED = 0, 8
_FEED = 128 << 10
_CHUNK = 1 << 20
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_MIDNIGHT_1980 = 0x21


@dataclass(frozen=True, slots=True)
class Part:
    """One part as it lies in the zip: its name, its compressed bytes, and what the directory declares about it."""

    name: str
    raw: memoryview | bytes
    method: int
    crc: int
    size: int


@dataclass(slots=True)
class Tally:
    """How many bytes have really come out of one file so far."""

    limits: Limits
    total: int = 0


def plain(name: str, content: bytes) -> Part:
    """Make a part of a content written here."""
    return Part(name, content, STORED, zlib.crc32(content), len(content))


def parts_of(data: bytes, limits: Limits) -> dict[str, Part]:
    """Give the parts by lower-case name with forward slashes; refuse a directory that is cut off, forged or locked."""
    if data.count(b"PK\x01\x02") > limits.entries:
        raise Refused(code="file-bomb", part="zip")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, struct.error, EOFError, OSError):
        raise Refused(code="file-incomplete") from None
    parts: dict[str, Part] = {}
    for entry in entries:
        if entry.is_dir():
            continue
        part = _part(data, entry)
        key = part.name.lower()
        if key in parts:
            raise damaged(part.name)
        parts[key] = part
    return parts


def _part(data: bytes, entry: zipfile.ZipInfo) -> Part:
    name = entry.filename.replace("\\", "/").lstrip("/")
    head = entry.header_offset
    if entry.flag_bits & 1:
        raise Refused(code="file-password")
    if entry.compress_type not in (STORED, DEFLATED) or data[head : head + 4] != b"PK\x03\x04" or head + 30 > len(data):
        raise damaged(name)
    name_length, extra_length = struct.unpack_from("<HH", data, head + 26)
    start = head + 30 + name_length + extra_length
    if start + entry.compress_size > len(data):
        raise Refused(code="file-incomplete")
    raw = memoryview(data)[start : start + entry.compress_size]
    return Part(name, raw, entry.compress_type, entry.CRC, entry.file_size)


def inflate(part: Part, tally: Tally) -> Iterator[bytes]:
    """Give a part's content in pieces of about a megabyte, in constant memory, counting the bytes that really come out.

    Refuses a part that outgrows a limit while it still streams, and one whose size or checksum is not what the directory says.
    """
    size = crc = 0
    for piece in _pieces(part):
        size += len(piece)
        tally.total += len(piece)
        _weigh(part, size, tally)
        crc = zlib.crc32(piece, crc)
        yield piece
    if size != part.size or crc != part.crc:
        raise damaged(part.name)


def content(part: Part, tally: Tally, most: int) -> bytes:
    """Give a whole part, which must be small."""
    pieces: list[bytes] = []
    size = 0
    for piece in inflate(part, tally):
        size += len(piece)
        if size > most:
            raise Refused(code="file-bomb", part=part.name)
        pieces.append(piece)
    return b"".join(pieces)


def swollen(part: Part, size: int, limits: Limits) -> bool:
    """Tell whether a size is far more than what honest content of so many compressed bytes swells to."""
    return size > limits.ratio_from and size > limits.ratio * len(part.raw)


def _weigh(part: Part, size: int, tally: Tally) -> None:
    limits = tally.limits
    if swollen(part, size, limits) or size > limits.part_bytes or tally.total > limits.total_bytes:
        raise Refused(code="file-bomb", part=part.name)
    if size > part.size:
        raise damaged(part.name)


def _pieces(part: Part) -> Iterator[bytes]:
    if part.method == STORED:
        for start in range(0, len(part.raw), _CHUNK):
            yield bytes(part.raw[start : start + _CHUNK])
        return
    stream = zlib.decompressobj(-15)
    try:
        for start in range(0, len(part.raw), _FEED):
            waiting: bytes | memoryview = part.raw[start : start + _FEED]
            while waiting and not stream.eof:
                if piece := stream.decompress(waiting, _CHUNK):
                    yield piece
                waiting = stream.unconsumed_tail
        if rest := stream.flush():
            yield rest
    except zlib.error:
        raise damaged(part.name) from None
    if not stream.eof:
        raise damaged(part.name)


class Deflater:
    """Takes a new content in pieces and makes a compressed part of it."""

    def __init__(self, name: str) -> None:
        """Start an empty part."""
        self._name, self._stream = name, zlib.compressobj(1, zlib.DEFLATED, -15)
        self._raw: list[bytes] = []
        self._size = self._crc = 0

    def write(self, piece: bytes) -> None:
        """Add a piece."""
        self._size += len(piece)
        self._crc = zlib.crc32(piece, self._crc)
        self._raw.append(self._stream.compress(piece))

    def part(self) -> Part:
        """End the content and give the part."""
        self._raw.append(self._stream.flush())
        return Part(self._name, b"".join(self._raw), DEFLATED, self._crc, self._size)


def built(parts: Iterable[Part]) -> io.BytesIO:
    """Build a zip of parts, copying their compressed bytes as they are."""
    out = io.BytesIO()
    directory: list[bytes] = []
    for part in parts:
        name = part.name.encode()
        offset = out.tell()
        shared = (0, part.method, 0, _MIDNIGHT_1980, part.crc, len(part.raw), part.size, len(name), 0)
        out.write(_LOCAL.pack(b"PK\x03\x04", 20, *shared) + name)
        out.write(part.raw)
        directory.append(_CENTRAL.pack(b"PK\x01\x02", 20, 20, *shared, 0, 0, 0, 0, offset) + name)
    start = out.tell()
    out.write(b"".join(directory))
    out.write(_END.pack(b"PK\x05\x06", 0, 0, len(directory), len(directory), out.tell() - start, start, 0))
    out.seek(0)
    return out


def names_folder(parts: Mapping[str, Part], folder: str) -> bool:
    """Tell whether any part lies in a folder (lower case, with its slash)."""
    return any(name.startswith(folder) for name in parts)
