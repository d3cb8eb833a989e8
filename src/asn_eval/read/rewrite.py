"""A sheet written in an unusual way is written anew in the plain way, so that one parser reads every workbook.

UTF-16, prefixed names, attributes in single quotes or with character references, comments, cells without an address, error
values of newer Excel versions: a real XML parser understands them all, only more slowly. It sees the true address of each cell,
so a far cell has nowhere to hide, and what it writes holds nothing but rows and cells with values.
"""

import re
from collections.abc import Callable
from xml.parsers import expat
from xml.sax.saxutils import escape

from asn_eval.findings import column_letters
from asn_eval.read.contents import LAST, Attributes, local, parser
from asn_eval.read.limits import LAST_COLUMN, LAST_ROW, Refused, damaged, too_far
from asn_eval.read.package import Deflater, Part, Tally, inflate, swollen
from asn_eval.read.prescan import Scan, column_number
from asn_eval.read.sheet import ErrorCell, Percent, UncachedFormula

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{_MAIN}"><sheetData>'.encode()
_TAIL = b"</sheetData></worksheet>"
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?0*([1-9][0-9]{0,6})")
_RANGE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})")
_TYPES = frozenset({"s", "str", "b", "n", "d"})
_YES = frozenset({"1", "true", "on"})


def rewritten(part: Part, percents: frozenset[int], tally: Tally) -> tuple[Part, Scan]:
    """Give a plain sheet part with the same values, and what ``prescan`` would have found, with exact bounds."""
    if part.size > tally.limits.rewritten_bytes:
        # Nobody should be told to open a bomb in Excel.
        raise Refused(code="file-bomb" if swollen(part, part.size, tally.limits) else "file-odd", part=part.name)
    sheet = _Sheet(part.name, percents)
    reader = parser(part.name)
    reader.StartElementHandler, reader.EndElementHandler = sheet.start, sheet.end
    reader.CharacterDataHandler = sheet.text
    try:
        for piece in inflate(part, tally):
            reader.Parse(piece)
        reader.Parse(b"", LAST)
    except (expat.ExpatError, LookupError, ValueError):
        raise damaged(part.name) from None
    return sheet.done(), sheet.scan


class _Sheet:
    """Follows the elements of a sheet and writes its cells anew, row by row."""

    def __init__(self, name: str, percents: frozenset[int]) -> None:
        self.scan = Scan()
        self._percents = percents
        self._out = Deflater(name)
        self._out.write(_HEAD)
        self._row, self._column = 1, 1
        self._style, self._kind = "", ""
        self._in_cell = False
        self._said: dict[str, list[str]] = {}
        self._into: list[str] | None = None
        self._phonetic = 0
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "row": self._start_row,
            "c": self._start_cell,
            "mergeCell": self._merge,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        name = local(name)
        if name in self._starts:
            self._starts[name](attributes)
        elif name == "rPh":
            self._phonetic += 1
        elif self._in_cell and name in {"v", "f", "t"} and not self._phonetic:
            self._into = self._said.setdefault(name, [])

    def end(self, name: str) -> None:
        name = local(name)
        if name == "row":
            self._row += 1
            self._column = 1
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "c" and self._in_cell:
            self._end_cell()
        elif name in {"v", "f", "t"}:
            self._into = None

    def text(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def done(self) -> Part:
        self._out.write(_TAIL)
        return self._out.part()

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "").strip()
        if number.isdecimal():
            self._row = int(number)
        if attributes.get("hidden", "0") in _YES and self._row <= LAST_ROW:
            self.scan.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        if reference := attributes.get("r", "").strip():
            place = _ADDRESS.fullmatch(reference)
            if place is None:
                # Letters and digits that name no cell of any sheet are a far cell; anything else is damage.
                raise Refused(code="cell-far", cell=reference) if reference.isalnum() else damaged(part=reference)
            self._column, self._row = column_number(place[1].upper().encode()), int(place[2])
        self._style, self._kind = attributes.get("s", ""), attributes.get("t", "n")
        self._in_cell, self._said = True, {}

    def _end_cell(self) -> None:
        row, column = self._row, self._column
        self._in_cell = False
        self._column += 1
        value = "".join(self._said.get("v", ()))
        if self._kind == "e" and value.strip():
            self._reach(row, column)
            self.scan.marks.add(ErrorCell, row, column, value.strip())
        elif self._kind == "inlineStr":
            self._write(row, column, _inline("".join(self._said.get("t", ()))))
        elif "f" in self._said and not value.strip() and not (self._kind == "str" and "v" in self._said):
            self._reach(row, column)
            self.scan.marks.add(UncachedFormula, row, column, "".join(self._said["f"]))
        elif value and self._kind != "e":
            kind = self._kind if self._kind in _TYPES else "n"
            if kind == "n" and self._style.isdecimal() and int(self._style) in self._percents:
                self.scan.marks.add(Percent, row, column)
            self._write(row, column, f' t="{kind}"><v>{escape(value if kind == "str" else value.strip())}</v></c>')

    def _write(self, row: int, column: int, rest: str) -> None:
        if not rest:
            return
        self._reach(row, column)
        style = f' s="{int(self._style)}"' if self._style.isdecimal() else ""
        cell = f'<c r="{column_letters(column)}{row}"{style}{rest}'
        self._out.write(f'<row r="{row}">{cell}</row>'.encode("utf-8", "replace"))

    def _reach(self, row: int, column: int) -> None:
        if row > LAST_ROW or column > LAST_COLUMN:
            raise too_far(row, column)
        scan = self.scan
        if row * column > scan.far[0] * scan.far[1]:
            scan.far = (row, column)
        scan.rows, scan.columns = max(scan.rows, row), max(scan.columns, column)

    def _merge(self, attributes: Attributes) -> None:
        if place := _RANGE.fullmatch(attributes.get("ref", "")):
            first, top, last, bottom = place.groups()
            letters = (column_number(first.encode()), column_number(last.encode()))
            self.scan.merged.append((int(top), letters[0], int(bottom), letters[1]))


def _inline(text: str) -> str:
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' if text else ""
