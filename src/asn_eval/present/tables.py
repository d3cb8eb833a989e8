"""Tables: the one form in which results reach every output, so that two outputs cannot disagree.

A table is columns, not rows: a million people are twenty arrays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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
    """A titled table; ``name`` is the sheet name in workbooks and the key in JSON; ``notes`` stand below the title."""

    key: str
    name: str
    title: str
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """How many rows."""
        return len(self.columns[0].values) if self.columns else 0
