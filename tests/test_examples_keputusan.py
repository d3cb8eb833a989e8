"""The example office of decisions: every command on it, on any screen, as JSON and as sheets; what its README says is what happens."""

import importlib
import json
import re
import shutil
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest

from asn_eval.cli.run import run
from asn_eval.read.sheet import Book
from asn_eval.read.workbook import read_book

EXAMPLES = Path(__file__).parents[1] / "examples"
OFFICE = EXAMPLES / "dinas-contoh-keputusan"
README = (OFFICE / "README.md").read_text(encoding="utf-8")
WORKBOOKS = ("pegawai-2026.xlsx", "2025/pegawai-2025.xlsx")
COMMANDS = re.findall(r"^asn-eval (.+)$", README, re.MULTILINE)
PROPOSALS = ("training", "placement", "talent", "career", "awards")
SHEETS = (
    "Penghargaan",
    "Kebutuhan Pelatihan",
    "JP Tahunan",
    "Katalog Pelatihan",
    "Penempatan",
    "Jabatan dan Calon",
    "Pegawai dan Jabatan",
    "Peta Talenta",
    "Talenta",
    "Komponen Talenta",
    "Sumbu Kinerja",
    "Sumbu Potensial",
    "Beda Kotak",
    "Angka Kredit",
    "Kenaikan jenjang",
    "IP ASN",
    "IP ASN per Unit",
)
Rows = dict[str, list[dict[str, object]]]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(EXAMPLES)
        return importlib.import_module("make_dinas_contoh_keputusan")


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(OFFICE, tmp_path / "dinas")
    monkeypatch.chdir(tmp_path / "dinas")
    monkeypatch.delenv("ASN_EVAL_LANG", raising=False)
    return tmp_path / "dinas"


def book(path: Path) -> Book:
    read = read_book(path)
    assert isinstance(read, Book), read
    return read


def as_json(capfdbinary: pytest.CaptureFixture[bytes], *words: str) -> Rows:
    assert run([*words, "--json"]) == 0
    found: Rows = json.loads(capfdbinary.readouterr().out)
    return found


def of(rows: list[dict[str, object]], name: str, **where: object) -> dict[str, object]:
    chosen = [r for r in rows if r["nama"] == name and all(r[k] == v for k, v in where.items())]
    assert len(chosen) == 1
    return chosen[0]


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_script_writes_the_workbooks_that_lie_there(name: str, maker: ModuleType, tmp_path: Path):
    for folder in ("sekali", "lagi"):
        (tmp_path / folder).mkdir()
        maker.main(tmp_path / folder)
    assert (tmp_path / "sekali" / name).read_bytes() == (tmp_path / "lagi" / name).read_bytes()
    written, lying = book(tmp_path / "sekali" / name), book(OFFICE / name)
    assert [sheet.name for sheet in written.sheets] == [sheet.name for sheet in lying.sheets]
    for ours, theirs in zip(written.sheets, lying.sheets, strict=True):
        assert [list(column) for column in ours.columns] == [list(column) for column in theirs.columns]


def test_the_workbook_has_no_finding_that_needs_a_hand(capsys: pytest.CaptureFixture[str]):
    assert run(["check", "pegawai-2026.xlsx", "--strict"]) == 0
    assert "Tidak ada temuan" in "".join(capsys.readouterr())


def test_the_readme_shows_every_command():
    assert {c.split()[0] for c in COMMANDS} == {*PROPOSALS, "rules", "compare", "score", "explain"}


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_readme_fit_the_screen(
    command: str, width: int, office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("COLUMNS", str(width))
    assert run(command.split()) == 0
    told = capsys.readouterr()
    assert "galat" not in told.err
    lines = told.out.splitlines()
    rules = [n for n, line in enumerate(lines) if line.startswith("──")]
    if "-o" in command.split():
        assert (office / "hasil.xlsx").exists()
    else:
        assert rules
    # Every line of a table is as long as the rule below its headings; sentences fold at the reader's terminal.
    assert max((len(lines[n]) for n in rules), default=0) <= width
    if command.split(maxsplit=1)[0] in PROPOSALS:
        assert "usulan, bukan keputusan" in told.out


@pytest.mark.parametrize("command", PROPOSALS)
def test_no_column_is_crushed_and_no_block_is_empty_on_a_narrow_screen(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("COLUMNS", "80")
    assert run([command, "pegawai-2026.xlsx", "-q"]) == 0
    out = capsys.readouterr().out
    # A NIP is never broken, whatever stands beside it.
    assert set(re.findall(r"\d{15,}", out)) <= set(re.findall(r"\b\d{18}\b", out))
    assert not re.search(r"─\n *\n", out)


@pytest.mark.parametrize("command", PROPOSALS)
def test_every_proposal_accounts_for_the_whole_roster(command: str, capfdbinary: pytest.CaptureFixture[bytes]):
    found = as_json(capfdbinary, command, "pegawai-2026.xlsx")
    assert found["account"] == {"people": 20, "ranked": 20, "excluded": 0, "not_assessable": 0}
    everybody = {
        "training": ("training_hours",),
        "placement": ("placement_people",),
        "talent": ("talent",),
        "career": ("credit", "promotion_jenjang", "ip_asn"),
    }
    for key in everybody.get(command, ()):
        assert len({row["nip"] for row in found[key]}) == len(found[key]) == 20


def test_every_sum_that_is_told_is_right(capsys: pytest.CaptureFixture[str]):
    sums = 0
    for command in PROPOSALS:
        assert run([command, "pegawai-2026.xlsx", "-q"]) == 0
        for line in capsys.readouterr().out.splitlines():
            told = re.fullmatch(r"(\d+ .+ \+ .+) = (\d+) (?:pegawai|kebutuhan)", line.strip())
            if told:
                parts = [int(part.split()[0]) for part in told[1].split(" + ")]
                assert sum(parts) == int(told[2]), line
                sums += 1
    assert sums >= 10


def test_the_stories_of_training_and_placement_happen(capfdbinary: pytest.CaptureFixture[bytes]):
    training = as_json(capfdbinary, "training", "pegawai-2026.xlsx")
    needs = training["training"]
    assert of(needs, "Bagas Andaika", subject="Analisis Data")["course"] == "Analisis Data Lanjutan"
    assert of(needs, "Jaka Andaika", subject="Perilaku Kerja")["state"] == "diusulkan"
    assert of(needs, "Jaka Andaika", subject="Disiplin")["state"] == "tanpa pelatihan, dengan pembinaan"
    assert "Pegawai!M" in str(of(needs, "Dahlia Ibaratna", subject="Inovasi")["reasons"])
    assert of(training["training_hours"], "Irfan Sekadarna")["done"] is None
    placing = as_json(capfdbinary, "placement", "pegawai-2026.xlsx")
    assert len(placing["placement"]) == sum(int(str(post["seats"])) for post in placing["placement_posts"]) == 7
    assert of(placing["placement_people"], "Oktavia Umpamajaya")["standing"] == "tidak memenuhi syarat"
    gains = [row["gain"] for row in placing["placement"] if row["standing"] == "pindah"]
    assert gains
    assert all(float(str(gain)) > 3 for gain in gains)


def test_the_stories_of_talent_and_careers_happen(capfdbinary: pytest.CaptureFixture[bytes]):
    talent = as_json(capfdbinary, "talent", "pegawai-2026.xlsx")
    people, kinerja, potensial = (talent[key] for key in ("talent", "talent_kinerja", "talent_potensial"))
    assert of(people, "Wira Sekadarna")["box"] is None
    assert of(people, "Yoga Andaika")["kinerja"] == ""
    irfan = of(kinerja, "Irfan Sekadarna")
    parts = [irfan[f"{key}_points"] for key in ("predikat", "penghargaan", "tim", "umpan_balik")]
    assert (parts, irfan["kinerja_score"]) == ([80.0, 80.0, 91.0, 80.0], 81.65)
    assert of(people, "Irfan Sekadarna")["box"] == 9
    assert (of(kinerja, "Tiara Contohsari")["penghargaan"], of(kinerja, "Tiara Contohsari")["penghargaan_points"]) == (
        "Kabupaten, 2018",
        0.0,
    )
    jaka = of(kinerja, "Jaka Andaika")
    assert (jaka["predikat"], jaka["umpan_balik_points"], jaka["kinerja_score"]) == ("Butuh Perbaikan", 95.0, 54.05)
    assert of(potensial, "Satria Rekayasa")["integritas"] == "sedang menjalani"
    assert of(people, "Satria Rekayasa")["potensial"] == "rendah"
    claims = {row["nama"]: (row["claimed"], row["box"]) for row in talent["talent_claims"]}
    assert claims == {"Gading Contohsari": ("9", 5), "Anindya Andaiyan": ("tidak terbaca", 5)}
    career = as_json(capfdbinary, "career", "pegawai-2026.xlsx")
    assert of(career["promotion_jenjang"], "Tiara Contohsari")["standing"] == "syarat terpenuhi"
    assert of(career["promotion_jenjang"], "Yoga Andaika")["standing"] == "perlu verifikasi"
    assert [row["unit"] for row in career["ip_asn_units"]][-1] == "(seluruh kantor)"


def test_the_stories_of_awards_happen(capfdbinary: pytest.CaptureFixture[bytes]):
    awards = as_json(capfdbinary, "awards", "pegawai-2026.xlsx")
    assert of(awards["satyalancana_xxx"], "Fitria Rekayasa")["standing"] == "diusulkan"
    assert of(awards["teladan"], "Fitria Rekayasa")["standing"] == "sudah diusulkan di penghargaan lain"
    assert of(awards["satyalancana_x"], "Haris Permisala")["standing"] == "tidak memenuhi syarat"
    assert of(awards["satyalancana_x"], "Tiara Contohsari")["standing"] == "perlu verifikasi"
    for name in ("Tiara Contohsari", "Rangga Misalputra"):
        assert of(awards["teladan"], name)["standing"] == "tidak memenuhi syarat"
    titles = ("satyalancana_xxx", "satyalancana_xx", "satyalancana_x", "teladan", "inovator", "meningkat")
    proposed = [row["nip"] for title in titles for row in awards[title] if row["standing"] == "diusulkan"]
    assert len(proposed) == len(set(proposed)) >= 6


def test_the_stories_of_the_comparison_happen(capfdbinary: pytest.CaptureFixture[bytes]):
    compared = as_json(capfdbinary, "compare", "2025", "pegawai-2026.xlsx")
    assert {row["nama"] for row in compared["moves"]} == {"Yoga Andaika", "Kirana Andaiyan", "Anindya Andaiyan"}
    came = {row["key"]: row["after"] for row in compared["rule_changes"]}
    assert {came[key] for key in ("training", "posts.bendahara", "talent", "career", "awards.teladan")} == {"ada"}
    told = json.dumps(compared["measures"])
    assert "29.58" in told
    assert "26.53" in told


def test_the_result_workbook_has_a_sheet_of_each_part(office: Path):
    assert run(["score", "pegawai-2026.xlsx", "-q", "-o", "hasil.xlsx"]) == 0
    names = [sheet.name for sheet in book(office / "hasil.xlsx").sheets]
    assert [name for name in names if name in SHEETS] == list(SHEETS)
    with ZipFile(office / "hasil.xlsx") as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/charts/chart")]
    (lying,) = [chart for chart in charts if '<c:barDir val="bar"/>' in chart]
    category, value = (re.search(rf"<c:{axis}>.*?orientation val=\"(\w+)\"", lying) for axis in ("catAx", "valAx"))
    assert (category and category[1], value and value[1]) == ("maxMin", "minMax")
