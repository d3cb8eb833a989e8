"""Published totals become grades: lower bound inclusive; a band may ask for more than a score.

"Sangat Baik" of PP 30/2019 Pasal 41(5) is the model: 110 and above, and a new idea of use to the organisation; without the idea
the same score is "Baik". The predikat of PermenPANRB 6/2022 comes from two ratings instead (see ``ratings``).
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from asn_eval.decide.facts import Facts, WordFact
from asn_eval.decide.require import Answers, all_of, answer
from asn_eval.rules.requirement import Answer
from asn_eval.rules.rulebook import Band, Rulebook

if TYPE_CHECKING:
    from asn_eval.decide.ratings import Ratings


@dataclass(frozen=True, slots=True)
class Grades:
    """Everybody's grade, as an index into ``names`` (best first), -1 for none.

    ``bands`` are the bands of totals the names belong to; none where the predikat comes from ``ratings``. ``held_back`` is the band
    the score alone would earn (-1 where it is the same), whose condition is unmet – or, where ``to_verify`` is true, the best band
    that only waits for an answer. ``maybe`` has a row a grade: who gets it if what is unknown turns out to be met, or a missing rating
    to be one that gives it.
    """

    names: tuple[str, ...]
    band: npt.NDArray[np.int16]
    held_back: npt.NDArray[np.int16]
    maybe: npt.NDArray[np.bool_]
    bands: tuple[Band, ...] = ()
    ratings: "Ratings | None" = None

    @property
    def to_verify(self) -> npt.NDArray[np.bool_]:
        """Whose grade rises if what is unknown turns out to be met or is filled in."""
        return np.asarray(self.maybe.any(axis=0))

    def fact(self) -> WordFact:
        """Give the grade as a fact for requirements; better bands are higher steps. A grade to verify may be either.

        Where a rating is missing it is one of the grades that the other rating allows.
        """
        names = self.names
        given = self.band.astype(np.intp)
        others = tuple(np.where(row, np.intp(n), given) for n, row in enumerate(self.maybe) if row.any())
        never = None if self.ratings is None else self.ratings.never
        return WordFact((*names, ""), given, lambda word: _step(names, word), others, never)


def _step(names: tuple[str, ...], word: str) -> int:
    folded = [name.casefold() for name in names]
    return len(names) - folded.index(word.casefold()) if word.casefold() in folded else -1


def best_first(rulebook: Rulebook) -> tuple[Band, ...]:
    """Give the bands from the highest lower bound down."""
    return tuple(sorted(rulebook.grades, key=lambda band: band.at_least, reverse=True))


def lower_bound(band: Band, places: int) -> int:
    """The least published total, in units of 10^-places, that reaches a band: 76.005 is reached by 76.01.

    >>> lower_bound(Band(name="Baik", at_least=76), 2)
    7600
    """
    return -int((-band.at_least.scaleb(places)).to_integral_value(rounding="ROUND_FLOOR"))


def grade(facts: Facts) -> Grades:
    """Grade everybody who is ranked: by the nine cells where the rulebook has ratings, else by the bands of totals."""
    return _banded(facts) if facts.rulebook.ratings is None else _of_cells(facts)


def _of_cells(facts: Facts) -> Grades:
    from asn_eval.decide.ratings import cells, possible, rate

    rated, names = rate(facts), facts.rulebook.grade_names()
    ranked = facts.scores.total.known
    given = np.where(ranked, cells(facts.rulebook)[rated.hasil, rated.perilaku], -1).astype(np.int16)
    maybe = possible(facts.rulebook, rated) & ranked
    return Grades(names, given, np.full_like(given, -1), maybe, ratings=rated)


def _banded(facts: Facts) -> Grades:
    bands = best_first(facts.rulebook)
    total = facts.scores.total
    by_score = np.full(len(facts.people), -1, np.int16)
    for number in range(len(bands) - 1, -1, -1):
        by_score[total.known & (total.units >= lower_bound(bands[number], facts.rulebook.rounding.places))] = number
    given = by_score.copy()
    maybe = np.zeros((len(bands), len(given)), bool)
    for number, band in enumerate(bands):
        if not band.requires:
            continue
        answers: Answers = all_of([answer(requirement, facts) for requirement in band.requires])
        here = given == number
        maybe[number] = here & (answers == Answer.UNKNOWN)
        below = number + 1 if number + 1 < len(bands) else -1
        given[here & (answers != Answer.MET)] = below
    held_back = np.where(given == by_score, -1, by_score)
    if maybe.any():
        held_back = np.where(maybe.any(axis=0), maybe.argmax(axis=0), held_back)
    return Grades(tuple(band.name for band in bands), given, held_back.astype(np.int16), maybe, bands)


def graded(facts: Facts) -> tuple[Grades, Facts]:
    """Grade everybody and give facts that know the grade."""
    grades = grade(facts)
    return grades, replace(facts, grade=grades.fact(), _made={})
