"""Indeks Kepuasan Masyarakat: the letter of a service from a score of 25 to 100 (PermenPANRB 14/2017)."""

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


def satisfaction_band(index: Fraction, day: date) -> ServiceBand | None:
    """Give the letter and name of an index, read from its published score of two decimals (PermenPANRB 14/2017).

    >>> satisfaction_band(Fraction(88305, 1000), date(2026, 12, 31))
    ServiceBand(mutu='A', name='Sangat Baik')
    """
    published = Fraction(half_up(index, PLACES), 10**PLACES)
    reached = (row for row in rows(TABLE, "bands", day) if published >= row.number("at_least"))
    return next((ServiceBand(row.text("mutu"), row.text("name")) for row in reached), None)
