"""What the law says about what was measured, beside its score: hukuman for days absent, IKM letter, means of roles, JP of the year.

Nothing here goes into a score. All arrays have one entry a person, in roster order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, TypeVar

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact
from asn_eval.check.records import Dossier
from asn_eval.measure import absence, complaints, conduct, feedback, satisfaction
from asn_eval.measure.absence import Sanction
from asn_eval.measure.attendance import absences
from asn_eval.measure.calendar import last_day
from asn_eval.measure.feedback import RoleMeans
from asn_eval.measure.gather import setting_of
from asn_eval.measure.made import Logbooks, Setting
from asn_eval.measure.satisfaction import ServiceBand
from asn_eval.measure.service import contracted
from asn_eval.rounding import rounded_sum
from asn_eval.rules.dated import Citation, law
from asn_eval.rules.rulebook import Rulebook

Mask = npt.NDArray[np.bool_]
Index = npt.NDArray[np.intp]
Found = TypeVar("Found")
Kind = Literal["absence", "satisfaction", "feedback", "training"]

NOBODY: Final = -1
# What is counted stands wherever there are records; a mean is only remarked on where it is one, with records enough.
COUNTED: Final[frozenset[Kind]] = frozenset({"absence", "training"})
# Scales of the reporters' scores that end as an index of 25 to 100; 0–100 stands as typed and is none.
_INDEXED: Final = ("1-4", "1-5")


@dataclass(frozen=True, slots=True)
class Absence:
    """Days absent without reason from ``first`` to ``last``, and the hukuman PP 94/2021 has for so many – for the official to decide.

    ``days`` hold where ``known``; the longest ``run`` where ``run_known`` (recaps tell none). ``reached`` indexes ``sanctions``, -1
    where none is reached. ``whole_year`` tells whether the days are those of one calendar year, as the law counts. Where they are of
    ``several_years`` only the run can reach a hukuman. ``by_minutes``: minutes late and early make days, as the office chose.
    ``least`` days lead to the first hukuman; without a ``citation`` no table was in force. The law is about ``staff`` (PNS).
    """

    days: Exact
    known: Mask
    run: npt.NDArray[np.int64]
    run_known: Mask
    sanctions: tuple[Sanction, ...]
    reached: Index
    staff: Mask
    first: date
    last: date
    whole_year: bool
    several_years: bool
    by_minutes: bool
    least: int
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The letter of the reporters' mean, read from the index of two decimals (``index``, in hundredths), where ``known``.

    ``band`` indexes ``bands``, -1 below the lowest. ``scale`` is what the reporters' scores were typed on.
    """

    index: npt.NDArray[np.int64]
    known: Mask
    bands: tuple[ServiceBand, ...]
    band: Index
    scale: str
    citation: Citation

    def value(self, person: int) -> Decimal:
        """The index of one person with its two decimals."""
        return Decimal(int(self.index[person])).scaleb(-satisfaction.PLACES)


@dataclass(frozen=True, slots=True)
class Feedback:
    """The means of each role; those of fewer than ``least`` raters, and what would give them away, are not in it.

    ``counted`` are the roles that have a weight.
    """

    roles: Mapping[str, RoleMeans]
    least: int
    counted: frozenset[str] = frozenset()

    def lacking(self, person: int) -> tuple[str, ...]:
        """Give the roles with a weight that gave a person nothing, though another did; they left the divisor."""
        return tuple(role for role, given in self.roles.items() if role in self.counted and not given.raters[person])


@dataclass(frozen=True, slots=True)
class Training:
    """The JP of one calendar year where ``known``, and the least the law asks of ``staff`` (PNS); ``over``: the year has ended."""

    hours: Exact
    known: Mask
    staff: Mask
    year: int
    over: bool
    least: int
    citation: Citation

    def short(self) -> Exact:
        """Give the JP still lacking, 0 where enough."""
        return Exact(np.maximum(self.least * self.hours.per - self.hours.units, 0), self.hours.per)


@dataclass(frozen=True, slots=True)
class Remarks:
    """All remarks a roster has; None where the rulebook measures nothing they could be about, or no law says anything."""

    absence: Absence | None = None
    satisfaction: Satisfaction | None = None
    feedback: Feedback | None = None
    training: Training | None = None


def kind_of_remark(measure: str | None) -> Kind | None:
    """Give the kind of remark an indicator with this measure can have.

    >>> kind_of_remark("attendance.share"), kind_of_remark("complaints.backlog")
    ('absence', None)
    """
    if measure and measure.startswith("attendance."):
        return "absence"
    kinds: Mapping[str | None, Kind] = {
        "complaints.satisfaction": "satisfaction",
        "feedback.score": "feedback",
        "training.jp": "training",
    }
    return kinds.get(measure)


def remarks_of(dossier: Dossier, rulebook: Rulebook, day: date) -> Remarks:
    """Give the remarks on everything the rulebook measures. Faults of records were told when they were measured."""
    setting, books = setting_of(dossier, rulebook, day), dossier.logbooks
    wanted = {kind_of_remark(indicator.measure) for indicator in rulebook.leaves().values()}
    return Remarks(
        _absence(books, setting) if "absence" in wanted else None,
        _satisfaction(books, setting) if "satisfaction" in wanted else None,
        _feedback(books, setting) if "feedback" in wanted else None,
        _training(books, setting) if "training" in wanted else None,
    )


def _absence(books: Logbooks, setting: Setting) -> Absence | None:
    days, run = absences(books, setting)
    if not days.known.any():
        return None
    last, table = last_day(setting), law(absence.TABLE, last_day(setting))
    several = setting.start.year != last.year
    staff = ~contracted(setting.people)
    # Days of two years must not be added up to what the law asks of one; a run of days is one whatever the year.
    whole = np.zeros(len(staff), np.int64) if several else (days.values.units // days.values.per).astype(np.int64)
    found, reached = _each(
        np.stack([whole, run.values.units.astype(np.int64)]),
        days.known & staff,
        lambda pair: absence.sanction(pair[0], pair[1], last),
    )
    return Absence(
        days.values,
        days.known,
        run.values.units.astype(np.int64),
        run.known,
        found,
        reached,
        staff,
        setting.start,
        last,
        (setting.start, last) == (date(last.year, 1, 1), date(last.year, 12, 31)),
        several,
        setting.rulebook.records.attendance.minutes_per_absence_day is not None,
        min((row.whole("at_least") for row in table.part("absence")), default=0) if table else 0,
        table.citation if table else None,
    )


def _satisfaction(books: Logbooks, setting: Setting) -> Satisfaction | None:
    scale, day = setting.rulebook.records.complaints.satisfaction, last_day(setting)
    made, table = complaints.satisfaction(books, setting), law(satisfaction.TABLE, day)
    if scale not in _INDEXED or table is None or not made.known.any():
        return None
    index = rounded_sum([(Fraction(1, made.values.per), made.values.units)], Fraction(0), satisfaction.PLACES)
    bands, band = _each(
        index[None, :],
        made.known,
        lambda one: satisfaction.satisfaction_band(Fraction(one[0], 10**satisfaction.PLACES), day),
    )
    return Satisfaction(index, made.known, bands, band, scale, table.citation)


def _feedback(books: Logbooks, setting: Setting) -> Feedback | None:
    logbook = books.get(feedback.KIND)
    if logbook is None:
        return None
    rules = setting.rulebook.records.feedback
    counted = frozenset(role for role, weight in rules.roles.items() if weight > 0)
    return Feedback(feedback.by_role(logbook, setting), rules.anonymous_from, counted)


def _training(books: Logbooks, setting: Setting) -> Training | None:
    last = last_day(setting)
    table = law("jp-20", last)
    asked = next(iter(table.part("minimum")), None) if table else None
    year = replace(setting, start=date(last.year, 1, 1), end=date(last.year, 12, 31))
    made = conduct.jp(books, year)
    if asked is None or not made.known.any():
        return None
    staff, over = ~contracted(setting.people), last == year.end
    return Training(made.values, made.known, staff, last.year, over, asked.whole("jp"), asked.citation)


def _each(
    keys: npt.NDArray[np.int64], known: Mask, find: Callable[[list[int]], Found | None]
) -> tuple[tuple[Found, ...], Index]:
    """Look every different column of ``keys`` up once; give what was found and, for everybody ``known``, which (-1 = nothing)."""
    distinct, inverse = np.unique(keys[:, known], axis=1, return_inverse=True)
    answers = [find(column) for column in distinct.T.tolist()]
    found = tuple(dict.fromkeys(answer for answer in answers if answer is not None))
    places = np.array([NOBODY if answer is None else found.index(answer) for answer in answers], np.intp)
    index = np.full(keys.shape[1], NOBODY, np.intp)
    index[known] = places[inverse.reshape(-1)]
    return found, index
