"""Sheets of records an office keeps become logbooks: recognised by their headings, every cell typed or told, every NIP found.

Only kinds the rulebook measures something from are looked for; other sheets are what they were.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import is_blank, tidy, typed
from asn_eval.check.faults import Faults
from asn_eval.check.headings import Vocabulary, joined
from asn_eval.check.layouts import Layout, find_header
from asn_eval.check.logbook import Logbook, NumberColumn
from asn_eval.check.logbook_columns import Columns, joined_columns, read_columns
from asn_eval.check.logbook_headings import alike, own_columns, tell_slips
from asn_eval.check.months import Month, months_of
from asn_eval.check.roster import Roster
from asn_eval.check.rows import Table, table_of
from asn_eval.check.target_percents import tell_mixed_percents
from asn_eval.findings import Place
from asn_eval.read.sheet import Book, ErrorCell, Sheet, UncachedFormula
from asn_eval.rules.awarding import IMPROVEMENT
from asn_eval.rules.careers import facts_of_records
from asn_eval.rules.evidence import KINDS, ONE_ROW, SOURCES
from asn_eval.rules.requirement import FACT_KINDS
from asn_eval.rules.rulebook import Rulebook

# Fields whose values add up.
_COUNTED = frozenset({"number", "minutes"})
_SEVERAL = re.compile(r"[;,/&\n\r]+|\bdan\b")


def kinds_measured(rulebook: Rulebook) -> tuple[str, ...]:
    """Give the kinds of records the rulebook's indicators are measured from, in the order of the vocabulary."""
    asked = {kind for leaf in rulebook.leaves().values() if leaf.measure for kind in SOURCES[leaf.measure]}
    return tuple(kind for kind in KINDS if kind in asked)


def kinds_of_facts(rulebook: Rulebook) -> tuple[tuple[str, ...], ...]:
    """Give the kinds of records requirements and awards ask about; any kind of one entry will do."""
    own = {key for key, _, _ in rulebook.walk()}
    facts = [r.fact for r in rulebook.conditions() if r.fact and r.fact not in own]
    facts += ["peningkatan" for award in rulebook.awards.values() if award.by == IMPROVEMENT]
    return tuple(dict.fromkeys(FACT_KINDS[fact] for fact in facts if fact in FACT_KINDS))


def kinds_asked(rulebook: Rulebook) -> tuple[str, ...]:
    """Give the kinds of records the rulebook looks at, in the order of the vocabulary."""
    asked = {*kinds_measured(rulebook), *(kind for kinds in kinds_of_facts(rulebook) for kind in kinds)}
    asked |= {kind for fact in facts_of_records(rulebook.talent, rulebook.career) for kind in FACT_KINDS[fact]}
    asked |= {"training"} if rulebook.training else set()
    return tuple(kind for kind in KINDS if kind in asked)


def record_vocabularies(rulebook: Rulebook, maps: Mapping[str, str] | None) -> dict[str, Vocabulary]:
    """Give the headings of each kind of records asked for."""
    return {kind: Vocabulary(rulebook, maps, kind) for kind in kinds_asked(rulebook)}


def logbook_layouts(books: Sequence[Book], vocabularies: Mapping[str, Vocabulary]) -> list[Layout]:
    """Find the sheets of each kind asked for: of several kinds a sheet could be, the one it has most columns of.

    A yearly sheet beside sheets of months is kept apart.
    """
    found: list[Layout] = []
    for book in books if vocabularies else ():
        months = months_of([sheet.name for sheet in book.sheets], book.file if len(books) > 1 else "")
        for sheet, month in zip(book.sheets, months, strict=True):
            if not sheet.hidden and sheet.rows:
                likely = [x for x in (_layout(sheet, k, v, month) for k, v in vocabularies.items()) if x]
                found += sorted(likely, key=own_columns, reverse=True)[:1]
    monthly = {x.kind for x in found if x.month}
    return [
        replace(x, why="sheet-recap") if x.kind in monthly and x.kind in ONE_ROW and not x.month else x for x in found
    ]


def _layout(sheet: Sheet, kind: str, vocabulary: Vocabulary, month: Month | None) -> Layout | None:
    header = find_header(sheet, vocabulary)
    if header is None:
        return None
    row, titles = header
    columns = vocabulary.columns(titles)
    if "nip" not in columns.columns or not KINDS[kind].required <= frozenset(columns.columns):
        return None
    return Layout(
        _filled_down(sheet, row, kind, columns.columns), kind, row, tuple(map(joined, titles)), columns, month
    )


def _filled_down(sheet: Sheet, header: int, kind: str, columns: Mapping[str, int]) -> Sheet:
    """Write what is merged over several rows – a NIP, the text of a result, a date – into each of them, as a person reads it.

    A number over several rows is left where it stands: it is one number, and would count once a row.
    """
    counted = {
        c for name, c in columns.items() if name in (fields := KINDS[kind].fields) and fields[name].type in _COUNTED
    }
    filled: dict[int, list[object]] = {}
    for top, left, bottom, right in sheet.merged:
        if top <= header or bottom == top or top > sheet.rows:
            continue
        for column in {c for c in columns.values() if left <= c <= right} - counted:
            values = filled.setdefault(column, list(sheet.columns[column - 1]))
            values[top:bottom] = [values[top - 1]] * (min(bottom, len(values)) - top)
    if not filled:
        return sheet
    return replace(sheet, columns=tuple(filled.get(n, values) for n, values in enumerate(sheet.columns, 1)))


def tell_kinds(asked: Sequence[str], found: Collection[str], faults: Faults) -> None:
    """Tell the kinds of records the rulebook measures from that no sheet holds; either kind of attendance will do."""
    for kind in asked:
        if not alike(kind) & set(found) and kind != "attendance-recap":
            kinds = [kind, *sorted(alike(kind) - {kind})]
            values = {
                "kind": " / ".join(KINDS[k].title["id"] for k in kinds),
                "headings": " / ".join(f"NIP, {_headings(k)}" for k in kinds),
            }
            faults.one("records-missing", Place("indicators.yaml"), values)


def _headings(kind: str) -> str:
    return ", ".join(KINDS[kind].fields[name].headings[0] for name in sorted(KINDS[kind].required))


def tell_unanswered(rulebook: Rulebook, found: Mapping[str, Logbook], faults: Faults) -> None:
    """Tell the kinds of records only requirements ask about that no sheet holds: they stay unanswered, they are not failed."""
    measured = set(kinds_measured(rulebook))
    for kinds in kinds_of_facts(rulebook):
        if not set(kinds) & (set(found) | measured):
            values = {"kind": KINDS[kinds[0]].title["id"], "headings": _headings(kinds[0])}
            faults.one("fact-records-missing", Place("indicators.yaml"), values)


@dataclass(frozen=True, slots=True)
class _Part:
    """One sheet read: which record (of the sheet) each entry is, whom it is about, how many share it, and its columns."""

    table: Table
    record: npt.NDArray[np.intp]
    person: npt.NDArray[np.int32]
    shared: npt.NDArray[np.int16]
    columns: Columns


def read_logbooks(
    layouts: Sequence[Layout], first_source: int, roster: Roster, rulebook: Rulebook, faults: Faults
) -> dict[str, Logbook]:
    """Read every logbook sheet; ``first_source`` is the index of the first of them among the dossier's sources."""
    parts: dict[str, list[_Part]] = {}
    people = {str(nip): person for person, nip in enumerate(roster.people.nip.tolist())}
    for number, layout in enumerate(layouts):
        if layout.why:
            faults.one(layout.why, layout.sheet.place())
            continue
        vocabulary = Vocabulary(rulebook, None, layout.kind)
        table = table_of(layout, first_source + number, vocabulary, faults)
        tell_slips(table, vocabulary, faults)
        parts.setdefault(layout.kind, []).append(_part(table, people, faults))
    return {kind: _logbook(kind, found) for kind, found in parts.items()}


def _part(table: Table, people: Mapping[str, int], faults: Faults) -> _Part:
    columns = read_columns(table, KINDS[table.layout.kind].fields, faults)
    if table.layout.kind == "targets":
        tell_mixed_percents(table, faults)
    record: list[int] = []
    person: list[int] = []
    shared: list[int] = []
    known: dict[object, list[int]] = {}
    nips = table.cells(table.column("nip"))
    unknown: list[int] = []
    for number, value in enumerate(nips):
        key = (type(value), value)
        if key not in known:
            known[key] = list(_people_in(value, people))
        found = [p for p in known[key] if p >= 0]
        if len(found) < len(known[key]) or not known[key]:
            unknown.append(number)
        record += [number] * len(found)
        person += found
        shared += [len(known[key])] * len(found)
    _tell_unknown(table, nips, unknown, faults)
    return _Part(table, np.array(record, np.intp), np.array(person, np.int32), np.array(shared, np.int16), columns)


def _people_in(value: object, people: Mapping[str, int]) -> Iterator[int]:
    """Give the people a cell names, -1 for each NIP that is nobody's; a case several people share names all of them."""
    if isinstance(value, str) and not isinstance(value, ErrorCell | UncachedFormula):
        for text in filter(None, map(str.strip, _SEVERAL.split(value))):
            yield people.get("".join(c for c in text if c.isdigit()), -1)


def _tell_unknown(table: Table, nips: Sequence[object], unknown: Sequence[int], faults: Faults) -> None:
    by_code: dict[str, list[int]] = {}
    for record in unknown:
        by_code.setdefault(_fault_of(nips[record]), []).append(record)
    for code, records in by_code.items():
        faults.cells(
            code, table, table.column("nip"), np.array(records, np.intp), lambda i: {"found": tidy(typed(nips[i]))}
        )


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


def _logbook(kind: str, parts: Sequence[_Part]) -> Logbook:
    columns = joined_columns([(p.columns, p.record) for p in parts], KINDS[kind].fields)
    return Logbook(
        kind,
        np.concatenate([p.person for p in parts]),
        np.concatenate([np.full(len(p.person), p.table.source, np.int16) for p in parts]),
        np.concatenate([p.table.rows[p.record] for p in parts]).astype(np.int32),
        np.concatenate(
            [np.full(len(p.person), p.table.layout.month.number if p.table.layout.month else 0, np.int8) for p in parts]
        ),
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
