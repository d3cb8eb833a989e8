"""Results on a terminal, wide or narrow, coloured or not; also readable when piped to a file.

The only door to rich. Data is printed literally: no markup, no control characters, no links.
"""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TextIO

import numpy as np
from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from asn_eval.findings import Finding
from asn_eval.present.digits import number_texts, texts_of, units_of
from asn_eval.present.messages import alike, line, literal, totals_line
from asn_eval.present.screens.fit import blocks, widths, wish
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words

STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}

# Piped output has no width of its own: wide enough that nothing folds for the sake of a screen that is not there.
PIPED_WIDTH = 160
# A key path longer than this, or than a quarter of the screen, goes on in the next line.
KEY_LINE = 24


@dataclass(frozen=True, slots=True)
class Screen:
    """A place to print: one stream, one language."""

    console: Console
    language: str

    @property
    def narrow(self) -> bool:
        """Whether people and their NIP should share a column."""
        return self.console.width < 120

    def print(self, text: str, style: str = "") -> None:
        """Print one line literally, folded at the width of the terminal."""
        self.console.print(Text(literal(text), style), soft_wrap=not self.console.is_terminal)

    def say(self, key: str, style: str = "", **values: object) -> None:
        """Print a sentence of the wording."""
        self.print(Words(self.language).say(key, **values), style)


def screen(language: str, *, plain: bool = False, stream: TextIO | None = None) -> Screen:
    """Open a screen on a stream (default: standard output); ``plain`` means no colour."""
    stream = stream or sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else PIPED_WIDTH
    console = Console(
        file=stream,
        width=width,
        no_color=plain or None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    return Screen(console, language)


def frame(screen: Screen) -> box.Box:
    """The frame of tables: light lines, or plain ASCII where the stream cannot show them (Windows cp1252)."""
    encoding = screen.console.encoding.lower().replace("-", "")
    return box.SIMPLE_HEAD if encoding.startswith("utf") else box.ASCII2


def show_table(screen: Screen, table: Table, *, title: bool = True, repeated: int = 1, roomy: bool = False) -> None:
    """Print a table; where it is too wide it continues in blocks below, the first ``repeated`` columns in each.

    ``roomy`` gives long texts half a screen at least, and leaves out of later blocks the rows that say nothing there.
    """
    if title:
        screen.print(table.title, "bold")
    for note in table.notes:
        screen.print(note, "dim")
    texts = [
        ["\n".join(map(literal, cell.split("\n"))) for cell in map(_by_steps(c, screen), cells(c, screen.language))]
        for c in table.columns
    ]
    long = screen.console.width * 3 // 5 if roomy else 0
    wishes = [
        wish(literal(c.heading), t, folds=_folds(c), long=long) for c, t in zip(table.columns, texts, strict=True)
    ]
    repeated = min(repeated, len(wishes))
    for number, block in enumerate(blocks(wishes, screen.console.width, repeated)):
        shown = [texts[c] for c in block]
        if roomy and number:
            shown = _spoken(shown, repeated)
            if not shown[0]:
                continue
            screen.print("")
        room = widths([wishes[c] for c in block], screen.console.width)
        _print_block(screen, [table.columns[c] for c in block], shown, room)


def _spoken(texts: Sequence[Sequence[str]], repeated: int) -> list[list[str]]:
    """Leave out the rows in which nothing stands beside the repeated columns."""
    rows = [row for row in zip(*texts, strict=True) if any(row[repeated:])]
    return [[row[c] for row in rows] for c in range(len(texts))]


def _folds(column: Column) -> bool:
    return column.kind == "text" and column.key not in {"nip", "person", "cell", "weight", "value", "key"}


def _by_steps(column: Column, screen: Screen) -> Callable[[str], str]:
    """Give how a column's texts are broken: a key path of the rulebook only after its dots, so that each step stays whole."""
    room = max(KEY_LINE, screen.console.width // 4)
    return (lambda path: _key_in_lines(path, room)) if column.key == "key" else str


def _key_in_lines(path: str, room: int) -> str:
    lines = [""]
    for step in path.split("."):
        whole = f"{lines[-1]}{'.' if lines[-1] else ''}{step}"
        if lines[-1] and len(whole) > room:
            lines[-1] += "."
            lines.append(step)
        else:
            lines[-1] = whole
    return "\n".join(lines)


def _print_block(
    screen: Screen, columns: Sequence[Column], texts: Sequence[Sequence[str]], room: Sequence[int] | None
) -> None:
    grid = Grid(box=frame(screen), show_edge=False, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for number, column in enumerate(columns):
        grid.add_column(
            Text(literal(column.heading)),
            justify="left" if column.kind == "text" else "right",
            overflow="fold",
            width=room[number] if room else None,
        )
    for row in zip(*texts, strict=True):
        grid.add_row(*map(Text, row))
    screen.console.print(grid)


def cells(column: Column, language: str) -> list[str]:
    """Give a column as people read it: decimal comma in Indonesian, blank where there is nothing."""
    if column.kind == "text":
        return texts_of(column, 0, len(column.values))
    if column.kind == "date":
        return ["" if np.isnat(day) else f"{day.astype(object):%d/%m/%Y}" for day in np.asarray(column.values)]
    units, there = units_of(column, 0, len(column.values))
    texts = number_texts(units, column.places)
    if language == "id":
        texts = [text.replace(".", ",") for text in texts]
    if column.kind == "percent":
        texts = [f"{text} %" for text in texts]
    return (
        texts if there is None else [text if known else "" for text, known in zip(texts, there.tolist(), strict=True)]
    )


def narrowed(table: Table, heading: str) -> Table:
    """Put NIP below the name in one column and drop position and profile, for a screen of 80 columns."""
    by_key = {column.key: column for column in table.columns}
    names, nips = by_key["nama"].values, by_key["nip"].values
    person = Column("person", heading, np.array([f"{a}\n{b}" for a, b in zip(names, nips, strict=True)], object))
    kept = [c for c in table.columns if c.key not in {"nip", "nama", "jabatan", "profile", "unit_rank"}]
    at = next(i for i, c in enumerate(table.columns) if c.key == "nip")
    return Table(table.key, table.name, table.title, (*kept[:at], person, *kept[at:]), table.notes)


def show_findings(screen: Screen, findings: Sequence[Finding], *, infos: bool = True) -> None:
    """Print findings grouped, gravest first, and their count."""
    words = Words(screen.language)
    for severity in ("error", "warning", "info"):
        chosen = [f for f in findings if f.severity == severity]
        if severity == "info" and not infos:
            continue
        for group in alike(chosen):
            label = Text(f"{words.say(f'terminal.label.{severity}')} ", STYLES[severity])
            screen.console.print(label + Text(literal(line(group, screen.language))), soft_wrap=True)
    if any(f.severity != "info" for f in findings):
        screen.print(totals_line(findings, screen.language), "bold")


def bars(screen: Screen, counts: Sequence[tuple[str, int]]) -> None:
    """Print a small bar chart: label, bar, count."""
    most = max((n for _, n in counts), default=0)
    mark = "█" if frame(screen) is not box.ASCII2 else "#"
    width = max((len(label) for label, _ in counts), default=0)
    room = max(10, min(40, screen.console.width - width - 12))
    for label, count in counts:
        # Something is never drawn as nothing.
        length = 0 if not count else max(1, round(count * room / most))
        screen.print(f"{label:>{width}}  {mark * length} {count}")
