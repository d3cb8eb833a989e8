"""Writes the workbooks of examples/dinas-contoh: an invented office, its scores, and the same workbook with deliberate faults.

Run it by hand after changing the office: ``python examples/make_dinas_contoh.py [FOLDER]``. Nobody in it exists; the same script
writes the same bytes. The layout is ugly on purpose: a letterhead, a merged two-row heading, a numbering row, an average row and a
signature block, as offices really send them.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

HERE = Path(__file__).parent / "dinas-contoh"
MADE = datetime(2026, 12, 31)

UNITS = (
    "Sekretariat",
    "Bidang Perencanaan",
    "Bidang Pelayanan Publik",
    "Bidang Data dan Informasi",
    "UPT Layanan Terpadu",
)
# By the digit of sex within a NIP.
FIRST_NAMES = {
    "1": "Adnan Bagas Cakra Danang Erlangga Fikri Gading Haris Irfan Jaka Krisna Lukman Mahesa Nanda Oka Prasetya Rangga "
    "Satria Teguh Umar Wira Yoga",
    "2": "Anindya Bunga Cempaka Dahlia Embun Fitria Galuh Hapsari Indah Juwita Kirana Larasati Melati Nurmala Oktavia "
    "Puspita Ratna Safira Tiara Utari Wulan Yasmin",
}
LAST_NAMES = (
    "Contohna Misalan Umpamanto Andaika Permisala Rekayasa Ibaratna Contohadi Misalwan Umpamari Andaiyan Sekadarna "
    "Contohsari Misalputra Umpamajaya"
)
JOBS = {
    "Sekretariat": (
        "Pengadministrasi Perkantoran",
        "Arsiparis Ahli Pertama",
        "Bendahara",
        "Penata Layanan Operasional",
    ),
    "Bidang Perencanaan": ("Perencana Ahli Pertama", "Perencana Ahli Muda", "Penelaah Teknis Kebijakan"),
    "Bidang Pelayanan Publik": ("Petugas Loket Perizinan", "Petugas Pengaduan", "Pengelola Layanan Kehumasan"),
    "Bidang Data dan Informasi": (
        "Pranata Komputer Ahli Pertama",
        "Statistisi Ahli Pertama",
        "Pengolah Data dan Informasi",
    ),
    "UPT Layanan Terpadu": ("Petugas Loket Terpadu", "Petugas Pengaduan", "Operator Layanan Operasional"),
}
HEADS = {
    "Sekretariat": "Sekretaris Dinas",
    "Bidang Perencanaan": "Kepala Bidang Perencanaan",
    "Bidang Pelayanan Publik": "Kepala Bidang Pelayanan Publik",
    "Bidang Data dan Informasi": "Kepala Bidang Data dan Informasi",
    "UPT Layanan Terpadu": "Kepala UPT Layanan Terpadu",
}
SERVING = ("Petugas Loket", "Petugas Pengaduan", "Pengelola Layanan")
A_UNIT = 12
DASH = "-"

# Headings as the office writes them: group above, heading below.
COLUMNS = (
    ("No", "", 5),
    ("NIP", "", 21),
    ("Nama Pegawai", "", 26),
    ("Pangkat/Gol. Ruang", "", 11),
    ("Jabatan", "", 31),
    ("Jenis Jabatan", "", 14),
    ("Bidang / Sekretariat", "", 26),
    ("Mulai Bertugas", "", 12),
    ("Hukuman Disiplin", "", 12),
    ("Unsur yang Dinilai", "Capaian SKP", 10),
    ("Unsur yang Dinilai", "Nilai Perilaku", 10),
    ("Unsur yang Dinilai", "Kehadiran dan Disiplin", 11),
    ("Unsur yang Dinilai", "Pengembangan Kompetensi (JP)", 14),
    ("Unsur yang Dinilai", "Inovasi", 9),
    ("Pelayanan Pengaduan", "Kecepatan Menanggapi Aduan (jam)", 13),
    ("Pelayanan Pengaduan", "Ketuntasan Aduan (persen)", 13),
)
HEADER_ROW, FIRST_ROW = 5, 7
SCORES_AT = 9


@dataclass(frozen=True)
class Person:
    """One invented person and the cells typed for them; ``None`` is a cell left empty."""

    nip: str
    nama: str
    golongan: str
    jabatan: str
    jenis: str
    unit: str
    mulai: date | None
    hukuman: str
    scores: tuple[object, ...]

    @property
    def cells(self) -> tuple[object, ...]:
        """The cells of the row, without its number."""
        facts = (self.nip, self.nama, self.golongan, self.jabatan, self.jenis, self.unit, self.mulai, self.hukuman)
        return (*facts, *self.scores)


def pick(seed: str, least: int, most: int) -> int:
    """Choose a number that depends on nothing but the words given."""
    return least + int.from_bytes(sha256(seed.encode()).digest()[:4], "big") % (most - least + 1)


def office() -> list[Person]:
    """Make up the sixty people, then set the few whose story the example tells."""
    people = [_person(unit, number) for unit in UNITS for number in range(A_UNIT)]
    for at, changes in STORIES.items():
        people[at] = replace(people[at], **changes)
    return people


def _person(unit: str, number: int) -> Person:
    seed = f"{unit} {number}"
    sex = "12"[pick(f"{seed} sex", 0, 1)]
    firsts, lasts = FIRST_NAMES[sex].split(), LAST_NAMES.split()
    at = UNITS.index(unit) * A_UNIT + number
    nama = f"{firsts[at % len(firsts)]} {lasts[(at * 7 + at // 15) % len(lasts)]}"
    born = pick(f"{seed} born", 1972, 1998)
    since = min(2023, born + pick(f"{seed} since", 22, 29))
    month, day = pick(f"{seed} month", 1, 12), pick(f"{seed} day", 1, 28)
    if number == A_UNIT - 1:
        # The last of each unit is a PPPK: year of appointment, then 21 for the first contract.
        since_words, golongan = f"{max(2021, since)}21", ("V", "VII", "IX")[pick(f"{seed} gol", 0, 2)]
    else:
        since_words = f"{since}{(3, 1, 12, 4)[pick(f'{seed} tmt', 0, 3)]:02d}"
        golongan = ""
    nip = f"{born}{month:02d}{day:02d}{since_words}{sex}{at % 9 + 1:03d}"
    head = number == 0
    jabatan = HEADS[unit] if head else JOBS[unit][number % len(JOBS[unit])]
    golongan = golongan or _golongan(jabatan, 2026 - since, head=head)
    jenis = "Administrator" if head else "Fungsional" if " Ahli " in jabatan else "Pelaksana"
    scores = _scores(seed, serving=jabatan.startswith(SERVING))
    return Person(nip, nama, golongan, jabatan, jenis, unit, None, "Tidak ada", scores)


def _golongan(jabatan: str, served: int, *, head: bool) -> str:
    # Four years a step: from III/a where the post asks for a degree, else from II/a.
    if head:
        return "IV/a"
    ladder = ("II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d")
    degree = jabatan.startswith(("Penelaah", "Penata")) or " Ahli " in jabatan
    first = 6 if "Ahli Muda" in jabatan else 4 if degree else 0
    return ladder[min(7, first + served // 4)]


def _scores(seed: str, *, serving: bool) -> tuple[object, ...]:
    level = pick(f"{seed} level", 70, 92)
    skp = (level * 10 + pick(f"{seed} skp", -60, 170)) / 10
    perilaku = (level * 10 + pick(f"{seed} perilaku", -40, 60)) / 10
    disiplin = (level * 4 + pick(f"{seed} disiplin", -12, 28)) / 4
    inovasi = None if pick(f"{seed} tanpa", 0, 9) == 0 else pick(f"{seed} inovasi", 60, 95)
    aduan = (
        (pick(f"{seed} jam", 10, 130) / 2, (level * 2 + pick(f"{seed} tuntas", -10, 14)) / 2)
        if serving
        else (None, None)
    )
    return (min(skp, 118.0), min(perilaku, 98.5), min(disiplin, 100.0), pick(f"{seed} jp", 12, 40), inovasi, *aduan)


# Numbers count from 0: twelve people a unit, the head of the unit first.
STORIES: dict[int, dict[str, Any]] = {
    # The best total of all, but with a sanction: not proposed, and told why.
    13: {"hukuman": "Sedang", "scores": (117.5, 96.5, 98, 40, 95, None, None)},
    2: {"scores": (116.0, 95.0, 96.5, 40, 92, None, None)},
    1: {"scores": (114.0, 93.6, 92.25, 40, 88, None, None)},
    # Nobody typed anything about a sanction: unknown is not a no, so the committee must look.
    38: {"hukuman": "", "scores": (115.2, 94.5, 97.0, 38, 90, None, None)},
    # An unresolved tie across the award cut: the same total, the same discipline, appointed in the same month.
    16: {"nip": "198805142012031004", "scores": (112.0, 91.0, 95.0, 36, 90, None, None)},
    40: {"nip": "198611092012032002", "scores": (112.0, 91.0, 95.0, 36, 90, None, None)},
    # A settled tie: the same total, parted by discipline.
    5: {"scores": (108.0, 90.0, 94.0, 40, 90, None, None)},
    14: {"scores": (109.0, 90.0, 92.0, 40, 90, None, None)},
    # Came in November: fewer than ninety days, not assessable yet. Another came in March, and is.
    43: {"mulai": date(2026, 11, 2)},
    21: {"mulai": date(2026, 3, 2)},
    # Could not innovate in this post: "-" is not an empty cell and not a zero.
    7: {"scores": (96.5, 86.0, 91.25, 24, DASH, None, None)},
    31: {"scores": (88.0, 82.5, 90.0, 20, None, 18.5, 91.0)},
}


class Sheet:
    """The one sheet of the office's workbook, written as the office writes it."""

    def __init__(self, book: Workbook) -> None:
        self.sheet: Worksheet = book.add_worksheet("Rekap Penilaian")
        base = {"font_name": "Arial", "font_size": 9, "valign": "vcenter"}
        lined = {**base, "border": 1}
        self.letter: Format = book.add_format({**base, "bold": True, "font_size": 12, "align": "center"})
        self.head: Format = book.add_format(
            {**lined, "bold": True, "bg_color": "#D9D9D9", "align": "center", "text_wrap": True}
        )
        self.small: Format = book.add_format({**lined, "italic": True, "font_size": 7, "align": "center"})
        self.text: Format = book.add_format({**lined, "num_format": "@"})
        self.middle: Format = book.add_format({**lined, "align": "center"})
        self.day: Format = book.add_format({**lined, "num_format": "dd/mm/yyyy", "align": "center"})
        self.number: Format = book.add_format({**lined, "num_format": "0.00"})
        self.whole: Format = book.add_format({**lined, "num_format": "0"})
        self.average: Format = book.add_format({**lined, "num_format": "0.00", "bold": True, "bg_color": "#F2F2F2"})
        self.plain: Format = book.add_format(base)
        self.bold: Format = book.add_format({**base, "bold": True, "underline": 1})

    def write(self, people: Sequence[Person]) -> None:
        """Write letterhead, headings, people, averages and signature."""
        last = len(COLUMNS) - 1
        letterhead = (
            "PEMERINTAH KABUPATEN CONTOH",
            "DINAS CONTOH",
            "REKAPITULASI PENILAIAN KINERJA PEGAWAI TAHUN 2026",
        )
        for row, text in enumerate(letterhead):
            self.sheet.merge_range(row, 0, row, last, text, self.letter)
        self._headings()
        for number, person in enumerate(people):
            self.sheet.write_number(FIRST_ROW + number, 0, number + 1, self.middle)
            for column, value in enumerate(person.cells, 1):
                self.cell(FIRST_ROW + number, column, value)
        self._averages(people)
        self._signature(FIRST_ROW + len(people) + 2)
        self.sheet.freeze_panes(FIRST_ROW, 3)
        self.sheet.set_landscape()
        self.sheet.set_paper(14)  # folio, as offices print
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(HEADER_ROW - 1, HEADER_ROW + 1)

    def cell(self, row: int, column: int, value: object) -> None:
        """Write one cell of a person's row as its column is formatted."""
        if isinstance(value, date):
            self.sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self.day)
        elif isinstance(value, str):
            style = self.middle if column >= SCORES_AT - 1 or column == 3 else self.text
            self.sheet.write_string(row, column, value, style)
        elif value is None:
            self.sheet.write_blank(row, column, None, self.day if column < SCORES_AT else self.number)
        else:
            self.sheet.write_number(row, column, value, self.number)

    def _headings(self) -> None:
        top = HEADER_ROW - 1
        self.sheet.set_row(top + 1, 48)
        groups: dict[str, list[int]] = {}
        for column, (heading, below, width) in enumerate(COLUMNS):
            self.sheet.set_column(column, column, width)
            self.sheet.write_string(top + 2, column, f"({column + 1})", self.small)
            if below:
                groups.setdefault(heading, []).append(column)
                self.sheet.write_string(top + 1, column, below, self.head)
            else:
                self.sheet.merge_range(top, column, top + 1, column, heading, self.head)
        for heading, columns in groups.items():
            self.sheet.merge_range(top, columns[0], top, columns[-1], heading, self.head)

    def _averages(self, people: Sequence[Person]) -> None:
        row = FIRST_ROW + len(people)
        self.sheet.merge_range(row, 0, row, SCORES_AT - 1, "Rata-rata", self.average)
        for column in range(SCORES_AT, len(COLUMNS)):
            found = [v for p in people if isinstance(v := p.cells[column - 1], int | float)]
            self.sheet.write_number(row, column, round(sum(found) / len(found), 2), self.average)

    def _signature(self, row: int) -> None:
        lines = (
            "Contoh, 31 Desember 2026",
            "Kepala Dinas Contoh,",
            "",
            "",
            "Wicaksana Contohraya",
            "NIP. 197001011995031001",
        )
        for number, line in enumerate(lines):
            if line:
                self.sheet.write_string(row + number, 12, line, self.bold if number == 4 else self.plain)


FAULTS: tuple[tuple[int, str, object], ...] = (
    # Person (from 0), column letter, what is typed instead.
    (3, "B", 198301052008042004.0),
    (9, "B", "19740424200101100"),
    (22, "B", "19751211I999121005"),
    (27, "B", "{25}"),
    (53, "B", "197702302004122009"),
    (52, "C", None),
    (50, "H", "31/02/2026"),
    (6, "J", None),
    (19, "J", 850),
    (28, "J", "#N/A"),
    (22, "K", "87.45"),
    (39, "K", date(2026, 5, 8)),
    (41, "K", "delapan puluh"),
    (33, "L", "=AVERAGE(85,92)"),
    (37, "L", DASH),
    (24, "M", 64),
)
# Odd, and read all the same: a decimal comma typed as text, and a NIP with spaces.
HARMLESS: tuple[tuple[int, str, object], ...] = ((44, "B", "19760427 200403 2 009"), (44, "K", "86,3"))
HIDDEN = 57
MISSPELT = ("I", "Hukuman Displin")
EXTRA = ("Q", "Catatan Pimpinan", ((2, "calon teladan"), (21, "mutasi masuk Maret")))


def spoil(sheet: Sheet, people: Sequence[Person]) -> None:
    """Type the faults over a workbook already written."""
    for at, letter, value in (*FAULTS, *HARMLESS):
        row, column = FIRST_ROW + at, ord(letter) - ord("A")
        if isinstance(value, str) and value.startswith("="):
            # A formula whose result was never stored, as programs write it.
            sheet.sheet.write_formula(row, column, value, sheet.number, "")
        elif value == "#N/A":
            sheet.sheet.write_formula(row, column, "=NA()", sheet.number, "#N/A")
        elif isinstance(value, str) and value.startswith("{"):
            sheet.cell(row, column, people[int(value.strip("{}"))].nip)
        elif isinstance(value, date):
            sheet.sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), sheet.day)
        elif isinstance(value, float):
            sheet.sheet.write_number(row, column, value, sheet.whole)
        else:
            sheet.cell(row, column, value)
    letter, heading = MISSPELT
    sheet.sheet.write_string(HEADER_ROW - 1, ord(letter) - ord("A"), heading, sheet.head)
    letter, heading, notes = EXTRA
    column = ord(letter) - ord("A")
    sheet.sheet.set_column(column, column, 20)
    sheet.sheet.merge_range(HEADER_ROW - 1, column, HEADER_ROW, column, heading, sheet.head)
    for at, text in notes:
        sheet.sheet.write_string(FIRST_ROW + at, column, text, sheet.text)
    sheet.sheet.set_row(FIRST_ROW + HIDDEN, None, None, {"hidden": True})


def write(path: Path, people: Sequence[Person], *, faulty: bool = False) -> None:
    """Write the office's workbook; with ``faulty`` the faults above are typed over it."""
    book = _book(path, "Rekapitulasi Penilaian Kinerja")
    sheet = Sheet(book)
    sheet.write(people)
    if faulty:
        spoil(sheet, people)
    book.close()


RATERS = ("Atasan langsung", "Rekan kerja", "Bawahan")
RATED = range(13, 24)


def write_raters(path: Path, people: Sequence[Person]) -> None:
    """Write scores as a list, one row a score: conduct and discipline from three raters, the rest from one."""
    book = _book(path, "Nilai per Penilai")
    head = book.add_format({"bold": True, "bg_color": "#D9D9D9", "border": 1})
    text, number = book.add_format({"num_format": "@"}), book.add_format({"num_format": "0.00"})
    chosen = [people[at] for at in RATED]
    lists: dict[str, tuple[tuple[str, ...], list[tuple[object, ...]]]] = {
        "Pegawai": (
            ("NIP", "Nama", "Jabatan", "Unit Kerja", "Mulai Bertugas", "Hukuman Disiplin"),
            [(p.nip, p.nama, p.jabatan, p.unit, p.mulai, p.hukuman) for p in chosen],
        ),
        "Nilai": (("NIP", "Nama", "Indikator", "Nilai", "Penilai"), list(_ratings(chosen))),
    }
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, (headings, rows) in lists.items():
        sheet = book.add_worksheet(name)
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, len(headings) - 1, 26)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, headings, head)
        for row, cells in enumerate(rows, 1):
            for column, value in enumerate(cells):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
                elif value is not None:
                    sheet.write(row, column, value, text if isinstance(value, str) else number)
    book.close()


def _ratings(people: Sequence[Person]) -> Iterator[tuple[object, ...]]:
    titles = ("Sasaran Kinerja", "Perilaku Kerja", "Disiplin", "Pengembangan Kompetensi", "Inovasi")
    for person in people:
        for title, value in zip(titles, person.scores, strict=False):
            if not isinstance(value, int | float):
                continue
            if title not in {"Perilaku Kerja", "Disiplin"}:
                yield person.nip, person.nama, title, value, RATERS[0]
                continue
            for number, rater in enumerate(RATERS):
                spread = pick(f"{person.nip} {title} {rater}", -12, 12) / 4 - number
                yield person.nip, person.nama, title, max(0, min(100, value + spread)), rater


def _book(path: Path, title: str) -> Workbook:
    book = Workbook(str(path), {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False})
    book.set_properties({"title": title, "author": "Dinas Contoh", "created": MADE})
    return book


def main(folder: Path = HERE) -> None:
    """Write the three workbooks into a folder."""
    people = office()
    write(folder / "pegawai-2026.xlsx", people)
    write(folder / "pegawai-2026-bermasalah.xlsx", people, faulty=True)
    write_raters(folder / "nilai-tiga-penilai.xlsx", people)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
