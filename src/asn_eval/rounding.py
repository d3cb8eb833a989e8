"""The one rounding: exact numbers become published integers, half up, once.

In: exact factors and columns. Out: integers in units of 10^-places. Never: a float.
"""

import math
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import SAFE, Integers, largest


def half_up(value: Fraction, places: int) -> int:
    """Round an exact number half up, once, to units of 10^-places.

    >>> half_up(Fraction(2, 3), 2), half_up(Fraction(2675, 1000), 2)
    (67, 268)
    """
    unit: int = 10**places
    return math.floor(value * unit + Fraction(1, 2))


def rounded_sum(terms: list[tuple[Fraction, Integers]], constant: Fraction, places: int) -> npt.NDArray[np.int64]:
    """Add ``factor × column`` exactly and round half up once, in units of 10^-places.

    Everything is brought over one whole denominator; 64-bit integers are used when the largest possible sum fits.

    >>> rounded_sum([(Fraction(35, 1000), np.array([833, 15]))], Fraction(0), 2).tolist()
    [2916, 53]
    """
    denominator = math.lcm(constant.denominator, *(factor.denominator for factor, _ in terms))
    weights = [int(factor * denominator) for factor, _ in terms]
    offset = int(constant * denominator)
    bound = abs(offset) + sum(abs(w) * largest(column) for w, (_, column) in zip(weights, terms, strict=True))
    fits = 2 * 10**places * bound + denominator < SAFE and all(c.dtype != object for _, c in terms)
    # A weight that does not fit is possible where its whole column is 0.
    fits = fits and all(abs(w) < SAFE for w in weights)
    total: Integers = np.full(len(terms[0][1]) if terms else 0, offset, np.int64 if fits else object)
    for weight, (_, column) in zip(weights, terms, strict=True):
        total = total + (column if fits else column.astype(object)) * weight
    doubled = 2 * 10**places * total + denominator
    return np.asarray(doubled // (2 * denominator)).astype(np.int64)
