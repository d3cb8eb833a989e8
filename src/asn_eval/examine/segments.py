"""What each segment of a person's service scored on its own, from the scores typed in its row and the records of its days."""

from collections.abc import Mapping, Sequence
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
    """Published score of each segment by the person's weights; known where its row and records have every indicator that counts."""
    places = evaluation.rulebook.rounding.places
    measured = _measured(evaluation, segments)
    totals = [_score(evaluation, segments, n, measured) for n in range(len(segments))]
    units = np.array([0 if t is None else half_up(t, places) for t in totals], np.int64)
    return Numbers(units, np.array([t is not None for t in totals], bool))


def _measured(evaluation: Evaluation, segments: Segments) -> Mapping[str, Sequence[Fraction | None]]:
    if not len(segments) or not any(leaf.measure for leaf in evaluation.rulebook.leaves().values()):
        return {}
    from asn_eval.measure.gather import setting_of
    from asn_eval.measure.segmented import scores_by_segment

    setting = setting_of(evaluation.dossier, evaluation.rulebook, evaluation.choices.day)
    return scores_by_segment(evaluation.dossier, evaluation.rulebook, setting, segments)


def _score(
    evaluation: Evaluation, segments: Segments, number: int, measured: Mapping[str, Sequence[Fraction | None]]
) -> Fraction | None:
    person = int(segments.person[number])
    shares = evaluation.scores.groups[int(evaluation.scores.group[person])].shares["total"]
    leaves, total = evaluation.rulebook.leaves(), Fraction(0)
    for key, share in shares.items():
        score = measured[key][number] if key in measured else _typed(evaluation, key, leaves[key], segments, number)
        if score is None:
            return None
        total += share * score
    return total if shares else None


def _typed(evaluation: Evaluation, key: str, leaf: Indicator, segments: Segments, number: int) -> Fraction | None:
    """Give the score of what was typed for an indicator in the row of a segment."""
    records = evaluation.dossier.scores.get(key)
    if records is None:
        return None
    here = (records.source == segments.source[number]) & (records.row == segments.row[number])
    found = np.flatnonzero(here & (records.state == State.GIVEN))
    if not len(found):
        return None
    value = records.values.value(int(found[0]))
    return leaf_score(leaf, value) if is_straight(leaf.scale) else score_of(value, leaf.scale)
