"""Where something is and what is wrong with it: Place, Finding, and the catalogue of codes.

In: nothing. Out: values every room passes on. Never: a message text in another module; an exception for bad input.

A finding is a fault of an input (a cell, a file, a line of the rulebook) or of the way the program was called. Its texts live
in ``catalogue/*.toml``, one file a room, each entry in Indonesian and English; ``docs/findings.md`` is generated from them.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

Severity = Literal["error", "warning", "info"]

# The order in which a fault decides the exit code when several kinds meet: what stops the work earliest comes first.
EXIT_ORDER = (2, 3, 4, 1, 5, 6, 7)


def column_letters(column: int) -> str:
    """Give the letters of a 1-based column number, as spreadsheets print them.

    >>> column_letters(1), column_letters(26), column_letters(27), column_letters(16384)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Place:
    """A cell, a run of cells down one column, a whole row, sheet or file – or a key of the rulebook.

    ``row`` and ``column`` are 1-based, 0 where the fault is not of one row or column. ``rows`` counts the cells of a run.
    ``line`` and ``path`` belong to text files: ``indicators.yaml:31 indicators.inovasi``.

    >>> str(Place("staf.xlsx", "Pegawai", 14, 4))
    'staf.xlsx:Pegawai!D14'
    >>> str(Place("staf.xlsx", "Pegawai", 45, 4, rows=10))
    'staf.xlsx:Pegawai!D45:D54'
    >>> str(Place("indicators.yaml", line=31, path="indicators.inovasi"))
    'indicators.yaml:31 indicators.inovasi'
    """

    file: str
    sheet: str = ""
    row: int = 0
    column: int = 0
    rows: int = 1
    line: int = 0
    path: str = ""

    def __str__(self) -> str:
        """Write the place as a spreadsheet user does."""
        if self.line or self.path:
            return f"{self.file}{f':{self.line}' if self.line else ''}{f' {self.path}' if self.path else ''}"
        text = f"{self.file}:{self.sheet}" if self.sheet else self.file
        return f"{text}!{self.cells}" if self.cells else text

    @property
    def cells(self) -> str:
        """The cell, run of cells, column or row within its sheet: ``D14``, ``D45:D54``, ``D``, ``14``."""
        letters = column_letters(self.column)
        first = f"{letters}{self.row or ''}"
        if not first or self.rows == 1:
            return first
        return f"{first}:{letters}{self.row + self.rows - 1}"

    @property
    def sort_key(self) -> tuple[str, str, int, int, int, str]:
        """File, sheet, row, column: the order in which findings are told."""
        return (self.file, self.sheet, self.row, self.column, self.line, self.path)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of one input: a code of the catalogue, its place, and the values its message names.

    ``values`` fill the braces of the catalogue text; what a person typed is passed as they typed it. ``count`` is the number
    of cells (or rows) the finding stands for. ``mild`` makes a warning of what the catalogue has as an error, where nobody's total
    rests on it.
    """

    code: str
    place: Place
    values: Mapping[str, str] = field(default_factory=dict)
    count: int = 1
    mild: bool = False

    @property
    def entry(self) -> "Entry":
        """The catalogue's entry for this code."""
        return catalogue()[self.code]

    @property
    def severity(self) -> Severity:
        """``error`` stops the evaluation, ``warning`` and ``info`` do not."""
        return "warning" if self.mild and self.entry.severity == "error" else self.entry.severity

    def message(self, language: str = "id") -> str:
        """Give the one-line message: ``PLACE: what is wrong; what to do [code]``."""
        place = str(self.place)
        return f"{place}{': ' if place else ''}{self.says(language)}; {self.remedy(language)} [{self.code}]"

    def says(self, language: str = "id") -> str:
        """Say what is wrong, with the value as typed."""
        return _filled(self.entry.says[language], self.values)

    def remedy(self, language: str = "id") -> str:
        """Say what to do."""
        return _filled(self.entry.do[language], self.values)


@dataclass(frozen=True, slots=True)
class Entry:
    """A code of the catalogue: how grave it is, which exit code it leads to, and its texts per language."""

    code: str
    severity: Severity
    exit_code: int
    says: Mapping[str, str]
    do: Mapping[str, str]
    why: Mapping[str, str]


def _filled(template: str, values: Mapping[str, str]) -> str:
    # Control characters and line breaks in typed text must not break the one-line message or the terminal.
    plain = {key: "".join(c if c.isprintable() else " " for c in str(text)) for key, text in values.items()}
    return template.format_map(plain)


@cache
def catalogue() -> Mapping[str, Entry]:
    """Every code the program can report, by code, read from ``catalogue/*.toml`` (top-level ``exit`` holds for the file)."""
    entries: dict[str, Entry] = {}
    folder = files("asn_eval") / "catalogue"
    for source in sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        table = tomllib.loads(source.read_text(encoding="utf-8"))
        default_exit = int(table.pop("exit"))
        for code, texts in table.items():
            entries[code] = Entry(
                code,
                texts["severity"],
                int(texts.get("exit", default_exit)),
                *({language: texts[language][key] for language in ("id", "en")} for key in ("says", "do", "why")),
            )
    return entries


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by file, sheet, row and column, so that one run always tells them in the same order."""
    return tuple(sorted(findings, key=lambda f: (*f.place.sort_key, f.code)))


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keep the findings that stop an evaluation."""
    return tuple(f for f in findings if f.severity == "error")


def exit_code(findings: Iterable[Finding], *, strict: bool = False) -> int:
    """Give the exit code these findings lead to: 0 without errors; with ``strict`` a warning counts as an error.

    >>> exit_code([])
    0
    """
    grave = {f.entry.exit_code for f in findings if f.severity == "error" or (strict and f.severity == "warning")}
    return next((code for code in EXIT_ORDER if code in grave), 0)
