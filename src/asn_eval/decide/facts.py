"""What is known of every person, by the names a requirement may use; what is not known says so.

Numbers come as integers over one denominator, so that bounds are compared exactly as printed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial

import numpy as np
import numpy.typing as npt

from asn_eval.check.records import People
from asn_eval.measure.service import appointed, born, months_between
from asn_eval.rank import Standings
from asn_eval.rules.ladders import LADDERS, step_of
from asn_eval.rules.rulebook import Rulebook
from asn_eval.score import Numbers, Outcome, Scores

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class NumberFact:
    """A fact in units of 10^-places, one entry a person, with where it is known."""

    units: npt.NDArray[np.int64]
    known: Mask
    places: int = 0


@dataclass(frozen=True, slots=True)
class WordFact:
    """A fact in words, as distinct values and an index a person; ``""`` is not known.

    ``step`` gives a word's step on its ladder (-1 when it is not on it); without a ladder, bounds on words have no meaning.
    ``others`` are further indices where a word may yet be another one (a grade with a condition nobody answered).
    """

    values: tuple[str, ...]
    index: npt.NDArray[np.intp]
    step: Callable[[str], int] | None = None
    others: tuple[npt.NDArray[np.intp], ...] = ()

    @property
    def known(self) -> Mask:
        """Where the word is not empty."""
        filled = np.array([bool(v.strip()) for v in self.values], bool)
        return filled[self.index] if len(self.values) else np.zeros(len(self.index), bool)


@dataclass(frozen=True)
class Facts:
    """Everything requirements can ask about, computed when asked."""

    people: People
    rulebook: Rulebook
    scores: Scores
    standings: Standings
    day: date
    grade: WordFact | None = None
    _made: dict[str, "NumberFact | WordFact"] = field(default_factory=dict)

    def of(self, name: str) -> NumberFact | WordFact:
        """Give the fact of this name: a known fact, or an indicator's published score."""
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def column(self, heading: str) -> WordFact:
        """Give a roster column as words."""
        return words(self.people.columns[heading])

    def _make(self, name: str) -> NumberFact | WordFact:
        makers: dict[str, Callable[[], NumberFact | WordFact]] = {
            "total": lambda: self._scored(self.scores.total),
            "rank": lambda: self._placed(self.standings.rank),
            "unit_rank": lambda: self._placed(self.standings.unit_rank),
            "usia": lambda: self._years(born(self.people)),
            "masa_kerja": lambda: self._years(appointed(self.people)),
            "grade": lambda: self.grade or words(np.full(len(self.people), "", object)),
        }
        if name in makers:
            return makers[name]()
        if name in self.people.texts:
            return words(self.people.texts[name], _ladder(name))
        if name in {key for key, _, _ in self.rulebook.walk()}:
            return self._scored(self.scores.score(name))
        return words(np.full(len(self.people), "", object), _ladder(name))

    def _scored(self, numbers: Numbers) -> NumberFact:
        return NumberFact(numbers.units, numbers.known, self.rulebook.rounding.places)

    def _placed(self, ranks: npt.NDArray[np.int32]) -> NumberFact:
        return NumberFact(ranks.astype(np.int64), self.scores.outcome == Outcome.RANKED)

    def _years(self, since: npt.NDArray[np.datetime64]) -> NumberFact:
        months = months_between(since, self.day)
        return NumberFact(months // 12, months >= 0)


def _ladder(name: str) -> Callable[[str], int] | None:
    return partial(step_of, name) if name in LADDERS else None


def words(column: npt.NDArray[np.object_], step: Callable[[str], int] | None = None) -> WordFact:
    """Index a column of texts by its distinct values."""
    values, index = (
        np.unique(column.astype("U"), return_inverse=True) if len(column) else (np.array([]), np.zeros(0, np.intp))
    )
    return WordFact(tuple(str(v) for v in values), index, step)


def number_in(text: str) -> Decimal | None:
    """Read a number from a roster text, comma or point for decimals; None when it is not one.

    >>> number_in("87,5"), number_in("tiga")
    (Decimal('87.5'), None)
    """
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
