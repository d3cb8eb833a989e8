"""How a total moves when one weight moves: a fraction of two straight lines, and the exact place where two of them cross.

Move the weight of one top-level indicator from ``w`` to ``x`` (shares of 1) and scale the others proportionally. A person's total is
then ``(a + b·x) / (c + d·x)``: with every indicator present the divisor is 1, and the total a straight line.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from asn_eval.score import Scores

# Crossings that are no fractions are given to this precision, on the side of the present weight.
GRAIN = 10**12


@dataclass(frozen=True, slots=True)
class Curve:
    """The value ``(a + b·x) / (c + d·x)`` of one person at weight ``x``; the divisor is positive for 0 < x < 1."""

    a: Fraction
    b: Fraction = Fraction(0)
    c: Fraction = Fraction(1)
    d: Fraction = Fraction(0)

    def at(self, x: Fraction) -> Fraction:
        """The value at one weight."""
        return (self.a + self.b * x) / (self.c + self.d * x)

    def less(self, amount: Fraction) -> "Curve":
        """The value less a fixed amount."""
        return Curve(self.a - amount * self.c, self.b - amount * self.d, self.c, self.d)


def top_weights(scores: Scores, profile: int) -> dict[str, Fraction]:
    """Give the weights of the top-level indicators in a profile, as shares of 1."""
    return {top: w for top, w in scores.level_weights(profile).items() if top in scores.rulebook.indicators}


def moving(
    weights: Mapping[str, Fraction], scored: Mapping[str, Fraction | None], key: str, total: Fraction | None = None
) -> Curve:
    """Give the curve of somebody with these weights and exact scores of the top-level indicators (None = absent).

    ``total`` is the weighted sum of the scores where it is known already and none is absent.
    """
    others = 1 - weights[key]
    alone = scored[key]
    if total is not None and alone is not None:
        points = (total - weights[key] * alone) / others
        return Curve(points, alone - points)
    rest = [(w / others, score) for top, w in weights.items() if top != key and (score := scored[top]) is not None]
    share = sum((w for w, _ in rest), Fraction(0))
    points = sum((w * score for w, score in rest), Fraction(0))
    own = scored[key]
    if own is None or not share:
        # What does not depend on the weight at all.
        return Curve(points / share if share else own or Fraction(0))
    return Curve(points, own - points, share, 1 - share)


@dataclass(frozen=True, slots=True)
class Room:
    """How far a weight may move: the weights below and above at which something changes, None where nothing does."""

    low: Fraction | None = None
    high: Fraction | None = None

    def within(self, other: "Room") -> "Room":
        """The room both leave."""
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        return Room(max(lows, default=None), min(highs, default=None))


def room(ahead: Curve, behind: Curve, weight: Fraction) -> Room:
    """Give the nearest weights at which ``behind`` overtakes ``ahead``; no room at all where it is ahead already.

    >>> room(Curve(Fraction(80)), Curve(Fraction(70), Fraction(20)), Fraction(1, 4))
    Room(low=None, high=Fraction(1, 2))
    """
    if ahead.c == behind.c == 1 and not ahead.d and not behind.d:
        return _straight_room(ahead.b - behind.b, ahead.a - behind.a, weight)
    square = ahead.b * behind.d - behind.b * ahead.d
    slope = ahead.a * behind.d + ahead.b * behind.c - behind.a * ahead.d - behind.b * ahead.c
    fixed = ahead.a * behind.c - behind.a * ahead.c

    def lead(x: Fraction) -> Fraction:
        return (square * x + slope) * x + fixed

    if lead(weight) < 0:
        return Room(weight, weight)
    roots = [x for x in _roots(square, slope, fixed, weight) if 0 < x < 1]
    stops = sorted({Fraction(0), *roots, Fraction(1)})
    # Between two neighbouring roots the sign is one: that of the middle.
    lost = [(left, right) for left, right in pairwise(stops) if lead((left + right) / 2) < 0]
    lows = [right for _, right in lost if right <= weight]
    highs = [left for left, _ in lost if left >= weight]
    return Room(max(lows, default=None), min(highs, default=None))


def _straight_room(slope: Fraction, fixed: Fraction, weight: Fraction) -> Room:
    """The room where the lead is a straight line in the weight, as it is when nobody lacks an indicator."""
    if slope * weight + fixed < 0:
        return Room(weight, weight)
    root = -fixed / slope if slope else None
    if root is None or not 0 < root < 1:
        return Room()
    return Room(high=root) if slope < 0 else Room(low=root)


def _roots(square: Fraction, slope: Fraction, fixed: Fraction, weight: Fraction) -> list[Fraction]:
    if not square:
        return [-fixed / slope] if slope else []
    under = slope * slope - 4 * square * fixed
    if under < 0:
        return []
    root = _square_root(under)
    if root * root == under:
        return [(-slope - root) / (2 * square), (-slope + root) / (2 * square)]
    found = ((-slope - root) / (2 * square), (-slope + root) / (2 * square))
    # Never further than it is: towards the present weight.
    return [Fraction(math.floor(x * GRAIN) if x > weight else math.ceil(x * GRAIN), GRAIN) for x in found]


def _square_root(value: Fraction) -> Fraction:
    top, bottom = math.isqrt(value.numerator), math.isqrt(value.denominator)
    if top * top == value.numerator and bottom * bottom == value.denominator:
        return Fraction(top, bottom)
    fine = GRAIN**2
    return Fraction(math.isqrt(value.numerator * fine * fine // value.denominator), fine)
