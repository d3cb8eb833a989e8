"""How an indicator measured from records came about: measure in words and unit, how many records, which rows, which score.

Below it what the law says about it (``remarks``, which is loaded only where there is something it could be about).
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from asn_eval.examine.person import Explanation, Record, Step
from asn_eval.pipeline import Evaluation
from asn_eval.present.sentences import number_words, unit_words
from asn_eval.present.wording import Words
from asn_eval.rules.evidence import KINDS
from asn_eval.rules.measures import SOURCES

# Stretches of rows named before the rest is only counted.
MOST_STRETCHES = 8


def measured_lines(evaluation: Evaluation, explained: Explanation, language: str) -> tuple[str, ...]:
    """Tell each measured indicator of one person in a line, its rows and what the law says below; nothing where none is measured."""
    lines: list[str] = []
    remarks = _remarks(evaluation, explained, language)
    for step in explained.steps:
        if step.indicator.measure:
            lines.append(_measured(evaluation, explained.person, step, language))
            lines += [f"    {text}" for text in rows_words(step.records, language)]
            lines += [f"    {remarks[step.key]}"] if step.key in remarks else []
    return (Words(language).say("measures.explain.title"), *lines) if lines else ()


def _remarks(evaluation: Evaluation, explained: Explanation, language: str) -> Mapping[str, str]:
    if not any(step.indicator.measure for step in explained.steps):
        return {}
    from asn_eval.present.person.remarks import remark_sentences

    return remark_sentences(evaluation, explained, language)


def _measured(evaluation: Evaluation, person: int, step: Step, language: str) -> str:
    say, indicator = Words(language).say, step.indicator
    named = {
        "indicator": evaluation.rulebook.title_of(step.key),
        "measure": say(f"measures.name.{str(indicator.measure).replace('.', '_')}"),
        "kind": kind_of(evaluation, step, language),
        "count": records_behind(evaluation, person, step),
    }
    if step.value is not None and step.score is not None:
        value = value_words(evaluation, person, step, language)
        return say("measures.explain.value", **named, value=value, score=number_words(step.score, language))
    word = value_words(evaluation, person, step, language)
    if word and records_behind(evaluation, person, step) >= indicator.minimum_records:
        return say("measures.explain.old", **named, value=word)
    recapped = evaluation.measures.by_indicator[step.key].recapped
    if recapped is not None and recapped[person]:
        return say("measures.explain.recap", **named)
    if named["count"]:
        return say("measures.explain.few", **named, least=indicator.minimum_records)
    return say("measures.explain.none", **named)


def kind_of(evaluation: Evaluation, step: Step, language: str) -> str:
    """Name the records a measure rests on; both kinds it could rest on where there are none."""
    kind = evaluation.measures.by_indicator[step.key].kind
    kinds = (kind,) if kind in evaluation.dossier.logbooks else SOURCES[str(step.indicator.measure)]
    return " / ".join(KINDS[k].title[language] for k in kinds)


def records_behind(evaluation: Evaluation, person: int, step: Step) -> int:
    """Count the records a person's measure rests on – or would, were there enough of them."""
    return int(record_counts(evaluation, step.key)[person])


def record_counts(evaluation: Evaluation, key: str) -> npt.NDArray[np.int64]:
    """Count the records everybody's measure rests on – or would, were there enough of them."""
    measure = evaluation.measures.by_indicator[key]
    counts = measure.records.astype(np.int64)
    logbook = evaluation.dossier.logbooks.get(measure.kind)
    if logbook is None or measure.used is None:
        return counts
    return np.where(counts > 0, counts, np.bincount(logbook.person[measure.used], minlength=len(counts)))


def value_words(evaluation: Evaluation, person: int, step: Step, language: str) -> str:
    """Give a measure as people say it: its word, or its number with its unit."""
    measure = evaluation.measures.by_indicator[step.key]
    if measure.words is not None:
        return str(measure.words[person])
    if step.value is None:
        return ""
    return f"{number_words(step.value, language, 2)}{unit_words(step.indicator, language)}"


def rows_words(records: Sequence[Record], language: str) -> tuple[str, ...]:
    """Name the rows behind a measure, one text a sheet: ``aduan.xlsx:Laporan baris 5–6, 9``.

    >>> from asn_eval.check.records import State
    >>> from asn_eval.findings import Place
    >>> rows_words([Record(Place("a.xlsx", "Aduan", 5, rows=2), State.GIVEN, None)], "id")
    ('a.xlsx:Aduan baris 5–6',)
    """
    say = Words(language).say
    by_sheet: dict[str, list[str]] = {}
    for record in records:
        place = record.place
        last = place.row + place.rows - 1
        sheet = f"{place.file}:{place.sheet}" if place.sheet else place.file
        by_sheet.setdefault(sheet, []).append(f"{place.row}–{last}" if last > place.row else str(place.row))
    told = []
    for sheet, stretches in by_sheet.items():
        text = say("measures.explain.rows", sheet=sheet, rows=", ".join(stretches[:MOST_STRETCHES]))
        beyond = len(stretches) - MOST_STRETCHES
        told.append(say("measures.explain.more", rows=text, count=beyond) if beyond > 0 else text)
    return tuple(told)


def measured_json(evaluation: Evaluation, explained: Explanation) -> dict[str, object]:
    """Give each measured indicator of one person for programs: measure, exact value or word, unit, records, rows, exact score.

    ``remarks`` holds, by kind, what the law says about it.
    """
    steps = [step for step in explained.steps if step.indicator.measure]
    if not steps:
        return {}
    from asn_eval.present.person.remarks import remarks_json

    person, found, remarks = explained.person, {}, remarks_json(evaluation, explained)
    for step in steps:
        words = evaluation.measures.by_indicator[step.key].words
        value = None if step.value is None else str(step.value) if words is None else str(words[person])
        found[step.key] = {
            "measure": step.indicator.measure,
            "value": value,
            "unit": unit_words(step.indicator, "en").strip(),
            "records": records_behind(evaluation, person, step),
            "rows": [str(record.place) for record in step.records],
            "score": None if step.score is None else str(step.score),
            "remarks": remarks.get(step.key, {}),
        }
    return dict(found)
