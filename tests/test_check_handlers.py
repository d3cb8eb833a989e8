"""Whom a complaint is about: several handlers in one cell or in further columns, each once, and NIPs of nobody at their cell."""

from datetime import date
from pathlib import Path

import pytest

from evidence_offices import ROSTER, A, B, C, measured_by, office, outcome, person, refused, told, value

STAFF = {"Pegawai": ROSTER}
HEADINGS = ["Tracking ID", "Tanggal Laporan", "Tanggapan Pertama", "NIP Petugas 1", "NIP Petugas 2", "NIP Petugas 3"]
DAY, NEXT = date(2026, 1, 5), date(2026, 1, 6)
MEASURE = "complaints.response_days_median"


def log(*handlers: list[object]) -> dict[str, list[list[object]]]:
    return {"Aduan": [HEADINGS, *([f"L{n}", DAY, NEXT, *row] for n, row in enumerate(handlers, 1))]}


def counts(folder: Path, sheets: dict[str, list[list[object]]]) -> list[int]:
    made = office(folder, measured_by(MEASURE), STAFF, sheets)
    records = made.measures.by_indicator["ukuran"].records
    return [int(records[person(made, nip)]) for nip in (A, B, C)]


@pytest.mark.parametrize(
    ("handlers", "expected"),
    [
        ([[A, B, ""]], [1, 1, 0]),
        ([[A, B, C]], [1, 1, 1]),
        ([["", B, ""]], [0, 1, 0]),  # the first cell may be empty where another names somebody
        ([[f"{A}; {C}", B, ""]], [1, 1, 1]),
        ([[A, A, f"{A}, {A}"]], [1, 0, 0]),  # named four times, once a handler
        ([[f"{A}; {A}", "", ""], [f"{A}\n{B}", B, ""]], [2, 1, 0]),
    ],
)
def test_every_handler_of_a_row_has_the_case_once(
    tmp_path: Path, handlers: list[list[object]], expected: list[int]
) -> None:
    assert counts(tmp_path, log(*handlers)) == expected
    assert told(office(tmp_path, measured_by(MEASURE), STAFF, log(*handlers))) == []


def test_the_same_handler_twice_in_one_cell_is_not_a_case_recorded_twice(tmp_path: Path) -> None:
    made = office(tmp_path, measured_by(MEASURE), STAFF, log([f"{A}; {A}", "", ""]))
    assert (value(made, A), told(made)) == ("1", [])
    shared = made.dossier.logbooks["complaints"].shared
    assert shared.tolist() == [1]


def test_handlers_of_nobody_are_told_at_the_cell_of_their_column(tmp_path: Path) -> None:
    stranger = "199912312024011001"
    messages = refused(
        tmp_path, measured_by(MEASURE), STAFF, log([A, stranger, ""], [B, 1.9850315201001e17, ""], ["", "", ""])
    )
    assert [m.split(": ")[0] + " " + m.rpartition(" ")[2] for m in messages] == [
        "berkas2.xlsx:Aduan!E2 [nip-outside]",
        "berkas2.xlsx:Aduan!E3 [nip-number]",
        "berkas2.xlsx:Aduan!D4 [complaint-unassigned]",
    ]


def test_one_column_of_handlers_is_what_it_was(tmp_path: Path) -> None:
    rows = [
        ["Tracking ID", "Tanggal Laporan", "Tanggapan Pertama", "NIP Petugas"],
        ["L1", DAY, NEXT, A],
        ["L2", DAY, NEXT, ""],
    ]
    made = outcome(tmp_path, measured_by(MEASURE), STAFF, {"Aduan": rows})
    assert [f.code for f in made.findings] == ["complaint-unassigned"]


def test_a_clock_beside_its_date_gives_the_hours(tmp_path: Path) -> None:
    headings = ["Tracking ID", "Tanggal Masuk", "Jam Masuk", "Tanggal Tanggapan", "Jam Tanggapan", "NIP Petugas"]
    rows = [headings, ["L1", DAY, "09:00", NEXT, "10.00", A], ["L2", DAY, "09.15 WIB", NEXT, "10:45", B]]
    made = office(tmp_path, measured_by("complaints.response_hours_median"), STAFF, {"Aduan": rows})
    assert (value(made, A), value(made, B), told(made)) == ("17/2", "9", [])


def test_scores_of_reporters_are_read_only_where_they_are_measured(tmp_path: Path) -> None:
    rows = [
        ["Tracking ID", "Tanggal Laporan", "Tanggapan Pertama", "NIP Petugas", "Tingkat Kepuasan"],
        ["L1", DAY, NEXT, A, "Puas"],
    ]
    made = office(tmp_path, measured_by(MEASURE), STAFF, {"Aduan": rows})
    assert (value(made, A), told(made)) == ("1", [])
    messages = refused(tmp_path, measured_by("complaints.satisfaction"), STAFF, {"Aduan": rows})
    assert [m.partition(": ")[0] for m in messages] == ["berkas2.xlsx:Aduan!E2"]
    numbers = [rows[0], [*rows[1][:4], 3]]
    assert value(office(tmp_path, measured_by("complaints.satisfaction"), STAFF, {"Aduan": numbers}), A) == "75"
