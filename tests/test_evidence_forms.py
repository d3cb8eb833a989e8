"""SKP forms as e-Kinerja prints them: whose each is, which of its rows are results, what their section and units say. All invented."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from asn_eval.check.dossier import check
from asn_eval.check.label_block import without_number
from asn_eval.pipeline import Choices, Evaluation, Policy, evaluate
from asn_eval.read.sheet import Book
from asn_eval.read.workbook import read_book
from evidence_offices import DAY, ROSTER, A, B, C, measured_by, office, outcome, refused, rows, told, value
from workbooks import write_xlsx

STAFF = {"Pegawai": ROSTER}
SHARES = "records: {targets: {main: 90, additional: 10}}"
Rows = Sequence[Sequence[object]]

HEADINGS = [
    "NO",
    "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI",
    "RENCANA HASIL KERJA",
    "ASPEK",
    "INDIKATOR KINERJA INDIVIDU",
    "TARGET",
    "REALISASI BERDASARKAN BUKTI DUKUNG",
    "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG",
]
BLOCKS: Rows = [
    ["EVALUASI KINERJA PEGAWAI"],
    ["PENDEKATAN HASIL KERJA KUANTITATIF"],
    ["DINAS CONTOH", "", "", "PERIODE PENILAIAN: 1 JANUARI SD 31 JANUARI TAHUN 2026"],
    ["NO", "PEGAWAI YANG DINILAI", "", "NO", "PEJABAT PENILAI KINERJA"],
    [1, "NAMA", "Adnan Contohna, S.T.", 1, "NAMA", "Cakra Umpama"],
    [2, "NIP", A, 2, "NIP", C],
    [3, "PANGKAT/GOL. RUANG", "Penata / III/c", 3, "PANGKAT/GOL. RUANG", "Pembina / IV/a"],
    [4, "JABATAN", "Petugas Pengaduan", 4, "JABATAN", "Pimpinan Tinggi Pratama"],
    [5, "UNIT KERJA", "Bidang Pelayanan", 5, "UNIT KERJA", "Sekretariat"],
    ["HASIL KERJA"],
]
RESULTS: Rows = [
    HEADINGS,
    [f"({n})" for n in range(1, 9)],
    ["A. UTAMA"],
    [1, "Layanan naik", "Aduan selesai", "Kuantitas", "Jumlah aduan", "10 dokumen", "12 Dokumen", "baik"],
    ["", "", "", "Kualitas", "Kelengkapan", "100 %", "90 %", "baik"],
    ["", "", "", "Waktu", "Lama", "12 bulan", "11 bulan", "baik"],
    [2, "Layanan naik", "Laporan layanan", "", "Jumlah laporan", "4 laporan", "3 laporan", "cukup"],
    ["B. TAMBAHAN"],
    [1, "Mutu pegawai", "Mengajar", "Kuantitas", "Jam pelajaran", "20 JP", "20 JP", "baik"],
]
BEHIND: Rows = [
    ["RATING HASIL KERJA*", "", "SESUAI EKSPEKTASI"],
    [],
    ["PERILAKU KERJA"],
    [1, "Berorientasi Pelayanan", "", "", "Ekspektasi Khusus Pimpinan:", "melayani 30 orang", "", "baik"],
    ["", "", "", "", "", "Dinas Contoh, 31 Januari 2026"],
    ["", "Pegawai yang Dinilai,", "", "", "", "Pejabat Penilai Kinerja,"],
    ["", "Adnan Contohna", "", "", "", "Cakra Umpama"],
    ["", f"NIP. {A}", "", "", "", f"NIP. {C}"],
]
FORM: Rows = [*BLOCKS, *RESULTS, *BEHIND]
# Aduan: 120 (12 of 10), 90, 2 - 11/12 = 325/3; their mean 955/9. Laporan: 75. Main (955/9 + 75)/2 = 815/9; additional 100.
# 90 % of 815/9 and 10 % of 100: 81.5 + 10.
WHOLE = "183/2"


def made(tmp_path: Path, *books: Mapping[str, Rows], more: str = SHARES, **options: object) -> Evaluation:
    """The office with the roster and these workbooks."""
    return office(tmp_path, measured_by("targets.achievement", more), STAFF, *books, **options)


def wrong(tmp_path: Path, *books: Mapping[str, Rows], more: str = SHARES, **options: object) -> list[str]:
    """The messages of the office with these workbooks, which is refused."""
    return refused(tmp_path, measured_by("targets.achievement", more), STAFF, *books, **options)


def blocks(*labels: Sequence[object]) -> dict[str, Rows]:
    """A form with one plain result below these labels: 9 of 10."""
    return {
        "SKP": [*labels, [], ["Rencana Hasil Kerja", "Aspek", "Target", "Realisasi"], ["Surat", "Kuantitas", 10, 9]]
    }


def test_a_form_is_its_persons_with_sections_units_and_aspects(tmp_path: Path) -> None:
    done = made(tmp_path, {"SKP": FORM})
    assert [value(done, nip) for nip in (A, B, C)] == [WHOLE, None, None]
    assert rows(done, A) == ["berkas2.xlsx:SKP!14:17", "berkas2.xlsx:SKP!19"]
    assert told(done) == [
        (
            'berkas2.xlsx:SKP!20: mulai baris "RATING HASIL KERJA*" formulir ini bukan hasil kerja lagi, dan tidak dibaca; '
            "abaikan bila tidak ada hasil kerja di bawahnya [form-rest]"
        )
    ]


def test_merged_results_are_read_as_a_person_reads_them(tmp_path: Path) -> None:
    merges = {"SKP": ["A1:H1", "B4:C4", "E4:H4", "A13:H13", "A14:A16", "B14:B16", "C14:C16", "A18:H18"]}
    assert value(made(tmp_path, {"SKP": FORM}, merges=merges), A) == WHOLE


def test_forms_of_several_people_stand_on_sheets_and_in_files_of_their_own(tmp_path: Path) -> None:
    def of(nip: str, name: str, result: object) -> Rows:
        return [["NAMA", ":", name], ["NIP", ":", nip], HEADINGS, [1, "", "Surat", "Kuantitas", "", 10, result, ""]]

    done = made(
        tmp_path,
        {"Adnan": of(A, "Adnan Contohna", 9), "Bunga": of(B, "Bunga Misalan", 8)},
        {"SKP": of(C, "Cakra Umpama", 7)},
    )
    assert [value(done, nip) for nip in (A, B, C)] == ["90", "80", "70"]
    assert told(done) == []


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param([["NIP", ":", A]], id="a colon in a cell of its own"),
        pytest.param([["NIP", f": {A}"]], id="a colon before the value"),
        pytest.param([[f"NIP : {A}"]], id="in one cell"),
        pytest.param([["", "2. NIP.", "19850315 201001 1 001"]], id="numbered, NIP in groups"),
        pytest.param([["NAMA", "", "", "Adnan"], ["NIP", "", "", A]], id="some columns on"),
        pytest.param(
            [["I. PEJABAT PENILAI", "", "II. PEGAWAI NEGERI SIPIL YANG DINILAI"], ["NIP", C, "NIP", A]],
            id="the rater to the left",
        ),
        pytest.param(
            [
                ["PEGAWAI YANG DINILAI"],
                ["NIP", A],
                ["PEJABAT PENILAI KINERJA"],
                ["NIP", C],
                ["ATASAN PEJABAT PENILAI"],
                ["NIP", B],
            ],
            id="one below the other",
        ),
        pytest.param(
            [["PEJABAT PENILAI KINERJA/ATASAN LANGSUNG"], ["NIP", C], ["PEGAWAI YANG DINILAI"], ["NIP", A]],
            id="the rater first",
        ),
        pytest.param([["NIP", A], ["NIP Pejabat Penilai", C], ["NIP Atasan", B]], id="labels that name the rater"),
        pytest.param(
            [
                ["PEGAWAI YANG DINILAI", "NAMA", "Adnan"],
                ["", "NIP", A],
                ["PEJABAT PENILAI KINERJA", "NAMA", "Cakra"],
                ["", "NIP", C],
            ],
            id="titles beside their labels",
        ),
    ],
)
def test_the_nip_of_the_person_is_found_in_every_kind_of_block(tmp_path: Path, labels: Rows) -> None:
    done = made(tmp_path, blocks(*labels))
    assert [value(done, nip) for nip in (A, B, C)] == ["90", None, None]
    assert told(done) == []


def test_a_name_that_is_not_the_nips_is_told_at_both_cells(tmp_path: Path) -> None:
    done = made(tmp_path, blocks(["NAMA", "Bunga Misalan"], ["NIP", A]))
    assert value(done, A) == "90"
    assert told(done) == [
        (
            'berkas2.xlsx:SKP!B1: formulir ini bernama "Bunga Misalan", tetapi NIP-nya (B2) milik Adnan Contohna; '
            "periksa keduanya; yang dipakai adalah NIP [form-name-differs]"
        )
    ]


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (
            [["NIP", A, "NIP", C]],
            (
                "berkas2.xlsx:SKP!B1: lebih dari satu NIP di atas tabel dapat berarti pegawai yang dinilai (B1, D1); "
                "tulis PEGAWAI YANG DINILAI dan PEJABAT PENILAI KINERJA di atas bloknya masing-masing [form-nip-several]"
            ),
        ),
        # Neither must it where the person's label is lost, and nothing says whose the other is.
        (
            [["NO", "PEGAWAI YANG DINILAI", "", "NO"], [2, "", A, 2, "NIP", C]],
            (
                "berkas2.xlsx:SKP!F2: lebih dari satu NIP di atas tabel dapat berarti pegawai yang dinilai (F2, C2); "
                "tulis PEGAWAI YANG DINILAI dan PEJABAT PENILAI KINERJA di atas bloknya masing-masing [form-nip-several]"
            ),
        ),
        # The rater's NIP must not become that of a person who left it blank.
        (
            [["NO", "PEGAWAI YANG DINILAI", "", "NO", "PEJABAT PENILAI KINERJA"], [2, "NIP", "", 2, "NIP", C]],
            (
                "berkas2.xlsx:SKP!B2: formulir SKP ini tidak menyebut NIP pegawai yang dinilai; tulis NIP-nya di samping label NIP "
                "di atas tabel, beri tabelnya kolom NIP, atau namai lembar atau berkasnya dengan NIP itu [form-nip]"
            ),
        ),
        (
            [["JABATAN", "Petugas"]],
            (
                "berkas2.xlsx:SKP!3: formulir SKP ini tidak menyebut NIP pegawai yang dinilai; tulis NIP-nya di samping label NIP "
                "di atas tabel, beri tabelnya kolom NIP, atau namai lembar atau berkasnya dengan NIP itu [form-nip]"
            ),
        ),
        (
            [["NIP", 198503152010011001]],
            (
                "berkas2.xlsx:SKP!B1: NIP tersimpan sebagai angka, digit terakhirnya sudah hilang (1.98503152010011E+17); "
                "ubah kolom menjadi Teks lalu ketik ulang dari sumber aslinya [nip-number]"
            ),
        ),
        (
            [["NIP", "198503152010011999"]],
            (
                'berkas2.xlsx:SKP!B1: NIP "198503152010011999" tidak ada dalam daftar pegawai; '
                "perbaiki NIP, atau tambahkan pegawainya ke daftar [nip-unknown]"
            ),
        ),
    ],
)
def test_a_form_nobody_can_be_sure_of_is_told_and_not_guessed(tmp_path: Path, labels: Rows, message: str) -> None:
    assert wrong(tmp_path, blocks(*labels)) == [message]


def test_a_second_form_of_the_same_person_is_told_and_one_of_another_year_does_not_count(tmp_path: Path) -> None:
    of_year = [["PERIODE PENILAIAN", "1 JANUARI SD 31 DESEMBER TAHUN 2025"], ["NIP", A]]
    done = made(tmp_path, blocks(*of_year), blocks(["NIP", A]), blocks(["NIP", A]))
    assert (value(done, A), rows(done, A)) == ("90", ["berkas3.xlsx:SKP!4", "berkas4.xlsx:SKP!4"])
    assert [text for text in told(done) if "[records-outside]" not in text] == [
        (
            "berkas4.xlsx:SKP: Adnan Contohna sudah mempunyai formulir SKP di berkas3.xlsx:SKP; hasil kerja keduanya dihitung bersama; "
            "hapus salah satunya bila yang satu menggantikan yang lain [form-twice]"
        )
    ]


def test_a_second_form_below_the_first_does_not_count_for_the_first_person(tmp_path: Path) -> None:
    below = [["PEGAWAI YANG DINILAI"], ["NIP", B], HEADINGS, [1, "", "Surat", "Kuantitas", "", 10, 1, ""]]
    for between in ([], [["RATING HASIL KERJA"]]):
        assert wrong(tmp_path, {"SKP": [*BLOCKS, *RESULTS, *between, *below]}) == [
            (
                f"berkas2.xlsx:SKP!{22 + len(between)}: di baris ini mulai tabel lain yang bukan lanjutan formulir di atasnya; "
                "pisahkan: satu formulir satu lembar, dengan judul kolom pada tempat yang sama [form-again]"
            )
        ]


def test_nothing_of_a_sheet_with_two_tables_is_relied_on(tmp_path: Path) -> None:
    moved = ["Rencana Hasil Kerja", "Aspek", "Realisasi", "Target"]
    named = [["NIP Pegawai", B], ["", "", *moved[:2], "", "Target", "Realisasi"], ["", "", "Surat", "", "", 10, 1]]
    for more in ([moved, ["Surat", "", 1, 10]], named):
        book = {
            "SKP": [
                ["NIP", A],
                [],
                [*["", ""], *moved[:2], "", "Target", "Realisasi"],
                ["", "", "Aduan", "", "", 10, 9],
                *more,
            ]
        }
        done = outcome(tmp_path, measured_by("targets.achievement"), STAFF, book)
        assert [f.code for f in done.findings if f.severity == "error"] == ["form-again"]
        read = [read_book(tmp_path / f"berkas{n}.xlsx") for n in (1, 2)]
        assert all(isinstance(x, Book) for x in read)
        logbook = check(read, measured_by("targets.achievement")).logbooks["targets"]
        assert (logbook.row.tolist(), logbook.invalid.tolist()) == ([4], [True])


def test_a_rating_between_the_parts_of_a_form_does_not_end_it(tmp_path: Path) -> None:
    parted = [*RESULTS[:7], ["RATING HASIL KERJA UTAMA", "", "SESUAI EKSPEKTASI"], *RESULTS[7:]]
    done = made(tmp_path, {"SKP": [*BLOCKS, *parted]})
    assert value(done, A) == WHOLE
    assert [text.split("[")[-1] for text in told(done)] == ["row-title]"]


def test_a_title_alone_in_the_column_of_numbers_ends_the_form(tmp_path: Path) -> None:
    alone = [["RATING HASIL KERJA*"], ["SESUAI EKSPEKTASI"], *BEHIND[2:]]
    done = made(tmp_path, {"SKP": [*BLOCKS, *RESULTS, *alone]})
    assert (value(done, A), [text.split(": mulai baris")[0] for text in told(done)]) == (WHOLE, ["berkas2.xlsx:SKP!20"])
    # A number, also of another sort, beside dashes is no row.
    for number in (3, "III.", "1.1", "C"):
        dashes = [number, "-", "-", "-", "-", "-", "-", "-"]
        assert value(made(tmp_path, {"SKP": [*BLOCKS, *RESULTS, dashes]}), A) == WHOLE


def test_a_raters_label_just_above_the_table_is_no_heading(tmp_path: Path) -> None:
    labels = [["NO", "PEGAWAI YANG DINILAI", "", "NO", "PEJABAT PENILAI"], [2, "NIP", A, 2, "NIP", C]]
    table = [["Rencana Hasil Kerja", "Aspek", "Target", "Realisasi"], ["Surat", "", 10, 9, "bukti 2026010112"]]
    assert value(made(tmp_path, {"SKP": [*labels, *table]}), A) == "90"


def test_headings_repeated_on_the_next_page_are_read_through(tmp_path: Path) -> None:
    paged = [*RESULTS[:4], HEADINGS, [f"({n})" for n in range(1, 9)], *RESULTS[4:]]
    done = made(tmp_path, {"SKP": [*BLOCKS, *paged]})
    assert value(done, A) == WHOLE
    assert told(done) == [
        ('berkas2.xlsx:SKP!15: judul kolom yang terulang ("NO") dilewati; tidak perlu tindakan [row-header]')
    ]


# CSV as a program writes it, without NIP column (law.md 12.3).
CSV_HEADINGS = (
    "No;Kategori;Rencana Hasil Kerja Pimpinan;Rencana Hasil Kerja Pegawai;Aspek;Indikator Kinerja Individu (IKI);Target;"
    "Realisasi Berdasarkan Bukti Dukung;Bukti Dukung;Umpan Balik Berkelanjutan"
)
CSV_ROWS = (
    "1;UTAMA;Layanan naik;Aduan selesai;Kuantitas;Jumlah;10 dokumen;12 dokumen;tautan;baik\n"
    ";UTAMA;;;Waktu;Lama;12 bulan;12 bulan;tautan;baik\n"
    "2;TAMBAHAN;Mutu;Mengajar;Kuantitas;Jam;20 JP;10 JP;tautan;baik\n"
)


def from_csv(tmp_path: Path, name: str, text: str):
    """Evaluate the roster with one text table."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    roster = write_xlsx(tmp_path / "pegawai.xlsx", STAFF)
    found = [read_book(path) for path in (roster, tmp_path / name)]
    assert all(isinstance(book, Book) for book in found)
    return evaluate(found, Policy(measured_by("targets.achievement", SHARES), "indicators.yaml"), Choices(DAY))


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("skp.csv", f"Nama;Adnan Contohna\nNIP;{A}\n\n"),
        ("skp.csv", f"NIP : {A}\n"),
        (f"SKP_{A}.csv", ""),
    ],
)
def test_a_text_table_says_whose_it_is_above_its_headings_or_in_its_name(tmp_path: Path, name: str, above: str) -> None:
    done = from_csv(tmp_path, name, above + CSV_HEADINGS + "\n" + CSV_ROWS)
    assert isinstance(done, Evaluation)
    # Aduan (120 + 100)/2 = 110; Mengajar 50: 0.9 x 110 + 0.1 x 50.
    assert value(done, A) == "104"


def test_a_text_table_without_any_nip_is_told(tmp_path: Path) -> None:
    assert [f.message() for f in from_csv(tmp_path, "skp.csv", CSV_HEADINGS + "\n" + CSV_ROWS).findings] == [
        (
            "skp.csv:skp!1: formulir SKP ini tidak menyebut NIP pegawai yang dinilai; tulis NIP-nya di samping label NIP di atas tabel, "
            "beri tabelnya kolom NIP, atau namai lembar atau berkasnya dengan NIP itu [form-nip]"
        )
    ]


def results(*records: Sequence[object]) -> dict[str, Rows]:
    """A form of A with these rows: No, RHK, aspect, indicator, target, result."""
    headings = ["No", "Rencana Hasil Kerja", "Aspek", "IKI", "Target", "Realisasi"]
    return {"SKP": [["NIP", A], [], headings, *records]}


def test_aspects_without_a_text_belong_to_the_result_above_or_to_its_title_row(tmp_path: Path) -> None:
    # Aduan (120 + 60)/2 = 90, Surat 50: 70. Each row a result of its own would be (120 + 60 + 50)/3.
    plain = results([1, "Aduan", "Kuantitas", "", 10, 12], ["", "", "Kualitas", "", 10, 6], [2, "Surat", "", "", 10, 5])
    titled = results(
        [1, "Aduan"], ["", "", "Kuantitas", "", 10, 12], ["", "", "Kualitas", "", 10, 6], [2, "Surat", "", "", 10, 5]
    )
    for book in (plain, titled):
        done = made(tmp_path, book)
        assert value(done, A) == "70"
        assert told(done) == []


def test_a_numbered_row_without_a_text_is_a_result_of_its_own(tmp_path: Path) -> None:
    # Aduan (120 + 100)/2 = 110, the second result 60; one result of all three would be 280/3.
    book = results([1, "Aduan", "Kuantitas", "", 10, 12], ["", "", "Kualitas", "", 10, 10], [2, "", "", "", 10, 6])
    assert value(made(tmp_path, book), A) == "85"


def test_aspects_do_not_reach_over_the_title_of_a_section(tmp_path: Path) -> None:
    # Additional: 100, 50 and 20 are three results, 170/3; the first two are no aspects of Aduan. 0.9 x 100 + 0.1 x 170/3.
    below = [["", "", "", "", 10, 10], ["", "", "", "", 10, 5], [3, "Rapat", "", "", 10, 2]]
    book = results([1, "Aduan", "", "", 10, 10], ["B. TAMBAHAN"], *below)
    assert value(made(tmp_path, book), A) == "287/3"


def test_a_result_nothing_was_filled_in_for_is_told_and_dashes_are_not(tmp_path: Path) -> None:
    book = results([1, "Aduan", "", "", 10, 9], [2, "Surat"], [3, "-", "-", "-", "-", "-"], [4])
    assert wrong(tmp_path, book) == [
        "berkas2.xlsx:SKP!E5: Target kosong; isi selnya, atau hapus barisnya bila catatan ini memang tidak ada [record-empty]",
        "berkas2.xlsx:SKP!F5: Realisasi kosong; isi selnya, atau hapus barisnya bila catatan ini memang tidak ada [record-empty]",
    ]


def test_totals_and_titles_are_no_results_and_a_result_may_be_called_one(tmp_path: Path) -> None:
    book = results([1, "Jumlah surat", "Kuantitas", "", 10, 9], ["", "Bagian lain"], ["Jumlah", "", "", "", 10, 9])
    done = made(tmp_path, book)
    assert (value(done, A), rows(done, A)) == ("90", ["berkas2.xlsx:SKP!4"])
    assert [text.split("[")[1] for text in told(done)] == ["row-title]", "row-total]"]


# Sections in a table with a NIP column.
TABLE = ["No", "NIP", "Nama", "Rencana Hasil Kerja", "Aspek", "Target", "Realisasi"]
H1 = [1, A, "Adnan", "H1", "Kuantitas", 10, 12]
H1B = [2, A, "Adnan", "H1", "Kualitas", 100, 90]
T1 = [3, A, "Adnan", "T1", "Kuantitas", 4, 2]


@pytest.mark.parametrize(
    ("main", "additional"),
    [
        (["A. UTAMA"], ["B. TAMBAHAN"]),
        (["A.", "", "", "HASIL KERJA UTAMA"], ["B.", "", "", "HASIL KERJA TAMBAHAN"]),
        (["", "", "", "Tugas Utama"], ["", "", "", "Tugas Tambahan"]),
        (["", A, "Adnan", "A. Utama"], ["", A, "Adnan", "B. Tambahan"]),
    ],
)
def test_section_rows_set_the_category_of_the_rows_below(tmp_path: Path, main: list, additional: list) -> None:
    # H1 (120 + 90)/2 = 105, T1 50: 0.9 x 105 + 0.1 x 50 = 99.5; all of them main would be (105 + 50)/2 = 77.5.
    done = made(tmp_path, {"SKP": [TABLE, main, H1, H1B, additional, T1]})
    assert value(done, A) == "199/2"
    assert told(done) == []


def test_additional_work_without_a_share_is_left_out_with_a_word(tmp_path: Path) -> None:
    done = made(tmp_path, {"SKP": [TABLE, ["A. UTAMA"], H1, H1B, ["B. TAMBAHAN"], T1]}, more="")
    assert value(done, A) == "105"
    assert told(done) == [
        (
            "berkas2.xlsx:SKP!6: 1 baris hasil kerja tidak dihitung karena bagian kategorinya 0 persen, mulai dari baris ini; "
            "tidak perlu tindakan, atau atur records.targets.main dan records.targets.additional di buku aturan [targets-unshared]"
        )
    ]


def test_a_typed_category_stands_and_one_against_its_section_is_told(tmp_path: Path) -> None:
    def sheet(*kategori: str) -> dict[str, Rows]:
        typed = zip((H1, H1B, T1), kategori, strict=True)
        first, second, third = ([*row, word] for row, word in typed)
        return {"SKP": [[*TABLE, "Kategori"], first, second, ["B. TAMBAHAN"], third]}

    assert value(made(tmp_path, sheet("Utama", "", "")), A) == "199/2"
    assert value(made(tmp_path, sheet("", "", "tugas tambahan")), A) == "199/2"
    above = [[*TABLE, "Kategori"], [*T1, "Tambahan"], ["A. UTAMA"], H1, H1B]
    assert value(made(tmp_path, {"SKP": above}), A) == "199/2"
    assert wrong(tmp_path, sheet("", "", "Utama")) == [
        (
            'berkas2.xlsx:SKP!H5: kategori "Utama" berlawanan dengan judul bagiannya, "B. TAMBAHAN" (4); '
            "perbaiki kategorinya, atau pindahkan barisnya ke bagian yang benar [section-differs]"
        )
    ]


def test_a_result_called_tambahan_is_a_result(tmp_path: Path) -> None:
    done = made(
        tmp_path, {"SKP": [TABLE, [1, A, "Adnan", "Tambahan", "", 10, 12], [2, A, "Adnan", "Utama", "Kualitas", 10, 8]]}
    )
    assert value(done, A) == "100"


def test_a_section_title_a_slip_away_is_asked_back(tmp_path: Path) -> None:
    assert wrong(tmp_path, {"SKP": [TABLE, ["A. UTAMA"], H1, ["B. TAMBHAN"], T1]}) == [
        'berkas2.xlsx:SKP!4: judul "B. TAMBHAN" tidak dikenal sebagai bagian SKP; maksud Anda "TAMBAHAN"? [section-misspelt]'
    ]
    read = [read_book(tmp_path / f"berkas{n}.xlsx") for n in (1, 2)]
    assert all(isinstance(x, Book) for x in read)
    logbook = check(read, measured_by("targets.achievement")).logbooks["targets"]
    assert (logbook.row.tolist(), logbook.invalid.tolist()) == ([3, 5], [False, True])
    done = made(tmp_path, {"SKP": [TABLE, ["Bidang Pembahasan"], H1]})
    assert [text.split("[")[1] for text in told(done)] == ["row-title]"]


def test_the_next_person_without_a_title_is_not_all_additional(tmp_path: Path) -> None:
    other = [4, B, "Bunga", "H2", "Kuantitas", 10, 8]
    assert wrong(
        tmp_path, {"SKP": [TABLE, ["A. UTAMA"], H1, ["B. TAMBAHAN"], T1, other, [*other[:3], "H3", "", 10, 7]]}
    ) == [
        (
            'berkas2.xlsx:SKP!6: semua hasil kerja orang ini berada di bawah "B. TAMBAHAN" (4); '
            'tulis baris "A. UTAMA" di atas hasil kerja utamanya, atau isi kolom Kategori di tiap baris [section-additional-only]'
        )
    ]
    by_section = [TABLE, ["A. UTAMA"], H1, other, ["B. TAMBAHAN"], T1]
    done = made(tmp_path, {"SKP": by_section})
    # A: 0.9 x 120 + 0.1 x 50; B has main work alone.
    assert [value(done, nip) for nip in (A, B)] == ["113", "80"]


@pytest.mark.parametrize(
    ("target", "result", "expected"),
    [
        ("10 dokumen", "12 dokumen", "120"),
        ("10 Dokumen", "9 DOKUMEN.", "90"),
        ("12 bulan", "6 bulan", "50"),
        ("20JP", "20 JP", "100"),
        ("100 %", "87,5%", "175/2"),
        ("2,5 jam pelajaran", "2 jam pelajaran", "80"),
        ("1.250.000 rupiah", "1.000.000 rupiah", "80"),
    ],
)
def test_a_number_with_a_unit_is_a_number_where_both_have_that_unit(
    tmp_path: Path, target: str, result: str, expected: str
) -> None:
    assert value(made(tmp_path, results([1, "Surat", "Kuantitas", "", target, result])), A) == expected


@pytest.mark.parametrize(
    ("target", "result", "message"),
    [
        ("10 dokumen", "12 laporan", '"12 laporan" dan "10 dokumen" (E4) tidak bersatuan sama'),
        ("10 dokumen", 12, '"12" dan "10 dokumen" (E4) tidak bersatuan sama'),
        (1, "12 bulan", '"12 bulan" dan "1" (E4) tidak bersatuan sama'),
        ("12 bulan", "90 %", '"90 %" dan "12 bulan" (E4) tidak bersatuan sama'),
        ("10 dok", "10 dokumen", '"10 dokumen" dan "10 dok" (E4) tidak bersatuan sama'),
    ],
)
def test_two_units_are_told_at_both_cells(tmp_path: Path, target: object, result: object, message: str) -> None:
    assert wrong(tmp_path, results([1, "Surat", "", "", target, result])) == [
        f"berkas2.xlsx:SKP!F4: {message}; tulis keduanya dengan satuan yang sama, atau keduanya hanya angka [quantity-units]"
    ]


@pytest.mark.parametrize(
    "target", ["85-100 dokumen", "sepuluh dokumen", "10 dari 12 dokumen", "dokumen", "1.250 dokumen"]
)
def test_whatever_is_no_number_with_a_unit_stays_an_error(tmp_path: Path, target: str) -> None:
    messages = wrong(tmp_path, results([1, "Surat", "", "", target, "10 dokumen"]))
    assert len(messages) == 1
    assert messages[0].startswith("berkas2.xlsx:SKP!E4: ")


def test_baselines_have_the_unit_of_their_target(tmp_path: Path) -> None:
    sheet = [["NIP", A], ["Rencana Hasil Kerja", "Aspek", "Target", "Realisasi", "Baseline"]]
    good = {"SKP": [*sheet, ["Surat", "", "80 %", "70 %", "60 %"]]}
    assert value(made(tmp_path, good), A) == "50"
    assert wrong(tmp_path, {"SKP": [*sheet, ["Surat", "", "80 orang", "70 orang", "60 %"]]}) == [
        (
            'berkas2.xlsx:SKP!E3: "60 %" dan "80 orang" (C3) tidak bersatuan sama; '
            "tulis keduanya dengan satuan yang sama, atau keduanya hanya angka [quantity-units]"
        )
    ]


def test_a_list_without_nip_that_is_no_form_is_left_as_it_was(tmp_path: Path) -> None:
    plan = {"Perjanjian Kinerja": [["Sasaran", "Target", "Realisasi"], ["Layanan naik", 90, 95]]}
    done = outcome(tmp_path, measured_by("targets.achievement"), {**STAFF, **plan}, blocks(["NIP", A]))
    assert isinstance(done, Evaluation)
    assert value(done, A) == "90"


def test_numbers_of_lists_are_no_part_of_a_text() -> None:
    assert [without_number(text) for text in ("II. NIP", "b) Nama", "NIP", "3 bulan")] == [
        "NIP",
        "Nama",
        "NIP",
        "3 bulan",
    ]
