"""Complaints over the end of a period: each judged once, late in one period only; what is open is carried on; archives, clocks, hours."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.measure.complaints import MEASURES
from logbooks import logbook, setting, told, values_of

# The last quarter of 2025 and the first of 2026; 25 December and 1 and 16 January are holidays here.
YEARS = 'calendar: {years: {"2025": {holidays: [2025-12-25]}, "2026": {holidays: [2026-01-01, 2026-01-16]}}}'
LAST, FIRST = {"start": "2025-10-01", "end": "2025-12-31"}, {"start": "2026-01-01", "end": "2026-03-31"}
SECOND = {"start": "2026-04-01", "end": "2026-06-30"}
INFO, COMPLAINT = "Permintaan Informasi", "Pengaduan Tidak Berkadar Pengawasan"


def cases(diterima, people=None, **fields):
    return {"complaints": logbook("complaints", people or [0] * len(diterima), diterima=diterima, **fields)}


def made(name, books, period, text="", **more):
    return MEASURES[f"complaints.{name}"](books, setting(f"{YEARS}\n{text}", **period, **more))


def value(name, books, period, text="", **more):
    result = made(name, books, period, text, **more)
    assert [f.message() for f in result.findings if f.severity == "error"] == []
    return values_of(result)


def over(received, solved, kind=COMPLAINT):
    return cases([received], ditanggapi=[None], selesai=[solved], klasifikasi=[kind])


# Fourteen working days from Monday 22 December 2025: 23, 24, 26, 29, 30, 31, 2, 5, 6, 7, 8, 9, 12 and 13 January.
@pytest.mark.parametrize(
    ("solved", "last", "first", "second"),
    [
        ("2025-12-23", 100, None, None),  # settled in its own quarter
        ("2026-01-02", None, 100, None),
        ("2026-01-13", None, 100, None),  # the last day in time
        ("2026-01-14", None, 0, None),  # the first day late
        ("2026-03-30", None, 0, None),  # the auditor's case: late nowhere before
        ("2026-04-01", None, 0, None),  # settled in the second quarter, but late in the first
        (None, None, 0, None),
    ],
)
def test_a_case_over_the_end_of_a_period_is_judged_in_one_of_them(solved, last, first, second):
    books = over("2025-12-22", solved)
    for name in ("solved_in_time", "answered_in_time"):
        text = "records: {complaints: {response_limit: 14}}"
        found = [value(name, books, period, text)[0] for period in (LAST, FIRST, SECOND)]
        assert found == [last, first, second], name


# Five working days from Monday 22 December (23, 24, 26, 29, 30) make it late on the 31st; from Tuesday 23 on 2 January.
@pytest.mark.parametrize(("received", "last", "first"), [("2025-12-22", 0, None), ("2025-12-23", None, 0)])
def test_a_case_is_late_in_the_period_that_holds_the_first_working_day_after_its_limit(received, last, first):
    books = over(received, None, INFO)
    assert [value("solved_in_time", books, period)[0] for period in (LAST, FIRST, SECOND)] == [last, first, None]


def test_a_case_late_on_the_first_day_of_a_period_is_late_in_it():
    # Five working days from Tuesday 24 March are 25, 26, 27, 30 and 31; the second quarter begins on a Wednesday.
    books = over("2026-03-24", None, INFO)
    assert [value("solved_in_time", books, period)[0] for period in (FIRST, SECOND)] == [None, 0]


def test_within_the_period_a_case_is_late_from_that_day_on():
    books = over("2025-12-23", None, INFO)
    assert value("solved_in_time", books, FIRST, day="2026-01-01") == [None]
    assert value("solved_in_time", books, FIRST, day="2026-01-02") == [0]


def test_a_response_counts_in_the_period_it_was_given_in():
    # 22 December to 30 March: 6 days of December, 20 of January, 20 of February and 21 of March.
    books = cases(["2025-12-22"], ditanggapi=["2026-03-30"], selesai=[None])
    assert value("response_days_median", books, LAST) == [None]
    assert value("response_days_median", books, FIRST) == [67]
    assert value("response_days_p90", books, FIRST) == [67]
    assert value("response_days_median", books, SECOND) == [None]


def test_the_backlog_holds_what_was_carried_over():
    books = cases(
        ["2025-11-03", "2025-12-22", "2026-02-02", "2026-03-30"], selesai=["2025-12-31", "2026-03-31", None, None]
    )
    # At the end of 2025 the second was open; at the end of March the last two.
    assert value("backlog", books, LAST) == [1]
    assert value("backlog", books, FIRST) == [2]
    assert value("backlog", books, SECOND) == [2]
    assert made("backlog", books, FIRST).records.tolist() == [3]
    assert told(made("backlog", books, FIRST)) == [
        (
            "catatan.xlsx:S0!B2: 1 catatan di luar periode, atau setelah hari penilaian, tidak dihitung, mulai dari yang ini; tidak perlu "
            "tindakan, atau perbaiki tanggalnya atau period di buku aturan [records-outside]"
        )
    ]


def test_a_case_settled_on_the_first_day_of_the_period_was_open_when_it_began():
    books = cases(["2025-12-22"] * 2, selesai=["2025-12-31", "2026-01-01"])
    assert made("backlog", books, FIRST).records.tolist() == [1]


def test_satisfaction_counts_where_the_case_was_received():
    books = cases(["2025-12-22"], selesai=["2026-01-05"], kepuasan=[4])
    assert value("satisfaction", books, LAST) == [100]
    assert value("satisfaction", books, FIRST) == [None]


ONLY_2026 = 'calendar: {years: {"2026": {holidays: [2026-01-01]}}}'
UNLISTED = (
    "catatan.xlsx:S0!B2: aduan yang diterima 22/12/2025 ini masih terbuka ketika periode mulai, tetapi hari libur tahun 2025 tidak "
    "tertulis dalam kalender; tulis tahun 2025 di calendar.years beserta hari liburnya, atau isi tanggalnya bila aduan ini sudah selesai "
    "sebelum periode [complaint-year]"
)
UNLISTED_EN = (
    "catatan.xlsx:S0!B2: this complaint of 22/12/2025 was still open when the period began, but the holidays of 2025 are not in the "
    "calendar; write 2025 under calendar.years with the holidays, or fill in the day if the complaint was done before the period "
    "[complaint-year]"
)


@pytest.mark.parametrize("name", ["response_days_median", "response_hours_p90"])
def test_working_days_of_a_year_nobody_listed_are_not_guessed(name):
    books = cases(["2025-12-22"], ditanggapi=["2026-01-05"], selesai=["2026-01-05"])
    result = MEASURES[f"complaints.{name}"](books, setting(ONLY_2026, **FIRST))
    assert values_of(result) == [None]
    assert [m for m in told(result) if "no-clock" not in m] == [UNLISTED]
    assert [m for m in told(result, "en") if "no-clock" not in m] == [UNLISTED_EN]


# From 22 December to the end of 2025 at least no day was a working day and at most 7; 2, 5, 6 … January are sure.
@pytest.mark.parametrize(
    ("solved", "limit", "value"),
    [
        ("2026-03-30", 14, 0),  # the auditor's case: late whatever 2025 was like
        (None, 14, 0),
        ("2026-01-05", 9, 100),  # 2 to 9 days: in time whatever it was like
        ("2026-01-05", 8, None),
        ("2026-01-05", 1, None),  # late, but perhaps before the period
        ("2026-01-05", 7, None),
        (None, 6, None),
        (None, 7, 0),
    ],
)
@pytest.mark.parametrize("name", ["solved_in_time", "answered_in_time"])
def test_holidays_nobody_listed_matter_only_where_they_change_the_judgement(name, solved, limit, value):
    books = cases(["2025-12-22"], ditanggapi=[None], selesai=[solved], klasifikasi=["Ringan"])
    text = f"{ONLY_2026}\nrecords: {{complaints: {{response_limit: {limit}, limits: {{Ringan: {limit}}}}}}}"
    result = MEASURES[f"complaints.{name}"](books, setting(text, **FIRST))
    assert values_of(result) == [value]
    assert told(result) == ([] if value is not None else [UNLISTED])
    assert told(result, "en") == ([] if value is not None else [UNLISTED_EN])


def test_a_year_nobody_listed_does_not_matter_where_nothing_of_it_is_open_or_what_is_listed_is_enough():
    done = cases(["2025-12-22"], ditanggapi=["2025-12-23"], selesai=["2025-12-31"], klasifikasi=[INFO])
    for name in MEASURES:
        result = MEASURES[name](done, setting(ONLY_2026, **FIRST))
        assert [f.code for f in result.findings if f.severity == "error"] == []
    # The limit of a case of 2024 ran out in 2025 whatever 2024 was like; a gap between the years is named with all of them.
    old = over("2024-03-01", None)
    assert value("solved_in_time", old, FIRST) == [None]
    gap = MEASURES["complaints.solved_in_time"](over("2023-06-05", None), setting(ONLY_2026, **FIRST))
    assert [(f.code, f.values["years"]) for f in gap.findings] == [("complaint-year", "2023, 2024, 2025")]
    assert values_of(MEASURES["complaints.backlog"](old, setting(ONLY_2026, **FIRST))) == [1]


def test_a_case_that_is_done_nobody_wrote_when_is_told_where_its_limit_ran_out():
    def given(received, period, name="solved_in_time"):
        books = cases([received], ditanggapi=[None], selesai=[None], klasifikasi=[INFO], status=["Selesai"])
        result = made(name, books, period)
        return values_of(result), [f.code for f in result.findings]

    assert given("2025-12-23", FIRST) == ([None], ["records-outside", "complaint-undated"])
    assert given("2025-12-23", FIRST, "answered_in_time") == ([None], ["records-outside", "complaint-undated"])
    assert given("2025-12-22", FIRST) == ([None], ["records-outside"])
    # In its own period it was told before, and is not open for ever after it.
    assert given("2025-12-24", LAST) == ([None], ["complaint-undated"])
    assert given("2025-12-24", FIRST, "backlog") == ([None], ["records-outside"])


CASE = st.tuples(st.integers(0, 270), st.none() | st.integers(0, 200), st.sampled_from([1, 5, 14, 60]))


@given(st.lists(CASE, min_size=1, max_size=12))
def test_over_all_periods_every_case_is_judged_exactly_once(found):
    # From October 2025 on, in quarters; every limit has run out long before the end of 2027.
    text = 'calendar: {years: {"2025": {}, "2026": {holidays: [2026-01-01]}, "2027": {}}}\n'
    text += 'records: {complaints: {limits: {"1": 1, "5": 5, "14": 14, "60": 60}}}'
    start = [np.datetime64("2025-10-01") + came for came, _, _ in found]
    done = [None if wait is None else str(day + wait) for day, (_, wait, _) in zip(start, found, strict=True)]
    late = sum(
        wait is None
        or np.busday_count(day + 1, day + wait + 1) - (day < np.datetime64("2026-01-01") <= day + wait) > limit
        for day, (_, wait, limit) in zip(start, found, strict=True)
    )
    books = cases([str(d) for d in start], selesai=done, klasifikasi=[str(limit) for _, _, limit in found])
    quarters = [np.datetime64("2025-10", "M") + 3 * k for k in range(9)]
    judged, in_time = 0, Fraction(0)
    for first in quarters:
        period = {"start": str(first.astype("datetime64[D]")), "end": str((first + 3).astype("datetime64[D]") - 1)}
        result = MEASURES["complaints.solved_in_time"](books, setting(text, **period))
        assert {f.code for f in result.findings} <= {"records-outside"}
        judged += int(result.records[0])
        in_time += (values_of(result)[0] or 0) * int(result.records[0]) / 100
    assert (judged, in_time) == (len(found), len(found) - late)


ARCHIVE = cases(
    ["2026-01-05", "2026-01-05"], selesai=["2026-01-06", None], klasifikasi=[INFO] * 2, status=["Selesai", "ARSIP"]
)


def test_archived_complaints_count_like_others_and_that_is_told():
    result = made("solved_in_time", ARCHIVE, FIRST)
    assert values_of(result) == [50]
    assert told(result) == [
        (
            "catatan.xlsx:S0!E3: 1 aduan berstatus arsip dihitung seperti aduan lain, mulai dari yang ini; tanpa tanggal selesai ia "
            "terbuka dan terlambat; tulis records.complaints.archived: exclude di buku aturan bila kantor tidak menghitungnya "
            "[complaint-archived]"
        )
    ]
    assert told(result, "en") == [
        (
            "catatan.xlsx:S0!E3: 1 complaints with the status archived count like others, beginning with this one; without a day of "
            "settling they are open and late; write records.complaints.archived: exclude in the rulebook if the office does not count them "
            "[complaint-archived]"
        )
    ]
    assert value("backlog", ARCHIVE, FIRST) == [1]


def test_archived_complaints_leave_the_divisor_where_the_office_says_so():
    text = "records: {complaints: {archived: exclude}}"
    result = made("solved_in_time", ARCHIVE, FIRST, text)
    assert (values_of(result), result.records.tolist()) == ([100], [1])
    assert told(result) == [
        (
            "catatan.xlsx:S0!E3: 1 aduan berstatus arsip tidak dihitung, mulai dari yang ini; tidak perlu tindakan; buku aturan "
            "menetapkannya (records.complaints.archived: exclude) [complaint-archived-out]"
        )
    ]
    assert told(result, "en") == [
        (
            "catatan.xlsx:S0!E3: 1 complaints with the status archived do not count, beginning with this one; nothing is needed; the "
            "rulebook says so (records.complaints.archived: exclude) [complaint-archived-out]"
        )
    ]
    assert value("backlog", ARCHIVE, FIRST, text) == [0]


def test_what_was_archived_before_the_period_is_not_open_for_ever():
    assert value("backlog", ARCHIVE, SECOND) == [None]


def test_a_time_of_day_may_stand_in_a_column_of_its_own():
    books = cases(
        ["2026-01-05", "2026-01-05 09:00", "2026-01-05 00:00"],
        people=[0, 1, 2],
        ditanggapi=["2026-01-06"] * 3,
        jam_diterima=["09:00", "15:00", "10:00"],
        jam_ditanggapi=["10:00"] * 3,
    )
    # 7.5 hours of a day and one more; the time in the cell of the date holds, unless it is the midnight of a date.
    assert value("response_hours_median", books, FIRST, people=3) == [Fraction(17, 2), Fraction(17, 2), Fraction(15, 2)]
    assert [f.code for f in made("response_hours_median", books, FIRST, people=3).findings] == []


def test_a_case_settled_without_a_date_of_response_takes_the_time_it_was_settled_at():
    books = cases(["2026-01-05 08:00"], ditanggapi=[None], selesai=["2026-01-05"], jam_selesai=["09:30"])
    assert value("response_hours_median", books, FIRST) == [Fraction(3, 2)]
    wrong = cases(["2026-01-05 08:00"], selesai=["2026-01-05"], jam_selesai=["07:59"])
    assert [f.code for f in made("backlog", wrong, FIRST).findings] == ["complaint-order"]


def test_hours_of_dates_alone_are_whole_days_and_that_is_told():
    books = cases(
        ["2026-01-05", "2026-01-05 08:00", "2026-01-05"], ditanggapi=["2026-01-06", "2026-01-06", "2026-01-05"]
    )
    result = made("response_hours_median", books, FIRST)
    assert values_of(result) == [Fraction(15, 2)]
    assert told(result) == [
        (
            "catatan.xlsx:S0!B2: 3 aduan tanpa jam saat diterima atau ditanggapi, mulai dari yang ini; lamanya dihitung hari kerja penuh, "
            "dan 0 jam pada hari yang sama; isi jamnya di sel tanggal atau di kolom Jam Diterima dan Jam Ditanggapi, atau ukur dalam hari "
            "(complaints.response_days_median) [complaint-no-clock]"
        )
    ]
    assert told(result, "en") == [
        (
            "catatan.xlsx:S0!B2: 3 complaints without a time of day where they came or were answered, beginning with this one; they count "
            "whole working days, and 0 hours on the same day; give the time in the cell of the date or in columns Jam Diterima and Jam "
            "Ditanggapi, or measure days (complaints.response_days_median) [complaint-no-clock]"
        )
    ]
    assert made("response_days_median", books, FIRST).findings == ()


def test_a_case_of_several_handlers_is_counted_once_in_what_is_told():
    books = cases(["2026-01-05"] * 2, people=[0, 1], ditanggapi=["2026-01-06"] * 2, rows=[2, 2], shared=[2, 2])
    told_once = [
        (f.code, f.count, f.values["count"]) for f in made("response_hours_p90", books, FIRST, people=2).findings
    ]
    assert told_once == [("complaint-no-clock", 1, "1")]


def test_whole_days_are_those_of_their_own_hours():
    hours = 'other_hours: [{days: [friday], end: "11:30", break_start: "11:30", break_end: "11:30"}], years'
    books = cases(["2026-01-08"], ditanggapi=["2026-01-12"])
    result = MEASURES["complaints.response_hours_median"](books, setting(YEARS.replace("years", hours, 1), **FIRST))
    # A Friday of four hours and a Monday of seven and a half.
    assert values_of(result) == [Fraction(23, 2)]
