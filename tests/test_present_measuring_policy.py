"""What a rulebook chooses about records, in words: every key of the kinds it measures from is told, and nothing of others."""

import pytest

from asn_eval.present.policy.rulebook import policy_tables
from asn_eval.present.tables import Table
from asn_eval.rules.rulebook import Rulebook
from offices import rules

RULES = """
    calendar:
      week: 6
      hours: {{start: "07:30", end: "14:00", break_start: "12:00", break_end: "12:30"}}
      years: {{"2026": {{holidays: [2026-01-01], joint_leave: []}}}}
    indicators:
      a: {{weight: 100, measure: {measure}, scale: {{points: [[0, 0], [100, 100]]}}}}
    {records}
"""


def told(book: Rulebook, language: str = "id") -> Table | None:
    return next((t for t in policy_tables(book, language, "indicators.yaml") if t.key == "measuring"), None)


def said(book: Rulebook, key: str, language: str = "id") -> list[str]:
    table = told(book, language)
    assert table is not None
    values = {column.key: list(column.values) for column in table.columns}
    return [rule for rule, where in zip(values["rule"], values["key"], strict=True) if where == key]


def measured(measure: str, records: str = "") -> Rulebook:
    return rules(RULES.format(measure=measure, records=records))


MEASURES = {
    "attendance": "attendance.share",
    "complaints": "complaints.solved_in_time",
    "targets": "targets.achievement",
    "feedback": "feedback.score",
    "innovations": "innovations.points",
}


@pytest.mark.parametrize("kind", MEASURES)
def test_every_key_of_a_kind_that_is_measured_is_told_and_none_of_another(kind: str) -> None:
    whole = {
        "attendance": (
            "records: {attendance: {excused: {CT: cuti}, deductions: {'1': 0.5}, early_deductions: {'1': 0.5}, codes: {TL1: 1}}}"
        ),
    }
    book = measured(MEASURES[kind], whole.get(kind, ""))
    table = told(book)
    assert table is not None
    keys = " ".join(next(c for c in table.columns if c.key == "key").values)
    for name in type(getattr(book.records, kind)).model_fields:
        assert name in keys
    others = [other for other in MEASURES if other != kind]
    assert not any(f"records.{other}" in keys for other in others)
    assert ("calendar" in keys) == (kind in {"attendance", "complaints"})


def test_a_rulebook_that_measures_nothing_has_no_such_table() -> None:
    assert told(rules("indicators: {a: {weight: 100}}")) is None


def test_calendar_and_attendance_are_told() -> None:
    book = measured(
        "attendance.share",
        "records: {attendance: {excused: {CT: cuti, SPT: dinas}, deductions: {'31': 1, '1': 0.5}, absent_deduction: 4}}",
    )
    assert said(book, "calendar.week") == ["Enam hari kerja dalam seminggu, Senin sampai Sabtu."]
    assert said(book, "calendar.hours") == [
        "Jam kerja 07.30 sampai 14.00; istirahat 12.00 sampai 12.30 tidak dihitung."
    ]
    assert said(book, "calendar.years.2026") == ["Tahun 2026 – libur: 1 Januari 2026; cuti bersama: tidak ada."]
    assert said(book, "records.attendance.deductions") == [
        "Potongan per hari menurut menit terlambat, dari sekian menit: 1 0,5%; 31 1%."
    ]
    assert said(book, "records.attendance.minutes_per_absence_day", "en") == [
        "Minutes late or early never make a day absent."
    ]
    assert said(book, "records.attendance.absent_deduction", "en") == ["Cut for one day absent: 4%."]


def test_cuts_of_both_sides_of_the_day_are_told_with_what_a_missing_scan_costs() -> None:
    cuts = "deductions: {'31': 1, '9': 0.5}, early_deductions: {'1': 0.25}, no_scan_out: 0, codes: {TL1: 0.5, PSW4: 2}"
    book = measured("attendance.deduction", f"records: {{attendance: {{{cuts}}}}}")
    at = "records.attendance"
    assert said(book, f"{at}.early_deductions") == [
        "Potongan per hari menurut menit pulang cepat, dari sekian menit: 1 0,25%."
    ]
    # The last step of the table where the office says nothing.
    assert said(book, f"{at}.no_scan_in") == ["Hari hadir tanpa scan masuk dipotong 1%."]
    assert said(book, f"{at}.no_scan_out", "en") == ["A day attended without a scan out is cut by 0%."]
    assert said(book, f"{at}.codes") == ["Kode pada presensi dipotong, sebagai ganti menitnya: TL1 0,5%; PSW4 2%."]
    none = measured("attendance.deduction", "records: {attendance: {absent_deduction: 4}}")
    assert said(none, f"{at}.no_scan_in") == said(none, f"{at}.codes") == []


def test_other_hours_are_told_with_their_days() -> None:
    friday = '{days: [friday], end: "11:30", break_start: "11:30", break_end: "11:30"}'
    other = f'[{friday}, {{since: 2026-02-18, until: 2026-03-19, end: "13:00"}}]'
    text = RULES.format(measure="attendance.share", records="").replace(
        "  years:", f"  other_hours: {other}\n      years:"
    )
    assert said(rules(text), "calendar.other_hours") == [
        "Jumat: jam kerja 07.30 sampai 11.30; istirahat 11.30 sampai 11.30 tidak dihitung.",
        (
            "Setiap hari mulai 18 Februari 2026 sampai 19 Maret 2026: jam kerja 07.30 sampai 13.00; istirahat 12.00 sampai 12.30 tidak "
            "dihitung."
        ),
    ]


def test_archived_complaints_are_told_either_way() -> None:
    assert said(measured("complaints.backlog"), "records.complaints.archived") == [
        "Aduan yang diarsipkan dihitung seperti aduan lain."
    ]
    own = measured("complaints.backlog", "records: {complaints: {archived: exclude}}")
    assert said(own, "records.complaints.archived", "en") == ["Archived complaints do not count."]


def test_limits_of_lapor_are_told_in_numbers_where_the_period_says_which_hold() -> None:
    text = RULES.format(measure="complaints.backlog", records="period: {start: 2026-01-01, end: 2026-12-31}")
    book = rules(text)
    assert said(book, "records.complaints.limits") == [
        (
            "Batas selesai dalam hari kerja menurut LAPOR pada akhir periode: Permintaan Informasi 5; "
            "Pengaduan Tidak Berkadar Pengawasan 14; Pengaduan Berkadar Pengawasan 60 (asn-eval law lapor)."
        )
    ]
    assert said(book, "records.complaints.response_limit") == [
        "Tanggapan pertama paling lambat 5 hari kerja, menurut langkah LAPOR pada akhir periode (asn-eval law lapor)."
    ]


def test_days_without_a_record_are_told_to_be_absent() -> None:
    assert said(measured("attendance.share"), "") == [
        (
            "Hari kerja yang pada lembarnya tercatat bagi orang lain tetapi tidak bagi seseorang yang sedang bertugas "
            "terhitung tidak hadir; hari yang tidak tercatat bagi siapa pun tidak dihitung."
        )
    ]


def test_limits_of_complaints_are_the_law_s_or_the_office_s() -> None:
    assert said(measured("complaints.backlog"), "records.complaints.limits") == [
        "Batas selesai menurut klasifikasi LAPOR yang berlaku (asn-eval law lapor)."
    ]
    own = measured("complaints.backlog", "records: {complaints: {limits: {Ringan: 2, Berat: 17}}}")
    assert said(own, "records.complaints.limits") == ["Batas selesai dalam hari kerja: Ringan 2; Berat 17."]
    assert said(own, "records.complaints.response_limit") == [
        "Tanggapan pertama menurut langkah LAPOR yang berlaku (asn-eval law lapor)."
    ]
    own = measured("complaints.backlog", "records: {complaints: {response_limit: 3}}")
    assert said(own, "records.complaints.response_limit") == ["Tanggapan pertama paling lambat 3 hari kerja."]


def test_what_old_predikat_stand_for_is_told_with_or_without_a_measure() -> None:
    book = measured("training.jp", "records: {history: {predikat: {Buruk: Sangat Kurang, Sedang: Kurang}}}")
    assert said(book, "records.history.predikat") == [
        "Predikat dari aturan lama setara dengan: Buruk = Sangat Kurang dan Sedang = Kurang; yang lain perlu verifikasi."
    ]
    assert said(measured("history.score"), "records.history.predikat", "en") == [
        "Predikat of older rules that are gone are not compared; these people are to be verified."
    ]
    assert told(measured("training.jp")) is None


def test_targets_feedback_and_innovations_are_told_with_their_defaults() -> None:
    targets = measured("targets.achievement", "records: {targets: {lower: t/r, main: 90, additional: 10}}")
    assert said(targets, "records.targets.lower") == ["Capaian yang makin kecil makin baik: target/realisasi."]
    assert said(targets, "records.targets.main, additional") == ["Tugas utama 90%, tugas tambahan 10%."]
    assert said(measured("feedback.score"), "records.feedback.roles") == [
        "Bobot peran penilai: atasan 60; rekan 20; bawahan 20; diri 0; peran yang tidak memberi penilaian keluar dari pembagi."
    ]
    assert said(measured("innovations.points"), "records.innovations.levels", "en") == [
        "Points by level: unit 20; instansi 40; kabupaten 60; provinsi 80; nasional 100."
    ]
