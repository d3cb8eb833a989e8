"""What must agree in grades, tie-breakers and awards: bands without gaps, known facts, bounds that can be compared."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from asn_eval.rules.agreement import Disagreement, Found, paths, unknown, written
from asn_eval.rules.ladders import LADDERS, step_of
from asn_eval.rules.requirement import KNOWN_FACTS, NUMBER_FACTS, ORDERED_FACTS, Requirement
from asn_eval.rules.rulebook import Band, Rulebook
from asn_eval.rules.tree import Path
from asn_eval.rules.weights import leaf_weights

TIE_BREAKING_FACTS = ("masa_kerja", "golongan", "usia")


def grades(rulebook: Rulebook) -> Found:
    """Bands have names of their own, stand in order, meet their neighbours and reach down to the lowest possible total."""
    names: dict[str, int] = {}
    for number, band in enumerate(rulebook.grades):
        at: Path = ("grades", number)
        first = names.setdefault(band.name.casefold(), number)
        if first != number:
            yield Disagreement((*at, "name"), "grade-name", {"found": band.name})
        if band.at_most is not None and band.at_most < band.at_least:
            values = {"name": band.name, "at_least": written(band.at_least), "at_most": written(band.at_most)}
            yield Disagreement((*at, "at_most"), "grade-inverted", values, ((*at, "at_least"), (*at, "at_most")))
        yield from _requirements(rulebook, (*at, "requires"), band.requires, in_grade=True)
    yield from _order(rulebook)
    yield from _reach(rulebook)


def _order(rulebook: Rulebook) -> Found:
    bands = rulebook.grades
    falling = len(bands) < 2 or bands[0].at_least > bands[-1].at_least
    step = Decimal(1).scaleb(-rulebook.rounding.places)
    for number in range(1, len(bands)):
        before, band = bands[number - 1], bands[number]
        at: Path = ("grades", number, "at_least")
        rests_on: tuple[Path, ...] = (at, ("grades", number - 1, "at_least"))
        values = {"name": band.name, "other": before.name, "found": written(band.at_least)}
        if band.at_least == before.at_least:
            yield Disagreement(at, "grade-same", values, rests_on)
        elif (band.at_least < before.at_least) != falling:
            yield Disagreement(at, "grade-order", values, rests_on)
        else:
            lower, upper, place = (band, before, number) if falling else (before, band, number - 1)
            yield from _meeting(lower, upper, ("grades", place, "at_most"), step, (*rests_on, ("rounding", "places")))


def _meeting(lower: Band, upper: Band, at: Path, step: Decimal, rests_on: tuple[Path, ...]) -> Found:
    # The upper bound a law prints for the lower band is either the next bound itself or one printed step below it.
    if lower.at_most is None or lower.at_most < lower.at_least:
        return
    values = {
        "name": lower.name,
        "other": upper.name,
        "at_most": written(lower.at_most),
        "at_least": written(upper.at_least),
        "write": written(upper.at_least - step),
    }
    if lower.at_most > upper.at_least:
        yield Disagreement(at, "grade-overlap", values, (at, *rests_on))
    elif upper.at_least - lower.at_most > step:
        yield Disagreement(at, "grade-gap", values, (at, *rests_on))


def _reach(rulebook: Rulebook) -> Found:
    # Totals are weighted means of scores, so they lie between the means of the worst and of the best scores.
    if not rulebook.grades:
        return
    ends = [_ends(rulebook, shares) for name in (None, *rulebook.profiles) if (shares := leaf_weights(rulebook, name))]
    if not ends:
        return
    lowest, highest = min(low for low, _ in ends), max(high for _, high in ends)
    rests_on: tuple[Path, ...] = (("indicators",), ("profiles",), ("grades",))
    bottom = min(range(len(rulebook.grades)), key=lambda n: rulebook.grades[n].at_least)
    top = max(range(len(rulebook.grades)), key=lambda n: rulebook.grades[n].at_least)
    low, high = rulebook.grades[bottom], rulebook.grades[top]
    if low.at_least > lowest:
        values = {"name": low.name, "at_least": written(low.at_least), "lowest": _rounded(lowest)}
        yield Disagreement(("grades", bottom), "grade-gap-below", values, rests_on)
    if high.at_most is not None and high.at_least <= high.at_most < highest:
        values = {"name": high.name, "at_most": written(high.at_most), "highest": _rounded(highest)}
        yield Disagreement(("grades", top, "at_most"), "grade-gap-above", values, rests_on)
    for number, band in enumerate(rulebook.grades):
        if band.at_least > highest:
            values = {"name": band.name, "at_least": written(band.at_least), "highest": _rounded(highest)}
            yield Disagreement(("grades", number), "grade-unreachable", values, rests_on)


def _ends(rulebook: Rulebook, shares: dict[str, Fraction]) -> tuple[Fraction, Fraction]:
    # The lowest and the highest total these weights can lead to; an empty cell that counts as zero can go below the worst score.
    lowest = highest = Fraction(0)
    for key, share in shares.items():
        leaf = rulebook.leaves()[key]
        worst = min(leaf.scale.worst, Decimal(0)) if leaf.missing == "zero" else leaf.scale.worst
        lowest += share * Fraction(worst)
        highest += share * Fraction(leaf.scale.best)
    return lowest, highest


def _rounded(number: Fraction) -> str:
    return written(Decimal(round(number * 100)) / 100)


def ties(rulebook: Rulebook) -> Found:
    """Tie-breakers are indicators or facts that can part two people."""
    allowed = [*(key for _, key, _ in paths(rulebook)), *TIE_BREAKING_FACTS]
    for number, key in enumerate(rulebook.ranking.tie_breakers):
        if key not in allowed:
            yield from unknown(("ranking", "tie_breakers", number), "tie-breaker", key, allowed, (("indicators",),))


def awards(rulebook: Rulebook) -> Found:
    """An award is ordered by something known, has a quota, and asks for facts the program can answer."""
    ids = [key for _, key, _ in paths(rulebook)]
    for key, award in rulebook.awards.items():
        at: Path = ("awards", key)
        if award.by not in {"total", *ids}:
            yield from unknown((*at, "by"), "award-by", award.by, ["total", *ids], (("indicators",),))
        if award.quota is None and award.quota_per_unit is None:
            yield Disagreement(at, "award-quota", {}, ((*at, "quota"), (*at, "quota_per_unit")))
        yield from _requirements(rulebook, (*at, "requires"), award.requires, in_grade=False)


def _requirements(rulebook: Rulebook, path: Path, asked: tuple[Requirement, ...], *, in_grade: bool) -> Found:
    ids = [key for _, key, _ in paths(rulebook)]
    for number, requirement in enumerate(asked):
        at = (*path, number)
        if requirement.fact is not None and requirement.fact not in {*KNOWN_FACTS, *ids}:
            yield from unknown(
                (*at, "fact"), "fact-unknown", requirement.fact, [*ids, *KNOWN_FACTS], (("indicators",),)
            )
        elif in_grade and requirement.fact in {"grade", "rank", "unit_rank"}:
            yield Disagreement((*at, "fact"), "fact-circular", {"found": requirement.fact})
        elif requirement.fact in NUMBER_FACTS or requirement.fact in ids:
            yield from _number_bounds(at, requirement)
        else:
            yield from _word_bounds(rulebook, at, requirement)
        yield from _bounds_order(at, requirement)


def _number_bounds(at: Path, requirement: Requirement) -> Found:
    for key, bound in _bounds(requirement):
        if not isinstance(bound, Decimal):
            words = ", ".join(bound) if isinstance(bound, tuple) else bound
            yield Disagreement((*at, key), "fact-number", {"fact": requirement.subject, "found": words, "key": key})


def _word_bounds(rulebook: Rulebook, at: Path, requirement: Requirement) -> Found:
    names = [band.name for band in rulebook.grades]
    for key, bound in _bounds(requirement):
        ordered = requirement.fact in ORDERED_FACTS
        if isinstance(bound, Decimal) and requirement.column is None:
            yield Disagreement((*at, key), "fact-word", {"fact": requirement.subject, "found": written(bound)})
        elif isinstance(bound, str) and not ordered:
            yield Disagreement((*at, key), "fact-order", {"fact": requirement.subject, "found": bound, "key": key})
        elif requirement.fact == "grade" and not isinstance(bound, Decimal):
            for name in (bound,) if isinstance(bound, str) else bound:
                if name not in names:
                    yield from unknown((*at, key), "grade-unknown", name, names, (("grades",),))
        elif isinstance(bound, str) and requirement.fact in LADDERS and step_of(requirement.fact, bound) < 0:
            values = {"fact": requirement.fact}
            for found in unknown((*at, key), "fact-step", bound, list(LADDERS[requirement.fact])):
                yield found._replace(values={**found.values, **values})


def _bounds(requirement: Requirement) -> Iterator[tuple[str, Decimal | str | tuple[str, ...]]]:
    for key in ("at_least", "at_most", "one_of", "none_of"):
        bound = getattr(requirement, key)
        if bound is not None:
            yield key, bound


def _bounds_order(at: Path, requirement: Requirement) -> Found:
    low, high = requirement.at_least, requirement.at_most
    if isinstance(low, Decimal) and isinstance(high, Decimal) and low > high:
        values = {"at_least": written(low), "at_most": written(high)}
        yield Disagreement(at, "fact-bounds", values, ((*at, "at_least"), (*at, "at_most")))
