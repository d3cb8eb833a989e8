"""What checking gives: people and typed records in columns, each record with the cell it came from.

All arrays of one object have one entry a record, in the order of the workbook.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact
from asn_eval.check.logbook import Logbook
from asn_eval.findings import Finding, Place


class State(IntEnum):
    """What stands in a cell: a number, nothing, "tidak berlaku", or something with an error finding of its own."""

    GIVEN = 0
    EMPTY = 1
    NOT_APPLICABLE = 2
    INVALID = 3


@dataclass(frozen=True, slots=True)
class Source:
    """A sheet records came from: its place, what it was taken for, and which column holds what.

    ``kind`` is ``roster``, ``scores`` (one column an indicator), ``scores-long`` (one row a score) or ``ignored``.
    ``columns`` maps a field or indicator id to its 1-based column; ``ignored`` lists headings nobody asked for;
    ``header_row`` is 1-based, 0 for ignored sheets; ``month`` is 1–12 for a month's sheet, else 0, of ``year`` (0 = not told); ``why``
    tells in a word of the catalogue why a sheet was ignored. ``referred`` maps headings the rulebook's conditions refer to to their
    columns.
    """

    file: str
    sheet: str
    kind: str
    header_row: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    month: int = 0
    year: int = 0
    why: str = ""
    referred: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Segments:
    """Parts of the period one person served apart, each a row of the roster; arrays have one entry a segment.

    ``first`` and ``last`` are ``datetime64[D]``, years 1 and 9999 where a row leaves an end open.
    """

    person: npt.NDArray[np.int32]
    source: npt.NDArray[np.int16]
    row: npt.NDArray[np.int32]
    first: npt.NDArray[np.datetime64]
    last: npt.NDArray[np.datetime64]
    unit: npt.NDArray[np.object_]

    def __len__(self) -> int:
        """How many segments."""
        return len(self.person)

    def days(self, start: date, end: date) -> npt.NDArray[np.int64]:
        """Calendar days of each segment within a period, both ends included."""
        begins = np.maximum(self.first, np.datetime64(start, "D"))
        ends = np.minimum(self.last, np.datetime64(end, "D"))
        return np.maximum((ends - begins).astype(np.int64) + 1, 0)


@dataclass(frozen=True, slots=True)
class People:
    """The roster: one record a person, invalid rows included, so that everybody is accounted for.

    ``nip`` is 18-digit text (as typed where it is invalid). ``texts`` holds object arrays of ``str`` by field (``nama``, ``unit``,
    ``jabatan``, ``jenis_jabatan``, ``jenjang``, ``golongan``, ``pendidikan``, ``jenis_kelamin``; ``""`` = empty; ``nama``, ``unit``
    and ``jabatan`` always exist). ``dates`` holds ``datetime64[D]`` arrays (NaT = none): ``tanggal_lahir``, ``tmt_cpns``,
    ``mulai``, ``selesai``. ``columns`` holds, by heading as the rulebook writes it, the raw texts of roster columns the rulebook
    refers to. ``source`` indexes ``Dossier.sources``; ``row`` is the spreadsheet row. ``faulty`` marks people with an error finding.
    ``segments`` lists the rows of people who have several (their other fields are those of the last one); None = nobody has.
    """

    nip: npt.NDArray[np.object_]
    texts: Mapping[str, npt.NDArray[np.object_]]
    dates: Mapping[str, npt.NDArray[np.datetime64]]
    columns: Mapping[str, npt.NDArray[np.object_]]
    source: npt.NDArray[np.int16]
    row: npt.NDArray[np.int32]
    faulty: npt.NDArray[np.bool_]
    segments: Segments | None = None

    def __len__(self) -> int:
        """How many people."""
        return len(self.nip)


@dataclass(frozen=True, slots=True)
class ScoreRecords:
    """The values typed for one indicator: one record a cell (or, for a person without any cell, none).

    ``person`` indexes ``People``; ``source``, ``row`` and ``column`` (1-based) say which cell; ``rater`` holds names where a sheet
    gives them, else is empty. In the common case – one roster sheet with a column for it – record i belongs to person i.
    """

    values: Exact
    state: npt.NDArray[np.uint8]
    person: npt.NDArray[np.int32]
    source: npt.NDArray[np.int16]
    row: npt.NDArray[np.int32]
    column: npt.NDArray[np.int16]
    rater: npt.NDArray[np.object_]
    capped: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        """How many records."""
        return len(self.state)


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything checked: people, the records of each leaf indicator by id, where it all came from, and every finding.

    ``logbooks`` holds records an office keeps (attendance, complaints …) by kind, for indicators measured from them.
    """

    people: People
    scores: Mapping[str, ScoreRecords]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    logbooks: Mapping[str, Logbook] = field(default_factory=dict)

    def place(self, source: int, row: int = 0, column: int = 0) -> Place:
        """Name the cell of a record."""
        where = self.sources[source]
        return Place(where.file, where.sheet, row, column)

    def heading(self, source: int, field: str) -> str:
        """Give the heading a sheet has for a field, ``""`` where it has none."""
        return self.sources[source].headings.get(field, "")
