"""A comparison on the terminal: rules first, then the account, moves, grades, trends, units, and the people at the top."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from asn_eval.present.screens.terminal import Screen, narrowed, show_table
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words

# People who joined, left or moved who are listed on the terminal; all of them are in the workbook.
LISTED = 40


def show_comparison(
    screen: Screen,
    tables: Sequence[Table],
    top: int,
    sides: Sequence[tuple[str, str]],
    account: Sequence[str],
) -> None:
    """Print the tables of a comparison in their order, people last and at most ``top`` of them."""
    by_key = {table.key: table for table in tables}
    for name, text in sides:
        screen.print(f"{name}: {text}")
    screen.print("")
    show_table(screen, _plain(without(by_key["rule_changes"], "key")))
    screen.print("")
    for line in account:
        screen.print(line)
    for key in ("moves", "grade_changes"):
        if key in by_key:
            screen.print("")
            _show(screen, by_key[key], LISTED)
    for key in ("trends", "measures", "units"):
        if key in by_key:
            screen.print("")
            _show(screen, _trend(by_key[key], screen.language), len(by_key[key]), notes=key == "trends")
    screen.print("")
    _show(screen, _brief(by_key["people"]), top)


def without(table: Table, *keys: str) -> Table:
    """Give a table without some columns."""
    return replace(table, columns=tuple(column for column in table.columns if column.key not in keys))


def _plain(table: Table) -> Table:
    # A table without rows is its title and its note.
    return table if len(table) else replace(table, columns=())


def _show(screen: Screen, table: Table, most: int, *, notes: bool = True) -> None:
    say = Words(screen.language).say
    shown = _cut(table if notes or not len(table) else replace(table, notes=()), most)
    if screen.narrow and any(column.key == "nip" for column in shown.columns):
        shown = narrowed(shown, say("terminal.ranking.person"))
    show_table(screen, _plain(shown), repeated=2 if table.key in {"units", "people", "moves"} else 1)
    if len(table) > most:
        screen.say("compare.people.more", "dim", count=len(table) - most)


def _cut(table: Table, most: int) -> Table:
    def part(column: Column) -> Column:
        known = None if column.present is None else column.present[:most]
        return replace(column, values=column.values[:most], present=known)

    return replace(table, columns=tuple(map(part, table.columns)))


def _trend(table: Table, language: str) -> Table:
    """Keep what fits a screen: the people in both periods, and the means of everybody; the rest is in the workbook."""
    say = Words(language).say
    dropped = ["count_before", "count_after"]
    dropped += [] if table.key == "measures" else ["better"]
    dropped += [c.key for c in table.columns if c.key == "marked" and not np.any(np.asarray(c.values))]
    short = {"all_before": "compare.trends.all_before", "all_after": "compare.trends.all_after"}
    kept = without(table, *dropped)
    return replace(
        kept,
        columns=tuple(replace(c, heading=say(short[c.key])) if c.key in short else c for c in kept.columns),
    )


def _brief(table: Table) -> Table:
    """Keep of each indicator only the difference, put its name into the heading, and drop columns that say nothing of anybody."""
    keep = {"total.before", "total.after", "rank.before", "rank.after", "grade.before", "grade.after"}
    dropped = [c.key for c in table.columns if c.key.endswith((".before", ".after")) and c.key not in keep]
    dropped += [c.key for c in table.columns if c.key in {"not_comparable", "absent"} and not any(c.values)]
    kept = without(table, *dropped)
    named = (replace(c, heading=f"{c.group}: {c.heading}" if c.group else c.heading) for c in kept.columns)
    return replace(kept, columns=tuple(named))
