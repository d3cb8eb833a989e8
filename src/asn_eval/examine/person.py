"""One person's result walked back: cell → measure → score → points → total → rank → grade → awards, and what would change it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from asn_eval.check.exact import SAFE, Exact
from asn_eval.check.records import State
from asn_eval.decide.grades import lower_bound
from asn_eval.findings import Place
from asn_eval.measure import Measure, Measures
from asn_eval.measure.scales import is_straight, line, scored, value_for
from asn_eval.pipeline import Evaluation, judge
from asn_eval.rules.rulebook import Band, Indicator, Scale


@dataclass(frozen=True, slots=True)
class Record:
    """One cell behind a measure: where it is, its state, its value when it has one, and who gave it."""

    place: Place
    state: State
    value: Fraction | None
    rater: str = ""
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One indicator of one person. ``weight`` is its share of the total as used.

    ``value`` is the measure on the indicator's scale; ``score`` the exact score before weight; ``points`` its exact part of the total.
    Each is None where there is none.
    """

    key: str
    depth: int
    indicator: Indicator
    state: State
    records: tuple[Record, ...]
    value: Fraction | None
    weight: Fraction
    score: Fraction | None
    points: Fraction | None

    @property
    def lost(self) -> Fraction | None:
        """The points missing to the best value of the scale; None for an indicator with parts or without a score."""
        if self.score is None or self.indicator.parts:
            return None
        return self.weight * (best_score(self.indicator.scale) - self.score)


@dataclass(frozen=True, slots=True)
class Reach:
    """What one indicator alone would have to be for the next grade or place; ``needed`` is None where its scale does not reach that far."""

    key: str
    needed: Decimal | None


@dataclass(frozen=True, slots=True)
class NextGrade:
    """The band above: its name, the points missing in units of 10^-places, and the ways there by a single indicator."""

    band: Band
    missing: int
    ways: tuple[Reach, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything behind one person's result; ``total`` is exact and unrounded, None when the person is not ranked."""

    person: int
    steps: tuple[Step, ...]
    total: Fraction | None
    next_grade: NextGrade | None


def explain(evaluation: Evaluation, person: int) -> Explanation:
    """Walk one person's result back (``person`` indexes the roster)."""
    ranked = bool(evaluation.scores.total.known[person])
    total = evaluation.scores.exact("total", person) if ranked else None
    return Explanation(person, _steps(evaluation, person), total, _next_grade(evaluation, person, total))


def with_values(evaluation: Evaluation, person: int, values: Mapping[str, Decimal]) -> Evaluation:
    """Judge again as if one person had other values on some leaf indicators; everybody else is as they are."""
    changed = dict(evaluation.measures.by_indicator)
    for key, value in values.items():
        measure = changed[key]
        numerator, denominator = value.as_integer_ratio()
        per = math.lcm(measure.values.per, denominator)
        supposed = numerator * (per // denominator)
        units = measure.values.over(per).copy() if abs(supposed) < SAFE else measure.values.over(per).astype(object)
        units[person] = supposed
        state, records = measure.state.copy(), measure.records.copy()
        state[person], records[person] = State.GIVEN, 1
        values_now, scale = Exact(units, per), evaluation.rulebook.leaves()[key].scale
        # On a table of words the value typed here is the score itself.
        score = None if is_straight(scale) or scale.table else scored(values_now, scale)
        changed[key] = replace(measure, values=values_now, state=state, records=records, scored=score)
    return judge(
        evaluation.dossier,
        Measures(changed),
        evaluation.policy,
        evaluation.choices,
        evaluation.inputs,
        evaluation.findings,
    )


def _steps(evaluation: Evaluation, person: int) -> tuple[Step, ...]:
    scores, rulebook = evaluation.scores, evaluation.rulebook
    group = int(scores.group[person])
    applying = scores.applying[int(scores.profile[person]) + 1]
    depth: dict[str | None, int] = {None: -1}
    steps = []
    for key, indicator, parent in rulebook.walk():
        depth[key] = depth[parent] + 1
        if key not in applying:
            continue
        measure = evaluation.measures.by_indicator.get(key)
        weight = scores.weight(key, group)
        score = scores.exact(key, person)
        steps.append(
            Step(
                key,
                depth[key],
                indicator,
                State(int(measure.state[person])) if measure else State.GIVEN,
                _records(evaluation, key, person),
                measure.values.value(person) if measure and measure.records[person] else None,
                weight,
                score,
                None if score is None else score * weight,
            )
        )
    return tuple(steps)


def _records(evaluation: Evaluation, key: str, person: int) -> tuple[Record, ...]:
    measure, records = evaluation.measures.by_indicator.get(key), evaluation.dossier.scores.get(key)
    if measure is not None and measure.kind:
        return _rows_behind(evaluation, measure, person)
    if records is None:
        return ()
    return tuple(
        Record(
            evaluation.dossier.place(int(records.source[i]), int(records.row[i]), int(records.column[i])),
            State(int(records.state[i])),
            records.values.value(i) if records.state[i] == State.GIVEN else None,
            str(records.rater[i]) if len(records.rater) else "",
            bool(records.capped[i]),
        )
        for i in np.flatnonzero(records.person == person).tolist()
    )


def _rows_behind(evaluation: Evaluation, measure: Measure, person: int) -> tuple[Record, ...]:
    """Give the rows a measure was made from, neighbouring rows of a sheet as one run."""
    logbook = evaluation.dossier.logbooks.get(measure.kind)
    if logbook is None or measure.used is None:
        return ()
    mine = measure.used[logbook.person[measure.used] == person]
    found: list[Record] = []
    for source, row in sorted({(int(logbook.source[i]), int(logbook.row[i])) for i in mine.tolist()}):
        last = found[-1].place if found else None
        place = evaluation.dossier.place(source, row)
        if last and (last.file, last.sheet, last.row + last.rows) == (place.file, place.sheet, row):
            found[-1] = replace(found[-1], place=replace(last, rows=last.rows + 1))
        else:
            found.append(Record(place, State.GIVEN, None))
    return tuple(found)


def _next_grade(evaluation: Evaluation, person: int, total: Fraction | None) -> NextGrade | None:
    """Find the band above by score; a band withheld for its condition is explained by the condition, not by points."""
    bands, places = evaluation.grades.bands, evaluation.rulebook.rounding.places
    published = int(evaluation.scores.total.units[person])
    above = [band for band in bands if lower_bound(band, places) > published]
    if total is None or not above:
        return None
    band = above[-1]
    least = lower_bound(band, places)
    return NextGrade(band, least - published, ways_to(evaluation, person, total, least))


def ways_to(evaluation: Evaluation, person: int, total: Fraction, least: int) -> tuple[Reach, ...]:
    """Give, for each indicator alone, what it must be for a published total of ``least`` (units of 10^-places)."""
    # A total is published half up, so half a unit below the bound is enough.
    gap = Fraction(2 * least - 1, 2 * 10**evaluation.rulebook.rounding.places) - total
    shares = evaluation.scores.groups[int(evaluation.scores.group[person])].shares["total"]
    leaves = evaluation.rulebook.leaves()
    return tuple(_way(key, leaves[key], share, gap, evaluation, person) for key, share in shares.items())


def best_score(scale: Scale) -> Fraction:
    """Give the highest score a scale can earn.

    >>> best_score(Scale(max=120, best=120)), best_score(Scale(bands=[{"at_least": 0, "score": 40}, {"at_least": 5, "score": 90}]))
    (Fraction(120, 1), Fraction(90, 1))
    """
    if is_straight(scale):
        return Fraction(scale.best)
    listed = [*(score for _, score in scale.points), *(band.score for band in scale.bands), *scale.table.values()]
    return Fraction(max(listed))


def _way(key: str, indicator: Indicator, share: Fraction, gap: Fraction, evaluation: Evaluation, person: int) -> Reach:
    slope, _ = line(indicator)
    measure = evaluation.measures.by_indicator[key]
    needed = measure.counted.value(person) + gap / (share * slope)
    if indicator.scale.table:
        return Reach(key, None)  # a word is not a number one can come near to
    if not is_straight(indicator.scale):
        least = value_for(needed, indicator.scale)
        if least is None:
            return Reach(key, None)
        # More is better where the needed value lies above the present one.
        needed, slope = least, Fraction(1 if least >= measure.values.value(person) else -1)
    # Rounded to what people type (two decimals), always to the side that is enough.
    cents = math.ceil(needed * 100) if slope > 0 else math.floor(needed * 100)
    reachable = Fraction(indicator.scale.min) <= Fraction(cents, 100) <= Fraction(indicator.scale.max)
    return Reach(key, Decimal(cents).scaleb(-2) if reachable else None)
