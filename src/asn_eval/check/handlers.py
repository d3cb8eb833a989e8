"""Whom a record of a sheet is about: the NIP of its row, several of them in one cell or in further columns, and NIPs of nobody."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.badges import tell_badges
from asn_eval.check.cells import is_blank, tidy, typed
from asn_eval.check.faults import Faults
from asn_eval.check.outsiders import digits_of, nips_in
from asn_eval.check.rows import Table
from asn_eval.read.sheet import ErrorCell, UncachedFormula

_NIL: Final = re.compile(r"nihil|tidak ada", re.IGNORECASE)
_CASES: Final = "complaints"
_NOBODY: Final = -1
# Fields of further people a record is about.
FURTHER: Final = ("petugas_2", "petugas_3")
# What stands for nothing where a NIP belongs; in a log of complaints also that nobody has the case yet.
_NOTHING: Final = re.compile(r"[\s\u00a0.…‐‑–—_-]*")
_NOBODY_YET: Final = re.compile(r"belum\b[a-z ]*|tidak ada|tanpa petugas|kosong|nihil|n/?a|unassigned", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Handlers:
    """An entry for each person of each record: which record of the sheet, whom of the roster, and how many share it."""

    record: npt.NDArray[np.intp]
    person: npt.NDArray[np.int32]
    shared: npt.NDArray[np.int16]


def handlers(
    table: Table, people: Mapping[str, int], faults: Faults, outside: Collection[str] = frozenset()
) -> Handlers:
    """Find whom each record is about, each person once however often a row names it; NIPs of nobody are told at their cell.

    Those ``outside`` (digits) are other people's: told already, they only share the records they stand in.
    """
    # Each of them another number below those of nobody, for each has a share.
    people = {**people, **{nip: _NOBODY - n for n, nip in enumerate(sorted(outside), 1)}}
    nips, known = table.cells(table.column("nip")), _Known(people)
    further = {column: table.cells(column) for column in map(table.column, FURTHER) if column}
    record: list[int] = []
    person: list[int] = []
    shared: list[int] = []
    unknown: list[int] = []
    also_unknown: dict[int, list[int]] = {column: [] for column in further}
    for number, value in enumerate(nips):
        own = named = known.named(value)
        for column, cells in further.items():
            beside = known.named(cells[number])
            if _NOBODY in beside or not (beside or _says_nothing(cells[number])):
                also_unknown[column].append(number)
            named = tuple(dict.fromkeys((*named, *beside))) if beside else named
        found = [p for p in named if p >= 0]
        if _NOBODY in own or not (own or (named and _is_nothing(value))):
            unknown.append(number)
        record += [number] * len(found)
        person += found
        shared += [len(named)] * len(found)
    empty = [i for i in unknown if _is_empty(nips[i], table)]
    strange = [i for i in unknown if not _is_empty(nips[i], table)]
    unknown = sorted((*empty, *tell_badges(table, nips, strange, people, faults)))
    for column, numbers in ((table.column("nip"), unknown), *also_unknown.items()):
        _tell_unknown(table, column, numbers, people, faults)
    return Handlers(np.array(record, np.intp), np.array(person, np.int32), np.array(shared, np.int16))


class _Known:
    """The people each distinct cell names, looked up once; -1 stands for NIPs that are nobody's, less for other people's."""

    def __init__(self, people: Mapping[str, int]) -> None:
        self._people = people
        self._known: dict[object, tuple[int, ...]] = {}

    def named(self, value: object) -> tuple[int, ...]:
        key = (type(value), value)
        if key not in self._known:
            self._known[key] = tuple(dict.fromkeys(_people_in(value, self._people)))
        return self._known[key]


def _people_in(value: object, people: Mapping[str, int]) -> Iterator[int]:
    """Give the people a cell names, -1 for each NIP that is nobody's; a case several people share names all of them."""
    if not _is_nothing(value):
        yield from (people.get(digits_of(text), _NOBODY) for text in nips_in(value))


def _is_nothing(value: object) -> bool:
    return is_blank(value) or (isinstance(value, str) and _NOTHING.fullmatch(value) is not None)


def _is_empty(value: object, table: Table) -> bool:
    yet = table.layout.kind == _CASES and isinstance(value, str) and _NOBODY_YET.fullmatch(value.strip())
    return _is_nothing(value) or bool(yet)


def without_nil(table: Table) -> Table:
    """Leave out rows that say only that there is no record: "NIHIL" and dashes, beside nothing but a number of the row."""
    column, sheet = table.column("nip"), table.layout.sheet
    nips = table.cells(column)
    # Nearly every cell is one of a few NIPs; each is looked at once.
    nothing = set(filter(_is_nil, set(nips)))
    nil = [i for i, value in enumerate(nips) if value in nothing] if nothing else []
    cells = {i: [values[int(table.rows[i]) - 1] for values in sheet.columns] for i in nil}
    gone = [
        i for i, row in cells.items() if all(_is_nil(v) or (n < column and _is_count(v)) for n, v in enumerate(row, 1))
    ]
    if not gone:
        return table
    keep = np.ones(len(table), dtype=bool)
    keep[gone] = False
    return replace(table, rows=table.rows[keep], bad=table.bad[keep])


def _is_nil(value: object) -> bool:
    return _is_nothing(value) or (isinstance(value, str) and _NIL.fullmatch(value.strip()) is not None)


def _is_count(value: object) -> bool:
    # The number of the row, left of the NIP.
    return isinstance(value, int | float) or (isinstance(value, str) and value.strip().rstrip(".").isdigit())


def _says_nothing(value: object) -> bool:
    # Errors in further columns were told when their texts were read.
    return _is_nothing(value) or isinstance(value, ErrorCell | UncachedFormula)


def _tell_unknown(table: Table, column: int, unknown: Sequence[int], people: Mapping[str, int], faults: Faults) -> None:
    nips, by_code = table.cells(column), dict[str, list[int]]()
    for record in unknown:
        by_code.setdefault(_fault_of(nips[record], table), []).append(record)

    def found(record: int) -> dict[str, str]:
        # Of several people only those nobody knows.
        strange = [text for text in nips_in(nips[record]) if digits_of(text) not in people]
        return {"found": tidy(typed("; ".join(strange) or nips[record]))}

    for code, records in by_code.items():
        faults.cells(code, table, column, np.array(records, np.intp), found)


def _fault_of(value: object, table: Table) -> str:
    if isinstance(value, ErrorCell):
        return "cell-error"
    if isinstance(value, UncachedFormula):
        return "cell-formula"
    if _is_empty(value, table):
        # A complaint may be nobody's yet; any other record is somebody's, often of the person of the row above.
        return "complaint-unassigned" if table.layout.kind == _CASES else "nip-empty-record"
    if isinstance(value, str):
        return "nip-unknown"
    return "nip-number" if isinstance(value, int | float) and not isinstance(value, bool) else "nip-characters"
