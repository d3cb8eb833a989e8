"""What kind of thing each cell of a column holds, and how a person sees it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.read.sheet import ErrorCell, Percent, UncachedFormula

LONGEST: Final = 80


class Kind(IntEnum):
    """The kinds of raw values a Sheet holds."""

    TEXT = 0
    FLOAT = 1
    INT = 2
    PERCENT = 3
    BOOL = 4
    DATE = 5
    DATETIME = 6
    TIME = 7
    ERROR = 8
    FORMULA = 9
    OTHER = 10


class _Kinds(dict[type, int]):
    def __missing__(self, key: type) -> int:
        return Kind.OTHER


_KINDS: Final = _Kinds(
    {
        str: Kind.TEXT,
        float: Kind.FLOAT,
        int: Kind.INT,
        Percent: Kind.PERCENT,
        bool: Kind.BOOL,
        date: Kind.DATE,
        datetime: Kind.DATETIME,
        time: Kind.TIME,
        timedelta: Kind.TIME,
        ErrorCell: Kind.ERROR,
        UncachedFormula: Kind.FORMULA,
    }
)


def kinds(values: Sequence[object]) -> npt.NDArray[np.uint8]:
    """Give the Kind of each value."""
    return np.frombuffer(bytes(map(_KINDS.__getitem__, map(type, values))), dtype=np.uint8)


def is_blank(value: object) -> bool:
    r"""Tell whether a cell holds nothing a person can see.

    >>> is_blank(""), is_blank(" \u00a0"), is_blank(0.0)
    (True, True, False)
    """
    return value is None or (isinstance(value, str) and (not value or value.isspace()))


def is_percent(value: object) -> bool:
    """Tell whether a cell shows a percentage, as a format or as text.

    >>> is_percent(Percent(0.2)), is_percent("20 %"), is_percent(0.2)
    (True, True, False)
    """
    return isinstance(value, Percent) or (isinstance(value, str) and value.rstrip().endswith("%"))


def typed(value: object) -> str:
    """Write a value as a person sees it in the cell, cut where it is very long; decimals with a comma, as Excel shows them here.

    >>> typed(1.98503152010011e17), typed(90.5), typed(date(2026, 5, 8)), typed(timedelta(minutes=-15))
    ('1.98503152010011E+17', '90,5', '08/05/2026', '-00:15')
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Percent):
        return f"{float(value) * 100:.12G}%".replace(".", ",")
    if isinstance(value, int | float):
        number = f"{_float(value):.15G}"
        return number if "E" in number else number.replace(".", ",")
    if isinstance(value, date):
        clock = f" {_clock(value.time())}" if isinstance(value, datetime) and value.time() != time() else ""
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}{clock}"
    if isinstance(value, time):
        return _clock(value)
    if isinstance(value, timedelta):
        minutes = abs(value) // timedelta(minutes=1)
        return f"{'-' if value < timedelta() else ''}{minutes // 60:02d}:{minutes % 60:02d}"
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _clock(value: time) -> str:
    return f"{value.hour:02d}:{value.minute:02d}" + (f":{value.second:02d}" if value.second else "")


def _float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def tidy(text: str) -> str:
    r"""Take away spaces at the ends and doubled inside.

    >>> tidy(" Budi\u00a0 Santoso ")
    'Budi Santoso'
    """
    return " ".join(text.split())
