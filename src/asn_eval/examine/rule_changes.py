"""What changed between two rulebooks, and which values of two periods were made by the same rules.

A change is told as what it was and what it is, in the models' own values; how to say it is for presenters. What cannot change a
value – headings, the language, the days of the period and the holidays of a year – is not a change of rules. What an
organisation and its units were rated is a fact of the year: told, and no reason why grades could not be compared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from asn_eval.rules.measures import SOURCES
from asn_eval.rules.rulebook import Indicator, Rulebook, Scale
from asn_eval.rules.shape import Shape
from asn_eval.rules.weights import level_weights

Reaches = Literal["", "total", "indicator", "grade", "heads", "ranking", "digits", "who"]
Reason = Literal["", "unknown", "weights", "scale"]
Nodes = Mapping[str, tuple[Indicator, str | None]]

# Keys that name, explain or find things, and so change no value.
NO_RULE = frozenset({"version", "agency", "language", "headings", "source", "calendar.years"})
_OF_INDICATORS: Mapping[str, Reaches] = {
    "title": "",
    "scale": "indicator",
    "measure": "indicator",
    "combine": "indicator",
    "missing": "indicator",
    "not_applicable": "who",
    "outside": "who",
    "minimum_records": "who",
}
_TOLD = frozenset(
    {"period", "rounding", "normalise", "coverage", "indicators", "profiles", "ranking", "grades", "awards"}
)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule that is another one now.

    ``kind`` names it (``weight``, ``scale``, ``indicator`` …; ``other`` is any further key), ``key`` is the id or key path it is
    of, ``profile`` the profile it is in. ``before`` and ``after`` are values of the rulebook, None where there is none.
    ``reaches`` says what it makes incomparable or moves; ``heads``: the grades of those who take the rating of what they lead.
    """

    kind: str
    key: str
    before: object
    after: object
    reaches: Reaches = ""
    profile: str = ""


def rule_changes(old: Rulebook, new: Rulebook) -> tuple[RuleChange, ...]:
    """List every rule that changed: settings, indicators, profiles, grades, and any other key."""
    return (
        *_settings(old, new),
        *_indicators(_nodes(old), _nodes(new)),
        *_profiles(old, new),
        *_grades(old, new),
        *_awards(old, new),
        *_others(old, new),
    )


def _settings(old: Rulebook, new: Rulebook) -> Iterator[RuleChange]:
    pairs: tuple[tuple[str, object, object, Reaches], ...] = (
        ("rounding", old.rounding.places, new.rounding.places, "digits"),
        ("normalise", old.normalise, new.normalise, ""),
        ("coverage", old.coverage, new.coverage, "who"),
        ("minimum_days", _least_days(old), _least_days(new), "who"),
        ("ties", old.ranking.ties, new.ranking.ties, "ranking"),
        ("tie_breakers", old.ranking.tie_breakers, new.ranking.tie_breakers, "ranking"),
    )
    for kind, before, after, reaches in pairs:
        if before != after:
            yield RuleChange(kind, kind, before, after, reaches)


def _least_days(rulebook: Rulebook) -> int:
    return rulebook.period.minimum_days if rulebook.period else 0


def _nodes(rulebook: Rulebook) -> Nodes:
    return {key: (indicator, parent) for key, indicator, parent in rulebook.walk()}


def _indicators(old: Nodes, new: Nodes) -> Iterator[RuleChange]:
    for key in dict.fromkeys((*new, *old)):
        reaches: Reaches = "indicator" if (new.get(key) or old[key])[1] else "total"
        if key not in old:
            yield RuleChange("indicator", key, None, new[key][0].title or key, reaches)
        elif key not in new:
            yield RuleChange("indicator", key, old[key][0].title or key, None, reaches)
        else:
            yield from _indicator(key, old[key], new[key], reaches)


def _indicator(
    key: str, old: tuple[Indicator, str | None], new: tuple[Indicator, str | None], reaches: Reaches
) -> Iterator[RuleChange]:
    before, after = old[0], new[0]
    if before.weight != after.weight:
        yield RuleChange("weight", key, before.weight, after.weight, reaches)
    if old[1] != new[1]:
        yield RuleChange("part_of", key, old[1], new[1], "total")
    if bool(before.parts) != bool(after.parts):
        yield RuleChange("has_parts", key, bool(before.parts), bool(after.parts), "indicator")
    for field, far in _OF_INDICATORS.items():
        one, other = getattr(before, field), getattr(after, field)
        if one != other and not (field == "scale" and _uncited(before.scale) == _uncited(after.scale)):
            mild = field == "missing" and "zero" not in {one, other}
            yield RuleChange(field, key, one, other, "who" if mild else far)
    for field in sorted(Indicator.model_fields.keys() - _OF_INDICATORS.keys() - NO_RULE - {"weight", "parts"}):
        yield from _other(getattr(before, field), getattr(after, field), f"indicators.{key}.{field}")


def _profiles(old: Rulebook, new: Rulebook) -> Iterator[RuleChange]:
    for key in dict.fromkeys((*new.profiles, *old.profiles)):
        before, after = old.profiles.get(key), new.profiles.get(key)
        if before is None or after is None:
            was, now = (None if p is None else p.title or key for p in (before, after))
            yield RuleChange("profile", key, was, now, "total")
            continue
        if before.applies_to != after.applies_to:
            yield RuleChange("profile_for", key, before.applies_to, after.applies_to, "total")
        for leaf in dict.fromkeys((*after.weights, *before.weights)):
            one, other = before.weights.get(leaf), after.weights.get(leaf)
            if one != other:
                yield RuleChange("weight", leaf, one, other, "total", key)
    shared = [[key for key in book.profiles if key in other.profiles] for book, other in ((old, new), (new, old))]
    if shared[0] != shared[1]:
        yield RuleChange("profile_order", "profiles", tuple(shared[0]), tuple(shared[1]), "total")


def _grades(old: Rulebook, new: Rulebook) -> Iterator[RuleChange]:
    before, after = ({band.name: band for band in book.grades} for book in (old, new))
    for name in dict.fromkeys((*after, *before)):
        one, other = before.get(name), after.get(name)
        if one is None or other is None:
            was, now = (None if band is None else band.at_least for band in (one, other))
            yield RuleChange("grade", name, was, now, "grade")
            continue
        if one.at_least != other.at_least:
            yield RuleChange("grade", name, one.at_least, other.at_least, "grade")
        if one.requires != other.requires:
            yield RuleChange("grade_requires", name, one.requires, other.requires, "grade")


def _awards(old: Rulebook, new: Rulebook) -> Iterator[RuleChange]:
    for key in dict.fromkeys((*new.awards, *old.awards)):
        before, after = old.awards.get(key), new.awards.get(key)
        if before is None or after is None:
            was, now = (None if award is None else award.title for award in (before, after))
            yield RuleChange("award", key, was, now)
        else:
            yield from _other(before, after, f"awards.{key}")


def _others(old: Rulebook, new: Rulebook) -> Iterator[RuleChange]:
    for field in Rulebook.model_fields:
        if field not in _TOLD | NO_RULE:
            yield from _other(getattr(old, field), getattr(new, field), field)


def _other(before: object, after: object, path: str) -> Iterator[RuleChange]:
    """Tell any key without words of its own, as deep as both sides have the same shape."""
    if path in NO_RULE or before == after:
        return
    if isinstance(before, Shape) and type(before) is type(after):
        for field in type(before).model_fields:
            yield from _other(getattr(before, field), getattr(after, field), f"{path}.{field}")
    elif isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*after, *before)):
            yield from _other(before.get(key), after.get(key), f"{path}.{key}")
    else:
        yield RuleChange("other", path, before, after, _reach(path, before is None or after is None))


def _reach(path: str, came_or_went: bool) -> Reaches:
    if path.startswith("ratings"):
        return "grade"
    if path.startswith("organisation.head_rating"):
        # A result the organisation did not have before gets its rating when it first has it: that is no other rule.
        return "" if came_or_went else "heads"
    if path.startswith("organisation.head"):
        return "heads"
    return "indicator" if path.startswith(("records.", "calendar")) else ""


Making = tuple[object, ...]


def making(rulebook: Rulebook, leaf: str, *, value_only: bool = False) -> Making:
    """Give everything that decides what a leaf's score is; with ``value_only`` what decides the measure itself, in its unit.

    The bounds of a scale do not change what 36 hours are, so a measure stays comparable where its score is not.
    """
    indicator = rulebook.leaves()[leaf]
    scale: object = (indicator.scale.unit, better(indicator.scale)) if value_only else _uncited(indicator.scale)
    chosen: tuple[object, ...] = ()
    if indicator.measure:
        kind = SOURCES[indicator.measure][0].partition("-")[0]
        calendar = rulebook.calendar
        chosen = (getattr(rulebook.records, kind, None), *((calendar.week, calendar.hours) if calendar else ()))
    return (scale, indicator.measure, indicator.combine, indicator.missing == "zero", *chosen)


def _uncited(scale: Scale) -> Scale:
    # On whose word a scale stands changes no score.
    return scale.model_copy(update={"why": None})


def better(scale: Scale) -> int:
    """Tell which way is better: 1 where a higher value is, -1 where a lower one is, 0 where the scale turns.

    >>> better(Scale(points=[[0, 100], [24, 80], [72, 0]])), better(Scale(direction="lower"))
    (-1, -1)
    """
    steps = [(at, score) for at, score in scale.points] or [(b.at_least, b.score) for b in scale.bands]
    if not steps:
        return 1 if scale.direction == "higher" else -1
    scores = [score for _, score in sorted(steps)]
    return 1 if scores == sorted(scores) else -1 if scores == sorted(scores, reverse=True) else 0


def _made_of(rulebook: Rulebook, profile: str | None, node: str) -> dict[str, tuple[Fraction, Making]]:
    """Give the leaves that count in a node (or ``total``) for a profile: share within it, and what makes its score."""
    weights = level_weights(rulebook, profile)

    def below(level: Mapping[str, Indicator], upper: Fraction) -> Iterator[tuple[str, Fraction]]:
        for key, indicator in level.items():
            share = upper * weights.get(key, Fraction(0))
            if share and indicator.parts:
                yield from below(indicator.parts, share)
            elif share:
                yield key, share

    if node == "total":
        leaves = dict(below(rulebook.indicators, Fraction(1)))
    else:
        indicator = next(i for key, i, _ in rulebook.walk() if key == node)
        leaves = dict(below(indicator.parts, Fraction(1))) if indicator.parts else {node: Fraction(1)}
    return {leaf: (share, making(rulebook, leaf)) for leaf, share in leaves.items()}


def differs(old: Rulebook, new: Rulebook, profiles: tuple[str | None, str | None], node: str) -> Reason:
    """Say why a node's score of two periods cannot be compared for people of these profiles; ``""`` where it can.

    ``weights``: other indicators or other shares count. ``scale``: an indicator in it is scored another way. A node that one of
    the rulebooks does not have has no second value to compare with, and is no reason.
    """
    if node != "total" and any(node not in {key for key, _, _ in book.walk()} for book in (old, new)):
        return ""
    before, after = _made_of(old, profiles[0], node), _made_of(new, profiles[1], node)
    if any(before[leaf][1] != after[leaf][1] for leaf in before.keys() & after.keys()):
        return "scale"
    return "" if before == after else "weights"
