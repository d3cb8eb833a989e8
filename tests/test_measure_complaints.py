"""Complaints: exact medians and percentiles, limits on both sides, open cases, satisfaction – as the cases stood on the last day."""

from fractions import Fraction
from math import ceil
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.measure.complaints import MEASURES
from logbooks import logbook, setting, told, values_of

# Monday 5 to Friday 9 January 2026 is a whole week; Friday the 16th is a holiday. A day has 450 working minutes.
YEAR = 'calendar: {years: {"2026": {holidays: [2026-01-01, 2026-01-16]}}}'
INFO, COMPLAINT, OVERSIGHT = (
    "Permintaan Informasi",
    "Pengaduan Tidak Berkadar Pengawasan",
    "Pengaduan Berkadar Pengawasan",
)


def cases(people=None, diterima=(), **fields):
    return {"complaints": logbook("complaints", people or [0] * len(diterima), diterima=diterima, **fields)}


def made(name, books, text="", **more):
    return MEASURES[f"complaints.{name}"](books, setting(f"{YEAR}\n{text}", **more))


def values(name, books, text="", **more):
    result = made(name, books, text, **more)
    assert [f.message() for f in result.findings if f.severity == "error"] == []
    return values_of(result)


def test_the_median_of_three_is_the_middle_and_of_four_the_mean_of_the_middle_two():
    # Received on Monday: answered after 0, 1, 3 and 4 working days.
    answered = ["2026-01-05", "2026-01-06", "2026-01-08", "2026-01-09"]
    books = cases(diterima=["2026-01-05"] * 4, ditanggapi=answered)
    assert values("response_days_median", books) == [2]
    books = cases(diterima=["2026-01-05"] * 3, ditanggapi=answered[:3])
    assert values("response_days_median", books) == [1]
    books = cases(diterima=["2026-01-05"] * 2, ditanggapi=answered[:2])
    assert values("response_days_median", books) == [Fraction(1, 2)]


def test_weekends_and_holidays_do_not_make_a_response_late():
    # Friday to Monday; Thursday over a holiday and a weekend to Monday; Saturday to Sunday.
    books = cases(
        [0, 1, 2],
        diterima=["2026-01-09", "2026-01-15", "2026-01-10"],
        ditanggapi=["2026-01-12", "2026-01-19", "2026-01-11"],
    )
    assert values("response_days_median", books, people=3) == [1, 1, 0]


@pytest.mark.parametrize(("count", "nearest"), [(1, 1), (9, 9), (10, 9), (11, 10), (20, 18), (21, 19)])
def test_the_ninetieth_percentile_is_the_smallest_value_with_nine_of_ten_at_or_below(count, nearest):
    # Cases answered after 1, 2, … working days from Monday 19 January on (no holidays after it here).
    days = np.arange(np.datetime64("2026-01-20"), np.datetime64("2026-03-31"))
    working = [str(d) for d in days[np.is_busday(days)]][:count]
    books = cases(diterima=["2026-01-19"] * count, ditanggapi=working)
    assert values("response_days_p90", books) == [nearest]


def test_hours_are_working_hours_where_both_times_are_known_and_whole_days_else():
    books = cases(
        [0, 1, 2, 3],
        diterima=["2026-01-05 08:00", "2026-01-05 08:00", "2026-01-05", "2026-01-09 15:30"],
        ditanggapi=["2026-01-05 09:20", "2026-01-06", "2026-01-07 09:00", "2026-01-12 08:00"],
    )
    # 80 minutes; one working day of 7.5 hours; two of them; thirty minutes on Friday and thirty on Monday.
    assert values("response_hours_median", books, people=4) == [Fraction(4, 3), Fraction(15, 2), 15, 1]
    assert values("response_hours_p90", books, people=4) == [Fraction(4, 3), Fraction(15, 2), 15, 1]


def test_a_median_of_hours_and_minutes_is_exact():
    # 10 and 15 minutes: 12.5 minutes are 5/24 of an hour.
    books = cases(diterima=["2026-01-05 08:00"] * 2, ditanggapi=["2026-01-05 08:10", "2026-01-05 08:15"])
    assert values("response_hours_median", books) == [Fraction(5, 24)]


def test_open_cases_and_later_answers_are_not_in_the_time_of_response():
    books = cases(diterima=["2026-01-05"] * 3, ditanggapi=["2026-01-06", None, "2026-01-20"])
    result = made("response_days_median", books, day="2026-01-19")
    assert (values_of(result), result.records.tolist(), result.used.tolist()) == ([1], [1], [0])
    assert values("response_days_median", cases(diterima=["2026-01-05"], ditanggapi=[None])) == [None]
    # The last day itself is still in.
    assert values("response_days_p90", books, day="2026-01-20") == [10]


def test_a_case_settled_without_a_date_of_response_was_answered_when_it_was_settled():
    books = cases(diterima=["2026-01-05 08:00"], ditanggapi=[None], selesai=["2026-01-06 08:30"])
    assert values("response_days_median", books) == [1]
    assert values("response_hours_median", books) == [8]
    assert values("answered_in_time", books, "records: {complaints: {response_limit: 1}}") == [100]


@pytest.mark.parametrize(
    ("answered", "share"),
    [("2026-01-12", 100), ("2026-01-13", 0)],  # five working days after Monday 5 January are Monday 12 January
)
def test_the_last_day_of_the_limit_is_in_time(answered, share):
    assert values("answered_in_time", cases(diterima=["2026-01-05"], ditanggapi=[answered])) == [share]


@pytest.mark.parametrize(("day", "share"), [("2026-01-12", 100), ("2026-01-13", 50)])
def test_an_open_case_counts_as_late_only_once_its_limit_has_passed(day, share):
    books = cases(diterima=["2026-01-05"] * 2, ditanggapi=["2026-01-06", None])
    result = made("answered_in_time", books, day=day)
    assert values_of(result) == [share]
    assert result.records.tolist() == [1 if share == 100 else 2]


def test_a_case_answered_after_the_last_day_is_open_on_it():
    books = cases(diterima=["2026-01-05"], ditanggapi=["2026-01-14"])
    assert values("answered_in_time", books, day="2026-01-12") == [None]
    assert values("answered_in_time", books, day="2026-01-13") == [0]
    assert values("answered_in_time", books, end="2026-01-13", day="2026-12-31") == [0]
    # An hour of the last day is still in.
    books = cases(diterima=["2026-01-12 15:00"], ditanggapi=["2026-01-12 15:59"])
    assert values("answered_in_time", books, day="2026-01-12") == [100]


def test_shares_are_exact():
    books = cases(diterima=["2026-01-05"] * 3, ditanggapi=["2026-01-06", "2026-01-06", "2026-01-30"])
    assert values("answered_in_time", books) == [Fraction(200, 3)]


@pytest.mark.parametrize(
    ("name", "key", "column", "own"),
    [
        ("answered_in_time", "response_limit", "ditanggapi", "response_limit: 5"),
        ("solved_in_time", "limits", "selesai", 'limits: {"Permintaan Informasi": 5}'),
    ],
)
def test_before_the_table_of_lapor_the_office_sets_its_limits(name, key, column, own):
    calendar = 'calendar: {years: {"2018": {}}}'
    books = cases(diterima=["2018-01-08"], klasifikasi=[INFO], **{column: ["2018-01-15"]})
    measure, period = MEASURES[f"complaints.{name}"], {"start": "2018-01-01", "end": "2018-12-31"}
    one = measure(books, setting(calendar, **period))
    assert values_of(one) == [None]
    assert told(one) == [
        (
            "catatan.xlsx:S0: tidak ada batas waktu dalam tabel hukum pada 2018-12-31: tabel lapor baru berlaku sejak 2019-01-01; "
            f"tulis batas kantor di records.complaints.{key} [complaint-law]"
        )
    ]
    assert told(one, "en") == [
        (
            "catatan.xlsx:S0: no table of law gives a time limit on 2018-12-31: the table lapor is in force since 2019-01-01 only; "
            f"write the office's limit under records.complaints.{key} [complaint-law]"
        )
    ]
    one = measure(books, setting(f"{calendar}\nrecords: {{complaints: {{{own}}}}}", **period))
    assert (values_of(one), told(one)) == ([100], [])


# Working days from Thursday 15 January on, the 16th a holiday: 5 days end on Friday the 23rd, 14 on 5 February, 60 on 10 April.
@pytest.mark.parametrize(
    ("kind", "last", "after"),
    [
        (INFO, "2026-01-23", "2026-01-26"),
        (COMPLAINT, "2026-02-05", "2026-02-06"),
        (OVERSIGHT, "2026-04-10", "2026-04-13"),
        ("permintaan  informasi", "2026-01-23", "2026-01-26"),
        ("INFORMASI", "2026-01-23", "2026-01-26"),
        ("Pengaduan (tidak berkadar)", "2026-02-05", "2026-02-06"),
        ("Berkadar Pengawasan", "2026-04-10", "2026-04-13"),
    ],
)
def test_each_class_has_its_own_limit(kind, last, after):
    books = cases([0, 1], diterima=["2026-01-15"] * 2, selesai=[last, after], klasifikasi=[kind] * 2)
    assert values("solved_in_time", books, people=2) == [100, 0]


def test_limits_of_the_office_stand_instead_of_those_of_lapor():
    text = 'records: {complaints: {limits: {"Ringan": 2, "Permintaan Informasi": 3}}}'
    books = cases(
        [0, 1, 2],
        diterima=["2026-01-05"] * 3,
        selesai=["2026-01-07", "2026-01-08", "2026-01-08"],
        klasifikasi=["RINGAN", "ringan", "info"],
    )
    assert values("solved_in_time", books, text, people=3) == [100, 0, 100]
    books = cases(diterima=["2026-01-05"], selesai=["2026-01-07"], klasifikasi=[COMPLAINT])
    assert [f.code for f in made("solved_in_time", books, text).findings] == ["complaint-class"]


@pytest.mark.parametrize(("day", "value"), [("2026-01-23", None), ("2026-01-26", 0)])
def test_an_unsettled_case_is_late_once_the_limit_of_its_class_has_passed(day, value):
    books = cases(diterima=["2026-01-15"], selesai=[None], klasifikasi=[INFO])
    assert values("solved_in_time", books, day=day) == [value]


def test_the_backlog_is_what_was_open_on_the_last_day():
    books = cases(
        [0, 0, 0, 1],
        diterima=["2026-01-05", "2026-01-06", "2026-06-01", "2026-01-05"],
        selesai=["2026-01-30", "2026-01-31", None, "2026-01-06"],
    )
    result = made("backlog", books, end="2026-01-30", day="2026-12-01", people=3)
    assert values_of(result) == [1, 0, None]
    assert result.records.tolist() == [2, 1, 0]
    assert told(result) == [
        (
            "catatan.xlsx:S0!B4: 1 catatan di luar periode, atau setelah hari penilaian, tidak dihitung, mulai dari yang ini; tidak perlu "
            "tindakan, atau perbaiki tanggalnya atau period di buku aturan [records-outside]"
        )
    ]


def test_backlog_and_satisfaction_need_no_calendar_and_the_rest_does():
    books = cases(diterima=["2026-01-05"], ditanggapi=["2026-01-06"], selesai=[None], kepuasan=[4])
    assert values_of(MEASURES["complaints.backlog"](books, setting())) == [1]
    assert values_of(MEASURES["complaints.satisfaction"](books, setting())) == [100]
    for name in ("response_days_median", "answered_in_time", "solved_in_time"):
        result = MEASURES[f"complaints.{name}"](books, setting())
        assert values_of(result) == [None]
        assert [f.code for f in result.findings] == ["calendar-year"]


@pytest.mark.parametrize(
    ("scale", "scores", "value"),
    [
        ("1-4", [1], "25"),
        ("1-4", [4, 3], "87.5"),
        ("1-4", ["3.5", None, "-"], "87.5"),
        ("1-5", [1], "25"),
        ("1-5", [5], "100"),
        ("1-5", [3, 4], "71.875"),  # 62.5 and 81.25
        ("0-100", [0, "76.61"], "38.305"),
    ],
)
def test_satisfaction_is_told_as_ikm_counts(scale, scores, value):
    books = cases(diterima=["2026-01-05"] * len(scores), kepuasan=scores)
    result = made("satisfaction", books, f"records: {{complaints: {{satisfaction: {scale}}}}}")
    assert values_of(result) == [Fraction(value)]
    assert result.findings == ()


def test_nobody_has_a_satisfaction_without_a_score():
    assert values("satisfaction", cases([0, 1], diterima=["2026-01-05"] * 2, kepuasan=[None, 3]), people=2) == [
        None,
        75,
    ]


def test_a_mean_satisfaction_of_thirds_is_exact():
    assert values("satisfaction", cases(diterima=["2026-01-05"] * 3, kepuasan=[1, 1, 2])) == [Fraction(100, 3)]


def test_a_shared_case_counts_for_each_handler():
    books = cases([0, 1], diterima=["2026-01-05"] * 2, ditanggapi=["2026-01-06"] * 2, rows=[2, 2], shared=[2, 2])
    assert values("response_days_median", books, people=2) == [1, 1]


def test_no_log_or_no_cases_in_the_period_give_no_measure():
    for name in MEASURES:
        assert values_of(MEASURES[name]({}, setting(YEAR, 2))) == [None, None]
    books = cases(diterima=["2025-06-01"], ditanggapi=[None], selesai=["2025-06-02"], kepuasan=[4], klasifikasi=[""])
    for name in MEASURES:
        result = MEASURES[name](books, setting(YEAR))
        assert values_of(result) == [None]
        assert [f.code for f in result.findings] == ["records-outside"]


def test_a_response_after_the_case_was_settled_is_a_warning():
    books = cases(
        diterima=["2026-01-05"] * 2, ditanggapi=["2026-01-08 08:00", "2026-01-07 08:00"], selesai=["2026-01-07"] * 2
    )
    result = made("response_days_median", books)
    assert told(result) == [
        (
            "catatan.xlsx:S0!C2: tanggapan pertama 08/01/2026 08:00 sesudah aduan selesai (07/01/2026); perbaiki salah satunya; waktu "
            "tanggapan dihitung sampai tanggal di sel ini [complaint-sequence]"
        )
    ]
    assert values_of(result) == [Fraction(5, 2)]


def broken(**fields):
    whole = {"ditanggapi": [None], "selesai": [None], "klasifikasi": [INFO]} | fields
    rows = len(next(iter(whole.values())))
    filled = {name: column if len(column) == rows else column * rows for name, column in whole.items()}
    return cases(**({"diterima": ["2026-01-07 10:00"] * rows} | filled))


BROKEN = [
    (
        "solved_in_time",
        broken(ditanggapi=["2026-01-06"]),
        (
            "catatan.xlsx:S0!C2: 06/01/2026 lebih awal daripada saat aduan diterima (07/01/2026 10:00); perbaiki tanggal ini, atau "
            "tanggal diterimanya [complaint-order]"
        ),
        (
            "catatan.xlsx:S0!C2: 06/01/2026 is before the complaint was received (07/01/2026 10:00); correct it, or the day the "
            "complaint was received [complaint-order]"
        ),
    ),
    (
        "solved_in_time",
        broken(selesai=["2026-01-07 09:59"]),
        (
            "catatan.xlsx:S0!D2: 07/01/2026 09:59 lebih awal daripada saat aduan diterima (07/01/2026 10:00); perbaiki tanggal ini, "
            "atau tanggal diterimanya [complaint-order]"
        ),
        (
            "catatan.xlsx:S0!D2: 07/01/2026 09:59 is before the complaint was received (07/01/2026 10:00); correct it, or the day the "
            "complaint was received [complaint-order]"
        ),
    ),
    (
        # Received in 2062 it would lie outside the period, and count for nobody.
        "response_days_median",
        broken(diterima=["2062-01-07"], ditanggapi=["2026-01-08"]),
        (
            "catatan.xlsx:S0!C2: 08/01/2026 lebih awal daripada saat aduan diterima (07/01/2062); perbaiki tanggal ini, atau tanggal "
            "diterimanya [complaint-order]"
        ),
        (
            "catatan.xlsx:S0!C2: 08/01/2026 is before the complaint was received (07/01/2062); correct it, or the day the complaint "
            "was received [complaint-order]"
        ),
    ),
    (
        "solved_in_time",
        broken(klasifikasi=["Permintan Informasi"]),
        (
            'catatan.xlsx:S0!E2: tidak ada batas waktu untuk klasifikasi "Permintan Informasi"; maksud Anda "Permintaan Informasi"? bila '
            "bukan, tulis batasnya di records.complaints.limits bersama batas yang lain [complaint-class-near]"
        ),
        (
            'catatan.xlsx:S0!E2: there is no time limit for the class "Permintan Informasi"; did you mean "Permintaan Informasi"? if not, '
            "write its limit under records.complaints.limits along with the others [complaint-class-near]"
        ),
    ),
    (
        "backlog",
        broken(status=["SELESAI"]),
        (
            'catatan.xlsx:S0!D2: status aduan "SELESAI", tetapi tanggal selesainya kosong; isi tanggal selesai, atau perbaiki statusnya '
            "[complaint-undated]"
        ),
        (
            'catatan.xlsx:S0!D2: the complaint has the status "SELESAI", but the day it was settled is empty; fill in the day, or correct '
            "the status [complaint-undated]"
        ),
    ),
    (
        "backlog",
        cases(diterima=["2026-01-05"] * 2, selesai=[None] * 2, nomor=["LP-1", "LP-1"]),
        (
            'catatan.xlsx:S0!D3: aduan nomor "LP-1" sudah tercatat untuk petugas yang sama di catatan.xlsx:S0!D2; hapus salah satu, atau '
            "perbaiki nomornya [complaint-double]"
        ),
        (
            'catatan.xlsx:S0!D3: the complaint "LP-1" is already recorded for the same handler in catatan.xlsx:S0!D2; delete one of them, '
            "or correct the number [complaint-double]"
        ),
    ),
    (
        "solved_in_time",
        broken(klasifikasi=["Aspirasi"]),
        (
            'catatan.xlsx:S0!E2: tidak ada batas waktu untuk klasifikasi "Aspirasi" (yang ada: Permintaan Informasi, Pengaduan Tidak '
            "Berkadar Pengawasan, Pengaduan Berkadar Pengawasan); perbaiki klasifikasinya, atau tulis batasnya di "
            "records.complaints.limits bersama batas yang lain [complaint-class]"
        ),
        (
            'catatan.xlsx:S0!E2: there is no time limit for the class "Aspirasi" (there are: Permintaan Informasi, Pengaduan Tidak '
            "Berkadar Pengawasan, Pengaduan Berkadar Pengawasan); correct the class, or write its limit under records.complaints.limits "
            "along with the others [complaint-class]"
        ),
    ),
    (
        "satisfaction",
        cases(diterima=["2026-01-05"], kepuasan=["4.5"]),
        (
            "catatan.xlsx:S0!C2: nilai kepuasan 4,5 di luar skala 1 sampai 4; perbaiki nilainya, atau skala di "
            "records.complaints.satisfaction [complaint-score]"
        ),
        (
            "catatan.xlsx:S0!C2: the satisfaction 4,5 is outside the scale 1 to 4; correct it, or the scale under "
            "records.complaints.satisfaction [complaint-score]"
        ),
    ),
    (
        "satisfaction",
        cases(diterima=["2026-01-05"], kepuasan=["0"]),
        (
            "catatan.xlsx:S0!C2: nilai kepuasan 0 di luar skala 1 sampai 4; perbaiki nilainya, atau skala di "
            "records.complaints.satisfaction [complaint-score]"
        ),
        (
            "catatan.xlsx:S0!C2: the satisfaction 0 is outside the scale 1 to 4; correct it, or the scale under "
            "records.complaints.satisfaction [complaint-score]"
        ),
    ),
    (
        "solved_in_time",
        broken(klasifikasi=[""]),
        "catatan.xlsx:S0!E2: Klasifikasi kosong; isi selnya, atau hapus barisnya bila catatan ini memang tidak ada [record-empty]",
        "catatan.xlsx:S0!E2: Klasifikasi is empty; fill in the cell, or delete the row if there is no such record [record-empty]",
    ),
    (
        "backlog",
        broken(diterima=[None]),
        "catatan.xlsx:S0!B2: Diterima kosong; isi selnya, atau hapus barisnya bila catatan ini memang tidak ada [record-empty]",
        "catatan.xlsx:S0!B2: Diterima is empty; fill in the cell, or delete the row if there is no such record [record-empty]",
    ),
]


@pytest.mark.parametrize(("name", "books", "indonesian", "english"), BROKEN)
def test_broken_cases_are_told_and_their_handler_is_not_measured(name, books, indonesian, english):
    result = made(name, books)
    assert told(result) == [indonesian]
    assert told(result, "en") == [english]
    assert values_of(result) == [None]


def test_the_same_moment_and_the_same_day_without_a_time_are_in_order():
    books = broken(ditanggapi=["2026-01-07 10:00"], selesai=["2026-01-07"])
    assert values("response_hours_median", books) == [0]


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("response_days_p90", "Ditanggapi"),
        ("answered_in_time", "Ditanggapi"),
        ("solved_in_time", "Selesai"),
        ("backlog", "Selesai"),
        ("satisfaction", "Kepuasan"),
    ],
)
def test_a_column_a_measure_needs_is_asked_for_by_its_heading(name, heading):
    result = made(name, cases(diterima=["2026-01-05"], klasifikasi=[INFO]))
    assert values_of(result) == [None]
    assert [(f.code, f.values["field"]) for f in result.findings] == [("record-column", heading)]


def test_the_same_number_for_two_handlers_is_one_case_of_each():
    books = cases([0, 1], diterima=["2026-01-05"] * 2, selesai=[None] * 2, nomor=["LP-1", "LP-1"])
    assert values("backlog", books, people=2) == [1, 1]


CASE = st.tuples(st.integers(0, 2), st.integers(0, 20), st.none() | st.integers(0, 20))


@given(st.lists(CASE, min_size=1, max_size=40), st.randoms())
def test_the_measures_are_those_of_a_plain_reading_in_any_order(found, random):
    def day(offset):
        return str(np.datetime64("2026-01-19") + offset)

    def books(given):
        answered = [None if wait is None else day(start + wait) for _, start, wait in given]
        return cases([p for p, _, _ in given], diterima=[day(start) for _, start, _ in given], ditanggapi=answered)

    waits = {p: [] for p in range(3)}
    late = {p: [] for p in range(3)}
    for person, start, wait in found:
        # By 31 March every limit has passed, so that an open case is late.
        after = (
            None
            if wait is None
            else int(np.busday_count(np.datetime64(day(start + 1)), np.datetime64(day(start + wait + 1))))
        )
        late[person].append(after is None or after > 5)
        waits[person] += [] if after is None else [max(after, 0)]
    middle = [Fraction(median(map(Fraction, w))) if (w := waits[p]) else None for p in range(3)]
    p90 = [sorted(w)[ceil(Fraction(9, 10) * len(w)) - 1] if (w := waits[p]) else None for p in range(3)]
    share = [Fraction(100 * late[p].count(False), len(late[p])) if late[p] else None for p in range(3)]
    for order in (found, random.sample(found, len(found))):
        assert values("response_days_median", books(order), people=3, end="2026-03-31") == middle
        assert values("response_days_p90", books(order), people=3, end="2026-03-31") == p90
        assert values("answered_in_time", books(order), people=3, end="2026-03-31") == share
