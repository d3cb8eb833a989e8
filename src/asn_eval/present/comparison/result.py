"""A comparison as a file: a workbook with the rule changes on its first sheet, or one JSON object."""

from collections.abc import Sequence
from typing import BinaryIO

import numpy as np

from asn_eval import __version__
from asn_eval.examine.period import Period
from asn_eval.examine.trend import Comparison
from asn_eval.findings import Finding
from asn_eval.present.comparison.tables import account_lines, compare_tables, side_lines
from asn_eval.present.tables import Chart, Column, Overview, Table
from asn_eval.present.wording import Words


def write_comparison(
    target: BinaryIO, comparison: Comparison, language: str, suffix: str, name: str
) -> Sequence[Finding]:
    """Write a comparison in the form the file's ending asks for: ``.xlsx`` or ``.json``."""
    if suffix == ".json":
        from asn_eval.present.files.json_out import write_json

        write_json(target, comparison_head(comparison, language), compare_tables(comparison, language))
        return ()
    from asn_eval.present.files.workbook import write_workbook

    return write_workbook(target, comparison_sheets(comparison, language), language=language, file=name)


def comparison_head(comparison: Comparison, language: str) -> dict[str, object]:
    """What the JSON of a comparison begins with: program, both sides, and the account of everybody."""
    account = comparison.account
    return {
        "asn_eval": __version__,
        "command": "compare",
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        "rules": "unknown" if comparison.changes is None else "changed" if comparison.changes else "same",
        "account": {
            "old": len(comparison.old),
            "new": len(comparison.new),
            "compared": len(account.old),
            "joiners": len(account.joiners),
            "leavers": len(account.leavers),
            "movers": int(account.moved.sum()),
            "unmatched_old": len(account.unmatched_old),
            "unmatched_new": len(account.unmatched_new),
        },
        "account_words": list(account_lines(comparison, language)),
    }


def _side(period: Period) -> dict[str, object]:
    return {
        "policy": {"name": period.policy, "sha256": period.sha256, "shipped": period.shipped},
        "day": period.day,
        "inputs": [{"file": file, "sha256": digest} for file, digest in period.inputs],
    }


def comparison_sheets(comparison: Comparison, language: str) -> tuple[Table | Overview, ...]:
    """Give the sheets of the workbook: rule changes, summary with chart, people, moves, trends, trail."""
    changes, moves, *others = compare_tables(comparison, language)
    by_key = {table.key: table for table in others}
    apart = [by_key[key] for key in ("measures", "units") if key in by_key]
    summary = overview(comparison, language, [by_key[key] for key in ("trends", "grade_changes") if key in by_key])
    return changes, summary, by_key["people"], moves, *apart, trail_table(comparison, language)


def overview(comparison: Comparison, language: str, tables: Sequence[Table]) -> Overview:
    """The summary: both sides, the account, means before and after, and grade changes."""
    say = Words(language).say
    chart = Chart(say("compare.trends.chart"), "trends", "item", ("before", "after"), up=say("tables.summary.mean"))
    lines, notes = side_lines(comparison, language), account_lines(comparison, language)
    title, name = say("compare.account.title"), say("compare.account.name")
    return Overview("summary", name, title, lines, tuple(tables), chart, notes)


def trail_table(comparison: Comparison, language: str) -> Table:
    """Where the numbers of both sides come from: program, inputs and rulebooks with their hashes."""
    say = Words(language).say
    lines = [(say("tables.trail.tool"), f"asn-eval {__version__}")]
    for side, period in (("old", comparison.old), ("new", comparison.new)):
        name = say(f"compare.account.{side}")
        for file, digest in period.inputs:
            lines += [(f"{name}: {say('tables.trail.input')}", file)]
            lines += [(f"{name}: {say('tables.trail.sha', file=file)}", digest)]
        lines += [
            (f"{name}: {say('tables.trail.rulebook')}", period.policy),
            (f"{name}: {say('tables.trail.sha', file=period.policy)}", period.sha256),
            (f"{name}: {say('tables.trail.day')}", period.day),
        ]
    columns = (
        Column("item", say("tables.trail.item"), np.array([item for item, _ in lines], object), width=44),
        Column("value", say("tables.trail.value"), np.array([value for _, value in lines], object), width=90),
    )
    return Table("trail", say("tables.trail.name"), say("tables.trail.title"), columns)
