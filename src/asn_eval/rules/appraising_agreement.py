"""What must agree about ratings and the organisation: two indicators, bounds in order and within reach, a rating for every head."""

from decimal import Decimal
from fractions import Fraction

from asn_eval.rules.appraising import AXES, Axis
from asn_eval.rules.disagreement import Disagreement, Found, Ids, unknown, written
from asn_eval.rules.rulebook import Indicator, Rulebook
from asn_eval.rules.scales_agree import straightened
from asn_eval.rules.tree import KeyPath
from asn_eval.rules.weights import level_weights


def ratings(rulebook: Rulebook) -> Found:
    """The two ratings come from two known indicators, and every rating of each can be reached."""
    if rulebook.ratings is None:
        return
    known = Ids.of(rulebook)
    hasil, perilaku = rulebook.ratings.hasil, rulebook.ratings.perilaku
    if hasil.indicator == perilaku.indicator:
        paths: tuple[KeyPath, ...] = tuple(("ratings", axis, "indicator") for axis in AXES)
        yield Disagreement(paths[1], "ratings-same", {"found": perilaku.indicator}, paths)
    for axis in AXES:
        rule, at = rulebook.ratings.of(axis), ("ratings", axis)
        if rule.indicator not in known.names:
            yield unknown((*at, "indicator"), "ratings-indicator", rule.indicator, list(known.names), known.rests_on)
            continue
        bounds = ((*at, "above"), (*at, "at_least"))
        values = {"above": written(rule.above), "at_least": written(rule.at_least), "indicator": rule.indicator}
        if rule.at_least > rule.above:
            yield Disagreement((*at, "at_least"), "ratings-bounds", values, bounds)


def reach(rulebook: Rulebook) -> Found:
    """No bound of a rating lies beyond the scores its indicator can have, and no weights leave that indicator out."""
    rulebook = straightened(rulebook)
    for axis, rule in ((axis, rulebook.ratings.of(axis)) for axis in AXES) if rulebook.ratings else ():
        highest = max(
            (_highest(rulebook, rule.indicator, profile) for profile in (None, *rulebook.profiles)), default=0
        )
        if rule.indicator in Ids.of(rulebook).names and highest <= rule.above:
            values = {
                "indicator": rulebook.title_of(rule.indicator),
                "above": written(rule.above),
                "highest": written(Decimal(round(highest * 100)) / 100),
            }
            at: KeyPath = ("ratings", axis)
            yield Disagreement((*at, "above"), "ratings-unreachable", values, (at, ("indicators",), ("profiles",)))
        yield from _unrated(rulebook, axis, rule.indicator)


def _unrated(rulebook: Rulebook, axis: Axis, indicator: str) -> Found:
    """Whose weights leave out a rated indicator gets no predikat."""
    at: KeyPath = ("ratings", axis, "indicator")
    if indicator not in Ids.of(rulebook).names:
        return
    for profile in (None, *rulebook.profiles):
        # A profile of heads needs no score of results: they take the rating of what they lead.
        led = (
            axis == "hasil"
            and profile is not None
            and rulebook.profiles[profile].applies_to == rulebook.organisation.head
        )
        if led or indicator in level_weights(rulebook, profile):
            continue
        values = {"indicator": rulebook.title_of(indicator), "axis": axis}
        if profile is not None:
            values["profile"] = rulebook.profiles[profile].title or profile.replace("_", " ")
        code = "ratings-general" if profile is None else "ratings-profile"
        yield Disagreement(at, code, values, (at, ("indicators",), ("profiles",)))


def organisation(rulebook: Rulebook) -> Found:
    """Whoever leads an organisation takes its rating: its result must be named, and the office must say which rating that is."""
    about = rulebook.organisation
    at: KeyPath = ("organisation", "head")
    if about.head is None:
        return
    if rulebook.ratings is None:
        yield Disagreement(at, "head-ratings", {}, (at, ("ratings",)))
    if not about.results():
        yield Disagreement(at, "head-capaian", {}, (at, ("organisation", "capaian"), ("organisation", "units")))
    missing = [capaian for capaian in about.results() if capaian not in about.head_rating]
    if missing:
        here: KeyPath = ("organisation", "head_rating")
        yield Disagreement(
            here if about.head_rating else at, "head-rating", {"missing": ", ".join(missing)}, (here, at)
        )


def _highest(rulebook: Rulebook, key: str, profile: str | None) -> Fraction:
    # The best score an indicator can have for a profile: its scale's, or that of its parts by their weights.
    shares = level_weights(rulebook, profile)

    def best(indicator: Indicator) -> Fraction:
        if not indicator.parts:
            return Fraction(indicator.scale.best)
        parts = {part: inner for part, inner in indicator.parts.items() if part in shares}
        return sum((shares[part] * best(inner) for part, inner in parts.items()), Fraction(0))

    found = next((indicator for name, indicator, _ in rulebook.walk() if name == key), None)
    return Fraction(0) if found is None or key not in shares else best(found)
