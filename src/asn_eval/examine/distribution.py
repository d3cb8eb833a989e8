"""How the totals lie: who is accounted for, mean and spread per unit, people per grade, a histogram."""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from asn_eval.pipeline import Evaluation
from asn_eval.rounding import half_up
from asn_eval.score import Outcome


@dataclass(frozen=True, slots=True)
class Account:
    """Where everybody in the roster ended up: ``people`` = ``ranked`` + ``excluded`` + ``not_assessable``."""

    people: int
    ranked: int
    excluded: int
    not_assessable: int


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """One unit: people, how many are ranked, and mean, lowest, highest total and spread in units of 10^-places.

    ``spread`` is the sample standard deviation (n − 1); numbers are None where too few people are ranked.
    """

    unit: str
    people: int
    ranked: int
    mean: int | None
    lowest: int | None
    highest: int | None
    spread: int | None


@dataclass(frozen=True, slots=True)
class Bin:
    """People whose published total is at least ``start`` and below ``end`` (the last bin includes its end)."""

    start: int
    end: int
    people: int


def account(evaluation: Evaluation) -> Account:
    """Count everybody once."""
    counts = np.bincount(evaluation.scores.outcome, minlength=3)
    return Account(len(evaluation.dossier.people), *(int(counts[kind]) for kind in Outcome))


def by_unit(evaluation: Evaluation) -> tuple[UnitSummary, ...]:
    """Summarise each unit, in alphabetical order."""
    units, index = np.unique(evaluation.dossier.people.texts["unit"].astype("U"), return_inverse=True)
    totals = evaluation.scores.total
    order = np.argsort(index, kind="stable")
    bounds = np.searchsorted(index[order], np.arange(len(units) + 1))
    summaries = []
    for number, unit in enumerate(units):
        members = order[bounds[number] : bounds[number + 1]]
        inside = totals.units[members[totals.known[members]]]
        summaries.append(_summary(str(unit), len(members), inside))
    return tuple(summaries)


def _summary(unit: str, people: int, totals: npt.NDArray[np.int64]) -> UnitSummary:
    count = len(totals)
    if not count:
        return UnitSummary(unit, people, 0, None, None, None, None)
    # Sums of integers are exact, whatever the order of the rows; the spread does not change when all are moved.
    away = totals - totals[0]
    squares, total = int((away * away).sum()), int(away.sum())
    # The root is rounded half up in whole numbers too: floor(2√v + 1) // 2.
    variance = Fraction(count * squares - total * total, count * (count - 1)) if count > 1 else None
    return UnitSummary(
        unit,
        people,
        count,
        half_up(Fraction(int(totals.sum()), count), 0),
        int(totals.min()),
        int(totals.max()),
        None if variance is None else (math.isqrt(math.floor(4 * variance)) + 1) // 2,
    )


def by_grade(evaluation: Evaluation) -> tuple[tuple[str, int], ...]:
    """Count ranked people per grade, best grade first; the empty name stands for people in no band."""
    names = evaluation.grades.names
    given = evaluation.grades.band[evaluation.standings.order]
    counted = [(name, int((given == number).sum())) for number, name in enumerate(names)]
    without = int((given < 0).sum())
    return (*counted, ("", without)) if without and names else tuple(counted)


def histogram(evaluation: Evaluation, most: int = 12) -> tuple[Bin, ...]:
    """Count ranked people in equal steps of 1, 2, 5, 10 … points, at most ``most`` of them, from the lowest to the highest total."""
    totals = evaluation.scores.total
    ranked = totals.units[totals.known]
    if not len(ranked):
        return ()
    one = 10**evaluation.rulebook.rounding.places
    low, high = int(ranked.min()), int(ranked.max())
    step = next(s for s in _steps(one) if high // s - low // s < most)
    first = low // step * step
    counts = np.bincount((ranked - first) // step)
    return tuple(Bin(first + i * step, first + (i + 1) * step, int(n)) for i, n in enumerate(counts.tolist()))


def _steps(one: int) -> list[int]:
    return [one * factor * 10**power for power in range(8) for factor in (1, 2, 5)]
