"""Working days and working minutes by the office's calendar, for whole columns of moments at once. Whole numbers only.

The week, the public holidays and the joint leave of each year are the office's own (``calendar`` of the rulebook). A year of the
period that is not listed is a finding: holidays are set anew each year and cannot be computed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.findings import Finding, Place
from asn_eval.measure.made import Setting
from asn_eval.rules.measuring import Calendar, Hours, Year

Moments = npt.NDArray[np.datetime64]
Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

DAY: Final = 24 * 60
RULEBOOK: Final = "indicators.yaml"


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days of whole years, and the working minutes of a day.

    ``working`` has one entry a day from ``first`` on; ``before[i]`` counts the working days among the first i of them, and
    ``passed[m]`` the working minutes of a working day in its first m minutes. Days outside the years count no working time.
    ``opens`` and ``closes`` are the minutes after midnight at which work begins and ends.
    """

    first: np.datetime64
    working: Mask
    before: Counts
    passed: Counts
    opens: int
    closes: int

    @property
    def minutes_of_day(self) -> int:
        """Working minutes of one working day, the break left out."""
        return int(self.passed[-1])

    def is_working(self, moments: Moments) -> Mask:
        """Tell which moments (none of them NaT) stand on a working day."""
        index = self._index(moments)
        inside = (index >= 0) & (index < len(self.working))
        return inside & self.working[np.clip(index, 0, len(self.working) - 1)]

    def days_before(self, moments: Moments) -> Counts:
        """Count the working days from the first day of the calendar to the day before each moment."""
        return self.before[np.clip(self._index(moments), 0, len(self.working))]

    def days_between(self, start: Moments, end: Moments) -> Counts:
        """Count the working days after the day of ``start`` up to and including the day of ``end``; the same day is 0.

        Received on a Friday and answered on the Monday after it is one working day.
        """
        return self._days_through(end) - self._days_through(start)

    def minutes_between(self, start: Moments, end: Moments) -> Counts:
        """Count the working minutes between moments with a time of day (``datetime64[m]``).

        A moment outside working hours counts as the next working minute: evenings, breaks, weekends and holidays last 0 minutes.
        """
        return self._worked(end) - self._worked(start)

    def days(self, start: date, end: date) -> npt.NDArray[np.datetime64]:
        """Give the working days from one day to another, both included."""
        every = np.arange(np.datetime64(start, "D"), np.datetime64(end, "D") + np.timedelta64(1, "D"))
        return every[self.is_working(every)]

    def _index(self, moments: Moments) -> Counts:
        index: Counts = (moments.astype("datetime64[D]") - self.first).astype(np.int64)
        return index

    def _days_through(self, moments: Moments) -> Counts:
        return self.before[np.clip(self._index(moments) + 1, 0, len(self.working))]

    def _worked(self, moments: Moments) -> Counts:
        clock = (moments - moments.astype("datetime64[D]")).astype(np.int64)
        today = np.where(self.is_working(moments), self.passed[clock], 0)
        return self.days_before(moments) * self.minutes_of_day + today


def working_calendar(setting: Setting) -> WorkingCalendar | tuple[Finding, ...]:
    """Give the calendar of all years the period touches, or a finding for each year that is not listed and each slip in it."""
    calendar = setting.rulebook.calendar or Calendar()
    years = range(setting.start.year, setting.end.year + 1)
    found = [_finding("calendar-year", "years", year=str(y)) for y in years if str(y) not in calendar.years]
    for year in (y for y in years if str(y) in calendar.years):
        stray = [d for d in _closed(calendar.years[str(year)]) if d.year != year]
        found += [_finding("calendar-day", f"years.{year}", day=d.isoformat(), year=str(year)) for d in stray]
    return tuple(found) if found else _made(calendar, years)


def last_day(setting: Setting) -> date:
    """The day records are judged as of: the end of the period, or the day of evaluation where that is earlier."""
    return min(setting.day, setting.end)


def _made(calendar: Calendar, years: range) -> WorkingCalendar:
    first = np.datetime64(f"{years[0]:04d}-01-01", "D")
    every = np.arange(first, np.datetime64(f"{years[-1]:04d}-12-31", "D") + np.timedelta64(1, "D"))
    # The first day of NumPy's calendar, 1 January 1970, was a Thursday; Monday is 0.
    working = (every.astype(np.int64) + 3) % 7 < calendar.week
    closed = [d for year in years for d in _closed(calendar.years[str(year)])]
    working[(np.array(closed, "datetime64[D]") - first).astype(np.int64)] = False
    before = np.concatenate([[0], np.cumsum(working)]).astype(np.int64)
    hours = calendar.hours
    return WorkingCalendar(first, working, before, _passed(hours), minute(hours.start), minute(hours.end))


def _passed(hours: Hours) -> Counts:
    clock = np.arange(DAY + 1)
    opens, closes = minute(hours.start), minute(hours.end)
    rest_from, rest_to = np.clip([minute(hours.break_start), minute(hours.break_end)], opens, closes).tolist()
    passed: Counts = np.clip(clock, opens, closes) - opens - (np.clip(clock, rest_from, rest_to) - rest_from)
    return passed


def minute(clock: str) -> int:
    """Give a clock time of the rulebook as minutes after midnight.

    >>> minute("07:30")
    450
    """
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _closed(year: Year) -> tuple[date, ...]:
    return (*year.holidays, *year.joint_leave)


def _finding(code: str, path: str, **values: str) -> Finding:
    return Finding(code, Place(RULEBOOK, path=f"calendar.{path}"), values)
