"""Results as csv, parquet, frames and JSON, and the safe way any of them gets onto the disk."""

import csv
import errno
import io
import json
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asn_eval.findings import Finding, Place
from asn_eval.present.files import frames, json_out
from asn_eval.present.files.frames import table_frame, write_csv, write_parquet
from asn_eval.present.files.json_out import write_json
from asn_eval.present.files.replace import refusal, write_file
from asn_eval.present.files.workbook import write_workbook
from asn_eval.present.tables import Column, Table

NOW = datetime(2026, 11, 24, 9, 15, 30)
THERE = np.array([True, False, True])
TABLE = Table(
    "ranking",
    "Peringkat",
    "Judul",
    (
        Column("rank", "Peringkat", np.array([1, 2, 3]), "integer"),
        Column("nip", "NIP", ["198609262015051001", "196804111993031009", "198501012010011001"]),
        Column("nama", "Nama; gelar", np.array(["Budi", 'Sri "Ayu", S.E.', "=SUM(A1)"], object)),
        Column("total", "Nilai", np.array([8745, 0, -7]), "decimal", 2, THERE),
        Column("share", "Bagian", np.array([855, 1000, 5]), "percent", 1),
        Column("day", "TMT", np.array(["2015-05-01", "NaT", "1899-12-31"], "datetime64[D]"), "date"),
        Column("months", "Bulan", np.array([4, 5, 6]), "integer", 0, THERE),
    ),
)


def csv_text(table: Table, language: str) -> str:
    file = io.BytesIO()
    write_csv(file, table, language)
    return file.getvalue().decode("utf-8")


def json_of(*tables: Table, head: dict[str, object] | None = None) -> str:
    file = io.BytesIO()
    write_json(file, head or {}, tables)
    return file.getvalue().decode("utf-8")


def column_table(*columns: Column) -> Table:
    return Table("t", "T", "T", columns)


def test_csv_in_indonesian_opens_with_a_double_click():
    assert csv_text(TABLE, "id") == (
        '\ufeffPeringkat;NIP;"Nama; gelar";Nilai;Bagian;TMT;Bulan\r\n'
        "1;198609262015051001;Budi;87,45;85,5%;01/05/2015;4\r\n"
        '2;196804111993031009;"Sri ""Ayu"", S.E.";;100,0%;;\r\n'
        "3;198501012010011001;'=SUM(A1);-0,07;0,5%;31/12/1899;6\r\n"
    )


def test_csv_in_english_has_commas_and_points():
    assert csv_text(TABLE, "en") == (
        "\ufeffPeringkat,NIP,Nama; gelar,Nilai,Bagian,TMT,Bulan\r\n"
        "1,198609262015051001,Budi,87.45,85.5%,2015-05-01,4\r\n"
        '2,196804111993031009,"Sri ""Ayu"", S.E.",,100.0%,,\r\n'
        "3,198501012010011001,'=SUM(A1),-0.07,0.5%,1899-12-31,6\r\n"
    )


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff20"])
def test_no_text_in_a_csv_is_a_formula(first):
    table = column_table(Column("a", f"{first}judul", ["x", f"{first}1+1", f"a{first}"]))
    for language, between in (("id", ";"), ("en", ",")):
        rows = list(csv.reader(io.StringIO(csv_text(table, language)[1:], newline=""), delimiter=between))
        assert rows == [[f"'{first}judul"], ["x"], [f"'{first}1+1"], [f"a{first}"]]


@given(
    st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.text(alphabet=' ;,"\r\n\0aé')), min_size=1)
)
def test_any_text_comes_back_from_csv(rows):
    first, second = zip(*rows, strict=True)
    table = column_table(
        Column("a", "A", first), Column("n", "N", np.arange(len(rows)), "integer"), Column("b", "B", second)
    )
    for language, between in (("id", ";"), ("en", ",")):
        read = list(csv.reader(io.StringIO(csv_text(table, language)[1:], newline=""), delimiter=between))[1:]
        signs = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
        disarmed = [tuple(f"'{t}" if t.startswith(signs) else t for t in row) for row in rows]
        assert [(a, int(n), b) for a, n, b in read] == [(a, i, b) for i, (a, b) in enumerate(disarmed)]


def test_tables_longer_than_a_chunk_are_whole(monkeypatch):
    monkeypatch.setattr(frames, "_ROWS", 3)
    monkeypatch.setattr(json_out, "_ROWS", 3)
    for rows in (0, 1, 3, 7):
        table = column_table(Column("n", "N", np.arange(rows), "integer"))
        assert csv_text(table, "id").split() == ["\ufeffN", *map(str, range(rows))]
        assert json.loads(json_of(table)) == {"t": [{"n": i} for i in range(rows)]}


def test_half_characters_do_not_stop_a_csv():
    assert csv_text(column_table(Column("a", "A\ud800", ["b\udfff"])), "id") == "\ufeffA\ufffd\r\nb\ufffd\r\n"


def test_a_frame_has_the_nearest_floats_and_nan_for_what_is_absent():
    frame = table_frame(TABLE)
    assert list(frame.columns) == ["rank", "nip", "nama", "total", "share", "day", "months"]
    assert frame["rank"].tolist() == [1, 2, 3]
    assert frame["nip"].tolist() == list(TABLE.columns[1].values)
    assert frame["total"].tolist()[::2] == [87.45, -0.07]
    assert frame["share"].tolist() == [85.5, 100.0, 0.5]
    assert frame["day"].tolist()[0] == pd.Timestamp("2015-05-01")
    assert [frame[c].isna().tolist() for c in ("total", "day", "months", "nip")] == [
        [False, True, False],
        [False, True, False],
        [False, True, False],
        [False, False, False],
    ]
    assert (frame["rank"].dtype, frame["months"].dtype, frame["total"].dtype) == ("int64", "float64", "float64")


@example([8466114165368775076], 1)  # made a float first and then divided, it ends in ...874
@given(st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(-(10**25), 10**25), min_size=1), st.integers(0, 6))
def test_floats_of_a_frame_are_rounded_once(units, places):
    column = Column("x", "X", np.array(units, object if max(map(abs, units)) >= 2**63 else np.int64), "decimal", places)
    assert table_frame(column_table(column))["x"].tolist() == [float(Decimal(u).scaleb(-places)) for u in units]


def test_absent_texts_are_missing_in_frames_and_null_in_files():
    table = column_table(Column("a", "A", ["x", "y", ""], present=THERE))
    assert table_frame(table)["a"].isna().tolist() == [False, True, False]
    assert json.loads(json_of(table))["t"] == [{"a": "x"}, {"a": None}, {"a": ""}]


def parquet_of(table: Table) -> pa.Table:
    file = io.BytesIO()
    assert write_parquet(file, table) == []
    again = io.BytesIO()
    write_parquet(again, table)
    assert again.getvalue() == file.getvalue()
    file.seek(0)
    return pq.read_table(file)


def test_parquet_keeps_types_and_exact_values():
    read = parquet_of(TABLE)
    assert read.to_pydict() == {
        "rank": [1, 2, 3],
        "nip": list(TABLE.columns[1].values),
        "nama": list(TABLE.columns[2].values),
        "total": [Decimal("87.45"), None, Decimal("-0.07")],
        "share": [Decimal("85.5"), Decimal("100.0"), Decimal("0.5")],
        "day": [date(2015, 5, 1), None, date(1899, 12, 31)],
        "months": [4, None, 6],
    }
    kinds = [pa.int64(), pa.string(), pa.string(), pa.decimal128(20, 2), pa.decimal128(20, 1), pa.date32(), pa.int64()]
    assert read.schema.types == kinds
    assert read.schema.field("nama").metadata == {b"heading": b"Nama; gelar"}


@given(st.lists(st.integers(-(10**37), 10**37), min_size=1), st.integers(0, 6))
def test_parquet_decimals_are_exact_at_any_size(units, places):
    dtype = np.int64 if max(map(abs, units)) < 2**63 else object
    read = parquet_of(column_table(Column("x", "X", np.array(units, dtype), "decimal", places)))
    with_places = [Decimal(u).scaleb(-places, frames._WIDE) for u in units]
    assert read["x"].to_pylist() == with_places


def test_without_the_extra_parquet_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    file = io.BytesIO()
    (finding,) = write_parquet(file, TABLE)
    assert finding.message("id") == (
        'menulis parquet memerlukan paket tambahan yang belum terpasang; jalankan: pip install "asn-eval[parquet]" [parquet-extra]'
    )
    assert finding.message("en") == (
        'writing parquet needs an extra package that is not installed; run: pip install "asn-eval[parquet]" [parquet-extra]'
    )
    assert file.getvalue() == b""


def test_json_has_exact_numbers_and_null_for_what_is_absent():
    assert json_of(TABLE, head={"version": 1, "note": 'a"é'}) == (
        '{\n"version": 1,\n"note": "a\\"é",\n"ranking": [\n'
        '{"rank": 1, "nip": "198609262015051001", "nama": "Budi", "total": 87.45, "share": 85.5, "day": "2015-05-01", "months": 4},\n'
        '{"rank": 2, "nip": "196804111993031009", "nama": "Sri \\"Ayu\\", S.E.", "total": null, "share": 100.0, "day": null, '
        '"months": null},\n'
        '{"rank": 3, "nip": "198501012010011001", "nama": "=SUM(A1)", "total": -0.07, "share": 0.5, "day": "1899-12-31", "months": 6}\n'
        "]\n}\n"
    )


@given(st.lists(st.text(), min_size=1), st.text())
def test_any_text_comes_back_from_json(texts, title):
    table = column_table(Column("100% {a}\n", "A", texts))
    written = json_of(table, head={"title": title})
    # A pair of halves is one character to any JSON reader; a lone half comes back as it was.
    whole = [json.loads(json.dumps(t)) for t in (title, *texts)]
    assert json.loads(written) == {"title": whole[0], "t": [{"100% {a}\n": t} for t in whole[1:]]}
    assert all(c == "\n" or " " <= c <= "~" or ord(c) >= 0xA0 for c in written)


def test_json_of_nothing_is_an_empty_object():
    assert json.loads(json_of()) == {}
    assert json.loads(json_of(column_table())) == {"t": []}


def test_json_refuses_two_entries_of_one_name():
    with pytest.raises(ValueError, match="keys used twice"):
        json_of(column_table(), head={"t": 1})


def hello(file: BinaryIO) -> list[Finding]:
    file.write(b"halo")
    return []


def save(path: Path, write: Callable[[BinaryIO], list[Finding]] = hello, **more: object) -> tuple[list[str], list[str]]:
    """Write and give the messages in both languages; whatever happened, no temporary file may be left."""
    findings = write_file(path, write, now=NOW, **more)
    if path.parent.is_dir():
        assert not list(path.parent.glob(".asn-eval*"))
    return [f.message("id") for f in findings], [f.message("en") for f in findings]


def test_a_file_is_written_whole(tmp_path):
    path = tmp_path / "hasil.csv"
    assert save(path) == ([], [])
    assert path.read_bytes() == b"halo"
    usual = tmp_path / "usual"
    usual.touch()
    assert path.stat().st_mode == usual.stat().st_mode


def test_an_existing_file_needs_force(tmp_path):
    path = tmp_path / "hasil.csv"
    path.write_text("lama")
    assert save(path) == (
        [
            f"{path}: berkas sudah ada; beri nama lain dengan --output, atau tambahkan --force untuk menggantinya [output-exists]"
        ],
        [
            f"{path}: the file already exists; give another name with --output, or add --force to replace it [output-exists]"
        ],
    )
    assert path.read_text() == "lama"
    path.chmod(0o640)
    assert save(path, force=True) == ([], [])
    assert path.read_bytes() == b"halo"
    assert path.stat().st_mode & 0o777 == 0o640


def test_an_input_is_never_overwritten(tmp_path):
    source = tmp_path / "staf.xlsx"
    source.write_text("masukan")
    other = tmp_path / "tautan.xlsx"
    other.hardlink_to(source)
    for path in (source, other, tmp_path / "." / "staf.xlsx"):
        assert save(path, force=True, inputs=[tmp_path / "lain.xlsx", source]) == (
            [f"{path}: hasil akan menimpa berkas masukan ini; beri nama lain dengan --output [output-is-input]"],
            [f"{path}: the result would overwrite this input; give another name with --output [output-is-input]"],
        )
    assert source.read_text() == "masukan"


def test_a_folder_is_not_a_file(tmp_path):
    example = tmp_path / "hasil.xlsx"
    assert save(tmp_path, force=True) == (
        [f'{tmp_path}: ini folder, bukan berkas; tambahkan nama berkas, misalnya "{example}" [output-is-folder]'],
        [f'{tmp_path}: this is a folder, not a file; add a file name, for example "{example}" [output-is-folder]'],
    )


def test_a_missing_folder_is_told_and_not_made(tmp_path):
    path = tmp_path / "tidak" / "hasil.csv"
    assert save(path) == (
        [
            f'{path}: folder "{path.parent}" tidak ada; buat folder itu dahulu atau periksa ejaannya [output-folder-missing]'
        ],
        [
            f'{path}: the folder "{path.parent}" does not exist; create it first, or check its spelling [output-folder-missing]'
        ],
    )
    assert not path.parent.exists()


def test_a_device_is_not_replaced(tmp_path):
    path = tmp_path / "pipa"
    os.mkfifo(path)
    assert save(path, force=True) == (
        [f"{path}: ini bukan berkas biasa; beri nama berkas biasa dengan --output [output-special]"],
        [f"{path}: this is not an ordinary file; give the name of an ordinary file with --output [output-special]"],
    )


def refused(path: Path) -> tuple[list[str], list[str]]:
    return (
        [
            (
                f'{path}: tidak ada izin menulis di folder "{path.parent}"; pilih folder lain dengan --output, '
                "atau minta izin menulis kepada pengelola folder [output-not-permitted]"
            )
        ],
        [
            (
                f'{path}: there is no permission to write in the folder "{path.parent}"; choose another folder with --output, '
                "or ask whoever manages the folder for permission [output-not-permitted]"
            )
        ],
    )


def test_a_folder_without_permission_is_told(tmp_path, monkeypatch):
    path = tmp_path / "hasil.csv"
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda folder, _: Path(folder) != tmp_path)
        assert save(path) == refused(path)
    assert save(path, failing(PermissionError(errno.EACCES, "Permission denied"))) == refused(path)


def failing(problem: OSError) -> Callable[[BinaryIO], list[Finding]]:
    def write(file: BinaryIO) -> list[Finding]:
        file.write(b"separuh")
        raise problem

    return write


def test_a_full_disk_leaves_the_old_file(tmp_path):
    path = tmp_path / "hasil.csv"
    path.write_text("lama")
    assert save(path, failing(OSError(errno.ENOSPC, "No space left on device")), force=True) == (
        [
            (
                f'{path}: tidak cukup ruang di folder "{tmp_path}"; kosongkan ruang atau pilih media lain dengan --output, '
                "lalu jalankan lagi [output-full]"
            )
        ],
        [
            (
                f'{path}: there is not enough space in the folder "{tmp_path}"; free some space or choose another disk with --output, '
                "then run again [output-full]"
            )
        ],
    )
    assert path.read_text() == "lama"


def test_a_refusal_of_the_system_is_told_with_its_reason(tmp_path):
    path = tmp_path / "hasil.csv"
    assert save(path, failing(OSError(errno.EIO, "Input/output error"))) == (
        [
            (
                f"{path}: berkas tidak dapat ditulis (Input/output error); periksa nama berkas dan media penyimpanannya, "
                "lalu jalankan lagi [output-failed]"
            )
        ],
        [
            (
                f"{path}: the file could not be written (Input/output error); check the file name and the storage, "
                "then run again [output-failed]"
            )
        ],
    )
    long = tmp_path / ("x" * 300)
    (finding,) = write_file(long, hello, now=NOW)
    assert finding.code == "output-failed"
    assert refusal(long) == finding


def test_a_file_open_elsewhere_costs_no_work(tmp_path, monkeypatch):
    path, really = tmp_path / "hasil.xlsx", os.replace
    path.write_text("terbuka")

    def locked(source: Path, target: Path) -> None:
        if Path(target) == path:
            raise PermissionError(errno.EACCES, "in use")
        really(source, target)

    monkeypatch.setattr(os, "replace", locked)
    copy = tmp_path / "hasil 2026-11-24 09.15.30.xlsx"
    assert save(path, force=True) == (
        [
            (
                f"{path}: berkas ini sedang dipakai program lain, misalnya terbuka di Excel, sehingga tidak dapat diganti; "
                f'hasil disimpan sebagai "{copy}"; pakai "{copy}", atau tutup berkasnya lalu jalankan lagi [output-open]'
            )
        ],
        [
            (
                f"{path}: this file is in use by another program, perhaps open in Excel, and could not be replaced; "
                f'the result was kept as "{copy}"; use "{copy}", or close the file and run again [output-open]'
            )
        ],
    )
    assert (path.read_text(), copy.read_text()) == ("terbuka", "halo")
    save(path, force=True)
    assert (tmp_path / "hasil 2026-11-24 09.15.30 (2).xlsx").read_text() == "halo"


def test_a_folder_that_refuses_every_name_is_told(tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    path = tmp_path / "hasil.csv"
    monkeypatch.setattr(os, "replace", refuse)
    assert save(path) == refused(path)
    assert not list(tmp_path.iterdir())


def test_a_file_made_meanwhile_is_not_overwritten(tmp_path):
    path = tmp_path / "hasil.csv"

    def slow(_: BinaryIO) -> list[Finding]:
        path.write_text("orang lain")
        return []

    (message,), _ = save(path, slow)
    assert message.endswith("[output-exists]")
    assert path.read_text() == "orang lain"


def test_findings_of_the_writer_are_passed_on(tmp_path):
    path = tmp_path / "hasil.parquet"
    warning, error = Finding("text-cut", Place("a"), {"longest": "1"}), Finding("parquet-extra", Place(""))
    assert write_file(path, lambda _: [error], now=NOW) == (error,)
    assert not path.exists()
    assert write_file(path, lambda _: [warning], now=NOW) == (warning,)
    assert path.exists()


def test_every_kind_of_file_can_be_written_so(tmp_path):
    from_tables = {
        "hasil.parquet": lambda file: write_parquet(file, TABLE),
        "hasil.csv": lambda file: write_csv(file, TABLE, "id") or [],
        "hasil.json": lambda file: write_json(file, {}, [TABLE]) or [],
        "hasil.xlsx": lambda file: write_workbook(file, [TABLE], language="id"),
    }
    for name, write in from_tables.items():
        assert save(tmp_path / name, write) == ([], [])
    assert pq.read_table(tmp_path / "hasil.parquet").num_rows == 3
    assert (tmp_path / "hasil.csv").read_text(encoding="utf-8-sig") == csv_text(TABLE, "id")[1:].replace("\r\n", "\n")
    assert json.loads((tmp_path / "hasil.json").read_text(encoding="utf-8"))["ranking"][2]["total"] == -0.07
    assert pd.read_excel(tmp_path / "hasil.xlsx", skiprows=2, engine="calamine", dtype={"NIP": str})[
        "NIP"
    ].tolist() == list(TABLE.columns[1].values)


def test_an_interruption_leaves_nothing_behind(tmp_path):
    def interrupted(_: BinaryIO) -> list[Finding]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save(tmp_path / "hasil.csv", interrupted)
    assert not list(tmp_path.iterdir())


def test_a_temporary_file_of_another_run_is_left_alone(tmp_path):
    theirs = tmp_path / f".asn-eval-{os.getpid()}-0.tmp"
    theirs.write_text("milik lain")
    assert write_file(tmp_path / "hasil.csv", hello, now=NOW) == ()
    assert theirs.read_text() == "milik lain"
