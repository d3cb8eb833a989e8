"""Cells of records that would be taken for something else: far years, durations below 0, percents, thousands, dashes."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import numpy as np
import pytest

from asn_eval.check.cells import typed
from asn_eval.check.dossier import check
from asn_eval.check.moments import beyond_memory
from asn_eval.check.records import Dossier
from asn_eval.read.sheet import Book, Percent, Sheet
from asn_eval.rules.rulebook import Indicator, Period, Rulebook

A = "198503152010011001"


def dossier(measure: str, *rows: Sequence[object]) -> Dossier:
    sheets = [("Pegawai", [["NIP", "Nama", "Unit"], [A, "Contoh Satu", "Dinas A"]]), ("Catatan", rows)]
    made = [Sheet("staf.xlsx", name, tuple(map(list, zip(*cells, strict=True)))) for name, cells in sheets]
    period = Period(start=date(2026, 1, 1), end=date(2026, 12, 31))
    rules = Rulebook(period=period, indicators={"ukuran": Indicator(weight=100, measure=measure, missing="exclude")})
    return check([Book("staf.xlsx", tuple(made))], rules)


def told(made: Dossier) -> list[str]:
    return [f.message() for f in made.findings]


TRAINING = ["NIP", "JP", "Tanggal"]
RECAP = ["NIP", "Hari Kerja", "Hadir", "Terlambat"]


@pytest.mark.parametrize(
    ("measure", "headings", "row", "message"),
    [
        (
            "training.jp",
            TRAINING,
            [A, 8.0, "12/01/1826"],
            "C2: tanggal 12/01/1826 bukan tanggal antara 1950 dan 2100; perbaiki tahunnya [record-date]",
        ),
        (
            "training.jp",
            TRAINING,
            [A, 8.0, date(2101, 1, 1)],
            "C2: tanggal 01/01/2101 bukan tanggal antara 1950 dan 2100; perbaiki tahunnya [record-date]",
        ),
        (
            "training.jp",
            TRAINING,
            [A, 8.0, "12/01/2032"],
            "C2: 12/01/2032 lebih dari lima tahun sesudah periode penilaian; perbaiki tahunnya [record-far]",
        ),
        (
            "training.jp",
            ["NIP", "JP", "Tahun"],
            [A, 8.0, 2032.0],
            "C2: 2032 lebih dari lima tahun sesudah periode penilaian; perbaiki tahunnya [record-far]",
        ),
        (
            "training.jp",
            TRAINING,
            [A, -4.5, ""],
            "B2: JP kurang dari 0 (-4,5); perbaiki angkanya [record-negative]",
        ),
        (
            "complaints.backlog",
            ["NIP Petugas", "Diterima", "Status"],
            [f"{A} dan 198503152010011002", "05/01/2026", ""],
            'A2: NIP "198503152010011002" tidak ada dalam daftar pegawai; perbaiki NIP, atau tambahkan pegawainya ke daftar [nip-unknown]',
        ),
        (
            "complaints.backlog",
            ["NIP Petugas", "Diterima", "Selesai"],
            [A, "05/01/2026", "belum"],
            (
                'C2: "belum" tidak terbaca sebagai tanggal; tulis seperti 24/11/2026 atau 24 November 2026, atau kosongkan bila '
                "belum ada [date-open]"
            ),
        ),
        (
            "training.jp",
            ["NIP", "JP", "Tahun"],
            [A, 8.0, date(2026, 1, 1)],
            (
                "C2: Tahun berisi tanggal, jam, atau persen (01/01/2026); ubah format sel menjadi Angka lalu tulis tahunnya saja "
                "dengan empat angka [record-year-format]"
            ),
        ),
        (
            "training.jp",
            TRAINING,
            [A, "6 sesi", ""],
            'B2: "6 sesi" bukan angka untuk JP; ketik angkanya saja, tanpa satuan atau kata [record-number]',
        ),
        (
            "training.jp",
            TRAINING,
            [A, "1.234", ""],
            (
                'B2: "1.234" untuk JP tersimpan sebagai teks dan titiknya dapat berarti ribuan atau desimal; '
                "ketik sebagai angka: 1234 bila ribuan, 1,234 bila desimal [record-thousands]"
            ),
        ),
        (
            "training.jp",
            TRAINING,
            [A, "8.5", ""],
            (
                'B2: "8.5" untuk JP tersimpan sebagai teks dan titiknya dapat berarti desimal atau ribuan; '
                "bila maksudnya desimal, ketik 8,5 sebagai angka [number-ambiguous]"
            ),
        ),
        (
            "training.jp",
            TRAINING,
            [A, Percent(0.2), ""],
            (
                "B2: JP berupa persen (20%), padahal yang dihitung banyaknya; "
                "ubah format sel menjadi Angka lalu ketik ulang banyaknya [record-percent]"
            ),
        ),
        (
            "attendance.share",
            RECAP,
            [A, 20.0, "90 %", ""],
            (
                "C2: Hadir berupa persen (90 %), padahal yang dihitung banyaknya; "
                "ubah format sel menjadi Angka lalu ketik ulang banyaknya [record-percent]"
            ),
        ),
        (
            "attendance.share",
            RECAP,
            [A, 20.0, 20.0, timedelta(minutes=-15)],
            'D2: "-00:15" bukan lama waktu; tulis menitnya (15) atau jam:menit (00:15) [minutes-unreadable]',
        ),
        (
            "attendance.share",
            RECAP,
            [A, 20.0, 20.0, datetime(2026, 1, 5, 7, 45)],
            'D2: "05/01/2026 07:45" bukan lama waktu; tulis menitnya (15) atau jam:menit (00:15) [minutes-unreadable]',
        ),
    ],
)
def test_a_cell_that_would_be_taken_for_something_else_is_told(
    measure: str, headings: list[str], row: list[object], message: str
) -> None:
    made = dossier(measure, headings, row)
    assert told(made) == [f"staf.xlsx:Catatan!{message}"]
    assert all(book.invalid.all() for book in made.logbooks.values())


def test_the_first_and_the_last_year_are_still_read() -> None:
    made = dossier("training.jp", TRAINING, [A, 8.0, "01/01/1950"], [A, 8.0, "31/12/2031"])
    assert told(made) == []
    assert beyond_memory(np.array(["2100-12-31", "2101-01-01"], "datetime64[m]")).tolist() == [1]


def test_percents_of_what_is_no_count_are_numbers() -> None:
    made = dossier("targets.achievement", ["NIP", "Target", "Realisasi"], [A, Percent(1.0), "95%"])
    assert told(made) == []
    assert made.logbooks["targets"].numbers["realisasi"].values.units.tolist() == [95]


def test_durations_beyond_a_day_are_read_however_they_are_formatted() -> None:
    rows = [[A, 20.0, 20.0, timedelta(hours=25, minutes=30)], [A, 20.0, 20.0, datetime(1900, 1, 1, 1, 30)]]
    made = dossier("attendance.share", RECAP, *rows)
    assert told(made) == []
    assert made.logbooks["attendance-recap"].minutes["terlambat"].tolist() == [1530, 1530]


@pytest.mark.parametrize("dash", ["-", "–", "—", " - "])
def test_a_dash_in_a_column_of_words_is_no_word(dash: str) -> None:
    made = dossier("history.predikat", ["NIP", "Tahun", "Predikat"], [A, 2025.0, dash])
    assert made.logbooks["history"].texts["predikat"].tolist() == [""]


def test_headings_repeated_twice_in_a_row_are_both_told() -> None:
    made = dossier(
        "training.jp", ["NIP", "JP", "Tahun"], [A, 8.0, 2026.0], ["NIP", "", ""], ["NIP", "", ""], [A, 4.0, 2026.0]
    )
    rest = 'judul kolom yang terulang ("NIP") dilewati; tidak perlu tindakan [row-header]'
    assert told(made) == [f"staf.xlsx:Catatan!3: {rest}", f"staf.xlsx:Catatan!4: {rest}"]


def test_moments_are_written_as_cells_show_them() -> None:
    assert [typed(v) for v in (datetime(2026, 1, 5), datetime(2026, 1, 5, 7, 5), time(7, 5), time(7, 5, 9))] == [
        "05/01/2026",
        "05/01/2026 07:05",
        "07:05",
        "07:05:09",
    ]
    assert [typed(timedelta(minutes=m)) for m in (-15, 1530)] == ["-00:15", "25:30"]
