"""Requirements against facts: met, unmet or unknown for every person, each requirement on its own.

No requirement stops another, so that everybody can be told everything that stood in the way.
"""

from collections.abc import Sequence
from decimal import Decimal

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
    for bound, holds in ((requirement.at_least, np.greater_equal), (requirement.at_most, np.less_equal)):
        if isinstance(bound, Decimal):
            # Compared over the finer of the two denominators, so that 85.005 is not mistaken for 85.01.
            finer = max(0, -int(bound.as_tuple().exponent) - fact.places)
            held &= holds(fact.units * 10**finer, int(bound.scaleb(fact.places + finer)))
    return np.where(fact.known, np.where(held, Answer.MET, Answer.UNMET), Answer.UNKNOWN).astype(np.uint8)


def _word_bounds(requirement: Requirement, fact: WordFact) -> Answers:
    """Answer for the distinct words once, then spread to people."""
    each = np.array([_of_word(requirement, word, fact) for word in fact.values] or [Answer.UNKNOWN], np.uint8)
    return each[fact.index] if len(fact.index) else np.zeros(0, np.uint8)


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
