"""Scales that are no straight line: exact on both sides of every point and band, and back from a score to a value."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from asn_eval.check.exact import Exact, from_decimals
from asn_eval.measure.scales import is_straight, score_of, scored, scored_words, value_for
from asn_eval.rules.rulebook import Scale

STEP = Fraction(1, 10**9)
# Hours to a first answer, falling; JP of a year, rising and uneven; a best value in the middle.
FALLING = Scale(points=[[0, 100], [24, 80], [72, 0]])
RISING = Scale(points=[[0, 0], [20, Decimal("83.3")], [50, 120]])
MIDDLE = Scale(points=[[0, 40], [5, 100], [10, 0]])
# JP of a talent table, written in no order; days late, falling.
JP = Scale(bands=[{"at_least": a, "score": s} for a, s in [(20, 60), (0, 20), (31, 80), (21, 70), (41, 100)]])
LATE = Scale(bands=[{"at_least": a, "score": s} for a, s in [(0, 100), (Decimal("30.5"), 80), (60, 0)]])


@pytest.mark.parametrize(
    ("scale", "value", "score"),
    [
        (FALLING, 0, 100),
        (FALLING, 12, 90),
        (FALLING, 24, 80),
        (FALLING, 24 - STEP, 80 + STEP * 20 / 24),
        (FALLING, 24 + STEP, 80 - STEP * 80 / 48),
        (FALLING, 72 - STEP, STEP * 80 / 48),
        (FALLING, 72, 0),
        (FALLING, 73, 0),  # beyond the ends it stays
        (FALLING, -1, 100),
        (RISING, 10, Fraction("41.65")),
        (RISING, 20, Fraction("83.3")),
        (RISING, 30, Fraction("83.3") + Fraction("36.7") / 3),
        (RISING, 50, 120),
        (RISING, 51, 120),
        (MIDDLE, 5, 100),
        (MIDDLE, Fraction(5, 2), 70),
        (MIDDLE, Fraction(15, 2), 50),
        (JP, 0, 20),
        (JP, 20 - STEP, 20),
        (JP, 20, 60),
        (JP, 21 - STEP, 60),
        (JP, 21, 70),
        (JP, 31 - STEP, 70),
        (JP, 31, 80),
        (JP, 41 - STEP, 80),
        (JP, 41, 100),
        (JP, 1000, 100),
        (JP, -STEP, 0),  # below every band there is no score
        (LATE, Fraction("30.5") - STEP, 100),
        (LATE, Fraction("30.5"), 80),
        (LATE, 60, 0),
    ],
)
def test_scores_on_both_sides_of_every_bound(scale, value, score):
    assert score_of(Fraction(value), scale) == score


def test_which_scales_are_straight():
    assert is_straight(Scale())
    assert not any(is_straight(scale) for scale in (FALLING, JP, Scale(table={"Baik": 80})))


def test_a_column_is_scored_like_each_of_its_values():
    values = from_decimals([Decimal(12), Decimal("36.3"), Decimal(12), Decimal(100)])
    column = scored(values, FALLING)
    assert [column.value(k) for k in range(4)] == [90, Fraction("59.5"), 90, 0]
    assert column.units.dtype == np.int64
    assert len(scored(Exact(np.zeros(0, np.int64), 1), FALLING)) == 0


def test_a_column_that_does_not_fit_64_bits_stays_exact():
    thirds = Exact(np.array([10**30 + 1, 3], object), 3 * 10**30)
    column = scored(thirds, Scale(points=[[0, 0], [7, 100]]))
    assert [column.value(k) for k in range(2)] == [thirds.value(k) * 100 / 7 for k in range(2)]
    assert column.units.dtype == object


TABLE = {"Sangat Baik": Decimal(100), "baik ": Decimal("83.25"), "Kurang": Decimal(0)}


def test_words_are_scored_by_their_table():
    words = np.array(["SANGAT  baik", "Baik", "", "Cukup", "kurang", "Baik"], object)
    column, known = scored_words(words, TABLE)
    assert [column.value(k) for k in range(6)] == [100, Fraction("83.25"), 0, 0, 0, Fraction("83.25")]
    assert known.tolist() == [True, True, False, False, True, True]
    column, known = scored_words(np.zeros(0, object), TABLE)
    assert (len(column), known.tolist()) == (0, [])


def test_scores_of_words_with_many_decimals_stay_exact():
    long = Decimal("83.1234567890123456789")
    column, _ = scored_words(np.array(["Baik"], object), {"Baik": long})
    assert column.value(0) == Fraction(long)


@pytest.mark.parametrize(
    ("scale", "score", "value"),
    [
        (FALLING, 90, 12),
        (FALLING, 80, 24),
        (FALLING, 100, 0),
        (FALLING, 100 + STEP, None),
        (FALLING, 0, 72),
        (FALLING, -1, 72),
        (RISING, Fraction("83.3"), 20),
        (RISING, 0, 0),
        (RISING, 120, 50),
        (RISING, 121, None),
        (Scale(points=[[0, 0], [10, 50], [20, 50], [30, 100]]), 50, 10),  # a level stretch: where it begins …
        (Scale(points=[[0, 100], [10, 50], [20, 50], [30, 0]]), 50, 20),  # … seen from the worse side
        (Scale(points=[[0, 50], [10, 50]]), 50, 0),
        (JP, 60, 20),
        (JP, 60 + STEP, 21),
        (JP, 100, 41),
        (JP, 100 + STEP, None),
        (JP, 1, 0),
        (LATE, 80, Fraction("30.5")),
        (LATE, 80 + STEP, 0),
        (LATE, 0, 60),
        (LATE, 101, None),
    ],
)
def test_the_value_that_just_earns_a_score(scale, score, value):
    assert value_for(Fraction(score), scale) == value


AMOUNTS = st.decimals(0, 100, places=2)


@st.composite
def bent(draw):
    values = sorted(draw(st.sets(AMOUNTS, min_size=2, max_size=6)))
    scores = sorted(draw(st.lists(AMOUNTS, min_size=len(values), max_size=len(values))))
    if draw(st.booleans()):
        scores.reverse()
    if draw(st.booleans()):
        return Scale(points=[list(pair) for pair in zip(values, scores, strict=True)])
    return Scale(bands=[{"at_least": a, "score": s} for a, s in zip(values, scores, strict=True)])


def ends(scale):
    scores = [Fraction(y) for _, y in scale.points] + [Fraction(b.score) for b in scale.bands]
    return min(scores), max(scores)


@given(bent(), AMOUNTS.map(Fraction))
def test_the_value_for_a_score_earns_it(scale, score):
    value = value_for(score, scale)
    low, high = ends(scale)
    if score > high:
        assert value is None
    else:
        assert value is not None
        assert score_of(value, scale) >= score
        if scale.points and score >= low:
            assert score_of(value, scale) == score


@given(bent(), AMOUNTS.map(Fraction), AMOUNTS.map(Fraction))
def test_no_worse_value_earns_it(scale, score, other):
    assume(score_of(other, scale) >= score)
    assume(
        not scale.bands or other >= Fraction(scale.bands[0].at_least)
    )  # no band, no score: no scale has such a value
    rising = (
        scale.points[-1][1] >= scale.points[0][1] if scale.points else scale.bands[-1].score >= scale.bands[0].score
    )
    value = value_for(score, scale)
    if score <= ends(scale)[0]:
        return  # every value earns the lowest score; the end of the scale is given
    if rising:
        assert value <= other
    elif scale.points:
        assert value >= other


@given(bent(), st.lists(st.fractions(-10, 110, max_denominator=99), min_size=1, max_size=9))
def test_scores_stay_within_the_ends_and_in_their_order(scale, values):
    low, high = ends(scale)
    inside = [v for v in values if not scale.bands or v >= Fraction(scale.bands[0].at_least)]
    scores = [score_of(v, scale) for v in sorted(inside)]
    assert all(low <= score <= high for score in scores)
    assert scores in (sorted(scores), sorted(scores, reverse=True))


@given(bent(), st.lists(st.decimals(-10, 110, places=3), max_size=9))
def test_columns_agree_with_single_values(scale, values):
    column = scored(from_decimals(values), scale)
    assert [column.value(k) for k in range(len(values))] == [score_of(Fraction(v), scale) for v in values]
