"""An axis of talent as the law weighs it: every component times its percent, exactly, and rounded once (Keputusan Kepala BKN 411/2025).

Somebody one of whose components is not known has no score on the axis.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Integers
from asn_eval.decide.facts import Facts, Mask
from asn_eval.decide.lacking import Lack, cell
from asn_eval.decide.talent_box import Axis as AxisName
from asn_eval.decide.talent_box import axis_shares, shares
from asn_eval.decide.talent_components import Worked, worked
from asn_eval.rounding import rounded_sum
from asn_eval.rules.axes import Axis
from asn_eval.rules.origins import AwardComponent

Term = tuple[Fraction, Integers]


@dataclass(frozen=True)
class Weighed:
    """One axis from its components, in the law's order; none where no table is in force on the day."""

    facts: Facts
    name: AxisName
    components: tuple[Worked, ...]

    @cached_property
    def known(self) -> Mask:
        """Of whom every component is known."""
        none = np.full(len(self.facts.people), bool(self.components))
        return np.asarray(np.logical_and.reduce([none, *(one.known for one in self.components)]), bool)

    def terms(self, share: Fraction = Fraction(1)) -> list[Term]:
        """Give the axis as a sum of factors times whole columns, all of it times ``share``."""
        return [(share * one.percent / 100 / one.points.per, one.points.units) for one in self.components]

    @cached_property
    def score(self) -> npt.NDArray[np.int64]:
        """The published score of 0 to 100, 0 where it is not known."""
        return _published(self.terms(), self.known, self.facts)

    def lacks(self, person: int) -> Iterator[Lack]:
        """Give every component that is not known of a person, with why and the cell to look at."""
        for one in self.components:
            why = one.reason(person)
            if why is not None:
                heading = one.heading
                if why == "no_year" and isinstance(one.origin, AwardComponent):
                    heading = one.origin.year or ""
                yield Lack(one.key, why, cell(self.facts, person, heading), heading, one.found(person).strip())


def weighed(name: AxisName, axis: Axis, facts: Facts) -> Weighed | None:
    """Weigh an axis for everybody; None where the office does not take it from the law."""
    if axis.law is None:
        return None
    keys: Mapping[str, str] = {component: key for key, component in axis.named.items()}
    origins = dict(axis.components())
    made = []
    for row in shares(name, facts.day):
        key = keys.get(row.text("component"), row.text("component"))
        made.append(worked(key, origins.get(key), row, facts))
    return Weighed(facts, name, tuple(made))


@dataclass(frozen=True, slots=True)
class TalentScore:
    """The talent score of everybody: half performance, half potential; published units, and where both axes are known."""

    units: npt.NDArray[np.int64]
    known: Mask
    shares: Mapping[AxisName, Fraction]


def talent_score(axes: Sequence[Weighed | None], day: date) -> TalentScore | None:
    """Give the talent score where both axes are weighed by the law; exact, rounded once and not from rounded axes."""
    share = axis_shares(day)
    both = [axis for axis in axes if axis is not None and axis.components]
    if len(both) != len(share) or not both:
        return None
    known = np.logical_and.reduce([axis.known for axis in both])
    terms = [term for axis in both for term in axis.terms(share[axis.name])]
    return TalentScore(_published(terms, known, both[0].facts), known, share)


def _published(terms: list[Term], known: Mask, facts: Facts) -> npt.NDArray[np.int64]:
    places = facts.rulebook.rounding.places
    sums = rounded_sum(terms, Fraction(0), places) if terms else np.zeros(len(known), np.int64)
    return np.where(known, sums, 0).astype(np.int64)
