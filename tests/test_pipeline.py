"""The rooms in their order: what refuses an evaluation, who is left out, and what reaches the end."""

from datetime import date

import pytest

from asn_eval.examine.distribution import Account, account
from asn_eval.pipeline import Choices, Evaluation, Policy, Refusal, evaluate
from asn_eval.score import Outcome, Why
from checked import NIPS, book, sheet
from offices import DAY, rules, totals

BOOK = rules("""
    indicators:
      disiplin: {weight: 60}
      mutu: {weight: 40}
    grades: [{name: Baik, at_least: 76}, {name: Kurang, at_least: 0}]
    awards: {teladan: {title: Teladan, quota: 1}}
""")
HEAD = ["NIP", "Nama", "Unit Kerja", "Disiplin", "Mutu"]


def run(rows, *, rulebook=BOOK, head=HEAD, **choices):
    cells = [head, *([nip, f"Contoh {k}", "Dinas", *row] for k, (nip, row) in enumerate(zip(NIPS, rows, strict=False)))]
    return evaluate([book(sheet(cells))], Policy(rulebook, "indicators.yaml"), Choices(DAY, **choices))


def test_a_workbook_in_order_goes_through_every_room():
    outcome = run([[80.0, 75.5], [90.0, 70.0], [80.0, 75.5]])
    assert isinstance(outcome, Evaluation)
    assert totals(outcome) == ["78.20", "82.00", "78.20"]
    assert outcome.standings.rank.tolist() == [2, 1, 2]
    assert [outcome.grades.names[b] for b in outcome.grades.band] == ["Baik"] * 3
    assert outcome.proposals[0].standing.tolist() == [3, 0, 3]
    assert outcome.inputs == (("staf.xlsx", ""),)
    assert outcome.rulebook is BOOK
    assert outcome.findings == ()


def test_any_error_refuses_the_whole_and_all_are_told():
    outcome = run([["", 75.5], [900.0, 70.0], [80.0, "tujuh"]])
    assert isinstance(outcome, Refusal)
    assert [(f.code, f.place.cells) for f in outcome.findings] == [
        ("score-empty", "D2"),
        ("score-outside", "D3"),
        ("number-text", "E4"),
    ]
    assert outcome.dossier is not None


def test_people_with_errors_are_left_out_when_asked_and_are_still_counted():
    outcome = run([["", 75.5], [90.0, 70.0], [80.0, "tujuh"], [70.0, 70.0]], skip_invalid=True)
    assert isinstance(outcome, Evaluation)
    assert totals(outcome) == [None, "82.00", None, "70.00"]
    assert outcome.scores.outcome.tolist() == [Outcome.EXCLUDED, Outcome.RANKED, Outcome.EXCLUDED, Outcome.RANKED]
    assert outcome.scores.why.tolist() == [Why.INVALID, Why.RANKED, Why.INVALID, Why.RANKED]
    assert account(outcome) == Account(4, 2, 2, 0)
    assert outcome.standings.rank.tolist() == [0, 1, 0, 2]
    assert [f.code for f in outcome.findings] == ["score-empty", "number-text"]


def test_an_error_that_is_everybodys_is_not_skipped():
    outcome = run([[80.0], [90.0]], head=["NIP", "Nama", "Unit Kerja", "Disiplin"], skip_invalid=True)
    assert isinstance(outcome, Refusal)
    assert isinstance(evaluate([book(sheet([HEAD]))], Policy(BOOK, "x"), Choices(DAY, skip_invalid=True)), Refusal)


def test_two_values_where_one_is_asked_exclude_the_person_and_nobody_else():
    once = rules("indicators: {disiplin: {weight: 100, combine: error}}")
    months = [
        sheet([["NIP", "Nama", "Disiplin"], *([n, "Contoh", 80.0 + k] for k, n in enumerate(who))], month)
        for month, who in (("Januari", NIPS[:3]), ("Februari", NIPS[1:2]))
    ]
    refused = evaluate([book(*months)], Policy(once, "x"), Choices(DAY))
    assert isinstance(refused, Refusal)
    (several,) = [f for f in refused.findings if f.code == "score-several"]
    assert (str(several.place), several.values["first"]) == ("staf.xlsx:Februari!C2", "staf.xlsx:Januari!C3")
    outcome = evaluate([book(*months)], Policy(once, "x"), Choices(DAY, skip_invalid=True))
    assert isinstance(outcome, Evaluation)
    assert outcome.dossier.people.nip.tolist() == [NIPS[0], NIPS[2], NIPS[1]]
    assert outcome.scores.why.tolist() == [Why.RANKED, Why.RANKED, Why.INVALID]
    assert totals(outcome) == ["80.00", "82.00", None]


def test_months_are_combined_as_the_rulebook_says():
    for combine, expected in (("mean", "83.33"), ("latest", "90.00"), ("sum", "250.00")):
        rulebook = rules(f"indicators: {{disiplin: {{weight: 100, combine: {combine}}}}}")
        values = {"Januari": 80.0, "Maret": 90.0, "Februari": 80.0}
        months = [sheet([["NIP", "Nama", "Disiplin"], [NIPS[0], "Contoh", v]], m) for m, v in values.items()]
        outcome = evaluate([book(*months)], Policy(rulebook, "x"), Choices(DAY))
        assert isinstance(outcome, Evaluation), [f.message() for f in outcome.findings]
        assert totals(outcome) == [expected]


@pytest.mark.parametrize(("strict", "kind"), [(False, Evaluation), (True, Refusal)])
def test_a_warning_stops_nothing_unless_it_shall(strict, kind):
    # A score for somebody who is not asked for it is a warning.
    rulebook = rules("""
        indicators: {disiplin: {weight: 100}, mutu: {}}
        profiles: {lain: {applies_to: {unit: Lain}, weights: {mutu: 100}}}
    """)
    outcome = run([[80.0, 70.0]], rulebook=rulebook, strict=strict)
    assert {f.severity for f in outcome.findings} >= {"warning"}
    assert isinstance(outcome, kind)


def test_the_day_is_an_argument():
    rulebook = rules("""
        indicators: {disiplin: {weight: 100}, mutu: {weight: 0, missing: renormalise}}
        awards: {setia: {title: Setia, quota: 9, requires: [{fact: masa_kerja, at_least: 17}]}}
    """)
    cells = [HEAD, [NIPS[0], "Contoh", "Dinas", 80.0, ""]]  # appointed January 2010
    standing = [
        evaluate([book(sheet(cells))], Policy(rulebook, "x"), Choices(day)).proposals[0].standing.tolist()
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert standing == [[4], [0]]
