"""Whether a sheet of records only repeats what sheets of months hold already: the same people, or the same records row by row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Final, NamedTuple

from asn_eval.check.cells import is_blank, tidy, typed
from asn_eval.check.dates import date_of
from asn_eval.check.layouts import Layout
from asn_eval.rules.evidence import KINDS, UNDATED

_NOT_DIGITS: Final = re.compile(r"[^0-9]+")


class Overlap(NamedTuple):
    """How many people – or, of a kind with dates, records – of a sheet also stand in others, of how many."""

    common: int
    total: int

    @property
    def whole(self) -> bool:
        """Whether the others hold all of it; nothing at all is held by nobody."""
        return 0 < self.total == self.common

    @property
    def partly(self) -> bool:
        """Whether the others hold some of it, and not all."""
        return 0 < self.common < self.total


def overlap(layout: Layout, others: Sequence[Layout]) -> Overlap:
    """Count what a sheet has in common with others of its kind.

    Records without a date are compared by their NIP alone: each month holds the same people. Records with a date are compared by
    all columns both sheets have, since a recap of them repeats each as it is.
    """
    if layout.kind in UNDATED:
        mine = {row[0] for row in _rows(layout, ("nip",))}
        return Overlap(len(mine & {row[0] for other in others for row in _rows(other, ("nip",))}), len(mine))
    found: set[int] = set()
    count = 0
    for other in others:
        columns = ("nip", *sorted((set(layout.found.columns) & set(other.found.columns)) - {"no", "nip"}))
        theirs = set(_rows(other, columns))
        rows = list(_rows(layout, columns))
        found.update(at for at, row in enumerate(rows) if row in theirs)
        count = len(rows)
    return Overlap(len(found), count)


def _rows(layout: Layout, columns: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Give the rows with a NIP, the cells of some columns made comparable."""
    cells = [layout.sheet.columns[layout.found.columns[name] - 1][layout.header_row :] for name in columns]
    dated = [name in (f := KINDS[layout.kind].fields) and f[name].type == "date" for name in columns]
    for row in zip(*cells, strict=True):
        nip = _NOT_DIGITS.sub("", typed(row[0]))
        if nip:
            yield (nip, *(_plain(cell, is_date) for cell, is_date in zip(row[1:], dated[1:], strict=True)))


def _plain(cell: object, is_date: bool) -> str:
    if is_blank(cell):
        return ""
    day = date_of(cell) if is_date and isinstance(cell, str) else cell
    if isinstance(day, datetime) and day.time() == time():
        day = day.date()
    return day.isoformat() if isinstance(day, date) else tidy(typed(cell)).casefold()
