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
from asn_eval.rules.dated import Citation, Row
from asn_eval.rules.statutes import row_of, rows

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


def shares(axis: Axis, day: date) -> tuple[Row, ...]:
    """Give the components of an axis with what each counts, in the law's order (Keputusan Kepala BKN 411/2025).

    >>> [(row.text("component"), row.whole("percent")) for row in shares("kinerja", date(2026, 12, 31))][:2]
    [('predikat', 60), ('penghargaan', 15)]
    """
    return rows(SCORES, axis, day)


def axis_shares(day: date) -> Mapping[Axis, Fraction]:
    """Give what each axis counts of the talent score: half and half (Keputusan Kepala BKN 411/2025)."""
    found: Mapping[str, Row] = {row.text("axis"): row for row in rows(SCORES, "talent", day)}
    axes: tuple[Axis, ...] = ("kinerja", "potensial")
    return {axis: found[axis].number("percent") / 100 for axis in axes} if found else {}


def award_years(day: date) -> int | None:
    """Give how many years a recognition counts: the last five (Keputusan Kepala BKN 411/2025); None where no table is in force."""
    row = row_of(SCORES, "window", day, component="penghargaan")
    return None if row is None else row.whole("years")


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
