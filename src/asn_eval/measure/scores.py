"""Scores people typed become one measure a person: one cell as it is; months or raters combined as the rulebook says.

A mean stays exact: sums over a common multiple of the counts, never a rounded quotient.
"""

import math

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import SAFE, Exact, Integers, largest
from asn_eval.check.records import Dossier, People, ScoreRecords, State
from asn_eval.findings import Finding
from asn_eval.measure import Measure, Measures
from asn_eval.rules.rulebook import Indicator, Rulebook

Mask = npt.NDArray[np.bool_]


def measure_scores(dossier: Dossier, rulebook: Rulebook) -> Measures:
    """Measure every leaf indicator for every person, in roster order.

    With ``missing: zero`` an empty record takes the lowest value of the scale; the state stays EMPTY, so that its use is shown.
    """
    people = len(dossier.people)
    measured: dict[str, Measure] = {}
    findings: list[Finding] = _without_period(dossier, rulebook)
    for key, indicator in rulebook.leaves().items():
        records = dossier.scores.get(key)
        if records is None:
            measured[key] = _nothing(people, indicator)
            continue
        one_each = len(records) == people and np.array_equal(records.person, np.arange(people))
        if one_each:
            values = with_zeros(records.values, records.state == State.EMPTY, indicator)
            measured[key] = Measure(values, records.state, (records.state == State.GIVEN).astype(np.int32))
            continue
        if indicator.combine == "error":
            findings += _several(dossier, key, rulebook, records)
        measured[key] = _combined(records, indicator, people, dossier, segment_days(records, dossier.people, rulebook))
    return Measures(measured, tuple(findings))


def _without_period(dossier: Dossier, rulebook: Rulebook) -> list[Finding]:
    apart = dossier.people.segments
    if apart is None or not len(apart) or rulebook.period is not None:
        return []
    return [Finding("segment-no-period", dossier.place(int(apart.source[0]), int(apart.row[0])), {}, len(apart))]


def _nothing(people: int, indicator: Indicator) -> Measure:
    values = Exact(np.zeros(people, np.int64), 1)
    state = np.full(people, State.EMPTY, np.uint8)
    return Measure(with_zeros(values, state == State.EMPTY, indicator), state, np.zeros(people, np.int32))


def with_zeros(values: Exact, lacking: Mask, indicator: Indicator) -> Exact:
    """With ``missing: zero`` give those without a number the lowest value of the scale."""
    if indicator.missing != "zero" or not lacking.any():
        return values
    low, denominator = indicator.scale.min.as_integer_ratio()
    per = math.lcm(values.per, denominator)
    filling = low * (per // denominator)
    units = values.over(per)
    units = units.astype(object) if abs(filling) >= SAFE else units.copy()
    units[lacking] = filling
    return Exact(units, per)


def _several(dossier: Dossier, key: str, rulebook: Rulebook, records: ScoreRecords) -> list[Finding]:
    given = np.flatnonzero(records.state == State.GIVEN)
    given = given[np.argsort(records.person[given], kind="stable")]
    _, first, counts = np.unique(records.person[given], return_index=True, return_counts=True)
    found = []
    for at, count in zip(first[counts > 1].tolist(), counts[counts > 1].tolist(), strict=True):
        there, here = (
            dossier.place(int(records.source[i]), int(records.row[i]), int(records.column[i]))
            for i in given[at : at + 2].tolist()
        )
        values = {"indicator": rulebook.title_of(key), "first": str(there)}
        found.append(Finding("score-several", here, values, count))
    return found


def segment_days(records: ScoreRecords, people: People, rulebook: Rulebook) -> Integers | None:
    """Days each record's segment has in the period, 1 for people with one row; None where nobody has segments."""
    apart = people.segments
    if apart is None or rulebook.period is None:
        return None
    lengths = apart.days(rulebook.period.start, rulebook.period.end)
    keys = apart.source.astype(np.int64) << 32 | apart.row
    order = np.argsort(keys)
    mine = records.source.astype(np.int64) << 32 | records.row
    at = np.minimum(np.searchsorted(keys[order], mine), len(keys) - 1)
    return np.where(keys[order][at] == mine, lengths[order][at], 1)


def _combined(
    records: ScoreRecords, indicator: Indicator, people: int, dossier: Dossier, days: Integers | None
) -> Measure:
    lacking = records.state == State.EMPTY
    # An empty month is a fault of its own (error) or leaves the mean (renormalise) – or it counts, as zero or as a reason to exclude.
    counting = (records.state == State.GIVEN) | (lacking & (indicator.missing in {"zero", "exclude"}))
    if days is not None:
        counting &= days > 0  # a segment outside the period says nothing about it
    if indicator.combine == "latest":
        counting &= _is_latest(records, counting, people, dossier)
    state = np.full(people, State.EMPTY, np.uint8)
    # Later assignments win: a person is not applicable only if nothing else was recorded, invalid if anything was.
    for kind, where in (
        (State.NOT_APPLICABLE, records.state == State.NOT_APPLICABLE),
        (State.EMPTY, lacking),
        (State.GIVEN, counting & ~lacking),
        (State.EMPTY, counting & lacking),
        (State.INVALID, records.state == State.INVALID),
    ):
        state[records.person[where]] = kind
    used = counting if indicator.missing == "zero" else counting & ~lacking
    values = with_zeros(records.values, lacking, indicator)
    given = np.bincount(records.person[counting & ~lacking], minlength=people)
    counts = np.bincount(records.person[used], minlength=people)
    if indicator.combine == "error":
        state[given > 1] = State.INVALID
    if days is not None and indicator.combine == "mean":
        # Each day of service counts once: the mean is weighted by the days of the segments.
        values = _product(values, days)
        made = _means(_sums(values, records.person, used, counts), _days_of(records.person[used], days[used], people))
    else:
        made = _sums(values, records.person, used, counts)
        made = made if indicator.combine == "sum" else _means(made, counts)
    made = with_zeros(made, (counts == 0) & (state == State.EMPTY), indicator)
    return Measure(made, state, np.where(given > 0, counts, 0).astype(np.int32))


def _sums(values: Exact, person: npt.NDArray[np.int32], used: Mask, counts: npt.NDArray[np.intp]) -> Exact:
    most = int(counts.max(initial=1))
    units = values.units if largest(values.units) * most < SAFE else values.units.astype(object)
    sums: Integers = np.zeros(len(counts), units.dtype)
    np.add.at(sums, person[used], units[used])
    return Exact(sums, values.per)


def _days_of(person: npt.NDArray[np.int32], days: Integers, people: int) -> npt.NDArray[np.intp]:
    total = np.zeros(people, np.intp)
    np.add.at(total, person, days)
    return total


def _product(values: Exact, days: Integers) -> Exact:
    wide = largest(values.units) * max(1, largest(days)) >= SAFE
    return Exact((values.units.astype(object) if wide else values.units) * days, values.per)


def _means(sums: Exact, counts: npt.NDArray[np.intp]) -> Exact:
    divisors = np.maximum(counts, 1)
    multiple = math.lcm(*np.unique(divisors).tolist())
    # Widened once for the largest share, so that neither the shares nor their products can overflow.
    wide = max(1, largest(sums.units)) * multiple >= SAFE
    shares = multiple // (divisors.astype(object) if wide else divisors.astype(np.int64))
    units: Integers = sums.units.astype(object) * shares if wide else sums.units * shares
    return Exact(units, sums.per * multiple)


def _is_latest(records: ScoreRecords, counting: Mask, people: int, dossier: Dossier) -> Mask:
    months = np.array([source.year * 13 + source.month for source in dossier.sources], np.int64)
    # Month first; within a month the sheet's order in the workbook and the row decide.
    moment = months[records.source] * 2**40 + records.source.astype(np.int64) * 2**24 + records.row
    newest = np.full(people, -1, np.int64)
    np.maximum.at(newest, records.person[counting], moment[counting])
    return np.asarray(moment == newest[records.person])
