"""What people need to learn: the gaps between what is known of them and what is wanted, and the training hours they still owe.

A gap is counted as a share of its target, so that scores and levels of competencies can stand in one list, times the weight of the
subject in percent: 20 of a target of 80 at a weight of 40 is a need of 10. All of it is exact.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from asn_eval.decide.facts import Facts
from asn_eval.decide.fit import Subject, Subjects, current_posts
from asn_eval.measure.conduct import jp
from asn_eval.measure.made import Setting
from asn_eval.rules.developing import Tool
from asn_eval.rules.statutes import least_training_hours

# For behaviour a talk first, then counselling. The law names the tools (dialog kinerja, konseling kinerja); which is for what is ours.
USUAL_TOOLS: tuple[Tool, ...] = ("dialog", "konseling")


@dataclass(frozen=True, slots=True)
class Need:
    """One person below one target, or not known to have reached it (``value`` None: *perlu verifikasi*).

    ``weight`` is the subject's weight in percent: in the person's total, or among what the person's post wants (``post`` is its id,
    ``""`` for a target of the whole office). ``tools`` are the law's tools proposed for behaviour.
    """

    person: int
    subject: str
    value: Fraction | None
    target: Fraction
    weight: Fraction
    post: str = ""
    tools: tuple[Tool, ...] = ()

    @property
    def gap(self) -> Fraction | None:
        """How much is missing, on the subject's own scale."""
        return None if self.value is None else self.target - self.value

    @property
    def size(self) -> Fraction:
        """The share of the target that is missing times the weight in percent; 0 where it is not known."""
        return Fraction(0) if self.value is None else (self.target - self.value) / self.target * self.weight


@dataclass(frozen=True, slots=True)
class Hours:
    """Training hours (JP) of the year: what is asked (None where no rule holds), and what is on record where it is known."""

    year: int
    asked: Fraction | None
    done: tuple[Fraction | None, ...]

    def owed(self, person: int, more: Fraction = Fraction(0)) -> Fraction | None:
        """Hours a person still owes once ``more`` are added; None where it is not known."""
        done = self.done[person]
        return None if self.asked is None or done is None else max(Fraction(0), self.asked - done - more)


def needs_of(facts: Facts) -> tuple[Need, ...]:
    """Give every need of everybody without errors in the data: greatest first, then by NIP and subject, which only order the list."""
    subjects = Subjects(facts)
    nips = facts.people.nip.tolist()
    found = [*_of_posts(facts, subjects), *_of_office(facts, subjects)]
    return tuple(sorted(found, key=lambda need: (need.value is None, -need.size, nips[need.person], need.subject)))


def _of_posts(facts: Facts, subjects: Subjects) -> Iterator[Need]:
    """What the posts people hold want of them."""
    posts = tuple(sorted(facts.rulebook.posts.items()))
    held = current_posts(posts, facts.people)
    for number, (key, post) in enumerate(posts):
        whole = sum((Fraction(wanted.weight) for wanted in post.wants.values()), Fraction(0))
        here = (held == number) & ~facts.people.faulty
        for name, wanted in post.wants.items() if whole and here.any() else ():
            if wanted.target is None or not wanted.weight:
                continue
            weight = (Fraction(wanted.weight) / whole * 100,)
            target, subject = Fraction(wanted.target), subjects.as_wanted(name)
            yield from _below(facts, subject, target, here, weight, np.zeros(len(held), np.intp), key)


def _of_office(facts: Facts, subjects: Subjects) -> Iterator[Need]:
    """Targets of the whole office, for whom the indicator counts and whose post says nothing else about it."""
    training, scores = facts.rulebook.training, facts.scores
    posts = tuple(sorted(facts.rulebook.posts.items()))
    held = current_posts(posts, facts.people)
    for name, target in training.targets.items() if training else ():
        applies = np.array([name in applying for applying in scores.applying], bool)[scores.profile + 1]
        own = np.array([_sets(post.wants.get(name)) for _, post in posts] + [False], bool)[held]
        here = applies & ~own & ~facts.people.faulty
        weights = tuple(scores.weight(name, group) * 100 for group in range(len(scores.groups)))
        yield from _below(facts, subjects.of(name), Fraction(target), here, weights, scores.group.astype(np.intp), "")


def _sets(wanted: object) -> bool:
    return getattr(wanted, "target", None) is not None


def _below(
    facts: Facts,
    subject: Subject,
    target: Fraction,
    here: npt.NDArray[np.bool_],
    weights: tuple[Fraction, ...],
    weight: npt.NDArray[np.intp],
    post: str,
) -> Iterator[Need]:
    """Give the needs of people ``here`` who are below a target or not known to reach it; ``weight`` indexes ``weights``."""
    training = facts.rulebook.training
    tools: tuple[Tool, ...] = ()
    if training is not None and subject.name in training.behaviour:
        tools = training.behaviour[subject.name] or USUAL_TOOLS
    least = math.ceil(target * subject.values.per)
    below = here & (~subject.known | (subject.values.units < least).astype(bool))
    for person in np.flatnonzero(below).tolist():
        value = subject.values.value(person) if subject.known[person] else None
        yield Need(person, subject.name, value, target, weights[int(weight[person])], post, tools)


def hours_of(facts: Facts) -> Hours:
    """Give the training hours of the calendar year of the evaluation: what is asked, and what the training record holds.

    Nobody recorded is not nobody trained: who has no record of the year is not known to owe anything.
    """
    training, year = facts.rulebook.training, facts.day.year
    asked = training.yearly_jp if training and training.yearly_jp is not None else least_training_hours(facts.day)
    setting = Setting(
        facts.people, facts.rulebook, date(year, 1, 1), date(year, 12, 31), facts.day, facts.dossier.place
    )
    made = jp(facts.dossier.logbooks, setting)
    done = [made.values.value(p) if made.known[p] else None for p in range(len(facts.people))]
    return Hours(year, None if asked is None else Fraction(asked), tuple(done))
