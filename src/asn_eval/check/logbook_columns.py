"""The columns of one logbook sheet, typed by the kind's fields; and the columns of several sheets put end to end."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import is_percent, tidy, typed
from asn_eval.check.exact import Exact
from asn_eval.check.faults import Faults
from asn_eval.check.moments import beyond_memory, clock_of, flag_of, length_of, moments, read_all
from asn_eval.check.numbers import numbers
from asn_eval.check.quantities import COMPARED, apart, tell_units, without_hours
from asn_eval.check.records import State
from asn_eval.check.rows import Table
from asn_eval.read.sheet import ErrorCell, UncachedFormula
from asn_eval.rules.evidence import COUNTS, OPEN
from asn_eval.rules.evidence_kind import EvidenceField
from asn_eval.rules.rulebook import Scale

Integers = npt.NDArray[np.int64]
NONE = -1
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}$")
# What people draw in a cell that has nothing to say.
DASHES = frozenset({"-", "–", "—"})
# Numbers of records have no scale of their own; this only keeps out what no office can mean.
_ANY = Scale(min=Decimal(-(10**12)), max=Decimal(10**12))


@dataclass(frozen=True, slots=True)
class Columns:
    """Typed columns by field, as in ``Logbook``; one entry a record of the sheet."""

    numbers: dict[str, tuple[Exact, npt.NDArray[np.uint8]]]
    moments: dict[str, npt.NDArray[np.datetime64]]
    timed: dict[str, npt.NDArray[np.bool_]]
    minutes: dict[str, npt.NDArray[np.int32]]
    flags: dict[str, npt.NDArray[np.int8]]
    texts: dict[str, npt.NDArray[np.object_]]


def read_columns(table: Table, fields: Mapping[str, EvidenceField], faults: Faults) -> Columns:
    """Read every field the sheet has a column for; cells that cannot be read are findings and mark their record."""
    made = Columns({}, {}, {}, {}, {}, {})
    units: dict[str, npt.NDArray[np.object_]] = {}
    for name, field in fields.items():
        column = table.column(name)
        if not column or field.type == "month":
            continue
        values = table.cells(column)
        if name in COMPARED:
            values, units[name] = apart(values)
        elif name == "jp":
            values = without_hours(values)
        if field.type == "number":
            made.numbers[name] = _numbers(table, name, values, faults)
        elif field.type == "text":
            made.texts[name] = _texts(table, column, values, faults)
        elif field.type == "date":
            made.moments[name], made.timed[name], wrong = moments(values)
            wrong["record-date"] = beyond_memory(made.moments[name]).tolist()
            if name in OPEN:
                wrong["date-open"] = wrong.pop("date-unreadable", [])
            _tell(table, column, values, wrong, faults)
        else:
            read = {"clock": clock_of, "minutes": length_of, "flag": flag_of}[field.type]
            whole, wrong = read_all(values, read, NONE)
            _tell(table, column, values, wrong, faults)
            if field.type == "flag":
                made.flags[name] = whole.astype(np.int8)
            else:
                made.minutes[name] = whole.astype(np.int32)
    tell_units(table, units, faults)
    return made


def _tell(table: Table, column: int, values: Sequence[object], wrong: Mapping[str, list[int]], faults: Faults) -> None:
    for code, records in wrong.items():
        faults.cells(code, table, column, np.array(records, np.intp), lambda i: {"found": tidy(typed(values[i]))})


def _numbers(table: Table, name: str, values: Sequence[object], faults: Faults) -> tuple[Exact, npt.NDArray[np.uint8]]:
    read, column = numbers(values, _ANY, plain=table.layout.sheet.plain), table.column(name)
    heading = table.layout.titles[column - 1]
    if len(read.pointed):
        found = typed(values[int(read.pointed[0])])
        faults.one(
            "number-points", table.place(column=column), {"indicator": heading, "found": found}, len(read.pointed)
        )
    if name in COUNTS:
        shares = np.array([is_percent(value) for value in values], bool)
        negative = ~shares & np.asarray(read.values.units < 0, bool) & (name != "tahun")
        named = {"indicator": heading}
        percent = "record-year-format" if name == "tahun" else "record-percent"
        for code, wrong in ((percent, shares), ("record-negative", negative)):
            faults.cells(
                code,
                table,
                column,
                np.flatnonzero(wrong),
                lambda i: {"found": tidy(typed(values[i])), **named},
            )
    for fault in read.faults:
        details = fault.details
        by_code: dict[str, list[int]] = {}
        for i in fault.index.tolist():
            by_code.setdefault(_code_of(fault.code, name, values[i]), []).append(i)
        for code, records in by_code.items():
            faults.cells(
                code,
                table,
                column,
                np.array(records, np.intp),
                lambda i, details=details: {  # type: ignore[misc]
                    "indicator": heading,
                    "whole": tidy(str(values[i])).replace(".", ""),
                    **details(i),
                },
            )
    return read.values, read.state


def _code_of(code: str, name: str, value: object) -> str:
    """Give the code for a number among records: "-" is no way out of a text where it is needed, and most points are thousands."""
    if code == "number-text":
        return "record-number"
    if code == "number-date":
        return "record-year-format" if name == "tahun" else "record-moment"
    return "record-thousands" if code == "number-ambiguous" and _THOUSANDS.match(tidy(str(value))) else code


def _texts(table: Table, column: int, values: Sequence[object], faults: Faults) -> npt.NDArray[np.object_]:
    wrong: dict[str, list[int]] = {}
    texts = np.empty(len(values), object)
    known: dict[object, str] = {}
    for record, value in enumerate(values):
        if isinstance(value, ErrorCell | UncachedFormula):
            wrong.setdefault("cell-error" if isinstance(value, ErrorCell) else "cell-formula", []).append(record)
            texts[record] = ""
            continue
        key = (type(value), value)
        if key not in known:
            text = tidy(value if isinstance(value, str) else typed(value))
            known[key] = "" if text in DASHES else text
        texts[record] = known[key]
    _tell(table, column, values, wrong, faults)
    return texts


def joined_columns(
    parts: Sequence[tuple[Columns, npt.NDArray[np.intp]]], fields: Mapping[str, EvidenceField]
) -> Columns:
    """Put the columns of several sheets end to end, taking the records each names; a field a sheet lacks is empty there."""
    made = Columns({}, {}, {}, {}, {}, {})
    for name in fields:
        if any(name in c.numbers for c, _ in parts):
            made.numbers[name] = _joined_numbers(name, parts)
        for attribute, none in (
            ("moments", np.datetime64("NaT", "m")),
            ("timed", False),
            ("minutes", np.int32(NONE)),
            ("flags", np.int8(NONE)),
            ("texts", ""),
        ):
            if any(name in getattr(c, attribute) for c, _ in parts):
                getattr(made, attribute)[name] = np.concatenate(
                    [
                        getattr(c, attribute)[name][record]
                        if name in getattr(c, attribute)
                        else np.full(len(record), none, object if attribute == "texts" else None)
                        for c, record in parts
                    ]
                )
    return made


def _joined_numbers(
    name: str, parts: Sequence[tuple[Columns, npt.NDArray[np.intp]]]
) -> tuple[Exact, npt.NDArray[np.uint8]]:
    per = max(c.numbers[name][0].per for c, _ in parts if name in c.numbers)
    units, states = [], []
    for columns, record in parts:
        if name in columns.numbers:
            values, state = columns.numbers[name]
            units.append(values.over(per)[record])
            states.append(state[record])
        else:
            units.append(np.zeros(len(record), np.int64))
            states.append(np.full(len(record), State.EMPTY, np.uint8))
    wide = any(u.dtype == object for u in units)
    return Exact(np.concatenate([u.astype(object) if wide else u for u in units]), per), np.concatenate(states)
