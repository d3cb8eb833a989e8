"""Many workbooks, one after another or several at once, each with its own result and none able to stop the rest.

In: a folder, a policy, an executor of ``concurrent.futures``. Out: a Done for every workbook, in the order they finish. Never: an
exception for one bad workbook; a result that depends on how many work at once.
"""

import os
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from asn_eval.examine.distribution import account, by_unit
from asn_eval.findings import Finding, Place, errors, in_order
from asn_eval.pipeline import Choices, Evaluation, Policy, Refusal, evaluate
from asn_eval.present.outcome.batch import Done
from asn_eval.read.workbook import read_book
from asn_eval.rounding import half_up

RESULT, SUMMARY = "-hasil", "ringkasan-batch"


@dataclass(frozen=True, slots=True)
class Task:
    """What holds for every workbook of a run. ``now`` names a copy where a result is open in another program; no result holds it."""

    policy: Policy
    choices: Choices
    language: str
    now: datetime
    force: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One workbook to evaluate: its place in the folder's order, the file, and where its result goes."""

    number: int
    path: Path
    output: Path
    task: Task

    @property
    def shown(self) -> str:
        """The file's name as people can read it, whatever bytes it is made of."""
        return printable(self.path.name, "\N{REPLACEMENT CHARACTER}")

    def done(self, **known: Any) -> Done:  # noqa: ANN401 - the fields of Done
        """Tell what came of it."""
        return Done(self.number, self.shown, **known)

    def failed(self, findings: Sequence[Finding], sha256: str = "") -> Done:
        """Tell why there is no result."""
        return self.done(status="failed", findings=settled(findings), sha256=sha256)


def printable(name: str, instead: str) -> str:
    """Put something in the place of every character that cannot be printed."""
    return "".join(c if c.isprintable() else instead for c in name)


def settled(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Sort findings so that no process can have them in another order, also those of one place and code."""
    return in_order(sorted(findings, key=lambda finding: sorted(finding.values.items())))


def do_job(job: Job) -> Done:
    """Evaluate one workbook and write its result; whatever happens becomes a Done."""
    try:
        return _evaluated(job)
    except MemoryError:
        return job.failed([_died(job)])
    except Exception as bug:  # noqa: BLE001 - our mistake in one workbook must not cost the others their results
        return job.failed([_bug(job, bug)])


def _evaluated(job: Job) -> Done:
    task = job.task
    if os.path.lexists(job.output) and not task.force:
        told = Finding("batch-skipped", Place(job.shown))
        return job.done(status="skipped", findings=(told,), result=job.output.name)
    book = read_book(job.path, job.shown)
    if isinstance(book, Finding):
        return job.failed([book])
    outcome = evaluate([book], task.policy, task.choices)
    if isinstance(outcome, Refusal):
        return job.failed(outcome.findings, book.sha256)
    written = _written(job, outcome)
    findings = settled((*outcome.findings, *written))
    if errors(written):
        return job.failed(findings, book.sha256)
    totals = outcome.scores.total
    ranked = totals.units[totals.known]
    return job.done(
        status="done",
        findings=findings,
        sha256=book.sha256,
        account=account(outcome),
        mean=half_up(Fraction(int(ranked.sum()), len(ranked)), 0) if len(ranked) else None,
        highest=int(np.max(ranked)) if len(ranked) else None,
        units=by_unit(outcome),
        result=job.output.name,
    )


def _written(job: Job, evaluation: Evaluation) -> tuple[Finding, ...]:
    """Write the result, and apart what is too much for its workbook, as one workbook alone would get them."""
    from asn_eval.present.files.replace import write_file
    from asn_eval.present.outcome.result import write_apart, write_result, written_apart

    language, now, force, inputs = job.task.language, job.task.now, job.task.force, (job.path,)
    found = write_file(
        job.output,
        lambda target: write_result(target, evaluation, language, ".xlsx", job.output.name),
        now=now,
        force=force,
        inputs=inputs,
    )
    for table, apart in ({} if errors(found) else written_apart(evaluation, job.output)).items():
        more = write_file(
            apart,
            partial(write_apart, table=table, evaluation=evaluation, language=language),
            now=now,
            force=force,
            inputs=inputs,
        )
        found = (*found, *more)
    return found


def _died(job: Job) -> Finding:
    return Finding("batch-worker-died", Place(job.shown))


def _bug(job: Job, bug: Exception) -> Finding:
    # The place in our code, never the values of variables: nobody's data may travel with it.
    frames = traceback.extract_tb(bug.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return Finding("batch-bug", Place(job.shown), {"kind": type(bug).__name__, "where": where})


def run_batch(
    jobs: Sequence[Job],
    executor: Executor,
    at_once: int = 1,
    renewed: Callable[[int], Executor] | None = None,
    work: Callable[[Job], Done] = do_job,
) -> Iterator[Done]:
    """Do every job on an executor, ``at_once`` at a time, and give each Done as it comes.

    A process that dies breaks a process pool for everybody. Then each job that was under way is tried once more alone, in an
    executor of its own from ``renewed``; the one that dies again is a failed line, and the rest goes on in a new executor. Without
    ``renewed`` the unfinished jobs are failed lines.
    """
    waiting, running = deque(jobs), dict[Future[Done], Job]()
    while waiting or running:
        intact, suspects = _handed_out(waiting, running, executor, at_once, work), list[Job]()
        ready = wait(running, return_when=FIRST_COMPLETED).done if intact else set(running)
        while ready:
            future = ready.pop()
            job = running.pop(future)
            done = _outcome(future, job)
            if done:
                yield done
                continue
            suspects.append(job)
            # Whatever else was under way has broken with it, or is finished.
            ready, intact = set(running), False
        if intact:
            continue
        if renewed is None:
            yield from (job.failed([_died(job)]) for job in (*suspects, *waiting))
            return
        for job in suspects:
            with renewed(1) as alone:
                yield _outcome(alone.submit(work, job), job) or job.failed([_died(job)])
        executor = renewed(at_once)


def _handed_out(
    waiting: deque[Job],
    running: dict[Future[Done], Job],
    executor: Executor,
    at_once: int,
    work: Callable[[Job], Done],
) -> bool:
    """Hand out jobs while there is room; False when the executor turns out to be broken.

    No more than can be worked on are handed out: when a process dies, only those few can have been its undoing.
    """
    try:
        while waiting and len(running) < at_once:
            future = executor.submit(work, waiting[0])
            running[future] = waiting.popleft()
    except BrokenExecutor:
        return False
    return True


def _outcome(future: Future[Done], job: Job) -> Done | None:
    """Give what came of a job, None when its worker died."""
    try:
        return future.result()
    except BrokenExecutor:
        return None
    except Exception as bug:  # noqa: BLE001 - for instance a result that cannot travel between processes
        return job.failed([_bug(job, bug)])


def in_folder_order(everything: Sequence[Done]) -> tuple[Done, ...]:
    """Sort what came of the workbooks by the folder's order, whatever the order in which they finished."""
    return tuple(sorted(everything, key=lambda one: one.number))
