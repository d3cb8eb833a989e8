"""What must agree across the keys of a rulebook: sums of weights, names that are used, grades without gaps.

Each check is one function that gives what it finds; ``disagreements`` runs them all, so that every fault comes in one run.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from asn_eval.rules.near import nearest
from asn_eval.rules.requirement import KNOWN_FACTS
from asn_eval.rules.rulebook import Indicator, Rulebook
from asn_eval.rules.tree import Path
from asn_eval.rules.vocabulary import FIELDS
from asn_eval.rules.weights import weights_of

_ID = re.compile(r"[a-z][a-z0-9_]*")
# Keys of an indicator that say how it is read; one with parts is not read, its parts are.
_READING = ("scale", "source", "missing", "not_applicable", "outside", "combine")


class Disagreement(NamedTuple):
    """One thing that does not agree: the key path it is told at, its code, what its message names, and the paths it rests on."""

    path: Path
    code: str
    values: Mapping[str, str]
    rests_on: tuple[Path, ...] = ()


Found = Iterator[Disagreement]


def disagreements(rulebook: Rulebook) -> list[Disagreement]:
    """Give everything in a rulebook that does not agree, in the order of the checks."""
    from asn_eval.rules import entitlement  # noqa: PLC0415 - it uses the types of this module

    checks = (
        _ids,
        _reading,
        _levels,
        _profiles,
        _period,
        _headings,
        entitlement.grades,
        entitlement.ties,
        entitlement.awards,
    )
    return [found for check in checks for found in check(rulebook)]


def written(number: Decimal | Fraction) -> str:
    """Write a number as the file would hold it.

    >>> written(Decimal("33.340")), written(Decimal("1E+2")), written(Fraction(-1, 100))
    ('33.34', '100', '-0.01')
    """
    exact = number if isinstance(number, Decimal) else Decimal(number.numerator) / Decimal(number.denominator)
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def paths(rulebook: Rulebook) -> Iterator[tuple[Path, str, Indicator]]:
    """Give every indicator with its key path and id, parents before their parts; an id used twice comes twice."""

    def below(level: dict[str, Indicator], above: Path) -> Iterator[tuple[Path, str, Indicator]]:
        for key, indicator in level.items():
            yield (*above, key), key, indicator
            yield from below(indicator.parts or {}, (*above, key, "parts"))

    yield from below(rulebook.indicators, ("indicators",))


def _ids(rulebook: Rulebook) -> Found:
    seen: dict[str, Path] = {}
    for path, key, _ in paths(rulebook):
        if not _ID.fullmatch(key):
            yield Disagreement(path, "id-form", {"found": key, "write": _id_from(key)})
        elif key in KNOWN_FACTS or key in FIELDS:
            yield Disagreement(path, "id-taken", {"found": key})
        elif key in seen:
            yield Disagreement(path, "id-doubled", {"found": key, "first": ".".join(map(str, seen[key]))})
        seen.setdefault(key, path)
    for room, keys in (("profiles", rulebook.profiles), ("awards", rulebook.awards)):
        for key in keys:
            if not _ID.fullmatch(key):
                yield Disagreement((room, key), "id-form", {"found": key, "write": _id_from(key)})


def _id_from(key: str) -> str:
    bare = re.sub(r"[^a-z0-9]+", "_", key.lower()).strip("_")[:40]
    return bare if _ID.fullmatch(bare) else f"n_{bare}".rstrip("_")


def _reading(rulebook: Rulebook) -> Found:
    for path, _, indicator in paths(rulebook):
        if "parts" in indicator.model_fields_set and not indicator.parts:
            yield Disagreement((*path, "parts"), "parts-none", {})
        elif indicator.parts:
            for key in (key for key in _READING if key in indicator.model_fields_set):
                yield Disagreement((*path, key), "parts-read", {"key": key})
        scale, at = indicator.scale, (*path, "scale")
        if scale.min >= scale.max:
            values = {"min": written(scale.min), "max": written(scale.max)}
            yield Disagreement(at, "scale-range", values, ((*at, "min"), (*at, "max")))
        if scale.worst >= scale.best:
            values = {"worst": written(scale.worst), "best": written(scale.best)}
            yield Disagreement(at, "scale-worth", values, ((*at, "worst"), (*at, "best")))
        if indicator.missing == "zero" and scale.direction == "lower":
            yield Disagreement((*path, "missing"), "missing-zero-lower", {}, ((*path, "missing"), (*at, "direction")))


def _levels(rulebook: Rulebook) -> Found:
    in_profiles = {key for profile in rulebook.profiles.values() for key in profile.weights}
    damaged_profiles = (("profiles",),)
    yield from _level(rulebook, ("indicators",), rulebook.indicators)
    for path, key, indicator in paths(rulebook):
        if len(path) == 2 and indicator.weight is None and key not in in_profiles:
            yield Disagreement(path, "weight-missing", {"key": key}, ((*path, "weight"), *damaged_profiles))
        for part in (key for key, part in (indicator.parts or {}).items() if part.weight is None):
            at = (*path, "parts", part)
            yield Disagreement(at, "weight-missing-part", {"key": part}, ((*at, "weight"),))
        if indicator.parts:
            yield from _level(rulebook, (*path, "parts"), indicator.parts)


def _level(rulebook: Rulebook, path: Path, level: dict[str, Indicator]) -> Found:
    weights = weights_of(level, {})
    below_top = len(path) > 1
    if below_top and len(weights) < len(level):
        return  # what is missing has a finding of its own, and the sum says nothing without it
    at = {key: (*path, key, "weight") for key in level}
    yield from _sum(rulebook, path, weights, at)


def _sum(rulebook: Rulebook, path: Path, weights: Mapping[str, Decimal], at: Mapping[str, Path]) -> Found:
    # One level's weights, in percent: none negative, not all zero, and 100 in all unless they are to be scaled.
    negative = [key for key, weight in weights.items() if weight < 0]
    for key in negative:
        yield Disagreement(at[key], "weight-negative", {"found": written(weights[key])})
    if negative or not weights:
        return
    whole = sum((Fraction(weight) for weight in weights.values()), Fraction(0))
    rests_on = tuple(at.values())
    if whole == 0:
        yield Disagreement(path, "weights-zero", {}, rests_on)
    elif whole != 100 and not rulebook.normalise:
        last = list(weights)[-1]
        rest = 100 - whole + Fraction(weights[last])
        values = {"sum": written(whole), "difference": written(whole - 100), "last": last, "write": written(rest)}
        rounded = abs(whole - 100) < 1 and rest > 0
        yield Disagreement(
            path, "weights-sum-rounded" if rounded else "weights-sum", values, (*rests_on, ("normalise",))
        )


def _profiles(rulebook: Rulebook) -> Found:
    ids = [key for _, key, _ in paths(rulebook)]
    for name, profile in rulebook.profiles.items():
        at: Path = ("profiles", name)
        who = profile.applies_to
        if not any((who.jabatan, who.jenis_jabatan, who.jenjang, who.unit, who.columns)):
            yield Disagreement((*at, "applies_to"), "profile-nobody", {})
        if not profile.weights:
            yield Disagreement((*at, "weights"), "profile-weights", {})
        for key in (key for key in profile.weights if key not in ids):
            yield from unknown((*at, "weights", key), "indicator-unknown", key, ids, (("indicators",),))
        yield from _profile_levels(rulebook, (*at, "weights"), profile.weights)


def _profile_levels(rulebook: Rulebook, path: Path, named: dict[str, Decimal]) -> Found:
    at = {key: (*path, key) for key in named}
    applying = weights_of(rulebook.indicators, named)
    if any(key in named for key in rulebook.indicators):
        yield from _sum(rulebook, path, applying, {key: at[key] for key in applying} | {"": path})
    for above, _, indicator in paths(rulebook):
        level = indicator.parts or {}
        chosen = weights_of(level, named) if any(part in named for part in level) else {}
        absent = [part for part in level if part not in named] if chosen else []
        if absent:
            yield Disagreement(
                path, "profile-level", {"found": ", ".join(chosen), "absent": ", ".join(absent)}, (path,)
            )
        elif chosen:
            yield from _sum(rulebook, path, chosen, {part: at[part] for part in chosen} | {"": path})
        if chosen and above[1] not in applying:
            yield Disagreement(
                at[next(iter(chosen))], "profile-above", {"found": next(iter(chosen)), "above": str(above[1])}
            )


def unknown(path: Path, code: str, found: str, allowed: list[str], rests_on: tuple[Path, ...] = ()) -> Found:
    """Tell a name nobody defined: with the nearest known one where there is one, else (code ``…-listed``) with all of them."""
    near = nearest(found, allowed)
    values = {"found": found, "near": near, "allowed": ", ".join(dict.fromkeys(allowed))}
    yield Disagreement(path, code if near else f"{code}-listed", values, (path, *rests_on))


def _period(rulebook: Rulebook) -> Found:
    period = rulebook.period
    if period is None:
        return
    days = (period.end - period.start).days + 1
    both: tuple[Path, ...] = (("period", "start"), ("period", "end"))
    if days < 1:
        values = {"start": period.start.isoformat(), "end": period.end.isoformat()}
        yield Disagreement(("period", "end"), "period-order", values, both)
    elif period.minimum_days > days:
        values = {"found": str(period.minimum_days), "days": str(days)}
        yield Disagreement(("period", "minimum_days"), "period-minimum", values, (*both, ("period", "minimum_days")))


def _headings(rulebook: Rulebook) -> Found:
    leaves = rulebook.leaves()
    for key in rulebook.headings:
        if key not in leaves and key not in FIELDS:
            yield from unknown(("headings", key), "heading-key", key, [*leaves, *FIELDS], (("indicators",),))
    seen: dict[str, tuple[str, str]] = {}
    for path, key, heading in _claims(rulebook):
        plain = re.sub(r"[\W_]+", "", heading).casefold()
        if plain and seen.setdefault(plain, (key, heading))[0] != key:
            yield Disagreement(path, "heading-doubled", {"found": heading, "one": seen[plain][0], "other": key})


def _claims(rulebook: Rulebook) -> Iterator[tuple[Path, str, str]]:
    # Every heading somebody lays claim to: keys of fields, then keys, titles and sources of leaves, then the extra headings.
    for field in FIELDS:
        yield (), field, field
    for path, key, indicator in paths(rulebook):
        if not indicator.parts:
            yield path, key, key
            yield (*path, "title"), key, indicator.title or ""
            yield from (((*path, "source"), key, heading) for heading in indicator.source)
    for key, extra in rulebook.headings.items():
        yield from ((("headings", key), key, heading) for heading in extra)
