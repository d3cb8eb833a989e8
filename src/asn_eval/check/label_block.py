"""Whose a form is: the NIP and name in the block of labels above its table, as an e-Kinerja form prints them.

A form has one block or more: PEGAWAI YANG DINILAI is the person the form is about, PEJABAT PENILAI KINERJA and its ATASAN are not.
Blocks stand beside each other or one below the other; a label owns the first cell to its right that is neither a number of the list
nor part of another label. Nothing is guessed: two NIPs that could both be the person's are told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from asn_eval.check.cells import is_blank, tidy, typed
from asn_eval.check.headings import Vocabulary, key_of
from asn_eval.read.sheet import ErrorCell, Sheet, UncachedFormula

Owner = Literal["person", "other", ""]
# "1.", "(2)", "A.", "II." before a label or title.
ENUMERATOR: Final = re.compile(r"\s*[(\[]?(?:[0-9]{1,2}|[A-Za-z]|[IVXivx]{1,4})[.)\]]\s*(?=\S)")
_OTHERS = re.compile(
    r"(atasan(langsung)?(dari)?)?(pejabat)?penilai(kinerja|kerja|pegawai)*(atasan(langsung)?)?|atasan(langsung)?|pimpinan|timpenilai\w*"
)
_OF_OTHERS = re.compile(r"penilai(?!an)|atasan|pimpinan")
_LISTED = re.compile(r"[(\[]?[0-9]{1,2}[.)\]]?$")
_BEHIND = re.compile(
    r"(?P<label>[^:0-9]{2,60}?)[\s.]*(?::\s*(?P<value>.*)|(?<=[\s.])(?P<digits>[0-9][0-9 .'’-]{16,40}))$"
)
# A label block is never wider.
_WIDEST = 200
NIP_DIGITS: Final = 18
_LONGEST_NIP = 40
_NIP_IN_NAME = re.compile(r"(?<![0-9])[0-9]{18}(?![0-9])")


class Label(NamedTuple):
    """A label, the cell of its value (row, column; the label's own where it has none) and whose block it stands in."""

    field: str
    owner: Owner
    row: int
    column: int
    value: object


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom a form is about: the NIP as typed (``""`` = none), the name, and the cell of each (row and column, 0 = none).

    ``several`` are the cells of NIPs that could all be the person's. A NIP that stands only in the name of the sheet or the file has
    no cell.
    """

    nip: object = ""
    at: tuple[int, int] = (0, 0)
    name: str = ""
    name_at: tuple[int, int] = (0, 0)
    several: tuple[tuple[int, int], ...] = ()

    @property
    def known(self) -> bool:
        """Whether exactly one NIP is the person's."""
        return not is_blank(self.nip) and not self.several


def whose(sheet: Sheet, before: int, vocabulary: Vocabulary) -> Whose:
    """Read the labels above the spreadsheet row ``before`` (1-based), else the name of the sheet or file for a NIP."""
    block = _Block(sheet, vocabulary)
    everyone = list(block.labels(before))
    labels = [label for label in everyone if label.owner != "other"]
    nips = [label for label in labels if label.field == "nip"]
    if nips:
        nips += block.unlabelled(everyone)
    distinct = {_digits(label.value) for label in nips}
    named = next((x for x in labels if x.field == "nama" and not is_blank(x.value)), None)
    name = (tidy(typed(named.value)), (named.row, named.column)) if named else ("", (0, 0))
    if len(distinct) > 1:
        return Whose("", (nips[0].row, nips[0].column), *name, tuple((x.row, x.column) for x in nips))
    if nips:
        return Whose(nips[0].value, (nips[0].row, nips[0].column), *name)
    found = {digits for text in (sheet.name, sheet.file) for digits in _NIP_IN_NAME.findall(text)}
    return Whose(found.pop() if len(found) == 1 else "", (0, 0), *name)


def nips_between(sheet: Sheet, first: int, last: int, vocabulary: Vocabulary) -> frozenset[str]:
    """Give the digits of the NIPs that labels in the rows from ``first`` to ``last`` name for somebody who is judged."""
    found = _Block(sheet, vocabulary).labels(last + 1, first)
    return frozenset(_digits(x.value) for x in found if x.field == "nip" and x.owner != "other") - {""}


def without_number(text: str) -> str:
    """Take a number or letter of a list away from the front of a text.

    >>> without_number("A. UTAMA"), without_number("(1) Nama"), without_number("Adaptif")
    ('UTAMA', 'Nama', 'Adaptif')
    """
    return ENUMERATOR.sub("", text, count=1) if ENUMERATOR.match(text) else text


def _digits(value: object) -> str:
    return "".join(c for c in typed(value) if c.isdigit()) if isinstance(value, str) else typed(value)


class _Block:
    """Goes through the cells above a table and remembers the titles of blocks, and the NIPs, it has seen."""

    def __init__(self, sheet: Sheet, vocabulary: Vocabulary) -> None:
        self.sheet, self.vocabulary = sheet, vocabulary
        self.titles: list[tuple[int, int, Owner]] = []
        self._nips: list[tuple[int, int, str]] = []

    def labels(self, before: int, first: int = 1) -> Iterator[Label]:
        """Give every label of a NIP or a name in the rows from ``first`` up to ``before``, in reading order."""
        for row in range(first, min(before, self.sheet.rows + 1)):
            cells = {
                column: values[row - 1]
                for column, values in enumerate(self.sheet.columns[:_WIDEST], 1)
                if not is_blank(values[row - 1])
            }
            read = {column: _read(value, self.vocabulary) for column, value in cells.items()}
            self.titles += [(row, column, owner) for column, (field, _, owner) in read.items() if owner and not field]
            self._nips += [(row, column, text) for column, v in cells.items() if (text := _bare_nip(v))]
            for column, (field, inline, owner) in read.items():
                if field:
                    found = (column, inline) if inline is not None else _right_of(column, cells, read, self.titles, row)
                    yield Label(field, owner or _owner(row, column, self.titles), row, *found)

    def unlabelled(self, labels: Sequence[Label]) -> list[Label]:
        """Give the NIPs that no label claims and that stand in nobody else's block: they could be the person's as well."""
        claimed = {(label.row, label.column) for label in labels}
        return [
            Label("nip", owner, row, column, text)
            for row, column, text in self._nips
            if (row, column) not in claimed and (owner := _owner(row, column, self.titles)) != "other"
        ]


def _bare_nip(value: object) -> str:
    if not isinstance(value, str) or isinstance(value, ErrorCell | UncachedFormula) or len(value) > _LONGEST_NIP:
        return ""
    digits = "".join(c for c in value if c.isdigit())
    return digits if len(digits) == NIP_DIGITS and not any(c.isalpha() for c in value) else ""


def _read(value: object, vocabulary: Vocabulary) -> tuple[str, str | None, Owner]:
    """Give the field a cell labels (``""`` = none), the value behind it in the same cell (None = none), and whose it says it is."""
    if not isinstance(value, str) or isinstance(value, ErrorCell | UncachedFormula) or len(value) > 160:
        return "", None, ""
    text = without_number(tidy(value))
    match = _BEHIND.match(text)
    label, behind = (match["label"], match["value"] or match["digits"] or "") if match else (text, "")
    key, field = key_of(label), vocabulary.target(label) or ""
    if _OTHERS.fullmatch(key):
        return "", None, "other"
    if key.startswith("nip") and _OF_OTHERS.search(key):
        return "nip", behind.strip() or None, "other"
    if field not in {"nip", "nama"}:
        return "", None, "person" if key.endswith("dinilai") else ""
    owner: Owner = "person" if "dinilai" in key else "other" if _OF_OTHERS.search(key) else ""
    if key.endswith("yangdinilai") and field == "nama" and not behind and not key.startswith("nama"):
        # "Pegawai yang Dinilai" alone is the title of a block.
        return "", None, "person"
    return field, behind.strip() or None, owner


def _right_of(
    column: int,
    cells: Mapping[int, object],
    read: Mapping[int, tuple[str, str | None, Owner]],
    titles: Sequence[tuple[int, int, Owner]],
    row: int,
) -> tuple[int, object]:
    """Give the column and value of a label: of the cells up to the next label or block the first that says something."""
    last_titles = max((r for r, _, _ in titles if r <= row), default=0)
    blocks = [c for r, c, _ in titles if r == last_titles and c > column]
    labels = [c for c, (field, _, owner) in read.items() if c > column and (field or owner)]
    stop = min((*blocks, *labels), default=_WIDEST + 1)
    for at, value in sorted(cells.items()):
        if column < at < stop and not (isinstance(value, str) and not value.strip(" :=.-\u00a0")):
            if _LISTED.match(typed(value).strip()):
                continue
            return at, value.strip().removeprefix(":").strip() if isinstance(value, str) else value
    return column, ""


def _owner(row: int, column: int, titles: Sequence[tuple[int, int, Owner]]) -> Owner:
    """Give whose block a label stands in: that of the latest title at or to the left of it."""
    over = [(r, c, owner) for r, c, owner in titles if c <= column and (r, c) < (row, column)]
    return max(over)[2] if over else ""
