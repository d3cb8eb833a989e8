"""The clerk's own workbook with every faulty cell coloured and commented, and a sheet that lists all findings.

The input is never touched: the marked copy is another file. Formulas, formats and macros of the workbook stay as they are.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from asn_eval.findings import Finding
from asn_eval.present.digits import texts_of
from asn_eval.present.files.frame import unique_name
from asn_eval.present.outcome.summary import findings_table
from asn_eval.present.tables import Column

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

COLOURS = {"error": "FFC7CE", "warning": "FFEB9C", "info": "DDEBF7"}
# Excel becomes slow with more comments; the rest is still in the list.
MOST_MARKS = 5_000
ENDINGS = (".xlsx", ".xlsm")


def can_be_marked(path: Path) -> bool:
    """Tell whether a workbook has a form that can be marked without losing anything."""
    return path.suffix.lower() in ENDINGS


def marked_path(path: Path) -> Path:
    """Name the marked copy: ``staf.xlsx`` → ``staf-ditandai.xlsx``."""
    return path.with_name(f"{path.stem}-ditandai{path.suffix}")


def write_marked(target: BinaryIO, source: Path, findings: Sequence[Finding], language: str) -> None:
    """Write the copy; ``findings`` are those of this file. The file was read before, so it is a workbook."""
    from openpyxl import load_workbook

    book = load_workbook(source, keep_vba=source.suffix.lower() == ".xlsm")
    left = MOST_MARKS
    for finding in sorted(findings, key=lambda f: ("error", "warning", "info").index(f.severity)):
        if finding.place.sheet in book.sheetnames and finding.place.row:
            left -= _mark(book[finding.place.sheet], finding, language, left)
    _list_findings(book, findings, language)
    book.save(target)


def _mark(sheet: "Worksheet", finding: Finding, language: str, left: int) -> int:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    place, colour = finding.place, COLOURS[finding.severity]
    rows = range(place.row, place.row + min(place.rows, left))
    for row in rows:
        cell = _top_left(sheet, row, max(place.column, 1))
        cell.fill = PatternFill("solid", start_color=colour, end_color=colour)
        said = f"{finding.says(language)}; {finding.remedy(language)}"
        text = f"{cell.comment.text}\n{said}" if cell.comment else said
        cell.comment = Comment(text, "asn-eval", height=110, width=320)
    return len(rows)


def _top_left(sheet: "Worksheet", row: int, column: int) -> Any:  # noqa: ANN401 - openpyxl's cell classes share no base
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet.cell(row, column)


def _list_findings(book: "Workbook", findings: Sequence[Finding], language: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    table = findings_table(findings, language)
    sheet = book.create_sheet(unique_name(table.name, book.sheetnames))
    for number, column in enumerate(table.columns, 1):
        head = sheet.cell(1, number, column.heading)
        head.font, head.fill = (
            Font(bold=True, color="FFFFFF"),
            PatternFill("solid", start_color="1F3864", end_color="1F3864"),
        )
        sheet.column_dimensions[head.column_letter].width = column.width or 14
        for row, text in enumerate(_texts(column), 2):
            cell = sheet.cell(row, number)
            cell.value = text
            if isinstance(text, str):
                cell.data_type = "s"  # a finding that quotes "=1+1" stays text
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def _texts(column: Column) -> list[str] | list[int]:
    return texts_of(column, 0, len(column.values)) if column.kind == "text" else [int(v) for v in column.values]
