"""A workbook as offices write them, for the scripts that make the example offices: a title, a blank row, headings, rows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from make_dinas_contoh import MADE
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

# The first row of data, counted from 0: two rows of title, a blank one, the headings.
FIRST_ROW = 4
Row = Sequence[object]


class InventedWorkbook:
    """One workbook that is open for writing; the rows of its sheets are written by those who know their cells."""

    def __init__(self, path: Path, title: str) -> None:
        options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
        self.book = Workbook(str(path), options)
        self.book.set_properties({"title": title, "author": "Dinas Contoh", "created": MADE})
        self.bold = self.book.add_format({"bold": True})
        self.head = self.book.add_format({"bold": True, "bg_color": "#D9D9D9", "border": 1, "text_wrap": True})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.book.close()

    def begun(self, name: str, title: Sequence[str], headings: Sequence[str]) -> Worksheet:
        """Give a new sheet with its title and headings."""
        sheet: Worksheet = self.book.add_worksheet(name)
        for row, text in enumerate(title):
            sheet.write_string(row, 0, text, self.bold)
        sheet.write_row(FIRST_ROW - 1, 0, headings, self.head)
        return sheet
