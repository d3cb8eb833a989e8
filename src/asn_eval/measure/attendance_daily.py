"""Daily attendance becomes one state a person and working day – attended, absent, excused, unrecorded – and minutes late and early.

A word of the sheet (``Pengecualian``, ``Keterangan``) decides first, then the ``Absent`` column, then the scans: one scan is enough to
have been there. What contradicts itself is told, not weighed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import typed
from asn_eval.check.logbook import Logbook
from asn_eval.measure.attendance_words import NAMED, DayState, DayWords, day_words
from asn_eval.measure.calendar import DAY, WorkingCalendar, last_day
from asn_eval.measure.made import Setting
from asn_eval.measure.telling import NO_WORD, Mask, Telling, column_of

KIND: Final = "attendance"
Integers = npt.NDArray[np.int64]
States = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Daily:
    """The daily records of a period, told and sorted.

    ``grid`` has a row for each of ``people`` (indices of the roster, rising) and a column for each working day of ``days``, holding
    ``DayState``. ``counted`` marks the records that stand in it, ``state`` is that of each. ``late`` and ``early`` hold minutes of
    each record, -1 where they are not known; ``worded`` marks records whose word says that somebody was there all day long.
    ``words`` are those beside the records.
    """

    logbook: Logbook
    telling: Telling
    days: npt.NDArray[np.datetime64]
    people: npt.NDArray[np.intp]
    grid: States
    counted: Mask
    state: States
    late: npt.NDArray[np.int32]
    early: npt.NDArray[np.int32]
    worded: Mask
    words: DayWords

    def tally(self, state: DayState, everybody: int) -> Integers:
        """Count the working days of a state for everybody of the roster."""
        counts = np.zeros(everybody, np.int64)
        counts[self.people] = (self.grid == state).sum(axis=1)
        return counts

    def attended(self) -> Mask:
        """Tell which records are of days attended."""
        there: Mask = self.counted & (self.state == DayState.ATTENDED)
        return there

    def unscanned(self, minutes: npt.NDArray[np.int32]) -> Mask:
        """Tell the days attended on which a scan is missing and no word says why: minutes of them are not 0, they are not known."""
        return self.attended() & (minutes < 0) & ~self.worded


def daily(logbook: Logbook, setting: Setting, calendar: WorkingCalendar) -> Daily:
    """Sort the daily records of the period, up to its end or the day of evaluation, whichever is earlier.

    Records of days nobody works are left out. A working day without a record is an absent day of somebody who has other records in
    the same sheet, if that sheet has the day for others and the roster has the person in office (``mulai``, ``selesai``) on it; each
    such person is told. A day a sheet has for nobody was not recorded and counts for nobody. Two records of one day, a scan out
    before the scan in, a word nobody knows on a day without scans, and an absence with scans are findings.
    """
    telling = Telling(logbook, setting)
    moment = logbook.moments["tanggal"]
    missing = np.isnat(moment)
    telling.empty(missing & ~logbook.invalid, "tanggal")
    date = np.where(missing, np.datetime64(setting.start, "D"), moment.astype("datetime64[D]"))
    sound = ~missing & ~logbook.invalid
    outside = sound & ((date < np.datetime64(setting.start)) | (date > np.datetime64(last_day(setting))))
    telling.count("records-outside", outside, "tanggal")
    counted = sound & ~outside & calendar.is_working(date)
    words = day_words(logbook, setting)
    meaning = words.meaning[words.which]
    state = _states(logbook, meaning, counted, telling)
    days = calendar.days(setting.start, last_day(setting))
    index = np.flatnonzero(counted)
    people, local = np.unique(logbook.person[index], return_inverse=True)
    column = np.searchsorted(days, date[index])
    key = np.full(len(logbook), -1, np.int64)
    key[index] = local * max(len(days), 1) + column
    telling.doubled("attendance-double", key, "tanggal", lambda _: {})
    grid = np.zeros((len(people), len(days)), np.int8)
    grid[local, column] = state[index]
    late, early = _minutes(logbook, calendar, date, counted, telling)
    worded = (meaning == DayState.ATTENDED) & ~words.partly()
    whom = people.astype(np.intp)
    made = Daily(logbook, telling, days, whom, grid, counted, state, late, early, worded, words)
    _fill_gaps(made, local, column, index, setting)
    return made


def clock(logbook: Logbook, field: str) -> npt.NDArray[np.int32]:
    """Give the minutes of a field, -1 where no sheet has it."""
    return logbook.minutes.get(field, np.full(len(logbook), -1, np.int32))


def _states(logbook: Logbook, meaning: Integers, counted: Mask, telling: Telling) -> States:
    scan_in, scan_out = clock(logbook, "scan_masuk") >= 0, clock(logbook, "scan_pulang") >= 0
    scanned, both = scan_in | scan_out, scan_in & scan_out
    flag = logbook.flags.get("absent", np.full(len(logbook), -1, np.int8))
    worded = meaning > 0
    by_column = np.where(
        flag == 1, DayState.ABSENT, np.where((flag == 0) | scanned, DayState.ATTENDED, DayState.ABSENT)
    )
    state = np.where(worded, meaning, by_column).astype(np.int8)
    absent = counted & (state == DayState.ABSENT)
    words = column_of(logbook, "pengecualian")
    # A word that might excuse must not be guessed; beside scans it changes nothing.
    strange = absent & (meaning == NO_WORD) & ~both
    strange = telling.misspelt("pengecualian", strange, NAMED, "attendance-word-near")
    telling.cells("attendance-word", strange, "pengecualian", lambda i: {"found": str(words[i])})
    torn = absent & np.where(worded, scanned, both)
    telling.cells(
        "attendance-contradiction",
        torn,
        "scan_masuk",
        lambda i: {
            "field": f'{telling.title(i, "pengecualian")} "{words[i]}"' if worded[i] else telling.title(i, "absent"),
            "scans": " – ".join(_clock(logbook, scan, i) for scan in _SCANS if clock(logbook, scan)[i] >= 0),
        },
    )
    return state


_SCANS: Final = ("scan_masuk", "scan_pulang")


def _clock(logbook: Logbook, field: str, record: int) -> str:
    """Write a time of day as messages show it."""
    return "{:02d}:{:02d}".format(*divmod(int(clock(logbook, field)[record]), 60))


def _minutes(
    logbook: Logbook, calendar: WorkingCalendar, date: npt.NDArray[np.datetime64], counted: Mask, telling: Telling
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Give minutes late and early of each record: as written, else from the scans and the hours of the shift or the office."""
    given_in, given_out = clock(logbook, "jam_masuk"), clock(logbook, "jam_pulang")
    scan_in, scan_out = clock(logbook, "scan_masuk").copy(), clock(logbook, "scan_pulang").copy()
    begins = np.where(given_in >= 0, given_in, calendar.opening(date))
    ends = np.where(given_out >= 0, given_out, calendar.closing(date))
    night = (given_in >= 0) & (given_out >= 0) & (given_out < given_in)
    # A shift over midnight: clocks in the first half of its free time belong to the next day.
    noon = (given_in + given_out) // 2
    for scan in (scan_in, scan_out):
        scan[night & (scan >= 0) & (scan < noon)] += DAY
    ends = np.where(night, ends + DAY, ends)
    telling.cells(
        "attendance-order",
        counted & (scan_in >= 0) & (scan_out >= 0) & (scan_out < scan_in),
        "scan_pulang",
        lambda i: {"came": _clock(logbook, "scan_masuk", i), "left": _clock(logbook, "scan_pulang", i)},
    )
    late, early = clock(logbook, "terlambat"), clock(logbook, "pulang_cepat")
    for field, minutes in (("terlambat", late), ("pulang_cepat", early)):
        telling.cells(
            "attendance-minutes",
            counted & (minutes > ends - begins),
            field,
            lambda i, field=field, minutes=minutes: {  # type: ignore[misc]
                "field": telling.title(i, field),
                "found": str(minutes[i]),
                "length": str(ends[i] - begins[i]),
            },
        )
    from_in = np.where(scan_in >= 0, np.maximum(scan_in - begins, 0), -1)
    from_out = np.where(scan_out >= 0, np.maximum(ends - scan_out, 0), -1)
    return (
        np.where(late >= 0, late, from_in).astype(np.int32),
        np.where(early >= 0, early, from_out).astype(np.int32),
    )


def _fill_gaps(made: Daily, local: Integers, column: Integers, index: npt.NDArray[np.intp], setting: Setting) -> None:
    """Mark as absent the working days a person's own sheets have for others but not for them, and tell it once a person."""
    covered = np.zeros(made.grid.shape, bool)
    source = made.logbook.source[index]
    for sheet in np.unique(source).tolist():
        of_sheet = source == sheet
        recorded = np.zeros(len(made.days), bool)
        recorded[column[of_sheet]] = True
        covered[np.unique(local[of_sheet])] |= recorded
    gaps = covered & (made.grid == DayState.UNRECORDED) & _in_office(made, setting) & ~_at_fault(made)
    made.grid[gaps] = DayState.ABSENT
    first = np.full(len(made.people), -1, np.int64)
    first[local[::-1]] = index[::-1]
    told = np.flatnonzero(gaps.any(axis=1))
    count, day = gaps.sum(axis=1), gaps.argmax(axis=1) if gaps.size else np.zeros(len(made.people), np.int64)
    row_of = {int(first[k]): int(k) for k in told}

    def details(record: int) -> Mapping[str, str]:
        k = row_of[record]
        name = str(setting.people.texts["nama"][made.people[k]])
        return {"name": name, "count": str(count[k]), "day": typed(made.days[day[k]].item())}

    made.telling.cells("attendance-gap", first[told].astype(np.intp), "", details)


def _at_fault(made: Daily) -> Mask:
    """Tell the days that have a record with an error of its own: it was told at its cell, and the day is not without a record."""
    moment = made.logbook.moments["tanggal"]
    wrong = np.flatnonzero(made.logbook.invalid & ~np.isnat(moment) & np.isin(made.logbook.person, made.people))
    day = moment[wrong].astype("datetime64[D]")
    known = np.isin(day, made.days)
    found = np.zeros(made.grid.shape, bool)
    found[np.searchsorted(made.people, made.logbook.person[wrong][known]), np.searchsorted(made.days, day[known])] = (
        True
    )
    return found


def _in_office(made: Daily, setting: Setting) -> Mask:
    nothing = np.full(len(setting.people), np.datetime64("NaT", "D"))
    start = setting.people.dates.get("mulai", nothing)[made.people][:, None]
    end = setting.people.dates.get("selesai", nothing)[made.people][:, None]
    inside: Mask = (np.isnat(start) | (made.days >= start)) & (np.isnat(end) | (made.days <= end))
    return inside
