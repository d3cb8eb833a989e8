"""Cells whose value is not what it seems, gathered from the XML and put back into the columns a parser gave."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from asn_eval.read.sheet import ErrorCell, Percent, UncachedFormula

Kind = type[ErrorCell] | type[Percent] | type[UncachedFormula]

# Beyond this many formulas their texts are no longer kept: a finding groups them anyway.
_TEXTS_KEPT = 10_000


@dataclass(slots=True)
class Marks:
    """Marked cells by kind, column and text; rows as packed integers, for there may be millions."""

    _rows: dict[tuple[Kind, int, str], "array[int]"] = field(default_factory=dict)

    def add(self, kind: Kind, row: int, column: int, text: str = "") -> None:
        """Mark one cell (1-based)."""
        if kind is UncachedFormula:
            # An empty text would pass for an empty cell: a formula whose text is unknown is "=".
            text = f"={text}" if len(self._rows) < _TEXTS_KEPT else "="
        rows = self._rows.get((kind, column, text))
        if rows is None:
            rows = self._rows[kind, column, text] = array("I")
        rows.append(row)

    def __iter__(self) -> Iterator[tuple[Kind, int, str, "array[int]"]]:
        """Give kind, column, text and rows of each group."""
        for (kind, column, text), rows in self._rows.items():
            yield kind, column, text, rows


def marked(columns: list[list[object]], marks: Marks) -> None:
    """Put the marked cells into the columns, which grow where a marked cell lies outside them."""
    height = max((len(column) for column in columns), default=0)
    for kind, column, _, rows in marks:
        if kind is not Percent:
            height = max(height, *rows)
            columns.extend([] for _ in range(column - len(columns)))
    for values in columns:
        values.extend([""] * (height - len(values)))
    for kind, column, text, rows in marks:
        if kind is Percent:
            _show_percent(columns[column - 1] if column <= len(columns) else [], rows)
            continue
        value = kind(text)
        for row in rows:
            columns[column - 1][row - 1] = value


def _show_percent(values: list[object], rows: "array[int]") -> None:
    for row in rows:
        # A text or a date in a cell formatted as a percentage stays what it is.
        if row <= len(values) and type(value := values[row - 1]) in {float, int}:
            values[row - 1] = Percent(value)  # type: ignore[arg-type]
