"""The sheets of records in the form: recognised by their headings, measured exactly when filled in, and filled in for the example."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from asn_eval.check.headings import Vocabulary
from asn_eval.check.months import months_of
from asn_eval.pipeline import Choices, Evaluation, Policy, Refusal, evaluate
from asn_eval.present.form.records import fields_of, record_kinds, record_sheets, sheet_name
from asn_eval.present.form.sample import PEOPLE, profile_for, sample_rows
from asn_eval.present.form.sample_records import sample_records
from asn_eval.present.form.template import write_sample, write_start, write_template
from asn_eval.read.sheet import Book
from asn_eval.read.workbook import read_book
from asn_eval.rules.evidence import KINDS
from asn_eval.rules.load import load_text
from asn_eval.rules.measures import SOURCES, WORDS
from asn_eval.rules.rulebook import Rulebook
from evidence_offices import DAY, HEAD, ROSTER, A, B, rules, value

BUKTI = Path(__file__).parents[1] / "examples/dinas-contoh-bukti/indicators.yaml"
YEAR = """
    period: {start: 2026-01-01, end: 2026-12-31}
    calendar: {years: {"2026": {holidays: [2026-01-01, 2026-01-16]}}}
"""
RATINGS = "{di atas ekspektasi: 110, sesuai ekspektasi: 95, di bawah ekspektasi: 80}"
PREDIKAT = "{Sangat Baik: 100, Baik: 85, Butuh Perbaikan: 60, Kurang: 40, Sangat Kurang: 20}"
SANCTIONS = "{tidak ada: 100, ringan: 70, sedang: 40, berat: 0}"
LESS = {
    "attendance.absent_days": 30,
    "attendance.absent_run": 10,
    "attendance.late_minutes": 300,
    "attendance.early_minutes": 300,
    "attendance.deduction": 30,
    "complaints.response_hours_median": 72,
    "complaints.response_hours_p90": 72,
    "complaints.response_days_median": 10,
    "complaints.response_days_p90": 10,
    "complaints.backlog": 5,
}
DEDUCTIONS = """records:
  attendance: {deductions: {"5": 0.5, "16": 1}, early_deductions: {"1": 0.5}, absent_deduction: 3}
"""


def scale_of(measure: str) -> str:
    if measure in WORDS:
        tables = {"sanctions.active_level": SANCTIONS, "ekinerja.hasil": RATINGS, "ekinerja.perilaku": RATINGS}
        return f"{{table: {tables.get(measure, PREDIKAT)}}}"
    if measure in LESS:
        return f"{{max: {LESS[measure]}, direction: lower}}"
    return {"targets.achievement": "{max: 120, best: 120}", "training.jp": "{max: 40}"}.get(measure, "{max: 100}")


def measured(measure: str, more: str = "", head: str = YEAR, extra: str = "") -> Rulebook:
    """A rulebook of one indicator that everybody must have records for, on a scale an office would choose."""
    text = f"indicators: {{ukuran: {{weight: 100, measure: {measure}, scale: {scale_of(measure)}{extra}}}}}\n"
    return rules(text + (more or DEDUCTIONS), head)


def form(rulebook: Rulebook, language: str = "id", rows: int = 500) -> Workbook:
    target = BytesIO()
    write_template(target, rulebook, language, rows)
    return openpyxl.load_workbook(target)


def headings(sheet: Worksheet) -> list[str]:
    return [cell.value for cell in sheet[1]]


def fill(path: Path, rulebook: Rulebook, rows: Mapping[str, Sequence[Mapping[str, object]]]) -> Path:
    """Fill in the form as a clerk does: each value below the heading it has in that sheet."""
    book = form(rulebook)
    for name, filled in rows.items():
        at = {heading: number for number, heading in enumerate(headings(book[name]), 1)}
        for row, values in enumerate(filled, 2):
            for heading, typed in values.items():
                book[name].cell(row, at[heading]).value = typed
    book.save(path)
    return path


def office_roster() -> list[dict[str, object]]:
    return [dict(zip(ROSTER[2][1:], row[1:], strict=True)) for row in ROSTER[3:]]


def evaluated(path: Path, rulebook: Rulebook, day: date = DAY) -> Evaluation:
    read = read_book(path)
    assert isinstance(read, Book), read
    made = evaluate((read,), Policy(rulebook, "indicators.yaml"), Choices(day))
    assert isinstance(made, Evaluation), [f.message() for f in made.findings]
    return made


def measured_from(
    path: Path, rulebook: Rulebook, sheet: str, rows: Sequence[Mapping[str, object]], day: date = DAY
) -> Evaluation:
    """What an office of three measures when it fills in one sheet of records of its form, which it does without a finding."""
    made = evaluated(fill(path, rulebook, {"Pegawai": office_roster(), sheet: rows}), rulebook, day)
    assert [f.message() for f in made.findings] == []
    return made


def sources(made: Evaluation) -> dict[str, str]:
    return {source.sheet: source.kind for source in made.dossier.sources if source.kind != "ignored"}


def loosely(measure: str, more: str = "", scale: str = "", head: str = HEAD) -> Rulebook:
    """One indicator nobody needs records for, so that three people are enough to see what one of them is measured by."""
    scale = scale or ("{max: 1000, direction: lower}" if measure in LESS else "{max: 1000, best: 120}")
    return rules(
        f"indicators: {{ukuran: {{weight: 100, measure: {measure}, missing: renormalise, scale: {scale}}}}}\n{more}",
        head,
    )


# Recognised and measured, kind by kind.


def test_a_filled_month_of_attendance_is_measured(tmp_path: Path) -> None:
    rows = [
        {"NIP": A, "Nama": "Adnan Contohna", "Bulan": "Januari", "Hari Kerja": 20, "Hadir": 17, "Cuti": 1, "Alpa": 2},
        {"NIP": B, "Bulan": "Januari", "Hari Kerja": 20, "Hadir": 16.5, "Sakit": 1, "Izin": 1, "DL": 1.5, "Alpa": 0},
    ]
    made = measured_from(tmp_path / "isi.xlsx", loosely("attendance.share"), "Rekap presensi bulanan", rows)
    assert sources(made) == {"Pegawai": "roster", "Rekap presensi bulanan": "attendance-recap"}
    assert (value(made, A), value(made, B)) == ("1700/19", "100")


def test_filled_minutes_of_a_month_are_measured(tmp_path: Path) -> None:
    rows = [{"NIP": A, "Bulan": "Januari", "Hari Kerja": 20, "Hadir": 20, "Plg. Cepat": 45}]
    made = measured_from(tmp_path / "isi.xlsx", loosely("attendance.early_minutes"), "Rekap presensi bulanan", rows)
    assert value(made, A) == "45"


def test_filled_days_of_attendance_are_measured(tmp_path: Path) -> None:
    day = {"NIP": A, "Scan Masuk": time(7, 40), "Scan Pulang": time(16, 0)}
    rows = [
        {**day, "Tanggal": datetime(2026, 1, 5), "Scan Masuk": time(7, 30)},
        {**day, "Tanggal": datetime(2026, 1, 6)},
        {"NIP": A, "Tanggal": datetime(2026, 1, 7)},
        {"NIP": A, "Tanggal": datetime(2026, 1, 8), "Pengecualian": "Cuti"},
        {"NIP": A, "Tanggal": datetime(2026, 1, 9), "Pengecualian": "WFH"},
    ]
    rulebook = loosely("attendance.deduction", DEDUCTIONS)
    made = measured_from(tmp_path / "isi.xlsx", rulebook, "Presensi harian", rows)
    assert sources(made) == {"Pegawai": "roster", "Presensi harian": "attendance"}
    # Ten minutes late cut a half, one day away cuts three.
    assert value(made, A) == "7/2"


def test_filled_cases_are_measured_by_the_clock_and_by_their_class(tmp_path: Path) -> None:
    received = datetime(2026, 1, 5, 8, 0)
    kind = "Permintaan Informasi"
    rows = [
        {"NIP Petugas": A, "Nomor Aduan": "1", "Klasifikasi": kind, "Diterima": received, "Ditanggapi": datetime(2026, 1, 5, 9, 30)},
        {"NIP Petugas": f"{A}; {B}", "Nomor Aduan": "2", "Diterima": received, "Ditanggapi": datetime(2026, 1, 5, 14, 0)},
    ]  # fmt: skip
    hours = loosely("complaints.response_hours_median")
    made = measured_from(tmp_path / "jam.xlsx", hours, "Daftar aduan", rows)
    assert sources(made) == {"Pegawai": "roster", "Daftar aduan": "complaints"}
    # Five hours less the break for the second, which counts for both.
    assert (value(made, A), value(made, B)) == ("13/4", "5")
    days = [
        {"NIP Petugas": A, "Klasifikasi": kind, "Diterima": datetime(2026, 1, 5), "Selesai": datetime(2026, 1, 12)},
        {"NIP Petugas": A, "Klasifikasi": kind, "Diterima": datetime(2026, 1, 5), "Selesai": datetime(2026, 1, 13)},
    ]
    made = measured_from(tmp_path / "hari.xlsx", loosely("complaints.solved_in_time"), "Daftar aduan", days)
    assert value(made, A) == "50"


def test_filled_satisfaction_is_measured(tmp_path: Path) -> None:
    rows = [{"NIP Petugas": A, "Diterima": datetime(2026, 1, 5), "Kepuasan": score} for score in (4, 3, None)]
    made = measured_from(tmp_path / "isi.xlsx", loosely("complaints.satisfaction"), "Daftar aduan", rows)
    assert value(made, A) == "175/2"


def test_filled_targets_are_measured(tmp_path: Path) -> None:
    one = {"NIP": A, "Kategori": "Utama", "Rencana Hasil Kerja": "Dokumen"}
    rows = [
        {**one, "Aspek": "Kuantitas", "Indikator Kinerja Individu": "Jumlah", "Target": 10, "Realisasi": 9},
        {**one, "Aspek": "Waktu", "Target": 10, "Realisasi": 11},
        {"NIP": A, "Rencana Hasil Kerja": "Keluhan", "Target": 4, "Realisasi": 5, "Arah": "Turun"},
        {"NIP": A, "Rencana Hasil Kerja": "Indeks", "Target": 80, "Realisasi": 75, "Baseline": 70},
        {"NIP": A, "Kategori": "Tambahan", "Rencana Hasil Kerja": "Panitia", "Target": 2, "Realisasi": 2},
    ]
    rulebook = loosely("targets.achievement", "records: {targets: {main: 90, additional: 10}}")
    made = measured_from(tmp_path / "isi.xlsx", rulebook, "Target dan realisasi SKP", rows)
    assert sources(made) == {"Pegawai": "roster", "Target dan realisasi SKP": "targets"}
    # (90 + 75 + 50) / 3 of the main tasks at 90 percent, 100 of the additional one at 10.
    assert value(made, A) == "149/2"


def test_filled_forms_of_feedback_are_measured(tmp_path: Path) -> None:
    values = dict.fromkeys(
        [f.headings[0] for name, f in KINDS["feedback"].fields.items() if name in fields_of_feedback()], 4
    )
    rows = [
        {"NIP Dinilai": A, "Peran": "atasan", "Nama Penilai": "Nadia Umpamasari", **values},
        {"NIP Dinilai": A, "Peran": "rekan", "Nama Penilai": "Bunga Misalan", **values, "Loyal": 5, "Adaptif": None},
    ]
    rulebook = loosely("feedback.score", "records: {feedback: {roles: {atasan: 60, rekan: 40}}}", "{min: 1, max: 5}")
    made = measured_from(tmp_path / "isi.xlsx", rulebook, "Umpan balik", rows)
    assert sources(made) == {"Pegawai": "roster", "Umpan balik": "feedback"}
    assert value(made, A) == "61/15"


def fields_of_feedback() -> tuple[str, ...]:
    return tuple(f for f in fields_of("feedback", loosely("feedback.score")) if f not in {"peran", "nama_penilai"})


def test_filled_innovations_are_measured(tmp_path: Path) -> None:
    one = {
        "NIP": A,
        "Judul Inovasi": "Loket",
        "Tingkat": "instansi",
        "Peran": "anggota",
        "Tanggal": datetime(2026, 1, 5),
    }
    rows = [{**one, "Diterapkan": "Tidak", "Terverifikasi": "Ya"}]
    made = measured_from(tmp_path / "isi.xlsx", loosely("innovations.points"), "Daftar inovasi", rows)
    assert sources(made) == {"Pegawai": "roster", "Daftar inovasi": "innovations"}
    # 40 points of the level, 60 percent of the role, half as it is not adopted.
    assert value(made, A) == "12"


def test_filled_sanctions_and_an_empty_list_are_measured(tmp_path: Path) -> None:
    rulebook = loosely("sanctions.active_level", scale=f"{{table: {SANCTIONS}}}")
    rows = [{"NIP": A, "Tingkat Hukuman": "sedang", "Mulai Hukuman": datetime(2026, 1, 5)}]
    made = measured_from(tmp_path / "isi.xlsx", rulebook, "Hukuman disiplin", rows)
    assert sources(made) == {"Pegawai": "roster", "Hukuman disiplin": "sanctions"}
    assert (value(made, A), value(made, B)) == ("40", "100")
    # Nobody needs a row who has no sanction.
    made = measured_from(tmp_path / "kosong.xlsx", rulebook, "Hukuman disiplin", [])
    assert (value(made, A), value(made, B)) == ("100", "100")


def test_filled_training_is_measured(tmp_path: Path) -> None:
    rows = [{"NIP": A, "Nama Pelatihan": name, "JP": 7.5, "Tanggal": datetime(2026, 2, 2)} for name in ("Satu", "Dua")]
    made = measured_from(tmp_path / "isi.xlsx", loosely("training.jp"), "Riwayat pelatihan", rows)
    assert sources(made) == {"Pegawai": "roster", "Riwayat pelatihan": "training"}
    assert value(made, A) == "15"


def test_filled_earlier_years_are_measured(tmp_path: Path) -> None:
    rows = [{"NIP": A, "Tahun": 2025, "Nilai": 90.5, "Predikat": "Baik"}, {"NIP": A, "Tahun": 2024, "Nilai": 88}]
    made = measured_from(tmp_path / "nilai.xlsx", loosely("history.score"), "Riwayat penilaian", rows)
    assert sources(made) == {"Pegawai": "roster", "Riwayat penilaian": "history"}
    assert value(made, A) == "357/4"
    by_word = loosely("history.predikat", scale=f"{{table: {PREDIKAT}}}")
    assert value(measured_from(tmp_path / "predikat.xlsx", by_word, "Riwayat penilaian", rows), A) == "85"


def test_filled_ekinerja_is_measured_and_two_ratings_give_the_predikat(tmp_path: Path) -> None:
    head = YEAR
    rows = [
        {"NIP": A, "Bulan": "Januari", "Predikat Kinerja Pegawai": "Sangat Baik"},
        {"NIP": A, "Bulan": "Februari", "Rating Hasil Kerja": "sesuai ekspektasi", "Rating Perilaku Kerja": "di atas ekspektasi"},
    ]  # fmt: skip
    rulebook = loosely("ekinerja.predikat", scale=f"{{table: {PREDIKAT}}}", head=head)
    made = measured_from(tmp_path / "isi.xlsx", rulebook, "Rekap e-Kinerja", rows)
    assert sources(made) == {"Pegawai": "roster", "Rekap e-Kinerja": "ekinerja"}
    assert value(made, A) == "85"


# The form itself.


def test_only_what_people_type_has_a_column_in_nilai() -> None:
    mixed = """
        indicators:
          sikap: {weight: 40}
          pelatihan: {weight: 30, measure: training.jp, scale: {max: 40}}
          aduan: {weight: 30, measure: complaints.backlog, scale: {max: 5, direction: lower}}
    """
    book = form(rules(mixed))
    assert book.sheetnames == ["Petunjuk", "Pegawai", "Nilai", "Daftar aduan", "Riwayat pelatihan"]
    assert headings(book["Nilai"]) == ["NIP", "Nama", "Sikap"]
    only = form(rules(mixed.replace("sikap: {weight: 40}", "sikap: {weight: 40, measure: history.score}")))
    assert only.sheetnames == ["Petunjuk", "Pegawai", "Daftar aduan", "Riwayat pelatihan", "Riwayat penilaian"]


@pytest.mark.parametrize(
    ("measures", "kind"),
    [
        (("attendance.share",), "attendance-recap"),
        (("attendance.absent_days", "attendance.late_minutes", "attendance.early_minutes"), "attendance-recap"),
        (("attendance.share", "attendance.absent_run"), "attendance"),
        (("attendance.deduction",), "attendance"),
    ],
)
def test_attendance_is_asked_for_by_the_month_where_a_recap_will_do(measures: Sequence[str], kind: str) -> None:
    leaves = ", ".join(f"u{n}: {{weight: 10, measure: {m}, scale: {scale_of(m)}}}" for n, m in enumerate(measures))
    assert record_kinds(rules(f"normalise: true\nindicators: {{{leaves}}}\n{DEDUCTIONS}")) == (kind,)


def test_a_condition_on_runs_of_absence_asks_for_days() -> None:
    award = "awards: {hadir: {title: Hadir, quota: 1, requires: [{fact: attendance.absent_run, at_most: 2}]}}"
    assert record_kinds(measured("attendance.share", award)) == ("attendance",)


def test_a_column_only_some_rulebooks_need_is_there_for_them_alone() -> None:
    assert fields_of("complaints", measured("complaints.backlog"))[-1] == "selesai"
    assert fields_of("complaints", measured("complaints.satisfaction"))[-1] == "kepuasan"
    archived = measured("complaints.backlog", "records: {complaints: {archived: exclude}}")
    assert fields_of("complaints", archived)[-2:] == ("selesai", "status")
    recap = ["bulan", "hari_kerja", "hadir", "cuti", "dinas", "sakit", "izin", "alpa"]
    assert list(fields_of("attendance-recap", measured("attendance.share"))) == recap
    assert list(fields_of("attendance-recap", measured("attendance.late_minutes"))) == [*recap, "terlambat"]
    by_minutes = measured("attendance.absent_days", "records: {attendance: {minutes_per_absence_day: 450}}")
    assert list(fields_of("attendance-recap", by_minutes)) == [*recap, "terlambat", "pulang_cepat"]
    # Two years have some month twice.
    two = YEAR.replace("start: 2026-01-01", "start: 2025-07-01").replace('"2026": {', '"2025": {}, "2026": {')
    assert fields_of("ekinerja", measured("ekinerja.predikat", head=two))[:2] == ("bulan", "tahun")
    assert fields_of("ekinerja", measured("ekinerja.predikat"))[:2] == ("bulan", "hasil")


@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_is_named_for_its_kind_and_is_no_month(kind: str) -> None:
    name = sheet_name(kind)
    assert name.casefold() == KINDS[kind].title["id"].casefold()
    assert name[0].isupper()
    assert len(name) <= 31
    assert months_of([name, "Januari"])[0] is None


@pytest.mark.parametrize("measure", SOURCES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_heading_is_one_that_reading_knows_for_its_kind(measure: str, language: str) -> None:
    rulebook = measured(measure)
    for sheet in record_sheets(rulebook, language):
        vocabulary = Vocabulary(rulebook, None, sheet.kind)
        assert [vocabulary.target(column.heading) for column in sheet.columns] == [c.field for c in sheet.columns]
        # The first heading of the vocabulary is the one an office sees everywhere.
        fields = KINDS[sheet.kind].fields
        assert [c.heading for c in sheet.columns[2:]] == [fields[c.field].headings[0] for c in sheet.columns[2:]]
        assert KINDS[sheet.kind].fits([c.field for c in sheet.columns])
    assert form(rulebook, language).sheetnames == form(rulebook).sheetnames


def rule_of(sheet: Worksheet, heading: str) -> DataValidation | None:
    letters = sheet.cell(1, headings(sheet).index(heading) + 1).column_letter
    return next((v for v in sheet.data_validations.dataValidation if str(v.sqref).startswith(f"{letters}2")), None)


def chosen(sheet: Worksheet, heading: str) -> list[str]:
    rule = rule_of(sheet, heading)
    assert rule is not None
    assert rule.type == "list"
    # A word of the office's own may be typed all the same.
    assert rule.errorStyle == "warning"
    return rule.formula1.strip('"').split(",")


def test_words_are_chosen_from_the_rulebook_and_the_law() -> None:
    more = """
        records:
          attendance: {excused: {DLK: dinas}, codes: {TL1: 0.5}, absent_deduction: 3}
          innovations: {levels: {desa: 10, kota: 40}, roles: {ketua: 100, anggota: 50}}
          feedback: {roles: {atasan: 60, mitra: 40}}
    """
    parts = (
        "attendance.deduction",
        "complaints.backlog",
        "innovations.points",
        "feedback.score",
        "sanctions.active_level",
    )
    parts += ("ekinerja.predikat", "history.predikat", "targets.achievement")
    leaves = ", ".join(f"u{n}: {{weight: 10, measure: {m}, scale: {scale_of(m)}}}" for n, m in enumerate(parts))
    book = form(rules(f"normalise: true\nindicators: {{{leaves}}}{more.replace(chr(10) + '        ', chr(10))}", YEAR))
    assert chosen(book["Presensi harian"], "Pengecualian") == [
        "Cuti",
        "Dinas Luar",
        "Sakit",
        "Izin",
        "WFH",
        "Alpa",
        "DLK",
        "TL1",
    ]
    assert chosen(book["Daftar aduan"], "Klasifikasi") == [
        "Permintaan Informasi",
        "Pengaduan Tidak Berkadar Pengawasan",
        "Pengaduan Berkadar Pengawasan",
    ]
    assert chosen(book["Daftar inovasi"], "Tingkat") == ["desa", "kota"]
    assert chosen(book["Daftar inovasi"], "Peran") == ["ketua", "anggota"]
    assert (
        chosen(book["Daftar inovasi"], "Terverifikasi")
        == chosen(book["Daftar inovasi"], "Diterapkan")
        == ["Ya", "Tidak"]
    )
    assert chosen(book["Umpan balik"], "Peran") == ["atasan", "mitra"]
    assert chosen(book["Hukuman disiplin"], "Tingkat Hukuman") == ["ringan", "sedang", "berat"]
    ratings = ["di atas ekspektasi", "sesuai ekspektasi", "di bawah ekspektasi"]
    assert chosen(book["Rekap e-Kinerja"], "Rating Hasil Kerja") == ratings
    assert chosen(book["Rekap e-Kinerja"], "Rating Perilaku Kerja") == ratings
    predikat = ["Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang"]
    assert chosen(book["Rekap e-Kinerja"], "Predikat Kinerja Pegawai") == predikat
    assert chosen(book["Riwayat penilaian"], "Predikat") == predikat
    assert chosen(book["Rekap e-Kinerja"], "Bulan")[::11] == ["Januari", "Desember"]
    assert chosen(book["Target dan realisasi SKP"], "Kategori") == ["Utama", "Tambahan"]
    assert chosen(book["Target dan realisasi SKP"], "Aspek") == ["Kuantitas", "Kualitas", "Waktu", "Biaya"]
    assert chosen(book["Target dan realisasi SKP"], "Arah") == ["Naik", "Turun"]


def test_words_of_the_office_go_before_those_of_the_law() -> None:
    own = measured("complaints.backlog", "records: {complaints: {limits: {biasa: 5, berat: 20}}}")
    assert chosen(form(own)["Daftar aduan"], "Klasifikasi") == ["biasa", "berat"]
    aspects = measured("targets.achievement", "records: {targets: {lower_aspects: [waktu, risiko]}}")
    assert chosen(form(aspects)["Target dan realisasi SKP"], "Aspek")[-2:] == ["Biaya", "risiko"]
    old = measured("history.predikat", "records: {history: {predikat: {Buruk: Sangat Kurang}}}")
    assert chosen(form(old)["Riwayat penilaian"], "Predikat")[-1] == "Buruk"
    # A drop-down parts its words by commas.
    comma = measured("complaints.backlog", 'records: {complaints: {limits: {"ringan, biasa": 5}}}')
    assert rule_of(form(comma)["Daftar aduan"], "Klasifikasi") is None


def test_months_are_those_of_the_period() -> None:
    head = YEAR.replace("2026-01-01, end: 2026-12-31", "2026-03-16, end: 2026-05-15")
    book = form(measured("attendance.share", head=head))
    assert chosen(book["Rekap presensi bulanan"], "Bulan") == ["Maret", "April", "Mei"]


def test_numbers_are_held_within_what_they_can_be() -> None:
    def ends(sheet: Worksheet, heading: str) -> tuple[str, float, float]:
        rule = rule_of(sheet, heading)
        return rule.type, float(rule.formula1), float(rule.formula2)

    feedback = form(rules("indicators: {u: {weight: 100, measure: feedback.score, scale: {min: 1, max: 5}}}"))[
        "Umpan balik"
    ]
    assert ends(feedback, "Loyal") == ("decimal", 1, 5)
    assert rule_of(feedback, "Loyal").error == "Loyal: ketik angka 1 sampai 5."
    assert ends(form(measured("training.jp"))["Riwayat pelatihan"], "JP") == ("decimal", 0, 1000)
    assert ends(form(measured("complaints.satisfaction"))["Daftar aduan"], "Kepuasan") == ("decimal", 1, 4)
    history = form(measured("history.score"))["Riwayat penilaian"]
    assert ends(history, "Tahun") == ("decimal", 1950, 2100)
    assert ends(history, "Nilai") == ("decimal", 0, 100)
    assert ends(form(measured("attendance.share"))["Rekap presensi bulanan"], "Hadir") == ("decimal", 0, 366)
    # A target is whatever is counted.
    assert rule_of(form(measured("targets.achievement"))["Target dan realisasi SKP"], "Target") is None


def test_a_bent_scale_of_feedback_says_its_range_by_its_points() -> None:
    bent = rules("indicators: {u: {weight: 100, measure: feedback.score, scale: {points: [[1, 0], [4, 100]]}}}")
    rule = rule_of(form(bent)["Umpan balik"], "Akuntabel")
    assert (float(rule.formula1), float(rule.formula2)) == (1, 4)


def formats(sheet: Worksheet) -> dict[str, str]:
    """The format of each whole column; like ones beside each other are stored as one."""
    stored = {n: d.number_format for d in sheet.column_dimensions.values() for n in range(d.min, d.max + 1)}
    return {heading: stored[number] for number, heading in enumerate(headings(sheet), 1)}


def test_nip_dates_and_clocks_are_kept_as_what_they_are() -> None:
    daily = form(measured("attendance.deduction"), rows=4)["Presensi harian"]
    assert formats(daily) == {
        "NIP": "@", "Nama": "@", "Tanggal": "dd/mm/yyyy", "Scan Masuk": "hh:mm", "Scan Pulang": "hh:mm", "Pengecualian": "@",
    }  # fmt: skip
    rule = rule_of(daily, "NIP")
    # Twenty-five working days for each of four people.
    assert (rule.type, rule.operator, rule.formula1, str(rule.sqref)) == ("textLength", "equal", "18", "A2:A101")
    assert (rule_of(daily, "Scan Masuk").type, rule_of(daily, "Scan Masuk").error) == (
        "time",
        "Ketik jam dan menit, misalnya 07:45.",
    )
    assert rule_of(daily, "Tanggal").type == "date"
    timed, by_day = form(measured("complaints.response_hours_p90")), form(measured("complaints.response_days_p90"))
    for book, shown in ((timed, "dd/mm/yyyy hh:mm"), (by_day, "dd/mm/yyyy")):
        sheet = book["Daftar aduan"]
        assert {formats(sheet)[heading] for heading in ("Diterima", "Ditanggapi", "Selesai")} == {shown}
    assert rule_of(timed["Daftar aduan"], "Diterima").error == "Ketik tanggal dan jam, misalnya 17/08/2026 09:15."


def test_several_who_handled_a_case_may_stand_in_one_cell() -> None:
    rule = rule_of(form(measured("complaints.backlog"))["Daftar aduan"], "NIP Petugas")
    assert (rule.type, rule.formula1) == ("custom", 'MOD(LEN(SUBSTITUTE(A2," ",""))+1,19)=0')
    assert rule.error == "Ketik NIP 18 angka sebagai teks; beberapa NIP dipisahkan titik koma."


def notes(rulebook: Rulebook, sheet: str, language: str = "id") -> dict[str, str]:
    return {cell.value: cell.comment.text for cell in form(rulebook, language)[sheet][1] if cell.comment}


def test_the_notes_say_what_is_expected_and_what_must_be_filled() -> None:
    assert notes(measured("complaints.solved_in_time"), "Daftar aduan") == {
        "NIP Petugas": (
            "NIP petugas yang menangani: 18 angka, sebagai Teks. Bila beberapa orang, pisahkan dengan titik koma; aduannya "
            "terhitung bagi masing-masing.\nWajib diisi."
        ),
        "Nama": "Hanya untuk memudahkan pembacaan; yang dipakai NIP-nya.",
        "Nomor Aduan": "Nomor aduan dari kanalnya; nomor yang sama dua kali dilaporkan.\nBoleh kosong.",
        "Klasifikasi": "Klasifikasi aduan, yang menentukan batas penyelesaiannya. Pilih dari daftar.\nWajib diisi.",
        "Diterima": "Tanggal aduan diterima kantor, misalnya 05/01/2026.\nWajib diisi.",
        "Ditanggapi": "Tanggal tanggapan pertama. Kosong: belum ditanggapi, atau langsung diselesaikan.\nBoleh kosong.",
        "Selesai": "Tanggal selesai. Kosong: belum selesai.\nBoleh kosong.",
    }
    assert notes(measured("complaints.response_hours_median"), "Daftar aduan")["Diterima"] == (
        "Tanggal dan jam aduan diterima kantor, misalnya 05/01/2026 09:15. Tanpa jam dihitung hari kerja penuh.\nWajib diisi."
    )
    assert notes(measured("complaints.backlog"), "Daftar aduan")["Klasifikasi"].endswith("\nBoleh kosong.")
    feedback = rules("indicators: {u: {weight: 100, measure: feedback.score, scale: {min: 1, max: 5}}}")
    assert notes(feedback, "Umpan balik")["Harmonis"] == (
        "Nilai 1 sampai 5. Kosong: tidak dinilai, dan keluar dari rata-rata formulir itu.\nBoleh kosong."
    )
    assert notes(feedback, "Umpan balik", "en")["Peran"] == (
        "What the rater is to the person rated. Choose from the list.\nMust be filled."
    )
    assert notes(measured("ekinerja.predikat"), "Rekap e-Kinerja")["Predikat Kinerja Pegawai"] == (
        "Predikat kinerja. Bila kosong, ditetapkan dari kedua rating.\nWajib diisi bila salah satu rating kosong."
    )
    # What stands beside a cell when it is chosen is the same note.
    sheet = form(measured("training.jp"))["Riwayat pelatihan"]
    assert rule_of(sheet, "JP").prompt == notes(measured("training.jp"), "Riwayat pelatihan")["JP"]


@pytest.mark.parametrize("measure", SOURCES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_column_has_a_note_that_a_workbook_can_show(measure: str, language: str) -> None:
    for sheet in record_sheets(measured(measure), language):
        for column in sheet.columns:
            assert column.note
            assert len(column.note) <= 255


def coloured(sheet: Worksheet) -> set[str]:
    return {rule.formula[0] for rules in sheet.conditional_formatting for rule in rules.rules}


def test_cells_that_must_be_filled_are_coloured_once_their_row_is_begun() -> None:
    begun = "COUNTA($A2:$E2)>0"
    assert coloured(form(measured("training.jp"))["Riwayat pelatihan"]) == {
        begun, f"AND({begun},ISBLANK(A2))", f"AND({begun},ISBLANK(D2))", f"AND({begun},ISBLANK(E2))",
    }  # fmt: skip
    begun = "COUNTA($A2:$F2)>0"
    assert coloured(form(measured("ekinerja.predikat"))["Rekap e-Kinerja"]) == {
        begun, f"AND({begun},ISBLANK(A2))", f"AND({begun},ISBLANK(F2),OR(ISBLANK(D2),ISBLANK(E2)))",
    }  # fmt: skip
    spared = "records: {innovations: {roles: {ketua: 100}, not_adopted: 100, unverified: 100}}"
    full, few = (
        {
            f.split("ISBLANK(")[1][0]
            for f in coloured(form(measured("innovations.points", more))["Daftar inovasi"])
            if "ISBLANK" in f
        }
        for more in ("", spared)
    )
    assert (full, few) == (set("ADEFGH"), set("ADH"))


def test_the_heading_row_stays_in_view_and_on_every_printed_page() -> None:
    sheet = form(measured("targets.achievement"))["Target dan realisasi SKP"]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.max_row) == ("C2", "$1:$1", 1)


# Petunjuk.


def lines(sheet: Worksheet) -> list[list[Any]]:
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]


def test_the_guide_names_the_sheet_of_each_measured_indicator() -> None:
    text = """
        indicators:
          sikap: {weight: 40}
          aduan:
            weight: 60
            parts:
              kecepatan: {weight: 50, measure: complaints.response_days_median, minimum_records: 5, scale: {max: 10, direction: lower}}
              disiplin: {weight: 50, measure: attendance.share, missing: renormalise}
    """
    guide = lines(form(rules(text))["Petunjuk"])
    at = next(n for n, line in enumerate(guide) if line[:1] == ["Kolom pada Nilai, atau lembar catatan"])
    head, typed, cases, days, sums = guide[at:]
    assert head == [
        "Kolom pada Nilai, atau lembar catatan",
        "Indikator",
        "Skala",
        'Bila kosong atau "-", atau catatan kurang',
        "Bobot",
    ]
    assert typed == [
        "C",
        "Sikap",
        "0 sampai 100, makin tinggi makin baik",
        'Kosong dilaporkan sebagai temuan dan harus diisi. Tanda "-" dilaporkan sebagai temuan.',
        "40%",
    ]
    assert cases == [
        "Daftar aduan\nminimal 5 catatan",
        "Kecepatan\n(Aduan)",
        (
            "Median hari kerja sampai tanggapan pertama. Skala: 0 sampai 10 hari, makin rendah makin baik; 10 berskor 0, "
            "0 berskor 100."
        ),
        "Tanpa catatan yang cukup dilaporkan sebagai temuan.",
        "30%",
    ]
    assert days == [
        "Rekap presensi bulanan",
        "Disiplin\n(Aduan)",
        "Bagian hari kerja yang dihadiri. Skala: 0 sampai 100%, makin tinggi makin baik.",
        "Tanpa catatan yang cukup tidak ikut dihitung: bobotnya dibagi ke indikator lain dan dicatat pada orangnya.",
        "30%",
    ]
    assert sums == ["Jumlah", "100%"]
    steps = [line[1] for line in guide if line and str(line[0]).rstrip(".").isdigit() and len(line) > 1]
    assert steps[3:6] == [
        (
            "Isi lembar Nilai: satu baris untuk satu orang, dengan NIP yang sama seperti pada lembar Pegawai. Nama hanya untuk "
            "memudahkan pembacaan."
        ),
        (
            "Isi lembar Rekap presensi bulanan dan Daftar aduan: satu baris untuk satu catatan, dengan NIP yang sama seperti pada "
            "lembar Pegawai. Satu orang boleh punya banyak baris; yang tidak punya catatan tidak perlu baris. Arti tiap kolom ada "
            "pada catatan di judulnya."
        ),
        (
            "Ekspor mesin presensi, SP4N-LAPOR, dan e-Kinerja boleh dipakai apa adanya, sebagai lembar lain dalam berkas ini atau "
            "sebagai berkas tersendiri yang disebut bersamanya; lembar catatan yang tidak terpakai dibiarkan kosong."
        ),
    ]
    labels = {line[0] for line in guide if line}
    assert {
        "Sel kosong pada lembar Nilai",
        "Sel kosong pada lembar catatan",
        "Tanggal dan jam",
        "Pegawai tanpa catatan",
    } <= labels


def test_the_guide_of_records_alone_says_nothing_of_nilai() -> None:
    book = form(measured("training.jp"))
    texts = [text for line in lines(book["Petunjuk"]) for text in line]
    assert not [text for text in texts if "lembar Nilai" in text or text == 'Tanda "-"']
    assert ["Lembar", "Indikator", "Skala", "Bila catatan kurang", "Bobot"] in lines(book["Petunjuk"])
    assert book["Petunjuk"].column_dimensions["A"].width > 19


def test_a_plain_rulebook_has_nothing_of_all_this() -> None:
    book = form(rules("indicators: {sikap: {weight: 100}}"))
    assert book.sheetnames == ["Petunjuk", "Pegawai", "Nilai"]
    texts = [str(text) for line in lines(book["Petunjuk"]) for text in line]
    assert not [text for text in texts if "catatan" in text]
    assert book["Petunjuk"].column_dimensions["A"].width < 9
    assert sample_records(rules("indicators: {sikap: {weight: 100}}")) == {}


# Empty sheets, and the worked example.


@pytest.mark.parametrize("measure", SOURCES)
def test_an_empty_form_tells_only_that_nobody_is_in_it(tmp_path: Path, measure: str) -> None:
    path = tmp_path / "kosong.xlsx"
    write_template(path, measured(measure), "id")
    read = read_book(path)
    assert isinstance(read, Book)
    made = evaluate((read,), Policy(measured(measure), "indicators.yaml"), Choices(DAY))
    assert isinstance(made, Refusal)
    assert [f.code for f in made.findings] == ["roster-empty"]


@pytest.mark.parametrize("kind", sorted({kind for kinds in SOURCES.values() for kind in kinds} - {"attendance"}))
def test_a_sheet_of_records_that_stays_empty_is_no_finding_where_nobody_needs_them(tmp_path: Path, kind: str) -> None:
    measure = next(m for m in SOURCES if kind in SOURCES[m])
    leaf = f"ukuran: {{weight: 50, measure: {measure}, missing: renormalise, scale: {scale_of(measure)}}}"
    rulebook = rules(f"coverage: 50\nindicators: {{sikap: {{weight: 50}}, {leaf}}}", YEAR)
    people, scores = sample_rows(rulebook)
    typed = [{"NIP": row["nip"], "Nama": row["nama"], "Sikap": row["sikap"]} for row in scores]
    known = {"nip": "NIP", "nama": "Nama", "jabatan": "Jabatan", "unit": "Unit Kerja"}
    roster = [{heading: row[field] for field, heading in known.items()} for row in people]
    made = evaluated(fill(tmp_path / "isi.xlsx", rulebook, {"Pegawai": roster, "Nilai": typed}), rulebook)
    assert [f.message() for f in made.findings] == []
    assert len(made.standings.order) == 12


def example(path: Path, rulebook: Rulebook, day: date = DAY, language: str = "id") -> Evaluation:
    write_sample(path, rulebook, language)
    made = evaluated(path, rulebook, day)
    assert [f.message() for f in made.findings] == []
    assert len(made.standings.order) == 12
    return made


@pytest.mark.parametrize("measure", SOURCES)
def test_the_example_scores_for_every_measure_and_the_better_do_better(tmp_path: Path, measure: str) -> None:
    rulebook = measured(measure)
    made = example(tmp_path / "contoh.xlsx", rulebook)
    totals = dict(zip([p.nip for p in PEOPLE], made.scores.total.units.tolist(), strict=True))
    ordered = [totals[p.nip] for p in sorted(PEOPLE, key=lambda person: -person.level)]
    assert sum(ordered[:4]) > sum(ordered[-4:])
    # The same records count when the year is young.
    early = example(tmp_path / "awal.xlsx", rulebook, date(2026, 3, 2))
    assert early.scores.total.units.tolist() == made.scores.total.units.tolist()


PERIODS = {
    "month": ("{start: 2026-02-01, end: 2026-02-28}", date(2026, 3, 2)),
    "quarter": ("{start: 2026-04-01, end: 2026-06-30}", date(2026, 7, 1)),
    "mid": ("{start: 2026-03-16, end: 2026-05-15}", date(2026, 6, 1)),
    "years": ("{start: 2025-07-01, end: 2026-08-31}", date(2026, 9, 1)),
}


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("measure", SOURCES)
def test_the_example_scores_for_every_period(tmp_path: Path, measure: str, period: str) -> None:
    days, day = PERIODS[period]
    head = f'\nperiod: {days}\ncalendar: {{week: 6, years: {{"2025": {{}}, "2026": {{holidays: [2026-02-17]}}}}}}\n'
    example(tmp_path / "contoh.xlsx", measured(measure, head=head), day)


@pytest.mark.parametrize("measure", SOURCES)
def test_the_example_scores_without_a_period(tmp_path: Path, measure: str) -> None:
    head = '\ncalendar: {years: {"2026": {}}}\n'
    example(tmp_path / "contoh.xlsx", measured(measure, head=head))


# A predikat rests on the records of the latest year alone, a clean list of sanctions on the list itself.
COUNTED = [m for m in SOURCES if m not in {"history.predikat", "sanctions.active_level"}]


@pytest.mark.parametrize("least", [3, 12])
@pytest.mark.parametrize("measure", COUNTED)
def test_the_example_has_records_enough(tmp_path: Path, measure: str, least: int) -> None:
    example(tmp_path / "contoh.xlsx", measured(measure, extra=f", minimum_records: {least}"))


TIGHT = {
    "attendance.share": "{min: 99}",
    "attendance.absent_days": "{max: 0.5, direction: lower}",
    "attendance.late_minutes": "{max: 10, direction: lower}",
    "attendance.deduction": "{max: 1, direction: lower}",
    "complaints.response_hours_median": "{max: 4, direction: lower}",
    "complaints.response_hours_p90": "{min: 1, max: 3, direction: lower}",
    "complaints.response_days_p90": "{max: 1, direction: lower}",
    "complaints.answered_in_time": "{min: 95}",
    "complaints.solved_in_time": "{min: 90}",
    "complaints.backlog": "{max: 0.5, direction: lower}",
    "targets.achievement": "{max: 100}",
    "feedback.score": "{min: 1, max: 4}",
    "innovations.points": "{max: 15}",
    "training.jp": "{max: 20}",
    "history.score": "{min: 60, max: 90}",
}


@pytest.mark.parametrize("measure", TIGHT)
def test_the_example_stays_on_a_scale_that_holds_little(tmp_path: Path, measure: str) -> None:
    text = f"indicators: {{ukuran: {{weight: 100, measure: {measure}, scale: {TIGHT[measure]}}}}}\n{DEDUCTIONS}"
    example(tmp_path / "contoh.xlsx", rules(text, YEAR))


CHOSEN = [
    ("feedback.score", "feedback: {roles: {atasan: 100}}"),
    ("feedback.score", "feedback: {roles: {Pejabat Penilai: 70, Mitra: 30, diri: 0}}"),
    ("targets.achievement", "targets: {main: 80, additional: 20}"),
    ("targets.achievement", "targets: {main: 0, additional: 100}"),
    ("targets.achievement", "targets: {lower: t/r, lower_aspects: [waktu, kuantitas]}"),
    ("innovations.points", "innovations: {levels: {desa: 5, kota: 30}, roles: {ketua: 100}, cap: 40}"),
    ("complaints.solved_in_time", "complaints: {limits: {cepat: 1, biasa: 10}}"),
    ("complaints.response_hours_p90", "complaints: {response_limit: 1}"),
    ("complaints.satisfaction", "complaints: {satisfaction: 1-5}"),
    ("complaints.satisfaction", "complaints: {satisfaction: 0-100}"),
    ("complaints.solved_in_time", "complaints: {archived: exclude}"),
    ("attendance.absent_days", "attendance: {minutes_per_absence_day: 30}"),
    ("attendance.deduction", 'attendance: {deductions: {"5": 0.5}}'),
    ("attendance.deduction", 'attendance: {early_deductions: {"5": 0.5}, codes: {TL1: 0.5}}'),
    ("attendance.deduction", "attendance: {absent_deduction: 3}"),
]


@pytest.mark.parametrize(("measure", "choice"), CHOSEN)
def test_the_example_follows_what_the_office_chose(tmp_path: Path, measure: str, choice: str) -> None:
    example(tmp_path / "contoh.xlsx", measured(measure, f"records: {{{choice}}}"))


def test_days_with_other_hours_are_kept_by_them() -> None:
    friday = YEAR.replace("calendar: {", "calendar: {other_hours: [{days: [friday], start: '09:00', end: '15:00'}], ")
    scans = {
        (row["tanggal"].weekday() == 4, row["scan_masuk"].hour, row["scan_pulang"].hour)
        for row in sample_records(measured("attendance.absent_run", head=friday))["attendance"]
        if "scan_masuk" in row
    }
    assert {came for is_friday, came, _ in scans if is_friday} == {8, 9}
    assert {left for is_friday, _, left in scans if is_friday} == {14, 15}
    assert {came for is_friday, came, _ in scans if not is_friday} <= {7, 8}


def test_nobody_answers_late_where_a_scale_of_waiting_would_not_hold_it(tmp_path: Path) -> None:
    text = """
        normalise: true
        indicators:
          tanggap: {weight: 50, measure: complaints.answered_in_time}
          lama: {weight: 50, measure: complaints.response_days_p90, scale: {max: 3, direction: lower}}
    """
    example(tmp_path / "contoh.xlsx", rules(text, YEAR))


def test_the_ratings_of_the_example_are_the_usual_ones_for_its_predikat() -> None:
    rows = sample_records(measured("ekinerja.predikat"))["ekinerja"]
    assert {(row["hasil"], row["perilaku"], row["predikat"]) for row in rows} == {
        ("di atas ekspektasi", "di atas ekspektasi", "Sangat Baik"),
        ("sesuai ekspektasi", "sesuai ekspektasi", "Baik"),
        ("di bawah ekspektasi", "sesuai ekspektasi", "Butuh Perbaikan"),
    }


@pytest.mark.parametrize(
    ("measure", "table"),
    [
        ("ekinerja.predikat", "{Sangat Baik: 100, Baik: 80}"),
        ("history.predikat", "{Baik: 80, Kurang: 20}"),
        ("ekinerja.hasil", "{di atas ekspektasi: 110, sesuai ekspektasi: 95}"),
        ("ekinerja.perilaku", "{sesuai ekspektasi: 95}"),
        ("sanctions.active_level", "{tidak ada: 100, berat: 0}"),
    ],
)
def test_the_example_has_only_words_with_a_score(tmp_path: Path, measure: str, table: str) -> None:
    text = f"indicators: {{ukuran: {{weight: 100, measure: {measure}, scale: {{table: {table}}}}}}}"
    example(tmp_path / "contoh.xlsx", rules(text, YEAR))


def test_a_recap_asked_for_its_ratings_alone_may_lack_the_predikat() -> None:
    said = notes(measured("ekinerja.hasil"), "Rekap e-Kinerja")
    assert said["Rating Hasil Kerja"].endswith("\nWajib diisi.")
    assert said["Rating Perilaku Kerja"].endswith("\nBoleh kosong.")
    assert said["Predikat Kinerja Pegawai"].endswith("\nBoleh kosong.")


def test_nothing_is_typed_for_what_is_measured() -> None:
    _, scores = sample_rows(rules("indicators: {sikap: {weight: 50}, u: {weight: 50, measure: training.jp}}", YEAR))
    assert {key for row in scores for key in row} == {"nip", "nama", "sikap"}


def test_everything_at_once_scores(tmp_path: Path) -> None:
    leaves = "".join(f"  u{n}: {{weight: 4, measure: {m}, scale: {scale_of(m)}}}\n" for n, m in enumerate(SOURCES))
    rulebook = rules(f"normalise: true\nindicators:\n  sikap: {{weight: 12}}\n{leaves}{DEDUCTIONS}", YEAR)
    made = example(tmp_path / "contoh.xlsx", rulebook, language="en")
    assert sources(made)["Nilai"] == "scores"
    assert set(sources(made).values()) == {"roster", "scores", *record_kinds(rulebook)}


def test_only_those_who_are_judged_by_complaints_have_any() -> None:
    rulebook = load_text(BUKTI.read_bytes(), "indicators.yaml")
    assert isinstance(rulebook, Rulebook)
    people, _ = sample_rows(rulebook)
    serving = {row["nip"] for row in people if profile_for(row, rulebook) == "pelayanan"}
    cases = sample_records(rulebook)["complaints"]
    assert {row["nip"] for row in cases} == serving
    assert len(serving) == 2


def test_a_new_office_with_the_rules_of_the_example_office_can_score_its_example(tmp_path: Path) -> None:
    text = BUKTI.read_text(encoding="utf-8")
    write_start(tmp_path, text, "id")
    rulebook = load_text(text, "indicators.yaml")
    assert isinstance(rulebook, Rulebook)
    made = evaluated(tmp_path / "contoh-penilaian.xlsx", rulebook, date(2026, 4, 10))
    assert [f.message() for f in made.findings] == []
    assert made.grades.names
    assert sources(made) == {
        "Pegawai": "roster",
        "Rekap presensi bulanan": "attendance-recap",
        "Daftar aduan": "complaints",
        "Target dan realisasi SKP": "targets",
        "Umpan balik": "feedback",
    }
    form_sheets = openpyxl.load_workbook(tmp_path / "templat-penilaian.xlsx").sheetnames
    assert form_sheets == openpyxl.load_workbook(tmp_path / "contoh-penilaian.xlsx").sheetnames


def test_the_form_and_the_exports_of_an_office_are_read_together(tmp_path: Path) -> None:
    rulebook = load_text(BUKTI.read_bytes(), "indicators.yaml")
    assert isinstance(rulebook, Rulebook)
    write_template(tmp_path / "templat.xlsx", rulebook, "id")
    paths = [tmp_path / "templat.xlsx", *sorted(BUKTI.parent.glob("*.xlsx"))]
    books = [read_book(path) for path in paths]
    outcomes = [
        evaluate(some, Policy(rulebook, "indicators.yaml"), Choices(date(2026, 4, 10))) for some in (books, books[1:])
    ]
    assert [f.message() for f in outcomes[0].findings] == [f.message() for f in outcomes[1].findings]
    assert outcomes[0].scores.total.units.tolist() == outcomes[1].scores.total.units.tolist()


@pytest.mark.parametrize("measure", SOURCES)
def test_the_same_rulebook_gives_the_same_bytes(measure: str) -> None:
    made = []
    for _ in range(2):
        first, second = BytesIO(), BytesIO()
        write_template(first, measured(measure), "id")
        write_sample(second, measured(measure), "id")
        made.append((first.getvalue(), second.getvalue()))
    assert made[0] == made[1]
