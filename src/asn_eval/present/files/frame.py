"""The frame of a workbook: XlsxWriter's part of the work, everything but the rows of large tables.

It makes styles, headings, widths, filters, page set-up and charts, and one blank sample row a table from which the style numbers
are read. People's texts enter the frame as tokens and are put in, escaped, at the end: XlsxWriter takes a text that looks like
its own rich-text XML literally, and no text may be anything but text.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from asn_eval.present.files.rows import escaped, fitted
from asn_eval.present.wording import Words

INK, FILL, PALE, LINE, QUIET = "#1F3864", "#1F3864", "#D9E2F3", "#BFC7D5", "#595959"
_TOKEN = re.compile("(<t>)?\ue000(\\d+)\ue001")
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\ue000\ue001\ud800-\udfff\ufffe\uffff]+")
_MIDDLE: dict[str, object] = {"align": "center", "valign": "vcenter", "text_wrap": True}
_STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14, "font_color": INK},
    "subtitle": {"bold": True, "font_size": 11, "font_color": INK},
    "note": {"italic": True, "font_size": 9, "font_color": QUIET, "text_wrap": True, "valign": "top"},
    "label": {"font_color": QUIET, "valign": "top"},
    "value": {"bold": True, "valign": "top", "align": "left"},
    "group": {"bold": True, "font_color": INK, "bg_color": PALE, **_MIDDLE},
    "heading": {"bold": True, "font_color": "#FFFFFF", "bg_color": FILL, **_MIDDLE},
    "corner": {"bg_color": FILL, "left": 1, "right": 1, "border_color": LINE},
}
_BORDERED = {"group", "heading"}


class Frame:
    """A workbook under construction: its sheets, styles and the texts that will be put in."""

    def __init__(self, created: datetime, language: str) -> None:
        """Start an empty workbook whose only date is ``created``."""
        self._file = BytesIO()
        self.book: Any = xlsxwriter.Workbook(self._file, {"in_memory": True})
        self.book.set_properties({"created": created})
        self.words = Words(language)
        self._texts: list[str] = []
        self._formats: dict[tuple[str, str], Format] = {}
        self._names: set[str] = set()

    def sheet(self, wish: str) -> tuple[Worksheet, str]:
        """Add a sheet; its name is the wished one made acceptable to Excel and unique in the workbook."""
        name = unique_name(wish or self.words.say("workbook.sheet.unnamed"), self._names)
        self._names.add(name.casefold())
        return self.book.add_worksheet(name), name

    def token(self, text: str) -> str:
        """Give the stand-in of a text, to be written in its stead."""
        self._texts.append(fitted(text))
        return f"\ue000{len(self._texts) - 1}\ue001"

    def style(self, name: str) -> Format:
        """Give one of the named styles."""
        key = (name, "")
        if key not in self._formats:
            border = {"border": 1, "border_color": LINE} if name in _BORDERED else {}
            self._formats[key] = self.book.add_format(_STYLES[name] | border)
        return self._formats[key]

    def cell_style(self, number: str, align: str, *, wrap: bool = False) -> Format:
        """Give the style of body cells with a number format and an alignment (``""`` = by type)."""
        key = (number, f"{align}{wrap}")
        if key not in self._formats:
            properties: dict[str, object] = {"border": 1, "border_color": LINE, "valign": "top", "num_format": number}
            # A text keeps a little distance from a number that ends at the line on its left.
            properties |= ({"align": align} if align else {}) | ({"indent": 1} if align == "left" else {})
            properties |= {"text_wrap": True} if wrap else {}
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]

    def parts(self) -> list[tuple[str, bytes]]:
        """Finish the frame: its parts by name, in order, with every text in place."""
        self.book.close()
        with ZipFile(self._file) as package:
            return [(name, self._filled(name, package.read(name))) for name in package.namelist()]

    def _filled(self, name: str, part: bytes) -> bytes:
        if not name.startswith(("xl/sharedStrings", "xl/charts/")):
            return part

        def text(match: re.Match[str]) -> str:
            return ('<t xml:space="preserve">' if match[1] else "") + escaped(self._texts[int(match[2])])

        return _TOKEN.sub(text, part.decode()).encode()


def page(sheet: Worksheet, frame: Frame, title: str) -> None:
    """Set a sheet up for printing: A4 on its side, one page wide, the title and the page number at the foot."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.75)
    shown = fitted("".join(c if c.isprintable() else " " for c in title), 90).replace("&", "&&")
    number = frame.words.say("workbook.page.number", page="&P", pages="&N")
    sheet.set_footer(f"&L&8 {shown}&R&8 {number}")
    sheet.hide_gridlines(2)


def unique_name(wish: str, taken: Iterable[str]) -> str:
    r"""Make a sheet name Excel accepts: at most 31 characters, none of ``[]:*?/\``, unlike the ``taken`` ones (casefolded).

    >>> unique_name("Nilai: 2025/2026", ()), unique_name("Peringkat", {"peringkat"})
    ('Nilai 2025 2026', 'Peringkat (2)')
    """
    used = {*taken, "history"}  # a name Excel keeps for itself
    plain = " ".join(_NOT_IN_NAME.sub(" ", wish).split()).strip("'") or "_"
    count, name = 1, fitted(plain, 31)
    while name.casefold() in used:
        count += 1
        mark = f" ({count})"
        name = fitted(plain, 31 - len(mark)) + mark
    return name
