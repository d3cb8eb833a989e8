"""Working days and working minutes by the office's calendar, for whole columns of moments at once. Whole numbers only.

The week, the hours, the public holidays and the joint leave of each year are the office's own (``calendar`` of the rulebook). A year
of the period that is not listed is a finding: holidays are set anew each year and cannot be computed. Years before it are known where
they are listed; of the others no day is sure to be a working day, and ``most_days_between`` counts those that may be.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, get_args

import numpy as np
import numpy.typing as npt

from asn_eval.findings import Finding, Place
from asn_eval.measure.made import Setting
from asn_eval.rules.measuring import Calendar, Hours, OtherHours, Weekday, Year

Moments = npt.NDArray[np.datetime64]
Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

DAY: Final = 24 * 60
# More working days than lie between any two.
BEYOND: Final = 10**6
RULEBOOK: Final = "indicators.yaml"
WEEK: Final[tuple[Weekday, ...]] = get_args(Weekday)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days of whole years, and the working minutes of each of them.

    Arrays by day have one entry a day from ``first`` on: ``working``; ``hours``, which of the sets of hours it has; and sums over the
    days before it (one entry more): ``before`` of working days, ``possible`` with the days of the week of years nobody listed, and
    ``worked`` of working minutes. ``passed[h, m]`` counts the working minutes in the first m minutes of a day with the set of hours h;
    ``opens[h]`` and ``closes[h]`` are the minutes after midnight at which work begins and ends. Days outside count no working time.
    """

    first: np.datetime64
    working: Mask
    hours: Counts
    before: Counts
    possible: Counts
    worked: Counts
    passed: Counts
    opens: Counts
    closes: Counts

    def is_working(self, moments: Moments) -> Mask:
        """Tell which moments (none of them NaT) stand on a working day."""
        index = self._index(moments)
        inside = (index >= 0) & (index < len(self.working))
        return inside & self.working[np.clip(index, 0, len(self.working) - 1)]

    def days_between(self, start: Moments, end: Moments) -> Counts:
        """Count the working days after the day of ``start`` up to and including the day of ``end``; the same day is 0.

        Received on a Friday and answered on the Monday after it is one working day.
        """
        return self._days_through(end) - self._days_through(start)

    def most_days_between(self, start: Moments, end: Moments) -> Counts:
        """Count as ``days_between``, but days of the week of a year nobody listed as working days: it cannot have been more.

        Where both counts agree the days are known. From before the calendar there is no telling; that counts as very many.
        """
        beyond = np.where(self._index(start) < -1, BEYOND, 0)
        return self.possible[self._through(end)] - self.possible[self._through(start)] + beyond

    def minutes_between(self, start: Moments, end: Moments) -> Counts:
        """Count the working minutes between moments with a time of day (``datetime64[m]``).

        A moment outside working hours counts as the next working minute: evenings, breaks, weekends and holidays last 0 minutes.
        """
        return self._worked(end) - self._worked(start)

    def whole_minutes_between(self, start: Moments, end: Moments) -> Counts:
        """Count the minutes of the working days after the day of ``start`` up to and including the day of ``end``, all day long."""
        return self.worked[self._through(end)] - self.worked[self._through(start)]

    def opening(self, moments: Moments) -> Counts:
        """Give the minute of the day at which work begins on each day."""
        return self.opens[self._hours(moments)]

    def closing(self, moments: Moments) -> Counts:
        """Give the minute of the day at which work ends on each day."""
        return self.closes[self._hours(moments)]

    def days(self, start: date, end: date) -> npt.NDArray[np.datetime64]:
        """Give the working days from one day to another, both included."""
        every = np.arange(np.datetime64(start, "D"), np.datetime64(end, "D") + np.timedelta64(1, "D"))
        return every[self.is_working(every)]

    def _index(self, moments: Moments) -> Counts:
        index: Counts = (moments.astype("datetime64[D]") - self.first).astype(np.int64)
        return index

    def _through(self, moments: Moments) -> Counts:
        return np.clip(self._index(moments) + 1, 0, len(self.working))

    def _days_through(self, moments: Moments) -> Counts:
        return self.before[self._through(moments)]

    def _hours(self, moments: Moments) -> Counts:
        return self.hours[np.clip(self._index(moments), 0, len(self.working) - 1)]

    def _worked(self, moments: Moments) -> Counts:
        clock = (moments - moments.astype("datetime64[D]")).astype(np.int64)
        today = np.where(self.is_working(moments), self.passed[self._hours(moments), clock], 0)
        return self.worked[np.clip(self._index(moments), 0, len(self.working))] + today


def working_calendar(setting: Setting) -> WorkingCalendar | tuple[Finding, ...]:
    """Give the calendar of all years the period touches, or a finding for each year that is not listed and each slip in it.

    It begins with the first year the office listed, or the one before the period, so that what began before it can be counted.
    """
    calendar = setting.rulebook.calendar or Calendar()
    asked = range(setting.start.year, setting.end.year + 1)
    found = [_finding("calendar-year", "years", year=str(y)) for y in asked if str(y) not in calendar.years]
    listed = sorted(int(year) for year in calendar.years if int(year) <= setting.end.year)
    for year in listed:
        stray = [d for d in _closed(calendar.years[f"{year:04d}"]) if d.year != year]
        found += [_finding("calendar-day", f"years.{year:04d}", day=d.isoformat(), year=f"{year:04d}") for d in stray]
    return tuple(found) if found else _made(calendar, range(min(*listed, setting.start.year - 1), setting.end.year + 1))


def last_day(setting: Setting) -> date:
    """The day records are judged as of: the end of the period, or the day of evaluation where that is earlier."""
    return min(setting.day, setting.end)


def _made(calendar: Calendar, years: range) -> WorkingCalendar:
    first = np.datetime64(f"{years[0]:04d}-01-01", "D")
    every = np.arange(first, np.datetime64(f"{years[-1]:04d}-12-31", "D") + np.timedelta64(1, "D"))
    listed = [year for year in years if f"{year:04d}" in calendar.years]
    known = np.isin(every.astype("datetime64[Y]").astype(np.int64) + 1970, listed)
    # The first day of NumPy's calendar, 1 January 1970, was a Thursday; Monday is 0.
    weekday = (every.astype(np.int64) + 3) % 7
    working = (weekday < calendar.week) & known
    maybe = (weekday < calendar.week) & ~known
    closed = [d for year in listed for d in _closed(calendar.years[f"{year:04d}"])]
    working[(np.array(closed, "datetime64[D]") - first).astype(np.int64)] = False
    hours = np.zeros(len(every), np.int64)
    sets = [calendar.hours]
    for other in calendar.other_hours:
        hours[_days_of(other, every, weekday)] = len(sets)
        sets.append(other.over(calendar.hours))
    passed = np.stack([_passed(one) for one in sets])
    return WorkingCalendar(
        first,
        working,
        hours,
        _sums(working),
        _sums(working | maybe),
        _sums(np.where(working, passed[hours, -1], 0)),
        passed,
        np.array([minute(one.start) for one in sets], np.int64),
        np.array([minute(one.end) for one in sets], np.int64),
    )


def _sums(days: npt.NDArray[np.bool_] | Counts) -> Counts:
    return np.concatenate([[0], np.cumsum(days)]).astype(np.int64)


def _days_of(other: OtherHours, every: npt.NDArray[np.datetime64], weekday: Counts) -> Mask:
    chosen = np.isin(weekday, [WEEK.index(day) for day in other.days or WEEK])
    if other.since:
        chosen &= every >= np.datetime64(other.since)
    if other.until:
        chosen &= every <= np.datetime64(other.until)
    return chosen


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
