"""The result as a whole, for files: which tables a workbook, a CSV, a JSON or a parquet file holds.

Up to ``DETAILS_TOGETHER`` people the details and the measures are sheets of the workbook; beyond, they would double the time and go
to CSV files of their own beside it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np

from asn_eval import __version__
from asn_eval.examine.distribution import account, histogram
from asn_eval.findings import Finding
from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome.proposals import award_tables
from asn_eval.present.outcome.ranking import Places, details_table, ranking_table, unranked_table
from asn_eval.present.outcome.segments import segments_table
from asn_eval.present.outcome.summary import (
    balance,
    findings_table,
    grade_table,
    histogram_table,
    summary_lines,
    trail_lines,
    trail_table,
    treatment_lines,
    unit_table,
)
from asn_eval.present.policy.rulebook import policy_tables
from asn_eval.present.tables import Chart, Column, Overview, Table
from asn_eval.present.wording import Words

DETAILS_TOGETHER = 200_000


def overview(evaluation: Evaluation, language: str) -> Overview:
    """The first page: who, when, by which rules, the account of everybody, units, grades and the distribution."""
    say = Words(language).say
    chart = Chart(
        say("tables.summary.histogram"),
        "histogram",
        "from",
        ("people",),
        across=say("tables.ranking.total"),
        up=say("tables.summary.unit_people"),
    )
    tables = [unit_table(evaluation, language)]
    if evaluation.grades.names:
        tables.append(grade_table(evaluation, language))
    drawn = bool(histogram(evaluation))
    if drawn:
        tables.append(histogram_table(evaluation, language))
    return Overview(
        "summary",
        say("tables.summary.name"),
        say("tables.summary.title"),
        summary_lines(evaluation, language),
        tuple(tables),
        chart if drawn else None,
        (balance(evaluation, language), *treatment_lines(evaluation, language)),
    )


def awards_sheet(evaluation: Evaluation, language: str) -> Table | None:
    """All awards in one table, the award's title in front."""
    tables = award_tables(evaluation, language)
    if not tables:
        return None
    say, first = Words(language).say, tables[0]
    titles = [table.name for table in tables for _ in range(len(table))]
    merged = [Column("award", say("tables.awards.award"), titles)]
    for number, column in enumerate(first.columns):
        parts = [table.columns[number] for table in tables]
        values = np.concatenate([np.asarray(part.values, object if part.kind == "text" else None) for part in parts])
        known = None if column.present is None else np.concatenate([np.asarray(part.present) for part in parts])
        merged.append(
            Column(column.key, column.heading, values, column.kind, column.places, known, column.group, column.width)
        )
    notes = tuple(f"{table.name}: {' · '.join(table.notes)}" for table in tables)
    title = f"{say('tables.awards.name')} ({say('tables.awards.proposal')})"
    return Table("awards", say("tables.awards.name"), title, tuple(merged), notes)


def written_apart(evaluation: Evaluation, path: Path) -> Mapping[str, Path]:
    """Name the files beside a workbook that hold what is too much for it, by table: ``hasil.xlsx`` → ``hasil-rincian.csv``."""
    if len(evaluation.dossier.people) <= DETAILS_TOGETHER:
        return {}
    names = {"details": "rincian", **({"measured": "ukuran"} if _measures(evaluation) else {})}
    return {table: path.with_name(f"{path.stem}-{name}.csv") for table, name in names.items()}


def _measures(evaluation: Evaluation) -> bool:
    return any(indicator.measure for indicator in evaluation.rulebook.leaves().values())


def _measured(evaluation: Evaluation, language: str) -> tuple[Table, ...]:
    """Give the measures from records; a rulebook that measures nothing has none, and nothing is loaded for them."""
    if not _measures(evaluation):
        return ()
    from asn_eval.present.outcome.measures import measured_table

    return (measured_table(evaluation, language),)


def workbook_sheets(evaluation: Evaluation, language: str) -> tuple[Table | Overview, ...]:
    """Give the sheets of the result workbook in their order."""
    say = Words(language).say
    policy = Overview(
        "policy",
        say("tables.policy.name"),
        say("tables.policy.title"),
        tables=policy_tables(evaluation.rulebook, language, evaluation.policy.name),
    )
    awards = awards_sheet(evaluation, language)
    unranked = unranked_table(evaluation, language)
    segments = segments_table(evaluation, language)
    apart = len(evaluation.dossier.people) > DETAILS_TOGETHER
    return (
        overview(evaluation, language),
        ranking_table(evaluation, language),
        *([unranked] if len(unranked) else []),
        *([segments] if len(segments) else []),
        *([] if apart else [details_table(evaluation, language), *_measured(evaluation, language)]),
        *([awards] if awards else []),
        *_developing(evaluation, language),
        *_careers(evaluation, language),
        findings_table(evaluation.findings, language),
        policy,
        trail_table(evaluation, language),
    )


def _careers(evaluation: Evaluation, language: str) -> tuple[Table | Overview, ...]:
    if evaluation.rulebook.talent is None and evaluation.rulebook.career is None:
        return ()
    from asn_eval.present.outcome.careers import career_sheets
    from asn_eval.present.outcome.talent import talent_sheets

    return (*talent_sheets(evaluation, language), *career_sheets(evaluation, language))


def _developing(evaluation: Evaluation, language: str) -> tuple[Table, ...]:
    training, placement = evaluation.rulebook.training, evaluation.rulebook.placement
    if not placement.in_result and not (training and training.in_result):
        return ()
    from asn_eval.present.outcome.developing import developing_sheets

    return developing_sheets(evaluation, language)


def write_result(target: BinaryIO, evaluation: Evaluation, language: str, suffix: str, name: str) -> Sequence[Finding]:
    """Write the result in the form the file's ending asks for: ``.xlsx``, ``.csv``, ``.json`` or ``.parquet``."""
    if suffix == ".xlsx":
        from asn_eval.present.files.workbook import write_workbook

        return write_workbook(target, workbook_sheets(evaluation, language), language=language, file=name)
    if suffix == ".json":
        write_json_result(target, evaluation, language)
        return ()
    from asn_eval.present.files.frames import write_csv, write_parquet

    if suffix == ".parquet":
        return write_parquet(target, ranking_table(evaluation, language))
    write_csv(target, ranking_table(evaluation, language), language)
    return ()


def write_apart(target: BinaryIO, table: str, evaluation: Evaluation, language: str) -> Sequence[Finding]:
    """Write one of the tables of ``written_apart`` alone, as CSV."""
    from asn_eval.present.files.frames import write_csv

    whole = details_table(evaluation, language) if table == "details" else _measured(evaluation, language)[0]
    write_csv(target, whole, language)
    return ()


def json_head(evaluation: Evaluation, language: str, command: str) -> dict[str, object]:
    """What every JSON output begins with: program, policy, day, inputs and the account of everybody."""
    counted = account(evaluation)
    return {
        "asn_eval": __version__,
        "command": command,
        "policy": {
            "name": evaluation.policy.name,
            "sha256": evaluation.policy.sha256,
            "shipped": evaluation.policy.shipped,
        },
        "day": evaluation.choices.day.isoformat(),
        "inputs": [{"file": file, "sha256": sha256} for file, sha256 in evaluation.inputs],
        "account": {
            "people": counted.people,
            "ranked": counted.ranked,
            "excluded": counted.excluded,
            "not_assessable": counted.not_assessable,
        },
        "trail": [list(line) for line in trail_lines(evaluation, language)],
    }


def write_json_result(target: BinaryIO, evaluation: Evaluation, language: str) -> None:
    """Write the whole result as JSON."""
    from asn_eval.present.files.json_out import write_json

    write_json(target, json_head(evaluation, language, "score"), json_tables(evaluation, language))


def json_tables(evaluation: Evaluation, language: str, chosen: Places | None = None) -> tuple[Table, ...]:
    """Give the tables of a JSON result; ``chosen`` limits the ranking to some people, in their order."""
    awards = awards_sheet(evaluation, language)
    return (
        ranking_table(evaluation, language, chosen),
        unranked_table(evaluation, language),
        segments_table(evaluation, language),
        details_table(evaluation, language),
        *_measured(evaluation, language),
        unit_table(evaluation, language),
        *([awards] if awards else []),
        findings_table(evaluation.findings, language),
    )
