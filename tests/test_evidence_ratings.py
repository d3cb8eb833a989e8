"""Ratings of an e-Kinerja recap become indicators, and these the predikat by the nine cells – as the recap itself has it.

The same workbook in the spellings and codes of exports; two ratings of one month, and words that are none, are told.
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
    february = recap((A, "Di atas ekspektasi", ""), (C, "Di bawah ekspektasi", "Di atas ekspektasi"))
    made = office(tmp_path, book(), {"Pegawai": ROSTER, "I": january, "II": february})
    # A: results of February (above), behaviour still of January (as expected): Baik. C: below and above: Butuh Perbaikan.
    assert (predikat(made, A), predikat(made, C)) == ("Baik", "Butuh Perbaikan")
    assert rows(made, A, "hasil") == ["berkas1.xlsx:I!5", "berkas1.xlsx:II!5"]
    assert rows(made, A, "perilaku") == ["berkas1.xlsx:I!5"]


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
