"""A column of decimal numbers, exactly as people typed them, as scaled integers.

83.3 is stored as 833 with ``per`` 10. The integers are 64-bit where every later product fits, and Python integers (slower, the
same results) where it would not; no float ever decides anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64] | npt.NDArray[np.object_]

# Largest magnitude kept in 64-bit integers: leaves room for products to be checked before they are made.
SAFE = 2**62


@dataclass(frozen=True, slots=True)
class Exact:
    """Numbers ``units / per``, one a record; a record without a number holds 0 and is told apart by its state."""

    units: Integers
    per: int

    def __len__(self) -> int:
        """How many records."""
        return len(self.units)

    def value(self, index: int) -> Fraction:
        """The exact value of one record."""
        return Fraction(int(self.units[index]), self.per)

    def over(self, per: int) -> Integers:
        """Give the units for another denominator, a multiple of this one, widening to Python integers where needed."""
        factor, rest = divmod(per, self.per)
        if rest:
            msg = f"{per} is not a multiple of {self.per}"
            raise ValueError(msg)
        return scaled(self.units, factor)

    def take(self, index: npt.NDArray[np.intp]) -> "Exact":
        """Give the numbers of some records."""
        return Exact(self.units[index], self.per)


def largest(units: Integers) -> int:
    """The largest magnitude of a column, 0 when empty."""
    return max(abs(int(units.max())), abs(int(units.min()))) if len(units) else 0


def scaled(units: Integers, factor: int) -> Integers:
    """Multiply a column by a whole number without ever overflowing."""
    peak = largest(units)
    if factor == 1 or not peak:
        return units
    if units.dtype != object and peak * abs(factor) >= SAFE:
        units = units.astype(object)
    return units * factor


def from_floats(values: npt.NDArray[np.float64]) -> Exact:
    """Recover the decimals people typed from their nearest doubles.

    A decimal n/10^k is the one typed when dividing gives the very same double (IEEE division is correctly rounded). Columns with
    a value of more than nine places – results of formulas – take the shortest decimal that prints as the double.
    ``values`` has no NaN or infinity.

    >>> from_floats(np.array([83.3, 17.25, 0.0])).units.tolist()
    [8330, 1725, 0]
    """
    for places in range(10):
        power = 10**places
        units = np.rint(values * power)
        if np.array_equal(units / power, values) and (not len(units) or np.abs(units).max() < 2**53):
            return Exact(units.astype(np.int64), power)
    return from_decimals([Decimal(repr(v)) for v in values.tolist()])


def from_decimals(values: Sequence[Decimal]) -> Exact:
    """Store decimals of any length.

    >>> from_decimals([Decimal("83.30"), Decimal("-4")])
    Exact(units=array([8330, -400]), per=100)
    """
    places = max((max(0, -int(v.as_tuple().exponent)) for v in values), default=0)
    units = [int(v.scaleb(places)) for v in values] if places < 20 else [int(Fraction(v) * 10**places) for v in values]
    small = all(abs(u) < SAFE for u in units)
    return Exact(np.array(units, dtype=np.int64 if small else object), 10**places)
