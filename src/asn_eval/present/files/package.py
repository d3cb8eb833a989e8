"""The zip package a workbook is: parts with fixed times, large ones deflated in pieces on several cores.

Pieces are deflated apart and joined into one stream, so the bytes depend on where a part is divided, never on how many cores
there are. The target must be able to seek: sizes are filled in when a part has been written.
"""

import os
import struct
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO

_DATE = (0 << 9) | (1 << 5) | 1  # 1 January 1980, the first day a zip knows: same content, same bytes
_ELSEWHERE = 0xFFFFFFFF  # in a 32-bit field: the number is in a 64-bit one
_LIMIT = _ELSEWHERE  # sizes and offsets from here on need the 64-bit fields
_LEVEL = 1  # level 6 is three times slower here for a tenth fewer bytes

Piece = Callable[[], bytes]


class Package:
    """A zip file being written to a seekable binary file, from where that file stands."""

    def __init__(self, target: BinaryIO) -> None:
        """Start a package; nothing is written yet."""
        self._target = target
        self._base = target.tell()
        self._directory: list[bytes] = []

    def add(self, name: str, content: bytes) -> None:
        """Write a whole small part."""
        self._part(name, [(content, _deflated(content, last=True))], wide=len(content) >= _LIMIT)

    def stream(self, name: str, pieces: Sequence[Piece], *, largest: int) -> None:
        """Write a part from functions that make its pieces, in order; a few run at a time on worker threads.

        ``largest`` is a bound of the part's size in bytes: from 4 GiB on the part is written with 64-bit sizes.
        """
        self._part(name, _in_order(pieces), wide=largest >= _LIMIT)

    def close(self) -> None:
        """Write the directory, without which no program opens the package. The target stays open."""
        offset = self._target.tell() - self._base
        directory = b"".join(self._directory)
        self._target.write(directory)
        count, size = len(self._directory), len(directory)
        if offset >= _LIMIT:
            end = self._target.tell() - self._base
            self._target.write(struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset))
            self._target.write(struct.pack("<4sLQL", b"PK\6\7", 0, end, 1))
        self._target.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, _narrow(offset), 0))

    def _part(self, name: str, pieces: Iterable[tuple[bytes, bytes]], *, wide: bool) -> None:
        offset = self._target.tell() - self._base
        self._target.write(_local(name, 0, 0, 0, wide=wide))
        crc = size = packed = 0
        for raw, deflated in pieces:
            crc, size, packed = zlib.crc32(raw, crc), size + len(raw), packed + len(deflated)
            self._target.write(deflated)
        end = self._target.tell()
        self._target.seek(self._base + offset)
        self._target.write(_local(name, crc, packed, size, wide=wide))
        self._target.seek(end)
        self._directory.append(_entry(name, crc, packed, size, offset, wide=wide))


def _deflated(content: bytes, *, last: bool) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)


def _in_order(pieces: Sequence[Piece]) -> Iterator[tuple[bytes, bytes]]:
    def made(index: int) -> tuple[bytes, bytes]:
        raw = pieces[index]()
        return raw, _deflated(raw, last=index == len(pieces) - 1)

    if len(pieces) <= 3:  # a head, a chunk and a tail: not worth a thread
        yield from map(made, range(len(pieces)))
        return
    workers = min(4, os.cpu_count() or 1)
    with ThreadPoolExecutor(workers) as pool:
        ahead: deque[Future[tuple[bytes, bytes]]] = deque()
        for index in range(len(pieces)):
            ahead.append(pool.submit(made, index))
            if len(ahead) > workers:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _local(name: str, crc: int, packed: int, size: int, *, wide: bool) -> bytes:
    spelled = name.encode("ascii")
    extra = struct.pack("<2H2Q", 1, 16, size, packed) if wide else b""
    sizes = (_ELSEWHERE, _ELSEWHERE) if wide else (packed, size)
    version = 45 if wide else 20
    header = struct.pack("<4s5H3L2H", b"PK\3\4", version, 0, 8, 0, _DATE, crc, *sizes, len(spelled), len(extra))
    return header + spelled + extra


def _entry(name: str, crc: int, packed: int, size: int, offset: int, *, wide: bool) -> bytes:
    spelled = name.encode("ascii")
    long = ([size, packed] if wide else []) + ([offset] if offset >= _LIMIT else [])
    extra = struct.pack(f"<2H{len(long)}Q", 1, 8 * len(long), *long) if long else b""
    sizes = (_ELSEWHERE, _ELSEWHERE) if wide else (packed, size)
    version = 45 if long else 20
    header = struct.pack(
        "<4s6H3L2H", b"PK\1\2", version, version, 0, 8, 0, _DATE, crc, *sizes, len(spelled), len(extra)
    )
    return header + struct.pack("<3H2L", 0, 0, 0, 0, _narrow(offset)) + spelled + extra


def _narrow(offset: int) -> int:
    return offset if offset < _LIMIT else _ELSEWHERE
