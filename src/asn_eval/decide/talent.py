"""Everybody's box of the nine: both axes by the office's bounds or the law's, the recommendation, and what the source claims instead.

PermenPANRB 3/2020 and 20/2025; bounds of Keputusan Kepala BKN 411/2025 where the office sets none. An axis that is not known leaves
the person not assessable: nobody is put into a low box for an empty cell. Boxes have the office's numbers where it set any.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import ceil

import numpy as np
import numpy.typing as npt

from asn_eval.check.records import State
from asn_eval.decide.facts import Facts, WordFact, number_in, words
from asn_eval.decide.lacking import Lack, Why, cell
from asn_eval.decide.talent_axis import TalentScore, Weighed, talent_score, weighed
from asn_eval.decide.talent_box import SCORES, Box, box
from asn_eval.decide.talent_box import Axis as AxisName
from asn_eval.measure.predikat import rating
from asn_eval.rounding import half_up
from asn_eval.rules.axes import Axis
from asn_eval.rules.careers import Talent
from asn_eval.rules.statutes import letters, rows

UNKNOWN = -1
# The levels of each axis, upper first (PermenPANRB 3/2020; 20/2025 Pasal 17).
LEVELS: Mapping[AxisName, tuple[str, str, str]] = {
    "kinerja": ("di atas ekspektasi", "sesuai ekspektasi", "di bawah ekspektasi"),
    "potensial": ("tinggi", "menengah", "rendah"),
}
_OFFICE = ("upper", "middle", "lower")
_CLAIM = re.compile(r"(?:kotak|box|kuadran)?[\s:.#-]*([1-9])(?:[.,]0+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Levels:
    """One axis for everybody: ``level`` 0 upper, 1 middle, 2 lower, -1 unknown; the published score where the axis has one.

    ``bounds`` are the lowest scores of the upper and the middle level (None: nobody set any), ``of_office`` whose they are.
    ``why`` says by person why a level is not known, ``found`` what is typed there. ``weighed`` are the components of an axis the
    law weighs.
    """

    name: AxisName
    axis: Axis
    level: npt.NDArray[np.int8]
    score: npt.NDArray[np.int64]
    scored: npt.NDArray[np.bool_]
    bounds: tuple[Fraction, Fraction] | None
    of_office: bool
    why: Mapping[int, Why]
    found: Mapping[int, str]
    weighed: Weighed | None = None

    def lacks(self, facts: Facts, person: int) -> tuple[Lack, ...]:
        """Give what keeps a person from a level, component by component where there are any."""
        if self.level[person] != UNKNOWN:
            return ()
        if self.weighed is not None:
            return tuple(self.weighed.lacks(person)) or (Lack(self.name, "no_law", cell(facts, person)),)
        heading = self.axis.column or ""
        named = heading or self.axis.indicator or ""
        return (Lack(self.name, self.why[person], cell(facts, person, heading), named, self.found[person]),)


@dataclass(frozen=True)
class TalentBoxes:
    """The boxes of a roster: ``box`` 1 to 9 a person, 0 = not assessable; ``claimed`` 0 = no claim, -1 = one that cannot be read.

    Numbers are the office's, without its own the law's. ``boxes`` and ``fields`` hold by number, the law's box 9 first, each box and
    its levels of performance and potential (0 to 2, upper first). ``score`` is there where the law weighs both axes.
    """

    facts: Facts
    kinerja: Levels
    potensial: Levels
    boxes: Mapping[int, Box]
    fields: Mapping[int, tuple[int, int]]
    box: npt.NDArray[np.int8]
    claimed: npt.NDArray[np.int8]
    score: TalentScore | None

    @property
    def renumbered(self) -> bool:
        """Whether the office's numbers are other ones than the law's."""
        return any(number != one.number for number, one in self.boxes.items())

    @cached_property
    def place(self) -> npt.NDArray[np.int64]:
        """The law's number of everybody's box, 0 = not assessable."""
        law = np.array([self.boxes[n].number if n in self.boxes else 0 for n in range(10)], np.int64)
        return np.asarray(law[self.box])

    @cached_property
    def differs(self) -> npt.NDArray[np.bool_]:
        """Whose claimed box is another one than the rules give."""
        return np.asarray((self.box > 0) & (self.claimed > 0) & (self.box != self.claimed))

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """People not assessable, then in boxes 1 to 9; the sum is the roster."""
        return tuple(np.bincount(self.box, minlength=10).tolist())

    def lacks(self, person: int) -> tuple[Lack, ...]:
        """Everything that keeps a person out of a box; nothing for people who have one."""
        told = [lack for levels in (self.kinerja, self.potensial) for lack in levels.lacks(self.facts, person)]
        if not told and not self.box[person]:
            told.append(Lack("box", "no_law", cell(self.facts, person)))
        return tuple(told)


def talent_boxes(facts: Facts, talent: Talent) -> TalentBoxes:
    """Put everybody into a box, as far as both axes are known and the table is in force on the day."""
    one = _levels("kinerja", talent.kinerja, facts)
    other = _levels("potensial", talent.potensial, facts)
    number = np.zeros((4, 4), np.int8)  # the last row and column are of what is not known
    found: dict[int, tuple[Box, tuple[int, int]]] = {}
    for y, kinerja in enumerate(LEVELS["kinerja"]):
        for x, potensial in enumerate(LEVELS["potensial"]):
            made = box(kinerja, potensial, facts.day)
            if made is not None:
                number[y, x] = talent.numbers.get(str(made.number), made.number)
                found[int(number[y, x])] = made, (y, x)
    order = sorted(found, key=lambda n: -found[n][0].number)
    return TalentBoxes(
        facts, one, other,
        {n: found[n][0] for n in order}, {n: found[n][1] for n in order},
        number[one.level, other.level].astype(np.int8), _claims(facts, talent.claimed),
        talent_score((one.weighed, other.weighed), facts.day),
    )  # fmt: skip


def law_bounds(name: AxisName, day: date) -> tuple[Fraction, Fraction] | None:
    """Give the lowest scores of the upper and the middle level (Keputusan Kepala BKN 411/2025); None where it is not in force."""
    found = {row.text(name): row.number("at_least") for row in rows(SCORES, "levels", day)}
    upper, middle, _ = LEVELS[name]
    return (found[upper], found[middle]) if found else None


def _levels(name: AxisName, axis: Axis, facts: Facts) -> Levels:
    of_office = axis.upper is not None and axis.middle is not None
    bounds = law_bounds(name, facts.day)
    if axis.upper is not None and axis.middle is not None:
        bounds = (Fraction(axis.upper), Fraction(axis.middle))
    weighing = weighed(name, axis, facts)
    made = _of_law(weighing) if weighing else _of_axis(axis, facts)
    level, why = _by_score(made, bounds, facts.rulebook.rounding.places)
    texts, reasons = made.words, dict(why)
    by_word = {text: _level_of(text, name, axis, facts.day) for text in texts.values}
    for person in np.flatnonzero(~made.scored).tolist():
        text = texts.values[texts.index[person]]
        level[person] = by_word[text]
        if level[person] == UNKNOWN:
            reasons[person] = made.absent if not text.strip() else "outside" if number_in(text) is not None else "word"
    found = {person: texts.values[texts.index[person]] for person in reasons}
    return Levels(name, axis, level, made.score, made.scored, bounds, of_office, reasons, found, weighing)


@dataclass(frozen=True, slots=True)
class _Typed:
    """What an axis is read from: published scores where there are any, else words; ``absent`` is why there is neither."""

    score: npt.NDArray[np.int64]
    scored: npt.NDArray[np.bool_]
    words: WordFact
    absent: Why


def _of_law(weighing: Weighed) -> _Typed:
    none = words(np.full(len(weighing.known), "", object))
    return _Typed(weighing.score, weighing.known, none, "no_score")


def _of_axis(axis: Axis, facts: Facts) -> _Typed:
    return _of_indicator(axis, facts) if axis.indicator else _of_column(axis.column or "", facts)


def _of_indicator(axis: Axis, facts: Facts) -> _Typed:
    key, people = axis.indicator or "", len(facts.people)
    none = np.full(people, "", object)
    if axis.words:
        measure = facts.scores.measures.by_indicator[key]
        given = measure.state == State.GIVEN
        texts = none if measure.words is None else np.where(given, measure.words, "")
        return _Typed(np.zeros(people, np.int64), np.zeros(people, bool), words(texts), "no_score")
    numbers = facts.scores.score(key)
    return _Typed(numbers.units, numbers.known, words(none), "no_score")


def _of_column(heading: str, facts: Facts) -> _Typed:
    people, places = len(facts.people), facts.rulebook.rounding.places
    if heading not in facts.people.columns:
        none = words(np.full(people, "", object))
        return _Typed(np.zeros(people, np.int64), np.zeros(people, bool), none, "no_column")
    texts = facts.column(heading)
    numbers = [number_in(text) for text in texts.values]
    inside = [None if n is None or not 0 <= n <= 100 else half_up(Fraction(n), places) for n in numbers]
    units = np.array([n or 0 for n in inside] or [0], np.int64)
    known = np.array([n is not None for n in inside] or [False], bool)
    index = texts.index if inside else np.zeros(people, np.intp)
    return _Typed(units[index], known[index], texts, "empty")


def _by_score(
    made: _Typed, bounds: tuple[Fraction, Fraction] | None, places: int
) -> tuple[npt.NDArray[np.int8], Mapping[int, Why]]:
    level = np.full(len(made.score), UNKNOWN, np.int8)
    if bounds is None:
        return level, dict.fromkeys(np.flatnonzero(made.scored).tolist(), "no_law")
    # The least printed score that reaches a bound: lower bounds are inclusive, and what is printed decides.
    upper, middle = (ceil(bound * 10**places) for bound in bounds)
    reached = np.where(made.score >= upper, 0, np.where(made.score >= middle, 1, 2))
    return np.where(made.scored, reached, UNKNOWN).astype(np.int8), {}


def _level_of(text: str, name: AxisName, axis: Axis, day: date) -> int:
    """Give the level a word stands for: the office's word, or the law's own name of it."""
    plain = letters(text)
    own = {letters(word): _OFFICE.index(level) for word, level in axis.words.items()}
    if not plain or plain in own:
        return own[plain] if plain else UNKNOWN
    meant = rating(text, day) if name == "kinerja" else text
    names = [letters(level) for level in LEVELS[name]]
    return names.index(letters(meant)) if meant is not None and letters(meant) in names else UNKNOWN


def _claims(facts: Facts, heading: str | None) -> npt.NDArray[np.int8]:
    column = None if heading is None else facts.people.columns.get(heading)
    if column is None:
        return np.zeros(len(facts.people), np.int8)
    claims = {text: _claim(text) for text in dict.fromkeys(column.tolist())}
    return np.array([claims[text] for text in column.tolist()], np.int8)


def _claim(text: str) -> int:
    found = _CLAIM.fullmatch(text.strip())
    return int(found[1]) if found else UNKNOWN if text.strip() else 0
