"""Headings of records: a slip is told at its cell with the heading meant, so are two columns of one field; sheets keep their kind."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from asn_eval.check.dossier import check
from asn_eval.check.records import Dossier
from asn_eval.read.sheet import Book, Sheet
from asn_eval.rules.rulebook import Indicator, Rulebook

A = "198503152010011001"
ROSTER = [["NIP", "Nama", "Unit Kerja"], [A, "Contoh Satu", "Dinas A"]]
Rows = Sequence[Sequence[object]]


def dossier(
    sheets: Mapping[str, Rows], *measures: str, roster: Rows = ROSTER, maps: Mapping[str, str] | None = None
) -> Dossier:
    leaves = {
        f"u{n}": Indicator(weight=Decimal(100) / len(measures), measure=m, missing="exclude")
        for n, m in enumerate(measures)
    }
    made = []
    for name, rows in {"Pegawai": roster, **sheets}.items():
        width = max(map(len, rows))
        columns = tuple([row[j] if j < len(row) else "" for row in rows] for j in range(width))
        made.append(Sheet("staf.xlsx", name, columns))
    return check([Book("staf.xlsx", tuple(made))], Rulebook(indicators=leaves), maps)


def told(made: Dossier) -> list[str]:
    return [f.message() for f in made.findings if f.severity != "info"]


def codes(made: Dossier) -> list[str]:
    return sorted((f.code for f in made.findings), reverse=True)


def slip(cell: str, heading: str, kind: str, near: str, field: str) -> str:
    return (
        f'staf.xlsx:{cell}: kolom "{heading}" untuk {kind} tidak ditemukan; mungkin maksudnya kolom "{near}"; ubah judulnya, atau '
        f'petakan dengan --map "{near}={field}" [record-heading]'
    )


SANCTION = [A, "Ringan", "01/02/2024", "01/08/2024"]


@pytest.mark.parametrize(
    ("headings", "row", "measure", "slips"),
    [
        (
            ["NIP", "Tingkat Hukuman", "TMT Hukuman", "Akir Hukuman"],
            SANCTION,
            "sanctions.active_level",
            [slip("Catatan!D1", "Akhir Hukuman", "hukuman disiplin", "Akir Hukuman", "akhir_hukuman")],
        ),
        (
            ["NIP", "Tingkat Hukumn", "TMT Hukuman", "Akir Hukuman"],
            SANCTION,
            "sanctions.active_level",
            [
                slip("Catatan!B1", "Tingkat Hukuman", "hukuman disiplin", "Tingkat Hukumn", "tingkat_hukuman"),
                slip("Catatan!D1", "Akhir Hukuman", "hukuman disiplin", "Akir Hukuman", "akhir_hukuman"),
            ],
        ),
        (
            ["NIP Petgas", "Tgl Diterima", "Tanggal Selsai", "Status"],
            [A, "05/01/2026", "", ""],
            "complaints.backlog",
            [
                slip("Catatan!A1", "NIP Petugas", "daftar aduan", "NIP Petgas", "nip"),
                slip("Catatan!C1", "Tanggal Selesai", "daftar aduan", "Tanggal Selsai", "selesai"),
            ],
        ),
        (
            ["NIP", "Hari Krja", "Hadir"],
            [A, 20.0, 20.0],
            "attendance.share",
            [slip("Catatan!B1", "Hari Kerja", "rekap presensi bulanan", "Hari Krja", "hari_kerja")],
        ),
        (
            ["NIP", "Nama Pelatihan", "Tahun", "Beban"],
            [A, "Arsip", 2026.0, 8.0],
            "training.jp",
            [
                (
                    'staf.xlsx:Catatan!1: kolom "JP" untuk riwayat pelatihan tidak ditemukan; tambahkan kolomnya, atau petakan '
                    'dengan --map "Judul kolom=jp" [record-heading-missing]'
                )
            ],
        ),
    ],
)
def test_a_heading_a_slip_away_is_told_at_its_cell(
    headings: list[str], row: list[object], measure: str, slips: list[str]
) -> None:
    made = dossier({"Catatan": [headings, row]}, measure)
    assert told(made) == slips
    assert all(book.invalid.all() for book in made.logbooks.values())
    assert [f.code for f in made.findings if f.severity == "info"] == []


def test_one_of_several_columns_that_will_do_is_asked_for() -> None:
    misspelt = dossier({"Riwayat": [["NIP", "Tahun", "Nilia SKP"], [A, 2025.0, 90.0]]}, "history.score")
    assert told(misspelt) == [slip("Riwayat!C1", "Nilai SKP", "riwayat penilaian", "Nilia SKP", "nilai_lalu")]
    forms = [["NIP Dinilai", "Peran Penilai", "Nama Penilai"], [A, "Atasan", "Cakra"]]
    assert told(dossier({"Umpan": forms}, "feedback.score")) == [
        (
            'staf.xlsx:Umpan!1: kolom "Berorientasi Pelayanan / Akuntabel / …" untuk umpan balik tidak ditemukan; tambahkan kolomnya, '
            'atau petakan dengan --map "Judul kolom=berorientasi_pelayanan" [record-heading-missing]'
        )
    ]
    # A list that merely has a year, or roles, is none of these.
    assert told(dossier({"Lomba": [["NIP", "Nama Kegiatan", "Tahun"], [A, "Lomba", 2025.0]]}, "history.score")) == [
        (
            "indicators.yaml: buku aturan mengukur dari riwayat penilaian, tetapi tidak ada lembar dengan kolom NIP, Tahun, Nilai / "
            "Predikat; tambahkan berkas atau lembar itu pada perintah, atau samakan judul kolomnya [records-missing]"
        )
    ]


def test_a_month_with_a_slip_is_told_though_other_months_are_in_order() -> None:
    head = ["NIP", "Hari Kerja", "Hadir"]
    made = dossier(
        {"I": [head, [A, 20.0, 20.0]], "II": [["NIP", "Hari Kerja", "Hadr"], [A, 20.0, 10.0]]}, "attendance.share"
    )
    assert told(made) == [slip("II!C1", "Hadir", "rekap presensi bulanan", "Hadr", "hadir")]


def test_sanctions_without_a_column_for_their_end_are_told_as_lasting() -> None:
    rows = [["NIP", "Tingkat Hukuman", "TMT Hukuman"], SANCTION[:3]]
    assert told(dossier({"Catatan": rows}, "sanctions.active_level")) == [
        (
            "staf.xlsx:Catatan!1: lembar ini tidak mempunyai kolom Akhir Hukuman, maka setiap hukuman yang sudah mulai dihitung masih "
            'berlaku; tambahkan kolomnya dan isi tanggal akhirnya, atau petakan dengan --map "Judul kolom=akhir_hukuman" '
            "[sanctions-endless]"
        )
    ]
    assert told(dossier({"Catatan": rows[:1]}, "sanctions.active_level")) == []


def test_what_is_mapped_by_hand_is_no_slip() -> None:
    rows = [["NIP", "Tingkat Hukuman", "TMT Hukuman", "Akir Hukuman"], SANCTION]
    made = dossier({"Catatan": rows}, "sanctions.active_level", maps={"Akir Hukuman": "akhir_hukuman"})
    assert told(made) == []
    assert str(made.logbooks["sanctions"].moments["akhir_hukuman"][0]) == "2024-08-01T00:00"


def test_headings_that_only_resemble_are_let_alone() -> None:
    # Nine numbered columns and an average are a form by value with more on it, not twenty-one misspelt ones.
    forms = [
        ["NIP", "Peran", "Loyal", "Perilaku", "Tanggal Lahir", "Jumlah Jam Kerja"],
        [A, "Atasan", 90.0, 90.0, "", ""],
    ]
    assert told(dossier({"Umpan": forms}, "feedback.score")) == []
    # A date of birth is no misspelt date of a complaint, a roster no list of complaints, "Kinerja" no predikat, and where a kind
    # is in order another sheet with some of its columns is let alone.
    family = {"Keluarga": [["NIP", "Tanggal Lahir", "Status"], [A, "15/03/2015", "Anak"]]}
    assert codes(dossier(family, "complaints.backlog")) == ["sheet-no-use", "records-missing"]
    people = [["NIP", "Nama", "Unit Kerja", "Tgl Diterma", "Kinerja"], [A, "Contoh Satu", "Dinas A", "01/01/2010", ""]]
    assert codes(dossier({}, "complaints.backlog", roster=people)) == ["records-missing"]
    assert codes(dossier({}, "ekinerja.predikat", roster=people)) == ["records-missing"]
    training = {
        "Diklat": [["NIP", "JP", "Tahun"], [A, 8.0, 2026.0]],
        "Rencana": [["NIP", "Diklat", "Tanggal"], [A, "Arsip", ""]],
    }
    assert codes(dossier(training, "training.jp")) == ["sheet-no-use"]


@pytest.mark.parametrize(
    ("headings", "row", "measure", "message"),
    [
        (
            ["NIP", "JP", "JP"],
            [A, 8.0, 10.0],
            "training.jp",
            'C1: kolom "JP" dan kolom "JP" (B1) sama-sama terbaca sebagai jp',
        ),
        (
            ["NIP", "Jumlah JP", "JP"],
            [A, 8.0, 10.0],
            "training.jp",
            'B1: kolom "Jumlah JP" dan kolom "JP" (C1) sama-sama terbaca sebagai jp',
        ),
        (
            # The last name of a field is as good as the first.
            ["NIP", "JP", "Jam Pelajaran"],
            [A, 8.0, 10.0],
            "training.jp",
            'C1: kolom "Jam Pelajaran" dan kolom "JP" (B1) sama-sama terbaca sebagai jp',
        ),
        (
            ["NIP", "Predikat Kinerja", "Predikat Kinerja"],
            [A, "Baik", "Kurang"],
            "ekinerja.predikat",
            'C1: kolom "Predikat Kinerja" dan kolom "Predikat Kinerja" (B1) sama-sama terbaca sebagai predikat',
        ),
    ],
)
def test_two_columns_for_one_field_are_told_unless_they_agree(
    headings: list[str], row: list[object], measure: str, message: str
) -> None:
    rest = ", padahal isinya berbeda; ubah judul salah satunya, atau pilih dengan --map [column-doubled]"
    made = dossier({"Catatan": [headings, row]}, measure)
    assert told(made) == [f"staf.xlsx:Catatan!{message}{rest}"]
    assert told(dossier({"Catatan": [headings, [row[0], row[1], row[1]]]}, measure)) == []


def test_of_two_dates_or_words_the_heading_named_first_holds_and_names_are_for_the_eye() -> None:
    rows = [
        ["NIP Petugas", "Disposisi", "Tanggal Laporan Masuk", "Nama", "Nama"],
        [A, "07/01/2026", "05/01/2026", "Pelapor", "Petugas"],
    ]
    made = dossier({"Laporan": rows}, "complaints.backlog")
    assert told(made) == []
    assert made.sources[-1].headings["diterima"] == "Tanggal Laporan Masuk"


def test_a_plain_heading_goes_before_one_read_leniently() -> None:
    made = dossier({"Rekap": [["NIP", "Hari Kerja", "Hadir (%)", "Hadir"], [A, 20.0, 90.0, 18.0]]}, "attendance.share")
    assert told(made) == []
    assert made.sources[-1].headings["hadir"] == "Hadir"


INNOVATIONS = [["NIP", "Judul Inovasi", "Tingkat", "Peran"], [A, "Loket", "Unit", "Ketua"]]
FEEDBACK = [["NIP Dinilai", "Peran Penilai", "Akuntabel"], [A, "Atasan", 90.0]]


def test_a_sheet_is_the_kind_it_has_most_columns_of() -> None:
    made = dossier({"Inovasi": INNOVATIONS, "Umpan": FEEDBACK}, "innovations.points", "feedback.score")
    assert told(made) == []
    assert {kind: len(book) for kind, book in made.logbooks.items()} == {"innovations": 1, "feedback": 1}


def test_a_slip_does_not_turn_a_sheet_into_another_kind() -> None:
    training = [["NIP", "Nama Pelatihan", "Jumlh JP", "Tahun"], [A, "Arsip", 8.0, 2025.0]]
    history = [["NIP", "Tahun", "Nilai"], [A, 2025.0, 90.0]]
    made = dossier({"Diklat": training, "Riwayat": history}, "training.jp", "history.score")
    assert told(made) == [slip("Diklat!C1", "Jumlah JP", "riwayat pelatihan", "Jumlh JP", "jp")]
    assert {kind: len(book) for kind, book in made.logbooks.items()} == {"history": 1}


def test_a_recap_beside_the_names_of_a_roster_may_have_a_slip_too() -> None:
    people = [["NIP", "Nama", "Unit Kerja", "Predikt Kinerja"], [A, "Contoh Satu", "Dinas A", "Baik"]]
    made = dossier({}, "ekinerja.predikat", roster=people)
    assert told(made) == [slip("Pegawai!D1", "Predikat Kinerja", "rekap e-Kinerja", "Predikt Kinerja", "predikat")]
    assert len(made.people) == 1
