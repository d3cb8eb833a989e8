"""Attendance becomes measures: share of days attended, absent days and their longest run, minutes late and early, deduction.

Daily records and monthly recaps add up, each person and month from one of them. Leave, official travel, sickness and other excused
days leave every count: they are neither days to be attended nor absent. Records of people with an error finding give no measure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact, Integers
from asn_eval.findings import Finding, Place
from asn_eval.measure import attendance_daily, attendance_recap
from asn_eval.measure.attendance_cuts import cuts, cuts_something
from asn_eval.measure.attendance_daily import Daily, daily
from asn_eval.measure.attendance_recap import Recap, recap
from asn_eval.measure.attendance_words import DayState
from asn_eval.measure.calendar import RULEBOOK, working_calendar
from asn_eval.measure.made import Logbooks, Made, Measuring, Setting, nothing
from asn_eval.measure.rational import exact, quotients
from asn_eval.measure.telling import Mask


@dataclass(frozen=True, slots=True)
class _Kept:
    """What an office kept of attendance: daily records, recaps or both, told."""

    days: Daily | None
    recaps: Recap | None
    people: int

    @property
    def per(self) -> int:
        return self.recaps.per if self.recaps else 1

    def total(self, state: DayState) -> Integers:
        """Count days attended or absent of everybody, in units of ``1 / per`` days."""
        total: Integers = np.zeros(self.people, np.int64)
        if self.days:
            total = total + self.days.tally(state, self.people) * self.per
        if self.recaps:
            units = self.recaps.attended if state == DayState.ATTENDED else self.recaps.absent
            total = total + self.recaps.total(units, self.people)
        return total

    def records(self, of_days: Mask | None = None, *, recaps: bool = True) -> npt.NDArray[np.int32]:
        """Count the records a measure rests on: those of ``of_days`` (default: all that count), and with ``recaps`` each month."""
        counts = np.zeros(self.people, np.int64)
        if self.days:
            chosen = self.days.counted if of_days is None else of_days
            counts += np.bincount(self.days.logbook.person[chosen], minlength=self.people)
        if self.recaps and recaps:
            counts += np.bincount(self.recaps.logbook.person[self.recaps.counted], minlength=self.people)
        return counts.astype(np.int32)

    def recapped(self) -> Mask:
        """Tell who has a recap of any month."""
        found = np.zeros(self.people, bool)
        if self.recaps:
            found[self.recaps.logbook.person[self.recaps.counted]] = True
        return found

    def made(self, values: Exact, known: Mask, records: npt.NDArray[np.int32]) -> Made:
        """Give the measure; who has a record at fault has none. Rows are named from the daily records where there are any."""
        books = [book for book in (self.days, self.recaps) if book]
        for book in books:
            known = known & ~book.telling.people
        used = np.flatnonzero(books[0].counted & known[books[0].logbook.person])
        findings = tuple(f for book in books for f in book.telling.findings)
        return Made(books[0].logbook.kind, values, known, np.where(known, records, 0), used, findings=findings)

    def of_days(self, values: Exact) -> Made:
        """Give a measure that only daily records can tell: who has a recap of any month has none, and is marked."""
        records, recapped = self.records(recaps=False), self.recapped()
        return replace(self.made(values, (records > 0) & ~recapped, records), recapped=recapped)


def share(logbooks: Logbooks, setting: Setting) -> Made:
    """Measure the percent of working days attended: 100 × attended / (attended + absent), exactly.

    Who was excused on every day has no share.
    """
    kept = _kept(logbooks, setting)
    if isinstance(kept, Made):
        return kept
    attended, absent = kept.total(DayState.ATTENDED), kept.total(DayState.ABSENT)
    some = attended + absent > 0
    ratio = quotients(attended * 100, np.where(some, attended + absent, 1))
    records = kept.records()
    return kept.made(exact(ratio), (records > 0) & some, records)


def absent_days(logbooks: Logbooks, setting: Setting) -> Made:
    """Count the working days absent without reason in the period (PP 94/2021 counts those of a calendar year).

    With ``minutes_per_absence_day`` the minutes late and early of the period, together, add a day for each full lot of them; that
    lateness makes absent days is a choice of the office.
    """
    kept = _kept(logbooks, setting)
    return kept if isinstance(kept, Made) else _absent_days(kept, setting)


def absent_run(logbooks: Logbooks, setting: Setting) -> Made:
    """Measure the longest run of absent working days, across weekends and holidays (PP 94/2021: ten in a row lead to dismissal).

    A day attended, excused or not recorded ends a run. Recaps cannot tell runs: who has a recap of any month has no measure.
    """
    kept = _kept(logbooks, setting)
    return kept if isinstance(kept, Made) else _absent_run(kept)


def absences(logbooks: Logbooks, setting: Setting) -> tuple[Made, Made]:
    """Give the absent days and their longest run, both from one look at the records."""
    kept = _kept(logbooks, setting)
    return (kept, kept) if isinstance(kept, Made) else (_absent_days(kept, setting), _absent_run(kept))


def minutes(field: str, logbooks: Logbooks, setting: Setting) -> Made:
    """Add minutes late (or early) of the days attended.

    The column of minutes holds where it is filled; else the scan against ``Jam Masuk`` (``Jam Pulang``), else against the hours of
    the calendar. On a day attended without the scan the minutes are not known: the day is left out and counted in a warning, unless
    a word (WFH, say) explains it. A recap without minutes is an error: it is not 0.
    """
    kept = _kept(logbooks, setting)
    if isinstance(kept, Made):
        return kept
    total, known_days = _minutes(kept, field)
    records = kept.records(known_days)
    return kept.made(Exact(total, 1), records > 0, records)


def deduction(logbooks: Logbooks, setting: Setting) -> Made:
    """Add the percents cut by the office's tables for each day: minutes late and early, missing scans, codes, days absent.

    Recaps have no days: who has a recap of any month has no measure.
    """
    kept, rules = _kept(logbooks, setting), setting.rulebook.records.attendance
    if isinstance(kept, Made):
        return kept
    if not cuts_something(rules):
        place = Place(RULEBOOK, path="records.attendance.deductions")
        return _none(kept, (Finding("attendance-no-table", place),))
    total = cuts(kept.days, rules, kept.people) if kept.days else Exact(np.zeros(kept.people, np.int64), 1)
    return kept.of_days(total)


def longest_runs(marks: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Give the longest run of True in each row.

    >>> longest_runs(np.array([[True, True, False, True], [False, False, False, False]])).tolist()
    [2, 0]
    """
    rows, width = marks.shape
    # One False behind every row keeps runs of different rows apart.
    flat = np.pad(marks, ((0, 0), (0, 1))).ravel().astype(np.int8)
    edges = np.diff(flat, prepend=np.int8(0), append=np.int8(0))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    longest = np.zeros(rows, np.int64)
    np.maximum.at(longest, starts // (width + 1), ends - starts)
    return longest


def _kept(logbooks: Logbooks, setting: Setting) -> _Kept | Made:
    """Read both kinds of records; where there are none, or no calendar for daily records, give the measure nobody has."""
    people = len(setting.people)
    by_day, by_month = logbooks.get(attendance_daily.KIND), logbooks.get(attendance_recap.KIND)
    if by_day is None and by_month is None:
        return nothing(attendance_daily.KIND, people)
    days: Daily | None = None
    if by_day is not None:
        calendar = working_calendar(setting)
        if isinstance(calendar, tuple):
            return _none(_Kept(None, None, people), calendar)
        days = daily(by_day, setting, calendar)
    return _Kept(days, recap(by_month, setting, days) if by_month is not None else None, people)


def _absent_days(kept: _Kept, setting: Setting) -> Made:
    absent, lot = kept.total(DayState.ABSENT), setting.rulebook.records.attendance.minutes_per_absence_day
    if lot:
        late, early = _minutes(kept, "terlambat")[0], _minutes(kept, "pulang_cepat")[0]
        absent = absent + (late + early) // lot * kept.per
    records = kept.records()
    return kept.made(Exact(absent, kept.per), records > 0, records)


def _absent_run(kept: _Kept) -> Made:
    runs = np.zeros(kept.people, np.int64)
    if kept.days:
        runs[kept.days.people] = longest_runs(kept.days.grid == DayState.ABSENT)
    return kept.of_days(Exact(runs, 1))


def _none(kept: _Kept, findings: tuple[Finding, ...]) -> Made:
    empty = nothing(attendance_daily.KIND, kept.people)
    return Made(empty.kind, empty.values, empty.known, empty.records, empty.used, findings=findings)


def _minutes(kept: _Kept, field: str) -> tuple[Integers, Mask | None]:
    """Add the minutes of a field for everybody, and tell which daily records have them; days without are counted in a warning."""
    total: Integers = np.zeros(kept.people, np.int64)
    known: Mask | None = None
    if kept.days:
        of_day = kept.days.late if field == "terlambat" else kept.days.early
        known = kept.days.attended() & (of_day >= 0)
        np.add.at(total, kept.days.logbook.person[known], of_day[known].astype(np.int64))
        scan = "scan_masuk" if field == "terlambat" else "scan_pulang"
        kept.days.telling.count("attendance-no-scan", kept.days.unscanned(of_day), scan, {"field": _SCANS[scan]})
    if kept.recaps:
        total = total + kept.recaps.total(kept.recaps.minutes(field), kept.people)
    return total, known


_SCANS: Final[Mapping[str, str]] = {"scan_masuk": "Scan Masuk", "scan_pulang": "Scan Pulang"}

MEASURES: Final[Mapping[str, Measuring]] = {
    "attendance.share": share,
    "attendance.absent_days": absent_days,
    "attendance.absent_run": absent_run,
    "attendance.late_minutes": partial(minutes, "terlambat"),
    "attendance.early_minutes": partial(minutes, "pulang_cepat"),
    "attendance.deduction": deduction,
}
