"""Rule changes between two periods in words: which rule, what it was, what it is, and what that means for the comparison."""

import json
from collections.abc import Sequence
from decimal import Decimal

from asn_eval.examine.rule_changes import RuleChange
from asn_eval.examine.trend import Comparison
from asn_eval.present.sentences import (
    fact_words,
    listed,
    match_words,
    number_words,
    requirement_sentence,
    scale_words,
)
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words
from asn_eval.rules.awarding import Match
from asn_eval.rules.requirement import Requirement
from asn_eval.rules.rulebook import Indicator, Rulebook, Scale
from asn_eval.rules.shape import Shape

_CHOICES = {"missing": "policy.missing", "not_applicable": "policy.dash", "outside": "policy.outside"}


def changes_table(comparison: Comparison, language: str) -> Table:
    """Tell every rule that changed, or that none did."""
    say, changes = Words(language).say, comparison.changes or ()
    note = "unknown" if comparison.changes is None else "some" if changes else "same"
    columns = (
        Column("rule", say("compare.changes.rule"), [_rule(c, comparison, language) for c in changes], width=40),
        Column("before", say("compare.changes.before"), [_old(c, comparison, language) for c in changes], width=40),
        Column("after", say("compare.changes.after"), [_new(c, comparison, language) for c in changes], width=40),
        Column("effect", say("compare.changes.effect"), [_effect(c, language) for c in changes], width=44),
        Column("key", say("policy.column.key"), [_key(c) for c in changes]),
    )
    notes = (say(f"compare.changes.{note}"),)
    return Table("rule_changes", say("compare.changes.name"), say("compare.changes.title"), columns, notes)


def title_of(comparison: Comparison, key: str) -> str:
    """Give the name people see for ``total`` or an indicator: of the new rulebook where it has it, else of the old one."""
    for book in (comparison.new.rulebook, comparison.old.rulebook):
        if book is not None and any(key == known for known, _, _ in book.walk()):
            return book.title_of(key)
    return key


def _profile(comparison: Comparison, key: str) -> str:
    for book in (comparison.new.rulebook, comparison.old.rulebook):
        if book is not None and key in book.profiles:
            return book.profiles[key].title or key
    return key


def _rule(change: RuleChange, comparison: Comparison, language: str) -> str:
    kind, profile = change.kind, ""
    if kind.startswith("profile"):
        title = _profile(comparison, change.key)
    elif kind == "award":
        title = str(change.after or change.before)
    elif kind in {"grade", "grade_requires", "other"}:
        title = change.key
    else:
        title = title_of(comparison, change.key)
    if change.profile:
        kind, profile = "weight_profile", _profile(comparison, change.profile)
    return Words(language).say(f"compare.rule.{kind}", title=title, profile=profile)


def _key(change: RuleChange) -> str:
    """Give the key of the rulebook, as far as one key holds the rule."""
    if change.profile:
        return f"profiles.{change.profile}.weights.{change.key}"
    paths = {
        "rounding": "rounding.places",
        "minimum_days": "period.minimum_days",
        "ties": "ranking.ties",
        "tie_breakers": "ranking.tie_breakers",
        "profile": f"profiles.{change.key}",
        "profile_for": f"profiles.{change.key}.applies_to",
        "profile_order": "profiles",
        "grade": "grades",
        "grade_requires": "grades",
        "indicator": f"indicators.{change.key}",
        "part_of": f"indicators.{change.key}",
        "has_parts": f"indicators.{change.key}.parts",
        "award": f"awards.{change.key}",
        "other": change.key,
        "normalise": "normalise",
        "coverage": "coverage",
    }
    return paths.get(change.kind, f"indicators.{change.key}.{change.kind}")


def _effect(change: RuleChange, language: str) -> str:
    return Words(language).say(f"compare.effect.{change.reaches}") if change.reaches else ""


def _old(change: RuleChange, comparison: Comparison, language: str) -> str:
    return _value(change, change.before, comparison.old.rulebook, language)


def _new(change: RuleChange, comparison: Comparison, language: str) -> str:
    return _value(change, change.after, comparison.new.rulebook, language)


def _value(change: RuleChange, value: object, rulebook: Rulebook | None, language: str) -> str:
    """Say one value of the rulebook; a key without words of its own is shown as it is written."""
    say = Words(language).say
    if kind_is_whole(change) and value is not None:
        return say("compare.rule.held")
    if value is None or value == ():
        none = {"part_of": "top", "measure": "typed"}.get(change.kind, "none")
        return say(f"compare.rule.{none}")
    if isinstance(value, bool):
        return say(f"tables.trail.{'yes' if value else 'no'}")
    if isinstance(value, Decimal | int):
        return number_words(value, language)
    if isinstance(value, Scale):
        return scale_in_words(value, language)
    if isinstance(value, Match):
        return match_words(value, language)
    if change.kind in _CHOICES:
        return say(f"{_CHOICES[change.kind]}.{value}").rstrip(".")
    if change.kind in {"combine", "ties"}:
        return say(f"policy.{'combine.' if change.kind == 'combine' else 'setting.ties_'}{value}").rstrip(".")
    if isinstance(value, tuple):
        return _several(change, value, rulebook, language)
    return value if isinstance(value, str) else _written(value)


def kind_is_whole(change: RuleChange) -> bool:
    """Tell whether a change is that something as a whole came or went: its name stands in the first column already."""
    came_or_went = change.before is None or change.after is None
    part = change.after if change.before is None else change.before
    return change.kind in {"award", "indicator", "profile"} or (came_or_went and isinstance(part, Shape))


def _several(change: RuleChange, values: Sequence[object], rulebook: Rulebook | None, language: str) -> str:
    if rulebook is not None and all(isinstance(value, Requirement) for value in values):
        said = (requirement_sentence(v, language, rulebook) for v in values if isinstance(v, Requirement))
        return listed(said, language, "and_last")
    if rulebook is not None and change.kind == "tie_breakers":
        return ", ".join(fact_words(str(value), language, rulebook) for value in values)
    if rulebook is not None and change.kind == "profile_order":
        return ", ".join(rulebook.profiles[str(value)].title or str(value) for value in values)
    return _written(values)


def _written(value: object) -> str:
    def plain(part: object) -> object:
        if isinstance(part, Shape):
            # In the order of the rulebook's keys: a set has none of its own.
            return {n: plain(getattr(part, n)) for n in type(part).model_fields if n in part.model_fields_set}
        if isinstance(part, dict):
            return {str(name): plain(inner) for name, inner in part.items()}
        if isinstance(part, list | tuple):
            return [plain(inner) for inner in part]
        return part if isinstance(part, str | int | bool | None) else str(part)

    return json.dumps(plain(value), ensure_ascii=False)


def scale_in_words(scale: Scale, language: str) -> str:
    """Say a scale: its ends, or the steps that stand in their place.

    >>> scale_in_words(Scale(points=[[0, 100], [24, 80]], unit="jam"), "id")
    'nilai → skor: 0 → 100, 24 → 80 (jam)'
    """
    say = Words(language).say

    def number(value: Decimal) -> str:
        return number_words(value, language)

    steps = [f"{number(at)} → {number(score)}" for at, score in scale.points]
    steps += [say("compare.rule.from_up", at=number(band.at_least), score=number(band.score)) for band in scale.bands]
    steps += [f"{word} → {number(score)}" for word, score in scale.table.items()]
    if not steps:
        return scale_words(Indicator(scale=scale), language)
    unit = f" ({scale.unit})" if scale.unit else ""
    return f"{say('compare.rule.steps', steps=', '.join(steps))}{unit}"
