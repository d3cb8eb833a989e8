"""Records without a date carry their month and its year, and what is of another time than the period never counts – from workbooks."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from asn_eval.measure.conduct import MEASURES as CONDUCT
from asn_eval.measure.feedback import by_role
from asn_eval.pipeline import Choices, Evaluation, Policy, evaluate
from asn_eval.read.sheet import Book
from asn_eval.read.workbook import read_book
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.scales_agree import LESS_IS_BETTER
from evidence_offices import DAY, HEAD, ROSTER, A, B, C, Rows, office, refused, rows, rules, told, total, value
from logbooks import logbook, setting, values_of
from logbooks import told as messages
from test_evidence_workbooks import PREDIKAT, words_scored
from workbooks import write_xlsx

STAFF = {"Pegawai": ROSTER}
EKINERJA = CONDUCT["ekinerja.predikat"]
YEAR = HEAD.replace("2026-01-31", "2026-12-31")
TWO_YEARS = HEAD.replace("2026-01-01, end: 2026-01-31", "2025-07-01, end: 2026-12-31").replace(
    'years: {"2026"', 'years: {"2025": {holidays: [2025-12-25]}, "2026"'
)
JULY_ON = HEAD.replace("2026-01-01, end: 2026-01-31", "2025-07-01, end: 2026-06-30").replace(
    'years: {"2026"', 'years: {"2025": {holidays: [2025-12-25]}, "2026"'
)
OUTSIDE = (
    "{count} catatan di luar periode, atau setelah hari penilaian, tidak dihitung, mulai dari yang ini; tidak perlu tindakan, atau "
    "perbaiki tanggalnya atau period di buku aturan [records-outside]"
)
RECAP = (
    "lembar rekap tidak dibaca karena nilainya sudah ada pada lembar bulanan; hapus lembar bulanan bila justru rekap ini yang harus "
    "dipakai [sheet-recap]"
)


def predikat(head: str = YEAR) -> Rulebook:
    return words_scored("ekinerja.predikat", PREDIKAT, head)  # type: ignore[return-value]


def measured(measure: str, head: str = YEAR, more: str = "") -> Rulebook:
    less = "direction: lower, " if measure in LESS_IS_BETTER else ""
    scale = f"scale: {{{less}max: 1000, best: 120}}"
    return rules(
        f"indicators: {{ukuran: {{weight: 100, measure: {measure}, missing: renormalise, {scale}}}}}\n{more}", head
    )


def recap(word: str, *lines: str) -> Rows:
    return [*([line] for line in lines), ["No", "NIP", "Nama", "Predikat Kinerja Pegawai"], [1, A, "Adnan", word]]


def days(work: int, here: int, *lines: str) -> Rows:
    return [*([x] for x in lines), ["NIP", "Nama", "Hari Kerja", "Hadir"], [A, "Adnan", work, here]]


def skp(*rows_: tuple[str, int], lines: Sequence[str] = ()) -> Rows:
    head = ["NIP", "Rencana Hasil Kerja", "Target", "Realisasi"]
    return [*([x] for x in lines), head, *([A, text, 10, result] for text, result in rows_)]


def named(folder: Path, books: Mapping[str, Mapping[str, Rows]], rulebook: Rulebook | None = None) -> Evaluation:
    """The evaluation of workbooks with names of their own."""
    read = [read_book(write_xlsx(folder / f"{name}.xlsx", sheets)) for name, sheets in books.items()]
    books_ = [book for book in read if isinstance(book, Book)]
    made = evaluate(books_, Policy(rulebook or predikat(), "indicators.yaml"), Choices(DAY))
    assert isinstance(made, Evaluation), [f.message() for f in made.findings]
    return made


# The year of a month.


def test_a_month_of_last_year_does_not_come_after_one_of_this_year(tmp_path: Path) -> None:
    sheets = {"Des 2025": recap("Sangat Kurang"), "Jan 2026": recap("Sangat Baik")}
    made = office(tmp_path, predikat(), STAFF, sheets)
    # Of 2026 only January is there: Sangat Baik, 100.
    assert (total(made, A), rows(made, A)) == ("100.00", ["berkas2.xlsx:Jan 2026!2"])
    assert told(made) == [f"berkas2.xlsx:Des 2025!B2: {OUTSIDE.format(count=1)}"]
    # In a period over both years December 2025 is the earlier month.
    made = office(tmp_path, predikat(JULY_ON), STAFF, sheets)
    assert (total(made, A), told(made)) == ("100.00", [])
    assert rows(made, A) == ["berkas2.xlsx:Des 2025!2", "berkas2.xlsx:Jan 2026!2"]


def test_months_of_last_year_alone_give_nobody_a_predikat(tmp_path: Path) -> None:
    made = office(tmp_path, predikat(), STAFF, {"Nov 2025": recap("Baik"), "Des 2025": recap("Kurang")})
    assert (total(made, A), rows(made, A)) == (None, [])
    assert told(made) == [f"berkas2.xlsx:Nov 2025!B2: {OUTSIDE.format(count=2)}"]


def test_a_month_without_a_year_is_of_the_year_in_which_the_period_has_it(tmp_path: Path) -> None:
    # July 2025 to June 2026: August is of 2025, February of 2026, so February is the latest.
    made = office(tmp_path, predikat(JULY_ON), STAFF, {"Februari": recap("Baik"), "Agustus": recap("Kurang")})
    assert (total(made, A), told(made)) == ("80.00", [])


def test_a_month_the_period_has_twice_needs_its_year(tmp_path: Path) -> None:
    # July 2025 to December 2026 has August twice and February once.
    sheets = {"Agustus": recap("Baik"), "Februari": recap("Kurang")}
    assert refused(tmp_path, predikat(TWO_YEARS), STAFF, sheets) == [
        (
            "berkas2.xlsx:Agustus: 1 catatan bulan Agustus tanpa tahun, padahal periode mencakup bulan itu lebih dari satu kali; tulis "
            "tahunnya: di nama lembar (Januari 2026), di atas tabelnya, atau dalam kolom Tahun [month-year]"
        )
    ]
    told_above = {"Agustus": recap("Baik", "PERIODE: AGUSTUS 2026"), "Februari": recap("Kurang")}
    made = office(tmp_path, predikat(TWO_YEARS), STAFF, told_above)
    assert (total(made, A), told(made)) == ("80.00", [])


def test_recaps_of_attendance_of_last_year_do_not_count(tmp_path: Path) -> None:
    old = {"Jan 2025": days(20, 10), "Feb 2025": days(20, 10)}
    made = office(tmp_path, measured("attendance.share"), STAFF, old)
    assert (value(made, A), told(made)) == (None, [f"berkas2.xlsx:Jan 2025!C2: {OUTSIDE.format(count=2)}"])
    # January of both years is no record twice: 20 of 20 days.
    both = {"Jan 2025": days(20, 10), "Jan 2026": days(20, 20)}
    made = office(tmp_path, measured("attendance.share"), STAFF, both)
    assert (value(made, A), rows(made, A)) == ("100", ["berkas2.xlsx:Jan 2026!2"])
    # A period over both Januaries counts them apart: 30 of 40 days.
    long = YEAR.replace("start: 2026-01-01", "start: 2025-01-01").replace(
        'years: {"2026"', 'years: {"2025": {holidays: [2025-12-25]}, "2026"'
    )
    assert value(office(tmp_path, measured("attendance.share", long), STAFF, both), A) == "75"


def test_a_recap_and_daily_records_meet_in_the_same_month_of_the_same_year_only(tmp_path: Path) -> None:
    daily = [["NIP", "Tanggal", "Scan Masuk"], [A, date(2025, 8, 4), "07:30"], [A, date(2026, 2, 2), "07:30"]]
    apart = {"Harian": daily, "Agustus 2026": days(20, 19), "Februari 2025": days(20, 0)}
    made = office(tmp_path, measured("attendance.share", TWO_YEARS), STAFF, apart)
    # Two days attended and August 2026 with 19 of 20; February 2025 is before the period: 21 of 22.
    assert value(made, A) == "1050/11"
    messages = refused(tmp_path, measured("attendance.share", TWO_YEARS), STAFF, {**apart, "Feb 2026": days(20, 19)})
    assert [m.split(":")[1] for m in messages] == ["Feb 2026!C2"]
    assert messages[0].endswith("[attendance-both]")


# Months outside the period, for every kind without dates.

VALUES = ["Akuntabel", "Loyal"]


def forms(mark: int) -> Rows:
    return [["NIP", "Peran", *VALUES], [A, "Atasan", mark, mark]]


@pytest.mark.parametrize(
    ("measure", "inside", "outside", "want"),
    [
        ("targets.achievement", skp(("H", 10)), skp(("H", 0)), "100"),
        ("feedback.score", forms(80), forms(20), "80"),
        ("attendance.share", days(20, 20), days(20, 0), "100"),
    ],
)
def test_sheets_of_months_outside_the_period_do_not_count(
    tmp_path: Path, measure: str, inside: Rows, outside: Rows, want: str
) -> None:
    # The period is January 2026.
    made = office(tmp_path, measured(measure, HEAD), STAFF, {"Januari": inside, "Juni": outside})
    assert (value(made, A), rows(made, A)) == (want, ["berkas2.xlsx:Januari!2"])
    assert [m for m in told(made) if "records-outside" in m] == [
        f"berkas2.xlsx:Juni!{'C' if measure.startswith('attendance') else 'A'}2: {OUTSIDE.format(count=1)}"
    ]


def test_the_predikat_of_a_month_outside_the_period_does_not_count(tmp_path: Path) -> None:
    made = office(tmp_path, predikat(HEAD), STAFF, {"Januari": recap("Baik"), "Juni": recap("Kurang")})
    assert (total(made, A), told(made)) == ("80.00", [f"berkas2.xlsx:Juni!B2: {OUTSIDE.format(count=1)}"])


def test_a_yearly_sheet_is_kept_apart_for_every_kind(tmp_path: Path) -> None:
    sheets = {"Januari": skp(("H", 10)), "Februari": skp(("H", 0)), "Tahunan": skp(("H", 5))}
    made = office(tmp_path, measured("targets.achievement"), STAFF, sheets)
    # 100 and 0 are aspects of one result: 50.
    assert (value(made, A), told(made)) == ("50", [f"berkas2.xlsx:Tahunan: {RECAP}"])
    yearly = {"Januari": forms(80), "Rekap 2026": forms(20)}
    made = office(tmp_path, measured("feedback.score"), STAFF, yearly)
    assert (value(made, A), f"berkas2.xlsx:Rekap 2026: {RECAP}" in told(made)) == ("80", True)
    cases = [["NIP Petugas", "Diterima", "Selesai"], [A, "05/01/2026", ""], [A, "02/02/2026", ""]]
    months = {"Januari": cases[:2], "Februari": [cases[0], cases[2]], "Rekapitulasi": cases}
    made = office(tmp_path, measured("complaints.backlog"), STAFF, months)
    assert (value(made, A), told(made)) == ("2", [f"berkas2.xlsx:Rekapitulasi: {RECAP}"])


def diklat(*records: tuple[str, str, int, str]) -> Rows:
    return [["NIP", "Nama Diklat", "JP", "Tanggal"], *([nip, name, jp, day] for nip, name, jp, day in records)]


def test_a_sheet_of_a_year_with_people_the_months_have_not_is_read(tmp_path: Path) -> None:
    months = {"Januari": diklat((A, "Arsip", 8, "05/01/2026")), "Diklat 2026": diklat((B, "Arsip", 40, "02/02/2026"))}
    made = office(tmp_path, measured("training.jp", YEAR), STAFF, months)
    assert (value(made, A), value(made, B), told(made)) == ("8", "40", [])
    # Without dates: an undated sheet of another unit beside the month of the first.
    other = [["No", "NIP", "Nama", "Predikat Kinerja Pegawai"], [1, B, "Bunga", "Kurang"]]
    made = office(tmp_path, predikat(), STAFF, {"Januari": recap("Baik")}, {"Sheet1": other})
    assert (total(made, A), total(made, B), told(made)) == ("80.00", "40.00", [])


def test_who_has_months_and_a_year_counts_with_the_months_alone(tmp_path: Path) -> None:
    yearly = [*recap("Kurang"), [2, B, "Bunga", "Kurang"]]
    made = office(tmp_path, predikat(), STAFF, {"Januari": recap("Baik"), "Rekap": yearly})
    assert (total(made, A), total(made, B)) == ("80.00", "40.00")
    assert [m.split("[")[-1] for m in told(made)] == ["records-yearly]"]


def test_a_recap_that_repeats_some_dated_records_and_not_others_is_refused(tmp_path: Path) -> None:
    first, second = (A, "Arsip", 8, "05/01/2026"), (A, "Layanan", 20, "02/02/2026")
    # Word for word the same, though one day is a date and the other a text.
    again = diklat((A, "ARSIP ", 8, "2026-01-05"), second)
    book = measured("training.jp", YEAR)
    assert refused(tmp_path, book, STAFF, {"Januari": diklat(first), "Rekap Diklat": again}) == [
        (
            "berkas2.xlsx:Rekap Diklat: lembar tidak dibaca karena sebagian catatannya sudah ada pada lembar bulanan, sedangkan "
            "sisanya hanya ada di sini; hapus catatan yang berulang dari lembar ini, atau hapus lembar bulanan bila lembar ini sudah "
            "memuat semuanya [recap-partly]"
        )
    ]
    whole = {"Januari": diklat(first, second), "Rekap Diklat": again}
    made = office(tmp_path, book, STAFF, whole)
    assert (value(made, A), told(made)) == ("28", [f"berkas2.xlsx:Rekap Diklat: {RECAP}"])


@pytest.mark.parametrize(
    ("old", "new"), [("Des-25", "Jan-26"), ("Desember 25", "Januari 26"), ("Rekap Des'25", "Rekap Jan'26")]
)
def test_years_of_two_digits_are_those_of_this_century(tmp_path: Path, old: str, new: str) -> None:
    made = office(tmp_path, measured("attendance.share", YEAR), STAFF, {old: days(20, 0), new: days(20, 20)})
    assert (value(made, A), told(made)) == ("100", [f"berkas2.xlsx:{old}!C2: {OUTSIDE.format(count=1)}"])
    above = {"S1": days(20, 0, f"BULAN {old}"), "S2": days(20, 20, f"BULAN {new}")}
    assert value(office(tmp_path, measured("attendance.share", YEAR), STAFF, above), A) == "100"


def test_the_year_of_a_file_is_that_of_its_records(tmp_path: Path) -> None:
    def of(**files: str) -> tuple[str | None, list[str]]:
        made = named(tmp_path, {"staf": STAFF, **{name: {"Sheet1": recap(word)} for name, word in files.items()}})
        return total(made, A), [m.split("[")[-1] for m in told(made)]

    assert of(**{"ekinerja 2025": "Kurang", "ekinerja 2026": "Baik"}) == ("80.00", ["records-outside]"])
    assert of(**{"ekinerja 2025 (1)": "Kurang"}) == (None, ["records-outside]"])
    # The day a file was made says nothing of what is in it.
    assert of(**{"ekspor 2025-12-31": "Baik"}) == ("80.00", [])


def test_a_sheet_with_records_of_its_own_beside_a_month_is_read(tmp_path: Path) -> None:
    cases = [["NIP Petugas", "Diterima", "Selesai"], [A, "05/01/2026", ""]]
    made = office(tmp_path, measured("complaints.backlog"), STAFF, {"Januari": cases, "Aduan lisan": cases})
    assert (value(made, A), told(made)) == ("2", [])


def test_a_yearly_sheet_counts_where_its_months_are_of_another_year(tmp_path: Path) -> None:
    sheets = {"Des 2025": recap("Kurang"), "Tahunan": recap("Baik", "PERIODE : TAHUN 2026")}
    made = office(tmp_path, predikat(), STAFF, sheets)
    assert (total(made, A), told(made)) == ("80.00", [f"berkas2.xlsx:Des 2025!B2: {OUTSIDE.format(count=1)}"])


def test_a_yearly_sheet_of_another_year_does_not_count(tmp_path: Path) -> None:
    made = office(tmp_path, predikat(), STAFF, {"Rekap": recap("Kurang", "REKAP PREDIKAT TAHUN 2025")})
    assert (total(made, A), told(made)) == (None, [f"berkas2.xlsx:Rekap!B3: {OUTSIDE.format(count=1)}"])


# Quarters and semesters.


@pytest.mark.parametrize(
    ("first", "second"),
    [("Triwulan I", "Triwulan II"), ("TW 1 2026", "TW 2 2026"), ("Semester 1", "Semester ke-2"), ("Q1", "Q2")],
)
def test_quarters_and_semesters_follow_each_other(tmp_path: Path, first: str, second: str) -> None:
    made = office(tmp_path, predikat(), STAFF, {first: recap("Kurang"), second: recap("Baik")})
    assert (total(made, A), told(made)) == ("80.00", [])
    made = office(tmp_path, measured("attendance.share", YEAR), STAFF, {first: days(60, 60), second: days(60, 30)})
    assert (value(made, A), told(made)) == ("75", [])
    titled = {"S1": days(60, 60, f"REKAP {first}"), "S2": days(60, 30, f"REKAP {second}")}
    assert value(office(tmp_path, measured("attendance.share", YEAR), STAFF, titled), A) == "75"
    made = named(tmp_path, {"staf": STAFF, first: {"S": recap("Kurang")}, second: {"S": recap("Baik")}})
    assert (total(made, A), told(made)) == ("80.00", [])


def test_a_quarter_beside_its_months_is_a_recap_or_refused(tmp_path: Path) -> None:
    book = measured("attendance.share", YEAR)
    months: dict[str, Rows] = {"Januari": days(20, 20), "Februari": days(20, 20), "Maret": days(20, 5)}
    quarter: dict[str, Rows] = {"Triwulan I": days(60, 45)}
    made = office(tmp_path, book, STAFF, {**months, **quarter})
    assert (value(made, A), told(made)) == ("75", [f"berkas2.xlsx:Triwulan I: {RECAP}"])
    # February and March are in the quarter alone.
    only = {"Januari": months["Januari"], **quarter}
    assert [m.split("[")[-1] for m in refused(tmp_path, book, STAFF, only)] == ["recap-partly]"]
    # 45 of 60 days and 20 of 20.
    later = {"April": months["Januari"], **quarter}
    assert value(office(tmp_path, book, STAFF, later), A) == "325/4"


def test_a_quarter_beside_days_is_refused(tmp_path: Path) -> None:
    daily = [["NIP", "Tanggal", "Scan Masuk"], [A, date(2026, 1, 5), "07:30"]]
    sheets = {"Harian": daily, "Triwulan I": days(60, 45)}
    messages = refused(tmp_path, measured("attendance.share", YEAR), STAFF, sheets)
    assert [m.split("[")[-1] for m in messages] == ["attendance-both]"]


def test_a_month_may_say_which_quarter_it_is_of(tmp_path: Path) -> None:
    sheets = {"Januari": recap("Kurang", "TRIWULAN I TAHUN 2026"), "Februari": recap("Baik", "TRIWULAN I TAHUN 2026")}
    made = office(tmp_path, predikat(), STAFF, sheets)
    assert (total(made, A), told(made)) == ("80.00", [])


# Names of people, and numbers of raters, that could be months.


@pytest.mark.parametrize("name", ["Mei Sari", "Juni Rahma", "SKP April Lestari"])
def test_a_name_of_a_person_is_no_month(tmp_path: Path, name: str) -> None:
    first = YEAR.replace("2026-12-31", "2026-03-31")
    sheets = {"Bunga": skp(("H", 4)), name: skp(("H", 10))}
    made = office(tmp_path, measured("targets.achievement", first), STAFF, sheets)
    assert (value(made, A), told(made)) == ("70", [])
    files = {"staf": STAFF, f"laporan {name}": {"Sheet1": skp(("H", 10))}}
    made = named(tmp_path, files, measured("targets.achievement", first))
    assert (value(made, A), told(made)) == ("100", [])


def test_beside_other_months_a_month_is_one_whatever_stands_behind_it(tmp_path: Path) -> None:
    sheets = {"Januari Cempaka": recap("Kurang"), "Mei Cempaka": recap("Baik")}
    made = office(tmp_path, predikat(), STAFF, sheets)
    assert (total(made, A), told(made)) == ("80.00", [])


def taken_for(month: str) -> str:
    return (
        f"seluruh lembar tidak dihitung karena nama lembar atau berkasnya terbaca sebagai bulan {month}, yang di luar "
        'periode; bila bukan bulan, ganti namanya (misalnya nama orang atau nomor penilai: "Penilai 5"); bila memang bulan, tulis '
        "tahunnya [sheet-month-outside]"
    )


def test_a_sheet_taken_for_a_month_outside_the_period_is_a_warning(tmp_path: Path) -> None:
    first = YEAR.replace("2026-12-31", "2026-03-31")
    made = office(tmp_path, measured("feedback.score", first), STAFF, {"1": forms(80), "2": forms(80), "5": forms(20)})
    assert f"berkas2.xlsx:5: {taken_for('Mei')}" in told(made)
    made = named(tmp_path, {"staf": STAFF, "SKP Mei": {"Sheet1": recap("Baik")}}, predikat(first))
    assert [m for m in told(made) if "sheet-month" in m] == [f"SKP Mei.xlsx:Sheet1: {taken_for('Mei')}"]


# The month in the lines above the table, or in a column.


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("BULAN I TAHUN 2026", "BULAN II TAHUN 2026"),
        ("PERIODE : JANUARI 2026", "PERIODE : FEBRUARI 2026"),
        ("Periode 01/01/2026 s.d. 31/01/2026", "Periode 01/02/2026 s.d. 28/02/2026"),
    ],
)
def test_months_are_told_by_the_lines_above_the_table(tmp_path: Path, first: str, second: str) -> None:
    sheets = {"Sheet1": recap("Baik", "DINAS CONTOH", first), "Sheet2": recap("Sangat Baik", "DINAS CONTOH", second)}
    made = office(tmp_path, predikat(), STAFF, sheets)
    assert (total(made, A), told(made)) == ("100.00", [])
    two = {"Sheet1": days(20, 20, first), "Sheet2": days(20, 10, second)}
    # 30 of 40 days, and no record twice.
    assert value(office(tmp_path, measured("attendance.share"), STAFF, two), A) == "75"


def test_a_name_and_a_title_that_tell_different_months_are_told(tmp_path: Path) -> None:
    sheets = {"Januari": recap("Baik", "BULAN JANUARI 2026"), "Februari": recap("Kurang", "BULAN JANUARI 2026")}
    made = office(tmp_path, predikat(), STAFF, sheets)
    assert (total(made, A), told(made)) == (
        "40.00",
        [
            (
                "berkas2.xlsx:Februari: nama lembar menyebut Februari, tetapi judul di atas tabelnya menyebut Januari 2026; samakan "
                "keduanya; yang dipakai adalah nama lembar [month-differs]"
            )
        ],
    )


def listed(*records: tuple[object, object, str], head: Sequence[str] = ("Bulan", "Tahun")) -> Rows:
    return [["NIP", *head, "Rating Hasil Kerja", "Predikat Kinerja"], *([A, m, y, "", word] for m, y, word in records)]


@pytest.mark.parametrize(
    ("records", "want"),
    [
        ([("I", 2026, "Baik"), ("II", 2026, "Sangat Baik")], "100.00"),
        ([("Februari", 2026, "Sangat Baik"), ("Januari", 2026, "Baik")], "100.00"),
        ([(2, 2026, "Sangat Baik"), (1, 2026, "Baik")], "100.00"),
        ([("Des 2025", "", "Kurang"), ("Jan 2026", "", "Baik")], "80.00"),
        ([("Des 25", "", "Kurang"), ("Jan 26", "", "Baik")], "80.00"),
        ([("12", 2025, "Kurang"), ("01", 2026, "Baik")], "80.00"),
        ([(date(2026, 2, 1), "", "Sangat Baik"), ("01/2026", "", "Baik")], "100.00"),
        # The year as a whole gives way to its months.
        ([("Tahunan", 2026, "Kurang"), ("Maret", 2026, "Baik")], "80.00"),
        ([("", 2026, "Kurang")], "40.00"),
    ],
)
def test_a_column_tells_the_month_of_each_record(
    tmp_path: Path, records: Sequence[tuple[object, object, str]], want: str
) -> None:
    made = office(tmp_path, predikat(), STAFF, {"Rekap": listed(*records)})
    assert total(made, A) == want


def test_a_sheet_with_a_column_of_months_is_no_recap_of_the_sheets_of_months(tmp_path: Path) -> None:
    sheets = {"Januari": recap("Baik"), "Susulan": listed(("Februari", 2026, "Kurang"))}
    made = office(tmp_path, predikat(), STAFF, sheets)
    assert (total(made, A), told(made)) == ("40.00", [])


def test_records_of_a_whole_year_beside_months_are_told(tmp_path: Path) -> None:
    head = ["NIP", "Rencana Hasil Kerja", "Bulan", "Target", "Realisasi"]
    records = [[A, "H", "Januari", 10, 10], [A, "H", "", 10, 0], [B, "H", "", 10, 5], [A, "H", "Desember 2025", 10, 0]]
    made = office(tmp_path, measured("targets.achievement"), STAFF, {"SKP": [head, *records]})
    # A has a month, B has none; December 2025 is before the period.
    assert (value(made, A), value(made, B), value(made, C)) == ("100", "50", None)
    assert told(made) == [
        (
            "berkas2.xlsx:SKP!A3: 1 catatan setahun penuh tidak dihitung karena orangnya mempunyai catatan bulanan, mulai dari yang "
            "ini; hapus catatan bulanannya bila justru catatan setahun yang harus dipakai [records-yearly]"
        ),
        f"berkas2.xlsx:SKP!A5: {OUTSIDE.format(count=1)}",
    ]


def test_a_month_that_cannot_be_read_is_told_at_its_cell(tmp_path: Path) -> None:
    assert refused(tmp_path, predikat(), STAFF, {"Rekap": listed(("Jnuari", 2026, "Baik"), ("Mei", 2026, "Baik"))}) == [
        (
            'berkas2.xlsx:Rekap!B2: "Jnuari" bukan bulan; tulis seperti Januari, 1, I, atau Januari 2026 [month-unreadable]'
        )
    ]


def test_recaps_below_each_other_with_a_column_of_months_add_up(tmp_path: Path) -> None:
    head = ["NIP", "Bulan", "HK", "H", "S", "I", "C", "DL", "TK"]
    months = [[A, "Januari", 20, 14, 0, 0, 2, 1, 3], [A, "Februari", 20, 20, 0, 0, 0, 0, 0]]
    made = office(tmp_path, measured("attendance.share"), STAFF, {"Rekap": [head, *months]})
    # January 17 days to be worked, 3 absent; February 20: 34 of 37.
    assert (value(made, A), told(made)) == ("3400/37", [])


def test_months_of_the_same_roman_number_and_one_file_each(tmp_path: Path) -> None:
    first: Mapping[str, Rows] = {"Sheet1": recap("Baik", "BULAN : JANUARI", "TAHUN : 2026")}
    second: Mapping[str, Rows] = {"Sheet1": recap("Kurang", "BULAN : DESEMBER", "TAHUN : 2025")}
    made = office(tmp_path, predikat(), STAFF, first, second)
    assert (total(made, A), told(made)) == ("80.00", [f"berkas3.xlsx:Sheet1!B4: {OUTSIDE.format(count=1)}"])


def test_a_form_bears_the_name_of_a_person_and_not_of_a_month(tmp_path: Path) -> None:
    def form(nip: str, result: int) -> Rows:
        return [
            ["PERIODE PENILAIAN : 1 JANUARI SD 31 DESEMBER 2026"],
            ["PEGAWAI YANG DINILAI"],
            ["NAMA", "Contoh"],
            ["NIP", nip],
            ["NO", "RENCANA HASIL KERJA", "ASPEK", "TARGET", "REALISASI BERDASARKAN BUKTI DUKUNG"],
            [1, "Laporan", "Kuantitas", 10, result],
        ]

    # July to December: a sheet called after June would be before the period, and the others yearly beside it.
    half = HEAD.replace("2026-01-01, end: 2026-01-31", "2026-07-01, end: 2026-12-31")
    made = office(tmp_path, measured("targets.achievement", half), STAFF, {"Juni A": form(A, 8), "Bunga": form(B, 9)})
    assert (value(made, A), value(made, B)) == ("80", "90")


def test_a_form_of_the_year_beside_a_list_of_a_month_is_of_its_person(tmp_path: Path) -> None:
    form = [
        ["PEGAWAI YANG DINILAI"],
        ["NIP", B],
        ["NO", "RENCANA HASIL KERJA", "ASPEK", "TARGET", "REALISASI BERDASARKAN BUKTI DUKUNG"],
        [1, "Laporan", "Kuantitas", 10, 9],
    ]
    made = office(tmp_path, measured("targets.achievement"), STAFF, {"Januari": skp(("H", 8)), "SKP 2026": form})
    assert (value(made, A), value(made, B)) == ("80", "90")


def test_a_yearly_sheet_that_still_has_the_title_of_a_month_is_yearly(tmp_path: Path) -> None:
    sheets = {"Januari": recap("Baik", "BULAN JANUARI 2026"), "Tahunan": recap("Kurang", "BULAN JANUARI 2026")}
    made = office(tmp_path, predikat(), STAFF, sheets)
    assert (total(made, A), told(made)) == ("80.00", [f"berkas2.xlsx:Tahunan: {RECAP}"])


def test_the_month_of_sheets_with_dates_does_not_matter(tmp_path: Path) -> None:
    daily = [["BULAN FEBRUARI 2026"], ["NIP", "Tanggal", "Scan Masuk"], [A, date(2026, 1, 5), "07:30"]]
    made = office(tmp_path, measured("attendance.share"), STAFF, {"Januari": daily})
    assert (value(made, A), told(made)) == ("100", [])


# What workbooks cannot show as plainly: records in memory.


def test_a_year_as_a_whole_gives_way_to_months_of_that_year_only() -> None:
    book = logbook("ekinerja", [0, 0], months=[0, 1], years=[2025, 2026], predikat=["Kurang", "Baik"])
    one = EKINERJA({"ekinerja": book}, setting(start="2025-01-01", end="2026-12-31"))
    assert (one.words.tolist(), one.used.tolist(), messages(one)) == (["Baik"], [0, 1], [])
    book = logbook("ekinerja", [0, 0], months=[0, 1], years=[2026, 2026], predikat=["Kurang", "Baik"])
    one = EKINERJA({"ekinerja": book}, setting(start="2025-01-01", end="2026-12-31"))
    assert (one.words.tolist(), one.used.tolist()) == (["Baik"], [1])


def test_whose_month_could_be_of_two_years_has_no_value() -> None:
    book = logbook("ekinerja", [0, 0, 1], months=[3, 4, 4], years=[2026, 0, 2026], predikat=["Baik", "Kurang", "Baik"])
    one = EKINERJA({"ekinerja": book}, setting(people=2, start="2025-01-01", end="2026-12-31"))
    assert (one.words.tolist(), one.known.tolist()) == (["", "Baik"], [False, True])
    assert [f.code for f in one.findings] == ["month-year"]
    assert messages(one, "en")[0] == (
        "catatan.xlsx:S0: 1 records of the month April without a year, while the period has it more than once; write the year: in the "
        "name of the sheet (Januari 2026), above its table, or in a column Tahun [month-year]"
    )


def test_feedback_shown_by_role_is_that_of_the_period() -> None:
    forms_ = {"peran": ["rekan"] * 4, "akuntabel": ["80", "80", "80", "20"]}
    book = logbook("feedback", [0] * 4, months=[1, 1, 1, 6], **forms_)
    shown = by_role(book, setting(start="2026-01-01", end="2026-01-31"))
    assert (shown["rekan"].raters.tolist(), str(shown["rekan"].values.value(0))) == ([3], "80")


def test_the_score_of_a_year_is_that_of_the_year_beside_those_of_its_months() -> None:
    marks = {"tahun": ["2025", "2025", "2024"], "nilai_lalu": ["80", "100", "60"]}
    book = logbook("history", [0] * 3, months=[0, 12, 12], **marks)
    # 2025 as a whole 80, of 2024 only December: 70.
    one = CONDUCT["history.score"]({"history": book}, setting())
    assert (values_of(one), one.used.tolist()) == ([70], [0, 2])


# Typed scores by month follow the same rules.


@pytest.mark.parametrize(("combine", "want"), [("mean", "70.00"), ("latest", "80.00")])
def test_typed_scores_of_a_month_outside_the_period_do_not_count(tmp_path: Path, combine: str, want: str) -> None:
    def typed(mark: int) -> Rows:
        return [["NIP", "Nama", "Unit Kerja", "Disiplin"], [A, "Adnan", "Dinas", mark]]

    book = rules(f"indicators: {{disiplin: {{weight: 100, combine: {combine}}}}}", YEAR)
    made = office(tmp_path, book, {"Des 2025": typed(10), "Januari": typed(60), "Feb 2026": typed(80)})
    assert (total(made, A), [m for m in told(made) if "Des" in m]) == (
        want,
        [
            (
                "berkas1.xlsx:Des 2025: lembar tidak dibaca karena bulannya di luar periode; tidak perlu tindakan, atau perbaiki nama "
                "lembarnya atau period di buku aturan [sheet-outside]"
            )
        ],
    )


def test_of_typed_scores_over_two_years_the_latest_is_that_of_the_later_year(tmp_path: Path) -> None:
    def typed(mark: int) -> Rows:
        return [["NIP", "Nama", "Unit Kerja", "Disiplin"], [A, "Adnan", "Dinas", mark]]

    book = rules("indicators: {disiplin: {weight: 100, combine: latest}}", JULY_ON)
    # July 2025 to June 2026: December is of 2025, January of 2026.
    made = office(tmp_path, book, {"Januari": typed(80), "Desember": typed(10)})
    assert total(made, A) == "80.00"
