"""The nine boxes of talent management, and the scores of their two axes.

Boxes: PermenPANRB 3/2020, since 2026 as amended by PermenPANRB 20/2025. Scores of the axes: Keputusan Kepala BKN 411/2025. Which
status a predikat stands for where no score is used, no text says: the office chooses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from asn_eval.measure.predikat import predikat_word
from asn_eval.rules.dated import Citation
from asn_eval.rules.statutes import letters, row_of, rows

BOXES = "nine-box"
SCORES = "kepkabkn-411-2025"
Axis = Literal["kinerja", "potensial"]


@dataclass(frozen=True, slots=True)
class Box:
    """One of the nine boxes: its number, whether it belongs to the talent pool (KRS), and what is recommended."""

    number: int
    pool: bool
    recommendation: str
    citation: Citation


def box(kinerja: str, potensial: str, day: date) -> Box | None:
    """Give the box of a status of performance and a level of potential (PermenPANRB 3/2020; 20/2025 Pasal 17).

    None where one of them is no level, or no table is in force. Boxes 6, 7 and 8 are not in reading order.

    >>> box("di atas ekspektasi", "menengah", date(2026, 12, 31)).number, box("di bawah ekspektasi", "tinggi", date(2026, 12, 31)).number
    (7, 6)
    """
    row = row_of(BOXES, "boxes", day, kinerja=kinerja, potensial=potensial)
    if row is None:
        return None
    return Box(row.whole("box"), row.values["pool"] is True, row.text("recommendation"), row.citation)


def axis_score(axis: Axis, components: Mapping[str, Fraction], day: date) -> Fraction | None:
    """Weigh the components (0 to 100, by name) of an axis to its score of 0 to 100 (Keputusan Kepala BKN 411/2025).

    Every component of the axis must be there: 0 is said, not left out. None otherwise, or where no table is in force.
    """
    given = {letters(name): value for name, value in components.items()}
    found = rows(SCORES, axis, day)
    if not found or given.keys() != {letters(row.text("component")) for row in found}:
        return None
    return sum((row.number("percent") * given[letters(row.text("component"))] for row in found), Fraction(0)) / 100


def axis_level(axis: Axis, score: Fraction, day: date) -> str | None:
    """Name the level of a score on an axis: 80 and above, 60 and above, below (Keputusan Kepala BKN 411/2025).

    >>> axis_level("kinerja", Fraction(56), date(2026, 12, 31)), axis_level("potensial", Fraction(80), date(2026, 12, 31))
    ('di bawah ekspektasi', 'tinggi')
    """
    reached = (row for row in rows(SCORES, "levels", day) if score >= row.number("at_least"))
    return next((row.text(axis) for row in reached), None)


def predikat_points(predikat: str, day: date) -> int | None:
    """Give what a predikat is worth on the axis of performance, 20 to 100 (Keputusan Kepala BKN 411/2025)."""
    word = predikat_word(predikat, day)
    row = None if word is None else row_of(SCORES, "predikat", day, predikat=word)
    return None if row is None else row.whole("points")


def integrity_points(hukuman: str, day: date) -> int | None:
    """Give what the gravest hukuman leaves of integrity, 0 to 100 (Keputusan Kepala BKN 411/2025)."""
    row = row_of(SCORES, "integritas", day, hukuman=hukuman)
    return None if row is None else row.whole("points")


def education_points(pendidikan: str, day: date) -> int | None:
    """Give what an education is worth on the axis of potential, 0 to 100 (Keputusan Kepala BKN 411/2025)."""
    row = row_of(SCORES, "pendidikan", day, pendidikan=pendidikan)
    return None if row is None else row.whole("points")


def talent_score(kinerja: Fraction, potensial: Fraction, day: date) -> Fraction | None:
    """Give the talent score: half performance, half potential (Keputusan Kepala BKN 411/2025)."""
    shares = {row.text("axis"): row.number("percent") for row in rows(SCORES, "talent", day)}
    return (shares["kinerja"] * kinerja + shares["potensial"] * potensial) / 100 if shares else None
