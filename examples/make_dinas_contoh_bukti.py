"""Writes the workbooks of examples/dinas-contoh-bukti: twenty of the invented people, measured from the records their office keeps.

Run it by hand after changing something: ``python examples/make_dinas_contoh_bukti.py [FOLDER]``. The same script writes the same bytes.
Layouts are those of real sources: a fingerprint export, a complaint log of several months, SKP forms with merged cells, 360 forms.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from invented_workbook import FIRST_ROW, InventedWorkbook, Row
from people_of_dinas_contoh import SERVING, Person, office, pick
from xlsxwriter.worksheet import Worksheet

HERE = Path(__file__).parent / "dinas-contoh-bukti"

# Two of the office's five units: those who face the public.
PEOPLE = tuple(office()[at] for at in (*range(24, 32), *range(48, 60)))
FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
CLOSED = tuple(
    date.fromisoformat(f"2026-{day}") for day in ("01-01", "01-16", "02-17", "03-19", "03-20", "03-23", "03-24")
)
# One who was away without a word, one on leave, and one who handled too few complaints to be judged by them.
ABSENT, ON_LEAVE, NEW_AT_IT = PEOPLE[3], PEOPLE[6], PEOPLE[12]

CHIEF = "Wicaksana Contohraya"

FINGER = (
    "Emp No.|No. ID|NIK|Nama|Auto-Assign|Tanggal|Jam Kerja|Jam Masuk|Jam Pulang|Scan Masuk|Scan Pulang|Normal|Riil|Terlambat|"
    "Plg. Cepat|Absent|Lembur|Jml Jam Kerja|Pengecualian|Harus C/In|Harus C/Out|Departemen|Hari Normal|Akhir Pekan|Hari Libur|"
    "Jml Kehadiran|Lembur Hari Normal|Lembur Akhir Pekan|Lembur Hari Libur"
)
LOG = "No|Tracking ID|Klasifikasi|Judul Laporan|Tanggal Laporan Masuk|Tanggapan Pertama|Tanggal Selesai|Status|NIP Petugas|Rating"
SKP = "NO|NIP|NAMA|KATEGORI|RENCANA HASIL KERJA|ASPEK|INDIKATOR KINERJA INDIVIDU (IKI)|TARGET|REALISASI BERDASARKAN BUKTI DUKUNG"
VALUES = "Berorientasi Pelayanan|Akuntabel|Kompeten|Harmonis|Loyal|Adaptif|Kolaboratif"
CLASSES = (
    ("Permintaan Informasi", ("Syarat izin usaha", "Jam layanan", "Biaya layanan")),
    ("Pengaduan Tidak Berkadar Pengawasan", ("Antrean terlalu lama", "Berkas hilang", "Loket tutup lebih awal")),
    ("Pengaduan Berkadar Pengawasan", ("Dugaan pungutan",)),
)


def working_days(first: date = FIRST, last: date = LAST) -> list[date]:
    """The office's working days of the quarter."""
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in every if day.weekday() < 5 and day not in CLOSED]


def scans() -> Iterator[Row]:
    """One row a person and working day, as the machine exports it."""
    for number, person in enumerate(PEOPLE, 1):
        for day in working_days():
            came, left, why = _presence(person, day)
            late = max(0, came - 450) if came else 0
            row = dict.fromkeys(FINGER.split("|"), "")
            row |= {"Emp No.": str(number), "No. ID": str(number), "NIK": person.nip, "Nama": person.nama}
            row |= {"Tanggal": f"{day:%d/%m/%Y}", "Jam Kerja": "Harian", "Jam Masuk": "07:30", "Jam Pulang": "16:00"}
            row |= {"Scan Masuk": _clock(came), "Scan Pulang": _clock(left), "Terlambat": _clock(late)}
            row |= {"Absent": str(not came), "Pengecualian": why, "Departemen": person.unit}
            yield tuple(row.values())


def _presence(person: Person, day: date) -> tuple[int, int, str]:
    seed = f"{person.nip} {day}"
    if person is ON_LEAVE and date(2026, 2, 2) <= day <= date(2026, 2, 6):
        return 0, 0, "Cuti Tahunan"
    if person is ABSENT and day in {date(2026, 1, 26), date(2026, 1, 27), date(2026, 3, 9)}:
        return 0, 0, ""
    drawn = pick(f"{seed} hadir", 0, 99)
    if drawn < 2:
        return 0, 0, "Dinas Luar"
    if drawn < 3:
        return 0, 0, ""
    return 450 + pick(f"{seed} masuk", -25, 20), 960 + pick(f"{seed} pulang", 0, 40), ""


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}" if minutes else ""


def complaints() -> Iterator[Row]:
    """The complaint log of the quarter: who handled a case, when it was answered and settled."""
    handlers = [p for p in PEOPLE if p.jabatan.startswith(SERVING)]
    days = working_days(last=date(2026, 3, 18))
    number = 0
    for at, handler in enumerate(handlers):
        for case in range(3 if handler is NEW_AT_IT else 8 + pick(f"{handler.nip} kasus", 0, 6)):
            number += 1
            seed = f"{handler.nip} {case}"
            kind, titles = CLASSES[(0, 0, 1, 1, 1, 2)[pick(f"{seed} jenis", 0, 5)]]
            came = days[pick(f"{seed} hari", 0, len(days) - 1)]
            received = datetime(
                came.year, came.month, came.day, pick(f"{seed} jam", 8, 14), pick(f"{seed} menit", 0, 59)
            )
            answered = _after(received, pick(f"{seed} tanggap", 0, 3 + at % 4), pick(f"{seed} pukul", 8, 15))
            settled = _after(answered, pick(f"{seed} selesai", 0, 13), 15)
            done = settled.date() <= LAST and pick(f"{seed} tuntas", 0, 11) > 0
            shared = f"{handler.nip}; {handlers[(at + 1) % len(handlers)].nip}" if case == 5 else handler.nip
            yield (
                number, f"2026{number:05d}", kind, titles[pick(f"{seed} judul", 0, len(titles) - 1)], received, answered,
                settled if done else None, "Selesai" if done else "Proses", shared, pick(f"{seed} puas", 2, 4) if done else None,
            )  # fmt: skip


def _after(moment: datetime, days: int, hour: int) -> datetime:
    ahead = [day for day in working_days(last=date(2026, 4, 30)) if day > moment.date()]
    if not days:
        return moment + timedelta(minutes=pick(f"{moment}", 15, 75))
    day = ahead[days - 1]
    return datetime(day.year, day.month, day.day, hour, pick(f"{moment} menit", 0, 59))


def skp_rows() -> Iterator[Row]:
    """Four rows a person: a result with three aspects, and a second one."""
    for person in PEOPLE:
        served = person.jabatan.startswith(SERVING)
        first, second = ("Layanan selesai", "Laporan bulanan") if served else ("Dokumen kerja", "Laporan bulanan")
        amount = pick(f"{person.nip} target", 4, 12) * 10
        seed = f"{person.nip} skp"
        yield (
            "1",
            person.nip,
            person.nama,
            "A. UTAMA",
            first,
            "Kuantitas",
            "Jumlah",
            amount,
            amount + pick(seed, -12, 9),
        )
        yield ("", "", "", "", "", "Kualitas", "Tingkat kesesuaian (%)", 95, pick(f"{seed} mutu", 82, 99))
        yield ("", "", "", "", "", "Waktu", "Hari", 10, pick(f"{seed} waktu", 8, 13))
        yield ("2", "", "", "", second, "Kuantitas", "Laporan", 3, pick(f"{seed} laporan", 2, 3))


def forms() -> Iterator[Row]:
    """Forms of the superior, two colleagues and the person; nobody below them rated these people."""
    number = 0
    for at, person in enumerate(PEOPLE):
        for role, rater in (("Atasan", 0), ("Rekan Kerja", at + 1), ("Rekan Kerja", at + 2), ("Diri Sendiri", at)):
            number += 1
            level = pick(f"{person.nip} umpan balik", 76, 93)
            values = [level + pick(f"{person.nip} {role} {rater} {n}", -6, 5) for n in range(7)]
            name = CHIEF if role == "Atasan" else PEOPLE[rater % len(PEOPLE)].nama
            yield (number, person.nip, person.nama, role, name, *values)


def main(folder: Path = HERE) -> None:
    """Write the four workbooks into a folder."""
    with Writer(folder / "pegawai.xlsx", "Daftar Pegawai") as book:
        rows = [(n, p.nip, p.nama, p.golongan, p.jabatan, p.unit) for n, p in enumerate(PEOPLE, 1)]
        book.sheet(
            "Pegawai",
            ("DAFTAR PEGAWAI", "UNIT PELAYANAN DINAS CONTOH"),
            "No|NIP|Nama|Gol. Ruang|Jabatan|Unit Kerja",
            rows,
        )
    with Writer(folder / "presensi.xlsx", "Presensi") as book:
        book.sheet("Detail", ("LAPORAN DETAIL PRESENSI", "Periode 01/01/2026 s/d 31/03/2026"), FINGER, list(scans()))
    with Writer(folder / "aduan.xlsx", "Aduan") as book:
        book.sheet("Laporan", ("DAFTAR LAPORAN MASYARAKAT", "Triwulan I 2026"), LOG, list(complaints()))
    with Writer(folder / "skp-umpan-balik.xlsx", "SKP dan Umpan Balik") as book:
        sheet = book.sheet(
            "SKP", ("SASARAN KINERJA PEGAWAI", "PERIODE: 1 JANUARI SD 31 MARET 2026"), SKP, list(skp_rows())
        )
        book.merge(sheet)
        headings = f"No|NIP Dinilai|Nama Pegawai|Peran Penilai|Nama Penilai|{VALUES}"
        book.sheet("Umpan Balik", ("UMPAN BALIK 360 DERAJAT", "Triwulan I 2026"), headings, list(forms()))


class Writer(InventedWorkbook):
    """The workbooks of this office: texts in merged cells, and moments with a clock."""

    def __init__(self, path: Path, title: str) -> None:
        super().__init__(path, title)
        self.text = self.book.add_format({"num_format": "@", "valign": "vcenter"})
        self.moment = self.book.add_format({"num_format": "dd/mm/yyyy hh:mm"})

    def sheet(self, name: str, title: Sequence[str], headings: str, rows: Sequence[Row]) -> Worksheet:
        """Write one sheet."""
        named = headings.split("|")
        sheet = self.begun(name, title, named)
        sheet.set_column(1, len(named), 20)
        for row, cells in enumerate(rows, FIRST_ROW):
            for column, value in enumerate(cells):
                if isinstance(value, datetime):
                    sheet.write_datetime(row, column, value, self.moment)
                elif isinstance(value, str) and value:
                    sheet.write_string(row, column, value, self.text)
                elif isinstance(value, int):
                    sheet.write_number(row, column, value)
        sheet.freeze_panes(FIRST_ROW, 3)
        return sheet

    def merge(self, sheet: Worksheet) -> None:
        """Merge NIP, name and category over the four rows of a person, and the first result over its three aspects."""
        for at, rows in enumerate(zip(*[iter(skp_rows())] * 4, strict=True)):
            top = FIRST_ROW + at * 4
            for column in (1, 2, 3):
                sheet.merge_range(top, column, top + 3, column, str(rows[0][column]), self.text)
            sheet.merge_range(top, 4, top + 2, 4, str(rows[0][4]), self.text)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
