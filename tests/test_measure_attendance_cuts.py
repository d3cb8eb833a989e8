"""Cuts of the office's tables: late, early, without a scan, by code, by absent day – on both sides of every bound, and never a silent 0."""

from fractions import Fraction

import pytest

from asn_eval.measure.attendance import MEASURES
from logbooks import logbook, setting, told, values_of

# Monday 5 to Friday 9 January 2026 is a whole week of this office.
YEAR = 'calendar: {hours: {start: "07:30", end: "16:00"}, years: {"2026": {holidays: [2026-01-01]}}}'
WEEK = ["2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08", "2026-01-09"]
IN, OUT = "07:30", "16:00"
# Permentan 68/2012: TL and PSW alike from 1, 31, 61 and 91 minutes; without a scan as the worst; an absent day 4 %.
PERMENTAN = """
records:
  attendance:
    deductions: {"1": 0.5, "31": 1, "61": 1.5, "91": 2}
    early_deductions: {"1": 0.5, "31": 1, "61": 1.5, "91": 2}
    codes: {TL1: 0.5, TL2: 1, TL3: 1.5, TL4: 2, PSW1: 0.5, PSW2: 1, PSW3: 1.5, PSW4: 2}
    absent_deduction: 4
"""
# PMK 221/2021 in an office that begins at 07.30: arrival from 09.01, 09.31 and 10.01 is 91, 121 and 151 minutes late.
KEMENKEU = """
records:
  attendance:
    deductions: {"91": 1, "121": 1.25, "151": 2.5}
    early_deductions: {"1": 0.5, "31": 1, "61": 1.25, "91": 2.5}
"""


def days(count=1, people=None, **fields):
    given = {"scan_masuk": [IN] * count, "scan_pulang": [OUT] * count, **fields}
    kept = {name: column for name, column in given.items() if column is not None}
    return {"attendance": logbook("attendance", people or [0] * count, tanggal=WEEK[:count], **kept)}


def made(books, text=PERMENTAN, **more):
    return MEASURES["attendance.deduction"](books, setting(YEAR + text, **more))


def cut(books, text=PERMENTAN, **more):
    result = made(books, text, **more)
    assert told(result) == []
    return values_of(result)


def own(text):
    return f"\nrecords: {{attendance: {{{text}}}}}"


BOUNDS = [(0, "0"), (1, "0.5"), (30, "0.5"), (31, "1"), (60, "1"), (61, "1.5"), (90, "1.5"), (91, "2"), (400, "2")]


@pytest.mark.parametrize(("minutes", "percent"), BOUNDS)
def test_permentan_68_2012_cuts_coming_late(minutes, percent):
    scan = f"{(450 + minutes) // 60:02d}:{(450 + minutes) % 60:02d}"
    assert cut(days(scan_masuk=[scan])) == cut(days(terlambat=[minutes])) == [Fraction(percent)]


@pytest.mark.parametrize(("minutes", "percent"), BOUNDS)
def test_permentan_68_2012_cuts_leaving_early(minutes, percent):
    scan = f"{(960 - minutes) // 60:02d}:{(960 - minutes) % 60:02d}"
    assert cut(days(scan_pulang=[scan])) == cut(days(pulang_cepat=[minutes])) == [Fraction(percent)]


def test_permentan_68_2012_cuts_a_missing_scan_as_the_worst_and_an_absent_day_as_four():
    assert cut(days(scan_masuk=[None])) == [2]
    assert cut(days(scan_pulang=[None])) == [2]
    assert cut(days(scan_masuk=[None], scan_pulang=[None])) == [4]


@pytest.mark.parametrize(
    ("arrival", "percent"),
    [
        ("09:00", "0"),
        ("09:01", "1"),
        ("09:15", "1"),
        ("09:30", "1"),
        ("09:31", "1.25"),
        ("09:45", "1.25"),
        ("10:00", "1.25"),
        ("10:01", "2.5"),
        (None, "2.5"),
    ],
)
def test_pmk_221_2021_cuts_arrival(arrival, percent):
    assert cut(days(scan_masuk=[arrival]), KEMENKEU) == [Fraction(percent)]


@pytest.mark.parametrize(
    ("minutes", "percent"),
    [(0, "0"), (1, "0.5"), (30, "0.5"), (31, "1"), (60, "1"), (61, "1.25"), (90, "1.25"), (91, "2.5")],
)
def test_pmk_221_2021_cuts_leaving_early_by_other_steps(minutes, percent):
    assert cut(days(pulang_cepat=[minutes]), KEMENKEU) == [Fraction(percent)]


def test_both_sides_of_every_day_and_absent_days_add_up():
    books = days(5, scan_masuk=["07:31", None, "09:01", None, IN], scan_pulang=["15:30", OUT, None, None, "14:29"])
    # 0.5 + 0.5; 2; 2 + 2; 4; 0 + 2.
    assert cut(books) == [Fraction(13)]


def test_a_missing_scan_costs_what_the_office_says_on_each_side():
    scans = {"scan_masuk": [None, IN], "scan_pulang": [OUT, None]}
    text = own('deductions: {"1": 2}, early_deductions: {"1": 3}, no_scan_in: 0.25, no_scan_out: 0')
    assert cut(days(2, **scans), text) == [Fraction(1, 4)]
    # Without minutes at all, the scans alone.
    assert cut(days(2, **scans), own("no_scan_in: 1.5, no_scan_out: 0.75")) == [Fraction(9, 4)]


def test_minutes_beside_a_missing_scan_are_known_and_a_word_explains_one():
    words = {"pengecualian": ["", "WFH", "hadir"]}
    books = days(3, scan_masuk=[None, None, IN], scan_pulang=[OUT, None, None], terlambat=[5, None, None], **words)
    assert cut(books) == [Fraction(1, 2)]


def test_leave_and_travel_cost_nothing():
    books = days(2, scan_masuk=[None, "10:00"], scan_pulang=[None, None], pengecualian=["CT", "SPPD"])
    assert cut(books) == [0]


@pytest.mark.parametrize(
    ("word", "percent"),
    [
        ("TL1", "0.5"),
        ("tl 2", "1"),
        ("TL4", "2"),
        ("PSW1", "0.5"),
        ("PSW4", "2"),
        ("TL1, PSW2", "1.5"),
        ("TL3/PSW3", "3"),
    ],
)
def test_an_export_of_codes_is_cut_by_its_codes_alone(word, percent):
    assert cut(days(scan_masuk=[None], scan_pulang=[None], pengecualian=[word])) == [Fraction(percent)]


def test_the_codes_of_a_week_add_up():
    # The auditor's export: 0.5 + 1 + 2 + 0.5 + 2.
    words = ["TL1", "TL2", "TL4", "PSW1", "PSW4"]
    assert cut(days(5, scan_masuk=[None] * 5, scan_pulang=[None] * 5, pengecualian=words)) == [6]


def test_a_code_stands_for_the_minutes_of_its_side_and_the_other_side_is_cut_by_its_own():
    # Two hours late, but the code says TL1; half an hour early by the scans.
    assert cut(days(scan_masuk=["09:30"], scan_pulang=["15:30"], pengecualian=["TL1"])) == [1]
    assert cut(days(scan_masuk=["07:35"], scan_pulang=["14:00"], pengecualian=["PSW1"])) == [1]
    # A scan in and a code for it tell nothing of the missing scan out.
    assert cut(days(scan_masuk=["07:35"], scan_pulang=[None], pengecualian=["TL1"])) == [Fraction(5, 2)]


def test_codes_may_stand_in_columns_of_their_own():
    books = days(
        3,
        scan_masuk=["08:15", IN, IN],
        scan_pulang=[OUT, OUT, "14:00"],
        kode_tl=["TL2", "0", "-"],
        kode_psw=["", "", "psw4"],
    )
    assert cut(books) == [3]
    # Beside a remark that says nothing of it.
    books = days(kode_tl=["TL1"], kode_psw=["PSW1"], pengecualian=["macet"])
    assert cut(books) == [1]
    nobody = days(scan_masuk=[None], scan_pulang=[None], kode_tl=["TL1"])
    assert cut(nobody) == [Fraction(1, 2)]


def test_minutes_in_a_column_of_codes_are_never_taken_for_a_code():
    result = made(days(scan_masuk=[None], kode_tl=["2"]))
    assert values_of(result) == [None]
    assert [(f.code, f.values["found"]) for f in result.findings] == [("attendance-code", "TL menit 2")]


def test_a_code_named_twice_counts_once_and_another_remark_beside_it_changes_nothing():
    assert cut(days(pengecualian=["TL1; TL1"])) == [Fraction(1, 2)]
    assert cut(days(pengecualian=["TL2, macet"])) == [1]


def test_a_code_of_another_name_stands_for_the_whole_day():
    text = PERMENTAN.replace("codes: {", 'codes: {"Lupa Absen": 3, Sakit: 1.5, TK: 5, ')
    # There by the scan, two hours late: 3 and nothing else. Ill: 1.5. Absent: 5 instead of 4.
    assert cut(days(scan_masuk=["09:30"], pengecualian=["lupa absen"]), text) == [3]
    nobody = {"scan_masuk": [None], "scan_pulang": [None]}
    assert cut(days(**nobody, pengecualian=["Sakit"]), text) == [Fraction(3, 2)]
    assert cut(days(**nobody, pengecualian=["TK"]), text) == [5]
    assert cut(days(**nobody, pengecualian=["Alpa"]), text) == [4]


def test_a_zero_in_a_table_is_said_and_not_asked_about():
    text = own('deductions: {"1": 1}, early_deductions: {"1": 0}, codes: {TL9: 0, PSW: 0}')
    books = days(2, scan_masuk=[IN, None], scan_pulang=["12:00", None], pengecualian=["", "TL9"])
    assert cut(books, text) == [0]


CODE = (
    'catatan.xlsx:S0!E2: kode "{0}" tidak mempunyai potongan, dan menitnya tidak diketahui atau tidak mempunyai tabel; tulis potongannya '
    "di records.attendance.codes (0 bila tidak dipotong), atau perbaiki kodenya [attendance-code]"
)
CODE_EN = (
    'catatan.xlsx:S0!E2: the code "{0}" has no cut, and its minutes are not known or have no table; write its cut under '
    "records.attendance.codes (0 if there is none), or correct the code [attendance-code]"
)
MINUTES = own('deductions: {"1": 1}, early_deductions: {"1": 1}')


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("TL5", PERMENTAN),  # a code the table does not have
        ("TL1, PSW9", PERMENTAN),  # one of two
        ("TL1", MINUTES),  # minutes have a table, but nobody knows them
        ("terlambat", PERMENTAN),
        ("PSW1", own('deductions: {"1": 1}')),
    ],
)
def test_a_code_without_a_cut_is_told_and_its_person_is_not_measured(word, text):
    result = made(days(scan_masuk=[None], scan_pulang=[None], pengecualian=[word]), text)
    assert values_of(result) == [None]
    assert told(result) == [CODE.format(word)]
    assert told(result, "en") == [CODE_EN.format(word)]


def test_a_code_without_a_cut_is_cut_by_its_minutes_where_these_are_known():
    assert cut(days(scan_masuk=["07:35"], scan_pulang=["15:00"], pengecualian=["TL7, PSW"]), MINUTES) == [2]
    # Known, but of a side without a table: the code asks for one.
    books = days(scan_pulang=["15:00"], pengecualian=["PSW1"])
    assert told(made(books, own('deductions: {"1": 1}'))) == [CODE.format("PSW1")]


def test_an_office_that_cuts_only_absence_is_told_how_many_late_days_that_leaves():
    books = days(3, scan_masuk=["07:31", IN, None], scan_pulang=[OUT, "15:59", OUT])
    result = made(books, own("absent_deduction: 4"))
    assert values_of(result) == [0]
    assert told(result) == [
        (
            "catatan.xlsx:S0!2: 2 hari dengan menit Terlambat, atau tanpa Scan Masuk, tidak dipotong, mulai dari hari ini; isi "
            'records.attendance.deductions; tulis deductions: {"1": 0} bila kantor memang tidak memotongnya [attendance-uncut]'
        ),
        (
            "catatan.xlsx:S0!3: 1 hari dengan menit Plg. Cepat, atau tanpa Scan Pulang, tidak dipotong, mulai dari hari ini; isi "
            'records.attendance.early_deductions; tulis early_deductions: {"1": 0} bila kantor memang tidak memotongnya [attendance-uncut]'
        ),
    ]
    assert told(result, "en")[0] == (
        "catatan.xlsx:S0!2: 2 days with minutes of Terlambat, or without Scan Masuk, are not cut, beginning with this one; fill in "
        'records.attendance.deductions; write deductions: {"1": 0} if the office does not cut them [attendance-uncut]'
    )


def test_codes_of_lateness_are_no_error_where_the_office_cuts_only_absence():
    result = made(days(scan_masuk=[None], pengecualian=["TL1"]), own("absent_deduction: 4"))
    assert values_of(result) == [0]
    assert [(f.code, f.values["key"], f.count) for f in result.findings] == [("attendance-uncut", "deductions", 1)]


def test_a_side_that_codes_cut_asks_for_no_table_of_minutes():
    # Five minutes that no code names are within what the office tolerates.
    books = days(2, scan_masuk=["07:35", "08:15"], scan_pulang=["15:55", OUT], pengecualian=["", "TL1"])
    assert cut(books, own("codes: {TL1: 0.5, PSW1: 0.5}")) == [Fraction(1, 2)]
    late_only = made(books, own("codes: {TL1: 0.5}"))
    assert [(f.code, f.values["key"], f.count) for f in late_only.findings] == [
        ("attendance-uncut", "early_deductions", 1)
    ]


def test_a_late_table_alone_says_what_it_leaves_of_leaving_early():
    # The auditor's day: twenty minutes early was 0 and nobody heard of it.
    result = made(days(pulang_cepat=[20]), own('deductions: {"1": 0.5}'))
    assert values_of(result) == [0]
    assert [(f.code, f.values["key"]) for f in result.findings] == [("attendance-uncut", "early_deductions")]
    assert told(made(days(), own('deductions: {"1": 0.5}'))) == []


def test_a_sheet_without_scans_out_cannot_be_cut_for_them():
    result = made(days(scan_pulang=None))
    assert values_of(result) == [None]
    assert [(f.code, f.values["field"]) for f in result.findings] == [("record-column", "Scan Pulang")]
    # Minutes written in their own column, or a cut nobody set, need no scan.
    assert cut(days(scan_pulang=None, pulang_cepat=[31])) == [1]
    assert cut(days(scan_pulang=None), own('deductions: {"1": 1}')) == [0]


def test_cuts_of_many_places_are_exact():
    text = own('deductions: {"1": 0.3333333333333333333}, early_deductions: {"1": 0}, absent_deduction: 99.99')
    books = days(3, scan_masuk=["08:00", "08:00", None], scan_pulang=[OUT, OUT, None])
    assert cut(books, text) == [2 * Fraction("0.3333333333333333333") + Fraction("99.99")]


def test_every_person_is_cut_by_its_own_days():
    books = days(4, people=[0, 1, 2, 0], terlambat=[1, 31, 0, 91], pulang_cepat=[0, 61, 0, 1])
    # Days the sheet has for others are absent ones of a person: two of four for the first, three for the second and the third.
    assert values_of(made(books, people=4)) == [Fraction(3) + 8, Fraction(5, 2) + 12, 12, None]
