"""The one page a head of office reads, the trail an auditor follows, and the findings, as lines and tables."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from asn_eval import __version__
from asn_eval.check.records import Source, State
from asn_eval.examine.distribution import account, by_grade, by_unit, histogram
from asn_eval.findings import Finding, catalogue, column_letters
from asn_eval.pipeline import Evaluation, Policy
from asn_eval.present.outcome.ranking import applies, capped_people
from asn_eval.present.sentences import date_words
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words
from asn_eval.rules.evidence import KINDS

Line = tuple[str, str]


def policy_line(policy: Policy, language: str) -> str:
    """Name the rulebook, and say so when it is only the shipped one that no office has adopted."""
    return Words(language).say("tables.summary.shipped") if policy.shipped else policy.name


def summary_lines(evaluation: Evaluation, language: str) -> tuple[Line, ...]:
    """Agency, period, day, rulebook, and where everybody ended up."""
    say, rulebook, counted = Words(language).say, evaluation.rulebook, account(evaluation)
    lines: list[Line] = []
    if rulebook.agency:
        lines.append((say("tables.summary.agency"), rulebook.agency))
    if rulebook.period:
        start, end = (date_words(day, language) for day in (rulebook.period.start, rulebook.period.end))
        name = f"{rulebook.period.name}: " if rulebook.period.name else ""
        lines.append((say("tables.summary.period"), f"{name}{start} – {end}"))
    return (
        *lines,
        (say("tables.summary.day"), date_words(evaluation.choices.day, language)),
        (say("tables.summary.policy"), policy_line(evaluation.policy, language)),
        (say("tables.summary.people"), str(counted.people)),
        (say("tables.summary.ranked"), str(counted.ranked)),
        (say("tables.summary.excluded"), str(counted.excluded)),
        (say("tables.summary.not_assessable"), str(counted.not_assessable)),
    )


def balance(evaluation: Evaluation, language: str) -> str:
    """Say that ranked + excluded + not assessable = roster."""
    counted = account(evaluation)
    return Words(language).say(
        "tables.summary.balance",
        people=counted.people,
        ranked=counted.ranked,
        excluded=counted.excluded,
        not_assessable=counted.not_assessable,
    )


def treatment_lines(evaluation: Evaluation, language: str) -> tuple[str, ...]:
    """Count every use of a missing-data policy and every capped value."""
    say, rulebook = Words(language).say, evaluation.rulebook
    lines: list[str] = []
    for key, indicator in rulebook.leaves().items():
        concerned, measure = applies(evaluation, key), evaluation.measures.by_indicator[key]
        state, empty = measure.state, concerned & (measure.state == State.EMPTY)
        # Who has records, but too few of them, is not excluded for having none.
        few = empty & (measure.few > 0) if measure.few is not None and indicator.missing == "exclude" else empty & False
        used = {
            f"used_{indicator.missing}": int((empty & ~few).sum()) if indicator.missing != "error" else 0,
            "used_few": int(few.sum()),
            "used_not_applicable": int((concerned & (state == State.NOT_APPLICABLE)).sum()),
            "used_capped": int(capped_people(evaluation, key).sum()),
        }
        title = rulebook.title_of(key)
        lines += [say(f"tables.summary.{name}", indicator=title, count=count) for name, count in used.items() if count]
    return (*lines, *pattern_lines(evaluation, language))


def pattern_lines(evaluation: Evaluation, language: str) -> tuple[str, ...]:
    """Say how the grades lie against the pattern of the organisation's result and of units'; nothing where it is not known."""
    rulebook, say = evaluation.rulebook, Words(language).say
    if not rulebook.organisation.results():
        return ()
    from asn_eval.decide.pattern import patterns_kept

    units = evaluation.dossier.people.texts["unit"]
    lines = []
    for held in patterns_kept(evaluation.grades, units, rulebook, evaluation.choices.day):
        if held.departs == ():
            kept = "pattern_kept_unit" if held.unit else "pattern_kept"
            lines.append(say(f"tables.summary.{kept}", capaian=held.capaian, unit=held.unit))
    return (*lines, *(f.says(language) for f in evaluation.findings if f.code.startswith("pattern-")))


def unit_table(evaluation: Evaluation, language: str) -> Table:
    """People, ranked people, mean and spread of each unit."""
    say, places = Words(language).say, evaluation.rulebook.rounding.places
    units = by_unit(evaluation)

    def numbers(key: str, heading: str, values: Sequence[int | None]) -> Column:
        known = np.array([v is not None for v in values], bool)
        return Column(key, heading, np.array([v or 0 for v in values], np.int64), "decimal", places, known)

    columns = (
        Column("unit", say("tables.ranking.unit"), [u.unit or say("tables.summary.no_unit") for u in units]),
        Column("people", say("tables.summary.unit_people"), np.array([u.people for u in units], np.int64), "integer"),
        Column("ranked", say("tables.summary.unit_ranked"), np.array([u.ranked for u in units], np.int64), "integer"),
        numbers("mean", say("tables.summary.mean"), [u.mean for u in units]),
        numbers("spread", say("tables.summary.spread"), [u.spread for u in units]),
        numbers("lowest", say("tables.summary.lowest"), [u.lowest for u in units]),
        numbers("highest", say("tables.summary.highest"), [u.highest for u in units]),
    )
    return Table("units", say("tables.summary.units_name"), say("tables.summary.units"), columns)


def grade_table(evaluation: Evaluation, language: str) -> Table:
    """Ranked people per grade, best grade first."""
    say, counted = Words(language).say, by_grade(evaluation)
    columns = (
        Column("grade", say("tables.ranking.grade"), [name or say("tables.summary.no_grade") for name, _ in counted]),
        Column("people", say("tables.summary.unit_people"), np.array([n for _, n in counted], np.int64), "integer"),
    )
    return Table("grades", say("tables.summary.grades_name"), say("tables.summary.grades"), columns)


def histogram_table(evaluation: Evaluation, language: str) -> Table:
    """Ranked people per step of the total."""
    say, places, bins = Words(language).say, evaluation.rulebook.rounding.places, histogram(evaluation)
    columns = (
        Column("from", say("tables.summary.from"), np.array([b.start for b in bins], np.int64), "decimal", places),
        Column("to", say("tables.summary.to"), np.array([b.end for b in bins], np.int64), "decimal", places),
        Column("people", say("tables.summary.unit_people"), np.array([b.people for b in bins], np.int64), "integer"),
    )
    return Table("histogram", say("tables.summary.histogram_name"), say("tables.summary.histogram"), columns)


def findings_table(findings: Sequence[Finding], language: str) -> Table:
    """Every finding with its place and remedy."""
    say = Words(language).say
    columns = (
        Column("severity", say("tables.findings.severity"), [say(f"tables.findings.{f.severity}") for f in findings]),
        Column("place", say("tables.findings.place"), [str(f.place) for f in findings], width=34),
        Column("says", say("tables.findings.says"), [f.says(language) for f in findings], width=60),
        Column("remedy", say("tables.findings.remedy"), [f.remedy(language) for f in findings], width=60),
        Column("code", say("tables.findings.code"), [f.code for f in findings]),
        Column("count", say("tables.findings.count"), np.array([f.count for f in findings], np.int64), "integer"),
    )
    notes = () if findings else (say("tables.findings.none"),)
    return Table("findings", say("tables.findings.name"), say("tables.findings.title"), columns, notes)


def trail_lines(evaluation: Evaluation, language: str) -> tuple[Line, ...]:
    """Program, inputs and rulebook with their hashes, choices of the run, and what every sheet and column was taken for."""
    say, policy, choices = Words(language).say, evaluation.policy, evaluation.choices
    lines: list[Line] = [(say("tables.trail.tool"), f"asn-eval {__version__}")]
    for file, sha256 in evaluation.inputs:
        lines += [(say("tables.trail.input"), file), (say("tables.trail.sha", file=file), sha256)]
    lines += [
        (say("tables.trail.rulebook"), policy_line(policy, language)),
        (say("tables.trail.sha", file=policy.name), policy.sha256),
        (say("tables.trail.day"), choices.day.isoformat()),
        (say("tables.trail.skip"), say("tables.trail.yes" if choices.skip_invalid else "tables.trail.no")),
    ]
    for source in read_or_refused(evaluation.dossier.sources):
        named = f"{source.file}:{source.sheet}" if len(evaluation.inputs) > 1 else source.sheet
        lines += source_lines(replace(source, sheet=named), language)
    return tuple((name, text) for name, text in lines if text)


def source_lines(source: Source, language: str) -> list[Line]:
    """What one sheet was taken for, each column read from it, and the headings nobody asked for."""
    say = Words(language).say
    if source.kind == "ignored":
        return [
            (
                say("tables.trail.sheet", sheet=source.sheet),
                say("tables.trail.ignored_sheet", why=ignored_why(source.why, language)),
            )
        ]
    lines = [(say("tables.trail.sheet", sheet=source.sheet), kind_words(source.kind, language))]
    for field, column in source.columns.items():
        heading = source.headings.get(field, field)
        where = say("tables.trail.column", sheet=source.sheet, column=column_letters(column))
        lines.append((where, say("tables.trail.mapped", heading=heading, field=field)))
    if source.ignored:
        lines.append((say("tables.trail.ignored", sheet=source.sheet), ", ".join(source.ignored)))
    return lines


def read_or_refused(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Give the sheets each once: those read as records of a kind stand in the list a second time, as no part of the roster."""
    return tuple(s for s in sources if s.kind != "ignored" or s.why)


def ignored_why(code: str, language: str) -> str:
    """Say why a sheet was not read, in the words of its finding; of an empty sheet there is none."""
    return Words(language).say("tables.trail.empty") if code == "sheet-empty" else catalogue()[code].says[language]


def kind_words(kind: str, language: str) -> str:
    """Say what a sheet was taken for."""
    return KINDS[kind].title[language] if kind in KINDS else Words(language).say(f"tables.trail.{kind}")


def trail_table(evaluation: Evaluation, language: str) -> Table:
    """The trail as a table of two columns."""
    say, lines = Words(language).say, trail_lines(evaluation, language)
    columns = (
        Column("item", say("tables.trail.item"), [name for name, _ in lines], width=36),
        Column("value", say("tables.trail.value"), [text for _, text in lines], width=90),
    )
    return Table("trail", say("tables.trail.name"), say("tables.trail.title"), columns)
