"""Which month and year records without a date are of: by a column, else the sheet's name, the lines above its table, or the file's name."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import tidy, typed
from asn_eval.check.dates import date_of
from asn_eval.check.faults import Faults
from asn_eval.check.layouts import Layout
from asn_eval.check.logbook_columns import Columns
from asn_eval.check.moments import read_all
from asn_eval.check.months import (
    NO_MONTH,
    Month,
    is_in,
    month_named,
    month_numbered,
    months_of,
    number_named,
    number_written,
    tokens_of,
    year_in,
    years_in,
)
from asn_eval.check.recaps import overlap
from asn_eval.check.records import State
from asn_eval.check.rows import Table
from asn_eval.check.spans import Span, span_of
from asn_eval.check.titles import spans_above, time_above
from asn_eval.read.sheet import Book, ErrorCell, Sheet, UncachedFormula
from asn_eval.rules.evidence import ONE_ROW, UNDATED
from asn_eval.rules.rulebook import Period
from asn_eval.rules.vocabulary import MONTH_COMPANIONS, MONTHS, NOT_APPLICABLE, RECAPS, SPANS, WHOLE_YEAR, YEAR_WORDS

# A month and its year as one number, for columns of them; the month is the remainder, 0 for a whole year.
CODED: Final = 16
# A day in the name of a file: "2026-01-05", "05.01.2026".
_DAY = re.compile(
    r"(?<![0-9])([0-9]{4}[-_. ][0-9]{1,2}[-_. ][0-9]{1,2}|[0-9]{1,2}[-_. ][0-9]{1,2}[-_. ][0-9]{4})(?![0-9])"
)


def names_of(book: Book) -> list[Month]:
    """Give what the name of each sheet tells of its time; ``NO_MONTH`` where it tells nothing."""
    by_name = months_of([sheet.name for sheet in book.sheets])
    return [month or _span_or_year(sheet.name) for sheet, month in zip(book.sheets, by_name, strict=True)]


def _span_or_year(name: str) -> Month:
    span = span_of(name)
    return Month(year_in(name), span.last if span else 0)


def time_of(sheet: Sheet, named: Month, header: int, file: str) -> Month:
    """Give the month (0 = none) and year (0 = not told) of a sheet of records.

    ``named`` is what its name tells; the lines above its header are read next, and ``file`` – the name of its file, ``""`` where it
    does not matter – last. A year told elsewhere holds where it is told of the same month, or of no month.
    """
    stem = re.sub(r"\.\w+$", "", file)
    told = (named, time_above(sheet, header), _of_file(stem) if stem else NO_MONTH)
    number = next((month.number for month in told if month.number), 0)
    years = (month.year for month in told if month.year and (not number or month.number in {0, number}))
    own = next((month.year for month in told if month.number == number and month.year), 0) if number else 0
    return Month(own or next(years, 0), number)


def _of_file(stem: str) -> Month:
    """Give what the name of a file tells; a year that is part of a date – "ekspor 2026-01-05" – is that of the day it was made."""
    return month_named(stem) or (NO_MONTH if _DAY.search(stem) else _span_or_year(stem))


def timed(layout: Layout, named: Month, file: str) -> Layout:
    """Give the layout with the month and the year of its sheet; the sheet of one person's form may bear that person's name."""
    if layout.form and not _is_only_time(layout.sheet.name):
        named = NO_MONTH
    time = time_of(layout.sheet, named, layout.header_row, file)
    if not named.number and WHOLE_YEAR & set(tokens_of(layout.sheet.name)):
        # The lines above a yearly sheet are often those of the month it was copied from.
        time = Month(time.year, 0)
    if layout.kind not in UNDATED and _span(replace(layout, month=time)):
        # Each record has its own date.
        time = Month(time.year, 0)
    return replace(layout, month=time if time.number else None, year=time.year)


def _is_only_time(name: str) -> bool:
    words = [
        t for t in tokens_of(name) if t not in MONTH_COMPANIONS | YEAR_WORDS | SPANS.keys() and not number_named(t)
    ]
    return not [t for t in words if not years_in([t]) and not number_written(t)]


def apart_by_year(layouts: Sequence[Layout], period: Period | None) -> list[Layout]:
    """Keep sheets of a whole year apart where sheets of months of the period tell the same of the same people.

    Of the kinds with one row a person any sheet without a month may be one, of the others a sheet that calls itself a recap or a
    year: another may hold records of its own. It is one only where all its people – where records have a date, all its records –
    are in the sheets of months. Where records have a date and only some are, the sheet is refused: they would count twice.
    Sanctions told twice are no more than once, so they are read; a form is of one person.
    """
    if any(x.kind == "attendance" and not x.why for x in layouts):
        # Days of any month of a quarter would meet it: it is compared with all of them, as a year is.
        layouts = [replace(x, month=None) if x.kind == "attendance-recap" and _span(x) else x for x in layouts]
    monthly: dict[str, list[Layout]] = {}
    for layout in layouts:
        if layout.month and not layout.why and not layout.form and may_be_in(layout.month, period):
            monthly.setdefault(layout.kind, []).append(layout)
    return [replace(x, why=x.why or _why(x, monthly.get(x.kind, []))) for x in layouts]


def _why(layout: Layout, monthly: Sequence[Layout]) -> str:
    """Tell why a sheet of a whole year, of a semester or a quarter is not read; ``""`` where it is.

    People who are in a sheet of a year and in those of months are told apart when they are measured. In one of a quarter they are
    not, so that it is refused unless the months hold all its people and are all there.
    """
    span = _span(layout)
    if span:
        shorter = [(x, own) for x in monthly if (own := _months(x)) < span.months and _year_alike(x, layout)]
        found = overlap(layout, [x for x, _ in shorter])
        if found.whole and span.months == frozenset[int]().union(*(own for _, own in shorter)):
            return "sheet-recap"
        return "recap-partly" if found.common else ""
    if layout.month or not monthly or not _repeats(layout):
        return ""
    found = overlap(layout, monthly)
    if found.whole:
        return "sheet-recap"
    return "recap-partly" if found.partly and layout.kind not in UNDATED else ""


def _span(layout: Layout) -> Span | None:
    """Give the quarter or semester a sheet is of, None where it is of a month or a year."""
    if not layout.month or layout.form or month_named(layout.sheet.name, borne=False):
        return None
    stem = re.sub(r"\.\w+$", "", layout.sheet.file)
    found = [span_of(layout.sheet.name), *spans_above(layout.sheet, layout.header_row), span_of(stem)]
    return next((span for span in found if span and span.last == layout.month.number), None)


def _months(layout: Layout) -> frozenset[int]:
    span = _span(layout)
    return span.months if span else frozenset({layout.month.number if layout.month else 0})


def _year_alike(one: Layout, other: Layout) -> bool:
    return one.year == other.year or not one.year or not other.year


def _repeats(layout: Layout) -> bool:
    if layout.wide or layout.form or layout.kind == "sanctions":
        return False
    if layout.kind in ONE_ROW:
        return not {"bulan", "tahun"} & set(layout.found.columns)
    return bool(RECAPS & set(tokens_of(layout.sheet.name))) or bool(year_in(layout.sheet.name))


def may_be_in(month: Month, period: Period | None) -> bool:
    """Tell whether a month is, or without its year could be, one of the period's; without a period any could."""
    return period is None or is_in(month, period.start, period.end)


def tell_time(layout: Layout, period: Period | None, faults: Faults) -> None:
    """Tell a sheet whose name is one month and the lines above its table another, where only these say what it is of.

    A sheet taken for a month the period has not by a bare number, or by the name of its file alone, is told too: the number may be
    that of a rater, the file may bear a person's name.
    """
    above = time_above(layout.sheet, layout.header_row)
    named = Month(layout.year, layout.month.number if layout.month else 0)
    months = named.number and above.number and named.number != above.number
    if any(named.number in span.months for span in spans_above(layout.sheet, layout.header_row)):
        # A sheet of January may still say which quarter it is of.
        months = False
    years = named.year > 0 and above.year and named.year != above.year
    if layout.kind not in UNDATED:
        return
    if months or years:
        faults.one("month-differs", layout.sheet.place(), {"named": _shown(named), "above": _shown(above)})
    doubtful = named.number and not (named.year or above.number or month_named(layout.sheet.name, borne=False))
    if doubtful and "bulan" not in layout.found.columns and not may_be_in(named, period):
        faults.one("sheet-month-outside", layout.sheet.place(), {"month": _shown(named)})


def _shown(month: Month) -> str:
    name = MONTHS[month.number - 1][0].title() if month.number else ""
    return f"{name} {month.year or ''}".strip()


def times(table: Table, columns: Columns, faults: Faults) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int16]]:
    """Give the month (0 = none) and the year (0 = not told) of each record of a sheet; cells that are no month are told."""
    layout = table.layout
    sheet_month = layout.month.number if layout.month else _in_heading(layout)
    month = np.full(len(table), sheet_month, np.int8)
    year = np.full(len(table), layout.year, np.int16)
    number = columns.numbers.get("tahun")
    if number is not None:
        values, state = number
        units = values.units.astype(object)
        whole = (state == State.GIVEN) & np.asarray(
            (units % values.per == 0) & (units >= 1950 * values.per) & (units <= 2100 * values.per), bool
        )
        year[whole] = (units // values.per)[whole].astype(np.int16)
    column = table.column("bulan")
    if column:
        cells = table.cells(column)
        coded, wrong = read_all(cells, month_of, 0)
        for code, records in wrong.items():
            faults.cells(code, table, column, np.array(records, np.intp), lambda i: {"found": tidy(typed(cells[i]))})
        own, numbers = coded // CODED, coded % CODED
        month = np.where(numbers > 0, numbers, month).astype(np.int8)
        year = np.where(own > 0, own, year).astype(np.int16)
    return month, year


def _in_heading(layout: Layout) -> int:
    """Give the month a column of years names in its heading: "Data Per Januari Tahun"."""
    heading = layout.found.headings.get("tahun", "")
    return next((number for token in tokens_of(heading) if (number := number_named(token))), 0)


def month_of(value: object) -> int | str | None:
    """Read a cell that says which month a record is of, as ``year * CODED + month``; None where it says none, or a whole year.

    >>> [divmod(month_of(v), CODED) for v in ("Januari", "II 2026", 3.0, date(2026, 4, 1), "05/2026", "2026")]
    [(0, 1), (2026, 2), (0, 3), (2026, 4), (2026, 5), (2026, 0)]
    >>> month_of("Tahunan"), month_of("awal tahun")
    (None, 'month-unreadable')
    """
    if isinstance(value, date):
        return value.year * CODED + value.month
    if isinstance(value, float | int) and not isinstance(value, bool):
        return int(value) if value in range(1, 13) else "month-unreadable"
    if isinstance(value, ErrorCell | UncachedFormula):
        return "cell-error" if isinstance(value, ErrorCell) else "cell-formula"
    if not isinstance(value, str):
        return "month-unreadable"
    text = tidy(value[:60]).removeprefix("'")
    if not text or text.casefold() in NOT_APPLICABLE | WHOLE_YEAR:
        return None
    found = month_named(text) or month_numbered(text)
    if found:
        return found.year * CODED + found.number
    day = date_of(text)
    return month_of(day) if isinstance(day, date) else _whole(tokens_of(text))


def _whole(tokens: Sequence[str]) -> int | str | None:
    """Read a year as a whole: "2026", "Januari s.d. Desember 2026"."""
    years, whole = years_in(tokens), [n for token in tokens if (n := number_named(token))] == [1, 12]
    if len(years) == 1 and (whole or len(tokens) == 1):
        return years[0] * CODED
    return None if whole and not years else "month-unreadable"
