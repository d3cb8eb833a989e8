"""A sheet of feedback forms looked over: columns nobody could read, forms that are blank only because of them, raters whose NIP is lost.

Everything here is told by column or in runs of rows; nothing of a rater's judgement is shown.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import is_blank, typed
from asn_eval.check.faults import Details, Faults
from asn_eval.check.guides import KIND, meaning_of, resembles
from asn_eval.check.headings import key_of
from asn_eval.check.numbers import number_of
from asn_eval.check.rows import Table
from asn_eval.rules.panduan import MARKS, PER_VALUE, VALUES, guides_of
from asn_eval.rules.vocabulary import FIELDS

# Columns of a form that are no judgement, as letters: what survey forms add, remarks in words, sums the office works out itself.
_BESIDE: Final = frozenset(
    {key_of(name) for names in FIELDS.values() for name in names}
    | {key_of(name) for name in FIELDS}
    | {
        "timestamp",
        "capwaktu",
        "waktu",
        "tanggal",
        "tgl",
        "email",
        "alamatemail",
        "emailaddress",
        "periode",
        "bulan",
        "tahun",
    }
    | {"saran", "catatan", "komentar", "masukan", "alasan", "keterangan", "ket", "harapan", "buktidukung", "predikat"}
    | {"total", "jumlah", "ratarata", "rerata", "nilaiakhir", "nilairatarata", "skortotal"}
)


def tell_feedback(table: Table, faults: Faults) -> None:
    """Tell what of a sheet of feedback could not be read; records that rest on it are at fault. Other kinds are left alone."""
    if table.layout.kind != KIND:
        return
    unread = _unread(table)
    _tell_columns(table, unread, faults)
    _tell_blank(table, unread, faults)
    _tell_numbers(table, faults)


def _unread(table: Table) -> dict[int, list[object]]:
    """Give the columns with a heading nobody asked for that could hold judgements, with their cells."""
    used = set(table.layout.found.columns.values())
    return {
        column: table.cells(column)
        for column, title in enumerate(table.layout.titles, 1)
        if title and column not in used and key_of(title.split(" / ")[-1]) not in _BESIDE
    }


def _tell_columns(table: Table, unread: dict[int, list[object]], faults: Faults) -> None:
    found, layout = table.layout.found.columns, table.layout
    read = {v: PER_VALUE if v in found else sum(f"p{n}" in found for n in guides_of(v)) for v in VALUES}
    complete, torn = all(n == PER_VALUE for n in read.values()), any(0 < n < PER_VALUE for n in read.values())
    for column, cells in unread.items():
        title = layout.titles[column - 1]
        meaning = meaning_of(title.split(" / "))
        place = table.place(layout.header_row, column)
        if meaning.elsewhere:
            values = {"heading": title, "value": VALUES[meaning.elsewhere]}
            faults.one("guide-elsewhere", place, values)
            table.bad[:] = True
        elif complete or not _has_numbers(cells):
            continue
        elif meaning.unread or resembles(title.split(" / ")[-1]):
            faults.one("guide-unread", place, {"heading": title})
            table.bad[:] = True
        elif torn:
            faults.one("guide-ignored", place, {"heading": title})


def _has_numbers(cells: Sequence[object]) -> bool:
    return any(map(_is_number, cells))


def _is_number(value: object) -> bool:
    if isinstance(value, str):
        return isinstance(number_of(value), Decimal)
    return isinstance(value, int | float) and not isinstance(value, bool)


def _tell_blank(table: Table, unread: dict[int, list[object]], faults: Faults) -> None:
    """Tell forms without a single value whose row is filled in columns that were not read."""
    marks = [column for name in MARKS if (column := table.column(name))]
    blank = np.ones(len(table), bool)
    for column in marks:
        blank &= _blank(table.cells(column))
    filled = np.zeros(len(table), bool)
    named: list[str] = []
    for column, cells in unread.items():
        here = blank & ~_blank(cells)
        filled |= here
        named += [table.layout.titles[column - 1]] if here.any() else []
    if named:
        shown = ", ".join(f'"{typed(title)}"' for title in named[:3])
        code = "feedback-unread-more" if len(named) > 3 else "feedback-unread"
        values = {"columns": shown, "count": str(len(named) - 3)}
        faults.runs(code, table, table.column("peran"), np.flatnonzero(filled), values)


def _blank(cells: Sequence[object]) -> npt.NDArray[np.bool_]:
    return np.fromiter(map(is_blank, cells), bool, len(cells))


def _tell_numbers(table: Table, faults: Faults) -> None:
    """Tell raters' NIPs stored as numbers: with their last digits lost two raters could look like one, or like the person rated."""
    for name in ("nip_penilai", "nama_penilai"):
        if column := table.column(name):
            cells = table.cells(column)
            lost = [i for i, v in enumerate(cells) if not isinstance(v, str) and _is_number(v)]
            faults.cells("nip-number", table, column, np.array(lost, np.intp), _found(cells))


def _found(cells: Sequence[object]) -> Details:
    return lambda i: {"found": typed(cells[i])}
