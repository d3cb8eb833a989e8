"""Workbooks of other formats and under other names."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from asn_eval.read.sheet import Book
from asn_eval.read.workbook import read_book
from oldbooks import write_ods, write_xls, write_xlsb
from workbooks import write_xlsx

ROWS = [["NIP", "SKP"], ["198503152010011001", 85.5]]
COLUMNS = (["NIP", "198503152010011001"], ["SKP", 85.5])


WRITERS = {
    ".xlsx": lambda path: write_xlsx(path, {"Pegawai": ROWS}),
    ".xlsm": lambda path: write_xlsx(path, {"Pegawai": ROWS}),
    ".xls": lambda path: write_xls(path, "Pegawai", ROWS),
    ".xlsb": lambda path: write_xlsb(path, "Pegawai", ROWS),
    ".ods": lambda path: write_ods(path, {"Pegawai": ROWS}),
}


@pytest.mark.parametrize("suffix", WRITERS)
def test_each_format_gives_the_same_columns(tmp_path: Path, suffix: str) -> None:
    found = read_book(WRITERS[suffix](tmp_path / f"staf{suffix}"))
    assert isinstance(found, Book), found.message()
    assert [(s.file, s.name, s.columns) for s in found.sheets] == [(f"staf{suffix}", "Pegawai", COLUMNS)]


@pytest.mark.parametrize("suffix", [".xls", ".xlsb", ".ods"])
def test_a_workbook_under_the_name_of_another_format_is_read_by_its_content(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "staf.xlsx"
    shutil.move(WRITERS[suffix](tmp_path / f"lain{suffix}"), path)
    found = read_book(path)
    assert isinstance(found, Book), found.message()
    assert found.sheets[0].columns == COLUMNS


def test_leading_blanks_and_dates_keep_their_place_in_ods(tmp_path: Path) -> None:
    rows: list[list[object]] = [[], [None, "Lahir"], [None, date(1985, 3, 15)]]
    found = read_book(write_ods(tmp_path / "a.ods", {"S": rows}))
    assert isinstance(found, Book)
    assert found.sheets[0].columns == (["", "", ""], ["", "Lahir", date(1985, 3, 15)])


def test_a_module_in_the_working_folder_is_not_run_by_the_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "python_calamine.py").write_text("raise SystemExit(1)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert isinstance(read_book(write_ods(tmp_path / "a.ods", {"S": ROWS})), Book)
