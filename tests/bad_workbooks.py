"""Workbooks with bad records, written down as YAML (``findings/records``), and what the program prints of them.

A cell is a plain value, or one of ``{percent: 0.2}``, ``{error: "#N/A"}``, ``{formula: "SUM(A1)"}``, ``{clock: "07:45"}``,
``{minutes: -15}`` and ``{number: $A}`` (a NIP stored as a number). ``$A``, ``$B``, ``$C`` are the people of ``evidence_offices``.
"""

import json
import textwrap
from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from pathlib import Path

import pytest
import yaml

from asn_eval.cli.run import run
from evidence_offices import HEAD, ROSTER, A, B, C
from workbooks import Error, Formula, Pct, write_xlsx

FOLDER = Path(__file__).parent / "findings" / "records"
PEOPLE = {"$A": A, "$B": B, "$C": C}
SPECIAL = {
    "percent": Pct,
    "error": Error,
    "formula": Formula,
    "clock": time.fromisoformat,
    "minutes": lambda minutes: timedelta(minutes=minutes),
    "number": lambda nip: float(PEOPLE[nip]),
}


def cases(*names: str) -> Iterator[object]:
    """Every case of the files named, as parameters of a test."""
    for name in names:
        for case in yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{name}: {case['case']}")


def cell(value: object) -> object:
    """A cell as ``write_xlsx`` takes it."""
    if isinstance(value, dict):
        ((kind, content),) = value.items()
        return SPECIAL[kind](content)
    if isinstance(value, str):
        for name, nip in PEOPLE.items():
            value = value.replace(name, nip)
    return value


def written(folder: Path, case: Mapping[str, object]) -> list[str]:
    """Write the rulebook, the roster and the records of a case; gives the workbooks to name on the command line."""
    indicator = {"weight": 100, "measure": case["measure"], "missing": "renormalise", "scale": case["scale"]}
    head = textwrap.dedent(str(case.get("head", HEAD))) + yaml.safe_dump({"indicators": {"ukuran": indicator}})
    (folder / "indicators.yaml").write_text(head, encoding="utf-8")
    sheets = {name: [[cell(v) for v in row] for row in rows] for name, rows in case["sheets"].items()}
    books = [write_xlsx(folder / "staf.xlsx", {"Pegawai": ROSTER}), write_xlsx(folder / "catatan.xlsx", sheets)]
    return [str(book) for book in books]


def printed(books: list[str], capfdbinary: pytest.CaptureFixture[bytes], day: str) -> tuple[int, list[str]]:
    """Run ``check --json``: its exit code, and every finding in one line, as the terminal writes one that stands alone."""
    code = run(["check", *books, "--day", day, "--json"])
    found = json.loads(capfdbinary.readouterr().out)["findings"]
    return code, [
        "{severity} {place}: {says}; {remedy} [{code}]".format(**f | {"severity": f["severity"].upper()}) for f in found
    ]
