"""Indeks Kepuasan Masyarakat: nine elements of 1 to 4 become one score of 25 to 100 (PermenPANRB 14/2017)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from asn_eval.rounding import half_up
from asn_eval.rules.statutes import rows

TABLE = "ikm"
PLACES = 2


@dataclass(frozen=True, slots=True)
class ServiceBand:
    """The letter of a service and its name."""

    mutu: str
    name: str


def satisfaction(elements: Sequence[Fraction], day: date) -> Fraction | None:
    """Give the index of the means of its nine elements: their mean × 25, each weighing exactly 1/9 (PermenPANRB 14/2017).

    With the printed weight 0.111 nobody could reach 100. None where there are not nine elements of 1 to 4, or no table is in force.

    >>> satisfaction([Fraction(4)] * 9, date(2026, 12, 31))
    Fraction(100, 1)
    """
    form = next(iter(rows(TABLE, "form", day)), None)
    if form is None or len(elements) != form.whole("elements"):
        return None
    if not all(form.number("lowest") <= mean <= form.number("highest") for mean in elements):
        return None
    return sum(elements, Fraction(0)) / len(elements) * form.number("factor")


def satisfaction_band(index: Fraction, day: date) -> ServiceBand | None:
    """Give the letter and name of an index, read from its published score of two decimals (PermenPANRB 14/2017).

    >>> satisfaction_band(Fraction(88305, 1000), date(2026, 12, 31))
    ServiceBand(mutu='A', name='Sangat Baik')
    """
    published = Fraction(half_up(index, PLACES), 10**PLACES)
    reached = (row for row in rows(TABLE, "bands", day) if published >= row.number("at_least"))
    return next((ServiceBand(row.text("mutu"), row.text("name")) for row in reached), None)
