"""What came of every workbook of a folder, as tables: a line a workbook, all findings, all units, and where it comes from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from asn_eval import __version__
from asn_eval.examine.distribution import Account, UnitSummary
from asn_eval.findings import Finding
from asn_eval.pipeline import Choices, Policy
from asn_eval.present.outcome.summary import findings_table, policy_line
from asn_eval.present.screens.terminal import Screen, show_table
from asn_eval.present.sentences import date_words
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words

Status = Literal["done", "failed", "skipped"]
_GRAVEST_FIRST = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one workbook, small enough to travel between processes.

    ``number`` is its place in the folder's order. ``account`` is None where there is no evaluation; ``mean`` and ``highest`` are
    published totals in units of 10^-places, None where nobody is ranked. ``result`` is the name of the result file, empty
    where none was written.
    """

    number: int
    file: str
    status: Status
    findings: tuple[Finding, ...] = ()
    sha256: str = ""
    account: Account | None = None
    mean: int | None = None
    highest: int | None = None
    units: tuple[UnitSummary, ...] = ()
    result: str = ""

    def count(self, severity: str) -> int:
        """Count the cells with findings of one severity."""
        return sum(f.count for f in self.findings if f.severity == severity)


def status_counts(everything: Sequence[Done]) -> dict[str, int]:
    """Count workbooks: all ``files`` = ``done`` + ``failed`` + ``skipped``."""
    counted = {kind: sum(one.status == kind for one in everything) for kind in ("done", "failed", "skipped")}
    return {"files": len(everything), **counted}


def batch_tables(
    everything: Sequence[Done], folder: Sequence[Finding], policy: Policy, choices: Choices, language: str
) -> tuple[Table, ...]:
    """Give the sheets of the summary workbook; ``everything`` in the folder's order, ``folder`` what was found in the folder itself."""
    told = (*folder, *(f for one in everything for f in one.findings))
    found, title = findings_table(told, language), Words(language).say("batch.findings.title")
    return (
        batch_table(everything, policy, choices, language),
        Table(found.key, found.name, title, found.columns, found.notes),
        batch_units(everything, policy, language),
        batch_trail(everything, policy, choices, language),
    )


def batch_table(everything: Sequence[Done], policy: Policy, choices: Choices, language: str) -> Table:
    """One line a workbook: what came of it, how many people, what was found first, and its result file."""
    say, places = Words(language).say, policy.rulebook.rounding.places
    accounts = [one.account for one in everything]

    def people(key: str, of: Callable[[Account], int]) -> Column:
        return _numbers(key, say(f"batch.summary.{key}"), [of(a) if a else None for a in accounts])

    columns = (
        Column("file", say("batch.summary.file"), [one.file for one in everything]),
        Column("status", say("batch.summary.status"), [say(f"batch.status.{one.status}") for one in everything]),
        people("people", lambda a: a.people),
        people("ranked", lambda a: a.ranked),
        people("excluded", lambda a: a.excluded),
        people("not_assessable", lambda a: a.not_assessable),
        _numbers("mean", say("batch.summary.mean"), [one.mean for one in everything], places),
        _numbers("highest", say("batch.summary.highest"), [one.highest for one in everything], places),
        _numbers("errors", say("batch.summary.errors"), [one.count("error") for one in everything]),
        _numbers("warnings", say("batch.summary.warnings"), [one.count("warning") for one in everything]),
        Column("first", say("batch.summary.first"), [first_finding(one, language) for one in everything], width=60),
        Column("result", say("batch.summary.result"), [one.result for one in everything]),
    )
    notes = batch_notes(everything, policy, choices, language)
    return Table("workbooks", say("batch.summary.name"), say("batch.summary.title"), columns, notes)


def batch_notes(everything: Sequence[Done], policy: Policy, choices: Choices, language: str) -> tuple[str, ...]:
    """Account for every workbook and every person, and name the rulebook and the day."""
    say = Words(language).say
    lines = [say("batch.summary.counts", **status_counts(everything))]
    accounts = [one.account for one in everything if one.account]
    if accounts:
        total = {key: sum(getattr(a, key) for a in accounts) for key in Account.__slots__}
        lines.append(say("batch.summary.balance", **total))
    day = date_words(choices.day, language)
    return (*lines, say("batch.summary.policy", policy=policy_line(policy, language), day=day))


def first_finding(one: Done, language: str) -> str:
    """Say the gravest finding, the first where several are equally grave, with its place inside the workbook."""
    first = min(one.findings, key=lambda f: _GRAVEST_FIRST.index(f.severity), default=None)
    if first is None:
        return ""
    inside = str(first.place).removeprefix(first.place.file).removeprefix(":")
    return f"{inside}{': ' if inside else ''}{first.says(language)}"


def show_batch(screen: Screen, table: Table, everything: Sequence[Done]) -> None:
    """Print the lines of all workbooks; on a narrow screen the first finding of each stands below the table.

    The result files, named after the workbooks, are left out, and so are columns that have nothing to tell.
    """
    by_key = {column.key: column for column in table.columns}
    idle = {key for key in ("excluded", "not_assessable", "warnings") if not np.asarray(by_key[key].values).any()}
    dropped = {"result", *idle, *(("first", "ranked", "highest") if screen.narrow else ())}
    kept = tuple(column for column in table.columns if column.key not in dropped)
    show_table(screen, Table(table.key, table.name, table.title, kept, table.notes))
    for one in everything if screen.narrow else ():
        if one.findings and one.status != "skipped":
            screen.print(f"- {one.file}: {first_finding(one, screen.language)}")


def batch_units(everything: Sequence[Done], policy: Policy, language: str) -> Table:
    """Every unit of every workbook: people, ranked people, mean and spread."""
    say, places = Words(language).say, policy.rulebook.rounding.places
    lines = [(one.file, unit) for one in everything for unit in one.units]
    units = [unit for _, unit in lines]
    columns = (
        Column("file", say("batch.summary.file"), [file for file, _ in lines]),
        Column("unit", say("tables.ranking.unit"), [u.unit or say("tables.summary.no_unit") for u in units]),
        _numbers("people", say("tables.summary.unit_people"), [u.people for u in units]),
        _numbers("ranked", say("tables.summary.unit_ranked"), [u.ranked for u in units]),
        _numbers("mean", say("tables.summary.mean"), [u.mean for u in units], places),
        _numbers("spread", say("tables.summary.spread"), [u.spread for u in units], places),
        _numbers("lowest", say("tables.summary.lowest"), [u.lowest for u in units], places),
        _numbers("highest", say("tables.summary.highest"), [u.highest for u in units], places),
    )
    return Table("units", say("tables.summary.units_name"), say("batch.units.title"), columns)


def batch_trail(everything: Sequence[Done], policy: Policy, choices: Choices, language: str) -> Table:
    """Program, rulebook and every workbook that was read, with their hashes, and the choices of the run."""
    say = Words(language).say
    lines = [
        (say("tables.trail.tool"), f"asn-eval {__version__}"),
        (say("tables.trail.rulebook"), policy_line(policy, language)),
        (say("tables.trail.sha", file=policy.name), policy.sha256),
        (say("tables.trail.day"), choices.day.isoformat()),
        (say("tables.trail.skip"), say("tables.trail.yes" if choices.skip_invalid else "tables.trail.no")),
        *((say("tables.trail.sha", file=one.file), one.sha256) for one in everything if one.sha256),
    ]
    columns = (
        Column("item", say("tables.trail.item"), [name for name, _ in lines], width=36),
        Column("value", say("tables.trail.value"), [text for _, text in lines], width=70),
    )
    return Table("trail", say("tables.trail.name"), say("tables.trail.title"), columns)


def _numbers(key: str, heading: str, values: Sequence[int | None], places: int = 0) -> Column:
    known = np.array([v is not None for v in values], bool)
    units = np.array([v or 0 for v in values], np.int64)
    return Column(key, heading, units, "decimal" if places else "integer", places, known)
