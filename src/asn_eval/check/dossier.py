"""Every check, once, in order: sheets in, one Dossier out, with all that was found."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from asn_eval.check.evidence import (
    Asked,
    Part,
    Scored,
    parts_of,
    records_of,
    scored_roster,
    scored_sheet,
    tell_absent,
    tell_part,
)
from asn_eval.check.faults import Faults
from asn_eval.check.headings import Vocabulary
from asn_eval.check.layouts import UNASKED, Layout, recognise
from asn_eval.check.logbook import Logbook
from asn_eval.check.logbook_headings import Almost, almost_records, tell_almost, worth_telling
from asn_eval.check.logbooks import (
    kinds_measured,
    logbook_layouts,
    record_vocabularies,
    tell_kinds,
    tell_unanswered,
)
from asn_eval.check.needed import (
    tell_columns,
    tell_doubled_columns,
    tell_headings,
    tell_maps,
    tell_no_roster,
    tell_sheets,
)
from asn_eval.check.nip import tell_ages
from asn_eval.check.over_months import tell_averaged, tell_months, tell_outside
from asn_eval.check.profiles import asked_for, profile_of
from asn_eval.check.record_kinds import but_of_staff
from asn_eval.check.records import Dossier, ScoreRecords, Source
from asn_eval.check.roster import Roster, column_in, identities, roster_of
from asn_eval.check.rows import Table, table_of
from asn_eval.findings import Place
from asn_eval.read.sheet import Book
from asn_eval.rules.rulebook import Rulebook


def check(books: Sequence[Book], rulebook: Rulebook, maps: Mapping[str, str] | None = None) -> Dossier:
    """Check workbooks against a rulebook: people, scores, and every finding, in the order of the files.

    ``maps`` gives fields or indicator ids to headings by hand. Whatever the sheets hold, faults are findings; nothing is raised.
    """
    faults = Faults()
    vocabulary = Vocabulary(rulebook, maps)
    of_records = record_vocabularies(rulebook, maps)
    found = logbook_layouts(books, of_records, rulebook, maps)
    records = [x for x in found if x.why != UNASKED]
    layouts = recognise(books, vocabulary, found, rulebook.period)
    records = but_of_staff(records, layouts)
    layouts, records, almost = _nearly_records(layouts, records, of_records, rulebook)
    tell_almost(almost, faults)
    tell_maps(maps or {}, vocabulary, (*layouts, *records), faults)
    tell_sheets(layouts, faults)
    tell_outside(layouts, rulebook.period, faults)
    tables = [table_of(x, n, vocabulary, faults) for n, x in enumerate(layouts) if x.kind != "ignored"]
    tell_doubled_columns(tables, faults)
    roster = _roster(tables, (layouts, records), vocabulary, faults)
    asked = Asked(profile_of(roster.people, rulebook), asked_for(rulebook))
    _tell_profiles(asked, rulebook, roster, faults)
    sheets = [scored_roster(roster, k, faults) for k in range(len(roster.sheets))]
    sheets += [scored_sheet(t, roster, faults) for t in tables if t.layout.kind != "roster"]
    scores = _scores(sheets, roster, asked, rulebook, vocabulary, faults)
    tell_months(roster, sheets, faults)
    logbooks = _logbooks(records, len(layouts), roster, rulebook, faults)
    doubtful = {*(x.layout.kind for x in almost), *(kind for x in records for kind in x.rivals)}
    tell_kinds(kinds_measured(rulebook), {*logbooks, *doubtful}, faults)
    tell_unanswered(rulebook, logbooks, faults)
    people = replace(roster.people, faulty=_faulty(sheets, len(roster.people)))
    return Dossier(people, scores, tuple(_source(x, vocabulary) for x in (*layouts, *records)), faults.told(), logbooks)


def _logbooks(
    records: Sequence[Layout], first_source: int, roster: Roster, rulebook: Rulebook, faults: Faults
) -> dict[str, Logbook]:
    if not records:
        return {}
    from asn_eval.check.logbook_reading import read_logbooks

    return read_logbooks(records, first_source, roster, rulebook, faults)


def _nearly_records(
    layouts: list[Layout], records: list[Layout], vocabularies: Mapping[str, Vocabulary], rulebook: Rulebook
) -> tuple[list[Layout], list[Layout], list[Almost]]:
    """Find the sheets to be told as almost records; they are no longer said to be of no use, nor read as another kind."""
    found = almost_records(layouts, records, vocabularies)
    almost = worth_telling(found, kinds_measured(rulebook), [x.kind for x in records])
    told = {_sheet_of(x.layout) for x in almost}
    layouts = [replace(x, why="sheet-records") if x.kind == "ignored" and _sheet_of(x) in told else x for x in layouts]
    return layouts, [x for x in records if _sheet_of(x) not in told], almost


def _sheet_of(layout: Layout) -> tuple[str, str]:
    return layout.sheet.file, layout.sheet.name


def _roster(
    tables: Sequence[Table],
    read: tuple[Sequence[Layout], Sequence[Layout]],
    vocabulary: Vocabulary,
    faults: Faults,
) -> Roster:
    """Find the people; ``read`` holds the sheets, and those of them that are records."""
    rosters = [t for t in tables if t.layout.kind == "roster"]
    sheets = [identities(t, vocabulary.referred, faults) for t in rosters]
    roster = roster_of(sheets, faults)
    if not rosters:
        tell_no_roster(*read, vocabulary, faults)
        return roster
    for t, sheet in enumerate(sheets):
        tell_ages(sheet.nips, sheet.table, np.sort(roster.record[roster.table == t]), faults)
    needed = {h: names for h, names in vocabulary.referred.items() if h not in vocabulary.wished}
    tell_columns(needed, sheets, faults)
    if not len(roster.people):
        faults.one("roster-empty", rosters[0].place())
    return roster


def _tell_profiles(asked: Asked, rulebook: Rulebook, roster: Roster, faults: Faults) -> None:
    used = {n - 1 for n in np.flatnonzero(np.bincount(asked.profile.astype(np.int64) + 1)).tolist()}
    for k, (key, profile) in enumerate(rulebook.profiles.items()):
        if k not in used and len(roster.people):
            place = Place("indicators.yaml", path=f"profiles.{key}")
            faults.one("profile-unused", place, {"profile": profile.title or key})


def _scores(
    sheets: Sequence[Scored],
    roster: Roster,
    asked: Asked,
    rulebook: Rulebook,
    vocabulary: Vocabulary,
    faults: Faults,
) -> dict[str, ScoreRecords]:
    by_leaf: dict[str, list[Part]] = {leaf: [] for leaf in rulebook.typed_leaves()}
    for sheet in sheets:
        for leaf, part in parts_of(sheet, rulebook, vocabulary, faults).items():
            by_leaf[leaf].append(part)
    scores = {}
    for leaf, indicator in rulebook.typed_leaves().items():
        title = rulebook.title_of(leaf)
        for part in by_leaf[leaf]:
            tell_part(part, leaf, title, indicator, asked, faults)
        scores[leaf] = records_of(by_leaf[leaf])
        if by_leaf[leaf] and indicator.missing == "error":
            tell_absent(leaf, title, scores[leaf], roster, asked, faults)
    tell_headings(sheets, by_leaf, asked, rulebook, vocabulary, faults)
    tell_averaged(by_leaf, rulebook, faults)
    return scores


def _faulty(sheets: Sequence[Scored], people: int) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    faulty = np.zeros(people + 1, dtype=bool)
    for sheet in sheets:
        # A record of nobody (-1) marks the entry behind the last person.
        faulty[sheet.person[sheet.table.bad]] = True
    return faulty[:people]


def _source(layout: Layout, vocabulary: Vocabulary) -> Source:
    sheet, found = layout.sheet, layout.found
    if layout.kind == "ignored" or layout.why:
        return Source(sheet.file, sheet.name, "ignored", why=layout.why)
    return Source(
        sheet.file,
        sheet.name,
        layout.kind,
        layout.header_row,
        found.columns,
        found.headings,
        found.ignored,
        layout.month.number if layout.month else 0,
        year=layout.month.year if layout.month else 0,
        referred={
            heading: column
            for heading, names in vocabulary.referred.items()
            if (column := column_in(layout.titles, names))
        },
    )
