"""Scores: exact totals, half up once; scales; what is missing; everybody accounted for."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_eval.check.exact import SAFE, Exact, from_decimals
from asn_eval.check.records import State
from asn_eval.measure import Measures
from asn_eval.measure.scales import leaf_score
from asn_eval.measure.scores import measure_scores
from asn_eval.rounding import half_up, rounded_sum
from asn_eval.rules.rulebook import Indicator, Match, Period, Profile, Rulebook, Scale
from asn_eval.score import Outcome, Why, score
from offices import WRONG, dossier_of, evaluated, half_up_units, people_of, reference, rules, scored, totals

FOUR = rules("""
    indicators:
      a: {weight: 35}
      b: {weight: 25}
      c: {weight: 25}
      d: {weight: 15}
""")


def test_two_hundred_thousand_totals_are_what_schools_round_to():
    tenths = np.random.default_rng(2026).integers(0, 1001, (200_000, 4))
    measured = {
        key: replace(measure_scores(dossier_of([{}], FOUR), FOUR).by_indicator["a"], values=Exact(tenths[:, k], 10))
        for k, key in enumerate("abcd")
    }
    state = np.full(len(tenths), State.GIVEN, np.uint8)
    measures = Measures(
        {key: replace(m, state=state, records=np.ones(len(tenths), np.int32)) for key, m in measured.items()}
    )
    people = replace(people_of([{}]), nip=np.full(len(tenths), "", object), texts={})
    units = score(measures, people, FOUR).total.units.tolist()
    cent = Decimal("0.01")
    for row, unit in zip(tenths.tolist(), units, strict=True):
        exact = Decimal(35 * row[0] + 25 * row[1] + 25 * row[2] + 15 * row[3]).scaleb(-3)
        assert Decimal(unit).scaleb(-2) == exact.quantize(cent, ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("values", "published"),
    [
        (("80.1", "80", "80", "80"), "80.04"),  # 80.035: a float says 80.03
        (("80.0999999999999", "80", "80", "80"), "80.03"),
        (("80.1000000000001", "80", "80", "80"), "80.04"),
        (("80", "80.1", "80", "80"), "80.03"),  # 80.025
        (("80", "80.0999", "80", "80"), "80.02"),
        (("80", "80", "80", "80.1"), "80.02"),  # 80.015
        (("80", "80", "80", "80.0999"), "80.01"),
        (("0", "0", "0", "0"), "0.00"),
        (("100", "100", "100", "100"), "100.00"),
        (("99.9", "100", "100", "100"), "99.97"),  # 99.965
        (("0.1", "0", "0", "0"), "0.04"),  # 0.035
        (("83.33333333333333", "83.33333333333333", "83.33333333333333", "83.33333333333333"), "83.33"),
    ],
)
def test_a_half_is_rounded_up_and_just_below_it_down(values, published):
    assert totals(scored(FOUR, dict(zip("abcd", values, strict=True)))) == [published]


def test_points_are_not_rounded_before_they_are_added():
    # 0.35 × 71.3 = 24.955, 0.25 × 71.3 = 17.825 (twice), 0.15 × 71.3 = 10.695: rounded first they would add up to 71.32.
    (person,) = [dict.fromkeys("abcd", "71.3")]
    scores = scored(FOUR, person)
    assert totals(scores) == ["71.30"]
    assert [scores.points(key).units[0] for key in "abcd"] == [2496, 1783, 1783, 1070]


@pytest.mark.parametrize(("places", "published"), [(0, "67"), (1, "66.7"), (4, "66.6667")])
def test_the_places_of_the_rulebook_are_published(places, published):
    book = rules(f"rounding: {{places: {places}}}\nindicators: {{a: {{weight: 100, scale: {{max: 3}}}}}}")
    assert totals(scored(book, {"a": 2})) == [published]


decimals = st.decimals(-1000, 1000, allow_nan=False, allow_infinity=False, places=3) | st.decimals(0, 100, places=16)
shares = st.fractions(-2, 2, max_denominator=10**4)


@given(
    st.lists(st.tuples(shares, st.lists(decimals, min_size=3, max_size=3)), min_size=1, max_size=5),
    shares,
    st.integers(0, 4),
)
def test_the_dot_product_is_exact_in_both_kinds_of_integers(terms, constant, places):
    columns = [(factor, from_decimals(column)) for factor, column in terms]
    fast = rounded_sum([(f / c.per, c.units) for f, c in columns], constant, places)
    wide = rounded_sum([(f / c.per, c.units.astype(object)) for f, c in columns], constant, places)
    right = [half_up_units(constant + sum(f * Fraction(column[i]) for f, column in terms), places) for i in range(3)]
    assert fast.tolist() == wide.tolist() == right


@pytest.mark.parametrize("peak", [SAFE // 200 - 2, SAFE // 200 - 1, SAFE // 200, SAFE - 1])
def test_large_numbers_widen_before_they_overflow(peak):
    column = np.array([peak, -peak, 1])
    assert rounded_sum([(Fraction(1, 100), column)], Fraction(0), 2).tolist() == [peak, -peak, 1]
    assert rounded_sum([(Fraction(1, 100), column)] * 3, Fraction(0), 0).tolist() == [
        half_up_units(Fraction(3 * n, 100), 0) for n in (peak, -peak, 1)
    ]


def test_a_weight_beyond_64_bits_on_a_column_of_zeros_does_no_harm():
    terms = [(Fraction(10**6) - Fraction(1, 2**61), np.zeros(2, np.int64)), (Fraction(1, 2**61), np.array([3, 5]))]
    assert rounded_sum(terms, Fraction(0), 0).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("value", "units"),
    [("0.5", 1), ("0.4999999999999999999999", 0), ("1.5", 2), ("2.5", 3), ("-0.5", 0), ("-0.51", -1)],
)
def test_one_number_is_rounded_half_up(value, units):
    assert half_up(Fraction(value), 0) == half_up(Fraction(value) / 100, 2) == units


@given(st.fractions(-50, 50), st.integers(0, 4))
def test_one_number_is_rounded_as_a_column_is(value, places):
    column = rounded_sum([(Fraction(1, value.denominator), np.array([value.numerator]))], Fraction(0), places)
    assert half_up(value, places) == int(column[0]) == half_up_units(value, places)


def test_decimals_of_sixteen_places_do_not_change_a_total():
    # 16 places need more than 64 bits: Python integers take over, and a half stays a half.
    long = "83.3333333333333350"
    book = rules("indicators: {a: {weight: 50}, b: {weight: 50}}")
    scores = scored(book, {"a": long, "b": "66.6866666666666650"}, {"a": long, "b": "66.6866666666666649"})
    assert scores.measures.by_indicator["a"].values.per == 10**16
    assert totals(scores) == ["75.01", "75.01"]
    assert scores.exact("total", 0) == Fraction("75.01")
    scores = scored(book, {"a": "70.0100000000000000", "b": "80"}, {"a": "70.0099999999999999", "b": "80"})
    assert totals(scores) == ["75.01", "75.00"]


# Scales


@pytest.mark.parametrize(
    ("scale", "value", "expected"),
    [
        ("{}", "0", 0),
        ("{}", "87.4", Fraction(874, 10)),
        ("{min: 1, max: 5}", "1", 0),
        ("{min: 1, max: 5}", "4", 75),
        ("{min: 0, max: 72, direction: lower}", "0", 100),
        ("{min: 0, max: 72, direction: lower}", "72", 0),
        ("{min: 0, max: 72, direction: lower}", "24", Fraction(200, 3)),
        ("{max: 120, best: 120}", "116", 116),
        ("{min: 1, max: 4, worst: 40, best: 100}", "2", 60),
        ("{min: 2, max: 10, direction: lower, worst: 20, best: 100}", "4", 80),
        ("{min: -5, max: 5}", "-5", 0),
        ("{min: 0.1, max: 0.4}", "0.2", Fraction(100, 3)),
    ],
)
def test_a_scale_is_a_straight_line_between_its_ends(scale, value, expected):
    book = rules(f"indicators: {{a: {{weight: 100, scale: {scale}}}}}")
    assert scored(book, {"a": value}).exact("a", 0) == expected
    assert leaf_score(book.leaves()["a"], Fraction(value)) == expected


def test_a_worked_example_of_fixed_scales():
    # SMART with linear utilities on stated ends (after W. Edwards): weights 50, 30, 20; scales 0–100, 1–5, 0–100.
    book = rules("""
        indicators:
          a: {weight: 50}
          b: {weight: 30, scale: {min: 1, max: 5}}
          c: {weight: 20}
    """)
    rows = [{"a": 80, "b": 3, "c": 90}, {"a": 70, "b": 5, "c": 100}, {"a": 95, "b": 2, "c": 60}]
    evaluation = evaluated(book, *rows)
    assert totals(evaluation) == ["73.00", "85.00", "67.00"]
    assert evaluation.standings.rank.tolist() == [2, 1, 3]


# What is missing

TREE = """
    coverage: {coverage}
    indicators:
      hasil:
        weight: 60
        parts:
          jumlah: {{weight: 50, missing: renormalise}}
          mutu: {{weight: 50, missing: renormalise, not_applicable: renormalise}}
      perilaku:
        weight: 40
        parts:
          disiplin: {{weight: 75, missing: renormalise}}
          sikap: {{weight: 25, missing: renormalise}}
"""


def tree(coverage=80):
    return rules(TREE.format(coverage=coverage))


def test_an_absent_part_leaves_the_divisor_of_its_own_level_only():
    whole = {"jumlah": 80, "mutu": 90, "disiplin": 70, "sikap": 100}
    scores = scored(
        tree(0), whole, {**whole, "mutu": None}, {**whole, "jumlah": None, "mutu": None}, {**whole, "sikap": None}
    )
    assert scores.exact("total", 0) == Fraction("0.6") * 85 + Fraction("0.4") * Fraction("77.5")
    assert scores.exact("total", 1) == Fraction("0.6") * 80 + Fraction("0.4") * Fraction("77.5")
    assert scores.exact("total", 2) == Fraction("77.5")
    assert scores.exact("total", 3) == Fraction("0.6") * 85 + Fraction("0.4") * 70
    assert totals(scores) == ["82.00", "79.00", "77.50", "79.00"]
    assert scores.score("hasil").known.tolist() == [True, True, False, True]
    assert [scores.weight("sikap", int(g)) for g in scores.group] == [
        Fraction(1, 10),
        Fraction(1, 10),
        Fraction(1, 4),
        0,
    ]
    assert scores.weight("hasil", int(scores.group[2])) == 0


@pytest.mark.parametrize(
    ("coverage", "outcome"), [("70", Outcome.RANKED), ("70.01", Outcome.NOT_ASSESSABLE), ("69.99", Outcome.RANKED)]
)
def test_just_enough_weight_is_enough(coverage, outcome):
    # Without "mutu" (60 % × 50 %) exactly 70 % of the weight is there.
    scores = scored(tree(coverage), {"jumlah": 80, "mutu": None, "disiplin": 70, "sikap": 100})
    assert scores.outcome.tolist() == [outcome]
    assert totals(scores) == (["79.00"] if outcome == Outcome.RANKED else [None])
    assert scores.why[0] == (Why.RANKED if outcome == Outcome.RANKED else Why.COVERAGE)


def test_without_any_number_nobody_is_ranked_even_if_no_coverage_is_asked():
    scores = scored(tree(0), {"jumlah": None, "mutu": "-", "disiplin": None, "sikap": None}, {"jumlah": 1})
    assert scores.outcome.tolist() == [Outcome.NOT_ASSESSABLE, Outcome.RANKED]
    assert totals(scores) == [None, "1.00"]


def test_empty_not_applicable_and_zero_are_three_different_inputs():
    book = rules("""
        coverage: 40
        indicators:
          a: {weight: 50}
          renorm: {weight: 25, missing: renormalise, not_applicable: renormalise}
          nol: {weight: 25, missing: zero, not_applicable: renormalise}
    """)
    rows = [
        {"a": 80, "renorm": r, "nol": n} for r, n in ((0, 80), (None, 80), ("-", 80), (80, 0), (80, None), (80, "-"))
    ]
    assert totals(scored(book, *rows)) == ["60.00", "80.00", "80.00", "60.00", "60.00", "80.00"]


def test_zero_is_the_lowest_value_of_the_scale_with_or_without_a_cell():
    book = rules("indicators: {a: {weight: 50}, b: {weight: 50, scale: {min: 1, max: 5, worst: 20}, missing: zero}}")
    scores = scored(book, {"a": 80, "b": 3}, {"a": 80, "b": None}, {"a": 80})
    assert totals(scores) == ["70.00", "50.00", "50.00"]
    assert scores.measures.by_indicator["b"].state.tolist() == [State.GIVEN, State.EMPTY, State.EMPTY]
    nobody = scored(rules("indicators: {a: {weight: 100, scale: {min: 1, max: 5}, missing: zero}}"), {}, {})
    assert totals(nobody) == ["0.00", "0.00"]


def test_whom_a_policy_excludes_is_counted_as_excluded_with_the_policy_as_the_reason():
    book = rules("indicators: {a: {weight: 90}, b: {weight: 10, missing: exclude, not_applicable: renormalise}}")
    scores = scored(book, {"a": 80, "b": 80}, {"a": 80, "b": None}, {"a": 80, "b": "-"}, {"a": 80})
    assert scores.outcome.tolist() == [Outcome.RANKED, Outcome.EXCLUDED, Outcome.RANKED, Outcome.EXCLUDED]
    assert scores.why.tolist() == [Why.RANKED, Why.POLICY, Why.RANKED, Why.POLICY]


def test_what_must_not_be_absent_never_leaves_the_divisor():
    # Checking tells these cells; if nobody listens, the person is still not ranked on the rest.
    book = rules("coverage: 10\nindicators: {a: {weight: 90}, b: {weight: 10}}")
    scores = scored(book, {"a": 80, "b": None}, {"a": 80}, {"a": 80, "b": "-"}, {"a": 80, "b": 80})
    assert totals(scores) == [None, None, None, "80.00"]
    assert scores.why.tolist() == [Why.INVALID, Why.INVALID, Why.INVALID, Why.RANKED]


def test_an_indicator_without_weight_is_shown_and_decides_nothing():
    book = rules("""
        indicators:
          a: {weight: 100}
          info: {weight: 0, missing: exclude}
          catatan: {weight: 0, parts: {x: {weight: 100, missing: exclude}}}
    """)
    scores = scored(book, {"a": 80, "info": 55, "x": 20}, {"a": 80}, {"a": 80, "info": WRONG, "x": WRONG})
    assert totals(scores) == ["80.00", "80.00", "80.00"]
    assert scores.score("info").units.tolist()[:1] == [5500]
    assert scores.score("info").known.tolist() == [True, False, False]
    assert scores.score("catatan").units[0] == 2000
    assert scores.points("info").units.tolist() == [0, 0, 0]
    assert "info" in scores.applying[0]


def test_faulty_data_stands_before_policy_and_both_before_too_little_weight():
    book = rules("""
        period: {start: 2026-01-01, end: 2026-12-31, minimum_days: 90}
        indicators:
          a: {weight: 50, missing: renormalise}
          b: {weight: 25, missing: exclude}
          c: {weight: 25, missing: exclude}
    """)
    late = {"mulai": date(2026, 12, 1)}
    scores = scored(
        book,
        {"a": WRONG, "b": None, "c": 1},
        {"a": 1, "b": None, "c": WRONG},
        {"a": None, "b": None, "c": 1},
        {"a": None, "b": 1, "c": 1},
        {"a": None, "b": 1, "c": 1, **late},
        {"a": 1, "b": None, "c": 1, **late},
        {"a": 1, "b": 1, "c": 1, "faulty": True},
    )
    assert scores.why.tolist() == [
        Why.INVALID,
        Why.INVALID,
        Why.POLICY,
        Why.COVERAGE,
        Why.PERIOD,
        Why.POLICY,
        Why.INVALID,
    ]


@pytest.mark.parametrize(
    ("mulai", "selesai", "ranked"),
    [
        (None, None, True),
        (date(2026, 10, 3), None, True),  # 90 days, both ends counted
        (date(2026, 10, 4), None, False),
        (None, date(2026, 3, 31), True),
        (None, date(2026, 3, 30), False),
        (date(2026, 3, 1), date(2026, 5, 29), True),
        (date(2026, 3, 2), date(2026, 5, 29), False),
        (date(2025, 1, 1), date(2027, 1, 1), True),
        (date(2027, 1, 1), None, False),
    ],
)
def test_the_minimum_period_counts_both_of_its_ends(mulai, selesai, ranked):
    book = rules("""
        period: {start: 2026-01-01, end: 2026-12-31, minimum_days: 90}
        indicators: {a: {weight: 100}}
    """)
    scores = scored(book, {"a": 80, "mulai": mulai, "selesai": selesai})
    assert scores.outcome.tolist() == [Outcome.RANKED if ranked else Outcome.NOT_ASSESSABLE]
    assert scores.why.tolist() == [Why.RANKED if ranked else Why.PERIOD]


def test_a_profile_has_its_own_weights_and_its_own_indicators():
    book = rules("""
        indicators:
          a: {weight: 60}
          b: {weight: 40, missing: exclude}
          aduan: {parts: {cepat: {weight: 50}, tuntas: {weight: 50}}}
        profiles:
          loket: {applies_to: {jabatan: "Petugas Loket*"}, weights: {a: 30, b: 20, aduan: 50}}
          tanpa: {applies_to: {unit: "Sekretariat"}, weights: {a: 100}}
    """)
    scores = scored(
        book,
        {"a": 80, "b": 90},
        {"a": 80, "b": 90, "cepat": 70, "tuntas": 60, "jabatan": "Petugas Loket Perizinan"},
        {"a": 80, "unit": "sekretariat"},
        {"a": 80, "b": 90, "cepat": 1, "tuntas": 1},
    )
    assert totals(scores) == ["84.00", "74.50", "80.00", "84.00"]
    assert scores.profile.tolist() == [-1, 0, 1, -1]
    assert scores.score("aduan").known.tolist() == [False, True, False, False]
    assert scores.applying[2] == {"a"}
    assert [set(scores.groups[g].present) for g in scores.group.tolist()][2:] == [{"a"}, {"a", "b"}]


# Arbitrary trees against the reference

weights = st.decimals(0, 100, places=2)
scales = st.builds(
    lambda low, wide, direction, worst, better: Scale(
        min=low, max=low + wide, direction=direction, worst=worst, best=worst + better
    ),
    st.decimals(-10, 10, places=1),
    st.decimals("0.5", 200, places=1),
    st.sampled_from(["higher", "lower"]),
    st.decimals(0, 50, places=1),
    st.decimals(1, 100, places=1),
)


@st.composite
def rulebooks(draw):
    names = (f"i{number}" for number in count())

    def leaf():
        return Indicator(
            weight=draw(weights),
            scale=draw(scales),
            missing=draw(st.sampled_from(["renormalise", "zero"])),
            not_applicable="renormalise",
        )

    def level(depth):
        made = {}
        for _ in range(draw(st.integers(1, 4 if depth else 3))):
            key = next(names)
            inside = depth < 2 and draw(st.integers(0, 3)) == 0
            made[key] = Indicator(weight=draw(weights), parts=level(depth + 1)) if inside else leaf()
        return made

    top = level(0)
    if draw(st.booleans()) and len(top) > 1:
        chosen = {key: draw(st.decimals(1, 100, places=1)) for key in top if draw(st.booleans())}
        profiles = {"lain": Profile(applies_to=Match(unit=("lain",)), weights=chosen)} if chosen else {}
    else:
        profiles = {}
    return Rulebook(indicators=top, profiles=profiles, coverage=Decimal(0))


@st.composite
def offices(draw):
    book = draw(rulebooks())
    persons = []
    for _ in range(draw(st.integers(1, 6))):
        person = {"unit": draw(st.sampled_from(["lain", "sini"]))}
        for key, indicator in book.leaves().items():
            places = draw(st.sampled_from([0, 1, 2, 14]))
            number = st.decimals(indicator.scale.min, indicator.scale.max, places=places + 1)
            person[key] = draw(st.none() | st.just("-") | number | number)
        persons.append(person)
    return book, persons


@given(offices(), st.integers(0, 4))
@settings(max_examples=150)
def test_columns_give_what_one_person_after_the_other_gives(office, places):
    book, persons = office
    book = book.model_copy(update={"rounding": book.rounding.model_copy(update={"places": places})})
    scores = scored(book, *persons)
    for k, person in enumerate(persons):
        named = book.profiles["lain"].weights if "lain" in book.profiles and person["unit"] == "lain" else None
        right = reference(book, person, named)
        assert bool(scores.total.known[k]) == (right is not None)
        if right is not None:
            assert scores.exact("total", k) == right
            assert int(scores.total.units[k]) == half_up_units(right, places)


@given(offices(), st.decimals("0.01", 50, places=2))
def test_scaling_all_weights_changes_nothing(office, factor):
    book, persons = office

    def heavier(level):
        return {
            key: i.model_copy(update={"weight": i.weight * factor, "parts": heavier(i.parts) if i.parts else None})
            for key, i in level.items()
        }

    other = scored(book.model_copy(update={"indicators": heavier(book.indicators)}), *persons)
    assert totals(scored(book, *persons)) == totals(other)


@given(offices())
def test_everybody_is_accounted_for_once(office):
    book, persons = office
    book = book.model_copy(
        update={"coverage": Decimal(60), "period": Period(start=date(2026, 1, 1), end=date(2026, 12, 31))}
    )
    scores = scored(book, *persons)
    counts = np.bincount(scores.outcome, minlength=3)
    assert counts.sum() == len(persons)
    assert (scores.total.known == (scores.why == Why.RANKED)).all()
    assert ((scores.outcome == Outcome.RANKED) == scores.total.known).all()


def test_more_indicators_than_bits_of_one_key_keep_people_apart():
    keys = [f"i{k}" for k in range(60)]
    book = Rulebook(
        indicators={key: Indicator(weight=Decimal(1), missing="renormalise") for key in keys}, coverage=Decimal(0)
    )
    persons = [{k: (None if n == at else n) for n, k in enumerate(keys)} for at in (0, 1, 2, 59)]
    scores = scored(book, *persons, persons[2])
    assert [scores.exact("total", k) for k in range(4)] == [reference(book, p) for p in persons]
    assert len(scores.groups) == 4
    assert scores.group[2] == scores.group[4]
