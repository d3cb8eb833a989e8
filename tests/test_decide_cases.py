"""The cases of grades and awards, each named by a sentence of the rule (tests/cases/*.yaml)."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from asn_eval.decide.awards import Standing
from asn_eval.pipeline import Evaluation
from asn_eval.rules.rulebook import Rulebook
from offices import evaluated, rules, totals

CASES = Path(__file__).parent / "cases"


def cases(name):
    book = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(book["rulebook"], case, id=case["says"]) for case in book["cases"]]


def columns(rulebook: Rulebook) -> list[str]:
    asked = [r for part in (*rulebook.grades, *rulebook.awards.values()) for r in part.requires]
    return sorted({r.column for r in asked if r.column})


def decided(text: str, case: dict[str, object]) -> Evaluation:
    rulebook = rules(text)
    wide = columns(rulebook)
    return evaluated(rulebook, *case["people"], wide=wide)


@pytest.mark.parametrize(("text", "case"), [*cases("pp30_2019"), *cases("grades")])
def test_grades(text, case):
    for key, weight in case.get("weights", {}).items():
        text = text.replace(f"{key}: {{weight: {'70' if key == 'skp' else '30'}", f"{key}: {{weight: {weight}")
    for old, new in case.get("replace", {}).items():
        assert old in text
        text = text.replace(old, new)
    evaluation = decided(text, case)
    grades = evaluation.grades
    names = [*grades.names, None]
    given = {
        "totals": totals(evaluation),
        "grades": [names[band] for band in grades.band.tolist()],
        "held_back": [names[band] for band in grades.held_back.tolist()],
        "to_verify": grades.to_verify.tolist(),
    }
    expected = {name: case[name] for name in given if name in case}
    assert {name: given[name] for name in expected} == expected


@pytest.mark.parametrize(("text", "case"), cases("awards"))
def test_awards(text, case):
    text = text.replace("AWARD", case.get("award", "")) + case.get("grades", "") + "\n" + case.get("ranking", "")
    evaluation = decided(text, case)
    (proposals,) = evaluation.proposals
    assert [Standing(s).name for s in proposals.standing.tolist()] == case["standing"]
    if "cut" in case:
        assert (None if proposals.cut is None else str(Decimal(proposals.cut).scaleb(-2))) == case["cut"]
