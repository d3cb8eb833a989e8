"""One fast look at a sheet's XML before the parser sees it: how far it reaches, and what the parser would lose.

The parser (calamine) aborts the whole process when a used range is huge, turns error cells and formulas without a stored value
into blanks, and forgets percent formats and hidden rows. So each sheet part is streamed once, in constant memory, and one
regular expression stops at every ``<c`` that is not written in the plain way programs write it or lies beyond the range seen so
far. Whatever this look cannot vouch for is said in ``Scan.odd`` and must be written anew (``rewrite``) before it is parsed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from asn_eval.read.contents import foreign_encoding
from asn_eval.read.limits import LAST_COLUMN, LAST_ROW, Limits, too_far
from asn_eval.read.marks import Marks
from asn_eval.read.sheet import ErrorCell, Percent, UncachedFormula

# The error literals the parser knows; any other makes it give up the whole sheet.
KNOWN_ERRORS = frozenset({b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"})

# Used ranges grow in steps, each with the pattern of the columns or rows that lie within it.
_COLUMN_STEPS = (
    (26, rb"[A-Z]"),
    (52, rb"A?[A-Z]"),
    (104, rb"[A-C]?[A-Z]"),
    (260, rb"[A-I]?[A-Z]"),
    (702, rb"[A-Z]{1,2}"),
    (LAST_COLUMN, rb"[A-Z]{1,3}"),
)
_ROW_STEPS = (
    *(
        (int(f"{lead}{'9' * nines}"), b"[1-%d]?[0-9]{1,%d}" % (lead, nines))
        for nines in (3, 4, 5)
        for lead in (1, 2, 4, 9)
    ),
    (LAST_ROW, rb"(?:[0-9]{1,6}|10[0-4][0-9]{4})"),
)
_TAG = re.compile(rb'<c((?: +[A-Za-z:_][A-Za-z0-9:_.-]*="[^"<&]*")+) *(/?)>')
_ATTRIBUTE = re.compile(rb'([A-Za-z0-9:_.-]+)="([^"]*)"')
_REFERENCE = re.compile(rb"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ALL_REFERENCES = re.compile(rb'<c r="([A-Z]+)([0-9]+)"(?:[^>]*[^>/])?>(?!</c>)')
_VALUE = re.compile(rb"<v[^>/]*>([^<]*)</v>")
_PREFIXED = re.compile(rb"<[^\s<>/]*:c[\s/>]")
_NO_VALUE = rb"\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
_UNCACHED = (re.compile(rb"</f>" + _NO_VALUE), re.compile(rb"<f(?:\s[^<>]*)?/>" + _NO_VALUE))
_FORMULA = re.compile(rb"<f[^>]*>([^<]*)</f>")
_HIDDEN_ROW = re.compile(rb"""<row\s[^<>]*?\bhidden\s*=\s*["'](?:1|true)["'][^<>]*>""")
_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["']([1-9][0-9]{0,6})["']""")
_MERGE = re.compile(rb"""<mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']""")
_MERGES_KEPT = 100_000


@dataclass(slots=True)
class Scan:
    """What one look found: bounds of the used range, marked cells, and in ``odd`` why this look cannot vouch for the sheet.

    ``far`` is the row and column of the cell that stretches the range most, known once the bounds are exact. ``last_row`` and
    ``last_column`` are the farthest unusually written cells: (row, column) and (column, row).
    """

    rows: int = 0
    columns: int = 0
    far: tuple[int, int] = (0, 0)
    marks: Marks = field(default_factory=Marks)
    last_row: tuple[int, int] = (0, 0)
    last_column: tuple[int, int] = (0, 0)
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    odd: str = ""

    @property
    def cells(self) -> int:
        """How many cells the bounds enclose."""
        return self.rows * self.columns


class _Odd(Exception):  # noqa: N818 - not an error: the sheet is only written in an unusual way
    """The sheet is written in a way this look does not follow."""

    def __init__(self, why: str) -> None:
        super().__init__(why)


def column_number(letters: bytes) -> int:
    """Give the 1-based number of column letters.

    >>> column_number(b"A"), column_number(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def prescan(chunks: Iterable[bytes], percents: frozenset[int], limits: Limits) -> Scan:
    """Look once at a sheet's XML; ``percents`` are the style numbers that show percentages."""
    scan = Scan()
    try:
        looker = _Looker(scan, percents)
        for segment in _segments(chunks, limits.row_bytes):
            looker.look(segment)
    except _Odd as odd:
        scan.odd = str(odd)
    return scan


def exact_range(chunks: Iterable[bytes], limits: Limits, scan: Scan) -> None:
    """Replace the bounds of a sheet found plain by the exact ones, at the price of a second look at every cell."""
    last_row, last_column = scan.last_row, scan.last_column
    for segment in _segments(chunks, limits.row_bytes):
        found = _ALL_REFERENCES.findall(segment)
        if not found:
            continue
        letters, row = max(found, key=lambda cell: int(cell[1]))
        last_row = max(last_row, (int(row), column_number(letters)))
        letters, row = max(found, key=lambda cell: (len(cell[0]), cell[0], int(cell[1])))
        last_column = max(last_column, (column_number(letters), int(row)))
    scan.rows, scan.columns = last_row[0], last_column[0]
    # The stray cell is the one in the last row, unless the rows are few and one column lies far to the right.
    scan.far = last_row if last_row[0] > LAST_ROW // 4 else (last_column[1], last_column[0])


def _segments(chunks: Iterable[bytes], row_bytes: int) -> Iterator[bytes]:
    """Cut the stream before a ``<row``, so that no cell lies in two pieces."""
    kept = b""
    for number, chunk in enumerate(chunks):
        if number == 0 and foreign_encoding(chunk[:200]):
            raise _Odd(why="encoding")
        whole = kept + chunk
        cut = whole.rfind(b"<row")
        if cut <= 0:
            if len(whole) > row_bytes:
                raise _Odd(why="one row")
            kept = whole
            continue
        yield whole[:cut]
        kept = whole[cut:]
    yield kept


@lru_cache(maxsize=128)
def _unusual(column_step: int, row_step: int) -> re.Pattern[bytes]:
    """Compile what stops the look: any ``<c`` but a plain one within the steps, and any blank one wherever it is."""
    within = rb' r="%s%s"(?: s="[0-9]+")?(?: t="[a-df-zA-Z][A-Za-z]*")?>' % (
        _COLUMN_STEPS[column_step][1],
        _ROW_STEPS[row_step][1],
    )
    blank = rb' r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?(?: t="[A-Za-z]+")?/>'
    return re.compile(rb"<c(?!%s|%s)(?=[\s/>])" % (within, blank))


@lru_cache(maxsize=8)
def _percent_cells(percents: frozenset[int]) -> re.Pattern[bytes]:
    """Compile what finds the plain cells whose style shows a percentage."""
    styles = b"|".join(b"%d" % number for number in sorted(percents))
    return re.compile(rb'<c r="([A-Z]+)([0-9]+)" s="(?:%s)"(?: t="n")?>' % styles)


class _Looker:
    """Looks at one segment after the other and writes down what it finds."""

    def __init__(self, scan: Scan, percents: frozenset[int]) -> None:
        self._scan, self._percents = scan, percents
        self._column_step = self._row_step = 0

    def look(self, segment: bytes) -> None:
        if b"!" in segment and b"<!" in segment:
            raise _Odd(why="declaration")
        if b":" in segment and b":c" in segment and _PREFIXED.search(segment):
            raise _Odd(why="prefix")
        self._cells(segment)
        if self._percents:
            for letters, row in _percent_cells(self._percents).findall(segment):
                self._scan.marks.add(Percent, int(row), column_number(letters))
        if b"f" in segment and b"<f" in segment:
            self._formulas(segment)
        if b"hidden" in segment:
            self._hidden(segment)
        if b"mergeCell" in segment:
            self._merges(segment)

    def _cells(self, segment: bytes) -> None:
        place = 0
        while found := _unusual(self._column_step, self._row_step).search(segment, place):
            place = self._cell(segment, found.start())
        self._scan.columns, self._scan.rows = _COLUMN_STEPS[self._column_step][0], _ROW_STEPS[self._row_step][0]

    def _cell(self, segment: bytes, start: int) -> int:
        """Take down one unusual cell and give the place after its tag."""
        row, column, attributes, end, is_blank = _tag(segment, start)
        close = segment.find(b"</c>", end)
        if is_blank or close == end:
            return end
        self._reach(row, column)
        inner = segment[end:close]
        kind = attributes.get(b"t", b"n")
        if kind == b"e":
            literal = _VALUE.search(inner)
            if literal is None or literal[1] not in KNOWN_ERRORS:
                raise _Odd(why="error value")
            self._scan.marks.add(ErrorCell, row, column, literal[1].decode())
        elif kind == b"n" and int(attributes.get(b"s", b"0")) in self._percents:
            self._scan.marks.add(Percent, row, column)
        return end

    def _reach(self, row: int, column: int) -> None:
        scan = self._scan
        scan.last_row, scan.last_column = max(scan.last_row, (row, column)), max(scan.last_column, (column, row))
        while column > _COLUMN_STEPS[self._column_step][0]:
            self._column_step += 1
        while row > _ROW_STEPS[self._row_step][0]:
            self._row_step += 1

    def _formulas(self, segment: bytes) -> None:
        for pattern in _UNCACHED:
            for found in pattern.finditer(segment):
                start = segment.rfind(b"<c ", 0, found.start())
                row, column, attributes, end, _ = _tag(segment, start)
                inner = segment[end : found.end()]
                if attributes.get(b"t") == b"e" or (attributes.get(b"t") == b"str" and b"<v" in inner):
                    continue
                formula = _FORMULA.search(inner)
                self._scan.marks.add(UncachedFormula, row, column, _unescaped(formula[1]) if formula else "")

    def _hidden(self, segment: bytes) -> None:
        for found in _HIDDEN_ROW.finditer(segment):
            number = _ROW_NUMBER.search(found[0])
            if number is None:
                raise _Odd(why="row number")
            self._scan.hidden_rows.add(int(number[1]))

    def _merges(self, segment: bytes) -> None:
        for found in _MERGE.finditer(segment):
            if len(self._scan.merged) < _MERGES_KEPT:
                first, top, last, bottom = found.groups()
                self._scan.merged.append((int(top), column_number(first), int(bottom), column_number(last)))


def _tag(segment: bytes, start: int) -> tuple[int, int, dict[bytes, bytes], int, bool]:
    """Read a cell's tag: row, column, attributes, the place after it, and whether it closes itself."""
    tag = _TAG.match(segment, start) if start >= 0 else None
    if tag is None:
        raise _Odd(why="cell")
    pairs = _ATTRIBUTE.findall(tag[1])
    attributes: dict[bytes, bytes] = dict(pairs)
    reference = _REFERENCE.fullmatch(attributes.get(b"r", b""))
    if reference is None or len(attributes) != len(pairs) or not attributes.get(b"s", b"0").isdigit():
        raise _Odd(why="cell")
    row, column = int(reference[2]), column_number(reference[1])
    if row > LAST_ROW or column > LAST_COLUMN:
        raise too_far(row, column)
    return row, column, attributes, tag.end(), bool(tag[2])


def _unescaped(text: bytes) -> str:
    plain = text.decode("utf-8", "replace")
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        plain = plain.replace(entity, letter)
    return plain
