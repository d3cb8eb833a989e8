"""Lists as offices really keep them – titles, merged headings, sheets of Roman months, dates as text, blank rows, totals – to the exact
measure worked out by hand: innovations, sanctions, training, earlier evaluations and e-Kinerja recaps.
"""

from datetime import date
from pathlib import Path

import pytest

from evidence_offices import HEAD, ROSTER, A, B, C, measured_by, office, rows, rules, total, value

STAFF = {"Pegawai": ROSTER}
# January and February are judged; the year 2026 of training counts as a whole.
TWO_MONTHS = HEAD.replace("2026-01-31", "2026-02-28")


def words_scored(measure: str, table: str) -> object:
    scale = f"{{table: {table}}}"
    return rules(
        f"indicators: {{ukuran: {{weight: 100, measure: {measure}, missing: renormalise, scale: {scale}}}}}", TWO_MONTHS
    )


def innovations(month: str, *rows_: list[object]) -> list[list[object]]:
    """One month's list; the heading stands in rows 4 and 5, the first innovation in row 7."""
    return [
        ["DAFTAR INOVASI PELAYANAN"],
        [f"BULAN {month} 2026"],
        [],
        ["No", "NIP", "Nama", "Inovasi", "", "Peran", "Keadaan", "", "Tanggal Penerapan"],
        ["", "", "", "Judul", "Tingkat", "", "Diterapkan", "Terverifikasi", ""],
        [f"({n})" for n in range(1, 10)],
        *rows_,
        ["", "", "Jumlah inovasi", len(rows_)],
        [],
        ["", "", "", "", "", "", "Kepala Dinas Contoh,"],
    ]


HEADINGS = ["A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:F5", "G4:H4", "I4:I5"]
INNOVATIONS = {
    "I": innovations(
        "JANUARI",
        [1, A, "Adnan", "Loket Cepat", "Kabupaten", "Ketua", "Ya", "Sudah", "12 Januari 2026"],
        [2, B, "Bunga", "Loket Cepat", "Kabupaten", "Anggota", "v", True, date(2026, 1, 12)],
        [],
        [
            3,
            f"{A}; {B}",
            "Adnan, Bunga",
            "Antrean Daring",
            "Instansi",
            "Penggagas",
            "Belum",
            "Ya",
            "Senin, 19 Januari 2026",
        ],
    ),
    "II": innovations(
        "FEBRUARI",
        [1, A, "Adnan", "Arsip Digital", "Unit", "Ketua", "Ya", "Ya", "2026-02-03"],
        [2, A, "Adnan", "Yang Belum Diperiksa", "Nasional", "Ketua", "Ya", "Tidak", "28/02/2026"],
        [3, B, "Bunga", "Tahun Lalu", "Nasional", "Ketua", "Ya", "Ya", "31/12/2025"],
    ),
}


def test_innovations_by_month_below_a_heading_of_two_rows(tmp_path: Path) -> None:
    made = office(
        tmp_path,
        measured_by("innovations.points", head=TWO_MONTHS),
        STAFF,
        INNOVATIONS,
        merges=dict.fromkeys(INNOVATIONS, HEADINGS),
    )
    # A: district 60 as head; agency 40 as initiator, not in use yet (half): 20; unit 20; the one not verified earns nothing: 100.
    # B: district 60 as member (60 %): 36; agency 40, half: 20; last year's does not count: 56.
    assert (value(made, A), value(made, B), value(made, C)) == ("100", "56", None)
    assert rows(made, A) == ["berkas2.xlsx:I!7", "berkas2.xlsx:I!10", "berkas2.xlsx:II!7:8"]
    assert sorted(f.code for f in made.findings) == ["records-outside"] + ["row-signature"] * 2 + ["row-total"] * 2


SANCTIONS = [
    ["REKAPITULASI HUKUMAN DISIPLIN"],
    ["DINAS CONTOH"],
    [],
    ["No", "NIP", "Nama", "Hukuman", "", "Masa Hukuman", ""],
    ["", "", "", "Jenis", "Tingkat Hukuman", "Mulai Berlaku", "Akhir Berlaku"],
    [1, A, "Adnan", "Teguran tertulis", "Ringan", "1 Januari 2026", "31 Desember 2026"],
    [2, A, "Adnan", "Penundaan kenaikan pangkat", "Sedang", "01/01/2027", "31/12/2027"],
    [],
    [3, B, "Bunga", "Pemotongan tunjangan kinerja", "HUKUMAN SEDANG", date(2026, 12, 31), ""],
    [4, B, "Bunga", "Teguran lisan", "Tingkat Ringan", "2026-03-01", "2026-09-01"],
    [5, C, "Cakra", "", "Nihil", "-", "-"],
    ["", "", "Jumlah", "", 4],
]


@pytest.mark.parametrize(
    ("day", "levels"),
    [
        # A's reprimand lasts to 31 December, its last day included; the second begins the day after. B's second has begun and has no
        # end. C is on the list with none.
        (date(2026, 12, 31), ["ringan", "sedang", "tidak ada"]),
        (date(2027, 1, 1), ["sedang", "sedang", "tidak ada"]),
        (date(2026, 12, 30), ["ringan", "tidak ada", "tidak ada"]),
        (date(2025, 12, 31), ["tidak ada", "tidak ada", "tidak ada"]),
    ],
)
def test_the_worst_sanction_in_force_on_the_day(tmp_path: Path, day: date, levels: list[str]) -> None:
    book = words_scored("sanctions.active_level", "{tidak ada: 100, ringan: 75, sedang: 40, berat: 0}")
    merges = {"Hukdis": ["A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:G4"]}
    made = office(tmp_path, book, STAFF, {"Hukdis": SANCTIONS}, merges=merges, day=day)
    assert made.measures.by_indicator["ukuran"].words.tolist() == levels
    scores = {"tidak ada": "100.00", "ringan": "75.00", "sedang": "40.00"}
    assert [total(made, nip) for nip in (A, B, C)] == [scores[level] for level in levels]
    assert [f.code for f in made.findings] == ["row-total"]


TRAINING = [
    ["RIWAYAT PENGEMBANGAN KOMPETENSI"],
    ["TAHUN 2026"],
    [],
    ["No", "NIP", "Nama", "Pengembangan Kompetensi", "", "", ""],
    ["", "", "", "Nama Pelatihan", "Jumlah JP", "Tahun", "Tanggal Selesai"],
    ["1", A, "Adnan", "Pelayanan Prima", "12", 2026, "20 Januari 2026"],
    ["2", A, "Adnan", "Arsip Dinamis", "8,5", 2026, ""],
    [],
    ["3", A, "Adnan", "Pelayanan Prima", 20, 2025, "20 Januari 2025"],
    ["4", B, "Bunga", "Lembar Kerja", 6, "", date(2026, 3, 1)],
    ["5", B, "Bunga", "Lembar Kerja", 6, "", "2 Maret 2026"],
    ["6", B, "Bunga", "Menulis", 1.25, 2026, "-"],
    ["", "", "Jumlah JP", "", 53.75, "", ""],
    ["Keterangan: JP = jam pelajaran"],
]


def test_training_hours_of_the_year(tmp_path: Path) -> None:
    merges = {"Diklat": ["A4:A5", "B4:B5", "C4:C5", "D4:G4"]}
    made = office(tmp_path, measured_by("training.jp", head=TWO_MONTHS), STAFF, {"Diklat": TRAINING}, merges=merges)
    # A: 12 + 8.5; last year's 20 do not count. B: 6 + 6 on two days, and 1.25.
    assert (value(made, A), value(made, B), value(made, C)) == ("41/2", "53/4", None)
    assert rows(made, A) == ["berkas2.xlsx:Diklat!6:7"]
    assert rows(made, B) == ["berkas2.xlsx:Diklat!10:12"]
    assert [f.code for f in made.findings] == ["records-outside", "row-total", "row-signature"]


HISTORY = [
    ["RIWAYAT PENILAIAN KINERJA"],
    [],
    ["No", "NIP", "Nama", "Hasil Penilaian", "", ""],
    ["", "", "", "Tahun", "Nilai SKP", "Predikat Kinerja"],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
    [1, A, "Adnan", 2023, "88,5", "-"],
    [2, A, "Adnan", "2024", 91, "BAIK"],
    [3, A, "Adnan", 2025, "90,25", "Sangat  Baik"],
    [4, A, "Adnan", 2026, 10, "Kurang"],
    [],
    [5, B, "Bunga", 2025, "-", "Cukup"],
    [6, B, "Bunga", 2024, 80, "Butuh Perbaikan"],
    ["", "", "Rata-rata", "", 87.4375, ""],
]
PREDIKAT = "{Sangat Baik: 100, Baik: 80, Butuh Perbaikan: 60, Kurang: 40, Sangat Kurang: 0}"
OF_HISTORY = {"Riwayat": ["A3:A4", "B3:B4", "C3:C4", "D3:F3"]}


def test_earlier_scores_and_the_latest_earlier_predikat(tmp_path: Path) -> None:
    scores = office(
        tmp_path, measured_by("history.score", head=TWO_MONTHS), STAFF, {"Riwayat": HISTORY}, merges=OF_HISTORY
    )
    # A: (88.5 + 91 + 90.25) / 3; the year being judged does not count. B: 80 alone, 2025 has no score.
    assert (value(scores, A), value(scores, B), value(scores, C)) == ("1079/12", "80", None)
    assert (rows(scores, A), rows(scores, B)) == (["berkas2.xlsx:Riwayat!6:8"], ["berkas2.xlsx:Riwayat!12"])
    words = office(tmp_path, words_scored("history.predikat", PREDIKAT), STAFF, {"Riwayat": HISTORY}, merges=OF_HISTORY)
    # Of 2025: A Sangat Baik; B Cukup, which is Butuh Perbaikan.
    assert (total(words, A), total(words, B), total(words, C)) == ("100.00", "60.00", None)
    for made in (scores, words):
        assert [f.code for f in made.findings] == ["history-later", "row-total"]


def recap(month: str, *people: list[object]) -> list[list[object]]:
    return [
        ["INSTANSI : PEMERINTAH KABUPATEN CONTOH"],
        [f"PERIODE : {month} 2026"],
        [],
        ["No", "NIP", "Nama", "Rating", "", "Predikat Kinerja Pegawai"],
        ["", "", "", "Hasil Kerja", "Perilaku Kerja", ""],
        *people,
        ["", "", "Jumlah pegawai", "", "", len(people)],
        [],
        ["", "", "", "", "Kepala Dinas Contoh,"],
    ]


ABOVE, AS, BELOW = "DIATAS EKSPEKTASI", "Sesuai  Ekspektasi", "di bawah ekspektasi"
RECAPS = {
    "I": recap(
        "JANUARI",
        [1, f"'{A}", "Adnan", AS, AS, "Baik"],
        [2, B, "Bunga", AS, BELOW, ""],
        [3, C, "Cakra", ABOVE, AS, "Baik"],
    ),
    "II": recap("FEBRUARI", [1, A, "Adnan", ABOVE, ABOVE, ""], [], [2, B, "Bunga", 2, 2, "baik"]),
    "III": recap("MARET", [1, A, "Adnan", BELOW, BELOW, "Sangat Kurang"]),
}


def test_e_kinerja_recaps_by_roman_months(tmp_path: Path) -> None:
    merges = {name: ["A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:F5"] for name in RECAPS}
    made = office(tmp_path, words_scored("ekinerja.predikat", PREDIKAT), STAFF, RECAPS, merges=merges)
    # The latest month of the period. A: above and above is Sangat Baik; March is not of the period. B: as typed, Baik, which its
    # codes 2 and 2 give as well. C has January alone: Baik.
    assert made.measures.by_indicator["ukuran"].words.tolist() == ["Sangat Baik", "Baik", "Baik"]
    assert [total(made, nip) for nip in (A, B, C)] == ["100.00", "80.00", "80.00"]
    assert rows(made, A) == ["berkas2.xlsx:I!6", "berkas2.xlsx:II!6"]
    assert rows(made, B) == ["berkas2.xlsx:I!7", "berkas2.xlsx:II!8"]
    assert sorted(f.code for f in made.findings) == ["records-outside"] + ["row-signature"] * 3 + ["row-total"] * 3
