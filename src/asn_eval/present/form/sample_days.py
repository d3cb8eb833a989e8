"""The working time of the worked example: the days of its office and the hours of one of them, by the calendar of the rulebook.

Records stand as early in the period as they fit, so that an example scores the same whenever it is opened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from hashlib import sha256

from asn_eval.measure.calendar import WEEK, minute
from asn_eval.measure.scales import is_straight
from asn_eval.present.form.choices import leaves_of
from asn_eval.present.form.sample import PEOPLE, Invented, profile_for, sample_rows
from asn_eval.rules.measuring import Calendar
from asn_eval.rules.rulebook import Indicator, Rulebook
from asn_eval.rules.weights import leaf_weights

# The year of an example whose rulebook names neither a period nor a calendar; there is no clock in it.
YEAR = 2026
# Days looked at after the end of the period: cases are settled there.
_BEYOND = 120


@dataclass(frozen=True, slots=True)
class Office:
    """The invented office under one rulebook: first and last day of its period, and every working day from the first on."""

    rulebook: Rulebook
    first: date
    last: date
    days: tuple[date, ...]

    @property
    def within(self) -> tuple[date, ...]:
        """The working days of the period."""
        return tuple(day for day in self.days if day <= self.last)

    def asked(self, kind: str) -> list[Invented]:
        """Give the people for whom something measured from a kind of records counts."""
        leaves, (rows, _) = leaves_of(kind, self.rulebook), sample_rows(self.rulebook)
        weights = [leaf_weights(self.rulebook, profile_for(row, self.rulebook)) for row in rows]
        return [person for person, counted in zip(PEOPLE, weights, strict=True) if set(leaves) & set(counted)]

    def least(self, kind: str) -> int:
        """Give the fewest records of a kind anything measured from it asks for."""
        return max(leaf.minimum_records for leaf in leaves_of(kind, self.rulebook).values())

    def after(self, day: date, count: int) -> date:
        """Give the working day so many after a day."""
        later = [one for one in self.days if one > day]
        return later[min(count, len(later)) - 1] if count and later else day

    def clock(self, minutes: int) -> time:
        """Give a time of day from the minutes after midnight, kept within the day."""
        return time(*divmod(min(max(minutes, 0), 24 * 60 - 1), 60))

    def later(self, moment: datetime, minutes: int) -> datetime:
        """Give the moment so many working minutes after one."""
        for day in (moment.date(), *(one for one in self.days if one > moment.date())):
            for begin, end in self._stretches(day):
                start = max(moment, at(day, begin))
                length = (at(day, end) - start) // timedelta(minutes=1)
                if 0 < minutes <= length:
                    return start + timedelta(minutes=minutes)
                minutes -= max(0, length)
        return moment

    def opens(self, day: date) -> int:
        """Give when work begins on a day, in minutes after midnight."""
        return self._stretches(day)[0][0]

    def closes(self, day: date) -> int:
        """Give when work ends on a day, in minutes after midnight."""
        return self._stretches(day)[-1][1]

    def minutes_of(self, day: date) -> int:
        """Count the working minutes of a day."""
        return sum(end - begin for begin, end in self._stretches(day))

    def _stretches(self, day: date) -> tuple[tuple[int, int], ...]:
        calendar = self.rulebook.calendar or Calendar()
        hours = calendar.hours
        for other in calendar.other_hours:
            listed = not other.days or WEEK[day.weekday()] in other.days
            if listed and (other.since or day) <= day <= (other.until or day):
                hours = other.over(calendar.hours)
        ends = [minute(clock) for clock in (hours.start, hours.break_start, hours.break_end, hours.end)]
        return (ends[0], ends[1]), (ends[2], ends[3])


def office_of(rulebook: Rulebook) -> Office:
    """Give the invented office of a rulebook; without a period that of the last year its calendar names."""
    calendar, period = rulebook.calendar or Calendar(), rulebook.period
    year = max((int(year) for year in calendar.years), default=YEAR)
    first, last = (period.start, period.end) if period else (date(year, 1, 1), date(year, 12, 31))
    closed = {day for listed in calendar.years.values() for day in (*listed.holidays, *listed.joint_leave)}
    every = (first + timedelta(days=n) for n in range((last - first).days + 1 + _BEYOND))
    return Office(
        rulebook, first, last, tuple(day for day in every if day.weekday() < calendar.week and day not in closed)
    )


def at(day: date, minutes: int) -> datetime:
    """Give a moment of a day.

    >>> at(date(2026, 1, 5), 465)
    datetime.datetime(2026, 1, 5, 7, 45)
    """
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)


def pick(seed: str, low: int, high: int) -> int:
    """Give a number from one to another, always the same for the same seed."""
    return low + int.from_bytes(sha256(seed.encode()).digest()[:4]) % (high - low + 1)


def spread(wanted: Fraction, seed: str, low: int, high: int) -> int:
    """Give one of the two whole numbers next to one, so that many of them have it as their mean.

    >>> sorted({spread(Fraction(7, 2), f"{n}", 1, 5) for n in range(20)})
    [3, 4]
    """
    return min(max(int(wanted + Fraction(pick(seed, 0, 99), 100)), low), high)


def on_scale(indicator: Indicator, percent: int) -> Fraction | None:
    """Give the value so many percent up a straight scale from its worse end; None on a scale of another shape.

    >>> on_scale(Indicator(scale={"max": 40, "direction": "lower"}), 75)
    Fraction(10, 1)
    """
    scale = indicator.scale
    if not is_straight(scale):
        return None
    bad, good = (scale.min, scale.max) if scale.direction == "higher" else (scale.max, scale.min)
    return Fraction(bad) + (Fraction(good) - Fraction(bad)) * percent / 100


def holds(indicator: Indicator, value: Fraction | int) -> bool:
    """Tell whether a value is one the scale of an indicator may have."""
    scale = indicator.scale
    return not is_straight(scale) or Fraction(scale.min) <= value <= Fraction(scale.max)


def best_held(indicators: Sequence[Indicator], percent: int, otherwise: Fraction) -> Fraction:
    """Give the smallest of the values so many percent up the straight scales of indicators; ``otherwise`` where none is straight."""
    values = [value for indicator in indicators if (value := on_scale(indicator, percent)) is not None]
    return min(values, default=otherwise)
