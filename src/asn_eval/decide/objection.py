"""Until when a result can be objected to: so many days from its receipt (PP 30/2019 Pasal 59).

The day of receipt is not counted. A last day that is a Saturday, Sunday or holiday stays that day: the law seen does not move it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from asn_eval.rules.rulebook import Rulebook

_ONE = timedelta(days=1)
# A slip such as the year 9999 is counted from here: there are no days beyond that year.
_LAST = date(9990, 1, 1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day for an objection; ``unlisted`` are years whose holidays the office's calendar does not hold."""

    received: date
    last: date
    days: int
    calendar: bool
    unlisted: tuple[int, ...] = ()


def deadline(rulebook: Rulebook, received: date) -> Deadline:
    """Count the days of the rulebook from the day after receipt: calendar days, or working days of its calendar.

    >>> book = Rulebook(indicators={"a": {"weight": 100}})
    >>> deadline(book, date(2026, 11, 24)).last
    datetime.date(2026, 12, 8)
    """
    rules, received = rulebook.objection, min(received, _LAST)
    if rules.calendar:
        return Deadline(received, received + timedelta(days=rules.days), rules.days, calendar=True)
    day, left = received, rules.days
    while left:
        day += _ONE
        left -= _works(rulebook, day)
    listed = rulebook.calendar.years if rulebook.calendar else {}
    unlisted = tuple(year for year in range(received.year, day.year + 1) if str(year) not in listed)
    return Deadline(received, day, rules.days, calendar=False, unlisted=unlisted)


def _works(rulebook: Rulebook, day: date) -> bool:
    calendar = rulebook.calendar
    year = calendar.years.get(str(day.year)) if calendar else None
    closed = () if year is None else (*year.holidays, *year.joint_leave)
    return day.weekday() < (calendar.week if calendar else 5) and day not in closed
