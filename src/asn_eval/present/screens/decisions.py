"""Proposals about people on the terminal: the columns a screen has room for, people first, and reasons where they can be read.

Every column and row is in the workbook and in JSON; what a screen leaves out is counted in the notes of its table.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from asn_eval.present.digits import texts_of
from asn_eval.present.screens.terminal import Screen, narrowed, show_table
from asn_eval.present.tables import Column, Table, first_rows, rows_of
from asn_eval.present.wording import Words

# Columns that stand first, and in each block where a table continues.
_FIRST = ("rank", "box", "person", "nip", "nama")
# What a screen can spare, by table: told by another column, or of use only for recomputing.
_SPARED = {
    "training": {"jabatan", "unit", "gap", "weight"},
    "training_hours": {"jabatan", "asked"},
    "placement": {"id", "unit"},
    "placement_posts": {"id"},
    "placement_people": {"jabatan", "unit"},
    "credit": {"jabatan", "unit"},
    "talent_kinerja": {"jabatan", "unit", "missing"},
    "talent_potensial": {"jabatan", "unit", "missing"},
}
_SPARED_NARROW = {
    "training": {"basis"},
    "training_hours": {"unit"},
    "placement": {"jabatan"},
    "talent": {"unit"},
    "credit": {"months", "need_pangkat", "need_jenjang", "need_target", "status"},
    "ip_asn": {"unit"},
}


def show_decisions(screen: Screen, tables: Sequence[Table], top: int) -> None:
    """Print tables of proposals below one another, each at most ``top`` rows."""
    for number, table in enumerate(tables):
        if number:
            screen.print("")
        show_decision(screen, table, top)


def show_decision(screen: Screen, table: Table, top: int) -> None:
    """Print one table of proposals, and how many of its rows are not shown."""
    whole = _concerned(table)
    shown = _arranged(first_rows(whole, top), screen)
    leading = [column.key in _FIRST for column in shown.columns]
    repeated = leading.index(False) if False in leading else len(leading)
    show_table(screen, shown, repeated=max(1, repeated), roomy=True)
    if len(whole) > top:
        screen.say("careers.talent.more", "dim", count=len(whole) - top)


def _concerned(table: Table) -> Table:
    """Leave out whom a promotion or angka kredit does not concern: their reasons, and what they have, are empty."""
    asked = "jenjang" if table.key == "credit" else "reasons" if table.key.startswith("promotion_") else ""
    if not asked:
        return table
    empty = ("missing", asked) if asked == "jenjang" else (asked,)
    columns = [texts_of(c, 0, len(table)) for c in table.columns if c.key in empty]
    return rows_of(table, [n for n, cells in enumerate(zip(*columns, strict=True)) if any(cells)])


def _arranged(table: Table, screen: Screen) -> Table:
    """Drop what the screen can spare and columns without anything in them; put who it is about first."""
    spared = _SPARED.get(table.key, set()) | (_SPARED_NARROW.get(table.key, set()) if screen.narrow else set())
    kept = [c for c in table.columns if c.key not in spared and (not len(table) or _says_something(c))]
    leading = sorted((c for c in kept if c.key in _FIRST), key=lambda c: _FIRST.index(c.key))
    arranged = replace(table, columns=(*leading, *(c for c in kept if c.key not in _FIRST)))
    if screen.narrow and any(c.key == "nip" for c in leading):
        return narrowed(arranged, Words(screen.language).say("terminal.ranking.person"))
    return arranged


def _says_something(column: Column) -> bool:
    if column.present is not None:
        return bool(np.any(column.present))
    return column.kind != "text" or any(texts_of(column, 0, len(column.values)))
