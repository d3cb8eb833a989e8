"""The components an axis of talent is weighed from: what each is worth, 0 to 100, for everybody at once, or why it is not known.

Keputusan Kepala BKN 411/2025. What a predikat, an education and a sanction are worth the law says; what anything else is worth the
office says, as a score. A component that is not known is never 0.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from math import lcm

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact
from asn_eval.check.records import State
from asn_eval.decide.facts import Facts, Mask, WordFact, number_in, words
from asn_eval.decide.lacking import Why, no_predikat
from asn_eval.decide.require import recent
from asn_eval.decide.talent_box import award_years, education_points, integrity_points, predikat_points
from asn_eval.rules.axes import AnyComponent
from asn_eval.rules.dated import Row
from asn_eval.rules.ladders import LADDERS, step_of
from asn_eval.rules.origins import (
    AwardComponent,
    Component,
    ConductComponent,
    EducationComponent,
    PredikatComponent,
)
from asn_eval.rules.requirement import FACT_KINDS, Answer
from asn_eval.rules.statutes import letters

SERVING = "sedang menjalani"
_CLEAN, _NEVER = "tidak ada", "tidak pernah"
Worth = Fraction | Why


@dataclass(frozen=True, slots=True)
class Worked:
    """One component of an axis for everybody: ``typed`` is what stands at its origin, ``points`` what it is worth where ``known``.

    ``row`` is the law's: the component's own name and its percent of the axis. ``each`` has, by distinct value, what it is worth or why
    that is not known; ``origin`` is the office's rule (None: it named none) and ``heading`` where to look. ``lapsed`` tells, by distinct
    value, which recognition is too old to count, ``rated`` whose predikat is that of the two ratings of this evaluation.
    """

    key: str
    row: Row
    origin: AnyComponent | None
    heading: str
    typed: WordFact
    points: Exact
    known: Mask
    each: tuple[Worth, ...]
    lapsed: tuple[bool, ...] = ()
    rated: Mask | None = None

    @property
    def percent(self) -> Fraction:
        """What the component counts of its axis, in percent."""
        return self.row.number("percent")

    @property
    def differs(self) -> bool:
        """Whether anything but the number it is worth stands at the origin: words, or something that cannot be used."""
        pairs = zip(self.typed.values, self.each, strict=True)
        return any(text.strip() and number_in(text) != worth for text, worth in pairs)

    def found(self, person: int) -> str:
        """Give what stands at the origin for a person."""
        return self.typed.values[int(self.typed.index[person])]

    def is_lapsed(self, person: int) -> bool:
        """Tell whether a person's recognition counts nothing because it is too old."""
        return bool(self.lapsed) and self.lapsed[int(self.typed.index[person])]

    def is_rated(self, person: int) -> bool:
        """Tell whether a person's predikat is that of the two ratings of this evaluation."""
        return self.rated is not None and bool(self.rated[person])

    def reason(self, person: int) -> Why | None:
        """Give why the component of a person is not known; None where it is."""
        worth = self.each[int(self.typed.index[person])]
        return None if isinstance(worth, Fraction) else worth


def worked(key: str, origin: AnyComponent | None, row: Row, facts: Facts) -> Worked:
    """Work out one component for everybody, each distinct value once."""
    if origin is None:
        nothing = words(np.full(len(facts.people), "", object))
        return _made(key, origin, row, "", nothing, ["no_column"])
    typed, absent, heading = _typed(origin, facts)
    worth = _worth_of(origin, facts.day)
    each: Sequence[Worth] = [worth(text) if text.strip() else absent for text in typed.values]
    if isinstance(origin, AwardComponent) and origin.year:
        typed, each, lapsed = _in_time(typed, each, origin.year, facts)
        return replace(_made(key, origin, row, heading, typed, each), lapsed=lapsed)
    made = _made(key, origin, row, heading, typed, each)
    return replace(made, rated=facts.this_year.rated) if getattr(origin, "fact", None) == "predikat" else made


def _made(
    key: str, origin: AnyComponent | None, row: Row, heading: str, typed: WordFact, each: Sequence[Worth]
) -> Worked:
    numbers = [one if isinstance(one, Fraction) else Fraction(0) for one in each]
    per = lcm(*(number.denominator for number in numbers))
    units = np.array([int(number * per) for number in numbers] or [0], object)
    small = units if per >= 2**31 else units.astype(np.int64)
    known = np.array([isinstance(one, Fraction) for one in each] or [False], bool)
    return Worked(key, row, origin, heading, typed, Exact(small[typed.index], per), known[typed.index], tuple(each))


def _typed(origin: AnyComponent, facts: Facts) -> tuple[WordFact, Why, str]:
    """Give what stands at an origin for everybody, why nothing may stand there, and where to look."""
    fact, indicator = getattr(origin, "fact", None), getattr(origin, "indicator", None)
    if fact:
        return _of_fact(fact, facts)
    if indicator:
        return words(_of_indicator(indicator, origin, facts)), "no_score", indicator
    heading = origin.column or ""
    if heading not in facts.people.columns:
        return words(np.full(len(facts.people), "", object)), "no_column", heading
    return facts.column(heading), "empty", heading


def _of_fact(fact: str, facts: Facts) -> tuple[WordFact, Why, str]:
    if fact == "pendidikan":
        there = fact in facts.people.texts
        texts = facts.people.texts[fact] if there else np.full(len(facts.people), "", object)
        return words(texts), "empty" if there else "no_column", fact
    kept = set(FACT_KINDS[fact]) & facts.dossier.logbooks.keys()
    if fact == "predikat":
        return words(facts.this_year.words), no_predikat(facts), ""
    if fact == "predikat_sebelumnya":
        return words(facts.recorded.predikat(1)), "not_recorded" if kept else "no_records", ""
    gravest, active = facts.recorded.gravest_sanction(None), facts.recorded.measured("sanctions.active_level")
    if active.words is not None:
        serving = active.known & (active.words != _CLEAN)
        gravest = np.where(serving, SERVING, gravest)
    return words(gravest), "not_recorded" if kept else "no_records", ""


def _of_indicator(key: str, origin: AnyComponent, facts: Facts) -> npt.NDArray[np.object_]:
    """Give the published scores of an indicator as texts, or its words where words have scores."""
    if isinstance(origin, PredikatComponent) or getattr(origin, "words", None):
        measure = facts.scores.measures.by_indicator[key]
        texts = np.full(len(facts.people), "", object) if measure.words is None else measure.words
        return np.where(measure.state == State.GIVEN, texts, "")
    scores, places = facts.scores.score(key), facts.rulebook.rounding.places
    distinct, index = np.unique(scores.units, return_inverse=True)
    shown = np.array([f"{Decimal(int(units)).scaleb(-places):f}" for units in distinct.tolist()] or [""], object)
    return np.where(scores.known, shown[index] if len(distinct) else "", "")


def _worth_of(origin: AnyComponent, day: date) -> Callable[[str], Worth]:
    if isinstance(origin, PredikatComponent):
        return partial(_predikat, day=day)
    if isinstance(origin, EducationComponent):
        return partial(_education, origin=origin, day=day)
    if isinstance(origin, ConductComponent):
        return partial(_conduct, day=day)
    return partial(_score, origin=origin)


def _score(text: str, origin: Component) -> Worth:
    """Give what a word of the office or a number of 0 to 100 is worth."""
    own, number = _own(text, origin), number_in(text)
    if own is not None or number is None:
        return "word" if own is None else own
    return Fraction(number) if 0 <= number <= 100 else "outside"


def _own(text: str, origin: Component | EducationComponent) -> Fraction | None:
    return next((Fraction(score) for word, score in origin.words.items() if letters(word) == letters(text)), None)


def _predikat(text: str, day: date) -> Worth:
    points = predikat_points(text, day)
    return "word" if points is None else Fraction(points)


def _education(text: str, origin: EducationComponent, day: date) -> Worth:
    own, step = _own(text, origin), step_of("pendidikan", text)
    if own is not None:
        return own
    points = education_points(LADDERS["pendidikan"][step] if step >= 0 else text, day)
    return "word" if points is None and step < 0 else "no_points" if points is None else Fraction(points)


def _conduct(text: str, day: date) -> Worth:
    step = step_of("hukuman", text)
    name = text if step < 0 else LADDERS["hukuman"][step] if step else _NEVER
    points = integrity_points(name, day)
    return "word" if points is None else Fraction(points)


def _in_time(
    typed: WordFact, each: Sequence[Worth], heading: str, facts: Facts
) -> tuple[WordFact, Sequence[Worth], tuple[bool, ...]]:
    """Count recognition by its year: one too long ago, or that there never was, is 0; one of an unknown year is not known.

    Gives too, by distinct value, which recognition is too old.
    """
    there = heading in facts.people.columns
    years = facts.column(heading) if there else words(np.full(len(facts.people), "", object))
    several = max(1, len(years.values))
    pairs, index = np.unique(typed.index * several + years.index, return_inverse=True)
    span, this = award_years(facts.day), facts.recorded.year
    shown, worths, lapsed = [], list[Worth](), list[bool]()
    for one, other in (divmod(pair, several) for pair in pairs.tolist()):
        text, year, points = typed.values[one], years.values[other], each[one]
        answer = Answer.UNKNOWN if span is None else recent(year, span, this)
        if answer == Answer.UNMET and (isinstance(points, Fraction) or not text.strip()):
            points = Fraction(0)
        elif answer == Answer.UNKNOWN and isinstance(points, Fraction) and points:
            points = "no_year"
        shown.append(f"{text}, {year}" if text.strip() and year.strip() else text or year)
        worths.append(points)
        # Of a recognition there never was no year is named, so it is among no number of years either.
        lapsed.append(answer == Answer.UNMET and bool(text.strip()) and recent(year, this, this) == Answer.MET)
    return WordFact(tuple(shown), index), worths, tuple(lapsed)
