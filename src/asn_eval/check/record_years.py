"""Years of records that lie far beyond the period: slips of the keyboard, such as 2062 for 2026, that would silently not count."""

import numpy as np

from asn_eval.check.cells import tidy, typed
from asn_eval.check.faults import Faults, Index
from asn_eval.check.logbook_columns import Columns
from asn_eval.check.rows import Table
from asn_eval.rules.evidence import YEARS
from asn_eval.rules.rulebook import Rulebook

# Sanctions and plans may reach into years to come, but not so far. An older period is sometimes evaluated again with lists of today.
AHEAD = 5


def tell_far(table: Table, columns: Columns, rulebook: Rulebook, faults: Faults) -> None:
    """Tell dates and years more than five years after the period; without a period nothing is known to be far."""
    if rulebook.period is None:
        return
    last = rulebook.period.end.year + AHEAD
    for name, moments in columns.moments.items():
        year = moments.astype("datetime64[Y]").astype(np.int64) + 1970
        # What is beyond every year is told as such where it is read.
        _tell(table, name, np.flatnonzero(~np.isnat(moments) & (year > last) & (year <= YEARS[1])), faults)
    if "tahun" in columns.numbers:
        values, _ = columns.numbers["tahun"]
        units = values.units
        far = np.asarray((units > last * values.per) & (units <= YEARS[1] * values.per), bool)
        _tell(table, "tahun", np.flatnonzero(far), faults)


def _tell(table: Table, name: str, found: Index, faults: Faults) -> None:
    column = table.column(name)
    if len(found):
        cells = table.cells(column)
        faults.cells("record-far", table, column, found, lambda i: {"found": tidy(typed(cells[i]))})
