"""What must agree in grades, tie-breakers and awards: bands without gaps, known facts, bounds that can be compared."""

from decimal import Decimal
from fractions import Fraction

from asn_eval.rules.awarding import IMPROVEMENT, Award
from asn_eval.rules.conditions import condition
from asn_eval.rules.disagreement import Disagreement, Found, Ids, unknown, written
from asn_eval.rules.requirement import single
from asn_eval.rules.rulebook import Band, Rulebook
from asn_eval.rules.tree import KeyPath
from asn_eval.rules.weights import leaf_weights

# People without a profile, as an award names them.
GENERAL = "general"
TIE_BREAKING_FACTS = ("masa_kerja", "golongan", "usia")


def grades(rulebook: Rulebook) -> Found:
    """Bands have names of their own, stand in order and meet their neighbours; what they require can be answered."""
    names: dict[str, int] = {}
    known = Ids.of(rulebook)
    for number, band in enumerate(rulebook.grades):
        at: KeyPath = ("grades", number)
        first = names.setdefault(band.name.casefold(), number)
        if first != number:
            yield Disagreement(
                (*at, "name"), "grade-name", {"found": band.name}, ((*at, "name"), ("grades", first, "name"))
            )
        if band.at_most is not None and band.at_most < band.at_least:
            values = {"name": band.name, "at_least": written(band.at_least), "at_most": written(band.at_most)}
            yield Disagreement((*at, "at_most"), "grade-inverted", values, ((*at, "at_least"), (*at, "at_most")))
        for asked, requirement in enumerate(band.requires):
            here = (*at, "requires", asked)
            circular = [r.subject for r in single((requirement,)) if r.fact in {"grade", "rank", "unit_rank"}]
            if circular:
                path = here if requirement.is_combined else (*here, "fact")
                yield Disagreement(path, "fact-circular", {"found": circular[0]})
            else:
                yield from condition(rulebook, known, here, requirement)
    yield from _order(rulebook)


def _order(rulebook: Rulebook) -> Found:
    bands = rulebook.grades
    falling = len(bands) < 2 or bands[0].at_least > bands[-1].at_least
    step = Decimal(1).scaleb(-rulebook.rounding.places)
    rests_on: tuple[KeyPath, ...] = (("grades", "*"), *(("grades", n, "at_least") for n in range(len(bands))))
    for number in range(1, len(bands)):
        before, band = bands[number - 1], bands[number]
        at: KeyPath = ("grades", number, "at_least")
        values = {"name": band.name, "other": before.name, "found": written(band.at_least)}
        if band.at_least == before.at_least:
            yield Disagreement(at, "grade-same", values, rests_on)
        elif (band.at_least < before.at_least) != falling:
            yield Disagreement(at, "grade-order", values, rests_on)
        elif falling:
            yield from _meeting(band, before, ("grades", number, "at_most"), step, rests_on)
        else:
            yield from _meeting(before, band, ("grades", number - 1, "at_most"), step, rests_on)


def _meeting(lower: Band, upper: Band, at: KeyPath, step: Decimal, rests_on: tuple[KeyPath, ...]) -> Found:
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
    rests_on = (*rests_on, at, ("rounding", "places"))
    if lower.at_most > upper.at_least:
        yield Disagreement(at, "grade-overlap", values, rests_on)
    elif upper.at_least - lower.at_most > step:
        yield Disagreement(at, "grade-gap", values, rests_on)


def reach(rulebook: Rulebook) -> Found:
    """The bands cover every total the weights and scales can lead to, and none lies beyond them."""
    # Totals are weighted means of scores, so they lie between the means of the worst and of the best scores.
    ends = [_ends(rulebook, shares) for name in (None, *rulebook.profiles) if (shares := leaf_weights(rulebook, name))]
    if not rulebook.grades or not ends:
        return
    lowest, highest = min(low for low, _ in ends), max(high for _, high in ends)
    rests_on: tuple[KeyPath, ...] = (("indicators",), ("profiles",), ("grades",))
    by_bound = sorted(enumerate(rulebook.grades), key=lambda entry: entry[1].at_least)
    (bottom, low), (top, high) = by_bound[0], by_bound[-1]
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
    for key, leaf in rulebook.leaves().items():
        share = shares.get(key, Fraction(0))
        worst = min(leaf.scale.worst, Decimal(0)) if leaf.missing == "zero" else leaf.scale.worst
        lowest += share * Fraction(worst)
        highest += share * Fraction(leaf.scale.best)
    return lowest, highest


def _rounded(number: Fraction) -> str:
    return written(Decimal(round(number * 100)) / 100)


def ties(rulebook: Rulebook) -> Found:
    """Tie-breakers are indicators or facts that can part two people."""
    known = Ids.of(rulebook)
    for number, key in enumerate(rulebook.ranking.tie_breakers):
        if key not in known.names and key not in TIE_BREAKING_FACTS:
            allowed = [*known.names, *TIE_BREAKING_FACTS]
            yield unknown(("ranking", "tie_breakers", number), "tie-breaker", key, allowed, known.rests_on)


def awards(rulebook: Rulebook) -> Found:
    """An award is ordered by something known, has a quota, and asks for facts the program can answer."""
    known = Ids.of(rulebook)
    for key, award in rulebook.awards.items():
        at: KeyPath = ("awards", key)
        if award.by not in {"total", IMPROVEMENT} and award.by not in known.names:
            yield unknown((*at, "by"), "award-by", award.by, ["total", IMPROVEMENT, *known.names], known.rests_on)
        for number, profile in enumerate(award.profiles):
            if profile not in rulebook.profiles and profile != GENERAL:
                allowed = [GENERAL, *rulebook.profiles]
                yield unknown((*at, "profiles", number), "award-profile", profile, allowed, (("profiles", "*"),))
        yield from _quotas(award, at)
        for number, requirement in enumerate(award.requires):
            yield from condition(rulebook, known, (*at, "requires", number), requirement)


def _quotas(award: Award, at: KeyPath) -> Found:
    keys = ("quota", "quota_per_unit", "quota_per_jenis_jabatan", "quota_percent")
    if all(getattr(award, key) is None for key in keys):
        yield Disagreement(at, "award-quota", {}, tuple((*at, key) for key in keys))
    if award.percent_per_unit and award.quota_percent is None:
        yield Disagreement((*at, "percent_per_unit"), "award-percent", {}, ((*at, "quota_percent"),))
    grouped = [key for key in ("quota_per_unit", "quota_per_jenis_jabatan") if getattr(award, key) is not None]
    grouped += ["percent_per_unit"] if award.percent_per_unit else []
    if len(grouped) > 1:
        values = {"one": grouped[0], "other": grouped[1]}
        yield Disagreement((*at, grouped[1]), "award-quota-groups", values, tuple((*at, key) for key in grouped))
