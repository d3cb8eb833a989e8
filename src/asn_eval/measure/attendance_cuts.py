"""The office's tables of cuts laid on daily attendance: by minutes late and early, by missing scans, by codes, by days absent.

All of it is what the office set (``records.attendance``); the program ships no such table, because no law has one for everybody.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import SAFE, Exact, Integers
from asn_eval.measure.attendance_daily import Daily, clock
from asn_eval.measure.attendance_words import DayState, DayWords, Side, side_of
from asn_eval.measure.telling import Mask, heading
from asn_eval.rules.measuring import AttendanceRules
from asn_eval.rules.statutes import letters

# More than the percents of a person's days can add up to.
_MOST = 10**6


@dataclass(frozen=True, slots=True)
class _Units:
    """Percents as whole numbers over one denominator; as Python integers where 64 bits might not hold a sum."""

    per: int

    @property
    def kind(self) -> type:
        return np.int64 if self.per * _MOST < SAFE else object

    def of(self, percents: Iterable[Decimal]) -> Integers:
        return np.array([int(Fraction(percent) * self.per) for percent in percents], self.kind)


@dataclass(frozen=True, slots=True)
class _Table:
    """What the office cuts on one side of the day: by minutes and for a missing scan; ``coded`` where its codes cut this side too."""

    side: Side
    cuts: Mapping[str, Decimal]
    no_scan: Decimal | None
    coded: bool
    minutes: npt.NDArray[np.int32]
    key: str
    field: str
    scan: str

    @property
    def steps(self) -> list[str]:
        return sorted(self.cuts, key=int)

    def percents(self) -> list[Decimal]:
        """Give the cut below the first step, of each step, and without the scan: what the office says, else what most minutes cost."""
        cuts = [Decimal(0), *(self.cuts[step] for step in self.steps)]
        return [*cuts, cuts[-1] if self.no_scan is None else self.no_scan]


@dataclass(frozen=True, slots=True)
class _Coded:
    """The codes about one side of the day, an entry a record: what they cut, where some have a cut, and where some have none."""

    units: Integers
    some: Mask
    without: Mask


def cuts_something(rules: AttendanceRules) -> bool:
    """Tell whether the office set any cut."""
    return _cuts_days(rules) or bool(rules.absent_deduction)


def cuts(days: Daily, rules: AttendanceRules, everybody: int) -> Exact:
    """Add the percents cut of everybody of the roster, and tell what the tables leave open.

    A code of the office's stands for the minutes of its side of the day – TL for coming late, PSW for leaving early, any other for the
    day as it is, ``absent_deduction`` included. Without one the minutes are cut by their table; a day attended without the scan, and
    without minutes, a code or a word that explains it, costs ``no_scan_in`` (``no_scan_out``). A code of lateness or leaving early
    that has no cut, and no minutes beside it, is an error: it is not 0.
    """
    tables = _tables(days, rules)
    numbers = [*(p for t in tables for p in t.percents()), *rules.codes.values(), rules.absent_deduction]
    units = _Units(math.lcm(*(Fraction(number).denominator for number in numbers)))
    absent = units.of([rules.absent_deduction])
    whole = _coded(days.words, rules, Side.DAY, units)
    cut = np.where(whole.some, whole.units, 0)
    # The count of absent days holds those of a code too.
    cut = cut - np.where(whole.some & (days.state == DayState.ABSENT), absent, 0)
    for table in tables:
        cut = cut + _side(days, rules, table, ~whole.some, units)
    total = days.tally(DayState.ABSENT, everybody).astype(units.kind) * absent
    np.add.at(total, days.logbook.person[days.counted], cut[days.counted])
    return Exact(total, units.per)


def _tables(days: Daily, rules: AttendanceRules) -> tuple[_Table, _Table]:
    coded = {side_of(letters(code)) for code in rules.codes}
    late = (days.late, "deductions", "terlambat", "scan_masuk")
    early = (days.early, "early_deductions", "pulang_cepat", "scan_pulang")
    return (
        _Table(Side.LATE, rules.deductions, rules.no_scan_in, Side.LATE in coded, *late),
        _Table(Side.EARLY, rules.early_deductions, rules.no_scan_out, Side.EARLY in coded, *early),
    )


def _cuts_days(rules: AttendanceRules) -> bool:
    scans = rules.no_scan_in is not None or rules.no_scan_out is not None
    return bool(rules.deductions or rules.early_deductions or rules.codes) or scans


def _coded(words: DayWords, rules: AttendanceRules, side: Side, units: _Units) -> _Coded:
    """Read the codes about one side of the day, each distinct text once."""
    table = {letters(code): percent for code, percent in rules.codes.items()}
    mine = [[code for code in codes if side_of(code) == side] for codes in words.codes]
    listed = [[table[code] for code in codes if code in table] for codes in mine]
    sums = units.of(sum(found, Decimal(0)) for found in listed)
    some = np.array([bool(found) for found in listed], bool)
    without = np.array([len(found) < len(codes) for found, codes in zip(listed, mine, strict=True)], bool)
    return _Coded(sums[words.which], some[words.which], without[words.which])


def _side(days: Daily, rules: AttendanceRules, table: _Table, open_days: Mask, units: _Units) -> Integers:
    """Give what one side of the day costs, an entry a record: by its code, else by its minutes, else for its missing scan."""
    attended, coded = days.attended(), _coded(days.words, rules, table.side, units)
    known = table.minutes >= 0
    # A day that has nothing but a code (an export of codes) tells all there is by it.
    unscanned = days.unscanned(table.minutes) & ~(days.words.coded() & ~_scanned(days))
    by_minutes = attended & open_days & ~coded.some
    percents = units.of(table.percents())
    step = np.searchsorted(np.array([int(s) for s in table.steps], np.int64), table.minutes, side="right")
    cut = np.where(known, percents[:-1][step], np.where(unscanned, percents[-1:], 0))
    _tell(days, rules, table, coded, by_minutes & unscanned, by_minutes & known & (table.minutes > 0))
    given: Integers = np.where(attended & coded.some, coded.units, np.where(by_minutes, cut, 0))
    return given


def _tell(days: Daily, rules: AttendanceRules, table: _Table, coded: _Coded, unscanned: Mask, late: Mask) -> None:
    """Tell a code without a cut, a sheet without the scans a cut asks for, and days the office cuts nothing for."""
    book, texts = days.logbook, days.words.texts
    columns = [source for source, fields in book.columns.items() if table.scan in fields]
    has_scans = np.isin(book.source, np.array(columns, np.int16))
    by_minutes = (table.minutes >= 0) & bool(table.cuts)
    nameless = days.attended() & coded.without & ~by_minutes & _cuts_days(rules)
    days.telling.cells(
        "attendance-code", nameless, "pengecualian", lambda i: {"found": texts[int(days.words.which[i])]}
    )
    if table.cuts or table.no_scan is not None:
        if (unscanned & ~has_scans).any():
            days.telling.lacks(table.scan, unscanned & ~has_scans)
    elif not table.coded:
        values = {"key": table.key, "field": heading(book.kind, table.field), "scan": heading(book.kind, table.scan)}
        days.telling.count("attendance-uncut", (late | (unscanned & has_scans)) & ~nameless, table.field, values)


def _scanned(days: Daily) -> Mask:
    scanned: Mask = (clock(days.logbook, "scan_masuk") >= 0) | (clock(days.logbook, "scan_pulang") >= 0)
    return scanned
