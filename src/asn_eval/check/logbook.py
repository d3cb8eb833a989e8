"""Records an office keeps – attendance, complaints, targets and the like – as typed columns, each record with its cells."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """Numbers of one field: exact values, and their states (``State``), one a record."""

    values: Exact
    state: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Logbook:
    """All records of one kind, from all its sheets, in the order of the files; arrays have one entry a record.

    ``person`` indexes ``People`` (records of nobody are left out, with a finding). ``source`` and ``row`` say where a record
    stands; ``columns[source][field]`` is the 1-based column of a field. A record of several people (a shared complaint) appears
    once for each, and ``shared`` says how many share it.

    ``numbers`` by field; ``moments`` are ``datetime64[m]`` (NaT = none), ``timed`` marks those with a time of day; ``minutes`` are
    ``int32`` durations or minutes after midnight (-1 = none); ``flags`` are ``int8`` (1 yes, 0 no, -1 empty); ``texts`` are tidied
    ``str`` (``""`` = empty). A field no sheet has is absent from its mapping. ``month`` is 1–12 for records of one month, else 0;
    ``year`` is that of the record where its sheet or a column tells it, else 0, and -1 for the year before the period.
    ``invalid`` marks records with an error finding.
    """

    kind: str
    person: npt.NDArray[np.int32]
    source: npt.NDArray[np.int16]
    row: npt.NDArray[np.int32]
    month: npt.NDArray[np.int8]
    year: npt.NDArray[np.int16]
    shared: npt.NDArray[np.int16]
    invalid: npt.NDArray[np.bool_]
    columns: Mapping[int, Mapping[str, int]]
    numbers: Mapping[str, NumberColumn]
    moments: Mapping[str, npt.NDArray[np.datetime64]]
    timed: Mapping[str, npt.NDArray[np.bool_]]
    minutes: Mapping[str, npt.NDArray[np.int32]]
    flags: Mapping[str, npt.NDArray[np.int8]]
    texts: Mapping[str, npt.NDArray[np.object_]]

    def __len__(self) -> int:
        """How many records."""
        return len(self.person)

    def take(self, records: npt.NDArray[np.intp]) -> "Logbook":
        """Give a logbook of some records (indices), in their order."""
        return Logbook(
            self.kind,
            self.person[records],
            self.source[records],
            self.row[records],
            self.month[records],
            self.year[records],
            self.shared[records],
            self.invalid[records],
            self.columns,
            {name: NumberColumn(c.values.take(records), c.state[records]) for name, c in self.numbers.items()},
            {name: column[records] for name, column in self.moments.items()},
            {name: column[records] for name, column in self.timed.items()},
            {name: column[records] for name, column in self.minutes.items()},
            {name: column[records] for name, column in self.flags.items()},
            {name: column[records] for name, column in self.texts.items()},
        )
