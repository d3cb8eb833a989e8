"""What each segment of a person's service scored on its own, from the scores typed in its row."""

from fractions import Fraction

import numpy as np
import numpy.typing as npt

from asn_eval.check.records import Segments, State
from asn_eval.measure.scales import is_straight, leaf_score, score_of
from asn_eval.pipeline import Evaluation
from asn_eval.rounding import half_up
from asn_eval.rules.rulebook import Indicator
from asn_eval.score import Numbers


def segment_days(evaluation: Evaluation, segments: Segments) -> npt.NDArray[np.int64]:
    """Days of each segment within the period."""
    period = evaluation.rulebook.period
    return np.zeros(len(segments), np.int64) if period is None else segments.days(period.start, period.end)


def segment_scores(evaluation: Evaluation, segments: Segments) -> Numbers:
    """Published score of each segment by the person's weights; known where its row has every indicator that counts."""
    places = evaluation.rulebook.rounding.places
    totals = [_score(evaluation, segments, n) for n in range(len(segments))]
    units = np.array([0 if t is None else half_up(t, places) for t in totals], np.int64)
    return Numbers(units, np.array([t is not None for t in totals], bool))


def _score(evaluation: Evaluation, segments: Segments, number: int) -> Fraction | None:
    person = int(segments.person[number])
    shares = evaluation.scores.groups[int(evaluation.scores.group[person])].shares["total"]
    leaves, total = evaluation.rulebook.leaves(), Fraction(0)
    for key, share in shares.items():
        value = _typed(evaluation, key, segments, number)
        if value is None:
            return None
        total += share * _scored(leaves[key], value)
    return total if shares else None


def _typed(evaluation: Evaluation, key: str, segments: Segments, number: int) -> Fraction | None:
    records = evaluation.dossier.scores.get(key)
    if records is None:
        return None
    here = (records.source == segments.source[number]) & (records.row == segments.row[number])
    found = np.flatnonzero(here & (records.state == State.GIVEN))
    return records.values.value(int(found[0])) if len(found) else None


def _scored(indicator: Indicator, value: Fraction) -> Fraction:
    return leaf_score(indicator, value) if is_straight(indicator.scale) else score_of(value, indicator.scale)
