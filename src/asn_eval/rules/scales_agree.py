"""What must agree in scales that are no straight line, in measures from records, and in the office's choices about records."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from asn_eval.rules.appraising import NAMES
from asn_eval.rules.disagreement import Disagreement, Found, paths, unknown, written
from asn_eval.rules.measures import WORDS
from asn_eval.rules.measuring import FeedbackRules, Hours
from asn_eval.rules.rulebook import Indicator, Rulebook, Scale
from asn_eval.rules.tree import KeyPath

# PP 30/2019: no value is above 120.
HIGHEST_SCORE: Final = 120
_PREDIKAT = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
# The words a measure that is a word can give (PermenPANRB 6/2022; PP 94/2021).
WORDS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "history.predikat": _PREDIKAT,
        "ekinerja.predikat": _PREDIKAT,
        "ekinerja.hasil": NAMES,
        "ekinerja.perilaku": NAMES,
        "sanctions.active_level": ("tidak ada", "ringan", "sedang", "berat"),
    }
)
# Measures of days and hours; satisfaction is neither.
_TIMELESS = frozenset({"complaints.satisfaction"})
# Measures of which less is better.
LESS_IS_BETTER = frozenset(
    {
        "attendance.absent_days",
        "attendance.absent_run",
        "attendance.late_minutes",
        "attendance.early_minutes",
        "attendance.deduction",
        "complaints.response_hours_median",
        "complaints.response_hours_p90",
        "complaints.response_days_median",
        "complaints.response_days_p90",
        "complaints.backlog",
    }
)


def scales(rulebook: Rulebook) -> Found:
    """A scale has one shape, in order, with scores from 0 to 120; a table is for measures that are words, and only for them."""
    for path, _, indicator in paths(rulebook):
        scale, at = indicator.scale, (*path, "scale")
        shapes = [key for key in ("points", "bands", "table") if getattr(scale, key)]
        if len(shapes) > 1:
            yield Disagreement(at, "scale-shapes", {"found": ", ".join(shapes)}, tuple((*at, s) for s in shapes))
        for key in _needless(scale) if shapes else ():
            yield Disagreement((*at, key), "scale-unused", {"key": key, "shape": shapes[0]})
        yield from _points(scale, (*at, "points"))
        yield from _bands(scale, at)
        for where, score in _scores(scale, at):
            if not 0 <= score <= HIGHEST_SCORE:
                yield Disagreement(where, "scale-score", {"found": written(score)})
        if indicator.missing == "zero" and _falls(scale):
            yield Disagreement(
                (*path, "missing"), "missing-zero-scale", {"shape": shapes[0]}, ((*path, "missing"), (*at, shapes[0]))
            )
        yield from _table(indicator, path)


def _needless(scale: Scale) -> list[str]:
    straight = Scale()
    return [key for key in ("direction", "worst", "best") if getattr(scale, key) != getattr(straight, key)]


def _points(scale: Scale, at: KeyPath) -> Found:
    if len(scale.points) == 1:
        yield Disagreement(at, "scale-points-few", {}, ((*at, "*"),))
    for number in range(1, len(scale.points)):
        before, value = scale.points[number - 1][0], scale.points[number][0]
        if value <= before:
            values = {"found": written(value), "before": written(before)}
            yield Disagreement((*at, number), "scale-points-order", values, ((*at, number - 1), (*at, number)))


def _bands(scale: Scale, at: KeyPath) -> Found:
    seen: set[Decimal] = set()
    for number, band in enumerate(scale.bands):
        if band.at_least in seen:
            yield Disagreement(
                (*at, "bands", number, "at_least"), "scale-bands-same", {"found": written(band.at_least)}
            )
        seen.add(band.at_least)
    if seen and min(seen) > scale.min:
        values = {"found": written(min(seen)), "min": written(scale.min)}
        yield Disagreement((*at, "bands"), "scale-bands-low", values, ((*at, "bands"), (*at, "min")))


def _scores(scale: Scale, at: KeyPath) -> Iterator[tuple[KeyPath, Decimal]]:
    yield from (((*at, "points", n, 1), score) for n, (_, score) in enumerate(scale.points))
    yield from (((*at, "bands", n, "score"), band.score) for n, band in enumerate(scale.bands))
    yield from (((*at, "table", word), score) for word, score in scale.table.items())


def _falls(scale: Scale) -> bool:
    """Whether the smallest value, which an empty cell would become, is worth more than some other."""
    if scale.points:
        return min(scale.points)[1] > min(score for _, score in scale.points)
    if scale.bands:
        return min(scale.bands, key=lambda band: band.at_least).score > min(band.score for band in scale.bands)
    return False


def _table(indicator: Indicator, path: KeyPath) -> Found:
    at, measure = (*path, "scale", "table"), indicator.measure
    rests_on = ((*path, "measure"), at)
    if measure in WORDS:
        words = WORDS_OF[measure]
        if not indicator.scale.table:
            values = {"measure": measure, "allowed": ", ".join(words)}
            yield Disagreement((*path, "scale"), "scale-table-missing", values, rests_on)
        folded = {" ".join(word.casefold().split()) for word in words}
        for word in indicator.scale.table:
            if " ".join(word.casefold().split()) not in folded:
                found = unknown((*at, word), "scale-word", word, words, rests_on)
                yield found._replace(values={**found.values, "measure": measure})
    elif indicator.scale.table and not indicator.parts:
        yield Disagreement(at, "scale-table-unneeded", {}, rests_on)


def measures(rulebook: Rulebook) -> Found:
    """An indicator is measured from records or read from a column, never both; days and hours need a calendar.

    A measure of which less is better says so in its scale: on the usual one the slowest would be first.
    """
    for path, _, indicator in paths(rulebook):
        measure = indicator.measure
        if measure is None:
            continue
        if indicator.source:
            yield Disagreement((*path, "source"), "measure-source", {}, ((*path, "measure"), (*path, "source")))
        scale, at = indicator.scale, (*path, "scale")
        if (
            measure in LESS_IS_BETTER
            and scale.direction != "lower"
            and not (scale.points or scale.bands or scale.table)
        ):
            said = tuple((*at, key) for key in ("direction", "points", "bands", "table"))
            yield Disagreement(at, "measure-direction", {"measure": measure}, ((*path, "measure"), *said))
        timed = measure.startswith(("attendance.", "complaints.")) and measure not in _TIMELESS
        if timed and rulebook.calendar is None:
            yield Disagreement(
                (*path, "measure"), "calendar-missing", {"measure": measure}, ((*path, "measure"), ("calendar",))
            )


def hours(rulebook: Rulebook) -> Found:
    """A working day ends after it starts, and its break lies inside it; other hours are of days there are."""
    if rulebook.calendar is None:
        return
    usual, at = rulebook.calendar.hours, ("calendar", "hours")
    wrong = list(_hours(usual, at))
    yield from wrong
    for number, other in enumerate(rulebook.calendar.other_hours):
        where = ("calendar", "other_hours", number)
        if other.since and other.until and other.since > other.until:
            values = {"since": other.since.isoformat(), "until": other.until.isoformat()}
            yield Disagreement(where, "hours-dates", values, ((*where, "since"), (*where, "until")))
        # What is taken over from wrong hours was told above.
        yield from () if wrong else _hours(other.over(usual), where, at)


def _hours(day: Hours, at: KeyPath, *others: KeyPath) -> Found:
    # Clocks are written with two digits each, so their texts are in the order of their times.
    if day.start >= day.end:
        yield Disagreement(at, "hours-order", {"start": day.start, "end": day.end}, (at, *others))
    elif not day.start <= day.break_start <= day.break_end <= day.end:
        values = {"start": day.start, "end": day.end, "from": day.break_start, "to": day.break_end}
        yield Disagreement(at, "hours-break", values, (at, *others))


def records(rulebook: Rulebook) -> Found:
    """Shares are from 0 to 100 and make a whole, points and ceilings are above 0, feedback counts, old predikat are old ones."""
    at: KeyPath = ("records",)
    for below, number in _percents(rulebook):
        if not 0 <= number <= 100:
            values = {"key": str(below[-1]), "found": written(number)}
            yield Disagreement((*at, *below), "records-percent", values)
    chosen = rulebook.records
    for below, number in (
        (("targets", "ceiling"), chosen.targets.ceiling),
        (("innovations", "cap"), chosen.innovations.cap),
    ):
        if number <= 0:
            yield Disagreement((*at, *below), "records-amount", {"key": below[-1], "found": written(number)})
    for level, points in chosen.innovations.levels.items():
        if points < 0:
            values = {"key": level, "found": written(points)}
            yield Disagreement((*at, "innovations", "levels", level), "records-negative", values)
    targets = chosen.targets
    if targets.main + targets.additional != 100:
        main, additional = (*at, "targets", "main"), (*at, "targets", "additional")
        values = {"sum": written(targets.main + targets.additional)}
        yield Disagreement((*at, "targets"), "targets-shares", values, (main, additional))
    yield from _feedback(chosen.feedback, (*at, "feedback"))
    if chosen.history.predikat:
        yield from _old_words(chosen.history.predikat, (*at, "history", "predikat"))


def _feedback(rules: FeedbackRules, at: KeyPath) -> Found:
    if not any(rules.roles.values()):
        yield Disagreement((*at, "roles"), "feedback-weights", {})
    # The roles named by default need not be there.
    for number, role in enumerate(rules.named if "named" in rules.model_fields_set else ()):
        if role not in rules.roles:
            yield unknown((*at, "named", number), "feedback-named", role, list(rules.roles), ((*at, "roles"),))


def _old_words(words: Mapping[str, str], at: KeyPath) -> Found:
    # The tables of law are read with the reader of rulebooks, so they can only be asked for once that is there.
    from asn_eval.rules.statutes import all_old_predikat, letters

    old = all_old_predikat()
    for word in words:
        if letters(word) not in {letters(name) for name in old}:
            yield unknown((*at, word), "records-predikat", word, old)


def _percents(rulebook: Rulebook) -> Iterator[tuple[KeyPath, Decimal]]:
    chosen = rulebook.records
    yield ("targets", "main"), chosen.targets.main
    yield ("targets", "additional"), chosen.targets.additional
    yield from ((("feedback", "roles", role), percent) for role, percent in chosen.feedback.roles.items())
    yield from ((("innovations", "roles", role), percent) for role, percent in chosen.innovations.roles.items())
    yield ("innovations", "not_adopted"), chosen.innovations.not_adopted
    yield ("innovations", "unverified"), chosen.innovations.unverified
    attendance = chosen.attendance
    for table in ("deductions", "early_deductions", "codes"):
        yield from ((("attendance", table, key), cut) for key, cut in getattr(attendance, table).items())
    for single in ("no_scan_in", "no_scan_out", "absent_deduction"):
        cut = getattr(attendance, single)
        yield from [(("attendance", single), cut)] if cut is not None else []


def straightened(rulebook: Rulebook) -> Rulebook:
    """Give the same rulebook with every bent scale as a straight one between the same lowest and highest score."""

    def level(indicators: dict[str, Indicator]) -> dict[str, Indicator]:
        return {key: one(indicator) for key, indicator in indicators.items()}

    def one(indicator: Indicator) -> Indicator:
        scores = [score for _, score in _scores(indicator.scale, ())]
        scale = Scale(worst=min(scores), best=max(scores)) if scores else indicator.scale
        return indicator.model_copy(update={"scale": scale, "parts": indicator.parts and level(indicator.parts)})

    return rulebook.model_copy(update={"indicators": level(rulebook.indicators)})
