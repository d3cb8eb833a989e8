"""Who meets what a promotion asks: every requirement answered for itself, angka kredit among them.

What a promotion asks is the office's: the conditions of its own texts, none of which is taken for law here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from asn_eval.decide.career import Concern, Credits
from asn_eval.decide.facts import Facts
from asn_eval.decide.require import Answered, Answers, all_of, answer, answered
from asn_eval.rules.awarding import Match
from asn_eval.rules.careers import Career, Promotion
from asn_eval.rules.requirement import Answer, Requirement


class Readiness(IntEnum):
    """Where a person stands for one promotion; everybody in the roster has exactly one."""

    MET = 0
    TO_VERIFY = 1
    UNMET = 2
    NOT_FOR = 3


@dataclass(frozen=True)
class Ready:
    """One promotion for everybody: ``credit`` answers whether the angka kredit is reached (None where it is not asked)."""

    key: str
    promotion: Promotion
    concerned: Answers
    credit: Answers | None
    asked: tuple[Answered, ...]
    standing: npt.NDArray[np.uint8]

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """People by ``Readiness``; the sum is the roster."""
        return tuple(np.bincount(self.standing, minlength=len(Readiness)).tolist())


def promotions_of(facts: Facts, career: Career, counted: Credits | None) -> tuple[Ready, ...]:
    """Answer every promotion of the rulebook, in its order."""
    return tuple(_ready(key, promotion, facts, counted) for key, promotion in career.promotions.items())


def _ready(key: str, promotion: Promotion, facts: Facts, counted: Credits | None) -> Ready:
    concerned = _concerned(promotion.applies_to, facts)
    asked = tuple(answered(requirement, facts) for requirement in promotion.requires)
    credit = None if promotion.credit is None else _credit_reached(promotion, counted, len(facts.people))
    everything = [concerned, *([credit] if credit is not None else []), *(one.answers for one in asked)]
    together = all_of(everything)
    standing = np.select(
        [concerned == Answer.UNMET, together == Answer.MET, together == Answer.UNMET],
        [Readiness.NOT_FOR, Readiness.MET, Readiness.UNMET],
        Readiness.TO_VERIFY,
    ).astype(np.uint8)
    return Ready(key, promotion, concerned, credit, asked, standing)


def _credit_reached(promotion: Promotion, counted: Credits | None, people: int) -> Answers:
    """Answer whether the angka kredit of the step is there; where there is no such step, or no angka kredit, it is not."""
    if counted is None:
        return np.full(people, Answer.UNKNOWN, np.uint8)
    answers: list[Answer] = []
    for one in counted.of:
        step = one.pangkat if promotion.credit == "pangkat" else one.next_jenjang
        no_step = step.top or one.concern == Concern.NOT_FUNCTIONAL
        reached = False if no_step else step.reached(one.total)
        answers.append(Answer.UNKNOWN if reached is None else Answer.MET if reached else Answer.UNMET)
    return np.array(answers, np.uint8)


def _concerned(match: Match, facts: Facts) -> Answers:
    """Answer for everybody whether a promotion is for them; an empty cell, or no such column, is unknown."""
    found: Sequence[Answers] = [np.full(len(facts.people), Answer.MET, np.uint8)]
    for field in ("jabatan", "jenis_jabatan", "jenjang", "unit"):
        if accepted := getattr(match, field):
            found = [*found, answer(Requirement(fact=field, one_of=accepted), facts)]
    for heading, accepted in match.columns.items():
        there = heading in facts.people.columns
        asked = Requirement(column=heading, one_of=accepted)
        found = [*found, answer(asked, facts) if there else np.full(len(facts.people), Answer.UNKNOWN, np.uint8)]
    return all_of(found)
