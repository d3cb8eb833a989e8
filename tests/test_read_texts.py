"""Text tables: the delimiter, the encoding and the quotes are understood; every value stays text."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_eval.findings import Finding
from asn_eval.read.limits import Limits
from asn_eval.read.sheet import Book, Sheet
from asn_eval.read.workbook import read_book
from workbooks import write_csv

ROWS = [["NIP", "Nama", "SKP"], ["198503152010011001", "Contoh, S.E.", "87,45"], ["'0012", 'Si "Dua"; Ü', "1.234,5"]]
COLUMNS = tuple([row[column] for row in ROWS] for column in range(3))


def sheet(path: Path) -> Sheet:
    found = read_book(path)
    assert isinstance(found, Book), found.message()
    return found.sheets[0]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_and_encoding_are_found(tmp_path: Path, delimiter: str, encoding: str) -> None:
    assert sheet(write_csv(tmp_path / "data pegawai.csv", ROWS, delimiter, encoding)).columns == COLUMNS


@pytest.mark.parametrize("suffix", [".tsv", ".txt", ".CSV"])
def test_other_endings_are_text_tables_too(tmp_path: Path, suffix: str) -> None:
    read = sheet(write_csv(tmp_path / f"data{suffix}", ROWS, "\t"))
    assert (read.name, read.columns) == ("data", COLUMNS)


def test_decimal_commas_do_not_pass_for_delimiters(tmp_path: Path) -> None:
    rows = [["NIP", "SKP", "Disiplin"], *([str(n), "87,45", "90,5"] for n in range(9))]
    assert sheet(write_csv(tmp_path / "a.csv", rows, ";")).columns[1][:2] == ["SKP", "87,45"]


def test_delimiters_inside_quotes_do_not_count(tmp_path: Path) -> None:
    rows = [["NIP", "Nama"], *([str(n), "Satu; Dua; Tiga; Empat"] for n in range(9))]
    assert len(sheet(write_csv(tmp_path / "a.csv", rows, ";")).columns) == 2


def test_a_title_above_the_table_does_not_hide_the_delimiter(tmp_path: Path) -> None:
    rows = [["Rekap Kinerja, Dinas Contoh, 2026"], [], ["NIP", "Nama"], ["1", "Satu"], ["2", "Dua"]]
    read = sheet(write_csv(tmp_path / "a.csv", rows, ";"))
    assert read.columns == (["Rekap Kinerja, Dinas Contoh, 2026", "", "NIP", "1", "2"], ["", "", "Nama", "Satu", "Dua"])


def test_a_line_that_names_the_delimiter_is_obeyed_and_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbfsep=|\r\nNIP|Nama;x\r\n1|Satu\r\n")
    assert sheet(path).columns == (["NIP", "1"], ["Nama;x", "Satu"])


def test_line_breaks_inside_quotes_stay_in_the_cell(tmp_path: Path) -> None:
    read = sheet(write_csv(tmp_path / "a.csv", [["NIP", "Alamat"], ["1", "Jalan A\nNomor 2"], ["2", "B"]]))
    assert read.columns[1] == ["Alamat", "Jalan A\nNomor 2", "B"]


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_every_kind_of_line_ending_is_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(ending.join(["a;b", "1;2", ""]).encode())
    assert sheet(path).columns == (["a", "1"], ["b", "2"])


def test_quotes_in_the_middle_of_a_value_stay_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'NIP;Nama\n1;Siti "Ani" Contoh\n')
    assert sheet(path).columns[1] == ["Nama", 'Siti "Ani" Contoh']


def test_rows_of_different_length_are_filled_with_blanks(tmp_path: Path) -> None:
    assert sheet(write_csv(tmp_path / "a.csv", [["a", "b"], ["1"], ["2", "3", ""]])).columns == (
        ["a", "1", "2"],
        ["b", "", "3"],
    )


def test_zero_bytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"NIP;Nama\n1;\0\n")
    found = read_book(path)
    assert isinstance(found, Finding)
    assert found.code == "text-encoding"


def test_one_endless_row_is_refused_by_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a;b\n" * 1_000 + b";" * 5_000 + b"\n")
    found = read_book(path, limits=Limits(box=1_000_000))
    assert isinstance(found, Finding)
    assert (found.code, str(found.place)) == ("cell-far", "a.csv!GJI1001")


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=6))
def test_what_is_written_is_read_back(tmp_path: Path, rows: list[tuple[str, str, str]]) -> None:
    table = [("NIP", "Nama", "Unit"), *rows, ("akhir", "akhir", "akhir")]
    path = tmp_path / "a.csv"
    written = write_csv(tmp_path / "b.csv", table, ";").read_bytes()
    path.write_bytes(b"sep=;\r\n" + written)
    assert sheet(path).columns == tuple([row[column] for row in table] for column in range(3))
