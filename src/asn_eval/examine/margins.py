"""How firm an award is: a winner's lead over the next, how far one weight may move before the winners change, and raters' noise.

The bounds are exact and closed: weights move one at a time, the others of the level are scaled proportionally, and unrounded totals
are compared. A printed tie can come up to half a unit of the last place earlier. Up to a bound the winner surely stays.
"""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np

from asn_eval.check.records import State
from asn_eval.decide.awards import Proposals, Standing
from asn_eval.decide.grades import lower_bound
from asn_eval.decide.require import Answered
from asn_eval.examine.curves import Curve, Room, moving, room, top_weights
from asn_eval.measure.scales import line
from asn_eval.pipeline import Evaluation
from asn_eval.rules.awarding import IMPROVEMENT, Narrow
from asn_eval.rules.requirement import MOVING_FACTS, Answer, Requirement, single

# Margins are worked out for so many winners, those nearest the cut, and against so many rivals, those nearest below it.
MOST_WINNERS = 100
MOST_RIVALS = 12


@dataclass(frozen=True, slots=True)
class Move:
    """How far the weight of one top-level indicator may move (``weight`` and ``room`` as shares of 1); profile -1: general."""

    profile: int
    key: str
    weight: Fraction
    room: Room

    @property
    def least(self) -> Fraction | None:
        """The shorter way to a change, None where no weight of this indicator changes anything."""
        ways = [abs(bound - self.weight) for bound in (self.room.low, self.room.high) if bound is not None]
        return min(ways, default=None)


@dataclass(frozen=True, slots=True)
class Margin:
    """One winner: the next one (``rival``, None = there is none), the lead in units of 10^-places, and the moves weights allow.

    ``noise`` is what differences between raters are worth in points where that is more than the lead, else None.
    """

    person: int
    rival: int | None
    lead: int | None
    moves: tuple[Move, ...]
    noise: Fraction | None

    @property
    def tightest(self) -> Move | None:
        """The move that changes the winners soonest."""
        return min((m for m in self.moves if m.least is not None), key=lambda m: m.least or 0, default=None)

    def is_narrow(self, narrow: Narrow, places: int) -> bool:
        """Whether the win is narrow by the office's bounds (menang tipis)."""
        if narrow.points is not None and self.lead is not None and self.lead <= Fraction(narrow.points) * 10**places:
            return True
        tightest = self.tightest
        least = None if tightest is None else tightest.least
        return narrow.weight is not None and least is not None and least * 100 <= Fraction(narrow.weight)


def margins(evaluation: Evaluation, proposals: Proposals) -> tuple[Margin, ...]:
    """Give the margin of each winner of an award, best first; of very many, those nearest the cut."""
    winners = proposals.of(Standing.PROPOSED)[-MOST_WINNERS:]
    contest = _Contest(evaluation, proposals)
    return tuple(_margin(contest, int(winner)) for winner in winners)


def _margin(contest: "_Contest", winner: int) -> Margin:
    evaluation, proposals = contest.evaluation, contest.proposals
    rivals, value = contest.rivals(winner), proposals.value.units
    rival = rivals[0] if rivals else None
    lead = None if rival is None else int(value[winner] - value[rival])
    noise = _noise(evaluation, proposals, winner, rival, lead)
    return Margin(winner, rival, lead, tuple(contest.moves(winner)), noise)


@dataclass
class _Contest:
    """One award seen from its cut: who competes with whom, and how their totals move with each weight."""

    evaluation: Evaluation
    proposals: Proposals
    _curves: dict[tuple[int, int, str], Curve] = field(default_factory=dict)
    _tops: dict[int, dict[str, Fraction]] = field(default_factory=dict)
    _exact: dict[int, dict[str, Fraction | None]] = field(default_factory=dict)
    _sums: dict[int, Fraction | None] = field(default_factory=dict)

    @cached_property
    def _by_group(self) -> dict[str, list[int]]:
        proposals = self.proposals
        standing = proposals.standing[proposals.order]
        below = proposals.order[np.isin(standing, (Standing.BEYOND_QUOTA, Standing.TIED))].tolist()
        # With one cut by groups only people of the group compete; with a second cut everybody may, so nobody is left out.
        found: dict[str, list[int]] = {}
        for person in below:
            found.setdefault(proposals.group_of(person), []).append(person)
        return found

    def rivals(self, winner: int) -> list[int]:
        """Give the people below the cut who compete for a winner's place, best first."""
        return self._by_group.get(self.proposals.group_of(winner), [])

    @cached_property
    def _open(self) -> frozenset[int]:
        """The barred people for whom there would be a place without anybody else losing one."""
        if len(self.proposals.cuts) > 1:
            return frozenset(self.barred)
        taken = Counter(self.proposals.group_of(person) for person in self.proposals.of(Standing.PROPOSED).tolist())
        cut = self.proposals.cuts[0]
        seats = {person: cut.seats_of(self.proposals.group_of(person)) for person in self.barred}
        return frozenset(p for p in self.barred if taken[self.proposals.group_of(p)] < seats[p])

    @cached_property
    def barred(self) -> list[int]:
        """Give the people whom only requirements that move with the weights keep out, best first."""
        proposals = self.proposals
        only = proposals.standing == Standing.UNMET
        for one in proposals.asked:
            if not _moves_with(one):
                only &= one.answers != Answer.UNMET
        order = proposals.order
        return [int(person) for person in order[only[order]][:MOST_RIVALS]]

    @cached_property
    def limits(self) -> tuple[Fraction, ...]:
        """Give the exact totals at which an answer about the total or the grade changes: half a unit below what is printed."""
        places, bands = self.evaluation.rulebook.rounding.places, self.evaluation.grades.bands
        found: set[int] = set()
        for requirement in single(self.proposals.award.requires):
            low, high = requirement.at_least, requirement.at_most
            if requirement.fact == "grade" and bands:
                found |= _steps(requirement, [band.name for band in bands], [lower_bound(b, places) for b in bands])
            if requirement.fact == "total":
                found |= {math.ceil(Fraction(low) * 10**places)} if isinstance(low, Decimal) else set()
                found |= {math.floor(Fraction(high) * 10**places) + 1} if isinstance(high, Decimal) else set()
        return tuple(Fraction(2 * least - 1, 2 * 10**places) for least in sorted(found))

    def moves(self, winner: int) -> Iterator[Move]:
        """Give, for each weight that moves anybody in the contest, how far it may."""
        scores, award = self.evaluation.scores, self.proposals.award
        facts = {r.fact for r in single(award.requires)}
        by_weights = award.by in {"total", IMPROVEMENT}
        # Ranks move with everybody's weights at once, and improvement with last year's score: no bound here would hold.
        if facts & {"rank", "unit_rank", "peningkatan"} or not (by_weights or self.limits):
            return
        # A predikat of two ratings moves with the weights inside an indicator, not with the total.
        if "grade" in facts and not self.evaluation.grades.bands:
            return
        value = self.proposals.value.units
        # Whoever is kept out for too high a total comes back at the bound; whoever is kept out for too low a one must overtake.
        near = [p for p in self.barred if self.proposals.group_of(p) == self.proposals.group_of(winner)]
        against = [*self.rivals(winner), *(p for p in near if value[p] < value[winner])] if by_weights else []
        movable = [winner, *(p for p in self.barred if p in self._open or (p in near and value[p] >= value[winner]))]
        for profile in sorted({int(scores.profile[p]) for p in (*against, *movable)} | {int(scores.profile[winner])}):
            for key, weight in self._weights(profile).items():
                if 0 < weight < 1:
                    nearest = self._nearest(against, winner, (profile, key))
                    yield Move(profile, key, weight, self._room(winner, (profile, key), weight, nearest, movable))

    def _room(
        self, winner: int, moved: tuple[int, str], weight: Fraction, against: list[int], movable: list[int]
    ) -> Room:
        found, own = Room(), self._ordering(winner, moved)
        for rival in against:
            found = found.within(room(own, self._ordering(rival, moved), weight))
        for person in movable:
            total = self._total(person, moved)
            for limit in self.limits:
                # Whoever is above a bound may fall below it, whoever is below may rise: either way an answer changes.
                bound = Curve(limit)
                above = total.at(weight) >= limit
                found = found.within(room(total, bound, weight) if above else room(bound, total, weight))
        return found

    def _total(self, person: int, moved: tuple[int, str]) -> Curve:
        known = (person, *moved)
        if known not in self._curves:
            scores, (profile, key) = self.evaluation.scores, moved
            if int(scores.profile[person]) != profile:
                self._curves[known] = Curve(scores.exact("total", person) or Fraction(0))
            else:
                self._curves[known] = moving(
                    self._weights(profile), self._scored(person, profile), key, self._whole(person, profile)
                )
        return self._curves[known]

    def _weights(self, profile: int) -> dict[str, Fraction]:
        if profile not in self._tops:
            self._tops[profile] = top_weights(self.evaluation.scores, profile)
        return self._tops[profile]

    def _scored(self, person: int, profile: int) -> dict[str, Fraction | None]:
        if person not in self._exact:
            self._exact[person] = {top: self.evaluation.scores.exact(top, person) for top in self._weights(profile)}
        return self._exact[person]

    def _whole(self, person: int, profile: int) -> Fraction | None:
        """Give the weighted sum of somebody's exact scores; None where one is absent."""
        if person not in self._sums:
            weights, scored = self._weights(profile), self._scored(person, profile)
            given = [(w, score) for top, w in weights.items() if (score := scored[top]) is not None]
            whole = sum((w * score for w, score in given), Fraction(0)) if len(given) == len(weights) else None
            self._sums[person] = whole
        return self._sums[person]

    def _ordering(self, person: int, moved: tuple[int, str]) -> Curve:
        total = self._total(person, moved)
        if self.proposals.award.by != IMPROVEMENT:
            return total
        unit = 10**self.evaluation.rulebook.rounding.places
        before = int(self.evaluation.scores.total.units[person]) - int(self.proposals.value.units[person])
        return total.less(Fraction(before, unit))

    def _nearest(self, against: list[int], winner: int, moved: tuple[int, str]) -> list[int]:
        """Of very many rivals keep those who come nearest to overtaking, by floats; whoever is kept is compared exactly."""
        if len(against) <= MOST_RIVALS:
            return against
        scores, (profile, key) = self.evaluation.scores, moved
        people = np.array([winner, *against], np.intp)
        unit = float(10**self.evaluation.rulebook.rounding.places)
        weight = float(scores.level_weights(profile)[key])
        value, total, own = (n.units[people] / unit for n in (self.proposals.value, scores.total, scores.score(key)))
        shifts = (scores.profile[people] == profile) & scores.score(key).known[people]
        # A share of weight more moves a total by (own score − the score of the rest); the gap over that speed is the way to go.
        speed = np.where(shifts, (own - total) / (1 - weight), 0.0)
        gap, closing = value[0] - value[1:], speed[1:] - speed[0]
        with np.errstate(divide="ignore", invalid="ignore"):
            way = np.where(closing == 0, np.inf, gap / closing)
        third = MOST_RIVALS // 3
        kept = {*range(third), *np.argsort(np.where(way >= 0, way, np.inf), kind="stable")[:third].tolist()}
        kept |= {*np.argsort(np.where(way <= 0, -way, np.inf), kind="stable")[:third].tolist()}
        return [against[k] for k in sorted(kept)]


def _steps(requirement: Requirement, names: list[str], bounds: list[int]) -> set[int]:
    """Give the printed totals at which an answer about the grade changes; bands come best first."""
    folded = [name.casefold() for name in names]
    found: set[int] = set(bounds) if requirement.one_of or requirement.none_of else set()
    if isinstance(requirement.at_least, str) and requirement.at_least.casefold() in folded:
        found.add(bounds[folded.index(requirement.at_least.casefold())])
    if isinstance(requirement.at_most, str) and requirement.at_most.casefold() in folded[1:]:
        found.add(bounds[folded.index(requirement.at_most.casefold()) - 1])
    return found


def _moves_with(asked: Answered) -> bool:
    return any(r.fact in MOVING_FACTS for r in single((asked.requirement,)))


def _noise(
    evaluation: Evaluation, proposals: Proposals, winner: int, rival: int | None, lead: int | None
) -> Fraction | None:
    if rival is None or lead is None:
        return None
    spread = max(rater_spread(evaluation, p, proposals.award.by) for p in (winner, rival))
    return spread if spread > Fraction(lead, 10**evaluation.rulebook.rounding.places) else None


def rater_spread(evaluation: Evaluation, person: int, by: str = "total") -> Fraction:
    """Give what the differences between a person's raters are worth: the highest rater's word against the lowest, in points."""
    scores, leaves = evaluation.scores, evaluation.rulebook.leaves()
    node = by if by in leaves or by in {key for key, _, _ in evaluation.rulebook.walk()} else "total"
    spread = Fraction(0)
    for key, share in scores.groups[int(scores.group[person])].shares.get(node, {}).items():
        records = evaluation.dossier.scores.get(key)
        if records is None or not len(records.rater) or leaves[key].combine != "mean":
            continue
        mine = np.flatnonzero((records.person == person) & (records.state == State.GIVEN) & (records.rater != ""))
        by_rater: dict[str, list[Fraction]] = {}
        for record in mine.tolist():
            by_rater.setdefault(str(records.rater[record]), []).append(records.values.value(record))
        means = [sum(values, Fraction(0)) / len(values) for values in by_rater.values()]
        if len(means) > 1:
            spread += share * abs(line(leaves[key])[0]) * (max(means) - min(means))
    return spread
