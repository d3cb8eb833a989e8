"""Complaints become measures: time to the first response, answers and settlements in time, open cases, satisfaction of reporters.

Cases count as they stood at the end of the period (or on the day of evaluation, if that is earlier): what happened later had not
happened. A case over the end of a period is judged once: in the period it was answered or settled in time in, or else in the one in
which its limit ran out, be it open or late by then. A case of several handlers counts for each. Response and settlement are counted
from the day the case came to the office, in working days: those after it up to and including the day of the answer; the same day is 0.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final, Literal

import numpy as np

from asn_eval.check.cells import typed
from asn_eval.check.exact import Exact
from asn_eval.check.records import State
from asn_eval.measure.calendar import Counts, Moments, WorkingCalendar, last_day, working_calendar
from asn_eval.measure.complaint_cases import (
    KIND,
    Cases,
    cases_of,
    limits_of,
    tell_no_law,
    tell_undated,
    tell_unlisted,
)
from asn_eval.measure.made import Logbooks, Made, Measuring, Setting, nothing
from asn_eval.measure.rational import Ratios, exact, means, quotients
from asn_eval.measure.telling import Mask
from asn_eval.rules.statutes import lapor_response

MINUTES_OF_HOUR: Final = 60
# Score = value × factor + shift, so that the ends of the scale are 25 and 100, as in IKM; 0–100 stands as it is.
SATISFACTION: Final[Mapping[str, tuple[int, int, int, int, int]]] = {
    # scale: lowest, highest, and (value × numerator + constant) / denominator
    "1-4": (1, 4, 25, 0, 1),
    "1-5": (1, 5, 75, 25, 4),
    "0-100": (0, 100, 1, 0, 1),
}


def response(
    unit: Literal["days", "hours"], which: Literal["median", "p90"], logbooks: Logbooks, setting: Setting
) -> Made:
    """Measure the time to the first response over the cases answered in the period: its median, or what nine of ten kept within.

    The median of an even number is the exact mean of the two middle values. The 90th percentile is the nearest rank: the smallest
    value with at least 90 % of the cases at or below it. A case settled without a date of response was answered when it was settled.
    Hours are working hours; a case without a time of day at either end counts whole working days, and that is told.
    """
    found = _cases_and_calendar(logbooks, setting, "ditanggapi")
    if isinstance(found, Made):
        return found
    cases, calendar = found
    chosen = cases.counted & ~np.isnat(cases.answered)
    units, per = _durations(cases, chosen, calendar, unit)
    person, people = cases.logbook.person[chosen].astype(np.int64), len(setting.people)
    values, doubled = (medians(units, person, people), 2) if which == "median" else (p90s(units, person, people), 1)
    return cases.made(Exact(values, per * doubled), cases.per_person(chosen) > 0, chosen)


def answered_in_time(logbooks: Logbooks, setting: Setting) -> Made:
    """Measure the percent of cases answered within ``response_limit`` working days; the last of them is still in time.

    Without one of the office's own it is the step of LAPOR (5 working days); before that table there is none, and that is told.
    A case not answered in time counts as late from the first working day after its limit, in the period that holds that day; before
    it the case is left out of the divisor.
    """
    found = _cases_and_calendar(logbooks, setting, "ditanggapi")
    if isinstance(found, Made):
        return found
    cases, calendar = found
    limit = setting.rulebook.records.complaints.response_limit or lapor_response(last_day(setting))
    if limit is None:
        tell_no_law(cases, "response_limit")
        limit = 0
    return _in_time(cases, calendar, cases.answered, np.full(len(cases.logbook), limit, np.int64))


def solved_in_time(logbooks: Logbooks, setting: Setting) -> Made:
    """Measure the percent of cases settled within the working days of their class; the last of them is still in time.

    The classes are those of ``records.complaints.limits``, else those of LAPOR (PermenPANRB 62/2018: 5, 14 and 60 working days). A
    case not settled in time counts as late from the first working day after its limit, in the period that holds that day; before it the
    case is left out of the divisor.
    """
    found = _cases_and_calendar(logbooks, setting, "selesai")
    if isinstance(found, Made):
        return found
    cases, calendar = found
    return _in_time(cases, calendar, cases.solved, limits_of(cases, setting))


def backlog(logbooks: Logbooks, setting: Setting) -> Made:
    """Count the cases open at the end of the period (or on an earlier day of evaluation), those from before the period included."""
    cases = cases_of(logbooks, setting, "selesai")
    if cases is None:
        return nothing(KIND, len(setting.people))
    still_open = cases.per_person(cases.counted & np.isnat(cases.solved))
    return cases.made(Exact(still_open, 1), cases.per_person(cases.counted) > 0, cases.counted)


def satisfaction(logbooks: Logbooks, setting: Setting) -> Made:
    """Measure the exact mean of the reporters' scores as 25 to 100, as IKM counts (PermenPANRB 14/2017: 1 to 4, times 25).

    A scale of 1 to 5 is stretched evenly, so that 1 is 25 and 5 is 100; 0 to 100 stands as typed. Cases without a score are left out.
    """
    cases = cases_of(logbooks, setting)
    if cases is None:
        return nothing(KIND, len(setting.people))
    column = cases.logbook.numbers.get("kepuasan")
    if column is None:
        cases.telling.lacks("kepuasan", cases.counted)
        none = np.zeros(len(setting.people), np.int64)
        return cases.made(Exact(none, 1), none > 0, np.zeros(len(cases.logbook), bool))
    scale = setting.rulebook.records.complaints.satisfaction
    lowest, highest, factor, constant, divisor = SATISFACTION[scale]
    given = cases.counted & (column.state == State.GIVEN)
    units, per = column.values.units, column.values.per
    beyond = given & ((units < lowest * per) | (units > highest * per))
    cases.telling.cells(
        "complaint-score",
        beyond,
        "kepuasan",
        lambda i: {"found": typed(int(units[i]) / per), "low": str(lowest), "high": str(highest)},
    )
    scored = Ratios((units[given].astype(object) * factor + constant * per), per * divisor)
    mean = means(scored, cases.logbook.person[given].astype(np.intp), len(setting.people))
    return cases.made(exact(mean), cases.per_person(given) > 0, given)


def medians(units: Counts, person: Counts, people: int) -> Counts:
    """Give twice the median of each person's values, 0 without any: whole numbers, and exact.

    >>> medians(np.array([3, 1, 2, 10]), np.array([0, 0, 1, 1]), 3).tolist()
    [4, 12, 0]
    """
    ordered, start, count = _ordered(units, person, people)
    some = count > 0
    low, high = (start + (count - 1) // 2)[some], (start + count // 2)[some]
    twice = np.zeros(people, np.int64)
    twice[some] = ordered[low] + ordered[high]
    return twice


def p90s(units: Counts, person: Counts, people: int) -> Counts:
    """Give the 90th percentile by nearest rank of each person's values, 0 without any.

    >>> p90s(np.arange(1, 12), np.array([0] * 10 + [1]), 2).tolist()
    [9, 11]
    """
    ordered, start, count = _ordered(units, person, people)
    some = count > 0
    value = np.zeros(people, np.int64)
    value[some] = ordered[(start + (9 * count + 9) // 10 - 1)[some]]
    return value


def _ordered(units: Counts, person: Counts, people: int) -> tuple[Counts, Counts, Counts]:
    count = np.bincount(person, minlength=people).astype(np.int64)
    return units[np.lexsort((units, person))], np.cumsum(count) - count, count


def _cases_and_calendar(logbooks: Logbooks, setting: Setting, needed: str) -> tuple[Cases, WorkingCalendar] | Made:
    """Give the cases and the calendar, or the measure nobody has where either is lacking."""
    cases, calendar = cases_of(logbooks, setting, needed), working_calendar(setting)
    if cases is None:
        return nothing(KIND, len(setting.people))
    if isinstance(calendar, tuple):
        return replace(nothing(KIND, len(setting.people)), findings=calendar)
    return cases, calendar


def _durations(
    cases: Cases, chosen: Mask, calendar: WorkingCalendar, unit: Literal["days", "hours"]
) -> tuple[Counts, int]:
    received, answered = cases.received[chosen], cases.answered[chosen]
    days, unknown = calendar.days_between(received, answered), np.zeros(len(chosen), bool)
    unknown[chosen] = days != calendar.most_days_between(received, answered)
    tell_unlisted(cases, unknown)
    if unit == "days":
        return days, 1
    cases.telling.count("complaint-no-clock", chosen & ~cases.timed, "diterima")
    minutes, whole = calendar.minutes_between(received, answered), calendar.whole_minutes_between(received, answered)
    return np.where(cases.timed[chosen], minutes, whole), MINUTES_OF_HOUR


def _in_time(cases: Cases, calendar: WorkingCalendar, moments: Moments, limit: Counts) -> Made:
    """Judge each case once: in the period it was done in time in, else in the period its limit ran out in.

    Holidays of years nobody listed matter only where the case would be judged otherwise with them than without.
    """
    kept, late, undated = _judged(cases, calendar.days_between, moments, limit)
    other_kept, other_late, other_undated = _judged(cases, calendar.most_days_between, moments, limit)
    tell_unlisted(cases, (kept != other_kept) | (late != other_late))
    tell_undated(cases.logbook, undated & other_undated, cases.telling)
    on_time, of = cases.per_person(kept), cases.per_person(kept | late)
    ratio = quotients(on_time * 100, np.maximum(of, 1))
    return cases.made(exact(ratio), of > 0, kept | late)


def _judged(
    cases: Cases, days: Callable[[Moments, Moments], Counts], moments: Moments, limit: Counts
) -> tuple[Mask, Mask, Mask]:
    """Tell the cases done in time, those whose limit ran out in the period, and the undated ones whose limit did, by a count of days."""
    first = np.datetime64(cases.telling.setting.start, "D")
    last = np.datetime64(last_day(cases.telling.setting), "D")
    # Moments of cases that do not count may be NaT, of which the calendar knows nothing.
    came = np.where(cases.counted | cases.undated, cases.received, first)
    done = cases.counted & ~np.isnat(moments)
    kept = done & (days(came, np.where(done, moments, first)) <= limit)
    ended, before = (days(came, np.full(len(came), day)) > limit for day in (last, first - 1))
    return kept, cases.counted & ~kept & ended & ~before, cases.undated & ended & ~before


MEASURES: Final[Mapping[str, Measuring]] = {
    "complaints.response_hours_median": partial(response, "hours", "median"),
    "complaints.response_hours_p90": partial(response, "hours", "p90"),
    "complaints.response_days_median": partial(response, "days", "median"),
    "complaints.response_days_p90": partial(response, "days", "p90"),
    "complaints.answered_in_time": answered_in_time,
    "complaints.solved_in_time": solved_in_time,
    "complaints.backlog": backlog,
    "complaints.satisfaction": satisfaction,
}
