"""A workbook of results: what is in it, how it looks, and that the same tables give the same bytes."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from datetime import datetime
from functools import partial
from pathlib import Path

import numpy as np
import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from asn_eval.present.files import package, workbook
from asn_eval.present.files.frame import unique_name
from asn_eval.present.files.rows import LONGEST_TEXT
from asn_eval.present.files.workbook import write_workbook
from asn_eval.present.tables import Chart, Column, Overview, Table

NIPS = ["198609262015051001", "196804111993031009", "198501012010011001"]


def ranking(rows: int = 3, **changes: object) -> Table:
    """Invented people with every kind of column."""
    columns = (
        Column("rank", "Peringkat", np.arange(1, rows + 1), "integer"),
        Column("nip", "NIP", [NIPS[i % 3] for i in range(rows)]),
        Column("nama", "Nama", np.array([f"Pegawai {i}" for i in range(rows)], object)),
        Column("unit", "Unit Kerja", ["Dinas A & B"] * rows),
        Column("skp", "SKP", np.arange(rows) + 875, "decimal", 1, group="Nilai Indikator"),
        Column("disiplin", "Disiplin", np.arange(rows), "decimal", 2, np.arange(rows) != 1, "Nilai Indikator"),
        Column("total", "Nilai Akhir", np.arange(rows) * 5 + 8745, "decimal", 2),
        Column("coverage", "Cakupan", np.full(rows, 855), "percent", 1),
        Column("tmt", "TMT", np.array(["2015-05-01"] * rows, "datetime64[D]"), "date"),
    )
    table = {
        "key": "ranking",
        "name": "Peringkat",
        "title": "Peringkat <Dinas>",
        "columns": columns,
        "notes": ("Usulan.", "2025"),
    }
    return Table(**table | changes)


def overview(**changes: object) -> Overview:
    distribution = Table(
        "distribution",
        "Sebaran",
        "Sebaran nilai",
        (Column("band", "Rentang", ["< 60", "<r>=1</r>"]), Column("people", "Pegawai", np.array([3, 12]), "integer")),
    )
    page = {
        "key": "overview",
        "name": "Ringkasan",
        "title": "Ringkasan & Hasil",
        "lines": (("Instansi", "=Dinas"), ("Periode", "2025")),
        "tables": (distribution,),
        "chart": Chart("Sebaran <nilai>", "distribution", "band", ("people",)),
    }
    return Overview(**page | changes)


def written(*tables: Table | Overview, language: str = "id", **more: object) -> io.BytesIO:
    file = io.BytesIO()
    assert write_workbook(file, tables, language=language, **more) == []
    file.seek(0)
    return file


def part(file: io.BytesIO, name: str) -> str:
    with zipfile.ZipFile(file) as book:
        assert book.testzip() is None
        return book.read(name).decode()


def test_values_and_types_come_back():
    sheet = openpyxl.load_workbook(written(ranking()))["Peringkat"]
    rows = list(sheet.iter_rows(values_only=True))
    assert [r[0] for r in rows[:4]] == ["Peringkat <Dinas>", "Usulan.", "2025", None]
    assert rows[4] == (None, None, None, None, "Nilai Indikator", None, None, None, None)
    assert rows[5] == ("Peringkat", "NIP", "Nama", "Unit Kerja", "SKP", "Disiplin", "Nilai Akhir", "Cakupan", "TMT")
    day = datetime(2015, 5, 1)
    assert rows[6:] == [
        (1, NIPS[0], "Pegawai 0", "Dinas A & B", 87.5, 0, 87.45, 0.855, day),
        (2, NIPS[1], "Pegawai 1", "Dinas A & B", 87.6, None, 87.5, 0.855, day),
        (3, NIPS[2], "Pegawai 2", "Dinas A & B", 87.7, 0.02, 87.55, 0.855, day),
    ]
    assert [c.data_type for c in sheet[7]] == ["n", "s", "s", "s", "n", "n", "n", "n", "d"]


def test_the_other_reader_sees_the_same():
    book = python_calamine.load_workbook(written(ranking()))
    rows = book.get_sheet_by_name("Peringkat").to_python(skip_empty_area=False)
    assert rows[7] == [2.0, NIPS[1], "Pegawai 1", "Dinas A & B", 87.6, "", 87.5, 0.855, datetime(2015, 5, 1).date()]
    assert len(rows) == 9


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=30)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6), TEXT, TEXT)
def test_any_text_anywhere_is_only_text(rows, title, heading):
    first, second = zip(*rows, strict=True)
    columns = Column("a", heading, first), Column("b", f"<r>{heading}</r>", second)
    file = written(Table("t", title, f"={title}", columns, (title,)), overview(title=f"<r>{title}</r>"))
    sheet = openpyxl.load_workbook(file).worksheets[0]
    rows_read = [tuple(unescape(v or "") for v in row) for row in sheet.iter_rows(values_only=True, max_col=2)]
    assert rows_read[0][0] == f"={title}"
    assert rows_read[3] == (heading, f"<r>{heading}</r>")
    assert rows_read[4:] == list(rows)
    assert "<f>" not in part(file, "xl/worksheets/sheet1.xml")
    assert "hyperlink" not in part(file, "xl/worksheets/sheet1.xml")


def test_the_same_tables_give_the_same_bytes(monkeypatch):
    monkeypatch.setattr(workbook, "_CELLS", 2400)  # several chunks, so that threads take part
    tables = [overview(), ranking(2000)]
    once = written(*tables).getvalue()
    monkeypatch.setattr(package.os, "cpu_count", lambda: 1)
    assert written(*tables).getvalue() == once
    assert b"2000-01-01T00:00:00Z" in part(io.BytesIO(once), "docProps/core.xml").encode()
    later = written(*tables, created=datetime(2026, 1, 31)).getvalue()
    assert "2026-01-31T00:00:00Z" in part(io.BytesIO(later), "docProps/core.xml")


def test_rows_in_many_chunks_are_all_there(monkeypatch):
    monkeypatch.setattr(workbook, "_CELLS", 1)
    sheet = openpyxl.load_workbook(written(ranking(1500)))["Peringkat"]
    assert [row[0] for row in sheet.iter_rows(min_row=7, values_only=True)] == list(range(1, 1501))
    assert sheet.dimensions == "A1:I1506"


def test_it_is_laid_out_for_work():
    sheet = openpyxl.load_workbook(written(ranking(50)))["Peringkat"]
    assert sheet.freeze_panes == "D7"  # below the headings, right of rank, NIP and name
    assert sheet.auto_filter.ref == "A6:I56"
    assert [str(m) for m in sheet.merged_cells.ranges if m.min_row == 5] == ["E5:F5"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$5:$6"
    assert sheet.print_area == "'Peringkat'!$A$1:$I$56"
    assert "Peringkat <Dinas>" in sheet.oddFooter.left.text
    assert sheet.oddFooter.right.text.strip() == "Halaman &P dari &N"
    formats = [c.number_format for c in sheet[7]]
    assert formats == ["0", "@", "General", "General", "0.0", "0.00", "0.00", "0.0%", "dd/mm/yyyy"]
    assert all(c.border.left.style == "thin" for c in sheet[8])


def test_at_most_three_columns_stay_in_view_and_never_all():
    leading = [Column(key, key, ["x"] * 3) for key in ("no", "rank", "nip", "nama", "unit")]
    for columns, cell in (
        (leading, "D5"),
        (leading[:2], "B5"),
        (leading[4:], "A5"),
        (leading[3:], "B5"),
        (leading[::-1], "B5"),
    ):
        sheet = openpyxl.load_workbook(written(ranking(columns=tuple(columns), notes=())))["Peringkat"]
        assert sheet.freeze_panes == cell.replace("5", "4")
    wide = [Column("nip", "NIP", ["x"], width=40), Column("nama", "Nama", ["x"], width=40), *leading[4:]]
    assert openpyxl.load_workbook(written(ranking(columns=tuple(wide), notes=())))["Peringkat"].freeze_panes == "B4"


def test_what_looks_like_a_number_but_is_text_stays_text_when_edited():
    columns = [Column("nip", "NIP", ["belum ada"]), Column("code", "Kode", ["0012"]), Column("unit", "Unit", ["Dinas"])]
    sheet = openpyxl.load_workbook(written(ranking(columns=tuple(columns), notes=())))["Peringkat"]
    assert [c.number_format for c in sheet[4]] == ["@", "@", "General"]


def test_a_nip_shows_no_warning_triangle():
    xml = part(written(ranking(50)), "xl/worksheets/sheet1.xml")
    assert '<ignoredError sqref="B7:B56" numberStoredAsText="1"/>' in xml


def test_the_foot_speaks_the_language_asked_for():
    sheet = openpyxl.load_workbook(written(ranking(), language="en"))["Peringkat"]
    assert sheet.oddFooter.right.text.strip() == "Page &P of &N"


def test_a_long_or_odd_title_does_not_break_the_foot():
    long = openpyxl.load_workbook(written(ranking(title="R&D " * 100 + "\n&P")))["Peringkat"]
    assert long.oddFooter.right.text.strip() == "Halaman &P dari &N"
    xml = part(written(ranking(title="R&D\n&P")), "xl/worksheets/sheet1.xml")
    assert "<oddFooter>&amp;L&amp;8 R&amp;&amp;D &amp;&amp;P&amp;R&amp;8 Halaman &amp;P dari &amp;N</oddFooter>" in xml


def test_columns_are_as_wide_as_their_content_and_never_absurd():
    columns = (
        Column("a", "A", ["pendek"]),
        Column("b", "B", ["kata " * 60]),
        Column("c", "C", ["x"], width=33),
        Column("d", "Penanganan Pengaduan Masyarakat", np.array([1]), "integer"),
    )
    sheet = openpyxl.load_workbook(written(ranking(columns=columns, notes=())))["Peringkat"]
    widths = {letter: sheet.column_dimensions[letter].width for letter in "ABCD"}
    assert widths["A"] < 12
    assert 45 < widths["B"] < 50
    assert 33 <= widths["C"] < 34
    assert 12 < widths["D"] < 18
    assert [bool(c.alignment.wrap_text) for c in sheet[4]] == [False, True, False, False]


def test_rows_are_high_enough_for_the_texts_that_wrap():
    reasons = ["pendek", "kata " * 40, "satu\ndua\ntiga", "x" * 9000]
    columns = Column("n", "N", np.arange(4), "integer"), Column("reason", "Alasan", reasons, width=50)
    sheet = openpyxl.load_workbook(written(ranking(columns=columns, notes=())))["Peringkat"]
    assert [sheet.row_dimensions[row].height for row in range(4, 8)] == [None, 60, 45, 405]
    short = openpyxl.load_workbook(written(ranking()))["Peringkat"]
    assert [short.row_dimensions[row].height for row in range(7, 10)] == [None] * 3
    table = Table("t", "T", "T", (Column("a", "A", ["pendek", "kata " * 40], width=90),))
    page = openpyxl.load_workbook(written(overview(tables=(table,), chart=None, lines=(), notes=())))["Ringkasan"]
    assert page.column_dimensions["A"].width < 45
    assert [page.row_dimensions[row].height for row in (5, 6)] == [None, 75]


def test_texts_keep_their_distance_from_numbers():
    sheet = openpyxl.load_workbook(written(ranking()))["Peringkat"]
    assert [c.alignment.horizontal for c in sheet[7]] == ["center", "left", "left", "left", *[None] * 4, "center"]
    assert [c.alignment.indent for c in sheet[7]][:4] == [0, 1, 1, 1]


def test_numbers_in_a_column_widened_for_another_table_stand_in_its_middle():
    def small(key: str, second: Column) -> Table:
        return Table(key, key, key, (Column("a", "A", ["x"]), second))

    number = Column("n", "N", np.array([855]), "decimal", 1)
    long = Column("t", "Teks", ["kata " * 10])
    for tables, align in (([small("s", number)], None), ([small("s", number), small("l", long)], "center")):
        sheet = openpyxl.load_workbook(written(overview(tables=tuple(tables), chart=None, lines=())))["Ringkasan"]
        assert (sheet["B5"].value, sheet["B5"].alignment.horizontal) == (85.5, align)


def test_headings_are_never_broken_inside_a_word():
    columns = Column("a", "Pertanggungjawaban", ["x"], width=5), Column("b", "B", ["x"], width=5)
    sheet = openpyxl.load_workbook(written(ranking(columns=columns)))["Peringkat"]
    assert sheet.column_dimensions["A"].width > 21
    assert sheet.column_dimensions["B"].width < 6


def test_a_table_without_rows_still_has_its_headings():
    sheet = openpyxl.load_workbook(written(ranking(0)))["Peringkat"]
    assert sheet.max_row == 6
    assert sheet["B6"].value == "NIP"


def test_a_table_longer_than_a_sheet_continues_on_the_next(monkeypatch):
    monkeypatch.setattr(workbook, "_LAST_ROW", 106)
    book = openpyxl.load_workbook(written(ranking(250)))
    assert book.sheetnames == ["Peringkat", "Peringkat (2)", "Peringkat (3)"]
    ranks = [[r[0] for r in s.iter_rows(min_row=7, values_only=True)] for s in book]
    assert ranks == [list(range(1, 101)), list(range(101, 201)), list(range(201, 251))]
    assert all(s["B6"].value == "NIP" for s in book)


def test_sheet_names_are_made_acceptable():
    assert unique_name("Nilai: [2025]/*?\\", ()) == "Nilai 2025"
    assert unique_name("'kutip'", ()) == "kutip"
    assert unique_name("", ()) == "_"
    assert unique_name("History", ()) == "History (2)"
    assert unique_name("x" * 40, {"x" * 30 + "…"}) == "x" * 26 + "… (2)"
    assert unique_name("A", {"a", "a (2)"}) == "A (3)"
    book = openpyxl.load_workbook(written(ranking(), ranking(name="PERINGKAT"), ranking(name="")))
    assert book.sheetnames == ["Peringkat", "PERINGKAT (2)", "Lembar"]


def test_cut_texts_are_told_with_their_cell(tmp_path):
    long = ["ok", "x" * (LONGEST_TEXT + 1), "y" * 40_000]
    path = tmp_path / "hasil.xlsx"
    table = ranking(columns=(Column("a", "A", ["1", "2", "3"]), Column("b", "B", long)), notes=())
    (finding,) = write_workbook(path, [table], language="id", file="hasil.xlsx")
    assert finding.count == 2
    assert finding.message("id") == (
        "hasil.xlsx:Peringkat!B5: teks dipotong menjadi 32767 karakter, batas isi sebuah sel; "
        "pakai keluaran .csv atau .json bila teks lengkap diperlukan [text-cut]"
    )
    assert finding.message("en") == (
        "hasil.xlsx:Peringkat!B5: the text was cut to 32767 characters, the most a cell can hold; "
        "use .csv or .json output if the whole text is needed [text-cut]"
    )
    assert openpyxl.load_workbook(path)["Peringkat"]["B5"].value == "x" * (LONGEST_TEXT - 1) + "…"


def test_an_overview_has_its_lines_its_tables_and_a_chart_of_one():
    file = written(overview(), ranking())
    sheet = openpyxl.load_workbook(file)["Ringkasan"]
    values = [tuple(v for v in row if v is not None) for row in sheet.iter_rows(values_only=True)]
    assert [v for v in values if v] == [
        ("Ringkasan & Hasil",),
        ("Instansi", "=Dinas"),
        ("Periode", "2025"),
        ("Sebaran nilai",),
        ("Rentang", "Pegawai"),
        ("< 60", 3),
        ("<r>=1</r>", 12),
    ]
    chart = part(file, "xl/charts/chart1.xml")
    assert "<c:f>Ringkasan!$B$8:$B$9</c:f>" in chart
    assert "<c:v>&lt;r&gt;=1&lt;/r&gt;</c:v>" in chart
    assert "Sebaran &lt;nilai&gt;" in chart
    assert not re.search("[\ue000\ue001]", chart)


def test_an_overview_may_have_no_chart_and_kinds_of_every_column():
    file = written(overview(chart=None, lines=(), tables=(ranking(2),), notes=("Catatan.",)))
    rows = list(openpyxl.load_workbook(file)["Ringkasan"].iter_rows(values_only=True))
    assert rows[-2] == (1, NIPS[0], "Pegawai 0", "Dinas A & B", 87.5, 0, 87.45, 0.855, datetime(2015, 5, 1))
    assert rows[-1][5] is None
    with zipfile.ZipFile(file) as book:
        assert not [n for n in book.namelist() if "chart" in n]


@pytest.mark.parametrize("kind", ["column", "bar", "line"])
def test_a_chart_may_compare_several_columns(kind):
    columns = [Column(k, k.title(), np.array([1, 2]), "integer") for k in ("lama", "baru")]
    table = Table("t", "T", "T", (Column("unit", "Unit", ["Dinas A", "Dinas B"]), *columns))
    chart = Chart("Lama & baru", "t", "unit", ("lama", "baru"), kind, across="Unit", up="Pegawai")
    xml = part(written(overview(tables=(table,), chart=chart)), "xl/charts/chart1.xml")
    assert f"<c:{'lineChart' if kind == 'line' else 'barChart'}>" in xml
    assert re.findall("<c:v>(Lama|Baru)</c:v>", xml) == ["Lama", "Baru"]
    assert all(f"<a:t>{text}</a:t>" in xml for text in ("Lama &amp; baru", "Unit", "Pegawai"))


def test_a_chart_of_nothing_is_left_out():
    nothing = Table(
        "distribution", "S", "S", (Column("band", "R", []), Column("people", "P", np.array([], int), "integer"))
    )
    with zipfile.ZipFile(written(overview(tables=(nothing,)))) as book:
        assert not [n for n in book.namelist() if "chart" in n]


def test_a_package_of_more_than_four_gigabytes_is_still_read(monkeypatch):
    monkeypatch.setattr(
        package, "_LIMIT", 1000
    )  # instead of 4 GiB: the wide fields are used, and readers must follow them
    file = io.BytesIO()
    made = package.Package(file)
    made.add("small.txt", b"abc")
    content = np.random.default_rng(1).bytes(12_800)
    made.stream("large.bin", [partial(bytes, content)] * 5, largest=64_000)
    made.add("after.txt", b"xyz")
    made.close()
    with zipfile.ZipFile(file) as read:
        assert {n: read.read(n) for n in read.namelist()} == {
            "small.txt": b"abc",
            "large.bin": content * 5,
            "after.txt": b"xyz",
        }
        assert [i.extract_version for i in read.infolist()] == [20, 45, 45]
    assert file.getvalue().count(b"PK\6\6") == 1


def test_a_package_may_begin_in_the_middle_of_a_file():
    file = io.BytesIO(b"before")
    file.seek(6)
    made = package.Package(file)
    made.add("a.txt", b"abc")
    made.stream("b.txt", [partial(bytes, b"%d," % i) for i in range(10)], largest=30)
    made.close()
    assert file.getvalue().startswith(b"beforePK")
    with zipfile.ZipFile(file) as read:
        assert {n: read.read(n) for n in read.namelist()} == {"a.txt": b"abc", "b.txt": b"0,1,2,3,4,5,6,7,8,9,"}
        assert {i.date_time for i in read.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.office
def test_an_office_suite_reads_what_was_written(tmp_path: Path):
    assert shutil.which("soffice"), "run where LibreOffice is installed"
    path = tmp_path / "hasil.xlsx"
    odd = ["=1+1", "Badan & <Dinas>", ' "kutip", koma ', "baris\nkedua", "_x0041_", "'001"]
    table = ranking(6)
    table = ranking(columns=(*table.columns, Column("odd", "Teks", odd)))
    write_workbook(path, [table], language="id")
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,true"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", options]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    rows = list(csv.reader(io.StringIO((tmp_path / "hasil.csv").read_text(encoding="utf-8"))))[6:]
    assert [r[1] for r in rows] == [NIPS[i % 3] for i in range(6)]
    assert [r[9] for r in rows] == odd
    assert rows[0][4:9] == ["87.5", "0.00", "87.45", "85.5%", "01/05/2015"]
    assert rows[1][5] == ""
