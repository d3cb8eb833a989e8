"""The commands as people run them: exit codes, what goes where, files written and not overwritten."""

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from asn_eval.cli.run import run
from workbooks import write_xlsx

A, B, C = "198503152010011001", "199007202015042002", "197801011999031003"
RULES = """version: 1
agency: Dinas Contoh
period: {start: 2026-01-01, end: 2026-12-31}
indicators:
  disiplin: {weight: 60}
  inovasi: {weight: 40, missing: exclude}
grades:
  - {name: Baik, at_least: 80}
  - {name: Cukup, at_least: 0}
awards:
  teladan: {title: Teladan, quota: 1, requires: [{fact: total, at_least: 80}]}
"""
HEAD = ["NIP", "Nama", "Unit Kerja", "Disiplin", "Inovasi"]
GOOD = [
    HEAD,
    [A, "Budi Contoh", "Dinas A", 83.3, 91.5],
    [B, "Sari Misal", "Dinas B", 90, 70],
    [C, "Tono Andai", "Dinas A", 75, ""],
]
FAULTY = [HEAD, [A, "Budi Contoh", "Dinas A", 83.3, 91.5], [B, "Sari Misal", "Dinas B", 900, 70]]


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    (tmp_path / "indicators.yaml").write_text(RULES, encoding="utf-8")
    write_xlsx(tmp_path / "staf.xlsx", {"Pegawai": GOOD})
    write_xlsx(tmp_path / "salah.xlsx", {"Pegawai": FAULTY})
    return tmp_path


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> "Said":
    return Said(capfd)


class Said:
    """Run a command and keep what it said on standard output and standard error."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self.capfd = capfd
        self.out = self.err = ""

    def __call__(self, *arguments: str) -> int:
        code = run(arguments)
        self.out, self.err = self.capfd.readouterr()
        return code


def rows_of(path: Path, sheet: str) -> list[Sequence[object]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


def test_a_ranking_is_printed_with_the_account_of_everybody(said: Said) -> None:
    assert said("score", "staf.xlsx") == 0
    # 0.6 × 83.3 + 0.4 × 91.5 = 86.58; 0.6 × 90 + 0.4 × 70 = 82
    assert "86,58" in said.out
    assert "82,00" in said.out
    assert "2 diperingkat + 1 dikeluarkan + 0 belum dapat dinilai = 3 pegawai" in said.out
    assert said.out.index("Budi Contoh") < said.out.index("Sari Misal")
    assert not said.err


def test_english_is_english_throughout(said: Said) -> None:
    assert said("score", "staf.xlsx", "--lang", "en") == 0
    assert "86.58" in said.out
    assert "2 ranked + 1 excluded + 0 not assessable = 3 people" in said.out


def test_faulty_data_gives_no_ranking_and_exit_code_one(said: Said) -> None:
    assert said("score", "salah.xlsx", "-o", "hasil.xlsx") == 1
    assert not said.out
    assert (
        "salah.xlsx:Pegawai!D3: nilai Disiplin 900 di luar skala 0 sampai 100; perbaiki nilainya [score-outside]"
        in said.err
    )
    assert not Path("hasil.xlsx").exists()


def test_people_with_faulty_data_are_left_out_on_request_and_listed(said: Said) -> None:
    assert said("score", "salah.xlsx", "--skip-invalid") == 0
    assert "1 diperingkat + 1 dikeluarkan + 0 belum dapat dinilai = 2 pegawai" in said.out
    assert "Sari Misal" in said.out


def test_a_fault_of_the_rulebook_is_exit_code_three(said: Said, office: Path) -> None:
    (office / "indicators.yaml").write_text(RULES.replace("weight: 60", "bobott: 60"), encoding="utf-8")
    assert said("score", "staf.xlsx") == 3
    assert (
        'indicators.yaml:5 indicators.disiplin: kunci "bobott" tidak dikenal; maksud Anda "weight"? [key-unknown]'
        in said.err
    )


def test_an_unreadable_file_is_exit_code_four(said: Said, office: Path) -> None:
    (office / "rusak.xlsx").write_bytes((office / "staf.xlsx").read_bytes()[:500])
    assert said("score", "rusak.xlsx") == 4
    assert said.err.splitlines()[0].endswith("[file-incomplete]")
    assert said("score", "tidak-ada.xlsx") == 4


def test_an_output_is_not_overwritten_unasked(said: Said) -> None:
    assert said("score", "staf.xlsx", "-o", "hasil.xlsx", "-q") == 0
    before = Path("hasil.xlsx").read_bytes()
    assert said("score", "staf.xlsx", "-o", "hasil.xlsx") == 5
    assert "[output-exists]" in said.err
    assert said("score", "staf.xlsx", "-o", "hasil.xlsx", "--force", "-q") == 0
    assert Path("hasil.xlsx").read_bytes() == before


def test_an_input_is_never_an_output(said: Said) -> None:
    assert said("score", "staf.xlsx", "-o", "staf.xlsx", "--force") == 5
    assert "[output-is-input]" in said.err


def test_an_unknown_form_of_output_is_wrong_use(said: Said) -> None:
    assert said("score", "staf.xlsx", "-o", "hasil.docx") == 2
    assert "akhiri nama berkas dengan .xlsx, .csv, .json, .parquet [output-suffix]" in said.err


def test_the_workbook_has_its_sheets_and_real_numbers(said: Said) -> None:
    assert said("score", "staf.xlsx", "-o", "hasil.xlsx", "-q") == 0
    names = openpyxl.load_workbook("hasil.xlsx").sheetnames
    assert names == [
        "Ringkasan",
        "Peringkat",
        "Tidak Diperingkat",
        "Rincian",
        "Penghargaan",
        "Temuan",
        "Kebijakan",
        "Jejak",
    ]
    ranked = [row for row in rows_of(Path("hasil.xlsx"), "Peringkat") if A in row]
    assert 86.58 in ranked[0]
    trail = {str(row[0]): row[1] for row in rows_of(Path("hasil.xlsx"), "Jejak") if row[0]}
    assert len(str(trail["SHA-256 staf.xlsx"])) == 64
    assert len(str(trail["SHA-256 indicators.yaml"])) == 64


def test_the_account_stands_on_the_first_sheet(said: Said) -> None:
    assert said("score", "staf.xlsx", "-o", "hasil.xlsx", "-q") == 0
    text = "\n".join(str(cell) for row in rows_of(Path("hasil.xlsx"), "Ringkasan") for cell in row if cell)
    assert "2 diperingkat + 1 dikeluarkan + 0 belum dapat dinilai = 3 pegawai" in text


def test_a_formula_in_a_name_stays_text(said: Said) -> None:
    write_xlsx(Path("jahat.xlsx"), {"Pegawai": [HEAD, [A, '=HYPERLINK("http://x","klik")', "+Dinas", 80, 80]]})
    assert said("score", "jahat.xlsx", "-o", "hasil.xlsx", "-q") == 0
    parts = zipfile.ZipFile("hasil.xlsx")
    assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name)


def test_json_has_stable_keys_and_the_same_numbers_in_both_languages(said: Said) -> None:
    assert said("score", "staf.xlsx", "--json") == 0
    indonesian = json.loads(said.out)
    assert said("score", "staf.xlsx", "--json", "--lang", "en") == 0
    english = json.loads(said.out)
    assert indonesian["account"] == english["account"] == {"people": 3, "ranked": 2, "excluded": 1, "not_assessable": 0}
    numbers = [[(r["rank"], r["nip"], r["total"]) for r in result["ranking"]] for result in (indonesian, english)]
    assert numbers[0] == numbers[1] == [(1, A, 86.58), (2, B, 82)]


def test_refusals_are_json_too(said: Said) -> None:
    assert said("score", "salah.xlsx", "--json") == 1
    told = json.loads(said.out)
    assert [f["code"] for f in told["findings"]] == ["score-outside"]


@pytest.mark.parametrize("suffix", ["csv", "json", "parquet"])
def test_other_forms_of_output_hold_the_ranking(said: Said, suffix: str) -> None:
    assert said("score", "staf.xlsx", "-o", f"hasil.{suffix}", "-q") == 0
    data = Path(f"hasil.{suffix}").read_bytes()
    if suffix == "csv":
        assert "86,58" in data.decode("utf-8-sig")
    elif suffix == "json":
        assert json.loads(data)["ranking"][0]["total"] == 86.58
    else:
        import pandas as pd

        assert [float(t) for t in pd.read_parquet(f"hasil.{suffix}")["total"]] == [86.58, 82.0]


def test_check_tells_what_it_took_each_sheet_for(said: Said) -> None:
    assert said("check", "staf.xlsx") == 0
    assert "daftar pegawai" in said.err
    assert "Tidak ada temuan: staf.xlsx siap dinilai." in said.out


def test_explain_walks_back_to_the_cells(said: Said) -> None:
    assert said("explain", "staf.xlsx", A) == 0
    assert "Pegawai!D2" in said.out
    assert "Pegawai!E2" in said.out
    assert "dibulatkan satu kali dari 86,58" in said.out


def test_explain_supposes_other_values(said: Said) -> None:
    # 0.6 × 95.5 + 0.4 × 70 = 85.3
    assert said("explain", "staf.xlsx", B, "--what-if", "disiplin=95,5") == 0
    assert "Andai Disiplin = 95,5: nilai total 85,30 (sekarang 82,00)" in said.out


def test_explain_of_somebody_unknown_names_the_nearest(said: Said) -> None:
    assert said("explain", "staf.xlsx", A[:-1] + "2") == 2
    assert f"maksud Anda {A} (Budi Contoh)? [person-unknown-near]" in said.err


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "disiplin",
            (
                '--what-if "disiplin" tidak jelas; tulis nama indikator, tanda sama dengan, '
                "lalu nilainya: --what-if disiplin=95 [what-if-unclear]"
            ),
        ),
        ("=95", '--what-if "=95" tidak jelas; '),
        (
            "mutu=95",
            'indikator "mutu" dihitung dari bagiannya; andaikan salah satu bagiannya: cepat, tepat [what-if-parts]',
        ),
        (
            "disipiln=95",
            'indikator "disipiln" tidak ada di buku aturan; pakai salah satu: disiplin [what-if-indicator]',
        ),
        ("disiplin=101", '"101" bukan nilai disiplin; isi angka 0 sampai 100 [what-if-value]'),
    ],
)
def test_what_cannot_be_supposed_is_told(said: Said, office: Path, typed: str, message: str) -> None:
    parts = "  mutu: {weight: 0, parts: {cepat: {weight: 50}, tepat: {weight: 50}}}\ngrades:"
    (office / "indicators.yaml").write_text(RULES.replace("grades:", parts), encoding="utf-8")
    assert said("explain", "staf.xlsx", A, "--what-if", typed) == 2
    assert f"GALAT {message}" in said.err


def test_supposing_what_does_not_count_is_told(said: Said, office: Path) -> None:
    other = "  loket: {}\nprofiles:\n  p: {applies_to: {unit: X}, weights: {disiplin: 50, loket: 50}}\ngrades:"
    (office / "indicators.yaml").write_text(RULES.replace("grades:", other), encoding="utf-8")
    assert said("explain", "staf.xlsx", A, "--what-if", "loket=3") == 0
    assert (
        'PERINGATAN indikator "loket" tidak dihitung bagi pegawai ini; andaikan salah satu yang dihitung: disiplin, inovasi '
        "[what-if-unused]"
    ) in said.err


def test_two_workbooks_of_one_name_are_told_apart(said: Said, office: Path) -> None:
    for folder, rows in (("timur", GOOD[:2]), ("barat", [HEAD, [B, "Sari Misal", "Dinas B", 900, 70]])):
        (office / folder).mkdir()
        write_xlsx(office / folder / "staf.xlsx", {"Pegawai": rows})
    assert said("check", "timur/staf.xlsx", "barat/staf.xlsx") == 1
    assert "GALAT barat/staf.xlsx:Pegawai!D2: nilai Disiplin 900" in said.out
    assert "timur/staf.xlsx: lembar Pegawai" in said.err


def test_one_workbook_named_twice_is_read_once(said: Said, office: Path) -> None:
    assert said("score", "staf.xlsx", str(office / "staf.xlsx"), "--json") == 0
    assert json.loads(said.out)["account"]["people"] == 3


def test_leaving_people_out_is_offered_only_where_it_helps(said: Said, office: Path) -> None:
    said("score", "salah.xlsx")
    assert "--skip-invalid" in said.err
    write_xlsx(office / "kurang.xlsx", {"Pegawai": [row[:4] for row in GOOD]})
    said("score", "kurang.xlsx")
    assert "heading-missing" in said.err
    assert "--skip-invalid" not in said.err


def test_an_empty_sheet_is_passed_over_with_a_word(said: Said, office: Path) -> None:
    write_xlsx(office / "tiga.xlsx", {"Pegawai": GOOD, "Sheet2": [], "Coretan": [["halo"]]})
    assert said("check", "tiga.xlsx") == 0
    assert "tiga.xlsx: lembar Sheet2 diabaikan (lembar kosong)" in said.err
    assert "tiga.xlsx: lembar Coretan diabaikan (lembar tidak dibaca karena" in said.err
    assert said("score", "tiga.xlsx", "-o", "hasil.xlsx") == 0
    trail = openpyxl.load_workbook(office / "hasil.xlsx")["Jejak"]
    assert ("Lembar Sheet2", "diabaikan (lembar kosong)") in list(trail.iter_rows(values_only=True))


def test_the_trail_of_several_workbooks_names_the_file_of_each_sheet(said: Said, office: Path) -> None:
    write_xlsx(office / "lain.xlsx", {"Pegawai": [HEAD, ["197505052001122001", "Wati Umpama", "Dinas A", 80, 80]]})
    assert said("score", "staf.xlsx", "lain.xlsx", "-o", "hasil.xlsx") == 0
    trail = dict(openpyxl.load_workbook(office / "hasil.xlsx")["Jejak"].iter_rows(values_only=True))
    assert trail["Lembar staf.xlsx:Pegawai"] == trail["Lembar lain.xlsx:Pegawai"] == "daftar pegawai"
    assert "lain.xlsx:Pegawai: kolom A" in trail


def test_a_text_table_with_decimal_points_is_read_and_says_so(said: Said, office: Path) -> None:
    rows = [HEAD, [A, "Budi Contoh", "Dinas A", "87.45", "91.5"], [B, "Sari Misal", "Dinas B", "90", "70"]]
    (office / "staf.csv").write_text("\n".join(";".join(map(str, row)) for row in rows), encoding="utf-8")
    assert said("score", "staf.csv") == 0
    assert "89,07" in said.out  # 0.6 × 87.45 + 0.4 × 91.5
    assert (
        'INFO staf.csv:staf!D: titik pada Disiplin dibaca sebagai tanda desimal, misalnya "87.45"; '
        "tidak perlu tindakan bila memang desimal [number-points]"
    ) in said.err


def test_why_somebody_is_not_ranked_is_explained(said: Said) -> None:
    assert said("explain", "staf.xlsx", C) == 0
    assert "Tidak diperingkat (dikeluarkan): Inovasi kosong" in said.out


def test_awards_are_proposals_with_reasons(said: Said) -> None:
    assert said("awards", "staf.xlsx") == 0
    assert "usulan, bukan keputusan" in said.out
    assert "terpenuhi" in said.out


def test_without_a_rulebook_the_shipped_one_is_announced_and_strict_refuses_it(said: Said, office: Path) -> None:
    (office / "indicators.yaml").unlink()
    head = ["NIP", "Nama", "Unit Kerja", "Jabatan", "Disiplin", "Kualitas Kerja", "Inovasi"]
    write_xlsx(office / "umum.xlsx", {"Pegawai": [head, [A, "Budi Contoh", "Dinas A", "Arsiparis", 80, 80, 80]]})
    said("score", "umum.xlsx")
    assert "kebijakan bawaan, belum ditetapkan kantor" in said.err
    assert "kebijakan bawaan, belum ditetapkan kantor" in said.out
    assert said("score", "umum.xlsx", "--strict") == 3
    assert "[rulebook-shipped]" in said.err


def test_a_day_at_the_end_of_all_days_ends_no_program(said: Said) -> None:
    assert said("explain", "staf.xlsx", A, "--day", "9999-12-31") == 0
    assert said("score", "staf.xlsx", "--day", "9999-12-31") == 0


def test_rules_are_told_in_words(said: Said) -> None:
    assert said("rules") == 0
    assert "Disiplin" in said.out
    assert "60" in said.out


def test_schema_is_json(said: Said) -> None:
    assert said("schema") == 0
    assert json.loads(said.out)["properties"]["indicators"]


def test_init_keeps_what_is_there(said: Said, office: Path) -> None:
    assert said("init", ".") == 0
    assert (office / "indicators.yaml").read_text(encoding="utf-8") == RULES
    assert "Sudah ada, dibiarkan: indicators.yaml" in said.out
    assert (office / "templat-penilaian.xlsx").exists()


def test_wildcards_are_expanded_where_the_shell_does_not(said: Said) -> None:
    Path("salah.xlsx").unlink()
    assert said("score", "sta*.xlsx", "--json") == 0
    assert json.loads(said.out)["inputs"][0]["file"] == "staf.xlsx"


def test_data_cannot_steer_the_terminal(said: Said) -> None:
    write_xlsx(Path("jahat.xlsx"), {"Pegawai": [HEAD, [A, "[bold]Budi[/] \u202e\u009b31m", "Dinas A", 80, 80]]})
    assert said("score", "jahat.xlsx") == 0
    assert "[bold]Budi[/]" in said.out
    assert not {"\u202e", "\u009b", "\x1b"} & set(said.out)


def test_with_an_output_the_terminal_tells_the_account_and_the_file(said: Said) -> None:
    assert said("score", "staf.xlsx", "-o", "hasil.xlsx") == 0
    assert said.out.splitlines() == [
        "2 diperingkat + 1 dikeluarkan + 0 belum dapat dinilai = 3 pegawai",
        "Inovasi: 1 pegawai tanpa nilai dikeluarkan",
    ]
    assert said.err == "Ditulis: hasil.xlsx\n"
