"""Result against target: percent of each row, mean of each result, main and additional tasks, exactly."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.measure import rational
from asn_eval.measure.made import nothing
from asn_eval.measure.rational import Ratios, exact, means, quotients
from asn_eval.measure.targets import achievement
from logbooks import logbook, setting, told, values_of


def reached(rules="", people=None, count=1, **fields):
    rows = len(next(iter(fields.values())))
    book = logbook("targets", people or [0] * rows, **fields)
    return achievement({"targets": book}, setting(rules, count))


def percent(target, result, rules="", **fields):
    return values_of(reached(rules, target=[target], realisasi=[result], **{k: [v] for k, v in fields.items()}))[0]


LOWER_BY_QUOTIENT = "records: {targets: {lower: t/r}}"


@pytest.mark.parametrize(
    ("target", "result", "value"),
    [
        ("12", "11", Fraction(275, 3)),  # 11/12
        ("12", "14.4", 120),  # 14.4/12 = 1.2, the ceiling itself
        ("12", "14.41", 120),  # beyond it
        ("12", "14.39", Fraction(1439, 12)),
        ("12", "0", 0),  # a typed 0 is a 0
        ("12", "-1", 0),
        ("0.3", "0.1", Fraction(100, 3)),
    ],
)
def test_more_is_better_by_default(target, result, value):
    assert percent(target, result) == value


@pytest.mark.parametrize(
    ("target", "result", "value"),
    [
        ("10", "8", 120),  # 2 - 0.8
        ("10", "7", 120),  # 2 - 0.7 = 1.3, cut
        ("10", "8.1", 119),
        ("10", "10", 100),
        ("10", "20", 0),
        ("10", "21", 0),  # 2 - 2.1 < 0
        ("10", "19", 10),
    ],
)
def test_less_is_better_as_two_minus_the_quotient(target, result, value):
    assert percent(target, result, aspek="Waktu") == value
    assert percent(target, result, arah="turun") == value


@pytest.mark.parametrize(
    ("target", "result", "value"),
    [("10", "8", 120), ("10", "8.5", Fraction(2000, 17)), ("10", "12.5", 80), ("10", "0", 120), ("10", "20", 50)],
)
def test_less_is_better_as_the_quotient_turned_round(target, result, value):
    assert percent(target, result, LOWER_BY_QUOTIENT, aspek="biaya") == value


@pytest.mark.parametrize("word", ["naik", "Makin tinggi makin baik", "MAKS", "positif"])
def test_the_direction_typed_stands_before_the_aspect(word):
    assert percent("10", "8", aspek="Waktu", arah=word) == 80


def test_which_aspects_are_less_is_better_is_the_rulebooks():
    assert percent("10", "8", "records: {targets: {lower_aspects: [mutu]}}", aspek="Waktu") == 80
    assert percent("10", "8", "records: {targets: {lower_aspects: [mutu]}}", aspek=" MUTU ") == 120
    assert percent("10", "8", aspek="Kuantitas") == 80


@pytest.mark.parametrize(
    ("target", "result", "baseline", "value"),
    [
        ("80", "75", "60", 75),  # 15 of 20
        ("5", "6", "10", 80),  # from 10 down to 5: 4 of 5, whatever the direction
        ("0", "5", "20", 75),  # a target of 0 is right where there is a baseline
        ("80", "60", "60", 0),
        ("80", "59", "60", 0),
        ("80", "84", "60", 120),
        ("80", "40", "0", 50),  # a typed baseline of 0 is a baseline
        ("80", "40", None, 50),
    ],
)
def test_a_baseline_is_taken_off_both(target, result, baseline, value):
    assert percent(target, result, dasar=baseline) == value
    assert percent(target, result, dasar=baseline, arah="naik") == value
    if baseline is not None:
        assert percent(target, result, dasar=baseline, arah="turun") == value


def test_the_ceiling_is_the_rulebooks():
    assert percent("10", "20", "records: {targets: {ceiling: 100}}") == 100
    assert percent("10", "20", "records: {targets: {ceiling: 112.5}}") == Fraction("112.5")
    assert percent("10", "0", "records: {targets: {ceiling: 112.5, lower: t/r}}", arah="turun") == Fraction("112.5")


def test_aspects_make_a_result_and_results_a_person():
    made = reached(
        hasil_kerja=["Loket buka", "loket  BUKA", "Laporan"],
        aspek=["Kuantitas", "Waktu", "Kuantitas"],
        target=["10", "10", "4"],
        realisasi=["9", "11", "3"],
    )
    # (90 + 2 - 1.1 = 90) / 2 = 90; then (90 + 75) / 2
    assert values_of(made) == [Fraction(165, 2)]
    assert made.records.tolist() == [3]
    assert made.used.tolist() == [0, 1, 2]


def test_each_aspect_is_cut_before_the_mean():
    made = reached(hasil_kerja=["A", "A"], target=["10", "10"], realisasi=["20", "6"])
    assert values_of(made) == [90]  # (120 + 60) / 2, not (200 + 60) / 2 = 130


def test_rows_without_a_text_are_results_of_their_own():
    made = reached(hasil_kerja=["A", "A", "", ""], target=["100"] * 4, realisasi=["100", "90", "50", "70"])
    assert values_of(made) == [Fraction(215, 3)]  # 95, 50, 70


SPLIT = "records: {targets: {main: 80, additional: 20}}"
TASKS = {"kategori": ["Utama", "A. UTAMA", "Tambahan"], "target": ["100"] * 3, "realisasi": ["90", "80", "60"]}


def test_additional_tasks_count_by_their_share():
    assert values_of(reached(SPLIT, **TASKS)) == [80]  # 0.8 x 85 + 0.2 x 60
    assert values_of(reached("records: {targets: {main: 66.6, additional: 33.4}}", **TASKS)) == [
        (Fraction("66.6") * 85 + Fraction("33.4") * 60) / 100
    ]


def test_without_a_share_they_do_not_count_at_all():
    made = reached(**TASKS)
    assert values_of(made) == [85]
    assert made.used.tolist() == [0, 1]
    assert made.records.tolist() == [2]


def test_who_has_no_additional_tasks_loses_nothing_and_the_other_way_round():
    made = reached(SPLIT, [0, 1], 2, kategori=["utama", "tambahan"], target=["10", "10"], realisasi=["9", "8"])
    assert values_of(made) == [90, 80]
    made = reached("", [0, 1], 2, kategori=["utama", "tambahan"], target=["10", "10"], realisasi=["9", "8"])
    assert values_of(made) == [90, None]


def test_nobody_without_records_has_a_value():
    assert values_of(reached("", [1], 3, target=["10"], realisasi=["5"])) == [None, 50, None]
    absent = achievement({}, setting(people=2))
    assert (values_of(absent), absent.kind) == ([None, None], nothing("targets", 2).kind)
    assert values_of(reached("", [0], 1, target=["10"], realisasi=["5"])) == [50]
    assert values_of(achievement({"targets": logbook("targets", [], target=[], realisasi=[])}, setting())) == [None]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (
            {"target": ["0"], "realisasi": ["5"]},
            [
                (
                    "catatan.xlsx:S0!B2: target 0 tidak dapat menjadi pembagi; isi target yang lebih dari 0, "
                    "atau isi kondisi awal (Baseline) di baris ini [targets-zero]"
                )
            ],
        ),
        (
            {"target": ["-2.5"], "realisasi": ["5"]},
            [
                (
                    "catatan.xlsx:S0!B2: target -2,5 tidak dapat menjadi pembagi; isi target yang lebih dari 0, "
                    "atau isi kondisi awal (Baseline) di baris ini [targets-zero]"
                )
            ],
        ),
        (
            {"target": ["80"], "realisasi": ["5"], "dasar": ["80.0"]},
            [
                (
                    "catatan.xlsx:S0!B2: target 80 sama dengan kondisi awalnya; "
                    "perbaiki target atau kondisi awal di baris ini [targets-baseline]"
                )
            ],
        ),
        (
            {"target": ["80"], "realisasi": [None]},
            [
                (
                    "catatan.xlsx:S0!C2: Realisasi kosong; isi selnya, atau hapus barisnya bila catatan ini memang tidak ada "
                    "[record-empty]"
                )
            ],
        ),
        (
            {"target": ["-"], "realisasi": ["5"]},
            [
                (
                    "catatan.xlsx:S0!B2: Target kosong; isi selnya, atau hapus barisnya bila catatan ini memang tidak ada "
                    "[record-empty]"
                )
            ],
        ),
        (
            {"target": ["8"], "realisasi": ["5"], "arah": ["turunn"]},
            ['catatan.xlsx:S0!D2: "turunn" tidak dikenal sebagai Arah; maksud Anda "turun"? [record-word]'],
        ),
        (
            {"target": ["8"], "realisasi": ["5"], "kategori": ["rutin"]},
            [
                (
                    'catatan.xlsx:S0!D2: "rutin" tidak dikenal sebagai Kategori; pakai salah satu: utama, tambahan '
                    "[record-word-listed]"
                )
            ],
        ),
    ],
)
def test_a_row_that_cannot_be_measured_is_told_and_never_a_zero(fields, says):
    made = reached(**fields)
    assert told(made) == says
    assert values_of(made) == [None]


def test_the_rest_of_a_persons_rows_is_not_measured_alone_but_other_people_are():
    made = reached("", [0, 0, 1], 2, target=["10", "0", "10"], realisasi=["9", "5", "8"])
    assert values_of(made) == [None, 80]
    assert made.used.tolist() == [2]


def test_a_record_checking_has_told_already_is_not_told_again():
    book = logbook("targets", [0], target=["0"], realisasi=[None], arah=["?"], invalid=[0])
    made = achievement({"targets": book}, setting())
    assert (told(made), values_of(made)) == ([], [None])


def test_a_row_two_people_share_is_told_once_and_is_wrong_for_both():
    book = logbook("targets", [0, 1], rows=[2, 2], shared=[2, 2], target=["0", "0"], realisasi=["1", "1"])
    made = achievement({"targets": book}, setting(people=2))
    assert [f.code for f in made.findings] == ["targets-zero"]
    assert values_of(made) == [None, None]


def test_one_slip_for_everybody_is_told_a_thousand_times_and_then_counted():
    made = reached("", list(range(1003)), 1003, target=["0"] * 1003, realisasi=["1"] * 1003)
    assert len(made.findings) == 1001
    assert (made.findings[-1].code, made.findings[-1].count) == ("more-like-this", 3)
    assert str(made.findings[-1].place) == "catatan.xlsx:S0!B"


NUMBERS = st.decimals(0, 10**9, places=2) | st.integers(0, 1000).map(Decimal)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 2),
            st.sampled_from(["A", "B", ""]),
            st.sampled_from(["utama", "tambahan", ""]),
            st.sampled_from(["naik", "turun", ""]),
            NUMBERS.filter(bool),
            NUMBERS,
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(["2-r/t", "t/r"]),
    st.randoms(),
)
def test_columns_agree_with_one_step_after_the_other_in_any_order(rows, lower, random):
    rules = f"records: {{targets: {{main: 70, additional: 30, lower: {lower}}}}}"

    def measured(rows):
        person, *columns = (list(c) for c in zip(*rows, strict=True))
        names = ("hasil_kerja", "kategori", "arah", "target", "realisasi")
        apart = [f"Indikator {number}" for number in range(len(rows))]
        given = dict(zip(names, columns, strict=True))
        return values_of(reached(rules, person, 3, indikator_kinerja=apart, **given))

    expected = [reference([row for row in rows if row[0] == person], lower) for person in range(3)]
    assert measured(rows) == expected
    random.shuffle(rows)
    assert measured(rows) == expected


def reference(rows, lower):
    tasks = {"main": {}, "additional": {}}
    for number, (_, result, category, direction, target, reached_) in enumerate(rows):
        ratio = Fraction(reached_) / Fraction(target)
        if direction == "turun":
            ratio = (
                2 - ratio if lower == "2-r/t" else Fraction(target) / Fraction(reached_) if reached_ else Fraction(9)
            )
        within = tasks["additional" if category == "tambahan" else "main"]
        within.setdefault(result or number, []).append(min(max(ratio * 100, Fraction(0)), Fraction(120)))
    shares = {"main": 70, "additional": 30}
    of_task = {
        task: sum(sum(v) / len(v) for v in results.values()) / len(results)
        for task, results in tasks.items()
        if results
    }
    return (
        sum(shares[task] * value for task, value in of_task.items()) / sum(shares[task] for task in of_task)
        if of_task
        else None
    )


def test_targets_without_a_short_common_denominator_stay_exact(monkeypatch):
    # 1/1009 and the like: over ten of them a common denominator is long, yet their sum is 1 again.
    primes = [1009, 1013, 1019, 1021, 1031]
    fields = {"target": [str(p) for p in primes for _ in (0, 1)], "realisasi": []}
    for prime in primes:
        fields["realisasi"] += ["500", str(prime - 500)]
    whole = values_of(reached("", [0] * 10, 1, **fields))
    monkeypatch.setattr(rational, "MOST_BITS", 12)
    assert values_of(reached("", [0] * 10, 1, **fields)) == whole == [50]


def test_a_fraction_of_a_prime_denominator_is_kept_to_450_places(monkeypatch):
    monkeypatch.setattr(rational, "MOST_BITS", 8)
    made = exact(quotients([1, 1, -1], [1009, 3, 1009]))
    assert abs(made.value(0) - Fraction(1, 1009)) <= Fraction(1, 2 * rational.GRAIN) < Fraction(1, 10**450)
    assert made.value(0) != Fraction(1, 1009)
    assert made.value(1) == Fraction(1, 3)
    assert abs(made.value(2) + Fraction(1, 1009)) <= Fraction(1, 2 * rational.GRAIN)


def test_means_of_nobody_and_of_many():
    made = means(quotients([1, 2, 4], [1, 1, 1]), np.array([2, 2, 0]), 3)
    assert [made.value(k) for k in range(3)] == [4, 0, Fraction(3, 2)]
    assert len(exact(quotients([], []))) == 0
    assert Ratios(np.array([5, 50, 500], object), 10).clipped(1, Fraction(41, 2)).units.tolist() == [10, 50, 205]
