"""What is known of every person, by the names a requirement may use; what is not known says so.

Numbers come as integers over one denominator, so that bounds are compared exactly as printed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Integers
from asn_eval.check.records import Dossier, People
from asn_eval.measure.made import Made
from asn_eval.measure.service import appointed, born, contracted, months_between, months_served
from asn_eval.rank import Standings
from asn_eval.rules.ladders import step_of
from asn_eval.rules.requirement import LADDER_OF, MEASURES
from asn_eval.rules.rulebook import Rulebook
from asn_eval.score import Numbers, Outcome, Scores

if TYPE_CHECKING:
    from asn_eval.decide.recorded import Recorded
    from asn_eval.decide.this_year import ThisYear

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class NumberFact:
    """A fact as ``units / per``, one entry a person, with where it is known – and where it never can be (not asked of the person)."""

    units: Integers
    known: Mask
    per: int = 1
    never: Mask | None = None


@dataclass(frozen=True, slots=True)
class WordFact:
    """A fact in words, as distinct values and an index a person; ``""`` is not known.

    ``step`` gives a word's step on its ladder (-1 when it is not on it); without a ladder, bounds on words have no meaning.
    ``others`` are further indices where a word may yet be another one (a grade with a condition nobody answered); where there is no
    word it can only be one of them. ``never`` marks who can have no word, as what gives it is not asked of the person.
    """

    values: tuple[str, ...]
    index: npt.NDArray[np.intp]
    step: Callable[[str], int] | None = None
    others: tuple[npt.NDArray[np.intp], ...] = ()
    never: Mask | None = None

    @property
    def known(self) -> Mask:
        """Where the word is not empty."""
        filled = np.array([bool(v.strip()) for v in self.values], bool)
        return filled[self.index] if len(self.values) else np.zeros(len(self.index), bool)


@dataclass(frozen=True)
class Facts:
    """Everything requirements can ask about, computed when asked."""

    dossier: Dossier
    rulebook: Rulebook
    scores: Scores
    standings: Standings
    day: date
    grade: WordFact | None = None
    _made: dict[str, "NumberFact | WordFact"] = field(default_factory=dict)

    @property
    def people(self) -> People:
        """The roster."""
        return self.dossier.people

    @cached_property
    def recorded(self) -> "Recorded":
        """What the office's records say."""
        from asn_eval.decide.recorded import Recorded

        return Recorded(self.dossier, self.rulebook, self.day)

    @cached_property
    def this_year(self) -> "ThisYear":
        """Everybody's predikat of this year, and whose comes from the ratings."""
        from asn_eval.decide.this_year import predikat_of_this_year

        return predikat_of_this_year(self)

    def of(self, name: str) -> NumberFact | WordFact:
        """Give the fact of this name: an indicator's published score, a fact about people, or a measure from records."""
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def judged_by(self, indicator: str) -> Mask:
        """Tell for whom an indicator counts; for others its score is not unknown, there is none."""
        counts = np.array([indicator in nodes for nodes in self.scores.applying], bool)
        return np.asarray(counts[self.scores.profile + 1])

    def column(self, heading: str) -> WordFact:
        """Give a roster column as words."""
        return words(self.people.columns[heading])

    def predikat(self, back: int) -> WordFact:
        """Give the predikat of the year so many years before this one: as recorded, that of this year else from the ratings."""
        return words(self.recorded.predikat(back) if back else self.this_year.words, _ladder("predikat"))

    def gravest_sanction(self, within: int | None) -> WordFact:
        """Give the gravest sanction ever, or of the last years."""
        return words(self.recorded.gravest_sanction(within), _ladder("hukuman_terberat"))

    def improvement(self) -> Numbers:
        """Give the published total less last year's score, half up once, in units of 10^-places."""
        before, known = self.recorded.last_score()
        unit = 10**self.rulebook.rounding.places
        units = (before.per - 2 * unit * before.units.astype(object)) // (2 * before.per)
        return Numbers(self.scores.total.units + units.astype(np.int64), self.scores.total.known & known)

    def _make(self, name: str) -> NumberFact | WordFact:
        if name in {key for key, _, _ in self.rulebook.walk()}:
            return replace(self._scored(self.scores.score(name)), never=~self.judged_by(name))
        makers: dict[str, Callable[[], NumberFact | WordFact]] = {
            "total": lambda: self._scored(self.scores.total),
            "rank": lambda: self._placed(self.standings.rank),
            "unit_rank": lambda: self._placed(self.standings.unit_rank),
            "usia": lambda: self._years(born(self.people)),
            "masa_kerja": lambda: self._years(appointed(self.people)),
            "masa_kerja_pns": lambda: replace(self._years(appointed(self.people)), never=contracted(self.people)),
            "grade": lambda: self.grade or words(np.full(len(self.people), "", object)),
            "bulan_dalam_periode": self._months,
            "predikat": lambda: self.predikat(0),
            "predikat_sebelumnya": lambda: self.predikat(1),
            "nilai_sebelumnya": self._last_score,
            "peningkatan": lambda: self._scored(self.improvement()),
            "hukuman_aktif": lambda: self._measured("sanctions.active_level"),
            "hukuman_terberat": lambda: self.gravest_sanction(None),
            "jp": lambda: self._measured("training.jp"),
        }
        if name in makers:
            return makers[name]()
        if name in MEASURES:
            return self._measured(name)
        texts = self.people.texts.get(name)
        return words(np.full(len(self.people), "", object) if texts is None else texts, _ladder(name))

    def _scored(self, numbers: Numbers) -> NumberFact:
        return NumberFact(numbers.units, numbers.known, 10**self.rulebook.rounding.places)

    def _placed(self, ranks: npt.NDArray[np.int32]) -> NumberFact:
        return NumberFact(ranks.astype(np.int64), self.scores.outcome == Outcome.RANKED)

    def _years(self, since: npt.NDArray[np.datetime64]) -> NumberFact:
        months = months_between(since, self.day)
        return NumberFact(months // 12, months >= 0)

    def _months(self) -> NumberFact:
        setting = self.recorded.setting
        return NumberFact(months_served(self.people, setting.start, setting.end), np.ones(len(self.people), bool))

    def _last_score(self) -> NumberFact:
        before, known = self.recorded.last_score()
        return NumberFact(before.units, known, before.per)

    def _measured(self, name: str) -> NumberFact | WordFact:
        made: Made = self.recorded.measured(name)
        if made.words is not None:
            return words(np.where(made.known, made.words, ""), _ladder(name))
        return NumberFact(made.values.units, made.known, made.values.per)


def _ladder(name: str) -> Callable[[str], int] | None:
    return partial(step_of, LADDER_OF[name]) if name in LADDER_OF else None


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
