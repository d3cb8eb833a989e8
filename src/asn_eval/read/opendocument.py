"""What the parser loses of an OpenDocument spreadsheet: error cells, percentages, formulas without a result, hidden rows, merges.

Runs in the child process (``child``), whose limits of time and memory hold for whatever a hostile file repeats.
"""

import io
import zipfile
from xml.parsers import expat

from asn_eval.read.contents import Attributes, local
from asn_eval.read.limits import LAST_ROW
from asn_eval.read.looks import Look
from asn_eval.read.sheet import ErrorCell, Percent, UncachedFormula


def looks_of_ods(data: bytes) -> dict[str, Look]:
    """Give what a look at each table found, by the table's name; entities were refused before."""
    with zipfile.ZipFile(io.BytesIO(data)) as book, book.open("content.xml") as content:
        tables = _Tables()
        reader = expat.ParserCreate()
        reader.buffer_text = True
        reader.StartElementHandler, reader.EndElementHandler = tables.start, tables.end
        reader.CharacterDataHandler = tables.text
        reader.ParseFile(content)
    return tables.looks


class _Tables:
    """Follows tables, rows and cells, counting repeated ones."""

    def __init__(self) -> None:
        self.looks: dict[str, Look] = {}
        self._look = Look()
        self._row, self._column = 0, 0
        self._rows = 1
        self._cell: Attributes = {}
        self._said: list[str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        name = local(name)
        if name == "table":
            self._look = self.looks.setdefault(_named(attributes, "name"), Look())
            self._row = self._rows = 0
        elif name == "table-row":
            self._row += self._rows
            self._rows, self._column = int(_named(attributes, "number-rows-repeated") or 1), 0
            if _named(attributes, "visibility") in {"collapse", "filter"}:
                self._look.hidden_rows.update(range(self._row + 1, min(self._row + self._rows, LAST_ROW) + 1))
        elif name in {"table-cell", "covered-table-cell"}:
            self._cell, self._said = attributes, []

    def end(self, name: str) -> None:
        name = local(name)
        if name == "table-row":
            return
        if name in {"table-cell", "covered-table-cell"}:
            repeated = int(_named(self._cell, "number-columns-repeated") or 1)
            self._take(repeated)
            self._column += repeated
            self._said = None

    def text(self, text: str) -> None:
        if self._said is not None:
            self._said.append(text)

    def _take(self, repeated: int) -> None:
        cell, shown = self._cell, "".join(self._said or ())
        kind = cell.get("office:value-type", "")
        if cell.get("calcext:value-type") == "error" and shown:
            self._mark(ErrorCell, repeated, shown)
        elif kind == "percentage":
            self._mark(Percent, repeated)
        elif _named(cell, "formula") and not kind and not shown:
            self._mark(UncachedFormula, repeated, _named(cell, "formula").partition("=")[2])
        across, down = (int(_named(cell, f"number-{what}-spanned") or 1) for what in ("columns", "rows"))
        if across > 1 or down > 1:
            top, left = self._row + 1, self._column + 1
            self._look.merged.append((top, left, top + down - 1, left + across - 1))

    def _mark(
        self, kind: type[ErrorCell] | type[Percent] | type[UncachedFormula], repeated: int, text: str = ""
    ) -> None:
        for row in range(self._row + 1, self._row + self._rows + 1):
            for column in range(self._column + 1, self._column + repeated + 1):
                self._look.marks.add(kind, row, column, text)


def _named(attributes: Attributes, name: str) -> str:
    return attributes.get(f"table:{name}", "")
