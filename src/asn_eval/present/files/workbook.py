"""Results become a workbook: XlsxWriter makes the frame, the rows are spliced into it, thousands at a time.

Same tables, same bytes. Every text is a text, every number a number.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from asn_eval.findings import Finding, Place
from asn_eval.present.files.frame import Frame
from asn_eval.present.files.layout import Body, header_rows, row_heights, table_sheet
from asn_eval.present.files.overview import overview_sheet
from asn_eval.present.files.package import Package, Piece
from asn_eval.present.files.rows import LONGEST_TEXT, render
from asn_eval.present.tables import Overview, Table

CREATED = datetime(2000, 1, 1)  # the date a workbook carries when its maker names none
_LAST_ROW = 1_048_576
_CELLS = 90_000  # cells rendered at a time: a few megabytes on each core
_STYLE = re.compile(rb' s="(\d+)"')


def write_workbook(
    target: BinaryIO | Path,
    tables: Sequence[Table | Overview],
    *,
    language: str,
    created: datetime = CREATED,
    file: str = "",
) -> list[Finding]:
    """Write tables to a formatted .xlsx, a sheet each, and tell what could not be written whole.

    A table longer than a sheet continues on the next (``Peringkat (2)``). A binary target must be able to seek and stays open.
    ``created`` is the only date in the file. ``file`` is the name findings give it (default: that of the path). Findings are
    ``text-cut`` warnings, one a column. Errors of the file system are raised; ``present.replace`` turns them into findings.
    """
    if isinstance(target, Path):
        with target.open("wb") as opened:
            return write_workbook(opened, tables, language=language, created=created, file=file or str(target))
    frame = Frame(created, language)
    bodies: dict[str, tuple[Table, Body]] = {}
    for number, (table, start, stop) in enumerate(_sheets(tables), 1):
        if isinstance(table, Overview):
            overview_sheet(frame, table)
        else:
            bodies[f"xl/worksheets/sheet{number}.xml"] = table, table_sheet(frame, table, start, stop)
    package = Package(target)
    findings: list[Finding] = []
    for name, part in frame.parts():
        if name in bodies:
            findings += _splice(package, name, part, *bodies[name], file)
        else:
            package.add(name, part)
    package.close()
    return findings


def _sheets(tables: Sequence[Table | Overview]) -> list[tuple[Table | Overview, int, int]]:
    """Divide tables that are longer than a sheet."""
    sheets: list[tuple[Table | Overview, int, int]] = []
    for table in tables:
        if isinstance(table, Overview):
            sheets.append((table, 0, 0))
            continue
        room = _LAST_ROW - header_rows(table)
        sheets += [(table, at, min(at + room, len(table))) for at in range(0, max(len(table), 1), room)]
    return sheets


def _splice(package: Package, name: str, part: bytes, table: Table, body: Body, file: str) -> list[Finding]:
    """Write a sheet with the rows of its table in the place of the frame's sample row."""
    mark = f'<row r="{body.first_row}"'.encode()
    head, found, rest = part.partition(mark)
    if not table.columns or not found:
        package.add(name, part)
        return []
    sample, end = rest[: rest.index(b"</row>")], rest[rest.index(b"</row>") + len(b"</row>") :]
    styles = [number.decode() for number in _STYLE.findall(sample)][-len(table.columns) :]
    last = body.first_row + body.stop - body.start - 1
    head = re.sub(rb'(<dimension ref="A1:[A-Z]+)\d+"', rb'\g<1>%d"' % last, head)
    cut: dict[int, list[int]] = defaultdict(list)

    def rows(start: int) -> bytes:
        stop = min(start + step, body.stop)
        heights = row_heights(table.columns, body.wrapped, start, stop)
        rendered = render(table.columns, styles, start, stop, body.first_row + start - body.start, heights)
        for row, column in rendered.cut:
            cut[column].append(row - body.start)
        return rendered.xml

    step = max(256, _CELLS // len(table.columns))
    chunks: list[Piece] = [partial(rows, start) for start in range(body.start, body.stop, step)]
    package.stream(name, [lambda: head, *chunks, lambda: end], largest=_bound(table, body))
    place = partial(Place, file, body.sheet)
    return [
        Finding(
            "text-cut",
            place(body.first_row + min(found_rows), column + 1),
            {"longest": f"{LONGEST_TEXT}"},
            len(found_rows),
        )
        for column, found_rows in sorted(cut.items())
    ]


def _bound(table: Table, body: Body) -> int:
    """Bound the size of a sheet's XML in bytes: a number cell has at most 80, a text at most 7 a character besides."""
    texts = [column.values for column in table.columns if column.kind == "text"]
    return (body.stop - body.start) * (40 + 100 * len(table.columns)) + 7 * sum(sum(map(len, t)) for t in texts)
