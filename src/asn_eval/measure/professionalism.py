"""Indeks Profesionalitas ASN: four dimensions, 100 points (PermenPANRB 38/2018, Peraturan BKN 8/2019).

The kinerja dimension asks a score on the scale of PP 46/2011. What a predikat since 2022 is worth no text says: the office gives
the score it stands for, or none.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from asn_eval.rules.statutes import row_of, rows

TABLE = "ip-asn"


@dataclass(frozen=True, slots=True)
class Career:
    """What the index asks about a person.

    ``jp`` are hours of technical training (of the last year for pelaksana). ``kinerja`` is None where there is no score.
    ``hukuman`` is the gravest level of the last five years: tidak pernah, ringan, sedang, berat.
    """

    kelompok: Literal["struktural", "fungsional", "pelaksana"]
    pendidikan: str
    diklat_jabatan: bool
    jp: int
    seminar: bool
    kinerja: Fraction | None
    hukuman: str


@dataclass(frozen=True, slots=True)
class Professionalism:
    """The points of each dimension, exactly."""

    kualifikasi: Fraction
    kompetensi: Fraction
    kinerja: Fraction
    disiplin: Fraction

    @property
    def total(self) -> Fraction:
        """The index: the sum of its dimensions."""
        return self.kualifikasi + self.kompetensi + self.kinerja + self.disiplin


def professionalism(career: Career, day: date) -> Professionalism | None:
    """Give the index of one person; None where a word is not in the table, or no table is in force (Peraturan BKN 8/2019)."""
    education = row_of(TABLE, "kualifikasi", day, pendidikan=career.pendidikan)
    discipline = row_of(TABLE, "disiplin", day, hukuman=career.hukuman)
    if education is None or discipline is None:
        return None
    return Professionalism(
        education.number("points"),
        _competence(career, day),
        _performance(career.kinerja, day),
        discipline.number("points"),
    )


def professionalism_category(total: Fraction, day: date) -> str | None:
    """Name the category of an index: above 90 Sangat Tinggi, above 80 Tinggi … (Peraturan BKN 8/2019).

    >>> professionalism_category(Fraction(80), date(2026, 12, 31)), professionalism_category(Fraction(8001, 100), date(2026, 12, 31))
    ('Sedang', 'Tinggi')
    """
    reached = (r for r in rows(TABLE, "kategori", day) if "above" not in r.values or total > r.number("above"))
    return next((row.text("name") for row in reached), None)


def _competence(career: Career, day: date) -> Fraction:
    points = Fraction(0)
    for row in rows(TABLE, "kompetensi", day):
        if row.text("kelompok") != career.kelompok:
            continue
        kind = row.text("kind")
        done = {"diklat jabatan": career.diklat_jabatan, "seminar": career.seminar}
        if career.jp >= row.whole("least_jp") if kind == "diklat teknis" else done[kind]:
            points += row.number("points")
    return points


def _performance(score: Fraction | None, day: date) -> Fraction:
    if score is None:
        return rows(TABLE, "kinerja_none", day)[0].number("points")
    return next(row.number("points") for row in rows(TABLE, "kinerja", day) if score >= row.number("at_least"))
