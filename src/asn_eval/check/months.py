"""Months as offices write them: "Januari", "Jan 2026", "Bulan 03", "2026-03", "III"; sheets that are one month each."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from asn_eval.rules.evidence import KINDS
from asn_eval.rules.vocabulary import (
    FIELDS,
    INDICATORS,
    MONTH_COMPANIONS,
    MONTHS,
    MONTHS_BORNE,
    RECAPS,
    ROMAN,
    SHEET_WORDS,
    WEAK_FIELDS,
)

_NAMES = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_ROMAN = {numeral: number for number, numeral in enumerate(ROMAN, 1)}
# Years written with two digits; others are days, or numbers of a sheet.
_SHORT: Final = (15, 39)
_TOKENS = re.compile(r"[^\W\d_]+|\d+")


class Month(NamedTuple):
    """A month; ``year`` is 0 where it is not told, ``number`` is 0 for a whole year. Months sort in the order of time."""

    year: int
    number: int


NO_MONTH: Final = Month(0, 0)


def months_of(names: Sequence[str], file: str = "") -> list[Month | None]:
    """Give the month of each sheet of one book, None where it is not a month's.

    A bare number or numeral is a month only beside another one; ``file`` is used for sheets whose own name tells nothing.

    >>> months_of(["Jan 2026", "Feb 2026", "Rekap"])
    [Month(year=2026, number=1), Month(year=2026, number=2), None]
    >>> months_of(["I"]), months_of(["I", "II"])
    ([None], [Month(year=0, number=1), Month(year=0, number=2)])
    """
    named = [month_named(name) for name in names]
    if any(named):
        # Beside another month "Mei Sari" is one too.
        named = [month_named(name, borne=False) for name in names]
    numbered = [month_numbered(name) for name in names]
    several = sum(month is not None for month in (*named, *numbered)) > 1
    stem = month_named(re.sub(r"\.\w+$", "", file)) if file else None
    return [n or (m if several else None) or stem for n, m in zip(named, numbered, strict=True)]


def years_of(month: Month, start: date, end: date) -> list[int]:
    """Give the years in which a period, its first and last day given, has a month whose year is not told.

    >>> years_of(Month(0, 2), date(2025, 7, 1), date(2026, 6, 30))
    [2026]
    """
    first, last = (day.year * 12 + day.month for day in (start, end))
    return [year for year in range(start.year, end.year + 1) if first <= year * 12 + month.number <= last]


def is_in(month: Month, start: date, end: date) -> bool:
    """Tell whether a month is, or without its year could be, one of a period's."""
    years = years_of(month, start, end)
    return month.year in years if month.year else bool(years)


def settled(month: Month, start: date, end: date) -> Month:
    """Give a month its year, where it is not told and the period has that month once."""
    years = [] if month.year else years_of(month, start, end)
    return Month(years[0], month.number) if len(years) == 1 else month


def tokens_of(text: str) -> list[str]:
    """Give the words and numbers of a text, folded.

    >>> tokens_of("PERIODE: 01/2026"), tokens_of("SKP_Y2")
    (['periode', '01', '2026'], ['skp', 'y', '2'])
    """
    return _TOKENS.findall(text[:200].casefold())


def years_in(tokens: Sequence[str]) -> list[int]:
    """Give the years among words, each once."""
    four = [int(t) for t in tokens if len(t) == 4 and t.isascii() and t.isdigit()]
    return list(dict.fromkeys(year for year in four if 1950 <= year <= 2100))


def year_in(text: str) -> int:
    """Give the only year a text names, else 0.

    >>> year_in("Rekap 2025"), year_in("2024-2025"), year_in("Rekap")
    (2025, 0, 0)
    """
    years = years_in(tokens_of(text))
    return years[0] if len(years) == 1 else 0


def number_named(token: str) -> int:
    """Give the month a word is the name of, else 0."""
    return _NAMES.get(token, 0)


def number_written(token: str) -> int:
    """Give the month a number or a numeral stands for, else 0.

    >>> number_written("03"), number_written("iv"), number_written("13")
    (3, 4, 0)
    """
    number = int(token) if token.isascii() and token.isdigit() and len(token) <= 2 else _ROMAN.get(token, 0)
    return number if 1 <= number <= 12 else 0


def _year(tokens: list[str]) -> int:
    return next((int(t) for t in tokens if len(t) == 4 and t.isascii() and t.isdigit() and 1990 <= int(t) <= 2100), 0)


def year_beside(tokens: Sequence[str]) -> int:
    """Give the year told by two digits right behind the name of a month – "Jan-26", as spreadsheets show it – else 0.

    >>> year_beside(["jan", "26"]), year_beside(["26", "jan"]), year_beside(["maret", "2"]), year_beside(["rekap", "26"])
    (2026, 0, 0, 0)
    """
    two = (after for name, after in pairwise(tokens) if name in _NAMES and len(after) == 2 and after.isascii())
    return next((2000 + int(t) for t in two if t.isdigit() and _SHORT[0] <= int(t) <= _SHORT[1]), 0)


def _bears_a_name(tokens: Sequence[str]) -> bool:
    """Tell whether a month's name is a person's: one people bear, and behind it a word that no sheet of an office is called by."""
    if any(t.isdigit() or t in MONTH_COMPANIONS for t in tokens):
        return False
    behind = next((after for name, after in pairwise(tokens) if name in _NAMES), "")
    known = len(behind) < 3 or behind in _NAMES or behind in _office_words()
    return bool(MONTHS_BORNE & set(tokens)) and not known


@cache
def _office_words() -> frozenset[str]:
    headings = [h for kind in KINDS.values() for f in kind.fields.values() for h in f.headings]
    titles = [title for kind in KINDS.values() for title in kind.title.values()]
    fields = [h for words in (*FIELDS.values(), *WEAK_FIELDS.values(), *INDICATORS.values()) for h in words]
    return frozenset(t for text in (*headings, *titles, *fields) for t in tokens_of(text)) | SHEET_WORDS | RECAPS


def month_named(name: str, borne: bool = True) -> Month | None:
    """Give the month a text names: by its name, or by number beside a year or the word "bulan".

    With ``borne`` what is likely the name of a person is no month.

    >>> month_named("Mei Sari"), month_named("SKP Mei"), month_named("Mei Umum"), month_named("Mei 26")
    (None, Month(year=0, number=5), Month(year=0, number=5), Month(year=2026, number=5))
    """
    tokens = tokens_of(name)
    found = {_NAMES[t] for t in tokens if t in _NAMES}
    if len(found) == 1 and borne and _bears_a_name(tokens):
        return None
    if len(found) == 1:
        return Month(_year(tokens) or year_beside(tokens), found.pop())
    year = _year(tokens)
    bulan = any(t in MONTH_COMPANIONS for t in tokens)
    return month_numbered(name) if (year or bulan) and not found else None


def month_numbered(name: str) -> Month | None:
    """Give the month a text is the number or numeral of."""
    tokens = tokens_of(name)
    year = _year(tokens)
    rest = [t for t in tokens if t not in MONTH_COMPANIONS and t != str(year)]
    number = number_written(rest[0]) if len(rest) == 1 else 0
    return Month(year, number) if number else None
