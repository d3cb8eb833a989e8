"""A column of raw cells becomes dates: real dates, spreadsheet serials, and dates typed as text, day first."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import Kind, kinds, tidy, typed
from asn_eval.check.faults import Faults, Index
from asn_eval.check.rows import Table
from asn_eval.rules.vocabulary import MONTHS, NOT_APPLICABLE

Dates = npt.NDArray[np.datetime64]

DAY_ZERO: Final = np.datetime64("1899-12-30", "D")
# Serials of 1900 to 2199; below, whole numbers such as 1985 are years rather than days.
SERIALS: Final = (2200, 109574)
_EPOCH: Final = date(1970, 1, 1).toordinal()
_MONTHS = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_DAY_FIRST = re.compile(r"([0-9]{1,2})[ /.-]+([0-9]{1,2}|[a-z]{3,9})[ /.-]+([0-9]{4})$")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([t ]00:00(:00)?(\.0+)?)?$")
_WEEKDAY = re.compile(r"(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad) *, *")


def dates(table: Table, column: int, faults: Faults) -> Dates:
    """Read a column (1-based) of a sheet as days, NaT where there is none; faults tell their cells."""
    values = table.cells(column)
    if set(map(type, values)) == {date}:
        return _days(values)
    days = np.full(len(values), np.datetime64("NaT"), dtype="datetime64[D]")
    kind = kinds(values)
    real = np.flatnonzero((kind == Kind.DATE) | (kind == Kind.DATETIME))
    days[real] = _days([values[i] for i in real.tolist()])
    unreadable = np.isin(kind, [Kind.BOOL, Kind.TIME, Kind.PERCENT, Kind.OTHER])
    _serials(values, np.flatnonzero((kind == Kind.FLOAT) | (kind == Kind.INT)), days, unreadable)
    impossible = _texts(values, np.flatnonzero(kind == Kind.TEXT), days, unreadable)
    for code, index in (
        ("cell-error", np.flatnonzero(kind == Kind.ERROR)),
        ("cell-formula", np.flatnonzero(kind == Kind.FORMULA)),
        ("date-not-real", np.flatnonzero(impossible)),
        ("date-unreadable", np.flatnonzero(unreadable)),
    ):
        faults.cells(code, table, column, index, lambda i: {"found": typed(values[i])})
    return days


def _days(values: Sequence[object]) -> Dates:
    # Ordinals are many times faster than handing date objects to NumPy.
    ordinals = np.fromiter(map(date.toordinal, values), dtype=np.int64, count=len(values))  # type: ignore[arg-type]
    days: Dates = (ordinals - _EPOCH).astype("datetime64[D]")
    return days


def _serials(values: Sequence[object], index: Index, days: Dates, unreadable: npt.NDArray[np.bool_]) -> None:
    for i in index.tolist():
        value = values[i]
        if isinstance(value, int | float) and SERIALS[0] <= value <= SERIALS[1]:
            days[i] = DAY_ZERO + int(value)
        else:
            unreadable[i] = True


def _texts(
    values: Sequence[object], index: Index, days: Dates, unreadable: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    impossible = np.zeros(len(values), dtype=bool)
    texts = [str(values[i]) for i in index.tolist()]
    read = {text: date_of(text) for text in set(texts)}
    for i, text in zip(index.tolist(), texts, strict=True):
        value = read[text]
        if isinstance(value, date):
            days[i] = value
        elif value == "date-not-real":
            impossible[i] = True
        elif value:
            unreadable[i] = True
    return impossible


def date_of(text: str) -> date | str:
    """Read one text: a date, ``""`` for none, or the code of what is wrong with it.

    >>> date_of("24 November 2026"), date_of("24/11/2026"), date_of("2026-11-24"), date_of("31/02/2026")
    (datetime.date(2026, 11, 24), datetime.date(2026, 11, 24), datetime.date(2026, 11, 24), 'date-not-real')
    """
    plain = _WEEKDAY.sub("", tidy(text[:60]).removeprefix("'").casefold())
    if (not plain and not text[60:].strip()) or plain in NOT_APPLICABLE:
        return ""
    if iso := _ISO.match(plain):
        year, month, day = int(iso[1]), int(iso[2]), int(iso[3])
    elif (first := _DAY_FIRST.match(plain)) and (first[2].isdigit() or first[2] in _MONTHS):
        year, day = int(first[3]), int(first[1])
        month = int(first[2]) if first[2].isdigit() else _MONTHS[first[2]]
    else:
        return "date-unreadable"
    try:
        return date(year, month, day)
    except ValueError:
        return "date-not-real"
