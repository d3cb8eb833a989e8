"""Recognised sheets of records become logbooks: every cell typed or told, every NIP found, every record with its month and year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from asn_eval.check.faults import Faults
from asn_eval.check.feedback_sheet import tell_feedback
from asn_eval.check.form import Form
from asn_eval.check.form_owners import FormOwners
from asn_eval.check.handlers import FURTHER, handlers, without_nil
from asn_eval.check.headings import Vocabulary
from asn_eval.check.layouts import Layout
from asn_eval.check.logbook import Logbook, NumberColumn
from asn_eval.check.logbook_columns import Columns, joined_columns, read_columns
from asn_eval.check.logbook_headings import tell_slips
from asn_eval.check.outsiders import outsiders, without
from asn_eval.check.record_kinds import SEVERAL, rivalry
from asn_eval.check.record_times import tell_time, times
from asn_eval.check.record_years import tell_far
from asn_eval.check.roster import Roster
from asn_eval.check.rows import Table, table_of
from asn_eval.check.sections import tell_only_additional, with_tasks
from asn_eval.check.skp_form import form_table
from asn_eval.check.target_percents import tell_mixed_percents
from asn_eval.rules.evidence import KINDS
from asn_eval.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class _Part:
    """One sheet read: which record (of the sheet) each entry is, whom it is about, how many share it, and its columns."""

    table: Table
    record: npt.NDArray[np.intp]
    person: npt.NDArray[np.int32]
    shared: npt.NDArray[np.int16]
    columns: Columns
    month: npt.NDArray[np.int8]
    year: npt.NDArray[np.int16]


def read_logbooks(
    layouts: Sequence[Layout], first_source: int, roster: Roster, rulebook: Rulebook, faults: Faults
) -> dict[str, Logbook]:
    """Read every logbook sheet; ``first_source`` is the index of the first of them among the dossier's sources."""
    parts: dict[str, list[_Part]] = {}
    people = {str(nip): person for person, nip in enumerate(roster.people.nip.tolist())}
    names = roster.people.texts["nama"]
    owners = FormOwners(people, names, faults)
    for number, layout in enumerate(_spared(found, rulebook) for found in layouts):
        if layout.why:
            faults.one(layout.why, *(rivalry(layout) if layout.why == SEVERAL else (layout.sheet.place(), None)))
            continue
        tell_time(layout, rulebook.period, faults)
        vocabulary, source = Vocabulary(rulebook, None, layout.kind), first_source + number
        table = (
            form_table(layout, layout.form, source, faults)
            if layout.form
            else table_of(layout, source, vocabulary, faults)
        )
        slipped = tell_slips(table, vocabulary, faults)
        if layout.kind == "sanctions" and not slipped and not table.column("akhir_hukuman") and len(table):
            faults.one("sanctions-endless", table.place(layout.header_row))
        tell_feedback(table, faults)
        part = _form_part(table, layout.form, owners, faults) if layout.form else _part(table, people, names, faults)
        tell_far(part.table, part.columns, rulebook, faults)
        parts.setdefault(layout.kind, []).append(part)
    return {kind: _logbook(kind, found) for kind, found in parts.items()}


def _spared(layout: Layout, rulebook: Rulebook) -> Layout:
    """Leave the reporters' scores unread where nothing is measured from them: many logs hold words there, or another scale."""
    measured = {leaf.measure for leaf in rulebook.leaves().values()}
    if "kepuasan" not in layout.found.columns or "complaints.satisfaction" in measured:
        return layout
    columns = {field: column for field, column in layout.found.columns.items() if field != "kepuasan"}
    return replace(layout, found=replace(layout.found, columns=columns))


def _part(table: Table, people: Mapping[str, int], names: npt.NDArray[np.object_], faults: Faults) -> _Part:
    table = without_nil(table)
    nips = [column for column in map(table.column, ("nip", *FURTHER)) if column]
    outside = outsiders(table, nips, people, names)
    table = without(table, nips, outside, faults)
    columns = _read(table, faults)
    found = handlers(table, people, faults, outside)
    return _part_of(table, columns, found.record, found.person, found.shared, faults)


def _form_part(table: Table, form: Form, owners: FormOwners, faults: Faults) -> _Part:
    columns, person = _read(table, faults), owners.of(table, form)
    count = len(table) if person >= 0 else 0
    records = np.arange(count, dtype=np.intp)
    return _part_of(table, columns, records, np.full(count, person, np.int32), np.ones(count, np.int16), faults)


def _part_of(
    table: Table,
    columns: Columns,
    record: npt.NDArray[np.intp],
    person: npt.NDArray[np.int32],
    shared: npt.NDArray[np.int16],
    faults: Faults,
) -> _Part:
    if table.layout.sections:
        tell_only_additional(table, person, record, columns.texts["kategori"], faults)
    return _Part(table, record, person, shared, columns, *times(table, columns, faults))


def _read(table: Table, faults: Faults) -> Columns:
    columns = read_columns(table, KINDS[table.layout.kind].fields, faults)
    if table.layout.sections:
        columns.texts["kategori"] = with_tasks(table, columns.texts.get("kategori"), faults)
    if table.layout.kind == "targets":
        tell_mixed_percents(table, faults)
    return columns


def _logbook(kind: str, parts: Sequence[_Part]) -> Logbook:
    columns = joined_columns([(p.columns, p.record) for p in parts], KINDS[kind].fields)
    return Logbook(
        kind,
        np.concatenate([p.person for p in parts]),
        np.concatenate([np.full(len(p.person), p.table.source, np.int16) for p in parts]),
        np.concatenate([p.table.rows[p.record] for p in parts]).astype(np.int32),
        np.concatenate([p.month[p.record] for p in parts]),
        np.concatenate([p.year[p.record] for p in parts]),
        np.concatenate([p.shared for p in parts]),
        np.concatenate([p.table.bad[p.record] for p in parts]),
        {p.table.source: p.table.layout.found.columns for p in parts},
        {name: NumberColumn(*column) for name, column in columns.numbers.items()},
        columns.moments,
        columns.timed,
        columns.minutes,
        columns.flags,
        columns.texts,
    )
