"""``check --mark``: the marked copies of the workbooks that were checked."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from asn_eval.cli.session import Session, expanded
from asn_eval.findings import Finding, Place, errors


def write_marks(session: Session, files: Sequence[Path], findings: Sequence[Finding], *, force: bool) -> None:
    """Write a marked copy beside each workbook that has findings; forms that cannot be marked are told."""
    from asn_eval.present.files.marked import ENDINGS, can_be_marked, marked_path, write_marked
    from asn_eval.present.files.replace import write_file
    from asn_eval.read.workbook import shown_names

    faults: list[Finding] = []
    paths = expanded(files)
    for path, name in zip(paths, shown_names(paths), strict=True):
        mine = [f for f in findings if f.place.file == name]
        if not mine:
            continue
        if not can_be_marked(path):
            faults.append(Finding("mark-form", Place(name), {"known": ", ".join(ENDINGS)}))
            continue

        def write(target: BinaryIO, path: Path = path, mine: Sequence[Finding] = mine) -> Sequence[Finding]:
            write_marked(target, path, mine, session.language)
            return ()

        told = write_file(marked_path(path), write, now=datetime.now(), force=force, inputs=paths)
        faults += told
        if not errors(told):
            session.hint("terminal.written.file", file=marked_path(path))
    if faults:
        session.refuse(faults)
