"""Records without a date are of a month or a year: their year is found out, and what is of another time than the period does not count.

A month whose year nobody wrote is that of the period, where the period has that month once; where it has it twice, the office must
say which.
"""

from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from asn_eval.check.logbook import Logbook
from asn_eval.measure.made import Logbooks, Made, Measuring, Setting
from asn_eval.measure.telling import Mask, Telling
from asn_eval.rules.vocabulary import MONTHS

Times = npt.NDArray[np.int64]
# A year as a whole comes before its months; no moment is as late as ``LATEST``.
A_YEAR: Final = 13
LATEST: Final = 10_000 * A_YEAR


class OfPeriod(NamedTuple):
    """The year of each record (0 = the period as a whole), which are of the period, and which could be of two of its years."""

    year: npt.NDArray[np.int16]
    inside: Mask
    uncertain: Mask


def of_period(logbook: Logbook, setting: Setting, end: date) -> OfPeriod:
    """Tell the time of each record, up to the month of ``end`` – the last day of the period, or the day of evaluation before it."""
    months = np.flatnonzero(np.bincount((logbook.month * (logbook.year == 0)).astype(np.int64), minlength=13))
    year, uncertain = logbook.year.copy(), np.zeros(len(logbook), bool)
    first, last, until = (day.year * 12 + day.month for day in (setting.start, setting.end, end))
    for month in months[months > 0].tolist():
        found = [y for y in range(setting.start.year, setting.end.year + 1) if first <= y * 12 + month <= last]
        mine = (logbook.month == month) & (logbook.year == 0)
        # A month the period has not is outside of it in any year.
        year[mine] = found[0] if found else setting.start.year
        uncertain |= mine if len(found) > 1 else False
    at = year.astype(np.int64) * 12 + logbook.month
    whole = (year == 0) | ((year >= setting.start.year) & (year <= setting.end.year))
    inside = np.where(logbook.month > 0, (at >= first) & (at <= until), whole)
    return OfPeriod(year, np.asarray(inside, bool), uncertain)


def moments(logbook: Logbook) -> Times:
    """Give the time of each record as a number that grows with it; a year as a whole comes before its months."""
    return logbook.year.astype(np.int64) * A_YEAR + logbook.month


def in_period(kind: str, measuring: Measuring) -> Measuring:
    """Give a measure that sees only the records of the period; the others are counted in one finding.

    Whoever has a record that could be of two years of the period has no value. A record of a year as a whole does not count beside
    records of months of the same person and year.
    """

    def measured(logbooks: Logbooks, setting: Setting) -> Made:
        logbook = logbooks.get(kind)
        if logbook is None or not _timed(logbook):
            return measuring(logbooks, setting)
        telling = Telling(logbook, setting)
        kept, settled = _kept(logbook, setting, telling)
        made = measuring({**logbooks, kind: settled}, setting)
        doubtful = telling.people
        words = None if made.words is None else np.where(doubtful, "", made.words)
        findings = (*telling.findings, *made.findings)
        return replace(made, known=made.known & ~doubtful, used=kept[made.used], words=words, findings=findings)

    return measured


def within(logbook: Logbook, setting: Setting) -> Logbook:
    """Give the records of the period alone, told nowhere."""
    return _kept(logbook, setting, Telling(logbook, setting))[1] if _timed(logbook) else logbook


def _timed(logbook: Logbook) -> bool:
    return bool(logbook.month.any() or logbook.year.any())


def _kept(logbook: Logbook, setting: Setting, telling: Telling) -> tuple[npt.NDArray[np.intp], Logbook]:
    """Give the records that count, and a logbook of them with their years found out; what does not count is told."""
    time = of_period(logbook, setting, setting.end)
    settled = replace(logbook, year=time.year)
    tell_uncertain(time.uncertain, telling)
    telling.count("records-outside", ~time.inside & ~time.uncertain, "nip")
    counted = time.inside & ~time.uncertain
    repeated = counted & _repeated(settled, counted)
    telling.count("records-yearly", repeated, "nip")
    kept = np.flatnonzero(counted & ~repeated)
    return kept, settled.take(kept)


def tell_uncertain(uncertain: Mask, telling: Telling) -> None:
    """Tell, once a sheet, the records whose month the period has in more than one year."""
    logbook = telling.logbook
    telling.wrong |= uncertain
    for source in np.unique(logbook.source[uncertain]).tolist():
        mine = uncertain & (logbook.source == source)
        months = ", ".join(MONTHS[number - 1][0].title() for number in np.unique(logbook.month[mine]).tolist())
        column = logbook.columns.get(source, {}).get("bulan", 0)
        count = int(mine.sum())
        place = telling.setting.place(source, 0, column)
        telling.whole("month-year", place, {"months": months, "count": str(count)}, count)


def _repeated(logbook: Logbook, counted: Mask) -> Mask:
    """Tell the records of a whole year of people who have records of months of that year; without a year, of any."""
    person = logbook.person.astype(np.int64) * 10_000
    monthly = counted & (logbook.month > 0)
    of_year = np.isin(person + logbook.year, (person + logbook.year)[monthly])
    at_all = np.isin(person, person[monthly])
    return np.asarray((logbook.month == 0) & np.where(logbook.year > 0, of_year, at_all), bool)
