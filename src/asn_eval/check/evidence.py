"""Scores: the records of each leaf indicator, from columns of the roster, score sheets with a column each, and long lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import typed
from asn_eval.check.doubles import doubles
from asn_eval.check.exact import Exact
from asn_eval.check.faults import Faults, Index
from asn_eval.check.headings import Vocabulary, nearest_to
from asn_eval.check.nip import read_nips
from asn_eval.check.numbers import Numbers, numbers
from asn_eval.check.records import ScoreRecords, State
from asn_eval.check.roster import Persons, Roster
from asn_eval.check.rows import Table
from asn_eval.check.texts import Texts, empty, texts
from asn_eval.rules.rulebook import Indicator, Rulebook

NOBODY = -1
S = TypeVar("S", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Scored:
    """One sheet with scores: whom each record is about (``NOBODY`` = not in the roster), and who rated where it says so."""

    table: Table
    person: Persons
    rater: Texts


@dataclass(frozen=True, slots=True)
class Part:
    """The records of one indicator from one sheet; ``index`` says which records of the sheet, ``column`` where they stand."""

    sheet: Scored
    column: int
    index: Index
    read: Numbers

    def of(self, column: npt.NDArray[S]) -> npt.NDArray[S]:
        """Give what a column of the sheet holds for these records."""
        return column if len(self.index) == len(self.sheet.table) else column[self.index]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of whom: the profile of each person, and by leaf indicator which profiles ask for it."""

    profile: npt.NDArray[np.int16]
    by_leaf: Mapping[str, npt.NDArray[np.bool_]]

    def of(self, leaf: str, person: Persons) -> npt.NDArray[np.bool_]:
        """Tell for each record whether its person is asked for the indicator; a record of nobody is not."""
        if not len(self.profile):
            return np.zeros(len(person), dtype=bool)
        applies: npt.NDArray[np.bool_] = person != NOBODY
        if not self.by_leaf[leaf].all():
            applies &= self.by_leaf[leaf][self.profile[person]]
        return applies


def scored_roster(roster: Roster, position: int, faults: Faults) -> Scored:
    """Take one roster sheet as a sheet with scores."""
    table = roster.sheets[position].table
    return Scored(table, roster.person_of[position], _raters(table, faults))


def scored_sheet(table: Table, roster: Roster, faults: Faults) -> Scored:
    """Find the people of a score sheet by NIP; a NIP the roster does not have is a finding."""
    column = table.column("nip")
    nips = read_nips(table, column, faults)
    order = np.argsort(roster.numbers, kind="stable")
    known = roster.numbers[order]
    at = np.searchsorted(known, nips.number)
    at[at == len(known)] = 0
    found = (known[at] == nips.number) & nips.valid if len(known) else np.zeros(len(table), dtype=bool)
    person = np.full(len(table), NOBODY, dtype=np.int32)
    person[found] = order[at[found]]
    faults.cells(
        "nip-unknown", table, column, np.flatnonzero(nips.valid & ~found), lambda i: {"found": str(nips.text[i])}
    )
    scored = Scored(table, person, _raters(table, faults))
    if table.layout.kind == "scores":
        _tell_doubles(scored, nips.number, "nip-doubled", column, faults)
    return scored


def _raters(table: Table, faults: Faults) -> Texts:
    column = table.column("penilai")
    return texts(table, column, faults) if column else empty(len(table))


def _tell_doubles(sheet: Scored, key: npt.NDArray[np.int64], code: str, column: int, faults: Faults) -> None:
    """Tell records with the same key (not negative) and rater; each names the first other cell."""
    raters = {name: n for n, name in enumerate(dict.fromkeys(sheet.rater.tolist()))}
    rater = np.fromiter((raters[name] for name in sheet.rater.tolist()), dtype=np.int64, count=len(key))
    table, other = sheet.table, doubles(key, rater)
    values = table.layout.sheet.columns[column - 1]

    def details(i: int) -> dict[str, str]:
        return {"found": typed(values[table.rows[i] - 1]), "other": table.cell(other[i], column, table)}

    faults.cells(code, table, column, np.array(list(other), dtype=np.intp), details)


def parts_of(sheet: Scored, rulebook: Rulebook, vocabulary: Vocabulary, faults: Faults) -> dict[str, Part]:
    """Read every indicator of one sheet, in whichever way it holds them."""
    leaves = rulebook.typed_leaves()
    if sheet.table.layout.kind == "scores-long":
        return _long(sheet, leaves, vocabulary, faults)
    parts = {}
    everyone = np.arange(len(sheet.table))
    for leaf, indicator in leaves.items():
        column = sheet.table.column(leaf)
        if column:
            read = _read(sheet, sheet.table.cells(column), indicator)
            parts[leaf] = Part(sheet, column, everyone, read)
    return parts


def _read(sheet: Scored, values: Sequence[object], indicator: Indicator) -> Numbers:
    plain = sheet.table.layout.sheet.plain
    return numbers(values, indicator.scale, cap=indicator.outside == "cap", plain=plain)


def _long(sheet: Scored, leaves: Mapping[str, Indicator], vocabulary: Vocabulary, faults: Faults) -> dict[str, Part]:
    table = sheet.table
    named, column = texts(table, table.column("indikator"), faults), table.column("nilai")
    target = {name: vocabulary.target(name) for name in set(named.tolist())}
    number = {leaf: n for n, leaf in enumerate(leaves)}
    which = np.array([number.get(target[name] or "", -1) for name in named.tolist()], dtype=np.int64)
    _tell_unknown(table, named, np.flatnonzero(which < 0), leaves, vocabulary, faults)
    key = np.where((which >= 0) & (sheet.person != NOBODY), sheet.person.astype(np.int64) * len(leaves) + which, -1)
    _tell_doubles(sheet, key, "score-doubled", table.column("indikator"), faults)
    values = table.cells(column)
    parts = {}
    for leaf, indicator in leaves.items():
        index = np.flatnonzero(which == number[leaf])
        if len(index):
            read = _read(sheet, [values[i] for i in index.tolist()], indicator)
            parts[leaf] = Part(sheet, column, index, read)
    return parts


def _tell_unknown(
    table: Table, named: Texts, index: Index, leaves: Mapping[str, Indicator], vocabulary: Vocabulary, faults: Faults
) -> None:
    names = {vocabulary.names[leaf][i]: leaf for leaf in leaves for i in range(len(vocabulary.names[leaf]))}
    # Comparing spellings is slow; a list with more different strange names than this is not a matter of slips.
    strange = list(dict.fromkeys(named[index].tolist()))[:100]
    near = {name: nearest_to([name], names) for name in strange}
    column = table.column("indikator")
    without = np.array([i for i in index.tolist() if not named[i]], dtype=np.intp)
    misspelt = np.array([i for i in index.tolist() if named[i] and near.get(named[i])], dtype=np.intp)
    unknown = np.array([i for i in index.tolist() if named[i] and not near.get(named[i])], dtype=np.intp)
    faults.runs("score-indicator-empty", table, column, without)
    faults.cells(
        "score-indicator-misspelt",
        table,
        column,
        misspelt,
        lambda i: {"found": typed(named[i]), "nearest": near[named[i]] or ""},
    )
    faults.cells(
        "score-indicator-unknown",
        table,
        column,
        unknown,
        lambda i: {"found": typed(named[i]), "known": ", ".join(leaves)},
    )


def tell_part(part: Part, leaf: str, title: str, indicator: Indicator, asked: Asked, faults: Faults) -> None:
    """Tell what is wrong with the cells of one indicator in one sheet, for the people it is asked of."""
    table, state = part.sheet.table, part.read.state
    person = part.of(part.sheet.person)
    applies = asked.of(leaf, person)
    told = applies | (person == NOBODY)
    for fault in part.read.faults:
        inner = dict(zip(part.index[fault.index].tolist(), fault.index.tolist(), strict=True))
        index = part.index[fault.index[told[fault.index]]]
        faults.cells(
            fault.code,
            table,
            part.column,
            index,
            lambda i, fault=fault, inner=inner: {"indicator": title, **fault.details(inner[i])},  # type: ignore[misc]
        )
    pointed = part.index[part.read.pointed]
    if len(pointed):
        found = typed(table.layout.sheet.columns[part.column - 1][int(table.rows[pointed[0]]) - 1])
        faults.one("number-points", table.place(column=part.column), {"indicator": title, "found": found}, len(pointed))
    if indicator.missing == "error":
        index = part.index[(state == State.EMPTY) & applies]
        faults.runs("score-empty", table, part.column, index, {"indicator": title})
    if indicator.not_applicable == "error":
        index = part.index[(state == State.NOT_APPLICABLE) & applies]
        values = table.layout.sheet.columns[part.column - 1]
        faults.cells(
            "score-not-applicable",
            table,
            part.column,
            index,
            lambda i: {"indicator": title, "found": typed(values[table.rows[i] - 1])},
        )
    extra = int(((state == State.GIVEN) & ~applies & (person != NOBODY)).sum())
    if extra and asked.by_leaf[leaf].any():
        place = table.place(column=part.column)
        faults.one("score-unneeded", place, {"indicator": title, "count": str(extra)}, extra)


def tell_absent(leaf: str, title: str, records: ScoreRecords, roster: Roster, asked: Asked, faults: Faults) -> None:
    """Tell the people who are asked for an indicator and have no cell for it in any sheet, at their row of the roster."""
    everyone = np.arange(len(roster.people), dtype=np.int32)
    absent = asked.of(leaf, everyone) & roster.valid
    absent[records.person] = False
    people = np.flatnonzero(absent)
    for t, sheet in enumerate(roster.sheets):
        index = np.sort(roster.record[people[roster.table[people] == t]])
        faults.cells(
            "score-absent",
            sheet.table,
            0,
            index,
            lambda i, sheet=sheet: {"indicator": title, "nip": str(sheet.nips.text[i])},  # type: ignore[misc]
        )


def records_of(parts: Sequence[Part]) -> ScoreRecords:
    """Put the records of one indicator from all sheets together, leaving out those of nobody."""
    kept = [p.of(p.sheet.person) != NOBODY for p in parts]

    def whole(columns: Sequence[npt.NDArray[np.generic]], kind: type) -> npt.NDArray[np.generic]:
        # In the common case – one sheet, everybody known – nothing is copied.
        of_people = [c if k.all() else c[k] for c, k in zip(columns, kept, strict=True)]
        column = of_people[0] if len(of_people) == 1 else np.concatenate([np.zeros(0, dtype=kind), *of_people])
        return column.astype(kind, copy=False)

    per = max((p.read.values.per for p in parts), default=1)
    units = [p.read.values.over(per) for p in parts]
    tables = [p.sheet.table for p in parts]
    return ScoreRecords(
        values=Exact(whole(units, object if any(u.dtype == object for u in units) else np.int64), per),  # type: ignore[arg-type]
        state=whole([p.read.state for p in parts], np.uint8),  # type: ignore[arg-type]
        person=whole([p.of(p.sheet.person) for p in parts], np.int32),  # type: ignore[arg-type]
        source=whole([np.full(len(p.index), t.source, np.int16) for p, t in zip(parts, tables, strict=True)], np.int16),  # type: ignore[arg-type]
        row=whole([p.of(t.rows) for p, t in zip(parts, tables, strict=True)], np.int32),  # type: ignore[arg-type]
        column=whole([np.full(len(p.index), p.column, np.int16) for p in parts], np.int16),  # type: ignore[arg-type]
        rater=whole([p.of(p.sheet.rater) for p in parts], object),  # type: ignore[arg-type]
        capped=whole([p.read.capped for p in parts], bool),  # type: ignore[arg-type]
    )
