"""Quotas of an award: how many places there are in all and in each group, and who surely has one or is tied for it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

import numpy as np
import numpy.typing as npt

from asn_eval.decide.facts import Facts
from asn_eval.rules.awarding import Award

Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Claim:
    """People who are equal and compete for ``places`` of what a cut left: everybody has one (sure), or a committee chooses."""

    people: tuple[int, ...]
    tie: int
    places: int

    @property
    def sure(self) -> bool:
        """Whether everybody has a place."""
        return self.places == len(self.people)


@dataclass(frozen=True, slots=True)
class Cut:
    """One quota as it came out: ``seats`` in all (``by`` empty), or ``each`` group of a roster field.

    ``groups`` holds the group of each person. A group that is not in ``shares`` has ``seats`` places. ``undecided`` are groups whose
    remainders are equal where the last place of a percentage was to be given, and ``open_`` the places left for them.
    """

    seats: int
    by: str = ""
    groups: tuple[str, ...] = ()
    shares: Mapping[str, int] = field(default_factory=dict)
    undecided: tuple[str, ...] = ()
    open_: int = 0

    def seats_of(self, group: str) -> int:
        """Places of one group."""
        return self.shares.get(group, self.seats)


def cuts_of(award: Award, facts: Facts, pool: Places) -> tuple[Cut, ...]:
    """Give the cuts of an award in their order: groups first, then all together. ``pool`` are the ranked people it is for."""
    cuts = []
    for name, quota in (("unit", award.quota_per_unit), ("jenis_jabatan", award.quota_per_jenis_jabatan)):
        if quota is not None:
            cuts.append(Cut(quota, name, _groups(facts, name)))
    if award.quota_percent is not None:
        seats = math.floor(Fraction(award.quota_percent) * len(pool) / 100)
        if award.percent_per_unit:
            groups = _groups(facts, "unit")
            sizes: dict[str, int] = {}
            for person in pool.tolist():
                sizes[groups[person]] = sizes.get(groups[person], 0) + 1
            shares, undecided, left = shared_out(seats, sizes, Fraction(award.quota_percent) / 100)
            cuts.append(Cut(0, "unit", groups, shares, undecided, left))
        else:
            cuts.append(Cut(seats))
    if award.quota is not None:
        cuts.append(Cut(award.quota))
    return tuple(cuts)


def shared_out(seats: int, sizes: Mapping[str, int], share: Fraction) -> tuple[dict[str, int], tuple[str, ...], int]:
    """Share places out over groups by largest remainder; equal remainders for the last places are left to the committee.

    Gives the places of each group, the groups equal at the end, and how many places they have between them.

    >>> shared_out(3, {"X": 14, "Y": 9, "Z": 7}, Fraction(1, 10))
    ({'X': 1, 'Y': 1, 'Z': 1}, (), 0)
    >>> shared_out(1, {"X": 5, "Y": 5}, Fraction(1, 10))
    ({'X': 0, 'Y': 0}, ('X', 'Y'), 1)
    """
    exact = {group: share * sizes[group] for group in sorted(sizes)}
    shares = {group: math.floor(value) for group, value in exact.items()}
    left = seats - sum(shares.values())
    rests = sorted(((value - shares[group], group) for group, value in exact.items()), key=lambda rest: -rest[0])
    for _, level in groupby(rests, key=lambda rest: rest[0]):
        equals = [group for _, group in level]
        if not left:
            break
        if len(equals) > left:
            return shares, tuple(equals), left
        for group in equals:
            shares[group] += 1
        left -= len(equals)
    return shares, (), 0


def _groups(facts: Facts, name: str) -> tuple[str, ...]:
    texts = facts.people.texts.get(name)
    return ("",) * len(facts.people) if texts is None else tuple(str(text) for text in texts.tolist())


def within(eligible: Places, ties: npt.NDArray[np.int64], cuts: Sequence[Cut], *, include: bool) -> list[Claim]:
    """Cut each group at its quota, then all together; give the claims of those who are proposed or tied at a cut, best first.

    ``ties`` numbers the eligible so that equals share a number. With ``include`` equals at a cut all stay in.
    """
    pairs = zip(eligible.tolist(), ties.tolist(), strict=True)
    # Made one by one: of a million people only those up to the cut are looked at.
    claims: Iterable[Claim] = (Claim((person,), tie, 1) for person, tie in pairs)
    for cut in cuts:
        if not cut.by:
            claims = _cut(claims, cut.seats, include=include)
            continue
        by_group: dict[str, list[Claim]] = {}
        for claim in claims:
            by_group.setdefault(cut.groups[claim.people[0]], []).append(claim)
        kept = (c for group, own in by_group.items() for c in _cut(own, cut.seats_of(group), include=include))
        claims = sorted(kept, key=lambda claim: claim.tie)
    return list(claims)


def _cut(claims: Iterable[Claim], quota: int, *, include: bool) -> list[Claim]:
    """Keep claims, best first, while places last. Equals that do not all fit all stay in (include) or go to the committee (ask).

    A tie at a unit's cut takes only the places it is about, so it crowds nobody out of the overall quota.
    """
    kept: list[Claim] = []
    left = quota
    if left <= 0:
        return kept
    for tie, group in groupby(claims, key=lambda claim: claim.tie):
        level = list(group)
        wanted = sum(claim.places for claim in level)
        if wanted <= left or include:
            kept += level
        else:
            kept.append(Claim(tuple(p for claim in level for p in claim.people), tie, left))
        left -= wanted
        if left <= 0:
            break
    return kept
