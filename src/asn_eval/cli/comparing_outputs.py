"""What ``compare`` shows and writes: a screen, one JSON object, or a workbook."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from asn_eval.cli.session import Session
from asn_eval.findings import Finding, Place, errors

if TYPE_CHECKING:
    from asn_eval.examine.trend import Comparison

SUFFIXES = (".xlsx", ".json")


def check_target(session: Session, path: Path | None, inputs: Sequence[Path], *, force: bool) -> None:
    """Stop before any work is done when the comparison cannot be written there."""
    from asn_eval.present.files.replace import refusal

    if path is None:
        return
    if path.suffix.lower() not in SUFFIXES:
        found = {"found": path.suffix or path.name}
        session.refuse([Finding("compare-output-form", Place(str(path)), found)])
    refused = refusal(path, force=force, inputs=inputs)
    if refused:
        session.refuse([refused])


def write(session: Session, comparison: "Comparison", path: Path, inputs: Sequence[Path], *, force: bool) -> None:
    """Write the comparison as a workbook or as JSON."""
    from asn_eval.present.comparison.result import write_comparison
    from asn_eval.present.files.replace import write_file

    def written(target: BinaryIO) -> Sequence[Finding]:
        return write_comparison(target, comparison, session.language, path.suffix.lower(), path.name)

    findings = write_file(path, written, now=datetime.now(), force=force, inputs=inputs)
    if errors(findings):
        session.refuse(findings)
    session.tell(findings)
    session.hint("terminal.written.file", file=path)


def show(session: Session, comparison: "Comparison", top: int) -> None:
    """Print the comparison: as JSON, or the tables with the first ``top`` people."""
    from asn_eval.present.comparison.result import comparison_head
    from asn_eval.present.comparison.tables import account_lines, compare_tables, side_lines

    language, tables = session.language, compare_tables(comparison, session.language)
    if session.common.as_json:
        from asn_eval.cli.outputs import print_json

        print_json(comparison_head(comparison, language), tables)
        return
    from asn_eval.present.comparison.screen import show_comparison

    show_comparison(session.out, tables, top, side_lines(comparison, language), account_lines(comparison, language))
