"""Every leaf indicator measured, from typed scores or from records; what an indicator lacks becomes missing or a finding."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact
from asn_eval.check.profiles import asked_for, profile_of
from asn_eval.check.records import Dossier, State
from asn_eval.findings import Finding, Place
from asn_eval.measure import Measure, Measures
from asn_eval.measure.made import Made, Measuring, Setting
from asn_eval.measure.scales import is_straight, scored, scored_words
from asn_eval.measure.scores import measure_scores, with_zeros
from asn_eval.measure.service import nip_numbers
from asn_eval.rounding import half_up
from asn_eval.rules.measures import SOURCES
from asn_eval.rules.rulebook import Indicator, Rulebook

Mask = npt.NDArray[np.bool_]


def measure_all(dossier: Dossier, rulebook: Rulebook, day: date) -> Measures:
    """Measure every leaf indicator for everybody. The period of records is the rulebook's, else the year of ``day``."""
    measures = measure_scores(dossier, rulebook)
    from_records = {key: i for key, i in rulebook.leaves().items() if i.measure}
    by_indicator, findings = dict(measures.by_indicator), list(measures.findings)
    for key, indicator in rulebook.leaves().items():
        if not indicator.measure and not is_straight(indicator.scale):
            typed = by_indicator[key]
            by_indicator[key] = Measure(typed.values, typed.state, typed.records, scored(typed.values, indicator.scale))
    if from_records:
        setting = setting_of(dossier, rulebook, day)
        known = measuring()
        told: set[int] = set()
        for key, indicator in from_records.items():
            made = known[str(indicator.measure)](dossier.logbooks, setting)
            # Two indicators from the same records must not tell the same fault twice.
            findings += [f for f in made.findings if hash((f.code, f.place)) not in told]
            told |= {hash((f.code, f.place)) for f in made.findings}
            by_indicator[key], absent = measured(made, key, indicator, dossier, rulebook)
            findings += absent
    return Measures(by_indicator, tuple(findings))


def measuring() -> Mapping[str, Measuring]:
    """Give every measure by its name; imported when a rulebook asks for one."""
    from asn_eval.measure import attendance, complaints, conduct, feedback, innovations, recap_ratings, targets

    modules = (attendance, complaints, targets, feedback, innovations, conduct, recap_ratings)
    return {name: made for module in modules for name, made in module.MEASURES.items()}


def setting_of(dossier: Dossier, rulebook: Rulebook, day: date) -> Setting:
    """Give what measuring needs besides the records; without a period the days are those of the year of ``day``."""
    period = rulebook.period
    start, end = (period.start, period.end) if period else (date(day.year, 1, 1), date(day.year, 12, 31))
    return Setting(dossier.people, rulebook, start, end, day, dossier.place, dossier.heading)


def measured(
    made: Made, key: str, indicator: Indicator, dossier: Dossier, rulebook: Rulebook
) -> tuple[Measure, list[Finding]]:
    """Turn what was made into a measure: too few records are none, words are scored by their table, absence follows the policy."""
    known = made.known & (made.records >= indicator.minimum_records)
    few = np.where(made.known & ~known, made.records, 0).astype(np.int32)
    values, findings, invalid = made.values, [], np.zeros(len(made.known), bool)
    score: Exact | None = None
    if made.words is not None:
        score, listed = scored_words(made.words, indicator.scale.table)
        values = score
        findings += _unlisted(made, key, known & ~listed, dossier, rulebook)
        known = known & listed
    else:
        values = with_zeros(values, ~known, indicator)
        if is_straight(indicator.scale):
            values, beyond = _on_scale(values, known, indicator)
            invalid = beyond & (indicator.outside == "error")
            findings += _beyond(made, key, indicator, beyond, dossier, rulebook)
        else:
            score = scored(values, indicator.scale)
    state = np.where(known, State.GIVEN, State.EMPTY).astype(np.uint8)
    wrong = _wrong(made, SOURCES[str(indicator.measure)], dossier)
    state[invalid | wrong] = State.INVALID
    asked = asked_for(rulebook)[key][profile_of(dossier.people, rulebook)]
    # A fault of the calendar or of a whole sheet is everybody's, and is told once.
    if indicator.missing == "error" and not any(f.severity == "error" and not f.place.row for f in made.findings):
        # Whoever has a wrong record was told its cell already.
        lacking = asked & ~known & ~wrong
        findings += _absent(made, key, indicator, lacking, dossier, rulebook)
        state[lacking] = State.INVALID
    recapped = None if made.recapped is None else made.recapped & ~known & ~wrong
    if indicator.missing != "error":
        findings += _recapped(key, recapped, asked, dossier, rulebook)
    records = np.where(known, made.records, 0).astype(np.int32)
    rests_on = (made.words, made.kind, made.used, few if few.any() else None, recapped)
    return Measure(values, state, records, score, *rests_on), findings


def _wrong(made: Made, kinds: Sequence[str], dossier: Dossier) -> Mask:
    """Tell whose records hold an error: found when they were checked, or when they were measured."""
    people = np.zeros(len(dossier.people), bool)
    told = {(f.place.file, f.place.sheet, f.place.row) for f in made.findings if f.severity == "error" and f.place.row}
    for book in (dossier.logbooks[kind] for kind in kinds if kind in dossier.logbooks):
        wrong = book.invalid.copy()
        for source in np.unique(book.source).tolist() if told else ():
            sheet = dossier.place(source)
            rows = [row for file, name, row in told if (file, name) == (sheet.file, sheet.sheet)]
            wrong |= (book.source == source) & np.isin(book.row, rows)
        people[book.person[wrong]] = True
    return people


def _on_scale(values: Exact, known: Mask, indicator: Indicator) -> tuple[Exact, Mask]:
    """Give the values with those beyond the scale moved to its end, and whose they are."""
    per = math.lcm(values.per, *(Fraction(end).denominator for end in (indicator.scale.min, indicator.scale.max)))
    units = values.over(per)
    low, high = (int(Fraction(end) * per) for end in (indicator.scale.min, indicator.scale.max))
    beyond = known & ((units < low) | (units > high))
    return (Exact(np.minimum(np.maximum(units, low), high), per), beyond) if beyond.any() else (values, beyond)


def _beyond(
    made: Made, key: str, indicator: Indicator, beyond: Mask, dossier: Dossier, rulebook: Rulebook
) -> list[Finding]:
    code = "measure-capped" if indicator.outside == "cap" else "measure-outside"
    bounds = {"min": f"{indicator.scale.min:f}".replace(".", ","), "max": f"{indicator.scale.max:f}".replace(".", ",")}
    return [
        Finding(
            code,
            _person_place(dossier, person),
            {
                "indicator": rulebook.title_of(key),
                "found": f"{Decimal(half_up(made.values.value(person), 2)).scaleb(-2).normalize():f}".replace(".", ","),
                **bounds,
            },
        )
        for person in np.flatnonzero(beyond).tolist()
    ]


def _absent(
    made: Made, key: str, indicator: Indicator, lacking: Mask, dossier: Dossier, rulebook: Rulebook
) -> list[Finding]:
    found = []
    # Records cannot find somebody whose NIP is not readable; the NIP was told at its cell.
    findable = nip_numbers(dossier.people) > 0
    for person in np.flatnonzero(lacking & findable).tolist():
        count = int(made.records[person])
        code = "measure-too-few" if count else "measure-absent"
        # A word that is known but has no place today: a predikat of an older rule.
        word = "" if made.words is None or made.known[person] else str(made.words[person])
        code = "measure-old-word" if word else code
        code = "measure-recap" if made.recapped is not None and made.recapped[person] else code
        values = {
            "found": word,
            "indicator": rulebook.title_of(key),
            "name": str(dossier.people.texts["nama"][person]),
            "count": str(count),
            "least": str(indicator.minimum_records),
        }
        found.append(Finding(code, _person_place(dossier, person), values))
    return found


def _recapped(key: str, recapped: Mask | None, asked: Mask, dossier: Dossier, rulebook: Rulebook) -> list[Finding]:
    """Count the people whose recaps cannot tell the measure, where the rulebook lets it be missing."""
    people = np.flatnonzero(recapped & asked) if recapped is not None else np.zeros(0, np.intp)
    if not len(people):
        return []
    values = {"indicator": rulebook.title_of(key), "count": str(len(people))}
    return [Finding("measure-recaps", _person_place(dossier, int(people[0])), values, len(people))]


def _unlisted(made: Made, key: str, unlisted: Mask, dossier: Dossier, rulebook: Rulebook) -> list[Finding]:
    words = made.words if made.words is not None else np.zeros(0, object)
    return [
        Finding(
            "measure-word",
            _person_place(dossier, person),
            {"indicator": rulebook.title_of(key), "found": str(words[person])},
        )
        for person in np.flatnonzero(unlisted).tolist()
    ]


def _person_place(dossier: Dossier, person: int) -> Place:
    return dossier.place(int(dossier.people.source[person]), int(dossier.people.row[person]))
