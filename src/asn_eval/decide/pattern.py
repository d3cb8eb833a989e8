"""How the predikat of a unit lie against the pattern of its organisation's result: SE MenPANRB 3/2023, guidance and not a quota.

Percentages of few people are coarse: in a unit of five one person is 20 %. A count that misses a bound by less than one whole
person keeps it as well as that unit can and is told as such.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

from asn_eval.decide.grades import Grades
from asn_eval.findings import Finding, Place
from asn_eval.measure.predikat import predikat_word
from asn_eval.rules.dated import Row
from asn_eval.rules.matching import plain
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.statutes import letters, rows

TABLE = "se-menpanrb-3-2023"


@dataclass(frozen=True, slots=True)
class Departure:
    """One rule of a pattern that a unit does not keep.

    ``kind``: ``most`` (should be the most frequent), ``present`` (should occur), ``at_most`` or ``at_least`` a percentage of the
    unit. ``people`` is how many whole people would have to differ, 0 where less than one person is missing or the unit has only one,
    who cannot have two predikat (``slack``).
    """

    kind: Literal["most", "present", "at_most", "at_least"]
    predikat: tuple[str, ...]
    count: int
    of: int
    percent: Fraction | None
    people: int

    @property
    def slack(self) -> bool:
        """Whether the unit cannot keep the rule any better than it does."""
        return self.people == 0


def departures(capaian: str, counts: Mapping[str, int], day: date) -> tuple[Departure, ...] | None:
    """Tell what a unit's predikat depart from, given its organisation's result (SE MenPANRB 3/2023).

    ``counts`` are people by predikat. None where the result or a predikat is not one, nobody is counted, or no table is in force.

    >>> [d.kind for d in departures("Baik", {"Sangat Baik": 2, "Baik": 8}, date(2026, 12, 31))]
    ['present', 'at_most']
    """
    words = {name: predikat_word(name, day) for name in counts}
    pattern = [row for row in rows(TABLE, "pattern", day) if letters(row.text("capaian")) == letters(_result(capaian))]
    total = sum(counts.values())
    if not pattern or not total or None in words.values():
        return None
    people: dict[str, int] = {}
    for name, word in words.items():
        people[str(word)] = people.get(str(word), 0) + counts[name]
    found = (_departure(row, people, total) for row in pattern)
    return tuple(departure for departure in found if departure is not None)


@dataclass(frozen=True, slots=True)
class Held:
    """An organisation, or a unit of it, with its result and what its people's predikat depart from (nothing: the pattern is kept).

    ``unit`` is ``""`` for the organisation as a whole. ``departs`` is None where there is nothing to hold the predikat against.
    """

    unit: str
    capaian: str
    people: int
    departs: tuple[Departure, ...] | None


def patterns_kept(grades: Grades, units: npt.NDArray[np.object_], rulebook: Rulebook, day: date) -> tuple[Held, ...]:
    """Hold the grades of the organisation, and of each unit rated on its own, against the pattern of the result.

    ``units`` is everybody's unit; only people who have a grade count. Nothing can be held against where grades are not the predikat of
    PermenPANRB 6/2022, nobody is graded, or no pattern was in force on the day.
    """
    about = rulebook.organisation
    everybody = np.ones(len(units), bool)
    asked = [("", about.capaian, everybody)] if about.capaian else []
    folded = np.array([plain(str(unit)) for unit in units.tolist()], object) if about.units else units
    asked += [(unit, capaian, np.asarray(folded == plain(unit), bool)) for unit, capaian in about.units.items()]
    return tuple(_held(unit, str(capaian), grades, members, day) for unit, capaian, members in asked)


def _held(unit: str, capaian: str, grades: Grades, members: npt.NDArray[np.bool_], day: date) -> Held:
    counts = np.bincount(grades.band[members & (grades.band >= 0)], minlength=len(grades.names)).tolist()
    departs = departures(capaian, dict(zip(grades.names, counts, strict=True)), day)
    return Held(unit, capaian, int(members.sum()), departs)


def pattern_warnings(
    grades: Grades, units: npt.NDArray[np.object_], rulebook: Rulebook, day: date
) -> tuple[Finding, ...]:
    """Give the findings of an evaluation whose grades depart from a pattern, and of a rated unit nobody belongs to."""
    found: list[Finding] = []
    for held in patterns_kept(grades, units, rulebook, day):
        path = f"organisation.units.{held.unit}" if held.unit else "organisation.capaian"
        place = Place("indicators.yaml", path=path)
        if held.unit and not held.people:
            found.append(Finding("organisation-unit", place, {"unit": held.unit}))
        found += pattern_findings(held.unit or rulebook.agency or "ASN", place, held.departs or ())
    head = rulebook.organisation.head
    if head is not None and grades.ratings is not None and not grades.ratings.heads.any():
        wanted = ", ".join(
            (*head.jabatan, *head.jenis_jabatan, *head.jenjang, *head.unit, *sum(head.columns.values(), ()))
        )
        found.append(
            Finding("organisation-head", Place("indicators.yaml", path="organisation.head"), {"found": wanted})
        )
    return tuple(found)


def pattern_findings(unit: str, place: Place, found: Sequence[Departure]) -> tuple[Finding, ...]:
    """Tell departures as warnings; those of less than one person as information."""
    told = []
    for one in found:
        values = {"unit": unit, "predikat": ", ".join(one.predikat), "count": str(one.count), "all": str(one.of)}
        if one.percent is not None:
            values |= {"percent": f"{float(one.percent):g}", "people": str(one.people)}
        missing = "pattern-alone" if one.slack else "pattern-missing"
        code = {"most": "pattern-most", "present": missing}.get(one.kind, "")
        if not code:
            code = "pattern-slack" if one.slack else "pattern-over" if one.kind == "at_most" else "pattern-under"
        told.append(Finding(code, place, values))
    return tuple(told)


def _result(capaian: str) -> str:
    # "Cukup" is the other name of "Butuh Perbaikan", for organisations as for people.
    return {"cukup": "Butuh Perbaikan", "butuhperbaikancukup": "Butuh Perbaikan"}.get(letters(capaian), capaian)


def _departure(row: Row, people: Mapping[str, int], total: int) -> Departure | None:
    kind, named = row.text("asks"), row.words("predikat")
    count = sum(people.get(word, 0) for word in named)
    if kind == "most":
        most = max(people.values())
        return None if count == most else Departure("most", named, count, total, None, most - count)
    if kind == "present":
        return None if count else Departure("present", named, count, total, None, min(1, total - 1))
    percent = row.number("percent")
    bound = percent / 100 * total
    if kind == "at_most":
        return None if count <= bound else Departure("at_most", named, count, total, percent, math.floor(count - bound))
    return None if count >= bound else Departure("at_least", named, count, total, percent, math.floor(bound - count))
