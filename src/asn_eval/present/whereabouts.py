"""Where an answer is missing: the cell, the row of records or the sheet somebody must look at."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from asn_eval.check.records import State
from asn_eval.decide.recorded import SCORE_FACTS
from asn_eval.pipeline import Evaluation
from asn_eval.present.wording import Words
from asn_eval.rules.evidence import KINDS
from asn_eval.rules.requirement import FACT_KINDS, PERIODIC_FACTS, Requirement

# The roster field a fact is worked out from.
_FIELD_OF = {"usia": "tanggal_lahir", "masa_kerja": "tmt_cpns", "masa_kerja_pns": "tmt_cpns"}


def unknown_words(evaluation: Evaluation, requirement: Requirement, rule: str, person: int, language: str) -> str:
    """Say that a requirement needs verification, and name what is empty or cannot be read."""
    say, fact = Words(language).say, requirement.fact or ""
    own = {key for key, _, _ in evaluation.rulebook.walk()}
    kinds = () if fact in own else FACT_KINDS.get(fact, ())
    if not kinds:
        return say("decide.reason.unknown_at", requirement=rule, place=_cell(evaluation, requirement, person))
    found = [kind for kind in kinds if kind in evaluation.dossier.logbooks]
    if not found:
        return say("decide.reason.unknown_sheet", requirement=rule, kind=KINDS[kinds[0]].title[language])
    kind, place = _record(evaluation, requirement, found, person)
    return say("decide.reason.unknown_record", requirement=rule, kind=KINDS[kind].title[language], place=place)


def _cell(evaluation: Evaluation, requirement: Requirement, person: int) -> str:
    dossier = evaluation.dossier
    number, row = int(dossier.people.source[person]), int(dossier.people.row[person])
    source, fact = dossier.sources[number], requirement.fact or ""
    if requirement.column:
        return str(dossier.place(number, row, source.referred.get(requirement.column, 0)))
    records = dossier.scores.get(fact)
    if records is not None:
        lacking = np.flatnonzero((records.person == person) & (records.state != State.GIVEN))
        if len(lacking):
            first = int(lacking[0])
            return str(dossier.place(int(records.source[first]), int(records.row[first]), int(records.column[first])))
    column = source.columns.get(_FIELD_OF.get(fact, fact), source.columns.get("nip", 0) if fact in _FIELD_OF else 0)
    return str(dossier.place(number, row, column))


def _record(evaluation: Evaluation, requirement: Requirement, found: Sequence[str], person: int) -> tuple[str, str]:
    """Name the row of a person that does not answer, and its kind: of earlier evaluations the one of the years asked for.

    Of other records it is the first that was told, else the first at all; of who has none it is the sheet.
    """
    dossier, fact = evaluation.dossier, requirement.fact or ""
    recorded = evaluation.facts.recorded
    earlier = recorded.unanswered(fact, requirement.consecutive_periods or 1, person)
    if earlier is not None:
        return "history", _row(evaluation, "history", earlier)
    kind = next((k for k in found if (dossier.logbooks[k].person == person).any()), found[0])
    mine = np.flatnonzero(dossier.logbooks[kind].person == person)
    asked_by_year = kind == "history" and fact in {*PERIODIC_FACTS, *SCORE_FACTS}
    if not len(mine) or asked_by_year:
        # No row of a year asked for: another year's would be the wrong one to look at.
        sheets = sorted(dossier.logbooks[kind].columns)
        return kind, str(dossier.place(sheets[0])) if sheets else KINDS[kind].title["id"]
    rows = [_row(evaluation, kind, record) for record in mine.tolist()]
    told = {str(replace(f.place, column=0, rows=1)) for f in evaluation.findings if f.place.row} if rows[1:] else set()
    return kind, next((row for row in rows if row in told), rows[0])


def _row(evaluation: Evaluation, kind: str, record: int) -> str:
    logbook = evaluation.dossier.logbooks[kind]
    return str(evaluation.dossier.place(int(logbook.source[record]), int(logbook.row[record])))
