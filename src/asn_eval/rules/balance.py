"""What must agree in weights: each level complete and 100 in all, for everybody and for each profile."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from asn_eval.rules.disagreement import Disagreement, Found, Ids, paths, unknown, written
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.tree import KeyPath
from asn_eval.rules.weights import weights_of


def levels(rulebook: Rulebook) -> Found:
    """Every part has a weight, every top-level indicator has one or is named by a profile, and each level adds up to 100."""
    named = {key for profile in rulebook.profiles.values() for key in profile.weights}
    top: KeyPath = ("indicators",)
    given = weights_of(rulebook.indicators, {})
    yield from _sum(rulebook, top, given, {key: (*top, key, "weight") for key in rulebook.indicators})
    for path, key, indicator in paths(rulebook):
        if len(path) == 2 and indicator.weight is None and key not in named:
            yield Disagreement(path, "weight-missing", {"key": key}, ((*path, "weight"), ("profiles",)))
        level = indicator.parts or {}
        at = {part: (*path, "parts", part, "weight") for part in level}
        absent = [part for part, below in level.items() if below.weight is None]
        for part in absent:
            yield Disagreement(at[part][:-1], "weight-missing-part", {"key": part}, (at[part],))
        if not absent:
            yield from _sum(rulebook, (*path, "parts"), weights_of(level, {}), at)


def profiles(rulebook: Rulebook) -> Found:
    """A profile is for somebody, names indicators there are, and each level it touches is complete and adds up to 100."""
    known = Ids.of(rulebook)
    for name, profile in rulebook.profiles.items():
        at: KeyPath = ("profiles", name)
        who = profile.applies_to
        if not any((who.jabatan, who.jenis_jabatan, who.jenjang, who.unit, who.columns)):
            yield Disagreement((*at, "applies_to"), "profile-nobody", {})
        if not profile.weights:
            yield Disagreement((*at, "weights"), "profile-weights", {})
        for key in (key for key in profile.weights if key not in known.names):
            yield unknown((*at, "weights", key), "indicator-unknown", key, list(known.names), known.rests_on)
        # A misspelt name has a finding of its own, and may be the one that is missing from its level.
        if all(key in known.names for key in profile.weights):
            yield from _profile_levels(rulebook, (*at, "weights"), profile.weights)


def _profile_levels(rulebook: Rulebook, path: KeyPath, named: dict[str, Decimal]) -> Found:
    at = {key: (*path, key) for key in named}
    applying = weights_of(rulebook.indicators, named)
    if any(key in named for key in rulebook.indicators):
        yield from _sum(rulebook, path, applying, {key: at[key] for key in applying})
    for above, _, indicator in paths(rulebook):
        level = indicator.parts or {}
        chosen = {part: named[part] for part in level if part in named}
        if not chosen:
            continue
        first = next(iter(chosen))
        absent = [part for part in level if part not in named]
        if absent:
            values = {"found": ", ".join(chosen), "absent": ", ".join(absent)}
            yield Disagreement(at[first], "profile-level", values, ((*path, "*"), (*above, "parts", "*")))
        else:
            yield from _sum(rulebook, path, chosen, {part: at[part] for part in chosen})
        if above[1] not in applying:
            values = {"found": first, "above": str(above[1])}
            yield Disagreement(at[first], "profile-above", values, ((*path, "*"), (*above[:2], "weight")))


def _sum(rulebook: Rulebook, path: KeyPath, weights: Mapping[str, Decimal], at: Mapping[str, KeyPath]) -> Found:
    # One level's weights, in percent: none negative, not all zero, and 100 in all unless they are to be scaled.
    negative = [key for key, weight in weights.items() if weight < 0]
    for key in negative:
        yield Disagreement(at[key], "weight-negative", {"found": written(weights[key])})
    if negative or not weights:
        return
    whole = sum((Fraction(weight) for weight in weights.values()), Fraction(0))
    rests_on = (*at.values(), (*path, "*"))
    if whole == 0:
        yield Disagreement(path, "weights-zero", {}, rests_on)
    elif whole != 100 and not rulebook.normalise:
        last = list(weights)[-1]
        rest = 100 - whole + Fraction(weights[last])
        values = {"sum": written(whole), "difference": written(whole - 100)}
        rests_on = (*rests_on, ("normalise",))
        if abs(whole - 100) < 1 and rest > 0:
            values |= {"last": last, "write": written(rest)}
            yield Disagreement(path, "weights-sum-rounded", values, rests_on)
        else:
            yield Disagreement(path, "weights-sum", values, rests_on)
