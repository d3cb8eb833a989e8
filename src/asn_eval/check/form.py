"""What a sheet of an SKP is besides a table: a form about one person, and rows that part its work into sections."""

from dataclasses import dataclass
from typing import NamedTuple

from asn_eval.check.label_block import Whose


class Section(NamedTuple):
    """A row that says what sort of work stands below it: its spreadsheet row, the task (``""`` for a title a slip away), the text."""

    row: int
    task: str
    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet about one person: whose it is, and the spreadsheet rows of its records (rising).

    ``left`` are rows between them that are none, each with the code of why and its text. ``end`` is the row with which the rest of the
    form begins (0 = none) and its text; ``again`` the row of a second table nobody can tell apart from the first (0 = none).
    """

    whose: Whose
    rows: tuple[int, ...]
    left: tuple[tuple[str, int, str], ...] = ()
    end: tuple[int, str] = (0, "")
    again: int = 0
