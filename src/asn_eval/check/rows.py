"""Which rows below a header are records: blank rows, numbering rows, totals, group titles and signatures are not.

What is left out is told, row by row; only blank rows and the numbering row 1 2 3 4 go without a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import is_blank, tidy, typed
from asn_eval.check.faults import Faults
from asn_eval.check.headings import Vocabulary, key_of
from asn_eval.check.layouts import Layout
from asn_eval.findings import Place
from asn_eval.rules.vocabulary import SIGNATURES, SIGNATURES_ALONE, TOTALS

_TOTAL = re.compile(TOTALS, re.IGNORECASE)
_SIGNATURE = re.compile(SIGNATURES, re.IGNORECASE)
_ALONE = re.compile(SIGNATURES_ALONE, re.IGNORECASE)
_NUMBERING = re.compile(r"[(\[]?([0-9]{1,3})[)\].]?(\s*=.*)?$")
# Enough digits to be somebody's NIP, however badly typed.
_NIP_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Table:
    """The records of one sheet: the spreadsheet row of each (rising), and a mark for each that has an error finding.

    ``source`` indexes the sources of the dossier. ``bad`` is filled while the sheet is checked.
    """

    layout: Layout
    source: int
    rows: npt.NDArray[np.int32]
    bad: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        """How many records."""
        return len(self.rows)

    def place(self, row: int = 0, column: int = 0, rows: int = 1) -> Place:
        """Name a cell of the sheet."""
        return self.layout.sheet.place(row, column, rows)

    def cell(self, record: int, column: int, seen_from: "Table") -> str:
        """Name the cell of a record as shortly as its being in the same sheet or file as another table allows."""
        place = self.place(int(self.rows[record]), column)
        if seen_from is self:
            return place.cells
        return f"{place.sheet}!{place.cells}" if place.file == seen_from.place().file else str(place)

    def column(self, target: str) -> int:
        """The 1-based column of a field or indicator, 0 where the sheet has none."""
        return self.layout.found.columns.get(target, 0)

    def cells(self, column: int) -> list[object]:
        """The raw values of one column (1-based), one a record."""
        values = self.layout.sheet.columns[column - 1]
        if not len(self.rows):
            return []
        first, last = int(self.rows[0]), int(self.rows[-1])
        if last - first + 1 == len(self.rows):
            return list(values[first - 1 : last])
        return [values[row - 1] for row in self.rows.tolist()]


def table_of(layout: Layout, source: int, vocabulary: Vocabulary, faults: Faults) -> Table:
    """Take the records of a sheet, telling which rows were left out and how many hidden rows are among the records."""
    kept, moved = _record_rows(layout, vocabulary, faults)
    rows = np.array(kept, dtype=np.int32)
    hidden = layout.sheet.hidden_rows
    if hidden:
        count = int(np.isin(rows, np.fromiter(hidden, dtype=np.int64, count=len(hidden))).sum())
        if count:
            faults.one("rows-hidden", layout.sheet.place(), {"count": str(count)}, count)
    # Below headings that stand otherwise nothing can be relied on.
    return Table(layout, source, rows, rows > moved if moved else np.zeros(len(rows), dtype=bool))


def _record_rows(layout: Layout, vocabulary: Vocabulary, faults: Faults) -> tuple[npt.NDArray[np.int64], int]:
    """Give the spreadsheet rows of the records, and the row of the first headings that differ from those at the top (0: none)."""
    sheet, column = layout.sheet, layout.found.columns.get("nip", 0)
    nips = list(sheet.columns[column - 1][layout.header_row :])
    plain = _plain(nips)
    keep = plain.copy()
    first = layout.header_row + 1
    odd = np.flatnonzero(~plain).tolist()
    doubtful = [i for i in odd if not _digits_enough(nips[i])]
    keep[odd] = True
    keep[doubtful] = False
    certain = np.flatnonzero(keep)
    top, bottom = (int(certain[0]), int(certain[-1])) if len(certain) else (len(nips), -1)
    left_out = _Leaver(layout, vocabulary, faults)
    for i in doubtful:
        keep[i] = left_out.keeps(first + i, below=i > bottom, top=i < top)
        top = min(top, i) if keep[i] else top
    left_out.tell_signature()
    return np.flatnonzero(keep) + first, left_out.moved


def _plain(nips: list[object]) -> npt.NDArray[np.bool_]:
    # Nearly every cell is 18 characters of text; only the others are looked at one by one.
    if set(map(type, nips)) == {str}:
        lengths = np.fromiter(map(len, nips), dtype=np.int64, count=len(nips))  # type: ignore[arg-type]
        return np.equal(lengths, 18)
    return np.array([type(v) is str and len(v) == 18 for v in nips], dtype=bool)


def _digits_enough(value: object) -> bool:
    if isinstance(value, str):
        head = value.strip()[:40]
        return not head[:3].isalpha() and sum(c.isdigit() for c in head) >= _NIP_DIGITS
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 10**_NIP_DIGITS


class _Leaver:
    """Looks at rows without anything like a NIP and says which are records all the same."""

    def __init__(self, layout: Layout, vocabulary: Vocabulary, faults: Faults) -> None:
        self.layout, self.vocabulary, self.faults = layout, vocabulary, faults
        self.columns = layout.sheet.columns
        found = layout.found.columns
        self.nip, self.nama = found.get("nip", 0), found.get("nama", 0)
        self.signature: tuple[int, int, str] | None = None
        self.moved = self.repeated = 0
        self.titles = [{key_of(part) for part in (title, *title.split(" / "))} for title in layout.titles]

    def keeps(self, row: int, *, below: bool, top: bool) -> bool:
        """Tell whether a row is a record; ``below`` = after the last NIP, ``top`` = before the first record."""
        cells = [(j, v) for j, v in self._cells(row) if not is_blank(v)]
        if not cells:
            return False
        label = next((tidy(v) for _, v in cells if isinstance(v, str)), "")
        under = row == self.repeated + 1
        if (top or under) and self._is_numbering(cells):
            return False
        if under and not self._names_nip(row) and self._is_heading(cells):
            self.repeated = row
            if differing := self._differing(cells):
                self._tell_moved(row, *differing)
            return False
        if below and self._is_signature(cells):
            first, _, text = self.signature or (row, row, label)
            self.signature = (first, row, text)
            return False
        code = self._no_person(row, cells, label)
        self.repeated = row if code == "row-header" else 0
        if code == "row-header" and (differing := self._differing(cells)):
            self._tell_moved(row, *differing)
        elif code:
            self.faults.one(code, self.layout.sheet.place(row), {"found": typed(label)})
        return not code

    def _no_person(self, row: int, cells: list[tuple[int, object]], label: str) -> str:
        if _TOTAL.match(label):
            return "row-total"
        if self._names_nip(row):
            return "row-header"
        return "row-title" if len(cells) == 1 and label and cells[0][0] != self.nama else ""

    def _names_nip(self, row: int) -> bool:
        return self.vocabulary.target(typed(self.columns[self.nip - 1][row - 1])) == "nip"

    def _is_heading(self, cells: list[tuple[int, object]]) -> bool:
        """Tell whether a row below repeated headings divides them further, as the second row of a header does."""
        texts = [typed(value) if isinstance(value, str) else "" for _, value in cells]
        return all(
            key_of(text) and (any(key_of(text) in keys for keys in self.titles) or self.vocabulary.target(text))
            for text in texts
        )

    def _differing(self, cells: list[tuple[int, object]]) -> tuple[int, str] | None:
        """Give the first column (1-based) whose repeated heading is not that of the column, and the heading."""
        titles = self.titles
        target_at = {column: target for target, column in self.layout.found.columns.items()}
        for column, value in cells:
            text = typed(value)
            key = key_of(text)
            if not key or column > len(titles) or key in titles[column - 1]:
                continue
            elsewhere = any(key in keys for keys in titles)
            if elsewhere or self.vocabulary.target(text) != target_at.get(column):
                return column, text
        return None

    def _tell_moved(self, row: int, column: int, text: str) -> None:
        self.moved = self.moved or row
        at = self.layout.sheet.place(self.layout.header_row, column).cells
        values = {"found": text, "heading": self.layout.titles[column - 1], "cell": at}
        self.faults.one("row-header-differs", self.layout.sheet.place(row, column), values)

    def tell_signature(self) -> None:
        """Tell the block of signatures below the people, if there was one."""
        if self.signature:
            first, last, text = self.signature
            place = self.layout.sheet.place(first, rows=last - first + 1)
            self.faults.one("row-signature", place, {"found": typed(text)}, last - first + 1)

    def _cells(self, row: int) -> Iterator[tuple[int, object]]:
        for j, column in enumerate(self.columns, 1):
            yield j, column[row - 1]

    def _is_signature(self, cells: list[tuple[int, object]]) -> bool:
        texts = [tidy(v) for _, v in cells if isinstance(v, str)]
        if len(texts) < len(cells) or len(cells) > 3:
            return False
        if self.signature:
            return True
        return any(_SIGNATURE.match(t) for t in texts) or (len(cells) == 1 and _ALONE.match(texts[0]) is not None)

    def _is_numbering(self, cells: list[tuple[int, object]]) -> bool:
        numbers = []
        for _, value in cells:
            match = _NUMBERING.match(typed(value).strip())
            if not match:
                return False
            numbers.append(int(match[1]))
        return len(numbers) >= 3 and numbers[0] <= 2 and all(b == a + 1 for a, b in pairwise(numbers))
