"""``check --mark``: the clerk's own workbook comes back with its faults where they stand; the original stays as it is."""

from pathlib import Path

import openpyxl
import pytest

from asn_eval.cli.run import run
from workbooks import Formula, write_xlsx

A, B = "198503152010011001", "199007202015042002"
HEAD = ["NIP", "Nama", "Unit Kerja", "Disiplin"]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "indicators.yaml").write_text("indicators:\n  disiplin: {weight: 100}\n", encoding="utf-8")
    rows = [
        ["REKAP"],
        HEAD,
        [A, "=1+1", "Dinas A", 900],
        [B, "Sari Misal", "Dinas A", ""],
        [B, "Sari Misal", "Dinas B", 80],
    ]
    write_xlsx(
        tmp_path / "staf.xlsx", {"Pegawai": rows, "Hitung": [[Formula("SUM(1,2)", 3)]]}, merges={"Pegawai": ["A1:D1"]}
    )
    return tmp_path


def test_faulty_cells_are_coloured_and_say_what_is_wrong(office: Path) -> None:
    before = (office / "staf.xlsx").read_bytes()
    assert run(["check", "staf.xlsx", "--mark", "-q"]) == 1
    sheet = openpyxl.load_workbook("staf-ditandai.xlsx")["Pegawai"]
    assert sheet["D3"].fill.start_color.rgb.endswith("FFC7CE")
    assert sheet["D3"].comment.text == "nilai Disiplin 900 di luar skala 0 sampai 100; perbaiki nilainya"
    assert sheet["D4"].comment.text.startswith("nilai Disiplin kosong; ")
    assert sheet["A4"].comment.text.startswith(f'NIP "{B}" tertulis juga pada A5')
    assert sheet["D5"].comment is None
    assert (office / "staf.xlsx").read_bytes() == before


def test_what_was_in_the_workbook_is_still_there(office: Path) -> None:
    run(["check", "staf.xlsx", "--mark", "-q"])
    book = openpyxl.load_workbook(office / "staf-ditandai.xlsx")
    assert book["Hitung"]["A1"].value == "=SUM(1,2)"
    assert [str(r) for r in book["Pegawai"].merged_cells.ranges] == ["A1:D1"]


def test_all_findings_are_listed_in_a_sheet_of_their_own(office: Path) -> None:
    run(["check", "staf.xlsx", "--mark", "-q"])
    rows = list(openpyxl.load_workbook(office / "staf-ditandai.xlsx")["Temuan"].iter_rows(values_only=True))
    assert [row[4] for row in rows[1:]] == [
        "sheet-no-header",
        "score-outside",
        "nip-doubled",
        "score-empty",
        "nip-doubled",
    ]
    assert rows[2][1] == "staf.xlsx:Pegawai!D3"


def test_a_marked_copy_is_not_overwritten_unasked(office: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (office / "staf-ditandai.xlsx").write_bytes(b"")
    assert run(["check", "staf.xlsx", "--mark"]) == 5
    assert "[output-exists]" in capfd.readouterr().err
    assert run(["check", "staf.xlsx", "--mark", "--force", "-q"]) == 1


def test_a_csv_cannot_be_marked(office: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (office / "staf.csv").write_text(f"NIP;Nama;Disiplin\n{A};Budi;900\n", encoding="utf-8")
    assert run(["check", "staf.csv", "--mark"]) == 2
    assert (
        "staf.csv: berkas ini tidak dapat ditandai; simpan sebagai .xlsx, .xlsm lalu ulangi dengan --mark [mark-form]"
        in (capfd.readouterr().err)
    )


def test_a_workbook_without_findings_needs_no_copy(office: Path) -> None:
    write_xlsx(office / "baik.xlsx", {"Pegawai": [HEAD, [A, "Budi Contoh", "Dinas A", 90]]})
    assert run(["check", "baik.xlsx", "--mark", "-q"]) == 0
    assert not (office / "baik-ditandai.xlsx").exists()


def test_workbooks_of_one_name_in_two_folders_are_marked_each(office: Path) -> None:
    for folder in ("a", "b"):
        (office / folder).mkdir()
        (office / folder / "staf.xlsx").write_bytes((office / "staf.xlsx").read_bytes())
    assert run(["check", "a/staf.xlsx", "b/staf.xlsx", "--mark", "-q"]) == 1
    for folder in ("a", "b"):
        sheet = openpyxl.load_workbook(office / folder / "staf-ditandai.xlsx")["Pegawai"]
        assert sheet["D3"].fill.start_color.rgb.endswith("FFC7CE")
