"""Targets in percent beside results that are not: 95 % of one formatted as a percentage, 0,95 of the other as a number."""

from decimal import Decimal
from math import isfinite

import numpy as np

from asn_eval.check.cells import is_percent, typed
from asn_eval.check.faults import Faults
from asn_eval.check.numbers import number_of
from asn_eval.check.rows import Table

# A share stored without its format is at most 1; shares of targets are never so small that such a number could be meant beside them.
_WHOLE, _SMALL = 1, 10


def tell_mixed_percents(table: Table, faults: Faults) -> None:
    """Tell rows of targets in which one of target and result is a percentage and the other most probably one without its format.

    Beside 10 % and more a number above 0 and up to 1 would be hardly anything; beside a target of 1 every percentage far too much.
    """
    columns = table.column("target"), table.column("realisasi")
    cells = list(zip(*(table.cells(column) for column in columns), strict=True))
    for this, other in ((0, 1), (1, 0)):
        index = [i for i, pair in enumerate(cells) if _mixed(pair[this], pair[other])]
        heading, beside = (table.layout.titles[columns[k] - 1] for k in (this, other))

        def details(
            i: int, this: int = this, other: int = other, names: tuple[str, str] = (heading, beside)
        ) -> dict[str, str]:
            place = table.place(int(table.rows[i]), columns[other])
            return {
                "heading": names[0],
                "found": typed(cells[i][this]),
                "beside": names[1],
                "other": typed(cells[i][other]),
                "cell": place.cells,
            }

        faults.cells("targets-percent", table, columns[this], np.array(index, np.intp), details)


def _mixed(number: object, share: object) -> bool:
    if is_percent(number) or not is_percent(share):
        return False
    small, large = _worth(number), _worth(share)
    return small is not None and large is not None and 0 < small <= _WHOLE and large >= _SMALL


def _worth(value: object) -> Decimal | None:
    if isinstance(value, bool) or (isinstance(value, float) and not isfinite(value)):
        return None
    if isinstance(value, float | int):
        return Decimal(repr(float(value))) * (100 if is_percent(value) else 1)
    read = number_of(value) if isinstance(value, str) else None
    return read if isinstance(read, Decimal) else None
