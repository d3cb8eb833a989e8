"""Measures: months and raters combine exactly; service and age from dates or the NIP."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.check.records import State
from asn_eval.measure.scores import measure_scores
from asn_eval.measure.service import appointed, born, days_in_period, months_between, nip_numbers
from offices import WRONG, dossier_of, people_of, rules


def measured(values, combine="mean", missing="renormalise", scale="{}", others=()):
    book = rules(f"indicators: {{a: {{weight: 100, combine: {combine}, missing: {missing}, scale: {scale}}}}}")
    dossier = dossier_of([{"a": values}, *({"a": other} for other in others)], book)
    measures = measure_scores(dossier, book)
    return measures.by_indicator["a"], measures.findings


@pytest.mark.parametrize(
    ("combine", "value"),
    [("mean", Fraction("83.4")), ("latest", Fraction("83.5")), ("sum", Fraction("250.2"))],
)
def test_three_months_combine_as_the_rulebook_says(combine, value):
    measure, findings = measured(["83.3", "83.4", "83.5"], combine)
    assert measure.values.value(0) == value
    assert measure.records.tolist() == [3 if combine != "latest" else 1]
    assert measure.state.tolist() == [State.GIVEN]
    assert findings == ()


def test_a_mean_of_three_is_a_third_and_not_a_rounded_number():
    measure, _ = measured(["80", "80", "81"], others=[["80", "81"], ["1", "2", "3"], ["77.7", "absent", "absent"]])
    assert [measure.values.value(k) for k in range(4)] == [Fraction(241, 3), Fraction(161, 2), 2, Fraction("77.7")]


@given(
    st.lists(
        st.lists(st.decimals(0, 100, places=16) | st.decimals(0, 100, places=1), min_size=1, max_size=50),
        min_size=1,
        max_size=4,
    )
)
def test_means_and_sums_of_any_length_are_exact(months):
    # Sixteen places and many counts do not fit into 64 bits: nothing may overflow on the way.
    for combine in ("mean", "sum"):
        measure, _ = measured(months[0], combine, others=months[1:])
        for k, values in enumerate(months):
            whole = sum(map(Fraction, values), Fraction(0))
            assert measure.values.value(k) == (whole / len(values) if combine == "mean" else whole)


def test_twelve_months_of_sixteen_places_do_not_overflow():
    assert (
        measured(["0.3333333333333333", *["99.9"] * 11])[0].values.value(0)
        == (Fraction("0.3333333333333333") + 11 * Fraction("99.9")) / 12
    )


def test_counts_without_a_small_common_multiple_do_not_overflow():
    # The common multiple of 1 to 47 is beyond 64 bits.
    lists = [["50.5"] * count for count in range(1, 48)]
    measure, _ = measured(lists[0], others=lists[1:])
    assert [measure.values.value(k) for k in range(47)] == [Fraction("50.5")] * 47


@pytest.mark.parametrize(
    ("missing", "values", "combine", "value", "state", "records"),
    [
        ("renormalise", ["80", None, "90"], "mean", 85, State.GIVEN, 2),
        ("renormalise", ["80", None], "latest", 80, State.GIVEN, 1),
        ("zero", ["80", None, "90"], "mean", Fraction(170, 3), State.EMPTY, 3),
        ("zero", ["80", None], "latest", 0, State.EMPTY, 0),
        ("zero", [None, "80"], "latest", 80, State.GIVEN, 1),
        ("zero", ["80", None, "90"], "sum", 170, State.EMPTY, 3),
        ("zero", [None, None], "mean", 0, State.EMPTY, 0),
        ("zero", ["80", "-"], "mean", 80, State.GIVEN, 1),
        ("exclude", ["80", None], "mean", 80, State.EMPTY, 1),
        ("exclude", ["80", None], "latest", 0, State.EMPTY, 0),
        ("exclude", [None, "80"], "latest", 80, State.GIVEN, 1),
        ("exclude", ["80", "-"], "mean", 80, State.GIVEN, 1),
        ("renormalise", ["-", "-"], "mean", 0, State.NOT_APPLICABLE, 0),
        ("renormalise", ["-", None], "mean", 0, State.EMPTY, 0),
        ("renormalise", ["80", WRONG], "mean", 80, State.INVALID, 1),
    ],
)
def test_an_empty_month_is_what_the_policy_says(missing, values, combine, value, state, records):
    measure, _ = measured(values, combine, missing)
    assert (measure.values.value(0), measure.state[0], measure.records[0]) == (value, state, records)


def test_an_empty_month_counts_as_the_lowest_value_of_the_scale():
    scale = "{min: 1, max: 5}"
    assert measured(["4", None], missing="zero", scale=scale)[0].values.value(0) == Fraction(5, 2)
    assert measured(["4", "5"], missing="zero", scale=scale, others=[[]])[0].values.value(1) == 1


def test_two_values_where_one_is_asked_name_both_cells():
    measure, findings = measured(["80", "90", "70"], "error", others=[["80"], ["-", "75"], ["60", "60"]])
    assert measure.state.tolist() == [State.INVALID, State.GIVEN, State.GIVEN, State.INVALID]
    assert [f.message() for f in findings] == [
        (
            "staf.xlsx:Bulan 2!D2: A sudah diisi untuk orang yang sama di staf.xlsx:Bulan 1!D2; hapus salah satu, atau tulis "
            '"combine: mean" pada indikator itu di buku aturan bila memang harus dirata-ratakan [score-several]'
        ),
        (
            "staf.xlsx:Bulan 2!D5: A sudah diisi untuk orang yang sama di staf.xlsx:Bulan 1!D5; hapus salah satu, atau tulis "
            '"combine: mean" pada indikator itu di buku aturan bila memang harus dirata-ratakan [score-several]'
        ),
    ]
    assert [f.count for f in findings] == [3, 2]
    assert findings[0].message("en") == (
        "staf.xlsx:Bulan 2!D2: A is already given for the same person in staf.xlsx:Bulan 1!D2; delete one of them, or write "
        '"combine: mean" for the indicator in the rulebook if they are meant to be averaged [score-several]'
    )


# Service and age

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("since", "months"),
    [
        ("2026-11-24", 0),
        ("2026-10-25", 0),
        ("2026-10-24", 1),
        ("2025-11-25", 11),
        ("2025-11-24", 12),
        ("2010-01-01", 202),
        ("2026-11-25", -1),
        ("2030-01-01", -1),
        ("NaT", -1),
    ],
)
def test_a_month_of_service_counts_when_its_day_is_reached(since, months):
    assert months_between(np.array([since], "datetime64[D]"), DAY).tolist() == [months]


@pytest.mark.parametrize(
    ("nip", "birth", "service"),
    [
        ("198609262015051001", "1986-09-26", "2015-05-01"),  # law of the NIP: born, month of appointment
        ("196804111993031009", "1968-04-11", "1993-03-01"),
        ("196409171985031001", "1964-09-17", "1985-03-01"),
        ("199003122023211005", "1990-03-12", "2023-01-01"),  # PPPK: only the year of appointment is known
        ("198602302015051001", "NaT", "2015-05-01"),  # 30 February
        ("198602282015001001", "1986-02-28", "NaT"),
        ("18860228", "NaT", "NaT"),
        ("¹²³⁴⁵⁶⁷⁸⁹¹²³⁴⁵⁶⁷⁸⁹", "NaT", "NaT"),
        ("", "NaT", "NaT"),
    ],
)
def test_the_nip_tells_birth_and_service_unless_the_roster_does(nip, birth, service):
    people = people_of([{"nip": nip}, {"nip": nip, "tanggal_lahir": date(1970, 1, 2), "tmt_cpns": date(1999, 3, 1)}])
    assert born(people).astype(str).tolist() == [birth, "1970-01-02"]
    assert appointed(people).astype(str).tolist() == [service, "1999-03-01"]


def test_a_nip_that_is_none_is_no_number():
    people = people_of([{"nip": n} for n in ("198609262015051001", "¹²³⁴⁵⁶⁷⁸⁹¹²³⁴⁵⁶⁷⁸⁹", "12", "1986092620150510012")])
    assert nip_numbers(people).tolist() == [198609262015051001, 0, 0, 0]
    assert nip_numbers(people_of([])).tolist() == []


def test_days_served_are_those_inside_the_period():
    start, end = date(2026, 1, 1), date(2026, 1, 31)
    rows = [
        {},
        {"mulai": date(2026, 1, 31)},
        {"selesai": date(2026, 1, 1)},
        {"mulai": date(2026, 2, 1)},
        {"selesai": date(2025, 12, 31)},
    ]
    rows += [
        {"mulai": date(2025, 1, 1), "selesai": date(2027, 1, 1)},
        {"mulai": date(2026, 1, 10), "selesai": date(2026, 1, 5)},
    ]
    assert days_in_period(people_of(rows), start, end).tolist() == [31, 1, 1, 0, 0, 31, 0]


def test_values_of_many_places_keep_every_digit():
    measure, _ = measured("83.33333333333333")
    assert measure.values.value(0) == Fraction(Decimal("83.33333333333333"))
