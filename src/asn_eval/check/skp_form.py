"""SKP forms of e-Kinerja: a block of labels that says whose it is, a table of results below it, and what follows the table.

The table has no NIP column. Its records are the rows that hold a target, a result, an aspect or an indicator; a row of an aspect
without a text of its own belongs to the result above it, as the merged cells of the form show it. What comes after – ratings,
behaviour, annexes, signatures – is no result of work and is told once.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np

from asn_eval.check.cells import is_blank, tidy, typed
from asn_eval.check.faults import Faults
from asn_eval.check.form import Form
from asn_eval.check.headings import Vocabulary, key_of
from asn_eval.check.label_block import nips_between, whose, without_number
from asn_eval.check.layouts import DEEPEST, Layout, Titles, find_header, top_texts
from asn_eval.check.rows import Table
from asn_eval.read.sheet import Sheet
from asn_eval.rules.evidence import KINDS
from asn_eval.rules.statutes import letters
from asn_eval.rules.vocabulary import SIGNATURES, TOTALS

FORMS: Final = frozenset({"targets"})
_END = re.compile(
    r"rating|perilakukerja|predikatkinerja|capaiankinerjaorganisasi|ekspektasikhusus|dukungansumberdaya|"
    r"skemapertanggungjawaban|konsekuensi|lampiran|rekomendasi|umpanbalikberkelanjutan"
)
_SIGNATURE = re.compile(SIGNATURES, re.IGNORECASE)
_TOTAL = re.compile(TOTALS, re.IGNORECASE)
_NUMBERING = re.compile(r"[(\[]?([0-9]{1,2})[)\].]?$")
_NONE = frozenset({"", "nihil", "tidakada"})
_VALUES = ("target", "realisasi")
# So many letters are a word – a title in the column of numbers – and no number such as "1.1" or "III".
_WORD = 4
# Enough digits to be somebody's NIP, however badly typed.
_NIP_DIGITS = 8
_MARKS = (*_VALUES, "aspek", "indikator_kinerja")
_TEXT = "hasil_kerja"


def table_header(sheet: Sheet, kind: str, vocabulary: Vocabulary) -> tuple[int, Titles] | None:
    """Find the header of a table with a NIP column; for kinds that have forms, labels of a block are none.

    A label NIP just above the headings of a form looks like a heading of its own: its row holds a NIP, or none stands below it.
    """
    header = find_header(sheet, vocabulary)
    if header is None or kind not in FORMS:
        return header
    row, titles = header
    column = vocabulary.columns(titles).columns.get("nip", 0)
    if not column:
        return header
    heads = [[values[at] for values in sheet.columns] for at in range(max(row - DEEPEST, 0), row)]
    named = [cells for cells in heads if any(isinstance(v, str) and vocabulary.target(v) == "nip" for v in cells)]
    labelled = any(_like_nip(value) for cells in named for value in cells)
    return None if labelled or not any(map(_like_nip, sheet.columns[column - 1][row:])) else header


def _like_nip(value: object) -> bool:
    return sum(c.isdigit() for c in typed(value)) >= _NIP_DIGITS and not isinstance(value, date)


def form_header(sheet: Sheet, kind: str, vocabulary: Vocabulary) -> tuple[int, Titles] | None:
    """Give the row of a form's headings (1-based) and the heading of each column; None for kinds that have no forms."""
    if kind not in FORMS:
        return None
    rows: dict[int, dict[int, str]] = {}
    for row, column, text in top_texts(sheet):
        rows.setdefault(row, {})[column] = text
    for row, cells in rows.items():
        if KINDS[kind].required <= {vocabulary.target(text) for text in cells.values()}:
            return row, tuple((cells[c],) if c in cells else () for c in range(1, max(cells) + 1))
    return None


def as_form(layout: Layout, vocabulary: Vocabulary) -> Layout | None:
    """Read a sheet without NIP column as a form; None where it is none: nobody's NIP, and headings others have too."""
    sheet, columns = layout.sheet, layout.found.columns
    owner = whose(sheet, layout.header_row, vocabulary)
    skp = _TEXT in columns and ("aspek" in columns or "indikator_kinerja" in columns)
    if is_blank(owner.nip) and owner.at == (0, 0) and not skp:
        return None
    reading = _Reading(layout, vocabulary)
    reading.read()
    form = Form(owner, tuple(reading.rows), tuple(reading.left), reading.end, reading.again)
    if _TEXT in columns:
        filled = tuple(reading.texts if n == columns[_TEXT] else c for n, c in enumerate(sheet.columns, 1))
        sheet = replace(sheet, columns=filled)
    found = layout.found
    if owner.at[1]:
        heading = {"nip": typed(sheet.columns[owner.at[1] - 1][owner.at[0] - 1])}
        found = replace(found, columns={"nip": owner.at[1], **columns}, headings={**heading, **found.headings})
    return replace(layout, sheet=sheet, found=found, form=form)


class _Reading:
    """Goes through the rows below a form's header once and says what each is."""

    def __init__(self, layout: Layout, vocabulary: Vocabulary) -> None:
        self.layout, self.vocabulary, self.sheet = layout, vocabulary, layout.sheet
        columns = layout.found.columns
        self.marks = [columns[name] for name in _MARKS if name in columns]
        self.values = [columns[name] for name in _VALUES]
        self.text = columns.get(_TEXT, 0)
        self.number = next((n for n, t in enumerate(layout.titles, 1) if key_of(t) in {"no", "nomor", "nourut"}), 0)
        self.texts = list(self.sheet.columns[self.text - 1]) if self.text else []
        self.rows: list[int] = []
        self.left: list[tuple[str, int, str]] = []
        self.end, self.again = (0, ""), 0
        self._result, self._carrier = "", 0
        self._sections = [section.row for section in layout.sections]

    def read(self) -> None:
        """Fill ``rows``, ``left``, ``end``, ``again`` and ``texts``."""
        for row in range(self.layout.header_row + 1, self.sheet.rows + 1):
            if row in self._sections:
                self._settle()
                self._result = ""
            cells = {n: v for n, c in enumerate(self.sheet.columns, 1) if not is_blank(v := c[row - 1])}
            if not cells or self._says_nothing(cells):
                continue
            label = next((without_number(tidy(v)) for v in cells.values() if isinstance(v, str)), "")
            if self._heads_again(row, cells):
                if self.again:
                    break
                continue
            if self._ends(row, cells, label):
                self.end = (row, label)
                self.again = self._look_behind(row)
                break
            self._take(row, cells, label)
        self._settle()

    def _take(self, row: int, cells: Mapping[int, object], label: str) -> None:
        marked = any(column in cells for column in self.marks)
        if _TOTAL.match(label) and not any(column in cells for column in self._details(cells)):
            self.left.append(("row-total", row, label))
        elif _END.match(key_of(label)) and not any(column in cells for column in self.values):
            self.left.append(("row-title", row, label))
        elif marked:
            self._record(row, cells)
        elif self.text in cells:
            self._settle()
            self._carrier = row
        elif label:
            self.left.append(("row-title", row, label))

    def _details(self, cells: Mapping[int, object]) -> list[int]:
        # A result may be called "Jumlah laporan"; a row of totals has neither aspect nor indicator nor a number of its own.
        listed = self.number and _NUMBERING.match(typed(cells.get(self.number, "")).strip())
        return [*(c for c in self.marks if c not in self.values), *([self.number] if listed else [])]

    def _record(self, row: int, cells: Mapping[int, object]) -> None:
        if self.text in cells:
            self._settle()
            self._result = typed(cells[self.text])
        elif self.number in cells:
            self._settle()
            self._result = ""
        elif self.text:
            if self._carrier:
                self._result = typed(self.sheet.columns[self.text - 1][self._carrier - 1])
                self._carrier = 0
            self.texts[row - 1] = self._result
        self.rows.append(row)

    def _settle(self) -> None:
        """Say what a row with only the text of a result is that no aspects follow: with a number a result that lacks all, else a title."""
        row, self._carrier = self._carrier, 0
        if row and self.number and _NUMBERING.match(typed(self.sheet.columns[self.number - 1][row - 1]).strip()):
            self.rows.append(row)
        elif row:
            self.left.append(("row-title", row, typed(self.sheet.columns[self.text - 1][row - 1])))

    def _says_nothing(self, cells: Mapping[int, object]) -> bool:
        """Tell rows of dashes, and the row (1) (2) (3) below the headings."""
        texts = {n: typed(v) for n, v in cells.items()}
        listed = {self.number} if len(letters(texts.get(self.number, ""))) < _WORD else set()
        if all(letters(text) in _NONE for n, text in texts.items() if n not in listed):
            return True
        found = [_NUMBERING.match(tidy(text)) for text in texts.values()]
        numbers = [int(match[1]) for match in found if match]
        named = {*self.marks, self.text} - {0}
        return named <= set(cells) and len(numbers) == len(found) and all(b == a + 1 for a, b in pairwise(numbers))

    def _heads_again(self, row: int, cells: Mapping[int, object]) -> bool:
        at = {self.vocabulary.target(typed(v)): n for n, v in cells.items() if isinstance(v, str)}
        if not set(_VALUES) <= set(at):
            return False
        same = all(at[name] == self.layout.found.columns[name] for name in _VALUES)
        if same and not self._others(row):
            self.left.append(("row-header", row, typed(next(iter(cells.values())))))
        else:
            self.again = row
        return True

    def _others(self, last: int) -> bool:
        """Tell whether somebody else is named between the first table and this row."""
        named = nips_between(self.sheet, self.layout.header_row + 1, last, self.vocabulary)
        mine = nips_between(self.sheet, 1, self.layout.header_row - 1, self.vocabulary)
        return bool(named - mine)

    def _ends(self, row: int, cells: Mapping[int, object], label: str) -> bool:
        if any(section > row for section in self._sections):
            return False
        if _END.match(key_of(label)):
            return True
        return not any(column in cells for column in self.values) and _SIGNATURE.match(label) is not None

    def _look_behind(self, row: int) -> int:
        """Give the row of a table of somebody else behind the end of the first, 0 where there is none."""
        for below in range(row + 1, self.sheet.rows + 1):
            texts = [v for column in self.sheet.columns if isinstance(v := column[below - 1], str) and v]
            if set(_VALUES) <= {self.vocabulary.target(text) for text in texts} and self._others(below):
                return below
        return 0


def form_table(layout: Layout, form: Form, source: int, faults: Faults) -> Table:
    """Take the records of a form, telling what was left out of it."""
    for code, row, text in form.left:
        faults.one(code, layout.sheet.place(row), {"found": text})
    if form.end[0]:
        faults.one("form-rest", layout.sheet.place(form.end[0]), {"found": form.end[1]})
    rows = np.array(form.rows, np.int32)
    hidden = len(set(form.rows) & layout.sheet.hidden_rows)
    if hidden:
        faults.one("rows-hidden", layout.sheet.place(), {"count": str(hidden)}, hidden)
    table = Table(layout, source, rows, np.zeros(len(rows), bool))
    if form.again:
        faults.one("form-again", layout.sheet.place(form.again))
        table.bad[:] = True
    return table
