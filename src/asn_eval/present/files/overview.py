"""The first sheet of a workbook: what the evaluation was and what came out, on one page, with a chart."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from asn_eval.present.digits import texts_of, units_of
from asn_eval.present.files.frame import INK, LINE, QUIET, Frame, page
from asn_eval.present.files.layout import (
    cell_styles,
    row_heights,
    widths_of,
    wrapped_widths,
    write_headings,
    write_notes,
)
from asn_eval.present.tables import Chart, Column, Overview, Table

_EPOCH = 25_569  # the number spreadsheets give 1 January 1970
_WIDEST = 44  # characters: one long sentence must not spread all the tables below it
_CHART_WIDTH, _CHART_HEIGHT = 560, 300  # pixels


def overview_sheet(frame: Frame, overview: Overview) -> None:
    """Lay out and fill the sheet of an overview: lines, notes, tables below one another, the chart at their side."""
    sheet, name = frame.sheet(overview.name)
    widths = _widths(overview)
    for j, width in enumerate(widths):
        sheet.set_column(j, j, width)
    sheet.write_string(0, 0, frame.token(overview.title), frame.style("title"))
    sheet.set_row(0, 24)
    row = 2
    for label, value in overview.lines:
        sheet.write_string(row, 0, frame.token(label), frame.style("label"))
        sheet.write_string(row, 1, frame.token(value), frame.style("value"))
        row += 1
    row += 1 if overview.lines else 0
    row += write_notes(frame, sheet, row, overview.notes, widths) + (1 if overview.notes else 0)
    tables_from = row
    bodies: dict[str, tuple[Table, int]] = {}
    for table in overview.tables:
        first = _small_table(frame, sheet, row, table, widths[: len(table.columns)])
        bodies[table.key] = table, first
        row = first + len(table) + 1
    chart = overview.chart
    if chart and chart.table in bodies and len(bodies[chart.table][0]):
        drawn = _chart(frame, chart, name, *bodies[chart.table])
        sheet.insert_chart(tables_from, len(widths) + 1, drawn, {"object_position": 3})
    page(sheet, frame, overview.title)


def _widths(overview: Overview) -> list[float]:
    """Columns are shared by lines and tables: each takes the widest wish of all."""
    widths = [max([len(label) + 3.0 for label, _ in overview.lines] or [12.0]), 12.0]
    for table in overview.tables:
        for j, width in enumerate(widths_of(table.columns)):
            if j == len(widths):
                widths.append(0)
            widths[j] = max(widths[j], min(width, _WIDEST))
    return widths


def _small_table(frame: Frame, sheet: Worksheet, row: int, table: Table, widths: list[float]) -> int:
    """Write a whole small table below its title; give the (0-based) row of its first values."""
    sheet.write_string(row, 0, frame.token(table.title), frame.style("subtitle"))
    row += 1 + write_notes(frame, sheet, row + 1, table.notes, widths)
    first = write_headings(frame, sheet, row, table.columns, widths) + 1
    wrapped = wrapped_widths(table.columns, widths)
    heights = row_heights(table.columns, wrapped, 0, len(table))
    for i, height in enumerate([] if heights is None else heights.tolist(), first):
        if height:
            sheet.set_row(i, height)
    for j, (column, style) in enumerate(zip(table.columns, cell_styles(frame, table.columns, widths), strict=True)):
        for i, value in enumerate(_values(column), first):
            if value is None or value == "":
                sheet.write_blank(i, j, None, style)
            elif isinstance(value, str):
                sheet.write_string(i, j, frame.token(value), style)
            else:
                sheet.write_number(i, j, value, style)
    return first


def _values(column: Column) -> list[Any]:
    """Give the values of a column as a workbook stores them; None = absent."""
    count = len(column.values)
    if column.kind == "text":
        return list(texts_of(column, 0, count))
    units, there = units_of(column, 0, count)
    per = 10 ** (column.places + 2 * (column.kind == "percent"))
    plain = [u + _EPOCH if column.kind == "date" else u / per for u in units.tolist()]
    return plain if there is None else [v if t else None for v, t in zip(plain, there.tolist(), strict=True)]


def _chart(frame: Frame, chart: Chart, sheet: str, table: Table, first: int) -> object:
    drawn = frame.book.add_chart({"type": chart.kind})
    keys = [column.key for column in table.columns]
    last = first + len(table) - 1
    across = keys.index(chart.category)
    shades = (INK, "#8EA9DB", "#A5A5A5", "#BF8F00")
    for number, key in enumerate(chart.values):
        j = keys.index(key)
        drawn.add_series(
            {
                "name": frame.token(table.columns[j].heading),
                "categories": [sheet, first, across, last, across],
                "values": [sheet, first, j, last, j],
                "fill": {"color": shades[number % len(shades)]},
                "line": {"color": shades[number % len(shades)], "width": 2} if chart.kind == "line" else {"none": True},
                "gap": 40,
                "data_labels": {"value": True, "font": {"size": 8, "color": QUIET}} if len(chart.values) == 1 else {},
            }
        )
    font = {"size": 9, "color": QUIET, "bold": False}
    drawn.set_title({"name": frame.token(chart.title), "name_font": {"size": 12, "bold": True, "color": INK}})
    plain = {"num_font": font, "name_font": font, "line": {"color": LINE}}
    named = [{"name": frame.token(text)} if text else {} for text in (chart.across, chart.up)]
    lined = {"major_gridlines": {"visible": True, "line": {"color": "#E7EAF0"}}}
    # Bars lie: their names stand at the vertical axis, the first at the top, and the numbers run to the right.
    lying = chart.kind == "bar"
    drawn.set_x_axis(plain | named[0] | (lined if lying else {}))
    drawn.set_y_axis(plain | named[1] | ({"reverse": True, "crossing": "max"} if lying else lined))
    drawn.set_legend({"none": True} if len(chart.values) == 1 else {"position": "bottom", "font": font})
    drawn.set_size({"width": _CHART_WIDTH, "height": _CHART_HEIGHT})
    drawn.set_chartarea({"border": {"color": LINE}})
    return drawn
