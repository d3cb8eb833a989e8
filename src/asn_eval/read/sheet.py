"""What reading gives: a Sheet of columns with every value as it was typed, and the cells whose value is not what it seems.

A value is ``""`` (empty), ``str``, ``float`` or ``int``, ``bool``, ``datetime.date``, ``datetime.datetime``, ``datetime.time``,
``datetime.timedelta`` – or one of the three classes below.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from asn_eval.findings import Place


class ErrorCell(str):
    """A cell that shows a spreadsheet error; the text is its literal, such as ``#N/A``."""

    __slots__ = ()


class UncachedFormula(str):
    """A cell with a formula whose result was never stored; the text is the formula where it is known."""

    __slots__ = ()


class Percent(float):
    """A number shown as a percentage: 0.85 in the file, 85 % on the screen. The float is the stored 0.85."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: columns of equal length, the first value of each in spreadsheet row 1 (leading blank rows are kept).

    ``columns[j][i]`` is the cell in spreadsheet row ``i + 1`` and column ``j + 1``: an address is arithmetic. Trailing blank rows
    and columns are cut. ``merged`` holds (first row, first column, last row, last column), 1-based, inclusive; only the top-left
    cell of a merged range has a value. ``file`` is the name people see. ``hidden`` tells that the whole sheet is hidden, ``plain``
    that it comes from a text table (.csv), in which numbers are written out and not stored.
    """

    file: str
    name: str
    columns: tuple[Sequence[object], ...]
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    plain: bool = False

    @property
    def rows(self) -> int:
        """How many rows the sheet has, blank leading rows included."""
        return len(self.columns[0]) if self.columns else 0

    def place(self, row: int = 0, column: int = 0, rows: int = 1) -> Place:
        """Name a place of this sheet (1-based)."""
        return Place(self.file, self.name, row, column, rows)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as read: its sheets in the order of the file, the file's name and the SHA-256 of its bytes."""

    file: str
    sheets: tuple[Sheet, ...]
    sha256: str = ""
    notes: tuple[str, ...] = field(default=())
