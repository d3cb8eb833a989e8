"""One person's result walked back, and what would change it."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from asn_eval.check.exact import Exact
from asn_eval.check.records import State
from asn_eval.decide.awards import Standing
from asn_eval.examine.person import explain, with_values
from asn_eval.measure import Measure, Measures
from asn_eval.measure.scores import measure_scores
from asn_eval.pipeline import Choices, Evaluation, Policy, evaluate, judge
from checked import NIPS, book, sheet
from offices import DAY, dossier_of, evaluated, half_up_units, rules, totals

BOOK = rules("""
    coverage: 0
    indicators:
      hasil:
        weight: 60
        parts:
          jumlah: {weight: 50, missing: renormalise}
          jam: {weight: 50, missing: renormalise, not_applicable: renormalise, scale: {min: 0, max: 72, direction: lower}}
      skp: {weight: 40, missing: renormalise, scale: {max: 120, best: 120}}
      catatan: {weight: 0, missing: renormalise}
    grades:
      - {name: Sangat Baik, at_least: 90}
      - {name: Baik, at_least: 76}
      - {name: Cukup, at_least: 50}
      - {name: Kurang, at_least: 0}
    awards:
      teladan: {title: Teladan, quota: 1, requires: [{fact: total, at_least: 76}]}
""")
ROW = {"jumlah": 80, "jam": 18, "skp": 90, "catatan": 70}


def shown(steps):
    return [(s.key, s.depth, s.value, s.weight, s.score, s.points) for s in steps]


def test_a_person_is_explained_from_the_cell_to_the_total():
    explained = explain(evaluated(BOOK, {**ROW, "jumlah": 1}, ROW), 1)
    three = Fraction(3, 10)
    assert shown(explained.steps) == [
        ("hasil", 0, None, Fraction(3, 5), Fraction(155, 2), Fraction(93, 2)),
        ("jumlah", 1, 80, three, 80, 24),
        ("jam", 1, 18, three, 75, Fraction(45, 2)),
        ("skp", 0, 90, Fraction(2, 5), 90, 36),
        ("catatan", 0, 70, 0, 70, 0),
    ]
    assert [[str(r.place) for r in s.records] for s in explained.steps] == [
        [],
        ["staf.xlsx:Bulan 1!D3"],
        ["staf.xlsx:Bulan 1!E3"],
        ["staf.xlsx:Bulan 1!F3"],
        ["staf.xlsx:Bulan 1!G3"],
    ]
    assert explained.total == Fraction("82.5")


def test_what_is_absent_has_no_points_and_the_others_carry_its_weight():
    explained = explain(evaluated(BOOK, {**ROW, "jam": "-", "catatan": None}), 0)
    steps = {s.key: s for s in explained.steps}
    assert (steps["jam"].state, steps["jam"].value, steps["jam"].points) == (State.NOT_APPLICABLE, None, None)
    assert (steps["jam"].weight, steps["jumlah"].weight) == (0, Fraction(3, 5))
    assert (steps["catatan"].state, steps["catatan"].score) == (State.EMPTY, None)
    assert explained.total == 84


def test_indicators_of_another_profile_are_not_explained():
    book = rules("""
        indicators: {a: {weight: 100}, b: {}}
        profiles: {lain: {applies_to: {unit: Lain}, weights: {b: 100}}}
    """)
    evaluation = evaluated(book, {"a": 80}, {"b": 70, "unit": "Lain"})
    assert [[s.key for s in explain(evaluation, k).steps] for k in (0, 1)] == [["a"], ["b"]]


def test_every_month_is_named():
    explained = explain(evaluated(BOOK, {**ROW, "jumlah": [80, None, 81]}), 0)
    months = explained.steps[1].records
    assert [(str(r.place), r.state, r.value) for r in months] == [
        ("staf.xlsx:Bulan 1!D2", State.GIVEN, 80),
        ("staf.xlsx:Bulan 2!D2", State.EMPTY, None),
        ("staf.xlsx:Bulan 3!D2", State.GIVEN, 81),
    ]
    assert explained.steps[1].value == Fraction(161, 2)


def test_whoever_is_not_ranked_has_no_total_and_no_next_grade():
    explained = explain(evaluated(BOOK, {**ROW, "faulty": True}), 0)
    assert (explained.total, explained.next_grade) == (None, None)


def test_the_way_to_the_next_grade_is_what_would_have_to_be_typed():
    ahead = explain(evaluated(BOOK, ROW), 0).next_grade
    # 82.50 now; 7.495 more are printed as 90.00: 24.98… more of 30 %, 18.73… of 40 %, or 17.98… hours less.
    assert (ahead.band.name, ahead.missing) == ("Sangat Baik", 750)
    assert {way.key: way.needed for way in ahead.ways} == {
        "jumlah": None,  # 104.99 is beyond its scale
        "jam": Decimal("0.01"),
        "skp": Decimal("108.74"),
    }


def test_the_next_grade_is_the_nearest():
    ahead = explain(evaluated(BOOK, {**ROW, "jumlah": 0, "skp": 10}), 0).next_grade
    assert (ahead.band.name, ahead.missing) == ("Cukup", 2350)


def test_the_best_have_no_next_grade_and_a_withheld_grade_is_not_a_matter_of_points():
    best = {**ROW, "jumlah": 100, "jam": 0, "skp": 100}
    assert explain(evaluated(BOOK, best), 0).next_grade is None
    book = rules("""
        indicators: {a: {weight: 100}}
        grades:
          - {name: Tinggi, at_least: 90, requires: [{column: Ide, one_of: [Ya]}]}
          - {name: Sedang, at_least: 60, requires: [{column: Ide, one_of: [Ya]}]}
          - {name: Rendah, at_least: 0}
    """)
    evaluation = evaluated(book, {"a": 95, "Ide": "Tidak"}, {"a": 70, "Ide": ""}, wide=("Ide",))
    assert explain(evaluation, 0).next_grade is None
    assert explain(evaluation, 1).next_grade.band.name == "Tinggi"


values = st.decimals(0, 72, places=2)
rows = st.fixed_dictionaries(
    {"jumlah": st.none() | values, "jam": st.none() | values, "skp": st.none() | values, "catatan": st.none() | values}
)


@given(rows)
def test_points_add_up_to_the_exact_total(row):
    evaluation = evaluated(BOOK, row)
    explained = explain(evaluation, 0)
    leaves = evaluation.rulebook.leaves()
    points = [s.points for s in explained.steps if s.key in leaves and s.points is not None]
    top = [s.points for s in explained.steps if not s.depth and s.points is not None]
    if explained.total is None:
        assert not evaluation.scores.total.known[0]
    else:
        assert sum(points) == sum(top) == explained.total
        assert half_up_units(explained.total, 2) == evaluation.scores.total.units[0]
        assert sum(s.weight for s in explained.steps if s.key in leaves) == 1


@given(rows)
@settings(max_examples=150)
def test_the_needed_value_reaches_the_grade_and_a_cent_less_does_not(row):
    evaluation = evaluated(BOOK, row)
    ahead = explain(evaluation, 0).next_grade
    assume(ahead is not None)
    names = list(evaluation.grades.names)
    for way in ahead.ways:
        if way.needed is None:
            end = Decimal(0) if way.key == "jam" else evaluation.rulebook.leaves()[way.key].scale.max
            best = with_values(evaluation, 0, {way.key: end})
            assert names.index(ahead.band.name) < best.grades.band[0]
            continue
        enough = with_values(evaluation, 0, {way.key: way.needed})
        assert names[enough.grades.band[0]] == ahead.band.name
        worse = way.needed + (Decimal("0.01") if way.key == "jam" else -Decimal("0.01"))
        assert names[with_values(evaluation, 0, {way.key: worse}).grades.band[0]] != ahead.band.name


BENT = rules("""
    indicators:
      jam: {weight: 50, scale: {min: 0, max: 72, points: [[0, 100], [24, 80], [72, 0]]}}
      diklat:
        weight: 50
        scale: {min: 0, max: 60, bands: [{at_least: 0, score: 10}, {at_least: 10, score: 50}, {at_least: 20.5, score: 90}]}
    grades: [{name: A, at_least: 80}, {name: B, at_least: 60}, {name: C, at_least: 40}, {name: D, at_least: 0}]
""")


@given(st.decimals(0, 72, places=2), st.decimals(0, 60, places=1))
@settings(max_examples=150)
def test_on_bent_scales_too_the_needed_value_is_just_enough(jam, diklat):
    evaluation = evaluated(BENT, {"jam": jam, "diklat": diklat})
    ahead = explain(evaluation, 0).next_grade
    assume(ahead is not None)
    band = evaluation.grades.names.index(ahead.band.name)
    for way in ahead.ways:
        best = way.needed if way.needed is not None else Decimal(0 if way.key == "jam" else 60)
        reached = with_values(evaluation, 0, {way.key: best}).grades.band[0] <= band
        assert reached == (way.needed is not None)
        if reached:
            worse = way.needed + Decimal("0.01" if way.key == "jam" else "-0.01")
            assert with_values(evaluation, 0, {way.key: worse}).grades.band[0] > band


def test_a_table_of_words_names_no_number_to_reach():
    book = rules("""
        indicators:
          a: {weight: 50}
          predikat: {weight: 50, measure: ekinerja.predikat, scale: {table: {Baik: 80, Sangat Baik: 100}}}
        grades: [{name: Tinggi, at_least: 90}, {name: Rendah, at_least: 0}]
    """)
    dossier = dossier_of([{"a": 70}], book)
    worth = Exact(np.array([80]), 1)
    word = Measure(worth, np.array([State.GIVEN], np.uint8), np.ones(1, np.int32), worth, np.array(["Baik"], object))
    measures = Measures({"a": measure_scores(dossier, book).by_indicator["a"], "predikat": word})
    evaluation = judge(dossier, measures, Policy(book, "indicators.yaml"), Choices(DAY), (), ())
    assert totals(evaluation) == ["75.00"]
    ways = explain(evaluation, 0).next_grade.ways
    assert {way.key: way.needed for way in ways} == {"a": Decimal("99.99"), "predikat": None}
    assert totals(with_values(evaluation, 0, {"predikat": Decimal(100)})) == ["85.00"]


def evaluated_book(cells):
    rows = [["NIP", "Nama", "Unit Kerja", "Jumlah", "Jam", "SKP", "Catatan"]]
    rows += [[nip, f"Contoh {k}", "Dinas", *row] for k, (nip, row) in enumerate(zip(NIPS, cells, strict=True))]
    outcome = evaluate([book(sheet(rows))], Policy(BOOK, "indicators.yaml"), Choices(DAY))
    assert isinstance(outcome, Evaluation), [f.message() for f in outcome.findings]
    return outcome


def judged(evaluation):
    """Everything decided, as plain values."""
    standings, grades = evaluation.standings, evaluation.grades
    (proposals,) = evaluation.proposals
    return (
        totals(evaluation),
        standings.rank.tolist(),
        standings.order.tolist(),
        grades.band.tolist(),
        proposals.standing.tolist(),
        [explain(evaluation, k).total for k in range(len(NIPS))],
        [shown(explain(evaluation, k).steps) for k in range(len(NIPS))],
    )


@given(
    st.lists(st.lists(st.just("") | values.map(float), min_size=4, max_size=4), min_size=5, max_size=5),
    st.integers(0, 4),
    st.dictionaries(st.sampled_from(["jumlah", "jam", "skp", "catatan"]), st.decimals(0, 72, places=3), min_size=1),
)
@settings(max_examples=60)
def test_what_if_is_what_an_edited_workbook_gives(cells, person, changes):
    edited = [list(row) for row in cells]
    for key, value in changes.items():
        edited[person][["jumlah", "jam", "skp", "catatan"].index(key)] = float(value)
    assert judged(with_values(evaluated_book(cells), person, changes)) == judged(evaluated_book(edited))


@pytest.mark.parametrize("value", ["83.33333333333333", "0.1", "72"])
def test_what_if_takes_any_number_of_places(value):
    evaluation = with_values(evaluated(BOOK, ROW, ROW), 0, {"jumlah": Decimal(value)})
    assert explain(evaluation, 0).steps[1].value == Fraction(value)
    assert explain(evaluation, 1).total == Fraction("82.5")


def test_what_if_leaves_the_evaluation_it_came_from_alone():
    evaluation = evaluated(BOOK, ROW, {**ROW, "jumlah": 81})
    before = judged_pair(evaluation)
    other = with_values(evaluation, 0, {"jumlah": Decimal(100)})
    assert judged_pair(evaluation) == before == (["82.50", "82.80"], [Standing.BEYOND_QUOTA, Standing.PROPOSED])
    assert judged_pair(other) == (["88.50", "82.80"], [Standing.PROPOSED, Standing.BEYOND_QUOTA])


def judged_pair(evaluation):
    return totals(evaluation), [Standing(s) for s in evaluation.proposals[0].standing.tolist()]
