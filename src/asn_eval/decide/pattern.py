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

from asn_eval.decide.grades import Grades
from asn_eval.findings import Finding, Place
from asn_eval.measure.predikat import predikat_word
from asn_eval.rules.dated import Row
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.statutes import letters, rows

TABLE = "se-menpanrb-3-2023"


@dataclass(frozen=True, slots=True)
class Departure:
    """One rule of a pattern that a unit does not keep.

    ``kind``: ``most`` (should be the most frequent), ``present`` (should occur), ``at_most`` or ``at_least`` a percentage of the
    unit. ``people`` is how many whole people would have to differ, 0 where less than one person is missing (``slack``).
    """

    kind: Literal["most", "present", "at_most", "at_least"]
    predikat: tuple[str, ...]
    count: int
    of: int
    percent: Fraction | None
    people: int

    @property
    def slack(self) -> bool:
        """Whether less than one whole person is missing."""
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


def pattern_kept(grades: Grades, rulebook: Rulebook, day: date) -> tuple[Departure, ...] | None:
    """Tell what everybody's grades depart from; only people who have a grade count.

    None where there is nothing to hold them against: the rulebook names no ``organisation.capaian``, its grades are not the predikat
    of PermenPANRB 6/2022, nobody is graded, or no pattern was in force on the day.
    """
    if rulebook.organisation.capaian is None or not grades.bands:
        return None
    held = grades.band[grades.band >= 0]
    counts = np.bincount(held, minlength=len(grades.bands)).tolist()
    return departures(
        rulebook.organisation.capaian, {b.name: n for b, n in zip(grades.bands, counts, strict=True)}, day
    )


def pattern_warnings(grades: Grades, rulebook: Rulebook, day: date) -> tuple[Finding, ...]:
    """Give the findings of an evaluation whose grades depart from the pattern of its organisation's result."""
    place = Place("indicators.yaml", path="organisation.capaian")
    return pattern_findings(rulebook.agency or "ASN", place, pattern_kept(grades, rulebook, day) or ())


def pattern_findings(unit: str, place: Place, found: Sequence[Departure]) -> tuple[Finding, ...]:
    """Tell departures as warnings; those of less than one person as information."""
    told = []
    for one in found:
        values = {"unit": unit, "predikat": ", ".join(one.predikat), "count": str(one.count), "all": str(one.of)}
        if one.percent is not None:
            values |= {"percent": f"{float(one.percent):g}", "people": str(one.people)}
        code = {"most": "pattern-most", "present": "pattern-missing"}.get(one.kind, "")
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
        return None if count else Departure("present", named, count, total, None, 1)
    percent = row.number("percent")
    bound = percent / 100 * total
    if kind == "at_most":
        return None if count <= bound else Departure("at_most", named, count, total, percent, math.floor(count - bound))
    return None if count >= bound else Departure("at_least", named, count, total, percent, math.floor(bound - count))
