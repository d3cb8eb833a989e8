"""Cells become moments, clock times, durations and yes or no: whatever spreadsheets and exports write for them."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import tidy
from asn_eval.check.dates import DAY_ZERO, SERIALS, date_of
from asn_eval.read.sheet import ErrorCell, UncachedFormula
from asn_eval.rules.evidence import YEARS
from asn_eval.rules.vocabulary import NOT_APPLICABLE

_CLOCK: Final = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])([:.][0-5][0-9](\.[0-9]+)?)?( ?(wib|wita|wit))?$")
_LENGTH: Final = re.compile(r"([0-9]{1,4})[:.]([0-5][0-9])([:.][0-5][0-9])?$")
_MINUTES: Final = re.compile(r"([0-9]{1,5})( ?(menit|mnt|m|min))?$")
_YES: Final = frozenset(
    {"ya", "y", "yes", "true", "benar", "1", "v", "√", "✓", "x", "sudah", "ada", "terverifikasi", "diterapkan"}
)
_NO: Final = frozenset({"tidak", "t", "no", "n", "false", "salah", "0", "belum", "tidak ada"})
_EPOCH: Final = datetime(1970, 1, 1)
_NEW_YEAR, _MONTH = datetime(1899, 12, 31), timedelta(days=59)
DAY: Final = 24 * 60

# A reader gives a value, None for an empty cell, or the code of what is wrong.
Read = Callable[[object], "int | str | None"]


def moment_of(value: object) -> int | str | None:
    """Read a moment as minutes after 1970; a date without a time of day is midnight (see ``has_time``).

    >>> moment_of("24/11/2026 08:15") == moment_of(datetime(2026, 11, 24, 8, 15))
    True
    """
    if isinstance(value, datetime):
        return int((value.replace(tzinfo=None) - _EPOCH).total_seconds()) // 60
    if isinstance(value, date):
        return (value - _EPOCH.date()).days * DAY
    if isinstance(value, float | int) and not isinstance(value, bool):
        if SERIALS[0] <= value < SERIALS[1] + 1:
            return int(DAY_ZERO.astype(int)) * DAY + round(value * DAY)
        return "date-unreadable"
    if not isinstance(value, str) or isinstance(value, ErrorCell | UncachedFormula):
        return _special(value, "date-unreadable")
    text = tidy(value[:60]).replace("T", " ")
    whole = date_of(text)
    if isinstance(whole, date):
        return moment_of(whole)
    head, _, tail = text.rpartition(" ")
    clock, day = _CLOCK.match(tail.casefold()), date_of(head.rstrip(",")) if head else ""
    if clock and isinstance(day, date):
        return (day - _EPOCH.date()).days * DAY + int(clock[1]) * 60 + int(clock[2])
    return whole or None


def has_time(value: object) -> bool:
    """Tell whether a readable moment was given with a time of day."""
    if isinstance(value, datetime):
        return True
    if isinstance(value, float):
        return value != int(value)
    return isinstance(value, str) and bool(
        _CLOCK.match(tidy(value[:60]).replace("T", " ").rpartition(" ")[2].casefold())
    )


def clock_of(value: object) -> int | str | None:
    """Read a time of day as minutes after midnight.

    >>> clock_of("07.45"), clock_of(time(16, 5)), clock_of(0.5), clock_of(""), clock_of("pagi")
    (465, 965, 720, None, 'clock-unreadable')
    """
    if isinstance(value, datetime | time):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return minutes if 0 <= minutes < DAY else "clock-unreadable"
    if isinstance(value, float) and 0 <= value < 1:
        return round(value * DAY) % DAY
    if not isinstance(value, str) or isinstance(value, ErrorCell | UncachedFormula):
        return _special(value, "clock-unreadable")
    text = tidy(value[:40]).casefold()
    if not text or text in NOT_APPLICABLE:
        return None
    match = _CLOCK.match(text)
    return int(match[1]) * 60 + int(match[2]) if match else "clock-unreadable"


def length_of(value: object) -> int | str | None:
    """Read a duration in minutes: a number of minutes, hours and minutes, or a time. A day of the calendar is none, nor is less than 0.

    >>> length_of(15.0), length_of("01:05"), length_of("20 menit"), length_of(time(0, 30)), length_of("")
    (15, 65, 20, 30, None)
    >>> length_of(timedelta(minutes=-15)), length_of(datetime(2026, 1, 5, 7, 45)), length_of(datetime(1900, 1, 1, 1, 30))
    ('minutes-unreadable', 'minutes-unreadable', 1530)
    """
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if isinstance(value, datetime):
        # Spreadsheets store 25:30 as one day and 1:30, which a format without hours beyond a day turns into 1 January 1900.
        value = value.replace(tzinfo=None) - _NEW_YEAR
        return value // timedelta(minutes=1) if timedelta() <= value < _MONTH else "minutes-unreadable"
    if isinstance(value, timedelta):
        return value // timedelta(minutes=1) if value >= timedelta() else "minutes-unreadable"
    if isinstance(value, float | int) and not isinstance(value, bool):
        return int(value) if value == int(value) and 0 <= value < 10**6 else "minutes-unreadable"
    if not isinstance(value, str) or isinstance(value, ErrorCell | UncachedFormula):
        return _special(value, "minutes-unreadable")
    text = tidy(value[:40]).casefold()
    if not text or text in NOT_APPLICABLE:
        return None
    if match := _LENGTH.match(text):
        return int(match[1]) * 60 + int(match[2])
    match = _MINUTES.match(text)
    return int(match[1]) if match else "minutes-unreadable"


def flag_of(value: object) -> int | str | None:
    """Read yes or no.

    >>> flag_of(True), flag_of("Belum"), flag_of("v"), flag_of(""), flag_of("mungkin")
    (1, 0, 1, None, 'flag-unreadable')
    """
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float | int) and value in {0, 1}:
        return int(value)
    if not isinstance(value, str) or isinstance(value, ErrorCell | UncachedFormula):
        return _special(value, "flag-unreadable")
    text = tidy(value[:40]).casefold()
    if not text or text == "-":
        return None
    return 1 if text in _YES else 0 if text in _NO else "flag-unreadable"


def _special(value: object, otherwise: str) -> str:
    return (
        "cell-error"
        if isinstance(value, ErrorCell)
        else "cell-formula"
        if isinstance(value, UncachedFormula)
        else otherwise
    )


def read_all(values: Sequence[object], read: Read, none: int) -> tuple[npt.NDArray[np.int64], dict[str, list[int]]]:
    """Read a column, each distinct value once; give the numbers (``none`` where there is no value) and the records at fault by code."""
    known: dict[object, int | str | None] = {}
    numbers = np.full(len(values), none, np.int64)
    faults: dict[str, list[int]] = {}
    for record, value in enumerate(values):
        # 1, 1.0 and True are equal as keys but not as cells.
        key = (type(value), value)
        if key not in known:
            known[key] = read(value)
        result = known[key]
        if isinstance(result, str):
            faults.setdefault(result, []).append(record)
        elif result is not None:
            numbers[record] = result
    return numbers, faults


def moments(
    values: Sequence[object],
) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.bool_], dict[str, list[int]]]:
    """Read a column of moments (``datetime64[m]``, NaT = none); tell which have a time of day, and the records at fault by code.

    >>> moments([datetime(2026, 1, 5, 8, 15), ""])[0].tolist(), moments(["05/01/2026"])[1].tolist()
    ([datetime.datetime(2026, 1, 5, 8, 15), None], [False])
    """
    if all(value == "" if type(value) is str else type(value) is datetime for value in values):
        # As spreadsheets store them: nothing to be understood, so the column is taken whole.
        whole = np.array([value or None for value in values], "datetime64[m]")
        return whole, ~np.isnat(whole), {}
    minutes, wrong = read_all(values, moment_of, np.iinfo(np.int64).min)
    return minutes.view("datetime64[m]"), np.fromiter(map(has_time, values), bool, len(values)), wrong


def beyond_memory(moment: npt.NDArray[np.datetime64]) -> npt.NDArray[np.intp]:
    """Give the moments of years no office has records of: slips of the keyboard, that would silently not count.

    >>> beyond_memory(np.array(["2026-01-05", "1026-01-05", "2206-01-05", "NaT"], "datetime64[m]")).tolist()
    [1, 2]
    """
    year = moment.astype("datetime64[Y]").astype(np.int64) + 1970
    return np.flatnonzero(~np.isnat(moment) & ((year < YEARS[0]) | (year > YEARS[1])))
