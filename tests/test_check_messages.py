"""Every finding of the check room: a broken input and the exact message, in both languages."""

from pathlib import Path
from tomllib import loads

import pytest
import yaml

import asn_eval
from asn_eval.check.dossier import check
from asn_eval.read.sheet import ErrorCell, Percent, UncachedFormula
from asn_eval.rules.rulebook import Rulebook
from checked import book, messages, rulebook, sheet

CASES = yaml.safe_load((Path(__file__).parent / "findings" / "check.yaml").read_text(encoding="utf-8"))
SPECIAL = {"error": ErrorCell, "formula": UncachedFormula, "percent": Percent}


def cell(value: object) -> object:
    if isinstance(value, dict):
        ((kind, content),) = value.items()
        return SPECIAL[kind](content)
    return float(value) if type(value) is int else value


def dossier_of(case: dict):
    sheets = []
    for name, rows in case["sheets"].items():
        hidden_rows = frozenset(case.get("hidden_rows", {}).get(name, ()))
        cells = [[cell(value) for value in row] for row in rows]
        hidden, plain = name in case.get("hidden", ()), name in case.get("plain", ())
        sheets.append(sheet(cells, name, hidden=hidden, hidden_rows=hidden_rows, plain=plain))
    rules = Rulebook.model_validate(case["rulebook"]) if "rulebook" in case else rulebook()
    return check([book(*sheets)], rules, case.get("maps"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_broken_input_gives_exactly_these_messages(case):
    dossier = dossier_of(case)
    assert messages(dossier) == case["id"]
    assert messages(dossier, "en") == case["en"]


def test_every_code_of_the_check_room_has_a_case():
    text = (Path(asn_eval.__file__).parent / "catalogue" / "check.toml").read_text(encoding="utf-8")
    codes = set(loads(text)) - {"exit"}
    told = {message.rpartition("[")[2].rstrip("]") for case in CASES for message in case["id"]}
    # What stands for more than a thousand is tested where a thousand are made.
    assert codes - told == {"more-like-this", "more-like-this-warning", "more-like-this-info"}
