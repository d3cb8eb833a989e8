"""Published totals become grades: lower bound inclusive; a band may ask for more than a score.

"Sangat Baik" of PP 30/2019 Pasal 41(5) is the model: 110 and above, and a new idea of use to the organisation; without the idea
the same score is "Baik".
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from asn_eval.decide.facts import Facts, WordFact
from asn_eval.decide.require import Answers, all_of, answer
from asn_eval.rules.requirement import Answer
from asn_eval.rules.rulebook import Band, Rulebook


@dataclass(frozen=True, slots=True)
class Grades:
    """Everybody's band, as an index into ``bands`` (best first), -1 for none.

    ``held_back`` is the band the score alone would earn (-1 where it is the same), whose condition is unmet – or, where
    ``to_verify`` is true, the best band that only waits for an answer. ``maybe`` has a row a band: who gets it if what is unknown
    turns out to be met.
    """

    bands: tuple[Band, ...]
    band: npt.NDArray[np.int16]
    held_back: npt.NDArray[np.int16]
    maybe: npt.NDArray[np.bool_]

    @property
    def to_verify(self) -> npt.NDArray[np.bool_]:
        """Whose grade rises if what is unknown turns out to be met."""
        return np.asarray(self.maybe.any(axis=0))

    def fact(self) -> WordFact:
        """Give the grade as a fact for requirements; better bands are higher steps. A grade to verify may be either."""
        names = tuple(b.name for b in self.bands)
        given = self.band.astype(np.intp)
        others = tuple(np.where(row, np.intp(n), given) for n, row in enumerate(self.maybe) if row.any())
        return WordFact((*names, ""), given, lambda word: _step(names, word), others)


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
    """Grade everybody who is ranked."""
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
    return Grades(bands, given, held_back.astype(np.int16), maybe)


def graded(facts: Facts) -> tuple[Grades, Facts]:
    """Grade everybody and give facts that know the grade."""
    grades = grade(facts)
    return grades, replace(facts, grade=grades.fact(), _made={})
