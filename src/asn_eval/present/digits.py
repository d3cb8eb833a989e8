"""Columns of numbers and dates become their exact decimal text, a whole column at a time.

The digits are found by integer arithmetic on the column and laid out in a block of bytes, one row a number, NUL where there is
nothing; deleting the NULs leaves the text. No float is printed anywhere.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from asn_eval.present.tables import Column

Block = npt.NDArray[np.uint8]
_ZERO, _MINUS, _POINT = 48, 45, 46


def units_of(column: Column, start: int, stop: int) -> tuple[npt.NDArray[Any], npt.NDArray[np.bool_] | None]:
    """Give the integers of some rows and which of them are present (None = all); dates as days since 1970.

    A date that is NaT and a float that is no number are absent, whatever ``present`` says.
    """
    values = np.asarray(column.values[start:stop])
    there = None if column.present is None else column.present[start:stop]
    if column.kind == "date":
        days = values.astype("datetime64[D]")
        known, values = ~np.isnat(days), days.astype(np.int64)
    elif values.dtype.kind == "f":
        known = np.isfinite(values)
        values = np.rint(np.where(known, values, 0)).astype(np.int64)
    else:
        return values, there
    there = known if there is None else there & known
    return values, None if there.all() else there


def texts_of(column: Column, start: int, stop: int) -> list[str]:
    """Give the texts of some rows of a text column; an absent one is empty."""
    part = column.values[start:stop]
    values: list[str] = part.tolist() if isinstance(part, np.ndarray) else list(part)
    if column.present is None:
        return values
    return [v if p else "" for v, p in zip(values, column.present[start:stop].tolist(), strict=True)]


def digit_block(units: npt.NDArray[Any], places: int, *, trim: bool = False) -> Block:
    r"""Lay out ``units / 10**places`` as decimal text: an array of rows × width, NUL where a row has no character.

    ``trim`` drops trailing zeros after the point, and the point where nothing follows it.

    >>> digit_block(np.array([8745, -7, 0]), 2).tobytes().replace(b"\0", b" ")
    b' 87.45- 0.07  0.00'
    >>> digit_block(np.array([8740, 8700]), 2, trim=True).tobytes().replace(b"\0", b" ")
    b' 87.4  87   '
    """
    if units.dtype.kind == "u" and units.dtype.itemsize == 8:
        units = units.astype(object)
    if units.dtype == object or not len(units):
        return _spelled(units.tolist(), places, trim=trim)
    whole = units.astype(np.int64)
    negative = whole < 0
    # The magnitude of the smallest 64-bit integer exists only as an unsigned one.
    rest = np.where(negative, -whole, whole).astype(np.uint64)
    largest = int(rest.max())
    rest = rest.astype(np.uint32) if largest < 2**32 else rest
    width = max(len(str(largest)), places + 1)
    block = np.zeros((len(whole), 1 + width + (places > 0)), np.uint8)
    block[negative, 0] = _MINUS
    column = block.shape[1] - 1
    nothing_yet = np.full(len(whole), trim)
    for position in range(width):
        if places and position == places:
            block[~nothing_yet, column] = _POINT
            column -= 1
        before = rest // 10
        digit = (rest - before * 10).astype(np.uint8)
        if position < places:
            nothing_yet &= digit == 0
            block[:, column] = np.where(nothing_yet, 0, digit + _ZERO) if trim else digit + _ZERO
        elif position == places:
            block[:, column] = digit + _ZERO
        else:
            block[:, column] = np.where(rest == 0, 0, digit + _ZERO)
        rest, column = before, column - 1
    return block


def spelled(units: int, places: int, *, trim: bool = False) -> str:
    """Write one exact number.

    >>> spelled(8740, 2), spelled(8740, 2, trim=True), spelled(-5, 0)
    ('87.40', '87.4', '-5')
    """
    sign, digits = "-" if units < 0 else "", str(abs(units)).zfill(places + 1)
    if not places:
        return sign + digits
    text = f"{sign}{digits[:-places]}.{digits[-places:]}"
    return text.rstrip("0").rstrip(".") if trim else text


def number_texts(units: npt.NDArray[Any], places: int, *, point: str = ".", after: str = "") -> list[str]:
    """Write a column of numbers with all their places; ``point`` and ``after`` are plain ASCII.

    >>> number_texts(np.array([8745, -7, 10000]), 2)
    ['87.45', '-0.07', '100.00']
    >>> number_texts(np.array([855]), 1, point=",", after="%")
    ['85,5%']
    """
    if not len(units):
        return []
    block = digit_block(units, places)
    ending = np.frombuffer(f"{after}\n".encode("ascii"), np.uint8)
    lines = np.hstack([block, np.broadcast_to(ending, (len(block), len(ending)))])
    return lines.tobytes().translate(None, b"\0").decode("ascii").replace(".", point).splitlines()


def _spelled(units: Sequence[int], places: int, *, trim: bool) -> Block:
    texts = np.array([spelled(int(u), places, trim=trim).encode() for u in units] or [b""])
    return texts.view(np.uint8).reshape(len(texts), -1)[: len(units)]


def date_texts(days: npt.NDArray[Any]) -> list[str]:
    """Write days since 1970 as ISO dates.

    >>> date_texts(np.array([0, 20453]))
    ['1970-01-01', '2025-12-31']
    """
    texts: list[str] = np.datetime_as_string(days.astype("datetime64[D]")).tolist()
    return texts
