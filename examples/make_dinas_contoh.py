"""Writes the workbooks of examples/dinas-contoh: an invented office, its scores, and the same workbook with deliberate faults.

Run it by hand after changing the office: ``python examples/make_dinas_contoh.py [FOLDER]``. The same script writes the same bytes.
The layout is ugly on purpose: a letterhead, a merged two-row heading, a numbering row, an average row and a signature block, as
offices really send them.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from people_of_dinas_contoh import DASH, Person, office, office_before, pick
from xlsxwriter import Workbook

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

HERE = Path(__file__).parent / "dinas-contoh"
MADE = datetime(2026, 12, 31)

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

    def write(self, people: Sequence[Person], year: int) -> None:
        """Write letterhead, headings, people, averages and signature."""
        last = len(COLUMNS) - 1
        letterhead = (
            "PEMERINTAH KABUPATEN CONTOH",
            "DINAS CONTOH",
            f"REKAPITULASI PENILAIAN KINERJA PEGAWAI TAHUN {year}",
        )
        for row, text in enumerate(letterhead):
            self.sheet.merge_range(row, 0, row, last, text, self.letter)
        self._headings()
        for number, person in enumerate(people):
            self.sheet.write_number(FIRST_ROW + number, 0, number + 1, self.middle)
            for column, value in enumerate(person.cells, 1):
                self.cell(FIRST_ROW + number, column, value)
        self._averages(people)
        self._signature(FIRST_ROW + len(people) + 2, year)
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

    def _signature(self, row: int, year: int) -> None:
        lines = (
            f"Contoh, 31 Desember {year}",
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


def write(path: Path, people: Sequence[Person], year: int, *, faulty: bool = False) -> None:
    """Write the office's workbook; with ``faulty`` the faults above are typed over it."""
    book = _book(path, "Rekapitulasi Penilaian Kinerja")
    sheet = Sheet(book)
    sheet.write(people, year)
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
    """Write the workbooks into a folder, the year before into a folder of its own with its own rules."""
    people = office()
    write(folder / "pegawai-2026.xlsx", people, 2026)
    write(folder / "pegawai-2026-bermasalah.xlsx", people, 2026, faulty=True)
    (folder / "2025").mkdir(exist_ok=True)
    write(folder / "2025" / "pegawai-2025.xlsx", office_before(), 2025)
    write_raters(folder / "nilai-tiga-penilai.xlsx", people)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
