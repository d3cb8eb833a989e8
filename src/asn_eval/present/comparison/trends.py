"""What rose and what fell between two periods: scores, measures in their own unit, units of the office, and grades."""

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from asn_eval.examine.trend import Comparison, Series, Trend
from asn_eval.present.comparison.rules import title_of
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words
from asn_eval.rounding import half_up

Say = Callable[..., str]

# Means of measures have at least so many decimals: hours typed whole still have a mean between them.
MEAN_PLACES = 2


def series_title(series: Series, comparison: Comparison, language: str) -> str:
    """Name a series: the total, an indicator's score, or a measure with its unit."""
    if series.key == "total":
        return Words(language).say("tables.ranking.total")
    title = title_of(comparison, series.key)
    if not series.measure:
        return title
    books = (comparison.new.rulebook, comparison.old.rulebook)
    units = (b.leaves()[series.key].scale.unit for b in books if b is not None and series.key in b.leaves())
    unit = next((u for u in units if u), None)
    return f"{title} ({unit})" if unit else title


def trends_table(comparison: Comparison, language: str, *, measures: bool) -> Table:
    """How scores – or measures, in their own unit – went on the whole."""
    say = Words(language).say
    chosen = [trend for trend in comparison.trends if trend.series.measure == measures]
    key, title = ("measures", "measures") if measures else ("trends", "title")
    name = say("compare.trends.measures_name" if measures else "compare.trends.name")
    columns = (_items(chosen, comparison, language), *_trend_columns(chosen, comparison, language))
    return Table(key, name, say(f"compare.trends.{title}"), columns, (say("compare.trends.note"),))


def units_table(comparison: Comparison, language: str) -> Table:
    """How total and measures went in each unit."""
    say, chosen = Words(language).say, comparison.units
    unit = [trend.unit or say("tables.summary.no_unit") for trend in chosen]
    columns = (
        Column("unit", say("tables.ranking.unit"), unit),
        _items(chosen, comparison, language),
        *_trend_columns(chosen, comparison, language),
    )
    title, name = say("compare.trends.units"), say("compare.trends.units_name")
    return Table("units", name, title, columns, (say("compare.trends.note"),))


def _items(trends: Sequence[Trend], comparison: Comparison, language: str) -> Column:
    titles = [series_title(trend.series, comparison, language) for trend in trends]
    return Column("item", Words(language).say("compare.trends.item"), titles)


def _trend_columns(trends: Sequence[Trend], comparison: Comparison, language: str) -> list[Column]:
    say = Words(language).say
    places = max(comparison.old.places, comparison.new.places, MEAN_PLACES)
    pairs, everybody = say("compare.trends.pairs"), say("compare.trends.everybody")
    ways = {1: "higher", -1: "lower", 0: "turning"}

    def count(key: str, numbers: Sequence[int | None], group: str, heading: str = "") -> Column:
        values = np.array([n or 0 for n in numbers], np.int64)
        known = np.array([n is not None for n in numbers], bool)
        return Column(key, heading or say(f"compare.trends.{key}"), values, "integer", 0, known, group)

    def mean(key: str, heading: str, numbers: Sequence[Fraction | None], group: str) -> Column:
        values = np.array([0 if n is None else half_up(n, places) for n in numbers], np.int64)
        known = np.array([n is not None for n in numbers], bool)
        return Column(key, heading, values, "decimal", places, known, group)

    before = mean("before", say("compare.people.before"), [t.before for t in trends], pairs)
    after = mean("after", say("compare.people.after"), [t.after for t in trends], pairs)
    change = np.asarray(after.values) - np.asarray(before.values)
    better = [say(f"compare.trends.{ways[t.series.better]}") for t in trends]
    verdict = [_verdict(t, k, say) for t, k in zip(trends, change.tolist(), strict=True)]
    return [
        Column("better", say("compare.trends.better"), better),
        count("people", [t.people for t in trends], pairs, say("compare.trends.count")),
        before,
        after,
        Column("change", say("compare.people.change"), change, "decimal", places, before.present, pairs),
        Column("verdict", say("compare.trends.verdict"), verdict, group=pairs),
        count("improved", [t.improved for t in trends], pairs),
        count("worse", [t.worse for t in trends], pairs),
        count("same", [t.same for t in trends], pairs),
        count("marked", [t.marked for t in trends], pairs),
        count("count_before", [t.everybody[0] for t in trends], everybody),
        mean("all_before", say("compare.trends.mean_before"), [t.all_before for t in trends], everybody),
        count("count_after", [t.everybody[1] for t in trends], everybody),
        mean("all_after", say("compare.trends.mean_after"), [t.all_after for t in trends], everybody),
    ]


def _verdict(trend: Trend, change: int, say: Say) -> str:
    """Say in a word where the printed mean went; a falling number of what is better low is an improvement."""
    if not trend.people:
        return say("compare.trends.no_pairs")
    if not trend.comparable or not trend.series.better:
        return say("compare.trends.incomparable")
    way = change * trend.series.better
    return say(f"compare.trends.{'up' if way > 0 else 'down' if way < 0 else 'level'}")


def grades_table(comparison: Comparison, language: str) -> Table:
    """How many people went from which grade to which."""
    say, moves = Words(language).say, comparison.grades
    steps = {1: "up", -1: "down", 0: "level", None: "unknown"}
    columns = (
        Column("before", say("compare.grades.before"), [m.before or say("compare.grades.none") for m in moves]),
        Column("after", say("compare.grades.after"), [m.after or say("compare.grades.none") for m in moves]),
        Column("people", say("tables.summary.unit_people"), np.array([m.people for m in moves], np.int64), "integer"),
        Column("step", say("compare.grades.step"), [say(f"compare.grades.{steps[m.step]}") for m in moves]),
    )
    return Table("grade_changes", say("compare.grades.title"), say("compare.grades.title"), columns)
