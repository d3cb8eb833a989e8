"""Whom a record of a sheet is about: the NIP of its row, several of them in one cell or in further columns, and NIPs of nobody."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.badges import tell_badges
from asn_eval.check.cells import is_blank, tidy, typed
from asn_eval.check.faults import Faults
from asn_eval.check.rows import Table
from asn_eval.read.sheet import ErrorCell, UncachedFormula

# Fields of further people a record is about.
FURTHER: Final = ("petugas_2", "petugas_3")
_SEVERAL: Final = re.compile(r"[;,/&\n\r]+|\bdan\b")


@dataclass(frozen=True, slots=True)
class Handlers:
    """An entry for each person of each record: which record of the sheet, whom of the roster, and how many share it."""

    record: npt.NDArray[np.intp]
    person: npt.NDArray[np.int32]
    shared: npt.NDArray[np.int16]


def handlers(table: Table, people: Mapping[str, int], faults: Faults) -> Handlers:
    """Find whom each record is about, each person once however often a row names it; NIPs of nobody are told at their cell."""
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
            if -1 in beside or not (beside or _says_nothing(cells[number])):
                also_unknown[column].append(number)
            named = tuple(dict.fromkeys((*named, *beside))) if beside else named
        found = [p for p in named if p >= 0]
        if -1 in own or not (own or (found and is_blank(value))):
            unknown.append(number)
        record += [number] * len(found)
        person += found
        shared += [len(named)] * len(found)
    unknown = tell_badges(table, nips, unknown, people, faults)
    for column, numbers in ((table.column("nip"), unknown), *also_unknown.items()):
        _tell_unknown(table, column, numbers, people, faults)
    return Handlers(np.array(record, np.intp), np.array(person, np.int32), np.array(shared, np.int16))


class _Known:
    """The people each distinct cell names, looked up once; -1 stands for NIPs that are nobody's."""

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
    for text in _nips_in(value):
        yield people.get("".join(c for c in text if c.isdigit()), -1)


def _nips_in(value: object) -> Iterator[str]:
    if isinstance(value, str) and not isinstance(value, ErrorCell | UncachedFormula):
        yield from filter(None, map(str.strip, _SEVERAL.split(value)))


def _says_nothing(value: object) -> bool:
    # Errors in further columns were told when their texts were read.
    return is_blank(value) or isinstance(value, ErrorCell | UncachedFormula)


def _tell_unknown(table: Table, column: int, unknown: Sequence[int], people: Mapping[str, int], faults: Faults) -> None:
    nips, by_code = table.cells(column), dict[str, list[int]]()
    for record in unknown:
        by_code.setdefault(_fault_of(nips[record]), []).append(record)

    def found(record: int) -> dict[str, str]:
        # Of several people only those nobody knows.
        strange = [text for text in _nips_in(nips[record]) if next(_people_in(text, people), -1) < 0]
        return {"found": tidy(typed("; ".join(strange) or nips[record]))}

    for code, records in by_code.items():
        faults.cells(code, table, column, np.array(records, np.intp), found)


def _fault_of(value: object) -> str:
    if isinstance(value, ErrorCell):
        return "cell-error"
    if isinstance(value, UncachedFormula):
        return "cell-formula"
    if is_blank(value):
        return "nip-empty-record"
    if isinstance(value, str):
        return "nip-unknown"
    return "nip-number" if isinstance(value, int | float) and not isinstance(value, bool) else "nip-characters"
