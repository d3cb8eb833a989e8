"""Awards: who is proposed, who is tied at the cut, who is just outside it, and who does not meet which requirement.

A tie that straddles the cut is never broken here: the rulebook says whether all are included or the committee is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from asn_eval.decide.facts import Facts
from asn_eval.decide.quotas import Claim, Cut, Places, cuts_of, within
from asn_eval.decide.require import Answered, Answers, all_of, answer, answered
from asn_eval.rank import ordered
from asn_eval.rules.awarding import IMPROVEMENT, Award
from asn_eval.rules.requirement import Answer, Requirement
from asn_eval.score import Numbers, Outcome

NONE = -1


class Standing(IntEnum):
    """Where a person stands for one award; everybody in the roster has exactly one."""

    PROPOSED = 0
    TIED = 1
    TO_VERIFY = 2
    BEYOND_QUOTA = 3
    UNMET = 4
    NOT_RANKED = 5
    NOT_FOR = 6
    ELSEWHERE = 7


@dataclass(frozen=True)
class Proposals:
    """One award for everybody: ``standing`` a person, ``asked`` per requirement, ``order`` of all ranked people, best first.

    ``value`` is what the award is ordered by. ``cut`` is the lowest value proposed, None when nobody is. ``concerned`` answers whether
    the award is for a person. ``elsewhere`` is the number of an award above that took (or may take) a person, -1 for none.
    ``contests`` are the ties a committee has to settle; ``cuts`` the quotas as they came out; ``keys`` the ordering keys.
    """

    key: str
    award: Award
    standing: npt.NDArray[np.uint8]
    asked: tuple[Answered, ...]
    order: Places
    value: Numbers
    cut: int | None
    concerned: Answers
    elsewhere: npt.NDArray[np.int16]
    contests: tuple[Claim, ...]
    cuts: tuple[Cut, ...]
    keys: tuple[npt.NDArray[np.int64], ...]

    @cached_property
    def answers(self) -> tuple[Answers, ...]:
        """The answers per requirement."""
        return tuple(one.answers for one in self.asked)

    @cached_property
    def last_places(self) -> dict[str, int]:
        """The lowest value proposed or tied in each group people compete in (``""`` where all compete together)."""
        found: dict[str, int] = {}
        for person in np.flatnonzero(np.isin(self.standing, (Standing.PROPOSED, Standing.TIED))).tolist():
            group, value = self.group_of(person), int(self.value.units[person])
            found[group] = min(value, found.get(group, value))
        return found

    def group_of(self, person: int) -> str:
        """The group a person competes in: with one quota by groups their own, else ``""``, everybody's."""
        return self.cuts[0].groups[person] if len(self.cuts) == 1 and self.cuts[0].by else ""

    def of(self, standing: Standing) -> Places:
        """People with this standing, best first; people who are not ranked in roster order."""
        if standing is Standing.NOT_RANKED:
            return np.flatnonzero(self.standing == standing)
        return np.asarray(self.order[self.standing[self.order] == standing])


def propose(facts: Facts) -> tuple[Proposals, ...]:
    """Work out every award of the rulebook, in its order; with one award a person, those above go first."""
    made: list[Proposals] = []
    for key, award in facts.rulebook.awards.items():
        taken = _taken(made, len(facts.people)) if facts.rulebook.one_award_per_person else None
        made.append(_proposals(key, award, facts, taken))
    return tuple(made)


def _taken(made: Sequence[Proposals], people: int) -> tuple[npt.NDArray[np.int16], npt.NDArray[np.bool_]]:
    """Give the award that took each person (or may, where a committee chooses), and whether it surely did."""
    by = np.full(people, NONE, np.int16)
    sure = np.zeros(people, bool)
    for number, proposals in enumerate(made):
        here = (by == NONE) & (proposals.standing == Standing.TIED)
        by[here] = number
        won = ~sure & (proposals.standing == Standing.PROPOSED)
        by[won], sure[won] = number, True
    return by, sure


def _proposals(
    key: str, award: Award, facts: Facts, taken: tuple[npt.NDArray[np.int16], npt.NDArray[np.bool_]] | None
) -> Proposals:
    numbers = ordering(award, facts)
    asked = tuple(answered(requirement, facts) for requirement in award.requires)
    ranked = facts.scores.outcome == Outcome.RANKED
    concerned = _concerned(award, facts)
    together = all_of([np.where(ranked, Answer.MET, Answer.UNMET).astype(np.uint8), *(one.answers for one in asked)])
    # Without the number the award is ordered by, or whether it is for them, nobody can be placed: unknown, not a no.
    sure = numbers.known & (concerned == Answer.MET) & _groupable(award, facts)
    elsewhere, gone = np.full(len(ranked), NONE, np.int16), np.zeros(len(ranked), bool)
    if taken is not None:
        elsewhere, surely = taken
        sure &= (elsewhere == NONE) | surely
        gone = surely & (together != Answer.UNMET)
    together = np.where(sure, together, np.minimum(together, Answer.UNKNOWN)).astype(np.uint8)
    first_that_holds = {
        Standing.NOT_RANKED: ~ranked,
        Standing.NOT_FOR: concerned == Answer.UNMET,
        Standing.ELSEWHERE: gone,
        Standing.UNMET: together == Answer.UNMET,
        Standing.TO_VERIFY: together == Answer.UNKNOWN,
    }
    standing = np.select([*first_that_holds.values()], [*first_that_holds], Standing.BEYOND_QUOTA).astype(np.uint8)
    keys = (numbers.units, *facts.standings.keys[1:])
    order = ordered(np.flatnonzero(ranked), keys, facts.people)
    eligible = order[standing[order] == Standing.BEYOND_QUOTA]
    cuts = cuts_of(award, facts, np.flatnonzero(ranked & (concerned == Answer.MET)))
    claims = within(eligible, tie_numbers(eligible, keys), cuts, include=award.ties == "include")
    for claim in claims:
        standing[list(claim.people)] = Standing.PROPOSED if claim.sure else Standing.TIED
    chosen = numbers.units[standing == Standing.PROPOSED]
    cut = int(chosen.min()) if len(chosen) else None
    contests = tuple(claim for claim in claims if not claim.sure)
    return Proposals(key, award, standing, asked, order, numbers, cut, concerned, elsewhere, contests, cuts, keys)


def ordering(award: Award, facts: Facts) -> Numbers:
    """Give the numbers an award is ordered by, higher first."""
    if award.by == "total":
        return facts.scores.total
    return facts.improvement() if award.by == IMPROVEMENT else facts.scores.score(award.by)


def _concerned(award: Award, facts: Facts) -> Answers:
    """Answer for everybody whether the award is for them; an empty cell is unknown."""
    match, profiles = award.applies_to, list(facts.rulebook.profiles)
    found = [np.full(len(facts.people), Answer.MET, np.uint8)]
    fields = {field: getattr(match, field) for field in ("jabatan", "jenis_jabatan", "jenjang", "unit")}
    found += [answer(Requirement(fact=f, one_of=accepted), facts) for f, accepted in fields.items() if accepted]
    found += [answer(Requirement(column=h, one_of=accepted), facts) for h, accepted in match.columns.items()]
    if award.profiles:
        wanted = [profiles.index(key) if key in profiles else NONE for key in award.profiles]
        found.append(np.where(np.isin(facts.scores.profile, wanted), Answer.MET, Answer.UNMET).astype(np.uint8))
    if award.by not in {"total", IMPROVEMENT}:
        # Whoever is not judged by the indicator is not in the contest; that is no open question.
        found.append(np.where(facts.judged_by(award.by), Answer.MET, Answer.UNMET).astype(np.uint8))
    return all_of(found)


def _groupable(award: Award, facts: Facts) -> npt.NDArray[np.bool_]:
    # Somebody of no known kind of position belongs to no quota of a kind.
    if award.quota_per_jenis_jabatan is None:
        return np.ones(len(facts.people), bool)
    kinds = facts.people.texts.get("jenis_jabatan")
    return np.zeros(len(facts.people), bool) if kinds is None else np.asarray(kinds != "", bool)


def tie_numbers(eligible: Places, keys: Sequence[npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    """Number the eligible people so that true equals share a number; numbers rise from best to last.

    Only what the rulebook declares settles equals: for an award by one indicator the total is not a tie-breaker.
    """
    if not len(eligible):
        return np.zeros(0, np.int64)
    differs = np.zeros(len(eligible), bool)
    for key in keys:
        column = key[eligible]
        differs[1:] |= column[1:] != column[:-1]
    return np.cumsum(differs)
