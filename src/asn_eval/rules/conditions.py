"""What must agree inside one requirement: a fact that is known, bounds it can be compared with, windows that mean something."""

from collections.abc import Iterator
from decimal import Decimal

from asn_eval.rules.disagreement import Disagreement, Found, Ids, unknown, written
from asn_eval.rules.ladders import LADDERS, step_of
from asn_eval.rules.matching import matches
from asn_eval.rules.requirement import (
    BOUNDS,
    KNOWN_FACTS,
    LADDER_OF,
    MEASURES,
    NUMBER_FACTS,
    ORDERED_FACTS,
    PERIODIC_FACTS,
    SPELT_FACTS,
    WINDOWED_FACTS,
    Requirement,
)
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.tree import KeyPath

Bound = Decimal | str | tuple[str, ...]


def condition(rulebook: Rulebook, known: Ids, at: KeyPath, requirement: Requirement) -> Found:
    """Check one requirement, and the conditions it combines."""
    if requirement.is_combined:
        for number, member in enumerate(requirement.members):
            yield from condition(rulebook, known, (*at, requirement.combinator, number), member)
        return
    fact = requirement.fact
    if fact is not None and fact not in KNOWN_FACTS and fact not in MEASURES and fact not in known.names:
        allowed = [*known.names, *KNOWN_FACTS, *(MEASURES if "." in fact else ())]
        yield unknown((*at, "fact"), "fact-unknown", fact, allowed, known.rests_on)
    elif fact in known.names or fact in NUMBER_FACTS:
        for key, bound in _bounds(requirement):
            if not isinstance(bound, Decimal):
                words = ", ".join(bound) if isinstance(bound, tuple) else bound
                yield Disagreement((*at, key), "fact-number", {"fact": requirement.subject, "found": words})
    else:
        for key, bound in _bounds(requirement):
            yield from _word_bound(rulebook, (*at, key), requirement, bound)
    yield from _windows(at, requirement, None if fact in known.names else fact)
    low, high = requirement.at_least, requirement.at_most
    if isinstance(low, Decimal) and isinstance(high, Decimal) and low > high:
        values = {"at_least": written(low), "at_most": written(high)}
        yield Disagreement(at, "fact-bounds", values, ((*at, "at_least"), (*at, "at_most")))


def _windows(at: KeyPath, requirement: Requirement, fact: str | None) -> Found:
    if requirement.within_years is not None and requirement.column is None and fact not in WINDOWED_FACTS:
        values = {"fact": requirement.subject, "key": "within_years", "allowed": ", ".join(WINDOWED_FACTS)}
        yield Disagreement((*at, "within_years"), "requirement-window", values)
    if requirement.not_within_years is not None and requirement.column is None:
        values = {"fact": requirement.subject, "key": "not_within_years", "allowed": "column"}
        yield Disagreement((*at, "not_within_years"), "requirement-window", values)
    if requirement.consecutive_periods is not None and fact not in PERIODIC_FACTS:
        values = {"fact": requirement.subject, "key": "consecutive_periods", "allowed": ", ".join(PERIODIC_FACTS)}
        yield Disagreement((*at, "consecutive_periods"), "requirement-window", values)


def _word_bound(rulebook: Rulebook, at: KeyPath, requirement: Requirement, bound: Bound) -> Found:
    fact = requirement.fact
    if isinstance(bound, Decimal):
        if fact is not None:
            yield Disagreement(at, "fact-word", {"fact": fact, "found": written(bound)})
    elif isinstance(bound, str) and fact not in ORDERED_FACTS:
        values = {"fact": requirement.subject, "found": bound, "key": str(at[-1])}
        yield Disagreement(at, "fact-order", values)
    elif fact == "grade":
        names = rulebook.grade_names()
        rests_on: tuple[KeyPath, ...] = (("grades", "*"), *(("grades", n, "name") for n in range(len(names))))
        for name in (bound,) if isinstance(bound, str) else bound:
            if not any(matches(band, (name,)) for band in names):
                yield unknown(at, "grade-unknown", name, names, rests_on)
    elif fact is not None and fact in LADDER_OF and (isinstance(bound, str) or fact in SPELT_FACTS):
        ladder = LADDER_OF[fact]
        for word in (bound,) if isinstance(bound, str) else bound:
            if step_of(ladder, word) < 0:
                found = unknown(at, "fact-step", word, LADDERS[ladder])
                yield found._replace(values={**found.values, "fact": fact})


def _bounds(requirement: Requirement) -> Iterator[tuple[str, Bound]]:
    for key in BOUNDS:
        bound = getattr(requirement, key)
        if bound is not None:
            yield key, bound
