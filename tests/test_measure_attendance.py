"""Attendance: days attended, absent and excused; runs across weekends; minutes; deductions – each told and never counted twice."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.measure.attendance import MEASURES, longest_runs
from logbooks import logbook, setting, told, values_of

# Monday 5 to Friday 9 January 2026 is a whole week; Friday the 16th is a holiday.
YEAR = 'calendar: {years: {"2026": {holidays: [2026-01-01, 2026-01-16]}}}'
WEEK = ["2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08", "2026-01-09"]
IN, OUT = "07:30", "16:00"


def daily(people=None, days=WEEK, **fields):
    scan_in = fields.pop("scan_masuk", [IN] * len(days))
    scan_out = fields.pop("scan_pulang", [OUT if time else None for time in scan_in])
    return {
        "attendance": logbook(
            "attendance", people or [0] * len(days), tanggal=days, scan_masuk=scan_in, scan_pulang=scan_out, **fields
        )
    }


def recap(people=(0,), **fields):
    return {"attendance-recap": logbook("attendance-recap", people, **fields)}


def made(name, books, text="", **more):
    return MEASURES[f"attendance.{name}"](books, setting(f"{YEAR}\n{text}", **more))


def values(name, books, text="", **more):
    result = made(name, books, text, **more)
    assert [f.message() for f in result.findings if f.severity == "error"] == []
    return values_of(result)


def test_attended_and_absent_days_make_the_share():
    # Three of four days attended: 75 %; a fourth of 9 January is not in the sheet and nobody else has it.
    books = daily(days=WEEK[:4], scan_masuk=[IN, None, IN, IN])
    assert values("share", books) == [75]
    assert values("absent_days", books) == [1]
    result = made("share", books)
    assert result.records.tolist() == [4]
    assert result.used.tolist() == [0, 1, 2, 3]


def test_a_share_of_thirds_is_exact():
    assert values("share", daily(days=WEEK[:3], scan_masuk=[IN, IN, None])) == [Fraction(200, 3)]


@pytest.mark.parametrize(
    "word",
    [
        "Cuti",
        "DINAS LUAR",
        "dl",
        "Cuti Tahunan",
        "Sakit",
        "izin",
        "Libur",
        "CT",
        "CAP",
        "CLTN",
        "SPPD",
        "Diklat",
        "Bimtek",
        "DD",
        "Izin Sakit",
        "DL/SPPD",
    ],
)
def test_leave_travel_and_sickness_leave_the_divisor(word):
    books = daily(days=WEEK[:3], scan_masuk=[IN, None, None], pengecualian=["", word, ""])
    # One attended, one absent; the excused day is neither.
    assert values("share", books) == [50]
    assert values("absent_days", books) == [1]


def test_words_of_the_office_excuse_stand_for_attendance_or_for_absence():
    text = 'records: {attendance: {excused: {"UKM": dinas, "Apel": hadir, "Izin": alpa}}}'
    books = daily(days=WEEK[:4], scan_masuk=[None] * 4, pengecualian=["ukm", "apel", "izin", ""])
    assert values("share", books, text) == [Fraction(100, 3)]
    assert values("absent_days", books, text) == [2]


def test_several_words_in_one_cell_mean_something_where_they_mean_the_same():
    books = daily(
        days=WEEK[:4], scan_masuk=[None] * 4, pengecualian=["Cuti, Sakit", "TL1; PSW2", "WFH dan TL2", "Hadir"]
    )
    assert values("share", books) == [100]
    assert values("absent_days", books) == [0]
    # Two that do not agree are one nobody knows: on a day without scans that is told, beside scans it changes nothing.
    torn = daily(days=WEEK[:1], scan_masuk=[None], pengecualian=["Cuti, Alpa"])
    assert [(f.code, f.values["found"]) for f in made("share", torn).findings] == [("attendance-word", "Cuti, Alpa")]
    assert values("share", daily(days=WEEK[:1], pengecualian=["Cuti, Alpa"])) == [100]


def test_a_code_of_lateness_does_not_explain_a_missing_scan():
    books = daily(days=WEEK[:2], scan_masuk=[None, None], scan_pulang=[OUT, OUT], pengecualian=["TL1", "WFH"])
    result = made("late_minutes", books)
    assert values_of(result) == [None]
    assert [(f.code, f.count, f.place.row) for f in result.findings] == [("attendance-no-scan", 1, 2)]


def test_friday_has_its_own_hours():
    friday = '{days: [friday], start: "07:00", end: "11:30", break_start: "11:30", break_end: "11:30"}'
    text = YEAR.replace("years:", f"other_hours: [{friday}], years:")
    books = daily(days=WEEK[3:], scan_masuk=["07:31", "07:01"], scan_pulang=["15:59", "11:29"])
    for name in ("late_minutes", "early_minutes"):
        assert values_of(MEASURES[f"attendance.{name}"](books, setting(text))) == [2]


def test_who_was_excused_every_day_has_no_share_but_has_no_absence_either():
    books = daily(days=WEEK[:1], scan_masuk=[None], pengecualian=["Cuti"])
    assert values("share", books) == [None]
    assert values("absent_days", books) == [0]


def test_people_without_records_are_not_known_and_nobody_is_known_without_sheets():
    assert values("share", daily(days=WEEK[:1]), people=2) == [100, None]
    assert values("share", {}, people=2) == [None, None]
    assert values("absent_days", {}) == [None]


def test_the_column_of_absence_goes_before_the_scans_and_a_word_before_both():
    books = daily(
        days=WEEK[:4],
        scan_masuk=[None, IN, None, None],
        scan_pulang=[None] * 4,
        absent=[False, True, True, True],
        pengecualian=["", "", "WFH", "Cuti"],
    )
    # There by the column; away by it in spite of one scan; there by the word; excused by the word.
    assert values("share", books) == [Fraction(200, 3)]
    assert values("absent_days", books) == [1]


def test_a_day_with_a_record_at_fault_is_not_without_a_record():
    books = daily([0, 0, 1, 1], [WEEK[0], WEEK[1], WEEK[0], WEEK[1]])
    books["attendance"].invalid[0] = True
    result = made("absent_days", books, people=2)
    assert (values_of(result), told(result)) == ([None, 0], [])


def test_weekends_and_holidays_do_not_count_even_when_recorded():
    days = ["2026-01-09", "2026-01-10", "2026-01-11", "2026-01-16"]
    books = daily(days=days, scan_masuk=[IN, None, None, None])
    assert values("share", books) == [100]
    assert made("share", books).records.tolist() == [1]


def test_a_day_without_a_record_is_absent_only_where_the_sheet_has_it_for_others():
    books = daily([0, 0, 0, 1, 1], [*WEEK[:3], WEEK[0], WEEK[2]])
    result = made("absent_days", books, people=2)
    assert values_of(result) == [0, 1]
    assert told(result) == [
        (
            "catatan.xlsx:S0!5: Contoh 1 tidak punya catatan untuk 1 hari kerja yang tercatat bagi pegawai lain di lembar ini, mulai "
            "06/01/2026; dihitung tidak hadir; lengkapi harinya bila ia cuti, dinas atau hadir; isi kolom mulai atau selesai bila ia "
            "belum atau tidak lagi bertugas [attendance-gap]"
        )
    ]
    assert told(result, "en") == [
        (
            "catatan.xlsx:S0!5: Contoh 1 has no record for 1 working days that this sheet has for others, beginning 06/01/2026; they "
            "count as absent; add the days if there was leave, travel or attendance; fill in mulai or selesai if the person was not in "
            "office [attendance-gap]"
        )
    ]


def test_a_day_of_another_sheet_or_out_of_office_is_no_gap():
    books = daily([0, 0, 1], [WEEK[0], WEEK[1], WEEK[0]], sources=[0, 1, 0], rows=[2, 2, 3])
    assert values("absent_days", books, people=2) == [0, 0]
    books = daily([0, 0, 0, 1], [*WEEK[:3], WEEK[1]])
    persons = [{"nama": "A"}, {"nama": "B", "mulai": "2026-01-06", "selesai": "2026-01-06"}]
    assert values("absent_days", books, persons=persons) == [0, 0]
    persons[1]["selesai"] = "2026-01-07"
    assert values("absent_days", books, persons=persons) == [0, 1]
    persons[1]["mulai"] = "2026-01-05"
    assert values("absent_days", books, persons=persons) == [0, 2]


def test_records_of_another_period_or_of_the_future_are_counted_once_and_left_out():
    days = ["2025-12-31", "2026-01-05", "2026-01-06", "2026-01-07"]
    books = daily(days=days, scan_masuk=[IN, IN, None, None])
    result = made("share", books, day="2026-01-06")
    assert values_of(result) == [50]
    assert told(result) == [
        (
            "catatan.xlsx:S0!B2: 2 catatan di luar periode, atau setelah hari penilaian, tidak dihitung, mulai dari yang ini; tidak perlu "
            "tindakan, atau perbaiki tanggalnya atau period di buku aturan [records-outside]"
        )
    ]
    assert told(result, "en") == [
        (
            "catatan.xlsx:S0!B2: 2 records outside the period, or after the day of evaluation, do not count, beginning with this one; "
            "nothing is needed, or correct the date or period in the rulebook [records-outside]"
        )
    ]


@pytest.mark.parametrize(
    ("absent", "run"),
    [
        (["2026-01-08", "2026-01-09", "2026-01-12"], 3),  # Thursday, Friday, Monday
        (["2026-01-15", "2026-01-19"], 2),  # the holiday and the weekend between do not part them
        (["2026-01-05", "2026-01-07", "2026-01-08"], 2),  # a day attended between
        ([], 0),
    ],
)
def test_a_run_of_absent_days_goes_on_over_weekends_and_holidays(absent, run):
    days = [str(d) for d in np.arange(np.datetime64("2026-01-05"), np.datetime64("2026-01-24"))]
    assert values("absent_run", daily(days=days, scan_masuk=[None if d in absent else IN for d in days])) == [run]


def test_leave_and_unrecorded_days_end_a_run():
    books = daily(scan_masuk=[None] * 5, pengecualian=["", "", "Cuti", "", ""])
    assert values("absent_run", books) == [2]
    assert values("absent_run", daily(days=[WEEK[0], WEEK[2]], scan_masuk=[None, None])) == [1]


def test_ten_days_in_a_row_are_ten():
    # 5–9 and 12–15 January are nine working days (the 16th is a holiday); the 19th is the tenth.
    days = [str(d) for d in np.arange(np.datetime64("2026-01-05"), np.datetime64("2026-01-20"))]
    assert values("absent_run", daily(days=days, scan_masuk=[None] * len(days))) == [10]


def test_minutes_are_those_written_else_those_of_the_shift_else_those_of_the_office():
    books = daily(
        days=WEEK,
        scan_masuk=["07:50", "07:50", "07:20", "08:10", "08:00"],
        scan_pulang=["16:00", "15:30", "16:30", "15:00", "15:59"],
        jam_masuk=[None, None, None, "08:00", None],
        jam_pulang=[None, None, None, "16:30", None],
        terlambat=["00:05", None, None, None, 0],
        pulang_cepat=[None, None, None, None, 7],
    )
    # Late 5 (written), 20, 0 (early is not less than 0), 10 by the shift, 0 (written). Early 0, 30, 0, 90 by the shift, 7.
    assert values("late_minutes", books) == [35]
    assert values("early_minutes", books) == [127]
    assert made("late_minutes", books).records.tolist() == [5]


def test_minutes_of_excused_and_absent_days_do_not_count():
    books = daily(
        days=WEEK[:3], scan_masuk=["09:00", None, "07:31"], terlambat=[90, 450, 1], pengecualian=["Dinas", "", ""]
    )
    assert values("late_minutes", books) == [1]
    # An absent day costs what absence costs, an excused one nothing, whatever minutes the machine wrote: 4 and 0.5.
    assert values("deduction", books, PERMENTAN) == [Fraction("4.5")]


def test_minutes_of_a_weekend_do_not_count():
    books = daily(days=["2026-01-09", "2026-01-10"], scan_masuk=["07:31", "10:00"])
    assert values("late_minutes", books) == [1]


def test_a_night_shift_ends_on_the_next_morning():
    books = daily(
        days=WEEK[:4],
        scan_masuk=["20:10", "19:55", "20:00", "00:30"],
        scan_pulang=["05:05", "04:40", "23:00", "05:00"],
        jam_masuk=["20:00"] * 4,
        jam_pulang=["05:00"] * 4,
    )
    # Late 10, 0, 0 and 270 minutes; early 0, 20, six hours and 0.
    assert values("late_minutes", books) == [280]
    assert values("early_minutes", books) == [380]


def test_a_missing_scan_is_not_zero_minutes():
    books = daily(
        days=WEEK[:3], scan_masuk=["07:40", None, None], scan_pulang=[OUT, OUT, OUT], pengecualian=["", "", "WFH"]
    )
    result = made("late_minutes", books)
    assert values_of(result) == [10]
    assert result.records.tolist() == [1]
    assert told(result) == [
        (
            "catatan.xlsx:S0!C3: Scan Masuk kosong pada 1 hari hadir, mulai dari hari ini; menit pada hari-hari itu tidak diketahui dan "
            "tidak dijumlahkan; isi jamnya atau menitnya, atau tulis keterangannya [attendance-no-scan]"
        )
    ]
    assert told(result, "en") == [
        (
            "catatan.xlsx:S0!C3: Scan Masuk is empty on 1 days attended, beginning with this one; their minutes are not known and not "
            "added; fill in the time or the minutes, or a remark that explains it [attendance-no-scan]"
        )
    ]
    only = daily(days=WEEK[:1], scan_masuk=[None], scan_pulang=[OUT])
    assert values_of(made("late_minutes", only)) == [None]
    assert values_of(made("early_minutes", only)) == [0]


@pytest.mark.parametrize(("late", "days"), [(449, 0), (450, 1), (899, 1), (900, 2)])
def test_late_and_early_minutes_together_make_absent_days_only_where_the_office_says_so(late, days):
    books = daily(days=WEEK[:2], terlambat=[349, late - 449], pulang_cepat=[0, 100])
    assert values("absent_days", books, "records: {attendance: {minutes_per_absence_day: 450}}") == [days]
    assert values("absent_days", books) == [0]


def test_minutes_make_absent_days_beside_half_days_of_a_recap():
    books = recap(hari_kerja=[20], hadir=["19.5"], alpa=["0.5"], terlambat=[400], pulang_cepat=[50])
    text = "records: {attendance: {minutes_per_absence_day: 450}}"
    assert values("absent_days", books, text) == [Fraction(3, 2)]


def test_minutes_up_to_the_length_of_the_day_and_those_of_days_off_are_let_alone():
    whole = daily(days=WEEK[:1], jam_masuk=["07:30"], jam_pulang=["11:30"], pulang_cepat=[240])
    assert values("early_minutes", whole) == [240]
    assert values("late_minutes", daily(days=[WEEK[0], "2026-01-10"], terlambat=[0, "23:45"])) == [0]


# Permentan 68/2012: from 1 minute 0.5 %, from 31 1 %, from 61 1.5 %, from 91 or without a scan 2 %; an absent day 4 %.
PERMENTAN = 'records: {attendance: {deductions: {"1": 0.5, "31": 1, "61": 1.5, "91": 2}, absent_deduction: 4}}'


@pytest.mark.parametrize(
    ("late", "cut"),
    [(0, "0"), (1, "0.5"), (30, "0.5"), (31, "1"), (60, "1"), (61, "1.5"), (90, "1.5"), (91, "2"), (300, "2")],
)
def test_each_day_is_cut_by_its_own_lateness(late, cut):
    assert values("deduction", daily(days=WEEK[:1], terlambat=[late]), PERMENTAN) == [Fraction(cut)]


def test_bands_are_in_the_order_of_their_minutes():
    text = 'records: {attendance: {deductions: {"100": 5, "9": 1, "31": 2}}}'
    books = daily([0, 1, 2, 3], [WEEK[0]] * 4, terlambat=[8, 9, 31, 100])
    assert values("deduction", books, text, people=4) == [0, 1, 2, 5]


def test_cuts_of_all_days_add_up():
    # 0.5 + 1.5 for two late days, 2 for a day without a scan in, 4 for an absent day, nothing for WFH.
    books = daily(
        days=WEEK,
        scan_masuk=["07:40", "08:31", None, None, None],
        scan_pulang=[OUT, OUT, OUT, None, None],
        pengecualian=["", "", "", "", "WFH"],
    )
    assert values("deduction", books, PERMENTAN) == [8]


def test_a_deduction_without_a_table_is_told():
    result = made("deduction", daily(days=WEEK[:1]))
    assert values_of(result) == [None]
    assert told(result) == [
        (
            "indicators.yaml records.attendance.deductions: potongan diukur, tetapi tabel potongan kosong; isi deductions dan "
            "early_deductions (menit: persen), codes, atau absent_deduction di records.attendance [attendance-no-table]"
        )
    ]
    assert told(result, "en") == [
        (
            "indicators.yaml records.attendance.deductions: deductions are measured, but their table is empty; fill in deductions and "
            "early_deductions (minutes: percent), codes, or absent_deduction under records.attendance [attendance-no-table]"
        )
    ]
    assert values(
        "deduction", daily(days=WEEK[:1], scan_masuk=[None]), "records: {attendance: {absent_deduction: 3}}"
    ) == [3]


def test_a_year_without_holidays_is_told_and_nobody_is_measured():
    result = MEASURES["attendance.share"](daily(), setting())
    assert values_of(result) == [None]
    assert [f.code for f in result.findings] == ["calendar-year"]


def test_a_recap_needs_no_calendar():
    assert values_of(MEASURES["attendance.share"](recap(hari_kerja=[20], hadir=[20]), setting())) == [100]


def test_recaps_add_up_over_the_months():
    books = recap([0, 0], months=[1, 2], hari_kerja=[20, 18], hadir=[17, 18], alpa=[1, None], cuti=[2, None])
    # 35 attended of 36 that were to be attended.
    assert values("share", books) == [Fraction(3500, 36)]
    assert values("absent_days", books) == [1]
    result = made("share", books)
    assert (result.kind, result.records.tolist(), result.used.tolist()) == ("attendance-recap", [2], [0, 1])
    assert values("absent_run", books) == [None]
    assert values("deduction", books, PERMENTAN) == [None]


def test_travel_may_or_may_not_be_among_the_days_attended():
    # 22 to be worked, 2 of travel, 1 absent: 19 of 20 either way.
    for present in (19, 21):
        books = recap(hari_kerja=[22], hadir=[present], alpa=[1], dinas=[2])
        assert values("share", books) == [95]
        assert values("absent_days", books) == [1]


def test_without_a_column_of_absence_it_is_what_is_left():
    books = recap(hari_kerja=[22], hadir=["18.5"], sakit=[1], izin=[2])
    assert values("absent_days", books) == [Fraction(1, 2)]


def test_recap_minutes_add_up_and_are_never_taken_for_zero():
    books = recap([0, 0], months=[1, 2], hari_kerja=[20, 18], hadir=[20, 18], terlambat=[30, "02:00"])
    assert values("late_minutes", books) == [150]
    books = recap(hari_kerja=[20], hadir=[20], terlambat=[None])
    result = made("late_minutes", books)
    assert values_of(result) == [None]
    assert told(result) == [
        "catatan.xlsx:S0!D2: Terlambat kosong; isi selnya, atau hapus barisnya bila catatan ini memang tidak ada [record-empty]"
    ]
    assert [f.code for f in made("early_minutes", books).findings] == ["record-column"]
    assert values("share", books) == [100]


def test_a_recap_of_another_month_does_not_count_and_an_empty_one_is_told():
    books = recap([0, 0], months=[6, 7], hari_kerja=[20, 10], hadir=[20, 0])
    result = made("share", books, end="2026-06-30")
    assert values_of(result) == [100]
    assert [f.code for f in result.findings] == ["records-outside"]
    result = made("share", recap([0, 1], hari_kerja=["-", None], hadir=["-", 20]), people=2)
    assert values_of(result) == [None, None]
    assert told(result) == [
        "catatan.xlsx:S0!B3: Hari Kerja kosong; isi selnya, atau hapus barisnya bila catatan ini memang tidak ada [record-empty]"
    ]


def test_a_period_over_the_new_year_has_the_months_of_both_years():
    books = recap([0, 0, 0], months=[11, 1, 3], hari_kerja=[20, 20, 20], hadir=[20, 20, 0])
    result = made("share", books, start="2025-11-15", end="2026-02-28")
    assert values_of(result) == [100]
    assert [f.count for f in result.findings] == [1]


def test_daily_records_and_recaps_of_different_months_add_up():
    books = daily(days=WEEK[:2], scan_masuk=[IN, None]) | recap(
        months=[2], hari_kerja=[18], hadir=["17.5"], alpa=["0.5"]
    )
    # 1 + 17.5 of 20; one absent day and a half.
    assert values("share", books) == [Fraction(185, 2) / 1]
    assert values("absent_days", books) == [Fraction(3, 2)]
    assert made("share", books).records.tolist() == [3]
    # A run or a deduction of part of the period would be another measure.
    assert values("absent_run", books) == [None]
    assert values("deduction", books, PERMENTAN) == [None]


BROKEN = [
    (
        daily([0, 0, 0], [WEEK[0], WEEK[1], WEEK[0]]),
        (
            "catatan.xlsx:S0!B4: presensi orang ini untuk waktu yang sama sudah tercatat di catatan.xlsx:S0!B2; hapus salah satu "
            "[attendance-double]"
        ),
        (
            "catatan.xlsx:S0!B4: the attendance of this person for the same time is already in catatan.xlsx:S0!B2; delete one of them "
            "[attendance-double]"
        ),
    ),
    (
        recap([0, 0], months=[1, 1], hari_kerja=[20, 20], hadir=[20, 20]),
        (
            "catatan.xlsx:S0!B3: presensi orang ini untuk waktu yang sama sudah tercatat di catatan.xlsx:S0!B2; hapus salah satu "
            "[attendance-double]"
        ),
        (
            "catatan.xlsx:S0!B3: the attendance of this person for the same time is already in catatan.xlsx:S0!B2; delete one of them "
            "[attendance-double]"
        ),
    ),
    (
        recap([0, 0], months=[1, 0], hari_kerja=[20, 240], hadir=[20, 240]),
        (
            "catatan.xlsx:S0!B2: presensi orang ini untuk waktu yang sama sudah tercatat di catatan.xlsx:S0!B3; hapus salah satu "
            "[attendance-double]"
        ),
        (
            "catatan.xlsx:S0!B2: the attendance of this person for the same time is already in catatan.xlsx:S0!B3; delete one of them "
            "[attendance-double]"
        ),
    ),
    (
        daily(days=["2026-02-02", *WEEK[:2]]) | recap(rows=[9], months=[1], hari_kerja=[20], hadir=[20]),
        (
            "catatan.xlsx:S0!B9: presensi harian orang ini untuk bulan yang sama sudah ada, mulai catatan.xlsx:S0!B3; hapus rekap bulan "
            "ini atau catatan hariannya [attendance-both]"
        ),
        (
            "catatan.xlsx:S0!B9: daily attendance of this person for the same month exists, beginning with catatan.xlsx:S0!B3; delete "
            "the recap of the month or its daily records [attendance-both]"
        ),
    ),
    (
        daily(days=WEEK[:1]) | recap(rows=[9], hari_kerja=[240], hadir=[240]),
        (
            "catatan.xlsx:S0!B9: presensi harian orang ini untuk bulan yang sama sudah ada, mulai catatan.xlsx:S0!B2; hapus rekap bulan "
            "ini atau catatan hariannya [attendance-both]"
        ),
        (
            "catatan.xlsx:S0!B9: daily attendance of this person for the same month exists, beginning with catatan.xlsx:S0!B2; delete "
            "the recap of the month or its daily records [attendance-both]"
        ),
    ),
    (
        daily(days=WEEK[:1], scan_masuk=["16:00"], scan_pulang=["07:30"]),
        (
            "catatan.xlsx:S0!D2: scan pulang 07:30 lebih awal daripada scan masuk 16:00; perbaiki jamnya; untuk dinas malam isi Jam "
            "Masuk dan Jam Pulang giliran itu [attendance-order]"
        ),
        (
            "catatan.xlsx:S0!D2: the scan out 07:30 is earlier than the scan in 16:00; correct the times; for a night shift fill in Jam "
            "Masuk and Jam Pulang of the shift [attendance-order]"
        ),
    ),
    (
        daily(days=WEEK[:1], absent=[True]),
        (
            "catatan.xlsx:S0!C2: menurut Absent hari ini tidak hadir, tetapi ada scan 07:30 – 16:00; perbaiki keterangannya, atau hapus "
            "jam yang salah [attendance-contradiction]"
        ),
        (
            "catatan.xlsx:S0!C2: Absent marks this day as absent, but there are scans: 07:30 – 16:00; correct the mark, or delete the "
            "wrong time [attendance-contradiction]"
        ),
    ),
    (
        daily(days=WEEK[:1], scan_pulang=[None], pengecualian=["TK"]),
        (
            'catatan.xlsx:S0!C2: menurut Pengecualian "TK" hari ini tidak hadir, tetapi ada scan 07:30; perbaiki keterangannya, atau '
            "hapus jam yang salah [attendance-contradiction]"
        ),
        (
            'catatan.xlsx:S0!C2: Pengecualian "TK" marks this day as absent, but there are scans: 07:30; correct the mark, or delete '
            "the wrong time [attendance-contradiction]"
        ),
    ),
    (
        daily(days=WEEK[:1], scan_masuk=[None], pengecualian=["Cutti"]),
        (
            'catatan.xlsx:S0!E2: keterangan "Cutti" pada hari tanpa scan tidak dikenal; maksud Anda "cuti"? bila bukan, tulis artinya '
            "di records.attendance.excused (hadir, cuti, dinas, sakit, izin, alpa) [attendance-word-near]"
        ),
        (
            'catatan.xlsx:S0!E2: the remark "Cutti" on a day without scans is not known; did you mean "cuti"? if not, write what it '
            "stands for under records.attendance.excused (hadir, cuti, dinas, sakit, izin, alpa) [attendance-word-near]"
        ),
    ),
    (
        # 15 minutes before the hour, subtracted the wrong way round and shown as a time of day.
        daily(days=WEEK[:1], terlambat=["23:45"]),
        (
            "catatan.xlsx:S0!E2: Terlambat 1425 menit, padahal hari kerja ini 510 menit; perbaiki menitnya; jam:menit yang minus "
            "tampil sebagai ##### dan terbaca hampir sehari penuh [attendance-minutes]"
        ),
        (
            "catatan.xlsx:S0!E2: Terlambat is 1425 minutes, but this working day has 510; correct the minutes; hours:minutes below "
            "zero show as ##### and read as nearly a whole day [attendance-minutes]"
        ),
    ),
    (
        daily(days=WEEK[:1], jam_masuk=["07:30"], jam_pulang=["11:30"], pulang_cepat=[241]),
        (
            "catatan.xlsx:S0!G2: Plg. Cepat 241 menit, padahal hari kerja ini 240 menit; perbaiki menitnya; jam:menit yang minus "
            "tampil sebagai ##### dan terbaca hampir sehari penuh [attendance-minutes]"
        ),
        (
            "catatan.xlsx:S0!G2: Plg. Cepat is 241 minutes, but this working day has 240; correct the minutes; hours:minutes below "
            "zero show as ##### and read as nearly a whole day [attendance-minutes]"
        ),
    ),
    (
        daily(days=WEEK[:1], scan_masuk=[None], pengecualian=["Lupa absen"]),
        (
            'catatan.xlsx:S0!E2: keterangan "Lupa absen" pada hari tanpa scan tidak dikenal; perbaiki katanya, atau tulis artinya di '
            "records.attendance.excused (hadir, cuti, dinas, sakit, izin, alpa) [attendance-word]"
        ),
        (
            'catatan.xlsx:S0!E2: the remark "Lupa absen" on a day without scans is not known; correct it, or write what it stands for '
            "under records.attendance.excused (hadir, cuti, dinas, sakit, izin, alpa) [attendance-word]"
        ),
    ),
    (
        recap(hari_kerja=["20.5"], hadir=[18], alpa=[1], cuti=[0]),
        (
            "catatan.xlsx:S0!B2: rekap tidak cocok: hari kerja 20,5, hadir 18, alpa 1, cuti dan keterangan sah lain 0; perbaiki angkanya "
            "sehingga hadir + alpa + keterangan sah sama dengan hari kerja [attendance-sum]"
        ),
        (
            "catatan.xlsx:S0!B2: the recap does not add up: working days 20,5, attended 18, absent 1, leave and other valid reasons 0; "
            "correct the numbers so that attended + absent + valid reasons are the working days [attendance-sum]"
        ),
    ),
    (
        recap(hari_kerja=[20], hadir=[21]),
        (
            "catatan.xlsx:S0!B2: rekap tidak cocok: hari kerja 20, hadir 21, alpa -1, cuti dan keterangan sah lain 0; perbaiki angkanya "
            "sehingga hadir + alpa + keterangan sah sama dengan hari kerja [attendance-sum]"
        ),
        (
            "catatan.xlsx:S0!B2: the recap does not add up: working days 20, attended 21, absent -1, leave and other valid reasons 0; "
            "correct the numbers so that attended + absent + valid reasons are the working days [attendance-sum]"
        ),
    ),
    (
        daily(days=[None]),
        "catatan.xlsx:S0!B2: Tanggal kosong; isi selnya, atau hapus barisnya bila catatan ini memang tidak ada [record-empty]",
        "catatan.xlsx:S0!B2: Tanggal is empty; fill in the cell, or delete the row if there is no such record [record-empty]",
    ),
]


@pytest.mark.parametrize(("books", "indonesian", "english"), BROKEN)
def test_broken_records_are_told_and_their_person_is_not_measured(books, indonesian, english):
    result = made("absent_days", books)
    assert told(result) == [indonesian]
    assert told(result, "en") == [english]
    assert values_of(result) == [None]


def test_a_record_with_an_error_of_its_own_leaves_its_person_out():
    books = daily([0, 0, 1], [WEEK[0], WEEK[1], WEEK[0]], invalid=[1])
    assert values_of(made("share", books, people=2)) == [None, 100]


def test_a_remark_nobody_knows_does_not_matter_beside_a_scan():
    assert values("share", daily(days=WEEK[:1], scan_pulang=[None], pengecualian=["lupa absen pulang"])) == [100]


def test_a_year_of_attendance_for_many_people_is_sorted_alike_person_by_person():
    days = [str(d) for d in np.arange(np.datetime64("2026-01-01"), np.datetime64("2026-03-01"))]
    rng = np.random.default_rng(7)
    scans = [[IN if r else None for r in rng.random(len(days)) > 0.2] for _ in range(30)]
    together = daily(
        [p for p in range(30) for _ in days], days * 30, scan_masuk=[scan for person in scans for scan in person]
    )
    for name in ("share", "absent_days", "absent_run", "late_minutes"):
        alone = [values(name, daily(days=days, scan_masuk=scan))[0] for scan in scans]
        assert values(name, together, people=30) == alone


RECORD = st.tuples(
    st.integers(0, 2), st.integers(0, 25), st.sampled_from([IN, "08:15", None]), st.sampled_from(["", "Cuti"])
)


@given(st.lists(RECORD, min_size=1, max_size=40, unique_by=lambda r: r[:2]), st.randoms())
def test_the_order_of_records_does_not_matter(records, random):
    def books(given):
        people, offsets, scans, words = zip(*given, strict=True)
        days = [str(np.datetime64("2026-01-05") + k) for k in offsets]
        return daily(list(people), days, scan_masuk=list(scans), pengecualian=list(words))

    shuffled = random.sample(records, len(records))
    for name in ("share", "absent_days", "absent_run", "late_minutes"):
        assert values(name, books(records), people=3) == values(name, books(shuffled), people=3)


@given(st.lists(st.lists(st.booleans(), min_size=7, max_size=7), min_size=1, max_size=6))
def test_longest_runs_are_those_read_off_by_eye(rows):
    expected = [max(map(len, "".join("x" if d else " " for d in row).split()), default=0) for row in rows]
    assert longest_runs(np.array(rows)).tolist() == expected
