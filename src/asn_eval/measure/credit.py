"""Angka kredit: what a predikat earns in a year or in months of it, and how long until the next step.

PermenPANRB 1/2023, Peraturan BKN 3/2023. Numbers are exact fractions; two decimals are for print.
"""

import math
from datetime import date
from fractions import Fraction
from typing import Literal

from asn_eval.measure.predikat import predikat_word
from asn_eval.rules.statutes import row_of

TABLE = "angka-kredit"
MONTHS = 12


def annual_credit(jenjang: str, predikat: str, day: date) -> Fraction | None:
    """Give the angka kredit of a full year: percent of the predikat × coefficient of the jenjang (Peraturan BKN 3/2023).

    None where the jenjang or predikat is not in the table, or no table is in force.

    >>> annual_credit("Ahli Pertama", "Sangat Baik", date(2026, 12, 31))
    Fraction(75, 4)
    """
    coefficient = row_of(TABLE, "coefficient", day, jenjang=jenjang)
    word = predikat_word(predikat, day)
    percent = None if word is None else row_of(TABLE, "percent", day, predikat=word)
    if coefficient is None or percent is None:
        return None
    return percent.number("percent") / 100 * coefficient.number("per_year")


def periodic_credit(jenjang: str, predikat: str, months: int, day: date) -> Fraction | None:
    """Give the angka kredit of some months with one predikat: months/12 of a year's (Peraturan BKN 3/2023).

    >>> periodic_credit("Ahli Pertama", "Baik", 2, date(2026, 12, 31))
    Fraction(25, 12)
    """
    whole = annual_credit(jenjang, predikat, day)
    return None if whole is None else whole * months / MONTHS


def credit_needed(jenjang: str, step: Literal["pangkat", "jenjang"], day: date) -> Fraction | None:
    """Give the cumulative angka kredit for the next pangkat or the next jenjang (PermenPANRB 1/2023).

    None where there is no such step: Penyelia and Ahli Utama have no jenjang above them.

    >>> credit_needed("Ahli Madya", "jenjang", date(2026, 12, 31)), credit_needed("Ahli Utama", "jenjang", date(2026, 12, 31))
    (Fraction(450, 1), None)
    """
    row = row_of(TABLE, "need", day, jenjang=jenjang)
    key = f"per_{step}"
    return row.number(key) if row is not None and key in row.values else None


def months_to(target: Fraction, have: Fraction, jenjang: str, day: date, *, predikat: str = "Baik") -> int | None:
    """Give the whole months until a target is reached if every year earns this predikat; 0 where it is reached already.

    ``ceil((target - have) / credit of a year × 12)``. A forecast, not a right.

    >>> months_to(Fraction(100), Fraction(70), "Ahli Pertama", date(2026, 12, 31))
    29
    """
    year = annual_credit(jenjang, predikat, day)
    return None if year is None else max(0, math.ceil((target - have) / year * MONTHS))
