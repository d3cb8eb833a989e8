"""Until when a result can be objected to, to whom, and on whose word: the table of law of the period, or the office.

The table is the one in force on the last day of the period, else on the day of evaluation. What it does not say is not filled in from
another table: PP 10/1979 (DP3) names a number of days and nothing else, and no text was seen for the years 2014 to 2018.

The day of receipt is not counted. A last day that is a Saturday, Sunday or holiday stays that day: the law seen does not move it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from asn_eval.rules.dated import Row
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.statutes import rows

# The tables that say how ratings are objected to; at most one of them is in force on a day.
TABLES: Final = ("pp-30-2019", "dp3")
# How a table says that working days are meant; calendar days otherwise.
WORKING: Final = "hari kerja"
_ONE = timedelta(days=1)
# A slip such as the year 9999 is counted from here: there are no days beyond that year.
_LAST = date(9990, 1, 1)


@dataclass(frozen=True, slots=True)
class Terms:
    """How long an objection is open. ``days_by`` and ``counted_by`` tell who says so; ``unsaid``: nobody, calendar days are taken.

    ``form`` and ``addressee`` are the law's own words, ``""`` where it has none. ``citation`` is ``""`` where the days are the office's:
    a deadline of its own is not the law's.
    """

    days: int
    calendar: bool
    days_by: Literal["law", "office"]
    counted_by: Literal["law", "office", "unsaid"]
    form: str = ""
    addressee: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day for an objection; ``unlisted`` are years whose holidays the office's calendar does not hold."""

    received: date
    last: date
    terms: Terms
    unlisted: tuple[int, ...] = ()


def terms_day(rulebook: Rulebook, day: date) -> date:
    """Give the day whose law holds for objections: the last day of the period, else the day of evaluation."""
    return rulebook.period.end if rulebook.period else day


def terms_of(rulebook: Rulebook, day: date) -> Terms | None:
    """Give the terms of an objection on a day; None where no table of law has any and the office set no days.

    >>> book = Rulebook(indicators={"a": {"weight": 100}})
    >>> terms_of(book, date(2026, 12, 31)).citation, terms_of(book, date(2015, 12, 31))
    ('PP 30/2019 Pasal 59', None)
    """
    office, law = rulebook.objection, _law(day)
    if law is None:
        return Terms(office.days, office.calendar is not False, "office", "office") if office.days else None
    form, addressee, counted = (law.text(key) for key in ("form", "addressee", "counted"))
    calendar = not counted.startswith(WORKING) if office.calendar is None else office.calendar
    if office.days is not None:
        return Terms(office.days, calendar, "office", "office", form, addressee)
    as_law = bool(counted) and calendar != counted.startswith(WORKING)
    by: Literal["law", "office", "unsaid"] = "law" if as_law else "unsaid" if office.calendar is None else "office"
    citation = f"{law.citation.regulation} {law.citation.article}".rstrip()
    return Terms(law.whole("days"), calendar, "law", by, form, addressee, citation)


def _law(day: date) -> Row | None:
    return next((row for name in TABLES for row in rows(name, "objection", day)), None)


def deadline(rulebook: Rulebook, received: date, day: date) -> Deadline | None:
    """Count the days from the day after receipt: calendar days, or working days of the rulebook's calendar.

    ``day`` is the day of evaluation. None where nobody says how many days there are.

    >>> book = Rulebook(indicators={"a": {"weight": 100}})
    >>> deadline(book, date(2026, 11, 24), date(2026, 11, 24)).last
    datetime.date(2026, 12, 8)
    """
    terms, received = terms_of(rulebook, terms_day(rulebook, day)), min(received, _LAST)
    if terms is None:
        return None
    if terms.calendar:
        return Deadline(received, received + timedelta(days=terms.days), terms)
    last, left = received, terms.days
    while left:
        last += _ONE
        left -= _works(rulebook, last)
    listed = rulebook.calendar.years if rulebook.calendar else {}
    unlisted = tuple(year for year in range(received.year, last.year + 1) if str(year) not in listed)
    return Deadline(received, last, terms, unlisted)


def _works(rulebook: Rulebook, day: date) -> bool:
    calendar = rulebook.calendar
    year = calendar.years.get(str(day.year)) if calendar else None
    closed = () if year is None else (*year.holidays, *year.joint_leave)
    return day.weekday() < (calendar.week if calendar else 5) and day not in closed
