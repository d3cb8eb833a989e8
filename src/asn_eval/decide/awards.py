"""Awards: who is proposed, who is tied at the cut, who is just outside it, and who does not meet which requirement.

A tie that straddles the cut is never broken here: the rulebook says whether all are included or the committee is asked.
"""

from dataclasses import dataclass
from enum import IntEnum

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


def _within_quotas(
    eligible: Places, ties: npt.NDArray[np.int64], award: Award, facts: Facts
) -> list[tuple[int, Standing]]:
    """Cut each unit at its quota, then all together at the overall quota; give those who are proposed or tied at a cut."""
    people: list[tuple[int, int, Standing]] = [
        (int(p), int(t), Standing.PROPOSED) for p, t in zip(eligible, ties, strict=True)
    ]
    if award.quota_per_unit is not None:
        units: dict[str, list[tuple[int, int, Standing]]] = {}
        for entry in people:
            units.setdefault(str(facts.people.texts["unit"][entry[0]]), []).append(entry)
        people = [entry for unit in units.values() for entry in _cut(unit, award.quota_per_unit, award)]
        people.sort(key=lambda entry: entry[1])
    if award.quota is not None:
        people = _cut(people, award.quota, award)
    return [(person, place) for person, _, place in people]


def _cut(entries: list[tuple[int, int, Standing]], quota: int, award: Award) -> list[tuple[int, int, Standing]]:
    if len(entries) <= quota:
        return entries
    edge = entries[quota - 1][1]
    if entries[quota][1] != edge:
        return entries[:quota]
    inside = [entry for entry in entries if entry[1] < edge]
    level = [entry for entry in entries if entry[1] == edge]
    return inside + (level if award.ties == "include" else [(p, t, Standing.TIED) for p, t, _ in level])
