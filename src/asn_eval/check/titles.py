"""The time a table is of, as the lines above it tell: "BULAN : JANUARI 2026", "Periode 01/01/2026 s.d. 31/01/2026", "TAHUN 2026".

Only lines that speak of a period count: a date of printing, a day of reference ("per 31 Maret 2026"), a unit or a rule that is cited
says nothing about it.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from asn_eval.check.cells import is_blank, typed
from asn_eval.check.months import NO_MONTH, Month, number_named, number_written, tokens_of, year_beside, years_in
from asn_eval.check.spans import Span, span_in, span_of
from asn_eval.read.sheet import Sheet
from asn_eval.rules.vocabulary import CITATIONS, MONTH_WORDS, MONTHS, PERIOD_FILLERS, PERIOD_WORDS, YEAR_WORDS

_DATES = re.compile(
    r"(?<![0-9])(?:[0-9]{1,2}[/.-]([0-9]{1,2})[/.-]([0-9]{4})|([0-9]{4})-([0-9]{1,2})-[0-9]{1,2})(?![0-9])"
)
_NUMERIC = re.compile(r"(?<![0-9/.-])(?:(0?[1-9]|1[0-2])[/.-]([0-9]{4})|([0-9]{4})[/.-](0?[1-9]|1[0-2]))(?![0-9/.-])")
# Lines are short and stand on the left; a sheet wider than this is no form.
_WIDEST: Final = 100


def time_above(sheet: Sheet, header: int) -> Month:
    """Give the month or year the lines above a header (1-based row) name; ``NO_MONTH`` where they name none, or more than one.

    A year without a month has ``number`` 0.
    """
    found = [time_in(line) for line in _lines(sheet, header)]
    numbers = {month.number for month in found if month.number}
    if len(numbers) == 1:
        years = {month.year for month in found if month.number and month.year}
        years = years or {month.year for month in found if month.year}
        return Month(years.pop() if len(years) == 1 else 0, numbers.pop())
    years = {month.year for month in found if month.year}
    return Month(years.pop(), 0) if len(years) == 1 else NO_MONTH


def spans_above(sheet: Sheet, header: int) -> list[Span]:
    """Give the quarters and semesters the lines above a header (1-based row) name."""
    return [span for line in _lines(sheet, header) if (span := span_of(line))]


def time_in(line: str) -> Month:
    """Give the month or the year one line speaks of.

    >>> time_in("BULAN I TAHUN 2026"), time_in("PERIODE : 1 JANUARI SD 31 JANUARI 2026")
    (Month(year=2026, number=1), Month(year=2026, number=1))
    >>> time_in("PERIODE PENILAIAN : 2026"), time_in("TRIWULAN I TAHUN 2026"), time_in("DAFTAR PEGAWAI PER 31 MARET 2026")
    (Month(year=2026, number=0), Month(year=2026, number=3), Month(year=0, number=0))
    """
    tokens = tokens_of(line)
    if CITATIONS & set(tokens):
        return NO_MONTH
    period = bool(PERIOD_WORDS & set(tokens))
    years = years_in(tokens)
    year = years[0] if len(years) == 1 else 0
    if span := span_in(tokens):
        return Month(year, span.last)
    dates = {(int(a or d), int(b or c)) for a, b, c, d in _DATES.findall(line)}
    if dates:
        return _of_dates(dates, len(_DATES.findall(line)), period)
    if period and (numeric := _NUMERIC.search(line)):
        return Month(int(numeric[2] or numeric[3]), int(numeric[1] or numeric[4]))
    names = {number_named(token) for token in tokens} - {0}
    if len(names) == 1:
        year = year or year_beside(tokens)
        return Month(year, names.pop()) if period or _is_month_alone(tokens) else NO_MONTH
    if names:
        return Month(year, 0) if period else NO_MONTH
    if number := _number_behind(tokens):
        return Month(year, number)
    return Month(year, 0) if period or YEAR_WORDS & set(tokens) else NO_MONTH


def _of_dates(dates: set[tuple[int, int]], count: int, period: bool) -> Month:
    if count < 2 or not period:
        return NO_MONTH
    years = {year for _, year in dates}
    number = next(iter(dates))[0] if len(dates) == 1 else 0
    return Month(years.pop() if len(years) == 1 else 0, number if number <= 12 else 0)


def _is_month_alone(tokens: Sequence[str]) -> bool:
    """Tell whether a line without a word for periods names a month all the same: with its year behind it and no day before it."""
    at = next(n for n, token in enumerate(tokens) if number_named(token))
    dated = at > 0 and tokens[at - 1].isdigit() and len(tokens[at - 1]) <= 2
    return not dated and (len(tokens) == 1 or bool(years_in(tokens[at + 1 : at + 2])))


def _number_behind(tokens: Sequence[str]) -> int:
    """Give the month of "bulan 1" or "bulan I tahun 2026"; behind the word nothing else may stand."""
    at = next((n for n, token in enumerate(tokens) if token in MONTH_WORDS), None)
    if at is None:
        return 0
    rest = [t for t in tokens[at + 1 :] if t not in PERIOD_WORDS | PERIOD_FILLERS | YEAR_WORDS and not years_in([t])]
    return number_written(rest[0]) if len(rest) == 1 else 0


def _lines(sheet: Sheet, header: int) -> list[str]:
    """Give the filled rows above the header, the cells of each put together."""
    rows = zip(*(column[: header - 1] for column in sheet.columns[:_WIDEST]), strict=True)
    return [" ".join(_text(cell) for cell in row if not is_blank(cell)) for row in rows]


def _text(cell: object) -> str:
    # A month typed into a cell is stored as its first day.
    if isinstance(cell, date):
        day = "" if cell.day == 1 else f"{cell.day} "
        return f"{day}{MONTHS[cell.month - 1][0]} {cell.year}"
    return typed(cell)
