"""The scale single records must keep to: a value beyond it would be lost in a mean, where nothing shows it any more."""

from fractions import Fraction
from math import ceil, floor

import numpy as np

from asn_eval.check.records import State
from asn_eval.measure.scales import is_straight
from asn_eval.measure.telling import Telling
from asn_eval.rules.disagreement import written
from asn_eval.rules.rulebook import Rulebook


def bounds(rulebook: Rulebook, measure: str) -> tuple[Fraction, Fraction] | None:
    """Give the least and the greatest value the scales of a measure's indicators allow, the widest of several.

    None where one of them turns any value into a score (points, bands), or cuts what is beyond its ends.
    """
    leaves = [leaf for leaf in rulebook.leaves().values() if leaf.measure == measure]
    if not leaves or any(leaf.outside == "cap" or not is_straight(leaf.scale) for leaf in leaves):
        return None
    return min(Fraction(leaf.scale.min) for leaf in leaves), max(Fraction(leaf.scale.max) for leaf in leaves)


def tell_beyond(telling: Telling, field: str, measure: str) -> None:
    """Tell the cells of a field whose number is beyond the scale of what is measured from it."""
    column, ends = telling.logbook.numbers.get(field), bounds(telling.setting.rulebook, measure)
    if column is None or ends is None:
        return
    low, high = ceil(ends[0] * column.values.per), floor(ends[1] * column.values.per)
    units = column.values.units
    beyond = np.asarray((units < low) | (units > high), bool) & (column.state == State.GIVEN) & ~telling.logbook.invalid
    shown = {name: written(end).replace(".", ",") for name, end in zip(("min", "max"), ends, strict=True)}
    telling.cells(
        "record-outside",
        beyond,
        field,
        lambda i: {"field": telling.title(i, field), "found": telling.number(i, field), **shown},
    )
