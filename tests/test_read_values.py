"""What a cell holds is what a sheet gives: text stays text, a number a number, an error an error, nothing is nothing."""

import hashlib
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from asn_eval.findings import Finding
from asn_eval.read.sheet import Book, ErrorCell, Percent, Sheet, UncachedFormula
from asn_eval.read.workbook import read_book
from workbooks import (
    MAIN,
    PERCENT,
    PERCENT2,
    PERCENT_OWN,
    QUOTED_PERCENT,
    STRICT_MAIN,
    Blank,
    Error,
    Formula,
    Pct,
    Raw,
    parts,
    write_xlsx,
)

VARIANTS: dict[str, dict[str, object]] = {
    "as Excel writes it": {},
    "inline texts": {"inline": True},
    "1904 dates": {"date1904": True},
    "Strict OOXML": {"strict": True},
    "UTF-16": {"encoding": "utf-16"},
    "prefixed names": {"prefix": "x"},
    "no addresses": {"references": False},
    "backslashes in the zip": {"backslashes": True},
    "a lying dimension": {"dimension": "A1"},
    "prefixed UTF-16 of 1904": {"prefix": "x", "encoding": "utf-16", "date1904": True},
}

# What is written, what is read, and the exact type of it.
CELLS: list[tuple[object, object]] = [
    ("198503152010011001", "198503152010011001"),
    ("A & B <c> \"x\" 'y'", "A & B <c> \"x\" 'y'"),
    ("'001234", "'001234"),
    ("85,5", "85,5"),
    ("85%", "85%"),
    ("dua\nbaris", "dua\nbaris"),
    ("Ünïcode 漢", "Ünïcode 漢"),
    ("=1+1", "=1+1"),
    ("#N/A", "#N/A"),
    (1.98503152010011e17, 1.98503152010011e17),
    (3.5, 3.5),
    (5, 5.0),
    (0, 0.0),
    (0.1 + 0.2, 0.1 + 0.2),
    (-7.25, -7.25),
    (True, True),
    (False, False),
    (date(2020, 8, 17), date(2020, 8, 17)),
    (datetime(2020, 8, 17, 12, 30), datetime(2020, 8, 17, 12, 30)),
    (time(8, 30), time(8, 30)),
    (timedelta(hours=30), timedelta(hours=30)),
    (Pct(0.85), Percent(0.85)),
    (Pct(0.8512, PERCENT2), Percent(0.8512)),
    (Pct(0.5, PERCENT_OWN), Percent(0.5)),
    (Pct(0.5, QUOTED_PERCENT), 0.5),
    (Formula("A1*0.5", Pct(0.25)), Percent(0.25)),
    (Error("#N/A"), ErrorCell("#N/A")),
    (Error("#DIV/0!", "A1/0"), ErrorCell("#DIV/0!")),
    (Error("#REF!"), ErrorCell("#REF!")),
    (Formula("1+1", 2), 2.0),
    (Formula('"a"&"b"', "ab"), "ab"),
    (Formula('""', ""), ""),
    (Formula("A1<>B1"), UncachedFormula("=A1<>B1")),
    (Blank(), ""),
    (None, ""),
]


def book(path: Path) -> Book:
    found = read_book(path)
    assert isinstance(found, Book), found.message()
    return found


def sheet(path: Path) -> Sheet:
    return book(path).sheets[0]


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_cell_is_read_as_it_was_typed_however_the_file_is_written(tmp_path: Path, variant: str) -> None:
    rows: list[list[object]] = [["Judul"], [], [written for written, _ in CELLS], ["akhir"] * len(CELLS)]
    read = sheet(write_xlsx(tmp_path / "a.xlsx", {"Pegawai": rows}, **VARIANTS[variant]))
    values = [column[2] for column in read.columns]
    assert values == [expected for _, expected in CELLS]
    assert [type(value) for value in values] == [type(expected) for _, expected in CELLS]


def test_each_column_starts_in_row_one_and_blank_edges_are_cut(tmp_path: Path) -> None:
    rows: list[list[object]] = [[], [], [None, None, "x", None, 1.0, Blank()], [None, None, "y"], [None, Blank()]]
    read = sheet(write_xlsx(tmp_path / "a.xlsx", {"Pegawai": rows}))
    assert read.columns == (["", "", "", ""], ["", "", "", ""], ["", "", "x", "y"], ["", "", "", ""], ["", "", 1.0, ""])
    assert str(read.place(3, 5)) == "a.xlsx:Pegawai!E3"


def test_equal_values_of_different_types_in_one_column_keep_their_types(tmp_path: Path) -> None:
    rows = [[value] for value in (1, True, "1", 1.0, False, 0, True, "TRUE")] * 300
    (column,) = sheet(write_xlsx(tmp_path / "a.xlsx", {"S": rows})).columns
    assert [type(value) for value in column[:8]] == [float, bool, str, float, bool, float, bool, str]


def test_repeated_texts_are_one_object(tmp_path: Path) -> None:
    (column,) = sheet(write_xlsx(tmp_path / "a.xlsx", {"S": [["Dinas Contoh"], ["Dinas Lain"]] * 400})).columns
    assert len({id(value) for value in column}) == 2


def test_marks_outside_the_parsers_range_extend_the_sheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [["a"], [], [None, None, Error("#N/A")], [None, Formula("A1")]]
    read = sheet(write_xlsx(tmp_path / "a.xlsx", {"S": rows}))
    assert read.columns == (["a", "", "", ""], ["", "", "", UncachedFormula("=A1")], ["", "", ErrorCell("#N/A"), ""])


@pytest.mark.parametrize(
    "literal", ["#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#GETTING_DATA", "#PYTHON!", "Err:508"]
)
def test_error_values_of_newer_programs_are_errors_and_the_rest_is_still_read(tmp_path: Path, literal: str) -> None:
    rows: list[list[object]] = [["NIP", Error(literal), Pct(0.5), date(2020, 8, 17), 7], ["x"]]
    read = sheet(write_xlsx(tmp_path / "a.xlsx", {"S": rows}, merges={"S": ["A3:B4"]}, hidden_rows={"S": [2]}))
    assert [column[0] for column in read.columns] == ["NIP", ErrorCell(literal), Percent(0.5), date(2020, 8, 17), 7.0]
    assert isinstance(read.columns[1][0], ErrorCell)
    assert (read.merged, read.hidden_rows) == (((3, 1, 4, 2),), frozenset({2}))


@pytest.mark.parametrize("variant", VARIANTS)
def test_merges_hidden_rows_and_hidden_sheets_are_told(tmp_path: Path, variant: str) -> None:
    rows: list[list[object]] = [["Judul"], ["a", "b"], ["c", "d"]]
    path = write_xlsx(
        tmp_path / "a.xlsx",
        {"Satu": rows, "Dua": rows},
        merges={"Satu": ["A1:B1"], "Dua": ["A2:A3", "B2:B3"]},
        hidden_rows={"Satu": [3], "Dua": [1, 2]},
        hidden_sheets=["Dua"],
        **VARIANTS[variant],
    )
    first, second = book(path).sheets
    assert (first.name, first.hidden, first.merged, first.hidden_rows) == (
        "Satu",
        False,
        ((1, 1, 1, 2),),
        frozenset({3}),
    )
    assert (second.name, second.hidden, second.hidden_rows) == ("Dua", True, frozenset({1, 2}))
    assert second.merged == ((2, 1, 3, 1), (2, 2, 3, 2))


def test_sheets_keep_the_order_and_names_of_the_workbook_and_blank_ones_stay(tmp_path: Path) -> None:
    names = ["Mei & Juni", "<I>", "Kosong", "IV"]
    path = write_xlsx(tmp_path / "a.xlsx", {name: [] if name == "Kosong" else [[name]] for name in names})
    assert [(s.name, s.columns) for s in book(path).sheets] == [
        (name, () if name == "Kosong" else ([name],)) for name in names
    ]


FORMULA_ENDINGS = {
    "no value": "<f>A1</f>",
    "an empty value": "<f>A1</f><v></v>",
    "a closed value": "<f>A1</f><v/>",
    "a closed value with a space": "<f>A1</f><v />",
}


@pytest.mark.parametrize("ending", FORMULA_ENDINGS)
def test_every_way_to_leave_out_a_result_is_seen(tmp_path: Path, ending: str) -> None:
    rows: list[list[object]] = [["x", Raw(f'<c r="B1">{FORMULA_ENDINGS[ending]}</c>')]]
    (value,) = sheet(write_xlsx(tmp_path / "a.xlsx", {"S": rows})).columns[1]
    assert type(value) is UncachedFormula
    assert value == "=A1"


def test_a_shared_formula_without_text_or_value_is_never_mistaken_for_an_empty_cell(tmp_path: Path) -> None:
    rows: list[list[object]] = [["x", Raw('<c r="B1"><f t="shared" si="0"/></c>')]]
    (value,) = sheet(write_xlsx(tmp_path / "a.xlsx", {"S": rows})).columns[1]
    assert (type(value), value) == (UncachedFormula, "=")


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='A1' t='e'><v>#N/A</v></c>",
        '<c t="e" r="A1"><v>#N/A</v></c>',
        '<c r="A1"\n t="e"><v>#N/A</v></c>',
        '<c r = "A1" t = "e"><v>#N/A</v></c>',
        '<c r="A1" t="&#101;"><v>#N/A</v></c>',
        '<c r="A1" s="1" cm="1" t="e"><f>B1</f><v>#N/A</v></c>',
        '<c r="A1" t="e"><!-- x --><v>#N/A</v></c>',
    ],
)
def test_an_error_is_seen_however_its_cell_is_written(tmp_path: Path, cell: str) -> None:
    ((value,),) = sheet(write_xlsx(tmp_path / "a.xlsx", {"S": [[Raw(cell)]]})).columns
    assert (type(value), value) == (ErrorCell, "#N/A")


def test_the_rich_text_of_a_cell_is_joined_and_its_reading_aid_dropped_even_in_utf_16(tmp_path: Path) -> None:
    runs = '<r><t xml:space="preserve">Budi </t></r><r><t>Contoh</t></r><rPh sb="0" eb="1"><t>x</t></rPh>'
    cell = f'<c r="A1" t="inlineStr"><is>{runs}</is></c>'
    for encoding in ("utf-8", "utf-16"):
        path = write_xlsx(tmp_path / "a.xlsx", {"S": [[Raw(cell)]]}, encoding=encoding)
        assert sheet(path).columns == (["Budi Contoh"],)


def test_a_wide_and_a_long_sheet_keep_every_value(tmp_path: Path) -> None:
    wide = [[float(column) for column in range(900)]]
    long = [[float(row)] for row in range(12_345)]
    first, second = book(write_xlsx(tmp_path / "a.xlsx", {"Lebar": wide, "Panjang": long})).sheets
    assert [column[0] for column in first.columns] == wide[0]
    assert second.columns[0] == [float(row) for row in range(12_345)]


def test_parts_elsewhere_in_the_package_are_found_by_their_references(tmp_path: Path) -> None:
    made = parts({"S": [["isi"]]})
    links = made["xl/_rels/workbook.xml.rels"].decode().replace("worksheets/sheet1.xml", "/lain/Lembar.XML")
    moved = {
        "xl/worksheets/sheet1.xml": None,
        "lain/lembar.xml": made["xl/worksheets/sheet1.xml"],
        "xl/_rels/workbook.xml.rels": links,
    }
    assert sheet(write_xlsx(tmp_path / "a.xlsx", {"S": [["isi"]]}, replace=moved)).columns == (["isi"],)


def test_shared_strings_and_styles_may_be_utf_16(tmp_path: Path) -> None:
    made = parts({"S": [["isi", Pct(0.5), date(2020, 8, 17)]]})
    foreign = {
        name: made[name].decode().replace("UTF-8", "UTF-16").encode("utf-16")
        for name in ("xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml")
    }
    path = write_xlsx(tmp_path / "a.xlsx", {"S": [["isi", Pct(0.5), date(2020, 8, 17)]]}, replace=foreign)
    assert [column[0] for column in sheet(path).columns] == ["isi", Percent(0.5), date(2020, 8, 17)]


def test_what_is_no_number_in_a_percent_cell_stays_what_it_is(tmp_path: Path) -> None:
    cells = [Raw(f'<c r="A1" s="{PERCENT}"><v>abc</v></c>'), Raw(f'<c r="B1" s="{PERCENT}" t="b"><v>1</v></c>')]
    assert sheet(write_xlsx(tmp_path / "a.xlsx", {"S": [cells]})).columns == (["abc"], [True])


def test_a_sheet_in_another_encoding_keeps_its_letters(tmp_path: Path) -> None:
    xml = parts({"S": [["Renée"]]}, inline=True)["xl/worksheets/sheet1.xml"].decode().replace("UTF-8", "ISO-8859-1")
    path = write_xlsx(tmp_path / "a.xlsx", {"S": []}, replace={"xl/worksheets/sheet1.xml": xml.encode("latin-1")})
    assert sheet(path).columns == (["Renée"],)


def test_the_hash_is_that_of_the_file_and_the_name_is_the_one_people_see(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"S": [["isi"]]})
    read = read_book(path, "staf.xlsx")
    assert isinstance(read, Book)
    assert (read.file, read.sheets[0].file) == ("staf.xlsx", "staf.xlsx")
    assert read.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_builder_writes_the_names_of_strict_ooxml() -> None:
    assert STRICT_MAIN.encode() in parts({"S": [["x"]]}, strict=True)["xl/worksheets/sheet1.xml"]
    assert MAIN.encode() not in parts({"S": [["x"]]}, strict=True)["xl/worksheets/sheet1.xml"]


def test_a_missing_file_is_a_finding_about_the_name_people_see(tmp_path: Path) -> None:
    found = read_book(tmp_path / "tidak.xlsx", "unggahan.xlsx")
    assert isinstance(found, Finding)
    assert str(found.place) == "unggahan.xlsx"
