"""Rows of a workbook's sheet, thousands at a time, as the XML spreadsheets store.

Every row has the same skeleton, so a chunk of rows is one block of bytes: copies of the skeleton with row numbers and digits
written into it by column; NULs fill the gaps and are deleted at the end. Texts are put in where the skeleton holds a mark. A
text is always text (an inline string), never a formula and never a link.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from asn_eval.findings import column_letters
from asn_eval.present.digits import Block, date_texts, digit_block, texts_of, units_of
from asn_eval.present.tables import Column

LONGEST_TEXT = 32_767  # characters a cell holds, counted in UTF-16 as Excel does
_MARK = b"\x01"  # stands in the skeleton for a text; no XML text can hold it
_OPEN, _CLOSE = ' t="inlineStr"><is><t>', "</t></is></c>"
_BLANK = "/>"
_CONTROLS = bytes(c for c in range(32) if c not in {9, 10})
_EDGES = tuple(edge for c in (b" ", b"\t", b"\n") for edge in (c + _MARK, _MARK + c))
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f]|_x[0-9A-Fa-f]{4}_")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
# The days spreadsheets have numbers for, and the first one after the 29 February 1900 that they count and that never was.
_FIRST_DAY, _AFTER_GHOST, _LAST_DAY = (
    int(np.datetime64(day, "D").astype(np.int64)) for day in ("1900-01-01", "1900-03-01", "9999-12-31")
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A chunk of rows: their XML and the texts that had to be cut, as (index of the row, index of the column)."""

    xml: bytes
    cut: tuple[tuple[int, int], ...]


def escaped(text: str) -> str:
    r"""Make any text safe between XML tags, as spreadsheets spell it; what no file can hold becomes U+FFFD.

    Control characters become ``_xHHHH_``; a typed ``_x0041_`` is kept from being read as one.

    >>> escaped("a<b & \x07 _x0041_")
    'a&lt;b &amp; _x0007_ _x005F_x0041_'
    """
    text = _NO_CHARACTER.sub("\ufffd", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _UNSAFE.sub(lambda m: f"_x{ord(m[0]):04X}_" if len(m[0]) == 1 else f"_x005F{m[0]}", text)


def fitted(text: str, longest: int = LONGEST_TEXT) -> str:
    """Cut a text to what a cell holds, ending in an ellipsis; a character beyond U+FFFF counts twice.

    >>> fitted("abcdef", 4)
    'abc…'
    """
    if 2 * len(text) <= longest or len(text.encode("utf-16-le", "surrogatepass")) <= 2 * longest:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * (longest - 1)]
    return units.decode("utf-16-le", "ignore") + "…"


def render(
    columns: Sequence[Column],
    styles: Sequence[str],
    start: int,
    stop: int,
    first_row: int,
    heights: npt.NDArray[np.int64] | None = None,
) -> Rendered:
    """Write rows ``start`` to ``stop`` of the columns as sheet XML.

    ``styles`` holds the style number of each column; row ``start`` lands in spreadsheet row ``first_row`` (1-based). ``heights``
    are the heights of these rows in points, 0 where the usual one will do; None = everywhere.
    """
    count = stop - start
    if not count:
        return Rendered(b"", ())
    number = digit_block(np.arange(first_row, first_row + count), 0)[:, 1:]
    high = [] if heights is None else [_surrounded(b'" ht="', digit_block(heights, 0), b"", heights != 0)]
    fields: list[bytes | Block] = [b'<row r="', number, *high, b'">']
    texts: list[list[bytes]] = []
    cut: list[tuple[int, int]] = []
    for j, (column, style) in enumerate(zip(columns, styles, strict=True)):
        fields += [f'<c r="{column_letters(j + 1)}'.encode(), number, f'" s="{style}"'.encode()]
        field = _numbers(column, start, stop) if column.kind != "text" else None
        if field is None:
            values = _texts(column, start, stop)
            cells, too_long = _text_cells(values)
            texts.append(cells)
            cut += [(start + i, j) for i in too_long]
        fields.append(_MARK if field is None else field)
    fields.append(b"</row>")
    return Rendered(_assembled(fields, count, texts), tuple(sorted(cut)))


def _assembled(fields: Sequence[bytes | Block], count: int, texts: Sequence[list[bytes]]) -> bytes:
    width = sum(len(f) if isinstance(f, bytes) else f.shape[1] for f in fields)
    skeleton = b"".join(f if isinstance(f, bytes) else bytes(f.shape[1]) for f in fields)
    block = np.empty((count, width), np.uint8)
    block[:] = np.frombuffer(skeleton, np.uint8)
    at = 0
    for field in fields:
        if isinstance(field, bytes):
            at += len(field)
        else:
            block[:, at : at + field.shape[1]] = field
            at += field.shape[1]
    xml = block.tobytes().translate(None, b"\0")
    if not texts:
        return xml
    pieces = xml.split(_MARK)
    woven = [b""] * (2 * len(pieces) - 1)
    woven[::2] = pieces
    for k, cells in enumerate(texts):
        woven[1 + 2 * k :: 2 * len(texts)] = cells
    return b"".join(woven)


def _numbers(column: Column, start: int, stop: int) -> Block | None:
    """Write the value part of number cells, or None for dates a spreadsheet cannot hold as numbers."""
    units, there = units_of(column, start, stop)
    if column.kind == "date":
        days = np.where(there, units, 0) if there is not None else units
        if days.min() < _FIRST_DAY or days.max() > _LAST_DAY:
            return None
        units = days - _FIRST_DAY + 1 + (days >= _AFTER_GHOST)
    digits = digit_block(units, column.places + (2 if column.kind == "percent" else 0), trim=True)
    return _surrounded(b"><v>", digits, b"</v></c>", there, _BLANK.encode())


def _surrounded(
    head: bytes, digits: Block, tail: bytes, there: npt.NDArray[np.bool_] | None, instead: bytes = b""
) -> Block:
    """Put the same bytes before and after each row of a block, and others ``instead`` of all where nothing is there."""
    end = len(head) + digits.shape[1]
    field = np.empty((len(digits), end + len(tail)), np.uint8)
    field[:, : len(head)] = np.frombuffer(head, np.uint8)
    field[:, len(head) : end] = digits
    field[:, end:] = np.frombuffer(tail, np.uint8)
    if there is not None:
        field[~there] = np.frombuffer(instead.ljust(field.shape[1], b"\0"), np.uint8)
    return field


def _texts(column: Column, start: int, stop: int) -> list[str]:
    if column.kind != "date":
        return texts_of(column, start, stop)
    days, there = units_of(column, start, stop)
    spelled = date_texts(days)
    return spelled if there is None else [s if t else "" for s, t in zip(spelled, there.tolist(), strict=True)]


def _text_cells(values: list[str]) -> tuple[list[bytes], list[int]]:
    """Write the value part of text cells; also tell which values were cut."""
    if max(map(len, values)) * 2 <= LONGEST_TEXT:
        plain = _plain_cells(values)
        if plain is not None:
            return plain, []
    short = {value: fitted(value) for value in set(values)}
    cells = {value: _cell(text).encode() for value, text in short.items()}
    cut = {value for value, text in short.items() if text is not value}
    return [cells[v] for v in values], [i for i, v in enumerate(values) if v in cut] if cut else []


def _plain_cells(values: list[str]) -> list[bytes] | None:
    """Write texts that hold nothing XML could misread, all at once; None when one of them needs care."""
    joined = "\x01" + "\x01".join(values) + "\x01"
    try:
        data = joined.encode()
    except UnicodeEncodeError:
        return None
    special = len(data) - len(data.translate(None, _CONTROLS + b"&<>"))
    if special != len(values) + 1 or b"_x" in data or b"\xef\xbf" in data or any(edge in data for edge in _EDGES):
        return None
    cells = _OPEN.encode() + data[1:-1].replace(_MARK, f"{_CLOSE}\x01{_OPEN}".encode()) + _CLOSE.encode()
    return cells.replace(f"{_OPEN}{_CLOSE}".encode(), _BLANK.encode()).split(_MARK)


def _cell(text: str) -> str:
    if not text:
        return _BLANK
    # Without the attribute some readers drop spaces at the ends of a text.
    keep = "" if text == text.strip(" \t\n") else ' xml:space="preserve"'
    return f"{_OPEN[:-1]}{keep}>{escaped(text)}{_CLOSE}"
