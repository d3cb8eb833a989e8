"""What the parser loses of an old .xls workbook (BIFF8): error cells, percentages and hidden rows.

Runs in the child process (``child``): whatever is broken here is only not found. Source: [MS-XLS] 2.4, [MS-CFB] 2.
"""

import struct
from collections.abc import Iterator

from asn_eval.read.contents import BUILT_IN_PERCENT, shows_percent
from asn_eval.read.looks import Look
from asn_eval.read.sheet import ErrorCell, Percent

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_BOF, _EOF, _BIFF8 = 0x809, 0x0A, 0x600
_FORMULA, _BOOL_OR_ERROR, _NUMBER, _RK, _MANY_RK, _ROW = 0x06, 0x205, 0x203, 0x27E, 0xBD, 0x208
_FORMAT, _XF, _SHEET = 0x41E, 0xE0, 0x85
_LAST_SECTOR = 0xFFFFFFFA


def looks_of_xls(data: bytes) -> dict[str, Look]:
    """Give what a look at each sheet found, by the sheet's name; nothing for versions before Excel 97."""
    book = _stream(data, "Workbook")
    if struct.unpack_from("<HHH", book)[::2] != (_BOF, _BIFF8):
        return {}
    percent_formats, styles, sheets = set(BUILT_IN_PERCENT), [], []
    for kind, body in _records(book, 0):
        if kind == _FORMAT:
            number, _, wide = struct.unpack_from("<HHB", body)
            if shows_percent(body[5:].decode("utf-16-le" if wide & 1 else "latin-1", "replace")):
                percent_formats.add(str(number))
        elif kind == _XF:
            styles.append(str(struct.unpack_from("<H", body, 2)[0]))
        elif kind == _SHEET:
            (start,), wide = struct.unpack_from("<I", body), body[7]
            sheets.append((body[8:].decode("utf-16-le" if wide & 1 else "latin-1"), start))
    percents = {style for style, number in enumerate(styles) if number in percent_formats}
    return {name: _look(book, start, percents) for name, start in sheets}


def _look(book: bytes, start: int, percents: set[int]) -> Look:
    look = Look()
    for kind, body in _records(book, start):
        if kind in {_NUMBER, _RK, _FORMULA, _BOOL_OR_ERROR}:
            row, column, style = struct.unpack_from("<HHH", body)
            literal = _error(kind, body)
            if literal:
                look.marks.add(ErrorCell, row + 1, column + 1, literal)
            elif style in percents and kind != _BOOL_OR_ERROR:
                look.marks.add(Percent, row + 1, column + 1)
        elif kind == _MANY_RK:
            row, column = struct.unpack_from("<HH", body)
            for number in range((len(body) - 6) // 6):
                if struct.unpack_from("<H", body, 4 + number * 6)[0] in percents:
                    look.marks.add(Percent, row + 1, column + number + 1)
        elif kind == _ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
            look.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
    return look


def _error(kind: int, body: bytes) -> str:
    """Give the literal of an error value, "" for any other."""
    if kind == _BOOL_OR_ERROR and body[7] == 1:
        return _ERRORS.get(body[6], "")
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _ERRORS.get(body[8], "")
    return ""


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Give the records from a beginning to its end, those of embedded charts left out."""
    depth = 0
    while start + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, start)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 0:
            return
        if depth == 1:
            yield kind, book[start + 4 : start + 4 + size]
        start += 4 + size


def _stream(data: bytes, name: str) -> bytes:
    """Give a stream of an OLE compound file."""
    sector = 1 << struct.unpack_from("<H", data, 30)[0]
    directory_at, _, _, small_at, _, tables_at, tables = struct.unpack_from("<IIIIIII", data, 48)
    table_sectors = list(struct.unpack_from("<109I", data, 76))
    for _ in range(tables):
        more = struct.unpack_from(f"<{sector // 4}I", data, (tables_at + 1) * sector)
        table_sectors += more[:-1]
        tables_at = more[-1]
    chain: list[int] = []
    for number in table_sectors:
        if number < _LAST_SECTOR:
            chain += struct.unpack_from(f"<{sector // 4}I", data, (number + 1) * sector)

    def joined(at: int, links: list[int], size: int, source: bytes, shift: int) -> bytes:
        pieces: list[bytes] = []
        while at < len(links) and len(pieces) <= len(links):
            pieces.append(source[(at + shift) * size : (at + shift + 1) * size])
            at = links[at]
        return b"".join(pieces)

    directory = joined(directory_at, chain, sector, data, 1)
    root_at = struct.unpack_from("<I", directory, 116)[0]
    for entry in (directory[at : at + 128] for at in range(0, len(directory), 128)):
        if entry[: len(name) * 2 + 2] == name.encode("utf-16-le") + b"\0\0":
            at, size = struct.unpack_from("<II", entry, 116)
            if size >= 4096:
                return joined(at, chain, sector, data, 1)[:size]
            small = joined(small_at, chain, sector, data, 1)
            links = list(struct.unpack(f"<{len(small) // 4}I", small))
            return joined(at, links, 64, joined(root_at, chain, sector, data, 1), 0)[:size]
    return b"\0" * 6
