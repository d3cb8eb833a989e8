"""Write an invented roster of any size, stored as spreadsheet programs store one.

    python bench/make_roster.py ROWS OUT.xlsx [--seed 7]

One sheet "Pegawai": ten columns about the person and twelve scores; every cell is filled, every NIP is valid and its own, scores
have at most two decimals on 0–100 (SKP 0–120). Shared strings, cell addresses and date formats as in a file an office sends. The
same ROWS and seed give the same bytes with the same NumPy. Nobody in it exists.
"""

import argparse
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np

GIVEN = (
    "Adi", "Bayu", "Cahya", "Dian", "Endah", "Farida", "Galih", "Hesti", "Iwan", "Jati", "Kemala", "Laras",
    "Mira", "Nanda", "Oki", "Prita", "Ratih", "Sekar", "Tirta", "Utami", "Vera", "Widya", "Yuda", "Zahra",
)  # fmt: skip
FAMILY = (
    "Anggara", "Baskoro", "Cakrawala", "Darmawan", "Erlambang", "Firdausi", "Gumelar", "Hapsoro", "Iskandar", "Jatmiko",
    "Kuswara", "Laksono",
)  # fmt: skip
DEGREES = ("", "", "", ", S.E.", ", S.H.", ", S.Kom.", ", M.Si.", ", A.Md.", ", S.T., M.T.")
ROLES = ("Analis", "Pranata", "Auditor", "Arsiparis", "Pengelola", "Penyusun", "Petugas Loket", "Kepala Seksi")
FIELDS = (
    "Kepegawaian",
    "Keuangan",
    "Data dan Informasi",
    "Perencanaan",
    "Hukum",
    "Umum",
    "Pelayanan Publik",
    "Kesehatan",
)
KINDS = {
    "Analis": "Fungsional",
    "Pranata": "Fungsional",
    "Auditor": "Fungsional",
    "Arsiparis": "Fungsional",
    "Kepala Seksi": "Pengawas",
}
OFFICES = ("Dinas", "Badan", "Bagian", "Kecamatan", "Kelurahan")
AFFAIRS = (
    "Kesehatan", "Pendidikan", "Kepegawaian", "Perhubungan", "Sosial", "Pertanian", "Perizinan", "Kependudukan",
    "Kebudayaan", "Kelautan",
)  # fmt: skip
GOLONGAN = [f"{step}/{room}" for step in ("II", "III", "IV") for room in "abcd"]
SCORES = (
    "SKP",
    "Kualitas Kerja",
    "Disiplin",
    "Inovasi",
    "Orientasi Pelayanan",
    "Akuntabel",
    "Kompeten",
    "Harmonis",
    "Loyal",
    "Adaptif",
    "Kolaboratif",
    "Penanganan Aduan",
)
SERIAL_ZERO = np.datetime64("1899-12-30")
# Number formats of styles.xml below, by the style a cell names.
GENERAL, TEXT, DATE = 0, 1, 2
BATCH = 20_000

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="49" applyNumberFormat="1"/>'
    '<xf numFmtId="164" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)


@dataclass(frozen=True)
class Column:
    """A column: what its cells can hold (texts, or numbers as written), and which of these each row holds."""

    heading: str
    choices: Sequence[str]
    chosen: np.ndarray
    text: bool = True
    style: int = GENERAL


def roster(rows: int, seed: int) -> list[Column]:
    """Make up the columns."""
    draw = np.random.default_rng(seed)
    born = np.datetime64("1966-01-01") + draw.integers(0, 12_500, rows).astype("timedelta64[D]")
    begun = (born + draw.integers(22 * 365, 33 * 365, rows).astype("timedelta64[D]")).astype("datetime64[M]")
    begun = np.minimum(begun, np.datetime64("2025-12"))
    sex = draw.integers(1, 3, rows)
    first_day = begun.astype("datetime64[D]")

    def words(heading: str, choices: Sequence[str]) -> Column:
        return Column(heading, choices, draw.integers(0, len(choices), rows))

    positions = [f"{role} {field}" for role, field in product(ROLES, FIELDS)]
    position = words("Jabatan", positions)
    kinds = ("Pelaksana", "Fungsional", "Pengawas")
    kind_of = np.array([kinds.index(KINDS.get(role, "Pelaksana")) for role, _ in product(ROLES, FIELDS)])
    return [
        Column("NIP", nips(born, begun, sex), np.arange(rows), style=TEXT),
        words("Nama", [f"{given} {family}{degree}" for given, family, degree in product(GIVEN, FAMILY, DEGREES)]),
        position,
        words("Unit Kerja", [f"{office} {affair}" for office, affair in product(OFFICES, AFFAIRS)]),
        words("Golongan", GOLONGAN),
        days("Tanggal Lahir", born),
        days("TMT CPNS", first_day),
        Column("Jenis Kelamin", ("L", "P"), sex - 1),
        words("Pendidikan", ("SMA", "D3", "S1", "S2", "S3")),
        Column("Jenis Jabatan", kinds, kind_of[position.chosen]),
        *(score(heading, draw.normal(80 + n % 4, 9, rows)) for n, heading in enumerate(SCORES)),
    ]


def nips(born: np.ndarray, begun: np.ndarray, sex: np.ndarray) -> list[str]:
    """Give everybody the NIP of their birth, appointment and sex; the serial counts those who share all three."""
    key = (born.astype(int) * 10_000 + begun.astype(int)) * 10 + sex
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(key[order]) != 0])
    within = np.arange(len(key)) - np.repeat(starts, np.diff(np.r_[starts, len(key)]))
    serial = np.empty(len(key), int)
    serial[order] = within + 1
    people = zip(born.astype(str), begun.astype(str), sex.tolist(), serial.tolist(), strict=True)
    return [f"{b}{s}{x}{n:03d}".replace("-", "") for b, s, x, n in people]


def days(heading: str, dates: np.ndarray) -> Column:
    serials = (dates - SERIAL_ZERO).astype(int)
    return Column(heading, [str(day) for day in range(int(serials.max()) + 1)], serials, text=False, style=DATE)


def score(heading: str, values: np.ndarray) -> Column:
    top = 120 if heading == "SKP" else 100
    hundredths = np.rint(values.clip(0, top) * 100).astype(int)
    return Column(heading, [f"{units / 100:g}" for units in range(top * 100 + 1)], hundredths, text=False)


def write(columns: Sequence[Column], path: Path) -> None:
    """Write the columns as one sheet."""
    shared = [column.heading for column in columns]
    cells: list[np.ndarray] = []
    for column in columns:
        if column.text:
            cells.append(column.chosen + len(shared))
            shared += column.choices
        else:
            cells.append(np.array(column.choices, object)[column.chosen])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        with part(book, "xl/worksheets/sheet1.xml") as sheet:
            sheet.writelines(text.encode() for text in sheet_texts(columns, cells))
        with part(book, "xl/sharedStrings.xml") as strings:
            strings.write(f'{DECLARED}<sst xmlns="{MAIN}" uniqueCount="{len(shared)}">'.encode())
            for start in range(0, len(shared), BATCH):
                strings.write("".join(f"<si><t>{escape(t)}</t></si>" for t in shared[start : start + BATCH]).encode())
            strings.write(b"</sst>")
        for name, text in small_parts().items():
            with part(book, name) as small:
                small.write((DECLARED + text).encode())


def sheet_texts(columns: Sequence[Column], cells: Sequence[np.ndarray]) -> Iterator[str]:
    """Give the XML of the sheet, a batch of rows at a time."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(columns)]
    rows = len(cells[0])
    yield f'{DECLARED}<worksheet xmlns="{MAIN}"><dimension ref="A1:{letters[-1]}{rows + 1}"/><sheetData>'
    headings = "".join(f'<c r="{a}1" t="s"><v>{n}</v></c>' for n, a in enumerate(letters))
    yield f'<row r="1">{headings}</row>'
    marks = [(f' s="{c.style}"' if c.style else "") + (' t="s"' if c.text else "") for c in columns]
    row = "".join(
        f'<c r="{a}{{0}}"{mark}><v>{{{n}}}</v></c>' for n, (a, mark) in enumerate(zip(letters, marks, strict=True), 1)
    )
    line = f'<row r="{{0}}">{row}</row>'.format
    for start in range(0, rows, BATCH):
        batch = [column[start : start + BATCH].tolist() for column in cells]
        yield "".join(map(line, range(start + 2, start + 2 + len(batch[0])), *batch))
    yield "</sheetData></worksheet>"


def part(book: zipfile.ZipFile, name: str) -> zipfile.ZipExtFile:
    """Open a part for writing, without a clock in it."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return book.open(info, "w", force_zip64=True)


def small_parts() -> dict[str, str]:
    """Give the parts every workbook has, by name."""
    kinds = {
        "workbook": "sheet.main",
        "worksheets/sheet1": "worksheet",
        "styles": "styles",
        "sharedStrings": "sharedStrings",
    }
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{MIME}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Pegawai" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            {"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml", "sharedStrings": "sharedStrings.xml"}
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>',
    }


def relations(targets: dict[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("rows", type=int)
    ask.add_argument("path", type=Path)
    ask.add_argument("--seed", type=int, default=7)
    told = ask.parse_args()
    write(roster(told.rows, told.seed), told.path)


if __name__ == "__main__":
    main()
