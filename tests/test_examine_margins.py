"""Margins of awards against a slow second opinion: the weight is moved to the bound and a hair beyond, and all is judged again."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from asn_eval.decide.awards import Standing
from asn_eval.examine.curves import Curve, Room, room
from asn_eval.examine.margins import margins, rater_spread
from asn_eval.rules.awarding import Narrow
from offices import evaluated, rules

KEYS = ("a", "b", "c")
TEXT = """
    rounding: {{places: 4}}
    coverage: 0
    normalise: true
    indicators:
      a: {{weight: {a}}}
      b: {{weight: {b}, missing: renormalise}}
      c: {{weight: {c}, missing: renormalise}}
    grades: [{{name: Baik, at_least: 60}}, {{name: Cukup, at_least: 40}}, {{name: Kurang, at_least: 0}}]
    awards: {{x: {{title: X, {award}}}}}
"""
# Combined requirements and upper bounds may leave more room than is said, never less.
CAREFUL = (
    "quota: 1, requires: [{fact: total, at_most: 70}]",
    "quota: 9, requires: [{any: [{fact: total, at_least: 60}, {fact: a, at_least: 70}]}]",
)
AWARDS = (
    "quota: 1",
    "quota: 2",
    "quota: 3",
    "quota_per_unit: 1",
    "quota: 2, requires: [{fact: total, at_least: 55}]",
    "quota: 2, requires: [{fact: grade, at_least: Baik}]",
    *CAREFUL,
)
HAIR = Fraction(1, 500)

values = st.integers(0, 100).map(str)
person = st.fixed_dictionaries(
    {"a": values, "b": st.none() | values, "c": st.none() | values, "unit": st.sampled_from("XY")}
)
offices = st.lists(person, min_size=2, max_size=6)


def weighed(shares, award):
    """A rulebook with these shares; decimals that add up to what they add up to, scaled to 100."""
    typed = {k: Decimal(round(share * 10**9)) / 10**7 for k, share in shares.items()}
    return rules(TEXT.format(**{k: f"{v:f}" for k, v in typed.items()}, award=award))


def moved(shares, key, x):
    rest = 1 - shares[key]
    return {k: x if k == key else share * (1 - x) / rest for k, share in shares.items()}


def decided(shares, award, people):
    evaluation = evaluated(weighed(shares, award), *people)
    (proposals,) = evaluation.proposals
    return evaluation, proposals


def winners(shares, award, people):
    """Who is proposed and who is tied; None where rounding alone may have made two totals equal."""
    evaluation, proposals = decided(shares, award, people)
    exact = sorted(evaluation.scores.exact("total", k) or Fraction(0) for k in range(len(people)))
    levels = [*exact, *map(Fraction, (40, 55, 60, 70))]
    if any(0 < abs(one - other) < Fraction(1, 5000) for one in exact for other in levels):
        return None
    return frozenset(proposals.of(Standing.PROPOSED).tolist()), frozenset(proposals.of(Standing.TIED).tolist())


def bounds(made, key):
    """The nearest bounds over all winners, for one key."""
    found = Room()
    for margin in made:
        for move in margin.moves:
            if move.key == key:
                found = found.within(move.room)
    return found


shares_of = st.tuples(*(st.integers(5, 60) for _ in KEYS)).map(
    lambda parts: {k: Fraction(n, sum(parts)) for k, n in zip(KEYS, parts, strict=True)}
)


@given(shares_of, st.sampled_from(AWARDS), offices, st.sampled_from(KEYS))
@settings(max_examples=300)
def test_up_to_the_bound_the_winners_stay_and_a_hair_beyond_they_do_not(shares, award, people, key):
    evaluation, proposals = decided(shares, award, people)
    assume(not len(proposals.of(Standing.TIED)))
    before = frozenset(proposals.of(Standing.PROPOSED).tolist()), frozenset()
    assume(before[0])
    made = margins(evaluation, proposals)
    assert [m.person for m in made] == proposals.of(Standing.PROPOSED).tolist()
    edge = bounds(made, key)
    for bound, side in ((edge.low, -1), (edge.high, 1)):
        end = Fraction(side > 0) if bound is None else bound
        inside = end - side * HAIR
        if (inside - shares[key]) * side > 0:
            for x in (inside, (inside + shares[key]) / 2):
                assert winners(moved(shares, key, x), award, people) in {before, None}
        if award not in CAREFUL and bound is not None and 0 < bound + side * HAIR < 1:
            after = {
                winners(moved(shares, key, bound + side * step * HAIR), award, people) for step in (Fraction(1, 50), 1)
            }
            assert after - {before}


def test_the_room_ends_where_two_lines_cross_and_at_a_square_root_safely():
    ahead, behind = Curve(Fraction(80)), Curve(Fraction(70), Fraction(20))
    assert room(ahead, behind, Fraction(1, 4)) == Room(None, Fraction(1, 2))
    assert room(ahead, behind, Fraction(3, 4)) == Room(Fraction(3, 4), Fraction(3, 4))
    # 1 against 2x² / x written as (2x)/(1) … and against (x + x) / (1/2 + x): equal at x = 1/2.
    assert room(
        Curve(Fraction(1)), Curve(Fraction(0), Fraction(2), Fraction(1, 2), Fraction(1)), Fraction(1, 4)
    ).high == Fraction(1, 2)
    # (1 + x) / (1 + 2x) against 2x: x² + x/4 … whose root is no fraction is told a hair before it is reached.
    bound = room(
        Curve(Fraction(1), Fraction(1), Fraction(1), Fraction(2)), Curve(Fraction(0), Fraction(2)), Fraction(1, 10)
    ).high
    exact = (-1 + 17**0.5) / 8
    assert bound < Fraction(exact) + Fraction(1, 10**15)
    assert abs(float(bound) - exact) < 1e-11


def margin_of(text, *people):
    evaluation = evaluated(rules(text), *people)
    (proposals,) = evaluation.proposals
    return evaluation, margins(evaluation, proposals)


TWO = "indicators: {a: {weight: 60}, b: {weight: 40}}\nawards: {x: {title: X, quota: 1}}"


def test_the_lead_and_the_weights_by_hand():
    # 60·90 + 40·70 = 82; 60·75 + 40·90 = 81. Equal where 90w + 70(1−w) = 75w + 90(1−w): 35w = 20.
    _, (margin,) = margin_of(TWO, {"a": 90, "b": 70}, {"a": 75, "b": 90})
    assert (margin.person, margin.rival, margin.lead) == (0, 1, 100)
    assert [(m.key, m.room) for m in margin.moves] == [
        ("a", Room(Fraction(4, 7), None)),
        ("b", Room(None, Fraction(3, 7))),
    ]
    assert margin.tightest.least == Fraction(3, 5) - Fraction(4, 7)


def test_without_a_next_one_there_is_no_lead_and_nothing_to_move():
    _, (margin,) = margin_of(TWO, {"a": 90, "b": 70})
    assert (margin.rival, margin.lead, margin.tightest) == (None, None, None)


@pytest.mark.parametrize(
    ("narrow", "expected"),
    [
        (Narrow(), False),
        (Narrow(points=Decimal("0.99")), False),
        (Narrow(points=Decimal(1)), True),
        (Narrow(weight=Decimal("2.85")), False),
        (Narrow(weight=Decimal("2.86")), True),
        (Narrow(points=Decimal(0), weight=Decimal(3)), True),
    ],
)
def test_narrow_by_points_or_by_weight_on_both_sides_of_the_bound(narrow, expected):
    _, (margin,) = margin_of(TWO, {"a": 90, "b": 70}, {"a": 75, "b": 90})
    assert margin.is_narrow(narrow, 2) is expected


def test_an_award_by_one_indicator_does_not_move_with_the_weights():
    _, (margin,) = margin_of(TWO.replace("quota: 1", "quota: 1, by: a"), {"a": 90, "b": 70}, {"a": 75, "b": 90})
    assert (margin.lead, margin.moves) == (1500, ())


def test_raters_who_differ_by_more_than_the_lead_are_told():
    book = rules(TWO)
    evaluation = evaluated(book, {"a": [88, 92], "b": 70}, {"a": 75, "b": 90})
    (proposals,) = evaluation.proposals
    assert margins(evaluation, proposals)[0].noise is None
    records = evaluation.dossier.scores["a"]
    records.rater[:2] = ["Atasan", "Rekan"]
    # 4 between the raters at 60 % are 2.4 points, more than the lead of 1.
    assert rater_spread(evaluation, 0) == Fraction(12, 5)
    assert margins(evaluation, proposals)[0].noise == Fraction(12, 5)
    assert rater_spread(evaluation, 1) == 0
    records.rater[:2] = ["Atasan", "Atasan"]
    assert rater_spread(evaluation, 0) == 0


def test_only_people_of_the_group_are_rivals_under_a_quota_of_groups():
    _, made = margin_of(
        TWO.replace("quota: 1", "quota_per_unit: 1"),
        {"a": 90, "b": 90, "unit": "X"},
        {"a": 80, "b": 80, "unit": "X"},
        {"a": 50, "b": 50, "unit": "Y"},
    )
    assert [(m.person, m.rival) for m in made] == [(0, 1), (2, None)]
    assert np.all([m.lead in {1000, None} for m in made])
