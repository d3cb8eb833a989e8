"""The example office that is measured from its records: what lies there is what the script writes, and what its README says holds."""

import importlib
import re
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

import pytest

from asn_eval.examine.person import explain
from asn_eval.pipeline import Choices, Evaluation, Policy, evaluate
from asn_eval.read.sheet import Book
from asn_eval.read.workbook import read_book
from asn_eval.rules.load import read_rulebook
from asn_eval.rules.rulebook import Rulebook
from asn_eval.score import Outcome

EXAMPLES = Path(__file__).parents[1] / "examples"
OFFICE = EXAMPLES / "dinas-contoh-bukti"
README = (OFFICE / "README.md").read_text(encoding="utf-8")
WORKBOOKS = ("pegawai.xlsx", "presensi.xlsx", "aduan.xlsx", "skp-umpan-balik.xlsx")
JAKA = "197609072002031005"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(EXAMPLES)
        return importlib.import_module("make_dinas_contoh_bukti")


def book(path: Path) -> Book:
    read = read_book(path)
    assert isinstance(read, Book), read
    return read


@pytest.fixture(scope="module")
def office() -> Evaluation:
    loaded = read_rulebook(OFFICE / "indicators.yaml")
    rulebook = loaded.rulebook
    assert isinstance(rulebook, Rulebook), [f.message() for f in loaded.findings]
    books = [book(OFFICE / name) for name in WORKBOOKS]
    made = evaluate(books, Policy(rulebook, "indicators.yaml"), Choices(date(2026, 3, 31)))
    assert isinstance(made, Evaluation), [f.message() for f in made.findings]
    return made


def step(office: Evaluation, nip: str, key: str):
    person = office.dossier.people.nip.tolist().index(nip)
    return next(s for s in explain(office, person).steps if s.key == key)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_script_writes_the_workbooks_that_lie_there(name: str, maker: ModuleType, tmp_path: Path) -> None:
    maker.main(tmp_path)
    written, lying = book(tmp_path / name), book(OFFICE / name)
    for ours, theirs in zip(written.sheets, lying.sheets, strict=True):
        assert [list(column) for column in ours.columns] == [list(column) for column in theirs.columns]
        assert ours.merged == theirs.merged


def test_everybody_is_measured_from_records_alone_and_nothing_is_found(office: Evaluation) -> None:
    assert [f.message() for f in office.findings] == []
    assert office.scores.outcome.tolist() == [Outcome.RANKED] * 20
    assert office.dossier.scores == {}


def test_the_cases_of_the_readme_are_those_of_the_log_and_their_median_is_the_measure(
    office: Evaluation, maker: ModuleType
) -> None:
    told = {
        int(row): (came, answered, int(minutes))
        for row, came, answered, minutes in re.findall(
            r"^\| (\d+) \| (\S+ \d+ \S+ \d\d\.\d\d) \| (\S+ \d+ \S+ \d\d\.\d\d) \| (\d+) \|$", README, re.MULTILINE
        )
    }
    cases = {row: case for row, case in enumerate(maker.complaints(), maker.FIRST_ROW + 1) if JAKA in case[8]}
    assert told.keys() == cases.keys()
    for row, case in cases.items():
        for text, moment in zip(told[row][:2], case[4:6], strict=True):
            assert isinstance(moment, datetime)
            assert text.split()[1] == str(moment.day)
            assert text.endswith(f"{moment:%H.%M}")
    ordered = sorted(minutes for _, _, minutes in told.values())
    assert step(office, JAKA, "kecepatan").value * 60 * 2 == ordered[4] + ordered[5]
    assert {
        r for p in step(office, JAKA, "kecepatan").records for r in range(p.place.row, p.place.row + p.place.rows)
    } == (cases.keys())


def test_the_stories_of_the_readme_happen(office: Evaluation, maker: ModuleType) -> None:
    assert step(office, maker.NEW_AT_IT.nip, "kecepatan").value is None
    away = step(office, maker.ABSENT.nip, "disiplin").value
    leave = step(office, maker.ON_LEAVE.nip, "disiplin").value
    assert away < 100
    assert leave == 100
    for person in (maker.NEW_AT_IT, maker.ABSENT, maker.ON_LEAVE):
        assert f"| {person.nama} |" in README
