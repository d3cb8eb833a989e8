"""Writing what a command made: a result file, or JSON on standard output."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from asn_eval.findings import Finding, Place, errors

if TYPE_CHECKING:
    from asn_eval.cli.session import Session
    from asn_eval.pipeline import Evaluation
    from asn_eval.present.tables import Table

SUFFIXES = (".xlsx", ".csv", ".json", ".parquet")


def check_output(session: "Session", path: Path | None, inputs: Sequence[Path], *, force: bool) -> None:
    """Stop before any work is done when the output cannot be written."""
    from asn_eval.present.files.replace import refusal

    if path is None:
        return
    if path.suffix.lower() not in SUFFIXES:
        session.refuse(
            [
                Finding(
                    "output-suffix",
                    Place(str(path)),
                    {"found": path.suffix or path.name or str(path), "known": ", ".join(SUFFIXES)},
                )
            ]
        )
    refused = refusal(path, force=force, inputs=inputs)
    if refused:
        session.refuse([refused])


def write_outputs(
    session: "Session", evaluation: "Evaluation", path: Path, inputs: Sequence[Path], *, force: bool
) -> None:
    """Write the result, and apart what is too much for its workbook, and say so."""
    from asn_eval.present.files.replace import write_file
    from asn_eval.present.outcome.result import write_apart, write_result, written_apart

    language, suffix, now = session.language, path.suffix.lower(), datetime.now()
    findings = write_file(
        path,
        lambda target: write_result(target, evaluation, language, suffix, path.name),
        now=now,
        force=force,
        inputs=inputs,
    )
    _settle(session, findings)
    session.hint("terminal.written.file", file=path)
    apart = written_apart(evaluation, path) if suffix == ".xlsx" else {}
    for table, beside in apart.items():
        more = write_file(
            beside,
            partial(write_apart, table=table, evaluation=evaluation, language=language),
            now=now,
            force=force,
            inputs=inputs,
        )
        _settle(session, more)
        session.hint(f"terminal.written.{table}_apart", count=len(evaluation.dossier.people), file=beside)


def _settle(session: "Session", findings: Sequence[Finding]) -> None:
    if errors(findings):
        session.refuse(findings)
    session.tell(findings)


def print_json(head: Mapping[str, object], tables: Sequence["Table"]) -> None:
    """Write one JSON object to standard output, as UTF-8 whatever the console speaks."""
    from asn_eval.present.files.json_out import write_json

    sys.stdout.flush()
    write_json(sys.stdout.buffer, head, tables)
    sys.stdout.buffer.flush()


def print_findings(session: "Session", findings: Sequence[Finding], command: str = "refused") -> None:
    """Write findings as JSON: code, severity, place and both texts."""
    from asn_eval import __version__
    from asn_eval.present.outcome.summary import findings_table

    head = {"asn_eval": __version__, "command": command, "errors": len(errors(findings))}
    print_json(head, [findings_table(findings, session.language)])
