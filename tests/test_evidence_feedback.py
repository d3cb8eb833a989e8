"""Feedback forms as offices have them: headings in every guise, values on the form's scale, raters who are the person. All invented."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from asn_eval.check.guides import meaning_of
from asn_eval.measure.feedback import by_role
from asn_eval.measure.gather import setting_of
from asn_eval.pipeline import Evaluation
from asn_eval.rules.panduan import PANDUAN, VALUES, guides_of
from evidence_offices import DAY, HEAD, ROSTER, A, B, C, measured_by, office, outcome, refused, rules, told, value

STAFF = {"Pegawai": ROSTER}
HEADINGS = list(VALUES.values())
Rows = Sequence[Sequence[object]]
# Of the first value 1, 2, 3, of the second its middle panduan alone: (2 + 5)/2 = 7/2, and not the mean of the four, 11/4.
MARKS = [1, 2, 3, "", 5, *[""] * 16]
SCALE_1_5 = rules(
    "indicators: {ukuran: {weight: 100, measure: feedback.score, missing: renormalise, scale: {min: 1, max: 5}}}", HEAD
)
ABSENT = "feedback-role-absent"


def spread(texts: Sequence[object]) -> list[object]:
    """Headings of values, each over three columns."""
    return [cell for text in texts for cell in (text, "", "")]


def merges(first: int, row: int = 1) -> list[str]:
    """The ranges of seven headings merged over three columns each, from a column (1 = A) on."""
    return [f"{letter(n)}{row}:{letter(n + 2)}{row}" for n in range(first, first + 21, 3)]


def letter(column: int) -> str:
    return chr(64 + column) if column <= 26 else f"A{chr(38 + column)}"


def form(tmp_path: Path, rows: Rows, **options: object) -> Evaluation:
    return office(tmp_path, SCALE_1_5, STAFF, {"360": rows}, **options)


def wrong(tmp_path: Path, rows: Rows, **options: object) -> list[str]:
    return refused(tmp_path, SCALE_1_5, STAFF, {"360": rows}, **options)


def others(made: Evaluation) -> list[str]:
    return [text for text in told(made) if ABSENT not in text]


BELOW = {
    "numbers": [1, 2, 3] * 7,
    "numbers as text": ["1", "2", "3"] * 7,
    "numbers with points": ["1.", "2.", "3."] * 7,
    "letters": ["a", "b", "c"] * 7,
    "numbers that run on": list(range(1, 22)),
    "P that runs on": [f"P{n}" for n in range(1, 22)],
    "P of each value": ["P1", "P2", "P3"] * 7,
    "texts": list(PANDUAN),
    "texts with numbers": [f"{n}. {text}" for n, text in enumerate(PANDUAN, 1)],
    "texts numbered within their value": [f"{(n - 1) % 3 + 1}. {text}" for n, text in enumerate(PANDUAN, 1)],
}


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW)
def test_values_merged_over_three_panduan_are_the_mean_of_the_three(tmp_path: Path, below: list) -> None:
    rows = [["NIP", "Peran", *spread(HEADINGS)], ["", "", *below], [A, "Atasan", *MARKS]]
    done = form(tmp_path, rows, merges={"360": ["A1:A2", "B1:B2", *merges(3)]})
    assert value(done, A) == "7/2"
    assert others(done) == []


def test_values_merged_over_three_columns_with_nothing_below_are_panduan_too(tmp_path: Path) -> None:
    rows = [["NIP", "Peran", *spread(HEADINGS)], [A, "Atasan", *MARKS]]
    assert value(form(tmp_path, rows, merges={"360": merges(3)}), A) == "7/2"


def test_values_in_a_row_above_the_one_that_names_the_nip(tmp_path: Path) -> None:
    rows = [["", "", *spread(HEADINGS)], ["NIP", "Peran", *["1", "2", "3"] * 7], [A, "Atasan", *MARKS]]
    assert value(form(tmp_path, rows, merges={"360": merges(3)}), A) == "7/2"


FLAT = {
    "texts": list(PANDUAN),
    "texts with numbers": [f"{n}. {text}" for n, text in enumerate(PANDUAN, 1)],
    "numbers in brackets": [f"({n}) {text}" for n, text in enumerate(PANDUAN, 1)],
    "small letters and no commas": [text.lower().replace(",", "") for text in PANDUAN],
    "behind their value in brackets": [f"{HEADINGS[(n - 1) // 3]} [{text}]" for n, text in enumerate(PANDUAN, 1)],
}


@pytest.mark.parametrize("headings", FLAT.values(), ids=FLAT)
def test_the_texts_of_the_panduan_are_headings(tmp_path: Path, headings: list) -> None:
    rows = [
        ["Timestamp", "NIP yang Dinilai", "Hubungan dengan yang dinilai", *headings],
        ["1/5/2026", A, "Atasan", *MARKS],
    ]
    done = form(tmp_path, rows)
    assert value(done, A) == "7/2"
    assert others(done) == []


def test_values_may_carry_numbers_of_a_list(tmp_path: Path) -> None:
    rows = [
        ["NIP", "Peran", *(f"{n}. {text}" for n, text in enumerate(HEADINGS, 1))],
        [A, "Atasan", 5, 4, 3, 3, 3, 3, 3],
    ]
    assert value(form(tmp_path, rows), A) == "24/7"


def test_the_21_panduan_stand_three_to_a_value_in_the_order_of_the_law() -> None:
    assert len(PANDUAN) == len(set(PANDUAN)) == 21
    for name in VALUES:
        assert [meaning_of([PANDUAN[n - 1]]) for n in guides_of(name)] == [
            (name, n, False, "") for n in guides_of(name)
        ]
    assert PANDUAN[4 - 1].startswith("Melaksanakan tugas dengan jujur")
    assert PANDUAN[16 - 1] == "Cepat menyesuaikan diri menghadapi perubahan"


def test_a_panduan_below_another_value_is_told(tmp_path: Path) -> None:
    rows = [["NIP", "Peran", "Akuntabel", "", ""], ["", "", PANDUAN[3], PANDUAN[4], PANDUAN[7]], [A, "Atasan", 4, 4, 4]]
    assert wrong(tmp_path, rows, merges={"360": ["C1:E1"]}) == [
        (
            'berkas2.xlsx:360!E2: kolom "Akuntabel / Membantu orang lain belajar" berisi panduan perilaku nilai Kompeten, '
            "tetapi berada di bawah nilai lain; perbaiki judul nilai di atasnya, atau nomor panduannya [guide-elsewhere]"
        )
    ]
    numbered = [["NIP", "Peran", "Akuntabel", "", ""], ["", "", "P4", "P5", "P9"], [A, "Atasan", 4, 4, 4]]
    assert [text.split("[")[1] for text in wrong(tmp_path, numbered, merges={"360": ["C1:E1"]})] == ["guide-elsewhere]"]


UNREAD = (
    "berisi angka, tetapi tidak dikenali sebagai nilai dasar atau panduan perilaku; tulis judulnya seperti pada pedoman BerAKHLAK, "
    "atau petakan dengan --map"
)


@pytest.mark.parametrize(
    ("rows", "merged", "cell", "title"),
    [
        (
            [["NIP", "Peran", "Akuntabel", "", ""], ["", "", "P4", "P5", "Tepat janji"], [A, "Atasan", 4, 4, 4]],
            ["C1:E1"],
            "E2",
            "Akuntabel / Tepat janji",
        ),
        (
            [["NIP", "Peran", *PANDUAN[:2], "Melakukan perbaikan tanpa henti"], [A, "Atasan", 4, 4, 4]],
            [],
            "E1",
            "Melakukan perbaikan tanpa henti",
        ),
    ],
)
def test_a_column_of_marks_that_cannot_be_read_is_told(
    tmp_path: Path, rows: Rows, merged: list, cell: str, title: str
) -> None:
    assert wrong(tmp_path, rows, merges={"360": merged}) == [
        f'berkas2.xlsx:360!{cell}: kolom "{title}" {UNREAD} "{title}=p1" (p1 sampai p21) [guide-unread]'
    ]


def test_marks_beside_a_value_with_only_some_of_its_panduan_are_named(tmp_path: Path) -> None:
    rows = [["NIP", "Peran", *PANDUAN[:2], "Sabar", "Total", "Saran"], [A, "Atasan", 4, 2, 3, 9, ""]]
    done = form(tmp_path, rows)
    assert value(done, A) == "3"
    assert others(done) == [
        (
            'berkas2.xlsx:360!E1: kolom "Sabar" berisi angka yang tidak dihitung, sedangkan belum semua nilai BerAKHLAK terbaca; '
            'petakan dengan --map "Sabar=p1" (p1 sampai p21) bila ini panduan perilaku; abaikan bila bukan [guide-ignored]'
        )
    ]


def test_two_columns_of_one_value_are_never_half_read(tmp_path: Path) -> None:
    rows = [["NIP", "Peran", "Akuntabel", ""], [A, "Atasan", 4, 2]]
    assert [text.split("[")[-1] for text in wrong(tmp_path, rows, merges={"360": ["C1:D1"]})] == ["column-doubled]"]


def test_a_form_that_only_looks_blank_is_an_error(tmp_path: Path) -> None:
    rows = [
        ["NIP", "Peran", "Akuntabel", "Suka bergaul"],
        [A, "Atasan", 4, ""],
        [B, "Atasan", "", "baik"],
        [C, "Atasan", "", ""],
    ]
    assert wrong(tmp_path, rows) == [
        (
            'berkas2.xlsx:360!B3: formulir kosong pada kolom yang terbaca, padahal kolom "Suka bergaul" terisi; '
            "tulis judulnya seperti nilai atau panduan perilaku BerAKHLAK, atau petakan dengan --map [feedback-unread]"
        )
    ]
    many = [["NIP", "Peran", "Akuntabel", *(f"Sikap {n}" for n in "abcde")], [A, "Atasan", "", *["baik"] * 5]]
    assert wrong(tmp_path, many) == [
        (
            'berkas2.xlsx:360!B2: formulir kosong pada kolom yang terbaca, padahal kolom "Sikap a", "Sikap b", "Sikap c" dan 2 kolom '
            "lain terisi; tulis judulnya seperti nilai atau panduan perilaku BerAKHLAK, atau petakan dengan --map "
            "[feedback-unread-more]"
        )
    ]


def test_a_blank_form_with_only_a_remark_needs_nothing(tmp_path: Path) -> None:
    rows = [["NIP", "Peran", "Akuntabel", "Saran"], [A, "Atasan", 4, ""], [A, "Rekan", "", "belum kenal"]]
    done = form(tmp_path, rows)
    assert value(done, A) == "4"
    assert others(done) == [
        (
            "berkas2.xlsx:360!B3: 1 formulir umpan balik kosong dan tidak dihitung, mulai dari baris ini; "
            "tidak perlu tindakan, atau minta penilainya mengisi [feedback-blank]"
        )
    ]


def test_each_value_is_held_against_the_scale_not_their_mean(tmp_path: Path) -> None:
    # (5 + 4 + 3 + 3 + 3 + 3 + 9)/7 = 30/7 would lie within 1 to 5.
    rows = [["NIP", "Peran", *HEADINGS], [A, "Atasan", 5, 4, 3, 3, 3, 3, 9], [B, "Atasan", 0, 5, 5, 5, 5, 5, 5]]
    assert wrong(tmp_path, rows) == [
        "berkas2.xlsx:360!I2: nilai Kolaboratif 9 di luar skala 1 sampai 5; perbaiki nilainya [score-outside]",
        "berkas2.xlsx:360!C3: nilai Berorientasi Pelayanan 0 di luar skala 1 sampai 5; perbaiki nilainya [score-outside]",
    ]


def test_where_the_rulebook_cuts_each_value_is_cut_before_the_mean(tmp_path: Path) -> None:
    book = rules(
        "indicators: {ukuran: {weight: 100, measure: feedback.score, missing: renormalise, outside: cap, scale: {min: 1, max: 5}}}"
    )
    rows = [["NIP", "Peran", *HEADINGS], [A, "Atasan", 5, 4, 3, 3, 3, 3, 9]]
    done = office(tmp_path, book, STAFF, {"360": rows})
    assert value(done, A) == "26/7"
    assert others(done) == [
        (
            "berkas2.xlsx:360!I2: nilai Kolaboratif 9 di luar skala 1 sampai 5 dan dipotong ke batasnya; "
            "perbaiki bila salah ketik [score-capped]"
        )
    ]


@pytest.mark.parametrize(
    ("rater", "role", "says"),
    [
        ({"NIP Penilai": A}, "Rekan", f'C2: penilai {A} adalah orang yang dinilai sendiri, tetapi perannya "Rekan"'),
        (
            {"Penilai": "19850315 201001 1 001"},
            "Atasan",
            f'C2: penilai {A} adalah orang yang dinilai sendiri, tetapi perannya "Atasan"',
        ),
        (
            {"NIP Penilai": A, "Nama Penilai": "Adnan Contohna"},
            "bawahan",
            f'C2: penilai {A} adalah orang yang dinilai sendiri, tetapi perannya "bawahan"',
        ),
    ],
)
def test_ones_own_form_under_another_role_is_told(tmp_path: Path, rater: Mapping, role: str, says: str) -> None:
    rows = [["NIP", "Peran", *rater, "Akuntabel"], [A, role, *rater.values(), 5], [A, "Atasan", *[""] * len(rater), 3]]
    assert wrong(tmp_path, rows) == [
        f"berkas2.xlsx:360!{says}; perbaiki penilainya, atau tulis perannya sebagai penilaian diri [feedback-own]"
    ]
    # Under its own role the form is in order, and by default does not count.
    rows[1][1] = "Diri Sendiri"
    assert value(form(tmp_path, rows), A) == "3"


def test_the_rater_of_a_survey_form_is_not_the_person_rated(tmp_path: Path) -> None:
    rows = [
        ["NIP", "Nama", "NIP Pegawai yang Dinilai", "Nama Pegawai yang Dinilai", "Peran", "Akuntabel"],
        [B, "Bunga Misalan", A, "Adnan Contohna", "Rekan", 4],
        [A, "Adnan Contohna", A, "Adnan Contohna", "Diri", 5],
        [C, "Cakra Umpama", A, "Adnan Contohna", "Atasan", 2],
    ]
    done = form(tmp_path, rows)
    # 60 % of 2 and 20 % of 4 over 80 %; Bunga and Cakra were not rated.
    assert [value(done, nip) for nip in (A, B, C)] == ["5/2", None, None]


def test_a_raters_nip_that_lost_its_digits_is_told(tmp_path: Path) -> None:
    rows = [["NIP", "Peran", "NIP Penilai", "Akuntabel"], [A, "Rekan", 199007202015042002, 5]]
    assert wrong(tmp_path, rows) == [
        (
            "berkas2.xlsx:360!C2: NIP tersimpan sebagai angka, digit terakhirnya sudah hilang (1.99007202015042E+17); "
            "ubah kolom menjadi Teks lalu ketik ulang dari sumber aslinya [nip-number]"
        )
    ]


def test_one_rater_by_nip_here_and_by_name_there_is_no_group(tmp_path: Path) -> None:
    # Three forms, but Bunga filled in two of them: two raters, fewer than the three a group is shown from.
    def by(*raters: tuple[str, str]) -> Rows:
        return [
            ["NIP", "Peran", "NIP Penilai", "Nama Penilai", "Akuntabel"],
            *([A, "Rekan", *rater, 4] for rater in raters),
        ]

    sheets = {
        "Januari": by((B, "Bunga Misalan"), (C, "Cakra Umpama")),
        "Februari": by(("", "BUNGA MISALAN")),
    }
    year = rules(
        "indicators: {ukuran: {weight: 100, measure: feedback.score, missing: renormalise, scale: {min: 1, max: 5}}}",
        HEAD.replace("end: 2026-01-31", "end: 2026-12-31"),
    )
    done = office(tmp_path, year, {**STAFF, **sheets})
    means = by_role(done.dossier.logbooks["feedback"], setting_of(done.dossier, year, DAY))
    assert means["rekan"].raters.tolist() == [2, 0, 0]
    assert means["rekan"].shown.tolist() == [False] * 3
    assert means["rekan"].values.value(0) == 0


def test_two_forms_of_one_rater_are_told_even_if_one_names_and_one_numbers_him(tmp_path: Path) -> None:
    rows = [
        ["NIP", "Peran", "NIP Penilai", "Nama Penilai", "Akuntabel"],
        [A, "Rekan", B, "Bunga Misalan", 4],
        [A, "Rekan", "", "Bunga Misalan", 4],
    ]
    assert wrong(tmp_path, rows) == [
        (
            f'berkas2.xlsx:360!C3: penilai "{B}" sudah menilai orang yang sama di berkas2.xlsx:360!C2; '
            "hapus salah satu formulirnya [feedback-rater]"
        )
    ]


def test_a_scale_that_is_not_straight_bounds_the_form_only_where_it_says_so(tmp_path: Path) -> None:
    rows = [["NIP", "Peran", "Akuntabel"], [A, "Atasan", 95]]

    def book(scale: str):
        return rules(
            f"indicators: {{ukuran: {{weight: 100, measure: feedback.score, missing: renormalise, scale: {scale}}}}}"
        )

    points = "points: [[60, 0], [90, 100]]"
    assert isinstance(outcome(tmp_path, book(f"{{{points}}}"), STAFF, {"360": rows}), Evaluation)
    assert refused(tmp_path, book(f"{{max: 90, {points}}}"), STAFF, {"360": rows}) == [
        "berkas2.xlsx:360!C2: nilai Akuntabel 95 di luar skala 0 sampai 90; perbaiki nilainya [score-outside]"
    ]


def test_an_office_that_measures_no_feedback_reads_none_of_this(tmp_path: Path) -> None:
    rows = [["NIP", "Peran", "Akuntabel", "Sikap"], [A, "Atasan", "", "baik"]]
    jp = {"Diklat": [["NIP", "Nama Pelatihan", "JP", "Tanggal"], [A, "Latihan", 20, "05/01/2026"]]}
    done = outcome(tmp_path, measured_by("training.jp"), STAFF, {"360": rows}, jp)
    assert isinstance(done, Evaluation)
