"""What a look at a sheet of an older format found beside its values; the same three things ``prescan`` finds in an .xlsx."""

from dataclasses import dataclass, field

from asn_eval.read.marks import Marks


@dataclass(slots=True)
class Look:
    """Marked cells, hidden rows and merged ranges (first row, first column, last row, last column) of one sheet, 1-based."""

    marks: Marks = field(default_factory=Marks)
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
