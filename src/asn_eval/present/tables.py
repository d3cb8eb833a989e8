"""Tables: the one form in which results reach every output, so that two outputs cannot disagree.

A table is columns, not rows: a million people are twenty arrays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

Kind = Literal["text", "integer", "decimal", "percent", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a stable English key (JSON, parquet), the heading people read, its values, and how to show them.

    ``text``: sequence of ``str``. ``integer``: integers. ``decimal``: integers in units of 10^-``places`` (published scores are
    integers, so nothing is rounded again). ``percent``: as decimal, with a percent sign. ``date``: ``datetime64[D]``, NaT = blank.
    ``present`` is False where a number is absent (shown blank, never 0); None = all present. ``group`` is a heading above
    neighbouring columns; ``width`` a wish in characters for workbooks (0 = by content).
    """

    key: str
    heading: str
    values: Sequence[str] | npt.NDArray[np.generic]
    kind: Kind = "text"
    places: int = 0
    present: npt.NDArray[np.bool_] | None = None
    group: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table; ``key`` is its name in JSON, ``name`` that of its sheet in workbooks; ``notes`` stand below the title."""

    key: str
    name: str
    title: str
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """How many rows."""
        return len(self.columns[0].values) if self.columns else 0


def first_rows(table: Table, count: int) -> Table:
    """Give the first rows of a table, its notes kept."""
    columns = (
        replace(c, values=c.values[:count], present=None if c.present is None else c.present[:count])
        for c in table.columns
    )
    return replace(table, columns=tuple(columns))


def rows_of(table: Table, rows: Sequence[int]) -> Table:
    """Give some rows of a table, in this order, its notes kept."""
    places = np.array(rows, np.intp)
    columns = (
        replace(
            c,
            values=np.asarray(c.values, object if c.kind == "text" else None)[places],
            present=None if c.present is None else c.present[places],
        )
        for c in table.columns
    )
    return replace(table, columns=tuple(columns))


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart over one small table of an overview: ``table`` is its key, ``category`` and ``values`` are keys of its columns.

    ``column`` suits a distribution, ``bar`` long names, ``line`` months. ``across`` and ``up`` name the axes.
    """

    title: str
    table: str
    category: str
    values: tuple[str, ...]
    kind: Literal["column", "bar", "line"] = "column"
    across: str = ""
    up: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """A first page: lines of label and value, small tables (at most a few dozen rows each) below one another, and one chart."""

    key: str
    name: str
    title: str
    lines: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()
    chart: Chart | None = None
    notes: tuple[str, ...] = ()
