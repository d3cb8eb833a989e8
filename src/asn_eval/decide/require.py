"""Requirements against facts: met, unmet or unknown for every person, each requirement on its own.

No requirement stops another, so that everybody can be told everything that stood in the way.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from asn_eval.decide.facts import Facts, NumberFact, WordFact, number_in
from asn_eval.rules.matching import matches
from asn_eval.rules.requirement import SPELT_FACTS, Answer, Requirement

Answers = npt.NDArray[np.uint8]

_YEAR = re.compile(r"(?<![0-9])(19[5-9][0-9]|20[0-9]{2})(?![0-9])")
# What people write for an award somebody never had.
_NEVER = re.compile(r"-|–|—|0|tidak( ada| pernah)?|belum( ada| pernah)?|nihil|none|never|no", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answered:
    """One requirement with its answer for everybody, and the answers of the conditions it combines."""

    requirement: Requirement
    answers: Answers
    members: "tuple[Answered, ...]" = ()


def answered(requirement: Requirement, facts: Facts) -> Answered:
    """Answer one requirement for everybody, and every condition inside it."""
    if not requirement.is_combined:
        return Answered(requirement, _single(requirement, facts))
    members = tuple(answered(member, facts) for member in requirement.members)
    each = [member.answers for member in members]
    together = all_of(each) if requirement.all is not None else any_of(each)
    if requirement.none is not None:
        together = (Answer.MET - together).astype(np.uint8)
    return Answered(requirement, together, members)


def answer(requirement: Requirement, facts: Facts) -> Answers:
    """Answer one requirement for everybody; several bounds in it must all hold."""
    return answered(requirement, facts).answers


def all_of(answers: Sequence[Answers]) -> Answers:
    """Combine answers: unmet if any is unmet, else unknown if any is unknown, else met."""
    return np.asarray(np.minimum.reduce(list(answers)), np.uint8)


def any_of(answers: Sequence[Answers]) -> Answers:
    """Combine answers: met if any is met, else unknown if any is unknown, else unmet."""
    return np.asarray(np.maximum.reduce(list(answers)), np.uint8)


def _single(requirement: Requirement, facts: Facts) -> Answers:
    if requirement.column:
        return _word_bounds(requirement, facts.column(requirement.column), facts.recorded.year)
    name = requirement.fact or ""
    own = name in {key for key, _, _ in facts.rulebook.walk()}
    if requirement.consecutive_periods and not own:
        first = 0 if name == "predikat" else 1
        periods = range(first, first + requirement.consecutive_periods)
        return all_of([_bounds(requirement, facts.predikat(back)) for back in periods])
    if name == "hukuman_terberat" and not own:
        return _bounds(requirement, facts.gravest_sanction(requirement.within_years))
    return _bounds(requirement, facts.of(name))


def _bounds(requirement: Requirement, fact: NumberFact | WordFact) -> Answers:
    return _number_bounds(requirement, fact) if isinstance(fact, NumberFact) else _word_bounds(requirement, fact)


def _number_bounds(requirement: Requirement, fact: NumberFact) -> Answers:
    held = np.ones(len(fact.units), bool)
    if isinstance(requirement.at_least, Decimal):
        # The least printed number that reaches the bound: 85.005 is reached by 85.01, not by 85.00.
        held &= np.asarray(fact.units >= math.ceil(Fraction(requirement.at_least) * fact.per), bool)
    if isinstance(requirement.at_most, Decimal):
        held &= np.asarray(fact.units <= math.floor(Fraction(requirement.at_most) * fact.per), bool)
    answers = np.where(fact.known, np.where(held, Answer.MET, Answer.UNMET), Answer.UNKNOWN).astype(np.uint8)
    if fact.never is not None:
        answers[fact.never] = Answer.UNMET
    return answers


def _word_bounds(requirement: Requirement, fact: WordFact, year: int = 0) -> Answers:
    """Answer for the distinct words once, then spread to people; where a word may yet be another one, both must agree."""
    each = np.array([_of_word(requirement, word, fact, year) for word in fact.values] or [Answer.UNKNOWN], np.uint8)
    if not len(fact.index):
        return np.zeros(0, np.uint8)
    answers, unnamed = each[fact.index], ~fact.known
    for other in fact.others:
        first = unnamed & (other != fact.index)
        answers = np.where(first | (each[other] == answers), each[other], Answer.UNKNOWN).astype(np.uint8)
        unnamed &= ~first
    if fact.never is not None:
        answers[fact.never] = Answer.UNMET
    return answers


def _of_word(requirement: Requirement, word: str, fact: WordFact, year: int) -> Answer:
    if not word.strip():
        return Answer.UNKNOWN
    found = []
    if requirement.one_of is not None:
        found.append(Answer.MET if _among(word, requirement.one_of, requirement, fact) else Answer.UNMET)
    if requirement.none_of is not None:
        found.append(Answer.UNMET if _among(word, requirement.none_of, requirement, fact) else Answer.MET)
    if requirement.at_least is not None:
        found.append(_compared(word, requirement.at_least, fact, lowest=True))
    if requirement.at_most is not None:
        found.append(_compared(word, requirement.at_most, fact, lowest=False))
    if requirement.column and requirement.within_years is not None:
        found.append(recent(word, requirement.within_years, year))
    if requirement.column and requirement.not_within_years is not None:
        found.append(Answer(Answer.MET - recent(word, requirement.not_within_years, year)))
    return min(found)


def _among(word: str, words: Sequence[str], requirement: Requirement, fact: WordFact) -> bool:
    # Predikat and sanctions are spelt in several ways: what counts is the step they stand for.
    if requirement.fact in SPELT_FACTS and fact.step is not None:
        return fact.step(word) in {fact.step(one) for one in words}
    return matches(word, words)


def _compared(word: str, bound: Decimal | str, fact: WordFact, *, lowest: bool) -> Answer:
    value, limit = (number_in(word), bound) if isinstance(bound, Decimal) else (_step(word, fact), _step(bound, fact))
    if value is None or limit is None:
        return Answer.UNKNOWN
    return Answer.MET if (value >= limit if lowest else value <= limit) else Answer.UNMET


def _step(word: str, fact: WordFact) -> Decimal | None:
    step = fact.step(word) if fact.step else -1
    return Decimal(step) if step >= 0 else None


def recent(word: str, count: int, year: int) -> Answer:
    """Tell whether a cell names a year among the last ``count`` years, this one included; no year and no "never" is unknown.

    >>> recent("SK 12 Mei 2022", 5, 2026), recent("2021", 5, 2026), recent("belum pernah", 5, 2026), recent("", 5, 2026)
    (<Answer.MET: 2>, <Answer.UNMET: 0>, <Answer.UNMET: 0>, <Answer.UNKNOWN: 1>)
    """
    found = [int(text) for text in _YEAR.findall(word)]
    if found:
        last = max(found)
        return Answer.UNKNOWN if last > year else Answer.MET if last > year - count else Answer.UNMET
    return Answer.UNMET if _NEVER.fullmatch(" ".join(word.split())) else Answer.UNKNOWN
