"""How sheets of a workbook look: where title, notes, headings and numbers stand, how wide columns are, what stays in view."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

import numpy as np
import numpy.typing as npt
from xlsxwriter.worksheet import Worksheet

from asn_eval.findings import column_letters
from asn_eval.present.digits import number_texts, texts_of, units_of
from asn_eval.present.files.frame import Frame, page
from asn_eval.present.tables import Column, Table

_SAMPLE = 2000  # rows looked at for the width of a column
_WIDEST = 48  # characters; longer texts wrap
_LINE_HEIGHT = 15
_MOST_LINES = 27  # a row of a spreadsheet is at most 409 points high
_SCREEN = 130  # characters: notes do not run beyond what a screen shows
_IDENTITY = {"rank", "no", "nip", "name", "nama"}


@dataclass(frozen=True, slots=True)
class Body:
    """Where the rows of a table go: the sheet's name, the spreadsheet row of the first (1-based), and which rows they are.

    ``wrapped`` holds the width of each column whose texts run over several lines, 0 for the others.
    """

    sheet: str
    first_row: int
    start: int
    stop: int
    wrapped: tuple[float, ...]


def number_format(column: Column) -> str:
    """Give the number format of a column; ``@`` keeps digits typed later, such as a NIP, a text."""
    if column.kind == "date":
        return "dd/mm/yyyy"
    if column.kind == "text":
        sample = texts_of(column, 0, 200)
        return "@" if "nip" in column.key or any(v.isdecimal() for v in sample) else "General"
    return ("0." + "0" * column.places if column.places else "0") + ("%" if column.kind == "percent" else "")


def sample_texts(column: Column, count: int = _SAMPLE) -> list[str]:
    """Give the first values of a column about as people will see them."""
    if column.kind == "text":
        return texts_of(column, 0, count)
    if column.kind == "date":
        return ["dd/mm/yyyy"]
    texts = number_texts(units_of(column, 0, count)[0], column.places)
    return [f"{text}%" for text in texts] if column.kind == "percent" else texts


def widths_of(columns: Sequence[Column]) -> list[float]:
    """Give each column's width in characters: what was wished, else what its values and the words of its heading need."""
    widths = []
    for column in columns:
        longest = _longest_line(sample_texts(column))
        word = max((len(w) for w in column.heading.split()), default=0)
        # Bold letters are wider, and the filter button hides two of them: a heading is never broken inside a word.
        heading = min(word * 1.1 + 2.5, _WIDEST)
        # A fourth line of heading is uglier than a wider column.
        needed = min(max(longest * 1.05 + 2.5, len(column.heading) / 3 + 4, 7), _WIDEST)
        widths.append(round(max(heading, column.width or needed), 1))
    return widths


def _longest_line(texts: Sequence[str]) -> int:
    # Hardly any text has several lines; one look at all of them together tells.
    whole = "\n".join(texts)
    if len(whole.splitlines()) > len(texts):
        return max(map(len, whole.splitlines()), default=0)
    return max(map(len, texts), default=0)


def wrapped_widths(columns: Sequence[Column], widths: Sequence[float]) -> tuple[float, ...]:
    """Give the width of each column that holds texts longer than it or of several lines, 0 for the others."""
    return tuple(
        width if column.kind == "text" and any(len(t) > width - 1 or "\n" in t for t in sample_texts(column)) else 0.0
        for column, width in zip(columns, widths, strict=True)
    )


def row_heights(
    columns: Sequence[Column], wrapped: Sequence[float], start: int, stop: int
) -> npt.NDArray[np.int64] | None:
    """Estimate the heights of rows in points for the texts that wrap, 0 where one line will do; None = nowhere any wraps.

    Excel would find them itself on opening; other programs do not.
    """
    lines: npt.NDArray[np.int64] | None = None
    for column, width in zip(columns, wrapped, strict=True):
        if width:
            needed = [sum(map(_lines_within(width), t.split("\n"))) for t in texts_of(column, start, stop)]
            lines = np.maximum(needed, 1 if lines is None else lines)
    return None if lines is None else np.where(lines > 1, np.minimum(lines, _MOST_LINES) * _LINE_HEIGHT, 0)


def _lines_within(width: float) -> Callable[[str], int]:
    room = width - 1  # less the indent; letters are narrower than the digits widths are counted in
    return lambda text: max(1, ceil(len(text) * 0.95 / room))


def cell_styles(frame: Frame, columns: Sequence[Column], widths: Sequence[float]) -> list[object]:
    """Give the style of each column's cells; ``widths`` are those of the sheet, which may be larger than the columns ask for."""
    wrapped, wished = wrapped_widths(columns, widths), widths_of(columns)
    return [
        frame.cell_style(number_format(column), _alignment(column, width / wish), wrap=bool(wrap))
        for column, width, wish, wrap in zip(columns, widths, wished, wrapped, strict=True)
    ]


def _alignment(column: Column, room: float) -> str:
    # Ranks and running numbers stand beside a text that begins at the left: in the middle they do not touch it. So do numbers
    # in a column that a table below needs much wider.
    if column.kind == "date" or (column.kind == "integer" and column.key in _IDENTITY):
        return "center"
    if column.kind != "text" and room > 1.8:
        return "center"
    return "left" if column.kind == "text" else ""


def table_sheet(frame: Frame, table: Table, start: int, stop: int) -> Body:
    """Lay out a sheet for some rows of a table; the rows themselves are put in later, where a blank sample row stands."""
    sheet, name = frame.sheet(table.name)
    columns, widths = table.columns, widths_of(table.columns)
    for j, width in enumerate(widths):
        sheet.set_column(j, j, width)
    sheet.write_string(0, 0, frame.token(table.title), frame.style("title"))
    sheet.set_row(0, 22)
    top = 1 + write_notes(frame, sheet, 1, table.notes, widths)
    header = write_headings(frame, sheet, top + 1, columns, widths)
    first = header + 1
    wrapped = wrapped_widths(columns, widths)
    for j, style in enumerate(cell_styles(frame, columns, widths)):
        sheet.write_blank(first, j, None, style)
    last, right = header + stop - start, len(columns) - 1
    sheet.freeze_panes(first, _frozen(columns, widths))
    sheet.autofilter(header, 0, last, right)
    texts = [column_letters(j + 1) for j, c in enumerate(columns) if number_format(c) == "@"]
    if texts and last > header:
        ranges = " ".join(f"{c}{first + 1}:{c}{last + 1}" for c in texts)
        sheet.ignore_errors({"number_stored_as_text": ranges})
    page(sheet, frame, table.title)
    sheet.repeat_rows(top + 1, header)
    sheet.print_area(0, 0, last, right)
    return Body(name, first + 1, start, stop, wrapped)


def header_rows(table: Table) -> int:
    """Count the rows above the data of a table's sheet: title, notes, a blank one, headings."""
    return 3 + len(table.notes) + any(c.group for c in table.columns)


def write_notes(frame: Frame, sheet: Worksheet, row: int, notes: Sequence[str], widths: Sequence[float]) -> int:
    """Write notes below one another across the columns a screen shows; give how many rows they took."""
    last, room = 0, widths[0] if widths else 10.0
    while last + 1 < len(widths) and room + widths[last + 1] <= _SCREEN:
        last += 1
        room += widths[last]
    for i, note in enumerate(notes, row):
        if last:
            sheet.merge_range(i, 0, i, last, "", frame.style("note"))
        sheet.write_string(i, 0, frame.token(note), frame.style("note"))
        lines = sum(max(1, ceil(len(line) * 0.9 / room)) for line in note.splitlines() or [""])
        sheet.set_row(i, 13 * min(lines, 20) + 1)
    return len(notes)


def write_headings(frame: Frame, sheet: Worksheet, row: int, columns: Sequence[Column], widths: Sequence[float]) -> int:
    """Write the headings, below a row of group headings if there are any; give the (0-based) row of the headings."""
    if any(c.group for c in columns):
        for group, left, right in _groups(columns):
            if not group:
                for j in range(left, right + 1):
                    sheet.write_blank(row, j, None, frame.style("corner"))
                continue
            if right > left:
                sheet.merge_range(row, left, row, right, "", frame.style("group"))
            sheet.write_string(row, left, frame.token(group), frame.style("group"))
        sheet.set_row(row, 18)
        row += 1
    lines = 1
    for j, (column, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.write_string(row, j, frame.token(column.heading), frame.style("heading"))
        lines = max(lines, _lines(column.heading, width - 2))
    sheet.set_row(row, _LINE_HEIGHT * min(lines, 6) + 5)
    return row


def _groups(columns: Sequence[Column]) -> Iterator[tuple[str, int, int]]:
    for group, run in groupby(enumerate(columns), key=lambda numbered: numbered[1].group):
        places = [j for j, _ in run]
        yield group, places[0], places[-1]


def _lines(text: str, width: float) -> int:
    """Count the lines a heading takes when broken between words, bold letters being a tenth wider."""
    lines, room = 1, width
    for word in text.split():
        need = len(word) * 1.1
        if need > room < width:
            lines, room = lines + 1, width
        room -= need + 1.1
    return lines


def _frozen(columns: Sequence[Column], widths: Sequence[float]) -> int:
    """Count the leading columns that say who a row is about, as far as they leave room for the rest."""
    count, room = 0, 70.0
    for column, width in zip(columns, widths, strict=True):
        if column.key not in _IDENTITY or (room := room - width) < 0 or count == 3:
            break
        count += 1
    return min(count or 1, len(columns) - 1)
