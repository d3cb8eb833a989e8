"""Writes small .ods, .xls and .xlsb workbooks from plain values, and nothing of these formats beyond that."""

import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from workbooks import FORMAT_IDS, OWN_FORMATS, Error, Formula, Pct

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

XLS_ERRORS = {
    "#NULL!": 0x00,
    "#DIV/0!": 0x07,
    "#VALUE!": 0x0F,
    "#REF!": 0x17,
    "#NAME?": 0x1D,
    "#NUM!": 0x24,
    "#N/A": 0x2A,
}

Rows = Sequence[Sequence[object]]


def write_ods(
    path: Path, sheets: Mapping[str, Rows], inside: str = "", head: str = "", mimetype: str = _MIMETYPE
) -> Path:
    """Write an OpenDocument spreadsheet; ``inside`` is XML put at the end of the first table, ``head`` before the root."""
    tables = []
    for number, (name, rows) in enumerate(sheets.items()):
        body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
        tables.append(f"<table:table table:name={quoteattr(name)}>{body}{inside if number == 0 else ''}</table:table>")
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content xmlns:office="{_OFFICE}" xmlns:table="{_TABLE}" '
        f'xmlns:text="{_TEXT}" xmlns:calcext="{_CALC}" office:version="1.2"><office:body><office:spreadsheet>{"".join(tables)}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIMETYPE}"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", manifest)
    return path


def ods_cell(value: object, repeated: int = 1) -> str:
    """Give the XML of one cell, repeated as often as wanted."""
    times = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    if value is None:
        return f"<table:table-cell{times}/>"
    if isinstance(value, Pct):
        kind, value = f'office:value-type="percentage" office:value="{value.value}"', f"{value.value:.0%}"
    elif isinstance(value, Error):
        kind, value = 'office:value-type="string" office:string-value="" calcext:value-type="error"', value.literal
    elif isinstance(value, Formula):
        return f"<table:table-cell{times} table:formula={quoteattr('of:=' + value.text)}/>"
    elif isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell{times} {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def _ods_cell(value: object) -> str:
    return ods_cell(value)


def write_xls(path: Path, name: str, rows: Rows, locked: bool = False, hidden: Iterable[int] = ()) -> Path:
    """Write a BIFF8 workbook of one sheet of texts, numbers, percentages and errors.

    ``locked`` says it is encrypted; ``hidden`` are row numbers.
    """

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    head = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    head += record(0x2F, struct.pack("<H", 1)) if locked else b""
    for number, code in OWN_FORMATS:
        head += record(0x41E, struct.pack("<HHB", number, len(code), 0) + code.encode())
    for number in FORMAT_IDS:
        head += record(0xE0, struct.pack("<HH16s", 0, number, b""))
    label = name.encode("latin-1")
    sheet_at = len(head) + 4 + 8 + len(label) + 4
    globals_ = head + record(0x85, struct.pack("<IBBBB", sheet_at, 0, 0, len(label), 0) + label) + record(0x0A, b"")
    cells = b"".join(record(0x208, struct.pack("<HHHHHHI", number - 1, 0, 0, 0, 0, 0, 0x20)) for number in hidden)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            at = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                cells += record(0x204, at + struct.pack("<HB", len(value), 0) + value.encode("latin-1"))
            elif isinstance(value, Pct):
                cells += record(0x203, struct.pack("<HHHd", row, column, value.style, value.value))
            elif isinstance(value, Error):
                cells += record(0x205, at + bytes([XLS_ERRORS[value.literal], 1]))
            elif isinstance(value, int | float):
                cells += record(0x203, at + struct.pack("<d", value))
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells + record(0x0A, b"")
    path.write_bytes(compound({"Workbook": globals_ + sheet}))
    return path


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Give an OLE compound file that holds the streams, each padded so that none is a small one."""
    padded = {name: body.ljust(max(4096, -(-len(body) // _SECTOR) * _SECTOR), b"\0") for name, body in streams.items()}
    sectors = b""
    chain: list[int] = []
    starts = {}
    for name, body in padded.items():
        starts[name] = len(chain)
        count = len(body) // _SECTOR
        chain += [*range(len(chain) + 1, len(chain) + count), _END]
        sectors += body
    directory_at, fat_at = len(chain), len(chain) + 1
    chain += [_END, _FAT]
    entries = [_entry("Root Entry", 5, 1, _END, 0)]
    entries += [_entry(name, 2, number + 2, starts[name], len(padded[name])) for number, name in enumerate(padded)]
    sectors += b"".join(entries).ljust(_SECTOR, b"\0")
    sectors += struct.pack(f"<{_SECTOR // 4}I", *chain, *[_FREE] * (_SECTOR // 4 - len(chain)))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, 1, directory_at, 0, 4096,
        _END, 0, _END, 0,
    )  # fmt: skip
    return (header + struct.pack("<109I", fat_at, *[_FREE] * 108)).ljust(_SECTOR, b"\0") + sectors


def _entry(name: str, kind: int, after: int, start: int, size: int) -> bytes:
    label = name.encode("utf-16-le")
    following = (_FREE, _FREE, after) if kind == 5 else (_FREE, _FREE, _FREE)
    return label.ljust(64, b"\0") + struct.pack(
        "<HBBIII16sIQQIQ", len(label) + 2, kind, 1, *following, b"", 0, 0, 0, start, size
    )


def write_xlsb(path: Path, name: str, rows: Rows) -> Path:
    """Write a binary workbook of one sheet of texts and numbers."""

    def record(kind: int, body: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
        return head + bytes([len(body) & 127 | 128, len(body) >> 7]) + body

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    book = (
        record(131)
        + record(143)
        + record(156, struct.pack("<II", 0, 1) + text("rId1") + text(name))
        + record(144)
        + record(132)
    )
    width = max(map(len, rows))
    sheet = record(129) + record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)) + record(145)
    for row, values in enumerate(rows):
        sheet += record(0, struct.pack("<IIHBBB", row, 0, 300, 0, 0, 0) + struct.pack("<I", 0))
        for column, value in enumerate(values):
            at = struct.pack("<II", column, 0)
            if isinstance(value, str):
                sheet += record(6, at + text(value))
            elif isinstance(value, int | float):
                sheet += record(5, at + struct.pack("<d", value))
    sheet += record(146) + record(130)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.bin", book)
        made.writestr("xl/worksheets/sheet1.bin", sheet)
        for source, kind, target in (
            ("_rels/.rels", "officeDocument", "xl/workbook.bin"),
            ("xl/_rels/workbook.bin.rels", "worksheet", "worksheets/sheet1.bin"),
        ):
            link = f'<Relationship Id="rId1" Type="{relation}/{kind}" Target="{target}"/>'
            made.writestr(source, f'<?xml version="1.0"?><Relationships xmlns="{package}">{link}</Relationships>')
    return path
