"""Each kind of records from a workbook as offices really keep it, to the measure worked out by hand, the total and the rows behind it.

The offices, their calendar and the helpers are those of ``evidence_offices``: January 2026 has 20 working days (1 and 16 January are
holidays), a working day 7.5 hours.
"""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from asn_eval.cli.run import run
from evidence_offices import (
    HEAD,
    ROSTER,
    A,
    B,
    C,
    measured_by,
    office,
    outcome,
    refused,
    rows,
    rules,
    told,
    total,
    value,
)
from workbooks import write_xlsx

STAFF = {"Pegawai": ROSTER}


def columns(headings: str) -> list[str]:
    """Headings of a sheet, from left to right."""
    return headings.split("|")


# Fingerprint export: all headings of the machine, in its order and spelling; the NIP stands under NIK.
FINGER_HEADINGS = columns(
    "Emp No.|No. ID|NIK|Nama|Auto-Assign|Tanggal|Jam Kerja|Jam Masuk|Jam Pulang|Scan Masuk|Scan Pulang|Normal|Riil|"
    "Terlambat|Plg. Cepat|Absent|Lembur|Jml Jam Kerja|Pengecualian|Harus C/In|Harus C/Out|Departemen|Hari Normal|"
    "Akhir Pekan|Hari Libur|Jml Kehadiran|Lembur Hari Normal|Lembur Akhir Pekan|Lembur Hari Libur"
)


def scan(nip: str, day: object, came: object, left: object, **other: object) -> list[object]:
    """One row of the machine; ``other`` by field: late, early, absent, why."""
    row = dict.fromkeys(FINGER_HEADINGS, "")
    row |= {"Emp No.": 7, "No. ID": 7, "NIK": nip, "Nama": "Contoh", "Tanggal": day, "Jam Kerja": "Pagi"}
    row |= {"Jam Masuk": "07:30", "Jam Pulang": "16:00", "Scan Masuk": came, "Scan Pulang": left}
    row |= {"Terlambat": other.get("late", ""), "Plg. Cepat": other.get("early", "")}
    row |= {"Absent": other.get("absent", "False"), "Pengecualian": other.get("why", ""), "Departemen": "Pelayanan"}
    return list(row.values())


FINGER = [
    ["LAPORAN DETAIL PRESENSI"],
    ["Periode 01/01/2026 s/d 31/01/2026"],
    [],
    FINGER_HEADINGS,
    scan(A, "05/01/2026", "07:25", "16:05"),
    scan(A, "2026-01-06", time(7, 45), time(16, 0), late="00:15"),
    scan(A, date(2026, 1, 7), "", "", absent="True"),
    scan(A, "08/01/2026", "", "", absent="True", why="Cuti Tahunan"),
    scan(A, "10/01/2026", "08:00", "12:00"),  # a Saturday
    [],
    scan(B, "05/01/2026", "07:30", "15:30", early="00:30"),
    scan(B, "6 Januari 2026", "08:40", "16:00", late="01:10"),
    scan(B, "07/01/2026", "07.30", "16.00"),
    scan(B, "08/01/2026", "07:30", "16:00"),
]


@pytest.mark.parametrize(
    ("measure", "ours", "theirs"),
    [
        # A: attended the 5th and 6th, absent the 7th, on leave the 8th (not counted): 2 of 3 days. B: 4 of 4.
        ("attendance.share", "200/3", "100"),
        ("attendance.absent_days", "1", "0"),
        ("attendance.absent_run", "1", "0"),
        ("attendance.late_minutes", "15", "70"),
        ("attendance.early_minutes", "0", "30"),
    ],
)
def test_a_fingerprint_export_with_the_machine_s_own_headings(
    tmp_path: Path, measure: str, ours: str, theirs: str
) -> None:
    made = office(tmp_path, measured_by(measure), STAFF, {"Sheet1": FINGER})
    assert (value(made, A), value(made, B), value(made, C)) == (ours, theirs, None)


def test_attendance_becomes_a_score_and_leads_back_to_its_rows(tmp_path: Path) -> None:
    book = rules("indicators: {ukuran: {weight: 100, measure: attendance.share, missing: renormalise}}")
    made = office(tmp_path, book, STAFF, {"Sheet1": FINGER})
    # 2 of 3 days = 66.666… = 66.67; the Saturday (row 9) counts for nothing.
    assert (total(made, A), total(made, B), total(made, C)) == ("66.67", "100.00", None)
    assert rows(made, A) == ["berkas2.xlsx:Sheet1!5:8"]
    assert rows(made, B) == ["berkas2.xlsx:Sheet1!11:14"]
    assert rows(made, C) == []


RECAP = ["No", "NIP", "Nama", "Hari Kerja", "Hadir", "Cuti", "TK", "Terlambat", "Plg. Cepat"]
MERGED = {"merges": {m: ["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:I3"] for m in ("I", "II")}}
TWO_MONTHS = HEAD.replace("2026-01-31", "2026-02-28")


def month(name: str, *people: list[object]) -> list[list[object]]:
    return [
        ["REKAPITULASI KEHADIRAN"],
        [f"BULAN {name} 2026"],
        ["No", "NIP", "Nama", "Hari Kerja", "Kehadiran", "", "", "Keterlambatan (menit)", ""],
        ["", "", "", "", "Hadir", "Cuti", "TK", "Terlambat", "Plg. Cepat"],
        [f"({n})" for n in range(1, 10)],
        *people,
        ["", "", "Jumlah", 40, 33, 2, 5, 35, 10],
        [],
        ["", "", "", "", "", "Kepala Dinas Contoh,"],
    ]


MONTHS = {
    "I": month("JANUARI", [1, A, "Adnan", 20, 18, 2, "", 35, 0], [2, B, "Bunga", 20, 15, "", 5, 0, 10]),
    "II": month("FEBRUARI", [1, A, "Adnan", 20, 20, "", "", 5, 0], [2, B, "Bunga", 20, 20, "", "", "15", "0"]),
}


def test_monthly_recaps_below_merged_headings_one_sheet_a_roman_month(tmp_path: Path) -> None:
    # A: 40 days less 2 of leave, none absent: 100 %. B: 15 + 20 of 40 days: 87.5 %.
    shares = office(tmp_path, measured_by("attendance.share", head=TWO_MONTHS), {**STAFF, **MONTHS}, **MERGED)
    assert (value(shares, A), value(shares, B)) == ("100", "175/2")
    assert rows(shares, B) == ["berkas1.xlsx:I!7", "berkas1.xlsx:II!7"]
    # A: 35 + 5 minutes. B: 0 + 15.
    late = office(tmp_path, measured_by("attendance.late_minutes", head=TWO_MONTHS), {**STAFF, **MONTHS}, **MERGED)
    assert (value(late, A), value(late, B)) == ("40", "15")
    assert [f.code for f in late.findings] == ["row-total", "row-signature"] * 2


def test_a_recap_that_does_not_add_up_is_told_with_its_numbers(tmp_path: Path) -> None:
    wrong = {"I": month("JANUARI", [1, A, "Adnan", 20, 18, 1, 3, 0, 0]), "II": MONTHS["II"]}
    messages = refused(tmp_path, measured_by("attendance.share", head=TWO_MONTHS), {**STAFF, **wrong}, **MERGED)
    assert len(messages) == 1
    assert messages[0].startswith("berkas1.xlsx:I!D6: ")
    assert messages[0].endswith("[attendance-sum]")


LOG = "No|Tracking ID|Klasifikasi|Judul|Tanggal Laporan Masuk|Disposisi|Tanggapan Pertama|Tanggal Selesai|Status|NIP Petugas|Rating"


def complaint(number: int, kind: str, came: object, answered: object, done: object, who: str, rating: object = ""):
    return [number, f"1000{number}", kind, "Contoh", came, came, answered, done, "Selesai" if done else "", who, rating]


INFO, PLAIN, GRAVE = (
    "Permintaan Informasi",
    "Pengaduan Tidak Berkadar Pengawasan",
    "Pengaduan Berkadar Pengawasan",
)
LAPOR = [
    ["DAFTAR LAPORAN SP4N-LAPOR!"],
    ["Instansi: Dinas Contoh"],
    [],
    LOG.split("|"),
    complaint(1, INFO, datetime(2026, 1, 5, 8, 0), "05/01/2026 10:00", "06/01/2026 09.00", A, 4),
    complaint(2, PLAIN, "06 Januari 2026", "08/01/2026", "30/01/2026", f"{A}; {B}", 3),
    [],
    complaint(3, GRAVE, date(2026, 1, 12), "", "", B),
    complaint(4, INFO, "2026-01-12T09:00", "", "", A),
]


@pytest.mark.parametrize(
    ("measure", "ours", "theirs"),
    [
        # 1: 8.00 to 10.00 = 2 hours. 2: no time of day, 2 working days × 7.5 = 15 hours. A: (2 + 15) / 2. B: only 2.
        ("complaints.response_hours_median", "17/2", "15"),
        # A: 0 and 2 working days; 90 % of two records is both. B: 2.
        ("complaints.response_days_p90", "2", "2"),
        # Limit 5 days. A: 1 and 2 answered in time, 4 open since the 12th (13 working days) is late: 2 of 3. B: 1 of 2.
        ("complaints.answered_in_time", "200/3", "50"),
        # Law: information 5 days, plain 14, grave 60. A: 1 in time; 2 took 17 days, late; 4 open, late: 1 of 3. B: 2 late; 3 is
        # open within its 60 days and leaves the divisor: 0 of 1.
        ("complaints.solved_in_time", "100/3", "0"),
        ("complaints.backlog", "1", "1"),
        # 1–4 times 25: A (100 + 75) / 2, B 75.
        ("complaints.satisfaction", "175/2", "75"),
    ],
)
def test_a_complaint_log_with_handlers_shared_cases_and_open_ones(
    tmp_path: Path, measure: str, ours: str, theirs: str
) -> None:
    made = office(tmp_path, measured_by(measure), STAFF, {"Laporan": LAPOR})
    assert (value(made, A), value(made, B), value(made, C)) == (ours, theirs, None)
    # Number 2 has dates alone: its hours are whole days, which is told.
    hours = measure.startswith("complaints.response_hours")
    assert [(f.code, f.count, f.place.row) for f in made.findings] == [("complaint-no-clock", 1, 6)] * hours


def test_a_shared_case_is_named_for_both_and_blank_rows_keep_the_count(tmp_path: Path) -> None:
    made = office(tmp_path, measured_by("complaints.answered_in_time"), STAFF, {"Laporan": LAPOR})
    assert rows(made, A) == ["berkas2.xlsx:Laporan!5:6", "berkas2.xlsx:Laporan!9"]
    assert rows(made, B) == ["berkas2.xlsx:Laporan!6", "berkas2.xlsx:Laporan!8"]


def test_the_day_it_was_received_goes_before_the_day_it_was_passed_on_unless_mapped(tmp_path: Path) -> None:
    made = office(tmp_path, measured_by("complaints.backlog"), STAFF, {"Laporan": LAPOR})
    source = made.dossier.sources[-1]
    assert source.headings["diterima"] == "Tanggal Laporan Masuk"
    assert "Disposisi" in source.ignored
    mapped = rules(
        "indicators: {ukuran: {weight: 100, measure: complaints.backlog, scale: {direction: lower}}}\n"
        "headings: {diterima: [Disposisi]}"
    )
    assert outcome(tmp_path, mapped, STAFF, {"Laporan": LAPOR}).dossier.sources[-1].headings["diterima"] == "Disposisi"


def test_limits_by_class_are_those_of_the_law_unless_the_office_sets_its_own(tmp_path: Path) -> None:
    own = measured_by(
        "complaints.solved_in_time", "records: {complaints: {limits: {" + f"{PLAIN}: 17, {INFO}: 5, {GRAVE}: 60" + "}}}"
    )
    # 6 to 30 January is 17 working days: late by law (14), in time by the office (17).
    assert value(office(tmp_path, measured_by("complaints.solved_in_time"), STAFF, {"Laporan": LAPOR}), B) == "0"
    assert value(office(tmp_path, own, STAFF, {"Laporan": LAPOR}), B) == "100"


@pytest.mark.parametrize(
    ("least", "ours", "theirs"),
    [(2, "91.50", None), (1, "91.50", "85.00")],
)
def test_below_the_least_caseload_nothing_is_measured(
    tmp_path: Path, least: int, ours: str, theirs: str | None
) -> None:
    book = rules(
        f"""
        indicators:
          ukuran:
            weight: 100
            measure: complaints.response_hours_median
            missing: renormalise
            minimum_records: {least}
            scale: {{max: 100, direction: lower}}
        """
    )
    made = office(tmp_path, book, STAFF, {"Laporan": LAPOR})
    assert (total(made, A), total(made, B)) == (ours, theirs)


@pytest.mark.parametrize(
    ("case", "place", "code"),
    [
        (complaint(1, INFO, "05/01/2026", "04/01/2026", "", A), "G5", "complaint-order"),
        (complaint(1, INFO, "31/02/2026", "", "", A), "E5", "date-not-real"),
        (complaint(1, "Kritik", "05/01/2026", "", "", A), "C5", "complaint-class"),
        (complaint(1, INFO, "05/01/2026", "", "", "198503152010011999"), "J5", "nip-unknown"),
        (complaint(1, INFO, "", "", "", A), "E5", "record-empty"),
    ],
)
def test_a_wrong_case_is_told_at_its_cell(tmp_path: Path, case: list[object], place: str, code: str) -> None:
    messages = refused(tmp_path, measured_by("complaints.solved_in_time"), STAFF, {"Laporan": [*LAPOR[:4], case]})
    assert any(m.startswith(f"berkas2.xlsx:Laporan!{place}: ") and m.endswith(f"[{code}]") for m in messages), messages


SKP = [
    ["SASARAN KINERJA PEGAWAI"],
    ["PENDEKATAN HASIL KERJA KUANTITATIF"],
    ["PERIODE PENILAIAN: 1 JANUARI SD 31 JANUARI 2026"],
    [],
    [
        "NO",
        "NIP",
        "NAMA",
        "KATEGORI",
        "RENCANA HASIL KERJA",
        "ASPEK",
        "INDIKATOR KINERJA INDIVIDU (IKI)",
        "TARGET",
        "REALISASI BERDASARKAN BUKTI DUKUNG",
    ],
    ["1", A, "Adnan", "A. UTAMA", "Laporan aduan", "Kuantitas", "Jumlah laporan", 12, 12],
    ["", "", "", "", "", "Kualitas", "Tingkat", "100%", "95%"],
    ["", "", "", "", "", "Waktu", "Hari", 10, 12],
    ["2", "", "", "", "Rekap bulanan", "Kuantitas", "Jumlah", 4, 5],
    ["1", B, "Bunga", "A. UTAMA", "Arsip", "Kuantitas", "Berkas", 100, 80],
    ["", "", "", "", "", "Biaya", "Juta rupiah", 10, 8],
    ["2", "", "", "B. TAMBAHAN", "Panitia", "Kuantitas", "Kegiatan", 1, 1],
]
SKP_MERGED = ["A1:I1", "B6:B9", "C6:C9", "D6:D9", "E6:E8", "B10:B12", "C10:C12", "D10:D11", "E10:E11"]


def test_an_skp_form_with_aspects_below_merged_nip_category_and_result(tmp_path: Path) -> None:
    made = office(tmp_path, measured_by("targets.achievement"), STAFF, {"SKP": SKP}, merges={"SKP": SKP_MERGED})
    # A: the first result 100, 95 and (time, less is better) 2 − 12/10 = 80 → 275/3; the second 5/4 kept to 120; mean 635/6.
    assert value(made, A) == "635/6"
    # B: 80, and (cost) 2 − 8/10 = 120 → 100; the additional task has no share by default.
    assert value(made, B) == "100"
    assert rows(made, A) == ["berkas2.xlsx:SKP!6:9"]
    assert rows(made, B) == ["berkas2.xlsx:SKP!10:11"]


def test_additional_tasks_count_by_their_share(tmp_path: Path) -> None:
    own = measured_by("targets.achievement", "records: {targets: {main: 80, additional: 20}}")
    skp = [*SKP[:-1], [*SKP[-1][:-1], 0.5]]
    made = office(tmp_path, own, STAFF, {"SKP": skp}, merges={"SKP": SKP_MERGED})
    # B: 80 % of 100 and 20 % of 50. A has no additional task: the main ones alone.
    assert (value(made, A), value(made, B)) == ("635/6", "90")


def test_a_target_of_zero_is_told(tmp_path: Path) -> None:
    skp = [*SKP[:5], ["1", A, "Adnan", "A. UTAMA", "Laporan", "Kuantitas", "Jumlah", 0, 12]]
    messages = refused(tmp_path, measured_by("targets.achievement"), STAFF, {"SKP": skp})
    assert [m.startswith("berkas2.xlsx:SKP!H6: ") and m.endswith("[targets-zero]") for m in messages] == [True]


VALUES = ["Berorientasi Pelayanan", "Akuntabel", "Kompeten", "Harmonis", "Loyal", "Adaptif", "Kolaboratif"]
FORMS = [
    ["UMPAN BALIK 360 DERAJAT"],
    [],
    ["", "", "", "", "", "Nilai BerAKHLAK", *[""] * 6],
    ["No", "NIP Dinilai", "Nama Pegawai", "Peran Penilai", "Nama Penilai", *VALUES],
    [1, A, "Adnan", "Atasan Langsung", "Cakra", *[90] * 7],
    [2, A, "Adnan", "Rekan Kerja", "Bunga", *[80] * 7],
    [3, A, "Adnan", "Rekan Kerja", "Dewi", *[70] * 7],
    [4, A, "Adnan", "Diri Sendiri", "Adnan", *[100] * 7],
    [5, B, "Bunga", "Atasan", "Cakra", 80, 80, 80, 80, 90, 90, ""],
    [6, B, "Bunga", "Bawahan", "Eka", *[""] * 7],
]


def test_360_forms_on_seven_values_count_by_role(tmp_path: Path) -> None:
    made = office(
        tmp_path, measured_by("feedback.score"), STAFF, {"Umpan Balik": FORMS}, merges={"Umpan Balik": ["F3:L3"]}
    )
    # A: superior 90 × 60 and colleagues 75 × 20 over 80 (nobody below) = 6900/80 = 345/4; the own form weighs 0.
    # B: superior alone, the mean of six values (80 × 4 + 90 × 2) / 6 = 250/3; the blank form is dropped.
    assert (value(made, A), value(made, B)) == ("345/4", "250/3")
    assert rows(made, A) == ["berkas2.xlsx:Umpan Balik!5:7"]
    assert sorted(f.code for f in made.findings) == ["feedback-blank", "feedback-role-absent"]


def test_a_role_nobody_weighed_is_told(tmp_path: Path) -> None:
    forms = [*FORMS[:4], [1, A, "Adnan", "Tetangga", "Cakra", *[90] * 7]]
    messages = refused(tmp_path, measured_by("feedback.score"), STAFF, {"Umpan Balik": forms})
    assert [m.startswith("berkas2.xlsx:Umpan Balik!D5: ") for m in messages] == [True]
    assert '"Tetangga"' in messages[0]


INNOVATIONS = [
    ["DAFTAR INOVASI"],
    ["No", "NIP", "Nama", "Judul Inovasi", "Tingkat", "Peran", "Diterapkan", "Terverifikasi", "Tanggal"],
    [1, A, "Adnan", "Loket Cepat", "Kabupaten", "Ketua", "Ya", "Ya", "12 Januari 2026"],
    [2, B, "Bunga", "Loket Cepat", "Kabupaten", "Anggota", "Ya", "Sudah", date(2026, 1, 12)],
    [3, A, "Adnan", "Arsip Digital", "Unit", "Ketua", "Belum", "v", "20/01/2026"],
    [4, A, "Adnan", "Yang Lama", "Nasional", "Ketua", "Ya", "Ya", "20/01/2025"],
]


def test_innovations_earn_points_by_the_office_s_table(tmp_path: Path) -> None:
    made = office(tmp_path, measured_by("innovations.points"), STAFF, {"Inovasi": INNOVATIONS})
    # A: district 60 as head, unit 20 as head but not adopted (half) = 70; last year's does not count. B: member, 60 % of 60.
    assert (value(made, A), value(made, B), value(made, C)) == ("70", "36", None)
    assert rows(made, A) == ["berkas2.xlsx:Inovasi!3", "berkas2.xlsx:Inovasi!5"]


def words_scored(measure: str, table: str, head: str = HEAD) -> object:
    return rules(
        f"indicators: {{ukuran: {{weight: 100, measure: {measure}, missing: renormalise, scale: {{table: {table}}}}}}}",
        head,
    )


SANCTIONS = [
    ["DAFTAR HUKUMAN DISIPLIN"],
    ["No", "NIP", "Nama", "Jenis Hukuman", "Tingkat Hukuman", "TMT Hukuman", "Akhir Hukuman"],
    [1, A, "Adnan", "Teguran lisan", "Ringan", "01/02/2024", "01/08/2024"],
    [2, B, "Bunga", "Pemotongan tukin", "Sedang", "1 Juni 2026", "30 Mei 2027"],
]
LEVELS = "{tidak ada: 100, ringan: 75, sedang: 40, berat: 0}"


def test_a_sanction_counts_while_it_runs_and_having_none_is_known(tmp_path: Path) -> None:
    made = office(tmp_path, words_scored("sanctions.active_level", LEVELS), STAFF, {"Hukdis": SANCTIONS})
    # On 31 December 2026 A's is over, B's runs, C never had one.
    assert (total(made, A), total(made, B), total(made, C)) == ("100.00", "40.00", "100.00")
    assert made.measures.by_indicator["ukuran"].words.tolist() == ["tidak ada", "sedang", "tidak ada"]
    assert rows(made, B) == ["berkas2.xlsx:Hukdis!4"]


TRAINING = [
    ["RIWAYAT PENGEMBANGAN KOMPETENSI"],
    ["No", "NIP", "Nama", "Nama Pelatihan", "JP", "Tahun", "Tanggal Selesai"],
    [1, A, "Adnan", "Pelayanan Publik", 12, 2026, "20 Januari 2026"],
    [2, A, "Adnan", "Arsip", 8.5, 2026, ""],
    [3, A, "Adnan", "Yang Lama", 40, 2025, ""],
    [4, B, "Bunga", "Lembar Kerja", "6", "", date(2026, 3, 1)],
]


def test_training_hours_of_the_year_add_up(tmp_path: Path) -> None:
    made = office(tmp_path, measured_by("training.jp"), STAFF, {"Diklat": TRAINING})
    # A: 12 + 8.5, last year's 40 left out. B: 6, by its date.
    assert (value(made, A), value(made, B)) == ("41/2", "6")
    assert rows(made, A) == ["berkas2.xlsx:Diklat!3:4"]


def test_hours_of_training_may_have_their_unit(tmp_path: Path) -> None:
    hours = ["6 JP", "2,5 jam pelajaran", "4JP"]
    diklat = [*TRAINING[:2], *([n, A, "Adnan", f"Pelayanan {n}", jp, 2026, ""] for n, jp in enumerate(hours))]
    made = office(tmp_path, measured_by("training.jp"), STAFF, {"Diklat": diklat})
    assert value(made, A) == "25/2"


def test_training_that_is_no_number_is_told(tmp_path: Path) -> None:
    diklat = [*TRAINING[:2], [1, A, "Adnan", "Pelayanan", "6 sesi", 2026, ""]]
    assert refused(tmp_path, measured_by("training.jp"), STAFF, {"Diklat": diklat}) == [
        (
            'berkas2.xlsx:Diklat!E3: "6 sesi" bukan angka untuk JP; ketik angkanya saja, tanpa satuan atau kata [record-number]'
        )
    ]


HISTORY = [
    ["RIWAYAT PENILAIAN"],
    [],
    ["No", "NIP", "Nama", "Tahun", "Nilai SKP", "Predikat Kinerja"],
    [1, A, "Adnan", 2024, "88,5", "Baik"],
    [2, A, "Adnan", 2025, 91, "SANGAT BAIK"],
    [3, B, "Bunga", 2025, 80, "Cukup"],
]
PREDIKAT = "{Sangat Baik: 100, Baik: 80, Butuh Perbaikan: 60, Kurang: 40, Sangat Kurang: 0}"


def test_earlier_evaluations_as_scores_and_as_predikat(tmp_path: Path) -> None:
    scores = office(tmp_path, measured_by("history.score"), STAFF, {"Riwayat": HISTORY})
    # The mean of 88.5 and 91.
    assert (value(scores, A), value(scores, B)) == ("359/4", "80")
    words = office(tmp_path, words_scored("history.predikat", PREDIKAT), STAFF, {"Riwayat": HISTORY})
    # The latest year: A Sangat Baik, B Cukup, which is Butuh Perbaikan.
    assert (total(words, A), total(words, B), total(words, C)) == ("100.00", "60.00", None)
    assert rows(words, A) == ["berkas2.xlsx:Riwayat!5"]


def recap(period: str, *people: list[object]) -> list[list[object]]:
    return [
        ["INSTANSI : PEMERINTAH KABUPATEN CONTOH"],
        ["UNIT KERJA : DINAS CONTOH"],
        [f"PERIODE : {period} 2026"],
        [],
        ["No", "NIP", "Nama", "Rating Hasil Kerja", "Rating Perilaku Kerja", "Predikat Kinerja Pegawai"],
        *people,
    ]


ABOVE, AS, BELOW = "DIATAS EKSPEKTASI", "SESUAI EKSPEKTASI", "DIBAWAH EKSPEKTASI"


def test_e_kinerja_recaps_by_month_with_a_yearly_sheet_kept_apart(tmp_path: Path) -> None:
    sheets = {
        "I": recap("JANUARI", [1, A, "Adnan", ABOVE, AS, "Baik"], [2, B, "Bunga", AS, AS, "Baik"]),
        "II": recap("FEBRUARI", [1, A, "Adnan", ABOVE, ABOVE, ""], [2, B, "Bunga", BELOW, AS, "Baik"]),
        "Tahunan": recap("TAHUN", [1, A, "Adnan", "", "", "Kurang"]),
    }
    made = office(tmp_path, words_scored("ekinerja.predikat", PREDIKAT, TWO_MONTHS), STAFF, sheets)
    # The latest month: A's empty predikat is that of its ratings, above × above = Sangat Baik; B's typed one holds and is doubted.
    assert (total(made, A), total(made, B)) == ("100.00", "80.00")
    assert rows(made, A) == ["berkas2.xlsx:I!6", "berkas2.xlsx:II!6"]
    assert told(made) == [
        (
            'berkas2.xlsx:II!F7: predikat "Baik" tidak sesuai dengan rating hasil kerja "DIBAWAH EKSPEKTASI" (D7) dan perilaku '
            '"SESUAI EKSPEKTASI" (E7), yang memberi "Butuh Perbaikan"; periksa ketiga selnya; yang dipakai adalah yang '
            "tertulis, baik predikat maupun rating [ekinerja-differs]"
        ),
        (
            "berkas2.xlsx:Tahunan: lembar rekap tidak dibaca karena nilainya sudah ada pada lembar bulanan; hapus lembar bulanan "
            "bila justru rekap ini yang harus dipakai [sheet-recap]"
        ),
    ]


SIASN = columns(
    "PNS ID|NIP BARU|NIP LAMA|NIK|NAMA|GELAR DEPAN|GELAR BELAKANG|TEMPAT LAHIR ID|TEMPAT LAHIR NAMA|TANGGAL LAHIR|"
    "JENIS KELAMIN|AGAMA ID|JENIS KAWIN ID|JENIS PEGAWAI ID|JENIS PEGAWAI NAMA|KEDUDUKAN HUKUM ID|STATUS CPNS PNS|"
    "STATUS ASN|GOL AWAL ID|GOL AKHIR ID|GOL AKHIR NAMA|TMT GOLONGAN|MK TAHUN|MK BULAN|JENIS JABATAN ID|"
    "JENIS JABATAN NAMA|JABATAN ID|JABATAN NAMA|TMT JABATAN|TINGKAT PENDIDIKAN ID|TINGKAT PENDIDIKAN NAMA|"
    "PENDIDIKAN ID|PENDIDIKAN NAMA|TAHUN LULUS|NAMA SEKOLAH|ALAMAT|NOMOR HP|EMAIL|EMAIL GOV|NPWP NOMOR|BPJS|"
    "KARTU ASN VIRTUAL|NOMOR SK CPNS|TANGGAL SK CPNS|TMT CPNS|NOMOR SK PNS|TANGGAL SK PNS|TMT PNS|KPKN ID|"
    "LOKASI KERJA ID|UNOR ID|UNOR NAMA|INSTANSI INDUK ID|INSTANSI KERJA ID|INSTANSI KERJA NAMA|"
    "SATUAN KERJA INDUK ID|SATUAN KERJA KERJA ID|IS VALID NIK|FLAG IKD"
)


def siasn(**known: object) -> list[object]:
    return [known.get(heading.replace(" ", "_"), "x" if heading.endswith(" ID") else "") for heading in SIASN]


def test_a_siasn_export_is_the_roster_and_its_nik_is_nobody_s_nip(tmp_path: Path) -> None:
    people = [
        SIASN,
        siasn(NIP_BARU=f"'{A}", NIK="3201011503850001", NAMA="ADNAN CONTOHNA", TANGGAL_LAHIR="15-03-1985",
              GOL_AKHIR_NAMA="III/c", JABATAN_NAMA="Arsiparis Ahli Muda", UNOR_NAMA="Bidang Arsip", TMT_CPNS="01-01-2010"),
        siasn(NIP_BARU=B, NIK="", NAMA="BUNGA MISALAN", TANGGAL_LAHIR=date(1990, 7, 20), UNOR_NAMA="Bidang Pelayanan"),
    ]  # fmt: skip
    made = office(tmp_path, measured_by("training.jp"), {"Data Utama": people}, {"Diklat": TRAINING})
    assert made.dossier.people.nip.tolist() == [A, B]
    assert made.dossier.people.texts["unit"].tolist() == ["Bidang Arsip", "Bidang Pelayanan"]
    assert made.dossier.people.texts["jabatan"].tolist() == ["Arsiparis Ahli Muda", ""]
    assert (value(made, A), value(made, B)) == ("41/2", "6")


# All of it together, as a clerk types it.
WHOLE = """
indicators:
  disiplin: {weight: 40, measure: attendance.share, missing: renormalise}
  kecepatan:
    weight: 40
    measure: complaints.response_hours_median
    minimum_records: 1
    missing: renormalise
    scale: {max: 500, points: [[0, 100], [16, 80], [80, 0]]}
  ketuntasan:
    weight: 20
    measure: complaints.solved_in_time
    missing: renormalise
    scale: {bands: [{at_least: 0, score: 20}, {at_least: 50, score: 70}]}
coverage: 30
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "indicators.yaml").write_text(HEAD.replace("\n    ", "\n") + WHOLE, encoding="utf-8")
    write_xlsx(tmp_path / "staf.xlsx", STAFF)
    write_xlsx(tmp_path / "presensi.xlsx", {"Sheet1": FINGER})
    write_xlsx(tmp_path / "aduan.xlsx", {"Laporan": LAPOR})
    return tmp_path


def explained(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    files = [str(folder / name) for name in ("staf.xlsx", "presensi.xlsx", "aduan.xlsx")]
    assert run(["explain", *files, *more]) == 0
    return capsys.readouterr().out


def test_explain_tells_measure_unit_records_rows_scale_and_score(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = explained(folder, capsys, A)
    # 40 % of 66.67, 40 % of 89.375 (8.5 of 16 hours from 100 down to 80), 20 % of 20: 66.4166…
    assert "Nilai total 66,42, dibulatkan satu kali dari 66,4166666667." in out
    for line in (
        "Skala Kecepatan: 0 jam berskor 100; 16 jam berskor 80; 80 jam berskor 0; di antaranya segaris lurus, di luarnya tetap.",
        "Skala Ketuntasan: mulai 0% berskor 20; mulai 50% berskor 70.",
        "- Disiplin: bagian hari kerja yang dihadiri 66,67%, dari 4 catatan presensi harian; skor 66,6667.",
        "    presensi.xlsx:Sheet1 baris 5–8",
        "- Kecepatan: median waktu sampai tanggapan pertama 8,5 jam, dari 2 catatan daftar aduan; skor 89,375.",
        "    aduan.xlsx:Laporan baris 5–6",
        "- Ketuntasan: bagian aduan yang selesai dalam batas klasifikasinya 33,33%, dari 3 catatan daftar aduan; skor 20.",
        "    aduan.xlsx:Laporan baris 5–6, 9",
    ):
        assert line in out.splitlines()


def test_what_if_works_on_a_measure_and_keeps_its_unit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = explained(folder, capsys, A, "--what-if", "kecepatan=16")
    # 80 instead of 89.375, times 40 % = 3.75 less.
    assert "Andai Kecepatan = 16 jam: nilai total 62,67 (sekarang 66,42), peringkat 2 (sekarang 2)" in out


def test_who_has_no_records_is_told_which_are_lacking(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = explained(folder, capsys, C)
    assert (
        "- Disiplin: bagian hari kerja yang dihadiri tidak diketahui; tidak ada catatan presensi harian yang dapat dipakai."
        in out
    )


def test_too_few_records_are_told_with_the_number_needed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "indicators.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("minimum_records: 1", "minimum_records: 5"), encoding="utf-8"
    )
    assert (
        "- Kecepatan: median waktu sampai tanggapan pertama tidak dihitung; 2 catatan daftar aduan, paling sedikit harus 5."
        in explained(folder, capsys, A)
    )


def test_a_measure_that_is_a_word_is_supposed_by_its_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"indicators: {{sanksi: {{weight: 100, measure: sanctions.active_level, scale: {{table: {LEVELS}}}}}}}"
    (tmp_path / "indicators.yaml").write_text(text, encoding="utf-8")
    write_xlsx(tmp_path / "staf.xlsx", {**STAFF, "Hukdis": SANCTIONS})
    assert run(["explain", str(tmp_path / "staf.xlsx"), B, "--what-if", "sanksi=Tidak Ada", "--day", "2026-12-31"]) == 0
    out = capsys.readouterr().out
    assert "Skala Sanksi: tidak ada berskor 100; ringan berskor 75; sedang berskor 40; berat berskor 0." in out
    assert "- Sanksi: hukuman disiplin yang sedang dijalani sedang, dari 1 catatan hukuman disiplin; skor 40." in out
    assert "Andai Sanksi = tidak ada: nilai total 100,00 (sekarang 40,00)" in out


def test_check_says_what_each_sheet_of_records_was_read_as_and_only_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", *(str(folder / name) for name in ("staf.xlsx", "presensi.xlsx", "aduan.xlsx"))]) == 0
    told_of = [line.split(";")[0] for line in capsys.readouterr().err.splitlines() if ": lembar " in line]
    assert told_of == [
        "staf.xlsx: lembar Pegawai dibaca sebagai daftar pegawai",
        "presensi.xlsx: lembar Sheet1 dibaca sebagai presensi harian",
        "aduan.xlsx: lembar Laporan dibaca sebagai daftar aduan",
    ]


def test_a_column_of_records_can_be_mapped_on_the_command_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(folder / name) for name in ("staf.xlsx", "presensi.xlsx", "aduan.xlsx")]
    assert run(["check", *files, "--map", "Disposisi=diterima"]) == 0
    assert "F=diterima" in capsys.readouterr().err


def test_a_sheet_known_only_by_its_mapped_columns_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD.replace("\n    ", "\n") + "indicators: {hadir: {weight: 100, measure: attendance.share}}\n"
    (tmp_path / "indicators.yaml").write_text(text, encoding="utf-8")
    scans = [["NIK", "Tgl", "Jam Datang"], *([nip, "05/01/2026", "07:20"] for nip in (A, B, C))]
    write_xlsx(tmp_path / "staf.xlsx", {**STAFF, "Mesin": scans})
    assert run(["check", str(tmp_path / "staf.xlsx"), "--map", "Jam Datang=scan_masuk"]) == 0
    assert (
        "lembar Mesin dibaca sebagai presensi harian; 3 kolom dipakai: A=nip, B=tanggal, C=scan_masuk"
        in capsys.readouterr().err
    )


def test_a_field_of_records_nobody_measures_from_cannot_be_mapped_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "indicators.yaml").write_text("indicators: {hadir: {weight: 100}}\n", encoding="utf-8")
    write_xlsx(tmp_path / "staf.xlsx", STAFF)
    assert run(["check", str(tmp_path / "staf.xlsx"), "--map", "Jam Datang=scan_masuk"]) == 2
    assert "[map-field]" in capsys.readouterr().err
