"""Columns of exact fractions: result over target, means of any number of forms – never a rounded quotient.

Whole numbers over one denominator are fast and are the common case. Where a common denominator would have thousands of digits
(targets of money, say) each record keeps its own fraction.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import SAFE, Exact, Integers, largest

Objects = npt.NDArray[np.object_]
Index = npt.NDArray[np.intp]

# A common denominator of more bits than this is not made.
MOST_BITS = 2048
# What stands in for it in the end: every fraction whose denominator is made of factors up to 1000 is still exact over it, any other
# is off by less than one part in 10^450, which no published score and no tie can show.
GRAIN = math.lcm(*range(1, 1001)) * 10**20


@dataclass(frozen=True, slots=True)
class Ratios:
    """Numbers ``units / per``, one a record; units are whole, or fractions where no short common denominator exists."""

    units: Objects
    per: int

    def __len__(self) -> int:
        """How many records."""
        return len(self.units)

    def value(self, index: int) -> Fraction:
        """The exact value of one record."""
        return Fraction(self.units[index]) / self.per

    def clipped(self, low: int | Fraction, high: int | Fraction) -> "Ratios":
        """Keep every number between two bounds, both included."""
        per = math.lcm(self.per, Fraction(low).denominator, Fraction(high).denominator)
        units = self.units * (per // self.per)
        return Ratios(np.minimum(np.maximum(units, int(low * per)), int(high * per)), per)


def quotients(numerators: Sequence[int] | Integers, denominators: Sequence[int] | Integers) -> Ratios:
    """Divide two columns of whole numbers, exactly. No denominator is 0.

    >>> quotients([1, 2], [3, -4]).value(1)
    Fraction(-1, 2)
    """
    over, under = np.array(numerators, object), np.array(denominators, object)
    shared = np.gcd(over, under) if len(over) else over
    over, under = over // shared, under // shared
    return _over(over, under)


def sums(ratios: Ratios, group: Index, groups: int) -> Ratios:
    """Add the records of each group; a group without records is 0."""
    added = np.zeros(groups, object)
    np.add.at(added, group, ratios.units)
    return Ratios(added, ratios.per)


def means(ratios: Ratios, group: Index, groups: int) -> Ratios:
    """Give the mean of each group; a group without records is 0."""
    counts = np.bincount(group, minlength=groups)
    return divided(sums(ratios, group, groups), np.maximum(counts, 1))


def divided(ratios: Ratios, divisors: Integers) -> Ratios:
    """Divide each number by its own whole number above 0."""
    whole = divisors.astype(object)
    parted = _over(np.ones(len(whole), object), whole)
    return Ratios(ratios.units * parted.units, ratios.per * parted.per)


def exact(ratios: Ratios) -> Exact:
    """Give the numbers as a column of one denominator, as measures are handed on; exact but for what ``GRAIN`` says."""
    if not any(isinstance(unit, Fraction) for unit in ratios.units):
        shared = math.gcd(ratios.per, *ratios.units.tolist())
        return _narrow(ratios.units // shared, ratios.per // shared)
    fractions = [Fraction(unit) / ratios.per for unit in ratios.units.tolist()]
    per = _common({f.denominator for f in fractions}) or GRAIN
    # Half up; where the denominator is common there is nothing to round.
    return _narrow(np.array([math.floor(f * per + Fraction(1, 2)) for f in fractions], object), per)


def _narrow(units: Objects, per: int) -> Exact:
    return Exact(units.astype(np.int64) if largest(units) < SAFE else units, per)


def in_proportion(shares: Iterable[Decimal]) -> list[int]:
    """Give whole numbers in the proportion of some decimals.

    >>> in_proportion([Decimal("60"), Decimal("12.5")])
    [120, 25]
    """
    fractions = [Fraction(share) for share in shares]
    per = math.lcm(*(f.denominator for f in fractions)) if fractions else 1
    return [int(f * per) for f in fractions]


def _over(over: Objects, under: Objects) -> Ratios:
    # Reduced fractions over one denominator, where that is short enough.
    per = _common(set(under.tolist()))
    if per:
        return Ratios(over * (per // under), per)
    return Ratios(np.array([Fraction(n, d) for n, d in zip(over.tolist(), under.tolist(), strict=True)], object), 1)


def _common(denominators: set[int]) -> int:
    # The least common multiple, 0 where it gets too long.
    per = 1
    for denominator in denominators:
        per = math.lcm(per, denominator)
        if per.bit_length() > MOST_BITS:
            return 0
    return per
