"""Numbers with a unit behind them – "10 dokumen", "12 bulan", "100 %" – as SKP forms have them: the number, and the unit apart.

A quotient of two numbers means something only where both have one unit; whatever is not a number and a unit stays as it was.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import is_blank, tidy, typed
from asn_eval.check.faults import Faults
from asn_eval.check.rows import Table
from asn_eval.read.sheet import ErrorCell, Percent, UncachedFormula
from asn_eval.rules.statutes import letters

# Fields of one row that are divided by each other; the first is what the others are held against.
COMPARED: Final = ("target", "realisasi", "dasar")
_QUANTITY = re.compile(r"(?P<number>[+\-−]?[0-9][0-9.,]*)\s*(?P<unit>[^\W\d_][^\d]{0,39})$")
PERCENT: Final = "%"
_HOURS: Final = frozenset({"jp", "jpl", "jampelajaran"})


def apart(values: Sequence[object]) -> tuple[list[object], npt.NDArray[np.object_]]:
    """Give the values without their units, and the unit of each reduced to its letters: ``""`` where there is none.

    >>> bare, units = apart(["10 dokumen", "85 %", 12.0, "10-12 dokumen"])
    >>> bare, units.tolist()
    (['10', '85 %', 12.0, '10-12 dokumen'], ['dokumen', '%', '', ''])
    """
    units = np.full(len(values), "", object)
    if set(map(type, values)) <= {float, int}:
        return list(values), units
    known: dict[object, tuple[object, str]] = {}
    bare: list[object] = []
    for record, value in enumerate(values):
        if isinstance(value, str):
            if value not in known:
                known[value] = _read(value)
            bare.append(known[value][0])
            units[record] = known[value][1]
        else:
            bare.append(value)
            units[record] = PERCENT if isinstance(value, Percent) else ""
    return bare, units


def _read(value: str) -> tuple[object, str]:
    if isinstance(value, ErrorCell | UncachedFormula):
        return value, ""
    text = tidy(value[:100])
    if text.endswith("%"):
        return value, PERCENT
    match = _QUANTITY.match(text)
    if not match or len(value) > 100:
        return value, ""
    return match["number"], letters(match["unit"])


def without_hours(values: Sequence[object]) -> list[object]:
    """Give the hours of training without the unit that is theirs anyway; whatever else is typed stays as it was.

    >>> without_hours(["20 JP", "12,5 jam pelajaran", "20 hari", 8.0])
    ['20', '12,5', '20 hari', 8.0]
    """
    bare, units = apart(values)
    return [own if unit in _HOURS else value for own, unit, value in zip(bare, units, values, strict=True)]


def tell_units(table: Table, units: Mapping[str, npt.NDArray[np.object_]], faults: Faults) -> None:
    """Tell the rows whose numbers have different units, at the second of the two cells; nothing is converted.

    A percentage beside a bare number is read as it is seen, and looked at elsewhere (``target_percents``).
    """
    first, *others = COMPARED
    if first not in units:
        return
    mine = table.cells(table.column(first))
    for name in others:
        if name not in units:
            continue
        theirs = table.cells(table.column(name))
        one, other = units[first], units[name]
        seen = ((one == "") | (one == PERCENT)) & ((other == "") | (other == PERCENT))
        unlike = np.flatnonzero(~seen & ~table.bad & (one != other)).tolist()
        differs = np.array([i for i in unlike if _says(mine[i]) and _says(theirs[i])], np.intp)

        def details(i: int, theirs: Sequence[object] = theirs) -> dict[str, str]:
            cell = table.place(int(table.rows[i]), table.column(first)).cells
            return {"found": tidy(typed(theirs[i])), "other": tidy(typed(mine[i])), "cell": cell}

        faults.cells("quantity-units", table, table.column(name), differs, details)


def _says(value: object) -> bool:
    # A dash is "tidak berlaku", and has no unit to differ.
    return not is_blank(value) and not (isinstance(value, str) and not letters(value))
