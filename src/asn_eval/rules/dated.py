"""A rule that changes by law on a day: tables with their first day, their source and how sure it is.

>>> from datetime import date
>>> table = law("lapor", date(2026, 11, 24))
>>> table.citation.regulation, [row.whole("days") for row in table.part("limits")]
('Perpres 76/2013 dan PermenPANRB 62/2018', [5, 14, 60])
>>> law("lapor", date(2018, 12, 31)) is None
True
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from asn_eval.rules.law_file import ROW_KEYS, Confidence, Day, LawFile, Source, Texts, Value, read_law


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule stands (``article`` is empty where it was not seen) and the page it was read on.

    ``witnesses`` counts public implementations of the rule that agree; it is 0 where a page was read, unless both are known.
    """

    regulation: str
    article: str
    link: str
    witnesses: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of law: its part of the table, its values by key, and on whose word it stands."""

    part: str
    values: Mapping[str, Value]
    citation: Citation
    confidence: Confidence

    def text(self, key: str) -> str:
        """Give a word of the row, ``""`` where the row has none."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise TypeError(key)
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Give a list of words of the row."""
        value = self.values.get(key, ())
        return tuple(str(word) for word in value) if isinstance(value, tuple) else (str(value),)

    def number(self, key: str) -> Fraction:
        """Give a number of the row, exactly."""
        value = self.values[key]
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise TypeError(key)
        return Fraction(value)

    def whole(self, key: str) -> int:
        """Give a whole number of the row: days, points, a code."""
        number = self.number(key)
        if number.denominator != 1:
            raise TypeError(key)
        return int(number)


@dataclass(frozen=True, slots=True)
class LawTable:
    """A table as it holds from ``since`` on, ``until`` the day another takes its place or it ends (None: still in force).

    ``citation`` is of the source named first; a row has its own where it differs. ``title``, ``unit`` and ``note`` are texts by
    language.
    """

    name: str
    title: Mapping[str, str]
    unit: Mapping[str, str]
    since: date
    until: date | None
    checked: date
    citation: Citation
    note: Mapping[str, str]
    rows: tuple[Row, ...]

    @property
    def confidence(self) -> Literal["verified", "secondary", "mixed"]:
        """How sure the rows are: all of them read, none, or ``mixed``."""
        found = {row.confidence for row in self.rows}
        return "mixed" if len(found) > 1 else found.pop()

    def part(self, name: str) -> tuple[Row, ...]:
        """Give the rows of one part, in their order."""
        return tuple(row for row in self.rows if row.part == name)


@dataclass(frozen=True, slots=True)
class Ending:
    """The day a rule ended, and what ended it."""

    day: date
    citation: Citation
    confidence: Confidence
    checked: date
    note: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class History:
    """All a file of law says over time: its tables, oldest first, and its end if it has one."""

    name: str
    title: Mapping[str, str]
    tables: tuple[LawTable, ...]
    endings: tuple[Ending, ...]

    def on(self, day: date) -> LawTable | None:
        """Give the table in force on a day, None before the first and after the end."""
        return next((t for t in reversed(self.tables) if t.since <= day and (t.until is None or day < t.until)), None)


@cache
def names() -> tuple[str, ...]:
    """Give the names of all tables of law, in alphabetical order."""
    found = (files("asn_eval.rules") / "law").iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in found if file.name.endswith(".yaml")))


@cache
def history(name: str) -> History:
    """Give everything a table of law says over time. A name that is not in ``names()`` is a ``KeyError``."""
    if name not in names():
        raise KeyError(name)
    file = files("asn_eval.rules") / "law" / f"{name}.yaml"
    return history_of(read_law(file.read_text(encoding="utf-8"), file.name))


def law(name: str, day: date) -> LawTable | None:
    """Give a table of law as in force on a day; None before its first day and after its end."""
    return history(name).on(day)


def history_of(file: LawFile) -> History:
    """Make the tables of a file that was read."""
    entries = file.entries()
    nexts = [*(day for day, _ in entries[1:]), None]
    title, unit = _texts(file.title), _texts(file.unit)
    tables, endings = [], []
    for (since, entry), until in zip(entries, nexts, strict=True):
        citation, note = _citation(entry.source), _texts(entry.note)
        if entry.ended:
            endings.append(Ending(since, citation, entry.confidence, entry.checked, note))
            continue
        rows = _rows(entry, citation)
        tables.append(LawTable(file.id, title, unit, since, until, entry.checked, citation, note, rows))
    return History(file.id, title, tuple(tables), tuple(endings))


def _rows(entry: Day, citation: Citation) -> tuple[Row, ...]:
    rows = []
    for row in entry.rows:
        other = entry.other_sources[str(row["source"])] if "source" in row else None
        values = MappingProxyType({key: value for key, value in row.items() if key not in ROW_KEYS})
        cited = (citation, entry.confidence) if other is None else (_citation(other), other.confidence)
        rows.append(Row(str(row["part"]), values, *cited))
    return tuple(rows)


def _citation(source: Source) -> Citation:
    return Citation(source.regulation, source.article, source.link or "", source.witnesses)


def _texts(texts: Texts | None) -> Mapping[str, str]:
    return MappingProxyType({} if texts is None else {"id": texts.id, "en": texts.en})
