"""Rows that part an SKP into main and additional work – "A. UTAMA", "B. TAMBAHAN" – become the category of the rows below them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import is_blank, tidy, typed
from asn_eval.check.faults import Faults
from asn_eval.check.form import Section
from asn_eval.check.headings import SLIP, likeness
from asn_eval.check.label_block import without_number
from asn_eval.check.layouts import Layout
from asn_eval.check.rows import Table
from asn_eval.read.sheet import Sheet
from asn_eval.rules.panduan import TASKS
from asn_eval.rules.statutes import letters

KIND: Final = "targets"
_LONGEST = 40
# What a row of its own work has and a section row has not.
_OWN = ("target", "realisasi", "aspek", "indikator_kinerja")
_BEFORE = re.compile(r"(hasil kerja|kinerja|tugas)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"[(\[]?[0-9]{1,2}[.)\]]?$")


def task_of(text: str) -> str:
    """Give the sort of work a title names, ``""`` for any other text.

    >>> task_of("B. TAMBAHAN"), task_of("Hasil Kerja Utama"), task_of("Laporan tambahan")
    ('tambahan', 'utama', '')
    """
    return "" if len(text) > _LONGEST else TASKS.get(letters(without_number(tidy(text))), "")


def with_sections(layout: Layout) -> Layout:
    """Take the section rows of an SKP out of its records and keep what they say; a title a slip away is kept too, without a task."""
    if layout.kind != KIND:
        return layout
    own = [layout.found.columns[name] for name in _OWN if name in layout.found.columns]
    taken = {row: (task_of(text), text) for row, text in _candidates(layout, own)}
    known = {row: said for row, said in taken.items() if said[0] or nearly(said[1])}
    if not known:
        return layout
    sections = tuple(Section(row, task, text) for row, (task, text) in sorted(known.items()))
    return replace(layout, sheet=without_rows(layout.sheet, known), sections=sections)


def nearly(text: str) -> str:
    """Give the sort of work a text was probably meant to name, ``""`` where it is more than a slip away.

    >>> nearly("B. TAMBHAN"), nearly("Pembahasan")
    ('tambahan', '')
    """
    word = _BEFORE.sub("", without_number(tidy(text)))
    return next((task for task in ("utama", "tambahan") if likeness(task, word) >= SLIP), "")


def without_rows(sheet: Sheet, rows: Collection[int]) -> Sheet:
    """Give the sheet with some rows (1-based) left blank."""
    columns = [list(values) for values in sheet.columns]
    for column in columns:
        for row in rows:
            column[row - 1] = ""
    return replace(sheet, columns=tuple(columns))


def _candidates(layout: Layout, own: Sequence[int]) -> list[tuple[int, str]]:
    """Give the rows below the header that hold one short text besides identity and list number, with the text."""
    sheet, columns = layout.sheet, layout.found.columns
    identity = {columns[name] for name in ("nip", "nama") if name in columns}
    first = layout.header_row
    blank = np.ones(sheet.rows - first, bool)
    for column in own:
        blank &= np.fromiter(map(is_blank, sheet.columns[column - 1][first:]), bool, sheet.rows - first)
    found: list[tuple[int, str]] = []
    for i in np.flatnonzero(blank).tolist():
        texts = [
            typed(values[first + i])
            for column, values in enumerate(sheet.columns, 1)
            if column not in identity
            and not is_blank(values[first + i])
            and not _NUMBER.match(typed(values[first + i]))
        ]
        joined = tidy(" ".join(texts))
        if len(texts) in {1, 2} and len(joined) <= _LONGEST:
            found.append((first + i + 1, joined))
    return found


def with_tasks(table: Table, typed_tasks: npt.NDArray[np.object_] | None, faults: Faults) -> npt.NDArray[np.object_]:
    """Give the category of every record of a table with sections: as typed, else that of the section row above it (``""`` above the first).

    A category typed in another section than its own is told, and so is a title that is nearly one: nothing below it is certain.
    """
    sections = table.layout.sections
    starts = np.array([section.row for section in sections], np.int64)
    above = np.searchsorted(starts, table.rows, side="right") - 1
    words = np.array([*(section.task for section in sections), ""], object)
    given = words[above]
    _tell_slips(table, above, faults)
    if typed_tasks is None:
        return given
    meant = {text: TASKS.get(letters(text), "") for text in set(typed_tasks.tolist())}
    task = np.array([meant[text] for text in typed_tasks.tolist()], object)
    differs = np.flatnonzero((task != "") & (given != "") & (task != given))

    def details(i: int) -> dict[str, str]:
        section = sections[int(above[i])]
        return {"found": str(typed_tasks[i]), "title": section.text, "cell": table.place(section.row).cells}

    faults.cells("section-differs", table, table.column("kategori"), differs, details)
    return np.where(typed_tasks == "", given, typed_tasks)


def _tell_slips(table: Table, above: npt.NDArray[np.int64], faults: Faults) -> None:
    for number, section in enumerate(table.layout.sections):
        if not section.task:
            values = {"found": section.text, "near": nearly(section.text).upper()}
            faults.one("section-misspelt", table.place(section.row), values)
            table.bad[above == number] = True


def tell_only_additional(
    table: Table,
    person: npt.NDArray[np.int32],
    record: npt.NDArray[np.intp],
    task: npt.NDArray[np.object_],
    faults: Faults,
) -> None:
    """Tell people whose work is all below titles of additional work: more likely the title of their main work is missing.

    ``task`` is the category of each record of the table as sections and cells give it; a typed category is nobody's slip.
    """
    sections = table.layout.sections
    if not any(section.task for section in sections) or not len(person):
        return
    additional = np.array([TASKS.get(letters(text), "") == "tambahan" for text in task[record].tolist()], bool)
    everyone = np.bincount(person)
    suspect = (everyone > 0) & (np.bincount(person[additional], minlength=len(everyone)) == everyone)
    starts = np.array([section.row for section in sections], np.int64)
    above = np.searchsorted(starts, table.rows, side="right") - 1
    mine = np.flatnonzero(suspect[person])
    firsts = record[mine[np.unique(person[mine], return_index=True)[1]]]
    firsts = firsts[above[firsts] >= 0]
    faults.cells(
        "section-additional-only",
        table,
        0,
        np.sort(firsts),
        lambda i: {"title": sections[int(above[i])].text, "cell": table.place(sections[int(above[i])].row).cells},
    )
