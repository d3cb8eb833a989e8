"""From a measure to a score where the scale is not a straight line: piecewise, banded, or a table of words. All exact.

A straight scale needs nothing here: its slope and intercept go into the weighted sum (``line``).
"""

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import SAFE, Exact, Integers, largest
from asn_eval.rules.matching import plain
from asn_eval.rules.rulebook import Indicator, Scale

Mask = npt.NDArray[np.bool_]


def is_straight(scale: Scale) -> bool:
    """Tell whether a scale is a straight line between its ends."""
    return not (scale.points or scale.bands or scale.table)


def line(indicator: Indicator) -> tuple[Fraction, Fraction]:
    """Give slope and intercept of a leaf's scale: score = slope × value + intercept.

    >>> line(Indicator(scale={"min": 1, "max": 5}))
    (Fraction(25, 1), Fraction(-25, 1))
    """
    scale = indicator.scale
    if not is_straight(scale):
        return Fraction(1), Fraction(0)  # the measure comes with its score
    low, high, worst, best = (Fraction(n) for n in (scale.min, scale.max, scale.worst, scale.best))
    slope = (best - worst) / (high - low)
    return (slope, worst - slope * low) if scale.direction == "higher" else (-slope, best + slope * low)


def leaf_score(indicator: Indicator, value: Fraction) -> Fraction:
    """The exact score of one value on its indicator's scale."""
    slope, intercept = line(indicator)
    return slope * value + intercept


def score_of(value: Fraction, scale: Scale) -> Fraction:
    """Give the score of one value on a piecewise or banded scale; beyond the ends it stays constant.

    >>> hours = Scale(points=[[0, 100], [24, 80], [72, 0]])
    >>> score_of(Fraction(36), hours), score_of(Fraction(100), hours)
    (Fraction(60, 1), Fraction(0, 1))
    """
    if scale.bands:
        reached = [band for band in scale.bands if Fraction(band.at_least) <= value]
        return Fraction(max(reached, key=lambda b: b.at_least).score) if reached else Fraction(0)
    points = [(Fraction(x), Fraction(y)) for x, y in scale.points]
    if value <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if value <= x1:
            return y0 + (value - x0) * (y1 - y0) / (x1 - x0)
    return points[-1][1]


def scored(values: Exact, scale: Scale) -> Exact:
    """Score a whole column; the result is exact, over one denominator.

    Distinct values are scored once each: measures repeat (days, percent), people are many.
    """
    distinct, index = np.unique(values.units, return_inverse=True)
    scores = [score_of(Fraction(int(u), values.per), scale) for u in distinct.tolist()]
    return _column(scores, index)


def scored_words(words: npt.NDArray[np.object_], table: Mapping[str, Decimal]) -> tuple[Exact, Mask]:
    """Score a column of words by a table, case and spacing ignored; 0 and False where a word is not in it."""
    folded = {plain(word): Fraction(score) for word, score in table.items()}
    texts = words.tolist()
    number = {word: n for n, word in enumerate(dict.fromkeys(texts))}
    index = np.array([number[word] for word in texts], np.intp)
    known = np.array([plain(word) in folded for word in number], bool)
    return _column([folded.get(plain(word), Fraction(0)) for word in number], index), known[index]


def _column(scores: Sequence[Fraction], index: npt.NDArray[np.intp]) -> Exact:
    # Each record takes its score from those of the distinct values.
    per = math.lcm(*(s.denominator for s in scores)) if scores else 1
    units: Integers = np.array([int(s * per) for s in scores], object)
    return Exact((units.astype(np.int64) if largest(units) < SAFE else units)[index], per)


def value_for(score: Fraction, scale: Scale) -> Fraction | None:
    """Give the value that just earns a score on a piecewise or banded scale, from the worse side; None where none does.

    Where less is better, the worst value of a band lies just below the next one; its start is given, which surely earns it.

    >>> value_for(Fraction(90), Scale(points=[[0, 100], [24, 80], [72, 0]]))
    Fraction(12, 1)
    """
    if scale.bands:
        ordered_bands = sorted(scale.bands, key=lambda band: band.at_least)
        enough = [band.at_least for band in ordered_bands if Fraction(band.score) >= score]
        rises = ordered_bands[-1].score >= ordered_bands[0].score
        return Fraction(enough[0] if rises else enough[-1]) if enough else None
    points = [(Fraction(x), Fraction(y)) for x, y in scale.points]
    rising = points[-1][1] >= points[0][1]
    ordered = points if rising else points[::-1]
    if ordered[0][1] >= score:
        return ordered[0][0]
    for (x0, y0), (x1, y1) in pairwise(ordered):
        if y1 >= score and y1 != y0:
            return x0 + (score - y0) * (x1 - x0) / (y1 - y0)
    return None
