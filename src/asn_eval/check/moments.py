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
# A day and, behind it, a time of day: "05/01/2026 08.15 WIB", "5 Januari 2026, pukul 8:15", "2026-01-05T08:15:30.000Z".
_MOMENT: Final = re.compile(
    r"(?P<day>.+?)(?:,? (?:pukul |jam )?|t)(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-5][0-9])(?:[:.][0-5][0-9](?:[.,][0-9]+)?)?"
    r" ?(?P<half>am|pm)? ?(?P<zone>wib|wita|wit|z|utc|gmt|[+-][0-9]{2}:?[0-9]{2})?$"
)
# Clocks of Indonesia stand as written; what is written in UTC is read as WIB, and told.
_LOCAL: Final = frozenset({"", "wib", "wita", "wit", "+0700", "+0800", "+0900"})
_UTC: Final = frozenset({"z", "utc", "gmt", "+0000", "-0000"})
_WIB: Final = 7 * 60
_DONE: Final = ("ada", "terverifikasi", "diverifikasi", "diterapkan")
_YES: Final = frozenset(
    {"ya", "y", "yes", "true", "benar", "1", "v", "√", "✓", "x", "sudah", *_DONE}
    | {f"{how} {word}" for how in ("sudah", "telah") for word in _DONE}
)
_NO: Final = frozenset(
    {"tidak", "t", "no", "n", "false", "salah", "0", "belum"}
    | {f"{how} {word}" for how in ("belum", "tidak") for word in _DONE}
)
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
    found = _in_words(value)
    return found if isinstance(found, str | None) else found[0]


def _in_words(text: str) -> tuple[int, bool, bool] | str | None:
    """Read a moment typed as text: minutes after 1970, whether it has a time of day, and whether that was written in UTC."""
    whole = date_of(text)
    if isinstance(whole, date):
        return (whole - _EPOCH.date()).days * DAY, False, False
    parts = _MOMENT.match(tidy(text[:60]).casefold())
    day = date_of(parts["day"]) if parts else ""
    clock = _clock_in(parts) if parts else None
    if parts is None or clock is None or not isinstance(day, date):
        # The day is wrong rather than what stands behind it.
        return day if parts and isinstance(day, str) and day == "date-not-real" else whole or None
    zone = (parts["zone"] or "").replace(":", "")
    if zone not in _LOCAL | _UTC:
        return "date-unreadable"
    minutes = (day - _EPOCH.date()).days * DAY + clock
    return minutes + (_WIB if zone in _UTC else 0), True, zone in _UTC


def _clock_in(parts: re.Match[str]) -> int | None:
    hour, half = int(parts["hour"]), parts["half"]
    if half:
        return (hour % 12 + 12 * (half == "pm")) * 60 + int(parts["minute"]) if 1 <= hour <= 12 else None
    return hour * 60 + int(parts["minute"]) if hour < 24 else None


def has_time(value: object) -> bool:
    """Tell whether a readable moment was given with a time of day.

    >>> has_time("05/01/2026 08.15 WIB"), has_time("05.01.2026")
    (True, False)
    """
    if isinstance(value, float):
        return value != int(value)
    found = _in_words(value) if type(value) is str else None
    return isinstance(value, datetime) or (isinstance(found, tuple) and found[1])


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

    What is written in UTC is read as WIB and listed under ``date-utc``, which is no fault but must be told.

    >>> moments([datetime(2026, 1, 5, 8, 15), ""])[0].tolist(), moments(["05/01/2026"])[1].tolist()
    ([datetime.datetime(2026, 1, 5, 8, 15), None], [False])
    """
    if all(value == "" if type(value) is str else type(value) is datetime for value in values):
        # As spreadsheets store them: nothing to be understood, so the column is taken whole.
        whole = np.array([value or None for value in values], "datetime64[m]")
        return whole, ~np.isnat(whole), {}
    texts = {text: _in_words(text) for text in dict.fromkeys(value for value in values if type(value) is str)}

    def read(value: object) -> int | str | None:
        found = texts[value] if type(value) is str else moment_of(value)
        return found[0] if isinstance(found, tuple) else found

    minutes, wrong = read_all(values, read, np.iinfo(np.int64).min)
    timed = {text for text, found in texts.items() if isinstance(found, tuple) and found[1]}
    utc = {text for text, found in texts.items() if isinstance(found, tuple) and found[2]}
    if utc:
        wrong["date-utc"] = [record for record, value in enumerate(values) if type(value) is str and value in utc]
    of_clock = (value in timed if type(value) is str else has_time(value) for value in values)
    return minutes.view("datetime64[m]"), np.fromiter(of_clock, bool, len(values)), wrong


def beyond_memory(moment: npt.NDArray[np.datetime64]) -> npt.NDArray[np.intp]:
    """Give the moments of years no office has records of: slips of the keyboard, that would silently not count.

    >>> beyond_memory(np.array(["2026-01-05", "1026-01-05", "2206-01-05", "NaT"], "datetime64[m]")).tolist()
    [1, 2]
    """
    year = moment.astype("datetime64[Y]").astype(np.int64) + 1970
    return np.flatnonzero(~np.isnat(moment) & ((year < YEARS[0]) | (year > YEARS[1])))
