"""Two indicators become two ratings, and two ratings the predikat: the nine cells of PermenPANRB 6/2022.

Which scores are which rating is the office's choice; what is compared is the published score. Whoever leads an organisation takes its
capaian as the rating of results (PermenPANRB 6/2022), whatever the own score is.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from asn_eval.check.profiles import fitting
from asn_eval.decide.facts import Facts
from asn_eval.measure.predikat import predikat, rating_of_head
from asn_eval.rules.appraising import AXES, NAMES, Axis, RatingRule
from asn_eval.rules.matching import plain
from asn_eval.rules.rulebook import Rulebook

Mask = npt.NDArray[np.bool_]
Steps = npt.NDArray[np.int8]
# A rating is its place in ``NAMES``, best first; this where there is none.
NONE = -1


@dataclass(frozen=True, slots=True)
class Ratings:
    """Everybody's two ratings as places in ``NAMES``; ``heads`` marks whose rating of results is that of the organisation.

    A head of an organisation whose result nobody named has no rating of results. ``never`` marks whose profile leaves out an indicator
    that is rated: there is no rating and so no predikat, and nothing that could be filled in.
    """

    hasil: Steps
    perilaku: Steps
    heads: Mask
    never: Mask

    def of(self, axis: Axis) -> Steps:
        """Give the ratings of one axis."""
        return self.hasil if axis == "hasil" else self.perilaku


def rate(facts: Facts) -> Ratings:
    """Rate everybody on both axes. The rulebook has ``ratings``."""
    rules = facts.rulebook.ratings
    if rules is None:
        none, nobody = np.full(len(facts.people), NONE, np.int8), np.zeros(len(facts.people), bool)
        return Ratings(none, none, nobody, nobody)
    hasil, perilaku = (_rated(rules.of(axis), facts) for axis in AXES)
    taken, heads = _taken(facts)
    judged = {axis: facts.judged_by(rules.of(axis).indicator) for axis in AXES}
    never = ~(judged["hasil"] | heads) | ~judged["perilaku"]
    return Ratings(np.where(heads, taken, hasil).astype(np.int8), perilaku, heads, never)


def possible(rulebook: Rulebook, ratings: Ratings) -> Mask:
    """Tell which predikat everybody may yet get who lacks a rating: a row a grade; nothing for those with both, and where ``never``.

    Whatever the missing rating is, behaviour below expectation can be no more than Kurang/Misconduct.
    """
    grid, steps = cells(rulebook), (NONE, *range(len(NAMES)))
    found = np.zeros((len(rulebook.grade_names()), len(ratings.hasil)), bool)
    for hasil, perilaku in ((one, other) for one in steps for other in steps if NONE in {one, other}):
        here = (ratings.hasil == hasil) & (ratings.perilaku == perilaku) & ~ratings.never
        rows = slice(0, -1) if hasil == NONE else slice(hasil, hasil + 1)
        columns = slice(0, -1) if perilaku == NONE else slice(perilaku, perilaku + 1)
        for grade in set(grid[rows, columns].ravel().tolist()) - {NONE}:
            found[grade] |= here
    return found


def cells(rulebook: Rulebook) -> npt.NDArray[np.int8]:
    """Give the nine cells as places in the rulebook's grades, by rating of results and of behaviour; the last row and column are -1."""
    end = rulebook.period.end if rulebook.period else None
    names = rulebook.grade_names()
    made = np.full((len(NAMES) + 1, len(NAMES) + 1), NONE, np.int8)
    for row, hasil in enumerate(NAMES):
        for column, perilaku in enumerate(NAMES):
            word = None if end is None else predikat(hasil, perilaku, end)
            made[row, column] = names.index(word) if word in names else NONE
    return made


def least_of(rule: RatingRule, step: int, places: int) -> int:
    """Give the lowest published score, in units of 10^-places, that has a rating (0: above ``above``, 1: from ``at_least``).

    >>> least_of(RatingRule(indicator="skp"), 0, 2), least_of(RatingRule(indicator="skp"), 1, 2)
    (10001, 9000)
    """
    unit: int = 10**places
    return math.floor(Fraction(rule.above) * unit) + 1 if step == 0 else math.ceil(Fraction(rule.at_least) * unit)


def result_of(rulebook: Rulebook, unit: str) -> str | None:
    """Give the capaian of a unit where it is rated on its own, else that of the organisation."""
    return next((c for named, c in rulebook.organisation.units.items() if plain(named) == plain(unit)), None) or (
        rulebook.organisation.capaian
    )


def _rated(rule: RatingRule, facts: Facts) -> Steps:
    score, places = facts.scores.score(rule.indicator), facts.rulebook.rounding.places
    above, least = (least_of(rule, step, places) for step in (0, 1))
    rated = np.select([score.units >= above, score.units >= least], [0, 1], 2)
    return np.where(score.known, rated, NONE).astype(np.int8)


def _taken(facts: Facts) -> tuple[Steps, Mask]:
    """Give the rating of results people take from the organisation they lead, and who leads one."""
    rulebook, people = facts.rulebook, facts.people
    taken = np.full(len(people), NONE, np.int8)
    if rulebook.organisation.head is None:
        return taken, np.zeros(len(people), bool)
    heads = fitting(people, rulebook.organisation.head)
    end = rulebook.period.end if rulebook.period else facts.day
    for person in np.flatnonzero(heads).tolist():
        capaian = result_of(rulebook, str(people.texts["unit"][person]))
        word = None if capaian is None else rating_of_head(capaian, dict(rulebook.organisation.head_rating), end)
        taken[person] = NAMES.index(word) if word in NAMES else NONE
    return taken, heads
