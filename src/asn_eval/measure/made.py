"""What a measure made from records is: a value a person, how many records made it, and from which rows it came.

Each module of this room that measures a kind gives ``MEASURES``: name → function of (logbooks, setting) → ``Made``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact
from asn_eval.check.logbook import Logbook
from asn_eval.check.records import People
from asn_eval.findings import Finding, Place
from asn_eval.rules.rulebook import Rulebook

Logbooks = Mapping[str, Logbook]


def row_and_column(_source: int, row: int, column: int) -> Place:
    """Name a cell without its file: what is left where nobody knows the sheets."""
    return Place("", "", row, column)


def no_title(_source: int, _field: str) -> str:
    """Know no heading: what is left where nobody knows the sheets."""
    return ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What measuring needs besides the records: the people, the office's choices, and the days the period runs from and to.

    ``place`` names the cell of a record from its source, row and column (0 = none), and ``titled`` the heading a sheet has for a
    field (``""`` where it has none), for findings.
    """

    people: People
    rulebook: Rulebook
    start: date
    end: date
    day: date
    place: Callable[[int, int, int], Place] = row_and_column
    titled: Callable[[int, str], str] = no_title


@dataclass(frozen=True, slots=True)
class Made:
    """One measure for everybody: value where ``known``; ``records`` counts what it rests on.

    ``words`` holds the word for measures that are words (``""`` = none) – then ``values`` is empty. ``used`` lists, as indices into
    the logbook ``kind``, the records that counted, for explanations. ``findings`` are of records that cannot be measured.
    ``recapped`` marks who has no measure because a recap of months cannot tell it (None: nobody).
    """

    kind: str
    values: Exact
    known: npt.NDArray[np.bool_]
    records: npt.NDArray[np.int32]
    used: npt.NDArray[np.intp]
    words: npt.NDArray[np.object_] | None = None
    findings: tuple[Finding, ...] = field(default=())
    recapped: npt.NDArray[np.bool_] | None = None


Measuring = Callable[[Logbooks, Setting], Made]


def nothing(kind: str, people: int) -> Made:
    """Give the measure of an office that kept no such records: nobody has one."""
    none = np.zeros(people, bool)
    return Made(kind, Exact(np.zeros(people, np.int64), 1), none, np.zeros(people, np.int32), np.zeros(0, np.intp))
