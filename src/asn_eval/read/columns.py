"""A parsed sheet becomes columns: every column starts in row 1, repeated texts are one object, blank edges are cut."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Protocol

# Small blocks: the garbage collector walks every list alive, and 10,000 rows at once double the time.
_BLOCK = 256
_TRIED = 10_000


class Parsed(Protocol):
    """What is needed of a sheet of the parser: where its used range starts (row, column, 0-based), and its rows from row 1."""

    @property
    def start(self) -> tuple[int, int] | None:
        """The top left cell of the used range."""

    def iter_rows(self) -> Iterator[Sequence[object]]:
        """Rows from row 1, each from the first used column."""


class _Column:
    """Collects one column; texts that recur are kept once, until a column proves to hold mostly different ones."""

    __slots__ = ("_seen", "values")

    def __init__(self) -> None:
        self.values: list[object] = []
        self._seen: dict[object, object] | None = {}

    def extend(self, block: tuple[object, ...]) -> None:
        seen = self._seen
        # Only texts may share: 1, 1.0 and True are equal and would take each other's place.
        if seen is None or type(block[-1]) is not str or set(map(type, block)) != {str}:
            self.values.extend(block)
            return
        self.values.extend(map(seen.setdefault, block, block))
        if len(self.values) > _TRIED and len(seen) > len(self.values) // 2:
            self._seen = None


def columns_of(sheet: Parsed) -> list[list[object]]:
    """Give the columns of a parsed sheet from column A and row 1 on, in blocks so that rows and columns are not both held."""
    if sheet.start is None:
        return []
    rows = sheet.iter_rows()
    columns: list[_Column] = []
    while block := list(islice(rows, _BLOCK)):
        columns = columns or [_Column() for _ in block[0]]
        for column, values in zip(columns, zip(*block, strict=True), strict=True):
            column.extend(values)
    found = [column.values for column in columns]
    height = len(found[0]) if found else 0
    # The parser keeps leading blank rows but drops leading blank columns.
    leading: list[list[object]] = [[""] * height for _ in range(sheet.start[1])]
    return leading + found


def trimmed(columns: Sequence[list[object]]) -> tuple[list[object], ...]:
    """Cut the blank columns at the right and the blank rows at the bottom."""
    kept = list(columns)
    while kept and kept[-1].count("") == len(kept[-1]):
        kept.pop()
    last = 0
    for column in kept:
        last = _last_used(column, last)
    for column in kept:
        del column[last:]
    return tuple(kept)


def _last_used(column: list[object], least: int) -> int:
    end = len(column)
    while end > least:
        start = max(least, end - _TRIED)
        if column[end - 1] == "" and column[start:end].count("") == end - start:
            end = start
        elif column[end - 1] == "":
            end -= 1
        else:
            return end
    return least
