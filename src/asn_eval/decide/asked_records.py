"""Faults of records that no indicator is measured from: only conditions, talent or careers ask about them.

They are told like those of a measure, but as warnings: what such a record cannot answer is to be verified for its person, and the
totals of everybody stand without it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np

from asn_eval.check.faults import MORE
from asn_eval.check.logbook import Logbook
from asn_eval.check.records import Dossier, State
from asn_eval.decide.recorded import SCORE_FACTS, Recorded, backs
from asn_eval.findings import Finding
from asn_eval.measure.history import numbers_of, years
from asn_eval.measure.predikat import NAMES, shown_names
from asn_eval.measure.professionalism import TABLE
from asn_eval.measure.telling import NO_WORD, Mask, Telling, column_of
from asn_eval.rules.awarding import IMPROVEMENT
from asn_eval.rules.careers import facts_of_records
from asn_eval.rules.requirement import MEASURES, PERIODIC_FACTS
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.statutes import old_predikat, rows

# Facts that are a measure by another name.
_MEASURE_OF = {"hukuman_aktif": "sanctions.active_level", "jp": "training.jp"}


class Asked(NamedTuple):
    """A fact somebody asks for: of the last so many years, of so many periods in a row; ``career``: not by a condition."""

    fact: str
    within: int | None = None
    periods: int = 1
    career: bool = False


def asked_findings(dossier: Dossier, rulebook: Rulebook, day: date, told: Sequence[Finding]) -> tuple[Finding, ...]:
    """Give what is wrong with the records only asked about, as warnings and information, without what was told already."""
    asked = tuple(dict.fromkeys(_asked(rulebook, day)))
    if not asked:
        return ()
    recorded = Recorded(dossier, rulebook, day)
    known, found = {_key(f) for f in told}, list[Finding]()
    for finding in (f for one in asked for f in _findings_of(one, recorded)):
        if _key(finding) not in known:
            known.add(_key(finding))
            found.append(_mild(finding))
    return tuple(found)


def _asked(rulebook: Rulebook, day: date) -> Iterator[Asked]:
    own = {key for key, _, _ in rulebook.walk()}
    for condition in rulebook.conditions():
        if condition.fact and condition.fact not in own:
            yield Asked(condition.fact, condition.within_years, condition.consecutive_periods or 1)
    if any(award.by == IMPROVEMENT for award in rulebook.awards.values()):
        yield Asked("peningkatan")
    yield from (Asked(fact, career=True) for fact in facts_of_records(rulebook.talent, None))
    for fact in facts_of_records(None, rulebook.career):
        # IP ASN looks back as many years as the law says.
        yield Asked(fact, next((row.whole("years") for row in rows(TABLE, "disiplin", day)), None), career=True)


def _findings_of(asked: Asked, recorded: Recorded) -> Iterator[Finding]:
    fact, logbooks = asked.fact, recorded.dossier.logbooks
    measure = _MEASURE_OF.get(fact, fact)
    if fact == "predikat" and "ekinerja" in logbooks:
        measure = "ekinerja.predikat"
    if measure in MEASURES and measure not in {leaf.measure for leaf in recorded.rulebook.leaves().values()}:
        # Careers look at training of other years than the period's, so what lies outside of it is no news there.
        found = recorded.measured(measure).findings
        yield from (f for f in found if f.severity != "info" or not asked.career)
    if fact == "hukuman_terberat":
        yield from recorded.gravest(asked.within).findings
    history = logbooks.get("history")
    if history is not None and fact in PERIODIC_FACTS:
        yield from _of_predikat(history, recorded, [recorded.year - back for back in backs(fact, asked.periods)])
    if history is not None and fact in SCORE_FACTS:
        yield from _of_scores(history, recorded)


def _of_predikat(history: Logbook, recorded: Recorded, asked: Sequence[int]) -> Sequence[Finding]:
    telling = Telling(history, recorded.setting)
    year, texts = _years(history, telling), column_of(history, "predikat")
    number = numbers_of(texts, year, recorded.rulebook.records.history.predikat)
    for one in asked:
        mine = (year == one) & (texts != "") & ~history.invalid
        telling.unknown("predikat", mine & (number == NO_WORD), (*NAMES, *old_predikat(one)))
        for old in range(len(NAMES), len(shown_names())):
            telling.count("predikat-old", mine & (number == old), "predikat", {"found": shown_names()[old]})
    return telling.findings


def _of_scores(history: Logbook, recorded: Recorded) -> Sequence[Finding]:
    telling = Telling(history, recorded.setting)
    year, column = _years(history, telling), history.numbers.get("nilai_lalu")
    if column is None:
        return telling.findings
    given = (year == recorded.year - 1) & (column.state == State.GIVEN) & ~history.invalid
    key = np.where(given, history.person.astype(np.int64), NO_WORD)
    telling.doubled("history-doubled", key, "nilai_lalu", lambda _: {"year": str(recorded.year - 1)})
    return telling.findings


def _years(history: Logbook, telling: Telling) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Give the year of each record; one without any could be of the year asked for, and is told."""
    year = years(history, telling)
    without: Mask = (year == NO_WORD) & ~telling.wrong
    telling.empty(without, "tahun")
    return year


def _key(finding: Finding) -> tuple[str, str, str, int, int]:
    """Give what makes a finding the same as another one; what is only counted is told once a sheet."""
    place = finding.place
    cell = (0, 0) if finding.severity == "info" else (place.row, place.column)
    return (finding.code, place.file, place.sheet, *cell)


def _mild(finding: Finding) -> Finding:
    if finding.severity != "error":
        return finding
    code = MORE["warning"] if finding.code == MORE["error"] else finding.code
    return replace(finding, code=code, mild=True)
