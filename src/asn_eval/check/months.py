"""Sheets that are one month each, by their names: "Januari", "Jan 2026", "Bulan 03", "2026-03", "III"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from asn_eval.rules.vocabulary import MONTH_COMPANIONS, MONTHS, ROMAN

_NAMES = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_ROMAN = {numeral: number for number, numeral in enumerate(ROMAN, 1)}
_TOKENS = re.compile(r"[^\W\d_]+|\d+")


class Month(NamedTuple):
    """A month; ``year`` is 0 where the name does not tell it. Months sort in the order of time."""

    year: int
    number: int


def months_of(names: Sequence[str], file: str = "") -> list[Month | None]:
    """Give the month of each sheet of one book, None where it is not a month's.

    A bare number or numeral is a month only beside another one; ``file`` is used for sheets whose own name tells nothing.

    >>> months_of(["Jan 2026", "Feb 2026", "Rekap"])
    [Month(year=2026, number=1), Month(year=2026, number=2), None]
    >>> months_of(["I"]), months_of(["I", "II"])
    ([None], [Month(year=0, number=1), Month(year=0, number=2)])
    """
    named = [_named(name) for name in names]
    numbered = [_numbered(name) for name in names]
    several = sum(month is not None for month in (*named, *numbered)) > 1
    stem = _named(re.sub(r"\.\w+$", "", file)) if file else None
    return [n or (m if several else None) or stem for n, m in zip(named, numbered, strict=True)]


def _tokens(name: str) -> list[str]:
    return _TOKENS.findall(name[:100].casefold())


def _year(tokens: list[str]) -> int:
    return next((int(t) for t in tokens if len(t) == 4 and t.isascii() and t.isdigit() and 1990 <= int(t) <= 2100), 0)


def _named(name: str) -> Month | None:
    tokens = _tokens(name)
    found = {_NAMES[t] for t in tokens if t in _NAMES}
    if len(found) == 1:
        return Month(_year(tokens), found.pop())
    year = _year(tokens)
    bulan = any(t in MONTH_COMPANIONS for t in tokens)
    return _numbered(name) if (year or bulan) and not found else None


def _numbered(name: str) -> Month | None:
    tokens = _tokens(name)
    year = _year(tokens)
    rest = [t for t in tokens if t not in MONTH_COMPANIONS and t != str(year)]
    if len(rest) != 1:
        return None
    word = rest[0]
    number = int(word) if word.isascii() and word.isdigit() and len(word) <= 2 else _ROMAN.get(word, 0)
    return Month(year, number) if 1 <= number <= 12 else None
