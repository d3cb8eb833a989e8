"""Moments as people and exports type them: a day and a clock, with the zone they name; what is in UTC is told."""

from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook

from asn_eval.check.dossier import check
from asn_eval.check.moments import flag_of, moments
from asn_eval.read.sheet import Book
from asn_eval.read.workbook import read_book
from evidence_offices import HEAD, A, measured_by
from evidence_offices import ROSTER as STAFF


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("05/01/2026 08:15", "2026-01-05T08:15"),
        ("05/01/2026 8.15", "2026-01-05T08:15"),
        ("05/01/2026 08.15 WIB", "2026-01-05T08:15"),
        ("05-Jan-2026 08:15:30 WITA", "2026-01-05T08:15"),
        ("5 Januari 2026, 08:15 wit", "2026-01-05T08:15"),
        ("Senin, 5 Januari 2026 pukul 08.15 WIB", "2026-01-05T08:15"),
        ("5 Januari 2026 jam 8:15", "2026-01-05T08:15"),
        ("2026-01-05T08:15:30", "2026-01-05T08:15"),
        ("2026-01-05 08:15:30.123456", "2026-01-05T08:15"),
        ("2026-01-05T08:15:30+07:00", "2026-01-05T08:15"),
        ("2026-01-05T08:15+0800", "2026-01-05T08:15"),
        ("05/01/2026 8:15 AM", "2026-01-05T08:15"),
        ("05/01/2026 1:15 PM", "2026-01-05T13:15"),
        ("05/01/2026 12:00 AM", "2026-01-05T00:00"),
        ("05/01/2026 12:00 PM", "2026-01-05T12:00"),
        ("05/01/2026 23:59", "2026-01-05T23:59"),
    ],
)
def test_a_clock_behind_a_day_is_read_as_written(text, moment):
    found, timed, wrong = moments([text])
    assert (found.tolist(), timed.tolist(), wrong) == ([np.datetime64(moment, "m").item()], [True], {})


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-05T08:15:30.000Z", "2026-01-05T15:15"),
        ("2026-01-05T16:59:59Z", "2026-01-05T23:59"),
        ("2026-01-05T17:00:00+00:00", "2026-01-06T00:00"),
        ("05/01/2026 01:15 UTC", "2026-01-05T08:15"),
    ],
)
def test_what_is_written_in_utc_is_read_as_wib_and_listed(text, moment):
    found, timed, wrong = moments([text, "05/01/2026", text])
    assert found.tolist()[0] == np.datetime64(moment, "m").item()
    assert (timed.tolist(), wrong) == ([True, False, True], {"date-utc": [0, 2]})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("05/01/2026 24:00", "date-unreadable"),
        ("05/01/2026 13:15 PM", "date-unreadable"),
        ("05/01/2026 0:15 AM", "date-unreadable"),
        ("05/01/2026 08:60", "date-unreadable"),
        ("2026-01-05T08:15+05:30", "date-unreadable"),
        ("besok 08:15", "date-unreadable"),
        ("08:15", "date-unreadable"),
        ("31/02/2026 08.15 WIB", "date-not-real"),
    ],
)
def test_what_is_no_moment_is_told(text, code):
    found, timed, wrong = moments([text])
    assert np.isnat(found).tolist() == [True]
    assert (timed.tolist(), wrong) == ([False], {code: [0]})


def test_days_alone_and_cells_for_moments_keep_what_they_are():
    values = ["05/01/2026", "05.01.2026", date(2026, 1, 5), datetime(2026, 1, 5, 8, 15), 46027.0, 46027.5, "", "-"]
    found, timed, wrong = moments(values)
    assert timed.tolist() == [False, False, False, True, False, True, False, False]
    assert np.isnat(found).tolist() == [False] * 6 + [True] * 2
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Sudah diterapkan", 1),
        ("telah diverifikasi", 1),
        ("Terverifikasi", 1),
        ("Belum diverifikasi", 0),
        ("tidak diterapkan", 0),
        ("Tidak ada", 0),
        ("hampir diterapkan", "flag-unreadable"),
    ],
)
def test_yes_and_no_in_words(text, flag):
    assert flag_of(text) == flag


def test_a_column_in_utc_is_a_warning_at_its_cells_and_no_fault(tmp_path: Path):
    log = [
        ["Tracking ID", "Tanggal Laporan", "Tanggapan Pertama", "NIP Petugas"],
        ["L1", "2026-01-05T01:15:30.000Z", "2026-01-05T02:15:30Z", A],
    ]
    book = Workbook()
    book.active.title = "Pegawai"
    for row in STAFF:
        book.active.append(list(row))
    sheet = book.create_sheet("Laporan")
    for row in log:
        sheet.append(row)
    book.save(tmp_path / "aduan.xlsx")
    read = read_book(tmp_path / "aduan.xlsx")
    assert isinstance(read, Book)
    made = check([read], measured_by("complaints.response_hours_median", head=HEAD))
    told = [f.message() for f in made.findings if f.code == "date-utc"]
    assert told == [
        (
            'aduan.xlsx:Laporan!B2: "2026-01-05T01:15:30.000Z" ditulis dalam UTC dan dibaca sebagai WIB, 7 jam lebih lambat; tidak perlu '
            "tindakan bagi kantor di wilayah WIB; selain itu tulis jam setempatnya [date-utc]"
        ),
        (
            'aduan.xlsx:Laporan!C2: "2026-01-05T02:15:30Z" ditulis dalam UTC dan dibaca sebagai WIB, 7 jam lebih lambat; tidak perlu '
            "tindakan bagi kantor di wilayah WIB; selain itu tulis jam setempatnya [date-utc]"
        ),
    ]
    assert next(f.message("en") for f in made.findings if f.code == "date-utc") == (
        'aduan.xlsx:Laporan!B2: "2026-01-05T01:15:30.000Z" is written in UTC and was read as WIB, 7 hours later; nothing is needed where '
        "WIB holds; elsewhere write the local time [date-utc]"
    )
    logbook = made.logbooks["complaints"]
    assert (logbook.invalid.tolist(), str(logbook.moments["diterima"][0])) == ([False], "2026-01-05T08:15")
