"""Ratings of an e-Kinerja recap become indicators, and these the predikat by the nine cells – as the recap itself has it.

The same workbook in the spellings and codes of exports; two ratings of one month, a month with only one, a predikat that contradicts
them, and words that are none, are told.
"""

from pathlib import Path

import pytest

from asn_eval.pipeline import Evaluation
from evidence_offices import ROSTER, A, B, C, office, person, refused, rows, rules, total

RULES = """
    indicators:
      hasil: {weight: 60, measure: ekinerja.hasil, missing: renormalise, scale: {table: %s}}
      perilaku: {weight: 40, measure: ekinerja.perilaku, missing: renormalise, scale: {table: %s}}
    coverage: 40
    grades: law/permenpanrb-6-2022
    ratings: {hasil: {indicator: hasil}, perilaku: {indicator: perilaku}}
"""
TABLE = "{di atas ekspektasi: 110, sesuai ekspektasi: 95, di bawah ekspektasi: 80}"
TWO_MONTHS = """
    period: {start: 2026-01-01, end: 2026-02-28}
    calendar: {years: {"2026": {}}}
"""
HEADINGS = ["NO", "NIP", "NAMA", "RATING HASIL KERJA", "RATING PERILAKU KERJA", "PREDIKAT KINERJA PEGAWAI"]


def recap(*people: tuple[str, object, object]) -> list[list[object]]:
    head = [["REKAP PREDIKAT KINERJA"], ["UNIT KERJA: DINAS CONTOH"], [], HEADINGS]
    return head + [[n, nip, "Contoh", hasil, perilaku, ""] for n, (nip, hasil, perilaku) in enumerate(people, 1)]


def book() -> object:
    return rules(RULES % (TABLE, TABLE), TWO_MONTHS)


def predikat(made: Evaluation, nip: str) -> str:
    return (*made.grades.names, "")[made.grades.band[person(made, nip)]]


# Above and below: Kurang/Misconduct; as expected twice: Baik; codes 1 and 1: Sangat Baik.
@pytest.mark.parametrize(
    ("hasil", "perilaku", "expected", "score"),
    [
        ("DIATAS EKSPEKTASI", "Dibawah Ekspektasi", "Kurang/Misconduct", "98.00"),
        ("Sesuai Ekspektasi", "SESUAI EKSPEKTASI", "Baik", "95.00"),
        ("1", "1", "Sangat Baik", "110.00"),
        ("di bawah ekspektasi", "3", "Sangat Kurang", "80.00"),
        (3, 2, "Butuh Perbaikan", "86.00"),
    ],
)
def test_the_predikat_is_that_of_the_two_ratings(
    tmp_path: Path, hasil: object, perilaku: object, expected: str, score: str
) -> None:
    made = office(tmp_path, book(), {"Pegawai": ROSTER, "Januari": recap((A, hasil, perilaku))})
    assert (predikat(made, A), total(made, A)) == (expected, score)
    # Nobody else is in the recap: no rating, no total.
    assert (predikat(made, B), total(made, B)) == ("", None)


def test_the_latest_month_that_has_a_rating_counts(tmp_path: Path) -> None:
    january = recap((A, "Di bawah ekspektasi", "Sesuai ekspektasi"), (C, "Sesuai ekspektasi", "Sesuai ekspektasi"))
    february = recap((A, "", ""), (C, "Di bawah ekspektasi", "Di atas ekspektasi"))
    made = office(tmp_path, book(), {"Pegawai": ROSTER, "I": january, "II": february})
    # A has no rating in February at all: below and as expected, of January. C: below and above, of February.
    assert (predikat(made, A), predikat(made, C)) == ("Butuh Perbaikan", "Butuh Perbaikan")
    assert rows(made, A, "hasil") == ["berkas1.xlsx:I!5"]
    assert rows(made, C, "perilaku") == ["berkas1.xlsx:I!6", "berkas1.xlsx:II!6"]


def test_a_month_with_one_rating_is_not_completed_from_another(tmp_path: Path) -> None:
    january = recap((A, "Di bawah ekspektasi", "Di atas ekspektasi"), (C, "", "Sesuai ekspektasi"))
    february = recap((A, "Di atas ekspektasi", ""), (C, "Sesuai ekspektasi", "Sesuai ekspektasi"))
    # C lacks one in January, which decides nothing.
    assert refused(tmp_path, book(), {"Pegawai": ROSTER, "I": january, "II": february}) == [
        (
            "berkas1.xlsx:II!E5: RATING PERILAKU KERJA kosong; isi selnya, atau hapus barisnya bila catatan ini memang tidak ada "
            "[record-empty]"
        )
    ]
    # An office that asks for the other rating only is told nothing of it.
    only = rules(
        f"indicators: {{hasil: {{weight: 100, measure: ekinerja.hasil, scale: {{table: {TABLE}}}}}}}", TWO_MONTHS
    )
    made = office(tmp_path, only, {"Pegawai": [*ROSTER[:4], ROSTER[5]], "I": january, "II": february})
    assert ([f.message() for f in made.findings], total(made, A)) == ([], "110.00")


def test_two_sheets_of_one_month_may_hold_one_rating_each(tmp_path: Path) -> None:
    halves = recap((A, "Di atas ekspektasi", ""), (A, "", "Sesuai ekspektasi"))
    assert predikat(office(tmp_path, book(), {"Pegawai": ROSTER, "Januari": halves}), A) == "Baik"


def test_a_recap_without_a_column_of_the_rating_asked_for_is_told_once(tmp_path: Path) -> None:
    halved = [[*row[:4], *row[5:]] for row in recap((A, "Sesuai ekspektasi", ""), (C, "Sesuai ekspektasi", ""))[3:]]
    assert refused(tmp_path, book(), {"Pegawai": ROSTER, "Januari": halved}) == [
        (
            "berkas1.xlsx:Januari: lembar ini tidak mempunyai kolom Rating Perilaku Kerja; tambahkan kolomnya, atau petakan dengan "
            '--map "Judul kolom=perilaku" [record-column]'
        )
    ]


def test_a_predikat_its_ratings_contradict_is_told_once_and_the_ratings_count(tmp_path: Path) -> None:
    said = recap((A, "Di atas ekspektasi", "Di atas ekspektasi"))
    said[4][5] = "BAIK"
    made = office(tmp_path, book(), {"Pegawai": ROSTER, "Januari": said})
    assert [f.message() for f in made.findings] == [
        (
            'berkas1.xlsx:Januari!F5: predikat "BAIK" tidak sesuai dengan rating hasil kerja "Di atas ekspektasi" (D5) dan perilaku '
            '"Di atas ekspektasi" (E5), yang memberi "Sangat Baik"; periksa ketiga selnya; yang dipakai adalah yang tertulis, baik '
            "predikat maupun rating [ekinerja-differs]"
        )
    ]
    assert predikat(made, A) == "Sangat Baik"


def test_two_ratings_of_one_month_are_told(tmp_path: Path) -> None:
    twice = recap((A, "Di atas ekspektasi", "Sesuai ekspektasi"), (A, "Sesuai ekspektasi", "Sesuai ekspektasi"))
    assert refused(tmp_path, book(), {"Pegawai": ROSTER, "Januari": twice}) == [
        (
            'berkas1.xlsx:Januari!D6: rating "sesuai ekspektasi" berbeda dari "di atas ekspektasi" untuk orang dan masa yang sama di '
            "berkas1.xlsx:Januari!D5; hapus yang tidak berlaku [rating-twice]"
        )
    ]


def test_a_word_that_is_no_rating_is_told_with_the_nearest_or_all(tmp_path: Path) -> None:
    strange = recap((A, "Diatas ekspetasi", "Bagus"))
    assert refused(tmp_path, book(), {"Pegawai": ROSTER, "Januari": strange}) == [
        (
            'berkas1.xlsx:Januari!D5: "Diatas ekspetasi" tidak dikenal sebagai RATING HASIL KERJA; maksud Anda '
            '"di atas ekspektasi"? [record-word]'
        ),
        (
            'berkas1.xlsx:Januari!E5: "Bagus" tidak dikenal sebagai RATING PERILAKU KERJA; pakai salah satu: di atas ekspektasi, '
            "sesuai ekspektasi, di bawah ekspektasi [record-word-listed]"
        ),
    ]
