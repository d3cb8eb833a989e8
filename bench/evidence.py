"""Write invented records of any size: a roster, daily attendance as a fingerprint machine exports it, and a complaint log.

    python bench/evidence.py [PEOPLE] [DAYS] [COMPLAINTS]     writes them into bench/out

Nobody in it exists. The same numbers give the same bytes.
"""

import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
from make_roster import nips
from xlsxwriter import Workbook

OUT = Path(__file__).parent / "out"
RULES = Path(__file__).parent / "evidence.yaml"
# As docs/performance.md tells them: attendance-days, complaints.
PEOPLE, DAYS, COMPLAINTS = 1_000, 100, 200_000
FIRST = date(2026, 1, 5)
MADE = datetime(2026, 12, 31)
CLASSES = ("Permintaan Informasi", "Pengaduan Tidak Berkadar Pengawasan", "Pengaduan Berkadar Pengawasan")
ATTENDANCE = ("NIK", "Nama", "Tanggal", "Jam Masuk", "Jam Pulang", "Scan Masuk", "Scan Pulang", "Terlambat", "Absent")
LOG = ("Tracking ID", "Klasifikasi", "Tanggal Laporan", "Tanggapan Pertama", "Tanggal Selesai", "NIP Petugas", "Rating")


def people(count: int) -> list[str]:
    """Give so many valid NIPs."""
    draw = np.random.default_rng(7)
    born = np.datetime64("1970-01-01") + draw.integers(0, 9_000, count).astype("timedelta64[D]")
    begun = (born + np.timedelta64(25 * 366, "D")).astype("datetime64[M]")
    return nips(born, begun, draw.integers(1, 3, count))


def working_days(count: int) -> list[date]:
    every = (FIRST + timedelta(days=n) for n in range(count * 2))
    return [day for day in every if day.weekday() < 5][:count]


def attendance(numbers: Sequence[str], days: int) -> Iterable[Sequence[object]]:
    draw = np.random.default_rng(8)
    for nip in numbers:
        late = draw.integers(-20, 25, days).tolist()
        here = (draw.integers(0, 100, days) > 1).tolist()
        for day, minutes, present in zip(working_days(days), late, here, strict=True):
            came, behind = 450 + minutes, max(0, minutes)
            scans = (f"{came // 60:02d}:{came % 60:02d}", "16:05", f"00:{behind:02d}") if present else ("", "", "")
            yield (nip, "Contoh", f"{day:%d/%m/%Y}", "07:30", "16:00", *scans, str(not present))


def complaints(numbers: Sequence[str], count: int) -> Iterable[Sequence[object]]:
    draw = np.random.default_rng(9)
    minutes = draw.integers(0, 90 * 1440, count).tolist()
    answers, solutions = draw.integers(5, 9_000, count).tolist(), draw.integers(10, 30_000, count).tolist()
    kinds, whose = draw.integers(0, 3, count).tolist(), draw.integers(0, len(numbers), count).tolist()
    start = datetime(2026, 1, 5)
    for n in range(count):
        came = start + timedelta(minutes=minutes[n])
        answered = came + timedelta(minutes=answers[n])
        done = answered + timedelta(minutes=solutions[n])
        yield (f"L{n:07d}", CLASSES[kinds[n]], came, answered, done, numbers[whose[n]], 1 + n % 4)


def write(path: Path, name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """Write one sheet, unless the file is there already."""
    if path.exists():
        return path
    book = Workbook(str(path), {"constant_memory": True})
    book.set_properties({"created": MADE})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, headings)
    for row, cells in enumerate(rows, 1):
        for column, value in enumerate(cells):
            if isinstance(value, datetime):
                sheet.write_datetime(row, column, value, moment)
            elif isinstance(value, int):
                sheet.write_number(row, column, value)
            else:
                sheet.write_string(row, column, str(value))
    book.close()
    return path


def workbooks(persons: int = PEOPLE, days: int = DAYS, cases: int = COMPLAINTS) -> tuple[Path, Path, Path]:
    """Give the roster, the attendance and the complaint log, written where they are not there yet."""
    OUT.mkdir(exist_ok=True)
    numbers = people(persons)
    roster = ((nip, f"Contoh {n}", f"Bidang {n % 20}") for n, nip in enumerate(numbers))
    return (
        write(OUT / f"pegawai-{persons}.xlsx", "Pegawai", ("NIP", "Nama", "Unit Kerja"), roster),
        write(OUT / f"presensi-{persons * days}.xlsx", "Presensi", ATTENDANCE, attendance(numbers, days)),
        write(OUT / f"aduan-{cases}.xlsx", "Laporan", LOG, complaints(numbers, cases)),
    )


if __name__ == "__main__":
    print(*workbooks(*map(int, sys.argv[1:])), sep="\n")
