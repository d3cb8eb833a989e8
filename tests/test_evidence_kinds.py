"""Which kind of records a sheet is, among all kinds; and the lists offices really have: usulan, HR imports, SIASN, machines."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from asn_eval.check.titles import time_in
from asn_eval.check.yearly_columns import year_of
from asn_eval.findings import Finding, Place
from evidence_offices import HEAD, ROSTER, A, B, Rows, office, refused, rows, rules, told, total, value
from test_evidence_workbooks import PREDIKAT, columns, siasn, words_scored
from test_evidence_workbooks import SIASN as SIASN_HEADINGS

STAFF = {"Pegawai": ROSTER}
YEAR = HEAD.replace("2026-01-31", "2026-12-31")
RIWAYAT = [["NIP", "Nama", "Tahun", "Nilai SKP", "Predikat"], [A, "Adnan", 2024, 40, "Kurang"]]
SIASN = [
    ["tahun", "nip_baru", "hasilKinerja", "perilakuKerja", "kuadranKinerja"],
    [2026, A, "SESUAI EKSPEKTASI", "SESUAI EKSPEKTASI", "BAIK"],
]


def kinds(made: object) -> dict[str, str]:
    return {s.sheet: s.kind for s in made.dossier.sources if s.kind != "ignored"}  # type: ignore[attr-defined]


def both(*measures: str) -> object:
    table = f"scale: {{table: {PREDIKAT}}}"
    leaves = [
        f"u{n}: {{weight: {100 / len(measures):g}, measure: {m}, missing: renormalise" for n, m in enumerate(measures)
    ]
    scaled = [f"{x}{', ' + table if x.count('predikat') else ''}}}" for x in leaves]
    return rules(f"indicators: {{{', '.join(scaled)}}}", YEAR)


def test_a_list_of_earlier_predikat_is_no_e_kinerja_recap(tmp_path: Path) -> None:
    assert refused(tmp_path, words_scored("ekinerja.predikat", PREDIKAT, YEAR), STAFF, {"Riwayat": RIWAYAT}) == [
        (
            "indicators.yaml: buku aturan mengukur dari rekap e-Kinerja, tetapi tidak ada lembar dengan kolom NIP, Predikat Kinerja "
            "Pegawai; tambahkan berkas atau lembar itu pada perintah, atau samakan judul kolomnya [records-missing]"
        )
    ]


def test_history_and_e_kinerja_are_measured_together(tmp_path: Path) -> None:
    made = office(tmp_path, both("ekinerja.predikat", "history.predikat"), STAFF, {"Riwayat": RIWAYAT, "skp": SIASN})
    assert kinds(made) == {"Pegawai": "roster", "Riwayat": "history", "skp": "ekinerja"}
    # Baik 80 now and Kurang 40 in 2024, half each.
    assert (total(made, A), told(made)) == ("60.00", [])


def test_where_only_history_is_asked_a_siasn_export_by_year_tells_it(tmp_path: Path) -> None:
    export = [SIASN[0], [2025, A, "SESUAI EKSPEKTASI", "SESUAI EKSPEKTASI", "BAIK"], SIASN[1]]
    made = office(tmp_path, words_scored("history.predikat", PREDIKAT, YEAR), STAFF, {"skp": export})
    assert (kinds(made)["skp"], total(made, A), rows(made, A)) == ("history", "80.00", ["berkas2.xlsx:skp!2"])


INNOVATIONS = [["NIP", "Judul Inovasi", "Tingkat", "Peran", "Diterapkan", "Terverifikasi", "Tanggal"]]
INNOVATIONS += [[A, "Loket", "Unit", "Ketua", "Ya", "Ya", date(2026, 2, 2)]]
FORMS = [["NIP yang Dinilai", "Peran", "Akuntabel", "Loyal"], [A, "Atasan", 80, 90]]


def test_innovations_and_feedback_are_measured_together_and_apart(tmp_path: Path) -> None:
    sheets = {"Inovasi": INNOVATIONS, "360": FORMS}
    made = office(tmp_path, both("innovations.points", "feedback.score"), STAFF, sheets)
    assert kinds(made) == {"Pegawai": "roster", "Inovasi": "innovations", "360": "feedback"}
    # Head of an innovation of a unit, 20 points; the mean of 80 and 90.
    assert (value(made, A, "u0"), value(made, A, "u1")) == ("20", "85")
    # Feedback alone is not read from the list of innovations, though that has roles too.
    made = office(tmp_path, both("feedback.score"), STAFF, sheets)
    assert (kinds(made), value(made, A, "u0")) == ({"Pegawai": "roster", "360": "feedback"}, "85")
    assert [m for m in told(made) if "Inovasi" in m] == [
        (
            "berkas2.xlsx:Inovasi: lembar tidak dibaca karena berisi catatan yang tidak diukur oleh buku aturan; abaikan, atau ukur "
            "sebuah indikator dari catatan itu di buku aturan [sheet-unasked]"
        )
    ]


def test_a_sheet_two_kinds_fit_as_well_is_told_and_not_read(tmp_path: Path) -> None:
    monthly = [["NIP", "Bulan", "Tahun", "Predikat"], [A, "Januari", 2026, "Baik"]]
    messages = refused(tmp_path, both("ekinerja.predikat", "history.predikat"), STAFF, {"Daftar": monthly})
    assert messages == [
        (
            "berkas2.xlsx:Daftar!1: lembar ini tidak dibaca karena cocok sebagai riwayat penilaian / rekap e-Kinerja; tambahkan kolom yang "
            "hanya dimiliki salah satunya: Nilai (riwayat penilaian), Periode Penilaian (riwayat penilaian), Rating Hasil Kerja (rekap "
            "e-Kinerja), Rating Perilaku Kerja (rekap e-Kinerja) [sheet-kinds]"
        )
    ]
    # Where only one of them is asked for it is that.
    made = office(tmp_path, words_scored("ekinerja.predikat", PREDIKAT, YEAR), STAFF, {"Daftar": monthly})
    assert total(made, A) == "80.00"


def test_records_nobody_asks_for_are_no_second_list_of_staff(tmp_path: Path) -> None:
    recap = [["NIP", "Nama", "Jabatan", "Unit Kerja", "Rating Hasil Kerja", "Predikat Kinerja"]]
    recap += [[A, "Adnan C.", "Petugas", "Dinas", "", "Baik"]]
    training = [["NIP", "Nama Diklat", "JP", "Tahun"], [A, "Arsip", 20, 2026]]
    made = office(tmp_path, both("training.jp"), STAFF, {"e-Kinerja": recap, "Diklat": training})
    assert (value(made, A, "u0"), len(made.dossier.people)) == ("20", 3)
    assert [f.code for f in made.findings] == ["sheet-unasked"]


def test_a_roster_with_a_column_of_records_stays_the_roster(tmp_path: Path) -> None:
    staff = [["NIP", "Nama", "Unit Kerja", "Disiplin", "Rating Hasil Kerja", "Predikat Kinerja"]]
    staff += [[nip, "Contoh", "Dinas", 80, "", "Baik"] for nip in (A, B)]
    made = office(tmp_path, rules("indicators: {disiplin: {weight: 100}}", YEAR), {"Nilai": staff})
    assert (total(made, A), total(made, B), told(made)) == ("80.00", "80.00", [])


def test_a_predikat_beside_the_unit_makes_no_list_of_records(tmp_path: Path) -> None:
    staff = [["NIP", "Nama", "Unit Kerja", "Predikat"], [A, "Adnan", "Dinas", "Baik"]]
    moved = [["NIP", "Nama", "Jabatan"], [A, "Adnan", "Petugas"]]
    sheets = {"Pegawai": staff, "Mutasi": moved, "Nilai": [["NIP", "Disiplin"], [A, 80]]}
    # Which of the two lists is the roster the office must say.
    messages = refused(tmp_path, rules("indicators: {disiplin: {weight: 100}}", YEAR), sheets)
    assert any(m.endswith("[nip-doubled]") for m in messages)


def test_a_roster_with_ratings_stays_the_roster_beside_a_mere_list_of_names(tmp_path: Path) -> None:
    staff = [["NIP", "Nama", "Unit Kerja", "Rating Hasil Kerja", "Predikat"], [A, "Adnan", "Dinas", "", "Baik"]]
    training = [["NIP", "Nama Diklat", "JP", "Tahun"], [A, "Arsip", 20, 2026]]
    sheets = {"Pegawai": staff, "Peserta": [["NIP", "Nama"], [A, "Adnan"]], "Diklat": training}
    made = office(tmp_path, both("training.jp"), sheets)
    assert (made.dossier.people.texts["unit"].tolist(), value(made, A, "u0")) == (["Dinas"], "20")
    assert [f.code for f in made.findings] == ["sheet-no-use"]


@pytest.mark.parametrize(
    ("measure", "sheet"),
    [
        ("history.score", [["NIP", "Nama Kegiatan", "Tahun"], [A, "Lomba", 2025]]),
        ("feedback.score", [["NIP", "Panitia", "Peran"], [A, "HUT", "Anggota"]]),
    ],
)
def test_a_sheet_without_a_score_or_a_value_is_no_evaluation(tmp_path: Path, measure: str, sheet: Rows) -> None:
    assert [m.rpartition("[")[2] for m in refused(tmp_path, both(measure), STAFF, {"Daftar": sheet})] == [
        "records-missing]"
    ]


# Usulan: one column a year.

USULAN = [["No", "NIP", "Nama", "Jabatan", "SKP_Y2", "SKP_Y1", "Status_Hukdis"]]
USULAN += [[1, A, "Adnan", "Petugas", "Sangat Baik", "Baik", "Tidak ada"], [2, B, "Bunga", "Petugas", "Kurang", "", ""]]


def test_one_column_a_year_is_a_list_of_earlier_evaluations_and_no_second_roster(tmp_path: Path) -> None:
    made = office(tmp_path, words_scored("history.predikat", PREDIKAT, YEAR), STAFF, {"Usulan": USULAN})
    # The period is of 2026: Y1 is 2025, Y2 2024. A's latest is Baik; B's of 2025 is empty, 2024 Kurang.
    assert (total(made, A), total(made, B), told(made)) == ("80.00", "40.00", [])
    assert (rows(made, A), rows(made, B)) == (["berkas2.xlsx:Usulan!2"], ["berkas2.xlsx:Usulan!3"])
    assert [dict(s.headings) for s in made.dossier.sources[-2:]] == [
        {"nip": "NIP", "nama": "Nama", "predikat": "SKP_Y2"},
        {"nip": "NIP", "nama": "Nama", "predikat": "SKP_Y1"},
    ]


def test_years_in_the_headings_of_a_roster_are_earlier_scores_of_its_people(tmp_path: Path) -> None:
    staff = [["NIP", "Nama", "Unit Kerja", "Nilai SKP 2024", "Nilai SKP 2025", "Predikat SKP 2025", "SKP 2026"]]
    staff += [[A, "Adnan", "Dinas", 80, "91,5", "Baik", 10], [B, "Bunga", "Dinas", 70, "", "Kurang", 10]]
    made = office(tmp_path, both("history.score", "history.predikat"), {"Pegawai": staff})
    # A (80 + 91.5) / 2 and Baik; B 70 alone and Kurang. 2026 is the year of the period.
    assert (value(made, A, "u0"), value(made, B, "u0")) == ("343/4", "70")
    assert made.measures.by_indicator["u1"].words.tolist() == ["Baik", "Kurang"]
    assert (len(made.dossier.people), told(made)) == (2, [])


def test_a_number_below_a_heading_of_predikat_is_told(tmp_path: Path) -> None:
    usulan = [["NIP", "Nama", "Predikat 2025"], [A, "Adnan", 91.5]]
    messages = refused(tmp_path, words_scored("history.predikat", PREDIKAT, YEAR), STAFF, {"Usulan": usulan})
    assert [m.startswith('berkas2.xlsx:Usulan!C2: "91,5" tidak dikenal') for m in messages] == [True]


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("SKP_Y1", -1),
        ("SKP Y-2", -2),
        ("Predikat Kinerja (N-1)", -1),
        ("SKP / 2024", 2024),
        ("Nilai SKP Tahun 2024", 2024),
        ("Nilai Prestasi Kerja 2019", 2019),
        ("Kinerja 2024", 0),
        ("Target SKP 2024", 0),
        ("Tahun Lulus 2024", 0),
        ("SKP 2024 - 2025", 0),
        ("SKP", 0),
        ("Predikat", 0),
    ],
)
def test_headings_of_years(heading: str, year: int) -> None:
    assert year_of(heading) == year


def test_what_the_office_reads_as_an_indicator_is_no_earlier_year(tmp_path: Path) -> None:
    text = """
    indicators:
      skp: {weight: 50}
      lalu: {weight: 50, measure: history.score, missing: renormalise}
    headings: {skp: [Nilai SKP 2025]}
    """
    staff = [["NIP", "Nama", "Unit Kerja", "Nilai SKP 2024", "Nilai SKP 2025"], [A, "Adnan", "Dinas", 60, 90]]
    made = office(tmp_path, rules(text, YEAR), {"Pegawai": staff})
    # 90 typed for this evaluation and 60 of 2024.
    assert (value(made, A, "lalu"), total(made, A)) == ("60", "75.00")


# An import of a HR program: the NIP stands under NIK, the year twice.

IMPORT = columns(
    "Nama Riwayat SKP|Bulan|Tahun|Periode Penilaian|Tahun|NIK|Nama|Rating Perilaku Kerja|Predikat Kinerja Pegawai|"
    "Capaian Kinerja Organisasi"
)


def imported(month: str, year: int, span: str, word: str, again: int | None = None) -> list[object]:
    return [f"SKP {year}", month, year, span, again or year, A, "Adnan", "Sesuai Ekspektasi", word, "Baik"]


def test_an_import_of_a_hr_program_is_history_in_the_order_of_its_months(tmp_path: Path) -> None:
    book = both("ekinerja.predikat", "history.predikat")
    listed = [imported("Des", 2025, "Bulanan", "Sangat Baik"), imported("Jan", 2025, "Bulanan", "Baik")]
    recap = [["NIP", "Predikat Kinerja"], [A, "Kurang"]]
    made = office(tmp_path, book, STAFF, {"Riwayat": [IMPORT, *listed], "Rekap": recap})
    assert kinds(made)["Riwayat"] == "history"
    assert made.measures.by_indicator["u1"].words[0] == "Sangat Baik"
    # The predikat of the year is that of the year, whatever its last month was.
    whole = [imported("Desember", 2025, "Tahunan", "Baik"), *listed]
    made = office(tmp_path, book, STAFF, {"Riwayat": [IMPORT, *whole], "Rekap": recap})
    assert (made.measures.by_indicator["u1"].words[0], told(made)) == ("Baik", [])


def test_two_columns_of_years_that_differ_are_told(tmp_path: Path) -> None:
    listed = [IMPORT, imported("Des", 2025, "Bulanan", "Baik", again=2024)]
    messages = refused(tmp_path, words_scored("history.predikat", PREDIKAT, YEAR), STAFF, {"Riwayat": listed})
    assert messages == [
        (
            'berkas2.xlsx:Riwayat!E1: kolom "Tahun" dan kolom "Tahun" (C1) sama-sama terbaca sebagai tahun, padahal isinya berbeda; ubah '
            "judul salah satunya, atau pilih dengan --map [column-doubled]"
        )
    ]


def test_data_per_january_of_a_year_is_of_that_month(tmp_path: Path) -> None:
    head = ["NIP", "Nama", "Data Per Januari Tahun", "Rating Hasil Kerja", "Hasil Evaluasi"]
    listed = [head, [A, "Adnan", 2026, "", "Baik"], [A, "Adnan", 2025, "", "Kurang"]]
    made = office(tmp_path, words_scored("ekinerja.predikat", PREDIKAT, YEAR), STAFF, {"Usulan": listed})
    assert (total(made, A), made.dossier.logbooks["ekinerja"].month.tolist()) == ("80.00", [1, 1])


# Numbers that are no NIP.


def machine(*nips: object) -> Rows:
    head = ["No. ID", "NIK", "Tanggal", "Scan Masuk"]
    return [head, *([nip, n, f"0{5 + n}/01/2026", "07:30"] for n, nip in enumerate(nips, 1))]


SHARE = rules("indicators: {hadir: {weight: 100, measure: attendance.share, missing: renormalise}}")


def test_numbers_of_a_machine_lead_to_the_column_with_the_nip(tmp_path: Path) -> None:
    assert refused(tmp_path, SHARE, STAFF, {"Mesin": machine(A, B)}) == [
        (
            'berkas2.xlsx:Mesin!B: kolom "NIK" berisi 1, bukan NIP; tambahkan kolom NIP di lembar ini, atau pakai kolom "No. ID" dengan '
            '--map "No. ID=nip" [nip-badge]'
        )
    ]


@pytest.mark.parametrize(("nik", "shown"), [("3201011503850001", "3201011503850001"), (3201011503850001.0, None)])
def test_an_identity_card_is_no_nip(tmp_path: Path, nik: object, shown: str | None) -> None:
    training = [["NIK", "Nama Diklat", "JP", "Tahun"], [nik, "Arsip", 20, 2026]]
    found = shown or "3.20101150385E+15"
    assert refused(tmp_path, both("training.jp"), STAFF, {"Diklat": training}) == [
        f'berkas2.xlsx:Diklat!A: kolom "NIK" berisi {found}, bukan NIP; tambahkan kolom NIP di lembar ini [nip-badge-alone]'
    ]


def test_a_nip_under_nik_that_nobody_has_is_told_as_a_nip(tmp_path: Path) -> None:
    messages = refused(
        tmp_path, SHARE, STAFF, {"Mesin": [*machine()[:1], ["", "198503152010011999", "05/01/2026", "07:30"]]}
    )
    assert [m.rpartition("[")[2] for m in messages] == ["nip-unknown]"]


# SIASN data utama.


@pytest.mark.parametrize(
    ("known", "unit"),
    [
        (
            {
                "UNOR_NAMA": "Bidang Arsip",
                "SATUAN_KERJA_KERJA_NAMA": "Dinas Contoh",
                "INSTANSI_KERJA_NAMA": "Kab. Contoh",
            },
            "Bidang Arsip",
        ),
        ({"SATUAN_KERJA_KERJA_NAMA": "Dinas Contoh", "INSTANSI_KERJA_NAMA": "Kab. Contoh"}, "Dinas Contoh"),
    ],
)
def test_the_unit_of_a_siasn_export_is_its_unor_else_its_satuan_kerja(
    tmp_path: Path, known: dict[str, str], unit: str
) -> None:
    headings = [h for h in SIASN_HEADINGS if h != "UNOR NAMA" or "UNOR_NAMA" in known]
    row = dict(zip(SIASN_HEADINGS, siasn(NIP_BARU=A, NAMA="ADNAN", **known), strict=True))
    row["SATUAN KERJA KERJA NAMA"] = known["SATUAN_KERJA_KERJA_NAMA"]
    headings.append("SATUAN KERJA KERJA NAMA")
    staff = [headings, [row[h] for h in headings]]
    training = [["NIP", "Nama Diklat", "JP", "Tahun"], [A, "Arsip", 20, 2026]]
    made = office(tmp_path, both("training.jp"), {"Data Utama": staff}, {"Diklat": training})
    assert (made.dossier.people.texts["unit"].tolist(), told(made)) == ([unit], [])


# Lines above a table.


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("BULAN : JANUARI 2026", (2026, 1)),
        ("Bulan III", (0, 3)),
        ("REKAP PRESENSI BULAN NOVEMBER 2026", (2026, 11)),
        ("REKAPITULASI KEHADIRAN FEBRUARI 2026", (2026, 2)),
        ("JANUARI", (0, 1)),
        ("PERIODE PENILAIAN : 1 JANUARI SD 31 JANUARI 2026", (2026, 1)),
        ("PERIODE : JANUARI S.D. MARET 2026", (2026, 0)),
        ("Periode 01/01/2026 - 31/03/2026", (2026, 0)),
        ("PERIODE 2026-03", (2026, 3)),
        ("TAHUN ANGGARAN 2026", (2026, 0)),
        ("SEMESTER II TAHUN 2026", (2026, 12)),
        ("TRIWULAN I", (0, 3)),
        ("PERIODE TRIWULAN I S.D. III TAHUN 2026", (2026, 0)),
        ("DAFTAR PEGAWAI PER 31 MARET 2026", (0, 0)),
        ("Contoh, 2 Februari 2026", (0, 0)),
        ("Dicetak 02/02/2026", (0, 0)),
        ("PERATURAN NOMOR 6 TAHUN 2022", (0, 0)),
        ("Nomor: 800/III/2026", (0, 0)),
        ("Universitas Sebelas Maret", (0, 0)),
        ("NAMA : JUNI ASTUTI", (0, 0)),
        ("UNIT KERJA : DINAS CONTOH", (0, 0)),
    ],
)
def test_a_line_tells_a_month_a_year_or_nothing(line: str, want: Sequence[int]) -> None:
    assert tuple(time_in(line)) == want


# The same in English.


@pytest.mark.parametrize(
    ("code", "values", "says"),
    [
        (
            "sheet-unasked",
            {},
            (
                "the sheet was not read because it holds records the rulebook measures nothing from; ignore this, or measure an indicator "
                "from these records in the rulebook"
            ),
        ),
        (
            "sheet-kinds",
            {"kinds": "a / b", "headings": "Nilai (a)"},
            "the sheet was not read because it fits as a / b; add a column only one of them has: Nilai (a)",
        ),
        (
            "nip-badge",
            {"heading": "NIK", "found": "7", "map": "No. ID"},
            'the column "NIK" holds 7, no NIP; add a NIP column to this sheet, or use the column "No. ID" with --map "No. ID=nip"',
        ),
        (
            "nip-badge-alone",
            {"heading": "NIK", "found": "7"},
            'the column "NIK" holds 7, no NIP; add a NIP column to this sheet',
        ),
        (
            "month-unreadable",
            {"found": "Jnuari"},
            '"Jnuari" is not a month; write it like Januari, 1, I or Januari 2026',
        ),
        (
            "month-differs",
            {"named": "Februari", "above": "Januari 2026"},
            (
                "the name of the sheet says Februari, but the lines above its table say Januari 2026; make them the same; the name of the "
                "sheet is used"
            ),
        ),
        (
            "records-yearly",
            {"count": "2"},
            (
                "2 records of a whole year do not count because their people have records of months, beginning with this one; remove the "
                "records of months if those of the year are the ones to use"
            ),
        ),
    ],
)
def test_the_messages_in_english(code: str, values: dict[str, str], says: str) -> None:
    assert Finding(code, Place(""), values).message("en") == f"{says} [{code}]"


# A condition on a roster column whose heading is also one of records.
@pytest.mark.parametrize(
    ("measure", "column", "sheet"),
    [
        ("training.jp", "JP", [["NIP", "Nama Pelatihan", "JP", "Tanggal"], [A, "Pelayanan", 12, "10/01/2026"]]),
        ("ekinerja.predikat", "Predikat", [["NIP", "Predikat", "Bulan"], [A, "Baik", "Januari"]]),
    ],
)
def test_a_roster_with_a_column_the_rules_ask_of_it_is_no_sheet_of_records(
    tmp_path: Path, measure: str, column: str, sheet: list[list[object]]
) -> None:
    scale = "table: {Baik: 80}" if measure.startswith("ekinerja") else "max: 40"
    book = rules(
        f"""
        indicators: {{ukuran: {{weight: 100, measure: {measure}, missing: renormalise, scale: {{{scale}}}}}}}
        awards: {{teladan: {{title: Teladan, quota: 1, requires: [{{column: {column}, one_of: [Baik, "20"]}}]}}}}
        """
    )
    roster = [["NIP", "Nama", "Jabatan", "Unit Kerja", column], [A, "Adnan", "Arsiparis", "Sekretariat", "20"]]
    made = office(tmp_path, book, {"Pegawai": roster, "Catatan": sheet})
    assert kinds(made) == {"Pegawai": "roster", "Catatan": measure.partition(".")[0]}


def test_a_column_of_nik_that_holds_nips_is_told_cell_by_cell(tmp_path: Path) -> None:
    log = [
        ["NIK", "Nama Diklat", "JP", "Tanggal"],
        [A, "Arsip", 10, date(2026, 1, 5)],
        [B[:-1], "Arsip", 5, date(2026, 1, 5)],
    ]
    book = rules("indicators: {u: {weight: 100, measure: training.jp, missing: renormalise, scale: {max: 40}}}")
    assert refused(tmp_path, book, STAFF, {"Diklat": log}) == [
        (
            f'berkas2.xlsx:Diklat!A3: NIP "{B[:-1]}" tidak ada dalam daftar pegawai; perbaiki NIP, atau tambahkan pegawainya ke daftar '
            "[nip-unknown]"
        )
    ]
