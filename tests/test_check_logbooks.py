"""Records an office keeps: recognised by their headings, typed cell by cell, and told where they cannot be read."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.check.dossier import check
from asn_eval.check.logbook import Logbook
from asn_eval.check.moments import has_time, moment_of, moments
from asn_eval.check.records import Dossier, State
from asn_eval.read.sheet import Book, ErrorCell, Sheet, UncachedFormula
from asn_eval.rules.rulebook import Indicator, Rulebook

A, B, C = "198503152010011001", "199007202015042002", "197801011999031003"
ROSTER = [
    ["NIP", "Nama", "Unit Kerja"],
    [A, "Contoh Satu", "Dinas A"],
    [B, "Contoh Dua", "Dinas A"],
    [C, "Contoh Tiga", "Dinas B"],
]


def sheet(name: str, rows: Sequence[Sequence[object]], merged: Sequence[tuple[int, int, int, int]] = ()) -> Sheet:
    width = max(map(len, rows))
    columns = tuple([row[j] if j < len(row) else "" for row in rows] for j in range(width))
    return Sheet("staf.xlsx", name, columns, merged=tuple(merged))


def rules(measure: str) -> Rulebook:
    return Rulebook(indicators={"ukuran": Indicator(weight=Decimal(100), measure=measure, missing="renormalise")})


def checked(measure: str, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Dossier:
    made = [sheet("Pegawai", ROSTER), *(sheet(name, rows) for name, rows in sheets.items())]
    return check([Book("staf.xlsx", tuple(made))], rules(measure))


def logbook(measure: str, kind: str, rows: Sequence[Sequence[object]]) -> Logbook:
    dossier = checked(measure, {"Catatan": rows})
    assert not [f.message() for f in dossier.findings if f.severity == "error"]
    return dossier.logbooks[kind]


def messages(dossier: Dossier) -> list[str]:
    return [f.message("id") for f in dossier.findings]


FINGER = [
    ["REKAP PRESENSI BULAN NOVEMBER 2026"],
    [],
    [
        "No. ID",
        "NIP",
        "Nama",
        "Tanggal",
        "Jam Masuk",
        "Scan Masuk",
        "Scan Pulang",
        "Terlambat",
        "Plg. Cepat",
        "Absent",
        "Pengecualian",
    ],
    [1, A, "Contoh Satu", date(2026, 11, 2), "07:30", time(7, 45), "16:00", "00:15", "", "False", ""],
    [1, A, "Contoh Satu", "03/11/2026", "07:30", "", "", "", "", "True", "Cuti"],
    [2, B, "Contoh Dua", "2026-11-02", "07:30", "07.20", 0.75, 0.0, 5.0, False, ""],
    ["Jumlah", "", "", "", "", "", "", "", "", "", ""],
]


def test_a_fingerprint_export_below_a_title_is_daily_attendance() -> None:
    book = logbook("attendance.share", "attendance", FINGER)
    assert book.person.tolist() == [0, 0, 1]
    assert book.row.tolist() == [4, 5, 6]
    assert book.moments["tanggal"].astype("datetime64[D]").tolist() == [
        date(2026, 11, 2),
        date(2026, 11, 3),
        date(2026, 11, 2),
    ]
    assert book.minutes["scan_masuk"].tolist() == [465, -1, 440]
    assert book.minutes["scan_pulang"].tolist() == [960, -1, 1080]
    assert book.minutes["terlambat"].tolist() == [15, -1, 0]
    assert book.flags["absent"].tolist() == [0, 1, 0]
    assert book.texts["pengecualian"].tolist() == ["", "Cuti", ""]


def test_the_columns_say_where_each_field_stands() -> None:
    book = logbook("attendance.share", "attendance", FINGER)
    source = int(book.source[0])
    assert {book.columns[source][name] for name in ("nip", "tanggal", "scan_masuk")} == {2, 4, 6}


def test_a_complaint_shared_by_two_officers_is_a_record_of_each() -> None:
    book = logbook(
        "complaints.satisfaction",
        "complaints",
        [
            ["No Aduan", "Klasifikasi", "Diterima", "Tanggapan Pertama", "Selesai", "NIP Petugas", "Kepuasan"],
            ["LP-1", "Permintaan Informasi", datetime(2026, 11, 2, 8, 15), "02/11/2026 10.30", "", f"{A}; {B}", 4.0],
            ["LP-2", "Aspirasi", date(2026, 11, 3), "", "", B, ""],
        ],
    )
    assert book.person.tolist() == [0, 1, 1]
    assert book.shared.tolist() == [2, 2, 1]
    assert str(book.moments["ditanggapi"][0]) == "2026-11-02T10:30"
    assert np.isnat(book.moments["ditanggapi"][2])
    assert book.timed["diterima"].tolist() == [True, True, False]
    assert book.numbers["kepuasan"].state.tolist() == [State.GIVEN, State.GIVEN, State.EMPTY]


def test_a_nip_merged_over_several_rows_holds_for_each_of_them() -> None:
    rows = [
        ["NIP", "Rencana Hasil Kerja", "Aspek", "Target", "Realisasi"],
        [A, "Laporan", "Kuantitas", 12.0, 12.0],
        ["", "Laporan", "Waktu", 30.0, 28.0],
        [B, "Arsip", "Kuantitas", 100.0, 95.0],
    ]
    made = (sheet("Pegawai", ROSTER), sheet("SKP", rows, merged=[(2, 1, 3, 1)]))
    dossier = check([Book("staf.xlsx", made)], rules("targets.achievement"))
    assert dossier.logbooks["targets"].person.tolist() == [0, 0, 1]
    assert dossier.logbooks["targets"].numbers["realisasi"].values.units.tolist() == [12, 28, 95]


RECAP = [["INSTANSI : DINAS CONTOH"], ["PERIODE : 2026"], [], ["No", "NIP", "Nama", "Predikat Kinerja Pegawai"]]


def test_every_month_of_an_e_kinerja_recap_is_read_and_the_yearly_sheet_kept_apart() -> None:
    dossier = checked(
        "ekinerja.predikat",
        {
            "I": [*RECAP, [1, A, "Contoh Satu", "Baik"], [2, B, "Contoh Dua", "Sangat Baik"]],
            "II": [*RECAP, [1, A, "Contoh Satu", "Sangat Baik"]],
            "Tahunan": [*RECAP, [1, A, "Contoh Satu", "Baik"]],
        },
    )
    book = dossier.logbooks["ekinerja"]
    assert book.month.tolist() == [1, 1, 2]
    assert book.texts["predikat"].tolist() == ["Baik", "Sangat Baik", "Sangat Baik"]
    assert messages(dossier) == [
        (
            "staf.xlsx:Tahunan: lembar rekap tidak dibaca karena nilainya sudah ada pada lembar bulanan; "
            "hapus lembar bulanan bila justru rekap ini yang harus dipakai [sheet-recap]"
        )
    ]


def test_a_recap_with_units_is_the_roster_too_when_there_is_no_other() -> None:
    rows = [
        ["NIP", "Nama", "Unit Kerja", "Predikat Kinerja"],
        [A, "Contoh Satu", "Dinas A", "Baik"],
        [B, "Contoh Dua", "Dinas B", "Baik"],
    ]
    dossier = check([Book("staf.xlsx", (sheet("Rekap", rows),))], rules("ekinerja.predikat"))
    assert dossier.people.texts["unit"].tolist() == ["Dinas A", "Dinas B"]
    assert dossier.logbooks["ekinerja"].person.tolist() == [0, 1]


def test_a_measure_without_its_records_names_the_sheet_it_needs() -> None:
    assert messages(checked("attendance.share", {}))[:1] == [
        (
            "indicators.yaml: buku aturan mengukur dari presensi harian / rekap presensi bulanan, tetapi tidak ada lembar dengan kolom "
            "NIP, Scan Masuk, Tanggal / NIP, Hadir, Hari Kerja; tambahkan berkas "
            "atau lembar itu pada perintah, atau samakan judul kolomnya [records-missing]"
        )
    ]


LOG = ["NIP", "Tanggal", "Scan Masuk", "Terlambat", "Absent"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            [A, "31/02/2026", "07:30", "", ""],
            'B2: tanggal "31/02/2026" tidak ada di kalender; perbaiki dengan urutan hari/bulan/tahun [date-not-real]',
        ),
        ([A, "02/11/2026", "pagi", "", ""], 'C2: "pagi" bukan jam; tulis seperti 07:45 [clock-unreadable]'),
        (
            [A, "02/11/2026", "07:30", "lama", ""],
            'D2: "lama" bukan lama waktu; tulis menitnya (15) atau jam:menit (00:15) [minutes-unreadable]',
        ),
        (
            [A, "02/11/2026", "07:30", "", "mungkin"],
            'E2: "mungkin" bukan ya atau tidak; tulis "ya" atau "tidak" [flag-unreadable]',
        ),
        (
            [A, "02/11/2026", ErrorCell("#N/A"), "", ""],
            "C2: sel berisi kesalahan #N/A; perbaiki rumusnya, atau ketik nilainya [cell-error]",
        ),
        (
            [ErrorCell("#N/A"), "02/11/2026", "07:30", "", ""],
            "A2: sel berisi kesalahan #N/A; perbaiki rumusnya, atau ketik nilainya [cell-error]",
        ),
        (
            [UncachedFormula("=B7"), "02/11/2026", "07:30", "", ""],
            "A2: hasil rumus belum tersimpan (=B7); buka berkas di aplikasi lembar kerja, simpan, lalu ulangi [cell-formula]",
        ),
        (
            [True, "02/11/2026", "07:30", "", ""],
            'A2: "TRUE" bukan NIP; isi NIP 18 digit angka [nip-characters]',
        ),
        (
            ["198503152010011999", "02/11/2026", "07:30", "", ""],
            'A2: NIP "198503152010011999" tidak ada dalam daftar pegawai; perbaiki NIP, atau tambahkan pegawainya ke daftar [nip-unknown]',
        ),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_with_its_remedy(row: list[object], message: str) -> None:
    told = messages(checked("attendance.share", {"Presensi": [LOG, row]}))
    assert f"staf.xlsx:Presensi!{message}" in told


def test_a_record_at_fault_is_marked() -> None:
    dossier = checked(
        "attendance.share", {"Presensi": [LOG, [A, "02/11/2026", "pagi", "", ""], [A, "03/11/2026", "07:30", "", ""]]}
    )
    assert dossier.logbooks["attendance"].invalid.tolist() == [True, False]


def test_sheets_nobody_measures_from_stay_what_they_were() -> None:
    typed = Rulebook(indicators={"disiplin": Indicator(weight=Decimal(100))})
    rows = [[*ROSTER[0], "Disiplin"], *([*row, 80.0] for row in ROSTER[1:])]
    dossier = check([Book("staf.xlsx", (sheet("Pegawai", rows), sheet("Presensi", FINGER)))], typed)
    assert dossier.logbooks == {}
    assert dossier.scores["disiplin"].values.units.tolist() == [80, 80, 80]


@given(st.lists(st.one_of(st.just(""), st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1))), max_size=20))
def test_a_column_of_stored_moments_taken_whole_is_what_each_cell_says(values: list[object]) -> None:
    whole, timed, faults = moments(values)
    assert faults == {}
    assert timed.tolist() == [has_time(v) for v in values]
    assert [None if np.isnat(m) else int(m.astype(np.int64)) for m in whole] == [
        moment_of(v) if v else None for v in values
    ]
