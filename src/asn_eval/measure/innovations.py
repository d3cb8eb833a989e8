"""Innovations become points: level × role × adoption × verification, summed over the period and capped – an office table."""

import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.logbook import Logbook
from asn_eval.measure.calendar import last_day
from asn_eval.measure.history import years
from asn_eval.measure.made import Logbooks, Made, Measuring, Setting, nothing
from asn_eval.measure.rational import Objects, Ratios, exact, sums
from asn_eval.measure.telling import NO_WORD, Mask, Telling, column_of
from asn_eval.rules.statutes import letters

KIND: Final = "innovations"
_YES, _UNANSWERED = 1, -1
# Other words for those of the rulebook, where it has them.
_ALSO: Final = {"kabupaten": ("kabupatenkota", "kabkota", "kota"), "penggagas": ("inisiator",)}
# A column the rulebook can do without.
SPARED: Final = "record-column-spared"


def points(logbooks: Logbooks, setting: Setting) -> Made:
    """Measure points of innovations dated in the period, up to its end or the day of evaluation; one value a person, up to the cap.

    One innovation earns its level's points × the role's percent, × ``not_adopted`` percent while not adopted, × ``unverified`` percent
    while not verified (``records.innovations``). Innovations without a date, and those outside the period, do not count; each are
    counted in a finding. A sheet without a column of dates or years is an error, and so is a year only part of which is in the
    period. People without an innovation in the period have no value; ``missing: zero`` makes it 0. A column the sheet
    lacks, or an empty cell, is an error only where the rulebook lets it change the points.
    """
    logbook, people = logbooks.get(KIND), len(setting.people)
    if logbook is None:
        return nothing(KIND, people)
    telling = Telling(logbook, setting)
    within = _within(logbook, setting, telling)
    earned = _earned(logbook, within, setting, telling)
    used = np.flatnonzero(within & ~telling.people[logbook.person])
    person = logbook.person[used].astype(np.int64)
    total = sums(Ratios(earned.units[used], earned.per), person, people)
    records = np.bincount(person, minlength=people).astype(np.int32)
    capped = total.clipped(0, Fraction(setting.rulebook.records.innovations.cap))
    return Made(KIND, exact(capped), records > 0, records, used, findings=tuple(telling.findings))


def _within(logbook: Logbook, setting: Setting, telling: Telling) -> Mask:
    """Tell which records are of the period, how many have no date, and how many another."""
    moments = logbook.moments.get("tanggal", np.full(len(logbook), np.datetime64("NaT", "m")))
    sheets = np.array([s for s, columns in logbook.columns.items() if "tahun" not in columns], np.int16)
    lacking = telling.lacks("tanggal", np.isin(logbook.source, sheets))
    year = years(logbook, telling)
    sound = ~logbook.invalid & ~telling.wrong
    telling.count("innovations-undated", sound & (year == NO_WORD) & ~lacking, "tanggal")
    first, after = np.datetime64(setting.start, "m"), np.datetime64(last_day(setting), "D") + 1
    by_day = (moments >= first) & (moments < after)
    by_year = np.isnat(moments) & (year >= setting.start.year) & (year <= setting.end.year)
    # The first or the last year of the period may be only partly in it.
    partly = [
        y
        for y in dict.fromkeys((setting.start.year, setting.end.year))
        if date(y, 1, 1) < setting.start or date(y, 12, 31) > setting.end
    ]
    telling.cells(
        "innovations-year", sound & by_year & np.isin(year, partly), "tahun", lambda i: {"found": str(year[i])}
    )
    within: Mask = sound & (by_day | by_year)
    telling.count("records-outside", sound & ~within & (year != NO_WORD), "tanggal")
    return within


def _earned(logbook: Logbook, within: Mask, setting: Setting, telling: Telling) -> Ratios:
    """Give the points of each record in the period; what cannot be known is told."""
    rules = setting.rulebook.records.innovations
    level = _factor(logbook, "tingkat", rules.levels, within, telling)
    role = _factor(logbook, "peran", rules.roles, within, telling)
    adopted = _flag(logbook, "diterapkan", rules.not_adopted, within, telling)
    verified = _flag(logbook, "terverifikasi", rules.unverified, within, telling)
    titles = column_of(logbook, "judul")
    number: dict[tuple[int, str], int] = {}
    named = [(int(p), letters(t)) for p, t in zip(logbook.person, titles, strict=True)]
    key = np.array([number.setdefault(name, len(number)) for name in named], np.int64)
    telling.doubled(
        "innovations-doubled",
        np.where(within & (titles != ""), key, NO_WORD),
        "judul",
        lambda i: {"found": str(titles[i])},
    )
    return Ratios(
        level.units * role.units * adopted.units * verified.units,
        level.per * role.per * adopted.per * verified.per * 100**3,
    )


def _factor(logbook: Logbook, field: str, table: Mapping[str, Decimal], within: Mask, telling: Telling) -> Ratios:
    """Give points by level or percent by role; where every role earns all points the column is not needed."""
    if field == "peran" and all(percent == 100 for percent in table.values()):
        return _same(len(logbook), Decimal(100))
    telling.empty((column_of(logbook, field) == "") & within & ~telling.lacks(field, within, SPARED), field)
    names = tuple(table)
    known = {letters(name): n for n, name in enumerate(names)}
    also = {word: known[name] for name, words in _ALSO.items() if name in known for word in words}
    word = telling.words(field, also | known, names, within)
    return _chosen([*table.values(), Decimal(0)], word)


def _flag(logbook: Logbook, field: str, otherwise: Decimal, within: Mask, telling: Telling) -> Ratios:
    """Give 100 percent for yes and the rulebook's percent for no; where these are the same the column is not needed."""
    if otherwise == 100:
        return _same(len(logbook), Decimal(100))
    answer = logbook.flags.get(field, np.full(len(logbook), _UNANSWERED, np.int8))
    telling.empty((answer == _UNANSWERED) & within & ~telling.lacks(field, within, SPARED), field)
    return _chosen([Decimal(100), otherwise], np.where(answer == _YES, 0, 1).astype(np.int64))


def _chosen(numbers: list[Decimal], which: npt.NDArray[np.int64]) -> Ratios:
    per = math.lcm(*(Fraction(n).denominator for n in numbers))
    units: Objects = np.array([int(Fraction(n) * per) for n in numbers], object)
    return Ratios(units[which], per)


def _same(records: int, number: Decimal) -> Ratios:
    return _chosen([number], np.zeros(records, np.int64))


MEASURES: Mapping[str, Measuring] = {"innovations.points": points}
