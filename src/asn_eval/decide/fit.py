"""How well each person fits each post: hard rules, each three-valued, apart from the soft fit, which is a number.

Two ways to the number, both exact and published once, half up. *weighted*: the share of each target a person reaches (no more than
all of it), averaged by the weights, in percent; without a target a score counts as it stands. *profile_matching*: the gap between
level and wanted level becomes a weight by a table; core factors count so many percent, secondary factors the rest (Kusrini 2007).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact, Integers, from_decimals
from asn_eval.check.records import People
from asn_eval.decide.facts import Facts, number_in
from asn_eval.decide.require import Answered, all_of, answered
from asn_eval.rounding import rounded_sum
from asn_eval.rules.developing import GAP_WEIGHTS, Post, Wanted
from asn_eval.rules.matching import plain
from asn_eval.rules.requirement import Answer, Requirement

Mask = npt.NDArray[np.bool_]
Term = tuple[Fraction, Integers]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of everybody in one indicator (its published score) or competency (the number in its roster column)."""

    name: str
    values: Exact
    known: Mask


@dataclass(frozen=True, slots=True)
class Match:
    """Every person against every post; arrays are people in roster order × posts in the order of ``posts`` (by id).

    ``rules[j]`` holds the hard rules of a post with everybody's answer, ``answer`` all of them together. ``fit`` is in units of
    10^-``places``, where ``known``; it is not known where one number it rests on is not.
    """

    posts: tuple[tuple[str, Post], ...]
    rules: tuple[tuple[Answered, ...], ...]
    answer: npt.NDArray[np.uint8]
    fit: npt.NDArray[np.int64]
    known: Mask
    places: int
    subjects: "Subjects"

    @property
    def eligible(self) -> Mask:
        """Who meets every hard rule of a post and has a fit."""
        return np.asarray((self.answer == Answer.MET) & self.known)

    @property
    def open(self) -> Mask:
        """Who may turn out to be eligible once what is unknown is answered."""
        return np.asarray((self.answer != Answer.UNMET) & ~self.eligible)

    def unknown_of(self, person: int, post: int) -> tuple[str, ...]:
        """Name the subjects a fit waits for; none where it is known, or where the table of gaps lacks the gap."""
        wants = self.posts[post][1].wants
        return tuple(n for n, w in wants.items() if w.weight and not self.subjects.as_wanted(n).known[person])


class Subjects:
    """The subjects of one roster, each read once; ``levels`` turns scores into levels for profile matching."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.indicators = frozenset(key for key, _, _ in facts.rulebook.walk())
        self._scores: dict[str, Subject] = {}
        self._levels: dict[str, Subject] = {}

    def of(self, name: str) -> Subject:
        """Give a subject as it stands: a score of 0 to 100, or the number of a roster column."""
        if name not in self._scores:
            self._scores[name] = self._read(name)
        return self._scores[name]

    def as_wanted(self, name: str) -> Subject:
        """Give a subject on the scale posts want it: in levels where profiles are matched, else as it stands."""
        return self.level(name) if self.facts.rulebook.placement.fit == "profile_matching" else self.of(name)

    def level(self, name: str) -> Subject:
        """Give a subject in whole levels; an indicator's score by the bounds of the rulebook, from 1 up."""
        if name not in self._levels:
            self._levels[name] = self._level(self.of(name))
        return self._levels[name]

    def _read(self, name: str) -> Subject:
        if name in self.indicators:
            numbers = self.facts.scores.score(name)
            return Subject(name, Exact(numbers.units, 10**self.facts.rulebook.rounding.places), numbers.known)
        column = self.facts.people.columns.get(name)
        if column is None:
            count = len(self.facts.people)
            return Subject(name, Exact(np.zeros(count, np.int64), 1), np.zeros(count, bool))
        texts = [str(text) for text in column.tolist()]
        read = {text: number_in(text) for text in set(texts)}
        position = {text: k for k, text in enumerate(read)}
        index = np.array([position[text] for text in texts], np.intp)
        distinct = from_decimals([number or Decimal(0) for number in read.values()])
        known = np.array([number is not None for number in read.values()], bool)
        return Subject(name, distinct.take(index), known[index])

    def _level(self, subject: Subject) -> Subject:
        units, per = subject.values.units, subject.values.per
        if subject.name in self.indicators:
            bounds = np.array([math.ceil(b * per) for b in self.facts.rulebook.placement.levels], np.int64)
            reached = 1 + np.searchsorted(bounds, units.astype(np.int64), side="right")
            return Subject(subject.name, Exact(reached.astype(np.int64), 1), subject.known)
        whole = (units % per == 0).astype(bool)
        return Subject(subject.name, Exact(units // per, 1), subject.known & whole)


def match(facts: Facts, posts: Mapping[str, Post]) -> Match:
    """Judge every person against every post, posts by their id."""
    ordered = tuple(sorted(posts.items()))
    shape = (len(facts.people), len(ordered))
    together, fit = np.full(shape, Answer.MET, np.uint8), np.zeros(shape, np.int64)
    known = np.zeros(shape, bool)
    subjects, known_answers = Subjects(facts), dict[Requirement, Answered]()
    rules = []
    for number, (_, post) in enumerate(ordered):
        asked = post.rules
        for requirement in asked:
            if requirement not in known_answers:
                known_answers[requirement] = answered(requirement, facts)
        own = tuple(known_answers[requirement] for requirement in asked)
        if own:
            together[:, number] = all_of([one.answers for one in own])
        fit[:, number], known[:, number] = fit_of(post, subjects)
        rules.append(own)
    known &= ~facts.people.faulty[:, None]
    return Match(ordered, tuple(rules), together, fit, known, facts.rulebook.rounding.places, subjects)


def current_posts(posts: Sequence[tuple[str, Post]], people: People) -> npt.NDArray[np.intp]:
    """Give the post everybody holds now: the one with the same title, and the same unit where it has one; -1 for none."""
    known: dict[tuple[str, str], int] = {}
    for number, (_, post) in enumerate(posts):
        known.setdefault((plain(post.title), plain(post.unit or "")), number)
    pairs = zip(people.texts["jabatan"].tolist(), people.texts["unit"].tolist(), strict=True)
    found = ((plain(str(title)), plain(str(unit))) for title, unit in pairs)
    return np.array([known.get((t, u), known.get((t, ""), -1)) if t else -1 for t, u in found], np.intp)


def fit_of(post: Post, subjects: Subjects) -> tuple[npt.NDArray[np.int64], Mask]:
    """Give everybody's fit to a post in published units, and where it is known; a post that wants nothing fits all alike (0)."""
    rulebook = subjects.facts.rulebook
    wants = {name: wanted for name, wanted in post.wants.items() if wanted.weight}
    count = len(subjects.facts.people)
    if not wants:
        return np.zeros(count, np.int64), np.ones(count, bool)
    if rulebook.placement.fit == "profile_matching":
        terms, known = _profile_terms(wants, subjects)
    else:
        terms, known = _weighted_terms(wants, subjects)
    return np.where(known, rounded_sum(terms, Fraction(0), rulebook.rounding.places), 0), known


def _weighted_terms(wants: Mapping[str, Wanted], subjects: Subjects) -> tuple[list[Term], Mask]:
    whole = sum((Fraction(wanted.weight) for wanted in wants.values()), Fraction(0))
    terms: list[Term] = []
    known = np.ones(len(subjects.facts.people), bool)
    for name, wanted in wants.items():
        subject, share = subjects.of(name), Fraction(wanted.weight) / whole
        known &= subject.known
        if wanted.target is None:
            terms.append((share / subject.values.per, np.maximum(subject.values.units, 0)))
            continue
        target = Fraction(wanted.target)
        per = math.lcm(subject.values.per, target.denominator)
        most = int(target * per)
        capped: Integers = np.minimum(np.maximum(subject.values.over(per), 0), most)
        terms.append((share * 100 / most, capped))
    return terms, known


def _profile_terms(wants: Mapping[str, Wanted], subjects: Subjects) -> tuple[list[Term], Mask]:
    rules = subjects.facts.rulebook.placement
    table = {int(gap): Fraction(weight) for gap, weight in (rules.gap_weights or GAP_WEIGHTS).items()}
    core = Fraction(rules.core) / 100
    sums = {
        factor: sum((Fraction(w.weight) for w in wants.values() if w.factor == factor), Fraction(0))
        for factor in ("core", "secondary")
    }
    # With one kind of factor only, it counts whole.
    shares = (
        {"core": core, "secondary": 1 - core} if all(sums.values()) else {"core": Fraction(1), "secondary": Fraction(1)}
    )
    terms: list[Term] = []
    known = np.ones(len(subjects.facts.people), bool)
    for name, wanted in wants.items():
        subject = subjects.level(name)
        weights, per, listed = gap_weights(subject.values.units, Fraction(wanted.target or 0), table)
        known &= subject.known & listed
        terms.append((shares[wanted.factor] * Fraction(wanted.weight) / sums[wanted.factor] / per, weights))
    return terms, known


def gap_weights(levels: Integers, target: Fraction, table: Mapping[int, Fraction]) -> tuple[Integers, int, Mask]:
    """Weigh the gaps between levels and a target: integers over one denominator, and where the table has the gap.

    >>> units, per, known = gap_weights(np.array([2, 3, 4, 9]), Fraction(3), {-1: Fraction(4), 0: Fraction(5), 1: Fraction(9, 2)})
    >>> units.tolist(), per, known.tolist()
    ([8, 10, 9, 0], 2, [True, True, True, False])
    """
    per = math.lcm(*(weight.denominator for weight in table.values()))
    distinct, index = np.unique(levels.astype(np.int64), return_inverse=True)
    found = [
        table.get(int(level - target)) if (level - target).denominator == 1 else None
        for level in map(Fraction, distinct.tolist())
    ]
    units = np.array([int(weight * per) if weight is not None else 0 for weight in found], np.int64)
    known = np.array([weight is not None for weight in found], bool)
    return units[index], per, known[index]
