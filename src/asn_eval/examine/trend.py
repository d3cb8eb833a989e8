"""Two periods side by side: who came, left and moved, and for those in both what rose and what fell.

People are matched by NIP alone. Compared + joiners + leavers = everybody of either period whose NIP can be relied on; the others are
listed as not matched. A value that one period lacks is a gap, never 0; values made by different rules are shown and marked.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from asn_eval.check.exact import Exact, Integers
from asn_eval.examine.matched import Account, matched
from asn_eval.examine.period import Mask, Period, Texts, Values, measured
from asn_eval.examine.rule_changes import Reason, RuleChange, better, differs, making, rule_changes
from asn_eval.rules.matching import plain


@dataclass(frozen=True, slots=True)
class Series:
    """One number of everybody in both periods: a total, a score (0–100) or a measure in its own unit; an entry a pair.

    ``key`` is ``total`` or an indicator id. ``why`` says why two values may not be compared (``""`` = they may). ``better`` is 1
    where more is better, -1 where less is, 0 where that is not one way or not the same way in both periods. ``held_old`` and
    ``held_new`` tell whether a period's rules have it at all.
    """

    key: str
    measure: bool
    before: Values
    after: Values
    why: Texts
    better: int
    held_old: bool = True
    held_new: bool = True

    @property
    def both(self) -> Mask:
        """Who has a value in both periods."""
        return self.before.known & self.after.known

    @property
    def marked(self) -> Mask:
        """Who has two values that other rules made."""
        marked: Mask = self.both & (self.why != "")
        return marked

    @property
    def change(self) -> Exact:
        """After less before, exactly, over the finer of both units; only to be read where ``both``."""
        per = math.lcm(self.before.numbers.per, self.after.numbers.per)
        before, after = self.before.numbers.over(per), self.after.numbers.over(per)
        return Exact(np.where(self.both, after - before, 0), per)


@dataclass(frozen=True, slots=True)
class Trend:
    """One series of some people: means before and after, and how many rose and fell.

    ``people`` are those in both periods with two values that may be compared – or, where nobody's may, all with two values, and then
    ``improved``, ``worse`` and ``same`` are None. ``marked`` counts those with two values made by different rules. ``all_before`` and
    ``all_after`` are over everybody of each period who has a value. Means are exact, None where there is nobody.
    """

    series: Series
    unit: str | None
    people: int
    marked: int
    before: Fraction | None
    after: Fraction | None
    improved: int | None
    worse: int | None
    same: int | None
    everybody: tuple[int, int]
    all_before: Fraction | None
    all_after: Fraction | None

    @property
    def comparable(self) -> bool:
        """Whether the means before and after were made by the same rules."""
        return self.improved is not None or not self.people


@dataclass(frozen=True, slots=True)
class GradeMove:
    """How many people in both periods went from one grade to another; ``step`` is 1 up, -1 down, 0 none, None unknown."""

    before: str
    after: str
    people: int
    step: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything two periods tell together; ``changes`` is None where the rules of one are not at hand and are other rules."""

    old: Period
    new: Period
    account: Account
    changes: tuple[RuleChange, ...] | None
    series: tuple[Series, ...]
    grades: tuple[GradeMove, ...]
    trends: tuple[Trend, ...]
    units: tuple[Trend, ...]


def compare(old: Period, new: Period) -> Comparison:
    """Put two periods side by side."""
    account = matched(old, new)
    changes = rule_changes(old.rulebook, new.rulebook) if old.rulebook and new.rulebook else None
    if changes is None and same_rules(old, new):
        changes = ()
    series = _series(old, new, account)
    everybody = np.ones(len(old), bool), np.ones(len(new), bool)
    trends = tuple(_trend(one, old, new, account, everybody) for one in series)
    units = tuple(_of_units(series, old, new, account))
    return Comparison(old, new, account, changes, series, _grades(old, new, account, series[0]), trends, units)


def _of_units(series: Sequence[Series], old: Period, new: Period, account: Account) -> Iterator[Trend]:
    """Sum up the total and every measure for each unit of either period, in alphabetical order."""
    names = {plain(name): name for period in (old, new) for name in period.unit.tolist()}
    folded = [np.array([*map(plain, period.unit.tolist())], "U") for period in (old, new)]
    for key in sorted(names):
        inside = folded[0] == key, folded[1] == key
        for one in series:
            if one.measure or one.key == "total":
                trend = _trend(one, old, new, account, inside, names[key])
                if one.key == "total" or any(trend.everybody):
                    yield trend


def same_rules(old: Period, new: Period) -> bool:
    """Tell whether both results name the same rulebook, whether or not it is at hand."""
    return bool(old.sha256) and old.sha256 == new.sha256


def _series(old: Period, new: Period, account: Account) -> tuple[Series, ...]:
    made = [_of(old.total, new.total, "total", account, _reasons(old, new, account, "total"))]
    for key in dict.fromkeys((*new.scores, *old.scores)):
        why = _reasons(old, new, account, key)
        made.append(_of(old.scores.get(key), new.scores.get(key), key, account, why))
    for key in dict.fromkeys((*new.measures, *old.measures)):
        before, after = old.measures.get(key), new.measures.get(key)
        why, way = _measure_rules(old, new, account, key)
        made.append(_of(before, after, key, account, why, measure=True, better=way))
    return tuple(made)


def _of(
    before: Values | None,
    after: Values | None,
    key: str,
    account: Account,
    why: Texts,
    *,
    measure: bool = False,
    better: int = 1,
) -> Series:
    pairs = len(account.old)
    nothing = Values(Exact(np.zeros(pairs, np.int64), 1), np.zeros(pairs, bool))
    first = nothing if before is None else before.take(account.old)
    second = nothing if after is None else after.take(account.new)
    return Series(key, measure, first, second, why, better, before is not None, after is not None)


def _reasons(old: Period, new: Period, account: Account, node: str) -> Texts:
    """Say for each pair why a total or score cannot be compared; everybody of the same two profiles has the same answer."""
    before, after = old.profile[account.old].tolist(), new.profile[account.new].tolist()
    known: dict[tuple[str, str], Reason] = {}
    for pair in dict.fromkeys(zip(before, after, strict=True)):
        if old.rulebook and new.rulebook:
            known[pair] = differs(old.rulebook, new.rulebook, (pair[0] or None, pair[1] or None), node)
        elif not same_rules(old, new):
            known[pair] = "unknown"
        else:
            known[pair] = "" if pair[0] == pair[1] or node != "total" else "weights"
    return np.array([*(known[pair] for pair in zip(before, after, strict=True)), ""], object)[:-1]


def _measure_rules(old: Period, new: Period, account: Account, key: str) -> tuple[Texts, int]:
    """Say whether a measure is made in the same way in both periods, and which way is better."""
    reason: Reason = ""
    ways: set[int] = set()
    for book in (old.rulebook, new.rulebook):
        if book is not None and key in measured(book):
            ways.add(better(book.leaves()[key].scale))
    if old.rulebook is None or new.rulebook is None:
        reason = "" if same_rules(old, new) else "unknown"
    elif key in measured(old.rulebook) and key in measured(new.rulebook):
        one, other = (making(book, key, value_only=True) for book in (old.rulebook, new.rulebook))
        reason = "" if one == other else "scale"
    return np.full(len(account.old), reason, object), ways.pop() if len(ways) == 1 else 0


def _trend(
    series: Series, old: Period, new: Period, account: Account, members: tuple[Mask, Mask], unit: str | None = None
) -> Trend:
    """Sum up a series over some people of each period; who is in only one of the two choices is in neither's pairs."""
    first, second = members
    both = series.both & first[account.old] & second[account.new]
    fair = both & ~series.marked
    counted = fair if fair.any() else both
    change = series.change.units[counted] * series.better
    told = bool(fair.any()) and series.better != 0
    side = "measures" if series.measure else "scores"
    before, after = (
        period.total if series.key == "total" else getattr(period, side).get(series.key) for period in (old, new)
    )
    count_old, mean_old = _mean(before, first)
    count_new, mean_new = _mean(after, second)
    return Trend(
        series,
        unit,
        int(counted.sum()),
        int((both & series.marked).sum()),
        _mean(series.before, counted)[1],
        _mean(series.after, counted)[1],
        int((change > 0).sum()) if told else None,
        int((change < 0).sum()) if told else None,
        int((change == 0).sum()) if told else None,
        (count_old, count_new),
        mean_old,
        mean_new,
    )


def _mean(values: Values | None, chosen: Mask) -> tuple[int, Fraction | None]:
    if values is None:
        return 0, None
    units: Integers = values.numbers.units[chosen & values.known]
    total = sum(map(int, units.tolist()))
    return len(units), Fraction(total, values.numbers.per * len(units)) if len(units) else None


def _grades(old: Period, new: Period, account: Account, total: Series) -> tuple[GradeMove, ...]:
    """Count the ways from grade to grade of people with a total in both periods, best new grade first."""
    if not any((period.grade != "").any() for period in (old, new)):
        return ()
    order = ladder(old, new)
    fair = ~total.marked & ~regraded(old, new, account)
    columns = old.grade[account.old], new.grade[account.new], fair
    ways = Counter(zip(*(column[total.both].tolist() for column in columns), strict=True))
    place = {name: k for k, name in enumerate(order or ())}

    def standing(name: str) -> int:
        return place.get(name, len(place))

    made = [
        GradeMove(a, b, n, (standing(a) > standing(b)) - (standing(a) < standing(b)) if known and place else None)
        for (a, b, known), n in ways.items()
    ]
    return tuple(sorted(made, key=lambda m: (standing(m.after), standing(m.before), m.after, m.before, m.step is None)))


def regraded(old: Period, new: Period, account: Account) -> Mask:
    """Tell which pairs of grades other rules made: everybody's where the ladders differ, else those taken from an organisation led.

    These are other rules where another position leads, or the same result is another rating. What the organisation was rated is not.
    """
    pairs = len(account.old)
    if ladder(old, new) is None or old.rulebook is None or new.rulebook is None:
        return np.full(pairs, not same_rules(old, new))
    one, other = old.rulebook.organisation, new.rulebook.organisation
    both = one.head_rating.keys() & other.head_rating.keys()
    if one.head == other.head and all(one.head_rating[result] == other.head_rating[result] for result in both):
        return np.zeros(pairs, bool)
    return np.asarray(old.taken[account.old] | new.taken[account.new], bool)


def ladder(old: Period, new: Period) -> tuple[str, ...] | None:
    """Give the grades, best first, where both periods have the same ones with the same bounds and conditions; else None."""
    books = old.rulebook, new.rulebook
    if books[0] is None or books[1] is None:
        return None
    old_rules, new_rules = (
        (book.ratings, book.grade_names(), {band.name: (band.at_least, band.requires) for band in book.grades})
        for book in books
        if book
    )
    return new_rules[1] if old_rules == new_rules else None
