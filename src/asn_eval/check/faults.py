"""Findings are gathered here: by cell, by run of cells, by sheet – bounded, and without losing count of any.

A million wrong cells must not become a million objects: of one code in one column of one sheet at most ``LIMIT`` are told one
by one, the rest are counted in one more finding.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from asn_eval.findings import Finding, Place, catalogue, in_order

LIMIT: Final = 1000
MORE: Final[Mapping[str, str]] = {
    "error": "more-like-this",
    "warning": "more-like-this-warning",
    "info": "more-like-this-info",
}

Details = Callable[[int], Mapping[str, str]]
Index = npt.NDArray[np.intp]


class Rows(Protocol):
    """Records of one sheet: their spreadsheet rows, and a mark for each that has an error."""

    @property
    def rows(self) -> npt.NDArray[np.int32]:
        """The spreadsheet row of each record, rising."""

    @property
    def bad(self) -> npt.NDArray[np.bool_]:
        """True where the record has an error finding."""

    def place(self, row: int = 0, column: int = 0, rows: int = 1) -> Place:
        """Name a cell of the sheet."""


class _Where(NamedTuple):
    file: str
    sheet: str
    column: int
    code: str


class Faults:
    """All findings of one check."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._told: Counter[_Where] = Counter()
        self._untold: Counter[_Where] = Counter()

    def one(self, code: str, place: Place, values: Mapping[str, str] | None = None, count: int = 1) -> None:
        """Add one finding that stands for ``count`` cells or rows; ``values`` are those its message names."""
        where = _Where(place.file, place.sheet, place.column, code)
        self._told[where] += 1
        if self._told[where] > LIMIT:
            self._untold[where] += count
        else:
            self._found.append(Finding(code, place, values or {}, count))

    def cells(self, code: str, table: Rows, column: int, index: Index, details: Details | None = None) -> None:
        """Add one finding for each record in ``index``; ``details`` gives the values its message names."""
        if not len(index):
            return
        _blame(code, table, index)
        for i in index[:LIMIT].tolist():
            self.one(code, table.place(int(table.rows[i]), column), details(i) if details else None)
        self._count_on(code, table.place(column=column), len(index[LIMIT:]))

    def runs(self, code: str, table: Rows, column: int, index: Index, values: Mapping[str, str] | None = None) -> None:
        """Add one finding for each run of records in ``index`` that stand in neighbouring spreadsheet rows."""
        if not len(index):
            return
        _blame(code, table, index)
        rows = table.rows[index]
        starts = np.flatnonzero(np.diff(rows, prepend=rows[0] - 2) != 1)
        lengths = np.diff(starts, append=len(rows))
        for start, length in zip(starts[:LIMIT].tolist(), lengths[:LIMIT].tolist(), strict=True):
            self.one(code, table.place(int(rows[start]), column, length), values, length)
        self._count_on(code, table.place(column=column), int(lengths[LIMIT:].sum()))

    def told(self) -> tuple[Finding, ...]:
        """Give every finding in the order of the sheets; those beyond the limit are summed by sheet, column and code."""
        rest = [
            Finding(
                MORE[catalogue()[where.code].severity],
                Place(where.file, where.sheet, 0, where.column),
                {"count": str(count), "like": where.code},
                count,
            )
            for where, count in self._untold.items()
        ]
        return in_order([*self._found, *rest])

    def _count_on(self, code: str, place: Place, count: int) -> None:
        if count:
            self._untold[_Where(place.file, place.sheet, place.column, code)] += count


def _blame(code: str, table: Rows, index: Index) -> None:
    if catalogue()[code].severity == "error":
        table.bad[index] = True
