"""``training`` and ``placement`` from a workbook to the terminal, to JSON and to sheets of the result."""

import json
from pathlib import Path

import pytest

from asn_eval.cli.run import run
from asn_eval.read.workbook import read_book
from workbooks import write_xlsx

NIPS = ("198503152010011001", "199007202015042002", "197812012005011003")
RULES = """
period: {start: 2026-01-01, end: 2026-12-31}
indicators:
  disiplin: {weight: 60}
  pelayanan: {title: Pelayanan, weight: 40}
training:
  in_result: true
  targets: {pelayanan: 80}
  budget: 2000000
  catalogue: [{title: "Pelayanan Prima", develops: pelayanan, jp: 12, seats: 1, cost: 1500000}]
posts:
  loket: {title: Petugas Loket, unit: Depan, pendidikan: D3, wants: {pelayanan: {target: 80}}}
placement: {in_result: true}
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "indicators.yaml").write_text(RULES, encoding="utf-8")
    people = [
        ["NIP", "Nama", "Jabatan", "Unit Kerja", "Pendidikan", "Disiplin", "Pelayanan", "Bahasa"],
        [NIPS[0], "Budi Contoh", "Petugas Loket", "Depan", "S1", 83.3, 70, 4],
        [NIPS[1], "Ani Contoh", "Arsiparis", "Arsip", "D3", 90, 60, 3],
        [NIPS[2], "Citra Contoh", "Arsiparis", "Arsip", "", 70, 88, 5],
    ]
    record = [["NIP", "Nama Pelatihan", "JP", "Tanggal"], [NIPS[1], "Dasar", 8, "2026-03-01"]]
    write_xlsx(tmp_path / "staf.xlsx", {"Pegawai": people, "Pelatihan": record})
    posts = [["Jabatan", "Unit", "Kuota", "Bahasa"], ["Penerjemah", "Arsip", 1, 5], ["Petugas Loket", "Depan", 1, 4]]
    write_xlsx(tmp_path / "jabatan.xlsx", {"Formasi": posts})
    courses = [["Judul Pelatihan", "Untuk", "JP"], ["Bahasa Isyarat", "Bahasa; Pelayanan", 10]]
    write_xlsx(tmp_path / "katalog.xlsx", {"Katalog": courses})
    return tmp_path


def ran(office: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = run([words[0], str(office / "staf.xlsx"), *words[1:]])
    told = capsys.readouterr()
    return code, told.out, told.err


def as_json(office: Path, capfdbinary: pytest.CaptureFixture[bytes], *words: str) -> dict[str, list[dict[str, object]]]:
    assert run([words[0], str(office / "staf.xlsx"), "--json", *words[1:]]) == 0
    return json.loads(capfdbinary.readouterr().out)


def test_training_on_the_terminal_is_headed_a_proposal(office, capsys):
    code, out, _ = ran(office, capsys, "training")
    assert code == 0
    for part in ("usulan, bukan keputusan", "Pelayanan Prima", "kuota habis", "20 JP setahun"):
        assert part in out


@pytest.mark.parametrize("width", ["60", "80", "120", "200"])
@pytest.mark.parametrize("command", ["training", "placement"])
def test_tables_fit_any_screen(office, capsys, monkeypatch, command, width):
    monkeypatch.setenv("COLUMNS", width)
    _, out, _ = ran(office, capsys, command, "--lang", "en")
    tables = [line for line in out.splitlines() if NIPS[0] in line]
    assert tables
    assert max(map(len, tables)) <= int(width)


def test_training_as_json_holds_every_need_and_hour(office, capfdbinary):
    found = as_json(office, capfdbinary, "training")
    assert [(row["nip"], row["size"], row["state"]) for row in found["training"]] == [
        (NIPS[0], 12.5, "diusulkan"),
        (NIPS[1], 10, "belum terpenuhi"),
    ]
    assert [(row["done"], row["owed"], row["remains"]) for row in found["training_hours"]] == [
        (None, None, None),
        (8, 12, 12),
        (None, None, None),
    ]
    assert found["training_courses"][0]["filled"] == 1


def test_a_catalogue_and_posts_from_workbooks_take_the_place_of_the_rulebooks(office, capfdbinary):
    files = ("--catalogue", str(office / "katalog.xlsx"), "--posts", str(office / "jabatan.xlsx"))
    found = as_json(office, capfdbinary, "training", *files)
    assert {row["course"] for row in found["training_courses"]} == {"Bahasa Isyarat"}
    assert [entry["file"] for entry in found["inputs"]] == ["staf.xlsx", "jabatan.xlsx", "katalog.xlsx"]


def test_placement_as_json_tells_each_rule_and_everybodys_standing(office, capfdbinary):
    found = as_json(office, capfdbinary, "placement")
    assert [(row["nip"], row["id"], row["fit"], row["standing"]) for row in found["placement"]] == [
        (NIPS[0], "loket", 87.5, "tetap")
    ]
    assert found["placement"][0]["reasons"] == "terpenuhi: pendidikan paling rendah D3"
    assert {row["nip"]: row["standing"] for row in found["placement_people"]} == {
        NIPS[0]: "tetap",
        NIPS[1]: "memenuhi syarat, tanpa penempatan",
        NIPS[2]: "perlu verifikasi",
    }


def test_posts_from_a_workbook_want_competencies_of_the_roster(office, capfdbinary):
    found = as_json(office, capfdbinary, "placement", "--posts", str(office / "jabatan.xlsx"), "--objective", "fair")
    assert [(row["nip"], row["id"], row["fit"]) for row in found["placement"]] == [
        (NIPS[2], "Penerjemah – Arsip", 100),
        (NIPS[0], "Petugas Loket – Depan", 100),
    ]


def test_a_wrong_sheet_of_posts_stops_with_its_findings(office, capsys):
    write_xlsx(office / "salah.xlsx", {"Formasi": [["Jabatan", "Kuota"], ["A", "dua"]]})
    code, out, err = ran(office, capsys, "placement", "--posts", str(office / "salah.xlsx"))
    assert (code, out) == (1, "")
    assert '"dua" bukan bilangan 0 atau lebih' in err


def test_a_lock_on_somebody_unknown_stops_the_placement(office, capsys):
    text = RULES.replace("placement: {", 'placement: {locked: {"1": loket}, ')
    (office / "indicators.yaml").write_text(text, encoding="utf-8")
    code, out, err = ran(office, capsys, "placement")
    assert (code, out) == (1, "")
    assert "[locked-nip]" in err


def test_the_result_workbook_has_the_sheets_the_rulebook_asks_for(office):
    assert run(["score", str(office / "staf.xlsx"), "-o", str(office / "hasil.xlsx"), "-q"]) == 0
    names = [sheet.name for sheet in read_book(office / "hasil.xlsx").sheets]
    assert names[3:9] == [
        "Kebutuhan Pelatihan",
        "JP Tahunan",
        "Katalog Pelatihan",
        "Penempatan",
        "Jabatan dan Calon",
        "Pegawai dan Jabatan",
    ]
    (office / "indicators.yaml").write_text(RULES.replace("in_result: true", "in_result: false"), encoding="utf-8")
    assert run(["score", str(office / "staf.xlsx"), "-o", str(office / "hasil.xlsx"), "-q", "-f"]) == 0
    assert "Penempatan" not in [sheet.name for sheet in read_book(office / "hasil.xlsx").sheets]


def test_the_rulebook_in_words_tells_training_posts_and_placement(office, monkeypatch, capsys):
    monkeypatch.chdir(office)
    monkeypatch.setenv("COLUMNS", "250")
    assert run(["rules", "--lang", "en"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    for rule in (
        "Target score 80. training.targets.pelayanan",
        "by the table of law jp-20 training.yearly_jp",
        "For Pelayanan; 12 JP; seats 1; cost Rp1,500,000 each. training.catalogue.1",
        "Highest sum of fits; among equals, most seats filled. placement.objective",
        "Petugas Loket, Depan Seats: 1. Hard rules: education at least D3. Wanted: Pelayanan (target 80, weight 1). posts.loket",
    ):
        assert rule in told
