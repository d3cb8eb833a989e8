"""The example office: what its README says is what happens."""

import importlib
import re
import shutil
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from asn_eval.cli.run import run
from asn_eval.findings import Finding
from asn_eval.pipeline import Choices, Evaluation, Policy, Refusal, evaluate
from asn_eval.read.sheet import Book
from asn_eval.read.workbook import read_book
from asn_eval.rules.load import read_rulebook
from asn_eval.rules.rulebook import Rulebook
from asn_eval.score import Outcome

EXAMPLES = Path(__file__).parents[1] / "examples"
OFFICE = EXAMPLES / "dinas-contoh"
README = (OFFICE / "README.md").read_text(encoding="utf-8")
WORKBOOKS = (
    "pegawai-2026.xlsx",
    "pegawai-2026-bermasalah.xlsx",
    "nilai-tiga-penilai.xlsx",
    "2025/pegawai-2025.xlsx",
)


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(EXAMPLES)
        return importlib.import_module("make_dinas_contoh")


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    loaded = read_rulebook(OFFICE / "indicators.yaml")
    assert isinstance(loaded.rulebook, Rulebook), [finding.message() for finding in loaded.findings]
    return loaded.rulebook


def outcome(name: str, rulebook: Rulebook) -> Evaluation | Refusal:
    read = read_book(OFFICE / name)
    assert isinstance(read, Book), read
    return evaluate((read,), Policy(rulebook, "indicators.yaml"), Choices(date(2026, 12, 31)))


@pytest.fixture(scope="module")
def office(rulebook: Rulebook) -> Evaluation:
    found = outcome("pegawai-2026.xlsx", rulebook)
    assert isinstance(found, Evaluation), [finding.message() for finding in found.findings]
    return found


def person(office: Evaluation, name: str) -> int:
    return office.dossier.people.texts["nama"].tolist().index(name)


def total(office: Evaluation, name: str) -> int:
    return int(office.scores.total.units[person(office, name)])


def graver(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(finding.place.cells, finding.code) for finding in findings if finding.severity != "info"}


def test_the_script_writes_the_workbooks_that_lie_there(maker: ModuleType, tmp_path: Path):
    (tmp_path / "sekali").mkdir()
    (tmp_path / "lagi").mkdir()
    maker.main(tmp_path / "sekali")
    maker.main(tmp_path / "lagi")
    for name in WORKBOOKS:
        assert (tmp_path / "sekali" / name).read_bytes() == (tmp_path / "lagi" / name).read_bytes()
        written, lying = read_book(tmp_path / "sekali" / name), read_book(OFFICE / name)
        assert isinstance(written, Book)
        assert isinstance(lying, Book)
        assert [sheet.name for sheet in written.sheets] == [sheet.name for sheet in lying.sheets]
        for ours, theirs in zip(written.sheets, lying.sheets, strict=True):
            assert [list(column) for column in ours.columns] == [list(column) for column in theirs.columns]
            assert (ours.merged, ours.hidden_rows) == (theirs.merged, theirs.hidden_rows)


def test_the_office_has_sixty_people_in_five_units_and_a_few_pppk(office: Evaluation):
    people = office.dossier.people
    assert len(people) == len(set(people.nip.tolist())) == 60
    assert len(set(people.texts["unit"].tolist())) == 5
    assert sum(nip[12:14] == "21" for nip in people.nip.tolist()) == 5


def test_the_clean_workbook_gives_no_error_and_no_warning(office: Evaluation):
    assert graver(office.findings) == set()
    assert sorted(finding.code for finding in office.findings) == ["row-signature", "row-total"]
    outcomes = office.scores.outcome.tolist()
    assert (outcomes.count(Outcome.RANKED), outcomes.count(Outcome.NOT_ASSESSABLE)) == (59, 1)
    assert outcomes[person(office, "Yoga Andaika")] == Outcome.NOT_ASSESSABLE


def test_one_tie_is_settled_by_discipline_and_one_is_not(office: Evaluation):
    settled = [person(office, name) for name in ("Fitria Rekayasa", "Oktavia Misalwan")]
    assert total(office, "Fitria Rekayasa") == total(office, "Oktavia Misalwan") == 9900
    assert office.standings.rank[settled].tolist() == [7, 8]
    assert [office.rulebook.ranking.tie_breakers[n] for n in office.standings.settled_by[settled].tolist()] == [
        "disiplin",
        "disiplin",
    ]
    shared = [person(office, name) for name in ("Tiara Contohsari", "Rangga Misalwan")]
    assert office.standings.rank[shared].tolist() == [5, 5]
    assert office.standings.tied[shared].all()


def test_every_profile_award_and_missing_rule_of_the_office_is_seen_at_work(office: Evaluation):
    served = [
        x.startswith(("Petugas Loket", "Petugas Peng", "Pengelola")) for x in office.dossier.people.texts["jabatan"]
    ]
    assert sum(served) > 10
    assert (office.scores.score("penanganan_aduan").known.tolist()) == served
    without = office.measures.by_indicator["inovasi"].state
    assert without[person(office, "Haris Permisala")] == 2
    assert (without == 1).sum() == 5
    assert len(office.proposals) == 2


def table_of(heading: str) -> list[list[str]]:
    section = README.split(f"## {heading}", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_readme_lists_every_fault_of_the_faulty_workbook_and_no_other(rulebook: Rulebook, maker: ModuleType):
    found = outcome("pegawai-2026-bermasalah.xlsx", rulebook)
    assert isinstance(found, Refusal)
    listed = {(cell, code) for cell, _, code in table_of("Yang bermasalah")}
    assert listed == graver(found.findings)
    # A doubled NIP is one fault and two cells; the misspelt heading is not of a person.
    assert len(listed) == len(maker.FAULTS) + 2
    assert f"dengan {len(maker.FAULTS) + 1} kesalahan" in README


def test_odd_but_readable_cells_are_read(rulebook: Rulebook):
    found = outcome("pegawai-2026-bermasalah.xlsx", rulebook)
    assert found.dossier is not None
    people = found.dossier.people
    at = people.row.tolist().index(52)
    assert people.nip[at] == "197604272004032009"
    scores = found.dossier.scores["perilaku"]
    assert scores.values.value(scores.person.tolist().index(at)) * 10 == 863
    assert "Catatan Pimpinan" in found.dossier.sources[0].ignored


def test_three_raters_are_averaged(rulebook: Rulebook):
    found = outcome("nilai-tiga-penilai.xlsx", rulebook)
    assert isinstance(found, Evaluation)
    assert set(found.measures.by_indicator["perilaku"].records.tolist()) == {3}
    assert set(found.measures.by_indicator["skp"].records.tolist()) == {1}
    assert [finding.code for finding in found.findings if finding.severity != "info"] == ["profile-unused"]
    assert len(found.standings.order) == 11


COMMANDS = re.findall(r"^asn-eval (.+)$", README, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_readme_run(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    shutil.copytree(OFFICE, tmp_path / "dinas")
    monkeypatch.chdir(tmp_path / "dinas")
    expected = 1 if "bermasalah" in command else 0
    assert run(command.split()) == expected
    told = capsys.readouterr()
    assert len(told.out if not expected else told.err) > 100


def test_the_readme_has_commands():
    assert {command.split()[0] for command in COMMANDS} == {"check", "score", "explain", "awards", "rules", "compare"}
