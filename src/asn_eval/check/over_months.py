"""What several sheets say of the same people: who is absent from a month, whose identity changed, what is averaged unasked."""

from collections.abc import Mapping, Sequence

import numpy as np

from asn_eval.check.cells import typed
from asn_eval.check.evidence import NOBODY, Part, Scored
from asn_eval.check.faults import Faults
from asn_eval.check.layouts import Layout
from asn_eval.check.months import Month, is_in
from asn_eval.check.records import State
from asn_eval.check.roster import Roster
from asn_eval.check.rows import Table
from asn_eval.check.texts import Texts, empty
from asn_eval.rules.rulebook import Period, Rulebook
from asn_eval.rules.vocabulary import TEXT_FIELDS


def tell_months(roster: Roster, sheets: Sequence[Scored], faults: Faults) -> None:
    """Tell, for each month, how many people have no row in it, and whose identity changed since the month before."""
    by_month: dict[Month, list[Scored]] = {}
    for sheet in sheets:
        if sheet.table.layout.month:
            by_month.setdefault(sheet.table.layout.month, []).append(sheet)
    if len(by_month) < 2:
        return
    for of_month in by_month.values():
        present = np.zeros(len(roster.people) + 1, dtype=bool)
        for sheet in of_month:
            present[sheet.person] = True
        absent = len(roster.people) - int(present[:NOBODY].sum())
        if absent:
            faults.one("month-absent", of_month[0].table.place(), {"count": str(absent)}, absent)
    for field in TEXT_FIELDS:
        _tell_changes(roster, field, faults)


def tell_outside(layouts: Sequence[Layout], period: Period | None, faults: Faults) -> None:
    """Tell sheets of scores by month that are read though their months are outside the period: none of them is in it."""
    for layout in layouts if period else ():
        scores = layout.kind != "ignored" and not layout.names_only
        if period and scores and layout.month and not is_in(layout.month, period.start, period.end):
            faults.one("month-outside", layout.sheet.place())


def _tell_changes(roster: Roster, field: str, faults: Faults) -> None:
    """Compare one field of each person with the last month in which it was given; the later cell is the place."""
    last = empty(len(roster.people))
    sheet_of = np.zeros(len(roster.people), dtype=np.intp)
    record_of = np.zeros(len(roster.people), dtype=np.intp)
    for k in sorted(range(len(roster.sheets)), key=lambda k: roster.sheets[k].month):
        sheet, person = roster.sheets[k], roster.person_of[k]
        if field not in sheet.texts or not sheet.table.layout.month:
            continue
        now, before = sheet.texts[field], last[person]
        changed = np.flatnonzero((now != before) & (now != "") & (before != ""))
        column = sheet.table.column(field)
        told = {
            i: (int(sheet_of[person[i]]), int(record_of[person[i]]), str(before[i])) for i in changed[:1000].tolist()
        }

        def details(
            i: int, told: dict[int, tuple[int, int, str]] = told, now: Texts = now, here: Table = sheet.table
        ) -> dict[str, str]:
            earlier, record, text = told[i]
            table = roster.sheets[earlier].table
            return {
                "found": typed(now[i]),
                "before": typed(text),
                "other": table.cell(record, table.column(field), here),
            }

        faults.cells("identity-changed", sheet.table, column, changed, details)
        given = np.flatnonzero(now != "")
        last[person[given]] = now[given]
        sheet_of[person[given]] = k
        record_of[person[given]] = given


def tell_averaged(by_leaf: Mapping[str, Sequence[Part]], rulebook: Rulebook, faults: Faults) -> None:
    """Tell sheets whose values are averaged with those of an earlier sheet though neither months, raters nor dates part them."""
    told: dict[int, tuple[Table, Table, int, list[str]]] = {}
    for leaf, parts in by_leaf.items():
        if rulebook.typed_leaves()[leaf].combine != "mean":
            continue
        alike = [p for p in parts if _undivided(p.sheet)]
        for number, part in enumerate(alike):
            given = part.of(part.sheet.person)[part.read.state == State.GIVEN]
            for earlier in alike[:number]:
                there = earlier.of(earlier.sheet.person)[earlier.read.state == State.GIVEN]
                common = int((np.isin(given, there) & (given != NOBODY)).sum())
                if common:
                    here = part.sheet.table
                    known = told.setdefault(here.source, (here, earlier.sheet.table, common, []))
                    known[3].append(rulebook.title_of(leaf))
                    break
    for here, other, count, titles in told.values():
        same = other.place().file == here.place().file
        values = {"other": other.place().sheet if same else str(other.place()), "indicators": ", ".join(titles)}
        faults.one("sheets-averaged", here.place(), {"count": str(count), **values}, count)


def _undivided(sheet: Scored) -> bool:
    table = sheet.table
    return not table.layout.month and not table.column("mulai") and not sheet.rater.any()
