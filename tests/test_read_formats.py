"""Workbooks of other formats and under other names."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from asn_eval.read.sheet import Book, ErrorCell, Percent, UncachedFormula
from asn_eval.read.workbook import read_book
from oldbooks import ods_cell, write_ods, write_xls, write_xlsb
from workbooks import PERCENT_OWN, QUOTED_PERCENT, Error, Formula, Pct, write_xlsx

ROWS: list[list[object]] = [["NIP", "SKP"], ["198503152010011001", 85.5]]
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


MARKED: list[object] = ["x", Pct(0.85), Error("#N/A"), Error("#REF!"), 0.5]
MARKED_READ = ["x", Percent(0.85), ErrorCell("#N/A"), ErrorCell("#REF!"), 0.5]


def test_percentages_errors_and_hidden_rows_of_xls_are_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [["judul"], [*MARKED, Pct(0.25, PERCENT_OWN), Pct(0.25, QUOTED_PERCENT)], ["y"]]
    found = read_book(write_xls(tmp_path / "a.xls", "S", rows, hidden=[3]))
    assert isinstance(found, Book)
    values = [column[1] for column in found.sheets[0].columns]
    assert values == [*MARKED_READ, Percent(0.25), 0.25]
    assert [type(v) for v in values] == [str, Percent, ErrorCell, ErrorCell, float, Percent, float]
    assert found.sheets[0].hidden_rows == frozenset({3})


def test_percentages_errors_formulas_merges_and_hidden_rows_of_ods_are_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [["judul"], [*MARKED, Formula("[.A1]")]]
    more = (
        f'<table:table-row table:visibility="collapse" table:number-rows-repeated="2">{ods_cell(Pct(0.5), 2)}</table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-spanned="3" table:number-rows-spanned="2" '
        'office:value-type="string"><text:p>lebar</text:p></table:table-cell></table:table-row>'
    )
    found = read_book(write_ods(tmp_path / "a.ods", {"S": rows, "T": [["a", Pct(0.1)]]}, more))
    assert isinstance(found, Book)
    first, second = found.sheets
    values = [column[1] for column in first.columns]
    assert values == [*MARKED_READ, UncachedFormula("=[.A1]")]
    assert [type(v) for v in values] == [str, Percent, ErrorCell, ErrorCell, float, UncachedFormula]
    assert [type(v) for column in first.columns[:2] for v in column[2:4]] == [Percent] * 4
    assert (first.hidden_rows, first.merged) == (frozenset({3, 4}), ((5, 1, 6, 3),))
    assert second.columns == (["a"], [Percent(0.1)])
