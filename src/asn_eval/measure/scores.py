"""Scores people typed become one measure a person: one cell as it is; months or raters combined as the rulebook says.

A mean stays exact: sums over a common multiple of the counts, never a rounded quotient.
"""

import math

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact, Integers, scaled
from asn_eval.check.records import Dossier, ScoreRecords, State
from asn_eval.findings import Finding
from asn_eval.measure import Measure, Measures
from asn_eval.rules.rulebook import Indicator, Rulebook


def measure_scores(dossier: Dossier, rulebook: Rulebook) -> Measures:
    """Measure every leaf indicator for every person, in roster order.

    With ``missing: zero`` an empty record takes the lowest value of the scale and keeps its state, so that its use is shown.
    """
    people = len(dossier.people)
    measured: dict[str, Measure] = {}
    findings: list[Finding] = []
    for key, indicator in rulebook.leaves().items():
        records = dossier.scores.get(key)
        if records is None:
            measured[key] = _nothing(people)
            continue
        values = _with_zeros(records, indicator)
        one_each = len(records) == people and np.array_equal(records.person, np.arange(people))
        if one_each:
            measured[key] = Measure(values, records.state, (records.state == State.GIVEN).astype(np.int32))
            continue
        if indicator.combine == "error":
            findings += _several(dossier, key, rulebook, records, people)
        measured[key] = _combined(records, values, indicator, people, dossier)
    return Measures(measured, tuple(findings))


def _nothing(people: int) -> Measure:
    return Measure(
        Exact(np.zeros(people, np.int64), 1), np.full(people, State.EMPTY, np.uint8), np.zeros(people, np.int32)
    )


def _with_zeros(records: ScoreRecords, indicator: Indicator) -> Exact:
    if indicator.missing != "zero" or not (records.state == State.EMPTY).any():
        return records.values
    low = indicator.scale.min
    _, denominator = low.as_integer_ratio()
    per = math.lcm(records.values.per, denominator)
    units = records.values.over(per).copy()
    units[records.state == State.EMPTY] = int(low * per)
    return Exact(units, per)


def _several(dossier: Dossier, key: str, rulebook: Rulebook, records: ScoreRecords, people: int) -> list[Finding]:
    given = records.state == State.GIVEN
    counts = np.bincount(records.person[given], minlength=people)
    found = []
    for person in np.flatnonzero(counts > 1).tolist():
        first, second = np.flatnonzero(given & (records.person == person))[:2].tolist()
        here, there = (
            dossier.place(records.source[i], int(records.row[i]), int(records.column[i])) for i in (second, first)
        )
        found.append(
            Finding(
                "score-several", here, {"indicator": rulebook.title_of(key), "first": str(there)}, int(counts[person])
            )
        )
    return found


def _combined(records: ScoreRecords, values: Exact, indicator: Indicator, people: int, dossier: Dossier) -> Measure:
    state = np.full(people, State.EMPTY, np.uint8)
    # Later assignments win: a person is not applicable only if nothing else was recorded, invalid if anything was.
    for kind in (State.NOT_APPLICABLE, State.EMPTY, State.GIVEN, State.INVALID):
        state[records.person[records.state == kind]] = kind
    counted = records.state == State.GIVEN
    if indicator.missing == "zero":
        counted |= records.state == State.EMPTY
    if indicator.combine == "latest":
        counted &= _is_latest(records, counted, people, dossier)
    counts = np.bincount(records.person[counted], minlength=people).astype(np.int32)
    if indicator.combine == "error":
        state[counts > 1] = State.INVALID
    sums: Integers = np.zeros(people, values.units.dtype)  # type: ignore[assignment]
    np.add.at(sums, records.person[counted], values.units[counted])
    if indicator.combine == "sum":
        return Measure(Exact(sums, values.per), state, counts)
    multiple = math.lcm(*np.unique(counts[counts > 0]).tolist() or [1])
    shares: Integers = multiple // np.maximum(counts, 1).astype(np.int64)
    return Measure(Exact(_product(sums, shares, multiple), values.per * multiple), state, counts)


def _product(sums: Integers, shares: Integers, most: int) -> Integers:
    # Widen once for the largest share, so that the product of two columns cannot overflow.
    wide = scaled(sums, most)
    return sums.astype(object) * shares if wide.dtype == object else sums * shares


def _is_latest(
    records: ScoreRecords, counted: npt.NDArray[np.bool_], people: int, dossier: Dossier
) -> npt.NDArray[np.bool_]:
    months = np.array([source.month for source in dossier.sources], np.int64)
    # Month first; within a month the sheet's order in the workbook and the row decide.
    moment = months[records.source] * 2**40 + records.source.astype(np.int64) * 2**24 + records.row
    newest = np.full(people, -1, np.int64)
    np.maximum.at(newest, records.person[counted], moment[counted])
    return np.asarray(moment == newest[records.person])
