"""Writes files that try to harm the reader, or that are broken; each is made at run time and stays small on disk.

``FILES`` maps a sentence about the file to what writes it and the code of the finding it must lead to.
"""

import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from oldbooks import compound, ods_cell, write_ods, write_xls
from workbooks import MAIN, Formula, Raw, parts, write_xlsx

SHEET = "xl/worksheets/sheet1.xml"
ROWS = [["NIP", "Nama"], ["198503152010011001", "Contoh Satu"]]
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION_LAUGHS = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/hostname">]>'

Writer = Callable[[Path], Path]


def sheet_xml(cells: str, head: str = HEAD, root: str = "worksheet", space: str = "xmlns") -> str:
    """Give a sheet part whose rows and cells are the XML given."""
    prefix = f"{root.partition(':')[0]}:" if ":" in root else ""
    return f'{head}<{root} {space}="{MAIN}"><{prefix}sheetData>{cells}</{prefix}sheetData></{root}>'


def with_sheet(text: str | bytes, sheets: Mapping[str, list[list[object]]] | None = None) -> Writer:
    """Give what writes a workbook whose first sheet part is the text."""
    return lambda path: write_xlsx(path, sheets or {"Pegawai": ROWS}, replace={SHEET: text})


def far(cell: str, row: str = '<row r="2">') -> Writer:
    """Give what writes a workbook with an ordinary cell and one more, written as the XML says."""
    return with_sheet(sheet_xml(f'<row r="1"><c r="A1"><v>1</v></c></row>{row}{cell}</row>'))


def with_part(name: str, text: str | bytes | None) -> Writer:
    """Give what writes a workbook in which one part is replaced, added or left out."""
    return lambda path: write_xlsx(path, {"Pegawai": ROWS}, replace={name: text})


def raw(content: bytes) -> Writer:
    """Give what writes a file of these bytes."""

    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


def changed(change: Callable[[bytes], bytes]) -> Writer:
    """Give what writes an honest workbook and then changes its bytes."""

    def write(path: Path) -> Path:
        write_xlsx(path, {"Pegawai": [*ROWS, *([f"pegawai {n}", n] for n in range(400))]})
        path.write_bytes(change(path.read_bytes()))
        return path

    return write


def forged_size(data: bytes) -> bytes:
    """Declare in the directory and the local heads that each part has five bytes."""
    made = bytearray(data)
    for magic, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = made.find(magic)
        while place >= 0:
            made[place + offset : place + offset + 4] = struct.pack("<I", 5)
            place = made.find(magic, place + 4)
    return bytes(made)


def zeroed(data: bytes) -> bytes:
    """Overwrite 64 bytes within the first sheet's compressed content."""
    place = data.find(SHEET.encode()) + len(SHEET) + 40
    return data[:place] + bytes(64) + data[place + 64 :]


def changed_digit(path: Path) -> Path:
    """Write a zip without compression and change one digit of a value, not its checksum."""
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts({"Pegawai": [["Nama", 87.45]]}).items():
            book.writestr(name, content)
    path.write_bytes(path.read_bytes().replace(b"87.45", b"97.45"))
    return path


def doubled(path: Path) -> Path:
    """Write a zip with two parts of one name, the second a far cell."""
    write_xlsx(path, {"Pegawai": ROWS})
    evil = sheet_xml('<row r="1"><c r="XFD1048576"><v>1</v></c><c r="A1"><v>1</v></c></row>')
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl\\worksheets\\Sheet1.xml", evil)
    return path


def zipped(names: Mapping[str, str | bytes]) -> Writer:
    """Give what writes a zip of these parts."""

    def write(path: Path) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in names.items():
                archive.writestr(name, content)
        return path

    return write


def repeated_sheet(path: Path) -> Path:
    """Write a workbook that lists one sheet part of 90,000 × 26 cells a hundred times."""
    made = parts({"Pegawai": ROWS})
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 101))
    book = made["xl/workbook.xml"].decode()
    start, end = book.index("<sheets>"), book.index("</sheets>")
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="90000"><c r="Z90000"><v>1</v></c></row>'
    return write_xlsx(
        path,
        {"Pegawai": ROWS},
        replace={"xl/workbook.xml": f"{book[:start]}<sheets>{listed}{book[end:]}", SHEET: sheet_xml(cells)},
    )


CELL = '<c r="XFD1048576"><v>1</v></c>'
FAR_CELLS: dict[str, Writer] = {
    "a value in the last cell of all": far(CELL),
    "a reference beyond every sheet": far('<c r="ZZZZ9999999"><v>1</v></c>'),
    "a row beyond every sheet": far('<c r="B9999999"><v>1</v></c>'),
    "UTF-16": with_sheet(
        sheet_xml(f'<row r="1"><c r="A1"><v>1</v></c>{CELL}</row>', HEAD.replace("8", "16")).encode("utf-16")
    ),
    "UTF-16 and a row beyond every sheet": with_sheet(
        sheet_xml('<row r="1"><c r="B9999999"><v>1</v></c></row>', HEAD.replace("8", "16")).encode("utf-16")
    ),
    "UTF-16 without a byte order mark": with_sheet(
        sheet_xml(f'<row r="1"><c r="A1"><v>1</v></c>{CELL}</row>', "").encode("utf-16-le")
    ),
    "attributes in single quotes": far("<c r='XFD1048576'><v>1</v></c>"),
    "a character reference in the address": far('<c r="&#88;FD1048576"><v>1</v></c>'),
    "a prefix": with_sheet(
        sheet_xml(
            '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
            HEAD,
            "x:worksheet",
            "xmlns:x",
        )
    ),
    "a prefix on one cell only": with_sheet(
        sheet_xml(
            '<row r="1"><c r="A1"><v>1</v></c><x:c r="XFD1048576"><v>1</v></x:c></row>',
            HEAD,
            "worksheet",
            f'xmlns:x="{MAIN}" xmlns',
        )
    ),
    "attributes in another order": far('<c t="n" s="0" r="XFD1048576"><v>1</v></c>'),
    "line breaks within the tag": far('<c\n\tr="XFD1048576"\n><v>1</v></c>'),
    "spaces around the equals sign": far('<c r = "XFD1048576"><v>1</v></c>'),
    "small letters": far('<c r="xfd1048576"><v>1</v></c>'),
    "no addresses after a far row": far("<c><v>1</v></c>" * 16_384, '<row r="1048576">'),
    "a comment before it": far(f"<!-- <c -->{CELL}"),
    "outside any row": with_sheet(sheet_xml(f'<c r="A1"><v>1</v></c>{CELL}')),
    "a text within the cell": far('<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>'),
    "an error": far('<c r="XFD1048576" t="e"><v>#N/A</v></c>'),
    "a formula without a value": far('<c r="XFD1048576"><f>A1</f></c>'),
    "among many ordinary rows": lambda path: write_xlsx(path, {"Pegawai": [*([n] for n in range(5_000)), [Raw(CELL)]]}),
    "on the second sheet": lambda path: write_xlsx(path, {"Pegawai": ROWS, "Kedua": [["a", Raw(CELL)]]}),
    "two cells far apart, one down and one right": far('<c r="A1048576"><v>1</v></c><c r="XFD2"><v>1</v></c>'),
    "one sheet listed a hundred times": repeated_sheet,
}

FILES: dict[str, tuple[Writer, str]] = {
    "an empty file": (raw(b""), "file-empty"),
    "nothing but zero bytes": (raw(bytes(5_000)), "file-damaged"),
    "a web page": (raw(b"\xef\xbb\xbf\r\n<html><table><tr><td>NIP</td></tr></table></html>"), "file-html"),
    "a bare HTML table": (raw(b"\n<TABLE border=1><tr><td>NIP</td></tr></TABLE>"), "file-html"),
    "a text table": (raw(b"NIP;Nama\r\n198503152010011001;Contoh\r\n"), "file-text"),
    "a PDF": (raw(b"%PDF-1.7\n"), "file-other"),
    "a Word document": (zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "file-other"),
    "an old Word document": (raw(compound({"WordDocument": b"x"})), "file-other"),
    "an OpenDocument text": (
        lambda path: write_ods(
            path.with_suffix(".ods"), {"S": ROWS}, mimetype="application/vnd.oasis.opendocument.text"
        ),
        "file-other",
    ),
    "an ordinary archive": (zipped({"readme.txt": "x"}), "file-no-workbook"),
    "an encrypted workbook": (raw(compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})), "file-password"),
    "an old workbook with a password": (
        lambda path: write_xls(path.with_suffix(".xls"), "S", ROWS, locked=True),
        "file-password",
    ),
    "an OLE file of nothing known": (raw(compound({"Something": b"x"})), "file-damaged"),
    "a download cut short": (changed(lambda data: data[: len(data) // 2]), "file-incomplete"),
    "64 bytes zeroed": (changed(zeroed), "file-damaged"),
    "a digit that is not what was written": (changed_digit, "file-damaged"),
    "forged sizes": (changed(forged_size), "file-damaged"),
    "two parts of one name": (doubled, "file-damaged"),
    "no workbook part": (with_part("xl/workbook.xml", None), "file-no-workbook"),
    "no relations": (with_part("xl/_rels/workbook.xml.rels", None), "file-damaged"),
    "no sheet part": (with_part(SHEET, None), "file-damaged"),
    "no shared strings": (with_part("xl/sharedStrings.xml", None), "file-damaged"),
    "a shared string that is not there": (far('<c r="A2" t="s"><v>99</v></c>'), "file-damaged"),
    "XML that ends in the middle": (
        with_sheet(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1'),
        "file-damaged",
    ),
    "an address given twice": (far('<c r="A2" r="XFD1048576"><v>1</v></c>'), "file-damaged"),
    "an address that is none": (far('<c r="A-1"><v>1</v></c>'), "file-damaged"),
    "a document type without entities": (with_sheet(sheet_xml("", f"{HEAD}<!DOCTYPE worksheet>")), "file-entities"),
    "exploding entities in a sheet": (with_sheet(sheet_xml("&l9;", HEAD + BILLION_LAUGHS)), "file-entities"),
    "exploding entities in UTF-16": (
        with_sheet(sheet_xml("&l9;", HEAD.replace("8", "16") + BILLION_LAUGHS).encode("utf-16")),
        "file-entities",
    ),
    "exploding entities in the shared strings": (
        with_part("xl/sharedStrings.xml", f"{HEAD}{BILLION_LAUGHS}<sst/>"),
        "file-entities",
    ),
    "UTF-16 entities in the shared strings": (
        with_part("xl/sharedStrings.xml", f"{BILLION_LAUGHS}<sst/>".encode("utf-16")),
        "file-entities",
    ),
    "an outside entity in the workbook part": (
        with_part("xl/workbook.xml", f"{HEAD}{OUTSIDE}<workbook>&out;</workbook>"),
        "file-entities",
    ),
    "an outside entity in the styles": (with_part("xl/styles.xml", f"{HEAD}{OUTSIDE}<styleSheet/>"), "file-entities"),
    "an outside entity in the relations": (
        with_part("_rels/.rels", f"{HEAD}{OUTSIDE}<Relationships/>"),
        "file-entities",
    ),
    "an outside entity in a part nobody reads": (
        with_part("docProps/core.xml", f"{HEAD}{OUTSIDE}<x>&out;</x>"),
        "file-entities",
    ),
    "UTF-16 entities in a part nobody reads": (
        with_part("docProps/app.xml", f"{OUTSIDE}<x/>".encode("utf-16-be")),
        "file-entities",
    ),
    "entities in an OpenDocument spreadsheet": (
        lambda path: write_ods(path.with_suffix(".ods"), {"S": ROWS}, head=BILLION_LAUGHS),
        "file-entities",
    ),
    "an OpenDocument row of far too many cells": (
        lambda path: write_ods(
            path.with_suffix(".ods"),
            {"S": ROWS},
            f'<table:table-row table:number-rows-repeated="1048000">{ods_cell(1, 16_000)}</table:table-row>',
        ),
        "file-heavy",
    ),
    **{f"far cell: {how}": (writer, "cell-far") for how, writer in FAR_CELLS.items()},
}

HARMLESS: dict[str, Writer] = {
    "a stray formatted cell without a value": far('<c r="XFD1048576" s="1"/>'),
    "a stray formatted cell, written with an end tag": far('<c r="XFD1048576" s="1"></c>'),
    "a far cell in a comment": far(f"<!-- {CELL} -->"),
    "a lying used range": lambda path: write_xlsx(path, {"Pegawai": ROWS}, dimension="A1:XFD1048576"),
    "a formula that names a far cell": lambda path: write_xlsx(path, {"Pegawai": [["a", Formula("XFD1048576", 1)]]}),
    "a value in the last row": far('<c r="A1048576"><v>1</v></c>'),
    "many empty rows": with_sheet(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>' + "<row/>" * 200_000)),
    "many formatted cells": with_sheet(
        sheet_xml(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            + "".join(
                f'<row r="{n}">{"".join(f"<c r={chr(34)}{x}{n}{chr(34)} s={chr(34)}1{chr(34)}/>" for x in "ABCDEF")}</row>'
                for n in range(2, 20_000)
            )
        )
    ),
}
