"""``batch``: every workbook of a folder, in processes, with one result each and a summary of all."""

import gc
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asn_eval.cli.options import Common, Force, with_common
from asn_eval.cli.session import RULEBOOK, Session, Stop
from asn_eval.findings import Finding, errors, exit_code

if TYPE_CHECKING:
    gc.enable()  # many evaluations in one process leave cycles behind; one (see run) does not
    from asn_eval.batch import Job, Task
    from asn_eval.present.outcome.batch import Done
    from asn_eval.present.tables import Table

PARTLY = 7


@with_common()
def batch(
    workbooks: Annotated[Path, typer.Argument(metavar="FOLDER", show_default=False)],
    common: Common,
    results: Annotated[Path | None, typer.Option("--output", "-o", metavar="FOLDER", show_default=False)] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, metavar="N", show_default=False)] = None,
    force: Force = False,
) -> None:
    """Evaluate every workbook of a folder; one bad workbook never stops the rest."""
    from asn_eval.batch import Task, in_folder_order
    from asn_eval.present.outcome.batch import batch_tables

    session, target = Session.of(common), results or workbooks / "hasil"
    files, told = _listed(session, workbooks, target)
    policy = session.policy(workbooks / RULEBOOK)
    choices = session.choices(policy)
    task = Task(policy, choices, session.language, datetime.now(), force)
    everything = in_folder_order(_evaluated(session, files, workbooks, target, task, jobs))
    tables = batch_tables(everything, told, policy, choices, session.language)
    summary, faults = _summary(tables, target, task)
    if faults:
        tables = batch_tables(everything, (*told, *faults), policy, choices, session.language)
    _show(session, everything, tables, faults, summary)
    raise Stop(exit_code(faults) or (PARTLY if any(one.status == "failed" for one in everything) else 0))


def _listed(session: Session, folder: Path, target: Path) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """List the workbooks of the folder, or stop when there is none."""
    from asn_eval.folder import held_in

    held = held_in(folder, target, (session.common.indicators or Path(RULEBOOK)).name)
    if not held.workbooks:
        session.refuse(held.findings)
    session.tell(held.findings)
    return held.workbooks, held.findings


def _evaluated(
    session: Session, files: Sequence[Path], folder: Path, target: Path, task: "Task", asked: int | None
) -> list["Done"]:
    """Do the work, with a bar on a terminal; an interrupt says what is kept and goes on its way."""
    from asn_eval.batch import Job
    from asn_eval.crew import cores
    from asn_eval.folder import ready, result_names

    fault = ready(target, folder)
    if fault:
        session.refuse([fault])
    named = zip(files, result_names(files), strict=True)
    jobs = [Job(number, path, target / name, task) for number, (path, name) in enumerate(named)]
    finished: list[Done] = []
    try:
        _work(session, jobs, min(asked or cores(), len(jobs)), target, finished)
    except KeyboardInterrupt:
        session.hint("batch.progress.interrupted", done=len(finished), files=len(jobs), folder=target)
        raise
    return finished


def _work(session: Session, jobs: Sequence["Job"], at_once: int, target: Path, finished: list["Done"]) -> None:
    from asn_eval.batch import run_batch
    from asn_eval.crew import Crew
    from asn_eval.present.screens.progress import Bar
    from asn_eval.present.wording import Words

    label = Words(session.language).say("batch.progress.working", files=len(jobs))
    with Crew(at_once, target) as crew, Bar(session.err, label, len(jobs), shown=not session.common.quiet) as bar:
        for one in run_batch(jobs, crew.executor(), crew.size, crew.executor):
            finished.append(one)
            bar.advance()


def _summary(tables: Sequence["Table"], target: Path, task: "Task") -> tuple[Path, tuple[Finding, ...]]:
    """Write the summary workbook; give its path and what stood against it."""
    from asn_eval.folder import summary_path
    from asn_eval.present.files.replace import write_file
    from asn_eval.present.files.workbook import write_workbook

    path = summary_path(target, force=task.force)
    found = write_file(
        path,
        lambda file: write_workbook(file, tables, language=task.language, file=path.name),
        now=task.now,
        force=task.force,
    )
    return path, errors(found)


def _show(
    session: Session,
    everything: Sequence["Done"],
    tables: Sequence["Table"],
    faults: Sequence[Finding],
    summary: Path,
) -> None:
    from asn_eval import __version__
    from asn_eval.cli.outputs import print_json
    from asn_eval.present.outcome.batch import show_batch, status_counts

    if session.common.as_json:
        head = {"asn_eval": __version__, "command": "batch", "summary": str(summary), **status_counts(everything)}
        print_json(head, tables)
        return
    show_batch(session.out, tables[0], everything)
    session.tell(faults)
    if not faults:
        session.hint("terminal.written.file", file=summary)
