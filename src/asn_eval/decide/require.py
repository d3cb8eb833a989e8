"""Requirements against facts: met, unmet or unknown for every person, each requirement on its own.

No requirement stops another, so that everybody can be told everything that stood in the way.
"""

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from asn_eval.decide.facts import Facts, NumberFact, WordFact, number_in
from asn_eval.rules.matching import matches
from asn_eval.rules.requirement import Answer, Requirement

Answers = npt.NDArray[np.uint8]


def answer(requirement: Requirement, facts: Facts) -> Answers:
    """Answer one requirement for everybody; several bounds in it must all hold."""
    fact = facts.of(requirement.fact) if requirement.fact else facts.column(requirement.column or "")
    bounds = _number_bounds(requirement, fact) if isinstance(fact, NumberFact) else _word_bounds(requirement, fact)
    return all_of([bounds])


def all_of(answers: Sequence[Answers]) -> Answers:
    """Combine answers: unmet if any is unmet, else unknown if any is unknown, else met."""
    return np.asarray(np.minimum.reduce(list(answers)), np.uint8)


def _number_bounds(requirement: Requirement, fact: NumberFact) -> Answers:
    held = np.ones(len(fact.units), bool)
    if isinstance(requirement.at_least, Decimal):
        # The least printed number that reaches the bound: 85.005 is reached by 85.01, not by 85.00.
        held &= fact.units >= math.ceil(Fraction(requirement.at_least) * 10**fact.places)
    if isinstance(requirement.at_most, Decimal):
        held &= fact.units <= math.floor(Fraction(requirement.at_most) * 10**fact.places)
    return np.where(fact.known, np.where(held, Answer.MET, Answer.UNMET), Answer.UNKNOWN).astype(np.uint8)


def _word_bounds(requirement: Requirement, fact: WordFact) -> Answers:
    """Answer for the distinct words once, then spread to people; where a word may yet be another one, both must agree."""
    each = np.array([_of_word(requirement, word, fact) for word in fact.values] or [Answer.UNKNOWN], np.uint8)
    if not len(fact.index):
        return np.zeros(0, np.uint8)
    answers = each[fact.index]
    for other in fact.others:
        answers = np.where(each[other] == answers, answers, Answer.UNKNOWN).astype(np.uint8)
    return answers


def _of_word(requirement: Requirement, word: str, fact: WordFact) -> Answer:
    if not word.strip():
        return Answer.UNKNOWN
    found = []
    if requirement.one_of is not None:
        found.append(Answer.MET if matches(word, requirement.one_of) else Answer.UNMET)
    if requirement.none_of is not None:
        found.append(Answer.UNMET if matches(word, requirement.none_of) else Answer.MET)
    if requirement.at_least is not None:
        found.append(_compared(word, requirement.at_least, fact, lowest=True))
    if requirement.at_most is not None:
        found.append(_compared(word, requirement.at_most, fact, lowest=False))
    return min(found)


def _compared(word: str, bound: Decimal | str, fact: WordFact, *, lowest: bool) -> Answer:
    value, limit = (number_in(word), bound) if isinstance(bound, Decimal) else (_step(word, fact), _step(bound, fact))
    if value is None or limit is None:
        return Answer.UNKNOWN
    return Answer.MET if (value >= limit if lowest else value <= limit) else Answer.UNMET


def _step(word: str, fact: WordFact) -> Decimal | None:
    step = fact.step(word) if fact.step else -1
    return Decimal(step) if step >= 0 else None
