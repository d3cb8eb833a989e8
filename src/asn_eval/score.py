"""Measures × weights become points; points become a total: exact, rounded half up once.

In: Measures and the Rulebook. Out: Scores. Never: a rank; a float.

People who share a profile and have the same indicators present share one set of exact weights, so the work is one integer dot
product for each such group – usually one group for the whole roster.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from functools import cached_property

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Integers
from asn_eval.check.profiles import asked_for, profile_of
from asn_eval.check.records import People, State
from asn_eval.measure import Measure, Measures
from asn_eval.measure.scales import line
from asn_eval.measure.service import days_in_period
from asn_eval.rounding import rounded_sum
from asn_eval.rules.rulebook import Indicator, Rulebook
from asn_eval.rules.weights import level_weights

Mask = npt.NDArray[np.bool_]


class Outcome(IntEnum):
    """Where a person ends up; everybody in the roster has exactly one."""

    RANKED = 0
    EXCLUDED = 1
    NOT_ASSESSABLE = 2


class Why(IntEnum):
    """Why somebody is not ranked."""

    RANKED = 0
    INVALID = 1
    POLICY = 2
    COVERAGE = 3
    PERIOD = 4
    FEW = 5


@dataclass(frozen=True, slots=True)
class Group:
    """People of one profile with the same indicators present: the exact share of each leaf in each node's score.

    ``shares[node][leaf]`` sums to 1 over the leaves of a node that is present; ``shares["total"]`` is the total's.
    ``coverage`` is the share of the full weight that is present.
    """

    profile: int
    present: frozenset[str]
    shares: Mapping[str, Mapping[str, Fraction]]
    coverage: Fraction


@dataclass(frozen=True, slots=True)
class Numbers:
    """Published numbers in units of 10^-places, one a person, and where there is one."""

    units: npt.NDArray[np.int64]
    known: Mask


@dataclass(frozen=True)
class Scores:
    """Everybody's total, and any indicator's score and points on demand; arrays have one entry a person, in roster order.

    ``applying[profile + 1]`` names the indicators that count for a profile (0: the general weights).
    """

    rulebook: Rulebook
    measures: Measures
    profile: npt.NDArray[np.int16]
    groups: tuple[Group, ...]
    group: npt.NDArray[np.int32]
    outcome: npt.NDArray[np.uint8]
    why: npt.NDArray[np.uint8]
    applying: tuple[frozenset[str], ...]

    @cached_property
    def total(self) -> Numbers:
        """Published totals; known for ranked people."""
        numbers = self._published("total", Fraction(1))
        return Numbers(numbers.units, self.outcome == Outcome.RANKED)

    def score(self, node: str) -> Numbers:
        """Published score of one indicator (0–100 on a usual scale), before its weight."""
        if node not in self._scored:
            self._scored[node] = self._published(node, Fraction(1))
        return self._scored[node]

    @cached_property
    def _scored(self) -> dict[str, Numbers]:
        return {}

    def points(self, node: str) -> Numbers:
        """Published points of one indicator: its part of the total, for display (the total is not the sum of these)."""
        return self._published(node, None)

    def weight(self, node: str, group: int) -> Fraction:
        """Weight of an indicator in the total of one group, as a share of 1."""
        leaves = _leaves_below(self.rulebook, node)
        total = self.groups[group].shares["total"]
        return sum((share for leaf, share in total.items() if leaf in leaves), Fraction(0))

    def level_weights(self, profile: int) -> Mapping[str, Fraction]:
        """Weight of every indicator that counts for a profile (-1: general), as its share of its level as written."""
        if profile not in self._levels:
            self._levels[profile] = level_weights(self.rulebook, _profile_key(self.rulebook, profile))
        return self._levels[profile]

    @cached_property
    def _levels(self) -> dict[int, Mapping[str, Fraction]]:
        return {}

    def exact(self, node: str, person: int) -> Fraction | None:
        """The exact, unrounded score of one indicator (or ``total``) for one person; None where it is absent."""
        shares = self.groups[int(self.group[person])].shares.get(node)
        if not shares:
            return None
        total = Fraction(0)
        for key, share in shares.items():
            slope, intercept = self._lines[key]
            total += share * (slope * self.measures.by_indicator[key].counted.value(person) + intercept)
        return total

    @cached_property
    def _lines(self) -> dict[str, tuple[Fraction, Fraction]]:
        return {key: line(indicator) for key, indicator in self.rulebook.leaves().items()}

    def _published(self, node: str, whole: Fraction | None) -> Numbers:
        units = np.zeros(len(self.group), np.int64)
        known = np.zeros(len(self.group), bool)
        alone = len(self.groups) == 1
        below = _leaves_below(self.rulebook, node) if whole is None else frozenset()
        for number, group in enumerate(self.groups):
            shares = group.shares.get(node, {})
            if whole is None and shares:
                shares = {leaf: share for leaf, share in group.shares["total"].items() if leaf in below}
            if not shares:
                continue
            rows = slice(None) if alone else np.flatnonzero(self.group == number)
            units[rows] = self._dot(shares, rows)
            known[rows] = True
        return Numbers(units, known)

    def _dot(self, shares: Mapping[str, Fraction], rows: npt.NDArray[np.intp] | slice) -> npt.NDArray[np.int64]:
        terms: list[tuple[Fraction, Integers]] = []
        constant = Fraction(0)
        for key, share in shares.items():
            slope, intercept = self._lines[key]
            values = self.measures.by_indicator[key].counted
            terms.append((share * slope / values.per, values.units[rows]))
            constant += share * intercept
        return rounded_sum(terms, constant, self.rulebook.rounding.places)


def score(measures: Measures, people: People, rulebook: Rulebook, faulty: Mask | None = None) -> Scores:
    """Give every person a total or the reason for having none.

    ``faulty`` marks people whose data has errors (they are excluded; only reached when errors are to be skipped).
    """
    profile = profile_of(people, rulebook)
    applying = [_applying(rulebook, p) for p in range(-1, len(rulebook.profiles))]
    present = _present(measures, rulebook)
    groups, group = _grouped(profile, present, applying, rulebook)
    outcome, why = _outcomes(measures, people, rulebook, profile, groups, group, faulty=faulty)
    return Scores(rulebook, measures, profile, groups, group, outcome, why, tuple(applying))


def _profile_key(rulebook: Rulebook, number: int) -> str | None:
    return None if number < 0 else list(rulebook.profiles)[number]


def _applying(rulebook: Rulebook, profile: int) -> frozenset[str]:
    weights = level_weights(rulebook, _profile_key(rulebook, profile))
    return frozenset(weights)


def _counts(measure: Measure, indicator: Indicator) -> Mask:
    counting = (State.GIVEN, State.EMPTY) if indicator.missing == "zero" else (State.GIVEN,)
    return np.isin(measure.state, counting)


def _present(measures: Measures, rulebook: Rulebook) -> dict[str, Mask]:
    return {key: _counts(measures.by_indicator[key], indicator) for key, indicator in rulebook.leaves().items()}


def _grouped(
    profile: npt.NDArray[np.int16], present: dict[str, Mask], applying: list[frozenset[str]], rulebook: Rulebook
) -> tuple[tuple[Group, ...], npt.NDArray[np.int32]]:
    """Number the distinct combinations of profile and present indicators."""
    key = profile.astype(np.int64) + 1
    names = list(present)
    for start in range(0, len(names), 24):
        chunk = names[start : start + 24]
        bits = sum((present[n].astype(np.int64) << i for i, n in enumerate(chunk)), np.zeros(len(key), np.int64))
        key = key << 24 | bits
        if start + 24 < len(names):  # renumber, so that many indicators never overflow the key
            key = np.unique(key, return_inverse=True)[1].astype(np.int64)
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    groups = []
    for person in first.tolist():
        number = int(profile[person])
        have = frozenset(n for n in names if present[n][person]) & applying[number + 1]
        groups.append(_group(rulebook, number, have))
    return tuple(groups), inverse.astype(np.int32)


def _group(rulebook: Rulebook, number: int, have: frozenset[str]) -> Group:
    weights = level_weights(rulebook, _profile_key(rulebook, number))
    shares: dict[str, dict[str, Fraction]] = {}
    full: dict[str, Fraction] = {}

    def within(level: Mapping[str, Indicator], upper: Fraction) -> dict[str, Fraction]:
        """Share of each present leaf in the weighted mean of one level; absent indicators leave the divisor."""
        found: dict[str, tuple[Fraction, dict[str, Fraction]]] = {}
        for key, indicator in level.items():
            if key not in weights:
                continue
            weight = upper * weights[key]
            if indicator.parts:
                inside = within(indicator.parts, weight)
            else:
                full[key] = weight
                inside = {key: Fraction(1)} if key in have else {}
            if inside:
                shares[key] = inside
                found[key] = (weights[key], inside)
        divisor = sum((w for w, _ in found.values()), Fraction(0))
        if not divisor:
            return {}
        return {leaf: w / divisor * s for w, inside in found.values() for leaf, s in inside.items() if w}

    shares["total"] = within(rulebook.indicators, Fraction(1))
    return Group(number, have, shares, sum((w for k, w in full.items() if k in have), Fraction(0)))


def _outcomes(
    measures: Measures,
    people: People,
    rulebook: Rulebook,
    profile: npt.NDArray[np.int16],
    groups: tuple[Group, ...],
    group: npt.NDArray[np.int32],
    *,
    faulty: Mask | None,
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Decide who is ranked; where reasons meet, faulty data stands before policy, policy before the period, that before the rest.

    Too few records to measure from are no reason to exclude somebody: the person is not assessable.
    """
    enough = np.array(
        [g.coverage * 100 >= Fraction(rulebook.coverage) and bool(g.shares["total"]) for g in groups], bool
    )
    why = np.where(enough[group] if len(groups) else np.zeros(0, bool), Why.RANKED, Why.COVERAGE).astype(np.uint8)
    asked = asked_for(rulebook)
    states = {key: np.where(asked[key][profile], measures.by_indicator[key].state, State.GIVEN) for key in asked}
    excluding = {key: states[key] == State.EMPTY for key, i in rulebook.leaves().items() if i.missing == "exclude"}
    few = {key: measures.by_indicator[key].few for key in excluding}
    for key, counts in few.items():
        if counts is not None:
            why[excluding[key] & (counts > 0)] = Why.FEW
    if (period := rulebook.period) is not None and period.minimum_days:
        why[days_in_period(people, period.start, period.end) < period.minimum_days] = Why.PERIOD
    for key, counts in few.items():
        why[excluding[key] if counts is None else excluding[key] & (counts == 0)] = Why.POLICY
    for key, indicator in rulebook.leaves().items():
        wrong = [State.INVALID]
        # What must not be absent and is absent never leaves the divisor by the back door.
        wrong += [State.EMPTY] if indicator.missing == "error" else []
        wrong += [State.NOT_APPLICABLE] if indicator.not_applicable == "error" else []
        why[np.isin(states[key], wrong)] = Why.INVALID
    if faulty is not None:
        why[faulty] = Why.INVALID
    gone = np.isin(why, (Why.INVALID, Why.POLICY))
    outcome = np.where(gone, Outcome.EXCLUDED, np.where(why == Why.RANKED, Outcome.RANKED, Outcome.NOT_ASSESSABLE))
    return outcome.astype(np.uint8), why


def _leaves_below(rulebook: Rulebook, node: str) -> frozenset[str]:
    parents = {key: parent for key, _, parent in rulebook.walk()}

    def is_below(key: str | None) -> bool:
        return key is not None and (key == node or is_below(parents[key]))

    return frozenset(key for key in rulebook.leaves() if node == "total" or is_below(key))
