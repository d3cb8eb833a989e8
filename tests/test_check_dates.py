"""Dates as offices write them, day first."""

from datetime import date, datetime

import numpy as np
import pytest

from asn_eval.check.dates import date_of
from asn_eval.read.sheet import ErrorCell, UncachedFormula
from checked import NIPS, checked, codes


@pytest.mark.parametrize(
    "text",
    [
        "24 November 2026",
        "24 Nov 2026",
        "24 NOPEMBER 2026",
        "24/11/2026",
        "24-11-2026",
        "24.11.2026",
        "24-Nov-2026",
        "2026-11-24",
        "2026-11-24 00:00:00",
        "Selasa, 24 November 2026",
        " 24  November\u00a02026 ",
        "'24/11/2026",
    ],
)
def test_a_date_is_read(text):
    assert date_of(text) == date(2026, 11, 24)


def test_the_day_comes_first():
    assert date_of("03/04/2026") == date(2026, 4, 3)


@pytest.mark.parametrize("text", ["31/02/2026", "11/24/2026", "2026-13-01", "29 Februari 2026", "0/1/2026", "1/1/0000"])
def test_a_date_that_is_not_in_the_calendar_is_told_apart(text):
    assert date_of(text) == "date-not-real"


@pytest.mark.parametrize("text", ["kemarin", "24/11/26", "November 2026", "2026", "24 Foo 2026", "1/2/3/2026"])
def test_what_is_no_date_is_not_guessed(text):
    assert date_of(text) == "date-unreadable"


@pytest.mark.parametrize(
    ("cell", "day", "code"),
    [
        (date(2026, 11, 24), "2026-11-24", []),
        (datetime(2026, 11, 24, 13, 5), "2026-11-24", []),
        (46350.0, "2026-11-24", []),
        (46350, "2026-11-24", []),
        ("", "NaT", []),
        ("-", "NaT", []),
        (1985.0, "NaT", ["date-unreadable"]),
        (1e9, "NaT", ["date-unreadable"]),
        (float("nan"), "NaT", ["date-unreadable"]),
        (True, "NaT", ["date-unreadable"]),
        (ErrorCell("#REF!"), "NaT", ["cell-error"]),
        (UncachedFormula("=A1"), "NaT", ["cell-formula"]),
    ],
)
def test_a_date_column_takes_dates_serials_and_texts(cell, day, code):
    dossier = checked([["NIP", "Nama", "Mulai", "Disiplin"], [NIPS[0], "Contoh", cell, 80.0]])
    assert dossier.people.dates["mulai"].astype(str).tolist() == [day]
    assert dossier.people.dates["mulai"].dtype == np.dtype("datetime64[D]")
    assert codes(dossier) == code
