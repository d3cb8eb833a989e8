"""Where an answer is missing: the cell, the row of records or the sheet somebody must look at."""

import numpy as np

from asn_eval.check.records import State
from asn_eval.pipeline import Evaluation
from asn_eval.present.wording import Words
from asn_eval.rules.evidence import KINDS
from asn_eval.rules.requirement import FACT_KINDS, Requirement

# The roster field a fact is worked out from.
_FIELD_OF = {"usia": "tanggal_lahir", "masa_kerja": "tmt_cpns"}


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
    place = _record(evaluation, found[0], person)
    return say("decide.reason.unknown_record", requirement=rule, kind=KINDS[found[0]].title[language], place=place)


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


def _record(evaluation: Evaluation, kind: str, person: int) -> str:
    """Name the first row of a person in a logbook, else its first sheet."""
    logbook, dossier = evaluation.dossier.logbooks[kind], evaluation.dossier
    mine = np.flatnonzero(logbook.person == person)
    if len(mine):
        return str(dossier.place(int(logbook.source[mine[0]]), int(logbook.row[mine[0]])))
    sheets = sorted(logbook.columns)
    return str(dossier.place(sheets[0])) if sheets else KINDS[kind].title["id"]
