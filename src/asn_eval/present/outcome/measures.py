"""Everybody's measures from records as a table: value and records of each indicator, and beside them what the law says about them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact
from asn_eval.measure.remarks import (
    COUNTED,
    NOBODY,
    Absence,
    Feedback,
    Kind,
    Remarks,
    Satisfaction,
    Training,
    kind_of_remark,
    remarks_of,
)
from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome.ranking import Places, applies, identity, shown
from asn_eval.present.person.measured import record_counts
from asn_eval.present.policy.law import cited
from asn_eval.present.sentences import date_words, unit_words
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words
from asn_eval.score import Outcome

Mask = npt.NDArray[np.bool_]
# Decimals of a measure, as ``explain`` shows it.
_PLACES = 2


def measured_table(evaluation: Evaluation, language: str) -> Table:
    """Give a row for everybody, the ranked first: value and records of each measured indicator, and the remarks on it.

    What a remark is about stands beside the first indicator it can belong to. An indicator that is not used for a person is blank.
    """
    say, rulebook = Words(language).say, evaluation.rulebook
    remarks = remarks_of(evaluation.dossier, rulebook, evaluation.choices.day)
    others = np.flatnonzero(evaluation.scores.outcome != Outcome.RANKED)
    chosen = np.concatenate([evaluation.standings.order, others]).astype(np.intp)
    leaves = {key: indicator for key, indicator in rulebook.leaves().items() if indicator.measure}
    used: dict[Kind, Mask] = {}
    for key, indicator in leaves.items():
        if kind := kind_of_remark(indicator.measure):
            measured = evaluation.measures.by_indicator[key].records > 0
            used[kind] = used.get(kind, False) | (applies(evaluation, key) & (measured | (kind in COUNTED)))
    columns = [c for c in identity(evaluation, chosen, say) if c.key != "jabatan"]
    for key, indicator in leaves.items():
        beside = _Beside(chosen, applies(evaluation, key), rulebook.title_of(key), language)
        columns += _measure_columns(evaluation, key, beside)
        if (kind := kind_of_remark(indicator.measure)) in used:
            columns += _remark_columns(remarks, kind, replace(beside, used=used.pop(kind)))
    notes = (say("measures.sheet.note"), *_notes(remarks, language))
    return Table("measured", say("measures.sheet.name"), say("measures.sheet.title"), tuple(columns), notes)


@dataclass(frozen=True, slots=True)
class _Beside:
    """Where columns stand: for which people, in their order, whom they can be about, below which heading, in which language."""

    chosen: Places
    used: Mask
    group: str
    language: str

    def worded(self, key: str, **values: object) -> str:
        """Give a heading in words."""
        return Words(self.language).say(f"measures.sheet.{key}", **values)

    def number(self, key: str, heading: str, values: Exact, known: Mask) -> Column:
        """Make a column of numbers, blank where not known."""
        units, places = shown(values, _PLACES)
        there = (known & self.used)[self.chosen]
        return Column(key, heading, units[self.chosen], "decimal" if places else "integer", places, there, self.group)

    def text(self, key: str, heading: str, texts: Sequence[str], which: npt.NDArray[np.intp], width: int = 0) -> Column:
        """Make a column of some texts, blank where ``which`` is -1."""
        listed = np.array([*texts, ""], object)[np.where(self.used, which, NOBODY)]
        return Column(key, heading, listed[self.chosen], group=self.group, width=width)


def _measure_columns(evaluation: Evaluation, key: str, beside: _Beside) -> list[Column]:
    indicator, measure = evaluation.rulebook.leaves()[key], evaluation.measures.by_indicator[key]
    name = Words(beside.language).say(f"measures.name.{str(indicator.measure).replace('.', '_')}")
    heading, unit = name[:1].upper() + name[1:], unit_words(indicator, beside.language).strip()
    if unit:
        heading = beside.worded("value", measure=heading, unit=unit)
    known, counts = measure.records > 0, record_counts(evaluation, key)
    if measure.words is not None:
        words = np.where(known & beside.used, measure.words, "")[beside.chosen]
        value = Column(f"{key}.value", heading, words, group=beside.group)
    else:
        value = beside.number(f"{key}.value", heading, measure.values, known)
    records = beside.number(f"{key}.records", beside.worded("records"), Exact(counts, 1), np.ones(len(counts), bool))
    return [value, records]


def _remark_columns(remarks: Remarks, kind: Kind, beside: _Beside) -> list[Column]:
    if kind == "absence":
        return _absence(remarks.absence, beside)
    if kind == "satisfaction":
        return _satisfaction(remarks.satisfaction, beside)
    if kind == "feedback":
        return _roles(remarks.feedback, beside)
    return _training(remarks.training, beside)


def _absence(found: Absence | None, beside: _Beside) -> list[Column]:
    if found is None:
        return []
    levels, kinds = [s.level for s in found.sanctions], [s.hukuman for s in found.sanctions]
    return [
        beside.number("absence.days", beside.worded("days"), found.days, found.known),
        beside.number("absence.run", beside.worded("run"), Exact(found.run, 1), found.run_known),
        beside.text("absence.level", beside.worded("level"), levels, found.reached),
        beside.text("absence.hukuman", beside.worded("hukuman"), kinds, found.reached, width=32),
    ]


def _satisfaction(found: Satisfaction | None, beside: _Beside) -> list[Column]:
    if found is None:
        return []
    letters, names = [band.mutu for band in found.bands], [band.name for band in found.bands]
    return [
        beside.text("satisfaction.mutu", beside.worded("mutu"), letters, found.band),
        beside.text("satisfaction.name", beside.worded("mutu_name"), names, found.band),
    ]


def _roles(found: Feedback | None, beside: _Beside) -> list[Column]:
    columns: list[Column] = []
    for role, given in found.roles.items() if found else ():
        # A role nobody of this office gave feedback in has no columns.
        if given.raters.any():
            name, some = role.replace("_", " "), given.raters > 0
            mean, raters = beside.worded("mean", role=name), Exact(given.raters.astype(np.int64), 1)
            columns += [
                beside.number(f"feedback.{role}.mean", mean, given.values, given.shown),
                beside.number(f"feedback.{role}.raters", beside.worded("raters", role=name), raters, some),
            ]
    return columns


def _training(found: Training | None, beside: _Beside) -> list[Column]:
    if found is None:
        return []
    short = beside.worded("short", least=found.least)
    return [
        beside.number("training.jp", beside.worded("jp", year=found.year), found.hours, found.known),
        beside.number("training.short", short, found.short(), found.known & found.staff),
    ]


def _notes(remarks: Remarks, language: str) -> Iterator[str]:
    say = Words(language).say
    if remarks.absence:
        yield from _absence_notes(remarks.absence, language)
    if remarks.satisfaction:
        citation, scale = cited(remarks.satisfaction.citation), remarks.satisfaction.scale.replace("-", "–")
        yield say("measures.sheet.note_satisfaction", citation=citation, scale=scale)
    if remarks.feedback:
        yield say("measures.sheet.note_feedback", least=remarks.feedback.least)
    if remarks.training:
        told = {"year": remarks.training.year, "least": remarks.training.least}
        yield say("measures.sheet.note_training", **told, citation=cited(remarks.training.citation))
    about = [remark for remark in (remarks.absence, remarks.training) if remark is not None]
    if any(not remark.staff.all() for remark in about):
        yield say("measures.sheet.note_not_staff")


def _absence_notes(found: Absence, language: str) -> Iterator[str]:
    """Say between which days absence counts and by which law, all in one note."""
    say = Words(language).say
    days = {"first": date_words(found.first, language), "last": date_words(found.last, language)}
    if found.citation is None:
        told = [say("measures.sheet.note_days", **days)]
    else:
        told = [say("measures.sheet.note_absence", **days, citation=cited(found.citation))]
        if found.several_years:
            told.append(say("measures.sheet.note_years"))
        elif not found.whole_year:
            told.append(say("measures.sheet.note_period"))
    if found.by_minutes:
        told.append(say("measures.sheet.note_minutes"))
    yield " ".join(told)
