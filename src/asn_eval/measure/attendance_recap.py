"""Monthly attendance recaps become days to be worked, absent days and minutes, summed over the months of the period. All exact."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import typed
from asn_eval.check.exact import Integers
from asn_eval.check.logbook import Logbook
from asn_eval.check.records import State
from asn_eval.measure.attendance_daily import Daily, clock
from asn_eval.measure.calendar import last_day
from asn_eval.measure.made import Setting
from asn_eval.measure.months import of_period, tell_uncertain
from asn_eval.measure.telling import Mask, Telling

KIND: Final = "attendance-recap"
EXCUSED: Final = ("sah", "cuti", "dinas", "sakit", "izin")


@dataclass(frozen=True, slots=True)
class Recap:
    """Recaps of the period: days attended and absent of each record, in units of ``1 / per`` days; ``counted`` marks those that count."""

    logbook: Logbook
    telling: Telling
    attended: Integers
    absent: Integers
    per: int
    counted: Mask

    def total(self, units: Integers, people: int) -> Integers:
        """Add a column over the records that count, for everybody."""
        total: Integers = np.zeros(people, object if units.dtype == object else np.int64)
        np.add.at(total, self.logbook.person[self.counted], units[self.counted])
        return total

    def minutes(self, field: str) -> Integers:
        """Give minutes late or early of each record; a record that counts and has none is told: an empty cell is not 0 minutes."""
        minutes = clock(self.logbook, field).astype(np.int64)
        lacking = self.telling.lacks(field, self.counted) if self.counted.any() else np.zeros(len(minutes), bool)
        self.telling.empty((minutes < 0) & self.counted & ~lacking, field)
        return np.maximum(minutes, 0)


def recap(logbook: Logbook, setting: Setting, days: Daily | None) -> Recap:
    """Read the recaps of the months the period touches, up to its end or the day of evaluation, whichever is earlier.

    Days of leave, official travel, sickness and permission leave the days to be worked: attended = hari kerja − excused − alpa.
    Without a column of absent days they are hari kerja − hadir − excused. ``hadir`` may or may not hold the excused days; a recap
    that adds up neither way, a month twice, and a month that daily records of the person cover too are findings. A sheet without a
    month stands for the whole period; of a month the period touches only in part the whole recap counts. An empty optional count
    is no day; "-" in ``hari_kerja`` or ``hadir`` leaves the record out.
    """
    telling = Telling(logbook, setting)
    sound = ~logbook.invalid
    for field in ("hari_kerja", "hadir"):
        telling.empty(sound & (logbook.numbers[field].state == State.EMPTY), field)
        sound &= logbook.numbers[field].state == State.GIVEN
    time = of_period(logbook, setting, last_day(setting))
    tell_uncertain(sound & time.uncertain, telling)
    telling.count("records-outside", sound & ~time.inside & ~time.uncertain, "hari_kerja")
    counted = sound & time.inside & ~time.uncertain
    # Months are numbered from the first of the period; 0 stands for them all.
    month = np.where(
        logbook.month > 0, time.year.astype(np.int64) * 12 + logbook.month - _month_before(setting.start), 0
    )
    per = max(column.values.per for column in logbook.numbers.values())
    attended, absent = _days(logbook, per, counted, telling)
    _tell_twice(logbook, counted, month, telling)
    if days is not None:
        _tell_both(logbook, counted, month, telling, days)
    return Recap(logbook, telling, attended, absent, per, counted)


def _days(logbook: Logbook, per: int, counted: Mask, telling: Telling) -> tuple[Integers, Integers]:
    def units(field: str) -> Integers:
        if field not in logbook.numbers:
            return np.zeros(len(logbook), np.int64)
        column = logbook.numbers[field]
        return np.where(column.state == State.GIVEN, column.values.over(per), 0)

    work, present, stated = units("hari_kerja"), units("hadir"), units("alpa")
    excused = sum((units(field) for field in EXCUSED), np.zeros(len(logbook), np.int64))
    with_column = np.isin(
        logbook.source, np.array([s for s, columns in logbook.columns.items() if "alpa" in columns], np.int16)
    )
    absent = np.where(with_column, stated, work - present - excused)
    adds_up = (present + absent + excused == work) | (with_column & (present + absent == work))
    negative = (work < 0) | (present < 0) | (absent < 0) | (excused < 0) | (work - excused - absent < 0)

    def details(i: int) -> dict[str, str]:
        numbers = {"work": work, "present": present, "absent": absent, "excused": excused}
        return {name: typed(int(column[i]) / per) for name, column in numbers.items()}

    telling.cells("attendance-sum", counted & (~adds_up | negative), "hari_kerja", details)
    return work - excused - absent, absent


def _month_before(start: date) -> int:
    return start.year * 12 + start.month - 1


def _tell_twice(logbook: Logbook, counted: Mask, month: Integers, telling: Telling) -> None:
    person, months = logbook.person.astype(np.int64), int(month.max(initial=0)) + 1
    telling.doubled(
        "attendance-double",
        np.where(counted, person * months + month, -1),
        "hari_kerja",
        lambda _: {},
    )
    # A sheet without a month stands for them all.
    whole = _first(logbook, counted & (month == 0), len(telling.setting.people))
    again = counted & (month > 0) & (whole[logbook.person] >= 0)
    telling.cells(
        "attendance-double",
        again,
        "hari_kerja",
        lambda i: {"first": str(telling.place(int(whole[logbook.person[i]]), "hari_kerja"))},
    )


def _tell_both(logbook: Logbook, counted: Mask, month: Integers, telling: Telling, days: Daily) -> None:
    book, people = days.logbook, len(telling.setting.people)
    first_of = _month_before(telling.setting.start)
    daily = np.zeros(len(book), np.int64)
    # Years and months since 1970, as those of the recaps.
    since = book.moments["tanggal"][days.counted].astype("datetime64[M]").astype(np.int64) + 1970 * 12 + 1
    daily[days.counted] = since - first_of
    first = np.full((people, max(int(daily.max(initial=0)), int(month.max(initial=0))) + 1), -1, np.int64)
    # From the last to the first, so that the first of a month stays; 0 stands for any month.
    records = np.flatnonzero(days.counted)[::-1]
    first[book.person[records], daily[records]] = records
    first[book.person[records], 0] = records
    # A month outside the period is counted nowhere, and in no column.
    both = counted & (first[logbook.person, np.where(counted, month, 0)] >= 0)
    telling.cells(
        "attendance-both",
        both,
        "hari_kerja",
        lambda i: {"first": str(days.telling.place(int(first[logbook.person[i], month[i]]), "tanggal"))},
    )


def _first(logbook: Logbook, found: Mask, people: int) -> npt.NDArray[np.int64]:
    first = np.full(people, -1, np.int64)
    records = np.flatnonzero(found)[::-1]
    first[logbook.person[records]] = records
    return first
