"""How the totals lie: everybody counted once, means and spreads exact, steps of the histogram."""

import statistics
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.examine.distribution import Account, Bin, UnitSummary, account, by_grade, by_unit, histogram
from offices import evaluated, half_up_units, rules

BOOK = rules("""
    rounding: {places: 1}
    indicators: {a: {weight: 100, missing: renormalise}}
    grades:
      - {name: Baik, at_least: 76, requires: [{column: Ide, one_of: [Ya]}]}
      - {name: Kurang, at_least: 0, requires: [{column: Ide, none_of: [Tak]}]}
""")


def office(*rows):
    return evaluated(BOOK, *rows, wide=("Ide",))


def test_ranked_excluded_and_not_assessable_are_everybody():
    evaluation = office({"a": 80}, {"a": None}, {"a": 70, "faulty": True}, {"a": 60}, {"a": 60})
    assert account(evaluation) == Account(people=5, ranked=3, excluded=1, not_assessable=1)
    assert account(office()) == Account(0, 0, 0, 0)


def test_units_are_summarised_in_alphabetical_order_from_those_who_are_ranked():
    evaluation = office(
        {"a": "80.1", "unit": "B"},
        {"a": "80.2", "unit": "B"},
        {"a": 70, "unit": "A"},
        {"a": None, "unit": "B"},
        {"a": None, "unit": "C"},
    )
    assert by_unit(evaluation) == (
        UnitSummary("A", 1, 1, 700, 700, 700, None),
        UnitSummary("B", 3, 2, 802, 801, 802, 1),  # mean 80.15, spread 0.0707…
        UnitSummary("C", 1, 0, None, None, None, None),
    )


@given(st.lists(st.decimals(0, 100, places=1), min_size=2, max_size=12))
def test_mean_and_spread_are_rounded_half_up_from_exact_numbers(values):
    (unit,) = by_unit(office(*({"a": v} for v in values)))
    units = [int(v * 10) for v in values]
    assert unit.mean == half_up_units(Fraction(sum(units), len(units)), 0)
    variance = Fraction(statistics.variance([Fraction(u) for u in units]))
    # Half up: the rounded root lies within half a unit of the root.
    assert (unit.spread - Fraction(1, 2)) ** 2 <= variance or unit.spread == 0
    assert variance < (unit.spread + Fraction(1, 2)) ** 2


def test_a_spread_of_exactly_a_half_is_rounded_up():
    # 0, 0, 0, 1: variance 1/4, spread 0.5 units.
    (unit,) = by_unit(office(*({"a": a} for a in ("50", "50", "50", "50.1"))))
    assert unit.spread == 1


def test_people_per_grade_best_first_and_those_in_no_band_last():
    rows = [(80, "Ya"), (80, "Tidak"), (90, ""), (10, "Ya"), (10, "Tak"), (99, "Ya")]
    evaluation = office(*({"a": a, "Ide": ide} for a, ide in rows), {"a": None})
    assert by_grade(evaluation) == (("Baik", 2), ("Kurang", 2), ("", 2))
    assert by_grade(office({"a": 80, "Ide": "Ya"})) == (("Baik", 1), ("Kurang", 0))
    assert by_grade(evaluated(rules("indicators: {a: {weight: 100}}"), {"a": 80})) == ()


@pytest.mark.parametrize(
    ("values", "bins"),
    [
        ((80,), [(800, 810, 1)]),
        ((80, "80.9", 81), [(800, 810, 2), (810, 820, 1)]),
        ((70, 81), [(700 + 10 * n, 710 + 10 * n, int(n in {0, 11})) for n in range(12)]),
        ((70, 82), [(700 + 20 * n, 720 + 20 * n, int(n in {0, 6})) for n in range(7)]),
        ((0, 100), [(100 * n, 100 * n + 100, int(n in {0, 10})) for n in range(11)]),
    ],
)
def test_the_histogram_has_round_steps(values, bins):
    assert histogram(office(*({"a": v} for v in values))) == tuple(Bin(*b) for b in bins)


@given(st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=20), st.integers(3, 15))
def test_the_histogram_counts_everybody_who_is_ranked_once(values, most):
    bins = histogram(office(*({"a": v} for v in values), {"a": None}), most)
    assert len(bins) <= most
    assert sum(b.people for b in bins) == len(values)
    for b in bins:
        assert b.people == sum(b.start <= v * 10 < b.end for v in map(Decimal, values))
    assert all(one.end == other.start for one, other in pairwise(bins))


def test_nobody_ranked_means_no_histogram():
    assert histogram(office({"a": None})) == ()
