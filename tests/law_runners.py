"""How cases of law are run that take more than one call: grades through a rulebook, NIPs through a sheet, arrivals through attendance."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from asn_eval.check.faults import Faults
from asn_eval.check.headings import Vocabulary
from asn_eval.check.layouts import recognise
from asn_eval.check.nip import read_nips
from asn_eval.check.rows import table_of
from asn_eval.measure import attendance
from asn_eval.measure.history import numbers_of
from asn_eval.measure.predikat import shown_names
from asn_eval.measure.scales import score_of
from asn_eval.rounding import half_up
from asn_eval.rules import statutes
from asn_eval.rules.load import load_text
from asn_eval.rules.rulebook import Rulebook, Scale
from checked import book, rulebook, sheet
from logbooks import logbook, setting, values_of
from offices import evaluated, totals

Case = dict[str, Any]
PEOPLE_SAY = {1: "laki-laki", 2: "perempuan"}


def cell(case: Case) -> object:
    """One value of a table of law: of the first row of a part that has these words."""
    row = statutes.row_of(case["table"], case["part"], case["day"], **case.get("where", {}))
    return None if row is None else row.values[case["key"]]


def office(text: str, day: date) -> Rulebook | None:
    """A rulebook of the year up to a day; None where it is refused because its table of law does not hold."""
    loaded = load_text(f"period: {{start: {day.year}-01-01, end: {day}}}\n{text}", "indicators.yaml")
    if isinstance(loaded, Rulebook):
        return loaded
    assert {f.code for f in loaded} <= {"grades-law-day-none", "grades-law-day-ended"}, [f.message() for f in loaded]
    return None


def grade(case: Case) -> str | None:
    """The grade of a score by a named table of law, as an office gets it."""
    top = 120 if case["score"] > 100 else 100
    made = office(
        f"indicators: {{a: {{weight: 100, scale: {{max: {top}, best: {top}}}}}}}\ngrades: law/{case['table']}\n",
        case["day"],
    )
    if made is None:
        return None
    idea = {"Ide Baru": "Ya" if case.get("new_idea") else "Tidak"}
    graded = evaluated(made, {"a": case["score"], **idea}, wide=("Ide Baru",), day=case["day"]).grades
    return (*graded.names, None)[graded.band[0]]


def weighed(case: Case) -> Fraction | None:
    """The total of SKP and behaviour by the weights of a named table of law."""
    found = statutes.rows(case["table"], "weights", case["day"])
    asked = case.get("peers_asked", False)
    row = next((row for row in found if row.values.get("peers_asked", asked) == asked), None)
    if row is None:
        return None
    leaf = "{{weight: {}, scale: {{max: 120, best: 120}}}}"
    text = ", ".join(f"{key}: {leaf.format(row.number(key))}" for key in ("skp", "perilaku"))
    made = office(f"indicators: {{{text}}}\n", case["day"])
    assert made is not None
    given = {"skp": case["skp"], "perilaku": case["perilaku"]}
    return Fraction(totals(evaluated(made, given, day=case["day"]))[0] or 0)


def nip(case: Case) -> list[str]:
    """What the digits of a NIP tell: birth, first appointment, sex, serial number, kind of staff."""
    faults, vocabulary = Faults(), Vocabulary(rulebook())
    (layout,) = recognise([book(sheet([["NIP", "Nama"], [case["nip"], "Contoh"]]))], vocabulary)
    read = read_nips(table_of(layout, 0, vocabulary, faults), 1, faults)
    assert not faults.told()
    staff = "PPPK" if read.pppk[0] else "PNS"
    since = str(read.since[0])[: 4 if read.pppk[0] else 7]
    return [str(read.born[0]), since, PEOPLE_SAY[int(read.sex[0])], f"{read.number[0] % 1000:03d}", staff]


def arrival_cut(case: Case) -> Fraction:
    """The percent cut for one arrival, by an office's table of deductions."""
    books = {
        "attendance": logbook("attendance", tanggal=["2026-01-05"], scan_masuk=[case["arrives"]], scan_pulang=["17:30"])
    }
    cuts = ", ".join(f'"{least}": {cut}' for least, cut in case["deductions"].items())
    text = (
        f'calendar: {{hours: {{start: "{case["start"]}", end: "17:30"}}, years: {{"2026": {{}}}}}}\n'
        f"records: {{attendance: {{deductions: {{{cuts}}}}}}}"
    )
    (cut,) = values_of(attendance.MEASURES["attendance.deduction"](books, setting(text)))
    return cut


def curved(case: Case) -> Fraction:
    """A score on a piecewise scale, with two decimals."""
    points = [[Decimal(x), Decimal(y)] for x, y in case["points"]]
    return Fraction(half_up(score_of(Fraction(case["value"]), Scale(points=points)), 2), 100)


def old_word(case: Case) -> str | None:
    """The predikat a word of an earlier year is, as shown; None where it is none."""
    (number,) = numbers_of(np.array([case["text"]], object), np.array([case["year"]]), case.get("mapped", {})).tolist()
    return None if number < 0 else shown_names()[number]


RUNNERS: dict[str, Callable[[Case], Any]] = {
    "cell": cell,
    "grade": grade,
    "weighed": weighed,
    "nip": nip,
    "arrival_cut": arrival_cut,
    "curved": curved,
    "curved_near": lambda c: abs(curved(c) - Fraction(c["published_elsewhere"])) <= Fraction(1, 100),
    "old_word": old_word,
}
