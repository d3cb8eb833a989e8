"""``template`` and ``init``: the files an office begins with."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from asn_eval.cli.session import Session
from asn_eval.findings import Finding, Place, errors


def write_form(session: Session, output: Path, rows: int, *, force: bool) -> None:
    """Write the empty workbook of the rulebook in force."""
    from asn_eval.present.files.replace import write_file
    from asn_eval.present.form.template import write_template

    policy = session.policy()

    def write(target: BinaryIO) -> Sequence[Finding]:
        write_template(target, policy.rulebook, session.language, rows)
        return ()

    if output.suffix.lower() != ".xlsx":
        session.refuse(
            [
                Finding(
                    "output-suffix",
                    Place(str(output)),
                    {"found": output.suffix or output.name or str(output), "known": ".xlsx"},
                )
            ]
        )
    findings = write_file(output, write, now=datetime.now(), force=force)
    if errors(findings):
        session.refuse(findings)
    session.tell(findings)
    session.hint("terminal.written.file", file=output)


def write_beginning(session: Session, folder: Path) -> None:
    """Write rulebook, form and example into a folder, keeping what is there."""
    from asn_eval.present.form.template import Start, write_start
    from asn_eval.rules.load import default_path

    try:
        started = write_start(folder, default_path().read_text(encoding="utf-8"), session.language)
    except OSError:
        session.refuse(
            [Finding("output-not-permitted", Place(str(folder)), {"folder": str(folder), "example": "asn-eval init"})]
        )
    if not isinstance(started, Start):
        session.refuse(started)
    for path in started.written:
        session.out.say("terminal.written.file", file=path)
    for path in started.kept:
        session.out.say("terminal.written.kept", file=path)
    if not session.common.quiet:
        session.out.say("terminal.written.next", folder=folder)
