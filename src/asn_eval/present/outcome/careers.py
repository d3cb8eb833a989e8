"""Careers as tables: angka kredit and next steps, what each promotion asks with every answer, IP ASN of people and units."""

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from asn_eval.decide.career import Concern, Credits, NextStep, PersonCredit, shortfall
from asn_eval.decide.ip_asn import DIMENSIONS, Indexes
from asn_eval.decide.promotions import Readiness, Ready
from asn_eval.examine.careers import Careers, careers_of
from asn_eval.pipeline import Evaluation
from asn_eval.present.lacking import lacks_words
from asn_eval.present.outcome.people_columns import people_columns
from asn_eval.present.outcome.proposals import ANSWERS
from asn_eval.present.outcome.talent import proposed
from asn_eval.present.policy.rulebook import requirement_sentence
from asn_eval.present.sentences import number_words
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words
from asn_eval.rounding import half_up
from asn_eval.rules.requirement import Answer

PLACES = 2


def career_tables(evaluation: Evaluation, careers: Careers, language: str) -> tuple[Table, ...]:
    """Give every table there is something for, in their order."""
    made = []
    if careers.credits is not None:
        made.append(credit_table(evaluation, careers.credits, language))
    made += [promotion_table(evaluation, careers, ready, language) for ready in careers.promotions]
    if careers.indexes is not None:
        made += [index_table(evaluation, careers.indexes, language), units_table(careers.indexes, language)]
    return tuple(made)


def career_sheets(evaluation: Evaluation, language: str) -> tuple[Table, ...]:
    """Give the sheets of the result workbook."""
    careers = careers_of(evaluation)
    return () if careers is None else career_tables(evaluation, careers, language)


def decimals(key: str, heading: str, values: Sequence[Fraction | None]) -> Column:
    """A column of exact numbers as printed: half up, two places, blank where there is none."""
    units = np.array([0 if value is None else half_up(value, PLACES) for value in values], np.int64)
    return Column(key, heading, units, "decimal", PLACES, np.array([value is not None for value in values], bool))


def whole(key: str, heading: str, values: Sequence[int | None]) -> Column:
    """A column of whole numbers, blank where there is none."""
    present = np.array([value is not None for value in values], bool)
    return Column(key, heading, np.array([value or 0 for value in values], np.int64), "integer", present=present)


def credit_table(evaluation: Evaluation, counted: Credits, language: str) -> Table:
    """Angka kredit of everybody, in the order of the roster: of the period, in all, and the next steps."""
    say, of = Words(language).say, counted.of
    golongan = evaluation.dossier.people.texts.get("golongan", np.full(len(of), "", object))
    functional = [one.concern != Concern.NOT_FUNCTIONAL and bool(one.jenjang) for one in of]
    heading = say(f"careers.career.{'have_with' if counted.credit.includes_period else 'have'}")
    columns = [
        *people_columns(evaluation, np.arange(len(of)), say),
        Column("jenjang", say("careers.career.jenjang"), [one.jenjang for one in of]),
        Column("golongan", say("careers.career.golongan"), golongan),
        Column("predikat", say("careers.career.predikat"), [one.predikat for one in of]),
        whole(
            "months",
            say("careers.career.months"),
            [o.months if f else None for o, f in zip(of, functional, strict=True)],
        ),
        decimals("earned", say("careers.career.earned"), [one.earned for one in of]),
        decimals("have", heading, [one.have for one in of]),
        decimals("total", say("careers.career.total"), [one.total for one in of]),
        *_step_columns("pangkat", [one.pangkat for one in of], language),
        *_step_columns("jenjang", [one.next_jenjang for one in of], language),
        *(_step_columns("target", [one.target for one in of], language) if counted.credit.target else []),
        Column(
            "status",
            say("careers.career.status"),
            [say(f"careers.career.{o.concern.name.lower()}") for o in of],
            width=18,
        ),
        Column("missing", say("careers.career.missing"), [_missing(one, language) for one in of], width=44),
    ]
    known, verify, other = counted.counts
    notes = (
        say("careers.career.credit_note"),
        say(f"careers.career.counted_{counted.credit.counted}"),
        say("careers.career.forecast"),
        say("careers.career.credit_balance", known=known, verify=verify, other=other, people=len(of)),
    )
    title = proposed(say("careers.career.credit"), language)
    return Table("credit", say("careers.career.credit_name"), title, tuple(columns), notes)


def _step_columns(name: str, steps: Sequence[NextStep], language: str) -> tuple[Column, Column]:
    say = Words(language).say
    return (
        decimals(f"need_{name}", say(f"careers.career.need_{name}"), [step.need for step in steps]),
        whole(f"months_{name}", say(f"careers.career.months_{name}"), [step.months for step in steps]),
    )


def _missing(one: PersonCredit, language: str) -> str:
    """Say what is lacking: data first, then angka kredit for each next step."""
    say = Words(language).say
    told = [lacks_words(one.lacks, language)] if one.lacks else []
    for name, step in (("pangkat", one.pangkat), ("jenjang", one.next_jenjang), ("target", one.target)):
        short = shortfall(step, one.total)
        if short and not (name == "jenjang" and one.pangkat == one.next_jenjang):
            points = number_words(short, language, PLACES)
            told.append(say("careers.career.lacking", points=points, step=say(f"careers.career.step_{name}")))
    return "; ".join(told)


def promotion_table(evaluation: Evaluation, careers: Careers, ready: Ready, language: str) -> Table:
    """One promotion for everybody, who meets it first, within a standing in the order of the roster; every answer is printed."""
    say = Words(language).say
    order = np.argsort(ready.standing, kind="stable")
    reasons = [_reasons(evaluation, careers, ready, int(person), language) for person in order]
    standing = [say(f"careers.promotion.{Readiness(int(s)).name.lower()}") for s in ready.standing[order]]
    columns = (
        *people_columns(evaluation, order, say),
        Column("standing", say("careers.promotion.standing"), standing),
        Column("reasons", say("careers.promotion.reasons"), reasons, width=70),
    )
    met, verify, unmet, other = ready.counts
    people = len(ready.standing)
    balance = say("careers.promotion.balance", met=met, verify=verify, unmet=unmet, other=other, people=people)
    title = proposed(say("careers.promotion.title", promotion=ready.promotion.title), language)
    return Table(f"promotion_{ready.key}", ready.promotion.title, title, columns, (balance,))


def _reasons(evaluation: Evaluation, careers: Careers, ready: Ready, person: int, language: str) -> str:
    say = Words(language).say
    if ready.standing[person] == Readiness.NOT_FOR:
        return ""
    told: list[tuple[int, str]] = []
    if ready.credit is not None:
        told.append((int(ready.credit[person]), say(f"careers.promotion.credit_{ready.promotion.credit}")))
    for one in ready.asked:
        rule = requirement_sentence(one.requirement, language, evaluation.rulebook).rstrip(".")
        why = one.requirement.why or say("careers.promotion.office")
        told.append((int(one.answers[person]), say("careers.promotion.cited", rule=rule, why=why)))
    lines = [say(f"tables.answer.{ANSWERS[Answer(answer)]}", requirement=rule) for answer, rule in told]
    if ready.credit is not None and ready.credit[person] == Answer.UNKNOWN and careers.credits is not None:
        lines.append(lacks_words(careers.credits.of[person].lacks, language))
    return "\n".join(filter(None, lines))


def index_table(evaluation: Evaluation, indexes: Indexes, language: str) -> Table:
    """IP ASN of everybody, in the order of the roster: each dimension, their sum, and what is not known."""
    say, of = Words(language).say, indexes.of
    point: Callable[[int], list[Fraction | None]] = lambda n: [one.points[n] for one in of]  # noqa: E731
    columns = (
        *people_columns(evaluation, np.arange(len(of)), say),
        Column("group", say("careers.index.group"), [one.group or "" for one in of]),
        *(decimals(name, say(f"careers.index.{name}"), point(n)) for n, name in enumerate(DIMENSIONS)),
        decimals("total", say("careers.index.total"), [one.total for one in of]),
        Column("category", say("careers.index.category"), [one.category for one in of]),
        Column("missing", say("careers.career.missing"), [lacks_words(one.lacks, language) for one in of], width=60),
    )
    known = sum(one.total is not None for one in of)
    balance = say("careers.index.balance", known=known, missing=len(of) - known, people=len(of))
    title = proposed(say("careers.index.title"), language)
    return Table("ip_asn", say("careers.index.name"), title, columns, (say("careers.index.note"), balance))


def units_table(indexes: Indexes, language: str) -> Table:
    """The mean index of each unit, the whole office last."""
    say, units = Words(language).say, indexes.units
    names = [say("careers.index.office") if u.unit is None else u.unit or say("careers.index.no_unit") for u in units]
    columns = (
        Column("unit", say("tables.ranking.unit"), names),
        whole("people", say("careers.index.people"), [unit.people for unit in units]),
        whole("known", say("careers.index.known"), [unit.known for unit in units]),
        decimals("mean", say("careers.index.mean"), [unit.mean for unit in units]),
        Column("category", say("careers.index.category"), [unit.category for unit in units]),
    )
    title = proposed(say("careers.index.units"), language)
    return Table("ip_asn_units", say("careers.index.units_name"), title, columns, (say("careers.index.mean_note"),))
