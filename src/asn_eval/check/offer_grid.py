"""One sheet of an offer as a grid: its header row, which column holds what, and its cells read one by one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from asn_eval.check.cells import is_blank, tidy, typed
from asn_eval.check.exact import from_floats
from asn_eval.check.headings import key_of, nearest_to
from asn_eval.check.numbers import number_of
from asn_eval.findings import Finding, Place
from asn_eval.read.sheet import Book, ErrorCell, Percent, Sheet, UncachedFormula
from asn_eval.rules.vocabulary import FIELDS, TOTALS

Names = Mapping[str, Sequence[str]]
_WITHIN = 60
_TOTAL = re.compile(TOTALS, re.IGNORECASE)
_NUMBERS = frozenset(key_of(text) for text in FIELDS["no"])


@dataclass(slots=True)
class Grid:
    """One sheet with its header row (1-based), the column (1-based) of each field, and the columns nobody knows by heading."""

    sheet: Sheet
    header: int
    columns: Mapping[str, int]
    unknown: Mapping[int, str]
    findings: list[Finding] = field(default_factory=list)

    def column(self, name: str) -> int:
        """The column of a field, 0 where the sheet has none."""
        return self.columns.get(name, 0)

    def place(self, row: int, name: str) -> Place:
        """Name the cell of a field."""
        return self.sheet.place(row, self.column(name))

    def tell(self, code: str, row: int, name: str, found: str) -> None:
        """Tell what is wrong with a cell."""
        self.findings.append(Finding(code, self.place(row, name), {"found": found}))

    def tell_ignored(self, columns: Sequence[int] | Mapping[int, str]) -> None:
        """Tell the columns nobody asked for."""
        if columns:
            names = ", ".join(self.unknown[c] for c in columns)
            self.findings.append(Finding("offer-ignored", self.sheet.place(), {"columns": names}))

    def rows(self) -> Iterator[int]:
        """Give the rows that hold something: with a title, and no totals."""
        for row in range(self.header + 1, self.sheet.rows + 1):
            cells = [column[row - 1] for column in self.sheet.columns]
            first = next((tidy(str(cell)) for cell in cells if not is_blank(cell)), "")
            if not first or _TOTAL.match(first):
                continue
            if self.text(row, "title"):
                yield row
            else:
                self.tell("offer-title", row, "title", first)

    def raw(self, row: int, column: int) -> object:
        """The cell as it is, empty where there is no such column."""
        return self.sheet.columns[column - 1][row - 1] if column else ""

    def text(self, row: int, name: str, *, raw: bool = False) -> str:
        """Read a cell as text, spaces tidied unless ``raw``."""
        value = self.raw(row, self.column(name))
        if isinstance(value, ErrorCell | UncachedFormula):
            self.tell("offer-cell", row, name, str(value))
            return ""
        text = "" if is_blank(value) else value if isinstance(value, str) else typed(value)
        return text if raw else tidy(text)[:500]

    def number(self, row: int, name: str) -> Decimal | None:
        """Read a field as a number of 0 or more; None where there is none."""
        return self.number_at(row, self.column(name))

    def number_at(self, row: int, column: int) -> Decimal | None:
        """Read a column's cell as a number of 0 or more; None where there is none."""
        value = self.raw(row, column)
        if is_blank(value):
            return None
        number = number_in_cell(value)
        if number is None or number < 0:
            self.findings.append(Finding("offer-number", self.sheet.place(row, column), {"found": typed(value)}))
            return None
        return number

    def whole(self, row: int, name: str) -> int | None:
        """Read a field as a whole number; None where there is none."""
        number = self.number(row, name)
        if number is not None and number != int(number):
            self.tell("offer-whole", row, name, typed(self.raw(row, self.column(name))))
            return None
        return None if number is None else int(number)


def number_in_cell(value: object) -> Decimal | None:
    """Read a number as people typed it; None for anything else.

    >>> number_in_cell(4.5), number_in_cell("1.500.000"), number_in_cell("banyak")
    (Decimal('4.5'), Decimal('1500000'), None)
    """
    if isinstance(value, Percent | bool):
        return None
    if isinstance(value, int | float):
        import numpy as np

        exact = from_floats(np.array([float(value)]))
        return Decimal(int(exact.units[0])) / exact.per if abs(value) < 10**15 else None
    read = number_of(value) if isinstance(value, str) else None
    return read if isinstance(read, Decimal) else None


def grids(books: Sequence[Book], names: Names, required: set[str], code: str) -> tuple[list[Grid], list[Finding]]:
    """Find the sheets with all the required headings; without any, say what was looked for and what is nearest."""
    grids = [g for book in books for s in book.sheets if not s.hidden if (g := _grid(s, names, required)) is not None]
    if grids:
        return grids, []
    wanted = [names[name][0] for name in names if name in required]
    texts = [
        tidy(str(c)) for b in books for s in b.sheets for col in s.columns for c in col[:_WITHIN] if isinstance(c, str)
    ]
    near = nearest_to(wanted, [t for t in texts if t]) or "–"
    values = {"headings": ", ".join(wanted), "near": near}
    return [], [Finding(code, Place(book.file), values) for book in books]


def _grid(sheet: Sheet, names: Names, required: set[str]) -> Grid | None:
    known = {key_of(text): name for name in reversed(list(names)) for text in names[name]}
    best: Grid | None = None
    for row in range(1, min(sheet.rows, _WITHIN) + 1):
        texts = [tidy(str(column[row - 1])) if isinstance(column[row - 1], str) else "" for column in sheet.columns]
        columns: dict[str, int] = {}
        for number, text in enumerate(texts, 1):
            name = known.get(key_of(text)) or known.get(key_of(re.sub(r"\s*\(.*\)\s*$", "", text)))
            if name:
                columns.setdefault(name, number)
        if required <= set(columns) and (best is None or len(columns) > len(best.columns)):
            unknown = {
                n: t for n, t in enumerate(texts, 1) if t and n not in columns.values() and key_of(t) not in _NUMBERS
            }
            best = Grid(sheet, row, columns, unknown)
    return best
