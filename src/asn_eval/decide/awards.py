"""Awards: who is proposed, who is tied at the cut, who is just outside it, and who does not meet which requirement.

A tie that straddles the cut is never broken here: the rulebook says whether all are included or the committee is asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby

import numpy as np
import numpy.typing as npt

from asn_eval.decide.facts import Facts
from asn_eval.decide.require import Answers, all_of, answer
from asn_eval.rank import ordered
from asn_eval.rules.requirement import Answer
from asn_eval.rules.rulebook import Award
from asn_eval.score import Numbers, Outcome

Places = npt.NDArray[np.intp]


class Standing(IntEnum):
    """Where a person stands for one award; everybody in the roster has exactly one."""

    PROPOSED = 0
    TIED = 1
    TO_VERIFY = 2
    BEYOND_QUOTA = 3
    UNMET = 4
    NOT_RANKED = 5


@dataclass(frozen=True, slots=True)
class Proposals:
    """One award for everybody: ``standing`` a person, ``answers`` per requirement, ``order`` of all ranked people, best first.

    ``value`` is what the award is ordered by. ``cut`` is the lowest value proposed, None when nobody is.
    """

    key: str
    award: Award
    standing: npt.NDArray[np.uint8]
    answers: tuple[Answers, ...]
    order: Places
    value: Numbers
    cut: int | None

    def of(self, standing: Standing) -> Places:
        """People with this standing, best first; people who are not ranked in roster order."""
        if standing is Standing.NOT_RANKED:
            return np.flatnonzero(self.standing == standing)
        return np.asarray(self.order[self.standing[self.order] == standing])


def propose(facts: Facts) -> tuple[Proposals, ...]:
    """Work out every award of the rulebook, in its order."""
    return tuple(_proposals(key, award, facts) for key, award in facts.rulebook.awards.items())


def _proposals(key: str, award: Award, facts: Facts) -> Proposals:
    numbers = facts.scores.total if award.by == "total" else facts.scores.score(award.by)
    answers = tuple(answer(requirement, facts) for requirement in award.requires)
    ranked = facts.scores.outcome == Outcome.RANKED
    together = all_of(answers) if answers else np.full(len(ranked), Answer.MET, np.uint8)
    # Without the number the award is ordered by, nobody can be placed: unknown, not a no.
    together = np.where(numbers.known, together, np.minimum(together, Answer.UNKNOWN)).astype(np.uint8)
    standing = np.select(
        [~ranked, together == Answer.UNMET, together == Answer.UNKNOWN],
        [Standing.NOT_RANKED, Standing.UNMET, Standing.TO_VERIFY],
        Standing.BEYOND_QUOTA,
    ).astype(np.uint8)
    order = ordered(np.flatnonzero(ranked), _keys(facts, numbers.units), facts.people)
    eligible = order[standing[order] == Standing.BEYOND_QUOTA]
    ties = _tie_numbers(eligible, facts, numbers.units)
    for person, place in _within_quotas(eligible, ties, award, facts):
        standing[person] = place
    chosen = numbers.units[standing == Standing.PROPOSED]
    return Proposals(key, award, standing, answers, order, numbers, int(chosen.min()) if len(chosen) else None)


def _keys(facts: Facts, units: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], ...]:
    # Only what the rulebook declares settles equals: for an award by one indicator the total is not a tie-breaker.
    return (units, *facts.standings.keys[1:])


def _tie_numbers(eligible: Places, facts: Facts, units: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Number the eligible people so that true equals share a number; numbers rise from best to last."""
    if not len(eligible):
        return np.zeros(0, np.int64)
    differs = np.zeros(len(eligible), bool)
    for key in _keys(facts, units):
        column = key[eligible]
        differs[1:] |= column[1:] != column[:-1]
    return np.cumsum(differs)


@dataclass(frozen=True, slots=True)
class _Claim:
    """People who are equal and compete for ``places`` of what a cut left: everybody has one (sure), or a committee chooses."""

    people: tuple[int, ...]
    tie: int
    places: int

    @property
    def sure(self) -> bool:
        return self.places == len(self.people)


def _within_quotas(
    eligible: Places, ties: npt.NDArray[np.int64], award: Award, facts: Facts
) -> list[tuple[int, Standing]]:
    """Cut each unit at its quota, then all together at the overall quota; give those who are proposed or tied at a cut."""
    pairs = zip(eligible.tolist(), ties.tolist(), strict=True)
    # Made one by one: of a million people only those up to the cut are looked at.
    claims: Iterable[_Claim] = (_Claim((person,), tie, 1) for person, tie in pairs)
    if award.quota_per_unit is not None:
        by_unit: dict[str, list[_Claim]] = {}
        for claim in claims:
            by_unit.setdefault(str(facts.people.texts["unit"][claim.people[0]]), []).append(claim)
        kept = (c for unit in by_unit.values() for c in _cut(unit, award.quota_per_unit, award))
        claims = sorted(kept, key=lambda claim: claim.tie)
    if award.quota is not None:
        claims = _cut(claims, award.quota, award)
    return [(p, Standing.PROPOSED if claim.sure else Standing.TIED) for claim in claims for p in claim.people]


def _cut(claims: Iterable[_Claim], quota: int, award: Award) -> list[_Claim]:
    """Keep claims, best first, while places last. Equals that do not all fit all stay in (include) or go to the committee (ask).

    A tie at a unit's cut takes only the places it is about, so it crowds nobody out of the overall quota.
    """
    kept: list[_Claim] = []
    left = quota
    for tie, group in groupby(claims, key=lambda claim: claim.tie):
        level = list(group)
        wanted = sum(claim.places for claim in level)
        if wanted <= left or award.ties == "include":
            kept += level
        else:
            kept.append(_Claim(tuple(p for claim in level for p in claim.people), tie, left))
        left -= wanted
        if left <= 0:
            break
    return kept
