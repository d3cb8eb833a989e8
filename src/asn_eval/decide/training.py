"""Who is proposed for which course: the greatest needs first, within seats and budget; what stays unmet says why.

Needs of equal size are settled together: when not all of them can be served, none is chosen here – all are tied for what is left, and
a committee decides. For one person the order of the catalogue decides between courses; it never decides between people.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from fractions import Fraction
from itertools import groupby

from asn_eval.check.records import Dossier
from asn_eval.decide.facts import Facts
from asn_eval.decide.needs import Hours, Need, hours_of, needs_of
from asn_eval.rules.developing import Course, Training
from asn_eval.rules.matching import plain


class State(IntEnum):
    """What becomes of a need; every need has exactly one."""

    ASSIGNED = 0
    COVERED = 1
    TIED_SEATS = 2
    TIED_BUDGET = 3
    TOOLS = 4
    UNMET = 5
    TO_VERIFY = 6


class Why(IntEnum):
    """Why a course is not proposed for a need."""

    NO_SEAT = 0
    BUDGET = 1
    PREREQUISITE = 2
    PREREQUISITE_UNKNOWN = 3
    LIMIT = 4
    DONE = 5


@dataclass(frozen=True, slots=True)
class Settled:
    """A need and what becomes of it: its rank (1-2-2-4, 0 where it is not known), the course, and why other courses are not it.

    ``course`` is a number of the catalogue, -1 for none. ``refused`` has a reason for each course that develops the subject and was
    passed over; none at all means that no course develops it.
    """

    need: Need
    rank: int
    state: State
    course: int = -1
    refused: tuple[tuple[int, Why], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The proposal of a year: every need, greatest first; hours; and of each course how many got a seat or are tied for one.

    ``spent`` is for seats proposed; ``held`` is kept back for ties the committee must settle.
    """

    catalogue: tuple[Course, ...]
    needs: tuple[Settled, ...]
    hours: Hours
    given: tuple[int, ...]
    tied: tuple[int, ...]
    spent: Fraction
    held: Fraction

    def hours_given(self) -> Mapping[int, Fraction]:
        """Training hours (JP) proposed, by person."""
        hours: dict[int, Fraction] = {}
        for one in self.needs:
            if one.state == State.ASSIGNED:
                jp = Fraction(self.catalogue[one.course].jp)
                hours[one.need.person] = hours.get(one.need.person, Fraction(0)) + jp
        return hours


def plan(facts: Facts) -> Plan:
    """Rank the needs of everybody and propose courses for them."""
    training = facts.rulebook.training or Training()
    needs = needs_of(facts)
    room = _Room(training, _Record.of(facts.dossier))
    settled: list[Settled] = []
    known = [need for need in needs if need.value is not None]
    for _, level in groupby(known, key=lambda need: need.size):
        settled += room.settle(list(level), len(settled) + 1)
    settled += [Settled(need, 0, State.TO_VERIFY) for need in needs if need.value is None]
    given = Counter(one.course for one in settled if one.state == State.ASSIGNED)
    tied = Counter(course for _, course in room.tied)
    courses = range(len(training.catalogue))
    return Plan(
        training.catalogue,
        tuple(settled),
        hours_of(facts),
        tuple(given[c] for c in courses),
        tuple(tied[c] for c in courses),
        room.spent,
        room.held,
    )


@dataclass(frozen=True, slots=True)
class _Record:
    """Which courses people have done, by the training record; ``known`` are the people it says anything about."""

    done: frozenset[tuple[int, str]]
    known: frozenset[int]

    @classmethod
    def of(cls, dossier: Dossier) -> "_Record":
        logbook = dossier.logbooks.get("training")
        if logbook is None or "pelatihan" not in logbook.texts:
            return cls(frozenset(), frozenset())
        people = logbook.person.tolist()
        titles = (plain(str(title)) for title in logbook.texts["pelatihan"].tolist())
        return cls(frozenset(zip(people, titles, strict=True)), frozenset(people))


@dataclass(slots=True)
class _Room:
    """What is left of seats and budget while needs are settled, greatest first."""

    training: Training
    record: _Record
    seats: list[int | None] = field(default_factory=list)
    spent: Fraction = Fraction(0)
    held: Fraction = Fraction(0)
    taken: dict[int, set[int]] = field(default_factory=dict)
    tied: dict[tuple[int, int], State] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.seats = [course.seats for course in self.training.catalogue]

    def settle(self, level: Sequence[Need], rank: int) -> list[Settled]:
        """Settle needs of equal size together."""
        claims: dict[tuple[int, int], None] = {}
        made = [self._claim(need, rank, claims) for need in level]
        wanted = Counter(course for _, course in claims)
        short = {c for c, count in wanted.items() if (free := self.seats[c]) is not None and count > free}
        sure = [claim for claim in claims if claim[1] not in short]
        contested = sum((self._cost(c) * (self.seats[c] or 0) for c in short), Fraction(0))
        left = self._left()
        poor = left is not None and sum((self._cost(c) for _, c in sure), contested) > left
        states: dict[tuple[int, int], State] = {}
        for person, course in claims:
            if course in short:
                states[person, course] = State.TIED_SEATS
            elif poor and self._cost(course):
                states[person, course] = State.TIED_BUDGET
            else:
                states[person, course] = State.ASSIGNED
                self._take(person, course)
        self.held += (self._left() or Fraction(0)) if poor else contested
        self._hold_seats(short, states)
        self.tied |= {claim: state for claim, state in states.items() if state != State.ASSIGNED}
        return [self._final(one) for one in made]

    def _hold_seats(self, short: Iterable[int], states: Mapping[tuple[int, int], State]) -> None:
        """Keep the seats people are tied for: all of a course that is short, one for everybody tied by budget."""
        for course in short:
            self.seats[course] = 0
        for (_, course), state in states.items():
            left = self.seats[course]
            if state == State.TIED_BUDGET and left is not None:
                self.seats[course] = max(0, left - 1)

    def _final(self, one: Settled) -> Settled:
        """Tell of a claim, and of what it covers besides, that it is tied."""
        tied = self.tied.get((one.need.person, one.course))
        return one if tied is None else replace(one, state=tied)

    def _claim(self, need: Need, rank: int, claims: dict[tuple[int, int], None]) -> Settled:
        """Find the first course of the catalogue that can be proposed for a need, as if nobody else were equal."""
        refused: list[tuple[int, Why]] = []
        person = need.person
        mine = {course for who, course in (*claims, *self.tied) if who == person} | self.taken.get(person, set())
        for number, course in enumerate(self.training.catalogue):
            if need.subject not in course.develops:
                continue
            if number in mine:
                state = self.tied.get((person, number), State.COVERED)
                return Settled(need, rank, state, number, tuple(refused))
            why = self._why_not(person, number, course, len(mine))
            if why is None:
                claims[person, number] = None
                return Settled(need, rank, State.ASSIGNED, number, tuple(refused))
            refused.append((number, why))
        state = State.TOOLS if need.tools and not refused else State.UNMET
        return Settled(need, rank, state, -1, tuple(refused))

    def _why_not(self, person: int, number: int, course: Course, having: int) -> Why | None:
        if (person, plain(course.title)) in self.record.done:
            return Why.DONE
        if course.prerequisite and (person, plain(course.prerequisite)) not in self.record.done:
            return Why.PREREQUISITE if person in self.record.known else Why.PREREQUISITE_UNKNOWN
        if self.training.per_person is not None and having >= self.training.per_person:
            return Why.LIMIT
        if self.seats[number] == 0:
            return Why.NO_SEAT
        left = self._left()
        return Why.BUDGET if left is not None and self._cost(number) > left else None

    def _cost(self, course: int) -> Fraction:
        return Fraction(self.training.catalogue[course].cost)

    def _left(self) -> Fraction | None:
        budget = self.training.budget
        return None if budget is None else Fraction(budget) - self.spent - self.held

    def _take(self, person: int, course: int) -> None:
        left = self.seats[course]
        self.seats[course] = None if left is None else left - 1
        self.spent += self._cost(course)
        self.taken.setdefault(person, set()).add(course)
