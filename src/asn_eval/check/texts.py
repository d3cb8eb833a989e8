"""A column of raw cells becomes texts as people see them, tidied of stray spaces."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import Kind, is_blank, kinds, tidy, typed
from asn_eval.check.faults import Faults
from asn_eval.check.rows import Table

Texts = npt.NDArray[np.object_]


def texts(table: Table, column: int, faults: Faults) -> Texts:
    """Read a column (1-based) of a sheet as texts, ``""`` where empty; cells with an error or no stored value are findings.

    A text in a range merged downwards stands for every row of the range, as people see it.
    """
    values = _filled_down(table, column, table.cells(column))
    if set(map(type, values)) != {str}:
        kind = kinds(values)
        for code, of_kind in (("cell-error", Kind.ERROR), ("cell-formula", Kind.FORMULA)):
            index = np.flatnonzero(kind == of_kind)
            faults.cells(code, table, column, index, lambda i: {"found": typed(values[i])})
        values = [
            "" if k in {Kind.ERROR, Kind.FORMULA} else shown(v) for v, k in zip(values, kind.tolist(), strict=True)
        ]
    return tidied(values)  # type: ignore[arg-type]


def shown(value: object) -> str:
    """Write a value as text; empty stays empty, a long text stays whole."""
    return str(value) if isinstance(value, str) else "" if is_blank(value) else typed(value)


def tidied(values: Sequence[str]) -> Texts:
    """Tidy a column of texts, each different text once."""
    tidy_of = {text: tidy(text) for text in set(values)}
    return np.array([tidy_of[text] for text in values], dtype=object)


def empty(count: int) -> Texts:
    """A column without texts."""
    return np.full(count, "", dtype=object)


def _filled_down(table: Table, column: int, values: list[object]) -> list[object]:
    for top, left, bottom, right in table.layout.sheet.merged:
        if left <= column <= right and bottom > top > table.layout.header_row:
            first, last = np.searchsorted(table.rows, [top, bottom + 1]).tolist()
            if first < last and table.rows[first] == top and left == column:
                values[first + 1 : last] = [values[first]] * (last - first - 1)
    return values
